"""How much the server takes from anybody, and whose word on where a request came from it believes."""

from __future__ import annotations

from typing import Any

from compliance.review import settings

MOST_HEADER_BYTES = 64 * 2**10
SILENCE = 60  # seconds after which a connection that says nothing is closed


def limits() -> dict[str, Any]:
    """Arguments of waitress.create_server. A request is received whole before it takes one of the threads."""
    taken: dict[str, Any] = {
        "max_request_body_size": settings.MOST_UPLOADED_BYTES,
        "max_request_header_size": MOST_HEADER_BYTES,
        "channel_timeout": SILENCE,
        # Whatever anybody else says of the client's address, or of HTTPS, is struck out.
        "clear_untrusted_proxy_headers": True,
    }
    if settings.HTTPS:
        taken["trusted_proxy"] = settings.FRONT_SERVER
        taken["trusted_proxy_headers"] = {"x-forwarded-for", "x-forwarded-proto"}
    return taken
