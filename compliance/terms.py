"""The vocabulary, in reading order: from a file to the finding that a person decides on.

Every value is frozen. Offsets are in characters of `Block.text`, end exclusive; a quote is always the
slice between two offsets, so it is verbatim and leads back to its place in the file.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

# --- What was read ---------------------------------------------------------------------------------


class DocumentKind(StrEnum):
    """What kind of document (文书种类) a file is; it decides whether future tense is a promise or the point."""

    SELF_EVALUATION = "self_evaluation"  # 自评报告, 自查报告, 工作总结, 年度报告
    PLAN = "plan"  # 工作方案, 实施方案, 工作计划, 工作要点
    RULES = "rules"  # 办法, 细则, 评估方案, 指标体系
    OPINION = "opinion"  # 督导意见书, 整改通知书
    RECTIFICATION = "rectification"  # 整改报告, 问题清单
    OTHER = "other"


class BlockKind(StrEnum):
    """What a block (块) is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands in its file (位置); what a format does not know is None. All numbers from 1."""

    page: int | None = None
    box: tuple[float, float, float, float] | None = None  # left, top, right, bottom in points from the page's top left
    part: str = "body"  # body, header, footer, footnote, endnote, text box, comment, …
    paragraph: int | None = None  # within the part
    table: int | None = None
    row: int | None = None
    column: int | None = None
    line: int | None = None  # of a text file
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell (单元格): its slice of the table block's text and the grid positions that it covers, from 0."""

    row: int
    column: int
    start: int
    end: int
    row_span: int = 1
    column_span: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, table or note, with the headings above it.

    A table's text holds its rows joined by newlines and a row's cells joined by " | "; `cells` says which
    slice is which. A merged cell's text stands once, at its first position.
    """

    index: int  # position in Document.blocks
    kind: BlockKind
    text: str
    place: Place
    section: tuple[str, ...] = ()  # texts of the headings above, outermost first
    level: int = 0  # of a heading, from 1; 0 for everything else
    cells: tuple[Cell, ...] = ()
    confidence: float = 1.0  # of recognition: 1.0 for text, less for OCR

    def place_at(self, offset: int) -> Place:
        """The place of a character: within a table of a spreadsheet, the row that it stands in."""
        row = self.place.row
        if row is None or not self.cells or self.place.sheet is None and self.place.line is None:
            return self.place
        before = max((cell for cell in self.cells if cell.start <= offset), key=lambda cell: cell.start, default=None)
        return replace(self.place, row=row + (before.row if before else 0))


@dataclass(frozen=True, slots=True)
class SetAside:
    """Text that was read but is no evidence (另置): running headers, comments, hidden text, page furniture."""

    text: str
    reason: str  # header, footer, comment, hidden, deleted, page_furniture, page_number, …
    place: Place


@dataclass(frozen=True, slots=True)
class Certificate:
    """What was read of a page, or of a file without pages, and what was not (读取证明)."""

    page: int | None  # None: the whole file
    characters: int
    unmapped: int = 0  # U+FFFD, (cid:…), private-use glyphs
    images_without_text: int = 0
    unread: tuple[str, ...] = ()  # in Chinese, each a thing that could not be read, for a person
    notes: tuple[str, ...] = ()  # in Chinese, what was handled: text boxes, revisions, repaired text
    confidence: float = 1.0  # lowest recognition confidence on the page

    @property
    def complete(self) -> bool:
        """Whether `missing` may be said of this page."""
        return not self.unread


@dataclass(frozen=True, slots=True)
class Document:
    """One file, read (文件)."""

    name: str
    sha256: str
    media_type: str
    blocks: tuple[Block, ...]
    title: str = ""
    kind: DocumentKind = DocumentKind.OTHER
    pages: int | None = None
    set_aside: tuple[SetAside, ...] = ()
    certificates: tuple[Certificate, ...] = ()

    @property
    def characters(self) -> int:
        """Length of the text that may be evidence."""
        return sum(len(block.text) for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a block (片段)."""

    document: int  # index in Submission.documents
    block: int
    start: int
    end: int


