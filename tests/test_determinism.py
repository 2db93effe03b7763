"""Same input, same output: the whole check, files to JSON, in processes that share nothing but the files."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from compliance.reports.json_report import validate

SAMPLES = Path(__file__).parent.parent / "samples"
FILES = [SAMPLES / name for name in ("district-self-evaluation.docx", "inspection-plan.pdf", "school-plan.txt")]


def start_check(hash_seed: str, target: Path, folder: Path) -> subprocess.Popen:
    """Sets iterate in another order for every hash seed, and results must not show it; nor the working folder."""
    arguments = ["check", *map(str, FILES), "--scheme", "national-quality-balance-2017", "-o", str(target)]
    environment = os.environ | {"PYTHONHASHSEED": hash_seed}
    return subprocess.Popen([sys.executable, "-m", "compliance", *arguments], env=environment, cwd=folder)


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """The JSON of three runs over the samples as one submission."""
    targets = {seed: tmp_path_factory.mktemp(f"seed-{seed}") / "report.json" for seed in ("0", "1", "2")}
    runs = [start_check(seed, target, target.parent) for seed, target in targets.items()]
    assert {run.wait(120) for run in runs} == {1}, "the samples have gaps, and nothing else ends with 1"
    return [target.read_text("utf-8") for target in targets.values()]


def test_runs_differ_in_nothing_but_the_time_of_creation(reports):
    first, *others = (re.sub(r'^ "created": ".*",$', "", report, count=1, flags=re.M) for report in reports)
    assert '"created"' not in first
    for other in others:
        assert other == first


def test_the_report_is_what_its_schema_says(reports):
    validate(reports[0])


def test_the_reports_are_not_alike_for_being_empty(reports):
    """Each sample was read, every plugin took part, and evidence was found."""
    report = json.loads(reports[0])
    assert report["problems"] == [], "every plugin must load outside the folder of the project"
    assert [document["name"] for document in report["documents"]] == [file.name for file in FILES]
    assert sum(len(finding["evidence"]) for finding in report["findings"]) > 10
