"""The words around a number: what it measures, how it compares, and whether it is a change."""

from __future__ import annotations

import re
from bisect import bisect_right

from compliance.terms import Comparison

_BEFORE = {
    Comparison.AT_LEAST: "不少于 不低于 不得少于 不得低于 不应少于 不应低于 不能少于 不能低于 不小于 不短于 "
    "不下 至少 最少 起码 ≥ >= 大于等于 大于或等于 达到或超过 达到并超过",
    Comparison.AT_MOST: "不超过 不得超过 不应超过 不能超过 不高于 不得高于 不多于 不得多于 不大于 不突破 "
    "至多 最多 ≤ <= 未超过 没有超过 小于等于 小于或等于 控制在",
    Comparison.MORE: "超过 高于 多于 大于 突破 远超 逾 超 >",
    Comparison.LESS: "不足 低于 少于 小于 不到 不满 不及 将近 接近 近 < 未达到 未达 没有达到 没达到 达不到 未到 没到",
    Comparison.ABOUT: "约 大约 大致 估计 大概",
}
_AFTER = {
    "以上": Comparison.AT_LEAST,
    "之上": Comparison.AT_LEAST,
    "以下": Comparison.AT_MOST,
    "以内": Comparison.AT_MOST,
    "之内": Comparison.AT_MOST,
    "内": Comparison.AT_MOST,
    "左右": Comparison.ABOUT,
    "上下": Comparison.ABOUT,
    "多": Comparison.MORE,
    "余": Comparison.MORE,
}
_BY_WORD = {word: comparison for comparison, words in _BEFORE.items() for word in words.split()}
# 最近, 节约, 特约 end in a comparison word and are none; 约为, 约占, 超过了 put a word between it and the number.
_COMPARED = re.compile(
    "(?:(?<![最附邻远就])(?=近)|(?<![节制公签条预合契邀特违])(?=约)|(?=[^近约]))("
    + "|".join(sorted(map(re.escape, _BY_WORD), key=len, reverse=True))
    + ")(?:了|为|有|占|占比|达到?|在|于|是)?$"
)
# 不低于教师总数的10%, 不低于每生每年500元: the base stands between.
_COMPARED_OVER = re.compile(
    "(不少于|不低于|不得少于|不得低于|不小于|至少|不超过|不得超过|不高于|不得高于|不多于|不大于)"
    "[^，。；：！？\n\\d]{1,22}(?:的|每生|每年|每人|每月|每班|每校)$"
)
_FOLLOWED = re.compile(
    r"\s?(?:（含[^）]{0,6}）|（含）|及其?|或者?)?(以上|之上|以下|以内|之内|左右|上下|内|[多余](?=[，。；、的（）]|$))"
)


def comparison_before(text: str, start: int) -> Comparison | None:
    """The comparison that the words right before a number make."""
    match = _COMPARED.search(text[max(0, start - 10) : start]) or _COMPARED_OVER.search(
        text[max(0, start - 30) : start]
    )
    return _BY_WORD[match[1]] if match else None


def comparison_after(text: str, end: int, dimension: str) -> Comparison | None:
    """The comparison that the words right after a number make; 内 counts after a time only."""
    match = _FOLLOWED.match(text, end)
    if not match or (match[1] == "内" and dimension != "time"):
        return None
    return _AFTER[match[1]]


# --- changes ---------------------------------------------------------------------------------------

_LOOSE = "(?:了|为|是|有|近|约|超过?|逾|达到?|不少于|不低于|至少|各|均|都|又|再|仅)*"
_VERBS = "提高|提升|增长|增加|上升|上涨|递增|下降|降低|减少|压减|缩减|缩小|下调|上调|回落|高出|多出|超出|少了|多了"
_CHANGED = re.compile(
    # 增长8%, 增幅为8%; but 增加到, 提高至 give the new value
    rf"(?:{_VERBS})(?:了|近|约|超过?|逾|不少于|不低于|不超过|至少|最多|仅)*$"
    rf"|(?:增长率|增长比例|增长幅度|增长速度|增幅|涨幅|增速|降幅|增量){_LOOSE}$"
    # 减少大班额12个, 增加教师编制200名: the thing stands between
    r"|(?:增加|减少|压减|缩减)了?[^到至为达成建设改共有\d、]{1,8}$"
    # 比上年多3所, 高于国家标准0.3平方米
    r"|(?<!占)[比较](?![例重率赛对照])[^，。；]{1,14}(?<!最)(?:多|少|高|低|增|减|降|升)了?近?约?$"
    r"|(?<!不)(?<!不得)(?:高于|低于|超过|多于|少于|超出|高出)[^，。；]{0,10}(?:标准|平均|平均数|平均值|水平|要求)了?$"
)


