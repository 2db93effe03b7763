"""Reading a candidate (研读): what a clause does for a facet, if it is about the facet at all."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import lru_cache

from compliance.judgement.asked import ways
from compliance.judgement.channels import Background, Tokens, character_pairs, rarity
from compliance.judgement.counterevidence import occurrence, opposite_trend, other_holder
from compliance.judgement.judging import Reading
from compliance.judgement.relevance import Candidates
from compliance.judgement.signals import Signals
from compliance.judgement.values import ValueReading, read_value
from compliance.language.understanding import year_of
from compliance.language.words import words
from compliance.terms import Clause, DocumentKind, Facet, Modality, Polarity, Submission

_NEGATIVE_STATEMENT = re.compile(r"没有|不得|无(?!线|障碍)|未发生|严禁|杜绝|不因|零误差|不存在")
# A lack or an exception is no denial of the bad thing, even where its absence is asked for.
_LACK = re.compile(r"尚未|仍有|还有|不足|欠缺|缺口|不够|未能|没有(?:建立|开展|配备|落实|达到|执行)|仅|只有")
# 方案督查考试无排名: what is asked for is the check; one that leaves the matter out denies it.
_CHECK_ASKED = re.compile(r"^方案|办法明确")
_LEFT_OUT = re.compile(
    r"不(?:再|予)?(?:查|看|列|作|管|立|插|写|设|问|纳入|涉及|督查|参与)|未(?:列|写|纳|安排)|没有(?:列|督查|安排|写)|取消"
)
# How many of the statement's unsaid words a person is shown.
_ABSENT_SHOWN = 3
# As many candidates as a trace shows are compared word by word; the status model looks at fewer.
COMPARED = 5


def asks_for_absence(facet: Facet) -> bool:
    """Whether the statement itself denies something (没有发生重大安全事故), so that a denial meets it."""
    return bool(_NEGATIVE_STATEMENT.search(facet.statement))


def _polarity(facet: Facet, clause: Clause, value: ValueReading, kind_is_plan: bool) -> tuple[Polarity, str]:
    if value.meets is not None and clause.modality in (Modality.FACT, Modality.NEGATION):
        if value.meets:
            return Polarity.SUPPORTS, f"数值{value.shown}达到要求"
        return Polarity.CONTRADICTS, f"数值{value.shown}未达到要求"
    if clause.modality is Modality.NEGATION and _denies_the_unwanted(facet, clause.text):
        return Polarity.SUPPORTS, f"否定的正是不应有的事（{clause.cue}）"
    if clause.modality is Modality.NEGATION:
        return Polarity.CONTRADICTS, f"明确否定或承认不足（{clause.cue}）"
    if clause.modality is Modality.INTENTION:
        return Polarity.PROMISES, f"只是打算（{clause.cue}）"
    if clause.modality is Modality.DEMAND and not kind_is_plan:
        return Polarity.PROMISES, f"只是要求（{clause.cue}）"
    if clause.modality is Modality.QUOTATION:
        return Polarity.NEAR, f"引用的规定或要求（{clause.cue}），不是本单位的事实"
    against = None if clause.subject.kind == "neighbour" else _counted_against(facet, clause.text)
    return against or (Polarity.SUPPORTS, "按事实陈述")


def _denies_the_unwanted(facet: Facet, text: str) -> bool:
    """Whether a denial says of what the facet wants absent that it is absent."""
    left_out = _CHECK_ASKED.search(facet.statement) and _LEFT_OUT.search(text)
    return asks_for_absence(facet) and not left_out and not _LACK.search(text)


def _counted_against(facet: Facet, text: str) -> tuple[Polarity, str] | None:
    """A plain fact that speaks against the facet."""
    if happened := occurrence(facet, text):
        return Polarity.CONTRADICTS, f"发生了不应有的事（{happened}）"
    if holder := other_holder(facet, text):
        return Polarity.CONTRADICTS, f"任职的是另一人（{holder}）"
    if trend := opposite_trend(facet, text):
        return Polarity.CONTRADICTS, f"走向与要求相反（{trend}）"
    return None


def _other_body(clause: Clause) -> str:
    if clause.subject.kind in ("neighbour", "superior"):
        return f"说的是{clause.subject.text or '其他单位'}，不是本单位"
    return ""


@lru_cache(maxsize=4096)
def _words_of(statement: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words().cut(statement) if len(word) > 1))


def _unsaid(statement: str, text: str, weights: Mapping[str, float]) -> tuple[float, tuple[str, ...]]:
    """Share of the statement's weight that a text says, and the statement's words that it does not, heaviest first."""
    said = character_pairs(text)
    shares = {way: _share(character_pairs(way), said, weights) for way in ways(statement)}
    best = max(shares, key=lambda way: shares[way])
    heaviness = {
        word: math.fsum(weights.get(pair, 0.0) for pair in character_pairs(word))
        for word in _words_of(best)
        if word not in text
    }
    return shares[best], tuple(sorted(heaviness, key=lambda word: (-heaviness[word], word))[:_ABSENT_SHOWN])


def _share(wanted: Tokens, said: Tokens, weights: Mapping[str, float]) -> float:
    """Share of the weight of the wanted tokens that is said."""
    total = math.fsum(weights.get(pair, 0.0) for pair in wanted) or 1.0
    return math.fsum(weights.get(pair, 0.0) for pair in wanted & said) / total


def read_candidate(
    facet: Facet,
    clause: Clause,
    relevance: float,
    submission: Submission,
    weights: Mapping[str, float],
    compared: bool = True,
) -> Reading:
    """One clause read for one facet; `weights` are the rarities of character pairs in this submission.

    `compared`: whether the statement is compared with the clause word by word as well.
    """
    parts = submission.clauses[clause.sentence[0] : clause.index]
    before = "" if clause.header else "，".join(c.text for c in parts)
    value = read_value(facet, clause, submission, before) if facet.comparator else ValueReading()
    polarity, why = _polarity(facet, clause, value, submission.kind is DocumentKind.PLAN)
    other = _other_body(clause)
    if other and polarity is Polarity.SUPPORTS:
        polarity, why = Polarity.NEAR, other
    said = "，".join((before, clause.text, *clause.header))
    covered, absent = _unsaid(facet.statement, said, weights) if compared else (0.0, ())
    return Reading(clause, relevance, polarity, value, covered, absent, why)


def is_stale(clause: Clause, submission: Submission) -> bool:
    """Whether the clause speaks only of years before the submission's."""
    year = year_of(submission.period)
    return bool(clause.period and year and clause.period.last < year and not clause.period.relative)


def read_candidates(
    signals: Signals, candidates: Candidates, submission: Submission, background: Background
) -> tuple[tuple[Reading, ...], ...]:
    """Per facet its candidates, read, most relevant first; `background` counts the corpora's character pairs."""
    statements = [character_pairs(way) for _, facet in signals.facets for way in ways(facet.statement)]
    weights = rarity([*(character_pairs(clause.text) for clause in submission.clauses), *statements], background)
    return tuple(
        tuple(
            read_candidate(facet, submission.clauses[index], float(relevance), submission, weights, place < COMPARED)
            for place, (index, relevance) in enumerate(zip(indices, scores, strict=True))
        )
        for (_, facet), indices, scores in zip(signals.facets, candidates.clauses, candidates.relevance, strict=True)
    )
