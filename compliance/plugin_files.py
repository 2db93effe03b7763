"""An indicator from the files of its plugin's folder: lexicon.toml and examples.toml beside __init__.py."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from compliance.errors import PluginFault
from compliance.hookspecs import Example, Indicator
from compliance.language.concepts import KINDS, Concept, read_concepts
from compliance.terms import DocumentKind, Status

if TYPE_CHECKING:
    from compliance.hookspecs import Judge

_EXAMPLE_KEYS = ("statement", "text", "status", "quote", "kind")
_REQUIRED = ("statement", "text", "status")
_STATUSES = tuple(status.value for status in Status)
_KINDS = tuple(kind.value for kind in DocumentKind)


def load_indicator(package: str, title: str, looks_for: str, judge: Judge | None = None) -> Indicator:
    """The indicator of a plugin folder; its id is the folder's name. `title` and `looks_for` are Chinese.

    A folder without a lexicon brings no concepts, one without examples.toml no examples. Raises PluginFault,
    naming file, entry and what was expected.
    """
    folder = files(package)
    return Indicator(
        id=package.rpartition(".")[2],
        title=title,
        looks_for=looks_for,
        concepts=_concepts(folder / "lexicon.toml"),
        examples=_examples(folder / "examples.toml"),
        judge=judge,
    )


def _concepts(file: Traversable) -> tuple[Concept, ...]:
    if not file.is_file():
        return ()
    try:
        concepts = read_concepts(file)
    except tomllib.TOMLDecodeError as error:
        raise PluginFault(f"{file.name} 的 TOML 语法有误：{error}") from None
    except (TypeError, KeyError, AttributeError) as error:
        raise PluginFault(f"{file.name} 有一个 [[concept]] 缺少键或有不认识的键：{error}") from None
    for concept in concepts:
        if concept.kind not in KINDS:
            expected = "、".join(sorted(KINDS))
            raise PluginFault(f"{file.name} 的概念“{concept.id}”：kind 应为 {expected} 之一，现为“{concept.kind}”")
        if not isinstance(concept.terms, tuple) or not concept.terms:
            raise PluginFault(f"{file.name} 的概念“{concept.id}”：terms 应为至少一个词的数组")
    return concepts


def _examples(file: Traversable) -> tuple[Example, ...]:
    if not file.is_file():
        return ()
    try:
        data = tomllib.loads(file.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise PluginFault(f"{file.name} 的 TOML 语法有误：{error}") from None
    if unknown := set(data) - {"example"}:
        raise PluginFault(f"{file.name}：不认识的键 {'、'.join(sorted(unknown))}，应为 [[example]]")
    tables = data.get("example", [])
    return tuple(_example(table, f"{file.name} 的第{number}个例句") for number, table in enumerate(tables, start=1))


def _example(table: Mapping[str, str], place: str) -> Example:
    """An example with its keys checked: one with a misspelt status, or a quote from elsewhere, could never pass."""
    if unknown := set(table) - set(_EXAMPLE_KEYS):
        raise PluginFault(f"{place}：不认识的键 {'、'.join(sorted(unknown))}；可用的键：{'、'.join(_EXAMPLE_KEYS)}")
    if missing := [key for key in _REQUIRED if not table.get(key)]:
        raise PluginFault(f"{place}：缺少 {'、'.join(missing)}")
    if table["status"] not in _STATUSES:
        raise PluginFault(f"{place}：status 应为 {'、'.join(_STATUSES)} 之一，现为“{table['status']}”")
    if table.get("kind", _KINDS[0]) not in _KINDS:
        raise PluginFault(f"{place}：kind 应为 {'、'.join(_KINDS)} 之一，现为“{table['kind']}”")
    if table.get("quote", "") not in table["text"]:
        raise PluginFault(f"{place}：quote 应为 text 中的原文，现为“{table['quote']}”")
    return Example(**table)
