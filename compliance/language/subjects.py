"""Whose fact a clause states (主体): the submitter's own, a superior's, a neighbour's, a school's, some schools' …

A mention counts as the subject unless a word before it makes it an addressee, a source or a place (对全区41所学校,
按照市教委规定, 与柳塘县). The first one left wins. A clause without one is `unknown`: the caller carries on the subject
of the sentence or section.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import rjieba

from compliance.terms import Subject

# Names of documents mention bodies that do nothing in the clause.
_NAMES = re.compile(r"《[^》]*》|《[^》]*$|^[^《》]*》")
# Words that end like a place, a post or a school and are none.
_TRAPS = re.compile(
    r"社区|片区|学区|校区|(?<!先进)(?<!发达)(?<!其他)(?<!外)(?<!沿海)地区|责任区|辖区|园区|城区|郊区|库区|山区|灾区|林区|牧区|矿区|厂区|景区|湖区|特区|新区|小区|街区|禁区|"
    r"功能区|示范区|实验区|保护区|分区|包干区|区域|区间|区别|区分|区划|区情|区属|县域|县城|县情|县属|市场(?!监管)|市民|市区|城市|都市|超市|"
    r"门市|市情|乡镇|镇街|城镇|村镇|城乡|家乡|返乡|下乡|乡村|乡土|山乡|老乡|国旗|红旗|升旗|旗帜|旗下|"
    r"教育部[分门]|干部里|[光单全仅]靠|宿舍区|卫生区|生活区|教学区|活动区|办公区|优秀区|先进区|达标区|"
    r"全[省市国](?:领先|第[一二三四五六七八九十\d]|首[批个家]|率先|唯一|前列|先进)|党校|家长学校|进修学校|夜校|军校|高校|院校|校园|学校化|学校发展|学校管理|学校评估|办学校|中小学生|小学化"
)
_LEVELS = "国省市县校"  # from above to below; 区 and 旗 stand with 县, 州 and 盟 with 市
_PEER = {"区": "县", "旗": "县", "州": "市", "盟": "市", "自治区": "省"}

# The words before a mention that make it something other than the subject.
_NOT_SUBJECT = re.compile(
    r"(?:按照?|根据|依据|依照|对照|参照|遵照|经|报请?|向|给|对|为|与|和|同|跟|被|受|接受|赴|到|往|前往|在|至|从|比|高于|低于|较|"
    r"位居|位列|居|列|获得?|评为|荣获|迎接|贯彻|落实|学习|借鉴|执行|超出|超过|达到|符合|高出|进入|深入|覆盖|辐射|走进|走遍|遍及|"
    r"照|依|使用|采用|套用|沿用|[用拿]着?|[就也]是|参加|迎|抄送|报送|呈报|上报|提交|提请|代表|代|将|把|使|让|请|邀请|会同|联合|配合|协同|以|于|及|、|全体|担任)(?:了|过|全|本|我)?$"
)
_TAKES = re.compile(r"由$")  # 由县政府牵头: the agent is the real subject

_NEAR = r"(?:毗邻|相邻|邻近|邻居|邻|兄弟|周边|外地|外|其他)(?:的)?"
_ORGAN = (
    r"(?:教育局|教体局|教育体育局|教科局|教育和科学技术局|教委|教育委员会|教育工委|教育厅|财政局|财政厅|人社局|编办|编委|发改委|"
    r"发改局|卫健局|公安分?局|市场监管(?:局|部门)?|消防[\u4e00-\u9fff]{0,2}队|住建局|自然资源局|规自分局|市监局|统计局|审计局|"
    r"组织部|宣传部|纪委监?委?|司法局|民政局|交通局|文旅局|医保局|科技局)"
)
_DUDAO = r"(?:(?:人民)?政府)?(?:教育)?(?:督导(?:委员会)?(?:室|办(?:公室)?|科|股|团|组)|教督(?:室|办|办公室))"
_SCHOOL_COUNT = re.compile(
    r"(?P<number>\d{1,9}|[一二两三四五六七八九十百]{1,9})(?:所|个(?=学校|教学点|[校园]))[^和与及由，、的了在]{0,6}?(?:学校|中小学|小学|初中|中学|幼儿园|校|园|教学点)"
)
_WHOLE = re.compile(r"没有一|全部|均|都|所有|共有?|现有|全[区县市]|辖|逐校|每校|无一")
# Fewer schools than this, named by their number alone, are seldom all of a district's.
_MANY_SCHOOLS = 20

_OWN_WORDS = (
    r"(?:我|本|全){level}|{level}委{level}?(?:县|区|市)?政府|{level}(?:人民)?政府(?!教育督导)|"
    r"{level}委(?!员)|{level}里|{level}领导|{level}长"
)
_DIGITS = dict(zip("一二两三四五六七八九", (1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    kind: str
    text: str
    rank: int  # among mentions at one place the lower rank wins, then the longer one


def find_subject(text: str, own: str) -> Subject:
    """Whose fact a normalised comma part states, seen from the submission's subject `own`
    (清川区, a school's name, "" where it is unknown).

    kind: own, superior, neighbour, school (one named), schools (all), some (部分学校, 3所学校; for a city also one of
    its counties), department (an office of the own level), office (the own inspection office), unknown.
    """
    masked = _TRAPS.sub(_blank, _NAMES.sub(_blank, text))
    mentions = sorted(_mentions(masked, own), key=lambda m: (m.start, m.rank, -m.end))
    for mention in mentions:
        before = masked[: mention.start]
        if not _NOT_SUBJECT.search(before) or _TAKES.search(before):
            chosen = _holder(mention, mentions)
            return Subject(chosen.kind, text[mention.start : chosen.end])
    return Subject("unknown")


def _blank(match: re.Match[str]) -> str:
    return "□" * len(match[0])


def _holder(mention: _Mention, mentions: Sequence[_Mention]) -> _Mention:
    """The body whose possessor the mention is: 清川区|教育局, 我县|督导室, 全区|各校."""
    if mention.kind != "own":
        return mention
    held = ("department", "office", "school", "schools")
    after = [m for m in mentions if mention.start < m.start <= mention.end < m.end and m.kind in held]
    return after[0] if after else mention


# --- levels ------------------------------------------------------------------------------------------


@lru_cache(maxsize=256)
def level_of(own: str) -> str:
    """国, 省, 市, 县 (also for 区 and 旗) or 校, by the subject's last character; 县 where it tells nothing."""
    if re.search(r"(?:学校|小学|中学|幼儿园|集团|[一二三四五六]中|[一二三四五六]小|校)$", own):
        return "校"
    if own.endswith("自治区"):
        return "省"
    last = own[-1:]
    return _PEER.get(last, last) if last in "区县市旗州盟省" and last else "县"


def _kind_of_level(level: str, own: str, kind: str) -> str:
    """`kind` where the level is the own one, superior above it, some below it."""
    mine, theirs = _LEVELS.index(level_of(own)), _LEVELS.index(_PEER.get(level, level))
    return kind if mine == theirs else "superior" if theirs < mine else "some"


# --- mentions ----------------------------------------------------------------------------------------


def _mentions(text: str, own: str) -> Iterator[_Mention]:
    yield from _own(text, own)
    yield from _superiors(text, own)
    yield from _offices(text, own)
    yield from _places(text, own)
    yield from _schools(text, own)
    yield from _counted_schools(text)


@lru_cache(maxsize=256)
def _own_pattern(own: str) -> re.Pattern[str]:
    names = [re.escape(own)] if own else []
    level = level_of(own)
    if level == "校":
        # A school's name without its county, and its words for itself.
        short = re.sub(r"^[\u4e00-\u9fff]{1,6}?(?:县|区|市|旗)", "", own)
        names += [re.escape(short)] if len(short) > 2 else []
        names += [r"(?:我|本|全)校", r"学校(?!的)", r"集团(?:校)?", r"校(?:长|务会|委会)"]
    else:
        # 清川县第二督学责任区 speaks of its county as its own; a league's sign is its own too.
        own_sign = own[-1:] in "区县市旗州盟省" and own and not own.endswith("责任区")
        sign = own[-1:] if own_sign else "[区县市]"
        names += [_OWN_WORDS.format(level=sign), r"我们", r"(?:教育)?督导委员会(?!办)|教督委"]
        # 清川 for 清川区: a name of one character is too short to stand alone.
        stem = re.sub(r"[区县市旗州盟省]$", "", own)
        names += [rf"{re.escape(stem)}(?![区县市旗州盟省])"] if len(stem) > 1 else []
        if level == "市":
            names += [r"(?:各|全市各|[\d二两三四五六七八九十]+个?)(?:县|区)(?:[（(][^）)]*[）)]|区)?"]
    return re.compile("|".join(names))


def _own(text: str, own: str) -> Iterator[_Mention]:
    for match in _own_pattern(own).finditer(text):
        yield _Mention(*match.span(), "own", match[0], 2)


_UPPER = re.compile(
    r"(?P<level>国家(?=教育督导|督导|规定(?!的)|要求(?!的)|下发|印发|认定|通过)|全国(?=平均)|中央|教育部|国务院|部里|上级|自治区|省|市(?!场)|县|区|镇|乡)"
    r"(?P<what>里(?!程)|委|级(?=政府|财政|督导|部门|教育局|检查|验收|评估)|人民政府|政府|党委|领导|(?:[^任的由对在为，、]{0,6}?)(?:厅|局|办|室|组|团|教委|院|会(?!商|议)))?"
)
_UPPER_LEVEL = {
    **dict.fromkeys(("国家", "全国", "中央", "教育部", "国务院", "部里", "上级"), "国"),
    **dict.fromkeys(("区", "镇", "乡"), "县"),
    "自治区": "省",
}


def _superiors(text: str, own: str) -> Iterator[_Mention]:
    """省里, 市教育局, 上级, 国务院: bodies above the submitter; for a school the county's and township's too."""
    mine = _LEVELS.index(level_of(own))
    for match in _UPPER.finditer(text):
        sign = match["level"]
        theirs = _LEVELS.index(_UPPER_LEVEL.get(sign, sign))
        alone = sign in ("国家", "全国", "中央", "教育部", "国务院", "部里", "上级")
        named = match.start() and text[match.start() - 1] in "我本各该邻"
        whole = match.start() and text[match.start() - 1] == "全"
        if theirs < mine and (alone or match["what"] or whole) and not named:
            yield _Mention(match.start() - bool(whole), match.end(), "superior", match[0], 1)


_OFFICE = re.compile(rf"(?P<level>[省市县区旗州]?)(?P<body>{_DUDAO}|我室|我办|我科)")
_DEPARTMENT = re.compile(
    rf"(?P<level>[省市县区旗州]?)(?P<body>{_ORGAN}|各(?:有关|相关|职能|成员)?(?:部门|单位|科室|股室)|各乡镇|各镇|各街道|各处室|教导处|总务处|政教处|德育处|教研组|财政(?=按|安排|每|拨|下达|足额|部门)|(?:教育|财政|人社|公安|编制|统计|住建|卫健)部门)"
)


def _offices(text: str, own: str) -> Iterator[_Mention]:
    """The inspection office and the departments, of the own level or of one above."""
    for pattern, kind in ((_OFFICE, "office"), (_DEPARTMENT, "department")):
        for match in pattern.finditer(text):
            sign = match["level"]
            if level_of(own) == "校" and (sign or match["body"].endswith(("局", "委", "厅", "办"))):
                actual = "superior"
            else:
                actual = _kind_of_level(sign, own, kind) if sign else kind
            if kind == "office" and re.search(r"督导[组团]$", match["body"]):
                actual = "superior"  # a team that inspects comes from above
            yield _Mention(*match.span(), actual, match[0], 0)


_NEIGHBOUR = re.compile(
    rf"{_NEAR}(?:县市区|县区|区县|县|区|市|旗|州|省|单位|校)|(?:先进|发达|外|其他|沿海)地区|先进(?:县区|县|区|市)(?=的|已|均|经验)|兄弟单位|友邻"
)
_SIGNS = frozenset("区县市旗州")
# Parts of speech (ICTCLAS tags as jieba gives them) that an unknown name may get, and those that no name has.
_NAMED = ("ns", "nr", "nz", "x", "zg", "ng")
_NEVER = ("p", "v", "d", "c", "u", "r", "m", "q", "f", "t")
_PARTICLES = "往借谈在于由向与和同及为对被把将从到按如像比给以即又还但而则"
_NO_NAME = re.compile(
    r"^(?:[我本全各该邻两几多每某其原新老大小整此外超下上]|其他|开发|高新|经开|所在|属地|贫困|先进|强|示范|哪些|样本|均衡)|[挂帮]$"
)


def _places(text: str, own: str) -> Iterator[_Mention]:
    """Places but the own one: 毗邻的云渡区, 柳塘县; a larger one is a superior, a city's county one of its parts."""
    for match in _NEIGHBOUR.finditer(text):
        yield _Mention(*match.span(), "neighbour", match[0], 1)
    if _SIGNS.isdisjoint(text):
        return
    for begin, end in _place_spans(text):
        place = text[begin:end]
        if _NO_NAME.search(place[:-1]) or (own and (place in own or own.endswith(place) or place.endswith(own))):
            continue
        yield _Mention(begin, end, _foreign_kind(text, begin, place[-1], own), place, 3)


def _place_spans(text: str) -> Iterator[tuple[int, int]]:
    """Slices that read like a county's, city's or district's name: two or three characters and 县, 区, 市."""
    tokens = _tagged(text)
    for number, (begin, end, tag) in enumerate(tokens):
        if text[end - 1] not in _SIGNS or not (tag.startswith(_NAMED) or end - begin == 1):
            continue
        back = number
        # jieba splits names that it does not know: 柳|塘|县, 云|渡区.
        while end - begin < 3 and back and tokens[back - 1][2].startswith((*_NAMED, "a")):
            back -= 1
            begin = tokens[back][0]
        while end - begin > 3 and text[begin] in _PARTICLES:
            begin += 1
        if 3 <= end - begin <= 4 and _HAN.fullmatch(text, begin, end):
            yield begin, end


@lru_cache(maxsize=1024)
def _tagged(text: str) -> tuple[tuple[int, int, str], ...]:
    """Words as (start, end, part of speech)."""
    spans, position = [], 0
    for word, tag in rjieba.tag(text):
        spans.append((position, position + len(word), tag))
        position += len(word)
    return tuple(spans)


def _foreign_kind(text: str, begin: int, sign: str, own: str) -> str:
    if re.search(rf"{_NEAR}$", text[:begin]):
        return "neighbour"
    if not own:  # nobody said whose document it is: a named place may be its own
        return "unknown"
    mine, theirs = _LEVELS.index(level_of(own)), _LEVELS.index(_PEER.get(sign, sign))
    if theirs < mine:
        return "superior"
    return "neighbour" if theirs == mine else "some"


# --- schools -----------------------------------------------------------------------------------------

_ALL_SCHOOLS = re.compile(
    r"(?:全[区县市]|区内|县内|市内|辖区内)?(?:各|所有|每一?所|每个|全部|一切)(?:的)?(?:公办|民办|城乡|义务教育|镇街|乡镇|农村|级各类|类)*"
    r"(?:中小学校?|学校|小学|初中|中学|幼儿园|校|园|教学点)(?:、?[（(]?幼儿园[）)]?)?|校校|全[区县市](?:公办|城乡|义务教育)*(?:中小学校?|学校|小学|初中|幼儿园)|(?:[区县市]|□□)内的?(?:公办|民办|城乡)*(?:中小学校?|学校)|"
    r"中小学校?(?=均|都|全部|普遍|一律)"
)
_SOME = re.compile(
    r"(?:部分|个别|少数|(?<![\u4e00-\u9fff])有的|有些|几所|多所|一些|若干|不少(?!于)|绝?大?多数|大部分|半数)(?:的)?[^，、的和与]{0,5}?"
    r"(?:学校|中小学|小学|初中|中学|幼儿园|村小|教学点|校|园|县区|县|区|乡镇|单位|教师|督学|学生|地方)"
)
_SCHOOL_END = re.compile(
    r"(?:小学|中学|[一二三四五六七八九十](?:小(?!时|组|区|班)|中(?!心|央))|学校|幼儿园|教学点|职教中心)(?!发展|管理|建设标准|布局|章程|生(?!均)|校长|教师)"
)
_LONGEST_SCHOOL = 14
# What makes a school's name one school's: a number, a place, or one of these words.
_ONE_SCHOOL = re.compile(
    r"[一二三四五六七八九十][小中]$|第[一二三四五六七八九十]+|实验|附属|外国语|城关|[路街镇乡村湾河山桥]$|[路街镇乡村]中心"
)
_GENERIC = re.compile(
    r"^(?:乡镇|镇|乡|村|农村|山区|乡村|[区县市][直级属]|[区县市]|本|我|该|各|每|两|几)?(?:中心)?$|"
    r"(?:普通|职业|优秀|寄宿|寄宿制|[公民]办|重点|标准化|薄弱|达标|示范)$"
)
_HAN = re.compile(r"[\u4e00-\u9fff]+")
# What a number before a school's name leaves of a date: 8月份县中学.
_END_OF_DATE = re.compile(r"[年月日](?:份|底|初)?")


def _schools(text: str, own: str) -> Iterator[_Mention]:
    for match in _ALL_SCHOOLS.finditer(text):
        kind = "own" if level_of(own) == "校" and match[0] in ("各校",) else "schools"
        yield _Mention(*match.span(), kind, match[0], 0)
    for match in _SOME.finditer(text):
        yield _Mention(*match.span(), "some", match[0], 0)
    for begin, end in _school_spans(text):
        date = _END_OF_DATE.match(text, begin) if begin and text[begin - 1].isdigit() else None
        begin = date.end() if date else begin
        mention = text[begin:end]
        if own and level_of(own) == "校" and (mention in own or own in mention):
            continue
        # Seen from a school another school is a neighbour; so is a school of another county.
        place = re.match(r"([^全本我各]{2,3}[县区市])", mention)
        foreign = level_of(own) == "校" or bool(own and place and not own.endswith(place[1]))
        yield _Mention(begin, end, "neighbour" if foreign else "school", mention, 1)


def _school_spans(text: str) -> Iterator[tuple[int, int]]:
    """Slices that name one school: 城关一小, 区实验小学, 和平路小学; kinds of schools (寄宿制学校) are none."""
    text = text.replace("中小学", "□□□")
    if not _SCHOOL_END.search(text):
        return  # few texts name a school, and finding words takes longer
    tagged = _tagged(text)
    starts = [start for start, _, _ in tagged]
    for match in _SCHOOL_END.finditer(text):
        begin, before = match.start(), bisect_left(starts, match.start())
        for start, end, tag in reversed(tagged[max(0, before - _LONGEST_SCHOOL) : before]):
            word = text[start : min(end, match.start())]
            fits = tag.startswith((*_NAMED, "a", "n", "b", "s", "j", "i", "l", "eng")) or _ONE_SCHOOL.search(word)
            if not _HAN.fullmatch(word) or not fits or match.end() - start > _LONGEST_SCHOOL:
                break
            begin = start
        while begin < match.start() and text[begin] in _PARTICLES:
            begin += 1
        name, mention = text[begin : match.start()], text[begin : match.end()]
        numbered = bool(name) and mention[-1] in "小中"  # 区一中
        generic = not numbered and _GENERIC.search(name) or re.search(r"[全本我][区县市]", name)
        known = any(tag.startswith(_NAMED) for _, _, tag in tagged[bisect_left(starts, begin) : before])
        if (known or _ONE_SCHOOL.search(name) or _ONE_SCHOOL.search(mention)) and not generic:
            yield begin, match.end()


def _counted_schools(text: str) -> Iterator[_Mention]:
    """41所学校: all where the clause says so or the number is that of a district, else some."""
    for match in _SCHOOL_COUNT.finditer(text):
        whole = _WHOLE.search(text) and not re.search(r"(?:其中|仍有|还有|另有|尚有|有)$", text[: match.start()])
        kind = "schools" if whole or _number(match["number"]) >= _MANY_SCHOOLS else "some"
        yield _Mention(*match.span(), kind, match[0], 1)


def _number(digits: str) -> int:
    """A small count in Arabic or Chinese numerals; 二十 and more count as 20 and up."""
    if digits.isdigit():
        return int(digits)
    if "百" in digits:
        return 100
    tens, ten, ones = digits.partition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones if ten else tens, 0)
