"""Golden reports: what is proposed for every item of the samples, line by line.

A changed line is a changed judgement: read each before it is committed. After a change that is meant, rewrite all of
them with

    REWRITE_GOLD=1 python -m pytest tests/gold

which ends with one failure on purpose, so that the switch is not left on.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from checked_samples import SCHEMES, report_on

from compliance.terms import Finding, Report

SWITCH = "REWRITE_GOLD"
FOLDER = Path(__file__).parent
# As much of a quote as tells which passage it is.
SHOWN = 40


def golden_file(sample: str) -> Path:
    return FOLDER / f"{Path(sample).stem}.txt"


def finding_lines(finding: Finding) -> list[str]:
    """The item with its status, and each facet with its status and the first passage that it rests on."""
    lines = [f"{finding.item.id}  {finding.status}  {finding.item.title}"]
    for facet in finding.facets:
        quote = finding.evidence[facet.evidence[0]].quote.replace("\n", " ") if facet.evidence else ""
        lines.append(f"    {facet.id}  {facet.status}" + (f"  “{quote[:SHOWN]}”" if quote else ""))
    return lines


def golden_text(report: Report) -> str:
    submission = report.submission
    told = f"{report.scheme.id} | {submission.subject} | {submission.period} | {submission.kind}"
    findings = sorted(report.findings, key=lambda finding: finding.item.id)
    return "\n".join([told, "", *(line for finding in findings for line in finding_lines(finding))]) + "\n"


@pytest.mark.parametrize("sample", SCHEMES)
def test_the_sample_is_judged_as_its_golden_report_says(sample: str) -> None:
    text, file = golden_text(report_on(sample)), golden_file(sample)
    if os.environ.get(SWITCH):
        file.write_text(text, encoding="utf-8", newline="\n")
    assert text.splitlines() == file.read_text("utf-8").splitlines()


def test_every_golden_report_belongs_to_a_sample() -> None:
    assert sorted(FOLDER.glob("*.txt")) == sorted(map(golden_file, SCHEMES))


def test_the_switch_that_rewrites_them_is_off() -> None:
    assert not os.environ.get(SWITCH), f"the golden reports were rewritten: read the changes, then unset {SWITCH}"
