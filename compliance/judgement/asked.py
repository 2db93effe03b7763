"""What a statement asks for (所问), apart from how it asks: a plan need not say that it is one, nor both of two ways.

“方案安排开展随机督导或随机督查” is said by “全年开展随机督导不少于120校次”: nothing of it is unsaid.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

from compliance.language.words import words

_PAPER = "方案|规划|计划|制度|报告|总结|办法"
_SAYS = "分条列出|安排|部署|规定|写明|载明|列明|列出|注明|指明|说明|要求|明确|提出|确定|决定|引用|附有"
# The paper itself and its act of saying, at the head of a statement; a paper that is itself asked for stays (规划的…).
_FRAME = re.compile(
    rf"^(?:本?(?:{_PAPER})(?:中)?(?:{_SAYS})了?"
    r"|(?:本?方案)(?=[把以对为在由]|督查|督促|严禁|建立|采取|划分|公布)"
    r"|(?:写明|载明|列明|注明|说明)了?)(?!的)"
)
# The same act at a statement's end: 建立了督学责任区并写明数量.
_AND_SAYS = re.compile(r"并(?:写明|载明|列明|注明|说明)了?")
_OR = re.compile(r"或者?")
# Under these “A或B” rules out both; what denies one alone does not say the statement.
_DENIED = re.compile(r"不存在|没有|不得|严禁|禁止|杜绝|未")
# More either-ors than this in one statement are not opened out.
_MOST_CHOICES = 2


@lru_cache(maxsize=8192)
def asked(statement: str) -> str:
    """The statement without the words that only say that a paper says it."""
    return _AND_SAYS.sub("，", _FRAME.sub("", statement, count=1)) or statement


@lru_cache(maxsize=8192)
def ways(statement: str) -> tuple[str, ...]:
    """The texts any one of which says what is asked: one, or one for each choice of “A或B”."""
    text = asked(statement)
    cut = [str(word) for word in words().cut(text)]
    places = [i for i, word in enumerate(cut) if _OR.fullmatch(word) and 0 < i < len(cut) - 1]
    if not places or len(places) > _MOST_CHOICES or _DENIED.search(text):
        return (text,)
    choices = [_alternatives(cut, place) for place in places]
    return tuple(
        "".join(word for i, word in enumerate(cut) if i not in places and all(i not in left_out for left_out in chosen))
        for chosen in product(*choices)
    )


def _alternatives(cut: list[str], place: int) -> tuple[range, range]:
    """What to leave out of the words for each choice at an 或: its right side, or its left side.

    A side is one word, unless the right side begins as the left one does (随机督导或随机督查).
    """
    begins = [i for i in range(place - 1, max(-1, place - 5), -1) if cut[i] == cut[place + 1]]
    many = place - begins[0] if begins else 1
    return range(place, min(len(cut), place + 1 + many)), range(place - many, place + 1)
