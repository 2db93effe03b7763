"""What a decision says of an item's facets: only what leaves no doubt."""

from __future__ import annotations

import pytest

from compliance.judgement.statements import submission_of
from compliance.learning.decided import DecidedItem, answers_of, gold_of
from compliance.learning.lessons import lesson_of
from compliance.terms import DocumentKind, Facet, Item, Scheme, Status

STATEMENTS = {"body": "成立了领导小组", "guards": "配备了保安", "extra": "绘制了地图"}
QUOTES = {"body": "县里成立了领导小组", "guards": "各校配备了保安", "extra": "地图已经绘好"}


def item_of(*facets: str, optional: tuple[str, ...] = ()) -> Item:
    made = tuple(Facet(facet, "", STATEMENTS[facet], required=facet not in optional) for facet in facets)
    return Item("x", (), "保障", "", made)


def found(confidence: float = 0.9, **statuses: str) -> dict:
    """The finding as the report tells it; a facet with evidence has the quote of QUOTES."""
    evidence, facets = [], []
    for facet, status in statuses.items():
        used = []
        if status != "missing":
            used = [len(evidence)]
            evidence.append({"quote": QUOTES[facet], "polarity": "supports"})
        told = {"id": facet, "statement": STATEMENTS[facet], "status": status, "confidence": confidence}
        facets.append({**told, "evidence": used})
    return {"item": "x", "facets": facets, "evidence": evidence}


def accepted(status: str, told: dict, *quotes: str) -> DecidedItem:
    return DecidedItem(told, True, Status(status), quotes)


def changed(status: str, told: dict, *quotes: str) -> DecidedItem:
    return DecidedItem(told, False, Status(status), quotes)


def learnt(decided: DecidedItem, item: Item) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {facet: (status.value, quotes) for (_, facet), (status, quotes) in answers_of(decided, item).items()}


BOTH = item_of("body", "guards")
ONE = item_of("body")
BODY, GUARDS = QUOTES["body"], QUOTES["guards"]
MET_BODY, MET_GUARDS = {"body": ("met", (BODY,))}, {"guards": ("met", (GUARDS,))}
NO_BODY, NO_GUARDS = {"body": ("missing", ())}, {"guards": ("missing", ())}
SAFE = {"guards": ("met", ("校门口有保安",))}


@pytest.mark.parametrize(
    "decided, item, expected",
    [
        # Accepted: the facets as proposed, with the program's evidence.
        (accepted("met", found(body="met", guards="met")), BOTH, MET_BODY | MET_GUARDS),
        (accepted("missing", found(body="missing")), ONE, NO_BODY),
        (accepted("met", found(0.5, body="met", guards="met")), BOTH, MET_BODY | MET_GUARDS),
        # A partial item may hide a wrong facet behind another: only what the program was sure of.
        (accepted("partial", found(body="met", guards="missing")), BOTH, MET_BODY | NO_GUARDS),
        (accepted("partial", found(0.7, body="met", guards="missing")), BOTH, {}),
        (accepted("planned", found(0.5, body="planned")), ONE, {"body": ("planned", (BODY,))}),
        # The reviewer's own passages are the evidence of the only facet; of several nobody knows whose they are.
        (accepted("met", found(body="met"), "书记任组长"), ONE, {"body": ("met", ("书记任组长",))}),
        (accepted("met", found(body="met", guards="met"), BODY, "另一处"), BOTH, MET_BODY),
        # Changed to met: all required facets are; what the program had not seen needs the reviewer's passage.
        (changed("met", found(body="missing"), "书记任组长"), ONE, {"body": ("met", ("书记任组长",))}),
        (changed("met", found(body="missing")), ONE, {}),
        (changed("met", found(body="met", guards="missing"), BODY, "校门口有保安"), BOTH, MET_BODY | SAFE),
        (changed("met", found(body="met", guards="missing")), BOTH, MET_BODY),
        (changed("met", found(body="missing", guards="missing"), "一句话"), BOTH, {}),
        # Changed to missing: nothing is evidence.
        (changed("missing", found(body="met", guards="met")), BOTH, NO_BODY | NO_GUARDS),
        # Changed to partial: of one facet clear, of several not.
        (changed("partial", found(body="met"), BODY), ONE, {"body": ("partial", (BODY,))}),
        (changed("partial", found(body="met", guards="met"), BODY), BOTH, {}),
        (changed("contradicted", found(body="missing")), ONE, {}),
        # These say nothing of the text.
        (changed("not_applicable", found(body="met")), ONE, {}),
        (accepted("unreadable", found(body="unreadable")), ONE, {}),
    ],
)
def test_what_a_decision_teaches(decided: DecidedItem, item: Item, expected: dict) -> None:
    assert learnt(decided, item) == expected


def test_what_is_not_required_is_not_learnt() -> None:
    item = item_of("body", "extra", optional=("extra",))
    assert set(learnt(accepted("met", found(body="met", extra="met")), item)) == {"body"}


def test_a_statement_that_the_scheme_changed_since_teaches_nothing() -> None:
    item = Item("x", (), "保障", "", (Facet("body", "", "成立了工作专班"),))
    assert learnt(accepted("met", found(body="met")), item) == {}


def test_an_item_that_the_scheme_no_longer_has_teaches_nothing() -> None:
    scheme = Scheme("a", "", "", (), "")
    told = accepted("met", found(body="met"))
    assert gold_of("d", scheme, DocumentKind.OTHER, "", "", [told]).facets == {}


def test_a_lesson_knows_which_facets_nobody_spoke_of() -> None:
    scheme = Scheme("a", "", "", (BOTH,), "")
    told = changed("met", found(body="met", guards="missing"))
    gold = gold_of("d", scheme, DocumentKind.SELF_EVALUATION, "", "", [told])
    lesson = lesson_of(gold, scheme, submission_of("县里成立了领导小组。", DocumentKind.SELF_EVALUATION))
    assert lesson.statuses[0] is Status.MET
    assert lesson.evidence[0]
    assert lesson.unknown == {1}
