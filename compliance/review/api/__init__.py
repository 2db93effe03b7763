"""What the pages do, as JSON: objects are found through access.py, services are those of the pages."""
