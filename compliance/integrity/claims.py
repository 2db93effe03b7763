"""Claims without a number that a table contradicts: 逐年增长 over a falling row, 全部出台 over 征求意见稿.

Also 每区4至5名 over a row with 3, 每月一次 over 全年4次, and a grade claimed below its threshold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from compliance.integrity.figures import core, group_of, qualifiers_of
from compliance.integrity.passages import distinct, normal, sentence_of, sentences, short, warning
from compliance.integrity.totals import cell_number
from compliance.language.sentences import clauses_by_block, said_right_before
from compliance.terms import BlockKind, Clause, Comparison, Modality, Quantity, Submission, Warning

CHECK = "inconsistent"

_GROWING = re.compile(
    r"(?:逐年|连年|年年|持续|稳步|不断|稳定|保持|均有|都有)(?:了)?(?:[^，。]{0,4})?(?:增长|增加|提高|上升|提升)|只增不减"
)
_FALLING = re.compile(r"(?:逐年|连年|年年|持续|稳步|不断)(?:下降|减少|降低|回落|压减)")
_ALL = re.compile(
    r"(?:已|均|都)?全部|均已|都已|一律|无一|没有一|一个不[落少漏]|条条|项项|个个|件件|样样|逐一|悉数|"
    r"开[全齐][^，。]{0,6}开足|开齐开足|(?:每|各)[^，。]{0,10}(?:均|都)"
)
# A cell that says that something is not done; a whole cell, so that 未发生 and remarks are none.
_UNDONE = re.compile(
    r"(?:尚|暂|仍|还)?未(?:完成|着手|启动|印发|出台|定|建|建成|配备|配齐|达标|批复|整改|开设|开展|落实|销号|到位|制定)|停开|未开|不开|"
    r"[^，。]{0,8}暂?缺[^，。]{0,8}|征求意见(?:稿|中)|送审稿|草案|正在起草|起草中|拟定中|待[^，。]{1,6}|空缺|无人|没有"
)
_LOOKED_AT = re.compile("摸底|排查|普查|清查|自查|盘点|走访|巡查")
_NUMERAL = r"[一二三四五六七八九十\d]{1,3}"
# Words that any claim and any table share.
_COMMON_WORDS = (
    "教育督导学校全部工作建设情况管理人员学生教师全县全区全市年度主要有关责任一览一个没有部门进行年级附表附件"
)
_COMMON = frozenset(_COMMON_WORDS[i : i + 2] for i in range(0, len(_COMMON_WORDS), 2))
_PER_ROW = re.compile(r"(?:每|各)(?:一个?|个)?(?P<row>(?:督学)?责任区|学区|片区|乡镇|县|区|校|园)(?!长|里)")
_OF_SOME = re.compile("抽|最少|最多|平均|人均|督查|检查|走访")  # what was taken of each, or done there
_MOST_OF_HEADER = 0.7  # of the characters of a column's name in the claim
_YEARLY = re.compile(r"(?:全年|年内|一年|每年|年)(?:共|计|合计|安排|开展|举办)?(\d+)次")
_PER_YEAR = {
    "次/周": Decimal(40),
    "次/月": Decimal(12),
    "次/季": Decimal(4),
    "次/季度": Decimal(4),
    "次/学期": Decimal(2),
    "次/年": Decimal(1),
}
# Ten months of school may be meant by monthly.
_FEWEST_OF_PLANNED = Decimal("0.75")
_THRESHOLD = re.compile(
    r"(?P<points>\d+(?:\.\d+)?)分以上[^。；]*?(?:方为|才能?为|方可|可评为|评为|认定为|授予)(?P<grade>[\u4e00-\u9fff]{4,14})"
)
_CLAIMED = re.compile(r"自评(?:总)?(?:得分?|总?分)?(?:为|是)?(?P<points>\d+(?:\.\d+)?)分")
_REACHED = re.compile(r"符合|达到|具备|申报|申请|够")


def claim_clashes(submission: Submission) -> tuple[Warning, ...]:
    """One warning for each claim that a table, or the threshold that the text itself names, contradicts."""
    rows = [clause for clause in submission.clauses if clause.header]
    said = [c for c in submission.clauses if not c.header and c.modality in (Modality.FACT, Modality.NEGATION)]
    return (
        *_trends(submission, said, rows),
        *_universals(submission, said),
        *_per_row(submission, said, rows),
        *_frequencies(submission, rows),
        *_grades(submission),
    )


# --- trends ----------------------------------------------------------------------------------------------


def _trends(submission: Submission, said: Sequence[Clause], rows: Sequence[Clause]) -> Iterator[Warning]:
    for clause in said:
        grows, falls = _GROWING.search(clause.text), _FALLING.search(clause.text)
        if not grows and not falls:
            continue
        for row in rows:
            values = _by_year(row)
            measure = core(row.values[0]) if row.values else ""
            if len(values) < 2 or len(measure) < 4 or measure not in core(clause.text):
                continue
            if not qualifiers_of(clause.text) <= qualifiers_of(row.text) | {"增长", "下降"}:
                continue
            if group_of(clause.text) not in ("", group_of(row.text)):
                continue
            steps = list(zip(values, values[1:], strict=False))
            if grows and any(b < a for a, b in steps) or falls and any(b > a for a, b in steps):
                told = (grows or falls)[0]  # type: ignore[index]  # one of them was found
                shown = "→".join(f"{v.normalize():f}" for v in values)
                message = f"“{short(clause.text)}”说{told}，但表中“{row.values[0]}”是{shown}。请核对并改正其中一处。"
                yield warning(submission, CHECK, (clause.span, row.span), message)


def _by_year(row: Clause) -> list[Decimal]:
    dated = []
    for header, value in zip(row.header, row.values, strict=False):
        year = re.fullmatch(r"\D{0,4}((?:19|20)\d\d)(?:年|学年)?\D{0,4}", header)
        number = cell_number(value)
        if year and number:
            dated.append((int(year[1]), number))
    return [number for _, number in sorted(dated)]


# --- all of them ------------------------------------------------------------------------------------------


def _universals(submission: Submission, said: Sequence[Clause]) -> Iterator[Warning]:
    """全部已出台（见附表2） over rows that are 未着手: only where the claim's sentence or paragraph names the table."""
    tables = [(caption, rows) for caption, rows in _tables(submission) if rows]
    for clause in said:
        # 没有一条不摸底: what was looked at all may lack much.
        if not _ALL.search(clause.text) or _LOOKED_AT.search(clause.text):
            continue
        _, sentence = sentence_of(submission, clause)
        paragraph = normal(submission.documents[clause.document].blocks[clause.block].text).text
        for caption, rows in tables:
            named = rows[0].document == clause.document and _numbered(caption)
            near = named and _refers(sentence, named)
            far = named and _refers(paragraph, named)
            if not (near or far) or not _shared(clause.text, caption, rows, 1 if near else 2):
                continue
            undone = [row for row in rows if any(_UNDONE.fullmatch(value.strip()) for value in row.values[1:])]
            if undone and len(undone) < len(rows):
                cells = "、".join(f"“{short(row.text)}”" for row in undone[:3])
                message = f"“{short(clause.text)}”与“{short(caption)}”不符：表中有{cells}。请核对并改为一致。"
                yield warning(submission, CHECK, distinct((clause.span, *(row.span for row in undone))), message)


