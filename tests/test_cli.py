"""The command line: what it prints where, what it writes, and how it ends."""

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from reports.sample import sample_report

from compliance import cli, terminal
from compliance.errors import NothingReadable, UnknownScheme
from compliance.reports.json_report import validate
from compliance.terms import DocumentKind


@pytest.fixture
def checked(monkeypatch, tmp_path):
    """Replaces the check by one that returns the sample report; `calls` holds what it was asked."""
    calls = []
    state = SimpleNamespace(calls=calls, report=sample_report(), error=None)

    def check(paths, scheme, **options):
        options.pop("progress")("读取文件")
        calls.append((paths, scheme, options))
        if state.error:
            raise state.error
        return state.report

    monkeypatch.setitem(sys.modules, "compliance.check", SimpleNamespace(check=check))
    monkeypatch.chdir(tmp_path)
    Path("自评.txt").write_text("一、组织领导", encoding="utf-8")
    return state


def run(*arguments):
    return cli.main([str(argument) for argument in arguments])


# --- Exit codes ------------------------------------------------------------------------------------


def test_gaps_end_with_1(checked):
    assert run("check", "自评.txt", "--scheme", "beijing-2018") == 1


def test_no_gaps_end_with_0(checked):
    met = tuple(f for f in checked.report.findings if not f.status.is_gap)
    checked.report = replace(checked.report, findings=met)
    assert run("check", "自评.txt", "--scheme", "beijing-2018") == 0


@pytest.mark.parametrize("error", [NothingReadable("没有可读的文件。"), UnknownScheme("没有标识为“x”的方案。")])
def test_a_users_mistake_is_one_line_on_stderr_and_ends_with_2(checked, capsys, error):
    checked.error = error
    assert run("check", "自评.txt", "--scheme", "x") == 2
    out, err = capsys.readouterr()
    assert (out, err) == ("", f"错误：{error}\n")


def test_a_bug_keeps_its_traceback(checked):
    checked.error = ZeroDivisionError()
    with pytest.raises(ZeroDivisionError):
        run("check", "自评.txt", "--scheme", "x")


# --- Usage -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "自评.txt"], "缺少 --scheme：.*compliance schemes 可以看到"),
        (["check", "--scheme", "x"], "没有写要读的文件"),
        (["check", "自评.txt", "--scheme"], "选项 --scheme 后面要写一个值"),
        (["check", "自评.txt", "--scheme", "x", "--shceme", "y"], "没有选项 --shceme"),
        (["chek"], "没有命令“chek”"),
        (["schemes", "show"], "没有写是哪个方案"),
        (["evaluate"], "没有写评判文档在哪里"),
        (["indicators", "x"], "多出了参数 x"),
        (
            ["check", "自评.txt", "--scheme", "x", "--kind", "diary"],
            "--kind 不能是“diary”，只能是 self_evaluation（自评报告）",
        ),
        (["check", "自评.txt", "--scheme", "x", "--format", "pdf"], "--format 不能是“pdf”，只能是 table、json、html"),
    ],
)
def test_wrong_usage_is_told_in_chinese(checked, capsys, arguments, said):
    assert run(*arguments) == 2
    assert re.search(said, capsys.readouterr().err)
    assert checked.calls == []


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["check", "--help"], ["schemes", "--help"], ["plugins", "test", "--help"], ["evaluate", "--help"]],
)
def test_help_is_in_chinese_throughout(capsys, arguments):
    assert run(*arguments) == 0
    out = capsys.readouterr().out
    assert out.startswith("用法：compliance")
    for word in ("Usage", "Options", "Arguments", "Commands", "Show this", "required", "list[", "<path>", "default"):
        assert word not in out


def test_without_arguments_the_help_is_shown_and_it_is_wrong_usage(capsys):
    assert run() == 2
    assert "用法：compliance" in "".join(capsys.readouterr())


# --- What is asked of the check ----------------------------------------------------------------------


