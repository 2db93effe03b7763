"""How a clause speaks (语气): fact, intention, demand, negation, quotation.

The words are data (cues.toml). A comma part is first freed of what only looks like a cue (主要, 不少于, 《…计划》) and
of negations that say something good (没有发现违规); what is left is read in this order: denial, another's norm,
intention or demand (the earlier one), then what it inherits from its sentence, its lead-in and its headings; else it
is a fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from compliance.language.cues import BLANK, blanked, first, patterns
from compliance.terms import Modality

# (?<!□) keeps a lone closing mark, left by a name that a comma cut, from swallowing the part.
_NAMES = re.compile(r"《[^《》]*》|“[^“”]*”|《[^《》]*$|^[^《》]*》")
# A document named after a district or school is the submitter's own, not a superior's norm.
_QUALIFIED = re.compile(r"《[^》]{0,4}(?:[区县](?![级域])|本市|学校|小学|中学)")
_CONCESSION = re.compile(r"^(?:虽然?|尽管)")
_REASON = re.compile(r"^(?:因|由于|鉴于|受)(?:.{0,3})(?:国家|省|市里|市级|上级|全市)")
_LIST_MARK = re.compile(r"^(?:[一二三四五六七八九十]是|[（(]?[一二三四五六七八九十\d]+[)）、.]|首先|其次)")
_PROHIBITION = re.compile(r"不|严禁|禁止|切")
_RULE_NAME = re.compile(r"的(?:制度|规定|要求|做法|办法|原则)")
# 预算草案 is what a people's congress is given, and shows that money is listed; 已列入预算草案 is only on its way.
_DRAFT = re.compile(
    r"送审稿|征求意见稿|讨论稿|(?<!预算)草案|(?:列入|写进|写入|编入)[^，]{0,12}预算草案|预算草案[^，]{0,4}[正待拟]"
)
_DRAFT_DONE = re.compile(r"(?:印发|施行|出台|通过|生效|执行)")
_CELLS = " | "

Reading = tuple[Modality, str]
_PLAIN: Reading = (Modality.FACT, "")


def read_modality(text: str, before: str, section: tuple[str, ...], stem: str) -> Reading:
    """The modality of one comma part, and the words that decided it ("" for a plain fact).

    All texts are normalised. `before` is the earlier part of the same sentence, `section` the headings above,
    `stem` the lead-in of the list that the part belongs to. Where a lead-in or heading decided, its words are the cue.
    """
    troubled = _is_troubled(section, stem)
    own = _read_row(text, troubled) if _CELLS in text else _read_part(text, troubled)
    if own[0] is Modality.DEMAND and (norm := _quoted_before(text, before, troubled)):
        return Modality.QUOTATION, norm
    if own != _PLAIN:
        return own
    if before and (carried := _carried(text, before, troubled)):
        return carried
    if has_done_mark(text) or first("now", text):
        return _PLAIN
    return _coloured(section, stem)


def is_completed(text: str) -> bool:
    """Whether the part states something as done: 已…, …了, 完成, 全部到位, 均达标. A plan or a denial is not done."""
    modality, _ = _read_part(text, False)
    rest = _masked(text)
    return modality is Modality.FACT and bool(first("done", rest) or first("completed", rest))


def completeness(text: str) -> str:
    """How much of the whole the part claims: "all" (全部, 每所, 100%), "some" (部分, 基本, 个别) or "" (not said)."""
    rest = blanked("mask_all", _unnamed(text))
    if first("some", rest):
        return "some"
    return "all" if first("all", rest) else ""


def has_done_mark(text: str) -> bool:
    """Whether the part carries its own mark of the past or present: 已, 了, 现有, 截至, 销号."""
    return bool(first("done", _masked(text)))


# --- one part for itself -------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _unnamed(text: str) -> str:
    """The text with names of documents and quoted words blanked out, at equal length."""
    return _NAMES.sub(lambda match: BLANK * len(match[0]), text)


@lru_cache(maxsize=4096)
def _masked(text: str) -> str:
    """The text with all that only looks like a cue blanked out as well, at equal length."""
    return blanked("good", blanked("mask", _unnamed(text)))


@lru_cache(maxsize=4096)
def _read_part(text: str, troubled: bool) -> Reading:
    """A part read from its own words; a contrast inside it splits it, and the later half weighs more."""
    halves = [half for half in patterns("contrast")[0].split(text) if half.strip("，、 ")]
    readings = [_read_half(half, troubled) for half in halves]
    return next((reading for reading in reversed(readings) if reading != _PLAIN), _PLAIN)


def _read_row(text: str, troubled: bool) -> Reading:
    """A table row, cell by cell: a problem whose later cell says 已销号 is a fact, an open one a shortfall."""
    reading = _PLAIN
    for cell in text.split(_CELLS):
        own = _read_part(cell, troubled)
        if own == _PLAIN and has_done_mark(cell) and reading[0] is Modality.NEGATION:
            reading = _PLAIN
        elif reading == _PLAIN:
            reading = own
    return reading


def _read_half(text: str, troubled: bool) -> Reading:
    if admission := first("negation", _unnamed(text), before_masks=True):
        return Modality.NEGATION, admission[0]
    rest = _masked(text)
    if denial := _denial(rest, troubled):
        return Modality.NEGATION, denial
    if norm := _norm(text, rest):
        return Modality.QUOTATION, norm
    return _forward(text, rest)


def _denial(rest: str, troubled: bool) -> str:
    if _REASON.search(rest):
        return ""  # 因省里标准尚未下发: the superior's lack is only the reason
    if match := first("negation", rest) or first("ought", rest):
        return match[0]
    if not first("low_is_good", rest) and (match := first("low", rest)):
        return match[0]
    if troubled and not has_done_mark(rest) and (match := first("lack", rest)):
        return match[0]
    return ""


def _norm(text: str, rest: str) -> str:
    """The words with which a superior or a standard speaks, unless the submitter's own fact follows in the part."""
    match = first("superior", rest)
    if not match:
        named = first("norm", rest)
        match = named if named and not named.start() and first("demand", rest, named.end()) else None
    if not match or first("own_fact", rest, match.end()) or first("done", rest, match.end()):
        return ""
    return "" if _QUALIFIED.search(text) else match[0]


