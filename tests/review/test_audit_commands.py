"""`compliance audit`: what was done to the log behind the program's back is found, and the exit code says so."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ENTRIES = 5


def compliance(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does, on SQLite in `data`."""
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "COMPLIANCE_DATA")}
    return subprocess.run(
        [sys.executable, "-m", "compliance", "audit", *arguments, "--data", str(data)],
        capture_output=True,
        text=True,
        env=environment,
        timeout=120,
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> bytes:
    """The database of a workbench whose log has a few entries."""
    data = tmp_path_factory.mktemp("workbench")
    script = (
        "from compliance.review.serving import serve; serve.prepare(None, '127.0.0.1'); serve.migrate();"
        "from compliance.review.auditing import audit;"
        f"[audit.record(audit.PROGRAM, 'sign_in', detail_number=n) for n in range({ENTRIES})]"
    )
    environment = {**os.environ, "COMPLIANCE_DATA": str(data)}
    environment.pop("DATABASE_URL", None)
    subprocess.run([sys.executable, "-c", script], env=environment, check=True, timeout=120)
    with sqlite3.connect(data / "compliance.sqlite3") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return (data / "compliance.sqlite3").read_bytes()


@pytest.fixture
def data(made, tmp_path) -> Path:
    (tmp_path / "compliance.sqlite3").write_bytes(made)
    return tmp_path


def behind_its_back(data: Path, *statements: str) -> None:
    """Change the file without the program: triggers and checks fall first."""
    with sqlite3.connect(data / "compliance.sqlite3") as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for trigger in ("update", "delete"):
            connection.execute(f"DROP TRIGGER review_auditentry_no_{trigger}")
        for statement in statements:
            connection.execute(statement)
    connection.close()


def test_a_sound_log_ends_with_0_and_names_its_newest_entry(data):
    verified, head = compliance(data, "verify"), compliance(data, "head")
    assert verified.returncode == 0
    assert f"日志完好，共 {ENTRIES} 条" in verified.stdout
    number, sha256 = head.stdout.strip().split(":")
    assert (number, len(sha256)) == (str(ENTRIES), 64)
    assert head.stdout.strip() in verified.stdout


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("UPDATE review_auditentry SET actor = 'x' WHERE number = 3", "第 3 条的内容被改动过：哈希值不符"),
        ("UPDATE review_auditentry SET detail = '{' WHERE number = 3", "第 3 条的内容被改动过：哈希值不符"),
        (
            "UPDATE review_auditentry SET actor = CAST(x'ff' AS TEXT) WHERE number = 3",
            "第 3 条的内容被改动过：已经读不出来",
        ),
        ("UPDATE review_auditentry SET actor = x'00ff' WHERE number = 3", "第 3 条的内容被改动过：哈希值不符"),
        ("DELETE FROM review_auditentry WHERE number = 2", "第 2 条缺失：其后一条的编号是 3"),
        ("DELETE FROM review_auditentry WHERE number = 1", "第 1 条缺失：其后一条的编号是 2"),
    ],
)
def test_the_first_broken_entry_is_named_and_the_exit_code_is_1(data, statement, message):
    behind_its_back(data, statement)
    verified = compliance(data, "verify")
    assert (verified.returncode, verified.stderr) == (1, "")
    assert message in verified.stdout


def test_a_tail_that_was_cut_off_shows_against_the_head_that_was_kept(data):
    kept = compliance(data, "head").stdout.strip()
    assert compliance(data, "verify", "--kept", kept).returncode == 0
    behind_its_back(data, f"DELETE FROM review_auditentry WHERE number = {ENTRIES}")
    assert compliance(data, "verify").returncode == 0
    cut = compliance(data, "verify", "--kept", kept)
    assert cut.returncode == 1
    assert "末尾被截断" in cut.stdout


def test_a_kept_line_that_is_none_is_a_users_mistake(data):
    refused = compliance(data, "verify", "--kept", "5:abc")
    assert refused.returncode == 2
    assert "--kept 不能是“5:abc”" in refused.stderr


def test_the_export_holds_everything_and_is_logged_itself(data, tmp_path):
    target = tmp_path / "log.jsonl"
    done = compliance(data, "export", "-o", str(target))
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    assert [line["number"] for line in lines] == list(range(1, ENTRIES + 2))
    assert lines[-1]["action"] == "export_log"
    assert f"{lines[-1]['number']}:{lines[-1]['sha256']}" == compliance(data, "head").stdout.strip()
    assert all(line["previous"] == before["sha256"] for before, line in zip(lines, lines[1:], strict=False))
    assert target.stat().st_mode & 0o077 == 0


def test_a_folder_without_a_workbench_is_named_and_stays_empty(tmp_path):
    refused = compliance(tmp_path / "none", "verify")
    assert refused.returncode == 2
    assert "里还没有工作台的数据库" in refused.stderr
    assert not (tmp_path / "none").exists()


def test_help_is_in_chinese(tmp_path):
    told = subprocess.run([sys.executable, "-m", "compliance", "audit", "--help"], capture_output=True, text=True)
    assert "审计日志：核验、导出" in told.stdout
    assert "用法：" in told.stdout
    assert "Usage" not in told.stdout
