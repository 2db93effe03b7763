"""Submissions made of a few lines, as the checks get them: read, understood, with an invented county and year."""

from __future__ import annotations

from collections.abc import Callable

from compliance.language.understanding import understand
from compliance.reading.furniture import without_furniture
from compliance.reading.text.plain import read_markdown
from compliance.terms import Document, DocumentKind, Submission, Warning

COUNTY, YEAR = "清川县", "2021"


def handed_in(
    text: str, subject: str = COUNTY, period: str = YEAR, kind: DocumentKind = DocumentKind.SELF_EVALUATION
) -> Submission:
    """A submission of one Markdown document."""
    extract = without_furniture(read_markdown(text.encode(), "材料.md"))
    document = Document(
        "材料.md",
        "0" * 64,
        extract.media_type,
        extract.blocks,
        extract.title,
        set_aside=extract.set_aside,
        certificates=extract.certificates,
    )
    return understand([document], subject, period, kind)


def quotes(check: Callable[[Submission], tuple[Warning, ...]], text: str, **given: object) -> list[str]:
    """The first quote of each warning that a check gives of a text."""
    return [warning.quotes[0] for warning in check(handed_in(text, **given))]


def messages(check: Callable[[Submission], tuple[Warning, ...]], text: str, **given: object) -> str:
    """The messages of all warnings that a check gives of a text."""
    return "\n".join(warning.message for warning in check(handed_in(text, **given)))
