"""Words: jieba's, with the field's terms kept whole."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.language.concepts import ConceptFinder, field_concepts
from compliance.language.words import words

MARKS = "，。！？；：、,;:（）《》“”|\n "
texts = st.text(alphabet=st.sampled_from("督学责任区教育局学校了一二三2021.5%ab" + MARKS), max_size=60) | st.text(
    max_size=40
)


def test_terms_of_the_field_are_words():
    assert words().cut("全县划分督学责任区和教育督导委员会办公室") == [
        "全县", "划分", "督学责任区", "和", "教育督导委员会办公室",
    ]  # fmt: skip


def test_numbers_with_their_percent_sign_stay_whole():
    assert "98.6%" in words().cut("参训率98.6%。")


@given(texts)
@settings(max_examples=200, deadline=None)
def test_the_words_joined_are_the_text(text):
    assert "".join(words().cut(text)) == text
    assert all(words().cut(text))


@given(texts)
@settings(max_examples=200, deadline=None)
def test_no_word_runs_over_a_mark_between_clauses(text):
    assert all(word in MARKS for word in words().cut(text) if any(mark in word for mark in "，。；！？、\n"))


@pytest.mark.parametrize("before", ["", "大抓", "在", "县级"])
@pytest.mark.parametrize("after", ["", "员工", "的情况", "长"])
def test_no_word_cuts_a_term(before, after):
    certain = ConceptFinder([concept for concept in field_concepts() if not concept.whole_word])
    terms = sorted({term for concept in certain.concepts.values() for term in concept.terms if len(term) > 2})[::40]
    for term in terms:
        text = before + term + after
        borders = set(words().borders(text))
        for hit in certain.find(text):
            if not any(mark in hit.term for mark in MARKS):
                assert {hit.start, hit.end} <= borders
                assert not borders & set(range(hit.start + 1, hit.end))
