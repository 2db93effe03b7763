"""The years that a clause speaks of, from normalised text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from compliance.language.damaged_numbers import is_damaged_at
from compliance.language.numerals import DIGITS, parse_number
from compliance.terms import Period

_YEAR = r"(?:19[5-9]|20[0-5])\d"
_WORD_YEAR = r"(?:一九[五六七八九]|二[〇零][〇零一二三四五])[〇零一二三四五六七八九]"
_COUNT = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
_SINCE = (
    r"(?:\d{1,2}月(?:\d{1,2}日)?|春季|秋季|秋|春|初|底)?(?:学期)?"
    r"(?P<since%s>以来|起|开始|至今|到现在|以后|之后|后(?=[，每]))?"
)

# In this order at each place. The lookbehinds keep words apart that end in one half and begin with the other:
# 说明年, 如今年, 以上年, 目前年, 三年来年均.
_MENTION = re.compile(
    # What any can begin with comes first: it makes the search ten times faster.
    rf"""(?=[\d一二两三四五六七八九十“最近过连未今去前后昨上下明来本当全年])(?:
    (?P<range>(?P<first>{_YEAR})年?(?:—{{1,2}}|[-~至到、和])(?P<last>{_YEAR}|\d\d(?!\d))
        (?:学年度?|年度?(?![级届])|(?![\d.%万亿元人名所个])))
  | (?P<school>(?P<school_year>{_YEAR}|{_WORD_YEAR})学年度?)
  | (?P<named>(?<!\d)(?P<year>{_YEAR})\s?年度?{_SINCE % "_named"})
  | (?P<worded>(?P<word_year>{_WORD_YEAR})年度?{_SINCE % "_worded"})
  | (?P<dated>(?<![\d.])(?P<date_year>{_YEAR})[./-](?:0?[1-9]|1[0-2])(?:[./-]\d{{1,2}})?(?![\d.%万亿元人名所个]))
  | (?P<open>(?:20|二〇)(?:[X×x*_]{{1,4}}|\d[X×x*])年)
  | (?P<plan>“?(?<![二三四五六七八九])十(?P<plan_number>[一二三四五])五”?
        (?:规划|时期|期)?(?P<plan_part>末|初|以来)?(?:期间)?)
  | (?P<recent>(?:最近|近|过去|连续)(?P<recent_count>{_COUNT})个?(?:学年|年)来?|(?P<recent_count2>{_COUNT})年来)
  | (?P<coming>(?:未来|今后)(?P<coming_count>{_COUNT})年)
  | (?P<both>今明两年|去今两年|近年来?)
  | (?P<before_last>(?<![目以当])前年(?!度))
  | (?P<after_next>(?<![今往此其])后年(?!度))
  | (?P<previous>(?<!过)去年|(?<![以班早晚会])上(?:一?学年|一?年度?(?![级龄段]))|昨年)
  | (?P<term>(?<![以])上(?:一|个)?学期)
  | (?P<next>(?<![说声证表申阐])明年|(?<![年以])来年(?!均)|下(?:一?学年|一?年度?(?![级龄段])|(?:一|个)?学期))
  | (?P<later>下一步|下(?:一)?阶段|今后|未来)
  | (?P<current>(?<![如当])今[年春秋冬夏]|本(?:学年|学期|年度?(?!级)))
  | (?P<vague>当年(?!度)|全年|(?<![\d一二两三四五六七八九十几半近多])年内|年度内)
    )""",
    re.VERBOSE | re.ASCII,
)
# 比上年增长, 与2020年相比, 在去年基础上: the year is the yardstick, not the time of the fact.
_YARDSTICK_BEFORE = re.compile(r"(?:[比较]|相比于?|对比|相较于?|高于|低于|超过|好于|不低于|多于|少于)$")
_YARDSTICK_AFTER = re.compile(r"(?:同期)?(?:相比|比较|持平|的?(?:工作)?基础上|对比)")
_TITLE = re.compile(r"《[^《》\n]*》")
_NUMBER_OF_DOCUMENT = re.compile(r"[〔\[【（][^〔\[【（]{0,2}$")
_UNKNOWN = 0  # the year of a relative mention where the submission's own year is not known


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    first: int
    last: int
    relative: str = ""
    vague: bool = False  # 当年, 全年: of the year that is named beside it, if one is


def find_period(text: str, year: int | None, looks_back: bool = False) -> Period | None:
    """The years that a normalised text names, given the submission's own year; None if it names none.

    `looks_back`: the text was written in the year after, so that 去年 is the submission's own (see recognition.py).

    Several mentions give the span from the first year to the last. Years that only serve as a yardstick (比上年,
    与2020年相比) and damaged ones (20223年) are left out, years in 《》 count only where no other is named. A relative
    year that cannot be told, because `year` is None, is 0; a current one (今年) then gives None.
    """
    mentions = list(_mentions(text, year, looks_back))
    if not mentions:
        return None
    titles = [match.span() for match in _TITLE.finditer(text)]
    outside = [one for one in mentions if not any(start <= one.start < end for start, end in titles)]
    mentions = outside or mentions
    mentions = [one for one in mentions if not one.vague] or mentions
    known = [one for one in mentions if one.first != _UNKNOWN] or mentions
    relatives = {one.relative for one in known}
    return Period(
        min(one.first for one in known),
        max(one.last for one in known),
        "、".join(dict.fromkeys(text[one.start : one.end] for one in known)),
        relatives.pop() if len(relatives) == 1 else "",
    )


# What is counted from the year of writing, and how each lies to the submission's own year; the latter where the text
# looks back on it from the next.
_FROM_WRITING = frozenset(("both", "before_last", "after_next", "previous", "term", "next", "current"))
_RELATIVE = {"previous": "previous", "before_last": "previous"} | dict.fromkeys(
    ("next", "after_next", "later", "coming"), "future"
)
_LOOKING_BACK = {"before_last": "previous", "current": "future"} | dict.fromkeys(
    ("next", "after_next", "later", "coming"), "future"
)


def _mentions(text: str, year: int | None, looks_back: bool) -> Iterator[_Mention]:
    if len(text) == 4 and re.fullmatch(_YEAR, text):
        yield _Mention(0, 4, int(text), int(text))  # a table's column header
        return
    for match in _MENTION.finditer(text):
        # The year itself: of 2023年13月 the month alone is damaged.
        if is_damaged_at(text, match.start(), min(match.end(), match.start() + 4)):
            continue
        before = text[max(0, match.start() - 4) : match.start()]
        if _YARDSTICK_BEFORE.search(before) or _YARDSTICK_AFTER.match(text, match.end()):
            continue
        if _NUMBER_OF_DOCUMENT.search(before) and text[match.end() : match.end() + 1] in ("〕", "]", "】"):
            continue
        kind = next(name for name in _READERS if match[name])
        writing = year + 1 if year and looks_back and kind in _FROM_WRITING else year
        years = _READERS[kind](match, writing)
        if years is None:
            continue
        relative = (_LOOKING_BACK if looks_back else _RELATIVE).get(kind, "")
        yield _Mention(match.start(), match.end(), *years, relative, kind == "vague")


# --- one reader for each kind of mention: its first and last year --------------------------------------

_Years = tuple[int, int] | None


def _range(match: re.Match[str], year: int | None) -> _Years:
    first, last = int(match["first"]), match["last"]
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    return (first, end) if first <= end <= first + 30 else None


def _school_year(match: re.Match[str], year: int | None) -> _Years:
    first = _number(match["school_year"])
    return first, first + 1


def _named(match: re.Match[str], year: int | None) -> _Years:
    """2018年; with 以来 or 起 up to the submission's own year."""
    named = _number(match["year"] or match["word_year"])
    since = match["since_named"] or match["since_worded"]
    return named, max(named, year) if since and year else named


