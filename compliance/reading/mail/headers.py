"""Headers of mails as their senders wrote them: encoded words, parameters and raw bytes in any Chinese encoding."""

from __future__ import annotations

import binascii
import email.message
import re
from itertools import groupby

from compliance.reading.archives.names import decode_name
from compliance.reading.encoding.decoding import decode, decode_declared

# RFC 2047, 2: charset, encoding, text; and several in a row.
_WORD = re.compile(r"=\?([^?\s]{1,40})\?([bBqQ])\?([^?]*)\?=")
_WORDS = re.compile(r"(?:=\?[^?\s]{1,40}\?[bBqQ]\?[^?]*\?=)+")
_BETWEEN = re.compile(r"(\?=)\s+(=\?)")  # white space there is none (6.2)
_CHARSET = re.compile(r"[A-Za-z0-9_.:-]{1,40}")
_FOLD = re.compile(r"\r?\n|\r")
# Charsets whose bytes all look like ASCII.
_SEVEN_BIT = {"hz": "hz", "hz-gb-2312": "hz", "utf-7": "utf-7", "iso-2022-jp": "iso-2022-jp"}
_CHINESE = frozenset({"gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936"})  # subsets of gb18030, and mailers exceed them


def header(part: email.message.Message, name: str) -> str:
    """A header's text on one line, decoded; "" where the part has none."""
    return " ".join(decode_words(_raw(part, name)).split())


def parameter(part: email.message.Message, name: str, key: str) -> str:
    """A parameter of a header, decoded by RFC 2231, or by RFC 2047, which many mailers use there all the same."""
    # A message of its own: where the text was raw bytes, the parsed one has no characters for it.
    holder = email.message.Message()
    holder[name] = _raw(part, name)
    value = holder.get_param(key, "", header=name)
    if isinstance(value, tuple):
        charset, _, text = value
        return _decoded(text.encode("latin-1", "replace"), charset or "")
    return decode_words(value)


def decode_body(data: bytes, charset: str) -> str:
    """The text of bytes whose declared charset may be missing, unknown or wrong."""
    charset = charset.lower() if _CHARSET.fullmatch(charset) else ""
    seven_bit = _SEVEN_BIT.get(charset)
    return decode_declared(data, seven_bit, "replace") if seven_bit and data.isascii() else decode(data, charset).text


def decode_words(text: str) -> str:
    """Replace the encoded words of a header, RFC 2047, by what they say.

    Neighbours of one charset are decoded together: mailers cut a 汉字 in two between them.
    """
    return _WORDS.sub(lambda words: _said(words[0]), _BETWEEN.sub(r"\1\2", text))


def _said(words: str) -> str:
    found = [(charset.partition("*")[0].lower(), coding, text) for charset, coding, text in _WORD.findall(words)]
    return "".join(
        _decoded(b"".join(_bytes(coding, text) for _, coding, text in group), charset)
        for charset, group in groupby(found, key=lambda word: word[0])
    )


def _bytes(coding: str, text: str) -> bytes:
    raw = text.encode("utf-8", "replace")
    if coding in "qQ":
        return binascii.a2b_qp(raw, header=True)
    try:
        return binascii.a2b_base64(raw + b"=" * (-len(raw) % 4))
    except binascii.Error:
        return raw


def _decoded(data: bytes, charset: str) -> str:
    """Short bytes by their charset where that fits, else by the look of names, for which a few characters suffice."""
    charset = charset.lower()
    try:
        return decode_declared(data, "gb18030" if charset in _CHINESE else _SEVEN_BIT.get(charset, charset))
    except (LookupError, ValueError):
        return decode_name(data)


def _raw(part: email.message.Message, name: str) -> str:
    """The first header of that name, unfolded; raw bytes, which the parser keeps as surrogates, decoded."""
    value = next((str(value) for key, value in part.raw_items() if key.lower() == name.lower()), "")
    text = _FOLD.sub("", value)
    return text if text.isascii() else decode_name(text.encode("ascii", "surrogateescape"))
