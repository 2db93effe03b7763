"""What word processing formats share: paragraphs, tables, notes, lists and styles become blocks."""
