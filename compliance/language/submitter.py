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
_PLACE = (
    rf"(?:(?![县区市旗]){_HAN}){{2,12}}?自治[州县旗]|{_HAN}{{2,6}}?自治[州县旗]|"
    rf"{_HAN}{{2,6}}?(?:[左右]翼[前中后]|联合)旗|{_HAN}{{2,5}}?(?:新区|特区|[县区市旗州盟])"
)
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
# 成县, 和县: counties of one character, which only a title, a letterhead or a signature is asked for.
_ONE_AT = re.compile(rf"(?:{_HAN}{{2,4}}?(?:省|市|州|盟))?(?P<name>(?P<stem>{_HAN})县)(?![里内级属域情籍长城区市])")
_NO_ONE = frozenset("我本全各该某邻别外多几两每此其五大地郊跨区市州省县知强府山镇乡郡所在对给让向由经供为与及是到把")
_SCHOOL_AT = re.compile(rf"(?P<name>(?:{_HAN}{{2,4}}?[县区市旗])?{_HAN}{{2,18}}?{_SCHOOL})")
_AREA_AT = re.compile(rf"(?P<name>{_HAN}{{2,16}}?(?P<kind>(?:督学|督导)?{_AREA}))")
_LEAD_AT = re.compile(_LEAD)

# No name holds these; 城乡, 社区 and 地区 are words.
_NO_PLACE = re.compile(
    r"政府|[实推执]行|责任|示范|实验|域|迎接|接受|关于|城乡|义务|创建|优质|先进|国家|推进|教育|学区|技术|产业|经济|编制|统计|上级|^自治.$|"
    r"[一二三四五六七八九十]条|各(?!族)|[片校社地辖]区$|县乡.$"
)
# Names hold these where the dictionary has the name: 图们市, 无为市, 宁强县, 沙市区.
_NO_UNKNOWN = re.compile(
    r"[我该邻对的与在是为把副咱见们]|[全本每][省国市县区州旗校]|[省市县区校]和|[个年月本让].$|(?:强|联|同|结|加|县|市|郊|超)[县区市旗州盟]$|都市$"
)
# Words at a name's start or before its kind (全县, 市和县), within it characters like others: 天和山县.
_DOUBTFUL = re.compile(r"^[本全和个年月让]|[全和](?:自治|新)?[县区市旗州盟]$")
# What stands behind the name of one who speaks: 全溪县人民政府, 全溪县2023年.
_TOLD = re.compile(
    r"(?:人民)?政府|[县区市旗州盟]?委员会|[县区市旗州盟]委|教(?:育|体|科)[^，]{0,4}局|教委|(?:19|20)\d{2}(?:年|—|学年)"
)
_TOLD_SCHOOL = re.compile(r"(?:19|20)\d{2}(?:年|—|学年)|自[查评]|工作总结|督导")
# Leads that names begin with as well: 让胡路区, 由庄镇, 向店. Before 政府 the last three lead (由清川区政府).
_LEAD_OF_NAMES, _LEAD_OF_BODIES = frozenset("让和及经由向为"), frozenset("由向为")
# 山区 is a word and 昀山区 a name; 偏远山区, 老城区 and 主城区 are words again.
_LANDSCAPE = re.compile(r"(?:山|湖|城|库|林|矿|牧|景|园|厂|灾)区$")
_LANDSCAPE_KINDS = frozenset("老新主全大小旧沿环近远外内东西南北中乡深高边该各县市")
_NO_SCHOOL = re.compile(
    r"[的把给每所们与或我该]|本[校区县市乡镇学]|中小学|各|全[区县市校]|义务教育|政府|关于|评估|督导|家长|教育局|人民|"
    # 规范学校办学行为 says what is done to schools.
    r"^(?:规范|服务|帮扶|走访|联系|评价|考核|检查|指导|督促|促进|管理|整顿|激励|引导|支持)学校$|"
    # 宁乡市有学校141所, 清川县建成农村学校12所 state a number.
    r"[县区市旗州盟镇乡](?:[现共还仅只建设拥辖原]?有|"
    r"(?:[共已先后]|累计){0,2}(?:[新改扩迁]建|改扩建|建成|创[建办]|[开举]办|撤并|整合)(?![路街巷镇乡村]))"
)
# 永和镇中心小学 is a name, 学生和小学 is none.
_NO_SCHOOL_WORDS = frozenset("和本个让")
_NO_AREA = re.compile(
    rf"[我本全各该的了与和个对把所咱块]|政府|教育局|督导室|^(?:建立|设立|划分|调整|完善|推进|落实)|^(?:教育)?(?:督学|督导)?{_AREA}$|^第."
)
# 岩滩县乡村小规模学校 are a county's schools, no school's name.
_KIND_OF_SCHOOL = re.compile(
    rf"^(?:{_HAN}{{2,4}}?[县区市旗]|{_HAN}县|{_HAN}{{2,12}}?自治[县旗州])?(?:乡村|农村|城乡|城区|小规模|民办|公办|中职|职业|中等|寄宿制?|乡镇|薄弱|普通|高中|初中|特殊|"
    rf"学前|优质|责任|示范|标准化|绿色|文明|平安|特色|合格|[现共]?有|[新改扩]建|建成|山区|边远|偏远|普惠性?|公立|私立|推进|建设|办好)*(?:{_SCHOOL})$"
)
# Lines that name those to whom the paper goes, or who passed it on.
_OTHERS_LINE = re.compile(
    r"[：:]$|^[（(]?(?:抄送|抄报|主送|呈报|呈送|分送|报|送|发|印发)[：:]|供稿|(?<!录音)整理|转载|来源|责任编辑|同步刊发|校对|印制|特此致谢|转发|文库"
)
_BREAK = re.compile(r"[\s，。；：:、！？?!,;“”‘’\"《》〈〉（）()【】\[\]〔〕·|／/—－~～]+")
_SELF = re.compile(r"[我本全](州(?!县)|[县区市旗盟校])")  # 全州县 is a name
# 全县 is said of another county, too; where 我市 is said, it tells.
_OURS = re.compile(r"[我本]([州县区市旗盟校])")
_LEAST_OURS = 3

