"""OpenDocument texts (.odt, .fodt)."""
