"""What the ledger writes down of a problem. Pure: no database.

These sentences are records: they are kept with the problem and read by everybody, so they are Chinese whatever language
a page is shown in. A detail is a finding of report.schema.json.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from compliance.reports.words import STATUS_NAMES, percent, place_words, shorten
from compliance.terms import Place, Status

Detail = dict[str, Any]

_LONGEST_QUOTE = 120  # characters of a quote within a sentence
_MOST_QUOTES = 3  # in a sentence or a cell; the rest is on the problem's page
_PLACE_KEYS = ("page", "part", "paragraph", "table", "row", "column", "line", "sheet")

_LABELS = {"duty": "责任单位", "person": "责任人", "due": "整改时限", "measures": "整改措施"}

NOTHING_FOUND = "材料中未见依据"


def title_of(detail: Detail, status: str, reason: str = "") -> str:
    """网络多媒体教室：“初中…达到2.4间以上”未见依据: the item, and what of it is missing.

    Where the person saw a gap that the program had not seen, the person's reason says what is missing.
    """
    lacking = [
        f"“{facet['statement']}”{STATUS_NAMES[Status(facet['status'])]}" + _absent(facet)
        for facet in detail["facets"]
        if facet["required"] and Status(facet["status"]).is_gap and facet["statement"]
    ]
    if status == detail["status"] and lacking:
        return f"{detail['title']}：{'；'.join(lacking)}"
    return f"{detail['title']}：{reason.strip() or STATUS_NAMES[Status(status)]}"


def _absent(facet: Detail) -> str:
    return f"（缺{'、'.join(facet['absent_parts'])}）" if facet["absent_parts"] else ""


def supporting(detail: Detail) -> list[Detail]:
    """The evidence that carries a finding: what its met facets rest on, each quote once, in the finding's order."""
    used = {index for facet in detail["facets"] if facet["status"] == Status.MET for index in facet["evidence"]}
    found: dict[str, Detail] = {}
    for index, evidence in enumerate(detail["evidence"]):
        if index in used and evidence["polarity"] == "supports":
            found.setdefault(evidence["quote"], evidence)
    return list(found.values())


def opposing(detail: Detail) -> list[Detail]:
    """What stands behind a gap: evidence that its facets lack, or have only partly or as a plan, each quote once."""
    used = {index for facet in detail["facets"] if Status(facet["status"]).is_gap for index in facet["evidence"]}
    return list({e["quote"]: e for index, e in enumerate(detail["evidence"]) if index in used}.values())


def where(evidence: Detail, documents: Sequence[str] = ()) -> str:
    """《自评报告.docx》第3页: the document, where its name is known, and the place in it."""
    place = place_words(Place(**{key: evidence["place"][key] for key in _PLACE_KEYS if key in evidence["place"]}))
    number = evidence["document"]
    return (f"《{documents[number]}》" if number < len(documents) else "") + place


def basis(quotes: Iterable[str]) -> str:
    """The quotes of a problem's row (依据原文): the first few, or that nothing was found."""
    different = list(dict.fromkeys(quote for quote in quotes if quote))
    shown = [f"“{shorten(quote, _LONGEST_QUOTE)}”" for quote in different[:_MOST_QUOTES]]
    more = f"等 {len(different)} 处" if len(different) > _MOST_QUOTES else ""
    return "；".join(shown) + more or NOTHING_FOUND


def closing_words(detail: Detail, draft: int, documents: Sequence[str]) -> str:
    """Why closing is proposed: draft, quote and place, and that a person decides."""
    told = [
        f"{where(evidence, documents)}写明“{shorten(evidence['quote'], _LONGEST_QUOTE)}”"
        for evidence in supporting(detail)[:_MOST_QUOTES]
    ]
    return (
        f"第 {draft} 稿{'；'.join(told)}。程序认为本条{STATUS_NAMES[Status.MET]}"
        f"（把握 {percent(detail['confidence'])}），建议销号，请评审员核对后决定。"
    )


def withdrawing_words(status: str | None, draft: int) -> str:
    """Why the proposal is taken back; `status` is what the newest check found, None where it has no such item."""
    found = STATUS_NAMES[Status(status)] if status else "没有这一条"
    return f"第 {draft} 稿检查的结果是“{found}”，不再支持销号，程序撤回建议。"


def changes(fields: Iterable[tuple[str, str | date | None, str | date | None]]) -> str:
    """责任人：未定 → 王某；…: label, old and new value of what is different; "" where nothing is."""
    return "；".join(
        f"{_LABELS[name]}：{_shown(old)} → {_shown(new)}" if old else f"{_LABELS[name]}：{_shown(new)}"
        for name, old, new in fields
        if (old or None) != (new or None)
    )


def _shown(value: str | date | None) -> str:
    return day_words(value) if isinstance(value, date) else value or "未定"


def day_words(day: date) -> str:
    """2027年3月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


def joined(*parts: str) -> str:
    """What is there of several sentences, one after the other."""
    return "；".join(part for part in parts if part)
