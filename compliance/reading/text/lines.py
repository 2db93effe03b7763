"""Lines of a text file to paragraphs: what a width, a page or a sharing site broke is joined where that is evident."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from compliance.reading.blocks import numbering_level
from compliance.terms import Place, SetAside

_PIECE = re.compile(r"\s*(\d{1,3})、")
_ENDS = "。！？；：…!?;:"
_CLOSERS = "”’」』）)】》"
# A paragraph never opens with one of these: the line before it was broken off.
_CANNOT_OPEN = re.compile(r"[，、。；：！？）》】”’」』%％‰]")
_BROKEN_NUMBER = re.compile(r"\D\d{1,7}\.$")  # not a line that is nothing but 1.
_NUMBER_GOES_ON = re.compile(r"\d{1,4}(?:[万亿]|元|%|％|‰|平方|公里|米|个|人|名|所|分|公斤|吨|倍)")
_INDENTS = ("\u3000", "  ", "\t")
_MARKS = ("#", "|", ">", "<!--")  # of Markdown, where a line is a heading, a row or a quote
_BULLET = re.compile(r"[-*+•●■◆▪◦·★※]\s|[①-⑳]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text file, or several joined; `number` is that of the first, from 1."""

    number: int
    text: str


def ends_sentence(text: str) -> bool:
    """Whether a line ends where a sentence or a lead-in ends."""
    bare = text.rstrip().rstrip(_CLOSERS)
    return bare.endswith((*_ENDS, "...", "．．．"))


def join_pieces(lines: Sequence[Line]) -> tuple[list[Line], list[SetAside], tuple[str, ...]]:
    """Undo the cutting of sharing sites, which number pieces of equal length (1、… 2、…) in mid-sentence.

    Taken for such pieces: three or more in a row from 1 on, long, most of them broken off in mid-sentence.
    Returns the lines, the piece numbers, and notes in Chinese.
    """
    out: list[Line] = []
    aside: list[SetAside] = []
    notes: list[str] = []
    i = 0
    while i < len(lines):
        run = _piece_run(lines, i)
        if not run:
            out.append(lines[i])
            i += 1
            continue
        text = ""
        for at in run:
            line = lines[at]
            opening = _PIECE.match(line.text)
            assert opening is not None  # what makes a run
            aside.append(SetAside(opening[0].strip(), "page_furniture", Place(line=line.number)))
            text += line.text[opening.end() :]
        out.append(Line(lines[i].number, text))
        notes.append(f"第 {lines[i].number} 行起，{len(run)} 段按分享网站的切分编号接回成文")
        i = run[-1] + 1
    return out, aside, tuple(notes)


