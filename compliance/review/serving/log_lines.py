"""The program's own log (workbench.log): what users send cannot pretend to be an entry of it."""

from __future__ import annotations

import logging
from datetime import UTC, datetime


class OneLine(logging.Formatter):
    """Time in UTC, level, logger, message: one line an entry; lines of a traceback begin with a bar."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:
        return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")

    def formatMessage(self, record: logging.LogRecord) -> str:
        return _visible(super().formatMessage(record))

    def formatException(self, ei: logging._SysExcInfoType) -> str:
        return "\n".join("| " + _visible(line) for line in super().formatException(ei).splitlines())


def _visible(text: str) -> str:
    """Control characters, and whatever else ends a line, as escapes."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
