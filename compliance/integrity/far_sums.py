"""Lists whose total stands in a sentence before: 在校生28830人，教师2304人。小学生18210人、初中生7940人、高中生2780人.

Nothing but the numbers ties the two, so a list must be of three parts and more and miss the total by very little.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from compliance.integrity.lists import REST, is_exact
from compliance.terms import Quantity

_LEAST_PARTS = 3
_LEAST_TOTAL = 20
_NEAR, _NEAR_OF_CLOSED = Decimal("0.02"), Decimal("0.1")
_REST = re.compile(rf"不[采予合达]|未[采改办]|{REST}|留待")
_ACCOUNT = re.compile(r"(?:明细|去向|用途|构成|列支|分项|开支)[^。；\d]{0,4}：[^，。；、\d]{0,12}$")
_NAME = 6  # characters before a part that say what it is
_BETWEEN = re.compile(r"[^，。；：、\d]{0,4}[、，](?=[^，。；：]*[\u4e00-\u9fff])[^，。；：、\d]{1,10}")
_TOTAL_HERE = re.compile(r"共|合计|总")
_OTHER_TIME = re.compile(r"去年|上年|前年|往年|计划|应|比|较|从|由")
_UNITS = frozenset(("人", "所", "个", "元", "条", "件", "项", "校次", "人次", "平方米"))


def far_lists(
    earlier: Sequence[Quantity], text: str, quantities: Sequence[Quantity]
) -> Iterator[tuple[Quantity, list[Quantity]]]:
    """Lists of a normalised sentence that nearly, but not quite, make a number of the sentences before it."""
    if _TOTAL_HERE.search(text) or _OTHER_TIME.search(text):
        return
    for parts in _runs(text, quantities):
        made = sum((part.low for part in parts), Decimal(0))
        told = [q for q in (*earlier, *quantities) if q.unit == parts[0].unit and is_exact(q) and q not in parts]
        partial = set(accumulate(part.low for part in parts))
        # 采纳27条，不采纳9条，留待研究4条: what is done and what is not is all there is.
        # 列支明细是：…: what an account lists is all of it.
        account = _ACCOUNT.search(text, 0, parts[0].start)
        closed = account or _REST.search(text, parts[0].start - _NAME, parts[-1].start)
        far = _NEAR_OF_CLOSED if closed else _NEAR
        near = [q for q in told if q.low >= _LEAST_TOTAL and abs(q.low - made) <= max(far * q.low, Decimal(1))]
        if near and not partial.intersection(q.low for q in told):
            yield near[-1], parts


def _runs(text: str, quantities: Sequence[Quantity]) -> Iterator[list[Quantity]]:
    run: list[Quantity] = []
    for quantity in quantities:
        fits = quantity.unit in _UNITS and is_exact(quantity)
        goes_on = run and quantity.unit == run[-1].unit and _BETWEEN.fullmatch(text[run[-1].end : quantity.start])
        if not (fits and goes_on):
            if len(run) >= _LEAST_PARTS:
                yield run
            run = []
        if fits:
            run.append(quantity)
    if len(run) >= _LEAST_PARTS:
        yield run
