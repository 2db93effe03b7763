"""Spun text read as it was written: only where the swap is certain, more freely in a document that is spun."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.language.restoration import Swap, find_swaps, is_spun, load_swaps, restore


@pytest.mark.parametrize("swap", load_swaps(), ids=lambda swap: swap.swapped + swap.original)
def test_every_entry_finds_its_own_examples_and_leaves_normal_uses_alone(swap: Swap) -> None:
    for text in swap.matches:
        assert any(hit.certain and hit.original == swap.original for hit in find_swaps(text)), text
    for text in swap.not_matches:
        assert not [h for h in find_swaps(text, spun=True) if h.swapped == swap.swapped and h.strong], text


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("推进义务训练优质均衡进展", "推进义务教育优质均衡发展"),
        ("以科学开展观为统领", "以科学发展观为统领"),
        ("依据《训练督导条例》《中学校责任督学挂牌督导方法》", "依据《教育督导条例》《中小学校责任督学挂牌督导办法》"),
        ("坚持公平公正的原那么", "坚持公平公正的原则"),
        ("仔细贯彻上级精神，乐观参与教学改革", "认真贯彻上级精神，积极参与教学改革"),
        ("全面实施素养训练", "全面实施素质教育"),
        ("组织军事训练和消防训练", "组织军事训练和消防训练"),
        ("各项工作进展顺利", "各项工作进展顺利"),
    ],
)
def test_restores_what_is_certain(printed: str, written: str) -> None:
    assert restore(printed).text == written


def test_plain_words_are_restored_only_in_a_spun_document() -> None:
    assert restore("遵循训练规律").text == "遵循训练规律"
    assert restore("遵循训练规律", spun=True).text == "遵循教育规律"
    assert restore("校足球队训练基地", spun=True).text == "校足球队训练基地"


def test_a_document_is_spun_from_three_certain_swaps() -> None:
    assert not is_spun("县训练局与乡中心校推进义务训练")
    assert is_spun("县训练局推进义务训练均衡进展")
    assert not is_spun("县教育局组织军事训练，各项工作进展顺利，家长反响良好。" * 3)


def test_every_character_leads_back_to_the_printed_text() -> None:
    printed = "按照评估细那么推进义务训练"
    read = restore(printed)
    assert read.text == "按照评估细则推进义务教育"
    start = read.text.index("义务教育")
    assert printed[slice(*read.original(start, start + 4))] == "义务训练"
    start = read.text.index("推进")
    assert printed[slice(*read.original(start, start + 2))] == "推进"
    assert read.origin[-1] == len(printed)


@given(
    st.lists(
        st.sampled_from(["训练", "义务", "进展", "均衡", "那么", "原", "，", "老师", "中学校", "各", "管理", "平安"]),
        max_size=14,
    ).map("".join),
    st.booleans(),
)
def test_the_map_back_fits_the_text_and_never_runs_backwards(text: str, spun: bool) -> None:
    read = restore(text, spun)
    assert len(read.origin) == len(read.text) + 1
    assert read.origin == tuple(sorted(read.origin))
