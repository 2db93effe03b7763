"""Pages of placed text, whatever their format: their geometry, lines, tables, paragraphs and certificates."""