# --- What it says ----------------------------------------------------------------------------------


class Modality(StrEnum):
    """How a clause speaks (语气)."""

    FACT = "fact"  # 事实: done or in place
    INTENTION = "intention"  # 打算: 拟, 将, 力争
    DEMAND = "demand"  # 要求: 应当, 须, 各校要
    NEGATION = "negation"  # 否定: 尚未, 没有, 仍有…不足
    QUOTATION = "quotation"  # 引用: 按照…要求, the wording of a superior's norm


class Comparison(StrEnum):
    """How a stated number relates to the true value (比较词)."""

    EQUAL = "=="
    ABOUT = "~"  # 约, 左右
    AT_LEAST = ">="  # 不少于, 不低于, 以上
    MORE = ">"  # 超过, 逾
    AT_MOST = "<="  # 不超过, 以下, 以内
    LESS = "<"  # 近, 不足, 低于


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit (数量), normalised: 元 for money, % for shares, 平方米 for areas.

    `low` and `high` differ for a range (85%—90%). `start` and `end` are offsets in the clause's own text.
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    unit: str  # normalised: %, 元, 平方米, 人, 次/月, 1:N, 个百分点, "" for a bare number
    dimension: str  # money, share, area, count, frequency, ratio, difference, length, time, number, date
    measure: str = ""  # the words before it that say what it measures
    comparison: Comparison = Comparison.EQUAL


@dataclass(frozen=True, slots=True)
class Period:
    """The years (时段) that a clause speaks of; first == last for one year."""

    first: int
    last: int
    text: str = ""
    relative: str = ""  # "previous" for 上年, 去年同期; "future" for 明年, 下一步; "" for a named or current year


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose fact it is (主体)."""

    kind: str  # own | superior | neighbour | school | department | schools (all) | some (部分, 个别) | unknown
    text: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """The unit of evidence (小句): a comma part that can stand, or a table row, with what stands around it.

    `text` is the normalised copy that is judged (simplified, half-width, restored); the quote is the slice
    start:end of the block's own text.
    """

    index: int  # position in Submission.clauses
    document: int
    block: int
    start: int
    end: int
    text: str
    sentence: tuple[int, int]  # first and last + 1 clause index of its sentence or table row
    section: tuple[str, ...] = ()  # normalised headings above
    stem: str = ""  # the lead-in of its list or sentence: “存在以下问题:”
    header: tuple[str, ...] = ()  # of a table row: the column header of each cell
    values: tuple[str, ...] = ()  # of a table row: the cells' texts, normalised; as many as headers
    caption: str = ""  # of a table row: the line above the table
    quantities: tuple[Quantity, ...] = ()
    modality: Modality = Modality.FACT
    cue: str = ""  # the words that decided the modality
    period: Period | None = None
    subject: Subject = Subject("unknown")

    @property
    def span(self) -> Span:
        """The clause's own slice of its block."""
        return Span(self.document, self.block, self.start, self.end)


@dataclass(frozen=True, slots=True, eq=False)
class Submission:
    """The documents that one district hands in together (报送材料), understood.

    Equal to itself alone: what is worked out once for a submission is looked up by it for every facet.
    """

    documents: tuple[Document, ...]
    clauses: tuple[Clause, ...]
    subject: str  # 清川区; "" where it could not be told
    period: str  # 2021, 2021—2022学年; "" where it could not be told
    kind: DocumentKind
    looks_back: bool = False  # told in the year after: 去年 is the period's own year

    def quote(self, span: Span) -> str:
        """The verbatim text of a span."""
        return self.documents[span.document].blocks[span.block].text[span.start : span.end]


# --- What is required ------------------------------------------------------------------------------


