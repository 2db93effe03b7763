"""Examples in; which of them hold, and in Chinese what came out where one does not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from compliance import plugin_testing
from compliance.hookspecs import Example, Indicator
from compliance.language.concepts import Concept
from compliance.plugin_testing import PluginTest
from compliance.registry import PluginInfo, Registry
from compliance.terms import DocumentKind, Status

STATEMENT = "学校配备了心理教师"
ROOM = Concept("counselling-room", "心理咨询室", "place", ("心理咨询室", "心语小屋"), matches=("各校建成心理咨询室",))


@dataclass(frozen=True)
class Judged:
    status: Status
    quotes: tuple[str, ...] = ()


def tried(indicator: Indicator, judged: Judged | None = None) -> list[PluginTest]:
    """The rows of one plugin with one indicator, every statement being judged alike."""

    def judge(statement: str, text: str, indicator_id: str, kind: DocumentKind, registry: Registry) -> Judged:
        if judged is None:
            raise LookupError("no model")
        return judged

    info = PluginInfo("counselling", "", ("register_indicators",), "内置", (indicator.id,))
    rows = plugin_testing.test_plugins(Registry({indicator.id: indicator}, {}, (), (info,)), judge)
    return [row for row in rows if row.plugin == "counselling"]


def concept(**changes: object) -> list[PluginTest]:
    tested = replace(ROOM, **changes)
    rows = tried(Indicator("counselling", "心理健康", "心理咨询室", (tested,)))
    return [row for row in rows if row.kind != "example"]


def example(judged: Judged | None, status: str = "met", quote: str = "") -> PluginTest:
    text = "全县各校都配备了专职心理教师，共86人。"
    indicator = Indicator("counselling", "心理健康", "心理咨询室", (), (Example(STATEMENT, text, status, quote),))
    (row,) = tried(indicator, judged)
    return row


# --- Words ---


def test_a_word_is_found_where_it_must_be() -> None:
    (row,) = concept()
    assert (row.kind, row.passed, row.name) == ("matches", True, "counselling-room（心理咨询室）")


def test_a_text_is_tried_as_it_is_judged_simplified_and_without_stray_spaces() -> None:
    (row,) = concept(matches=("各校建成心 理諮詢室",))
    assert row.passed


def test_a_word_that_can_never_match_is_named() -> None:
    (row,) = concept(terms=("心理谘商室",))
    assert not row.passed
    assert "在“各校建成心理咨询室”中应找到，实际" in row.message


def test_a_word_that_matches_too_much_is_named_with_what_it_matched() -> None:
    row = concept(not_matches=("商场里的心语小屋奶茶店",))[1]
    assert (row.kind, row.passed) == ("not_matches", False)
    assert row.message == "在“商场里的心语小屋奶茶店”中不应找到，实际找到的是“心语小屋”（counselling-room）"


def test_a_word_that_stays_away_where_it_must_passes() -> None:
    assert concept(not_matches=("各校建成音乐教室",))[1].passed


def test_a_concept_without_an_example_fails() -> None:
    (row,) = concept(matches=())
    assert not row.passed
    assert "没有 matches 例句" in row.message


def test_a_concept_is_found_through_something_narrower() -> None:
    narrower = Concept("sand-tray-room", "沙盘室", "place", ("沙盘室",), broader=(ROOM.id,), matches=("建有沙盘室",))
    wider = replace(ROOM, matches=("建有沙盘室",))
    rows = tried(Indicator("counselling", "心理健康", "心理咨询室", (wider, narrower)))
    assert all(row.passed for row in rows if row.kind == "matches")


def test_two_concepts_with_one_id_are_named() -> None:
    rows = tried(Indicator("counselling", "心理健康", "心理咨询室", (ROOM, replace(ROOM, terms=("咨询室",)))))
    assert [row.message for row in rows if "有几个概念的 id 都是 counselling-room" in row.message and not row.passed]


# --- Sentences ---


def test_an_example_with_status_and_quote_passes() -> None:
    row = example(Judged(Status.MET, ("全县各校都配备了专职心理教师",)), quote="各校都配备了专职心理教师")
    assert (row.kind, row.passed) == ("example", True)
    assert row.name == f"counselling 第1句：{STATEMENT}"


def test_another_status_is_named() -> None:
    row = example(Judged(Status.MISSING))
    assert not row.passed
    assert row.message.endswith("应判为 met，实际为 missing")


@pytest.mark.parametrize(("quotes", "shown"), [((), "没有"), (("共86人",), "“共86人”"), (("",), "“”")])
def test_another_quote_is_named(quotes: tuple[str, ...], shown: str) -> None:
    row = example(Judged(Status.MET, quotes), quote="各校都配备了专职心理教师")
    assert not row.passed
    assert row.message.endswith(f"引文应为“各校都配备了专职心理教师”，实际{shown}")


def test_an_example_that_cannot_be_judged_fails_with_the_error() -> None:
    row = example(None)
    assert not row.passed
    assert "无法判断：LookupError：no model" in row.message


def test_an_indicator_without_examples_fails() -> None:
    (row,) = tried(Indicator("counselling", "心理健康", "心理咨询室"), Judged(Status.MET))
    assert not row.passed
    assert "没有例句" in row.message


# --- Schemes ---


def test_a_scheme_file_is_tried_too(tmp_path: Path) -> None:
    (tmp_path / "lan-2024.toml").write_text("[scheme]\n")
    info = PluginInfo("lanxi", "", ("register_schemes",), "内置", (), ("lan-2024",))
    registry = Registry({}, {"lan-2024": tmp_path / "lan-2024.toml"}, (), (info,))
    row = plugin_testing.test_plugins(registry, lambda *_: Judged(Status.MET))[-1]
    assert (row.plugin, row.kind, row.name, row.passed) == ("lanxi", "scheme", "lan-2024", False)
    assert "lan-2024.toml 第1行，[scheme]：缺少 id" in row.message


def test_the_packaged_schemes_pass() -> None:
    rows = plugin_testing.test_plugins(Registry.load(), lambda *_: Judged(Status.MET))
    schemes = [row for row in rows if row.kind == "scheme"]
    assert schemes
    assert [row for row in schemes if not row.passed] == []
    assert any(row.name == "school-readiness" and row.message == "25个条目、87个要点，格式无误" for row in schemes)
