"""A candidate is put in use and taken back; whatever is wrong with it, a check goes on with the shipped models."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from compliance.errors import ComplianceError
from compliance.judgement import storing
from compliance.judgement.models import shipped_models
from compliance.review.learning.local_models import SOURCE, LocalModels


@dataclass(frozen=True)
class Comparison:
    verdict: str = "alike"


def another(marker: int):
    """Models of another version: the shipped ones with one more count."""
    memory = shipped_models().memory
    pairs = memory.backgrounds["pairs"]
    backgrounds = {**memory.backgrounds, "pairs": replace(pairs, texts=pairs.texts + marker)}
    return replace(shipped_models(), memory=replace(memory, backgrounds=backgrounds))


_known: dict[int, bytes] = {}


@pytest.fixture(autouse=True)
def _written_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """All tests write the same four models; turning them into bytes takes seconds."""
    model_bytes = storing.model_bytes

    def once(model: object) -> bytes:
        if id(model) not in _known:
            _known[id(model)] = model_bytes(model)
        return _known[id(model)]

    monkeypatch.setattr(storing, "model_bytes", once)


@pytest.fixture
def local(tmp_path: Path) -> LocalModels:
    return LocalModels(tmp_path)


def test_without_own_models_the_shipped_ones_are_used(local: LocalModels) -> None:
    assert local.in_use().models is None
    assert local.in_use().problems == ()


def test_a_candidate_is_not_in_use_before_it_is_adopted(local: LocalModels) -> None:
    version = local.put_candidate(another(1), Comparison())
    assert local.in_use().models is None
    assert local.adopt() == version
    used = local.in_use().models
    assert used is not None and used.version == version


def test_what_was_adopted_is_taken_back_step_by_step(local: LocalModels) -> None:
    first = local.put_candidate(another(1), Comparison())
    local.adopt()
    second = local.put_candidate(another(2), Comparison("better"))
    local.adopt()
    assert local.adopted == (first, second)
    assert local.revert() == first
    used = local.in_use().models
    assert used is not None and used.version == first
    assert local.revert() == ""
    assert local.in_use().models is None
    with pytest.raises(ComplianceError, match="没有可以退回的"):
        local.revert()


def test_there_must_be_a_candidate(local: LocalModels) -> None:
    with pytest.raises(ComplianceError, match="先运行 compliance learn"):
        local.adopt()


def test_a_candidate_that_was_measured_worse_is_refused(local: LocalModels) -> None:
    local.put_candidate(another(1), Comparison("worse"))
    with pytest.raises(ComplianceError, match="不如现用的"):
        local.adopt()
    assert local.in_use().models is None


def test_the_comparison_stands_beside_the_candidate(local: LocalModels, tmp_path: Path) -> None:
    local.put_candidate(another(1), Comparison("better"))
    told = json.loads((tmp_path / "models/candidate/comparison.json").read_text("utf-8"))
    assert told == {"verdict": "better"}


def test_a_half_written_candidate_of_before_is_no_hindrance(local: LocalModels, tmp_path: Path) -> None:
    (tmp_path / "models/candidate.new").mkdir(parents=True)
    (tmp_path / "models/candidate.new/rest").write_text("x")
    local.put_candidate(another(1), Comparison())
    local.adopt()
    assert not list((tmp_path / "models/kept").glob("*/rest"))


@pytest.mark.parametrize("damage", ["file", "folder", "current"])
def test_damaged_models_are_named_and_the_shipped_ones_stand_in(
    local: LocalModels, tmp_path: Path, damage: str
) -> None:
    version = local.put_candidate(another(1), Comparison())
    local.adopt()
    kept = tmp_path / "models/kept" / version
    if damage == "file":
        (kept / "status.skops").write_bytes(b"nothing")
    elif damage == "folder":
        kept.rename(tmp_path / "elsewhere")
    else:
        (tmp_path / "models/current").write_text("../../etc\n")
    used = local.in_use()
    assert used.models is None
    (problem,) = used.problems
    assert problem.source == SOURCE
    assert "改用随程序提供的模型" in problem.message


def test_the_problem_stands_in_the_report(local: LocalModels, tmp_path: Path, sample_report) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models/current").write_text("0123456789ab\n")
    noted = local.in_use().noted(sample_report)
    assert noted.problems[-1].source == SOURCE
