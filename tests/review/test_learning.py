"""Learning from decisions: with consent only, from clear decisions only, and shown before it is used."""

from __future__ import annotations

import pytest

from compliance.cli import main
from compliance.errors import ComplianceError
from compliance.learning import train, training
from compliance.learning.bootstrap import Estimate
from compliance.registry import Registry
from compliance.review.auditing.audit import Actor
from compliance.review.learning import learn as learning
from compliance.review.learning.consent import gather
from compliance.review.learning.learn import ALIKE, BETTER, WORSE, Corpus, verdict_of
from compliance.review.learning.local_models import LocalModels
from compliance.review.models import Action, AuditEntry, Office, StoredFinding
from compliance.review.reviewing.deciding import decide, withdraw
from compliance.schemes import load_scheme
from compliance.terms import Status
from tests.learning.judged import write_gold, write_scheme
from tests.review.conftest import assign, checked


@pytest.fixture
def consent(db):
    office = Office.here()
    office.learns_from_decisions = True
    office.save()


@pytest.fixture(scope="module")
def schemes():
    registry = Registry.load()
    return {"national-quality-balance-2017": load_scheme("national-quality-balance-2017", registry)}


def newest(submission, **wanted):
    return list(StoredFinding.objects.filter(submission=submission, newest=True, **wanted))


def accept_all(reviewer, submission):
    return [decide(Actor(reviewer), finding, Action.ACCEPT) for finding in newest(submission)]


def test_without_consent_nothing_is_gathered(assigned, reviewer, schemes):
    accept_all(reviewer, assigned)
    with pytest.raises(ComplianceError, match="没有同意"):
        gather(schemes)


def test_consent_that_is_taken_back_ends_it(assigned, reviewer, schemes, consent):
    accept_all(reviewer, assigned)
    Office.objects.update(learns_from_decisions=False)
    with pytest.raises(ComplianceError, match="没有同意"):
        gather(schemes)


def test_accepted_findings_teach_their_facets(assigned, reviewer, schemes, consent):
    accept_all(reviewer, assigned)
    gathered = gather(schemes)
    (taught,) = gathered.taught
    assert gathered.findings + gathered.left_out == 37
    assert gathered.findings == len({item for item, _ in taught.gold.facets}) > 10
    proposed = {finding.item: finding.detail for finding in newest(assigned)}
    for (item, facet), (status, quotes) in taught.gold.facets.items():
        told = next(one for one in proposed[item]["facets"] if one["id"] == facet)
        assert told["status"] == status
        assert [proposed[item]["evidence"][index]["quote"] for index in told["evidence"]] == list(quotes)


def test_the_text_is_that_which_the_reviewer_saw(assigned, reviewer, schemes, consent, sample_report):
    accept_all(reviewer, assigned)
    checked(assigned, sample_report)  # a later draft, on which nobody has decided
    (taught,) = gather(schemes).taught
    assert taught.submission.documents == sample_report.submission.documents
    assert [clause.text for clause in taught.submission.clauses] == [
        clause.text for clause in sample_report.submission.clauses
    ]


def test_no_name_of_a_district_goes_into_what_is_remembered(assigned, reviewer, schemes, consent):
    accept_all(reviewer, assigned)
    (taught,) = gather(schemes).taught
    assert taught.gold.name == f"decisions-{newest(assigned)[0].check_run_id}"
    assert assigned.district.name not in taught.gold.name


def test_what_reviewers_see_differently_teaches_nothing(assigned, reviewer, second_reviewer, schemes, consent):
    assign(assigned, second_reviewer)
    finding = newest(assigned, status="met")[0]
    decide(Actor(reviewer), finding, Action.ACCEPT)
    assert gather(schemes).findings == 1
    decide(Actor(second_reviewer), finding, Action.CHANGE, "missing", "没有这句话")
    gathered = gather(schemes)
    assert (gathered.findings, gathered.left_out, gathered.taught) == (0, 1, ())


def test_what_was_taken_back_teaches_nothing(assigned, reviewer, schemes, consent):
    withdraw(Actor(reviewer), decide(Actor(reviewer), newest(assigned, status="met")[0], Action.ACCEPT))
    assert gather(schemes).findings == 0


def test_a_changed_finding_is_learnt_as_the_reviewer_had_it(assigned, reviewer, schemes, consent):
    finding = newest(assigned, status="met")[0]
    decide(Actor(reviewer), finding, Action.CHANGE, "missing", "说的是邻县")
    (taught,) = gather(schemes).taught
    assert {status for status, _ in taught.gold.facets.values()} == {Status.MISSING}


