"""Numbers that lost or gained characters on their way (20223年, 2O15年, 98..5%, 达%): flagged, never guessed.

Texts that pass through recognition of scans and through sharing sites come out with a digit too many, with letters for
digits, with spaces inside numbers. What is only another writing (full-width digits, 12，345人, 1 2 3 4人) the
normalised copy mends; what is found here has no certain value, so no quantity and no period is read from it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from compliance.reading.encoding.lost import LOST

_AFTER = r"[年月日张份册人名所个位件台套处项次间号户天元%‰万亿亩页条校届期]|平方米|余[万亿元人名所个册]"
_WHOLE = r"\d+(?:\.\d+)?"
_YEARS = r"""
    (?<!\d)(?:19|20)\d{3,6}年(?!级)                              # 20223年
  | (?<=[发字办函])20\d{3,7}号                                    # 发20222353号 has lost the brackets of 〔2022〕
  | (?<!\d)20(?!00)[012]\d分(?![之钟])                             # 10分 became 2010分
  | (?:^|(?<=[。；！\n]))20年(?=，[全我本][省市县区校镇])           # 20 年，全市…
"""
_DATES = r"""
    (?:(?<=年)|(?<=[，。；（至从到于自在]))(?:1[3-9]|[2-9]\d|\d{3,})月(?!龄)(?=份|底|初|末|间|中旬|上旬|下旬|\d{1,2}日)
  | (?<=(?:19|20)\d\d年)(?:1[3-9]|[2-9]\d|\d{3,})月                # 2023年13月 was 1—3月
  | (?<!\d)\d{1,2}月(?:3[2-9]|[4-9]\d|\d{3,})日
  | (?<!\d)(?:19|20)\d{3}月
  | 年月\d{1,2}[-—]?\d?日
"""
_DIGITS = rf"""
    # 3 1480人, 0.9 7亿元, 4. 2平方米; 12 345人 is grouped by thousands, and normalised.
    (?<=[\u4e00-\u9fff（，：、])(?<![表图第件]){_WHOLE}\ \d+(?:\.\d+)?(?={_AFTER})
  | (?<=[\u4e00-\u9fff])\d+\.\ \d+(?:{_AFTER})
    # 2O19, 7O3张, l5人, 2〇15年
  | (?<![A-Za-z\d.])\d+[OlI][\dOlI]*[?？]?(?={_AFTER})
  | (?<![A-Za-z\d])[OlI]+\d[\dOlI]*(?={_AFTER})
  | (?<!\d)\d{{1,3}}[〇○]\d{{1,2}}(?=年|{_AFTER})
    # 8?6人, #3!7人次
  | \d[?？!！#]{{1,2}}\d|[#]\d+(?:[!！?？]\d*)?(?=[人名所个次])|\d[?？](?=[份人名所个张件])
    # 98..5%, 9.8.5%
  | (?<!\d)\d+\.{{2,}}\d+|(?<![\d.])\d+(?:\.\d+){{2,}}(?=%|元|万元|亿元|个百分点)
    # 1,23,456元; 分别为12,15,120人 is a list
  | (?<![\d.,，])(?<!分别为)(?<!分别是)(?<!依次为)
    \d{{1,3}}(?:[,，]\d{{3}})*(?:[,，]\d{{1,2}})(?:[,，]\d{{1,3}})*[,，]\d{{3}}(?={_AFTER})
  | (?<![\d.,，])\d{{1,3}}[,，]\d{{4}}(?=元|万元|人|名|册)
    # Beside what was lost: 5\ufffd元, \ufffd5日, 20██年
  | (?<![{LOST}█▇])[{LOST}█▇]+\d[\d,.]*(?:{_AFTER})?|\d[\d,.]{{0,28}}[{LOST}█▇]+\d*(?:{_AFTER})?
  | □\d{{1,2}}(?=[月日年])|\d[□■]+\d*(?={_AFTER})
"""
_GONE = r"""
    # 提高到74. is cut off; of 达%, 提高到% the number itself fell out
    (?<=[到至为达约])\d+\.$|
    (?:达到?|提[高升][至到]|上?升至|降[低至]到?|增[长加到至]+|占比为|占)%(?=[，。；]|以上|左右|$)
"""
_DAMAGED = re.compile(f"{_YEARS}|{_DATES}|{_DIGITS}|{_GONE}", re.VERBOSE | re.ASCII | re.MULTILINE)
# Most texts have no damage: without a digit or a bare % there is nothing to look for.
_MAYBE = re.compile(r"\d|[达到升至降低增长加占为]%", re.ASCII)
# The digits around the damage belong to the same number.
_BEFORE = "0123456789.,"
_REST = re.compile(r"(?: ?[\dOlI]+(?:[.,]\d+)*)*", re.ASCII)


@lru_cache(maxsize=8192)
def damaged_numbers(text: str) -> tuple[tuple[int, int], ...]:
    """Slices of a normalised text that were numbers or dates, left to right."""
    if not _MAYBE.search(text):
        return ()
    found: list[tuple[int, int]] = []
    for match in _DAMAGED.finditer(text):
        start = len(text[: match.start()].rstrip(_BEFORE))
        end = _REST.match(text, match.end()).end()  # type: ignore[union-attr]  # it may match nothing, and always matches
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return tuple(found)


def is_damaged_at(text: str, start: int, end: int) -> bool:
    """Whether what stands at start:end of a normalised text has to do with a damaged number."""
    return any(first < end and start < last for first, last in damaged_numbers(text))