def _tables(submission: Submission) -> Iterator[tuple[str, list[Clause]]]:
    for (document, block), clauses in clauses_by_block(submission).items():
        blocks = submission.documents[document].blocks
        if blocks[block].kind is BlockKind.TABLE and block:
            yield normal(blocks[block - 1].text).text.strip(), [c for c in clauses if c.header]


def _numbered(caption: str) -> str:
    """附表2, 链接二: what a text calls a table by; "" for a caption without number."""
    match = re.match(rf"(?:附?表|附件|链接){_NUMERAL}", caption)
    return match[0].removeprefix("附") if match else ""


def _refers(text: str, name: str) -> bool:
    return bool(re.search(rf"{re.escape(name)}(?!\d)", text))


def _shared(claim: str, caption: str, rows: Sequence[Clause], least: int) -> bool:
    """Whether the claim is about what the table shows: words in common with its caption, headers or first columns."""
    shown = "".join((caption, *rows[0].header, *(v for row in rows for v in row.values[:3])))
    pairs = {claim[i : i + 2] for i in range(len(claim) - 1)} - _COMMON
    return sum(1 for pair in pairs if re.fullmatch(r"[\u4e00-\u9fff]{2}", pair) and pair in shown) >= least


# --- each of them -----------------------------------------------------------------------------------------


