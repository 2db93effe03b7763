"""What a clause is whatever the facet, and what a facet is whatever the clause: rows of numbers for the models.

A clause's traits tell how it speaks, of whom and when, and how its neighbours speak: a comma part alone misleads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from compliance.judgement.channels import Matrix
from compliance.judgement.polarity import asks_for_absence
from compliance.judgement.reading import is_stale
from compliance.language.modality import completeness, is_completed
from compliance.language.sentences import sentence_text
from compliance.language.understanding import year_of
from compliance.terms import Clause, DocumentKind, Facet, Item, Modality, Scope, Submission

_ASKS_ALL = re.compile(r"所有|全部|每[所个名位校]|各[校县]|100%|均|全覆盖|都")
_LACK_HEADING = re.compile(r"问题|不足|差距|短板|困难|薄弱")
_FUTURE_HEADING = re.compile(r"下一步|打算|今后|明年|安排|努力方向|改进措施|整改措施|下阶段")
_PLACEHOLDER = re.compile(r"[XＸ×x*_]{2,}")
_SEVERAL = re.compile(r"、|和|与|及|以及")
# Counted in a clause and in its sentence: rougher than the modality, and right where that is wrong.
_CUES: dict[str, re.Pattern[str]] = {
    "intention": re.compile(
        r"拟|将(?!近)|力争|争取|计划(?!》)|打算|预计|正在|筹备|酝酿|征求意见|送审|待|尚在|明年|适时|届时|一并"
    ),
    "demand": re.compile(r"应当|应(?!急|用|对|届)|须|必须|务必|不得|严禁|要(?!求|素|点|件|闻)|要求"),
    "lack": re.compile(
        r"尚未|未能|没有|仍有|不足|欠缺|缺口|停止|尚缺|还差|低于|不达标|未(?!来|成年)|不再|取消|搁置|暂停|仅|只有|空白|至今|还没|差距|没(?!有)"
    ),
    "good denial": re.compile(r"未发生|没有发生|无一|杜绝|没有发现|未发现|没有一|零"),
    "done": re.compile(r"已|了|完成|建立|成立|印发|出台|全部|均|落实|达到|实现|坚持"),
    "norm": re.compile(r"按照|根据|依据|要求|规定|标准|指标"),
    "other body": re.compile(r"省|市里|邻|兄弟|毗邻|外地|先进"),
    "some": re.compile(r"部分|个别|大部分|基本|多数|少数|有的|仍有|其中|试点"),
    "contrast": re.compile(r"但|然而|不过|只是|却|仍|虽"),
}
_SUBJECTS = ("own", "superior", "neighbour", "school", "some", "schools", "department", "office")
# An enumeration is gone through much more slowly than a tuple.
_MODALITIES = tuple(Modality)
_NEIGHBOURS = (-1, 1, 2)
# Older than this is as old as can be.
_MOST_YEARS = 4
_NO_NEIGHBOUR = [-1.0] * len(Modality)


def _is(value: object, values: Iterable[object]) -> list[float]:
    return [float(value == one) for one in values]


def _cues(text: str) -> list[float]:
    return [float(len(pattern.findall(text))) for pattern in _CUES.values()]


def _age(clause: Clause, submission: Submission) -> float:
    """Years by which the clause's period lies before the submission's; 0 where either is not known."""
    year = year_of(submission.period)
    if clause.period is None or year is None or clause.period.relative:
        return 0.0
    return float(np.clip(year - clause.period.last, -_MOST_YEARS, _MOST_YEARS))


def _own_traits(clause: Clause, submission: Submission) -> list[float]:
    heading = "，".join(clause.section[-1:]) + clause.stem
    extent = completeness(clause.text)
    relative = clause.period.relative if clause.period else ""
    return [
        *_is(clause.modality, _MODALITIES),
        *_is(clause.subject.kind, _SUBJECTS),
        float(is_completed(clause.text)),
        *_is(extent, ("all", "some")),
        *_is(relative, ("previous", "future")),
        float(is_stale(clause, submission)),
        _age(clause, submission),
        float(bool(_LACK_HEADING.search(heading))),
        float(bool(_FUTURE_HEADING.search(heading))),
        float(bool(_PLACEHOLDER.search(clause.text))),
        float(bool(clause.header)),
        float(len(clause.text)),
        *_cues(clause.text),
    ]


def _surrounding_traits(
    clause: Clause, submission: Submission, cues: Mapping[tuple[int, int], list[float]]
) -> list[float]:
    first, last = clause.sentence
    traits = [float(last - first), float(clause.index - first), *cues[clause.sentence]]
    for step in _NEIGHBOURS:
        at = clause.index + step
        beside = submission.clauses[at] if 0 <= at < len(submission.clauses) else None
        same_block = beside is not None and (beside.document, beside.block) == (clause.document, clause.block)
        traits += _is(beside.modality, _MODALITIES) if beside is not None and same_block else _NO_NEIGHBOUR
    modalities = {one.modality for one in submission.clauses[first:last]}
    return traits + [float(modality in modalities) for modality in _MODALITIES if modality is not Modality.FACT]


def clause_traits(submission: Submission) -> Matrix:
    """Clauses by traits."""
    by_sentence = {clause.sentence: clause for clause in submission.clauses}
    cues = {sentence: _cues(sentence_text(clause, submission)) for sentence, clause in by_sentence.items()}
    rows = [_own_traits(c, submission) + _surrounding_traits(c, submission, cues) for c in submission.clauses]
    return np.array(rows, dtype=np.float32)


def facet_traits(item: Item, facet: Facet, kind: DocumentKind) -> NDArray[np.float32]:
    """What a facet asks for; never its name or its indicator's."""
    traits = [
        float(kind is DocumentKind.PLAN),
        *_is(item.scope, Scope),
        float(len(facet.statement)),
        float(bool(facet.comparator)),
        float(facet.comparator == "increase"),
        float(asks_for_absence(facet)),
        float(bool(_ASKS_ALL.search(facet.statement))),
        float(len(_SEVERAL.findall(facet.statement))),
        float(facet.required),
        float(len(item.facets)),
    ]
    return np.array(traits, dtype=np.float32)
