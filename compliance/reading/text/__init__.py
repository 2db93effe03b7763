"""Files that are text themselves: plain text, Markdown and web pages."""
