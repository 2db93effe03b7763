"""Names of counties, districts and schools: whether a text holds one, and whether it is not the submitter's."""

from __future__ import annotations

import re

import rjieba

from compliance.language.subjects import level_of

PLACE = r"[\u4e00-\u9fff]{2,4}?(?:自治[县州旗]|[县区市旗])"
# 全县教育, 我区教育, 城区教育, 高新区: words that end like a name.
NO_PLACE = re.compile(
    r"[县区市旗]委[县区市旗]|副[县区市]|^[没仍供撤还让报原老整小新]|[列纳并归写送放搬迁][入进]|^县城|城[东南西北]区|[来经是][县区市]$|"
    r"[升国校锦红军彩队党]旗$|[待视看抄率挂听找受照查经][县区市]$|普[及惠]县|沙水区|宿舍|[到交报送归遵团请]的?[县区市]$|(?:推进|促进|推动|建设|加强|外请|关于)[县区市]$|"
    r"[我本全各该邻两几多每某其此外超]|[新老大小整下][县区市]$|[校城郊园山库灾林牧矿景湖特社片学辖地]区$|(?:留观|观察|等候|接待|就餐|阅读|休息|活动|游戏|接种)区|责任|示范|实验|开发|高新|经开|乡镇|"
    r"[的给由需把被]|请[打镇电]|[节数][县区市]$|(?:高原|平原|山区|民族|贫困|边境|边疆|人口|农业|牧业|百强)[县区市]$|"
    r"超市|城市|都市|农村|先进|强[县区市]$|县市区?$|[县区市][县区市]$|上级|国家|省级"
)
NAMED_SCHOOL = re.compile(
    r"^[\u4e00-\u9fff]{2,4}(?:自治县|[县区市旗镇乡])[\u4e00-\u9fff]{0,12}(?:小学|中学|学校|幼儿园|[一二三四五六][小中])"
)
# Parts of speech (ICTCLAS) that the dictionary gives names, and those that no character of a name has.
_NAMED = ("ns", "nr", "nz", "nt", "x")
_NEVER = ("p", "c", "u", "r", "m", "q", "d", "t", "y")
_DYNASTIES = "清明元宋唐秦汉"
_LANDFORMS = "口台头坡集坪岭湾塘坝屯堡寨营庄店沟洲岛"  # measures and the like for the dictionary
# 陶副县长 is no county.
_OPENING = re.compile(rf"{PLACE}(?![长里直级属域情城内籍户生])")
# A word of the language that is so rare may be a place all the same (石滩).
_RARE, _RARE_LANDFORM = 20, 100
_LEAD = re.compile(r"^(?:[一二三四五六七八九十]是|让|今后|目前|当前|同时|此外|近年来|一年来)")
# A heading or a phrase that was taken for the submitter's name: nothing can be compared with it.
_NO_NAME = re.compile(r"^(?:自治[区州县旗]|.)$|^(?:[供让把我本某各]|全[县区市])|关于|成为|评估|验收|人民政府")


def is_school(own: str) -> bool:
    """Whether a submitter is a school: 石桥镇中心完小 too, whose name has its town's."""
    return level_of(own) == "校" or own.endswith(("完小", "中心校"))


def is_proper_name(own: str) -> bool:
    """Whether what was recognised as the submitter is a name, and no part of a sentence."""
    return not _NO_NAME.search(own)


def is_foreign(place: str, own: str) -> bool:
    """Whether a place of the submitter's own level or below is another than its own; superiors are not foreign."""
    if NO_PLACE.search(place) or place in own or own in place or place.endswith(own):
        return False
    # 即槐沂县 for 槐沂县西片督学责任区: a word too many before the own county.
    if any(place[at:] in own for at in range(1, len(place) - 2)):
        return False
    if own.endswith("责任区") and place[:-1] in own:
        return False  # 石潭区 for 石潭督学责任区
    stem = re.sub(r"(?:自治)?[县区市旗州省]$", "", own)
    if len(stem) > 1 and place.startswith(stem):
        return False
    level = level_of(own)
    if is_school(own):
        # Only a school whose name holds its county says which counties are others.
        county = re.match(r"[\u4e00-\u9fff]{2,3}[县区旗]", own)
        named = county is not None and not NO_PLACE.search(county[0])
        return named and place.endswith(("县", "区", "旗"))
    if own.endswith(("州", "盟")):
        return place.endswith(own[-1])  # its cities and counties are its own
    return place.endswith("市") if level == "市" else not place.endswith(("市", "州", "省"))


_ENDS_IN_LAND = frozenset("山湾堡坪垭坝沟岭河溪塘冲坡坳岗洼屯寨川洲滩潭口")
_NATURAL = 3  # characters


def names_a_land(stem: str) -> bool:
    """Whether three characters are a thing and a landform, as villages and their schools are called: 清水湾, 石榴沟."""
    if len(stem) != _NATURAL or stem[-1] not in _ENDS_IN_LAND:
        return False
    return rjieba.tag(stem[:2])[0][1].startswith(("n", "a", "x", "s")) and stem[0] not in "各全本我该每某两"


def opening_name(text: str) -> str:
    """The county, or other county's school, that a comma part of a clause opens with; "" where none does.

    柳塘县对…进行表彰 gives 柳塘县, 图书方面，柳泉镇第三小学添置了… gives 柳泉镇第三小学; 今年县财政… gives none.
    """
    for part in text.split("，"):
        part = _LEAD.sub("", part)
        match = NAMED_SCHOOL.match(part) or _OPENING.match(part)
        if match and reads_like_a_name(part, stem_length(match[0])):
            return match[0]
    return ""


def stem_length(place: str) -> int:
    """How many characters of a place's name stand before its 县, 镇 and the like."""
    return len(re.split(r"(?<=..)[县区市旗镇乡]", place)[0])


def reads_like_a_name(text: str, stem: int, rare: bool = False) -> bool:
    """Whether the first `stem` characters are a place that the dictionary knows, or no words at all.

    `rare` also takes words of the language that hardly occur, where the surroundings make a name of them.
    """
    position = 0
    for word in rjieba.cut(text[:stem], hmm=False):
        tag = rjieba.tag(word)[0][1]
        # 今年|县, 部分|县: a word of the language is no name; single characters are what is left of unknown names.
        most = _RARE_LANDFORM if word[-1] in _LANDFORMS else _RARE
        known = len(word) > 1 and not tag.startswith(_NAMED) and not (rare and rjieba.suggest_freq(word) <= most)
        if known or tag.startswith(_NEVER) and word not in _DYNASTIES and word not in _LANDFORMS:
            return False
        position += len(word)
    return True
