"""What every indicator plugin must keep, whoever wrote it, tried on each."""

from __future__ import annotations

import importlib
import re
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from compliance import plugin_testing
from compliance.errors import PluginFault
from compliance.plugin_files import load_indicator
from compliance.registry import FIRST_PARTY, Registry
from compliance.terms import Status

REGISTRY = Registry.load()
FOLDERS = sorted(name for name in REGISTRY.indicators if REGISTRY.origins[name] == name)
FILES = ("__init__.py", "indicator.py", "examples.toml")


def test_the_indicators_that_schemes_name_are_all_there() -> None:
    named = {
        indicator
        for file in REGISTRY.schemes.values()
        for indicator in re.findall(r'^indicator = "(.+)"$', file.read_text("utf-8"), re.M)
    }
    assert named <= set(FOLDERS)


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_has_the_files_that_all_have(name: str) -> None:
    folder = files(f"{FIRST_PARTY}.{name}")
    assert [file for file in FILES if not (folder / file).is_file()] == []


@pytest.mark.parametrize("name", FOLDERS)
def test_its_docstring_says_what_it_looks_for_its_source_and_its_known_misses(name: str) -> None:
    text = importlib.import_module(f"{FIRST_PARTY}.{name}").__doc__ or ""
    assert text.startswith(REGISTRY.indicators[name].title)
    assert "\nSource: " in text
    assert "\nKnown misses: " in text


@pytest.mark.parametrize("name", FOLDERS)
def test_it_is_described_in_chinese(name: str) -> None:
    indicator = REGISTRY.indicators[name]
    assert all(re.search(r"[\u4e00-\u9fff]", text) for text in (indicator.title, indicator.looks_for))


@pytest.mark.parametrize("name", FOLDERS)
def test_its_examples_show_what_is_met_promised_and_the_same_word_for_another_matter(name: str) -> None:
    statuses = [example.status for example in REGISTRY.indicators[name].examples]
    assert {Status.MET, Status.PLANNED, Status.CONTRADICTED, Status.MISSING} <= set(statuses)


@pytest.mark.parametrize("name", FOLDERS)
def test_an_example_has_a_quote_where_there_is_evidence_and_none_where_there_is_none(name: str) -> None:
    for example in REGISTRY.indicators[name].examples:
        assert bool(example.quote) == (example.status != Status.MISSING), example


@pytest.fixture(scope="module")
def tried() -> dict[tuple[str, bool], list[str]]:
    """What went wrong with a plugin's words (False) or example sentences (True), as `compliance plugins test` tells."""
    wrong: dict[tuple[str, bool], list[str]] = {}
    for row in plugin_testing.test_plugins(REGISTRY):
        told = wrong.setdefault((row.plugin, row.kind == "example"), [])
        told += [] if row.passed else [f"{row.name} {row.message}"]
    return wrong


@pytest.mark.parametrize("name", [plugin_testing.FIELD, *FOLDERS])
def test_its_words_are_found_where_they_must_be_and_nowhere_else(
    name: str, tried: dict[tuple[str, bool], list[str]]
) -> None:
    assert tried.get((name, False), []) == []


@pytest.mark.parametrize("name", FOLDERS)
def test_its_example_sentences_are_judged_as_it_says_and_by_the_quote_it_names(
    name: str, tried: dict[tuple[str, bool], list[str]]
) -> None:
    assert tried[name, True] == []


@pytest.mark.parametrize("name", FOLDERS)
def test_no_plugin_imports_another(name: str) -> None:
    folder = files(f"{FIRST_PARTY}.{name}")
    sources = [file.read_text("utf-8") for file in folder.iterdir() if file.name.endswith(".py")]
    imported = {other for source in sources for other in re.findall(rf"{re.escape(FIRST_PARTY)}\.(\w+)", source)}
    assert imported <= {name}


# --- The files of a folder, when they have faults ---


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "lanxi_counselling"
    made.mkdir()
    (made / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, made.name, raising=False)
    return made


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("examples.toml", "[[example]]\nstatement = '甲'\ntext = '甲'\n", "examples.toml 的第1个例句：缺少 status"),
        (
            "examples.toml",
            "[[example]]\nstatement = '甲'\ntext = '甲'\nstatus = 'ok'\n",
            "status 应为 met、partial、planned、contradicted、missing、unreadable、not_applicable 之一，现为“ok”",
        ),
        (
            "examples.toml",
            "[[example]]\nstatement = '甲'\ntext = '甲'\nstatus = 'met'\nquote = '乙'\n",
            "quote 应为 text 中的原文，现为“乙”",
        ),
        (
            "examples.toml",
            "[[example]]\nstatement = '甲'\ntext = '甲'\nstatus = 'met'\nquotes = '甲'\n",
            "不认识的键 quotes；可用的键：statement、text、status、quote、kind",
        ),
        (
            "examples.toml",
            "[[example]]\nstatement = '甲'\ntext = '甲'\nstatus = 'met'\nkind = 'report'\n",
            "kind 应为 self_evaluation、",
        ),
        ("examples.toml", "[[examples]]\n", "不认识的键 examples，应为 [[example]]"),
        ("examples.toml", "statement", "examples.toml 的 TOML 语法有误"),
        ("lexicon.toml", "[[concept]]", "lexicon.toml 有一个 [[concept]] 缺少键或有不认识的键"),
        (
            "lexicon.toml",
            "[[concept]]\nid = 'a'\nname = '甲'\nkind = 'thing'\nterms = ['甲']\n",
            "lexicon.toml 的概念“a”：kind 应为 act、",
        ),
        (
            "lexicon.toml",
            "[[concept]]\nid = 'a'\nname = '甲'\nkind = 'act'\nterms = '甲'\n",
            "lexicon.toml 的概念“a”：terms 应为至少一个词的数组",
        ),
    ],
)
def test_a_fault_in_a_folders_file_names_file_entry_and_what_was_expected(
    file: str, content: str, said: str, folder: Path
) -> None:
    (folder / file).write_text(content, encoding="utf-8")
    with pytest.raises(PluginFault) as raised:
        load_indicator(folder.name, "心理健康", "心理咨询室")
    assert said in str(raised.value)


def test_a_folder_without_lexicon_and_examples_is_an_indicator_all_the_same(folder: Path) -> None:
    indicator = load_indicator(folder.name, "心理健康", "心理咨询室")
    assert (indicator.id, indicator.concepts, indicator.examples) == ("lanxi_counselling", (), ())
