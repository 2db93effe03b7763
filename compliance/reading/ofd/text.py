"""The text objects of an OFD page (GB/T 33190-2016, 11): which character stands where, how large and how turned."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from compliance.reading.ofd.package import measure
from compliance.reading.pages.geometry import Box, Matrix, transform, transform_box, union
from compliance.reading.pages.glyphs import Face, Glyph, text_of
from compliance.reading.pages.joining import is_wide
from compliance.reading.pages.text import without_private_codes
from compliance.reading.zip_package import Element, whole_number

# Above and below the base line, in ems: what a Chinese font's box has.
_ABOVE, _BELOW = 0.88, 0.12
# How wide characters are set, in ems, as SimSun and Times have them; the file says only where the next one begins.
_NARROW = frozenset(" ilj.,:;'|!()[]{}-/tfrI\"`")
_BROAD = frozenset("mwMW@%—…")
_LINE_BREAK = re.compile(r"\s*[\r\n]\s*")
_USUAL_SIZE = 5.64  # millimetres: 三号, the body of circulated documents (GB/T 9704-2012, 5.2.2)
_SAME_DIRECTION = 8.0  # degrees; scanned and straightened text is off by less
_LONGEST = 100_000  # characters of one text object


@dataclass(frozen=True, slots=True)
class Run:
    """The characters of one TextCode. `turn` is the way in which they follow each other on the page, clockwise:
    0 to the right, 90 downwards, 180, 270; None for text that stands aslant. `upright` holds for characters that
    are not turned themselves, as in vertical writing."""

    glyphs: tuple[Glyph, ...]  # of white space, only what ends it, as one space
    turn: int | None
    upright: bool

    @property
    def text(self) -> str:
        """Its characters in their order; "" where it is nothing but white space."""
        if self.turn == 0:
            return text_of(self.glyphs).strip()
        return "".join(" " * glyph.spaced + glyph.character for glyph in self.glyphs).strip()

    @property
    def box(self) -> Box:
        """Around all its characters, in points."""
        return union(glyph.box for glyph in self.glyphs)


def size_of(node: Element) -> float:
    """The font size of a TextObject in its own units; 0 or less for text that is not drawn at all."""
    return measure(node.get("Size"), _USUAL_SIZE)


def runs_of(node: Element, matrix: Matrix, face: Face, first: int = 0) -> Iterator[Run]:
    """The runs of a TextObject.

    Runs are numbered from `first`. `matrix` leads from the object's own coordinates to points on the page: its CTM and
    the corner of its Boundary are part of it.
    """
    size = size_of(node)
    setting = _Setting(
        size if size > 0 else _USUAL_SIZE,
        measure(node.get("HScale"), 1.0) or 1.0,
        math.radians(measure(node.get("ReadDirection"), 0.0)),
        measure(node.get("CharDirection"), 0.0),
        matrix,
        face,
    )
    x = y = 0.0
    for number, code in enumerate(node.iterfind("TextCode"), start=first):
        # A TextCode without a place of its own takes that of the one before (11.3, table 46).
        x, y = measure(code.get("X"), x), measure(code.get("Y"), y)
        text = _LINE_BREAK.sub("", "".join(code.itertext()))[:_LONGEST]
        if text:
            yield setting.run(text, _places(text, x, y, code, setting), number)


@dataclass(frozen=True, slots=True)
class _Setting:
    """What holds for all characters of one text object; lengths in its own units."""

    size: float
    scale: float  # across
    reading: float  # direction in radians
    turned: float  # each character, in degrees
    matrix: Matrix
    face: Face

    def advance(self, character: str) -> float:
        return _width(character) * self.size * self.scale

    def run(self, text: str, places: list[tuple[float, float]], number: int) -> Run:
        readable = without_private_codes(text)
        points = self.size * math.hypot(self.matrix[2], self.matrix[3])
        glyphs: list[Glyph] = []
        spaced = False
        for index, character in enumerate(readable):
            if character.isspace():
                spaced = True
                continue
            wide = self.advance(character)
            if index + 1 < len(places):
                step = math.dist(places[index], places[index + 1])
                wide = min(wide, step) if step > 0 else wide
            glyphs.append(Glyph(character, self._box(*places[index], wide), points, self.face, spaced, number))
            spaced = False
        if spaced:
            glyphs.append(Glyph(" ", self._box(*places[-1], 0.0), points, self.face, False, number))
        upright = _quarter(_angle(*self._moved(1.0, 0.0)) + self.turned) == 0
        return Run(tuple(glyphs), self._turn(places), upright)

    def _box(self, x: float, y: float, wide: float) -> Box:
        box = (x, y - _ABOVE * self.size, x + wide, y + _BELOW * self.size)
        a, b, c, d, e, f = self.matrix
        if not self.turned and not b and not c and a > 0 and d > 0:  # nearly always
            return a * box[0] + e, d * box[1] + f, a * box[2] + e, d * box[3] + f
        if self.turned:
            cos, sin = math.cos(math.radians(self.turned)), math.sin(math.radians(self.turned))
            own = (cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y)
            box = transform_box(own, box)
        return transform_box(self.matrix, box)

    def _moved(self, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, _, _ = self.matrix
        return a * x + c * y, b * x + d * y

    def _turn(self, places: list[tuple[float, float]]) -> int | None:
        """The way from the first to the last character; for a single one, the way that the object says."""
        (x0, y0), (x1, y1) = transform(self.matrix, *places[0]), transform(self.matrix, *places[-1])
        if math.hypot(x1 - x0, y1 - y0) > 0:
            return _quarter(_angle(x1 - x0, y1 - y0))
        reading = self.reading + (math.radians(self.turned) if len(places) == 1 else 0.0)
        return _quarter(_angle(*self._moved(math.cos(reading), math.sin(reading))))


def _places(text: str, x: float, y: float, code: Element, setting: _Setting) -> list[tuple[float, float]]:
    """Where each character begins on its base line."""
    across, down = code.get("DeltaX"), code.get("DeltaY")
    if across is None and down is None:
        cos, sin = math.cos(setting.reading), math.sin(setting.reading)
        steps = list(accumulate((setting.advance(character) for character in text[:-1]), initial=0.0))
        return [(x + cos * step, y + sin * step) for step in steps]
    own = [setting.advance(character) for character in text[:-1]]
    steps = deltas(across, own)
    xs = accumulate(steps if down else _shared(steps, own), initial=x)
    ys = accumulate(deltas(down, [0.0] * len(own)), initial=y)
    return list(zip(xs, ys, strict=True))


def _shared(steps: list[float], own: list[float]) -> list[float]:
    """A step of nothing shares the one behind it: one glyph, as wide as two, stands for both characters of ——.

    The last one has none behind it: its character's `own` width is the step.
    """
    shared = list(steps)
    if shared and shared[-1] == 0:
        shared[-1] = own[-1]
    for index in range(len(shared) - 1):
        if shared[index] == 0 < shared[index + 1]:
            shared[index] = shared[index + 1] = shared[index + 1] / 2
    return shared


def deltas(text: str | None, default: list[float]) -> list[float]:
    """The steps between characters, as many as `default` has: `3.5 3.5 g 4 3.2` says 3.2 four times at its end.

    A single step holds for all; where several are too few, and where one is no number, `default` steps in. However
    large the count behind g is, no more steps are made than there are characters.
    """
    if not text:
        return [0.0] * len(default)
    needed = len(default)
    found: list[float] = []
    parts = iter(text.replace(",", " ").split(None, 3 * needed + 3)[: 3 * needed + 3])
    for part in parts:
        if len(found) >= needed:
            break
        if part not in ("g", "G"):
            found.append(measure(part, math.nan))
            continue
        count, step = whole_number(next(parts, None), 0), measure(next(parts, None), math.nan)
        found += [step] * min(count, needed - len(found))
    if len(found) == 1:
        found *= needed
    found += default[len(found) :]
    return [default[index] if math.isnan(step) else step for index, step in enumerate(found[:needed])]


def _width(character: str) -> float:
    if is_wide(character):
        return 1.0
    if character in _NARROW:
        return 0.5
    if character in _BROAD:
        return 0.9
    return 0.7 if character.isupper() else 0.55


def _angle(x: float, y: float) -> float:
    return math.degrees(math.atan2(y, x))


def _quarter(angle: float) -> int | None:
    """The quarter turn that an angle is about; None for a slant."""
    turn = round(angle / 90)
    return turn % 4 * 90 if abs(angle - 90 * turn) <= _SAME_DIRECTION else None
