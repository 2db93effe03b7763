"""The words that people read."""

import pytest

from compliance.reports import words
from compliance.terms import DocumentKind, Modality, Place, Polarity, Scope, Status


@pytest.mark.parametrize(
    ("names", "values"),
    [
        (words.STATUS_NAMES, Status),
        (words.STATUS_MARKS, Status),
        (words.STATUS_MEANINGS, Status),
        (words.KIND_NAMES, DocumentKind),
        (words.MODALITY_NAMES, Modality),
        (words.POLARITY_NAMES, Polarity),
        (words.SCOPE_NAMES, Scope),
    ],
)
def test_every_value_has_a_word_of_its_own(names, values):
    assert set(names) == set(values)
    assert len(set(names.values())) == len(names)


def test_the_order_of_work_has_every_status_once():
    assert sorted(words.STATUS_ORDER) == sorted(Status)


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (Place(page=3, paragraph=12), "第3页"),
        (Place(page=5, table=2, row=4), "第5页 表2第4行"),
        (Place(paragraph=12), "第12段"),
        (Place(line=5), "第5行"),
        (Place(table=1), "表1"),
        (Place(page=2, part="footnote"), "第2页 脚注"),
        (Place(sheet="汇总", table=1, row=3), "工作表“汇总” 第3行"),
        (Place(sheet="汇总", row=2, column=5), "工作表“汇总” 第2行"),
        (Place(sheet="汇总"), "工作表“汇总”"),
        (Place(), ""),
    ],
)
def test_a_place_is_said_by_page_else_by_the_nearest_thing_to_it(place, said):
    assert words.place_words(place) == said


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("已成立领导小组。", 20, "已成立领导小组。"),
        ("已成立领导小组。未见组长，也未见成员单位。", 12, "已成立领导小组。"),
        ("已成立由县长任组长的领导小组", 8, "已成立由县长任…"),
    ],
)
def test_an_explanation_is_shortened_at_the_end_of_a_sentence_where_one_fits(text, most, short):
    assert words.shorten(text, most) == short
