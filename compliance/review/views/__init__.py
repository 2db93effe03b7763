"""Pages: each finds its objects through access.py, calls one service, and shows the answer."""
