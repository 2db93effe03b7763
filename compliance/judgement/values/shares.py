"""A rate told by the counts that it is made of (按人数、校数推算): 适龄残疾儿童138人，受教育136人 is 98.6 %.

Each rate of the field has words for its whole, for the part that counts, and for the part that is left out. A number
is taken for one of them only where its own words say so; what can't be told surely gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from compliance.judgement.values.denials import NONE_OF
from compliance.judgement.values.names import groups, wanted_groups, wrong_group
from compliance.judgement.values.units import Stated
from compliance.language.numerals import parse_number
from compliance.language.quantities import quantities_of
from compliance.terms import Comparison, Facet, Quantity


@dataclass(frozen=True, slots=True)
class _Rate:
    """A rate by the words of its measure, of its whole, of the part that counts, of the part that does not."""

    measure: re.Pattern[str]
    whole: re.Pattern[str]
    part: re.Pattern[str]
    lack: re.Pattern[str]
    summed: bool = False  # its parts may stand beside each other: 公办4010人、民办560人
    must: re.Pattern[str] = re.compile("")  # what one of its parts at least is called


def _rate(measure: str, whole: str, part: str, lack: str = r"(?!)", summed: bool = False, must: str = "") -> _Rate:
    named, of_whole, of_part, of_lack = map(re.compile, (measure, whole, part, lack))
    return _Rate(named, of_whole, of_part, of_lack, summed, re.compile(must))


_ALL_CHILDREN = r"^(?!.*(?:公办|民办|普惠)).*(?:在园|幼儿总数|入园)"


_RATES = (
    _rate(r"招生名额|名额分配", r"招|计划", r"(?:分|划|下|拨)(?:配|解|发)?(?:到|给|至|了)|给了?(?:各|到)?初中|名额"),
    _rate(
        r"残疾[^，。]{0,8}(?:受教育|入学)率",
        r"适龄|残疾|应(?:入|受)|登记|在册|摸底",
        r"(?:受|接受)(?:到|过)?了?教育|(?<!未)(?<!没)(?<!没有)(?:入了?学(?!前)|就学|(?<!随班)(?<!特校)(?<!学校)就读|在读|上了?学|进校)|送教[^，。；\d]*(?:加|合)",
        r"在家|失学|未入学|没有?入学|没上学|未受教育",
    ),
    _rate(
        r"就近(?:划片)?入学",
        r"招|新生|一年级|初一|七年级",
        r"(?<!不)(?<!未)(?:按|在)[^，。；\d]{0,4}片区?|片[内里](?!外)|就近",
        r"跨了?片|择校|片外",
    ),
    _rate(
        r"家长(?:所占|占)", r"问卷|样本|收回|回收|抽取|抽样|发放|一共|共计|总数|问了|调查了|访了|参与|人[中里]", r"家长"
    ),
    _rate(
        r"上岗率|持证率",
        r"教师|园长|在[岗册]|应",
        r"(?<!没)(?<!没有)(?<!未)持(?:有|了)?证|(?<!没)(?<!没有)有(?:教师)?(?:资格)?证",
        r"无证|没有?持?证|未持证|没有?资格证|未取得",
    ),
    _rate(
        r"(?:培训|学时)[^，。]{0,4}完成率",
        r"应(?:修|完成|训|参)",
        r"(?:修|学|训)?满(?![意员])|完成",
        r"(?:未|没有?)(?:修|学|完)",
    ),
    _rate(r"(?:三年|九年)巩固率", r"入学|入校|招|升入", r"毕业|在校|在籍", r"流失|辍学"),
    _rate(
        r"挂牌督导覆盖率",
        r"学校|中小学|所(?:里头?|中)",
        r"(?<!未)(?<!没)(?:挂|钉)(?:上|了|牌)",
        r"没有?挂|未挂|空着|尚未|缺",
    ),
    _rate(
        r"通过[^，。]{0,4}认定",
        r"[个家县区市旗]|单位|所辖",
        r"(?<!没)(?<!没有)(?<!未)(?:过了|通过|过关|进了门)",
        r"没有?过|未通过|没有?通过|尚余|还剩|剩下|门外",
    ),
    _rate(
        r"综合达标学校",
        r"所?(?:义务教育)?学校|校中|所(?:里|中)",
        r"(?:[6六][项样](?:及?以上)?|至少[6六][项样])[^，。；\d]{0,8}(?:达标|过线|的)|达标[6六][项样](?:及?以上)",
        r"(?:不足|未达到?|少于)[^，。；\d]{0,3}[6六]项|[1-5一二三四五]项",
    ),
    _rate(
        r"随迁子女[^，。]{0,30}比例",
        r"随迁|符合条件|外来|外地",
        r"公办|民办|购买",
        summed=True,
    ),
    _rate(
        r"毛入园率",
        r"适龄|学龄前|[3三][\u4e00-\u9fff—~～-]{0,2}[5-6五六]周?岁|户口|常住",
        r"在园|(?<!未)(?<!没)入了?园|进了?园",
    ),
    _rate(r"班额达标率", r"班", r"达标|合规|(?:不超|没超|未超)|以内|以下", r"超(?:过|出|员)|大班额|超了"),
    _rate(r"公办园在园幼儿占比", _ALL_CHILDREN, r"公办", summed=True),
    # 公办 alone is less than 普惠, which holds it and the other gardens of low fees.
    _rate(r"普惠性幼儿园覆盖率", _ALL_CHILDREN, r"公办|普惠", summed=True, must=r"普惠"),
)

_COUNTED = frozenset({"人", "所", "个", "份", "家", "校", "县", "块"})
_ALIKE = (frozenset({"个", "人"}), frozenset({"个", "所", "家", "校", "县", "块"}))
_MARK = re.compile(r"[，。；：、（）|]")
_AFTER = re.compile(r"[^，。；：、（）|\d]*")
# 比上年多2所, 新增3所, 每校2人 are no parts of a whole.
_NO_PART = re.compile(r"新增|增加|比上年|减少|平均|各(?:校|县|区|镇|乡|班)|每|至少|不少于|超过|含")
_GOES_ON = re.compile(r"其余|另有|另外|还有|送教|特校")
# What is far below the limit is the part of something else: 送教上门26人 of 138 children.
_LEAST_OF_LIMIT = Decimal("0.5")
# Counts whose words say whole and part name the rate, whatever its own name.
_NAMED = 0.6


@dataclass(frozen=True, slots=True)
class _Count:
    """A number that counts, with the words of its own part of the sentence."""

    quantity: Quantity
    words: str
    own: bool  # stands in the clause that is read


def _counts(said: str, own_start: int) -> list[_Count]:
    found: list[_Count] = []
    end = 0
    for quantity in quantities_of(said):
        if quantity.unit not in _COUNTED or quantity.low != quantity.high or quantity.dimension == "difference":
            continue
        if NONE_OF.match(said, quantity.start):
            continue  # 无证上课的一个没有
        before = _MARK.split(said[end : quantity.start])[-1]
        end = quantity.end
        unit = said[quantity.start : quantity.end].lstrip("0123456789一二两三四五六七八九十百千,")
        after = _AFTER.match(said, quantity.end)
        words = f"{before}|{unit}{after.group() if after else ''}"
        found.append(_Count(quantity, words, quantity.start >= own_start))
    return found


def _alike(one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit or any({one.unit, other.unit} <= alike for alike in _ALIKE)


def counted_share(facet: Facet, said: str, own: str, after: str = "") -> Stated | None:
    """The rate that a sentence gives by its counts; `own`, the end of `said`, holds the part, `after` goes on."""
    if facet.unit != "%" or facet.threshold is None:
        return None
    rate = next((rate for rate in _RATES if rate.measure.search(facet.measure)), None)
    if (
        rate is None
        or "%" in own
        or "百分之" in own
        or wrong_group(wanted_groups(facet), groups(said) - {"公办", "民办"})
    ):
        return None
    if rate.summed and rate.part.search(after) and quantities_of(after):
        return None  # 公办4010人，民办560人: the sum is told with the last of them
    if _GOES_ON.search(after):
        return None  # 随班就读210人，送教28人: more of the part is to come
    counts = _counts(said, len(said) - len(own))
    share, comparison = _share(rate, counts) or (Decimal(-1), Comparison.EQUAL)
    if share < facet.threshold * _LEAST_OF_LIMIT:
        return None
    rounded = share.quantize(Decimal("0.01"))
    return Stated(rounded, rounded, comparison, _NAMED)


def is_of_another_part(facet: Facet, value: Stated | None) -> bool:
    """Whether a share of a rate that has words of its own is so small that its part must be another's."""
    known = facet.unit == "%" and any(rate.measure.search(facet.measure) for rate in _RATES)
    return bool(known and value and facet.threshold and value.low < facet.threshold * _LEAST_OF_LIMIT)


