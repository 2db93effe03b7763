"""Reads .rtf: the body in order, then its notes; what is no evidence set aside; what was not read said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from compliance.reading.blocks import Extract, build_blocks
from compliance.reading.faults import unreadable
from compliance.reading.limits import DEFAULT_LIMITS, Limits
from compliance.reading.rtf.parser import parse_rtf
from compliance.reading.rtf.state import Rtf
from compliance.reading.rtf.story import Items, RtfSource
from compliance.reading.story.certificates import certificate_of
from compliance.reading.story.notes import read_notes, with_sections
from compliance.reading.story.stories import Stories, Tally, TooMuchError
from compliance.reading.story.titles import titled
from compliance.terms import Place, SetAside

MEDIA_TYPE = "application/rtf"
_START = b"{\\rtf"
_BEFORE = b"\xef\xbb\xbf \r\n\t\0"  # what some writers put first


def read_rtf(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Extract:
    """Read the bytes of an .rtf; `name` is the file's name for messages.

    Raises UnreadableFile with one Chinese sentence for what is no RTF and for what passes `limits`; a file that breaks
    off is read up to there, and its certificate says so.
    """
    if len(data) > limits.file_bytes:
        raise unreadable(name, f"文件超过{limits.file_bytes // 1024 // 1024} MB 的上限，请拆分或压缩图片后再提交")
    data = data.lstrip(_BEFORE)
    if not data.startswith(_START):
        raise unreadable(name, "不是 .rtf 文件，内容与扩展名不符，请用 Word 或 WPS 打开后另存为 .docx 再提交")
    try:
        return _extract(parse_rtf(data, limits), limits)
    except TooMuchError as error:
        raise unreadable(name, f"{error}，请用 Word 或 WPS 打开，拆分或另存为 .docx 后再提交") from error


def _extract(found: Rtf, limits: Limits) -> Extract:
    stories = Stories(RtfSource(), limits, found.tally)
    drafts = stories.read(found.body)
    notes, anchors = read_notes(stories, drafts, found.notes)
    title, drafts = titled(drafts, stories)
    blocks = with_sections(build_blocks([*drafts, *notes]), len(drafts), anchors)
    aside = [*stories.aside, *_comments(found.comments, limits)]
    for kind, margins in found.margins.items():
        aside += _margins(margins, kind, limits)
    certificate = certificate_of(blocks, aside, stories.tally, [])
    certificate = replace(certificate, unread=(*certificate.unread, *found.unread))
    return Extract(MEDIA_TYPE, blocks, title, None, tuple(aside), (certificate,))


def _apart(items: Items, part: str, limits: Limits) -> list[SetAside]:
    """What a story of its own holds, all of it set aside."""
    stories = Stories(RtfSource(), limits, Tally())
    stories.read(items, part, reason=part)
    return stories.aside


def _comments(comments: Sequence[Items], limits: Limits) -> Iterator[SetAside]:
    for number, comment in enumerate(comments, start=1):
        text = "\n".join(piece.text for piece in _apart(comment, "comment", limits))
        if text:
            yield SetAside(text, "comment", Place(part="comment", paragraph=number))


def _margins(margins: Sequence[Items], kind: str, limits: Limits) -> list[SetAside]:
    """Running headers or footers, a paragraph each; sections repeat them, so each text once."""
    seen: dict[str, SetAside] = {}
    for items in margins:
        for piece in _apart(items, kind, limits):
            seen.setdefault(piece.text, piece)
    return list(seen.values())
