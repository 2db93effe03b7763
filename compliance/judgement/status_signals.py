"""What the readings of a facet's best clauses say together: one row of numbers a facet, for the status model."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from compliance.judgement.judging import Reading
from compliance.judgement.reading import asks_for_absence, is_stale
from compliance.judgement.signals import Signals
from compliance.language.modality import completeness, is_completed
from compliance.terms import DocumentKind, Facet, Modality, Polarity, Submission

# How many of the best clauses are looked at; the fourth is evidence in under 3 of 100 facets (train gold).
DEPTH = 3
_ASKS_ALL = re.compile(r"所有|全部|每[所个名位校]|各[校县]|100%|均|全覆盖|都")
_LACK_HEADING = re.compile(r"问题|不足|差距|短板|困难|薄弱")
_FUTURE_HEADING = re.compile(r"下一步|打算|今后|明年|安排|努力方向|改进措施|整改措施|下阶段")
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
# Signals of the pair itself that the status depends on besides the relevance.
_PAIR_SIGNALS = (
    "pairs clause", "pairs sentence", "pairs block", "pairs heading", "pairs precision", "pairs matched", "pairs alias",
    "concepts clause", "concepts sentence", "concepts block", "concepts precision", "concepts alias",
    "pairs unsaid clause", "pairs unsaid around", "concepts unsaid clause", "concepts unsaid around",
    "pairs around", "concepts around", "pairs topic", "pairs topic block", "competition", "share of best",
    "near item", "mixed",
    "length", "position", "is heading", "is row",
)  # fmt: skip


_SUBJECTS = ("own", "superior", "neighbour", "school", "some", "schools", "department", "office")


def _cue_counts(text: str) -> list[float]:
    return [float(len(pattern.findall(text))) for pattern in _CUES.values()]


def _clause_signals(reading: Reading | None) -> list[float]:
    if reading is None:
        return [0.0] * (1 + len(Modality) + len(Polarity) + 3 + len(_CUES))
    clause = reading.clause
    value = 0.0 if reading.value.meets is None else 1.0 if reading.value.meets else -1.0
    return [
        reading.relevance,
        *(float(clause.modality is modality) for modality in Modality),
        *(float(reading.polarity is polarity) for polarity in Polarity),
        value,
        float(reading.value.placeholder),
        reading.covered,
        *_cue_counts(clause.text),
    ]


def _best_signals(reading: Reading, submission: Submission) -> list[float]:
    clause = reading.clause
    sentence = submission.clauses[clause.sentence[0] : clause.sentence[1]]
    heading = "，".join(clause.section[-1:]) + clause.stem
    extent = completeness(clause.text)
    return [
        float(is_completed(clause.text)),
        float(extent == "all"),
        float(extent == "some"),
        float(is_stale(clause, submission)),
        float(bool(clause.period and clause.period.relative == "previous")),
        float(bool(clause.period and clause.period.relative == "future")),
        *(float(clause.subject.kind == kind) for kind in _SUBJECTS),
        float(bool(_LACK_HEADING.search(heading))),
        float(bool(_FUTURE_HEADING.search(heading))),
        float(bool(re.search(r"[XＸ×*_]{2,}", clause.text))),
        *_cue_counts("，".join(c.text for c in sentence)),
    ]


def _facet_signals(facet: Facet, siblings: int, submission: Submission) -> list[float]:
    return [
        float(submission.kind is DocumentKind.PLAN),
        float(len(facet.statement)),
        float(bool(facet.comparator)),
        float(facet.comparator == "increase"),
        float(asks_for_absence(facet)),
        float(bool(_ASKS_ALL.search(facet.statement))),
        float(len(re.findall(r"、|和|与|及|以及", facet.statement))),
        float(facet.required),
        float(siblings),
    ]


def _mass(readings: Sequence[Reading]) -> list[float]:
    """Relevance summed by what the clauses would do, over all candidates."""
    totals = dict.fromkeys(Polarity, 0.0)
    for reading in readings:
        totals[reading.polarity] += reading.relevance
    return [*totals.values(), float(sum(reading.relevance > 0.5 for reading in readings))]


def status_features(
    row: int, readings: Sequence[Reading], signals: Signals, submission: Submission
) -> NDArray[np.float32]:
    """The status model's input for the facet in a row of the signals; `readings` are ranked by relevance."""
    item, facet = signals.facets[row]
    top: list[Reading | None] = [*readings[:DEPTH], *[None] * (DEPTH - len(readings[:DEPTH]))]
    features = _facet_signals(facet, len(item.facets), submission) + _mass(readings)
    for reading in top:
        features += _clause_signals(reading)
    best = readings[0]
    columns = [signals.names.index(name) for name in _PAIR_SIGNALS]
    features += [float(v) for v in signals.values[columns, row, best.clause.index]]
    features += _best_signals(best, submission)
    if len(readings) > 1:
        second = readings[1].clause.index
        features += [float(v) for v in signals.values[columns[:4], row, second]]
        features.append(float(abs(second - best.clause.index)))
    else:
        features += [0.0] * 5
    return np.array(features, dtype=np.float32)
