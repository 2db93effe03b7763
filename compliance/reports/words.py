"""What people read: the Chinese words for statuses, kinds, places and the rest; one thing, one word, everywhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from compliance.terms import DocumentKind, Modality, Place, Polarity, Scope, Status

# Below this confidence a finding is marked for a closer look: at 0.6 two proposals in five would be wrong.
CLOSER_LOOK_BELOW = 0.6
CLOSER_LOOK = "需细看"

# Below this confidence of recognition (OCR) a page is named among what was read with difficulty.
LOW_RECOGNITION_BELOW = 0.85

LOW_RECOGNITION = "识别把握 {}，请对照原件"

NO_VERDICT = "参考得分，不是结论"
PROPOSAL = "本报告由程序提出，供人核对；是否达到要求，由人认定。"
NOT_EVIDENCE = "最接近的原文，不作为依据"

# In the order in which a person works through them: gaps first, the most certain of them first.
STATUS_ORDER = (
    Status.CONTRADICTED,
    Status.MISSING,
    Status.UNREADABLE,
    Status.PLANNED,
    Status.PARTIAL,
    Status.MET,
    Status.NOT_APPLICABLE,
)

STATUS_NAMES = {
    Status.MET: "已有依据",
    Status.PARTIAL: "依据不全",
    Status.PLANNED: "仅有打算",
    Status.CONTRADICTED: "自述不符",
    Status.MISSING: "未见依据",
    Status.UNREADABLE: "未能读取",
    Status.NOT_APPLICABLE: "不适用",
}

STATUS_MEANINGS = {
    Status.MET: "材料写明已经做到，主体和时段相符",
    Status.PARTIAL: "有一部分写明做到，另一部分没有写到",
    Status.PLANNED: "只写了打算、要求或承诺，没有写已经做到",
    Status.CONTRADICTED: "材料自己写明没有做到，或给出的数值达不到要求",
    Status.MISSING: "读完材料，没有找到依据",
    Status.UNREADABLE: "没有找到依据，但有内容未能读取，不能说没有",
    Status.NOT_APPLICABLE: "按方案说明，本条不适用",
}

# Shape as well as word, so that nothing hangs on colour; all of them one column wide in common terminals.
STATUS_MARKS = {
    Status.MET: "✓",
    Status.PARTIAL: "~",
    Status.PLANNED: ">",
    Status.CONTRADICTED: "✗",
    Status.MISSING: "-",
    Status.UNREADABLE: "?",
    Status.NOT_APPLICABLE: "/",
}

KIND_NAMES = {
    DocumentKind.SELF_EVALUATION: "自评报告",
    DocumentKind.PLAN: "工作方案",
    DocumentKind.RULES: "办法细则",
    DocumentKind.OPINION: "督导意见",
    DocumentKind.RECTIFICATION: "整改报告",
    DocumentKind.OTHER: "其他文书",
}

MODALITY_NAMES = {
    Modality.FACT: "事实",
    Modality.INTENTION: "打算",
    Modality.DEMAND: "要求",
    Modality.NEGATION: "否定",
    Modality.QUOTATION: "引用",
}

POLARITY_NAMES = {
    Polarity.SUPPORTS: "依据",
    Polarity.PROMISES: "打算",
    Polarity.CONTRADICTS: "反面依据",
    Polarity.NEAR: "接近，不作依据",
}

SCOPE_NAMES = {Scope.DISTRICT: "区县", Scope.SCHOOL: "学校", Scope.OFFICE: "督导机构"}

CHECK_NAMES = {
    "placeholder": "占位未填",
    "inconsistent": "前后不一",
    "swapped_words": "词语被替换",
    "garbled": "乱码",
    "foreign_subject": "他处名称",
    "stale_period": "往年数据",
    "page_furniture": "网页残留",
}

SET_ASIDE_NAMES = {
    "header": "页眉",
    "footer": "页脚",
    "comment": "批注",
    "hidden": "隐藏文字",
    "deleted": "已删除的修订",
    "page_furniture": "网页残留",
    "page_number": "页码",
    "watermark": "水印",
    "seal": "印章",
    "illegible": "辨认不清的字迹",
    "mail_header": "邮件的发件人、收件人和日期",
    "contents": "目录",
}

PART_NAMES = {
    "header": "页眉",
    "footer": "页脚",
    "footnote": "脚注",
    "endnote": "尾注",
    "text box": "文本框",
    "comment": "批注",
    "subject": "邮件主题",
    "mail header": "邮件头",
    "seal": "印章",
}

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_SENTENCE = re.compile(r"[^。！？；]*[。！？；]?")


def printable(text: str) -> str:
    """The text with U+FFFD for what UTF-8 cannot hold (undecodable bytes of file names)."""
    return _LONE_SURROGATE.sub("\ufffd", text)


def place_words(place: Place) -> str:
    """第3页 表2第4行, 第12段, 第5行, …: the page where there are pages, else the nearest thing to it; "" if unknown."""
    words = []
    if place.sheet:
        words.append(f"工作表“{place.sheet}”")
    if place.page is not None:
        words.append(f"第{place.page}页")
    if place.part != "body":
        words.append(PART_NAMES.get(place.part, place.part))
    if place.sheet and place.row is not None:
        words.append(f"第{place.row}行")  # as the sheet numbers its rows, within tables too
    elif place.table is not None:
        row = f"第{place.row}行" if place.row is not None else ""
        words.append(f"表{place.table}{row}")
    elif place.page is None and place.line is not None:
        words.append(f"第{place.line}行")
    elif place.page is None and place.paragraph is not None:
        words.append(f"第{place.paragraph}段")
    return " ".join(words)


def section_words(section: Sequence[str]) -> str:
    """二、组织领导 › (一)领导机构."""
    return " › ".join(heading.strip() for heading in section)


def number(value: Decimal | float) -> str:
    """41.5, 12, 0.25: no trailing zeros, no exponent."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


def percent(share: float) -> str:
    """91% for 0.91."""
    return f"{round(share * 100)}%"


def shorten(text: str, most: int) -> str:
    """The first sentences that fit into `most` characters; a first sentence that does not fit is cut with …."""
    if len(text) <= most:
        return text
    kept = ""
    for sentence in _SENTENCE.findall(text):
        if len(kept) + len(sentence) > most:
            break
        kept += sentence
    return kept or text[: most - 1] + "…"


def recognition_words(confidence: float) -> str:
    """A mark for a quote that was recognised with difficulty; "" for text that was read or surely recognised."""
    return LOW_RECOGNITION.format(percent(confidence)) if confidence < LOW_RECOGNITION_BELOW else ""
