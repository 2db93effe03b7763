"""组织领导: essential parts are body, head, departments, meetings; the head's rank decides where it is asked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from compliance.judgement.grounds import another_matter, grounded, reported_fault, turned
from compliance.judgement.judging import Judgement, JudgingContext, Reading
from compliance.judgement.parts import Part, told, with_parts
from compliance.terms import Facet, Modality, Polarity, Status

_BODY = re.compile(r"(?:成立|建立|设立|组建).{0,30}(?:领导小组|委员会|协调机构|指挥部|专班)")
_HEADED = re.compile(r"组长|主任|总?指挥长?|召集人|牵头|领导(?:担任|任)|[市县区]长|书记|校长.{0,6}任")
_PARTS = (
    Part("组长或主任", _HEADED, asked=_BODY, own_facet=re.compile(r"任(?:副?组长|副?主任)|[组主][长任]由")),
    Part(
        "成员单位",
        re.compile(r"成员|委员(?!会)|部门|单位|办局|参加|编办|财政|人社|处室"),
        asked=_BODY,
        own_facet=re.compile(r"成员|部门|共同组成"),
    ),
    Part(
        "开会研究",
        re.compile(r"会议|例会|议事|专题会|一会|研究|开.{0,6}会|听取|调度"),
        asked=_BODY,
        own_facet=re.compile(r"会议|研究|审议"),
    ),
)

# --- Who heads it ---

_CHIEF = r"(?<![副局校处科股院所站])[省市县区州旗乡镇]长(?!官)|书记|党政主要领导|主要领导|主要负责"
_VICE = r"副[省市县区州旗乡镇]长|分管.{0,8}领导|主管.{0,8}领导|分管.{0,6}负责人"
# Who may fill the slot, by the words of the statement; a chief may always stand where his deputy is asked for.
_ASKED_HOLDERS = (
    (re.compile(r"常务副|主要领导"), re.compile(rf"常务副|{_CHIEF}")),
    (re.compile(r"主管领导|分管领导|政府.{0,4}领导"), re.compile(rf"{_CHIEF}|{_VICE}")),
)
_NAMED = re.compile(r"具名|姓名|写明了副组长")
# A holder of another rank: the wrong one in the slot. 主任 and 长 stand for offices, 同志 for a name alone.
_SOME_OFFICE = re.compile(r"[局科股处室院所校园站]长|主任|局领导|副[省市县区州旗乡镇]长|股|督学")
_BLANK = re.compile(r"[XＸ×x*_＿]{2,}|[□◯○]{2,}|某某?|待定|未定")
_CLOSE = 0.02  # a slot says its post in so many words, so that little relevance is asked of it


@dataclass(frozen=True, slots=True)
class Slot:
    """A post of the body and who is said to hold it: (主任, 分管教育的副县长)."""

    reading: Reading
    holder: str


def _asked_post(statement: str) -> str:
    """The post that the statement asks a holder of: 组长, 副主任; "" where it asks for none."""
    found = re.search(r"(?:任|担任).{0,12}?(副?(?:组长|主任))|(副?(?:组长|主任))由|写明了(副组长)", statement)
    return next((post for post in found.groups() if post), "") if found else ""


def _holder(text: str, post: str) -> str | None:
    """Who holds the post by this clause: 组长由…担任, 由…任组长, 组长：…, a row 组长 | …; None if it says nothing."""
    own = rf"(?<!副){post}" if not post.startswith("副") else post
    after = re.search(rf"{own}\s*(?:由|：|:|\||为|是)\s*([^，。；;|]+?)(?:担任|兼任|兼着|兼|任职|$|[，。；;|])", text)
    if after:
        return after[1].strip()
    before = re.search(rf"由?([^，。；;由]+?)(?:担任|兼任|任)[^，。；;任]{{0,20}}?{own}", text)
    return before[1].strip() if before else None


def _slots(facet: Facet, judgement: Judgement, context: JudgingContext, post: str) -> list[Slot]:
    other = another_matter(facet, context)
    readings = [r for r in judgement.readings if r.relevance >= _CLOSE and not other(r) and not reported_fault(r)]
    said = ((reading, _holder(reading.clause.text, post)) for reading in sorted(readings, key=lambda r: -r.relevance))
    return [Slot(reading, holder) for reading, holder in said if holder]


def _by_head(facet: Facet, judgement: Judgement, context: JudgingContext) -> Judgement:
    """The status that the holder of the asked post decides: the right rank, the wrong one, or a blank."""
    post = _asked_post(facet.statement)
    slots = _slots(facet, judgement, context, post) if post else []
    if not slots or slots[0].reading.clause.modality is Modality.NEGATION:
        return judgement
    slot = slots[0]
    if _BLANK.search(slot.holder):
        return turned(judgement, Status.PARTIAL, f"{post}处是空白或占位符", slot.reading)
    promised = slot.reading.polarity is Polarity.PROMISES
    good = Status.PLANNED if promised else Status.MET
    if _NAMED.search(facet.statement):
        return turned(judgement, good, "", slot.reading)
    right = next((holders for asked, holders in _ASKED_HOLDERS if asked.search(facet.statement)), None)
    if right is None:
        return judgement
    if right.search(slot.holder):
        return turned(judgement, good, "", slot.reading)
    if _SOME_OFFICE.search(slot.holder):
        reading = slot.reading
        return turned(judgement, Status.CONTRADICTED, f"{post}是{slot.holder}，与要求的人选不符", reading)
    return judgement


# --- The body ---


def _without_head(judgement: Judgement) -> Judgement:
    """Partial, where a body is shown and nothing says who heads it, unless a facet of its own asks for that."""
    if judgement.status is Status.MET and _PARTS[0].name in judgement.absent_parts:
        return turned(judgement, Status.PARTIAL, "机构没有写明由谁牵头")
    return judgement


def judge(facet: Facet, judgement: Judgement, context: JudgingContext) -> Judgement:
    """The general judgement, refined by what leadership bodies consist of."""
    judgement = _by_head(facet, grounded(facet, judgement, context), context)
    judgement = with_parts(facet, judgement, context, _PARTS, told(judgement, context))
    return _without_head(judgement)
