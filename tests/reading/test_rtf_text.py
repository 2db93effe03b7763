"""Which characters an .rtf holds, and which of them are set aside."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rtf_files import p, rtf, unicode

from compliance.reading.blocks import Extract
from compliance.reading.rtf.reader import read_rtf


def read(body: str) -> Extract:
    return read_rtf(rtf(body), "文.rtf")


def line(inside: str) -> str:
    """The text of the only block of a paragraph."""
    (block,) = read(p(inside)).blocks
    return block.text


def aside(extract: Extract) -> list[tuple[str, str]]:
    return [(piece.reason, piece.text) for piece in extract.set_aside]


# --- Characters ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (r"\f13\'b6\'bd\'d1\'a7", "督学"),
        (r"\f0\'b6\'bd\'d1\'a7", "督学"),
        (r"\f99\'b6\'bd", "督"),
        (r"\f4\'b7\'fe\'be\'c7", "督學"),
        (r"\f13 \'81@\'82\'5c", "丂俓"),
        (r"\f13{\'b6\'bd}{\b\'d1\'a7}", "督学"),
        ("\\f13\\'b6\r\n\\'bd", "督"),
        (r"\f3\'fc\'a8", "✓□"),
        (r"{\f3\u-3844\'3f\'3f}", "✓"),
        (r"\u30563\'b6\'bd\u23398\'d1\'a7", "督学"),
        (r"\uc1\u30563\'3f\u23398\'3f", "督学"),
        (r"\uc1\u30563?\u23398?", "督学"),
        (r"\uc0\u30563\u23398", "督学"),
        (r"\uc1\u30563 \u23398 ", "督学"),
        (r"\uc1\u30563\'b6\'bd\u23398\'d1\'a7", "督学"),
        (r"{\uc1\u30563?}\u23398??", "督学"),
        (r"\uc1\u-10179?\u-8704?", "\U0001f600"),
        (r"{\upr{\f13 \'b6\'bd}{\*\ud{\uc0\u30563}}}", "督"),
        (r"caf\'e9 au lait", "café au lait"),
        (r"\lquote a\rquote\ldblquote b\rdblquote\endash\emdash\bullet", "‘a’“b”–—•"),
        (r"a\~b\_c\-d", "a\xa0b-cd"),
        (r"\{a\}\\", r"{a}\ "[:-1]),
        (r"a\tab b\line c", "a\tb\nc"),
        (r"{\*\unknown{\f13 \'b6\'bd}}a{\*\bkmkstart x}b", "ab"),
        (r"a{\xe\v index}b{\bin3 \}{c}", "abc"),
        (r"\chpgn a\sectd\cf1\b0 b", "ab"),
    ],
)
def test_characters(inside: str, text: str) -> None:
    assert line(inside) == text


@given(
    st.text(st.sampled_from("督学责任区𠮷abc12，。"), min_size=1, max_size=20),
    st.sampled_from([(2, r"\'3f\'3f"), (1, "?"), (1, r"\'3f"), (0, "")]),
)
def test_unicode_comes_back_whatever_its_fallback(text: str, fallback: tuple[int, str]) -> None:
    count, characters = fallback
    assert line(rf"\uc{count} " + unicode(text, characters)) == text


@given(st.text(st.sampled_from("督学责任区的丂俓ab，。"), min_size=1, max_size=20))
def test_gbk_comes_back(text: str) -> None:
    assert line(text) == text


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (r"\ansi\ansicpg936", r"\'b6\'bd"),
        (r"\ansi\ansicpg950", r"\'b7\'fe"),
        (r"\ansi\ansicpg65001", r"\'e7\'9d\'a3"),
        (r"\ansi\ansicpg99999", r"\u30563?"),
        (r"\ansi\deff0{\fonttbl\f0\fnil\fcharset134 Song;\f1\fcharset0 Arial;}", r"\'b6\'bd"),
    ],
)
def test_the_code_page_of_the_file_and_of_its_fonts(head: str, body: str) -> None:
    data = (r"{\rtf1" + head + r"\pard " + body + r"\par}").encode()
    assert read_rtf(data, "文.rtf").blocks[0].text in ("督", "服")


def test_bytes_that_are_not_escaped_are_characters_too() -> None:
    data = rtf(r"\pard\f13 @\par").replace(b"@", "督学".encode("gb18030"))
    assert read_rtf(data, "文.rtf").blocks[0].text == "督学"


def test_what_is_no_character_is_counted() -> None:
    certificate = read(p(r"\f13 督学\'ff\'ff\'81" + "已聘任" * 300)).certificates[0]
    assert certificate.unmapped >= 1


# --- Fields and formulas ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (r'{\field{\*\fldinst HYPERLINK "http://example.org"}{\fldrslt{\f13 链接}}}之后', "链接之后"),
        (r'{\field{\*\fldinst SYMBOL 252 \\f "Wingdings"}{\fldrslt}}达标', "✓达标"),
        (r'{\field{\*\fldinst SYMBOL 0252 \\f "Wingdings"}{\fldrslt}}达标', "✓达标"),
        (r'{\field{\*\fldinst SYMBOL 252 \\f "Wingdings"}{\fldrslt\f3\'fc}}达标', "✓达标"),
        (r"{\field{\*\fldinst {\*\formfield\fftype1\ffres1{\*\ffname TOC}}FORMCHECKBOX}{\fldrslt}}是", "☑是"),
        (r"{\field{\*\fldinst FORMCHECKBOX {\*\formfield\fftype1\ffres25\ffdefres0}}{\fldrslt}}是", "□是"),
        (
            r"{\field{\*\fldinst FORMDROPDOWN{\*\formfield\fftype2\ffres1{\*\ffl 甲}{\*\ffl 乙}}}{\fldrslt}}",
            "乙",
        ),
        (
            r"占{\mmath{\*\moMath{\mf{\mfPr{\mtype bar}}{\mnum{\mr 1}}{\mden{\mr 20}}}}{\*\mmathPict{\pict 00}}}",
            "占1/20",
        ),
        (r"{\mmath{\*\moMath{\msSup{\me{\mr 10}}{\msup{\mr 5}}}}}", "10^5"),
    ],
)
def test_fields_show_their_result_and_formulas_stand_on_one_line(inside: str, text: str) -> None:
    assert line(inside) == text


# --- Revisions and hidden text ---------------------------------------------------------------------


def test_insertions_are_text_and_deletions_are_set_aside() -> None:
    extract = read(p(r"现有督学{\deleted\revauthdel1 8}{\revised\revauth1 12}人。"))
    assert extract.blocks[0].text == "现有督学12人。"
    assert aside(extract) == [("deleted", "8")]
    assert extract.certificates[0].notes == ("有2处修订，插入的文字按正文读取，删除的文字已另置",)


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    extract = read(r"\pard\plain\f13 区里设有{\deleted 旧文\par}\pard\plain\f13 专班。\par " + p("另一段。"))
    assert [b.text for b in extract.blocks] == ["区里设有专班。", "另一段。"]
    assert aside(extract) == [("deleted", "旧文")]


def test_moved_text_stands_at_its_new_place_only() -> None:
    extract = read(p(r"{\mvf 经费已列支。}") + p(r"{\mvt 经费已列支。}"))
    assert [b.text for b in extract.blocks] == ["经费已列支。"]
    assert aside(extract) == [("deleted", "经费已列支。")]


@pytest.mark.parametrize("hidden", [r"{\v %s}", r"\v %s\v0 ", r"{\b\v1 %s}"])
def test_hidden_text_is_never_evidence(hidden: str) -> None:
    extract = read(p("公开" + hidden % "隐藏" + "的话。"))
    assert [b.text for b in extract.blocks] == ["公开的话。"]
    assert aside(extract) == [("hidden", "隐藏")]
    assert extract.certificates[0].notes == ("有1处隐藏文字，已另置，不作为依据",)


def test_plain_shows_text_again() -> None:
    assert line(r"\v\plain\f13 公开") == "公开"


def test_what_a_deletion_holds_is_deleted_too() -> None:
    box = r"{\shp{\*\shpinst{\shptxt " + p("旧盒") + "}}}"
    extract = read(p("正文。{\\deleted " + box + r"{\pict 00}{\footnote\pard\plain\f13 旧注}}"))
    assert [b.text for b in extract.blocks] == ["正文。"]
    assert aside(extract) == [("deleted", "旧盒"), ("deleted", "旧注")]
    assert extract.certificates[0].images_without_text == 0
