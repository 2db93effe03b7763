"""Data flows one way: no module imports one that comes after it, and the packages of reading keep to one direction."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "compliance"

# From left to right; a layer may import itself and those before it. `hookspecs` is the contract with plugins and may be
# imported from the judgement on, whatever it names for type checkers.
LAYERS = (
    ("terms", "errors"),
    ("reading",),
    ("language",),
    ("judgement", "integrity", "hookspecs", "plugin_files"),
    ("schemes", "registry"),
    ("learning", "check", "plugin_testing"),
    ("reports", "terminal"),
    ("review",),
    ("cli", "__main__"),
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}


def layer_of(module: str) -> str:
    """terms of compliance.terms, reading of compliance.reading.pdf.reader."""
    return module.split(".")[1] if "." in module else ""


def imports_of(path: Path) -> list[str]:
    """The modules of this package that a file imports when it runs, wherever in the file."""
    tree = ast.parse(path.read_text("utf-8"))
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    return [
        name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module and id(node) not in typing_only
        if node.module.startswith("compliance.")
        for name in (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))
    ]


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_import_back_up(path: Path) -> None:
    own = path.relative_to(ROOT).parts[0].removesuffix(".py")
    if own == "__init__":
        return
    back = [module for module in imports_of(path) if RANK.get(layer_of(module), 0) > RANK[own]]
    assert not back, f"{path.relative_to(ROOT)} imports what comes after it: {back}"


def test_packages_of_reading_depend_on_each_other_in_one_direction() -> None:
    folder, graph = ROOT / "reading", {}
    parts = {path.stem for path in folder.iterdir()} - {"__init__", "__pycache__"}
    for path in folder.rglob("*.py"):
        own = path.relative_to(folder).parts[0].removesuffix(".py")
        named = (module.split(".") for module in imports_of(path) if module.startswith("compliance.reading."))
        graph.setdefault(own, set()).update(names[2] for names in named if names[2] in parts - {own})
    order = list(TopologicalSorter(graph).static_order())  # raises CycleError, which names the cycle
    assert parts <= set(order) and order.index("isolation") > order.index("opening") > order.index("formats")


@pytest.mark.parametrize(("folder", "other"), [("views", "api"), ("api", "views")])
def test_pages_and_api_of_the_workbench_import_downwards_and_not_each_other(folder: str, other: str) -> None:
    across = f"compliance.review.{other}"
    imports = {path.name: imports_of(path) for path in (ROOT / "review" / folder).glob("*.py")}
    assert imports
    assert {name for name, modules in imports.items() if any(module.startswith(across) for module in modules)} == set()