def _share(rate: _Rate, counts: Sequence[_Count]) -> tuple[Decimal, Comparison] | None:
    """The rate in percent, and how it stands to the true one: 近500人 of 500 are less than all."""
    if not any(rate.must.search(one.words) for one in counts):
        return None
    for index, count in enumerate(counts):
        lacks = rate.lack.search(count.words)
        if not count.own or (_NO_PART.search(count.words) and not lacks) or _is_within(rate, counts[1:index], count):
            continue
        if not lacks and not rate.part.search(count.words):
            continue
        whole = _whole(rate, [*counts[index + 1 :][::-1], *counts[:index]], count)
        if whole is None:
            continue
        part = whole.low - count.quantity.low if lacks else _parts(rate, count, counts)
        if part <= whole.low:
            rises = _OPPOSITE[count.quantity.comparison] if lacks else count.quantity.comparison
            return 100 * part / whole.low, _together(rises, _OPPOSITE[whole.comparison])
    return None


_OPPOSITE = {
    Comparison.EQUAL: Comparison.EQUAL,
    Comparison.ABOUT: Comparison.ABOUT,
    Comparison.AT_LEAST: Comparison.AT_MOST,
    Comparison.AT_MOST: Comparison.AT_LEAST,
    Comparison.MORE: Comparison.LESS,
    Comparison.LESS: Comparison.MORE,
}


