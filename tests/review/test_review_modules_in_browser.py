"""The pure modules of the review page, as a browser runs them."""

from __future__ import annotations

import pytest

from tests.review import seeding
from tests.review.browser import browser, page, sign_in, workbench


@pytest.fixture(scope="module")
def run(browser, workbench, sample_report):
    """Call a module's function with plain values: run("places", "sharedWords", …)."""
    workbench.seed(seeding.review_round, sample_report)
    opened = browser.new_page(base_url=workbench.url)
    sign_in(opened, "pingshen")
    script = "async ([module, name, values]) => (await import(`/static/review/${module}.js`))[name](...values)"
    yield lambda module, name, *values: opened.evaluate(script, [module, name, list(values)])
    opened.close()


# --- What made a passage meet a facet ---


@pytest.mark.parametrize(
    ("statement", "quote", "shared"),
    [
        ("小学所有班级学生数不超过45人", "小学所有班级都控制在45人以内", ["小学所有班级", "45人"]),
        ("骨干教师占交流轮岗教师总数的20%以上", "没有达到20%", ["20%"]),
        # The 20 of a year is no share.
        ("骨干教师占交流轮岗教师总数的20%以上", "2021年起新一轮", []),
        ("差异系数不超过0.45", "初中 | 0.9 | 0.453", []),
        ("建立了制度", "", []),
    ],
)
def test_shared_words_are_whole_numbers_and_the_longest_strings(run, statement, quote, shared):
    assert run("places", "sharedWords", statement, quote) == shared


def test_a_quote_is_cut_where_words_stand_in_it(run):
    parts = run("places", "underlined", "小学班级都在45人以内", ["小学班级", "45人"])
    assert parts == [["小学班级", True], ["都在", False], ["45人", True], ["以内", False]]


def test_a_place_is_told_as_in_a_report(run):
    parts = {"footnote": "脚注"}
    assert run("places", "placeWords", {"page": 3, "table": 2, "row": 4}, parts) == "第3页 表2第4行"
    assert run("places", "placeWords", {"page": None, "part": "footnote", "paragraph": 12}, parts) == "脚注 第12段"
    assert run("places", "placeWords", {"sheet": "经费", "row": 7, "table": 1}, parts) == "工作表“经费” 第7行"


# --- What a decision rests on ---

DOCUMENTS = [{"id": 71, "number": 0, "sha256": "a" * 64, "name": "自评.docx"}]
PLACE = {"block": 4, "start": 0, "end": 2}
MARKED = {"document": 0, "block": 5, "start": 1, "end": 3, "quote": "乙丙", "tone": "mine"}


def finding(*evidence):
    return {"detail": {"evidence": list(evidence)}, "documents": DOCUMENTS}


def test_who_marks_nothing_leaves_the_programs_passages(run):
    assert run("decisions", "restsOn", finding(), [], True) is None


def test_what_is_marked_is_added_to_the_programs_evidence_and_replaces_it_where_it_is_overruled(run):
    supports = {"document": 0, "quote": "甲乙", "place": PLACE, "polarity": "supports"}
    near = {"document": 0, "quote": "丙丁", "place": {**PLACE, "block": 9}, "polarity": "near"}
    accepted = run("decisions", "restsOn", finding(supports, near), [MARKED], True)
    assert [passage["quote"] for passage in accepted] == ["甲乙", "乙丙"]
    assert accepted[1] == {"document": 71, "sha256": "a" * 64, "block": 5, "start": 1, "end": 3, "quote": "乙丙"}
    changed = run("decisions", "restsOn", finding(supports, near), [MARKED], False)
    assert [passage["quote"] for passage in changed] == ["乙丙"]


# --- The list ---

FILTER = {"state": "open", "status": ""}


def test_a_decided_row_leaves_a_filter_for_open_ones_and_the_counts_follow(run):
    counts = {"state": {"open": 3}, "status": {"met": 3}}
    before, now = {"state": "open", "status": "met"}, {"state": "decided", "status": "met"}
    assert run("filters", "stillListed", now, FILTER) is False
    assert run("findings", "recounted", counts, before, now, FILTER) == {
        "state": {"open": 2, "decided": 1},
        "status": {"met": 2},
    }


def test_a_filter_goes_into_the_address_and_comes_back(run):
    shown = run("filters", "filterOf", "?status=missing&status=partial&below=0.6&x=1")
    assert (shown["status"], shown["below"], shown["text"]) == ("missing,partial", "0.6", "")
    assert run("filters", "asBody", shown) == {"status": ["missing", "partial"], "below": 0.6}
    assert run("filters", "asQuery", shown) == [["status", "missing"], ["status", "partial"], ["below", "0.6"]]
