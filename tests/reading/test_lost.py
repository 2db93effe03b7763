"""What stands for lost characters is told from question marks, bullets and boxes that are meant."""

from __future__ import annotations

import pytest

from compliance.reading.encoding.decoding import decode
from compliance.reading.encoding.lost import find_lost, lost_characters


@pytest.mark.parametrize(
    ("text", "marks", "count"),
    [
        ("由\ufffd\ufffd负责", ["\ufffd\ufffd"], 2),
        ("覆盖锟斤拷锟斤拷个村", ["锟斤拷锟斤拷"], 2),
        ("锟接憋拷省", ["锟接憋拷"], 4),
        ("全年供餐锟?万份", ["锟?"], 2),
        ("《烫烫烫细则》屯屯屯", ["烫烫烫", "屯屯屯"], 6),
        ("共有???所学校", ["???"], 3),
        ("目标\ue012已实现", ["\ue012"], 1),
        ("(cid:12)(cid:345)区", ["(cid:12)(cid:345)"], 2),
        ("责\uf0b5督学", ["\uf0b5"], 1),
    ],
)
def test_marks_of_loss_are_found_and_counted(text: str, marks: list[str], count: int) -> None:
    assert [text[start:end] for start, end in find_lost(text)] == marks
    assert lost_characters(text) == count


@pytest.mark.parametrize(
    "text",
    [
        "这是为什么???我们要问",
        "真的吗？？",
        "\uf0b7 加强领导",
        "已完成\uf0fc | \uf0d8 未完成",
        "水很烫",
        "屯屯小学",
        "何时？",
    ],
)
def test_what_is_meant_is_not(text: str) -> None:
    assert find_lost(text) == ()


def test_a_text_file_says_what_it_lost() -> None:
    decoded = decode("供餐锟斤拷锟斤拷份，由\ufffd负责".encode())
    assert decoded.replaced == 3
    assert decoded.notes == (
        "有 1 个字符无法还原，以“\ufffd”保留在原处",
        "有 2 处“锟斤拷”一类的乱码，原有文字已丢失，无法还原",
    )
