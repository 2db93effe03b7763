"""A document as it looks: what was read of it kept, shown as text or as pictures of its pages."""
