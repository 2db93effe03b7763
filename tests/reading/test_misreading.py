"""Text read in the wrong encoding is given back, to the character or with U+FFFD for what is lost; other text stays."""

from __future__ import annotations

import re
import time

import pytest
from damaging import (
    BEYOND_READING,
    SENTENCES,
    TRADITIONAL,
    WITH_LOSS,
    WITHOUT_LOSS,
    Way,
    big5_as_1252,
    big5_as_gbk,
    sentences,
    traditional_sentences,
    utf8_as_1252,
    utf8_as_gbk,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.reading.encoding.lost import LOST, find_lost
from compliance.reading.encoding.misreading import find_misreadings


def reread(text: str) -> str:
    parts, done = [], 0
    for one in find_misreadings(text):
        parts += [text[done : one.start], one.reading]
        done = one.end
    return "".join(parts) + text[done:]


def is_part_of(text: str, whole: str) -> bool:
    """Whether the characters of a text stand in the whole one, in this order."""
    rest = iter(whole)
    return all(char in rest for char in text)


@given(sentences, sentences, sentences, st.sampled_from(WITHOUT_LOSS))
def test_a_passage_that_lost_nothing_is_given_back_whole(before: str, text: str, after: str, way: Way) -> None:
    assert reread(before + way(text) + after) == before + text + after


@given(sentences, sentences, sentences, st.sampled_from(WITH_LOSS))
def test_of_a_passage_with_losses_nothing_is_invented(before: str, text: str, after: str, way: Way) -> None:
    restored = reread(before + way(text) + after)
    assert restored.startswith(before[:-1])
    assert restored.endswith(after[1:])
    # Half a character may be left as a letter or a question mark, which is no 汉字 and no digit.
    assert is_part_of(re.sub(r"[\ufffdA-Za-z?@-~]", "", restored), before + text + after)


@given(sentences, st.sampled_from(WITH_LOSS))
def test_most_of_a_passage_with_losses_is_given_back(text: str, way: Way) -> None:
    kept = reread(way(text)).replace(LOST, "").replace("?", "")
    assert len(kept) >= len(text) * 0.6


@given(traditional_sentences, st.sampled_from((big5_as_1252, utf8_as_1252)))
def test_so_is_traditional_text(text: str, way: Way) -> None:
    assert reread(way(text)) == text


@given(traditional_sentences)
def test_big5_in_text_of_gbk_is_given_back_but_for_what_gbk_lacks(text: str) -> None:
    restored = reread(big5_as_gbk(text))
    assert sum(char in restored for char in text) >= len(text) * 0.5


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("制定了鏁欒偛规划", "制定了教育规划"),
        ("æ•™è‚²局", "教育局"),
        ("½ÌÓý¾Ö印发", "教育局印发"),
        ("已印发ÎÄ¼þ", "已印发文件"),
        # A byte fell out, and what follows was read from the middle of its characters.
        ("學區、學?！蔽寮壎綄ЬW絡，形成格局", "學區、學\ufffd”五級督導網絡，形成格局"),
    ],
)
def test_a_few_characters_in_good_text_are_enough(printed: str, written: str) -> None:
    assert reread(printed) == written


@given(sentences, st.sampled_from(BEYOND_READING))
def test_what_cannot_be_read_is_marked(text: str, way: Way) -> None:
    damaged = way(text)
    assert find_lost(damaged)
    assert reread(damaged) == damaged


def test_each_character_knows_the_slice_that_it_came_from() -> None:
    text = "我区" + utf8_as_gbk("教育督导") + "室"
    (one,) = find_misreadings(text)
    assert one.reading == "教育督导"
    assert [text[start:end] for start, end in one.slices][:2] == ["鏁欒", "欒偛"]
    assert (one.slices[0][0], one.slices[-1][1]) == (one.start, one.end) == (2, len(text) - 1)


RARE = "垚犇骉燊昇祎玥珺瑀芃翀赟彧骎旻昱奕淼鑫喆堃靘翯𠮷㐂䶮亳邛崃鄄郯盱眙睢歙黟枞砀珙犍盩厔鄠踟蹰彳亍魑魅魍魉饕餮氤氲"
OTHER = ("Школа №5", "école", "jiàoyù dūdǎo", "São Paulo", "カタカナ", "α、β系数", "±5%", "Ⅲ类", "①②③", "☑是□否", "★★★")


@given(
    st.lists(
        st.one_of(
            sentences,
            traditional_sentences,
            st.text(RARE, min_size=1, max_size=4).map(lambda name: f"校长{name}、"),
            st.sampled_from(OTHER),
        ),
        min_size=1,
        max_size=6,
    ).map("".join)
)
def test_good_text_stays_as_it_is(text: str) -> None:
    assert find_misreadings(text) == ()
    assert find_lost(text) == ()


@given(st.text(max_size=80))
@settings(max_examples=200)
def test_any_text_can_be_searched(text: str) -> None:
    end = 0
    for one in find_misreadings(text):
        assert end <= one.start < one.end <= len(text)
        assert len(one.slices) == len(one.reading)
        end = one.end


def test_a_long_submission_takes_milliseconds_where_it_is_whole() -> None:
    text = "\n".join(SENTENCES + TRADITIONAL) * 100
    find_misreadings(text)
    started = time.perf_counter()
    find_misreadings(text)
    assert time.perf_counter() - started < 1.0  # measured 0.02 s for 30,000 characters; the margin is for busy machines