def test_options_reach_the_check(checked):
    run("check", "自评.txt", "--scheme", "s.toml", "--subject", "青禾县", "--period", "2023", "--kind", "plan")
    paths, scheme, options = checked.calls[0]
    assert (paths, scheme) == ([Path("自评.txt")], "s.toml")
    assert (options["subject"], options["period"], options["kind"]) == ("青禾县", "2023", DocumentKind.PLAN)


def test_what_is_not_given_is_left_to_recognition(checked):
    run("check", "自评.txt", "--scheme", "s")
    options = checked.calls[0][2]
    assert (options["subject"], options["period"], options["kind"]) == (None, None, None)


def test_a_kind_may_be_named_in_chinese():
    assert cli.parse_kind("自评报告") is DocumentKind.SELF_EVALUATION


# --- What comes out --------------------------------------------------------------------------------


def test_a_table_is_the_default(checked, capsys):
    run("check", "自评.txt", "--scheme", "s")
    assert "缺口（9 条）" in capsys.readouterr().out


def test_json_goes_to_stdout_and_nothing_else_does(checked, capsys):
    run("check", "自评.txt", "--scheme", "s", "--format", "json")
    validate(capsys.readouterr().out)


def test_json_stays_json_when_an_item_is_explained(checked, capsys):
    run("check", "自评.txt", "--scheme", "s", "--format", "json", "--explain", "qh-04")
    out, err = capsys.readouterr()
    validate(out)
    assert "判断经过" in err


def test_html_has_a_name_of_its_own_in_the_working_folder(checked, capsys, tmp_path):
    run("check", "自评.txt", "--scheme", "s", "--format", "html")
    assert (tmp_path / "自评-report.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert "报告已写入 自评-report.html" in capsys.readouterr().err


def test_the_name_of_the_file_tells_the_format(checked, tmp_path):
    run("check", "自评.txt", "--scheme", "s", "-o", "结果.json")
    validate((tmp_path / "结果.json").read_text(encoding="utf-8"))


def test_a_table_in_a_file_is_plain_text(checked, tmp_path):
    run("check", "自评.txt", "--scheme", "s", "-o", "结果.txt")
    text = (tmp_path / "结果.txt").read_text(encoding="utf-8")
    assert "缺口（9 条）" in text
    assert "\x1b[" not in text


def test_explain_prints_the_trace_of_one_item_only(checked, capsys):
    run("check", "自评.txt", "--scheme", "s", "--explain", "qh-04")
    out = capsys.readouterr().out
    assert out.startswith("qh-04 督导经费单列")
    assert "qh-05" not in out


def test_explaining_an_unknown_item_lists_the_ones_there_are(checked, capsys):
    assert run("check", "自评.txt", "--scheme", "s", "--explain", "zz") == 2
    assert "没有条目“zz”；有：qh-01" in capsys.readouterr().err


def test_a_report_inside_the_submissions_folder_is_pointed_out(checked, capsys):
    run("check", ".", "--scheme", "s", "-o", "r.json")
    assert "报告写在了材料文件夹" in capsys.readouterr().err


# --- Writing files -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("没有的文件夹/r.json", "文件夹 没有的文件夹 不存在"),
        (".", "它是文件夹"),
        ("自评.txt", "它是要检查的文件"),
    ],
)
def test_a_target_that_cannot_be_is_refused_before_the_work(checked, capsys, target, said):
    assert run("check", "自评.txt", "--scheme", "s", "--format", "json", "-o", target) == 2
    assert said in capsys.readouterr().err
    assert checked.calls == []


def test_a_file_that_cannot_be_finished_leaves_the_old_one(tmp_path, monkeypatch):
    target = tmp_path / "r.json"
    target.write_text("old")

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(terminal.ComplianceError, match="磁盘已满"):
        terminal.write_whole(target, "new")
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_link_stays_a_link(tmp_path):
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_text("old")
    link.symlink_to(real)
    terminal.write_whole(link, "new")
    assert link.is_symlink()
    assert real.read_text() == "new"


def test_a_written_file_has_the_permissions_of_any_other(tmp_path):
    terminal.write_whole(tmp_path / "a", "x")
    (tmp_path / "b").write_text("x")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


