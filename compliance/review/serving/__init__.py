"""The server, its worker, and who looks after both."""
