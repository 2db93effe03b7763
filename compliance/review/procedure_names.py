"""The list methods (清单办法) that a round may follow: the files of procedures/, by id."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

USUAL = "plain"


@cache
def known() -> dict[str, str]:
    """Title of each method by its id, the usual one first."""
    folder = files("compliance.review").joinpath("procedures")
    found = {USUAL: "一般办法"}
    if folder.is_dir():
        for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
            if file.name.endswith(".toml"):
                name = file.name.removesuffix(".toml")
                found[name] = str(tomllib.loads(file.read_text("utf-8")).get("title", name))
    return found
