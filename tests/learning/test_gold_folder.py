"""A folder of gold documents is checked before the work; each fault says what, where and what to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from learning.judged import write_gold

from compliance.errors import GoldFault
from compliance.learning.gold import GoldWarning
from compliance.learning.gold_folder import gold_folder
from compliance.terms import Status


def test_every_pair_below_the_folder_is_found(tmp_path: Path) -> None:
    (tmp_path / "下").mkdir()
    write_gold(tmp_path, "乙")
    write_gold(tmp_path / "下", "甲")
    assert {gold.name for gold in gold_folder(tmp_path)} == {"甲", "乙"}


def test_items_and_warnings_are_read_too(tmp_path: Path) -> None:
    both = {"check": "inconsistent", "quotes": ["5人", "6人"]}
    write_gold(tmp_path, integrity=[{"check": "placeholder", "quote": "XX"}, both])
    (gold,) = gold_folder(tmp_path)
    assert gold.items == {"lan-01": Status.PARTIAL}
    assert gold.warnings == (GoldWarning("placeholder", ("XX",)), GoldWarning("inconsistent", ("5人", "6人")))


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("{", "甲.gold.json 第1行第2列不是正确的 JSON"),
        ("[]", "甲.gold.json 不是评判文档"),
        ("{}", "甲.gold.json 缺少键 document，请补上"),
    ],
)
def test_a_broken_file_is_named_with_its_fault(tmp_path: Path, broken: str, said: str) -> None:
    write_gold(tmp_path).write_text(broken, "utf-8")
    with pytest.raises(GoldFault, match=said):
        gold_folder(tmp_path)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kind": "diary"}, "'diary' 不是状态或文书种类"),
        ({"items": [{"id": "x", "status": "good", "facets": []}]}, "'good' 不是状态.*只能是 met、partial"),
        ({"items": [{"id": "x", "status": "met", "facets": ["f"]}]}, "结构不对"),
        ({"document": "没有.md"}, "所评的文档 .*没有.md 不存在"),
    ],
)
def test_a_wrong_value_is_told_with_what_is_allowed(tmp_path: Path, changes: dict[str, object], said: str) -> None:
    write_gold(tmp_path, **changes)
    with pytest.raises(GoldFault, match=said):
        gold_folder(tmp_path)


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    write_gold(tmp_path).write_bytes("岚溪县".encode("gb18030"))
    with pytest.raises(GoldFault, match="不是 UTF-8"):
        gold_folder(tmp_path)


def test_a_document_that_is_no_text_is_named(tmp_path: Path) -> None:
    gold = write_gold(tmp_path)
    document = tmp_path / json.loads(gold.read_text("utf-8"))["document"]
    document.write_bytes("岚溪县".encode("gb18030"))
    with pytest.raises(GoldFault, match="不是 UTF-8 文本，无法核对引文"):
        gold_folder(tmp_path)


def test_a_folder_without_gold_documents_says_what_they_look_like(tmp_path: Path) -> None:
    (tmp_path / "说明.md").write_text("说明", "utf-8")
    with pytest.raises(GoldFault, match=r"里没有评判文档.*NAME\.gold\.json 和 NAME\.md"):
        gold_folder(tmp_path)


def test_no_folder_at_all(tmp_path: Path) -> None:
    with pytest.raises(GoldFault, match="没有这个文件夹"):
        gold_folder(tmp_path / "无")
    with pytest.raises(GoldFault, match="这是一个文件"):
        gold_folder(write_gold(tmp_path))


def test_two_documents_of_one_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "下").mkdir()
    write_gold(tmp_path, "甲")
    write_gold(tmp_path / "下", "甲")
    with pytest.raises(GoldFault, match="同名（甲）"):
        gold_folder(tmp_path)
