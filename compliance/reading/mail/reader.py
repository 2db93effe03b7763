"""Reads mails, .eml and .mht: subject and text as blocks, the attachments as files of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from email.errors import MessageError
from email.policy import compat32
from functools import partial
from itertools import chain

from compliance.reading.archives.budget import ArchiveError, Budget, Entry, EntryError
from compliance.reading.blocks import Draft, Extract, build_blocks
from compliance.reading.faults import unreadable
from compliance.reading.limits import DEFAULT_LIMITS, Limits
from compliance.reading.mail.headers import decode_body, header, parameter
from compliance.reading.mail.parts import (
    CostlyError,
    Part,
    Parts,
    Text,
    file_name,
    held_mail,
    is_mail,
    parse,
    sort_parts,
)
from compliance.reading.text.html import read_html
from compliance.reading.text.plain import read_text
from compliance.terms import Block, BlockKind, Certificate, Place, SetAside

__all__ = ["MEDIA_TYPE", "attachments", "is_mail", "read_mail"]

MEDIA_TYPE = "message/rfc822"

_TOO_MANY = "邮件的部分过多或嵌套过深，没有读取，请把正文和附件另存后提交"
_OUTLOOK = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
_OUTLOOK_ADVICE = "是 Outlook 专用的 winmail.dat，其中的内容没有读取，请发件人改用 HTML 或纯文本格式重发"
_DAMAGED = "附件已损坏，无法取出，请向发件人重新索取"
# Whatever email lets through where a part, or a mail within it, is damaged.
_FAULTS = (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError)
# What to call an attachment that has no name; the content decides how it is read.
_SUFFIXES = {"application/pdf": ".pdf", "text/html": ".html", "text/plain": ".txt", "message/rfc822": ".eml"}
_ASIDE = (("From", "发件人"), ("To", "收件人"), ("Cc", "抄送"), ("Date", "日期"))
_NAMED = 5  # attachments that a note lists by name


def read_mail(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Extract:
    """Read a mail or a saved page: its subject as a heading, then its text; sender, receivers and date set aside.

    Attachments are files of their own, see `attachments`. Raises UnreadableFile for a mail that costs too much to
    parse, and for a text over the limits.
    """
    try:
        mail = parse(data)
        parts = sort_parts(mail)
    except CostlyError as fault:
        raise unreadable(name, _TOO_MANY) from fault
    extracts = list(chain.from_iterable(_chosen(text, name, limits) for text in parts.texts))
    title = header(mail, "Subject")
    drafts = [_draft(block) for extract in extracts for block in extract.blocks]
    # A saved page has its own heading as its subject.
    if title and not (drafts and drafts[0].text == title):
        drafts.insert(0, Draft(BlockKind.HEADING, title, Place(part="subject"), 1))
    blocks = build_blocks(drafts)
    if len(blocks) > limits.blocks or sum(len(block.text) for block in blocks) > limits.characters:
        raise unreadable(name, "邮件正文过长，超出可读取的范围，请把正文和附件另存后提交")
    aside = [*_envelope(mail), *chain.from_iterable(extract.set_aside for extract in extracts)]
    title = title or next((extract.title for extract in extracts if extract.title), "")
    return Extract(MEDIA_TYPE, blocks, title, None, tuple(aside), (_certificate(blocks, extracts, parts),))


def attachments(data: bytes, budget: Budget) -> Iterator[Entry]:
    """The files attached to a mail, mails among them. Raises ArchiveError for a mail that costs too much to parse."""
    try:
        parts = sort_parts(parse(data))
    except CostlyError as fault:
        raise ArchiveError(_TOO_MANY) from fault
    for number, part in enumerate(parts.attached, 1):
        budget.enter()
        yield Entry(_name(part, number), partial(_unpacked, part, budget))


# --- Attachments -----------------------------------------------------------------------------------


def _name(part: Part, number: int) -> str:
    suffix = _SUFFIXES.get(part.get_content_type(), "")
    held = held_mail(part)
    name = file_name(part) or (header(held, "Subject") if held is not None else "") or f"附件{number}"
    return name if "." in name[1:] and held is None or name.lower().endswith(suffix) else name + suffix


def _is_outlook(part: Part) -> bool:
    return part.get_content_type() in _OUTLOOK or file_name(part).lower() == "winmail.dat"


def _unpacked(part: Part, budget: Budget) -> bytes:
    if _is_outlook(part):
        raise EntryError(_OUTLOOK_ADVICE)
    try:
        data = _bytes(part)
    except _FAULTS as fault:
        raise EntryError(_DAMAGED) from fault
    budget.allow(len(data))
    budget.take(len(data))
    return data


def _bytes(part: Part) -> bytes:
    held = held_mail(part)
    if held is not None:
        return held.as_bytes(policy=compat32.clone(max_line_length=None))
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


# --- Text ------------------------------------------------------------------------------------------


def _chosen(text: Text, name: str, limits: Limits) -> list[Extract]:
    """The plain text, but the page where only that has the tables, or where the plain one is a mere stand-in."""
    plain = [extract for part in text.plain if (extract := _read(part, name, limits))]
    pages = [extract for part in text.pages if (extract := _read(part, name, limits))]
    blocks = [block for page in pages for block in page.blocks]
    longer = _length(blocks) > 2 * _length([block for extract in plain for block in extract.blocks])
    return pages if longer or any(block.kind is BlockKind.TABLE for block in blocks) else plain


def _read(part: Part, name: str, limits: Limits) -> Extract | None:
    text = decode_body(_bytes(part), parameter(part, "Content-Type", "charset"))
    if not text.strip():
        return None
    # What it declares of its encoding was heeded above; UTF-8 is recognized whatever a page says of itself.
    data = text.encode("utf-8", "replace")
    return (read_html if part.get_content_type() == "text/html" else read_text)(data, name, limits)


def _length(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _draft(block: Block) -> Draft:
    return Draft(block.kind, block.text, block.place, block.level, block.cells, block.confidence)


def _envelope(mail: Part) -> Iterator[SetAside]:
    for key, title in _ASIDE:
        if value := header(mail, key):
            yield SetAside(f"{title}：{value}", "mail_header", Place(part="mail header"))


# --- Certificate -----------------------------------------------------------------------------------


def _certificate(blocks: Sequence[Block], extracts: Sequence[Extract], parts: Parts) -> Certificate:
    read = [certificate for extract in extracts for certificate in extract.certificates]
    return Certificate(
        None,
        _length(blocks),
        sum(certificate.unmapped for certificate in read),
        parts.pictures + sum(certificate.images_without_text for certificate in read if not parts.pictures),
        (*chain.from_iterable(certificate.unread for certificate in read), *_unread(parts)),
        (*chain.from_iterable(certificate.notes for certificate in read), *_notes(parts)),
    )


def _unread(parts: Parts) -> Iterator[str]:
    if parts.sealed:
        yield "邮件的正文已加密或封装在签名中，没有读取，请解密后另存再提交"
    if any(map(_is_outlook, parts.attached)):
        yield f"附件{_OUTLOOK_ADVICE}"
    if parts.unread:
        yield f"邮件有{parts.unread}个部分（如退信、外部正文）没有读取"


def _notes(parts: Parts) -> Iterator[str]:
    if not parts.texts and not parts.sealed:
        yield "邮件没有正文"
    files = [part for part in parts.attached if not _is_outlook(part)]
    if files:
        names = "、".join(_name(part, number) for number, part in enumerate(files[:_NAMED], 1))
        more = "等" if len(files) > _NAMED else ""
        yield f"邮件有{len(files)}个附件（{names}{more}），作为单独的文件读取"