def is_change(before: str) -> bool:
    """Whether the words before a number make it an increment (增长8%) and not a value (增长到8%)."""
    return bool(_CHANGED.search(before))


# --- what it measures ------------------------------------------------------------------------------

_BORDER = re.compile(r"[，。；！？：\n|]|（|）")
_LEAD = re.compile(r"^(?:\d{1,2}\.|[、和与及并且也]|其中|目前|同时|截至目前|此外|以及|另|以上|以下|以内|左右|的)+")
_TRAIL = re.compile(
    rf"(?:{_VERBS}|同比|环比|[比较](?:上年|去年)(?:同期)?|提高到|提升到|提高至|提升至|增加到|增长到|增加至|增至|上升到|上升至|升至|下降到|下降至|降低到|降至|降到|压减到|压缩到|控制到|控制在|"
    "保持在|稳定在|稳定为|维持在|压到|压至|调整到|调整为|提到|扩大到|达成|达到了?|已达|达|为|是|有|共计|总共|合计|总计|累计|共|计|现|均|都|也|就|已经?|"
    "各|分别|平均|仅|只|才|还|(?<!特)约|大约|近|逾|超过?|高于|低于|多于|少于|大于|小于|不足|不到|至少|最少|最多|至多|不少于|不低于|不得少于|不得低于|"
    "不超过|不得超过|不高于|不小于|不大于|未达到?|没有达到|接近|将近|突破|占比?(?=占)|占|拥有|配有|设有|在|于|由|从|了|的|[、（：“=≥≤<>\\s])+$"
)
_LEVELS = "小学|初中|高中|幼儿园|中学|城区|农村|专职|兼职|公办|民办|城镇|乡村|专任教师|男|女"
_LEVEL_LAST = re.compile(rf"(?:{_LEVELS})$")
_LEVEL_ONLY = re.compile(rf"(?:{_LEVELS})")
_NEXT = re.compile(r"[、和与及]")
_LONGEST = 60


def _part_starts(text: str, borders: list[int]) -> list[int]:
    """Where the comma part begins that each border is followed by: after a closing bracket, the one it interrupted."""
    starts, interrupted, part = [], list[int](), 0
    for border in borders:
        mark = text[border]
        if mark == "）" and interrupted:
            part = interrupted.pop()
        else:
            if mark == "（":
                interrupted.append(part)
            elif mark not in "，：":
                interrupted.clear()
            part = border + 1
        starts.append(part)
    return starts


class Measures:
    """Finds the words before a number that say what it measures, in one text, from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._borders = [match.start() for match in _BORDER.finditer(text)]
        self._starts = _part_starts(text, self._borders)  # of the part that goes on after each border
        self._previous = (0, "")  # end and measure of the last number that is no length of time
        self._last = 0  # end of the last number of any kind

    def part_start(self, position: int) -> int:
        """Where the comma part that holds a position begins; brackets that were closed before it belong to it."""
        index = bisect_right(self._borders, position - 1) - 1
        return self._starts[index] if index >= 0 else 0

    def measure(self, start: int, end: int, dimension: str) -> str:
        """The measure of the number start:end; numbers must be asked for in their order."""
        part = self.part_start(start)
        done, known = self._previous
        words = self._words(part, start) if done <= part else self._between(done, start)
        if not words and done > part:
            words = known
        elif not words and part:
            words = self._before_part(part, known)
        elif done > part and _LEVEL_ONLY.fullmatch(words) and _LEVEL_LAST.search(known):
            # 生均面积小学5.1平方米、初中6.3平方米: the second stands in the first one's place
            words = _LEVEL_LAST.sub(words, known)
        if dimension != "time":
            self._previous = (end, words)
        self._last = end
        return words

    def _between(self, done: int, start: int) -> str:
        """辖11个乡镇、3个林场: what follows a number up to the next mark is what that one counted."""
        between = self._text[done:start]
        mark = _NEXT.search(between)
        return self._words(done + mark.end() if mark else done, start)

    def _words(self, start: int, end: int) -> str:
        text = self._text[max(start, end - _LONGEST) : end]
        return _LEAD.sub("", _TRAIL.sub("", text))

    def _before_part(self, part: int, known: str) -> str:
        """What the comma part, bracket or label before says, where the number's own part says nothing."""
        if self._text[part - 1] in "。；！？\n|":
            return ""
        before = self.part_start(part - 1)
        if self._last > before:
            return known if self._previous[0] == self._last else ""
        return self._words(before, part - 1)