_TITLE, _HEAD, _FOOT = 20, 4, 3
_HEAD_LINES, _FOOT_LINES = 6, 8
_LONGEST_EDGE = 60  # characters: letterheads and signatures are short
_MOST_MENTIONS = 8
_LONGEST_NAME = 40
_MOST_PHRASES = 4  # of a line, for each of which all lines are asked
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
    ours = _OURS.findall(text)
    ranks = Counter(ours if len(ours) >= _LEAST_OURS else _SELF.findall(text))
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
    unlike = most != rank and ranks[rank] * 2 < times and not _is_area(name)
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
    said = frozenset((title, *lines))
    for name in _names(title, said, titled=True):
        yield _Candidate(name, _TITLE)
    for number, line in enumerate(lines):
        foot = number >= len(lines) - _FOOT_LINES
        edge = number < _HEAD_LINES or foot
        short = len(line) <= _LONGEST_EDGE or line.startswith("—")  # a title's second line
        if edge and short and not _OTHERS_LINE.search(line.strip()):
            weight = _HEAD if number < _HEAD_LINES else _FOOT
        else:
            weight = 0
        for name in _names(line, said if weight else frozenset(), titled=False):
            yield _Candidate(name, weight)


def _names(line: str, said: frozenset[str], *, titled: bool) -> Iterator[str]:
    """The names that phrases of a line open with; `said` are the document's lines, for a title or an edge only."""
    edge = bool(said)
    for number, phrase in enumerate(_BREAK.split(line)):
        lead = _LEAD_AT.match(phrase)
        end = lead.end() if lead else 0
        opening = end - 1  # where the name stands if the lead's last character is its first
        if end and phrase[opening] in _LEAD_OF_NAMES and number < _MOST_PHRASES:
            whole = _name_at(phrase[opening:], edge=edge, sure=True)
            behind = phrase[opening + len(whole) :] if titled and not number and not opening else ""
            if whole and _is_whole(whole, behind, said):
                yield whole
                continue
        for start in dict.fromkeys((end, 0)):
            if name := _name_at(phrase[start:], edge=edge):
                yield name
                break


def _is_whole(name: str, behind: str, said: frozenset[str]) -> bool:
    """Whether a name that begins like a lead is the name: 让胡路区, but not 让清川区….

    So where the dictionary has its place, where a title opens with it and goes on as after a name (`behind`), and
    where several lines say it and none says it without its first character.
    """
    if (place := _opening_place(name)) and _is_known(place):
        return True
    told = _TOLD_SCHOOL if _is_school(name) or name[0] in _LEAD_OF_BODIES else _TOLD
    if told.match(behind):
        return True
    lines = [line for line in said if name[1:] in line]
    return len(lines) > 1 and all(line.count(name) == line.count(name[1:]) for line in lines)


