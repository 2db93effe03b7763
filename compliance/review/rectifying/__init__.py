"""From a confirmed gap to its closing (整改)."""
