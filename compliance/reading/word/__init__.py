"""Word files since 2007 (.docx)."""
