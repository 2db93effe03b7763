"""`compliance evaluate`: what reaches the library, what comes out, and how it ends."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from learning.judged import document, facet, write_gold

from compliance import cli
from compliance.learning.evaluation import Evaluation, Run

DOCUMENTS = (document(facet("met", "missing", name="body", trace=["没有候选"]), items="met/missing"),)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[Path, dict[str, object]]]:
    """Replaces the evaluation by one that is at hand; holds what it was asked."""
    calls: list[tuple[Path, dict[str, object]]] = []

    def evaluate(folder: Path, **options: object) -> Evaluation:
        options.pop("progress")
        calls.append((folder, options))
        return Evaluation(str(folder), False, Run("program", "本程序", DOCUMENTS), ())

    monkeypatch.setattr("compliance.learning.evaluation.evaluate", evaluate)
    monkeypatch.chdir(tmp_path)
    return calls


def run(*arguments: object) -> int:
    return cli.main(["evaluate", *map(str, arguments)])


def test_a_table_is_printed_and_gaps_are_no_failure(asked, capsys) -> None:
    assert run("gold") == 0
    assert capsys.readouterr().out.startswith("评判文档 gold：1 份，1 个方案，1 个条目，1 个要点")


def test_options_reach_the_evaluation(asked) -> None:
    run("gold", "--scheme", "a", "--scheme", "b.toml", "--schemes", "s", "--hints", "--plugins-dir", "p")
    assert asked == [
        (
            Path("gold"),
            {"schemes": ["a", "b.toml"], "scheme_folder": Path("s"), "hints": True, "plugins_dir": Path("p")},
        )
    ]


def test_errors_are_listed_where_asked_for(asked, capsys) -> None:
    run("gold", "--errors")
    assert "1. 没有候选" in capsys.readouterr().out


def test_json_goes_to_stdout_and_nothing_else_does(asked, capsys) -> None:
    run("gold", "--format", "json")
    assert json.loads(capsys.readouterr().out)["documents"][0]["facets"][0]["got"] == "missing"


def test_an_earlier_run_is_compared(asked, capsys, tmp_path) -> None:
    assert run("gold", "-o", "run.json") == 0
    assert "评测结果已写入 run.json" in capsys.readouterr().err
    assert run("gold", "--compare", "run.json") == 0
    assert "与上次比较  两次都有的文档 1 份" in capsys.readouterr().out


def test_a_table_in_a_file_is_plain_text(asked, tmp_path) -> None:
    run("gold", "-o", "run.txt")
    assert "要点状态正确率" in (tmp_path / "run.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["gold", "--format", "html"], "--format 不能是“html”，只能是 table、json"),
        (["gold", "-o", "run.html"], "--format 不能是“html”"),
        (["gold", "-o", "无/run.json"], "文件夹 无 不存在"),
        (["gold", "--compare", "无.json"], "--compare：无.json 打不开"),
    ],
)
def test_what_cannot_be_is_told_before_the_work(asked, capsys, arguments, said) -> None:
    assert run(*arguments) == 2
    assert said in capsys.readouterr().err
    assert asked == []


@pytest.mark.parametrize(
    ("prepare", "said"),
    [
        (lambda folder: None, "里没有评判文档"),
        (lambda folder: write_gold(folder).write_text("{", "utf-8"), "第1行第2列不是正确的 JSON"),
        (lambda folder: write_gold(folder), "用的方案“lan”没有安装"),
    ],
)
def test_faulty_gold_ends_with_2_and_one_sentence(tmp_path, capsys, prepare, said) -> None:
    prepare(tmp_path)
    assert run(tmp_path) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert re.match(rf"错误：.*{said}", err)
