"""Another place's name left in (张冠李戴): 为柳塘县教育事业… in another county's report.

A neighbour that is openly cited (毗邻的…, 值得借鉴, 与…结对) is none; neither is a superior, nor a city's own counties.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import rjieba

from compliance.integrity.passages import blocks_of, distinct, normal, sentence_of, short, warning
from compliance.language.subjects import level_of
from compliance.terms import BlockKind, Modality, Span, Submission, Warning

CHECK = "foreign_subject"

_PLACE = r"[\u4e00-\u9fff]{2,4}?(?:自治[县州旗]|[县区市旗])"
# Words that say: this is theirs, not ours. In the sentence of the mention, or wherever the place is first named.
_CITED = re.compile(
    r"邻|临近|相望|隔壁|隔[江河湖山]|[江河湖]对[面岸]|[江河][东西南北]的|听说|朋友|[去到]过|去了|对岸|兄弟|周边|友邻|外地|外省|外[县区市]|先进(?:地区|[县区市])|接壤|交界|"
    r"借鉴|取经|考察|参观|观摩|(?:[去赴到派往])[^，。；]{0,12}跟岗|效仿|仿照|参照|比照|参考|仅供|供[^，。]{0,6}了解|经验(?!(?:做法)?(?:得到|受到|获得))|做法|人家的|据了解|介绍过|推广|值得|"
    r"(?:[前去赴到向]|专门|派[人员])[^，。；]{0,12}学习|学习(?:过|考察|借鉴|[^，。；]{0,8}的?经验)|学过|看过|"
    r"对口|[与和同][^，。；]{1,16}(?:结对|合作|共建|协作|签|联合|交流)|协作|派驻|驻了|支援|相比|对比|差距|不如|落后于|领先|比我|高于|低于|"
    r"迁入|迁来|调入|来自|转入|毕业于|调来|(?<!管)辖(?!区)"
)
_SLOGAN = re.compile(
    r"(?:为了?|推动|推进|促进|助推|助力|谱写|书写|续写|描绘|开创|实现|建设|办好|提升|让|把)+"
    rf"(?P<place>{_PLACE})(?:的)?(?:义务|学前|职业|基础)?教育"
)
# 为柳塘县的孩子们, 向柳塘县的父老乡亲, 祝柳塘县各位同行: wishes and thanks go to one's own people.
_WISH = re.compile(
    rf"(?:为了?|愿|祝愿?|让|向|使|投身于?|(?:共|续|谱|书|描)[谱写绘]|振兴|代表)(?P<place>{_PLACE})(?:的)?"
    r"(?:每一|各位|全体|广大|千千?万万?)*(?:所|个|名|位)?(?:孩子|儿童|学子|学生|父老|乡亲|人民(?!政府)|老百姓|百姓|明天|未来|同行|同仁|山村|校园|"
    r"(?:义务|学前|职业|基础)?教育)"
)
# 愿柳塘教育的明天更好, 续写柳塘教育新篇: the name without its rank.
_WISH_STEM = re.compile(
    r"(?:愿|祝|让|为|续写|共谱|谱写|书写|共绘|描绘|开创|振兴)(?P<place>[\u4e00-\u9fff]{2,3}?)的?(?:义务|学前|基础)?教育"
    r"(?:的(?:明天|未来|春天|振兴)|之花|新篇|新华章|新局面|崭新|事业|振兴|更|督导(?:新|崭新))"
)
# 本报告由柳塘镇中心学校整理: a paper that names its own makers.
_MADE = re.compile(
    rf"本(?:稿|报告|通报|材料|方案|册|文|表|总结)(?:由|经|在)(?P<place>{_PLACE})(?:教育|人民|政府|实验|第|督导|中心|自评)"
)
# 为建设平安柳塘县; 为建设柳塘教育强市: the name alone, with the rank that it is to have.
_SAFE = re.compile(
    rf"(?:建设|打造|创建)(?:(?:平安|美丽|幸福|和谐|法治|健康|文明|富裕|繁荣)[、的]?)+(?P<place>{_PLACE})(?![级域区])"
)
_STRONG = re.compile(r"(?:建设|打造|建成|创建)(?P<stem>[\u4e00-\u9fff]{2,3})教育(?:现代化)?(?:强|名)(?P<unit>[市县区])")
# 在磐宁市委、市政府的坚强领导下: whose leadership it is, the own level's.
_LED = re.compile(
    rf"在(?P<place>{_PLACE})(?:[县区市]?委|人民政府|政府|教委|教[体育科]+局)[^，。]{{0,20}}(?:领导|部署|关心|支持|指导)下"
)
_WE = re.compile(r"(?<![“‘《自])我[县区](?![^“]*”)")
# 渌湾二中全体师生要…: people of another school, spoken to as one's own.
_PEOPLE = re.compile(
    r"(?P<place>[\u4e00-\u9fff]{2,8}(?:小学|中学|学校|幼儿园|[一二三四五六][中小]))"
    r"(?:(?:的|全体|各位|广大)*(?:师生|教职工|教职员工|(?:老师|同学|孩子)们)|(?:全体|各位|广大)(?:教师|老师|班主任|学生|同学|党员|干部职工))"
)
# 为新桥中心小学争光添彩, 把棠溪中学办成…: what one is proud of, or builds, is one's own.
_HONOUR = re.compile(
    r"(?:为|把|将)(?P<place>[\u4e00-\u9fff]{2,8}(?:小学|中学|学校|幼儿园))(?:争光|增光|添彩|办成|建成|建设成|打造成)"
)
_ANY_SCHOOL = re.compile(
    r"中小学|各|全[校县区市乡镇]|[我本两每乡村镇]校|所|学校学校|农村|[初高]级中学|完全小学师生|成员|结对|姊妹|兄弟"
)
_ORGAN = r"(?:人民政府|政府|教育局|教体局|教育体育局|教科局|教育和科学技术局|教委|教育委员会)"
_OFFICE = r"教育督导(?:室|办|委员会(?:办公室)?)"
_SIGNATURE = re.compile(rf"(?P<place>{_PLACE})(?:{_ORGAN}(?:{_OFFICE})?|(?:教育)?督导[室办]|{_OFFICE})(?:[宣印])?")
_TITLE = re.compile(rf"(?:关于)?(?P<place>{_PLACE})[^，。]{{0,40}}(?:报告|总结|方案|计划|要点|汇报)$")
# 全县教育, 我区教育, 城区教育, 高新区: words that end like a name.
_NO_PLACE = re.compile(
    r"[列纳并归写送放搬迁][入进]|^县城|城[东南西北]区|[来经是][县区市]$|[升国校锦红军彩队]旗$|宿舍|[到交报送归遵团请]的?[县区市]$|(?:推进|促进|推动|建设|加强|外请|关于)[县区市]$|[我本全各该邻两几多每某其原新老大小整此外超下]|[校城郊园山库灾林牧矿景湖特社片学辖地]区$|责任|示范|实验|开发|高新|经开|乡镇|超市|城市|都市|农村|先进|强[县区市]$|县市区?$|[县区市][县区市]$|上级|国家|省级"
)
_NAMED_SCHOOL = re.compile(
    r"^[\u4e00-\u9fff]{2,4}(?:自治县|[县区市旗镇乡])[\u4e00-\u9fff]{0,12}(?:小学|中学|学校|幼儿园|[一二三四五六][小中])"
)
# Parts of speech (ICTCLAS) that the dictionary gives names, and those that no character of a name has.
_NAMED = ("ns", "nr", "nz", "nt", "x")
_NEVER = ("p", "c", "u", "r", "m", "q", "d", "t", "y")
_DYNASTIES = "清明元宋唐秦汉"
# 陶副县长 is no county.
_OPENING = re.compile(rf"{_PLACE}(?![长里直级属域情城内籍户生])")
_LEAD = re.compile(r"^(?:[一二三四五六七八九十]是|今后|目前|当前|同时|此外|近年来|一年来)")
_BORROWED = (Modality.FACT, Modality.NEGATION, Modality.INTENTION)


@dataclass(frozen=True, slots=True)
class _Mention:
    span: Span
    place: str
    why: str


def foreign_subjects(submission: Submission) -> tuple[Warning, ...]:
    """One warning for each other place whose name, or work, is given as the submitter's own; it quotes all passages."""
    # 峤安市 and 嶠安市 are one: clauses are simplified, the name given may be as printed.
    own = normal(submission.subject).text
    if not own:
        return ()
    cited = _cited_places(submission)
    ways = (_slogans, _own_voice, _schools_people, _whole_lines, _borrowed_facts)
    # One warning for each place: which passages hold it is one thing to look into.
    found: dict[str, list[_Mention]] = {}
    for mention in (mention for way in ways for mention in way(submission, own)):
        # 竹坪县 is cited: its 竹坪县第二小学 and 竹坪县教体局 are as well.
        if not any(mention.place.startswith(place) for place in cited):
            # 让柳塘县 is 柳塘县 with a word too many.
            alike = (p for p in found if mention.place.startswith(p) or mention.place.endswith(p))
            known = next(alike, mention.place)
            found.setdefault(known, []).append(mention)
    return tuple(_warned(submission, place, mentions) for place, mentions in found.items())


