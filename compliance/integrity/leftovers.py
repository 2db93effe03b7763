"""Names left in by copying (残留地名): another county's body, people or schools, named in passing and nowhere else.

A neighbour that is told of is named again, or the sentence says that it is one. What a copied paper left in stands
alone: 以上数字以柳塘县年报为准, 请柳塘县各中小学传达, 封底“柳塘县教育局”.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import rjieba

from compliance.integrity.place_names import (
    NO_PLACE,
    PLACE,
    is_foreign,
    is_school,
    names_a_land,
    reads_like_a_name,
    stem_length,
)
from compliance.language.subjects import level_of

# What a name can follow: the start of a phrase, or a word that leads to it.
_LEAD = (
    r"[由把为在让请和与同向被据按照对给是以归依望祝愿将供到送的即]|感谢|抄送|抄报|代表|提请|根据|按照|来自|表扬|提供|学习|我们|不辜负|相信|"
    r"附|附上|另见|盖的是|误印|多给"
)
_BEFORE = rf"(?:^|[，。；：、！？“”‘’《》（）()【】\s|]|{_LEAD})"
_LEAD_BEFORE = re.compile(rf"(?:{_LEAD})$")
_ORGAN = (
    r"教育局|教体局|教育体育局|教科局|教委|教育工委|人民政府|政府|[县区市]?委(?!员)|人大|政协|督导[室办科]|教育督导|督导委员会|"
    r"创建办|自评办|教研室"
)
_WORK = (
    r"责任督学|督学|挂牌督导|第[一二三四五六七八九十]+(?:督学)?责任区|"
    r"(?:各|全体|每一)[校学中小园位级片督教]|教育(?:人|系统|同仁|的)"
)
_OWNED = (
    r"的?(?:孩子|家长|父老|同[行仁志]|教师|师生|老师|小学|学堂|幼儿园|娃娃|明天|未来|义务教育|学前教育|教育(?!强)|督导工作|自评材料)|"
    r"年报|名额|园舍|自评|\d{4}年"
)
_LEFT_IN = re.compile(rf"{_BEFORE}(?P<place>{PLACE})(?={_ORGAN}|{_WORK}|{_OWNED})")
_SCHOOL_KIND = r"(?:中心小学|完全小学|初级中学|九年一贯制学校|中心学校|实验学校|完小|小学|中学|学校)"
# What a school's paper says of its own people and work: 柳塘中学全体师生, 柳塘中学的明天, 柳塘中学办公室印.
_SCHOOLS_OWN = (
    r"的?(?:各位|全体|广大)(?:教|老|师|同)|各(?:位|处室|班|年级)|的?各项工作|(?:希望|寄宿制)?(?:全体)?教师请|的?(?:师生|教职工|同仁|同事)|迎[评检督][\u4e00-\u9fff]{0,6}(?:组|办)|(?:党政)?办公室|校务会|"
    r"教代会|责任督学(?:应|要|须|将)|联系(?:人|电话)|上下(?:齐|一)心|愿|将(?:继续|努力|以)|必将|定会|一定|的(?:明天|未来|春天|旗帜)|供稿"
)
_SCHOOL_LEFT_IN = re.compile(rf"{_BEFORE}(?P<place>[\u4e00-\u9fff]{{2,8}}?{_SCHOOL_KIND})(?={_SCHOOLS_OWN})")
_ANY_SCHOOL = re.compile(
    r"^(?:实验|中心|城关|全[县区市乡镇]|各|[乡镇县区市村省]|本|我|两|附属|民办|公办|农村|寄宿|普通|职业|高级|初级|中小|每|某|兄弟|姊妹|结对|友|"
    r"成员|薄弱|优质|示范)|第[一二三四五六七八九十]|学校学校|[所个]|中小学"
)
# Who made the paper: for this even the city's name is another's, where the text says it nowhere else.
_MAKER = re.compile(
    rf"{_BEFORE}(?P<place>{PLACE})(?:{_ORGAN})[^，。；]{{0,10}}(?:供稿|代拟|提供模板|存档|校对|排版|同步刊发|印）|印$|解释为准)"
)
# A visit, a move, a birthplace, goods: things that a paper may tell of another place.
_MAY_BE_TOLD = re.compile(
    r"来(?:了|访|住|校|听|学|我|人|函|电)|派人|旁听|交流|籍|出生|考[取入]|调[来入到离]|老家|务工|打工|户口|迁|随迁|原[^则因来]|划[归入]|撤|"
    r"合并|招[收生]|距|公里|租|购|法院|监狱|厂|河|路过|过境|流动|外来|下辖|辖|代表[队团]|比赛|联赛|冠军"
)
# 向柳塘县教育局发函, 与柳塘县教育局建立机制: what is done with another is told of it, not a vow to it.
_DEALT_WITH = re.compile("[向与和同给被跟]$")
_VOWED = re.compile("敬|谢|祝|愿|答卷|交[上出]|汇报|承诺|一道|一起|负责|献|抄送|抄报|供稿|报[送告]|表[示达]|口径|一致")
_COUNTIES = re.compile(
    r"各县|县[（(]?[市区]|[市区]县|[两二三四五六七八九十\d]个?县|旗县|县里|全市各[县区]|挂县|县级教育局"
)
_COMMON_VERB = 5000  # occurrences in the corpus of the dictionary: 受 and 找, not 栖
_LEAST_LEFT, _LONGEST_STEM = 2, 3
_LANDFORMS = frozenset("台坡岭河湾坪港口山塘桥屯坝洲岛滩江湖溪泉沟冲垭铺集头寨营店庄")
_MOST_SAID = 2  # more often named is told of
_LISTED, _OFTEN = 3, 3  # a city's paper that names so many counties so often has named all of its own


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is asked of the whole submission: its text, normalised, and its submitter."""

    text: str
    own: str

    def has_counties(self) -> bool:
        """Whether a city's paper speaks of counties under it: a county-level city has none."""
        return _speaks_of_counties(self.text)