def _piece_run(lines: Sequence[Line], start: int) -> list[int]:
    run: list[int] = []
    for i in range(start, len(lines)):
        text = lines[i].text
        if not text.strip() and run:
            continue
        opening = _PIECE.match(text)
        if opening is None or int(opening[1]) != len(run) + 1:
            break
        run.append(i)
    if len(run) < 3:
        return []
    bodies = [lines[i].text for i in run]
    broken = sum(not ends_sentence(body) for body in bodies[:-1])
    # Sites cut at about 300 characters; items of a real list are mostly shorter and end with a mark.
    typical = sorted(len(body) for body in bodies)[len(bodies) // 2]
    return run if typical >= 150 and broken * 3 >= 2 * (len(bodies) - 1) else []


def join_wrapped(lines: Sequence[Line]) -> tuple[list[Line], tuple[str, ...]]:
    """Join lines that were broken at a fixed width; lines of a text that was not are returned as they are."""
    # Editors break at a column, where a 汉字 takes two; some exports after so many characters.
    found = [(*_wrap_width(lines, measure, slack), measure, slack) for measure, slack in _MEASURES]
    broken, width, measure, slack = max(found, key=lambda way: way[0])
    if not broken:
        return list(lines), ()
    note = f"按固定宽度（约 {width if measure is len else width // 2} 字）折行的段落已接回"
    return _joined(lines, measure, width - slack), (note,)


def _joined(lines: Sequence[Line], measure: Callable[[str], int], least: int) -> list[Line]:
    """Join each line of `least` width or more with the next, unless that opens a paragraph."""
    # Where paragraphs are indented, a full line that ends in 。 may still go on.
    indented = sum(line.text.startswith(_INDENTS) for line in lines) >= 3
    out: list[Line] = []
    parts: list[str] = []
    goes_on = False
    for line in lines:
        text = line.text
        if goes_on and text.strip() and not _opens_paragraph(text, indented and not ends_sentence(parts[-1])):
            parts.append(text)
        else:
            if parts:
                out[-1] = Line(out[-1].number, _glued(parts))
            out.append(line)
            parts = [text]
        whole = text.startswith(_MARKS) or (ends_sentence(text) and not indented)
        goes_on = measure(text.rstrip()) >= least and not whole
    if parts:
        out[-1] = Line(out[-1].number, _glued(parts))
    return out


def _wrap_width(lines: Sequence[Line], measure: Callable[[str], int], slack: int) -> tuple[int, int]:
    """How many lines were broken at one width, and that width; (0, 0) where none is evident."""
    full = [line.text.rstrip() for line in lines if line.text.strip() and not line.text.startswith(_MARKS)]
    if len(full) < 6:
        return 0, 0
    counts = Counter(measure(text) for text in full)
    # Punctuation that may not open a line, and half-width characters, move the break by up to `slack`.
    near = {w: sum(counts[w - d] for d in range(slack + 1)) for w in counts}
    width = max(near, key=lambda w: (near[w], w))
    longer = sum(count for w, count in counts.items() if w > width)
    at_width = [text for text in full if width - slack <= measure(text) <= width]
    broken = sum(not ends_sentence(text) for text in at_width)
    narrowest = 20 if measure is len else 40
    evident = narrowest <= width <= 160 and near[width] * 5 >= 2 * len(full) and longer * 20 <= len(full)
    return (near[width], width) if evident and broken * 10 >= 6 * len(at_width) else (0, 0)


def _columns(text: str) -> int:
    # Longer lines are not broken at a width; measuring them would take time for nothing.
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text[:400])


# With each way to measure, how much the lines may differ in width.
_MEASURES: tuple[tuple[Callable[[str], int], int], ...] = ((_columns, 3), (len, 1))


def _opens_paragraph(text: str, unfinished: bool) -> bool:
    """Whether a line starts anew; below an unfinished one, a number at its opening is chance."""
    if text.startswith(_INDENTS + _MARKS):
        return True
    return not unfinished and bool(numbering_level(text) or _BULLET.match(text))


def join_broken(lines: Sequence[Line]) -> tuple[list[Line], tuple[str, ...]]:
    """Join lines that only a break can have parted: 1253. / 18万元, or a line that opens with a comma."""
    out: list[Line] = []
    last: int | None = None  # index in `out` of the last line with text
    joined: list[str] = []
    for line in lines:
        text = line.text
        if last is not None and text.strip() and _is_torn(out[last].text.rstrip(), text.lstrip()):
            out[last] = Line(out[last].number, out[last].text.rstrip() + text.lstrip())
            joined.append(str(line.number))
            continue
        out.append(line)
        if text.strip():
            last = len(out) - 1
    return out, ((f"第 {'、'.join(joined)} 行是上一行断开的部分，已接回",) if joined else ())


def _is_torn(before: str, after: str) -> bool:
    if _BROKEN_NUMBER.search(before) and _NUMBER_GOES_ON.match(after):
        return True
    return bool(_CANNOT_OPEN.match(after)) and not ends_sentence(before)


def _glued(parts: Sequence[str]) -> str:
    """Join the lines of a paragraph; only Latin words need a space between them."""
    text = parts[0]
    for part in parts[1:]:
        text, right = text.rstrip(), part.lstrip()
        latin = (text[-1:] + right[:1]).isascii() and text[-1:].isalpha() and right[:1].isalpha()
        text += f" {right}" if latin else right
    return text
