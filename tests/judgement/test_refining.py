"""The status rules that indicators share: promise, core, others, level, restatement, denial, placeholder, list."""

from __future__ import annotations

import pytest

from compliance.judgement.judging import Judgement, JudgingContext, Reading
from compliance.judgement.refining import (
    as_missing,
    heed_placeholder,
    heed_promise,
    reading_of,
    refined,
    require_all,
    require_core,
    resting_on,
    thing,
)
from compliance.judgement.values.reading import ValueReading
from compliance.language.understanding import understand
from compliance.terms import (
    Block,
    BlockKind,
    Document,
    DocumentKind,
    Facet,
    Item,
    Place,
    Polarity,
    Scheme,
    Status,
)

TALK = thing("约谈", r"约谈", r"约谈|谈话")
DEADLINE = thing("期限", r"期限", r"期限|\d+月")
REPORT = thing("报告", r"报告")


def asked(
    statement: str, text: str, status: Status, relevance: float = 0.8, polarity: Polarity = Polarity.SUPPORTS
) -> tuple[Facet, Judgement, JudgingContext]:
    block = Block(0, BlockKind.PARAGRAPH, text, Place())
    document = Document("例.txt", "", "text/plain", (block,))
    submission = understand([document], subject="云渡区", period="2023", kind=DocumentKind.SELF_EVALUATION)
    facet = Facet("f", "", statement)
    item = Item("i", (), statement, statement, (facet,))
    readings = tuple(Reading(c, relevance, polarity, ValueReading(), 0.5, (), "") for c in submission.clauses)
    counted = 0 if status is Status.MISSING else 1
    context = JudgingContext(Scheme("s", "", "", (item,), ""), item, submission)
    return facet, Judgement(status, 0.6, readings, counted), context


@pytest.mark.parametrize(
    ("relevance", "polarity", "status"),
    [
        (0.7, Polarity.PROMISES, Status.PLANNED),
        (0.4, Polarity.PROMISES, Status.MISSING),
        (0.7, Polarity.SUPPORTS, Status.MISSING),
    ],
)
def test_only_a_close_promise_is_heeded(relevance: float, polarity: Polarity, status: Status) -> None:
    facet, judgement, _ = asked("开展了约谈", "拟开展约谈。", Status.MISSING, relevance, polarity)
    assert heed_promise(judgement).status is status


def test_nothing_read_promises_nothing() -> None:
    assert heed_promise(Judgement(Status.MISSING, 1.0, ())).status is Status.MISSING


@pytest.mark.parametrize("status", [Status.MET, Status.PLANNED, Status.CONTRADICTED, Status.PARTIAL])
def test_whatever_is_said_of_another_thing_is_missing(status: Status) -> None:
    judgement = require_core(*asked("开展了约谈", "下发了督办单。", status), (TALK,))
    assert (judgement.status, judgement.counted) == (Status.MISSING, 0)
    assert judgement.remarks == ("相近的话没有说到约谈",)


@pytest.mark.parametrize("text", ["与校长约谈两次。", "与校长谈话两次。"])
def test_a_core_is_shown_by_any_of_its_words(text: str) -> None:
    assert require_core(*asked("开展了约谈", text, Status.MET), (TALK,)).status is Status.MET


def test_a_core_that_the_statement_does_not_ask_for_is_not_required() -> None:
    assert require_core(*asked("下发了督办单", "下发了督办单。", Status.MET), (TALK,)).status is Status.MET


def test_one_thing_alone_is_never_partial() -> None:
    assert require_all(*asked("规定了期限", "限时完成。", Status.MET), (DEADLINE, REPORT)).status is Status.MET


def test_of_several_things_those_unsaid_are_named() -> None:
    judgement = require_all(*asked("规定了期限和报告", "须书面报告。", Status.MET), (DEADLINE, REPORT))
    assert (judgement.status, judgement.absent_parts) == (Status.PARTIAL, ("期限",))


@pytest.mark.parametrize("text", ["聘任督学XX人。", "筹集经费____万元。", "占××%。"])
def test_a_value_left_open_is_partial(text: str) -> None:
    assert heed_placeholder(asked("写明了数额", text, Status.MET)[1]).status is Status.PARTIAL


@pytest.mark.parametrize("text", ["印发了云督〔2023〕__号文件。", "××省的标准已经执行。", "聘任督学12人。"])
def test_a_number_of_a_paper_or_a_name_left_open_is_not(text: str) -> None:
    assert heed_placeholder(asked("写明了数额", text, Status.MET)[1]).status is Status.MET


def test_missing_keeps_what_was_found_as_close() -> None:
    _, judgement, _ = asked("开展了约谈", "下发了督办单。", Status.MET)
    assert as_missing(judgement, "无").readings == judgement.readings


def test_a_judgement_rests_on_the_reading_that_turned_it() -> None:
    _, judgement, _ = asked("开展了约谈", "全年已经安排了两批督学下校，针对学校的约谈没有开展。", Status.MET)
    turned = resting_on(judgement, Status.CONTRADICTED, judgement.readings[1], "否定")
    assert [r.clause.text for r in turned.evidence] == ["针对学校的约谈没有开展"]
    assert len(turned.readings) == len(judgement.readings)


def test_a_clause_that_was_no_candidate_becomes_a_reading() -> None:
    _, judgement, context = asked("开展了约谈", "全年已经安排了两批督学下校，针对学校的约谈没有开展。", Status.MET)
    bare = Judgement(Status.MISSING, 0.6, judgement.readings[:1])
    made = reading_of(context.submission.clauses[1], bare, Polarity.CONTRADICTS, "明确否定")
    assert (made.clause.text, made.polarity) == ("针对学校的约谈没有开展", Polarity.CONTRADICTS)


@pytest.mark.parametrize("status", [Status.NOT_APPLICABLE, Status.UNREADABLE, Status.MISSING])
def test_rules_leave_alone_what_they_have_no_say_in(status: Status) -> None:
    facet, judgement, context = asked("开展了约谈", "下发了督办单。", status)
    assert refined(facet, judgement, context, (TALK,), (DEADLINE, REPORT)) == judgement


def test_refining_twice_changes_nothing_more() -> None:
    facet, judgement, context = asked("开展了约谈", "原定约谈两所学校，后来没有能够成行。", Status.MET)
    once = refined(facet, judgement, context, (TALK,))
    assert once.status is Status.CONTRADICTED
    assert refined(facet, once, context, (TALK,)) == once


@pytest.mark.parametrize("status", [Status.MET, Status.PARTIAL])
def test_one_schools_deed_is_none_of_all_schools_not_even_in_part(status: Status) -> None:
    judgement = refined(*asked("所有学校实现了教学信息化", "东岭小学建成了智慧课堂。", status))
    assert (judgement.status, judgement.counted) == (Status.MISSING, 0)
