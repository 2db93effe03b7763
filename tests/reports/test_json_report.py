"""The JSON report: its shape, its stability, and what it must never lose."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError

from compliance.reports.json_report import schema, to_dict, to_json, validate
from compliance.terms import Place, Problem

from .sample import sample_report

CREATED = "2026-03-02T09:30:00+08:00"


def test_the_report_follows_the_schema_that_the_package_ships():
    Draft202012Validator.check_schema(schema())
    validate(to_json(sample_report(), CREATED))


def test_a_key_that_the_schema_does_not_know_is_refused_at_every_level():
    for path in (
        (),
        ("summary",),
        ("findings", 0),
        ("findings", 0, "facets", 0),
        ("findings", 0, "evidence", 0, "place"),
    ):
        report = to_dict(sample_report(), CREATED)
        inner = report
        for step in path:
            inner = inner[step]
        inner["extra"] = 1
        with pytest.raises(ValidationError, match="extra"):
            validate(json.dumps(report))


def test_an_unknown_status_is_refused():
    report = to_dict(sample_report(), CREATED)
    report["findings"][0]["status"] = "passed"
    with pytest.raises(ValidationError, match="passed"):
        validate(json.dumps(report))


def test_two_runs_differ_in_nothing_but_created():
    one, other = to_json(sample_report(), CREATED), to_json(sample_report(), "2026-03-03T10:00:00+08:00")
    assert one != other
    assert one.replace(CREATED, "") == other.replace("2026-03-03T10:00:00+08:00", "")


def test_the_order_in_which_checks_ran_does_not_show():
    report = sample_report()
    turned = replace(report, warnings=report.warnings[::-1], versions=report.versions[::-1])
    assert to_json(turned, CREATED) == to_json(report, CREATED)


def test_every_quote_is_the_slice_of_its_block_that_its_place_names():
    report = sample_report()
    for finding in to_dict(report, CREATED)["findings"]:
        for evidence in finding["evidence"]:
            place = evidence["place"]
            block = report.submission.documents[evidence["document"]].blocks[place["block"]]
            assert block.text[place["start"] : place["end"]] == evidence["quote"]


def test_closest_passages_index_the_evidence_and_are_marked_near():
    finding = next(f for f in to_dict(sample_report(), CREATED)["findings"] if f["item"] == "qh-11")
    used = finding["facets"][0]
    assert used["evidence"] == []
    assert [finding["evidence"][index]["polarity"] for index in used["closest"]] == ["near"]


def test_a_place_says_what_its_format_knows_and_nothing_else():
    findings = {f["item"]: f for f in to_dict(sample_report(), CREATED)["findings"]}
    table = findings["qh-07"]["evidence"][0]["place"]
    assert (table["page"], table["table"]) == (5, 1)
    text = findings["qh-08"]["evidence"][0]["place"]
    assert (text["page"], text["line"]) == (None, 3)
    assert "table" not in text


def test_what_could_not_be_read_is_named_with_its_page():
    certificate = to_dict(sample_report(), CREATED)["documents"][0]["certificate"]
    assert certificate["unread"] == [{"page": 9, "what": "整页是图片，没有可读的文字"}]
    assert certificate["low_confidence"] == [{"page": 7, "confidence": 0.74}]
    assert certificate["images_without_text"] == 2


def test_the_summary_counts_gaps_and_leaves_items_that_do_not_apply_out_of_the_points():
    summary = to_dict(sample_report(), CREATED)["summary"]
    assert (summary["items"], summary["met"], summary["gaps"]) == (13, 3, 9)
    assert sum(summary["by_status"].values()) == 13
    assert (summary["indicative_points"], summary["max_points"]) == (12, 33)


def test_a_scheme_without_points_has_no_score():
    report = sample_report()
    bare = tuple(replace(f, indicative_points=None, item=replace(f.item, points=None)) for f in report.findings)
    summary = to_dict(replace(report, findings=bare), CREATED)["summary"]
    assert (summary["indicative_points"], summary["max_points"]) == (None, None)


def test_half_points_stay_and_whole_points_have_no_fraction():
    report = sample_report()
    first = replace(report.findings[0], indicative_points=Decimal("1.50"))
    points = to_dict(replace(report, findings=(first,)), CREATED)["findings"][0]["points"]
    assert json.dumps(points) == '{"max": 4, "indicative": 1.5}'


@given(st.floats(0, 1))
def test_numbers_have_at_most_four_digits(confidence):
    report = sample_report()
    changed = replace(report, findings=(replace(report.findings[0], confidence=confidence),))
    written = json.loads(to_json(changed, CREATED))["findings"][0]["confidence"]
    assert written == round(confidence, 4)


def test_a_file_name_with_undecodable_bytes_gives_valid_utf8():
    report = replace(sample_report(), problems=(Problem("自评\udce6.docx", "打不开。"),))
    text = to_json(report, CREATED)
    assert "自评\ufffd.docx" in text
    validate(text.encode().decode())


def test_an_unrecognised_subject_is_said_and_how_to_name_it():
    report = sample_report()
    unknown = replace(report, submission=replace(report.submission, subject=""))
    assert any("--subject" in warning for warning in to_dict(unknown, CREATED)["warnings"])


def test_a_warning_about_a_whole_file_needs_no_passage():
    report = sample_report()
    bare = replace(report.warnings[0], spans=(), quotes=(), place=Place())
    text = to_json(replace(report, warnings=(bare,)), CREATED)
    validate(text)
    assert json.loads(text)["integrity"][0]["document"] is None
