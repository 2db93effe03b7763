"""The folder that keeps what the workbench must not lose: database, uploaded files, the secret key."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

VARIABLE = "COMPLIANCE_DATA"


def data_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """COMPLIANCE_DATA where it is set, else where this system keeps a user's data. Nothing is created."""
    if environment.get(VARIABLE):
        return Path(environment[VARIABLE]).expanduser().resolve()
    home = Path.home()
    if sys.platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData/Local") / "compliance"
    if sys.platform == "darwin":
        return home / "Library/Application Support/compliance"
    return Path(environment.get("XDG_DATA_HOME") or home / ".local/share") / "compliance"


def make_private(folder: Path) -> Path:
    """Create the folder, and those above it, so that only its owner may look into it."""
    folder.mkdir(parents=True, exist_ok=True)
    with suppress(OSError):  # file systems without modes
        folder.chmod(0o700)
    return folder


def secret_key(folder: Path) -> str:
    """The key that signs sessions: made once, readable by its owner alone."""
    path = make_private(folder) / "secret.key"
    with suppress(FileExistsError):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(50))
    with suppress(OSError):  # a copy that was brought back may be readable by others
        path.chmod(0o600)
    key = path.read_text("ascii").strip()
    # A start that was cut off between creating and writing leaves an empty file.
    if len(key) < 50:
        path.unlink()
        return secret_key(folder)
    return key
