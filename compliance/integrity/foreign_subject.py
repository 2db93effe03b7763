"""Another place's name left in (张冠李戴): 为柳塘县教育事业… in another county's report.

A neighbour that is openly cited (毗邻的…, 值得借鉴, 与…结对) is none; neither is a superior, nor a city's own counties.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from compliance.integrity.leftovers import Surroundings, is_dealt_with, left_in, schools_left_in
from compliance.integrity.passages import blocks_of, distinct, normal, sentence_of, short, warning
from compliance.integrity.place_names import (
    NAMED_SCHOOL,
    NO_PLACE,
    PLACE,
    is_foreign,
    is_proper_name,
    is_school,
    names_a_land,
    opening_name,
    reads_like_a_name,
    stem_length,
)
from compliance.integrity.slogans import slogan_places, vowing_places
from compliance.language.subjects import level_of
from compliance.terms import BlockKind, Modality, Span, Submission, Warning

CHECK = "foreign_subject"

# Words that say: this is theirs, not ours. In the sentence of the mention, or wherever the place is first named.
_CITED = re.compile(
    r"邻|临近|相望|隔壁|隔[江河湖山]|[江河湖]对[面岸]|[江河][东西南北]的|听说|朋友|[去到]过|去了|去[^，。；]{1,12}看|他们|原(?=[\u4e00-\u9fff]{2,3}[县区市])|隔着|一[江河湖山水]之隔|对岸|兄弟|周边|友邻|外地|外省|外[县区市]|先进(?:地区|[县区市])|接壤|交界|"
    r"借鉴|取经|考察|参观|观摩|(?:[去赴到派往])[^，。；]{0,12}跟岗|效仿|仿照|参照|比照|参考|仅供|供[^，。]{0,6}了解|经验(?!(?:做法)?(?:得到|受到|获得))|做法(?!得到|受到|获得)|人家的|据了解|介绍过|推广|值得|"
    r"(?:[前去赴到向]|专门|派[人员])[^，。；]{0,12}学习|学习(?:过|考察|借鉴|[^，。；]{0,8}的?经验)|学过|看过|"
    r"对口|[与和同][^，。；]{1,16}(?:结对|合作|共建|协作|签|联合|交流)|协作|派驻|驻了|支援|[在到来](?:我们|咱们?)这|[一二三四五六\d][县区][一二三四五六\d]市|[一二三四五六\d]市[一二三四五六\d][县区]|相比|对比|差距|不如|落后于|领先|比我|(?:高于|低于)[^，。；\d]{0,6}[县区市](?![定级])|"
    r"他山之石|代管|[县区市]来的|迁入|迁来|调入|来自|来校[听交访学参]|来访(?!家长)|来我[县区市校]|转入|毕业于|调来|(?<!管)辖(?!区)"
)
_WE = re.compile(r"(?<![“‘《自])我[县区](?![^“]*”)")
# 渌湾二中全体师生要…: people of another school, spoken to as one's own.
_PEOPLE = re.compile(
    r"(?P<place>[\u4e00-\u9fff]{2,8}(?:小学|中学|学校|幼儿园|[一二三四五六][中小]))"
    r"(?:(?:党支部|校委会|教代会|(?:迎检|创建|整改|安全)(?:工作)?领导小组)|(?:的|全体|各位|广大)*(?:师生|教职工|教职员工|(?:老师|同学|孩子)们)|的?(?:全体|各位|广大)(?:教师|老师|班主任|学生|同学|党员|干部职工))"
)
# 为新桥中心小学争光添彩, 把棠溪中学办成…, 棠溪中学的明天: what one is proud of, builds or hopes for is one's own.
_HONOUR = re.compile(
    r"(?:为|把|将)(?P<place>[\u4e00-\u9fff]{2,8}(?:小学|中学|学校|幼儿园|完小))(?:争光|增光|添彩|办成|建成|建设成|打造成)|"
    r"(?:^|[，。])(?P<whose>[\u4e00-\u9fff]{2,8}(?:小学|中学|学校|幼儿园|完小))的(?:明天|未来)"
)
_SHOWN = re.compile("已|被|县里|镇里|村里|他们")
_ANY_SCHOOL = re.compile(
    r"中小学|各|全[校县区市乡镇]|[我本两每乡村镇]校|所|学校学校|农村|[初高]级中学|完全小学师生|成员|结对|姊妹|兄弟"
)
_ORGAN = r"(?:人民政府|政府|教育局|教体局|教育体育局|教科局|教育和科学技术局|教委|教育委员会)"
_OFFICE = r"教育督导(?:室|办|委员会(?:办公室)?)"
_SIGNATURE = re.compile(rf"(?P<place>{PLACE})(?:{_ORGAN}(?:{_OFFICE})?|(?:教育)?督导[室办]|{_OFFICE})(?:[宣印])?")
_TITLE = re.compile(rf"(?:关于)?(?P<place>{PLACE})[^，。]{{0,40}}(?:报告|总结|方案|计划|要点|汇报)$")
_PARTS = re.compile("责任区|片区|学区|督学区")
_BORROWED = (Modality.FACT, Modality.NEGATION, Modality.INTENTION)


@dataclass(frozen=True, slots=True)
class _Mention:
    span: Span
    place: str
    why: str
    vowed: bool = False  # said as no one says it of a neighbour, however openly that is cited elsewhere


def foreign_subjects(submission: Submission) -> tuple[Warning, ...]:
    """One warning for each other place whose name, or work, is given as the submitter's own; it quotes all passages."""
    # 峤安市 and 嶠安市 are one: clauses are simplified, the name given may be as printed.
    # 在云盘镇中学, 第三期柳塘县: a word of the title that was taken into the name.
    own = re.sub(r"^[在期]", "", normal(submission.subject).text)
    if not own or not is_proper_name(own):
        return ()
    cited = _cited_places(submission)
    ways = (_slogans, _own_voice, _schools_people, _whole_lines, _borrowed_facts, _leftovers)
    # One warning for each place: which passages hold it is one thing to look into.
    found: dict[str, list[_Mention]] = {}
    for mention in (mention for way in ways for mention in way(submission, own)):
        # 竹坪县 is cited: its 竹坪县第二小学 and 竹坪县教体局 are as well.
        if mention.vowed or not any(mention.place.startswith(place) for place in cited):
            # 让柳塘县 is 柳塘县 with a word too many.
            named = mention.place
            alike = (p for p in found if named.startswith(p) or named.endswith(p) or named in p)
            known = next(alike, named)
            label = min(known, named, key=len) if known in named or named in known else known
            # The passages stay where they are in the order of places when the label gets shorter.
            found = {label if place == known else place: mentions for place, mentions in found.items()}
            found.setdefault(label, []).append(mention)
    parts = [text for _, block in blocks_of(submission) if _PARTS.search(text := normal(block.text).text)]
    return tuple(
        _warned(submission, place, mentions)
        for place, mentions in found.items()
        if not any(_lists(text, place) for text in parts)
    )


