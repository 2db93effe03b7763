"""How far a clause says a statement, alone and with what stands around it, beside the other facets."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from handmade import item, printed, scheme
from hypothesis import given, settings
from hypothesis import strategies as st
from value_cases import submitted

from compliance.judgement.channels import character_pairs
from compliance.judgement.memory import Memory
from compliance.judgement.signals import Signals, signals
from compliance.terms import Item, Submission


def signals_of(submission: Submission, *items: Item) -> Signals:
    return signals(scheme(*items), submission, character_pairs, Memory())


def by_clause(found: Signals, name: str) -> np.ndarray:
    """One signal of a submission so short that all its clauses are shortlisted: facets by clauses."""
    return found.at(np.sort(found.chosen, axis=1))[found.names.index(name)]


# --- Shares ---


texts = st.text("县区学校成立了领导小组配备保安，。1%", max_size=14)


@settings(max_examples=40, deadline=None)
@given(st.lists(texts, min_size=1, max_size=6), st.lists(texts, min_size=1, max_size=4))
def test_whatever_is_said_the_signals_are_finite_and_coverage_is_a_share(said, statements) -> None:
    found = signals_of(printed(*said), item(*(f"要{text}" for text in statements)))
    assert {found.of(name).shape for name in found.names} == {(len(statements), len(said))}
    assert np.isfinite(found.values).all()
    for part in ("clause", "sentence", "block", "heading", "around"):
        shares = by_clause(found, f"pairs {part}")
        assert shares.min() >= 0 and shares.max() <= 1 + 1e-5


# --- What a clause is compared with ---

SAID = printed("区里成立了领导小组", "学校配备了保安", "山里下雨了")


def test_the_clause_that_says_a_statement_covers_it() -> None:
    found = signals_of(SAID, item("成立了领导小组", "配备了保安"))
    assert by_clause(found, "pairs clause").argmax(axis=1).tolist() == [0, 1]
    assert by_clause(found, "pairs clause").max(axis=1) == pytest.approx([1.0, 1.0])


def test_each_signal_has_one_name() -> None:
    found = signals_of(SAID, item("成立了领导小组"))
    assert len(set(found.names)) == len(found.names)


def test_a_clause_competes_for_the_facet_that_it_says_best() -> None:
    competition = by_clause(signals_of(SAID, item("成立了领导小组", "配备了保安")), "competition")
    assert competition[0, 0] == 0 > competition[1, 0]


def test_an_alias_counts_as_the_statement_does() -> None:
    asked = item("成立了专门机构")
    (facet,) = asked.facets
    named = type(facet)(facet.id, "", facet.statement, aliases=("领导小组",))
    found = signals_of(SAID, Item("x", (), "", "", (named,)))
    assert by_clause(found, "pairs alias")[0] == pytest.approx([1.0, 0.0, 0.0])
    assert signals_of(SAID, asked).of("pairs alias").max() == 0


def test_a_rows_merged_cells_are_said_by_each_of_its_rows() -> None:
    """The group stands once in print, before the first row that it covers."""
    from compliance.language.understanding import understand
    from compliance.reading.blocks import TableCell, build_blocks, table_draft
    from compliance.terms import Document, DocumentKind, Place

    cells = [
        TableCell(0, 0, "指标", header=True),
        TableCell(0, 1, "学段", header=True),
        TableCell(0, 2, "数值", header=True),
        TableCell(1, 0, "生均仪器设备值", row_span=2),
        TableCell(1, 1, "小学"),
        TableCell(1, 2, "2387元"),
        TableCell(2, 1, "初中"),
        TableCell(2, 2, "2916元"),
    ]
    document = Document("表.docx", "", "", build_blocks([table_draft(cells, Place())]))
    submission = understand([document], "云渡区", "2023", DocumentKind.SELF_EVALUATION)
    last = submission.clauses[-1]
    assert "仪器设备" not in submission.quote(last.span), "the cell is printed further up"
    found = signals_of(submission, item("生均仪器设备值"))
    assert by_clause(found, "pairs clause")[0, last.index] == pytest.approx(1.0)
    assert by_clause(found, "is row")[0, last.index] == 1


def test_a_rows_header_and_caption_are_its_heading() -> None:
    submission = submitted("表1 设备配备情况", ["学校 | 保安人数", "松渡小学 | 4"])
    found = signals_of(submission, item("保安人数"))
    assert by_clause(found, "pairs heading")[0, submission.clauses[-1].index] == pytest.approx(1.0)


def test_a_clause_is_read_with_the_headings_above_it() -> None:
    from handmade import understood

    submission = understood("# 校园安全\n各校已配齐人员。")
    found = signals_of(submission, item("校园安全人员配齐"))
    clause = submission.clauses[-1].index
    assert by_clause(found, "pairs around")[0, clause] > by_clause(found, "pairs clause")[0, clause]
    assert by_clause(found, "pairs heading")[0, clause] > 0


# --- The same numbers whatever the hash seed ---

PRINT_DIGEST = """
import hashlib
from handmade import item, printed, scheme
from compliance.judgement.channels import character_pairs
from compliance.judgement.memory import Memory
from compliance.judgement.precedents import Precedent, Precedents
from compliance.judgement.signals import signals
from compliance.judgement.wordings import Wordings
from compliance.terms import Status
known = Precedents({"所有学校都配备了保安": (Precedent("每所学校都有两名保安", Status.MET, "甲"),)})
memory = Memory(precedents=known, wordings=Wordings({"保安": {"门卫": 0.4, "保安": 0.3}}, {"门卫": 3}))
asked = scheme(item("成立了领导小组并明确职责", "所有学校都配备了保安"))
said = printed("区里成立了领导小组，明确了职责", "学校都配备了保安和器材", "山里下雨了")
print(hashlib.sha256(signals(asked, said, character_pairs, memory).values).hexdigest())
"""


def test_sets_iterate_in_another_order_and_nothing_changes() -> None:
    def start(seed: str) -> subprocess.Popen[str]:
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent)}
        command = [sys.executable, "-c", PRINT_DIGEST]
        return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)

    runs = [start(seed) for seed in ("1", "2")]
    digests = [run.communicate(timeout=60)[0] for run in runs]
    assert len(digests[0]) == 65 and digests[0] == digests[1]


def test_one_of_two_ways_covers_a_statement_whole() -> None:
    found = signals_of(printed("开展随机督查", "开展随机督导", "开展家访"), item("方案安排开展随机督导或随机督查"))
    assert by_clause(found, "pairs clause")[0, :2] == pytest.approx([1.0, 1.0])
    assert by_clause(found, "pairs unsaid clause")[0, :2].tolist() == [0.0, 0.0]
    assert by_clause(found, "pairs clause")[0, 2] < 1
