"""Of what a number is told by what stands around it: headings, the parts of its sentence before it, a change.

Two numbers of one name are compared only where none of these says that they are of two years, parts or levels.
"""

from __future__ import annotations

import re

from compliance.terms import Clause, Submission

# 小学31所，教师1000人: the teachers are those of 小学.
_LEVEL = re.compile(r"((?<!中)小学|初中|高中|中学|幼儿园|教学点)(?:共?有?|现有)\d")
_HAS_LEVEL = re.compile("教师|教职|学生|师生|班|校长")
# 调整后，责任督学126名: of another time. 47所学校中，46所学校: of so many.
_NOT_OF_ALL = re.compile(
    r"(?:调整|增补|补充|充实|扩充|合并|撤并|换届|改选|新增|扩建|续聘|增聘|整合)[^，。；\d]{0,6}后，?$|\d[^，。；\d]{0,8}[中里]，$"
)
# 46所学校都建有食堂，另外1所就近配餐.
_REST = re.compile(r"(?:另外?|其余|余下|剩下?|还有|只有|仅)[^，。；\d]{0,6}\d")
_YEAR = re.compile(r"20\d\d(?:[—～~-]20\d\d)?(?:学年|年)")
# 一、城关责任区, but no 督学责任区 and no 责任区建设.
_PART = re.compile(
    r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)]?[、.．]?\s*)?"
    r"(?P<name>[\u4e00-\u9fff]{1,4}(?:责任区|学区|片区?|[镇乡]|街道|小学|中学|学校|幼儿园|校区|分校|园区))(?:[（(][^（）()]*[）)])?"
)
_NO_NAME = re.compile("督学|设[立置]|划分|挂牌|各|全|每|本|我|中小|所有")
_CLAUSES_AROUND = 3  # of one sentence
_LEAD = 60  # characters


def lead_of(submission: Submission, clause: Clause, start: int) -> str:
    """What the sentence of a clause says shortly before an offset of the clause's text."""
    first = max(clause.sentence[0], clause.index - _CLAUSES_AROUND)
    earlier = () if clause.header else submission.clauses[first : clause.index]
    return ("".join(f"{part.text}，" for part in earlier) + clause.text[:start])[-_LEAD:]


def is_of_some(lead: str) -> bool:
    """Whether the words before a number's own part make it one of some, or of after a change."""
    return bool(_NOT_OF_ALL.search(lead))


def level_before(lead: str, name: str) -> str:
    """The one level of schools that the words before count, whose the named are; "" for none, several or its own."""
    levels = set(_LEVEL.findall(lead))
    level = levels.pop() if len(levels) == 1 and _HAS_LEVEL.search(name) else ""
    return "" if level in name else level


def rest_beside(submission: Submission, clause: Clause, end: int) -> bool:
    """Whether a sentence goes on to count the others: 46所学校都建有食堂，另外1所就近配餐 is not of all."""
    last = min(clause.sentence[1], clause.index + 1 + _CLAUSES_AROUND)
    following = "".join(f"，{part.text}" for part in submission.clauses[clause.index + 1 : last])
    return bool(_REST.search(clause.text[end : end + _LEAD] + following))


def are_apart(first: Clause, second: Clause, of_whole: bool) -> bool:
    """Whether headings say that two numbers are of two years or, unless both are `of_whole`, of two named parts."""
    if first.section == second.section:
        return False
    years = [_of_headings(_YEAR, clause) for clause in (first, second)]
    parts = [_of_headings(_PART, clause) for clause in (first, second)]
    return _differ(*years) or not of_whole and _differ(*parts)


def _of_headings(what: re.Pattern[str], clause: Clause) -> set[str]:
    found = (what.search(heading) if what is _YEAR else what.fullmatch(heading) for heading in clause.section)
    return {match[match.lastgroup or 0] for match in found if match and not _NO_NAME.search(match[0])}


def _differ(first: set[str], second: set[str]) -> bool:
    return bool(first and second) and first.isdisjoint(second)
