"""The parts of an .xlsx beside its cells: the list of sheets, number formats, comments, text boxes and pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from compliance.reading.sheets.formats import BUILT_IN, GENERAL
from compliance.reading.sheets.sheet import Account, Sheet, cell_position
from compliance.reading.sheets.xlsx_cells import is_true, unescaped
from compliance.reading.zip_package import SMALL_PART, Element, PartError, ZipPackage, whole_number
from compliance.terms import Place, SetAside

_MOST_STYLES = 100_000  # Excel allows 65,490
_MOST_SHEETS = 2_000
_RELATIONS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet as the workbook lists it."""

    name: str
    relation: str
    hidden: bool


@dataclass(slots=True)
class WorkbookTarget:
    """Gathers the list of sheets and how the workbook counts days and calculates."""

    sheets: list[SheetEntry] = field(default_factory=list)
    from_1904: bool = False
    calculates_on_load: bool = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        name = tag.rpartition("}")[2]
        if name == "sheet" and len(self.sheets) < _MOST_SHEETS:
            relation = next((attributes[f"{{{r}}}id"] for r in _RELATIONS if f"{{{r}}}id" in attributes), "")
            title = unescaped(attributes.get("name", "")).strip()
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append(SheetEntry(title, relation, hidden))
        elif name == "workbookPr":
            self.from_1904 = is_true(attributes.get("date1904"))
        elif name == "calcPr":
            self.calculates_on_load = is_true(attributes.get("fullCalcOnLoad"))

    def end(self, tag: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """Characters; none of them matters."""


class StylesTarget:
    """Gathers the number format of each cell style."""

    def __init__(self) -> None:
        self._numbers: list[int] = []
        self._codes: dict[int, str] = {}
        self._in_cells = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        name = tag.rpartition("}")[2]
        if name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells and len(self._numbers) < _MOST_STYLES:
            self._numbers.append(whole_number(attributes.get("numFmtId"), 0))
        elif name == "numFmt" and len(self._codes) < _MOST_STYLES:
            self._codes.setdefault(whole_number(attributes.get("numFmtId"), 0), attributes.get("formatCode", GENERAL))

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag.endswith("}cellXfs"):
            self._in_cells = False

    def data(self, text: str) -> None:
        """Characters; none of them matters."""

    def code(self, style: int) -> str:
        """The format code of a style; General for one that the file does not define."""
        number = self._numbers[style] if style < len(self._numbers) else 0
        return self._codes.get(number) or BUILT_IN.get(number, GENERAL)


def read_surroundings(package: ZipPackage, part: str, sheet: Sheet, account: Account) -> None:
    """What a worksheet refers to: comments are set aside, text boxes read, pictures and what is not read counted."""
    try:
        relations = list(package.relations(part).values())
    except PartError:
        account.unread.append(f"{sheet.title}的附属部分（文本框、批注等）已损坏，没有读取")
        return
    for kind, target in relations:
        try:
            if kind == "comments":
                sheet.aside.extend(_comments(package.xml(target, SMALL_PART), sheet))
            elif kind == "drawing":
                _drawing(package.xml(target, SMALL_PART), sheet, account)
        except PartError:
            what = account.notes if kind == "comments" else account.unread
            what.append(f"{sheet.title}的{'批注' if kind == 'comments' else '文本框和图形'}已损坏，没有读取")
    embedded = sum(kind in ("oleObject", "package") for kind, _ in relations)
    if embedded:
        account.unread.append(f"{sheet.title}有{embedded}个嵌入的文件，其内容没有读取")
    if comments := sum(piece.reason == "comment" for piece in sheet.aside):
        account.notes.append(f"{sheet.title}有{comments}条批注，已另置，不作为依据")


def _comments(root: Element | None, sheet: Sheet) -> Iterator[SetAside]:
    for comment in () if root is None else root.iter(f"{_MAIN}comment"):
        text = unescaped("".join(t.text or "" for t in comment.iter(f"{_MAIN}t"))).strip()
        row, column = cell_position(comment.get("ref")) or (0, 0)
        if text:
            yield SetAside(text, "comment", Place(part="comment", sheet=sheet.name, row=row + 1, column=column + 1))


def _drawing(root: Element | None, sheet: Sheet, account: Account) -> None:
    if root is None:
        return
    # Each alternative says the same as the one that it stands in for.
    for fallback in list(root.iter(_FALLBACK)):
        fallback.getparent().remove(fallback)
    account.images += sum(1 for _ in root.iter(f"{_XDR}pic"))
    charts = sum(1 for _ in root.iter(_CHART))
    if charts:
        account.notes.append(f"{sheet.title}有{charts}个图表，图表本身没有读取，其数据以单元格为准")
    before = len(sheet.boxes)
    for shape in root.iter(f"{_XDR}sp"):
        lines = ("".join(t.text or "" for t in p.iter(f"{_A}t")).strip() for p in shape.iter(f"{_A}p"))
        text = unescaped("\n".join(filter(None, lines)))
        hidden = any(is_true(properties.get("hidden")) for properties in shape.iter(f"{_XDR}cNvPr"))
        if text and hidden:
            sheet.aside.append(SetAside(text, "hidden", Place(part="text box", sheet=sheet.name)))
        elif text:
            sheet.boxes.append(text)
    if len(sheet.boxes) > before and not sheet.hidden:
        account.notes.append(f"{sheet.title}有{len(sheet.boxes) - before}个文本框，文字已读入")
