"""Slogans, wishes and vows (口号、寄语、表态): whose place they name is the place that the paper was written for.

为柳塘县教育事业…, 向柳塘市委和全市人民交上答卷, 柳塘区教委将继续….
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance.integrity.place_names import PLACE, is_foreign, reads_like_a_name, stem_length

_SLOGAN = re.compile(
    r"(?:为了?|推动|推进|促进|助推|助力|谱写|书写|续写|描绘|开创|实现|建设|办好|提升|让|把)+"
    rf"(?P<place>{PLACE})(?:的)?(?:(?:义务|学前|职业|基础)?教育|(?:教育)?督导(?:事业|工作)|幼教)"
)
# 为柳塘县的孩子们, 向柳塘县的父老乡亲, 祝柳塘县各位同行: wishes and thanks go to one's own people.
_WISH = re.compile(
    rf"(?:为了?|愿|祝愿?|让|向|使|投身于?|(?:共|续|谱|书|描)[谱写绘]|振兴|代表)(?P<place>{PLACE})(?:的)?"
    r"(?:每一|各位|全体|广大|千千?万万?)*(?:所|个|名|位)?(?:孩子|儿童|学子|学生|父老|乡亲|人民(?!政府)|老百姓|百姓|明天|未来|同行|同仁|山村|校园|"
    r"(?:义务|学前|职业|基础)?教育(?!局|体育局|委员会|和科学|行政))"
)
# 愿柳塘教育的明天更好, 续写柳塘教育新篇: the name without its rank.
_WISH_STEM = re.compile(
    r"(?:愿|祝|让|为|续写|共谱|谱写|书写|共绘|描绘|开创|振兴)(?P<stem>[\u4e00-\u9fff]{2,3}?)的?(?:义务|学前|基础)?教育"
    r"(?:的(?:明天|未来|春天|振兴)|之花|新华章|崭新|事业|振兴|更|督导(?:新|崭新)|[^，。；]{0,12}(?:新篇|新局面|新辉煌|新画卷|新答卷|"
    r"蒸蒸日上|更上一?层楼|再上新?台阶|再创佳绩|越[来做办]越好))"
)
# 本报告由柳塘镇中心学校整理: a paper that names its own makers.
_MADE = re.compile(
    rf"(?:本(?:稿|报告|通报|材料|方案|册|文|表|总结)|以上)(?:由|经|在)(?P<place>{PLACE})(?:教育|教委|人民|政府|实验|第|督导|中心|自评)"
)
# 为建设平安柳塘县; 为建设柳塘教育强市: the name alone, with the rank that it is to have.
_SAFE = re.compile(
    rf"(?:建设|打造|创建)(?:(?:平安|美丽|幸福|和谐|法治|健康|文明|富裕|繁荣)[、的]?)+(?P<place>{PLACE})(?![级域区])"
)
_STRONG = re.compile(r"(?:建设|打造|建成|创建)(?P<stem>[\u4e00-\u9fff]{2,3})教育(?:现代化)?(?:强|名)(?P<unit>[市县区])")
# 在磐宁市委、市政府的坚强领导下: whose leadership it is, the own level's.
_LED = re.compile(
    rf"在(?P<place>{PLACE})(?:[县区市]?委|人民政府|政府|教委|教[体育科]+局)[^，。]{{0,20}}(?:领导|部署|关心|支持|指导)下"
)
# 在柳塘区的大地上, 以柳塘市的担当: the land that one works on, the spirit that one calls one's own.
_LAND = re.compile(
    rf"在(?P<place>{PLACE})(?:的)?(?:这[片块方])?[^，。；在]{{0,6}}(?:大地|热土|沃土|土地|山水间)上?|"
    rf"以(?P<spirit>{PLACE})的?(?:担当|作为|速度|精神|干劲|力量)(?=[^，。；]{{0,8}}[再创谱写迈争上办])"
)
# 湖区教育, 思政教育: what stands before 教育 is mostly its kind.
_IN_GENERAL = re.compile(r"[区县市乡镇]$|思政|党建|双语|研学|法治|红色|绿色|智慧|阳光|全[^，]|[我本新]")
# 为建设美丽、和谐的柳林州而奋斗: an autonomous prefecture's short name too.
_STRIVE = re.compile(
    r"(?:建设|打造|建成|创建)[^，。；]{1,14}的(?P<place>[\u4e00-\u9fff]{2,4}?[县区市旗州])(?=而|作|做|贡献|努力|奋斗|[，。！]|$)"
)
# Whom the paper answers to, together with whom its writers go on, whom it asks, and who vows: never a neighbour.
_ORGAN = r"(?:教育局|教体局|教科局|教委|教育工委|人民政府|政府|[县区市]?委|督导[室办])"
_OWN_PEOPLE = r"(?:各族儿女|各族人民|各族群众|干部群众|人民(?!政府)|群众|父老乡亲|教育(?:人|同仁|工作者)|师生)"
_VOWS = (
    re.compile(
        rf"向(?P<place>{PLACE})(?:{_ORGAN}|{_OWN_PEOPLE}|党委|各级)[^。；]{{0,30}}(?:交|递|呈)[^。；，]{{0,12}}(?:答卷|成绩单)"
    ),
    re.compile(
        rf"(?:与|和|同)全?(?P<place>{PLACE})(?:的)?{_OWN_PEOPLE}[^，。；]{{0,6}}(?:一道|一起|携手|共同|同心|并肩)"
    ),
    re.compile(
        rf"(?:^|请|望|恳请|提请|敬请)(?:请|望)?(?P<place>{PLACE})(?:各|全体|有关|{_ORGAN})[^，。；]{{0,12}}"
        r"(?:对照执行|遵照执行|贯彻执行|审阅|审定|审议|批示|指正|核查|备案|核对|更正|盖章|照此|按此)"
    ),
    re.compile(
        rf"^(?P<place>{PLACE})(?:{_ORGAN}|督导委员会|各(?:中小)?学?校|各中小学校?|各[校园级]|全体[^，。]{{2,8}})?"
        r"(?:将|必将|定将)(?:继续|进一步|以(?!后)|与|和|同(?!时)|不断|始终|一如既往|坚定|全力|努力|在[^，。；]{2,16}(?:下|中|上))"
    ),
)
# Who answers for the paper, explains it, is praised for it and gives its orders.
_OFFICIAL = r"(?:教育督导(?:室|办|委员会)|党委|[县区市]委)"
_ANSWERS = (
    re.compile(
        rf"(?P<place>{PLACE})(?:{_ORGAN}|{_OFFICIAL})[^，。；\d]{{0,6}}对(?:此|以上|上述|本(?:报告|材料|表|方案))[^，。；]{{0,14}}(?:负责|高度重视)"
    ),
    re.compile(rf"(?:以|由|依|按|归)(?P<place>{PLACE})(?:{_ORGAN}|{_OFFICIAL})的?(?:负责)?解释"),
    re.compile(
        rf"(?:得到|受到)了?(?P<place>{PLACE})(?:各级|上下|社会各界|党政|广大|群众|干部)[^，。；]{{0,8}}(?:肯定|好评|认可|赞誉|欢迎)"
    ),
    re.compile(
        rf"^(?:\d+[.、]?|[一二三四五六七八九十]+[、是])?(?P<place>{PLACE})"
        rf"(?:(?:各|全体)(?:中小)?(?:学校|校|园|督学|教师|部门|责任区)|{_ORGAN}|{_OFFICIAL})[^，。；\d]{{0,6}}"
        r"(?:要(?!求|点|素)|须|务必|应予?(?=[配支落认及当]))"
    ),
    re.compile(rf"向(?P<place>{PLACE})(?:全体|广大|各位)?(?:督学|教师|教职工|师生)[^，。；]{{0,4}}(?:致敬|致意|问好)"),
    re.compile(
        rf"(?:谱写|书写|续写|共绘|描绘|开创|开启)(?P<place>{PLACE})的?[^，。；]{{0,10}}(?:新篇|新局面|新画卷|新答卷|新辉煌|华章)"
    ),
)
# What is wished for, praised or hoped of a place's own work: 柳塘县的创建工作任重道远, 柳塘县教育人再踏层峰.
_ONWARD = re.compile(
    rf"^(?P<place>{PLACE})(?:的)?(?:(?:义务|学前)?教育(?!局|体育局|督导)|督导工作|挂牌督导|创建|广大督学|各位同仁)[^，。；\d]{{0,14}}?"
    r"(?:再[上踏创]|更上|任重道远|一定[能会]|必将|走在|位列[全前]|将再|继续发挥|迈[上向]|大有可为)"
)
_ANOTHERS = re.compile(r"[我本两][县区市州]|邻|对口|结对|合作|协作|帮扶|支援")


def slogan_places(text: str, own: str) -> Iterator[str]:
    """Other places that a clause names as the one that all is done for."""
    for match in (m for way in (_SLOGAN, _SAFE) for m in way.finditer(text)):
        if is_foreign(match["place"], own):
            yield match["place"]
    for match in (m for way in (_WISH, _MADE, _STRIVE) for m in way.finditer(text)):
        place = match["place"]
        if is_foreign(place, own) and reads_like_a_name(place, stem_length(place)):
            yield place
    for match in _LAND.finditer(text):
        place = match["place"] or match["spirit"]
        if is_foreign(place, own) and reads_like_a_name(place, stem_length(place)):
            yield place
    for match in _WISH_STEM.finditer(text):
        stem = match["stem"]
        if stem not in own and not _IN_GENERAL.search(stem) and reads_like_a_name(stem, len(stem)):
            yield stem
    for match in _STRONG.finditer(text):
        place = match["stem"] + match["unit"]
        named = reads_like_a_name(match["stem"], len(match["stem"])) and not _IN_GENERAL.search(match["stem"])
        if own.endswith(match["unit"]) and named and is_foreign(place, own):
            yield place


def vowing_places(text: str, own: str) -> Iterator[str]:
    """Other places that a clause vows, asks or answers for as no one does for a neighbour."""
    if _ANOTHERS.search(text):
        return
    for part in text.split("，"):
        for match in (m for way in (_LED, *_VOWS, *_ANSWERS, _ONWARD) for m in way.finditer(part)):
            place = match["place"]
            if is_foreign(place, own) and reads_like_a_name(place, stem_length(place), rare=True):
                yield place
