"""One thing that two bodies have on their books otherwise: 县残联登记的残疾儿童为368人，教育局登记331人."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from compliance.integrity.lists import FAR, are_alike, is_exact
from compliance.integrity.passages import distinct, narrowed, numbers, plain_number, sentences, short, warning
from compliance.terms import Quantity, Span, Submission, Warning

CHECK = "inconsistent"

# What leads to a number that a body keeps, with what it counts: 市人社局同期登记的幼儿园专任教师.
_BODY = r"(?:局|委|办|[股科处室]|院|会|联|中心|所|站|部门|系统|平台|大队)"
_KEPT = re.compile(
    rf"[\u4e00-\u9fff]{{1,10}}{_BODY}[^，。；：\d的]{{0,12}}?(?:登记|统计|掌握|备案|上报|在册)(?:在册|在案)?"
    r"(?:的(?P<what>[^，。；\d]{2,16}?))?(?:总数|人数)?(?:为|是|有|共)*$"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:学?年)|[去上前今本]年")
_ACCOUNTED_FOR = re.compile(r"(?:差额|相差|差异|差的)[^。；]{0,12}(?:系|是因|因为)|口径不(?:同|一)|两个?数都[对是]")
_LONGEST_LEAD = 40
_SENTENCES_BACK = 2
_MOST_TOLD = 20  # numbers of a sentence that are looked back on
_LEAST_NAME = 4  # characters at the end of two names that make both of one thing
_LEAST = 10

_Sentence = tuple[Span, str]


def registered_otherwise(submission: Submission) -> tuple[Warning, ...]:
    """One warning for each number on a body's books that another one just before it contradicts; it quotes both."""
    found: list[Warning] = []
    earlier: list[_Sentence] = []  # the last ones of the same paragraph
    for clause, span, text in sentences(submission):
        if earlier and (earlier[-1][0].document, earlier[-1][0].block) != (span.document, span.block):
            earlier = []
        if not clause.header and not _ACCOUNTED_FOR.search(text):
            pair = next(_clashing((span, text), earlier), None)
            found.extend([_warned(submission, *pair)] if pair else [])
        earlier = [*earlier[1 - _SENTENCES_BACK :], (span, text)]
    return tuple(found)


def _clashing(
    sentence: _Sentence, earlier: Sequence[_Sentence]
) -> Iterator[tuple[_Sentence, Quantity, _Sentence, Quantity]]:
    before = [(one, q) for one in earlier for q in numbers(one[1])[-_MOST_TOLD:]]
    here = numbers(sentence[1])
    for at, quantity in enumerate(here):
        kept = _KEPT.search(_lead(sentence[1], quantity))
        if not kept or not _is_count(quantity):
            continue
        told = [*before, *((sentence, q) for q in here[max(0, at - _MOST_TOLD) : at])]
        alike = [(one, q) for one, q in told if _is_count(q) and are_alike(q.unit, quantity.unit)]
        if any(q.low == quantity.low for _, q in alike):
            continue
        for there, other in reversed(alike):
            low, high = sorted((other.low, quantity.low))
            year = _YEAR.search(sentence[1], other.end if there is sentence else 0, quantity.start)
            if (
                high <= low * FAR
                and not year
                and _of_one_thing(kept["what"], there is sentence, _lead(there[1], other))
            ):
                yield there, other, sentence, quantity


def _of_one_thing(what: str | None, same_sentence: bool, lead: str) -> bool:
    """Whether another number's lead names what a body counts; a body that names nothing goes on from the one before."""
    if what is None:
        before = _KEPT.search(lead)
        return same_sentence and before is not None and before["what"] is not None
    return what[-_LEAST_NAME:] in lead


def _lead(text: str, quantity: Quantity) -> str:
    return re.split("[，。；：（）]", text[max(0, quantity.start - _LONGEST_LEAD) : quantity.start])[-1]


def _is_count(quantity: Quantity) -> bool:
    return quantity.dimension in ("count", "money") and is_exact(quantity) and quantity.low >= _LEAST


def _warned(submission: Submission, there: _Sentence, other: Quantity, here: _Sentence, quantity: Quantity) -> Warning:
    first = narrowed(submission, there[0], other.start, other.end)
    second = narrowed(submission, here[0], quantity.start, quantity.end)
    spans = distinct((first, second))
    quotes = "、".join(f"“{short(submission.quote(span))}”" for span in spans)
    both = f"{plain_number(other.low)}和{plain_number(quantity.low)}"
    message = f"{quotes}里同一个数有{both}两种说法。请核对以哪个为准；口径不同的，请写明。"
    return warning(submission, CHECK, spans, message)
