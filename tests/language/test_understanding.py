"""Documents in, a submission of clauses out. Places are invented."""

import subprocess
import sys

from hypothesis import example, given, settings
from hypothesis import strategies as st

from compliance.language.normalise import normalise
from compliance.language.understanding import judged, understand, year_of
from compliance.reading.blocks import Draft, TableCell, build_blocks, table_draft
from compliance.terms import BlockKind, Document, DocumentKind, Modality, Place


def document(*drafts):
    made = [d if isinstance(d, Draft) else Draft(BlockKind.PARAGRAPH, d, Place()) for d in drafts]
    return Document("自评.txt", "0" * 64, "text/plain", build_blocks(made))


def heading(text, level=1):
    return Draft(BlockKind.HEADING, text, Place(), level=level)


def submission(*drafts, subject="清川区", period="2021"):
    return understand([document(*drafts)], subject, period, DocumentKind.SELF_EVALUATION)


def quotes(found):
    return [found.quote(clause.span) for clause in found.clauses]


def test_a_quote_is_as_printed_and_the_text_as_judged():
    found = submission("我区設立１２個責任區，面積３㎡。")
    assert quotes(found) == ["我区設立１２個責任區", "面積３㎡"]
    assert [clause.text for clause in found.clauses] == ["我区设立12个责任区", "面积3平方米"]


def test_a_swapped_word_is_judged_as_it_was_written_and_quoted_as_printed():
    found = submission("全区挂牌视导责任区学校，配备教导督学5名。")
    assert quotes(found)[0] == "全区挂牌视导责任区学校"
    for clause in found.clauses:
        assert found.quote(clause.span) in "全区挂牌视导责任区学校，配备教导督学5名。"


def test_a_restored_word_of_another_length_keeps_the_quote_whole():
    text = "全县教育事业成长督导评估，效果明显。"
    spun = judged(normalise(text), spun=True)
    assert spun.original(0, len(spun.text)) == (0, len(text))


def test_clauses_know_their_sentence_section_and_lead_in():
    found = submission(heading("五、存在问题"), "存在以下不足：", "1.编制偏少，经费短缺。")
    last = found.clauses[-1]
    assert last.section == ("五、存在问题",) and last.stem == "存在以下不足："
    first, end = last.sentence
    assert [c.text for c in found.clauses[first:end]] == ["1.编制偏少，经费短缺"]


def test_a_heading_of_plans_makes_plans_of_plain_clauses():
    found = submission(heading("六、下一步打算"), "加强督学培训工作。", heading("一、主要做法"), "加强督学培训工作。")
    assert [c.modality for c in found.clauses if c.text.startswith("加强")] == [Modality.INTENTION, Modality.FACT]


def test_a_long_cell_is_quoted_clause_by_clause():
    cell = "督导室每月随访一次，逐校填写督导记录；学期末汇总问题，下发整改通知书，限期一个月内整改到位。"
    table = table_draft(
        [
            TableCell(r, c, t)
            for r, row in enumerate([("任务", "措施"), ("随访", cell)])
            for c, t in enumerate(row)
        ],
        Place(),
    )  # fmt: skip
    found = submission(table)
    assert "逐校填写督导记录" in quotes(found)
    assert {clause.sentence for clause in found.clauses} == {(0, len(found.clauses))}


def test_the_year_of_a_period():
    assert [year_of(period) for period in ("2021", "2021—2022学年", "")] == [2021, 2022, None]


def test_spacy_is_loaded_only_to_understand():
    code = "import sys, compliance.language.understanding, compliance.check; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


NOISE = "一二是第问答：:；;，,。？（）()《》〈１２①㎡％ 　\n\t\u200b\ufeff學區督导责任ＡＢ—…·|/我县教导视导3."
texts = st.text(alphabet=st.sampled_from(NOISE), max_size=80)


@given(st.lists(texts, max_size=4), st.lists(st.lists(texts, min_size=2, max_size=2), max_size=3))
@example([], [["3 \u200b", ""]])
@settings(max_examples=150, deadline=None)
def test_every_quote_is_a_slice_of_its_block_whose_copy_is_judged(paragraphs, rows):
    cells = [TableCell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row)]
    found = submission(*paragraphs, *([table_draft(cells, Place())] if cells else []))
    for number, clause in enumerate(found.clauses):
        block = found.documents[0].blocks[clause.block]
        assert clause.index == number
        assert 0 <= clause.start < clause.end <= len(block.text)
        assert clause.sentence[0] <= number < clause.sentence[1]
        assert clause.text.strip() == clause.text != ""
        assert all(0 <= q.start < q.end <= len(clause.text) for q in clause.quantities)


@given(texts)
@settings(max_examples=150, deadline=None)
def test_quotes_do_not_overlap_and_lose_no_character_that_says_something(text):
    found = submission(text)
    end = 0
    for clause in found.clauses:
        assert clause.start >= end
        end = clause.end
    kept = "".join(quotes(found))
    assert [c for c in kept if c in "學區督导责任县"] == [c for c in text if c in "學區督导责任县"]