# --- Listings --------------------------------------------------------------------------------------


def test_schemes_lists_without_a_subcommand(capsys):
    assert run("schemes") == 0
    assert "beijing-2018" in capsys.readouterr().out


def test_schemes_show_has_every_item_and_facet(capsys):
    assert run("schemes", "show", "beijing-2018") == 0
    out = capsys.readouterr().out
    assert "bj-01 " in out
    assert "指标 leadership" in out


def test_an_unknown_scheme_is_answered_with_the_ones_there_are(capsys):
    assert run("schemes", "show", "nope") == 2
    assert "beijing-2018" in capsys.readouterr().err


def test_indicators_say_what_they_look_for(capsys):
    assert run("indicators") == 0
    assert "leadership" in capsys.readouterr().out


def test_plugins_are_listed_with_their_origin_and_broken_ones_are_named(capsys, tmp_path):
    (tmp_path / "broken.py").write_text("1 / 0\n")
    assert run("plugins", "--plugins-dir", tmp_path) == 0
    out, err = capsys.readouterr()
    assert "内置" in out
    assert "broken" in err and "ZeroDivisionError" in err


def test_plugins_test_ends_with_1_where_an_example_fails(capsys, monkeypatch):
    rows = [
        SimpleNamespace(plugin="budget", kind="example", name="经费", passed=p, message="应判为 met")
        for p in (True, False)
    ]
    fake = SimpleNamespace(test_plugins=lambda registry: tuple(rows))
    monkeypatch.setitem(sys.modules, "compliance.plugin_testing", fake)
    assert run("plugins", "test") == 1
    assert "budget：试了 2 个例子，✗ 1 个不符" in capsys.readouterr().out


def test_read_shows_text_place_and_certificate(capsys, tmp_path):
    file = tmp_path / "说明.txt"
    file.write_text("一、组织领导\n\n青禾县成立了领导小组。\n", encoding="utf-8")
    assert run("read", file) == 0
    out = capsys.readouterr().out
    assert "第3行 段落  青禾县成立了领导小组。" in out
    assert "读取证明" in out


def test_reading_nothing_ends_with_2(capsys, tmp_path):
    assert run("read", tmp_path / "没有.docx") == 2
    assert "没有.docx" in capsys.readouterr().err


# --- The process -------------------------------------------------------------------------------------


def compliance(*arguments, **environment):
    command = [sys.executable, "-m", "compliance", *arguments]
    return subprocess.run(command, capture_output=True, env={**os.environ, **environment}, timeout=60, check=False)


def test_help_imports_nothing_heavy():
    heavy = ("spacy", "sklearn", "numpy", "jinja2", "jsonschema", "docx", "lxml", "pdfplumber", "pypdfium2", "rich")
    script = (
        f"import sys, compliance.cli; compliance.cli.main(['--help']); sys.exit(str({set(heavy)} & {{*sys.modules}}))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert done.stderr.strip() == "set()"


def test_output_is_utf8_whatever_the_locale():
    done = compliance("--help", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.returncode == 0
    assert "用法：" in done.stdout.decode("utf-8")


def test_a_closed_pipe_gives_no_traceback():
    command = [sys.executable, "-m", "compliance", "schemes", "show", "beijing-2018"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        errors = process.stderr.read()
        process.wait(timeout=60)
    assert errors == b""
    assert process.returncode == 141


@pytest.mark.skipif(os.name == "nt", reason="file names are text there")
def test_a_file_name_of_undecodable_bytes_is_shown_escaped():
    done = compliance("read", b"\xe6\x88.docx")
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert done.stderr.decode("utf-8")


def test_a_json_report_of_an_undecodable_name_can_be_written(checked, capsys):
    checked.report = replace(checked.report, problems=(replace(checked.report.problems[0], source="\udce6.docx"),))
    run("check", "自评.txt", "--scheme", "s", "--format", "json")
    assert json.loads(capsys.readouterr().out)["problems"][0]["source"] == "\ufffd.docx"
