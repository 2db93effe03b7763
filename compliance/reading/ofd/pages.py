"""One page of an OFD document: its own content, its templates' and its annotations', the right way up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from compliance.reading.ofd.content import Content, read_content
from compliance.reading.ofd.document import OfdDocument, PageReference, page_box
from compliance.reading.ofd.package import OfdPackage, is_true, numbers
from compliance.reading.ofd.resources import Resources, read_resources
from compliance.reading.ofd.text import Run
from compliance.reading.pages.geometry import IDENTITY, Box, Matrix, rounded, transform_box
from compliance.reading.zip_package import Element, PartError
from compliance.terms import Place, SetAside

POINTS = 72 / 25.4  # in a millimetre
_TEMPLATE_DEPTH = 4  # templates of templates; a deeper one is a circle
_KEPT_TEMPLATES = 16
_MOST_TEMPLATES = 64  # on one page; forms have one or two


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """What a page draws, in points from its top left as it is shown; `turn` is the way most of its text runs."""

    number: int
    size: tuple[float, float]
    content: Content
    turn: int
    aside: tuple[SetAside, ...]
    missing: tuple[str, ...]  # in Chinese, parts of the page that could not be read


class PageReader:
    """Reads the pages of one document; templates, which pages share, are parsed once."""

    def __init__(self, package: OfdPackage, document: OfdDocument) -> None:
        self._package = package
        self._document = document
        self._templates: dict[str, Element | None] = {}

    def read(self, reference: PageReference, number: int) -> DrawnPage:
        """The page as number `number` of the file. Raises PartError where its own part is missing or broken."""
        root = self._package.xml(reference.part)
        if root is None:
            raise PartError(reference.part)
        box = page_box(root, self._document.box)
        # The corner of the physical box is where the page's coordinates begin, whatever numbers it has (figure 7).
        matrix = (POINTS, 0.0, 0.0, POINTS, 0.0, 0.0)
        size = (box[2] - box[0]) * POINTS, (box[3] - box[1]) * POINTS
        content = Content()
        missing: list[str] = []
        for layers in islice(self._templates_of(root, missing), _MOST_TEMPLATES):
            read_content(content, layers, self._document.resources, matrix)
        parts = [self._package.located(node.text, reference.part) for node in root.iterfind("PageRes")]
        resources = read_resources(self._package, parts, self._document.resources)
        read_content(content, root.iterfind("Content/Layer"), resources, matrix)
        if content.lost:
            missing.append(f"有{content.lost}个图形找不到或嵌套过深，")
        if content.cut:
            missing.append("内容异常庞大，超出上限的部分")
        aside = [
            *self._hidden(content, number, size),
            *self._annotations(reference, number, matrix, resources, missing),
        ]
        return DrawnPage(number, size, content, _turn(content.runs), tuple(aside), tuple(missing))

    def _templates_of(self, root: Element, missing: list[str], depth: int = 0) -> Iterator[list[Element]]:
        """The layers of the templates that a page names, and of those that these name."""
        for node in root.iterfind("Template"):
            identifier = node.get("TemplateID", "")
            if identifier not in self._templates:
                if len(self._templates) >= _KEPT_TEMPLATES:
                    self._templates.clear()
                self._templates[identifier] = self._template(identifier)
            template = self._templates[identifier]
            if template is None or depth >= _TEMPLATE_DEPTH:
                missing.append("的模板页缺失、损坏或循环引用，")
                continue
            yield from self._templates_of(template, missing, depth + 1)
            yield template.findall("Content/Layer")

    def _template(self, identifier: str) -> Element | None:
        try:
            return self._package.xml(self._document.templates.get(identifier, ""))
        except PartError:
            return None

    def _hidden(self, content: Content, number: int, size: tuple[float, float]) -> Iterator[SetAside]:
        """Text that nobody sees: marked as hidden, transparent, aslant behind the text, or beside the page."""
        for run in filter(_has_text, content.hidden):
            yield _set_aside(run, "hidden", number)
        shown = []
        for run in content.runs:
            reason = "hidden" if _is_beside(run.box, size) else "watermark" if run.turn is None else ""
            if reason and _has_text(run):
                yield _set_aside(run, reason, number)
            elif not reason:
                shown.append(run)
        content.runs = shown

    def _annotations(
        self, reference: PageReference, number: int, matrix: Matrix, resources: Resources, missing: list[str]
    ) -> Iterator[SetAside]:
        """Remarks and the text of notes, stamps and watermarks that were laid over the page (15)."""
        for part in self._document.annotations.get(reference.identifier, ()):
            try:
                root = self._package.xml(part)
            except PartError:
                root = None
            if root is None:
                missing.append("的批注缺失或已损坏，")
                continue
            for node in root.iter("Annot"):
                if is_true(node.get("Visible"), True):
                    yield from _annotation(node, number, matrix, resources)


def _annotation(node: Element, number: int, matrix: Matrix, resources: Resources) -> Iterator[SetAside]:
    reason = "watermark" if node.get("Type") == "Watermark" else "comment"
    if remark := " ".join((node.findtext("Remark") or "").split()):
        yield SetAside(remark, reason, Place(page=number, part="comment"))
    appearance = node.find("Appearance")
    if appearance is None:
        return
    left, top, _, _ = numbers(appearance.get("Boundary"), 4) or (0.0, 0.0, 0.0, 0.0)
    a, b, c, d, e, f = matrix
    content = Content()
    read_content(content, [appearance], resources, (a, b, c, d, e + a * left, f + d * top))
    for run in filter(_has_text, content.runs):
        yield _set_aside(run, reason, number)


def _set_aside(run: Run, reason: str, number: int) -> SetAside:
    part = "comment" if reason == "comment" else "body"
    return SetAside(run.text, reason, Place(page=number, box=rounded(run.box), part=part))


def _has_text(run: Run) -> bool:
    return any(glyph.character != " " for glyph in run.glyphs)


def _is_beside(box: Box, size: tuple[float, float]) -> bool:
    return box[2] <= 0 or box[3] <= 0 or box[0] >= size[0] or box[1] >= size[1]


def _turn(runs: list[Run]) -> int:
    """The way most of the page's characters follow each other; single characters say nothing, as they are upright."""
    counts: Counter[int] = Counter({0: 0})
    for run in runs:
        if run.turn is not None:
            counts[run.turn] += len(run.glyphs)
    return max(counts, key=lambda turn: (counts[turn], turn == 0))


def turned(size: tuple[float, float], turn: int) -> tuple[tuple[float, float], Matrix]:
    """Size of a page of that size once it is turned so that text which runs `turn` degrees clockwise runs to the right,
    and the matrix that does so."""
    wide, high = size
    if turn == 90:
        return (high, wide), (0.0, -1.0, 1.0, 0.0, 0.0, wide)
    if turn == 180:
        return size, (-1.0, 0.0, 0.0, -1.0, wide, high)
    if turn == 270:
        return (high, wide), (0.0, 1.0, -1.0, 0.0, high, 0.0)
    return size, IDENTITY


def turned_back(box: Box, size: tuple[float, float], turn: int) -> Box:
    """A box on a turned page as it stands on the page as shown, which has that size."""
    turned_size, _ = turned(size, turn)
    _, matrix = turned(turned_size, (360 - turn) % 360)
    return transform_box(matrix, box)
