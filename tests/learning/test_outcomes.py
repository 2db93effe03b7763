"""An answer is marked against the gold: status, quotes, ranking, warnings."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance.learning.gold import GoldDocument, GoldWarning
from compliance.learning.outcomes import NO_QUOTE, Answer, FacetAnswer, Marker, WarningCounts
from compliance.terms import (
    Block,
    BlockKind,
    Clause,
    Document,
    DocumentKind,
    Facet,
    Item,
    Modality,
    Place,
    Scheme,
    Status,
    Submission,
)

TEXTS = ("县政府成立了领导小组", "领导小组由县长任组长", "全县尚未配备保安", "河水涨了")
FACETS = (Facet("body", "leadership", "成立了领导小组"), Facet("guards", "safety", "配备了保安", required=False))
SCHEME = Scheme("x", "", "", (Item("x-01", (), "", "", FACETS),), "")
GOLD = GoldDocument(
    "甲",
    Path("甲.md"),
    "x",
    "self_evaluation",
    "",
    "",
    {
        ("x-01", "body"): (Status.MET, ("县政府成立了领导小组", "由县长任组长")),
        ("x-01", "guards"): (Status.CONTRADICTED, ("全县尚未配备保安",)),
    },
    {"x-01": Status.PARTIAL},
    (GoldWarning("inconsistent", ("专职8人", "兼职21人")), GoldWarning("placeholder", ("XX",))),
)


def submission() -> Submission:
    blocks = tuple(Block(i, BlockKind.PARAGRAPH, text, Place()) for i, text in enumerate(TEXTS))
    clauses = tuple(Clause(i, 0, i, 0, len(text), text, (i, i + 1)) for i, text in enumerate(TEXTS))
    denied = Clause(2, 0, 2, 0, len(TEXTS[2]), TEXTS[2], (2, 3), modality=Modality.NEGATION)
    document = Document("甲.md", "", "", blocks)
    return Submission((document,), (*clauses[:2], denied, clauses[3]), "", "", DocumentKind.SELF_EVALUATION)


def marked(
    facets: dict[str, FacetAnswer],
    rankings: dict[str, list[tuple[int, float]]] | None = None,
    items: dict[str, Status] | None = None,
    warnings: tuple[GoldWarning, ...] = (),
    gold: GoldDocument = GOLD,
):
    answer = Answer(
        items or {},
        {("x-01", name): facet for name, facet in facets.items()},
        {("x-01", name): ranking for name, ranking in (rankings or {}).items()},
        warnings,
    )
    return Marker(gold, "。".join(TEXTS), SCHEME, submission()).mark(answer)


def test_a_facet_is_right_where_the_status_is_the_gold_one() -> None:
    body, guards = marked({"body": FacetAnswer(Status.MET), "guards": FacetAnswer(Status.MET)}).facets
    assert (body.right, guards.right) == (True, False)
    assert (guards.gold, guards.got) == (Status.CONTRADICTED, Status.MET)
    assert (guards.indicator, guards.required) == ("safety", False)


def test_a_facet_that_was_not_answered_counts_as_missing() -> None:
    assert [facet.got for facet in marked({}).facets] == [Status.MISSING, Status.MISSING]


def test_an_item_that_was_not_answered_has_no_status() -> None:
    assert marked({}).items[0].got is None
    assert marked({}, items={"x-01": Status.PARTIAL}).items[0].got is Status.PARTIAL


def test_the_first_three_quotes_are_hits_where_they_name_a_gold_passage() -> None:
    quotes = ("河水涨了", "县长任组长", "领导小组", "县政府成立了领导小组")
    body, _ = marked({"body": FacetAnswer(Status.MET, quotes)}).facets
    assert body.hits == (False, True, True)
    assert body.shown_rank == 2
    assert body.verbatim == 4


def test_closest_passages_are_shown_but_are_no_hits() -> None:
    body, _ = marked({"body": FacetAnswer(Status.MISSING, closest=("河水涨了", "由县长任组长"))}).facets
    assert (body.hits, body.shown_rank) == ((), 2)


def test_a_quote_that_is_not_in_the_text_is_not_verbatim() -> None:
    body, _ = marked({"body": FacetAnswer(Status.MET, ("县政府 成立了领导小组", "县政府设立了领导小组"))}).facets
    assert body.verbatim == 1  # white space aside


def test_a_ranking_says_where_the_right_clauses_are() -> None:
    body, guards = marked({}, {"body": [(3, 0.9), (1, 0.8)], "guards": [(2, 0.7)]}).facets
    assert (body.ranked.scores, body.ranked.right) == ((0.9, 0.8), (1,))
    assert (body.ranked.relevant, body.ranked.clauses) == (2, 4)  # the other right clause was not ranked
    assert guards.ranked.right == (0,)


def test_the_modality_is_that_of_the_clause_of_the_first_gold_quote() -> None:
    body, guards = marked({}).facets
    assert (body.modality, guards.modality) == ("fact", "negation")


def test_a_facet_without_gold_quotes_has_no_modality() -> None:
    missing = GoldDocument("乙", Path(), "x", "", "", "", {("x-01", "body"): (Status.MISSING, ())})
    assert marked({}, gold=missing).facets[0].modality == NO_QUOTE


def test_only_a_wrong_facet_keeps_its_trace() -> None:
    for status, trace in ((Status.MET, ()), (Status.MISSING, ("没有候选",))):
        body, _ = marked({"body": FacetAnswer(status, trace=("没有候选",))}).facets
        assert body.trace == trace


def test_a_facet_that_the_scheme_does_not_have_is_marked_all_the_same() -> None:
    gold = GoldDocument("乙", Path(), "x", "", "", "", {("x-09", "f"): (Status.MET, ("河水涨了",))})
    (unknown,) = marked({}, gold=gold).facets
    assert (unknown.indicator, unknown.got) == ("", Status.MISSING)


@pytest.mark.parametrize(
    ("given", "counts"),
    [
        ((), (2, 0, 0, 0)),
        ((GoldWarning("placeholder", ("XX元",)),), (2, 1, 1, 1)),
        ((GoldWarning("placeholder", ("其中兼职21人",)),), (2, 0, 1, 0)),  # another check
        ((GoldWarning("inconsistent", ("河水", "其中兼职21人")),), (2, 1, 1, 1)),  # one passage of each is enough
        ((GoldWarning("placeholder", ("XX",)), GoldWarning("garbled", ("锟斤拷",))), (2, 1, 2, 1)),
    ],
)
def test_a_warning_is_found_by_check_and_passage(given, counts) -> None:
    assert marked({}, warnings=given).warnings == WarningCounts(*counts)
