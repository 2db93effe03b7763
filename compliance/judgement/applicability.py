"""Which items apply to a submission at all (适用): only where the scheme says so is one left out.

Two ways in which schemes say so: the first level of the path names whose plan an item is for (责任区督学方案,
区督导室方案, 学校责任督学方案), or the requirement ends in a condition “…的，不适用”.
"""

from __future__ import annotations

import re

from compliance.judgement.conditions import condition_holds
from compliance.language.normalise import normalise
from compliance.terms import Item, Scheme, Submission

_AUTHORS = {
    "school": re.compile(r"学校|幼儿园|集团校"),
    "zone": re.compile(r"责任区"),
    "office": re.compile(r"督导室|督导办|督导委员会|督导团"),
}
_COMMON = re.compile(r"共有|通用|各类|共同")
_SCHOOL_SUBJECT = re.compile(r"(?:小学|中学|学校|初级中学|幼儿园|教育集团|集团|校区|一中|二中|实验)$")
_ZONE = re.compile(r"责任区|督学区|片区")
_OFFICE = re.compile(r"督导室|督导办|督导委员会|督导团|教育局|教委|人民政府|教育督导(?![^和与及、暨]{0,5}责任区)")
# Bodies that work with inspectors and are neither an inspection office, a zone nor a school.
_OTHER_BODY = re.compile(r"工作站|视导所|视导站|督学组|工作组|联络处|进修学校|进修学院|研训中心|督学协会")

# How the text of a plan speaks of itself.
_SPEAKS = {"zone": re.compile(r"[本我]责任区|责任区内"), "school": re.compile(r"[我本][校园](?!区)")}


def _says(speaks: re.Pattern[str], submission: Submission) -> bool:
    return any(speaks.search(clause.text) for clause in submission.clauses)


def titles_of(submission: Submission) -> tuple[str, ...]:
    """The documents' titles, normalised as clauses are: 督導室 is 督导室."""
    return tuple(normalise(document.title).text for document in submission.documents)


def authors_of(submission: Submission) -> frozenset[str]:
    """Whose plan a submission is: a school's, a zone's (责任区), an office's (督导室), the last two in one, or none's.

    A plan whose title names no body is taken for an office's, and for a zone's or a school's as well where its text
    speaks as one: a file may hold several plans, and what is set aside as not asked nobody looks at again.
    """
    titles = " ".join(titles_of(submission))
    if _OTHER_BODY.search(titles) and not _ZONE.search(titles) and not _OFFICE.search(titles):
        return frozenset()
    if _SCHOOL_SUBJECT.search(submission.subject):
        return frozenset({"school"})
    zone, office = bool(_ZONE.search(titles)), bool(_OFFICE.search(titles))
    if not zone and not office:
        return frozenset({"office", *(author for author, speaks in _SPEAKS.items() if _says(speaks, submission))})
    return frozenset({"zone"} if zone else ()) | frozenset({"office"} if office or not zone else ())


def _addressee(item: Item) -> str:
    level = item.path[0] if item.path else ""
    if _COMMON.search(level):
        return ""
    for author in ("office", "school", "zone"):
        if _AUTHORS[author].search(level) and re.search(r"方案|计划", level):
            return author
    return ""


def applies(item: Item, scheme: Scheme, submission: Submission) -> bool:
    """Whether an item is asked of this submission."""
    if "不适用" in scheme.notes:
        addressee = _addressee(item)
        if addressee and addressee not in authors_of(submission):
            return False
    return not condition_holds(item, scheme, submission)


def applicable_items(scheme: Scheme, submission: Submission) -> frozenset[str]:
    """The ids of the items that are asked of this submission."""
    return frozenset(item.id for item in scheme.items if applies(item, scheme, submission))
