"""Schemes as data: loading, validation."""

from compliance.schemes.loading import load_all_schemes, load_scheme, note_unknown_indicators, parse_scheme

__all__ = ["load_all_schemes", "load_scheme", "note_unknown_indicators", "parse_scheme"]
