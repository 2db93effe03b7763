"""Claims that a row refutes: 已经达标 over 标准 4.5 | 实际 4.31, 比上年提高 over 2019年 18.31 | 2020年 18.26."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from compliance.integrity.figures import core, group_of, qualifiers_of
from compliance.integrity.passages import pairs, plain_number, short, warning
from compliance.integrity.totals import cell_number
from compliance.language.sentences import said_right_before
from compliance.terms import Clause, Comparison, Modality, Quantity, Submission, Warning

CHECK = "inconsistent"

_REACHED = re.compile(
    r"(?:达到|符合|高于|超过|满足|够|过)(?:了)?(?:[^，。；]{0,6}(?:标准|要求|规定|底线)|线)|达标|不低于[^，。；]{0,6}(?:标准|定额)|以内|没有超过|都?不?超过|以上"
)
_NOT_REACHED = re.compile(r"未|不达标|没有达|尚|差(?!异)|除|不足|低于(?<!不低于)|缺|部分|个别|只有|仅")
_SHORTFALL = re.compile(r"未|尚|差(?!异)|除|不足|缺|部分|个别|只有|仅|要求|规定|应")
_REQUIRED_HEADER = re.compile(r"^(?:[^，。]{0,4}标准(?:值|线|要求)?|应有|应达|要求(?:值)?|底线|规定(?:值|标准)?)$")
_ACTUAL_HEADER = re.compile(
    r"^(?:现值|现有|现状|实有|实际(?:值|情况)?|实测|完成(?:值|情况)?|本[区县市](?:情况|值)?|全[区县市]|数值|20\d\d年?)$"
)
# The less the better.
_AT_MOST = re.compile(r"差异|班额|最大|规模|辍学|流失|最[高多]|师生比|生师比|距离|时长|负担")
_RISEN = re.compile(
    r"比(?:上年|去年|前年|上一年)[^，。；]{0,6}(?:提高|增长|增加|上升|提升|改善|涨|高|多)|"
    r"(?:逐年|连年|年年|连续[\d一二三四五六七八九]+年)[^，。；]{0,3}(?:提高|增长|增加|上升|上涨|提升|往上|涨)|只增不减"
)
_FALLEN = re.compile(r"比(?:上年|去年|前年|上一年)[^，。；]{0,6}(?:下降|降低|减少|回落|少)")
_FALLING = re.compile(r"未|没有|不如|持平|但")
_YEAR_CELL = re.compile(
    r"(?:20\d\d年?|上年|去年)[^\d，。；]{0,4}(?P<old>\d+(?:\.\d+)?)(?P<unit>[^\d，；、]{0,3})[，；、]"
    r"(?:20\d\d年?|本年|今年)[^\d，。；]{0,4}(?P<new>\d+(?:\.\d+)?)(?P=unit)"
)
_YEAR_HEADER = re.compile(r"\D{0,4}((?:19|20)\d\d|上年|去年|本年|今年)(?:年|学年|度)?\D{0,4}")
_RELATIVE = str.maketrans("上去本今", "0099")
_BRACKETS = re.compile(r"[（(][^）)]*[）)]")
_PER_PUPIL = re.compile(r"(?<![名个每])学生(?:平均|人均)")
_SHARED = 2  # pairs of characters that the label of a row and a claim with its very standard have in common
_LEAST = 4  # characters of the measure that the claim must repeat


@dataclass(frozen=True, slots=True)
class _Row:
    clause: Clause
    measure: str
    group: str
    before: Decimal  # the standard, or last year's value
    now: Decimal


def standard_claims(submission: Submission) -> tuple[Warning, ...]:
    """One warning for each claim to reach a standard, or to have risen, that the measure's row refutes."""
    rows = [clause for clause in submission.clauses if clause.header and len(clause.values) >= 2]
    required = list(_required(rows))
    yearly = list(_yearly(rows))
    found: list[Warning] = []
    for clause in submission.clauses:
        if clause.header or clause.modality not in (Modality.FACT, Modality.NEGATION):
            continue
        if clause.subject.kind in ("neighbour", "superior", "some"):
            continue
        bound = any(quantity.comparison is not Comparison.EQUAL for quantity in clause.quantities)
        if not bound and not any(claim.search(clause.text) for claim in (_REACHED, _RISEN, _FALLEN)):
            continue
        for row, fault in _refuting(submission, clause, required, yearly):
            message = (
                f"“{short(submission.quote(clause.span))}”与表中“{short(row.text)}”不符：{fault}。请核对并改为一致。"
            )
            found.append(warning(submission, CHECK, (clause.span, row.span), message))
            break
    return tuple(found)


