"""Which number of a list belongs to which name of the list before it: 小学、初中分别为0.36和0.29."""

from __future__ import annotations

import re
from collections.abc import Sequence

_RESPECTIVELY = re.compile(
    r"(?:分别|依次|依序|各自?)(?:地|是|为|达到?了?|有|占|在|[升降]至|[升降]到|提高到)*[^，。；、\d]{0,4}$"
)
_NEXT = re.compile(r"[、，,]|[、，]?(?:和|与|及|以及)")
_DIGIT = re.compile(r"\d")
_PART = re.compile(r"[，。；：！？]")
# 场馆面积、设备值两项的差异系数: how many they are is no part of the last name.
_HOW_MANY = re.compile(r"等?[两三四五六七八九十](?:项|类|者|个学段|个方面)(?:指标)?的?")
# 教学及辅助用房 and 体育、艺术专任教师 hold such marks in one name: the way of parting that gives as many names counts.
_PARTINGS = (re.compile(r"、|(?<=[^、])(?:和|与|以及)(?=[^、]+$)"), re.compile("、"), re.compile(r"、|和|与|及|以及"))


def shared_out(before: str, text: str, numbers: Sequence[tuple[int, int]]) -> dict[int, str]:
    """The name of each number of a list told with 分别, 依次 or 各, by the number's start; {} where none is.

    `numbers` are the slices of the text's numbers that can be compared; `before` is what its sentence said before it:
    …三项的差异系数，小学分别为…，初中分别为… has its names there.
    """
    named: dict[int, str] = {}
    for run in _runs(text, numbers):
        lead = _RESPECTIVELY.search(text[: run[0][0]])
        if lead is not None and len(run) > 1:
            names = _names(text[: lead.start()], len(run)) or _names(before, len(run))
            named.update(zip((start for start, _ in run), names, strict=False))
    return named


def _runs(text: str, numbers: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """The numbers in lists: those with nothing but a mark or 和 between them."""
    runs: list[list[tuple[int, int]]] = []
    for number in numbers:
        if runs and _NEXT.fullmatch(text, runs[-1][-1][1], number[0]):
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _names(words: str, count: int) -> list[str]:
    """The last list of so many names, the nearest part first; [] where there is none."""
    for part in reversed(_PART.split(_HOW_MANY.sub("", words))):
        for parting in _PARTINGS:
            names = [name for name in parting.split(part) if name]
            if len(names) == count and not _DIGIT.search(part):
                return names
    return []
