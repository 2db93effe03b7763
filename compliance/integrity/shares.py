"""Percentages and changes that do not follow from the numbers beside them: 1540名中有1486人，占92.5%."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from decimal import Decimal

from compliance.integrity.changes import Misfit, changes, written
from compliance.integrity.lists import REST, is_exact
from compliance.integrity.passages import last_place, narrowed, numbers, plain_number, sentences, short, warning
from compliance.terms import Quantity, Submission, Warning

CHECK = "inconsistent"

_OF_WHICH = re.compile(
    r"[中里]，?(?:有|已有|的|过)?|其中|(?:已|共)?(?:完成|评完|销号|参加|通过|合格|就读|入学|持有|达标|建成)"
)
_SHARE_WORD = re.compile(
    r"(?:占|即|也就是|相当于|约合|率|比例(?:为|达)|占比|为|完成率|合格率|参训率|入学率|覆盖率|达标率|率为?|达|达到)[^，。；\d]{0,6}$"
)
# Of the number before them: what was done, of how many.
_DONE_OF = re.compile(
    r"改[了完好]?$|整改(?:了|完成|到位)?$|[核注]?销(?:号|了)?(?:了)?$|办结(?:了)?$|完成(?:了)?$|评[了完掉](?:了)?$|实际[^，。；\d]{0,8}$|满意[^，。；\d]{0,4}$"
)
_OF = re.compile(r"占[^，。；]{0,24}?$")
# Shares that can never be more than the whole; gross rates and fulfilled plans can.
_WHOLE = re.compile(
    r"(?:就近入学|巩固|合格|参训|持证|持证上岗|学历达标|覆盖|达标|普及|净入[学园]|资助覆盖|按期回复|整改|办结)率[^，。；\d]{0,8}$|占[^，。；\d]{0,12}$"
)


_OF_FRACTIONS = Decimal(6)  # 三分之一 for 36 in a hundred is said, 四分之一 for 33 is not
_NEARLY = Decimal("0.12")  # a rate that is farther off is of something else
_NEARLY_OF_WHICH = Decimal("0.3")  # unless 其中 says of what


_WHOLE_BEFORE = re.compile(
    r"(?:符合[^，。；\d]{0,10}条件|应[参培交在]|总[数计人]|共有?|全[县区市校])[^，。；\d]{0,10}$"
)
_LATER = re.compile("届时|预计|将达?|可达|有望|目标|力争")  # not yet
_REST = re.compile(f"(?:{REST})")
_TELLS_A_SHARE = re.compile("%|百分|到|成|分之|[比较][^，。；]*的")


def misfits(text: str) -> tuple[Misfit, ...]:
    """The percentages and changes of a normalised sentence that do not follow from its numbers."""
    quantities = numbers(text)
    return tuple(
        sorted(
            {*_shares(text, quantities), *changes(text, quantities), *_beyond(text, quantities)}, key=lambda m: m.start
        )
    )


def _shares(text: str, quantities: tuple[Quantity, ...]) -> Iterator[Misfit]:
    for at, share in enumerate(quantities):
        if share.unit != "%" or not is_exact(share) or not share.low:
            continue
        counts = [q for q in quantities[:at] if q.dimension in ("count", "money") and is_exact(q) and q.low]
        if (
            len(counts) < 2
            or not _SHARE_WORD.search(text[: share.start])
            and not text[counts[-1].end : share.start].endswith("的")
        ):
            continue
        pair = _pair(text, counts, share)
        if pair is None or any(_fits(p, w, share, text) for p in counts for w in counts if p.low < w.low):
            continue
        part, whole = pair
        ratio = part.low / whole.low * 100
        # Twice or half: the share is of something else.
        if Decimal("0.7") < ratio / share.low < Decimal("1.43"):
            shown = plain_number(round(ratio, max(1, -int(written(text, share).as_tuple().exponent))))
            fault = f"{plain_number(part.low)}÷{plain_number(whole.low)}＝{shown}%，写的是{plain_number(share.low)}%"
            yield Misfit(min(part.start, whole.start), share.end, fault)


def _pair(text: str, counts: list[Quantity], share: Quantity) -> tuple[Quantity, Quantity] | None:
    """Part and whole of the last two counts, where the text says which is which; None where it does not."""
    before, last = counts[-2:]
    # 1960个孩子, 合格的1372个: what is counted by 个 may be anything.
    counted = last.dimension == before.dimension == "count" and "个" in (last.unit, before.unit)
    if last.unit != before.unit and not counted:
        return None
    between, behind = text[before.end : last.start], text[last.end : share.start]
    if before.low < last.low:
        return (before, last) if _is_whole_last(between, behind) else None
    if last.low < before.low and (_is_part_last(between, behind) or _is_whole_first(text, before, between, behind)):
        return last, before
    return _with_rest(text, counts, share)


def _is_whole_first(text: str, whole: Quantity, between: str, behind: str) -> bool:
    """符合条件的教师1240名，今年交流103名，占9.6%: what stands before the first number says that it is of all."""
    told = _WHOLE_BEFORE.search(text, max(0, whole.start - 16), whole.start)
    return bool(told) and bool(re.fullmatch("，约?占(?:了|到)?", behind)) and not re.search("[。；]", between)


def _with_rest(text: str, counts: list[Quantity], share: Quantity) -> tuple[Quantity, Quantity] | None:
    """39所里有33所过线，其余6所没过，比例是89%: part and whole where the rest is told between them and the rate."""
    if len(counts) < 3:
        return None
    whole, part, rest = counts[-3:]
    closed = whole.low == part.low + rest.low and _REST.search(text, part.end, rest.start)
    behind = text[rest.end : share.start]
    near = re.search("[率例重]", behind) and not _LATER.search(behind) and "。" not in text[whole.start : share.start]
    return (part, whole) if closed and near and whole.unit == part.unit == rest.unit else None


_NEAR_SHARE = re.compile(r"[^，。；]{0,8}，[^，。；]{0,12}|[^，。；]{0,4}")
_RATE_OF = re.compile(r"，(?P<stem>[^，。；\d]{2,6})率(?:为|达到?|是)?")
_RATE_OF_SAME = re.compile(r"(?P<stem>[^，。；\d]{2,4})，(?P=stem)率(?:为|达到?|是)?")
_RATE_OF_SUCH = re.compile(
    r"[^，。；\d]{0,10}，(?:达标|合格|完成|覆盖|到位|配备|优良)?(?:率|占到?(?:全[县区市校]的?)?)(?:为|达到?|是)?"
)
_RATE_OF_DONE = re.compile(
    r"，(?:[^，。；\d]{0,4}(?:[整修]?改(?:[完结]|到位)?|销号|办结|完成|(?P<pleased>满意)|到课|参训|回收|合格)率(?:为|达到?)?|占)"
)


def _is_whole_last(between: str, behind: str) -> bool:
    """B，占A的C%; 交流128人，符合条件1024人，占14.8%: by the words between the counts, and behind up to the share."""
    if re.fullmatch(r"[^，。；]{0,10}的", behind) and _OF.search(between):
        return True
    near = "占" in behind and _NEAR_SHARE.fullmatch(behind)
    return bool(near and re.fullmatch(r"，[^，。；]{0,4}(?:符合|应|总)[^，。；]{0,10}", between))


def _is_part_last(between: str, behind: str) -> bool:
    """A中有B，占C%, or B with a rate that is called after it."""
    said = _NEAR_SHARE.fullmatch(behind) and re.search("占|即|也就是|相当于|约合", behind)
    if said and _OF_WHICH.search(between):
        return True
    # 满意2256人，满意率96%; 应训820人，实训795人，参训率98%
    rate = _RATE_OF.fullmatch(behind)
    if rate and len(between) <= 12 and (rate["stem"][-2:] in between or "实" in between):
        return True
    # 446个班里有388个在规程数以内，达标率91.2%
    if re.search("[中里]，?有", between) and _RATE_OF_SUCH.fullmatch(behind) and not re.search("[，。；]", between[2:]):
        return True
    # 46人参考，44人合格，合格率93.5%
    if _RATE_OF_SAME.fullmatch(behind) and re.fullmatch(r"[^，。；]{0,6}，", between):
        return True
    # 问题84条，到年底改完71条，整改率91.5%; 符合条件的1240人，实际交流186人，占12%
    rate = _RATE_OF_DONE.fullmatch(behind)
    done = rate and _DONE_OF.search(between)
    # 办结95件，回访满意率92%: of those who were asked.
    if rate and rate["pleased"] and "满意" not in between:
        return False
    return bool(done) and not re.search("[。；]", between)


def _fits(part: Quantity, whole: Quantity, share: Quantity, text: str) -> bool:
    # Cutting off is as common as rounding.
    return abs(part.low / whole.low * 100 - share.low) < _place(text, share)


def _place(text: str, share: Quantity) -> Decimal:
    """One unit in the last place that a share is told to: 三成 is rounded to tens, 四成七 and 97% are to ones."""
    said = text[share.start : share.end]
    if "分之" in said and "百分之" not in said:
        return _OF_FRACTIONS
    if "成" in said:
        return Decimal(10) if said.endswith("成") and share.low % 10 == 0 else Decimal(1)
    return last_place(written(text, share))


def _beyond(text: str, quantities: tuple[Quantity, ...]) -> Iterator[Misfit]:
    for share in quantities:
        if (
            share.unit == "%"
            and share.low > 100
            and _WHOLE.search(text[: share.start])
            and "毛" not in text[: share.start]
        ):
            yield Misfit(share.start, share.end, f"{plain_number(share.low)}%超过了100%")


# 年内销号58项，销号率95.1%: the part with its rate; the whole is told before, perhaps a sentence earlier.
_PART_AND_RATE = re.compile(
    r"[\d一二三四五六七八九十百](?:名|人|所|项|条|件|个|份|户|[人校所]?次)[）]?，(?:约)?"
    r"(?:占了?|[^，。；\d占]{2,9}[率度](?:为|达到?|是)?)[\d一二三四五六七八九百]"
)


_SENTENCES_BACK = 40  # of a paragraph that may tell of what a rate is; of thousands the rest would take long
_OPINION = re.compile(r"(?P<of>认可|满意|知晓|支持|信任|好评)[度率]")


def _told_before(text: str, before: Sequence[Quantity], earlier: Sequence[Quantity]) -> Iterator[Misfit]:
    """Rates of a sentence that the part right before them nearly, but not quite, makes of a number told before.

    `before` are the numbers of the sentence before it; one of those `earlier` may be the whole as well: a rate that
    it makes is right.
    """
    quantities = numbers(text)
    for at, share in enumerate(quantities):
        if share.unit != "%" or not is_exact(share) or not 0 < share.low <= 100:
            continue
        counts = [q for q in quantities[:at] if _is_counted(q)]
        if not counts or not re.fullmatch(r"[）次]?，[^，。；\d]{0,12}", text[counts[-1].end : share.start]):
            continue
        part = counts[-1]
        # 收回3084份，认可度94.6%: what people think is no share of the sheets that came back.
        opinion = _OPINION.search(text[part.end : share.start])
        if opinion and opinion["of"] not in text[max(0, part.start - 12) : part.start]:
            continue
        wholes = [q for q in (*before, *counts[:-1]) if _is_whole_of(q, part)]
        known = (*(q for q in earlier if _is_whole_of(q, part)), *wholes)
        if any(_fits(part, whole, share, text) for whole in known):
            continue
        of_which = "其中" in text[max(0, part.start - 12) : part.start]
        off = _NEARLY_OF_WHICH if of_which and len(wholes) == 1 else _NEARLY
        near = [q for q in wholes if abs(part.low / q.low * 100 - share.low) <= share.low * off]
        if near:
            shown = plain_number(round(part.low / near[-1].low * 100, 1))
            fault = f"{plain_number(part.low)}÷{plain_number(near[-1].low)}＝{shown}%，写的是{plain_number(share.low)}%"
            yield Misfit(part.start, share.end, fault)


def _is_counted(quantity: Quantity) -> bool:
    return quantity.dimension == "count" and is_exact(quantity) and bool(quantity.low)


def _is_whole_of(quantity: Quantity, part: Quantity) -> bool:
    return _is_counted(quantity) and quantity.unit == part.unit and quantity.low > part.low


def share_misfits(submission: Submission) -> tuple[Warning, ...]:
    """One warning for each percentage or change that does not follow from the numbers of its sentence or row."""
    found: list[Warning] = []
    earlier: deque[str] = deque(maxlen=_SENTENCES_BACK)  # of the same paragraph
    place = None
    for _, span, text in sentences(submission):
        if place != (span.document, span.block):
            earlier.clear()
        place = span.document, span.block
        told = text.replace(" | ", "，  ")
        wrong = misfits(told) if _TELLS_A_SHARE.search(text) else ()
        if not wrong and _PART_AND_RATE.search(told):
            before = numbers(earlier[-1]) if earlier else ()
            wrong = tuple(_told_before(told, before, [q for sentence in earlier for q in numbers(sentence)]))
        earlier.append(text)
        for misfit in wrong:
            quote = narrowed(submission, span, misfit.start, misfit.end)
            message = f"“{short(submission.quote(quote))}”前后数字对不上：{misfit.fault}。请核对。"
            found.append(warning(submission, CHECK, (quote,), message))
    return tuple(found)
