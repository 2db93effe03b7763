"""What speaks against a facet though the clause denies nothing: the unwanted thing that occurred, another in the post.

A fall where a rise is asked for is read in comparisons/years.py.
"""

from __future__ import annotations

import re
from functools import lru_cache

from compliance.language.sentences import said_so_far, sentence_text
from compliance.terms import Clause, Facet, Submission

# Per kind of unwanted thing: how a statement names it, and how a report tells that it happened.
_UNWANTED = tuple(
    (re.compile(named), re.compile(told))
    for named, told in (
        ("体罚", "体罚|罚站|罚抄|打骂|打[^，]{0,6}(?:手心|耳光)|戒尺|扇[^，]{0,4}耳光"),
        ("有偿补课|有偿家教", "补课|家教"),
        ("择校", "择校|跨片|跨学区|跨区招"),
        ("违规招生|乱收费", "违规招|提前招生|择校|跨片|收取|乱收|多收|违规收|名义收|入学(?:测试|考试)|掐尖"),
        ("重点班", "重点班|英才班|实验班|火箭班|卓越班|尖子班|快慢班|“..?班”"),
        ("小学化", "拼音|写字|算术|加减法|小学化|珠心算"),
        ("反弹|反复", "反弹|复发|再次出现|又犯|回潮|故态|老样子|老毛病"),
        ("异议", "异议"),
        ("弄虚作假", "虚报|多报|瞒报|造假|作假"),
        ("食品安全事故", "食物中毒|食品安全事故|腹泻|呕吐"),
        ("重大.{0,6}(?:事故|事件)", "重大.{0,6}(?:事故|事件)|较大.{0,6}事故|死亡|遇难|重伤"),
        ("违纪违规|违反师德", "立案|违规|违纪"),
        ("考试方式招生", "笔试|考试招生|面谈"),
        ("新批准", "新批准?"),
        ("秉公办事", "吃请|收受|宴请|购物卡|土特产|违规报销"),
        ("办学行为规范", "补课|重点班|违规"),
    )
)
_OCCURRED = re.compile(
    r"查实|查出|查到|发现|核实|回到|收下|招了|用戒尺|打(?!击|造|破|好|通|扫|分)|属实|查处|发生|出现|定为|定性|认定|造成|违规|收到|收受|反弹|复发|又犯|仍设|编成|保留|办有|有(?!偿)"
)
_COUNTED = re.compile(
    r"(?<![\d.])(?:[1-9]\d*|[一两二三四五六七八九十]+)(?:起|件|名|人|例|所|次|宗|条|个|位|行|家|页|处|项|户|笔|万?元)"
)
_DENIED = re.compile(
    r"没|未|无|零|不存在|不属实|杜绝|防止|避免|(?<!\d)0(?:起|件|名|人|例|个)?(?!\d)|严禁|不得|不许|预案|演练|如(?!期|数)|凡|一经|发现一|的，?一律|承诺|专项(?:检查|整治|督导)|签订|不从事|举报电话|线索"
)

_POST = re.compile(
    r"由(?P<who>[^，]*?)(?:共同)?(?:担任|任)[^，]*?(?P<post>组长|副主任|主任|召集人)|(?P<whose>政府分管领导|[县区市]委书记)(?:担)?任[^，]*?(?P<place>组长|副主任|主任)"
)
_OFFICIAL = re.compile(
    r"(?:教育|教体|教科)?(?:[^，]{0,4}局|督导室|政府办|府办|办公室|宣传部|组织部|统战部|党组|工委|督查)[^，]{0,6}(?:局长|主任|部长|书记|专员)|秘书长|总督学|督查专员"
)
_HEAD = re.compile(r"(?<!副)[县区市州旗]长")
_DEPUTY_HEAD = re.compile(r"(?:分管教育的)?(?<!常务)副[县区市州旗]长|分管教育的副[县区市州旗]长")
_LEADER = re.compile(
    r"(?<!原任)(?:[县区市州旗盟]长|[县区市州旗盟]委(?:副书记|书记|常委)|分管教育领导|政府(?:主管|分管)领导|党政)"
)


# A check, a cure or a plan is shown by what it found.
_ACT_ASKED = re.compile(r"^方案|^开展|治理|查实|检查|办法")


# 除石门镇两所外都已落实: who is named denies the whole. 除…外还有… adds, and 除注明者外 or 除寒暑假外 excepts nobody.
_EXCEPTION = re.compile(
    r"(?<![消解开免废排清扫拆撤删铲根])除了?(?P<who>[^，；。]{2,30}?)(?:以|之)?外，?[^，；。]{0,10}?(?:其[余他它]|余下|别[处的]|都|均|全部|各[^，；。]{0,6}[都均])"
)
_NO_EXCEPTION = re.compile(r"注明|备注|写明|说明|标明|假|病|产|规定|另有|^[此这]|上述|前文|自行|[项条]$")
_COEFFICIENT = "系数"
_NOT_THIS = re.compile(r"^(?:而|并|也|都)?不是(?P<what>[^，]{3,})")
# So many characters of what a part says is not so must be the statement's own.
_SHARED = 4


@lru_cache(maxsize=1024)
def _signs(statement: str) -> tuple[re.Pattern[str], ...]:
    if _ACT_ASKED.search(statement):
        return ()
    return tuple(told for named, told in _UNWANTED if named.search(statement))


def occurrence(facet: Facet, text: str) -> str:
    """What the facet wants not to be and the text counts as having happened: 查实体罚1起; "" where it says no such."""
    signs = _signs(facet.statement)
    if not signs or _DENIED.search(text) or not _OCCURRED.search(text) or not _COUNTED.search(text):
        return ""
    return next((found[0] for sign in signs if (found := sign.search(text))), "")


def other_holder(facet: Facet, text: str) -> str:
    """Who holds the post instead of whom the facet asks for: the 教育局局长 for a head of government."""
    asked = _POST.search(facet.statement)
    if not asked:
        return ""
    post, who = asked["post"] or asked["place"], asked["who"] or asked["whose"]
    place = re.search(rf"(?<!副){post}(?![^，]{{0,4}}(?:会议|办公室))", text)
    if not place:
        return ""
    if "常务" in who and "常务" not in text and not _HEAD.search(text) and (deputy := _DEPUTY_HEAD.search(text)):
        return deputy[0]
    official = _OFFICIAL.search(text)
    return official[0].rpartition("由")[2] if official and not _LEADER.search(text) else ""


def exception_named(facet: Facet, clause: Clause, submission: Submission) -> str:
    """Whom the clause or its sentence excepts from what all the others do (除高岭教学班外); "" where nobody is."""
    sentence = sentence_text(clause, submission)
    if "除" not in sentence or _COEFFICIENT in facet.statement:  # a coefficient is excepted of another measure
        return ""
    end = len(said_so_far(clause, submission))
    for match in _EXCEPTION.finditer(sentence):
        if end > match.start() and not _NO_EXCEPTION.search(match["who"]):
            return f"除{match['who']}外"
    return ""


def not_the_asked(facet: Facet, text: str) -> str:
    """What the text says in the statement's words not to be so: 不是教育行政部门在组织; "" where it says no such."""
    match = _NOT_THIS.match(text)
    if not match:
        return ""
    what = match["what"]
    parts = (what[place : place + _SHARED] for place in range(len(what) - _SHARED + 1))
    return f"不是{what}" if any(part in facet.statement for part in parts) else ""