def _warned(submission: Submission, place: str, mentions: list[_Mention]) -> Warning:
    spans = distinct(sorted((m.span for m in mentions), key=lambda s: (s.document, s.block, s.start)))
    more = f"（共{len(spans)}处）" if len(spans) > 1 else ""
    message = (
        f"“{short(submission.quote(spans[0]))}”{mentions[0].why}“{place}”{more}，"
        f"而本材料的报送单位是“{submission.subject}”。请核对是否套用他处材料；确属引用他处情况的，请写明。"
    )
    return warning(submission, CHECK, spans, message)


def is_foreign(place: str, own: str) -> bool:
    """Whether a place of the submitter's own level or below is another than its own; superiors are not foreign."""
    if _NO_PLACE.search(place) or place in own or own in place or place.endswith(own):
        return False
    stem = re.sub(r"[县区市旗州省]$", "", own)
    if len(stem) > 1 and place.startswith(stem):
        return False
    level = level_of(own)
    if level == "校":
        # A school's own county or city may be missing from its name: only what cannot be above it is foreign.
        return False
    return place.endswith("市") if level == "市" else not place.endswith(("市", "州", "省"))


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
        for match in (m for way in (_SLOGAN, _SAFE, _LED) for m in way.finditer(clause.text)):
            place = match["place"]
            if is_foreign(place, own) and not _CITED.search(clause.text):
                yield _Mention(clause.span, place, "写的是")
        yield from (_Mention(clause.span, place, "写的是") for place in _wished(clause.text, own))
        for match in _STRONG.finditer(clause.text):
            place = match["stem"] + match["unit"]
            named = _reads_like_a_name(match["stem"], len(match["stem"]))
            if own.endswith(match["unit"]) and named and is_foreign(place, own):
                yield _Mention(clause.span, place, "写的是")


