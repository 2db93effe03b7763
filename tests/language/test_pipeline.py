"""The spaCy pipeline: a block goes in, clauses with everything read in them come out. Places are invented."""

import pytest

from compliance.language.pipeline import COMPONENTS, Surroundings, pipeline, read_blocks
from compliance.reading.blocks import Draft, TableCell, build_blocks, table_draft
from compliance.terms import BlockKind, Modality, Place


def paragraph(text, **around):
    return Surroundings(build_blocks([Draft(BlockKind.PARAGRAPH, text, Place())])[0], **around)


def doc(text, **around):
    made = pipeline().make_doc(text)
    made._.surroundings = paragraph(text, **around)
    for name in COMPONENTS:
        made = pipeline().get_pipe(name)(made)
    return made


def read(text, **around):
    return next(iter(read_blocks([paragraph(text, **around)])))


TEXT = "2021年，我区投入督导经费30万元，配备专职督学5名。下一步，拟出台考核办法。"


def test_the_components_stand_in_the_order_of_their_needs():
    assert pipeline().pipe_names == ["clauses", "quantities", "modality", "period", "subject"]


def test_the_tokenizer_keeps_every_character():
    text = " 督学责任区\u3000共 6 个。\n\n其中：城区 2个  "
    assert pipeline().make_doc(text).text == text


def test_clauses_are_spans_with_extensions():
    made = doc(TEXT, own="清川区", year=2021)  # a Span does not keep its Doc alive
    spans = list(made.spans["clauses"])
    assert [span.text for span in spans] == [
        "2021年，我区投入督导经费30万元",
        "配备专职督学5名",
        "下一步，拟出台考核办法",
    ]
    assert [q.unit for q in spans[0]._.quantities if q.dimension != "date"] == ["元"]
    assert [span._.modality for span in spans] == [Modality.FACT, Modality.FACT, Modality.INTENTION]
    assert spans[2]._.cue
    assert [(span._.period.first, span._.period.relative) for span in spans] == [
        (2021, ""), (2021, ""), (2022, "future"),
    ]  # fmt: skip
    assert [span._.subject.kind for span in spans] == ["own", "own", "own"]


def test_a_span_that_is_no_clause_has_no_answers():
    made = doc(TEXT)
    assert made[0:1]._.modality is None


def test_sentences_begin_after_full_stops():
    assert [sentence.text for sentence in doc("健全机构，落实经费；配齐人员。开展督导。").sents] == [
        "健全机构，落实经费；配齐人员。",
        "开展督导。",
    ]


def test_the_lead_in_of_an_enumeration_colours_its_items():
    found = read("下一步，我区将抓好三件事：一是健全督导机构；二是足额落实经费；三是配齐专职督学。")
    assert {reading.modality for reading in found} == {Modality.INTENTION}


def test_a_demand_in_the_lead_in_holds_for_the_items():
    found = read("各校要做到以下三点：一是每月自查一次；二是建立问题台账。")
    assert [reading.modality for reading in found[1:]] == [Modality.DEMAND, Modality.DEMAND]


def test_what_is_done_stays_a_fact_under_a_lead_in_of_plans():
    found = read("明年建成新校，选址工作已完成。", stem="下一步打算：")
    assert found[-1].modality is Modality.FACT


@pytest.mark.parametrize(
    "text",
    ["问：督导机构健全了吗？", "督学经费是否列入了预算？", "（一）问：牌子挂了没有？", "有没有公示牌，牌上有电话？"],
)
def test_a_question_states_nothing(text):
    assert {reading.modality for reading in read(text)} == {Modality.QUOTATION}


def test_an_answer_states_what_it_says():
    found = read("问：机构健全了吗？答：区里成立了督导委员会。")
    assert [reading.modality for reading in found] == [Modality.QUOTATION, Modality.FACT]


def test_a_question_mark_where_a_character_was_lost_asks_nothing() -> None:
    found = read("每个责任区配备4名兼职督学，形成了学区、学？？任督学的网络。")
    assert {clause.modality for clause in found} == {Modality.FACT}


def test_rows_of_a_table_are_read_one_by_one():
    cells = [("区县", "督学"), ("毗邻的云渡区", "30人"), ("合计", "80人")]
    draft = table_draft([TableCell(r, c, t) for r, row in enumerate(cells) for c, t in enumerate(row)], Place())
    around = Surroundings(build_blocks([draft])[0], caption="2021年督学情况", year=2021)
    found = next(iter(read_blocks([around])))
    assert [reading.subject.kind for reading in found] == ["neighbour", "unknown"]
    assert [reading.period.first for reading in found] == [2021, 2021]
    assert found[1].piece.header == ("区县", "督学")


def test_reading_many_blocks_leaves_no_words_behind():
    strings = pipeline().vocab.strings
    list(read_blocks([paragraph("清川区罕言镇鹈鹕湾学校成立了督导小组。")]))
    assert "鹈鹕" not in strings and "鹈鹕湾" not in strings
