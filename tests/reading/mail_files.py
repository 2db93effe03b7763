"""Mails for tests, written line by line as mailers write them."""

from __future__ import annotations

import base64


def mail(body: bytes | str, *headers: str | bytes, subject: str = "报送材料") -> bytes:
    """A mail with sender, receiver, date and subject, and the headers given; the body as it is."""
    first = ("From: duxue@qinghe.invalid", "To: ban@qinghe.invalid", "Date: Mon, 1 Mar 2021 09:00:00 +0800")
    lines = [*first, f"Subject: {word(subject)}", "MIME-Version: 1.0", *headers]
    head = b"\r\n".join(line if isinstance(line, bytes) else line.encode() for line in lines)
    return head + b"\r\n\r\n" + (body.encode() if isinstance(body, str) else body)


def word(text: str, charset: str = "utf-8") -> str:
    """An encoded word (RFC 2047)."""
    return f"=?{charset}?B?{base64.b64encode(text.encode(charset)).decode()}?="


def part(content: bytes | str, kind: str = "text/plain; charset=utf-8", *headers: str | bytes) -> bytes:
    """A part of a multipart; bytes are written in base64, text as it is."""
    lines = [f"Content-Type: {kind}", *headers]
    if isinstance(content, bytes):
        lines.append("Content-Transfer-Encoding: base64")
        content = base64.encodebytes(content).decode()
    head = b"\r\n".join(line if isinstance(line, bytes) else line.encode() for line in lines)
    return head + b"\r\n\r\n" + content.encode()


def attached(content: bytes, name: str = "", kind: str = "application/octet-stream") -> bytes:
    """A file attached under a name in plain UTF-8, or under none."""
    given = f'; filename="{name}"' if name else ""
    return part(content, kind, f"Content-Disposition: attachment{given}")


def multipart(*parts: bytes, kind: str = "mixed", boundary: str = "----=_Part") -> bytes:
    """A multipart as the value of a part: its headers and its body."""
    body = b"".join(b"--%s\r\n%s\r\n" % (boundary.encode(), one) for one in parts)
    return (
        f'Content-Type: multipart/{kind}; boundary="{boundary}"'.encode()
        + b"\r\n\r\n"
        + body
        + b"--%s--\r\n" % boundary.encode()
    )


def mail_of(*parts: bytes, kind: str = "mixed", subject: str = "报送材料", boundary: str = "----=_Part") -> bytes:
    """A mail of several parts."""
    header, _, body = multipart(*parts, kind=kind, boundary=boundary).partition(b"\r\n\r\n")
    return mail(body, header, subject=subject)
