"""Programs that stand for LibreOffice in tests, and behave as it does at its worst."""

from __future__ import annotations

import sys
from pathlib import Path

_OPENING = """\
#!{python} -IS
import json, os, pathlib, signal, subprocess, sys, time
log = pathlib.Path({log!r})
arguments = sys.argv[1:]
source = pathlib.Path(arguments[-1])
target = arguments[arguments.index("--convert-to") + 1]
result = pathlib.Path(arguments[arguments.index("--outdir") + 1], source.stem + "." + target)
with log.open("a") as file:
    file.write(json.dumps({{"arguments": arguments, "environment": dict(os.environ), "pid": os.getpid()}}) + "\\n")
"""


def install(folder: Path, behaviour: str) -> Path:
    """A program in `folder` that logs each call to calls.jsonl and then does what the Python lines say.

    They find `source`, the file to convert, `result`, where it is to go, and `log`.
    """
    program = folder / "soffice"
    opening = _OPENING.format(python=sys.executable, log=str(folder / "calls.jsonl"))
    program.write_text(opening + behaviour + "\n", encoding="utf-8")
    program.chmod(0o755)
    return program