@lru_cache(maxsize=8)
def _speaks_of_counties(text: str) -> bool:
    return bool(_COUNTIES.search(text))


def left_in(clause: str, whole: Surroundings) -> Iterator[str]:
    """Other places whose body, people or work a clause names, and that the submission says nothing else of."""
    if is_school(whole.own) and not re.match(r"[\u4e00-\u9fff]{2,3}[县区市旗]", whole.own):
        return
    if not _MAY_BE_TOLD.search(clause):
        for match in _LEFT_IN.finditer(clause):
            place = _name_in(match)
            if not place or is_dealt_with(clause, match, place):
                continue
            if whole.text.count(place) <= _MOST_SAID and _is_another(place, whole):
                yield place
    for match in _MAKER.finditer(clause):
        place = _name_in(match)
        if place and place[:-1] not in whole.own and whole.text.count(place[:-1]) == 1:
            yield place


def schools_left_in(clause: str, whole: Surroundings) -> Iterator[str]:
    """Other schools whose people or work a clause of a school's paper names, said nowhere else."""
    if not is_school(whole.own) or _MAY_BE_TOLD.search(clause):
        return
    for match in _SCHOOL_LEFT_IN.finditer(clause):
        school = _name_in(match, _is_school_name)
        stranger = bool(school) and school not in whole.own and school[:2] not in whole.own and whole.own not in school
        if stranger and whole.text.count(school) <= _MOST_SAID and not is_dealt_with(clause, match, school):
            yield school


def is_dealt_with(clause: str, match: re.Match[str], name: str) -> bool:
    """Whether a name within a match is that of a partner: 同柳湾小学师生开展手拉手活动."""
    start = clause.rfind(name, match.start(), match.end())
    return bool(_DEALT_WITH.search(clause, 0, start)) and not _VOWED.search(clause)


def _name_in(match: re.Match[str], is_name: Callable[[str], bool] | None = None) -> str:
    """The name without the words that lead to it (抄送|安定区, 心把|云麓县); "" where no name is left.

    请|育才小学 is no name with its 请; in 向阳小学 nothing leads to a name, for what is left is too short.
    """
    begin, end = match.span("place")
    starts = [at for at in range(begin + 1, end - 2) if _LEAD_BEFORE.search(match.string, begin, at)]
    led = [at for at in starts if stem_length(_without_kind(match.string[at:end])) >= _LEAST_LEFT]
    names = (match.string[at:end] for at in (*reversed(starts), *(() if led else (begin,))))
    return next((name for name in names if (is_name or _is_name)(name)), "")


def _without_kind(name: str) -> str:
    return re.sub(rf"{_SCHOOL_KIND}$", "", name)


def _is_school_name(school: str) -> bool:
    stem = _without_kind(school)
    named = names_a_land(stem) or len(stem) >= 2 and reads_like_a_name(stem, min(2, len(stem)), rare=True)
    return named and not _ANY_SCHOOL.search(school)


def _is_name(place: str) -> bool:
    stem = place[: stem_length(place)]
    if len(stem) == _LONGEST_STEM and stem[-1] in _LANDFORMS:
        stem = stem[:2]  # 兰陵|台区: the landform is a measure word or the like
    if NO_PLACE.search(place) or not reads_like_a_name(stem, len(stem), rare=True):
        return False
    # 认真执行|县政府, 受|区政府: phrases that the dictionary holds, and verbs.
    words = [(word, rjieba.tag(word)[0][1]) for word in rjieba.cut(stem, hmm=False)]
    return not any(
        (tag.startswith("v") and (len(word) > 1 or rjieba.suggest_freq(word) > _COMMON_VERB))
        or len(word) > _LONGEST_STEM
        or (len(word) > 1 and tag == "n" and word[-1] in "事人")
        for word, tag in words
    )


def _is_another(place: str, whole: Surroundings) -> bool:
    if is_foreign(place, whole.own):
        return True
    if level_of(whole.own) != "市" or not place.endswith(("县", "区", "旗")) or place[:-1] in whole.own:
        return False
    if not whole.has_counties():
        return True
    return whole.text.count(place[:-1]) == 1 and len(_often_named(whole.text)) >= _LISTED


@lru_cache(maxsize=8)
def _often_named(text: str) -> frozenset[str]:
    """The counties that a text names often."""
    counts = Counter(re.findall(r"(?=([\u4e00-\u9fff]{2}[县区旗]))", text))
    return frozenset(name for name, number in counts.items() if number >= _OFTEN and _is_name(name))
