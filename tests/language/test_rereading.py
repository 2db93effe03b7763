"""What is judged is what was written; quotes stay as printed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compliance.language.normalise import normalise
from compliance.language.understanding import understand
from compliance.reading.text.plain import read_markdown
from compliance.terms import Document, Submission


def utf8_as_gbk(text: str) -> str:
    return text.encode().decode("gb18030", "replace")


def handed_in(text: str) -> Submission:
    extract = read_markdown(text.encode(), "材料.md")
    return understand([Document("材料.md", "0" * 64, extract.media_type, extract.blocks)], "清川县", "2021")


@pytest.mark.parametrize(
    ("printed", "judged", "part", "quote"),
    [
        ("我县æ•™è‚²局聘任督學30名", "我县教育局聘任督学30名", "教育局", "æ•™è‚²局"),
        (f"制定了{utf8_as_gbk('教育规划')}，已印发", "制定了教育规划，已印发", "教育规划", utf8_as_gbk("教育规划")),
        ("全县锟斤拷锟斤拷万元", "全县\ufffd万元", "\ufffd", "锟斤拷锟斤拷"),
        ("目标\ue012\ue013已实现", "目标\ufffd已实现", "已实现", "已实现"),
    ],
)
def test_the_copy_is_restored_and_leads_back_to_what_is_printed(
    printed: str, judged: str, part: str, quote: str
) -> None:
    copy = normalise(printed)
    assert copy.text == judged
    start = copy.text.index(part)
    left, right = copy.original(start, start + len(part))
    assert printed[left:right] == quote


def test_a_clause_is_judged_as_written_and_quoted_as_printed() -> None:
    printed = utf8_as_gbk("全县聘任责任督学30名，") + "其中专职督学8名"
    submission = handed_in(printed)
    assert [clause.text for clause in submission.clauses] == ["全县聘任责任督学30名", "其中专职督学8名"]
    assert [str(q.low) for clause in submission.clauses for q in clause.quantities] == ["30", "8"]
    for clause in submission.clauses:
        assert submission.quote(clause.span) in printed
    assert submission.quote(replace(submission.clauses[0].span, end=3)) == printed[:3]


def test_a_table_cell_stays_in_its_cell() -> None:
    rows = ("学校 | 班数 | 面积", f"{utf8_as_gbk('第一中学')} | 12 | 4.5", "第二中学 | 锟斤拷 | 3.9")
    table = "| " + " |\n| ".join((rows[0], "---|---|---", *rows[1:])) + " |\n"
    submission = handed_in(table)
    values = [clause.values for clause in submission.clauses]
    assert values[-2:] == [("第一中学", "12", "4.5"), ("第二中学", "\ufffd", "3.9")]


def test_a_number_beside_what_is_lost_is_no_fact() -> None:
    submission = handed_in("小学生均公用经费提高到5锟斤拷元，初中提高到850元。")
    assert [str(q.low) for clause in submission.clauses for q in clause.quantities] == ["850"]
