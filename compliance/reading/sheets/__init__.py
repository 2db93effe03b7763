"""Spreadsheets of every format: what each cell shows, and which cells make a table."""