def _forward(text: str, rest: str) -> Reading:
    """Intention or demand, whichever comes first; a completed fact outweighs the weaker cues."""
    if (draft := _DRAFT.search(text)) and not _DRAFT_DONE.search(rest):
        return Modality.INTENTION, draft[0]
    found = [
        (match.start(), modality, match)
        for name, modality in (
            ("intention", Modality.INTENTION),
            ("deferral", Modality.INTENTION),
            ("prospect", Modality.INTENTION),
            ("demand", Modality.DEMAND),
        )
        if (match := first(name, rest)) and not _overtaken(name, rest, match)
    ]
    if not found:
        return _PLAIN
    _, modality, match = min(found, key=lambda entry: entry[0])
    return modality, text[match.start() : match.end()]


def _overtaken(name: str, rest: str, match: re.Match[str]) -> bool:
    """Whether a mark of completion cancels the cue: 拟建的3所学校已全部开工; 明年的经费已列入预算."""
    if name == "demand":
        # 五年必须轮岗的制度已经执行: a demand inside the name of a rule that is in force.
        return bool(_RULE_NAME.search(rest, match.end()) and first("done", rest, match.end()))
    if name == "prospect" and match[0].startswith(("列入", "纳入")):
        return False  # 已列入明年计划 is still only planned
    return bool(first("done", rest) if name == "prospect" else first("done", rest, match.end()))


# --- what a part inherits ------------------------------------------------------------------------------


def _carried(text: str, before: str, troubled: bool) -> Reading | None:
    """What the nearest earlier part that shows its tense hands on; None where nothing is carried over."""
    parts = _parts(before)
    if norm := _announced_norm(text, parts[-1]):
        return Modality.QUOTATION, norm
    if first("instead", text) and (ought := _ought(parts)):
        return Modality.NEGATION, ought
    if has_done_mark(text) or first("fresh", text):
        return None
    for part in reversed(parts):
        reading = _read_part(part, troubled)
        if reading[0] is Modality.INTENTION:
            # 虽拟…: what was conceded does not govern what follows.
            return None if _CONCESSION.search(part) else reading
        if reading[0] is Modality.DEMAND:
            addressed = first("addressee", part) or part.startswith(reading[1])
            return reading if addressed and not _PROHIBITION.match(reading[1]) else None
        if reading[0] is Modality.QUOTATION and first("threshold", text):
            return reading
        if reading != _PLAIN or has_done_mark(part) or first("fresh", part):
            return None
    return None


def _ought(parts: Iterable[str]) -> str:
    """The words that say how it ought to have been: 本该由督导室考，现在由财政局看账本来考."""
    return next((match[0] for part in parts if (match := first("ought", _masked(part)))), "")


def _parts(before: str) -> list[str]:
    return [part for part in re.split(r"[，；;]", before) if part.strip()] or [""]


def _quoted_before(text: str, before: str, troubled: bool) -> str:
    """The superior's words that a demand continues: 《条例》规定，学校应当配合，不得阻挠."""
    parts = _parts(before)
    if norm := _announced_norm(text, parts[-1]):
        return norm
    for part in reversed(parts):
        modality, cue = _read_part(part, troubled)
        if modality is Modality.QUOTATION:
            return cue
        if modality is not Modality.DEMAND:
            return ""
    return ""


def _announced_norm(text: str, last: str) -> str:
    """按照…要求 as a part of its own: the next part restates the norm if it speaks in limits and names no own fact."""
    rest = _unnamed(last)
    match = first("norm", rest)
    if not match or match.end() < len(rest.rstrip("，、 ")) or _QUALIFIED.search(last):
        return ""
    fact = first("own_fact", text) or has_done_mark(text)
    return match[0] if first("threshold", text) and not fact else ""


@lru_cache(maxsize=1024)
def _coloured(section: tuple[str, ...], stem: str) -> Reading:
    """A plain part under a lead-in or heading of plans is a plan; under a mixed heading it stays what it says."""
    lead = first("prospect", stem) or first("intention", _masked(stem)) if stem else None
    if lead:
        return Modality.INTENTION, lead[0]
    for heading in reversed(section):
        if first("title_heading", heading) or first("past_heading", heading):
            continue
        ahead = first("next_heading", heading)
        if ahead and not first("problem_heading", heading):
            return Modality.INTENTION, ahead[0]
    return _PLAIN


@lru_cache(maxsize=1024)
def _is_troubled(section: tuple[str, ...], stem: str) -> bool:
    """Whether the nearest heading or the lead-in announces problems, so that 偏低 or 老化 is an admitted lack."""
    if stem and first("problem_heading", stem):
        return True
    nearest = section[-1] if section else ""
    return bool(first("problem_heading", nearest)) and not first("past_heading", nearest)
