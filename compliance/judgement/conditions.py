"""Conditions of applicability (适用条件): whether a submission says that what an item is about does not exist.

A requirement may end in “责任区内没有中职学校的，不适用” or “当年未被抽为样本的，不适用”. A text states it where a
clause denies the very thing, in any of its words, or waives the item outright (免填, 没有本地任务).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from compliance.language.concepts import ConceptFinder, field_concepts
from compliance.language.normalise import normalise
from compliance.language.sentences import sentence_text
from compliance.terms import Clause, Item, Scheme, Submission

_CONDITION = re.compile(r"[，,；;。]([^，,；;。]{2,30}?)的[，,]?不适用")
_SELECTED = re.compile(r"样本|抽[为中到取]")
# A condition that points back instead of naming its thing: what the item's title begins with is meant.
_POINTS_BACK = re.compile(r"[此该这]类")
# Words of a condition that any clause may have; what is left names the thing that is not there.
_EMPTY = re.compile(r"辖区|责任区|当年|本区|区内|内|没有|未被?|不设|无|为")

_NOT = r"(?:没有|没|未设|未办|未开设|不设|不存在|不在|不属于|[均都]不是|从无|并无|(?<![有所毫])无(?![一线障]))"
_NONE = r"(?:没有|没|无|为零|为0|0[所个名辆家]|(?<!\d)零[所个名辆家])"
# What may still follow the denied thing in its clause; a verb may not (没有中职学校漏查).
_TAIL = (
    r"(?:名单|名册|任务|之列|之内|范围|目录|的?学校|的?县区?|[”\"》）)]|了|这一?[项块类])*(?:[（(].*)?(?=[，,；;：:]|$)"
)
_OF_OURS = r"(?:目前|现在|今年|本年度|数|数量|，|[我本全][区县市校园]|[我本]责任区|一[个所名辆家])*"
_SAMPLE = r"(?:样本(?:[县区市校]|县区|名单|名册)?|抽样县)"
_NOT_DRAWN = re.compile(
    r"(?:没有|没|未|未被|并未|未能|不再)被?(?:抽|选|列为|定为|确定为)(?:[到中取为样上]|[我本])(?!的)"
    r"|(?:样本|名单|名册)[里中内上]?[^，。；]{0,4}(?:没有|找不到|不见|无(?!一))[^，。；]{0,8}$|轮空"
)
_WAIVED = re.compile(
    r"免[填报答]|不适用|(?:没有|无)(?:本地|此项|这项|这一项|该项|相应)?(?:的)?任务|(?:没有|无)对象|无从谈起|不涉及|不承担任务"
)
# One of these stands in whatever denies or waives; most clauses are done with here.
_MAY_DENY = re.compile(r"[没无不未免零0]|轮空")
_EARLIER = re.compile(r"去年|上年|前年|往年|上一年|明年|后年")
_NOW = re.compile(r"今年|本年|当年")
_LEVEL = re.compile(r"国家|国测|[全国]国|省|市级|县级|区级|地市")
# Characters of titles that tell no level or kind.
_COMMON = frozenset("级的与和")


@lru_cache(maxsize=1)
def _lexicon() -> ConceptFinder:
    return ConceptFinder(field_concepts())


def condition_of(item: Item) -> str:
    """The condition at the end of a requirement under which it is not asked; empty where there is none."""
    found = _CONDITION.search(normalise(item.requirement).text)
    return found[1] if found else ""


@lru_cache(maxsize=256)
def _thing(condition: str, title: str) -> str:
    """A pattern of the words for what must not exist: the lexicon's terms for it, else the condition's own words."""
    if _SELECTED.search(condition):
        return _SAMPLE
    named = title if _POINTS_BACK.search(condition) else _EMPTY.sub("", condition)
    hits = _lexicon().find(named)
    terms = set(_lexicon().concepts[hits[0].concept].terms) if hits else {named}
    return "(?:" + "|".join(re.escape(term) for term in sorted(terms, key=lambda term: (-len(term), term))) + ")"


@lru_cache(maxsize=256)
def _denials(thing: str) -> tuple[re.Pattern[str], ...]:
    before = rf"{_NOT}(?!让|一[所个名辆家]{thing})[^，。；：]{{0,14}}?{thing}{_TAIL}"
    after = rf"{thing}{_OF_OURS}(?:[也都均]{{0,2}}{_NONE}|[也都均]?不存在)$"
    return re.compile(before), re.compile(after)


def _states(clause: Clause, condition: str, thing: str, sentence: str) -> bool:
    """Whether the clause denies the thing, or waives the item of which its sentence speaks."""
    text = clause.text.rstrip("。；;！")
    if _EARLIER.search(text) and not _NOW.search(text):
        return False
    if any(pattern.search(text) for pattern in _denials(thing)):
        return True
    drawn = bool(_SELECTED.search(condition))
    if drawn and _NOT_DRAWN.search(text):
        return True
    return bool(_WAIVED.search(text)) and bool(re.search(thing, sentence) or drawn and "监测" in sentence)


def _contexts(clause: Clause, submission: Submission) -> tuple[str, ...]:
    """Where a clause may say which of several like items it speaks of, nearest first."""
    clauses, first, sentence = submission.clauses, clause.sentence[0], sentence_text(clause, submission)
    over = "，".join((*clause.section[-1:], clause.stem, *clause.header))
    before = clauses[first - 1] if first and clauses[first - 1].block == clause.block else None
    further = before.text if before and not _LEVEL.search(sentence + over) else ""
    return clause.text, sentence, over, further


def _is_meant(item: Item, siblings: Sequence[Item], contexts: Sequence[str]) -> bool:
    """Whether of the items with one condition this is the one spoken of: by what its title has and theirs have not."""
    if not siblings:
        return True
    titles = {one.id: frozenset(one.title) for one in (item, *siblings)}
    own = {
        id_: title.difference(*(other for other_id, other in titles.items() if other_id != id_)) - _COMMON
        for id_, title in titles.items()
    }
    for context in contexts:
        shares = {id_: len(words & set(context)) / len(words) if words else 0.0 for id_, words in own.items()}
        if max(shares.values()) > 0:
            return all(shares[item.id] > share for id_, share in shares.items() if id_ != item.id)
    return False


def condition_holds(item: Item, scheme: Scheme, submission: Submission) -> bool:
    """Whether the submission states the condition under which the item does not apply."""
    condition = condition_of(item)
    if not condition:
        return False
    thing = _thing(condition, item.title)
    siblings = [one for one in scheme.items if one.id != item.id and condition_of(one) == condition]
    for clause in submission.clauses:
        if not _MAY_DENY.search(clause.text):
            continue
        contexts = _contexts(clause, submission)
        if _states(clause, condition, thing, "，".join(contexts[1:3])) and _is_meant(item, siblings, contexts):
            return True
    return False