def _is_within(rate: _Rate, earlier: Sequence[_Count], count: _Count) -> bool:
    """Whether a count is told as of an earlier part: 入园12400人，其中公办园在园6200人."""
    return "其中" in count.words and any(rate.part.search(one.words) for one in earlier)


def _together(one: Comparison, other: Comparison) -> Comparison:
    """How a quotient stands to the true one by its two counts: what only one of them says, or about."""
    if one is other or other is Comparison.EQUAL:
        return one
    return other if one is Comparison.EQUAL else Comparison.ABOUT


def _whole(rate: _Rate, others: Sequence[_Count], part: _Count) -> Quantity | None:
    """The whole of a part, as large at least; the last of the others that is one."""
    for one in reversed(others):
        is_whole = rate.whole.search(one.words) and not rate.lack.search(one.words) and not _NO_PART.search(one.words)
        if is_whole and _alike(one.quantity, part.quantity) and one.quantity.low >= max(part.quantity.low, Decimal(2)):
            return one.quantity
    return None


def _parts(rate: _Rate, part: _Count, counts: Sequence[_Count]) -> Decimal:
    """The part that counts; with those beside it where the rate is of several."""
    beside = [one for one in counts if one is not part and rate.part.search(one.words)]
    beside = [one for one in beside if not rate.whole.search(one.words) and one.quantity.unit == part.quantity.unit]
    return part.quantity.low + sum((one.quantity.low for one in beside if rate.summed), Decimal(0))


_NUMERAL = r"(?:\d+|[一二两三四五六七八九十]+)"


def each_has(facet: Facet, said: str, own: str, unit: str, named: float) -> Stated | None:
    """Whether all units have what each must: 16个学区中，13个有兼职督学; `unit` is what the measure is for each of."""
    if not unit or facet.threshold != 1 or facet.comparator != ">=":
        return None
    pattern = re.compile(
        rf"({_NUMERAL})个?{unit}(?:里|中|当中)[^。；\d一二三四五六七八九十]{{0,8}}?({_NUMERAL})[个所](?:{unit})?(?:已|都|均)?(?:请到|有|配|聘|选|设)了?"
    )
    for match in pattern.finditer(said):
        whole, part = parse_number(match[1]), parse_number(match[2])
        if match.end() > len(said) - len(own) and whole and part and part <= whole:
            words = match.group()
            return Stated(part, whole, Comparison.EQUAL, max(named, _NAMED), settled=part == whole, words=words)
    return None