def _wished(text: str, own: str) -> Iterator[str]:
    """Places whose people are greeted or thanked, or who made the paper."""
    if _CITED.search(text):
        return
    for match in (m for way in (_WISH, _MADE, _WISH_STEM) for m in way.finditer(text)):
        place = match["place"]
        foreign = is_foreign(place, own) if match.re is not _WISH_STEM else place not in own
        if foreign and _reads_like_a_name(place, _stem(place)):
            yield place


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
    if level_of(own) != "校":
        return
    for clause in submission.clauses:
        match = _PEOPLE.search(clause.text) or _HONOUR.search(clause.text)
        if not match or clause.header or _ANY_SCHOOL.search(match["place"]):
            continue
        name = _school_name(match["place"])
        # 滑石板小学 for 滑石板完全小学: the stem of the own name is in both.
        if name and name not in own and name[:2] not in own and not _CITED.search(clause.text):
            yield _Mention(clause.span, name, "写的是")


def _school_name(text: str) -> str:
    """The name at the end of a text, behind the words that lead to it: 像当年的枫塘小学 gives 枫塘小学."""
    tail = re.split(r"[的向让请和与、是为使对在]|当年|今年|继续|一定", text)[-1]
    stem = re.sub(r"(?:小学|中学|学校|幼儿园|[一二三四五六][中小])$", "", tail)
    return tail if len(stem) >= 2 and _reads_like_a_name(tail, min(2, len(stem))) else ""


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
        if not place or place not in clause.text or not _reads_like_a_name(place, _stem(place)):
            continue
        if not _is_borrowed(place, own):
            continue
        _, sentence = sentence_of(submission, clause)
        if not _CITED.search(sentence):
            yield _Mention(clause.span, place, "说的是")


def opening_name(text: str) -> str:
    """The county, or other county's school, that a comma part of a clause opens with; "" where none does.

    柳塘县对…进行表彰 gives 柳塘县, 图书方面，柳泉镇第三小学添置了… gives 柳泉镇第三小学; 今年县财政… gives none.
    """
    for part in text.split("，"):
        part = _LEAD.sub("", part)
        match = _NAMED_SCHOOL.match(part) or _OPENING.match(part)
        if match and _reads_like_a_name(part, _stem(match[0])):
            return match[0]
    return ""


def _stem(place: str) -> int:
    """How many characters of a place's name stand before its 县, 镇 and the like."""
    return len(re.split(r"(?<=..)[县区市旗镇乡]", place)[0])


def _reads_like_a_name(text: str, stem: int) -> bool:
    """Whether the first `stem` characters are a place that the dictionary knows, or no words at all."""
    position = 0
    for word in rjieba.cut(text[:stem], hmm=False):
        tag = rjieba.tag(word)[0][1]
        # 今年|县, 部分|县: a word of the language is no name; single characters are what is left of unknown names.
        if len(word) > 1 and not tag.startswith(_NAMED) or tag.startswith(_NEVER) and word not in _DYNASTIES:
            return False
        position += len(word)
    return True


def _is_borrowed(place: str, own: str) -> bool:
    if level_of(own) == "校":
        return bool(_NAMED_SCHOOL.search(place)) and own not in place and not _shares_place(place, own)
    if _NAMED_SCHOOL.search(place):
        county = re.match(_PLACE, place)
        return bool(county) and is_foreign(county[0], own)  # type: ignore[index]
    return bool(re.fullmatch(_PLACE, place)) and is_foreign(place, own)


def _shares_place(school: str, own: str) -> bool:
    """Whether another school's township or county stands in the own name: 松岭乡第一小学 and 松岭乡中心小学."""
    match = re.match(r"[\u4e00-\u9fff]{2,4}?(?:自治县|[县区市旗镇乡])", school)
    return bool(match) and match[0] in own  # type: ignore[index]
