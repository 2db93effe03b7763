"""How many there are in all, told twice with two numbers: 全县71所公办中小学, later 全县公办中小学73所.

Only the bodies and posts that a district or school has one number of, and only where both passages speak of all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from compliance.integrity.passages import distinct, short, warning
from compliance.terms import Clause, Modality, Submission, Warning

CHECK = "inconsistent"

_NOUN = (
    r"(?P<noun>(?:公办|民办)?(?:义务教育(?:阶段)?学校|中小学(?:校)?|幼儿园)|普惠性民办园|公办园|民办园|责任督学|专职督学|兼职督学|专任教师|班主任|"
    r"教职工|在校学生|在校生|责任区|督学责任区)"
)
_ALL = (
    r"(?:全[县区市校乡镇]|我[县区市校]|本[县区市校]|现有|共有|(?<=有)共|其中|今年共有|学校共有)"
    r"(?:现有|共有|共|所有|的|在岗|在册|有|已有|聘任|聘请|今年|各级|，)*"
)
_COUNTED = re.compile(rf"{_ALL}(?P<n>\d+)(?:名|所|位|个|人)(?:挂牌)?{_NOUN}(?![们]?(?:代表|参加|中有|的\d))")
_NAMED = re.compile(rf"{_ALL}{_NOUN}(?:总数|总量|合计|共计|共|现有|有|为|达|[ |])*(?P<n>\d+)(?:名|所|位|个|人)(?!次)")
# 全县95%的, 新招, 参训: some of them only; 村小 and 初中 have numbers of their own.
_PART = re.compile(
    r"新[增招聘建]|参[加训]|培训|抽|退休|招聘|交流|部分|余|约|近|农村|城区|乡镇|年以前|原有|曾|上年|去年|增加|减少|计划|应配|编制"
)
_NEAR = (0.8, 1.25)  # beyond it the numbers count something else


@dataclass(frozen=True, slots=True)
class _Whole:
    clause: Clause
    noun: str
    number: int


def whole_clashes(submission: Submission) -> tuple[Warning, ...]:
    """One warning for each noun whose number in all is told differently; it quotes one passage for each number."""
    by_noun: dict[tuple[int, str], list[_Whole]] = {}
    for whole in _wholes(submission):
        told = by_noun.setdefault((whole.clause.document, whole.noun), [])
        if all(whole.number != other.number for other in told):
            told.append(whole)
    found: list[Warning] = []
    for (_, noun), told in by_noun.items():
        first, *others = told
        near = [o for o in others if _NEAR[0] <= o.number / first.number <= _NEAR[1]]
        # Three numbers and more are those of several years or places.
        if len(others) == 1 and near and first.clause.sentence != near[0].clause.sentence:
            spans = distinct((first.clause.span, near[0].clause.span))
            quotes = "、".join(f"“{short(submission.quote(span))}”" for span in spans)
            message = (
                f"{noun}的总数前后不一：{quotes}，一处是{first.number}，一处是{near[0].number}。请核对并改为一致。"
            )
            found.append(warning(submission, CHECK, spans, message))
    return tuple(found)


def _wholes(submission: Submission) -> Iterator[_Whole]:
    for clause in submission.clauses:
        if clause.modality not in (Modality.FACT, Modality.NEGATION, Modality.INTENTION) or not clause.quantities:
            continue
        if clause.subject.kind in ("neighbour", "superior", "school", "some") or _PART.search(clause.text):
            continue
        if clause.period and clause.period.relative == "previous":
            continue
        for pattern in (_COUNTED, _NAMED):
            for match in pattern.finditer(clause.text):
                if int(match["n"]):
                    yield _Whole(clause, _one_name(match["noun"]), int(match["n"]))


def _one_name(noun: str) -> str:
    return {"中小学校": "中小学", "在校学生": "在校生", "督学责任区": "责任区"}.get(noun, noun).replace("阶段", "")
