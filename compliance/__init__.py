"""compliance: submissions in, evidence and gaps out, a person decides.

`compliance.check.check` does the main job; `compliance.read` and `compliance.load_scheme` are its two ends, imported
when they are first used; the names of the vocabulary are in `compliance.terms`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from compliance.reading import read
    from compliance.schemes import load_scheme

__version__ = "0.1.0"
__all__ = ["load_scheme", "read"]

_HOMES = {"read": "compliance.reading", "load_scheme": "compliance.schemes"}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'compliance' has no attribute {name!r}")
