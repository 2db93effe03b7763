"""Rows that are written short, written out (表格简写): codes for measures, two values in a cell, columns named 系数."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from compliance.judgement.values.cells import label_columns, label_of
from compliance.judgement.values.names import STAGES, groups
from compliance.terms import Clause, Submission

# 小学实况（括号内为校际系数）over 4.36（0.38）.
_IN_BRACKETS = re.compile(r"[（(]括号[内里中]?(?:的?数值?)?(?:是|为|系|表示|即)?[:：]?([^（）()]{2,12})[）)]")
_BRACKETED = re.compile(r"^([^（(]+)[（(]([^（）()]*)[）)]$")
# A coefficient that is called no more than that; the measure and the level stand to its left.
_BARE_SPREAD = re.compile(r"^(?:小学|初中)?(?:校际)?(?:差异)?系数(?=$|[（(])")


def written_out(clause: Clause, submission: Submission) -> Clause:
    """A row with every column under its full name and with one value."""
    return _spreads(_unbracketed(decoded(clause, submission)))


def _unbracketed(clause: Clause) -> Clause:
    """A row with the values in brackets in columns of their own."""
    if not any(map(_IN_BRACKETS.search, clause.header)):
        return clause
    columns = list(_columns(clause.header, clause.values))
    return replace(clause, header=tuple(h for h, _ in columns), values=tuple(v for _, v in columns))


def _columns(headers: Sequence[str], values: Sequence[str]) -> Iterator[tuple[str, str]]:
    for header, value in zip(headers, values, strict=False):
        said, both = _IN_BRACKETS.search(header), _BRACKETED.match(value.strip())
        if not said or not both:
            yield header, value
            continue
        rest = header[: said.start()] + header[said.end() :]
        yield rest, both[1]
        yield "".join(sorted(groups(rest) & STAGES)) + said[1], both[2]


def _spreads(clause: Clause) -> Clause:
    """A row with 差异系数 in the header of every such column: 校际差异系数|小学|初中, 指标|小学|系数|初中|系数."""
    labels = label_columns(clause)
    over = any("差异系数" in groups(clause.header[i]) for i in labels if i < len(clause.header))
    own = any("差异系数" in groups(header) for i, header in enumerate(clause.header) if i not in labels)
    if over and not own:
        return replace(clause, header=tuple(h if i in labels else f"{h}差异系数" for i, h in enumerate(clause.header)))
    if not any(map(_BARE_SPREAD.match, clause.header)):
        return clause
    level, headers = "", []
    for header in clause.header:
        level = "".join(sorted(groups(header) & STAGES)) or level
        headers.append(_BARE_SPREAD.sub(f"{level}差异系数", header))
    return replace(clause, header=tuple(headers))


_CODE = re.compile(r"(?<![A-Za-z])[A-Z]\d{1,2}(?!\d)")
# The seven resource measures by the numbers that reports under the national measures of 2017 (县域义务教育优质均衡发展
# 督导评估办法) give them; a document's own list of codes goes before.
_KNOWN_CODES = {
    "L1": "每百名学生拥有高于规定学历教师数",
    "L2": "每百名学生拥有县级以上骨干教师数",
    "L3": "每百名学生拥有体育、艺术专任教师数",
    "L4": "生均教学及辅助用房面积",
    "L5": "生均体育运动场馆面积",
    "L6": "生均教学仪器设备值",
    "L7": "每百名学生拥有网络多媒体教室数",
}
_NAME_BEFORE = r"([\u4e00-\u9fff、]{4,30})[（(]"
_NAME_BEHIND = r"[为是指即:：（|\s—-]{0,3}([\u4e00-\u9fff（][\u4e00-\u9fff、（）]{3,30})"


def decoded(clause: Clause, submission: Submission) -> Clause:
    """A row whose headers or label are codes (L1), with the names that the documents give the codes beside them."""
    codes = set(_CODE.findall(" ".join((*clause.header, label_of(clause)))))
    names = {code: name for code in codes if (name := _name_of(code, submission))}
    if not names:
        return clause

    def spelt(text: str) -> str:
        return _CODE.sub(lambda match: f"{match.group()} {names.get(match.group(), '')}".strip(), text)

    labels = label_columns(clause)
    values = tuple(spelt(v) if index in labels else v for index, v in enumerate(clause.values))
    return replace(clause, header=tuple(map(spelt, clause.header)), values=values)


def _name_of(code: str, submission: Submission) -> str:
    pattern = re.compile(rf"{_NAME_BEFORE}{code}[）)]|{code}{_NAME_BEHIND}")  # a code is a letter and digits
    for clause in submission.clauses:
        if code in clause.text and (match := pattern.search(clause.text)):
            return match[1] or match[2]
    return _KNOWN_CODES.get(code, "")
