"""Scanned pages and image files: recognition of what they show."""
