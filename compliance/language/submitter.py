"""Whose document it is (报送单位): the district, city, school or inspection area that a document speaks for.

Names are gathered where they stand at the start of a phrase (title, letterhead, signature, body) and weighed: a name in
the title counts most, then one in the first and last lines, then how often the text speaks of it. An addressee, a
recipient of copies and a source are no submitters; a name of another rank than 我县, 全市 or 我校 tells is unlikely.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import rjieba

from compliance.language.normalise import normalise

_HAN = r"[\u4e00-\u9fff]"
_PLACE = rf"{_HAN}{{2,6}}?自治[州县旗]|{_HAN}{{2,5}}?(?:新区|特区|[县区市旗州盟])"
_SCHOOL = (
    r"(?:九年一贯制学校|九年制学校|中心学校|中心校|小学|中学|完小|幼儿园|学校|职教中心)(?:教育集团|集团|教育共同体)?"
)
_AREA = r"(?:责任区|督学工作站|督导工作站|督学工作组|专项督学组|督学视导所|教育督导站|督导站)"
# What a phrase may open with before it comes to the name: 在清川区…会上的讲话, 关于印发《清川区…》的通知.
_LEAD = (
    r"(?:(?:\d{4}—)?\d{2,4}(?:学年度?|年度?)|\d{1,2}[月日]|第\d{1,3}期|在|关于|对|印发|报送|写给|给|按照|依照|根据|中共|作者系|作为|也是|并附|附|"
    r"兼报|让|向|由|经|供|为|与|和|及|是)*"
)
_PLACE_AT = re.compile(rf"(?P<name>{_PLACE})(?![里内级属域情籍长])")
_CHAIN_AT = re.compile(rf"{_HAN}{{2,4}}?(?:省|市|州|盟)(?P<name>{_HAN}{{2,4}}?(?:新区|[县区市旗]))(?![里内级属域情籍])")
_SCHOOL_AT = re.compile(rf"(?P<name>(?:{_HAN}{{2,4}}?[县区市旗])?{_HAN}{{2,18}}?{_SCHOOL})")
_AREA_AT = re.compile(rf"(?P<name>{_HAN}{{2,16}}?(?P<kind>(?:督学|督导)?{_AREA}))")
_LEAD_AT = re.compile(_LEAD)

_NO_PLACE = re.compile(
    r"[我本全各该邻对的和与在是为个年月把让副咱见们]|政府|[实推执]行|责任|示范|实验|域|迎接|接受|关于|城乡|义务|创建|优质|先进|国家|推进|"
    r"教育|学区|技术|产业|经济|编制|统计|上级|^自治$|[一二三四五六七八九十]条|(?:片|学|校|社|地|辖|强|联|同|结|加|县|市|乡|郊|超|都)$"
)
# 山区 is a word and 昀山区 a name; 偏远山区, 老城区 and 主城区 are words again.
_LANDSCAPE = re.compile(r"(?:山|湖|城|库|林|矿|牧|景|园|厂|灾)区$")
_LANDSCAPE_KINDS = frozenset("老新主全大小旧沿环近远外内东西南北中乡深高边该各县市")
_NO_SCHOOL = re.compile(
    r"[的让把给每所们和与或个我本该]|中小学|各|全[区县市校]|义务教育|政府|关于|评估|督导|家长|教育局|人民"
)
_NO_AREA = re.compile(rf"[我本全各该的了与和个对把所咱块]|政府|教育局|督导室|^(?:督学|督导)?{_AREA}$|^第.")
# 岩滩县乡村小规模学校 are a county's schools, no school's name.
_KIND_OF_SCHOOL = re.compile(
    rf"^(?:{_HAN}{{2,4}}?[县区市旗])?(?:乡村|农村|城乡|城区|小规模|民办|公办|中职|职业|中等|寄宿制?|乡镇|薄弱|普通|高中|初中|特殊|"
    rf"学前|优质|责任|示范|标准化|绿色|文明|平安|特色|合格|新建|推进|建设|办好)*(?:{_SCHOOL})$"
)
# Lines that name those to whom the paper goes, or who passed it on.
_OTHERS_LINE = re.compile(
    r"[：:]$|^[（(]?(?:抄送|抄报|主送|呈报|呈送|分送|报|送|发|印发)[：:]|供稿|(?<!录音)整理|转载|来源|责任编辑|同步刊发|校对|印制|特此致谢|转发|文库"
)
_BREAK = re.compile(r"[\s，。；：:、！？?!,;“”‘’\"《》〈〉（）()【】\[\]〔〕·|／/—－~～]+")
_SELF = re.compile(r"[我本全]([县区市旗州盟校])")

_TITLE, _HEAD, _FOOT = 20, 4, 3
_HEAD_LINES, _FOOT_LINES = 6, 8
_LONGEST_EDGE = 60  # characters: letterheads and signatures are short
_MOST_MENTIONS = 8
_LONGEST_NAME = 40
_MOST_NAMES = 100
_LEAST_BODY = 3  # a name that stands only in the body must be said as often
_OTHER_RANK = 6


@dataclass(frozen=True, slots=True)
class _Candidate:
    name: str
    weight: int


def submitter(title: str, lines: Sequence[str]) -> str:
    """The name of the submitter, by a document's title and its lines as printed; "" where nothing names it."""
    title, lines = _plain(title), [_plain(line) for line in lines]
    text = "\n".join(lines)
    weights: dict[str, int] = {}
    met = Counter[str]()
    for candidate in _candidates(title, lines):
        weights[candidate.name] = max(weights.get(candidate.name, 0), candidate.weight)
        met[candidate.name] += 1
    # Each name is looked for in the whole text, so those that only a long body holds are bounded.
    often = {name for name, _ in met.most_common(_MOST_NAMES)}
    weights = {name: weight for name, weight in weights.items() if weight or name in often}
    ranks = Counter(_SELF.findall(text))
    # Names at the edges go before those that only the body holds.
    edge = {name: weight for name, weight in weights.items() if weight}
    for pool, least in ((edge, _HEAD), (weights, _LEAST_BODY), (edge, 1)):
        scores = {name: _score(name, weight, text, ranks) for name, weight in pool.items()}
        best = max(scores, key=lambda name: scores[name], default="")
        if best and scores[best] >= least:
            return _with_county(best, list(weights), text)
    return ""