def test_a_scheme_that_is_not_installed_teaches_nothing(assigned, reviewer, consent):
    accept_all(reviewer, assigned)
    gathered = gather({})
    assert (gathered.findings, gathered.left_out) == (0, 37)


# --- compliance learn ------------------------------------------------------------------------------


@pytest.fixture
def corpus(tmp_path, monkeypatch) -> Corpus:
    """Four little documents to learn beside the decisions and two to be measured on."""
    monkeypatch.setattr(train, "example_lessons", lambda indicators: [])
    boosted = training._boosted
    monkeypatch.setattr(training, "_boosted", lambda rounds, leaves, **more: boosted(5, leaves, **more))
    for name in ("gold", "schemes", "held"):
        (tmp_path / name).mkdir()
    write_scheme(tmp_path / "schemes")
    for name in "甲乙丙丁":
        write_gold(tmp_path / "gold", name)
    for name in "戊己":
        write_gold(tmp_path / "held", name)
    return Corpus({tmp_path / "gold": 1.0}, tmp_path / "schemes", tmp_path / "held")


def test_too_few_decisions_are_refused_in_words(assigned, reviewer, corpus, tmp_path, consent):
    decide(Actor(reviewer), newest(assigned, status="met")[0], Action.ACCEPT)
    with pytest.raises(ComplianceError, match="只有 1 条.*不足 100 条"):
        learning.learn(tmp_path, corpus, lambda step: None)
    assert not (tmp_path / "models").exists()


def test_learning_makes_a_candidate_and_shows_the_change(assigned, reviewer, corpus, tmp_path, consent):
    accept_all(reviewer, assigned)
    steps: list[str] = []
    compared = learning.learn(tmp_path, corpus, steps.append, fewest=5)
    assert compared.documents == 2
    assert steps[0].startswith("可以学习的评审决定") and "检验新模型" in steps
    told = "\n".join(learning.lines(compared))
    assert "缺口 F2：现用 " in told and "变化" in told
    local = LocalModels(tmp_path)
    assert local.in_use().models is None, "a candidate is not in use"
    entry = AuditEntry.objects.get(action="learn")
    assert entry.detail["findings"] == compared.findings
    # What was decided is remembered by the candidate.
    if compared.verdict != WORSE:
        version = learning.adopt(tmp_path)
        models = local.in_use().models
        assert models is not None and models.version == version
        sources = {p.source for found in models.memory.precedents.by_statement.values() for p in found}
        assert f"decisions-{newest(assigned)[0].check_run_id}" in sources
        assert learning.revert(tmp_path) == ""
        assert [e.action for e in AuditEntry.objects.order_by("number")][-2:] == ["adopt_models", "revert_models"]


def test_the_command_refuses_without_consent(db, capsys):
    assert main(["learn"]) == 2
    assert "没有同意" in capsys.readouterr().err


def test_the_command_has_nothing_to_adopt_or_take_back_at_first(db, capsys):
    assert main(["learn", "--adopt"]) == 2
    assert "先运行 compliance learn" in capsys.readouterr().err
    assert main(["learn", "--revert"]) == 2
    assert "没有可以退回的" in capsys.readouterr().err


def test_the_command_adopts_or_takes_back_and_not_both(db, capsys):
    assert main(["learn", "--adopt", "--revert"]) == 2
    assert "不能一起用" in capsys.readouterr().err


def change(low: float, high: float) -> Estimate:
    return Estimate((low + high) / 2, low, high)


NONE = change(-0.01, 0.01)


@pytest.mark.parametrize(
    "gap_f2, accuracy, verdict",
    [
        (change(0.01, 0.03), NONE, BETTER),
        (NONE, change(0.01, 0.03), BETTER),
        (NONE, NONE, ALIKE),
        (change(0.0, 0.02), NONE, ALIKE),
        (change(-0.03, -0.01), NONE, WORSE),
        (change(0.01, 0.03), change(-0.03, -0.01), WORSE),
        (Estimate(None), Estimate(0.01), ALIKE),
    ],
)
def test_better_and_worse_are_said_only_beyond_chance(gap_f2, accuracy, verdict):
    assert verdict_of({"gap_f2": gap_f2, "facet_accuracy": accuracy}) == verdict
