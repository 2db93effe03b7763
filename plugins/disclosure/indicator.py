"""公开公示: essential parts are what is made public, where (门口公示牌, 网站), and whom to contact.

A telephone number or board of another matter is none of the inspection's; work done is not yet made public.
"""

from __future__ import annotations

import re

from compliance.judgement.judging import Judgement, JudgingContext
from compliance.judgement.parts import Part
from compliance.judgement.refining import as_missing, refined, thing
from compliance.terms import Facet

# What the statement is about: evidence that does not speak of it belongs to another matter.
CORES = (
    thing(
        "公布或公示",
        r"公[开布示告]|发布",
        r"公[开布示告之]|发布|上网|网站|挂[上到在出]|悬挂|贴|上墙|刊|登[在上载]|晒|宣传|公众号|张榜|通报|电话|栏|牌|受理",
    ),
    thing("公示牌", r"公示牌", r"牌"),
    thing("校务公开", r"校务公开", r"校务|公开栏|公开|公示"),
    thing("督导", r"督学|督导(?!报告)|挂牌", r"督[学导]|挂牌|责任区|牌面|我室"),
    thing("责任人", r"责任人", r"责任人|负责人"),
    thing("变动后的更新", r"变动|更新", r"更[新换]|变动|调整|更改|重[新制做]|换"),
    thing("姓名、照片和联系方式", r"姓名", r"姓名|照片|电话|号码|联系"),
    thing("收费", r"收费", r"费"),
    thing("电话", r"电话", r"电话|热线|号码|信箱|来电"),
    thing("宣传", r"宣传", r"宣传|报道|刊|公众号|家长会|媒体|网站|直播|介绍"),
    thing("报送", r"报送党委|文件形式报送", r"报|送|呈"),
)

# What a statement may name side by side; some said and others not is partial.
THINGS = (
    thing("姓名", r"姓名", r"姓名|名字"),
    thing("照片", r"照片", r"照片|相片|头像"),
    thing("联系方式", r"联系方式", r"电话|联系方式|号码|手机|邮箱|信箱|二维码"),
    thing("收费项目", r"收费项目和", r"项目"),
    thing("收费标准", r"项目和标准", r"标准"),
    thing("党委", r"报送党委", r"党委|[区县市]委"),
    thing("人大", r"党委、人大", r"人大"),
    thing("政府", r"人大、政府", r"政府"),
    thing("政协", r"、政协", r"政协"),
)

# What belongs to the whole thing; told as absent, without changing the status.
PARTS = (
    Part(
        "公开的地方",
        re.compile(
            r"门口|大门|校门|网站|网|公众号|报[纸刊]|日报|晚报|见报|电视|栏|牌|墙|橱窗|微信|平台|家长会|媒体|显著|园门"
        ),
        asked=re.compile(r"(?:向社会)?公[布示开](?!牌)|公示牌$"),
    ),
    Part(
        "联系方式",
        re.compile(r"电话|联系方式|号码|手机|邮箱|信箱|二维码"),
        asked=re.compile(r"(?:设置|挂出|悬挂)了?[^，]*公示牌|挂出了[^，]*公示牌"),
        own_facet=re.compile(r"联系方式|电话"),
    ),
)


# Boards, telephones and lists of other offices; education's own are never written so.
OTHER_MATTER = re.compile(
    r"农民工|工资|工地|施工|河长|湖长|林长|路长|水务|水利|防溺水|防汛|政务公开|村务|物业|消防|安监|医保|扶贫|食品安全|燃气|文明城市|校外培训"
)
OWN_MATTER = re.compile(r"督学|督导|挂牌|责任区|学校|校|幼儿园|园|教育")


def _other_matter(facet: Facet, judgement: Judgement, context: JudgingContext) -> str:
    """The word that shows that all evidence speaks of another office's board or list; empty where it does not."""
    if OTHER_MATTER.search(facet.statement):
        return ""
    sentences = [context.sentence(reading.clause) for reading in judgement.evidence]
    found = [OTHER_MATTER.search(s) for s in sentences if not OWN_MATTER.search(OTHER_MATTER.sub("", s))]
    return found[0].group() if sentences and len(found) == len(sentences) and found[0] else ""


def judge(facet: Facet, judgement: Judgement, context: JudgingContext) -> Judgement:
    """The judgement with what is absent or taken back; missing where another office's notice is all that was found."""
    if other := _other_matter(facet, judgement, context):
        return as_missing(judgement, f"说的是另一类公示（{other}）")
    return refined(facet, judgement, context, CORES, THINGS, PARTS)
