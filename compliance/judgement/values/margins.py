"""A value told by how far it lies from the norm (与标准的差额): 比4.2人的规定多0.3人, 低于标准0.08."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_NORM = (
    r"(?:(?P<norm>\d+(?:\.\d+)?)[^，。；\d]{0,6}的)?(?:国家|省定?|市定?|规定|办学|评估|督导|达标)*的?"
    r"(?:标准|规定|要求|底线|门槛|红线|上限|下限)(?:值|线)?"
)
_LOOSE = r"(?:出|了|约|近|为|整整|足足)*$"
_ABOVE = re.compile(
    rf"(?:[比较]{_NORM}(?:还|要|仍)*(?:高|多|大|超)"
    rf"|(?:高于|高出|超出|超过|多于|大于){_NORM.replace('norm', 'over')}){_LOOSE}"
)
_BELOW = re.compile(
    rf"(?:[比较]{_NORM}(?:还|要|仍)*(?:低|少|小|差|短)|(?:低于|少于|小于|不及){_NORM.replace('norm', 'over')}"
    rf"|(?:离|距离?|与){_NORM.replace('norm', 'from')}(?:还|尚|仍)*(?:差|欠|缺|相差)){_LOOSE}"
)
# What both patterns end with, before and in _LOOSE: few numbers have it before them, and the others need no search.
_ENDS, _LOOSE_CHARACTERS = frozenset("高多大超低少小差短欠缺准定求线槛限值"), "出了约近为整足"


@dataclass(frozen=True, slots=True)
class Margin:
    """The side of the norm that the value lies on, 1 above and -1 below; the norm itself where it is told."""

    side: int
    norm: Decimal | None

    def value(self, size: Decimal, limit: Decimal) -> Decimal:
        """The value itself, in the unit of both; `limit` stands for a norm that is not told."""
        return (self.norm if self.norm is not None else limit) + self.side * size


def margin(before: str) -> Margin | None:
    """The margin that the words right before a number make it; None where they make it none."""
    if before.rstrip(_LOOSE_CHARACTERS)[-1:] not in _ENDS:
        return None
    for side, pattern in ((1, _ABOVE), (-1, _BELOW)):
        if match := pattern.search(before):
            told = next((number for number in match.groupdict().values() if number), None)
            return Margin(side, Decimal(told) if told else None)
    return None