def _score(name: str, weight: int, text: str, ranks: Counter[str]) -> int:
    # The stem of a name that only the body holds may be a word.
    mentions = text.count(_stem(name)) - 1 if weight else text.count(name)
    if weight == _TITLE:
        # A title that was copied names a place of which the text says nothing.
        return (_TITLE if mentions > 0 or _is_area(name) else _HEAD) + min(mentions, _MOST_MENTIONS)
    rank = "校" if _is_school(name) else name[-1]
    most, times = ranks.most_common(1)[0] if ranks else (rank, 0)
    unlike = most != rank and ranks[rank] * 3 < times and not _is_area(name)
    return weight + max(0, min(mentions, _MOST_MENTIONS)) - (_OTHER_RANK if unlike else 0)


def _with_county(name: str, names: Sequence[str], text: str) -> str:
    """石门督学责任区 of 雁栖县: an inspection area is told apart from others only by its county."""
    if not _is_area(name) or _opening_place(name):
        return name
    counties = [other for other in names if other[-1] in "县区市旗" and not _is_area(other)]
    said = {other: len(re.findall(f"{other}(?:人民)?政府", text)) for other in counties}
    county = max(said, key=lambda other: said[other], default="")
    return county + name if county and said[county] else name


def _stem(name: str) -> str:
    """What the text says for the name: 清川 for 清川区, 石桥镇中心小学 for a school with its county."""
    if _is_school(name) or _is_area(name):
        return re.sub(rf"^{_HAN}{{2,4}}?[县区市旗](?={_HAN}{{4}})", "", name)
    stem = re.sub(r"(?:自治[州县旗]|新区|[县区市旗州盟])$", "", name)
    return stem if len(stem) >= 2 else name


def _is_school(name: str) -> bool:
    return bool(re.search(f"{_SCHOOL}$", name))


def _is_area(name: str) -> bool:
    return bool(re.search(f"{_AREA}$", name))


# --- where names stand -------------------------------------------------------------------------------------


def _candidates(title: str, lines: Sequence[str]) -> Iterator[_Candidate]:
    for name in _names(title):
        yield _Candidate(name, _TITLE)
    for number, line in enumerate(lines):
        foot = number >= len(lines) - _FOOT_LINES
        edge = number < _HEAD_LINES or foot
        short = len(line) <= _LONGEST_EDGE or line.startswith("—")  # a title's second line
        if edge and short and not _OTHERS_LINE.search(line.strip()):
            weight = _HEAD if number < _HEAD_LINES else _FOOT
        else:
            weight = 0
        for name in _names(line):
            yield _Candidate(name, weight)


def _names(line: str) -> Iterator[str]:
    """The names that phrases of a line open with."""
    for phrase in _BREAK.split(line):
        lead = _LEAD_AT.match(phrase)
        for start in dict.fromkeys((lead.end() if lead else 0, 0)):
            if name := _name_at(phrase[start : start + _LONGEST_NAME]):
                yield name
                break


def _name_at(phrase: str) -> str:
    area = _AREA_AT.match(phrase)
    if area and not _NO_AREA.search(area["name"]):
        # 清川县督学责任区 are all of the county's.
        county = _opening_place(phrase)
        return (
            county
            if area["name"] == county + area["kind"] and county and area["kind"].endswith("责任区")
            else area["name"]
        )
    school = _SCHOOL_AT.match(phrase)
    if school and not _NO_SCHOOL.search(school["name"]) and not _KIND_OF_SCHOOL.search(school["name"]):
        return "" if _is_verbal(school["name"]) else school["name"]
    return _opening_place(phrase)


def _opening_place(phrase: str) -> str:
    chain, place = _CHAIN_AT.match(phrase), _PLACE_AT.match(phrase)
    return (chain and _place(chain["name"])) or (_place(place["name"]) if place else "")


def _place(name: str) -> str:
    """The name of a place, or "" where the characters are a word or a phrase that ends like one."""
    if _NO_PLACE.search(name[:-1]) or _is_verbal(name):
        return ""
    if _LANDSCAPE.search(name) and (name[:-2] in _LANDSCAPE_KINDS or _is_word(name[:-2])):
        return ""
    return name


def _is_word(text: str) -> bool:
    return len(text) > 1 and rjieba.cut(text, hmm=False) == [text] and not rjieba.tag(text)[0][1].startswith(("n", "x"))


def _is_verbal(name: str) -> bool:
    """Whether a would-be name opens with a verb: 促进区 of 促进区域…, 推进城区学校."""
    word = rjieba.cut(name, hmm=False)[0]  # the HMM takes unknown names for verbs
    return len(word) > 1 and rjieba.tag(word)[0][1].startswith(("v", "p", "d"))


def _plain(line: str) -> str:
    """A line as it is judged; what white space parts stays parted (第24期　清川市人民政府)."""
    return normalise(re.sub(r"\s+", "，", line)).text