def _lists(text: str, place: str) -> bool:
    """Whether the submitter's own areas are listed with a place: 四个责任区，北、南、河口、竹坪, and 河口区."""
    stem = re.escape(place.removesuffix("区"))
    return place.endswith("区") and bool(re.search(rf"(?:、{stem}[、，。；）和]|[：，（]{stem}、)", text))


def _warned(submission: Submission, place: str, mentions: list[_Mention]) -> Warning:
    spans = distinct(sorted((m.span for m in mentions), key=lambda s: (s.document, s.block, s.start)))
    more = f"（共{len(spans)}处）" if len(spans) > 1 else ""
    message = (
        f"“{short(submission.quote(spans[0]))}”{mentions[0].why}“{place}”{more}，"
        f"而本材料的报送单位是“{submission.subject}”。请核对是否套用他处材料；确属引用他处情况的，请写明。"
    )
    return warning(submission, CHECK, spans, message)


def _cited_places(submission: Submission) -> frozenset[str]:
    """Places that are openly cited somewhere: later mentions speak of the same neighbour."""
    cited: set[str] = set()
    for clause in submission.clauses:
        if clause.header:
            # What has a row of its own in a table is a part of the submitter, or openly compared.
            cited |= {value.strip() for value in clause.values[:2] if len(value) < 12}
        if clause.subject.kind == "neighbour" or _CITED.search(clause.text):
            _, sentence = sentence_of(submission, clause)
            if _CITED.search(sentence):
                cited |= set(_names(sentence))
                cited.add(clause.subject.text)
    return frozenset(cited - {""})


def _names(text: str) -> Iterator[str]:
    """All readings of place names in a text: a name has no border on its left, so every length is given."""
    # 邻县松杨: its name without the 县, that later mentions have.
    yield from (f"{match[2]}{match[1]}" for match in re.finditer(r"邻([县区市])([\u4e00-\u9fff]{2})", text))
    for match in re.finditer(r"[县区市旗]", text):
        for length in (2, 3, 4):
            if match.start() >= length:
                yield text[match.start() - length : match.end()]


def _slogans(submission: Submission, own: str) -> Iterator[_Mention]:
    for clause in submission.clauses:
        if not _CITED.search(clause.text):
            yield from (_Mention(clause.span, place, "写的是") for place in slogan_places(clause.text, own))
            yield from (_Mention(clause.span, place, "写的是", True) for place in vowing_places(clause.text, own))


