"""From a PDF page to pieces of text on one line each, with box, size and font."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from compliance.reading.pages.geometry import Box, merged, share_of_height
from compliance.reading.pages.joining import space_in_gap
from compliance.reading.pages.text import PageText, Piece
from compliance.reading.pdf.codes import HYPHENS
from compliance.reading.pdf.lines import WIDE_GAP, font_size, plain_lines
from compliance.reading.pdf.source import Source
from compliance.reading.pdf.tokens import Token, Tokens, tokens_by_region, tokens_of, untangled

_ENDINGS = frozenset(HYPHENS)
_AS_HYPHEN = str.maketrans(dict.fromkeys(HYPHENS, "-"))


class _Group(NamedTuple):
    """Tokens that make one piece, the box around them, and the size of the first one's font."""

    tokens: list[Token]
    box: Box
    size: float


def read_text(source: Source, regions: Sequence[Box] = ()) -> PageText:
    """All text of a page in the order of the file. A piece never crosses the border of a region."""
    pieces = tuple(by_token(source, tokens_by_region(source, regions)) if regions else by_line(source))
    text = "".join([piece.text for piece in pieces])
    return PageText(pieces, len(text) - text.count(" "), source.unmapped)


def by_token(source: Source, tokens: Iterable[Token]) -> Iterator[Piece]:
    """The pieces that tokens make, each token looked at by itself."""
    groups: list[_Group] = []
    _gather(source, untangled(source, tokens), groups)
    return _pieces(source, groups)


def by_line(source: Source) -> Iterable[Piece]:
    """The pieces of a page without regions: plain lines all at once, the others token by token."""
    tokens = tokens_of(source)
    if not len(tokens.firsts):
        return ()
    pieces, plain, begins = plain_lines(source, tokens)
    return pieces if all(plain) else _with_others(source, tokens, pieces, plain, begins)


def _with_others(
    source: Source, tokens: Tokens, pieces: Sequence[Piece], plain: Sequence[bool], begins: Sequence[int]
) -> Iterator[Piece]:
    """The pieces of plain lines, and those of the others, which are put together token by token."""
    groups: list[_Group] = []
    waiting: list[Token] = []
    for piece, whole, start, end in zip(pieces, plain, begins, begins[1:], strict=False):
        if not whole:
            waiting += tokens.each(start, end)
            continue
        if waiting:
            _gather(source, untangled(source, waiting), groups)
            waiting = []
        if groups:
            (first,) = tokens.each(start, start + 1)
            if _continues(groups[-1], first):
                _gather(source, tokens.each(start, end), groups)
                continue
            yield from _pieces(source, groups)
            groups = []
        yield piece
    _gather(source, untangled(source, waiting), groups)
    yield from _pieces(source, groups)


def _gather(source: Source, tokens: Iterable[Token], groups: list[_Group]) -> None:
    """Put tokens that follow on those of `groups` to the last group, or in new ones behind it."""
    for token in tokens:
        if groups and _continues(groups[-1], token):
            members, box, size = groups[-1]
            members.append(token)
            groups[-1] = _Group(members, merged(box, token.box), size)
        else:
            size = font_size(source.sizes((token.first,))[0], token.box[3] - token.box[1])
            groups.append(_Group([token], token.box, size))


def _continues(group: _Group, token: Token) -> bool:
    gap = token.box[0] - group.box[2]
    return (
        token.region == group.tokens[-1].region
        and -0.6 * group.size <= gap < WIDE_GAP * group.size
        and share_of_height(group.box, token.box) >= 0.5
    )


def _space(source: Source, before: Token, token: Token) -> str:
    """What stands between two tokens: typed spaces stay; else their gap decides, as some writers draw no space."""
    if not (before.tangled or token.tangled) and 0 in source.generated(range(before.last + 1, token.first)):
        return " "
    gap = (token.box[0] - before.box[2]) / max(1.0, token.box[3] - token.box[1])
    singles = min(len(before.indices), len(token.indices)) == 1
    return space_in_gap(source.text[before.last], source.text[token.first], gap, singles)


def _clean(text: str, token: Token) -> str:
    own = "".join(map(text.__getitem__, token.indices))
    if text[token.last + 1 : token.last + 2] in _ENDINGS:
        own += "-"
    return own.translate(_AS_HYPHEN)


def _pieces(source: Source, groups: Sequence[_Group]) -> Iterator[Piece]:
    """With the font of its first and last 汉字: Latin words are set in another font inside one paragraph."""
    first = [_han(source.text, group.tokens, 1) for group in groups]
    last = [_han(source.text, group.tokens, -1) for group in groups]
    for group, (font, bold), (_, still_bold), color in zip(
        groups, source.fonts(first), source.fonts(last), source.colors(first), strict=True
    ):
        tokens = group.tokens
        text = _clean(source.text, tokens[0])
        for before, token in zip(tokens, tokens[1:], strict=False):
            text += _space(source, before, token) + _clean(source.text, token)
        yield Piece(text, group.box, group.size, font, bold and still_bold, color, tokens[0].region)


def _han(text: str, tokens: Sequence[Token], step: int) -> int:
    """The first 汉字 from the front (step 1) or from the back (-1); without one, the first or last character."""
    for token in tokens[::step]:
        for index in token.indices[::step]:
            if "\u3400" <= text[index] <= "\u9fff":
                return index
    return tokens[0].first if step > 0 else tokens[-1].last
