"""Clauses, readings, items and submissions built by hand, for tests of the judgement."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from compliance.judgement.judging import Reading
from compliance.judgement.values.reading import ValueReading
from compliance.language.understanding import understand
from compliance.terms import (
    Block,
    BlockKind,
    Certificate,
    Clause,
    Document,
    DocumentKind,
    Facet,
    Item,
    Modality,
    Place,
    Polarity,
    Scheme,
    Status,
    Subject,
    Submission,
)


def item(*statements: str, id_: str = "x-01", points: str | None = None) -> Item:
    """An item with one facet a statement (f0, f1, …); a statement that begins with ? is optional."""
    facets = tuple(Facet(f"f{i}", "", s.lstrip("?"), not s.startswith("?")) for i, s in enumerate(statements))
    return Item(id_, ("组织保障",), "领导机构", "", facets, points=None if points is None else Decimal(points))


def scheme(*items: Item, notes: str = "") -> Scheme:
    return Scheme("x", "某评估方案", "", items, "", notes=notes)


def states(text: str) -> list[tuple[Facet, Status]]:
    """Facets with their statuses: “met ?missing” is a required facet that is met, an optional one that is missing."""
    words = text.split()
    return [(Facet(f"f{i}", "", "", not w.startswith("?")), Status(w.lstrip("?"))) for i, w in enumerate(words)]


def clause(
    text: str, index: int = 0, modality: Modality = Modality.FACT, cue: str = "", subject: str = "own"
) -> Clause:
    """A clause that is a whole paragraph, the block `index` of the first document."""
    return Clause(
        index, 0, index, 0, len(text), text, (index, index + 1), modality=modality, cue=cue, subject=Subject(subject)
    )


def read(text: str, relevance: float, polarity: Polarity = Polarity.SUPPORTS, index: int = 0, why: str = "") -> Reading:
    return Reading(clause(text, index), relevance, polarity, ValueReading(), 0.5, (), why or "按事实陈述")


def printed(*texts: str, page: int | None = None, section: tuple[str, ...] = ()) -> Submission:
    """A submission of one paragraph a text, each one clause, that was not read by the pipeline."""
    blocks = tuple(Block(i, BlockKind.PARAGRAPH, t, Place(page=page), section) for i, t in enumerate(texts))
    document = Document("自评.txt", "", "text/plain", blocks)
    clauses = tuple(clause(text, i) for i, text in enumerate(texts))
    return Submission((document,), clauses, "云渡区", "2023", DocumentKind.SELF_EVALUATION)


def understood(
    text: str,
    kind: DocumentKind = DocumentKind.SELF_EVALUATION,
    *,
    subject: str = "云渡区",
    period: str = "2023",
    title: str = "",
    certificates: Sequence[Certificate] = (),
) -> Submission:
    """A submission of one paragraph a line, read as `check` reads it; a line that begins with # is a heading."""
    blocks: list[Block] = []
    section: tuple[str, ...] = ()
    for number, line in enumerate(text.strip().splitlines()):
        heading = line.startswith("#")
        words = line.lstrip("# ")
        block_kind = BlockKind.HEADING if heading else BlockKind.PARAGRAPH
        blocks.append(
            Block(number, block_kind, words, Place(line=number + 1), () if heading else section, int(heading))
        )
        section = (words,) if heading else section
    document = Document("自评.txt", "", "text/plain", tuple(blocks), title, kind, certificates=tuple(certificates))
    return understand([document], subject, period, kind)
