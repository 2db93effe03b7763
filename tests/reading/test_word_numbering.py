"""Automatic list numbers come out as Word shows them and are part of the block's text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from word_files import docx, listed, p, r, styled

from compliance.reading.story.list_numbers import FORMATS, chinese_number
from compliance.reading.word.reader import read_word
from compliance.terms import BlockKind


@pytest.mark.parametrize(
    ("style", "value", "shown"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 7, "07"),
        ("decimalFullWidth", 12, "\uff11\uff12"),
        ("decimalEnclosedCircle", 3, "③"),
        ("decimalEnclosedCircle", 21, "㉑"),
        ("decimalEnclosedCircleChinese", 20, "⑳"),
        ("decimalEnclosedCircle", 51, "51"),
        ("decimalEnclosedParen", 4, "⑷"),
        ("decimalEnclosedFullstop", 2, "⒉"),
        ("lowerLetter", 26, "z"),
        ("lowerLetter", 27, "aa"),
        ("upperLetter", 2, "B"),
        ("lowerRoman", 14, "xiv"),
        ("upperRoman", 1999, "MCMXCIX"),
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 11, "十一"),
        ("chineseCounting", 20, "二十"),
        ("chineseCounting", 99, "九十九"),
        ("chineseCountingThousand", 3, "三"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 101, "一百〇一"),
        ("chineseCountingThousand", 1010, "一千〇一十"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographDigital", 10, "一〇"),
        ("ideographDigital", 3, "三"),
        ("ideographTraditional", 2, "乙"),
        ("ideographTraditional", 11, "11"),
        ("ideographZodiac", 12, "亥"),
        ("ideographEnclosedCircle", 1, "㊀"),
        ("ordinal", 11, "11th"),
        ("none", 5, ""),
    ],
)
def test_number_formats(style: str, value: int, shown: str) -> None:
    assert FORMATS[style](value) == shown


@given(st.sampled_from(sorted(set(FORMATS) - {"none"})), st.integers(0, 30_000))
def test_every_format_shows_every_number(style: str, value: int) -> None:
    assert FORMATS[style](value) or value == 0


@given(st.integers(1, 9_999), st.integers(1, 9_999))
def test_different_numbers_look_different(one: int, other: int) -> None:
    assert (chinese_number(one) == chinese_number(other)) == (one == other)


def level(index: int, style: str, text: str, more: str = "") -> str:
    shape = f'<w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{index}">{shape}</w:lvl>'


def numbering(levels: str, *numbers: str) -> str:
    """One abstract list, and nums 1, 2, … with the given overrides."""
    nums = "".join(
        f'<w:num w:numId="{i}"><w:abstractNumId w:val="0"/>{override}</w:num>'
        for i, override in enumerate(numbers or ("",), start=1)
    )
    return f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{nums}'


OUTLINE = level(0, "chineseCounting", "%1、", '<w:suff w:val="nothing"/>') + level(
    1, "chineseCountingThousand", "(%2)", '<w:suff w:val="nothing"/>'
)
DECIMAL = level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2") + level(2, "lowerLetter", "%3)")


def texts(body: str, lists: str, **parts: str) -> list[str]:
    return [block.text for block in read_word(docx(body, numbering=lists, **parts), "甲.docx").blocks]


def test_numbered_headings_are_headings_with_their_sections() -> None:
    body = p("组织领导", listed(1)) + p("工作机构", listed(1, 1)) + p("区里设立专班。") + p("经费投入", listed(1))
    blocks = read_word(docx(body, numbering=numbering(OUTLINE)), "甲.docx").blocks
    assert [(b.kind, b.level, b.text) for b in blocks] == [
        (BlockKind.HEADING, 1, "一、组织领导"),
        (BlockKind.HEADING, 2, "(一)工作机构"),
        (BlockKind.PARAGRAPH, 0, "区里设立专班。"),
        (BlockKind.HEADING, 1, "二、经费投入"),
    ]
    assert blocks[2].section == ("一、组织领导", "(一)工作机构")


def test_multi_level_numbers_restart_below_a_higher_level() -> None:
    steps = [(0, "1. "), (1, "1.1 "), (1, "1.2 "), (2, "a) "), (0, "2. "), (1, "2.1 "), (2, "a) ")]
    body = "".join(p("事项", listed(1, depth)) for depth, _ in steps)
    assert texts(body, numbering(DECIMAL)) == [label + "事项" for _, label in steps]


def test_a_level_that_never_restarts_goes_on() -> None:
    levels = level(0, "decimal", "%1.") + level(1, "decimal", "%2)", '<w:lvlRestart w:val="0"/>')
    body = "".join(p("事项", listed(1, depth)) for depth in (0, 1, 0, 1))
    assert texts(body, numbering(levels)) == ["1. 事项", "1) 事项", "2. 事项", "2) 事项"]


def test_a_level_that_restarts_below_the_first_only() -> None:
    levels = (
        level(0, "decimal", "%1.")
        + level(1, "decimal", "%1.%2")
        + level(2, "decimal", "%3)", '<w:lvlRestart w:val="1"/>')
    )
    body = "".join(p("事项", listed(1, depth)) for depth in (0, 1, 2, 1, 2, 0, 2))
    assert [t.split(" ")[0] for t in texts(body, numbering(levels))] == ["1.", "1.1", "1)", "1.2", "2)", "2.", "1)"]


def test_a_level_that_is_skipped_counts_as_used() -> None:
    # Checked against LibreOffice's text export.
    body = "".join(p("事项", listed(1, depth)) for depth in (1, 0, 1, 0, 2, 1))
    levels = level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2") + level(2, "decimal", "%1.%2.%3")
    shown = [text.split(" ")[0] for text in texts(body, numbering(levels))]
    assert shown == ["1.1", "2.", "2.1", "3.", "3.1.1", "3.2"]


def test_lists_of_one_abstract_list_count_on_unless_they_start_anew() -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body = "".join(p("事项", listed(number)) for number in (1, 1, 2, 3, 3))
    assert texts(body, numbering(DECIMAL, "", "", anew)) == ["1. 事项", "2. 事项", "3. 事项", "1. 事项", "2. 事项"]


def test_a_level_override_changes_the_look() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "第%1条")}</w:lvlOverride>'
    assert texts(p("总则", listed(1)), numbering(DECIMAL, override)) == ["第I条 总则"]


def test_legal_numbering_shows_digits_only() -> None:
    levels = level(0, "chineseCounting", "%1、") + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    assert texts(p("甲事", listed(1)) + p("乙事", listed(1, 1)), numbering(levels)) == ["一、甲事", "1.1 乙事"]


def test_a_list_comes_from_the_style_with_the_level_that_the_list_gives_it() -> None:
    in_list = '<w:pPr><w:numPr><w:numId w:val="{}"/></w:numPr></w:pPr>'
    styles = (
        f'<w:style w:type="paragraph" w:styleId="a">{in_list.format(1)}</w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>'
        f'<w:style w:type="paragraph" w:styleId="c"><w:basedOn w:val="a"/>{in_list.format(0)}</w:style>'
    )
    levels = level(0, "decimal", "%1.") + level(1, "decimalEnclosedCircle", "%2", '<w:pStyle w:val="a"/>')
    body = p("甲事", styled("a")) + p("乙事", styled("b")) + p("丙事", styled("c")) + p("丁事", styled("a") + listed(0))
    assert texts(body, numbering(levels), styles=styles) == ["① 甲事", "② 乙事", "丙事", "丁事"]


def test_a_list_defined_by_a_list_style() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    lists = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="L"/>{DECIMAL}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    assert texts(p("甲事", listed(1)) + p("乙事", listed(1)), lists, styles=styles) == ["1. 甲事", "2. 乙事"]


def test_list_styles_that_refer_to_each_other_end() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    lists = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    assert texts(p("甲事", listed(1)), lists, styles=styles) == ["甲事"]


def test_bullets_are_list_items_without_a_sign() -> None:
    blocks = read_word(
        docx(p("设立热线", listed(1)), numbering=numbering(level(0, "bullet", "\uf0b7"))), "甲.docx"
    ).blocks
    assert [(b.kind, b.text) for b in blocks] == [(BlockKind.LIST_ITEM, "设立热线")]


def test_a_list_that_does_not_exist_leaves_the_text_alone() -> None:
    assert texts(p("设立热线", listed(9)), numbering(DECIMAL)) == ["设立热线"]


def test_empty_items_count_but_deleted_and_hidden_ones_do_not() -> None:
    deleted = '<w:rPr><w:del w:id="1"/></w:rPr>'
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    body = (
        p("甲", listed(1))
        + p("", listed(1))
        + f"<w:p><w:pPr>{listed(1)}{deleted}</w:pPr><w:del>{r('乙')}</w:del></w:p>"
        + p("", listed(1) + hidden, r("丙", "<w:vanish/>"))
        + p("丁", listed(1))
    )
    assert texts(body, numbering(DECIMAL)) == ["1. 甲", "3. 丁"]


def test_cells_are_numbered_too() -> None:
    row = f"<w:tr><w:tc>{p('甲校', listed(1))}</w:tc></w:tr>"
    assert texts(f"<w:tbl>{row}{row}</w:tbl>", numbering(DECIMAL)) == ["1. 甲校\n2. 甲校"]
