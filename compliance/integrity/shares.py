"""Percentages and changes that do not follow from the numbers beside them: 1540名中有1486人，占92.5%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from compliance.integrity.passages import last_place, narrowed, numbers, plain_number, sentences, short, warning
from compliance.terms import Comparison, Quantity, Span, Submission, Warning

CHECK = "inconsistent"

_OF_WHICH = re.compile(
    r"中，?(?:有|已有|的)?|其中|(?:已|共)?(?:完成|评完|销号|参加|通过|合格|就读|入学|持有|达标|建成)"
)
_SHARE_WORD = re.compile(
    r"(?:占|率|比例(?:为|达)|占比|为|完成率|合格率|参训率|入学率|覆盖率|达标率|率为?|达|达到)[^，。；\d]{0,6}$"
)
# Of the number before them: what was done, of how many.
_DONE_OF = re.compile(
    r"改[了完好]?$|整改(?:了|完成|到位)?$|[核注]?销(?:号|了)?(?:了)?$|办结(?:了)?$|完成(?:了)?$|评[了完掉](?:了)?$|实际[^，。；\d]{0,8}$|满意[^，。；\d]{0,4}$"
)
_OF = re.compile(r"占[^，。；]{0,24}?$")
_FROM = re.compile(r"[由从][^，。；由从]{0,14}$")
_RISE = re.compile(r"(?:增加|提高|增长|上升|提升|升|涨|增|扩大)(?:了)?(?:到|至)[^，。；\d]{0,6}$")
_FALL = re.compile(r"(?:减少|降低|下降|降|压减|压缩|回落|减)(?:了)?(?:到|至)[^，。；\d]{0,6}$")
_CHANGE = re.compile(r"(?:增长|提高|增幅|增加|上升|提升|下降|降低|减少|降幅|降|升)(?:了|为|达)?[^，。；\d]{0,3}$")
# Shares that can never be more than the whole; gross rates and fulfilled plans can.
_WHOLE = re.compile(
    r"(?:就近入学|巩固|合格|参训|持证|持证上岗|学历达标|覆盖|达标|普及|净入[学园]|资助覆盖|按期回复|整改|办结)率[^，。；\d]{0,8}$|占[^，。；\d]{0,12}$"
)


_NEARLY = Decimal("0.12")  # a rate that is farther off is of something else


@dataclass(frozen=True, slots=True)
class Misfit:
    """What is stated at start:end of a sentence, and what follows from the numbers beside it."""

    start: int
    end: int
    fault: str


def misfits(text: str) -> tuple[Misfit, ...]:
    """The percentages and changes of a normalised sentence that do not follow from its numbers."""
    quantities = numbers(text)
    return tuple(
        sorted(
            {*_shares(text, quantities), *_changes(text, quantities), *_beyond(text, quantities)}, key=lambda m: m.start
        )
    )


def _plain(quantity: Quantity) -> bool:
    return quantity.low == quantity.high and quantity.comparison is Comparison.EQUAL


def _written(text: str, quantity: Quantity) -> Decimal:
    """The number as written: normalising may have dropped the zero of 97.0%."""
    match = re.search(r"\d+(?:\.\d+)?", text[quantity.start : quantity.end])
    return Decimal(match[0]) if match else quantity.low


def _shares(text: str, quantities: tuple[Quantity, ...]) -> Iterator[Misfit]:
    for at, share in enumerate(quantities):
        if share.unit != "%" or not _plain(share) or not share.low:
            continue
        counts = [q for q in quantities[:at] if q.dimension in ("count", "money") and _plain(q) and q.low]
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
            shown = plain_number(round(ratio, max(1, -int(_written(text, share).as_tuple().exponent))))
            fault = f"{plain_number(part.low)}÷{plain_number(whole.low)}＝{shown}%，写的是{plain_number(share.low)}%"
            yield Misfit(min(part.start, whole.start), share.end, fault)


def _pair(text: str, counts: list[Quantity], share: Quantity) -> tuple[Quantity, Quantity] | None:
    """Part and whole of the last two counts, where the text says which is which; None where it does not."""
    before, last = counts[-2:]
    if last.unit != before.unit:
        return None
    between, behind = text[before.end : last.start], text[last.end : share.start]
    if before.low < last.low:
        return (before, last) if _is_whole_last(between, behind) else None
    return (last, before) if last.low < before.low and _is_part_last(between, behind) else None


_NEAR_SHARE = re.compile(r"[^，。；]{0,8}，[^，。；]{0,12}|[^，。；]{0,4}")
_RATE_OF = re.compile(r"，(?P<stem>[^，。；\d]{2,6})率(?:为|达到?|是)?")
_RATE_OF_SAME = re.compile(r"(?P<stem>[^，。；\d]{2,4})，(?P=stem)率(?:为|达到?|是)?")
_RATE_OF_DONE = re.compile(r"，(?:[^，。；\d]{0,4}(?:整改|销号|办结|完成|满意|到课|参训|回收|合格)率(?:为|达到?)?|占)")


def _is_whole_last(between: str, behind: str) -> bool:
    """B，占A的C%; 交流128人，符合条件1024人，占14.8%: by the words between the counts, and behind up to the share."""
    if re.fullmatch(r"[^，。；]{0,10}的", behind) and _OF.search(between):
        return True
    near = "占" in behind and _NEAR_SHARE.fullmatch(behind)
    return bool(near and re.fullmatch(r"，[^，。；]{0,4}(?:符合|应|总)[^，。；]{0,10}", between))


def _is_part_last(between: str, behind: str) -> bool:
    """A中有B，占C%, or B with a rate that is called after it."""
    if "占" in behind and _NEAR_SHARE.fullmatch(behind) and _OF_WHICH.search(between):
        return True
    # 满意2256人，满意率96%; 应训820人，实训795人，参训率98%
    rate = _RATE_OF.fullmatch(behind)
    if rate and len(between) <= 12 and (rate["stem"][-2:] in between or "实" in between):
        return True
    # 46人参考，44人合格，合格率93.5%
    if _RATE_OF_SAME.fullmatch(behind) and re.fullmatch(r"[^，。；]{0,6}，", between):
        return True
    # 问题84条，到年底改完71条，整改率91.5%; 符合条件的1240人，实际交流186人，占12%
    done = _RATE_OF_DONE.fullmatch(behind) and _DONE_OF.search(between)
    return bool(done) and not re.search("[。；]", between)


def _fits(part: Quantity, whole: Quantity, share: Quantity, text: str) -> bool:
    # Cutting off is as common as rounding.
    return abs(part.low / whole.low * 100 - share.low) < last_place(_written(text, share))


def _changes(text: str, quantities: tuple[Quantity, ...]) -> Iterator[Misfit]:
    """由A提高到B，增长C%: whether B is more than A, and by C."""
    for old, new in zip(quantities, quantities[1:], strict=False):
        between = text[old.end : new.start]
        rise, fall = _RISE.search(between), _FALL.search(between)
        if (
            old.unit != new.unit
            or old.dimension == "ratio"  # 生机比由13∶1提高到10∶1: fewer is better
            or not (rise or fall)
            or not _FROM.search(text[: old.start])
            or re.search("[，。；]", between)
        ):
            continue
        if not (_plain(old) and _plain(new)):
            continue
        if rise and new.low < old.low or fall and new.low > old.low:
            said = "提高" if rise else "降低"
            yield Misfit(
                old.start,
                new.end,
                f"说的是{said}，但{plain_number(new.low)}{'小' if rise else '大'}于{plain_number(old.low)}",
            )
            continue
        yield from _by_how_much(text, quantities, old, new)


def _by_how_much(text: str, quantities: tuple[Quantity, ...], old: Quantity, new: Quantity) -> Iterator[Misfit]:
    after = [q for q in quantities if q.start >= new.end]
    if not after or not re.fullmatch(r"[^，。；\d]{0,4}[，（、]?[^，。；\d]{0,6}", text[new.end : after[0].start]):
        return
    change = after[0]
    if not _CHANGE.search(text[: change.start]) or not _plain(change):
        return
    stated, place = change.low, last_place(_written(text, change))
    if change.dimension == "difference" and old.unit == "%":
        made = abs(new.low - old.low)
        unit = "个百分点"
    elif change.unit == "%" and old.unit != "%" and old.low:
        made = abs(new.low - old.low) / old.low * 100
        unit = "%"
    else:
        return
    if abs(made - stated) >= place:
        shown = plain_number(round(made, max(1, -int(place.as_tuple().exponent))))
        yield Misfit(old.start, change.end, f"由前后两数算得{shown}{unit}，写的是{plain_number(stated)}{unit}")


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
    r"\d(?:名|人|所|项|条|件|个|份|户)[）]?，(?:约)?(?:占|[^，。；\d占]{2,5}[率度](?:为|达到?|是)?)\d"
)


_OPINION = re.compile(r"(?P<of>认可|满意|知晓|支持|信任|好评)[度率]")


def _told_before(text: str, border: int) -> Iterator[Misfit]:
    """Rates behind `border` that the part right before them nearly, but not quite, makes of a number told before."""
    quantities = numbers(text)
    for at, share in enumerate(quantities):
        if share.unit != "%" or share.start < border or not _plain(share) or not 0 < share.low <= 100:
            continue
        counts = [q for q in quantities[:at] if q.dimension == "count" and _plain(q) and q.low]
        if not counts or not re.fullmatch(r"）?，[^，。；\d]{0,8}", text[counts[-1].end : share.start]):
            continue
        part = counts[-1]
        # 收回3084份，认可度94.6%: what people think is no share of the sheets that came back.
        opinion = _OPINION.search(text[part.end : share.start])
        if opinion and opinion["of"] not in text[max(0, part.start - 12) : part.start]:
            continue
        wholes = [q for q in counts[:-1] if q.unit == part.unit and q.low > part.low]
        if any(_fits(part, whole, share, text) for whole in wholes):
            continue
        near = [q for q in wholes if abs(part.low / q.low * 100 - share.low) <= share.low * _NEARLY]
        if near:
            shown = plain_number(round(part.low / near[-1].low * 100, 1))
            fault = f"{plain_number(part.low)}÷{plain_number(near[-1].low)}＝{shown}%，写的是{plain_number(share.low)}%"
            yield Misfit(part.start, share.end, fault)


def share_misfits(submission: Submission) -> tuple[Warning, ...]:
    """One warning for each percentage or change that does not follow from the numbers of its sentence or row."""
    found: list[Warning] = []
    before: tuple[Span, str] | None = None
    for _, span, text in sentences(submission):
        near = before if before and (before[0].document, before[0].block) == (span.document, span.block) else None
        before = span, text
        if "%" not in text and "百分" not in text and "到" not in text:
            continue
        told = text.replace(" | ", "，  ")
        wrong = misfits(told)
        if not wrong and _PART_AND_RATE.search(told):
            first = near[1] if near else ""
            late = _told_before(first + told, len(first))
            wrong = tuple(Misfit(m.start - len(first), m.end - len(first), m.fault) for m in late)
        for misfit in wrong:
            quote = narrowed(submission, span, misfit.start, misfit.end)
            message = f"“{short(submission.quote(quote))}”前后数字对不上：{misfit.fault}。请核对。"
            found.append(warning(submission, CHECK, (quote,), message))
    return tuple(found)