def _per_row(submission: Submission, said: Sequence[Clause], rows: Sequence[Clause]) -> Iterator[Warning]:
    """每个责任区配督学4至5名, 每县城区样本校都不少于2所 over a table in which one of them has fewer."""
    for clause in said:
        match = _PER_ROW.search(clause.text)
        if not match or _OF_SOME.search(clause.text):
            continue
        later = [q for q in clause.quantities if q.start > match.end() and q.dimension == "count"]
        for at, stated in enumerate(later):
            # The kind of row names no column: 责任区 is no 责任督学.
            start = later[at - 1].end if at else match.end()
            before = "" if at else said_right_before(clause, submission) + clause.text[: match.start()]
            about = before + clause.text[start : stated.start]
            outside = [row for row in rows if _is_row_of(row, clause, match["row"]) and _misses(row, about, stated)]
            if outside:
                names = "、".join(f"“{row.values[0]}”" for row in outside[:5])
                said_so = clause.text[stated.start : stated.end]
                message = f"“{short(clause.text)}”说每{match['row']}{said_so}，但表中{names}不是。请核对并改为一致。"
                yield warning(submission, CHECK, distinct((clause.span, *(row.span for row in outside))), message)
                break


def _is_row_of(row: Clause, clause: Clause, name: str) -> bool:
    total = re.search(r"计|总|全[县区市]", row.values[0])
    return row.document == clause.document and name in row.header[0] and not total


def _misses(row: Clause, about: str, stated: Quantity) -> bool:
    """Whether the column that the claim speaks of holds another number in this row."""
    best: tuple[float, str] | None = None
    for header, value in zip(row.header[1:], row.values[1:], strict=False):
        name = re.sub(r"（[^）]*）|\([^)]*\)|数$|[每各个的]", "", header)
        held = sum(char in about for char in name) / len(name) if len(name) >= 3 else 0
        # The claim's last words name the column: 城区样本校 is not 农村样本校.
        if held >= _MOST_OF_HEADER and (not best or held > best[0]):
            best = held, value
    number = cell_number(best[1]) if best and re.search(r"\d", best[1]) else None
    if number is None:
        return False
    match stated.comparison:
        case Comparison.AT_LEAST:
            return number < stated.low
        case Comparison.EQUAL | Comparison.ABOUT:
            return not stated.low <= number <= stated.high
    return False


# --- how often -----------------------------------------------------------------------------------------------


def _frequencies(submission: Submission, rows: Sequence[Clause]) -> Iterator[Warning]:
    """督学例会每月一次 over a row 督学例会 | … | 全年3次."""
    for clause in submission.clauses:
        often = [q for q in clause.quantities if q.dimension == "frequency" and q.unit in _PER_YEAR]
        if clause.header or not often or clause.modality in (Modality.NEGATION, Modality.QUOTATION):
            continue
        for row in rows:
            label = next((v for v in row.values if len(v) >= 5 and v in clause.text), "")
            yearly = _YEARLY.search(row.text) if label and row.document == clause.document else None
            if not yearly:
                continue
            said = often[0].low * _PER_YEAR[often[0].unit]
            planned = Decimal(yearly[1])
            if planned and not _FEWEST_OF_PLANNED <= said / planned <= 1 / _FEWEST_OF_PLANNED:
                both = f"“{short(clause.text)}”合每年约{said.normalize():f}次，表中“{short(row.text)}”是全年{planned}次"
                message = f"{both}。请核对并改为一致。"
                yield warning(submission, CHECK, (clause.span, row.span), message)


# --- grades ---------------------------------------------------------------------------------------------------


def _grades(submission: Submission) -> Iterator[Warning]:
    """自评得186分，已符合先进区条件 where the text itself says 190分以上，方为先进区."""
    thresholds = []
    for _, span, sentence in sentences(submission):
        if "分" not in sentence:
            continue
        match = _THRESHOLD.search(sentence)
        if match:
            thresholds.append((span, Decimal(match["points"]), match["grade"]))
        claimed = _CLAIMED.search(sentence)
        for place, points, grade in thresholds if claimed and _REACHED.search(sentence) else ():
            own = Decimal(claimed["points"]) if claimed else points
            if own < points and grade in sentence:
                message = (
                    f"自评得{own.normalize():f}分，低于“{grade}”所要的{points.normalize():f}分，"
                    f"却称已符合条件。请核对得分和申报等次。"
                )
                yield warning(submission, CHECK, (span, place), message)
