"""Numbers that stand beside the value (旁数): told of what was said before, of a time to come, of what is lacking."""

from __future__ import annotations

import re
from collections.abc import Sequence

from compliance.judgement.values.names import groups, naming, wanted_groups
from compliance.language.modality import has_done_mark
from compliance.language.quantities import quantities_of
from compliance.terms import Facet, Quantity

_YET_TO_COME = re.compile(
    r"届时|预计|可望|有望|竣工后|建成后|投用后|交付后|(?:明年|来年|下一?学[年期]|下一?年度)(?:度|秋季|春季)?起"
)
# 八月完工，完工后生均八平方米; 十月到货后可到2680元: what a deed that is not done will bring.
_ONCE_DONE = re.compile(
    r"(?P<deed>[\u4e00-\u9fff]{2})，(?P=deed)以?后[^，。；]*$|[\u4e00-\u9fff完]以?后(?:才?能|才|可以?|将)[^，。；]*$|改完(?:才?能|可)[^，。；]*$"
)
# 3所小学各缺一间, 少5间: where all are to have it, what they are short of.
_LACKS = re.compile(r"(?:(?<!不)缺|(?<![不减多至最])少|(?<![相不误])差|欠)[了着]?$")
# 过了两千人的线: the limit is named to say that it was crossed.
_CROSSED, _LINE = re.compile(r"(?<!没)(?<!未)(?:越|超|突破|过)[过了]?$"), re.compile(r"^的?(?:线|坎|关口|上限|门槛)")
# 比规定慢了一年多: how far it is from the limit, not how long it took.
_APART = re.compile(r"(?:慢|快|早|晚|迟|延长|缩短|提前|推迟|拖后?)了?[约近]?$")
# 一次一个整天, 一回两个钟头: what each time is, not how many there are.
_EACH_TIME = re.compile(r"一(?:次|回|趟)(?=[一二两三四半\d]+(?:个|天|小时|分钟))")
# 占55%，认可度88.4%: the first number goes on what was said before, the measure is named after it.
_GOES_ON_BEFORE = re.compile(r"(?:[也只仅约近共恰好正]*(?:占|超过|不到|超|达到?|是|为)?[了约近]?|比例)$")
# 交流136人，占12.1%，其中骨干教师34人: a share of these is told only after they are named.
_NAMED_FIRST = frozenset({"骨干"})


def last_sentence(words: str) -> str:
    """The words from the last mark of a sentence or semicolon on."""
    return re.split(r"[。；！？]", words)[-1]


def is_named_later(facet: Facet, text: str, quantity: Quantity) -> bool:
    """Whether a clause begins with a number that has no words of its own and names the measure in a later part."""
    if not _GOES_ON_BEFORE.match(text[: quantity.start]):
        return False
    own, _, later = text.partition("，")
    return (
        quantity.end <= len(own)
        and bool(quantities_of(later))
        and naming(facet, [(later, 1.0)]) > naming(facet, [(own, 1.0)])
    )


def is_told_before_its_name(facet: Facet, before: Sequence[str]) -> bool:
    """Whether a share stands before the first word of whom it is of; `before`: the texts that stand before it."""
    asked = wanted_groups(facet) & _NAMED_FIRST if facet.unit == "%" else frozenset()
    return bool(asked) and not any(groups(words) & asked for words in before)


def is_apart(quantity: Quantity, own: str) -> bool:
    """Whether a length of time is the distance from a limit; `own`: the words right before it."""
    return quantity.dimension == "time" and bool(_APART.search(own))


def is_each_time(text: str, start: int) -> bool:
    """Whether the 一次 at this place begins to say what each time is."""
    return bool(_EACH_TIME.match(text, start))


def is_to_come(before: str) -> bool:
    """Whether the words before a number say that it is expected."""
    return bool(_YET_TO_COME.search(last_sentence(before)))


def is_to_be_done(words: str) -> bool:
    """Whether the words before a number name a deed that is yet to be done, after which the number will hold."""
    return bool(_ONCE_DONE.search(words)) and not has_done_mark(words)


def is_lacking(facet: Facet, own: str, quantity: Quantity) -> bool:
    """Whether a number counts what is lacking, where all are to have at least so many."""
    counts = facet.comparator in (">=", ">") and quantity.dimension == "count"
    return counts and bool(_LACKS.search(own))


def is_crossed(own: str, after: str) -> bool:
    """Whether a number is a limit that the words around it say was crossed."""
    return bool(_CROSSED.search(own) and _LINE.match(after))
