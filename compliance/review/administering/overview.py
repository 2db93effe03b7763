"""The coverage of a round (总览): districts × items, and what the cells add up to. Pure: no database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from compliance.review.reviewing.outcomes import State
from compliance.terms import Status


class Stage(StrEnum):
    """How far a submission has come (进度)."""

    NOTHING = "nothing"  # 未报送
    UNCHECKED = "unchecked"  # 已报送，尚无检查结果
    CHECKED = "checked"  # 已检查
    REVIEWED = "reviewed"  # 每一条都已认定


class Order(StrEnum):
    """Which district stands first."""

    NAME = "name"
    GAPS = "gaps"  # most gaps first
    OPEN = "open"  # most undecided first


@dataclass(frozen=True, slots=True)
class Judged:
    """An item of a submission as the viewer sees it: what the program proposes, what people made of it."""

    finding: int
    submission: int
    item: str
    number: int  # the item's place in the scheme
    title: str
    proposed: Status
    state: State
    decided: Status | None = None  # what people decided, where they agree or a third has settled it

    @property
    def status(self) -> Status:
        """People's word where there is one, else the program's."""
        return self.decided or self.proposed

    @property
    def by_people(self) -> bool:
        """Whether the status is people's word on the newest draft."""
        return self.decided is not None and self.state in (State.DECIDED, State.SETTLED)


@dataclass(frozen=True, slots=True)
class Column:
    """An item of the scheme."""

    item: str
    number: int
    title: str


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A submission, whatever has become of it."""

    submission: int
    district: str
    drafts: int


@dataclass(frozen=True, slots=True)
class Row:
    """A district: its cells in the order of the columns; None where the newest check did not judge the item."""

    submission: int
    district: str
    stage: Stage
    cells: tuple[Judged | None, ...]

    @property
    def judged(self) -> int:
        return sum(cell is not None for cell in self.cells)

    @property
    def gaps(self) -> int:
        return sum(cell is not None and cell.status.is_gap for cell in self.cells)

    @property
    def decided(self) -> int:
        return sum(cell is not None and cell.by_people for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Districts × items."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def by_status(self) -> Mapping[Status, int]:
        return Counter(cell.status for row in self.rows for cell in row.cells if cell is not None)

    @property
    def by_state(self) -> Mapping[State, int]:
        return Counter(cell.state for row in self.rows for cell in row.cells if cell is not None)

    @property
    def column_gaps(self) -> tuple[tuple[int, int], ...]:
        """Of each column: gaps, and items judged."""
        totals = []
        for place in range(len(self.columns)):
            cells = [cell for row in self.rows if (cell := row.cells[place]) is not None]
            totals.append((sum(cell.status.is_gap for cell in cells), len(cells)))
        return tuple(totals)


@dataclass(frozen=True, slots=True)
class Problems:
    """The ledger of a round in numbers."""

    open: int = 0
    closed: int = 0
    overdue: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a round has come: submissions by how far they came, findings by state, problems."""

    submissions: int
    handed_in: int
    checked: int
    reviewed: int
    findings: int
    decided: int  # settled ones among them
    settled: int
    disputed: int
    look_again: int
    open: int
    problems: Problems = field(default_factory=Problems)


@dataclass(frozen=True, slots=True)
class IndicatorGaps:
    """An indicator's facets that are not shown, over all districts."""

    indicator: str
    title: str
    gaps: int
    facets: int  # judged under this indicator, in items that are gaps


def matrix(
    columns: Sequence[Column], submissions: Iterable[HandedIn], judged: Iterable[Judged], order: Order = Order.NAME
) -> Matrix:
    """Every submission is a row. `columns` are the scheme's items; items that findings alone know come after them."""
    found: dict[int, dict[str, Judged]] = {}
    known = {column.item: column for column in columns}
    for one in judged:
        found.setdefault(one.submission, {})[one.item] = one
        known.setdefault(one.item, Column(one.item, one.number, one.title))
    ordered = tuple(known.values()) if columns else tuple(sorted(known.values(), key=lambda c: (c.number, c.item)))
    rows = [
        Row(
            handed_in.submission,
            handed_in.district,
            _stage(handed_in, found.get(handed_in.submission, {})),
            tuple(found.get(handed_in.submission, {}).get(column.item) for column in ordered),
        )
        for handed_in in submissions
    ]
    if order is Order.GAPS:
        rows.sort(key=lambda row: -row.gaps)
    elif order is Order.OPEN:
        rows.sort(key=lambda row: row.decided - row.judged)
    return Matrix(ordered, tuple(rows))


def _stage(handed_in: HandedIn, judged: Mapping[str, Judged]) -> Stage:
    if not judged:
        return Stage.UNCHECKED if handed_in.drafts else Stage.NOTHING
    return Stage.REVIEWED if all(one.by_people for one in judged.values()) else Stage.CHECKED


def progress(shown: Matrix, problems: Problems) -> Progress:
    """What the matrix adds up to."""
    stages = Counter(row.stage for row in shown.rows)
    states = shown.by_state
    checked = stages[Stage.CHECKED] + stages[Stage.REVIEWED]
    return Progress(
        submissions=len(shown.rows),
        handed_in=checked + stages[Stage.UNCHECKED],
        checked=checked,
        reviewed=stages[Stage.REVIEWED],
        findings=sum(states.values()),
        decided=states.get(State.DECIDED, 0) + states.get(State.SETTLED, 0),
        settled=states.get(State.SETTLED, 0),
        disputed=states.get(State.DISPUTED, 0),
        look_again=states.get(State.LOOK_AGAIN, 0),
        open=states.get(State.OPEN, 0),
        problems=problems,
    )


def gaps_by_indicator(facets: Iterable[tuple[str, Status]], titles: Mapping[str, str]) -> tuple[IndicatorGaps, ...]:
    """Facets of items that are gaps, as indicator and status; the indicator with most gaps comes first."""
    judged: Counter[str] = Counter()
    gaps: Counter[str] = Counter()
    for indicator, status in facets:
        judged[indicator] += 1
        gaps[indicator] += status.is_gap
    ordered = sorted(judged, key=lambda name: (-gaps[name], name))
    return tuple(
        IndicatorGaps(name, titles.get(name, name), gaps[name], judged[name]) for name in ordered if gaps[name]
    )
