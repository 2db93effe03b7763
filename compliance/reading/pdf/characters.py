"""From a PDF page to pieces of text on one line each, with box, size and font; what no font maps is counted."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]

from compliance.reading.pages.geometry import Box, merged, regions_of, share_of_height, union
from compliance.reading.pages.joining import space_in_gap, width
from compliance.reading.pages.text import UNMAPPED, PageText, Piece, is_bold, without_private_codes
from compliance.reading.pdf.calls import address_of, get_loose_box, has_no_unicode, is_generated
from compliance.reading.pdf.frame import PageFrame

_CID = re.compile(r"\(cid:\d+\)")
# pdfium writes U+0002 or U+FFFE for a hyphen at a line end, and nothing for the break after it.
_HYPHENS = "\x02\ufffe"
_AS_HYPHEN = str.maketrans(dict.fromkeys(_HYPHENS, "-"))
_TOKEN = re.compile(rf"[^\s{_HYPHENS}]+[{_HYPHENS}]?")
# One character of each word or number, and every sign: one word is set in one font.
_SUSPECTS = re.compile(r"[0-9A-Za-z]+|[^\s\u4e00-\u9fff，。、；：0-9A-Za-z]|(?<![\u4e00-\u9fff])[\u4e00-\u9fff]")
# What Chinese and Latin fonts lack now and then: “ ” ∶ and other signs.
_SIGNS = re.compile(r"(?<=\S)[^\s\x00-\x7f\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
# A gap of one em parts two pieces: Chinese text never leaves one inside a sentence, tabs and columns do.
_WIDE_GAP = 1.0
_BACK = 0.1  # of a character's height


@dataclass(frozen=True, slots=True)
class _Token:
    """Characters of the page by index, without white space; `tangled` where the file has them in another order."""

    indices: Sequence[int]
    box: Box
    region: int = -1
    tangled: bool = False

    @property
    def first(self) -> int:
        return self.indices[0]

    @property
    def last(self) -> int:
        return self.indices[-1]


def read_text(page: pdfium.PdfPage, frame: PageFrame, regions: Sequence[Box] = ()) -> PageText:
    """All text of a page in the order of the file. A piece never crosses the border of a region."""
    textpage = page.get_textpage()
    try:
        source = _Source(textpage, frame)
        return source.read(regions)
    finally:
        textpage.close()


class _Source:
    """One page's characters; every call into pdfium costs about a microsecond, so as few as possible are made."""

    def __init__(self, textpage: pdfium.PdfTextPage, frame: PageFrame) -> None:
        self.raw = textpage.raw
        self.address = address_of(self.raw)
        self.frame = frame
        self.count = max(0, pdfium_c.FPDFText_CountChars(self.raw))
        self.text, self.unmapped = _mark_unmapped(self.address, _characters(self.raw, self.count))
        self._hyphens = {"\x02", "\ufffe"} & set(self.text)
        # Filled by each call anew.
        self._rect = pdfium_c.FS_RECTF()
        self._rect_at = ctypes.addressof(self._rect)
        self._name, self._flags = ctypes.create_string_buffer(128), ctypes.c_int()
        self._channels = tuple(ctypes.c_uint() for _ in range(4))

    def read(self, regions: Sequence[Box]) -> PageText:
        tokens = self._tokens_by_region(regions) if regions else self._tokens()
        pieces = tuple(self._pieces(self._untangled(tokens)))
        characters = sum(len(piece.text) - piece.text.count(" ") for piece in pieces)
        cid = len(_CID.findall(self.text))
        return PageText(pieces, characters, self.unmapped + cid)

    def box(self, index: int) -> Box:
        rect = self._rect
        get_loose_box(self.address, index, self._rect_at)
        return self.frame.place(rect.left, rect.bottom, rect.right, rect.top)

    def size(self, token: _Token) -> float:
        """The font size as set; a font of size 1 that a matrix scales is measured by its box."""
        size = float(pdfium_c.FPDFText_GetFontSize(self.raw, token.first))
        high = token.box[3] - token.box[1]
        return size if size > 0 and 0.5 * size <= high <= 2.5 * size else max(1.0, high)

    def font(self, index: int) -> tuple[str, bool]:
        """The font's name without the mark of a subset, and whether it is bold."""
        pdfium_c.FPDFText_GetFontInfo(self.raw, index, self._name, len(self._name), self._flags)
        return _font(self._name.value)

    def color(self, index: int) -> int:
        """The fill colour as 0xRRGGBB."""
        red, green, blue, alpha = self._channels
        pdfium_c.FPDFText_GetFillColor(self.raw, index, red, green, blue, alpha)
        return int(red.value << 16 | green.value << 8 | blue.value)

    def _tokens(self) -> Iterator[_Token]:
        for found in _TOKEN.finditer(self.text):
            first, last = found.span()
            end = last - 1 if last - first > 1 and self.text[last - 1] in _HYPHENS else last
            for sign in _SIGNS.finditer(self.text, first, end):
                if self._steps_back(self.box(sign.start() - 1), self.box(sign.start())):
                    yield from self._token(first, sign.start())
                    first = sign.start()
            yield from self._token(first, end)

    def _token(self, first: int, end: int) -> Iterator[_Token]:
        start_box, end_box = self.box(first), self.box(end - 1)
        together = merged(start_box, end_box)
        em = max(1.0, start_box[3] - start_box[1])
        expected = width(self.text[first:end]) * em
        # Wider than its characters, or on two lines: pdfium put no space where the text leaves a gap.
        if share_of_height(start_box, end_box) < 0.5 or together[2] - together[0] > 1.25 * expected + 1.2 * em:
            yield from self._split(first, end)
        else:
            yield _Token(range(first, end), together)

    def _split(self, first: int, last: int) -> Iterator[_Token]:
        """Characters that stand apart although no space parts them."""
        start, box = first, self.box(first)
        before = box
        for index in range(first + 1, last):
            here = self.box(index)
            gap = here[0] - before[2]
            if share_of_height(before, here) < 0.5 or not -2.0 * (here[3] - here[1]) < gap < 0.9 * (here[3] - here[1]):
                yield _Token(range(start, index), box)
                start, box = index, here
            box, before = merged(box, here), here
        yield _Token(range(start, last), box)

    def _tokens_by_region(self, regions: Sequence[Box]) -> Iterator[_Token]:
        """As `_tokens`, every character's box asked for, and cut where a region begins or ends."""
        boxes = [self.box(index) for index in range(self.count)]
        if not boxes:
            return
        inside = regions_of(boxes, regions)
        for found in _TOKEN.finditer(self.text):
            first, last = found.span()
            start = first
            for index in range(first + 1, last + 1):
                if (
                    index == last
                    or inside[index] != inside[start]
                    or self._apart(boxes[index - 1], boxes[index])
                    or self._steps_back(boxes[index - 1], boxes[index])
                ):
                    yield _Token(range(start, index), union(boxes[start:index]), inside[start])
                    start = index

    @staticmethod
    def _apart(before: Box, here: Box) -> bool:
        high = max(1.0, here[3] - here[1])
        return share_of_height(before, here) < 0.5 or not -2.0 * high < here[0] - before[2] < 0.9 * high

    @staticmethod
    def _steps_back(before: Box, here: Box) -> bool:
        """Whether a character stands left of the one before it in the file: drawn after its line."""
        return here[0] < before[0] - _BACK * (here[3] - here[1])

    def _untangled(self, tokens: Iterable[_Token]) -> Iterator[_Token]:
        """Tokens with those of one line that are drawn into each other put in order from left to right.

        Word processors draw a line's characters that its font lacks (often “ ”) after the line, from another font.
        """
        line: list[_Token] = []
        for token in tokens:
            if line and (token.region != line[-1].region or share_of_height(line[-1].box, token.box) < 0.5):
                yield from self._in_order(line)
                line = []
            line.append(token)
        yield from self._in_order(line)

    def _in_order(self, line: list[_Token]) -> Iterable[_Token]:
        reached = float("-inf")
        for token in line:
            if token.box[0] < reached - 0.5 * (token.box[3] - token.box[1]):
                return self._sorted(line)
            reached = max(reached, token.box[2])
        return line

    def _sorted(self, line: list[_Token]) -> Iterator[_Token]:
        placed = sorted(((index, self.box(index)) for token in line for index in token.indices), key=_middle)
        run = [placed[0]]
        for here in placed[1:]:
            if here[1][0] - run[-1][1][2] > 0.15 * (here[1][3] - here[1][1]):
                yield self._tangled(run, line[0].region)
                run = []
            run.append(here)
        yield self._tangled(run, line[0].region)

    @staticmethod
    def _tangled(run: list[tuple[int, Box]], region: int) -> _Token:
        return _Token(tuple(index for index, _ in run), union(box for _, box in run), region, tangled=True)

    def _pieces(self, tokens: Iterator[_Token]) -> Iterator[Piece]:
        members: list[_Token] = []
        box, size = (0.0, 0.0, 0.0, 0.0), 0.0
        for token in tokens:
            if members and self._continues(members[-1], box, size, token):
                members.append(token)
                box = merged(box, token.box)
                continue
            if members:
                yield self._piece(members, box, size)
            members, box, size = [token], token.box, self.size(token)
        if members:
            yield self._piece(members, box, size)

    @staticmethod
    def _continues(before: _Token, box: Box, size: float, token: _Token) -> bool:
        gap = token.box[0] - box[2]
        return (
            token.region == before.region
            and -0.6 * size <= gap < _WIDE_GAP * size
            and share_of_height(box, token.box) >= 0.5
        )

    def _space(self, before: _Token, token: _Token) -> str:
        """What stands between two tokens: typed spaces stay; else their gap decides, as some writers draw no space."""
        between = range(before.last + 1, token.first)
        if not (before.tangled or token.tangled) and 0 in map(is_generated, repeat(self.address), between):
            return " "
        gap = (token.box[0] - before.box[2]) / max(1.0, token.box[3] - token.box[1])
        singles = min(len(before.indices), len(token.indices)) == 1
        return space_in_gap(self.text[before.last], self.text[token.first], gap, singles)

    def _clean(self, token: _Token) -> str:
        if token.tangled:
            text = "".join(self.text[index] for index in token.indices)
        else:
            text = self.text[token.first : token.last + 1]
        if self.text[token.last + 1 : token.last + 2] in self._hyphens:
            text += "-"
        return text.translate(_AS_HYPHEN) if self._hyphens else text

    def _piece(self, tokens: Sequence[_Token], box: Box, size: float) -> Piece:
        """With the font of its first and last 汉字: Latin words are set in another font inside one paragraph."""
        text = self._clean(tokens[0])
        for before, token in zip(tokens, tokens[1:], strict=False):
            text += self._space(before, token) + self._clean(token)
        first = self._han(tokens, 1)
        last = self._han(tokens, -1)
        font, bold = self.font(first)
        bold = bold and (last == first or self.font(last)[1])
        return Piece(text, box, size, font, bold, self.color(first), tokens[0].region)

    def _han(self, tokens: Sequence[_Token], step: int) -> int:
        """The first 汉字 from the front (step 1) or from the back (-1); without one, the first or last character."""
        for token in tokens[::step]:
            for index in token.indices[::step]:
                if "\u3400" <= self.text[index] <= "\u9fff":
                    return index
        return tokens[0].first if step > 0 else tokens[-1].last


