"""Whose figure it is (谁的数): the submitter's own, or a superior's, a neighbour's, a single school's, another trade's.

Rule 8 of the judging guide: what others have reached shows nothing of the submitter; rule 12: one school that fails
shows that not all reach a limit, one that reaches it does not show that all do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from compliance.judgement.values.names import groups, names_of, pairs_of, pairs_said, wanted_groups, wrong_group
from compliance.language.sentences import said_so_far
from compliance.terms import Clause, Facet, Item, Scheme, Scope, Submission

_OWN = re.compile(r"[我本全][县区旗]|县域内|区域内|县里|区里")
# 全市…, 省里… at the head of a part, in a county's own report; 居全市前列 is said of the county.
_HEAD, _NO_RANK = r"(?:^|[，：:（|]\s*)(?:\d+[.、])?据?", r"(?!前|领先|第|首|排|率先)"
_ABOVE = re.compile(rf"{_HEAD}(?:全市|市直属?|市里|全省|省里|省内|全国|各地市){_NO_RANK}")
_ABOVE_CITY = re.compile(rf"{_HEAD}(?:全省|省里|省内|全国){_NO_RANK}")
_NEXT_DOOR = re.compile(r"(?:邻近|毗邻|相邻|隔壁|邻|兄弟|周边)(?:的|近的)?[^，。；]{0,6}[县区市旗州]")
_COUNTY = re.compile(r"[县区旗]$")
# Trades beside the schools, whose figures come under the same words (护士平均工资, 文化馆的多媒体教室).
_TRADES = re.compile(r"医院|卫生院|护士|文化馆|党校|公园|机关干部|食堂从业|食品安全协管|公益性岗位|业余体校|水产|养殖")
# The extreme of all schools shows how all stand; 该园, 该校 and a name speak of one.
_EXTREME = re.compile(r"最[大多高低小少挤满差弱]|垫底|末位|无一|没有[一哪]")
_THAT_ONE = re.compile(r"该[园校]")
_NO_ONE = re.compile(r"^(?:优质|示范|重点|普通|特殊教育|特教|培智)?(?:学校|小学|初中|中学|高中|幼儿园)$")


def is_anothers(facet: Facet, clause: Clause, submission: Submission) -> bool:
    """Whether the figure is a superior's, a neighbour's or another trade's."""
    said = said_so_far(clause, submission)
    trade = _TRADES.search(clause.text)
    if trade and trade.group() not in facet.statement + facet.measure:
        return True
    above = _ABOVE if _COUNTY.search(submission.subject) else _ABOVE_CITY
    matches = [*above.finditer(said), *_NEXT_DOOR.finditer(said)]
    return bool(matches) and not _OWN.search(said[max(m.end() for m in matches) :])


def is_one_school(facet: Facet, clause: Clause, item: Item, submission: Submission) -> bool:
    """Whether the figure is one named school's, and the item asks for the whole district's."""
    if item.scope is Scope.SCHOOL or re.search(r"[校园学]$", submission.subject):
        return False
    said = said_so_far(clause, submission)
    if _EXTREME.search(said) or _EXTREME.search(" ".join(clause.header)):
        return False
    name = clause.subject.text
    if clause.subject.kind != "school" or not name:
        return bool(_THAT_ONE.search(clause.text))
    known = facet.statement + facet.measure + "".join(facet.aliases)
    return name in said and name not in known and not _NO_ONE.match(name)


@dataclass(frozen=True, slots=True)
class Measure:
    """What a facet asks a value of: its name, its groups, and the pairs of characters of each of its longer names."""

    measure: str
    groups: frozenset[str]
    names: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Measures:
    """The measures that a scheme asks values of; equal to itself alone, so that looking up by it is quick."""

    each: tuple[Measure, ...]


@lru_cache(maxsize=16)
def measures_of(scheme: Scheme) -> Measures:
    """The measures of the scheme's facets that ask for a value."""
    return measures_of_facets(facet for item in scheme.items for facet in item.facets)


def measures_of_facets(facets: Iterable[Facet]) -> Measures:
    """The measures of the facets that ask for a value; names too short to be told from other words are left out."""
    return Measures(
        tuple(
            Measure(
                facet.measure,
                wanted_groups(facet),
                tuple(pairs_of(name) for name in names_of(facet) if len(name) > _LONG_ENOUGH),
            )
            for facet in facets
            if facet.comparator and facet.measure
        )
    )


def names_rival(facet: Facet, measures: Measures, text: str) -> bool:
    """Whether a text names another of the measures, and what it shares with the facet's own is part of that.

    幼儿活动用房生均建筑面积 is no 幼儿园生均建筑面积, though it holds most of its words.
    """
    named = _named(measures, text)
    said = pairs_said(text) if named else frozenset[str]()
    own = frozenset[str]().union(*(pairs_of(name) & said for name in names_of(facet)))
    return any(own < whole for measure, whole in named if measure != facet.measure)


def named_before_is_rival(facet: Facet, measures: Measures, clause: Clause, submission: Submission) -> bool:
    """Whether a coefficient is of another measure than the facet's: of the one that its paragraph named last.

    体育教师，小学每百名学生0.93人，校际差异系数0.41 tells none of 高于规定学历教师, however alike they are put.
    """
    if clause.header or len(clause.quantities) > 1 or "差异系数" not in wanted_groups(facet):
        return False  # of two figures one may well be the facet's
    own, kind = frozenset().union(*map(pairs_of, names_of(facet))), pairs_of(facet.measure + _COEFFICIENT)
    if own & pairs_said("，".join((*clause.section[-1:], clause.stem))):
        return False
    for spoken in reversed(submission.clauses[max(0, clause.index - _FAR) : clause.index + 1]):
        if (spoken.document, spoken.block) != (clause.document, clause.block):
            continue
        said = own & pairs_said(spoken.text)
        if _ALL_OF_THEM.search(spoken.text):
            return False
        if any(whole - kind and said < whole for _, whole in _named(measures, spoken.text)):
            return True
        if said:
            return False
    return False


@lru_cache(maxsize=4096)
def _named(measures: Measures, text: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """The measures that a text names nearly in full, and for its groups, each with what it says of the name."""
    said = pairs_said(text)
    return tuple(
        (one.measure, whole)
        for one in measures.each
        for name in one.names
        if len(whole := name & said) >= _IN_FULL * len(name) and not wrong_group(one.groups, groups(text))
    )


_LONG_ENOUGH, _IN_FULL = 4, 0.8
_FAR = 8  # clauses
_COEFFICIENT = "小学校际差异系数，初中校际差异系数"
# 上述三项指标，系数分别为0.44、0.36、0.29: of several measures, whichever was named last.
_ALL_OF_THEM = re.compile(r"[二两三四五六七\d]项|各项|每项|逐项|依次|分别|均|都|[两二]者|[前后]者|[前后]一?项")
