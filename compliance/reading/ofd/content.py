"""What an OFD page draws, in points from its top left: text, rules and images, those of templates and groups too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from compliance.reading.ofd.package import box_of, is_true, matrix_of, measure, numbers
from compliance.reading.ofd.paths import rules_of
from compliance.reading.ofd.resources import Font, Resources
from compliance.reading.ofd.text import Run, runs_of, size_of
from compliance.reading.pages.drawings import MOST_PATHS
from compliance.reading.pages.geometry import IDENTITY, Box, Matrix, area, multiply, transform_box
from compliance.reading.pages.glyphs import Face
from compliance.reading.zip_package import Element

_GROUP_DEPTH = 8  # composite objects inside each other; a deeper one is a circle
_MOST_OBJECTS = 100_000  # of one page; a full page with one object a character has 3,000, a map 50,000
_MOST_GLYPHS = 500_000
_MOST_PATH_DATA = 2_000_000  # characters of path data on one page; no table needs more than a tenth
_SEE_THROUGH = 3.0  # of 255: nobody sees text of one per cent
_BOLD_WEIGHT = 600.0


@dataclass(frozen=True, slots=True)
class PlacedImage:
    """An image on the page, and the part of the package that holds it; "" where its resource is missing."""

    box: Box
    part: str


@dataclass(slots=True)
class Content:
    """What was found on one page."""

    runs: list[Run] = field(default_factory=list)
    hidden: list[Run] = field(default_factory=list)  # not visible, or as good as transparent
    rules: list[Box] = field(default_factory=list)
    images: list[PlacedImage] = field(default_factory=list)
    paths: int = 0
    lost: int = 0  # groups whose resource is missing
    objects: int = 0
    glyphs: int = 0
    path_data: int = 0  # in characters
    run_count: int = 0

    @property
    def cut(self) -> bool:
        """Whether the page holds more than is read."""
        return self.objects > _MOST_OBJECTS or self.glyphs > _MOST_GLYPHS


@dataclass(frozen=True, slots=True)
class _Level:
    """Objects that are still to be read, and where they stand."""

    objects: Iterator[Element]
    matrix: Matrix
    visible: bool
    groups: int
    parameter: str | None


def read_content(content: Content, layers: Iterable[Element], resources: Resources, matrix: Matrix) -> None:
    """Add to `content` what layers, or other page blocks, draw; `matrix` leads from their millimetres to points."""
    for layer in layers:
        _read_block(content, layer, resources, matrix)


def _read_block(content: Content, block: Element, resources: Resources, matrix: Matrix) -> None:
    stack = [_Level(iter(block), matrix, True, 0, block.get("DrawParam"))]
    while stack and not content.cut:
        level = stack[-1]
        node = next(level.objects, None)
        if node is None:
            stack.pop()
            continue
        content.objects += 1
        if node.tag == "PageBlock":
            stack.append(_Level(iter(node), level.matrix, level.visible, level.groups, level.parameter))
        elif node.tag == "TextObject":
            _read_text(content, node, resources, level)
        elif node.tag == "CompositeObject":
            inner = _group(content, node, resources, level)
            if inner is not None:
                stack.append(inner)
        elif node.tag in ("PathObject", "ImageObject") and level.visible and not _is_hidden(node):
            _read_drawing(content, node, resources, level)


def _read_text(content: Content, node: Element, resources: Resources, level: _Level) -> None:
    parameter = node.get("DrawParam") or level.parameter
    fill = _own_or(node, "FillColor", resources, parameter)
    shown = is_true(node.get("Fill"), True) or is_true(node.get("Stroke"), False)
    hidden = not level.visible or _is_hidden(node) or not shown or _is_transparent(fill) or size_of(node) <= 0
    kept = content.hidden if hidden else content.runs
    for run in runs_of(node, _placed(node, level.matrix), _face(node, fill, resources), content.run_count):
        content.run_count += 1
        kept.append(run)
        content.glyphs += len(run.glyphs)


def _read_drawing(content: Content, node: Element, resources: Resources, level: _Level) -> None:
    matrix = _placed(node, level.matrix)
    if node.tag == "PathObject":
        content.paths += 1
        content.path_data += len(node.findtext("AbbreviatedData") or "")
        if content.paths <= MOST_PATHS and content.path_data <= _MOST_PATH_DATA:
            content.rules += rules_of(node, matrix, level.matrix)
        return
    box = box_of(node.get("Boundary"))
    # An image fills the unit square of its own coordinates (10); without a CTM, its Boundary.
    drawn = transform_box(matrix, (0.0, 0.0, 1.0, 1.0)) if node.get("CTM") or box is None else None
    frame = None if box is None else transform_box(level.matrix, box)
    shown = drawn if frame is None else frame if drawn is None else _common(drawn, frame)
    content.images.append(PlacedImage(shown or (0, 0, 0, 0), resources.media.get(node.get("ResourceID", ""), "")))


def _group(content: Content, node: Element, resources: Resources, level: _Level) -> _Level | None:
    unit = resources.composites.get(node.get("ResourceID", ""))
    inside = None if unit is None else unit.find("Content")
    if inside is None or level.groups >= _GROUP_DEPTH:
        content.lost += 1
        return None
    visible = level.visible and not _is_hidden(node)
    return _Level(iter(inside), _placed(node, level.matrix), visible, level.groups + 1, node.get("DrawParam"))


def _placed(node: Element, outer: Matrix) -> Matrix:
    """From an object's own coordinates to the page: its CTM, then the corner of its Boundary (8.5)."""
    left, top, _, _ = numbers(node.get("Boundary"), 4) or (0.0, 0.0, 0.0, 0.0)
    return multiply(multiply(matrix_of(node.get("CTM")) or IDENTITY, (1.0, 0.0, 0.0, 1.0, left, top)), outer)


def _common(one: Box, other: Box) -> Box:
    """What two boxes share; the first where they do not meet."""
    shared = max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
    return shared if area(shared) > 0 else one


def _is_hidden(node: Element) -> bool:
    return not is_true(node.get("Visible"), True) or measure(node.get("Alpha"), 255.0) <= _SEE_THROUGH


def _is_transparent(color: Element | None) -> bool:
    return color is not None and measure(color.get("Alpha"), 255.0) <= _SEE_THROUGH


def _own_or(node: Element, name: str, resources: Resources, parameter: str | None) -> Element | None:
    own = node.find(name)
    return resources.parameter(parameter, name) if own is None else own


def _face(node: Element, fill: Element | None, resources: Resources) -> Face:
    font = resources.fonts.get(node.get("Font", ""), Font())
    # Stroked and filled: bold made out of a font that has none.
    drawn = is_true(node.get("Stroke"), False) and is_true(node.get("Fill"), True)
    bold = font.bold or drawn or measure(node.get("Weight"), 400.0) >= _BOLD_WEIGHT
    return Face(font.name, bold, _color(fill))


def _color(node: Element | None) -> int:
    """0xRRGGBB of a colour by how many values it has: grey, RGB or CMYK, each up to 255; black for anything else."""
    values = (
        [min(255.0, max(0.0, measure(part, 0.0))) for part in (node.get("Value") or "").split()]
        if node is not None
        else []
    )
    if len(values) == 1:
        values *= 3
    elif len(values) == 4:
        values = [(255 - value) * (255 - values[3]) / 255 for value in values[:3]]
    if len(values) != 3:
        return 0
    red, green, blue = (round(value) for value in values)
    return red << 16 | green << 8 | blue