def _middle(placed: tuple[int, Box]) -> float:
    return (placed[1][0] + placed[1][2]) / 2


def _characters(raw: object, count: int) -> str:
    """The page's text with one character for every index of pdfium's character list."""
    if not count:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium_c.FPDFText_GetText(raw, 0, count, buffer) - 1
    if written == count:
        text = bytes(memoryview(buffer)[:count]).decode("utf-16-le", "surrogatepass")
        if len(text) == count and "\x00" not in text:
            return text
    # pdfium leaves characters out or writes two units for one: asked one by one, the indices stay true.
    codes = (int(pdfium_c.FPDFText_GetUnicode(raw, index)) for index in range(count))
    return "".join(chr(code) if 0 < code < 0x110000 else UNMAPPED for code in codes)


def _mark_unmapped(address: int, text: str) -> tuple[str, int]:
    """Replace what a font has no character for by U+FFFD and count it.

    Where a font lacks its Unicode map, pdfium hands out the glyph's number as if it were a character. Every
    word and sign is asked about once (one word has one font); after one hit, every character is.
    """
    suspects = [found.start() for found in _SUSPECTS.finditer(text)]
    if 1 in map(has_no_unicode, repeat(address), suspects):
        wrong = {index for index in range(len(text)) if has_no_unicode(address, index) > 0}
        text = "".join(UNMAPPED if index in wrong else character for index, character in enumerate(text))
    text = without_private_codes(text, kept=_HYPHENS)
    return text, text.count(UNMAPPED)


@cache
def _font(name: bytes) -> tuple[str, bool]:
    try:
        text = name.decode("utf-8")
    except UnicodeDecodeError:
        text = name.decode("gb18030", "replace")
    text = re.sub(r"^[A-Z]{6}\+", "", text)
    return text, is_bold(text)
