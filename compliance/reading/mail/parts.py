"""The parts of a mail and what each is for: its text, a file of its own, a picture in the text."""

from __future__ import annotations

import email.message
import email.parser
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.policy import Compat32
from itertools import count

from compliance.reading.mail.headers import parameter

Part = email.message.Message
# RFC 5322, 2.2: a header's name is printable ASCII; these tell a mail from a text that has a colon.
_HEADER = re.compile(rb"([!-9;-~]+)[ \t]*:")
_TELLING = frozenset({b"from", b"received", b"mime-version"})
_KNOWN = _TELLING | {b"to", b"cc", b"subject", b"date", b"message-id", b"content-type", b"return-path", b"reply-to"}
_KNOWN |= {b"sender", b"delivered-to", b"x-mailer", b"content-transfer-encoding", b"dkim-signature"}
_SUFFIXES = (".eml", ".mht", ".mhtml")
_HEAD = 65_536  # bytes that decide
# What parsing may cost. A real mail of 100 MB has 1.4 million lines; the parser looks at each line once for every
# boundary that is open, a third of a microsecond each.
_PARTS, _DELIMITERS, _LINES, _LOOKS, _HEADERS = 2_000, 20_000, 3_000_000, 30_000_000, 100_000
_LONGEST_PARAMETERS, _LONGEST_HEADER = 2_000, 20_000  # characters; to split parameters takes quadratic time
_DEPTH = 32  # multiparts within multiparts; real ones nest four
_SIGNATURES = frozenset({"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"})
_SEALED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
_TEXTS = ("text/plain", "text/html")


class CostlyError(Exception):
    """A mail that would take too much time or memory to parse: no real one does."""


@dataclass(slots=True)
class Text:
    """One text of a mail, in plain characters, as a page, or as both to choose from."""

    plain: list[Part] = field(default_factory=list)
    pages: list[Part] = field(default_factory=list)


@dataclass(slots=True)
class Parts:
    """The parts of a mail by what they are for, each in the order of the mail."""

    texts: list[Text] = field(default_factory=list)
    attached: list[Part] = field(default_factory=list)
    pictures: int = 0  # shown within the text
    sealed: int = 0  # encrypted, or wrapped in a signature
    unread: int = 0  # kinds that nothing is known of


def is_mail(data: bytes, name: str) -> bool:
    """Whether bytes open with the headers of a mail: one that is known for a name in .eml or .mht, else three."""
    found = set()
    for line in data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n").splitlines():
        if match := _HEADER.match(line):
            found.add(match[1].lower())
        elif not line.startswith((b" ", b"\t", b"From ")):
            break
    known = found & _KNOWN
    return bool(known) if name.lower().endswith(_SUFFIXES) else len(known) >= 3 and bool(known & _TELLING)


def parse(data: bytes) -> Part:
    """The mail as a tree of parts. Raises CostlyError."""
    lines = max(data.count(b"\n"), data.count(b"\r"))
    boundaries = data.lower().count(b"boundary")
    if lines > _LINES or (1 + boundaries) * lines > _LOOKS or data.count(b"\n--") > _DELIMITERS:
        raise CostlyError
    # Not policy.default: it splits every header on sight, takes six times as long, and fails where a charset lies.
    parser = email.parser.BytesParser(policy=_Bounded())
    try:
        return parser.parsebytes(data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"))
    except RecursionError as fault:
        raise CostlyError from fault


class _Bounded(Compat32):
    """Cuts what no header needs, and counts them: each line of a hostile mail may be one."""

    _numbers: Iterator[int]

    def __init__(self) -> None:
        super().__init__()
        object.__setattr__(self, "_numbers", count(1))  # a policy refuses to be changed otherwise

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        if next(self._numbers) > _HEADERS:
            raise CostlyError
        name, value = super().header_source_parse(sourcelines)
        most = _LONGEST_PARAMETERS if name.lower().startswith("content-") else _LONGEST_HEADER
        return name, value[:most]


def sort_parts(mail: Part) -> Parts:
    """What each part is for. Raises CostlyError."""
    parts = Parts()
    _sort(mail, parts, None, False, 0)
    if len(parts.attached) + len(parts.texts) > _PARTS:
        raise CostlyError
    return parts


def _sort(part: Part, parts: Parts, choice: Text | None, related: bool, depth: int) -> None:
    """`choice` gathers the alternatives that surround the part; `related` parts only furnish a page."""
    if depth > _DEPTH:
        raise CostlyError
    kind = part.get_content_type()
    if kind in _SEALED:
        parts.sealed += 1
    elif kind == "message/rfc822":
        parts.attached.append(part)
    elif part.is_multipart():
        if kind == "multipart/alternative" and choice is None:
            choice = Text()
            parts.texts.append(choice)
        for number, child in enumerate(part.get_payload()):
            _sort(child, parts, choice, related or (number > 0 and kind == "multipart/related"), depth + 1)
    elif kind not in _SIGNATURES:
        _sort_leaf(part, "text/plain" if kind.startswith("multipart/") else kind, parts, choice, related)


def _sort_leaf(part: Part, kind: str, parts: Parts, choice: Text | None, related: bool) -> None:
    disposition = part.get_content_disposition()
    inside = disposition != "attachment" and (related or "Content-ID" in part)
    if disposition != "attachment" and kind in _TEXTS and not (related or file_name(part)):
        text = choice
        if text is None:
            text = Text()
            parts.texts.append(text)
        (text.plain if kind == "text/plain" else text.pages).append(part)
    elif inside:
        parts.pictures += kind.startswith("image/")
    elif kind.startswith("message/"):
        parts.unread += 1
    else:
        parts.attached.append(part)


def file_name(part: Part) -> str:
    """The name that a part gives itself; "" for none."""
    return parameter(part, "Content-Disposition", "filename") or parameter(part, "Content-Type", "name")


def held_mail(part: Part) -> Part | None:
    """The mail that a message/rfc822 part holds; None for any other part."""
    held = part.get_payload() if part.is_multipart() else None
    return held[0] if isinstance(held, list) and held and isinstance(held[0], Part) else None
