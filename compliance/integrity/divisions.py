"""Parts that divide a number told elsewhere: 专职督学4名，兼职30名 where 督学总数36人 stands in another paragraph.

`sums` looks at one sentence and the one before it; here the parts' own words say what they divide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from compliance.integrity.lists import are_alike, is_exact
from compliance.integrity.passages import distinct, is_own_and_current, numbers, plain_number, short, warning
from compliance.integrity.retold import Telling, tellings
from compliance.language.sentences import parts_of_sentence
from compliance.terms import Clause, Modality, Quantity, Span, Submission, Warning

CHECK = "inconsistent"

_WHOLE = re.compile("(?:专兼职|责任|现有|在聘)?督学(?:队伍)?")
_MUST = (re.compile("专职"), re.compile("兼职|兼任"))
_PART = re.compile("专职|兼职|兼任|特约|特聘|特邀")
_FAR = Decimal("0.2")  # of what the parts make: how far a slip goes
_GAP = re.compile(r"[^，。；：、\d]{0,6}[，、和及][^，。；：、\d]{0,14}")
_OTHER_TIME = re.compile("去年|上年|前年|往年|20[0-9]{2}年前|新|招|退|应|参|培训|增|减|评|每|各|优秀|合格|平均")
_LEAST = 5
_NAMED_BEFORE = 12  # characters before the first part
# The part's name behind its number, up to the next mark: 另有2名特邀.
_BEHIND = re.compile(r"[^，。；：、（）\d]{0,8}(?=[，。；：、（）]|$)")
# 专职保安14名: parts of another whole.
_OTHERS = re.compile(
    r"(?:专职|兼职)[^，。；：、\d督]{0,6}(?:教师|保安|医|护士|辅导员|管理员|保洁|心理|宿管|安保|厨|司机)"
)


@dataclass(frozen=True, slots=True)
class _Parts:
    clauses: tuple[Clause, ...]
    numbers: tuple[Decimal, ...]
    unit: str


def divided_numbers(submission: Submission) -> tuple[Warning, ...]:
    """A warning where 专职 and 兼职 督学 do not make the number of 督学 that is told elsewhere; it quotes both."""
    wholes = [t for t in tellings(submission) if t.quantity.low >= _LEAST and _WHOLE.fullmatch(t.name)]
    for parts in _lists(submission) if wholes else ():
        whole = _missed(parts, wholes)
        if whole:
            return (_warned(submission, parts, whole),)
    return ()


def _lists(submission: Submission) -> Iterator[_Parts]:
    for clause in submission.clauses:
        if clause.index != clause.sentence[0] or clause.header or clause.modality is not Modality.FACT:
            continue
        clauses = parts_of_sentence(clause, submission)
        text = "，".join(part.text for part in clauses)
        named = all(words.search(text) for words in _MUST) and not _OTHER_TIME.search(text)
        if named and all(map(is_own_and_current, clauses)):
            yield from (_Parts(tuple(clauses), tuple(q.low for q in run), run[0].unit) for run in _runs(text))


def _runs(text: str) -> Iterator[Sequence[Quantity]]:
    """Numbers of 督学 that follow each other in a sentence that does not tell the whole itself: that is for `sums`."""
    told = [q for q in numbers(text) if q.dimension == "count" and is_exact(q)]
    run: list[Quantity] = []
    runs = [run]
    for quantity in told:
        front = re.split("[，。；：、（）]", text[: quantity.start])[-1]
        if run and not _GAP.fullmatch(text[run[-1].end : quantity.start]):
            run = []
            runs.append(run)
        behind = _BEHIND.match(text, quantity.end)
        if _PART.search(front) or run and behind and _PART.search(behind[0]):
            run.append(quantity)
    for run in runs:
        names = text[max(0, run[0].start - _NAMED_BEFORE) : run[-1].end] if len(run) > 1 else ""
        of_inspectors = names and "督学" in text[: run[-1].end] and not _OTHERS.search(names)
        largest = max([q.low for q in run], default=Decimal(0))
        whole = any(q.low >= largest and q not in run and are_alike(q.unit, run[0].unit) for q in told if run)
        if of_inspectors and not whole and all(words.search(names) for words in _MUST):
            yield run


def _missed(parts: _Parts, wholes: Sequence[Telling]) -> Telling | None:
    """The one number of all that the parts nearly make, where they make none."""
    made = sum(parts.numbers, Decimal(0))
    first = parts.clauses[0]
    told = [w for w in wholes if are_alike(w.quantity.unit, parts.unit) and w.clause.document == first.document]
    near = [w for w in told if w.of_all and abs(w.quantity.low - made) <= max(_FAR * made, Decimal(1))]
    others = [w for w in near if w.clause.sentence != first.sentence and w.quantity.low > max(parts.numbers)]
    alone = len({w.quantity.low for w in near}) == 1 and all(w.quantity.low != made for w in told)
    return others[0] if others and alone else None


def _warned(submission: Submission, parts: _Parts, whole: Telling) -> Warning:
    first, last = parts.clauses[0], parts.clauses[-1]
    listed = Span(first.document, first.block, first.start, last.end)
    spans = distinct((whole.clause.span, listed))
    made = "＋".join(map(plain_number, parts.numbers)) + f"＝{plain_number(sum(parts.numbers, Decimal(0)))}"
    quotes = "、".join(f"“{short(submission.quote(span))}”" for span in spans)
    message = (
        f"分项之和与总数不符：{quotes}，{made}，总数写的是{plain_number(whole.quantity.low)}。请核对总数和各分项。"
    )
    return warning(submission, CHECK, spans, message)