def _name_at(phrase: str, *, edge: bool, sure: bool = False) -> str:
    """The name that a phrase opens with; `sure` leaves its first character out of doubt."""
    phrase = phrase[:_LONGEST_NAME]
    area = _AREA_AT.match(phrase)
    if area and not _NO_AREA.search(_own_part(area["name"], sure=sure)):
        # 清川县督学责任区 are all of the county's.
        county = _opening_place(phrase, edge=edge, sure=sure)
        return (
            county
            if area["name"] == county + area["kind"] and county and area["kind"].endswith("责任区")
            else area["name"]
        )
    school = _SCHOOL_AT.match(phrase)
    if school and _may_be_school(school["name"], sure=sure):
        county = _opening_place(school["name"])
        return "" if _is_verbal(school["name"]) and not (county and _is_known(county)) else school["name"]
    return _opening_place(phrase, edge=edge, sure=sure)


def _may_be_school(name: str, *, sure: bool) -> bool:
    if _KIND_OF_SCHOOL.search(name):
        return False
    own = _own_part(name, sure=sure)
    return not _NO_SCHOOL.search(own) and _NO_SCHOOL_WORDS.isdisjoint(rjieba.cut(own, hmm=False))


def _own_part(name: str, *, sure: bool) -> str:
    """A name from its county's last character on; the county's others are in no doubt (民和县石桥镇中心小学)."""
    county = _opening_place(name)
    return name[len(county) - 1 :] if county and name.startswith(county) else name[sure:]


def _opening_place(phrase: str, *, edge: bool = False, sure: bool = False) -> str:
    """The place that a phrase opens with; at an `edge` what stands behind it may tell that it is one."""
    for pattern in (_CHAIN_AT, _PLACE_AT):
        match = pattern.match(phrase)
        if match and (name := _place(match["name"], told=sure or edge and bool(_TOLD.match(phrase, match.end())))):
            return name
    one = _ONE_AT.match(phrase) if edge else None
    if one and one["stem"] not in _NO_ONE and (_is_known(one["name"]) or _TOLD.match(phrase, one.end())):
        return one["name"]
    return ""


def _place(name: str, *, told: bool) -> str:
    """The name of a place, or "" where the characters are a word or a phrase that ends like one."""
    if _NO_PLACE.search(name):
        return ""
    known = _is_known(name)
    if _LANDSCAPE.search(name) and (name[:-2] in _LANDSCAPE_KINDS or _is_word(name[:-2])):
        return name if told and known else ""
    if known:
        return name
    if _NO_UNKNOWN.search(name) or _is_verbal(name) or (_DOUBTFUL.search(name) and not told):
        return ""
    return name


def _is_known(name: str) -> bool:
    """Whether the dictionary has the name, that of another rank (奉化县 for 奉化区) or its stem as a place (宁乡)."""
    if _is_entry(name, "n"):
        return True
    if len(name) < 3 or name[-1] not in "县市区":
        return False
    stem = name[:-1]
    return any(_is_entry(stem + kind, "") for kind in "县市区") or (stem[-1] not in "市区盟" and _is_entry(stem, "ns"))


def _is_entry(word: str, tag: str) -> bool:
    return bool(rjieba.cut(word, hmm=False) == [word] and rjieba.tag(word)[0][1].startswith(tag))


def _is_word(text: str) -> bool:
    return len(text) > 1 and rjieba.cut(text, hmm=False) == [text] and not rjieba.tag(text)[0][1].startswith(("n", "x"))


def _is_verbal(name: str) -> bool:
    """Whether a would-be name opens with a verb: 促进区 of 促进区域…, 推进城区学校."""
    if "族自治" in name:
        return False
    word = rjieba.cut(name, hmm=False)[0]  # the HMM takes unknown names for verbs
    return len(word) > 1 and rjieba.tag(word)[0][1].startswith(("v", "p", "d"))


def _plain(line: str) -> str:
    """A line as it is judged; what white space parts stays parted (第24期　清川市人民政府)."""
    return normalise(re.sub(r"\s+", "，", line)).text
