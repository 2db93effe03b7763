"""Text as it is judged: half-width, simplified, without stray spaces, each character knowing where it came from.

Canonical forms, so that patterns and word lists need only one spelling:

* digits, Latin letters, % ~ - / are half-width; a number's own marks are half-width too: 4.52, 1,000, 1:15, 85%;
* sentence punctuation and brackets are full-width: ，。；：！？（）, quotes are “” and ‘’, dashes stay —;
* a comma is half-width only inside a number with thousands separators, a colon only between digits or letters;
* digits that a scan's recognition or a thousands space parted stand together before a unit: 1 2 3 4人, 12 345人;
* traditional characters are simplified (`traditional.py`); ㎡ is 平方米, Ⅲ is III, ① and ⑴ are （1）, ㈠ is （一）;
* passages read in the wrong encoding are as they were written, lost characters are U+FFFD (`rereading.py`);
* white space beside 汉字 or punctuation is dropped, other runs are one space (or one newline), " | " stays.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from compliance.language.rereading import reread
from compliance.language.traditional import simplify


@dataclass(frozen=True, slots=True)
class Normalised:
    """The normalised copy; `origin[i]` is the offset in the original of the character i, `origin[-1]` its length.

    `ends[i]` is the offset behind what the character i came from; without `ends` each came from one character.
    """

    text: str
    origin: tuple[int, ...]
    ends: tuple[int, ...] = ()

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The slice of the original text that the slice start:end of the copy came from."""
        if end <= start:
            return self.origin[start], self.origin[start]
        # Not origin[end]: characters dropped after the slice are no part of it.
        return self.origin[start], self.ends[end - 1] if self.ends else self.origin[end - 1] + 1

    def position(self, offset: int) -> int:
        """The offset in the copy of the character that holds an original offset (the one before, if it was dropped)."""
        return max(0, bisect_right(self.origin, offset) - 1)


def normalise(text: str) -> Normalised:
    """The normalised copy of a text; normalising a normalised text changes nothing."""
    anew = reread(text)
    if anew is None:
        return _normalised(text)
    copy = _normalised(anew.text)
    ends = tuple(anew.ends[at] for at in copy.origin[:-1])
    return Normalised(copy.text, tuple(anew.starts[at] for at in copy.origin), ends)


def _normalised(text: str) -> Normalised:
    seen = set(text) - _plain()
    if "，" in text and not seen.isdisjoint(_WIDE_DIGITS):
        text_ = _WIDE_THOUSANDS.sub(lambda match: match[0].replace("，", ","), text)
    else:
        text_ = text
    replaced = {char: new for char in seen if (new := _replacement(char)) != char}
    result, origin = _replace(text_, replaced)
    if _SPACE.search(result):
        result, origin = _splice(result, origin, _space_edits(result))
    result = _COMMA_THOUSANDS.sub(lambda match: match[0].replace("，", ","), result)
    # What stands for the characters seen may be traditional as well: a compatibility ideograph, a radical.
    result = simplify(_PUNCTUATION.sub(_canonical_mark, result), {char for one in seen for char in _replacement(one)})
    # Last: digits are joined by what stands around them, 个 and ：, not 個 and :.
    if " " in result:
        result, origin = _splice(result, origin, _digit_edits(result))
    return Normalised(result, origin)


# --- characters ------------------------------------------------------------------------------------

