"""Every hook, and the values that pass through them: all that a plugin author needs to read.

A plugin only registers; plain functions do the work. It is found in one of three ways: as a folder of
`plugins/`, through the entry point group "compliance", or as a single .py file in a folder given with
`--plugins-dir`. Two indicators with one id are an error: both are named, the later one is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from compliance.judgement.judging import Judgement, JudgingContext
    from compliance.language.concepts import Concept
    from compliance.terms import Facet

    Judge = Callable[[Facet, Judgement, JudgingContext], Judgement]

PROJECT = "compliance"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@dataclass(frozen=True, slots=True)
class Example:
    """A text and what the indicator must make of it, tried by `compliance plugins test` (examples.toml)."""

    statement: str
    text: str
    status: str
    quote: str = ""
    kind: str = "self_evaluation"


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a facet's `indicator` names (指标): the knowledge of how submissions speak of one kind of thing.

    `judge` is given the facet, the first view of it (ranked and read clauses, and the status that the likeliest
    evidence shows) and the context, and returns that judgement unchanged or refined: a status, the essential parts
    that are absent, the words of the explanation. The status model weighs what it proposes, unless the indicator
    says that it is `worked_out` from figures: then its word stands. None leaves the first view as it is. An exception
    spoils this facet only: it is named in the report, and the first view is weighed.
    """

    id: str
    title: str  # in Chinese
    looks_for: str  # in Chinese, one line
    concepts: tuple[Concept, ...] = ()
    examples: tuple[Example, ...] = ()
    judge: Judge | None = None


@hookspec
def register_indicators() -> Sequence[Indicator]:
    """Called once, when plugins are loaded. Return the indicators that this plugin brings; an empty list or None
    brings none. An exception leaves the whole plugin out and is named on the terminal and in the report."""
    raise NotImplementedError


@hookspec
def register_schemes() -> Sequence[Traversable]:
    """Called once, when a scheme is looked up or listed. Return the scheme files (TOML) that this plugin brings.
    A file with a fault is named and left out; an exception leaves the plugin's schemes out."""
    raise NotImplementedError