class Scope(StrEnum):
    """Whose fact an item asks for (主体范围)."""

    DISTRICT = "district"
    SCHOOL = "school"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing that has to be shown (要点): a statement that the submission must support."""

    id: str
    indicator: str
    statement: str
    required: bool = True
    aliases: tuple[str, ...] = ()  # other names that submissions give it
    measure: str = ""
    comparator: str = ""  # >= > <= < == increase
    threshold: Decimal | None = None
    unit: str = ""

    def __hash__(self) -> int:
        # What is worked out for a facet is looked up by it hundreds of thousands of times a check.
        return hash(self.statement)


@dataclass(frozen=True, slots=True)
class Item:
    """One required item (条目) of a scheme."""

    id: str
    path: tuple[str, ...]
    title: str
    requirement: str
    facets: tuple[Facet, ...]
    scope: Scope = Scope.DISTRICT
    points: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Tier:
    """A grade (等次) that a total earns."""

    title: str
    min_points: Decimal
    min_bonus: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Scheme:
    """An issuing body's evaluation scheme (评估方案), as data."""

    id: str
    title: str
    issuer: str
    items: tuple[Item, ...]
    sha256: str
    document_kinds: tuple[DocumentKind, ...] = ()
    year: int | None = None
    source: str = ""
    notes: str = ""
    total_points: Decimal | None = None
    tiers: tuple[Tier, ...] = ()

    def __hash__(self) -> int:
        return hash(self.sha256)


# --- What was found --------------------------------------------------------------------------------


class Status(StrEnum):
    """What the program proposes for a facet or an item (状态)."""

    MET = "met"
    PARTIAL = "partial"
    PLANNED = "planned"
    CONTRADICTED = "contradicted"
    MISSING = "missing"
    UNREADABLE = "unreadable"
    NOT_APPLICABLE = "not_applicable"

    @property
    def is_gap(self) -> bool:
        """A gap (缺口) is every status other than met and not applicable."""
        return self not in (Status.MET, Status.NOT_APPLICABLE)


class Polarity(StrEnum):
    """What a piece of evidence does for its facet."""

    SUPPORTS = "supports"
    PROMISES = "promises"
    CONTRADICTS = "contradicts"
    NEAR = "near"  # closest passage: never counted as evidence


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span offered for a facet (证据)."""

    span: Span
    quote: str
    place: Place
    section: tuple[str, ...]
    modality: Modality
    polarity: Polarity
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class FacetFinding:
    """A facet judged. `evidence` and `closest` index the finding's evidence; `trace` says how it came about."""

    id: str
    status: Status
    confidence: float
    evidence: tuple[int, ...] = ()
    closest: tuple[int, ...] = ()
    absent_parts: tuple[str, ...] = ()
    explanation: str = ""
    trace: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """An item judged (发现)."""

    item: Item
    status: Status
    confidence: float
    facets: tuple[FacetFinding, ...]
    evidence: tuple[Evidence, ...]
    explanation: str
    indicative_points: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Warning:
    """An integrity warning (完整性提示) that holds whatever the scheme says."""

    check: str  # placeholder, inconsistent, swapped_words, garbled, foreign_subject, stale_period, page_furniture
    spans: tuple[Span, ...]
    quotes: tuple[str, ...]
    place: Place
    message: str
    severity: str = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong with a file or a plugin, and what to do about it (处理问题)."""

    source: str  # file or plugin name
    message: str  # in Chinese


@dataclass(frozen=True, slots=True)
class Report:
    """Findings, warnings, coverage, and the versions of everything that took part (报告)."""

    scheme: Scheme
    submission: Submission
    findings: tuple[Finding, ...]
    warnings: tuple[Warning, ...] = ()
    problems: tuple[Problem, ...] = ()
    versions: tuple[tuple[str, str], ...] = ()  # component, version


class Verdict(StrEnum):
    """What a person does with a finding."""

    ACCEPTED = "accepted"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person made of a finding (人工决定); a record of its own that no new run overwrites."""

    item: str
    verdict: Verdict
    status: Status
    comment: str
    author: str
    decided: str  # ISO 8601
