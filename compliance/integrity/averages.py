"""Means that do not follow from the two counts of their sentence: 教学班15个、学生663人，平均班额46.5人."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from compliance.integrity.passages import last_place, narrowed, plain_number, sentences, short, warning
from compliance.terms import Submission, Warning

CHECK = "inconsistent"

_PUPILS = r"(?:在校学生|在校生|学生|在园幼儿|在园儿童|幼儿|在校在园(?:学生)?)"
_CLASSES = re.compile(r"(?P<n>\d+)个(?:教学)?班|教学班(?:共|有)*(?P<m>\d+)个")
_PUPIL_COUNT = re.compile(
    rf"{_PUPILS}(?:共|有|总数)*(?P<n>\d+(?:\.\d+)?)(?P<t>万)?(?:名|人)|(?P<m>\d+(?:\.\d+)?)(?P<u>万)?(?:名|人)?{_PUPILS}"
)
_TEACHER_COUNT = re.compile(r"专任教师(?:共|有|总数)*(?P<n>\d+)(?:名|人)|(?P<m>\d+)(?:名|人)专任教师")
_CLASS_SIZE = re.compile(
    r"(?:平均班额|班均(?:学生|人数)?|平均每班|班额平均)(?:学生|为|是|达到?|约)*(?P<n>\d+(?:\.\d+)?)(?:名|人)"
)
_PUPILS_A_TEACHER = re.compile(
    r"(?:师生比|生师比|师幼比)[^，。；\d]{0,4}"
    r"(?:1[:∶：](?P<n>\d+(?:\.\d+)?)|(?P<m>\d+(?:\.\d+)?)[:∶：]1(?!\d))"
)
_NEAR = (Decimal("0.7"), Decimal("1.43"))  # beyond it the mean is of something else
_TEN_THOUSAND = 10000
_WHOLE, _SCOPE = re.compile("全[县区市校镇乡州旗]"), 6  # characters before a mean


@dataclass(frozen=True, slots=True)
class _Mean:
    name: str
    stated: re.Pattern[str]
    of: re.Pattern[str]


_MEANS = (_Mean("平均班额", _CLASS_SIZE, _CLASSES), _Mean("师生比", _PUPILS_A_TEACHER, _TEACHER_COUNT))


def mean_misfits(submission: Submission) -> tuple[Warning, ...]:
    """One warning for each class size or ratio that the one count of pupils and the one of classes do not make."""
    found: list[Warning] = []
    for _, span, text in sentences(submission):
        for mean in _MEANS:
            for start, end, fault in _misfits(text.replace(" | ", "，  "), mean):
                quote = narrowed(submission, span, start, end)
                message = f"“{short(submission.quote(quote))}”前后数字对不上：{fault}。请核对。"
                found.append(warning(submission, CHECK, (quote,), message))
    return tuple(found)


def _misfits(text: str, mean: _Mean) -> Iterator[tuple[int, int, str]]:
    stated = list(mean.stated.finditer(text))
    if len(stated) != 1:
        return
    pupils, groups = list(_PUPIL_COUNT.finditer(text)), list(mean.of.finditer(text))
    # Of several groups of pupils the mean may be of any.
    if len(pupils) != 1 or len(groups) != 1 or not (count := _number(groups[0])):
        return
    # 城关一小现有52个教学班，全区平均班额31.6人: the mean is of more than they.
    if _WHOLE.search(text, max(0, stated[0].start() - _SCOPE), stated[0].start()) and not _WHOLE.search(
        text, 0, min(pupils[0].start(), groups[0].start())
    ):
        return
    told = _number(stated[0])
    made = _number(pupils[0]) / count
    coarse = last_place(told)
    if pupils[0]["t"] or pupils[0]["u"]:
        coarse += last_place(Decimal(pupils[0]["n"] or pupils[0]["m"])) * _TEN_THOUSAND / count
    if told and abs(made - told) >= coarse and _NEAR[0] < made / told < _NEAR[1]:
        digits = max(1, -int(last_place(told).as_tuple().exponent))
        reckoned = f"{plain_number(_number(pupils[0]))}÷{plain_number(count)}＝{plain_number(round(made, digits))}"
        fault = f"{reckoned}，{mean.name}写的是{plain_number(told)}"
        places = (stated[0], pupils[0], groups[0])
        yield min(m.start() for m in places), max(m.end() for m in places), fault


def _number(match: re.Match[str]) -> Decimal:
    groups = match.groupdict()
    value = Decimal(groups.get("n") or groups["m"])
    return value * _TEN_THOUSAND if groups.get("t") or groups.get("u") else value
