"""The evaluation schemes that this installation knows, loaded once: plugins do not change while the workbench runs."""

from __future__ import annotations

from functools import cache

from compliance.registry import Registry
from compliance.schemes import load_all_schemes
from compliance.terms import Scheme


@cache
def known_schemes() -> dict[str, Scheme]:
    """Every scheme without faults, by id."""
    schemes, _problems = load_all_schemes(Registry.load())
    return {scheme.id: scheme for scheme in schemes}


@cache
def indicator_titles() -> dict[str, str]:
    """The Chinese title of every indicator, by id."""
    return {name: indicator.title for name, indicator in Registry.load().indicators.items()}


def scheme_title(scheme_id: str) -> str:
    """The scheme's title; its id where it is no longer installed."""
    scheme = known_schemes().get(scheme_id)
    return scheme.title if scheme else scheme_id