def _refuting(
    submission: Submission, clause: Clause, required: Sequence[_Row], yearly: Sequence[_Row]
) -> Iterator[tuple[Clause, str]]:
    words = _window(submission, clause)
    said = _plain(words)
    if _REACHED.search(clause.text) and not _NOT_REACHED.search(clause.text):
        for row in required:
            low = bool(_AT_MOST.search(row.clause.values[0]))
            if (row.now > row.before if low else row.now < row.before) and _names(words, said, row):
                yield row.clause, f"要求是{plain_number(row.before)}，实际是{plain_number(row.now)}"
    if not _SHORTFALL.search(clause.text):
        for row in required:
            if any(_is_passed(bound, row) for bound in clause.quantities) and _is_about(words, row):
                yield row.clause, f"要求是{plain_number(row.before)}，实际是{plain_number(row.now)}"
    risen, fallen = _RISEN.search(clause.text), _FALLEN.search(clause.text)
    if (risen or fallen) and not _FALLING.search(clause.text):
        for row in yearly:
            if (row.now < row.before if risen else row.now > row.before) and _names(words, said, row):
                yield row.clause, f"由{plain_number(row.before)}变为{plain_number(row.now)}"


def _window(submission: Submission, clause: Clause) -> str:
    """The claim with the part before it: 教学和辅助用房，小学、初中都达到了标准."""
    return f"{said_right_before(clause, submission)}，{clause.text}"


def _names(words: str, said: str, row: _Row) -> bool:
    """Whether the claim (as it stands, and its core) names the row's measure, and no other group or kind of it."""
    if len(row.measure) < _LEAST or row.measure not in said:
        return False
    group = group_of(words)
    same_group = not group or not row.group or row.group in group.split("+")
    # 骨干教师 is not 教师: the word before the measure must not make it another.
    front = said[: said.index(row.measure)][-4:]
    return same_group and not qualifiers_of(front) - qualifiers_of(_PER_PUPIL.sub("生均", row.clause.text))


def _is_passed(bound: Quantity, row: _Row) -> bool:
    """Whether a bound that a claim says is kept is the row's standard, and its value is beyond it."""
    if _AT_MOST.search(row.clause.values[0]):
        return bound.comparison in (Comparison.AT_MOST, Comparison.LESS) and bound.high == row.before < row.now
    return bound.comparison in (Comparison.AT_LEAST, Comparison.MORE) and bound.low == row.before > row.now


def _is_about(words: str, row: _Row) -> bool:
    """Whether a claim that names the very standard of a row shares words with its label, and no other group."""
    label, group = _BRACKETS.sub("", row.clause.values[0]), group_of(words)
    same_group = not group or not row.group or row.group in group.split("+")
    return same_group and len(pairs(words) & pairs(label)) >= _SHARED


def _measure(row: Clause) -> tuple[str, str]:
    label = row.values[0]
    return re.sub(r"生均|每百名学生|面积|^(?:全[区县市])", "", _plain(label)), group_of(label)


def _plain(text: str) -> str:
    """The core of a text without what a claim leaves out: 教师平均工资 is 教师工资水平."""
    return re.sub(r"(?:年人?)?平均|年人?均|人均|水平", "", core(_PER_PUPIL.sub("生均", text)))


def _required(rows: Sequence[Clause]) -> Iterator[_Row]:
    """Rows with a standard and an actual value: 生均教学及辅助用房面积 | 4.5 | 4.31."""
    for row in rows:
        before = [v for h, v in zip(row.header, row.values, strict=False) if _REQUIRED_HEADER.fullmatch(h.strip())]
        now = [v for h, v in zip(row.header, row.values, strict=False) if _ACTUAL_HEADER.fullmatch(h.strip())]
        if len(before) == 1 and now:
            standard, actual = _first_number(before[0]), _first_number(now[-1])
            if standard and actual:
                yield _Row(row, *_measure(row), standard, actual)


def _first_number(cell: str) -> Decimal | None:
    """省定850, 低于0.15 and 2085（某校）as numbers; None for several numbers or none."""
    match = re.fullmatch(
        r"[^\d]{0,6}(\d+(?:\.\d+)?)(?:%|[\u4e00-\u9fff/]{0,4})(?:[（(][^（）()\d]*[）)])?", cell.strip()
    )
    return Decimal(match[1]) if match else None


def _yearly(rows: Sequence[Clause]) -> Iterator[_Row]:
    """Rows with two years' values, in two columns or in one cell (2023年17.8%，2024年17.3%)."""
    for row in rows:
        dated = []
        for header, value in zip(row.header, row.values, strict=False):
            year = _YEAR_HEADER.fullmatch(header)
            number = cell_number(value.strip().rstrip("%")) if value.strip(" —-/") else None
            if year and number:
                # 上年 sorts before every year, 本年 behind.
                dated.append((year[1].translate(_RELATIVE), number))
        if len(dated) == 2:
            (_, old), (_, new) = sorted(dated)
            yield _Row(row, *_measure(row), old, new)
        for value in row.values[1:]:
            match = _YEAR_CELL.search(value)
            if match:
                yield _Row(row, *_measure(row), Decimal(match["old"]), Decimal(match["new"]))