def _leftovers(submission: Submission, own: str) -> Iterator[_Mention]:
    """Bodies, people and schools of another place that is named nowhere else."""
    whole = Surroundings("\n".join(normal(block.text).text for _, block in blocks_of(submission)), own)
    for clause in submission.clauses:
        places = () if clause.header else (*left_in(clause.text, whole), *schools_left_in(clause.text, whole))
        if places and not _CITED.search(sentence_of(submission, clause)[1]):
            yield from (_Mention(clause.span, place, "写的是") for place in places)


def _own_voice(submission: Submission, own: str) -> Iterator[_Mention]:
    """我县 in a city's paper: no city calls itself so, and a county's 我市 is its city."""
    if not own.endswith("市") or level_of(own) != "市":
        return
    for clause in submission.clauses:
        match = _WE.search(clause.text)
        if match and not clause.header:
            yield _Mention(clause.span, match[0], "自称")


def _schools_people(submission: Submission, own: str) -> Iterator[_Mention]:
    """Another school's pupils and teachers in a school's own papers."""
    if not is_school(own):
        return
    for clause in submission.clauses:
        honour = _HONOUR.search(clause.text)
        match = _PEOPLE.search(clause.text) or honour
        place = next(filter(None, match.groups())) if match else ""
        if not place or clause.header or _ANY_SCHOOL.search(place):
            continue
        name = _school_name(place)
        if match and is_dealt_with(clause.text, match, _school_name(place) or place):
            continue
        # 滑石板小学 for 滑石板完全小学: the stem of the own name is in both.
        if name and name not in own and name[:2] not in own and not _CITED.search(clause.text):
            # 把松坡小学建成…: no school says so of another, however openly that is told of elsewhere.
            yield _Mention(clause.span, name, "写的是", match is honour and not _SHOWN.search(clause.text))


def _school_name(text: str) -> str:
    """The name at the end of a text, behind the words that lead to it: 像当年的枫塘小学 gives 枫塘小学."""
    tail = re.split(r"[的向让请和与、是为使对在同给被]|当年|今年|继续|一定", text)[-1]
    stem = re.sub(r"(?:小学|中学|学校|幼儿园|完小|[一二三四五六][中小])$", "", tail)
    named = names_a_land(stem) or len(stem) >= 2 and reads_like_a_name(tail, min(2, len(stem)))
    return tail if named else ""


def _whole_lines(submission: Submission, own: str) -> Iterator[_Mention]:
    """Titles and signatures: lines that are nothing but another body's name, or its report's title."""
    for document, block in blocks_of(submission):
        if block.kind is BlockKind.TABLE:
            continue
        line = normal(block.text).text.strip()
        match = _SIGNATURE.fullmatch(line) or (_TITLE.fullmatch(line) if block.index == 0 else None)
        if match and is_foreign(match["place"], own) and own not in line:
            yield _Mention(Span(document, block.index, 0, len(block.text)), match["place"], "署的是")


def _borrowed_facts(submission: Submission, own: str) -> Iterator[_Mention]:
    """Facts whose subject is another county or another county's school, told without saying that it is a neighbour."""
    for clause in submission.clauses:
        # Whose row of a table it is, its first column says openly.
        if clause.header or clause.modality not in _BORROWED:
            continue
        place = clause.subject.text if clause.subject.kind == "neighbour" else opening_name(clause.text)
        # A subject carried on from the part before was told of there.
        if not place or place not in clause.text or not reads_like_a_name(place, stem_length(place)):
            continue
        if not _is_borrowed(place, own):
            continue
        _, sentence = sentence_of(submission, clause)
        if not _CITED.search(sentence):
            yield _Mention(clause.span, place, "说的是")


def _is_borrowed(place: str, own: str) -> bool:
    if is_school(own):
        # 是沙湾口市最大的一所小学 is said of 沙湾口市第三小学.
        if _names_area_of(place, own):
            return False
        area = re.match(r"[\u4e00-\u9fff]{2,4}?(?:自治县|[县区市旗镇乡])", place)
        if area and NO_PLACE.search(area[0]):
            return False
        return bool(NAMED_SCHOOL.search(place)) and own not in place and not _shares_place(place, own)
    if NAMED_SCHOOL.search(place):
        county = re.match(PLACE, place)
        return county is not None and is_foreign(county[0], own)
    return bool(re.fullmatch(PLACE, place)) and is_foreign(place, own)


def _names_area_of(words: str, own: str) -> bool:
    """Whether words hold a county, city or township of three characters and more that the own name holds too."""
    ends = (match.end() for match in re.finditer("[县区市旗镇乡]", words))
    return any(words[end - 3 : end] in own for end in ends if end >= 3)


def _shares_place(school: str, own: str) -> bool:
    """Whether another school's township or county stands in the own name: 松岭乡第一小学 and 松岭乡中心小学."""
    match = re.match(r"[\u4e00-\u9fff]{2,4}?(?:自治县|[县区市旗镇乡])", school)
    return match is not None and match[0] in own
