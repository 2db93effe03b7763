"""Bytes of a text file to characters: its encoding, the lines that are in another, what could not be decoded."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass

import charset_normalizer

from compliance.reading.encoding.frequency import CHINESE, FREQUENT
from compliance.reading.encoding.lost import LOST, lost_characters
from compliance.reading.encoding.mixed_lines import MIXABLE, Repair, read_lines

_ODD = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x9f\u0250-\u02af\u0300-\u1fff\u2c00-\u2fef\ua000-\uf8ff\ufff0-\uffff\U000e0000-\U0010ffff]"
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character, which no encoding can write
# Codecs of Python's that are no character sets: for host names, for its own source text.
_NO_CHARSETS = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"})
_SHOWN = 10  # runs of lines that a note names
_SAMPLE = 60_000  # bytes that decide; a longer file gives the same answer
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# gb2312 and gbk are subsets of gb18030; Windows' Big5 is cp950.
_SAME = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "cp936": "gb18030",
    "hz": "gb18030",
    "big5": "cp950",
    "big5-tw": "cp950",
}
NAMES = {
    "utf-8": "UTF-8",
    "gb18030": "GB18030",
    "cp950": "Big5",
    "big5hkscs": "Big5",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with line ends as \\n; `replaced` counts the characters that are lost in it: U+FFFD, printed or made by
    decoding, and what else stands for them (锟斤拷). `repairs` are the lines that were read in another encoding."""

    text: str
    encoding: str  # Python's name of the codec
    replaced: int
    repairs: tuple[Repair, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """In Chinese, what a person should know about the decoding."""
        notes = [] if self.encoding == "utf-8" else [f"文件编码为 {NAMES.get(self.encoding, self.encoding)}，已转换"]
        notes += said_of(self.repairs)
        marks = self.text.count(LOST)
        if marks:
            notes.append(f"有 {marks} 个字符无法还原，以“{LOST}”保留在原处")
        if self.replaced > marks:
            notes.append(f"有 {self.replaced - marks} 处“锟斤拷”一类的乱码，原有文字已丢失，无法还原")
        return tuple(notes)


def decode(data: bytes, declared: str = "") -> Decoded:
    """Decode by byte order mark, then strict UTF-8, then what is declared, then the likeliest Chinese encoding.

    Never raises: what cannot be decoded becomes U+FFFD, and so do control characters that no text holds.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    if b"\x00" not in data and _is_strict(data, "utf-8"):
        return _decoded(data, "utf-8")
    wanted = _SAME.get(declared.lower(), declared.lower())
    if wanted and _is_strict(data, wanted):
        return _decoded(data, wanted)
    return _decoded(data, _likeliest(data))


def decode_declared(data: bytes, charset: str, errors: str = "strict") -> str:
    """The text in the charset that a file itself names, half characters as U+FFFD.

    Raises LookupError for what is no charset, ValueError for bytes that do not fit.
    """
    return _SURROGATE.sub(LOST, data.decode(_codec(charset), errors))


def is_binary(text: str) -> bool:
    """Whether decoded bytes are no text at all: more than one character in ten is a control or undecodable one."""
    sample = text[:_SAMPLE]
    bad = sum(c == LOST for c in sample) + len(_CONTROL.findall(sample))
    return bool(sample) and bad / len(sample) > 0.1


def _decoded(data: bytes, encoding: str) -> Decoded:
    if encoding in MIXABLE and not (encoding == "utf-8" and _is_strict(data, encoding)):
        text, repairs = read_lines(data, encoding)
    else:
        text, repairs = decode_declared(data, encoding, "replace"), ()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _CONTROL.sub(LOST, text.replace("\ufeff", ""))
    return Decoded(text, encoding, lost_characters(text), repairs)


def said_of(repairs: Sequence[Repair]) -> list[str]:
    """In Chinese, which lines were read in another encoding than the rest."""
    said: list[str] = []
    for encoding in dict.fromkeys(repair.encoding for repair in repairs):
        lines = _ranges([repair.line for repair in repairs if repair.encoding == encoding])
        said.append(f"第 {lines} 行有文字的编码与全文不同或错位，已按 {NAMES.get(encoding, encoding)} 读出，请核对")
    return said


def _ranges(numbers: Sequence[int]) -> str:
    """1、3—5; the first of many."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    shown = [str(first) if first == last else f"{first}—{last}" for first, last in runs[:_SHOWN]]
    return "、".join(shown) + (f" 等 {len(numbers)} " if len(runs) > _SHOWN else "")


def _codec(charset: str) -> str:
    name = codecs.lookup(charset).name
    if name.replace("-", "_") in _NO_CHARSETS:
        raise LookupError(charset)
    return name


def _is_strict(data: bytes, encoding: str) -> bool:
    try:
        data.decode(_codec(encoding))
    except (ValueError, LookupError):
        return False
    return True


def _likeliest(data: bytes) -> str:
    sample = data[:_SAMPLE]
    # A file without a zero byte and without a line end in 16 bits is UTF-16 only where its 汉字 say so.
    candidates = ["utf-8", "gb18030", "cp950", "big5hkscs", "utf-16-le", "utf-16-be"]
    scores = {encoding: _plausibility(sample, encoding) for encoding in candidates}
    best = max(candidates, key=lambda encoding: scores[encoding])
    if scores[best] >= 0.15:
        return best
    # No Chinese encoding fits: leave it to the general detector, and to UTF-8 where that knows nothing either.
    guess = charset_normalizer.from_bytes(sample[:8_000]).best()
    return guess.encoding if guess is not None else best


def _plausibility(sample: bytes, encoding: str) -> float:
    """Share of frequent 汉字 among the characters beyond ASCII, less what no Chinese text holds; at most 1."""
    text = sample.decode(encoding, "replace")
    # A sample cut inside a character ends in U+FFFD whatever the encoding.
    beyond = [c for c in text.rstrip(LOST) if c > "\x7e" or c < "\x09"]
    if not beyond:
        return 0.5 if _is_strict(sample, encoding) and encoding == "utf-8" else 0.0
    frequent = sum(c in FREQUENT for c in beyond)
    other = sum(c not in FREQUENT and bool(CHINESE.match(c)) for c in beyond)
    odd = sum(bool(_ODD.match(c)) for c in beyond)
    # Zero bytes decoded as UTF-16 turn into ASCII, which counts for it as an ordinary character would.
    plain = sum("\x20" <= c <= "\x7e" or c in "\r\n\t" for c in text) if encoding.startswith("utf-16") else 0
    return (frequent + 0.1 * other + 0.3 * plain - 2 * odd) / (len(beyond) + plain)