def _dated(match: re.Match[str], year: int | None) -> _Years:
    return int(match["date_year"]), int(match["date_year"])


def _plan(match: re.Match[str], year: int | None) -> _Years:
    """The five-year plans: 十三五 is 2016 to 2020."""
    if not (match[0].startswith("“") or match["plan_part"] or re.search("规划|时期|期", match[0])):
        following = match.string[match.end() : match.end() + 1]
        if following and following in "十百千万个所名人次%.年":
            return None  # a numeral
    first = 2001 + 5 * DIGITS[match["plan_number"]]
    if match["plan_part"] == "末":
        return first + 4, first + 4
    if match["plan_part"] == "初":
        return first, first
    return first, max(first, year) if match["plan_part"] == "以来" and year else first + 4


def _recent(match: re.Match[str], year: int | None) -> _Years:
    count = parse_number(match["recent_count"] or match["recent_count2"])
    return (year - int(count) + 1, year) if year and count else None


def _coming(match: re.Match[str], year: int | None) -> _Years:
    count = parse_number(match["coming_count"])
    if not count:
        return None
    return (year + 1, year + int(count)) if year else (_UNKNOWN, _UNKNOWN)


def _both(match: re.Match[str], year: int | None) -> _Years:
    if not year:
        return None
    return {"今明两年": (year, year + 1), "去今两年": (year - 1, year)}.get(match[0], (year - 2, year))


def _shifted(by: int) -> Callable[[re.Match[str], int | None], _Years]:
    """The year that lies `by` years from the submission's own."""

    def read(match: re.Match[str], year: int | None) -> _Years:
        return (year + by, year + by) if year else (_UNKNOWN, _UNKNOWN)

    return read


def _term(match: re.Match[str], year: int | None) -> _Years:
    return (year - 1, year) if year else None  # the last term may have begun in the year before


def _current(match: re.Match[str], year: int | None) -> _Years:
    return (year, year) if year else None


def _open(match: re.Match[str], year: int | None) -> _Years:
    """20XX年 was meant to be the submission's own year."""
    return (year, year) if year else (_UNKNOWN, _UNKNOWN)


def _number(word: str) -> int:
    return int(word) if word[0].isdigit() else int("".join(str(DIGITS[char]) for char in word))


_READERS: dict[str, Callable[[re.Match[str], int | None], _Years]] = {
    "range": _range,
    "school": _school_year,
    "named": _named,
    "worded": _named,
    "dated": _dated,
    "open": _open,
    "plan": _plan,
    "recent": _recent,
    "coming": _coming,
    "both": _both,
    "before_last": _shifted(-2),
    "after_next": _shifted(2),
    "previous": _shifted(-1),
    "term": _term,
    "next": _shifted(1),
    "later": _shifted(1),
    "current": _current,
    "vague": _current,
}
