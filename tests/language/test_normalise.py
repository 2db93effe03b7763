"""The normalised copy: one spelling for everything, and a way back to the original."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.language.normalise import normalise

FORMS = {
    "full-width digits, letters and signs become half-width": (
        "占比达９８．５％，班额４５人／班，ＡＢ类",
        "占比达98.5%，班额45人/班，AB类",
    ),
    "half-width punctuation between 汉字 becomes full-width": (
        "督学30人,其中专职8人;挂牌公示(含乡镇).",
        "督学30人，其中专职8人；挂牌公示（含乡镇）。",
    ),
    "a number keeps its own marks": ("生均4.52平方米、图书1,256,000册", "生均4.52平方米、图书1,256,000册"),
    "full-width thousands separators in full-width numbers": ("共１，２００人", "共1,200人"),
    "a comma between two numbers is no thousands separator": ("2020,2021两年", "2020，2021两年"),
    "a full-width comma that groups the thousands of a counted number": ("全县12，300人到场", "全县12,300人到场"),
    "a full-width comma of a list stays": (
        "分别为120，350人，满意率92.1，300人答卷",
        "分别为120，350人，满意率92.1，300人答卷",
    ),
    "digits that recognition parted": ("2 0 2 1 年共 1 2 3 4 人，达 9 8 . 5 %", "2021年共1234人，达98.5 %"),
    "a space that groups the thousands of what traditional characters count": ("共有:12 345個", "共有：12345个"),
    "a space that groups the thousands": ("在校生 12 345 人，经费5 640元", "在校生12345人，经费5640元"),
    "other digits beside each other stay parted": ("1 2 3 4年级，表1 200人，4 3所", "1 2 3 4年级，表1 200人，4 3所"),
    "ratio signs between digits become a colon": ("师生比1：15和1∶13.2,即1 ： 15", "师生比1:15和1:13.2，即1:15"),
    "a colon after 汉字 is full-width": ("存在以下问题:一是经费不足", "存在以下问题：一是经费不足"),
    "a clock time and an address keep their colons": (
        "8:30到校，见http://example.com/a",
        "8:30到校，见http://example.com/a",
    ),
    "list numbers keep their point": ("1.加强领导\n一.总体情况\n2．落实责任", "1.加强领导\n一.总体情况\n2.落实责任"),
    "a point after a sentence is a full stop": ("机构已成立.制度已建立.", "机构已成立。制度已建立。"),
    "traditional characters": ("縣人民政府教育督導委員會聘任督學３０名", "县人民政府教育督导委员会聘任督学30名"),
    "traditional characters by word": ("學校已瞭解情況，環境乾淨", "学校已了解情况，环境干净"),
    "simplified text keeps characters that could be traditional": ("成效显著，乾河镇瞭望台", "成效显著，乾河镇瞭望台"),
    "one character becomes several": (
        "面积3500㎡，第Ⅲ类，⑴成立㈡落实①考核",
        "面积3500平方米，第III类，（1）成立（二）落实（1）考核",
    ),
    "superscripts are not digits": ("占地12m²，较上年½", "占地12m²，较上年½"),
    "spaces beside 汉字 are dropped": ("　　全 县 现有 小学　12 所。 其中", "全县现有小学12所。其中"),
    "spaces between other words are one": ("GB  T 9704\n\n 2012", "GB T 9704\n2012"),
    "table rows keep their separators": (
        "学校 | 班数 | 面积\n一中 | 12 |  | 4.5",
        "学校 | 班数 | 面积\n一中 | 12 |  | 4.5",
    ),
    "what cannot be seen is dropped": ("督\u200b导\ufeff室\u00ad主任", "督导室主任"),
    "radicals from PDF fonts become characters": ("校⻓⼈数，⻔卫", "校长人数，门卫"),
    "corner brackets become quotes": ("「雙減」", "“双减”"),
    "dashes of ranges": ("4～5名，85–90%，2019—2021年", "4~5名，85-90%，2019—2021年"),
    "the circle typed for zero": ("二○二一年", "二〇二一年"),
    "placeholders and damage stay visible": (
        "专任教师XXX人，20××年，__县，\ufffd",
        "专任教师XXX人，20××年，__县，\ufffd",
    ),
}


@pytest.mark.parametrize(("original", "expected"), FORMS.values(), ids=FORMS.keys())
def test_writes_one_spelling(original: str, expected: str) -> None:
    assert normalise(original).text == expected


@pytest.mark.parametrize(
    ("original", "part", "quote"),
    [
        ("聘任督學 ３０ 人", "督学30人", "督學 ３０ 人"),
        ("生均４．５２㎡ ，达标", "4.52平方米", "４．５２㎡"),
        ("面积3500㎡", "方", "㎡"),
        ("全　县 小学12 所", "小学", "小学"),
        ("第Ⅲ类", "III", "Ⅲ"),
    ],
)
def test_leads_back_to_the_original_words(original: str, part: str, quote: str) -> None:
    copy = normalise(original)
    start = copy.text.index(part)
    left, right = copy.original(start, start + len(part))
    assert original[left:right] == quote


def test_finds_an_original_offset_in_the_copy() -> None:
    copy = normalise("全 县 面积12㎡左右")
    assert copy.text == "全县面积12平方米左右"
    assert [copy.position(offset) for offset in (0, 2, 8, 9, 11)] == [0, 1, 8, 9, 11]


PIECES = st.lists(
    st.sampled_from(
        list("督導學县一二三十0123９８．，。,.:：∶;；()（）%％ 　\n|~～—-–\u200b㎡Ⅲ①㈠⻓「」AbＣ/?!○著乾")
        + ["1,000", "１，０００", " | ", "1 : 15", "..."]
    )
).map("".join)
ANYTHING = st.one_of(PIECES, st.text())


@given(ANYTHING)
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text).text
    assert normalise(once).text == once


@given(ANYTHING, st.data())
def test_origins_never_go_back_and_slices_stay_inside(text: str, data: st.DataObject) -> None:
    copy = normalise(text)
    assert len(copy.origin) == len(copy.text) + 1
    assert copy.origin[-1] == len(text)
    assert all(left <= right for left, right in zip(copy.origin, copy.origin[1:], strict=False))
    start = data.draw(st.integers(0, len(copy.text)))
    end = data.draw(st.integers(start, len(copy.text)))
    left, right = copy.original(start, end)
    assert 0 <= left <= right <= len(text)
    assert (right > left) == (end > start)


@settings(deadline=None)
@given(st.text(alphabet="全县现有小学专任教师达标率生均面积成立领导小组，。；：、（）“”《》", max_size=200))
def test_plain_simplified_text_is_left_as_it_is(text: str) -> None:
    copy = normalise(text)
    assert copy.text == text
    assert copy.origin == tuple(range(len(text) + 1))


def test_a_long_submission_takes_milliseconds() -> None:
    text = ("全縣共有小學  １２ 所,生均教學用房４．５２㎡,師生比1：15;投入 500 万元." * 800)[:30_000]
    normalise(text)
    started = time.perf_counter()
    normalise(text)
    assert time.perf_counter() - started < 0.5  # measured 0.02 s; the margin is for busy machines
