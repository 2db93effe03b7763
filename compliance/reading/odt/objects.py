"""Objects inside an .odt: formulas are text, charts and files are said to be unread."""

from __future__ import annotations

from compliance.reading.odt.styles import OFFICE
from compliance.reading.zip_package import Element

CHART = "chart"
_MATH = "{http://www.w3.org/1998/Math/MathML}"
_SILENT = frozenset((_MATH + "annotation", _MATH + "annotation-xml"))
# What stands before the last part of these: a fraction as 1/2, a power as 10^5, so that digits do not run together.
_BEFORE_LAST = {_MATH + "mfrac": "/", _MATH + "msup": "^", _MATH + "msubsup": "^"}


def object_text(root: Element | None) -> str | None:
    """The text of a formula on one line, CHART for a chart, None for anything else."""
    if root is None:
        return None
    if root.tag == OFFICE + "document-content" or root.tag == OFFICE + "document":
        body = root.find(OFFICE + "body")
        return CHART if body is not None and body.find(OFFICE + "chart") is not None else None
    return formula_text(root) if root.tag == _MATH + "math" else None


def formula_text(node: Element) -> str:
    """A MathML element as one reads it aloud, from left to right."""
    if node.tag in _SILENT:
        return ""
    parts = [formula_text(child) for child in node]
    if len(parts) > 1:
        parts.insert(-1, _BEFORE_LAST.get(node.tag, ""))
    return (node.text or "").strip() + "".join(parts)
