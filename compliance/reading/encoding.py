"""Bytes of a text file to characters: which encoding it is in, and what could not be decoded."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

import charset_normalizer

REPLACEMENT = "\ufffd"

# The 汉字 that make up about two thirds of running Chinese text, simplified, with words of the trade; then traditional
# forms. Text decoded wrongly is made of rare characters, so their share tells the encodings apart.
_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法"
    "所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政"
    "四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系情者最立代"
    "想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别手期根论运农指"
    "几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规领七海口东导志世增济思认六共权收证改清己美再更单切教带"
    "安场身例真务具万每目至达积示议报完类八离名确才科信节整元况今集传许步群广记需段研究育督校评估责师课园县市办乡镇督导"
    "個們來時會為這國動發對經過說產種後學體當開還與關條總應業機實現進題員將組見計別運農決戰則據處隊給門領東導濟認權證確"
    "節況傳許廣記師課園縣區辦責長問間無線數類報議達務萬場帶評點檢執變質設資邊級圖統較論強規單積離鄉鎮務標準監測據補隊"
)
_CHINESE = re.compile(r"[\u3400-\u9fff\U00020000-\U0002ffff]")
_ODD = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x9f\u0250-\u02af\u0300-\u1fff\u2c00-\u2fef\ua000-\uf8ff\ufff0-\uffff\U000e0000-\U0010ffff]"
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
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
    """A text with line ends as \\n; `replaced` counts the U+FFFD in it, printed or made by decoding."""

    text: str
    encoding: str  # Python's name of the codec
    replaced: int

    @property
    def notes(self) -> tuple[str, ...]:
        """In Chinese, what a person should know about the decoding."""
        notes = [] if self.encoding == "utf-8" else [f"文件编码为 {NAMES.get(self.encoding, self.encoding)}，已转换"]
        if self.replaced:
            notes.append(f"有 {self.replaced} 个字符无法还原，以“{REPLACEMENT}”保留在原处")
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


def is_binary(text: str) -> bool:
    """Whether decoded bytes are no text at all: more than one character in ten is a control or undecodable one."""
    sample = text[:_SAMPLE]
    bad = sum(c == REPLACEMENT for c in sample) + len(_CONTROL.findall(sample))
    return bool(sample) and bad / len(sample) > 0.1


def _decoded(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace").replace("\r\n", "\n").replace("\r", "\n")
    text = _CONTROL.sub(REPLACEMENT, text.replace("\ufeff", ""))
    return Decoded(text, encoding, text.count(REPLACEMENT))


def _is_strict(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (UnicodeError, LookupError):
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
    beyond = [c for c in text.rstrip(REPLACEMENT) if c > "\x7e" or c < "\x09"]
    if not beyond:
        return 0.5 if _is_strict(sample, encoding) and encoding == "utf-8" else 0.0
    frequent = sum(c in _FREQUENT for c in beyond)
    other = sum(c not in _FREQUENT and bool(_CHINESE.match(c)) for c in beyond)
    odd = sum(bool(_ODD.match(c)) for c in beyond)
    # Zero bytes decoded as UTF-16 turn into ASCII, which counts for it as an ordinary character would.
    plain = sum("\x20" <= c <= "\x7e" or c in "\r\n\t" for c in text) if encoding.startswith("utf-16") else 0
    return (frequent + 0.1 * other + 0.3 * plain - 2 * odd) / (len(beyond) + plain)
