"""Running headers, footers and page numbers: what comes again at the same height of many pages is no content."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from compliance.reading.pages.geometry import rounded
from compliance.reading.pages.lines import Line
from compliance.terms import Place, SetAside

# Office paper has margins of 2.5 to 3.7 cm of 29.7; headers and footers stand inside them.
_MARGIN = 0.13
_DASH = r"[-—–－―─~·•.\s]*"
_NUMBER = r"(?:\d{1,4}|[ivxlcIVXLC]{1,7}|[一二三四五六七八九十百〇○零]{1,5})"
_PAGE_NUMBER = re.compile(
    rf"{_DASH}(?:第\s*{_NUMBER}\s*页[\s,，/、|]*(?:[(（]?\s*共\s*{_NUMBER}\s*页\s*[)）]?)?|(?:共\s*{_NUMBER}\s*页[\s,，]*第\s*{_NUMBER}\s*页)"
    rf"|\d{{1,4}}\s*[/／]\s*\d{{1,4}}|[Pp]age\s*\d{{1,4}}(?:\s*of\s*\d{{1,4}})?|P\.?\s*\d{{1,4}}|\d{{1,4}}|[ivxlcIVXLC]{{1,7}}){_DASH}"
)
_WHITE, _DIGITS = re.compile(r"\s"), re.compile(r"\d+")
_BARE = re.compile(r"\d{1,4}|[ivxlcIVXLC]{1,7}")


def set_margins_aside(
    pages: Sequence[Sequence[Line]], heights: Sequence[float]
) -> tuple[list[list[Line]], list[SetAside]]:
    """Pages without running lines and page numbers, and what was taken out with its reason.

    Compared are the outermost lines of each page, their digits blanked: same wording at the same height on at least
    half of all pages, or on every second one, at least two.
    """
    outer = [_outer_lines(lines, height) for lines, height in zip(pages, heights, strict=True)]
    edges = [_edge_lines(lines, height) for lines, height in zip(outer, heights, strict=True)]
    running = _running(edges, heights)
    kept: list[list[Line]] = []
    aside: list[SetAside] = []
    for lines, candidates, height, edge in zip(pages, outer, heights, edges, strict=True):
        taken = set()
        for line in candidates:
            reason = _reason(line, lines, height, running) if line in edge else ""
            if reason:
                taken.add(id(line))
                aside.append(
                    SetAside(line.text, reason, Place(page=line.page, box=rounded(line.box), part=_part(reason)))
                )
        kept.append([line for line in lines if id(line) not in taken] if taken else list(lines))
    return kept, aside


def _part(reason: str) -> str:
    return "header" if reason == "header" else "footer"


def _is_top(line: Line, height: float) -> bool:
    return line.box[1] + line.box[3] < height


def _outer_lines(lines: Sequence[Line], height: float) -> list[Line]:
    """What reaches into the top or the bottom margin, in the order of the page."""
    above, below = _MARGIN * height, (1 - _MARGIN) * height
    return [line for line in lines if line.box[1] < above or line.box[3] > below]


def _edge_lines(lines: Sequence[Line], height: float) -> list[Line]:
    """The three outermost of the lines inside the top and the bottom margin."""
    above, below = _MARGIN * height, (1 - _MARGIN) * height
    outer = sorted(lines, key=lambda line: line.box[1])
    top = [line for line in outer if line.box[1] < above][:3]
    bottom = [line for line in outer if line.box[3] > below][-3:]
    return top + [line for line in bottom if line not in top]


def _wording(text: str) -> str:
    return _DIGITS.sub("#", _WHITE.sub("", text))


def _running(edges: Sequence[Sequence[Line]], heights: Sequence[float]) -> set[tuple[bool, str]]:
    """Wordings that run through the document, at the top (True) or at the bottom (False)."""
    seen: dict[tuple[bool, str], list[tuple[int, float]]] = defaultdict(list)
    for number, (lines, height) in enumerate(zip(edges, heights, strict=True)):
        for line in lines:
            top = _is_top(line, height)
            seen[top, _wording(line.text)].append((number, line.box[1] if top else height - line.box[3]))
    return {key for key, places in seen.items() if _repeats(places, len(edges))}


def _repeats(places: Sequence[tuple[int, float]], pages: int) -> bool:
    if len(places) < 2:
        return False
    height = Counter(round(offset / 4) for _, offset in places).most_common(1)[0][0]
    on = sorted({number for number, offset in places if abs(offset / 4 - height) <= 1.5})
    if len(on) < 2:
        return False
    # From the second page on, as where the title page has none; every second page, as in books.
    alternating = len(on) >= 3 and all((b - a) % 2 == 0 for a, b in zip(on, on[1:], strict=False))
    return len(on) >= (0.3 if alternating else 0.5) * (pages - 1)


def _reason(line: Line, lines: Sequence[Line], height: float, running: set[tuple[bool, str]]) -> str:
    text = line.text.strip()
    top = _is_top(line, height)
    if _PAGE_NUMBER.fullmatch(text) and _stands_apart(line, lines):
        return "page_number"
    if (top, _wording(text)) in running and not _looks_bodily(text):
        if _PAGE_NUMBER.fullmatch(text):
            return "page_number"
        return "header" if top else "footer"
    return ""


def _looks_bodily(text: str) -> bool:
    """Sentences, and parts of them as long as a line, are never a running line."""
    return len(text) > 15 and (text.endswith(("。", "；", ";")) or "，" in text or "、" in text[:-1] and len(text) > 24)


def _stands_apart(line: Line, lines: Sequence[Line]) -> bool:
    """A lone number is a page number only with white around it: it may also be the rest of a broken line."""
    if not _BARE.fullmatch(line.text.strip()):
        return True
    high = line.box[3] - line.box[1]
    others = (other for other in lines if other is not line)
    gaps = (max(line.box[1] - other.box[3], other.box[1] - line.box[3]) for other in others)
    return min(gaps, default=high) > 0.9 * high
