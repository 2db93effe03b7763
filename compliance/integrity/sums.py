"""Sums in running text: 聘任督学30人，其中专职8人、兼职21人."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from decimal import Decimal

from compliance.integrity.agreeing import LONGEST_GAP, Sum, is_explained, may_overlap, names_the_best
from compliance.integrity.closing import closed_lists, wrong_flows
from compliance.integrity.equations import wrong_equations
from compliance.integrity.far_sums import far_lists
from compliance.integrity.lists import EVENTS, are_alike, is_exact, loose_lists, summed
from compliance.integrity.near_sums import far_remainders, has_remainder, near_lists, of_a_ledger, remainders
from compliance.integrity.passages import blocks_of, narrowed, normal, numbers, plain_number, sentences, short, warning
from compliance.terms import BlockKind, Quantity, Span, Submission, Warning

CHECK = "inconsistent"

_LEAD = re.compile(
    r"其中|里面|包括|分为|即(?=[^，。]{1,12}\d)|分别(?:为|是)|由(?=[^，。；]{1,12}\d[^。；]{0,60}(?:组|构)成)"
)
_SOME = ("其中", "里面")  # these need not be all of it
# A sentence that opens with a part divides what the one before ended with: 在册督学共133人。专职22人，兼职108人.
_DIVIDES = re.compile(
    r"其中|(?:[^，。；\d]{2,8}，)?(?:专职|兼职|男|女|公办|民办|小学|初中|城区|本部|[一二三四]是)[^，。；]{0,8}[\d一二两三四五六七八九十]"
)
_ENDS_IN_NUMBER = re.compile(r"[\d一二两三四五六七八九十百][^，。；\d]{0,10}(?:（[^（）]*）)?[。；！\s]*$")
_IN_PARTS = re.compile(r"分(?:为|成)?[两三四五六七八]?(?:块|类|项|笔|部分|个方面|片|组)$")
_IN_ALL, _FAR_COLON = re.compile("(?:一共|共|合计|总计)$"), 30  # 投诉共91件，来信来电都登记：
_NUMBER = re.compile(r"\d+|[一二两三四五六七八九十百]+")
_BRACKETS = re.compile(r"（[^（）]*）")
# Words of parts that together make the whole: a list of these that falls short is wrong however far it does.
_WHOLES = (
    ("专职", "兼"),
    ("男", "女"),
    ("公办", "民办"),
    ("在编", "编外"),
    ("城区", "农村"),
    ("城市", "农村"),
    ("县城", "乡镇"),
    ("小学", "初中"),
    ("合格", "不合格"),
    ("优秀", "合格"),
)
# What is done in these two makes what is done in a year.
_TERMS = (("春季", "秋季"), ("上半年", "下半年"), ("第一学期", "第二学期"), ("上学期", "下学期"))
_DIVIDING = 5  # so many of them divide a number without 其中
# A table row opens with its own number.
_ROW_NUMBER = re.compile(r"^\d{1,3}(?= \| )")
_OF_ANOTHER = re.compile(r"（(?:共|应|省标|国标|市标|标准|规定|上[一]?年|去年|原|[小初高][学中]段)")
_IS_PART = re.compile(r"其中[^。；]*$")
_DOING = re.compile(r"正在|部分|整改中|在办|推进中|在建|尚在|在改|持续|一半")
_NOT = re.compile(r"未|不了|没有|没[改办动完]|无法|暂缓|长期|还剩|挂账")
_DONE = re.compile(r"已|销号|完成|办[结成完]|解决|建成|改[完好了掉]|勾掉")
_IS_AND_IS_NOT = re.compile(r"已(?P<done>[改办销评建到])[^。；]{0,40}未(?P=done)")
# From this share on a list is more likely wrong than partial: the wrong ones seen had 0.93 to 0.98.
_NEARLY = Decimal("0.9")
_NAME_BEHIND = 16  # 三十位是专职，一百二十四位由教师兼着: the name may stand behind its number
_SENTENCES_BACK = 6


def wrong_sums(text: str) -> tuple[Sum, ...]:
    """The sums of a normalised sentence (or table row) that do not come out."""
    plain = _BRACKETS.sub(lambda m: "　" * len(m[0]), text)
    found: list[Sum] = list(_bracketed(text, summed(text)))
    # Brackets are looked at by themselves: what they hold is no part of the list outside.
    for piece, offset in [(plain, 0), *((m[0][1:-1], m.start() + 1) for m in _BRACKETS.finditer(text))]:
        quantities = summed(piece)
        ways = (_written, _led, _bare, _colon, _closed, _flows, _states, _loose, _near)
        for one in (one for way in ways for one in way(piece, quantities)):
            if not any(one.start == s.start - offset or one.end == s.end - offset for s in found):
                found.append(Sum(one.start + offset, one.end + offset, one.total, one.parts, one.unit))
    told = summed(text)
    return tuple(one for one in found if not is_explained(text, told, one))


def _loose(text: str, quantities: Sequence[Quantity]) -> Iterator[Sum]:
    for total, parts, start, end in loose_lists(text, quantities):
        # Four parts and more that nearly make the total do so on purpose, whatever respects they name.
        if len(parts) >= 4 or not may_overlap(text[start:end]):
            yield _sum(start, end, total, parts)


def _near(text: str, quantities: Sequence[Quantity]) -> Iterator[Sum]:
    for total, parts in near_lists(text, quantities):
        if not may_overlap(text[total.end : parts[-1].start]) or len(parts) >= 4:
            yield _sum(total.start, parts[-1].end, total, parts)


def _written(text: str, quantities: Sequence[Quantity]) -> Iterator[Sum]:
    return wrong_equations(text)


def _list_from(text: str, quantities: Sequence[Quantity], start: int, unit: str) -> list[Quantity]:
    """The quantities of one unit that follow each other from `start` on, without a long gap or a new list."""
    parts: list[Quantity] = []
    marks: set[str] = set()
    position = start
    for quantity in quantities:
        if quantity.start < start:
            continue
        between = text[position : quantity.start]
        if (
            len(between) > LONGEST_GAP
            or re.search(r"[；。：]|共|合计|[由靠]|另", between)
            or (parts and _LEAD.search(between))
        ):
            break
        if parts and between == "，有":  # 其中本科的84人，有37人去了村小: said of the same people
            break
        # A list keeps to its mark: after 专职8人、兼职21人 a comma begins something else.
        mark = "" if not parts else "，" if between.startswith("，") else "、"
        if (
            not are_alike(quantity.unit, unit)
            or not quantity.unit
            or not is_exact(quantity)
            or (marks and mark not in marks)
        ):
            break
        marks |= {mark} if mark else set()
        parts.append(quantity)
        position = quantity.end
    return parts


def _led(text: str, quantities: Sequence[Quantity]) -> Iterator[Sum]:
    """督学30人，其中专职8人、兼职21人; 专项经费68万元，其中培训经费78万元: a part cannot be more than the whole."""
    for lead in _LEAD.finditer(text):
        before = [q for q in quantities if q.end <= lead.start()]
        if not before or not is_exact(before[-1]) or lead.start() - before[-1].end > LONGEST_GAP:
            continue
        total = before[-1]
        parts = _list_from(text, quantities, lead.end(), total.unit)
        # 小学750元、初中950元，省定分别是720元和940元: each is held against its own.
        if lead[0].startswith("分别") and len(before) >= len(parts) == 2 and _is_listed(text, before[-2:]):
            continue
        beyond = (
            len(parts) == 1 and lead[0] in _SOME and total.unit == "元" == parts[0].unit and parts[0].low > total.low
        )
        if beyond or len(parts) >= 2 and _is_wrong(text, lead.end(), total.low, parts, lead[0] not in _SOME):
            yield _sum(total.start, parts[-1].end, total, parts)


def _is_listed(text: str, pair: Sequence[Quantity]) -> bool:
    first, second = pair
    return first.unit == second.unit and bool(
        re.fullmatch(r"[、和与][^，。；：、\d]{0,8}", text[first.end : second.start])
    )


def _bare(text: str, quantities: Sequence[Quantity]) -> Iterator[Sum]:
    """督学45名，专职12名，兼职35名: a list without a lead word, where its words divide the whole."""
    for number, total in enumerate(quantities):
        mark = re.match(
            r"[\u4e00-\u9fff]{0,6}[，：里](?=[^，。；]{1,8}[\d一二两三四五六七八九十])",
            text[total.end :],
        )
        if not mark or not is_exact(total):
            continue
        parts = _list_from(text, quantities[number + 1 : number + 6], total.end + mark.end(), total.unit)
        # 男生113人，女生98人，住校的137人: the two that divide come first.
        names = text[total.end : parts[:2][-1].end + _NAME_BEHIND] if parts else ""
        divided = any(all(word in names for word in words) for words in _WHOLES[:_DIVIDING])
        # 公办园35所、普惠性民办园20所: besides these there are others.
        divided = divided and "普惠" not in names and "合条件" not in text[: total.start]
        parts = parts[:2] if divided else parts
        before = text[max(0, total.start - 12) : total.start]
        whole = not any(word in before for pair in _WHOLES for word in pair)
        if divided and whole and len(parts) == 2 and _is_wrong(text, total.end, total.low, parts, False):
            yield _sum(total.start, parts[-1].end, total, parts)


def _colon(text: str, quantities: Sequence[Quantity]) -> Iterator[Sum]:
    """特约督学共38人，分四组：教育组12人、医卫组9人、司法组7人、老干部组8人: what a colon opens is complete."""
    for colon in re.finditer("：", text):
        after = [q for q in quantities if q.start > colon.end()]
        before = [q for q in quantities if q.end <= colon.start() and after and q.unit == after[0].unit]
        if not before or not is_exact(before[-1]):
            continue
        right_before = colon.start() - before[-1].end <= LONGEST_GAP / 2
        in_all = _IN_ALL.search(text[: before[-1].start]) and colon.start() - before[-1].end <= _FAR_COLON
        if not right_before and not in_all and not _IN_PARTS.search(text[: colon.start()]):
            continue
        parts = _list_from(text, quantities, colon.end(), before[-1].unit)
        total = before[-1] if right_before else _divided(before, parts)
        if total is None:
            continue
        rest = re.match(r"[、，和及][^，。；：]{1,12}\d", text[parts[-1].end :]) if parts else None
        if re.search("[。；]", text[total.end : colon.start()]) or len(parts) < 3 or rest:
            continue
        made = sum((q.low for q in parts), Decimal(0))
        if (
            made != total.low
            and abs(made - total.low) <= total.low / 5
            and not may_overlap(text[colon.end() : parts[-1].start])
        ):
            yield _sum(total.start, parts[-1].end, total, parts)


def _divided(before: Sequence[Quantity], parts: Sequence[Quantity]) -> Quantity | None:
    """The number told before 分三块 that the list behind it nearly makes, where it makes none of them."""
    made = sum((q.low for q in parts), Decimal(0))
    near = [q for q in before if is_exact(q) and abs(q.low - made) <= q.low / 10]
    return near[-1] if near and all(q.low != made for q in before) else None


def _bracketed(text: str, quantities: Sequence[Quantity]) -> Iterator[Sum]:
    """学校57所（小学34所、初中17所、九年一贯制学校5所): what stands right behind a total divides it."""
    for bracket in _BRACKETS.finditer(text):
        # 47所义务教育学校（…）: the noun may stand between.
        told = [q for q in quantities if q.end <= bracket.start()][-1:]
        before = [q for q in told if re.fullmatch(r"[\u4e00-\u9fff]{0,10}", text[q.end : bracket.start()])]
        lead = _LEAD.match(bracket[0], 1)
        if not before or not is_exact(before[0]) or _LEAD.search(bracket[0], 2) or _OF_ANOTHER.match(bracket[0]):
            continue
        parts = [q for q in quantities if bracket.start() < q.start and q.end <= bracket.end()]
        # （一区1020、二区860）: a part may leave the unit out where it has a name.
        alike = all(are_alike(q.unit, before[0].unit) and is_exact(q) for q in parts)
        between = [text[a.end : b.start] for a, b in zip(parts, parts[1:], strict=False)]
        listed = all(re.match("[、，和及]", words) and len(words) <= LONGEST_GAP for words in between)
        # （其中专任112人、工勤11人) need not be complete, but cannot be more than the whole.
        beyond = not lead or sum(q.low for q in parts) > before[0].low
        if (
            len(parts) >= 2
            and alike
            and listed
            and beyond
            and _is_wrong(text, bracket.start(), before[0].low, parts, False)
        ):
            yield _sum(before[0].start, bracket.end(), before[0], parts)


def _closed(text: str, quantities: Sequence[Quantity]) -> Iterator[Sum]:
    for total, parts in closed_lists(text, quantities):
        yield _sum(parts[0].start, total.end, total, parts)


def _flows(text: str, quantities: Sequence[Quantity]) -> Iterator[Sum]:
    for parts, total in wrong_flows(text, quantities):
        yield Sum(parts[0][0].start, total.end, total.low, tuple(sign * q.low for q, sign in parts), total.unit)


def _states(text: str, quantities: Sequence[Quantity]) -> Iterator[Sum]:
    """24条建议已办结15条，正在办理6条，尚未启动的2条: done, in hand and not done make the whole."""
    for number, total in enumerate(quantities):
        if not is_exact(total) or total.unit in ("", "元"):
            continue
        parts: list[Quantity] = []
        kinds: set[str] = set()
        position = total.end
        for quantity in quantities[number + 1 :]:
            words = text[position : quantity.start]
            tail = re.match(r"[^，。；]{0,8}", text[quantity.end :])
            kind = _state(words + (tail[0] if tail and not parts else ""))
            if not kind or quantity.unit != total.unit or not is_exact(quantity) or len(words) > 2 * LONGEST_GAP:
                break
            parts.append(quantity)
            kinds.add(kind)
            position = quantity.end
        whole = len(kinds) >= 2 and len(parts) >= 2
        made = sum((q.low for q in parts), Decimal(0))
        # 已改126项、部分改11项、未改4项: with what is and what is not there are no others.
        least = (
            total.low / 2 if parts and _IS_AND_IS_NOT.search(text, total.end, parts[-1].start) else _NEARLY * total.low
        )
        if whole and made != total.low and least <= made <= 2 * total.low:
            yield _sum(total.start, parts[-1].end, total, parts)


def _state(words: str) -> str:
    if _NOT.search(words):
        return "not"
    if _DOING.search(words):
        return "doing"
    return "done" if _DONE.search(words) else ""


def _is_wrong(text: str, start: int, total: Decimal, parts: Sequence[Quantity], closed: bool) -> bool:
    made = sum((q.low for q in parts), Decimal(0))
    names = text[start : parts[-1].start]
    if made == total or may_overlap(names) or any(q.low == total for q in parts):
        return False
    if made < total and names_the_best(names):
        return False
    if made > total:
        # Far beyond the total the numbers count something else.
        return made <= 2 * total
    # 校次 has the unit 校 of a number of schools, which two terms may share.
    happens = parts[0].unit in EVENTS or "次" in text[parts[0].end - 1 : parts[0].end + 1]
    wholes = (*_WHOLES[:2], *(_TERMS if happens else ()))
    whole = closed or any(all(word in names for word in words) for words in wholes)
    return made >= _NEARLY * total or (whole and made >= total / 2)


def _sum(start: int, end: int, total: Quantity, parts: Sequence[Quantity]) -> Sum:
    return Sum(start, end, total.low, tuple(q.low for q in parts), next((q.unit for q in parts if q.unit), total.unit))


def prose_sums(submission: Submission) -> tuple[Warning, ...]:
    """One warning for each sentence or table row whose parts do not make its total."""
    found: list[Warning] = []
    earlier: list[tuple[Span, str]] = []  # the last sentences before it in its paragraph
    for _, span, text in sentences(submission):
        if earlier and (earlier[-1][0].document, earlier[-1][0].block) != (span.document, span.block):
            earlier = []
        found.extend(_of_sentence(submission, earlier, (span, text)))
        earlier = [*earlier[1 - _SENTENCES_BACK :], (span, text)]
    found.extend(_left_over(submission))
    known = {(span.document, span.block) for warned in found for span in warned.spans}
    return (*found, *_left_over_far(submission, known))


def _of_sentence(
    submission: Submission, earlier: Sequence[tuple[Span, str]], sentence: tuple[Span, str]
) -> list[Warning]:
    span, text = sentence
    found: list[Warning] = []
    if earlier and _DIVIDES.match(text) and _ENDS_IN_NUMBER.search(earlier[-1][1]):
        found.extend(_across(submission, earlier[-1], sentence))
    if len(_NUMBER.findall(text)) < 3:
        return found
    told = _ROW_NUMBER.sub(lambda m: " " * len(m[0]), text).replace(" | ", "，  ")
    found.extend(_warning(submission, span, wrong) for wrong in wrong_sums(told))
    if not found and " | " not in text:
        found.extend(_warning(submission, span, wrong) for wrong in _far([words for _, words in earlier], text))
    return found


def _far(told: Sequence[str], text: str) -> Iterator[Sum]:
    """在校生28830人，教师2304人。小学生18210人、初中生7940人、高中生2780人: the total is told before."""
    # 全市幼儿园168所，其中公办园97所: what is itself a part is not divided by a later list.
    earlier = [q for sentence in told for q in summed(sentence) if not _IS_PART.search(sentence, 0, q.start)]
    for total, parts in far_lists(earlier, text, summed(text)):
        yield _sum(parts[0].start, parts[-1].end, total, parts)


def _left_over(submission: Submission) -> Iterator[Warning]:
    """302条……改好的251条，没改好的63条, where the total may stand sentences before its parts."""
    for document, block in blocks_of(submission):
        text = normal(block.text).text
        if block.kind is not BlockKind.TABLE and has_remainder(text):
            span = Span(document, block.index, 0, len(block.text))
            for total, parts in remainders(text, numbers(text)):
                yield _warning(submission, span, _sum(parts[0].start, parts[-1].end, total, parts))


def _left_over_far(submission: Submission, known: Container[tuple[int, int]]) -> Iterator[Warning]:
    """划去312条，23条转入明年 where 剩下344条 stands in another paragraph."""
    told = [q for clause in submission.clauses if of_a_ledger(clause.text) for q in clause.quantities]
    for _, span, text in sentences(submission) if told else ():
        if (span.document, span.block) not in known and has_remainder(text) and " | " not in text:
            for total, parts in far_remainders(text, numbers(text), told):
                yield _warning(submission, span, _sum(parts[0].start, parts[-1].end, total, parts))


def _across(submission: Submission, first: tuple[Span, str], second: tuple[Span, str]) -> Iterator[Warning]:
    """义务教育学校41所。其中小学27所、初中11所、九年一贯制学校4所: the total ends the sentence before."""
    text = f"{first[1].rstrip('。；！ ')}，{second[1]}"
    border = len(text) - len(second[1])
    for wrong in wrong_sums(text):
        if wrong.start < border < wrong.end and sum(wrong.start <= q.start < border for q in summed(text)) == 1:
            yield _warning(submission, Span(first[0].document, first[0].block, first[0].start, second[0].end), wrong)


def _warning(submission: Submission, span: Span, wrong: Sum) -> Warning:
    parts = "＋".join(plain_number(p) for p in wrong.parts).replace("＋-", "－")
    made = plain_number(sum(wrong.parts, Decimal(0)))
    quote = narrowed(submission, span, wrong.start, wrong.end)
    more = "多" if wrong.difference > 0 else "少"
    message = (
        f"分项之和与总数不符：{parts}＝{made}，总数写的是{plain_number(wrong.total)}，"
        f"{more}了{plain_number(abs(wrong.difference))}{wrong.unit}（“{short(submission.quote(quote))}”）。请核对总数和各分项。"
    )
    return warning(submission, CHECK, (quote,), message)
