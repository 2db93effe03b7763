"""Plain text and Markdown to blocks: a paragraph a line, headings by their numbering or their marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from compliance.reading.blocks import (
    Draft,
    Extract,
    TableCell,
    build_blocks,
    heading_level,
    numbering_level,
    table_draft,
)
from compliance.reading.encoding.decoding import Decoded, decode
from compliance.reading.encoding.lost import lost_characters
from compliance.reading.faults import unreadable
from compliance.reading.formats import MARKDOWN, TEXT
from compliance.reading.furniture import cut_off, set_aside_furniture
from compliance.reading.limits import DEFAULT_LIMITS, Limits
from compliance.reading.text.inline import PIECE_OPENING, TITLE_END, cut_line
from compliance.reading.text.lines import Line, ends_sentence, join_broken, join_pieces, join_wrapped
from compliance.terms import Block, BlockKind, Certificate, Place, SetAside

_ATX = re.compile(r" {0,3}(#{1,6})[ \t\u3000]+(.*?)(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}={2,}[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_QUOTE = re.compile(r" {0,3}(?:> ?)+")
_BULLET = re.compile(r"[ \t]*[-*+][ \t]+(?=\S)")
_TXT_ITEM = re.compile(r"[●■◆▪◦·★※•\-*]\s+\S|[①-⑳]")
_PIPE_ROW = re.compile(r"[ \t]*\|.*|.*\S[ \t]*\|.*")
_ALIGNMENT = re.compile(r"[ \t]*(?:\|[ \t]*)?:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*(?:\|[ \t]*)?$")
_ANNEX = re.compile(r"附(?:件|表|录)\s*[一二三四五六七八九十\d]{0,2}\s*[:：]?")
_DAMAGED = 0.02  # share of undecodable characters above which what is missing may have stood in them
_LONGEST_BARE_HEADING = 30  # characters of a heading without a number
_PARAGRAPH = 60  # characters that make a line below a bare heading a paragraph
_LONGEST_NUMBERED = 40
_LONGEST_TITLE = 60


def read_text(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Extract:
    """Read a .txt: blocks in order, `place.line` the line that each starts on, page furniture set aside.

    Every character but white space is in a block or set aside. Raises UnreadableFile for a text over the limits.
    """
    decoded = _decode(data, name, limits)
    single = [Draft(BlockKind.PARAGRAPH, t, Place(line=n)) for n, t in enumerate(decoded.text.split("\n"), 1)]
    kept, aside = set_aside_furniture(single)
    unread, notes = cut_off(single)
    if aside:
        notes = (*notes, f"另置 {len(aside)} 处网页残留文字")
    lines = [Line(draft.place.line or 0, draft.text) for draft in kept]
    lines, numbers, said = join_pieces(lines)
    notes += said
    lines, said = join_wrapped(lines)
    notes += said
    lines, said = join_broken(lines)
    drafts = with_bare_headings(list(_text_drafts(lines)))
    return _extract(TEXT, drafts, [*aside, *numbers], decoded, limits, name, unread, notes + said)


def read_markdown(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Extract:
    """Read a .md: # headings, paragraphs one a line, pipe tables whose first row is the header, list items.

    Text stays as it stands but for the marks of headings, lists, quotes and tables; comments are set aside.
    Raises UnreadableFile for a text over the limits.
    """
    decoded = _decode(data, name, limits)
    text, comments = _without_comments(decoded.text)
    lines, notes = join_wrapped([Line(number, line) for number, line in enumerate(text.split("\n"), 1)])
    marked = any(_ATX.match(line.text) for line in lines)
    drafts = list(_markdown_drafts(lines))
    if not marked:
        # Without a single mark the headings are told as in plain text.
        drafts = with_bare_headings([typed(d) if d.kind is BlockKind.PARAGRAPH else d for d in drafts])
    return _extract(MARKDOWN, drafts, comments, decoded, limits, name, notes=notes)


def _decode(data: bytes, name: str, limits: Limits) -> Decoded:
    decoded = decode(data)
    if len(decoded.text) > limits.characters:
        raise unreadable(name, f"文字超过 {limits.characters} 字，请拆成几个文件后再提交")
    return decoded


def _extract(
    media_type: str,
    drafts: Sequence[Draft],
    aside: Sequence[SetAside],
    decoded: Decoded,
    limits: Limits,
    name: str,
    unread: tuple[str, ...] = (),
    notes: tuple[str, ...] = (),
) -> Extract:
    # A table's cells know their offsets, so its text stays as it is.
    blocks = build_blocks(d if d.kind is BlockKind.TABLE else replace(d, text=d.text.strip()) for d in drafts)
    if len(blocks) > limits.blocks or sum(len(block.cells) for block in blocks) > limits.table_cells:
        raise unreadable(name, "段落或表格单元格过多，超出可读取的范围，请拆成几个文件后再提交")
    certificate = text_certificate(blocks, decoded)
    certificate = replace(certificate, unread=certificate.unread + unread, notes=certificate.notes + notes)
    return Extract(media_type, blocks, _title(blocks), None, tuple(aside), (certificate,))


def text_certificate(blocks: Sequence[Block], decoded: Decoded) -> Certificate:
    """The certificate of a file without pages: characters, what could not be decoded, notes on its encoding."""
    text = "".join(block.text for block in blocks)
    unmapped = max(decoded.replaced, lost_characters(text))
    unread: tuple[str, ...] = ()
    if unmapped > _DAMAGED * max(1, len(decoded.text)):
        unread = (
            f"文件中有 {unmapped} 个字符无法辨认（约占 {unmapped / len(decoded.text):.0%}），请核对原件或重新导出",
        )
    return Certificate(None, len(text), unmapped, unread=unread, notes=decoded.notes)


def _title(blocks: Sequence[Block]) -> str:
    headings = [b for b in blocks if b.kind is BlockKind.HEADING and numbering_level(b.text) == 0]
    if headings:
        return min(headings, key=lambda block: block.level).text
    first = blocks[0].text if blocks else ""
    return first if len(first) <= _LONGEST_TITLE and not ends_sentence(first) else ""


# --- Plain text ------------------------------------------------------------------------------------


def _text_drafts(lines: Sequence[Line]) -> Iterator[Draft]:
    i = tables = 0
    while i < len(lines):
        rows = _tabbed_rows(lines, i)
        if rows:
            tables += 1
            place = Place(line=lines[i].number, table=tables)
            yield table_draft(_cells(rows), place)
            i += len(rows)
            continue
        yield from _line_drafts(lines[i])
        i += 1


def _line_drafts(line: Line) -> Iterator[Draft]:
    if not line.text.strip():
        return
    place = Place(line=line.number)
    for part in cut_line(line.text):
        text = line.text[part.start : part.end].strip()
        if part.level:
            yield Draft(BlockKind.HEADING, text, place, 1 if part.title else part.level + 1)
        else:
            yield typed(Draft(BlockKind.PARAGRAPH, text, place))


def typed(draft: Draft) -> Draft:
    """A line as heading, list item or paragraph, by what it opens with; 一、 is level 2, below the title."""
    text = draft.text.strip()
    level = heading_level(text)
    if level:
        return replace(draft, kind=BlockKind.HEADING, level=level + 1)
    if len(text) <= _LONGEST_TITLE and not ends_sentence(text.rstrip("：:")) and _opens_piece(text):
        return replace(draft, kind=BlockKind.HEADING, level=1)
    if numbering_level(text) >= 3 or _TXT_ITEM.match(text):
        return replace(draft, kind=BlockKind.LIST_ITEM)
    return draft


def _opens_piece(text: str) -> bool:
    """第二篇:…, 篇一:…, 附件1 …; not 附件1是…, which speaks about it, nor a list of annexes, 附件:1.…."""
    if PIECE_OPENING.match(text):
        return True
    annex = _ANNEX.match(text)
    rest = text[annex.end() :].strip() if annex else ""
    return annex is not None and not re.match(r"[是为所中、，和及]|\d", rest) and not re.search(r"[，。；]", rest)


def with_bare_headings(drafts: Sequence[Draft]) -> list[Draft]:
    """Headings that no number shows: the title, short lines above paragraphs, and numbered ones that end in 。."""
    filled = [i for i, draft in enumerate(drafts) if draft.text.strip()]
    stopped = _levels_with_full_stop([drafts[i].text.strip() for i in filled])
    out = list(drafts)
    headed = {draft.level for draft in drafts if draft.kind is BlockKind.HEADING} | {level + 1 for level in stopped}
    for at, i in enumerate(filled):
        draft, text = drafts[i], drafts[i].text.strip()
        if draft.kind is not BlockKind.PARAGRAPH:
            continue
        before = drafts[filled[at - 1]] if at else None
        after = drafts[filled[at + 1]] if at + 1 < len(filled) else None
        if _stopped_level(text) in stopped:
            out[i] = replace(draft, kind=BlockKind.HEADING, level=_stopped_level(text) + 1)
        elif _is_numbered_heading(text, after):
            out[i] = replace(draft, kind=BlockKind.HEADING, level=numbering_level(text) + 1)
        elif before is None:
            if after is not None and _is_title(text):
                out[i] = replace(draft, kind=BlockKind.HEADING, level=1)
        elif _is_bare_heading(text, before, after):
            out[i] = replace(draft, kind=BlockKind.HEADING, level=1 if TITLE_END.search(text) else 2)
    return [part for draft in out for part in _without_run_in(draft, headed)]


def _without_run_in(draft: Draft, headed: set[int]) -> list[Draft]:
    """六)扎实开展督导。认真做好…: parted into heading and text where other numbers of its level stand alone."""
    text = draft.text.strip()
    at = text.find("。") + 1
    level = _stopped_level(text[:at]) if draft.kind is BlockKind.PARAGRAPH and 0 < at < len(text) else 0
    if not level or level + 1 not in headed:
        return [draft]
    heading = replace(draft, kind=BlockKind.HEADING, text=text[:at], level=level + 1)
    return [heading, replace(draft, text=text[at:].strip())]


def _is_title(text: str) -> bool:
    return (
        len(text) <= _LONGEST_TITLE
        and not re.search(r"[。；;！!？?]", text)
        and not text.endswith(("：", ":", "，", "、"))
    )


def _is_bare_heading(text: str, before: Draft, after: Draft | None) -> bool:
    """Whether a short line without a stop parts two paragraphs."""
    if len(text) > _LONGEST_BARE_HEADING or re.search(r"[。；;，,：:！？、|]|\d{4}\s*[-年.]\s*\d|\t", text):
        return False
    if after is None or after.kind is not BlockKind.PARAGRAPH or len(after.text.strip()) < _PARAGRAPH:
        return False
    return ends_sentence(before.text) or before.kind is BlockKind.HEADING and numbering_level(before.text) == 0


def _is_numbered_heading(text: str, after: Draft | None) -> bool:
    """（四）人的事：队伍和待遇 and （一）问：谁来管？, told as headings by the text that stands below them."""
    level = numbering_level(text)
    if level not in (1, 2) or len(text) > _LONGEST_NUMBERED or re.search(r"。|[；;，,、]$", text) or after is None:
        return False
    return after.kind is BlockKind.TABLE or numbering_level(after.text) > level or len(after.text.strip()) >= _PARAGRAPH


def _stopped_level(text: str) -> int:
    """The level of a short numbered line that ends in a full stop; 0 for anything else."""
    if not text.endswith("。"):
        return 0
    return heading_level(text[:-1])


def _levels_with_full_stop(texts: Sequence[str]) -> set[int]:
    """Levels whose numbered lines are headings although they end in 。: other text mostly stands below them."""
    votes: dict[int, int] = {}
    for text, below in zip(texts, [*texts[1:], ""], strict=False):
        level = _stopped_level(text)
        if level:
            under = numbering_level(below)
            votes[level] = votes.get(level, 0) + (1 if below and (under == 0 or under > level) else -1)
    return {level for level, vote in votes.items() if vote > 0}


def _tabbed_rows(lines: Sequence[Line], start: int) -> list[list[str]]:
    """Three or more lines in a row with as many tab-parted cells, two at least: clearly a table."""
    rows: list[list[str]] = []
    for i in range(start, len(lines)):
        cells = lines[i].text.strip(" \r").split("\t")
        if len(cells) < 2 or (rows and len(cells) != len(rows[0])) or not any(cell.strip() for cell in cells):
            break
        rows.append([cell.strip() for cell in cells])
    return rows if len(rows) >= 3 and sum(bool(row[0]) and any(row[1:]) for row in rows) >= 3 else []


def _cells(rows: Sequence[Sequence[str]]) -> list[TableCell]:
    return [TableCell(r, c, text, header=r == 0) for r, row in enumerate(rows) for c, text in enumerate(row)]


# --- Markdown --------------------------------------------------------------------------------------


def _markdown_drafts(lines: Sequence[Line]) -> Iterator[Draft]:
    i = tables = 0
    while i < len(lines):
        line = lines[i]
        rows, used = _pipe_rows(lines, i)
        if rows:
            tables += 1
            yield table_draft(_cells(rows), Place(line=line.number, table=tables))
            i += used
            continue
        i += 1
        if _RULE.match(line.text) or _FENCE.match(line.text):
            continue
        if i < len(lines) and line.text.strip() and _UNDERLINE.match(lines[i].text):
            yield Draft(BlockKind.HEADING, line.text.strip(), Place(line=line.number), 1)
            i += 1
            continue
        yield _markdown_line(line)


def _markdown_line(line: Line) -> Draft:
    place = Place(line=line.number)
    heading = _ATX.match(line.text)
    if heading:
        return Draft(BlockKind.HEADING, heading[2].strip(), place, len(heading[1]))
    quoted = _QUOTE.match(line.text)
    text = line.text[quoted.end() :] if quoted else line.text
    bullet = _BULLET.match(text)
    if bullet:
        return Draft(BlockKind.LIST_ITEM, text[bullet.end() :].strip(), place)
    kind = BlockKind.LIST_ITEM if numbering_level(text) >= 3 else BlockKind.PARAGRAPH
    return Draft(kind, text.strip(), place)


def _pipe_rows(lines: Sequence[Line], start: int) -> tuple[list[list[str]], int]:
    """Rows of the pipe table that starts at a line, and the lines it takes; rows may be ragged.

    A table has its alignment row second, or every line of it opens and closes with a pipe.
    """
    if not _PIPE_ROW.match(lines[start].text):
        return [], 0
    aligned = start + 1 < len(lines) and "|" in lines[start + 1].text and bool(_ALIGNMENT.match(lines[start + 1].text))
    rows: list[list[str]] = []
    end = start
    while (
        end < len(lines)
        and (text := lines[end].text.strip())
        and ("|" in text if aligned else len(text) > 2 and text.startswith("|") and text.endswith("|"))
    ):
        if not (_ALIGNMENT.match(text) and "-" in text):
            rows.append(_split_row(text))
        end += 1
    return rows, end - start


def _split_row(text: str) -> list[str]:
    inner = text.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", inner)]


def _without_comments(text: str) -> tuple[str, list[SetAside]]:
    """Blank out <!-- comments -->, keeping the line count."""
    aside: list[SetAside] = []
    kept: list[str] = []
    at, number = 0, 1
    # find, not a pattern: openings without an end would each search the whole text.
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        number += text.count("\n", at, start)
        aside.append(SetAside(text[start + 4 : end].strip(), "comment", Place(line=number)))
        lost = text.count("\n", start, end)
        kept += [text[at:start], "\n" * lost]
        number += lost
        at = end + 3
    return "".join([*kept, text[at:]]), aside