_WIDE_DIGITS = frozenset("０１２３４５６７８９")
# Who types full-width digits types the thousands separator so as well; between half-width digits "，" is a comma.
_WIDE_THOUSANDS = re.compile(r"(?<![０-９．，])[０-９]{1,3}(?:，[０-９]{3})+(?![０-９，])")
# Canonical punctuation that NFKC would take apart or make half-width.
_KEPT = frozenset("，：；！？（）…‥℃℉№™°´¨")
_REPLACED = {
    "㎡": "平方米",
    "㎥": "立方米",
    "㎞": "千米",
    "∶": "：",
    "︰": "：",
    "〜": "~",
    "∼": "~",
    "∽": "~",
    "–": "-",
    "‒": "-",
    "‐": "-",
    "‑": "-",
    "−": "-",
    "―": "—",
    "─": "—",
    "「": "“",
    "」": "”",
    "『": "‘",
    "』": "’",
    "﹝": "〔",
    "﹞": "〕",
    "○": "〇",  # 二○二一年 is typed with the circle as often as with the numeral
}
# Radicals that PDF fonts put in place of the character, and that NFKC leaves (Unicode EquivalentUnifiedIdeograph).
_RADICALS = dict(
    zip(
        "⺁⺄⺈⺊⺌⺎⺒⺓⺜⺝⺟⺠⺧⺩⺫⺬⺶⻁⻃⻄⻅⻆⻉⻊⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻡⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "厂乙刀卜小兀巳幺日月母民牛王目示羊虎覀西见角贝足车長长门雨青韦页风飞食首马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
_NUMBER_SIGN = re.compile(r"\(?([0-9一二三四五六七八九十]+)\)?")
_ENCLOSED = re.compile("[①-⒇㈠-㈩㊀-㊉]")


@lru_cache(maxsize=4096)
def _replacement(char: str) -> str:
    """What stands for one character in the copy: "" for one that cannot be seen."""
    if char in _REPLACED:
        return _REPLACED[char]
    if char in _RADICALS:
        return _RADICALS[char]
    if char in _KEPT:
        return char
    if char.isspace():
        return "\n" if char in "\n\r\u2028\u2029\x0b\x0c\x85" else " "
    if unicodedata.category(char) in ("Cf", "Cc"):
        return ""
    wide = unicodedata.normalize("NFKC", char)
    if _ENCLOSED.match(char):
        return _NUMBER_SIGN.sub(r"（\1）", wide)
    # m² must not become m2, nor ½ an 1⁄2; an accent with its own space is damage, not text.
    tag = unicodedata.decomposition(char).partition(">")[0]
    if tag in ("<super", "<sub", "<fraction") or " " in wide:
        return char
    return "".join(_REPLACED.get(part, part) for part in wide)


@cache
def _plain() -> frozenset[str]:
    """Characters that stand for themselves: what GB 2312 has of 汉字, printable ASCII, common punctuation."""
    chinese = (bytes((row, cell)).decode("gb2312", "ignore") for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return (
        frozenset("".join(chinese))
        | {chr(code) for code in range(0x21, 0x7F)}
        | frozenset(" \n，。；：！？（）、“”‘’《》—")
    )


def _replace(text: str, replaced: dict[str, str]) -> tuple[str, tuple[int, ...]]:
    """The text with characters replaced, and its origin."""
    text = text.translate({ord(char): new for char, new in replaced.items() if len(new) == 1})
    longer = [char for char, new in replaced.items() if len(new) != 1]
    origin = tuple(range(len(text) + 1))
    if not longer:
        return text, origin
    found = re.finditer("[" + "".join(map(re.escape, longer)) + "]", text)
    return _splice(text, origin, ((match.start(), match.end(), replaced[match[0]]) for match in found))


def _splice(text: str, origin: tuple[int, ...], edits: Iterable[tuple[int, int, str]]) -> tuple[str, tuple[int, ...]]:
    """The text with slices (start, end, new text) replaced, in order; new characters come from the slice's first."""
    pieces: list[str] = []
    origins: list[int] = []
    done = 0
    for start, end, new in edits:
        pieces += [text[done:start], new]
        origins += origin[done:start]
        origins += [origin[start]] * len(new)
        done = end
    return "".join(pieces) + text[done:], (*origins, *origin[done:])


# --- white space -----------------------------------------------------------------------------------

_SPACE = re.compile(r"[ \n]+")
_PIPES = re.compile(r"(?<=\|)  (?=\|)")  # an empty table cell keeps its two separators apart
# Marks beside which a space means nothing; the half-width ones are made full-width afterwards.
_CLOSE = re.compile(r"[\u2e80-\u303f\u3040-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff“”‘’—…·,;:!?()~]")


def _space_edits(text: str) -> Iterable[tuple[int, int, str]]:
    for match in _SPACE.finditer(text):
        start, end = match.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        if "\n" in match[0]:
            new = "\n" if before and after else ""
        elif not before or not after:
            new = ""
        elif before == "|" or after == "|":
            new = match[0] if _PIPES.match(text, start) else " "
        else:
            new = "" if _CLOSE.match(before) or _CLOSE.match(after) else " "
        if new != match[0]:
            yield start, end, new


# --- digits ----------------------------------------------------------------------------------------

# What a number is followed by that counts something: without it digits beside each other may be anything.
_COUNTED = r"[人名位所个项次台套件册张份篇间元万亿年月日%‰]|平方米|余[人名所个]"
# 1 2 3 4人: recognition of a scan parts the digits; of a number one of whose digits stand together nobody knows.
_ALONE = r"(?<![\dA-Za-z.,，:/-])(?<!\d )(?<![表图第件])"
_SPACED = rf"{_ALONE}\d(?: [\d.]){{2,}}(?! ?[\d.])(?= ?(?:{_COUNTED})(?!级))"
# 12 345人: grouped by thousands as GB/T 15835-2011, 5.1.1 allows.
_GROUPED = rf"{_ALONE}[1-9]\d{{0,2}}(?: \d{{3}})+(?:\.\d+)?(?! ?[\d.])(?=(?!年|月|日)(?:{_COUNTED}))"
_PARTED_DIGITS = re.compile(f"{_SPACED}|{_GROUPED}", re.ASCII)
# 12，345人: the input method's comma; 分别为120，350人 is a list.
_COMMA_THOUSANDS = re.compile(
    r"(?<![\d.,，])(?<!分别为)(?<!分别是)(?<!分别有)(?<!依次为)"
    rf"[1-9]\d{{0,2}}(?:，\d{{3}})+(?![\d,，])(?=(?:\.\d+)?(?!年|月|日)(?:{_COUNTED}))",
    re.ASCII,
)


def _digit_edits(text: str) -> Iterable[tuple[int, int, str]]:
    for match in _PARTED_DIGITS.finditer(text):
        joined = match[0].replace(" ", "")
        if joined.count(".") <= 1 and not joined.endswith("."):
            for space in re.finditer(" ", match[0]):
                yield match.start() + space.start(), match.start() + space.end(), ""


# --- punctuation -----------------------------------------------------------------------------------

_PUNCTUATION = re.compile(r"(?<![\d.])(?<!\d,)\d{1,3}(?:,\d{3})+(?![\d,])|[,;:：!?().]", re.ASCII)
_FULL = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）", ".": "。", "：": "："}
_LINE_NUMBER = re.compile(r"(?:^|\n)[一二三四五六七八九十]{1,3}$")


def _canonical_mark(match: re.Match[str]) -> str:
    mark, text, at = match[0], match.string, match.start()
    if mark[0].isdigit():
        return mark  # a number with thousands separators
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if mark in "：:" and before.isdigit() and after.isdigit():
        return ":"  # 1：15 and 1∶15
    if (
        mark in ":!?"
        and before.isascii()
        and before.isalnum()
        and after.isascii()
        and (after.isalnum() or after == "/")
    ):
        return mark  # http://, A:B
    if mark == ".":
        ends = _is_chinese(before) and (not after or after == "\n" or _is_chinese(after))
        return "。" if ends and not _LINE_NUMBER.search(text[max(0, at - 4) : at]) else "."
    return _FULL[mark]


def _is_chinese(char: str) -> bool:
    return bool(char) and ("\u3400" <= char <= "\u9fff" or char in "“”‘’《》（）()")
