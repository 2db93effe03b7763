"""Figures that should agree and do not: text against table, and one measure with two values in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from compliance.integrity.figures import Figure, agree, comparable, speaks_of, table_figures, text_figures
from compliance.integrity.passages import short, warning
from compliance.terms import Comparison, Quantity, Submission, Warning

CHECK = "inconsistent"

# So many characters in common before the number make two figures of one measure (挂牌督导专项经费 has eight).
_SAME_WORDS = 7
_NEAR_WORDS = 24  # characters before the number in which they must stand
_MOST_UNNAMED = 500  # numbers without unit: more of them are a roster's, and would take long to compare
_A_LIST = 4  # words that open so many figures are those of a list, each with its own number
_ONE_OF_SEVERAL = re.compile(r"每|各|其中|分别|平均|最|第|新|又|另|再|追加|其余|余下|剩余|累计|先后")


def clashes(submission: Submission) -> tuple[Warning, ...]:
    """One warning for each figure of the text that a table, or another sentence, contradicts; it quotes both sides."""
    years = re.findall(r"(?:19|20)\d\d", submission.period)
    year = int(years[-1]) if years else None
    tables: dict[tuple[str, str], list[Figure]] = {}
    for figure in table_figures(submission, year):
        tables.setdefault(_kind(figure), []).append(figure)
    texts = list(text_figures(submission, year))
    found: list[Warning] = []
    for text in texts:
        unit, group = _kind(text)
        unnamed = tables.get(("", group), ()) if unit else ()
        candidates = [*tables.get((unit, group), ()), *(unnamed if len(unnamed) <= _MOST_UNNAMED else ())]
        table = _contradicting(text, candidates)
        # 规划29所，已建成26所; 三年依次14.8、15.6、16.7: the table's number is told here as well.
        if table and any(quantity.low == table.low for quantity in _told_here(submission, text)):
            continue
        if table:
            found.append(_clash(submission, text, table, "附表"))
    told = {span for warned in found for span in warned.spans}
    for first, second in _two_values(texts):
        if first.clause.span not in told and second.clause.span not in told:
            found.append(_clash(submission, first, second, "另一处"))
    return tuple(found)


def _told_here(submission: Submission, text: Figure) -> Iterator[Quantity]:
    """The numbers of a figure's unit in its clause and the next of the sentence."""
    last = min(text.clause.sentence[1], text.clause.index + 2)
    for clause in submission.clauses[text.clause.index : last]:
        yield from (quantity for quantity in clause.quantities if quantity.unit == text.quantity.unit)


def _kind(figure: Figure) -> tuple[str, str]:
    return figure.quantity.unit, figure.group


def _contradicting(text: Figure, tables: Sequence[Figure]) -> Figure | None:
    """The table's figure for the text's measure where none of those that fit agrees with it."""
    fitting = [t for t in tables if speaks_of(text, t)]
    if not fitting:
        return None
    longest = max(len(t.measure) for t in fitting)
    best = [t for t in fitting if len(t.measure) == longest]
    if any(agree(text, t) for t in fitting) or not _comparable(text, best[0]):
        return None
    # Several rows of one label are parts of something: which one is meant cannot be told.
    return best[0] if len({t.low for t in best}) == 1 else None


def _comparable(text: Figure, table: Figure) -> bool:
    # Where the table names no unit, only a number of the same order can be meant.
    return comparable(text.low, table.low, Decimal("1.5" if text.quantity.unit and not table.quantity.unit else "2"))


def _two_values(texts: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Pairs of figures with the same words before them; by pieces of their words, so that long texts stay cheap."""
    by_words: dict[str, list[Figure]] = {}
    for second in filter(_is_plain, texts):
        words = second.context[-_NEAR_WORDS:]
        pieces = sorted({words[i : i + _SAME_WORDS] for i in range(len(words) - _SAME_WORDS + 1)})
        earlier = [by_words[piece] for piece in pieces if len(by_words.get(piece, ())) in range(1, _A_LIST)]
        match = next((f for known in earlier for f in known if _same_measure(f, second)), None)
        if match:
            yield match, second
        for piece in pieces:
            by_words.setdefault(piece, []).append(second)


def _is_plain(figure: Figure) -> bool:
    exact = figure.quantity.comparison is Comparison.EQUAL and figure.quantity.low == figure.quantity.high
    # A bare whole number may be a heading's or a list's own.
    bare = not figure.quantity.unit and figure.low == figure.low.to_integral_value()
    return exact and not bare and len(figure.context) >= _SAME_WORDS and not _ONE_OF_SEVERAL.search(figure.context)


def _same_measure(first: Figure, second: Figure) -> bool:
    if first.clause.sentence == second.clause.sentence:
        return False
    if first.quantity.unit != second.quantity.unit or first.group != second.group or first.low == second.low:
        return False
    # 小学在校生3126人，高于规定学历的教师1497人; 初中在校生1485人，高于规定学历的教师923人.
    if first.level != second.level:
        return False
    if first.qualifiers != second.qualifiers or not comparable(first.low, second.low):
        return False
    return second.clause.document == first.clause.document


def _clash(submission: Submission, first: Figure, second: Figure, where: str) -> Warning:
    spans = (first.clause.span, second.clause.span)
    said, other = _number(first), _number(second)
    message = (
        f"同一指标前后不一：“{short(submission.quote(spans[0]))}”写的是{said}，"
        f"{where}“{short(submission.quote(spans[1]))}”是{other}。请核对以哪个为准，并改为一致。"
    )
    return warning(submission, CHECK, spans, message)


def _number(figure: Figure) -> str:
    """The number as its clause or cell prints it."""
    text = figure.clause.text[figure.quantity.start : figure.quantity.end]
    if figure.context and text:
        return text
    shown = f"{figure.low.normalize():f}"
    if figure.quantity.dimension == "ratio":
        return f"1:{shown}"
    return (
        f"{figure.low / 10000:f}万元"
        if figure.quantity.unit == "元" and figure.low >= 10000
        else f"{shown}{figure.quantity.unit}"
    )
