"""What of an .odt paragraph is its text, what is set aside, and what is neither."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from odt_files import content, fodt, odt, p, styled, table, tc, tr

from compliance.reading.blocks import Extract
from compliance.reading.odt.reader import read_flat_odt, read_odt


def read(body: str, **more: str) -> Extract:
    return read_odt(odt(body, **more), "文.odt")


def line(inside: str, **more: str) -> str:
    """The text of the only block of a paragraph."""
    (block,) = read(p(inside), **more).blocks
    return block.text


def aside(extract: Extract) -> list[tuple[str, str]]:
    return [(piece.reason, piece.text) for piece in extract.set_aside]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("督学<text:span>责任</text:span>区", "督学责任区"),
        ('<text:a xlink:href="http://example.org">附件</text:a>在后', "附件在后"),
        ("甲<text:tab/>乙", "甲\t乙"),
        ("甲<text:line-break/>乙", "甲\n乙"),
        ('甲<text:s text:c="3"/>乙', "甲   乙"),
        ("甲 <text:s/>乙", "甲  乙"),
        ("  甲 \n   乙  ", "甲 乙"),
        ("甲<text:span> </text:span> 乙", "甲 乙"),
        ('共<text:sequence text:name="表">3</text:sequence>所', "共3所"),
        ("<text:ruby><text:ruby-base>督</text:ruby-base><text:ruby-text>dū</text:ruby-text></text:ruby>学", "督学"),
        ("<text:soft-page-break/>督<text:bookmark-start text:name='a'/>导", "督导"),
        ("<text:conditional-text>已完成</text:conditional-text>", "已完成"),
        ("<loext:content-control>张某</loext:content-control>任组长", "张某任组长"),
    ],
)
def test_markup_that_is_text(inside: str, text: str) -> None:
    assert line(inside) == text


@given(st.lists(st.text("督导a1，", max_size=4), max_size=6).filter(lambda parts: "".join(parts)))
def test_how_text_is_cut_into_spans_does_not_matter(parts: list[str]) -> None:
    assert line("".join(f"<text:span>{part}</text:span>" for part in parts)) == line("".join(parts))


def test_a_count_of_spaces_is_bounded() -> None:
    assert len(line('甲<text:s text:c="9999999999"/>乙')) <= 1_002


def test_symbol_fonts_show_what_they_show() -> None:
    font = styled("W", "text", '<style:text-properties style:font-name="Wingdings"/>')
    assert line('达标<text:span text:style-name="W">\uf0fc</text:span>', automatic=font) == "达标✓"


# --- Formulas and objects --------------------------------------------------------------------------


def frame(inside: str, wide: str = "3cm", high: str = "2cm") -> str:
    return f'<draw:frame svg:width="{wide}" svg:height="{high}">{inside}</draw:frame>'


OBJECT = '<draw:object xlink:href="./Object 1"/><draw:image xlink:href="./ObjectReplacements/Object 1"/>'
MATH = '<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mrow>{}</mrow><annotation>x</annotation></semantics></math>'


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ("<mfrac><mn>1</mn><mn>20</mn></mfrac>", "1/20"),
        ("<msup><mn>10</mn><mn>5</mn></msup>", "10^5"),
        ("<mn>3</mn><mo>+</mo><mi>x</mi>", "3+x"),
    ],
)
def test_formulas_are_text_on_one_line(formula: str, text: str) -> None:
    parts = {"Object 1__content.xml": MATH.format(formula)}
    assert line("占" + frame(OBJECT), **parts) == "占" + text


def test_a_formula_inside_a_flat_file() -> None:
    inside = f"<draw:object>{MATH.format('<mfrac><mn>1</mn><mn>2</mn></mfrac>')}</draw:object>"
    assert read_flat_odt(fodt(p("占" + frame(inside))), "文.fodt").blocks[0].text == "占1/2"


def test_charts_and_embedded_files_are_said_as_unread() -> None:
    chart = content("", kind="chart")
    embedded = frame('<draw:object-ole xlink:href="./Object 2"/>')
    extract = read(p("见下。" + frame(OBJECT) + embedded), **{"Object 1__content.xml": chart})
    assert extract.certificates[0].unread == (
        "有1个嵌入的文件（如 Excel 表格），其内容没有读取",
        "有1个图表，其中的数据没有读取",
    )


def test_pictures_are_counted_and_a_picture_of_a_whole_page_is_said_as_unread() -> None:
    image = '<draw:image xlink:href="Pictures/a.png"/>'
    certificate = read(p("区里设有督学责任区。" * 20 + frame(image) + frame(image, "20cm", "28cm"))).certificates[0]
    assert certificate.images_without_text == 2
    assert certificate.unread == ("有1张整页图片（疑似扫描件），其中的文字没有读取",)


@pytest.mark.parametrize(
    "box",
    [
        frame(f"<draw:text-box>{p('盒一')}{p('盒二')}</draw:text-box>"),
        f"<draw:custom-shape>{p('盒一')}{p('盒二')}</draw:custom-shape>",
        f"<draw:g><draw:g><draw:rect>{p('盒一')}{p('盒二')}</draw:rect></draw:g></draw:g>",
    ],
)
def test_text_boxes_are_read_after_their_paragraph(box: str) -> None:
    blocks = read(p("正文。" + box) + p("后文。")).blocks
    assert [(b.text, b.place.part) for b in blocks] == [
        ("正文。", "body"),
        ("盒一", "text box"),
        ("盒二", "text box"),
        ("后文。", "body"),
    ]


def test_a_text_box_that_is_anchored_to_the_page_is_read() -> None:
    blocks = read(frame(f"<draw:text-box>{p('页上的盒')}</draw:text-box>") + p("正文。")).blocks
    assert [b.text for b in blocks] == ["页上的盒", "正文。"]


# --- Revisions and hidden text ---------------------------------------------------------------------


def region(identifier: str, kind: str, inside: str = "") -> str:
    info = "<office:change-info><dc:creator>甲</dc:creator></office:change-info>"
    return (
        f'<text:changed-region text:id="{identifier}"><text:{kind}>{info}{inside}</text:{kind}></text:changed-region>'
    )


def tracked(*regions: str) -> str:
    return f"<text:tracked-changes>{''.join(regions)}</text:tracked-changes>"


def mark(name: str, identifier: str) -> str:
    return f'<text:change{name} text:change-id="{identifier}"/>'


def test_insertions_are_text_and_deletions_are_set_aside() -> None:
    changes = tracked(region("i", "insertion"), region("d", "deletion", p("8")), region("f", "format-change"))
    inserted = mark("-start", "i") + "12" + mark("-end", "i")
    extract = read(
        changes + p("现有督学" + mark("", "d") + inserted + mark("-start", "f") + "人。" + mark("-end", "f"))
    )
    assert extract.blocks[0].text == "现有督学12人。"
    assert aside(extract) == [("deleted", "8")]
    assert extract.certificates[0].notes == ("有2处修订，插入的文字按正文读取，删除的文字已另置",)


def test_deleted_paragraphs_and_tables_between_others_are_set_aside() -> None:
    gone = p("旧一段。") + table(tr("旧甲", "旧乙"))
    extract = read(tracked(region("d", "deletion", gone)) + p("前。") + mark("", "d") + p("后。"))
    assert [b.text for b in extract.blocks] == ["前。", "后。"]
    assert aside(extract) == [("deleted", "旧一段。\n旧甲\n旧乙")]


def test_deletions_that_name_themselves_and_each_other_are_set_aside_once() -> None:
    one = region("d", "deletion", p("旧一" + mark("", "d") + mark("", "e")))
    other = region("e", "deletion", p("旧二" + mark("", "d")))
    extract = read(tracked(one, other) + p("前" + mark("", "d") + "后" + mark("", "e") + "。"))
    assert extract.blocks[0].text == "前后。"
    assert aside(extract) == [("deleted", "旧一"), ("deleted", "旧二")]


def test_a_deletion_that_is_named_often_is_read_once_and_paragraphs_in_paragraphs_too() -> None:
    nested = "<text:p>" * 200 + "旧" + "</text:p>" * 200
    extract = read(tracked(region("d", "deletion", nested)) + p("前" + mark("", "d") * 1000 + "后。"))
    assert extract.blocks[0].text == "前后。"
    assert aside(extract) == [("deleted", "旧")]


def test_a_deletion_whose_text_stands_in_its_place_joins_the_paragraphs_that_it_goes_over() -> None:
    changes = tracked(region("d", "deletion"))
    body = p("区里设" + mark("-start", "d") + "旧文") + p("旧二" + mark("-end", "d") + "有专班。") + p("另一段。")
    extract = read(changes + body)
    assert [b.text for b in extract.blocks] == ["区里设有专班。", "另一段。"]
    assert aside(extract) == [("deleted", "旧文旧二")]


def test_a_deletion_without_an_end_does_not_swallow_what_follows() -> None:
    extract = read(tracked(region("d", "deletion")) + p("前" + mark("-start", "d") + "后。") + p("另一段。"))
    assert [b.text for b in extract.blocks] == ["前后。", "另一段。"]


HIDDEN = '<style:text-properties text:display="none"/>'


@pytest.mark.parametrize(
    ("body", "hidden"),
    [
        (p('公开<text:span text:style-name="T">隐藏</text:span>'), "隐藏"),
        (p("公开") + p("隐藏", "P"), "隐藏"),
        (p("公开") + p("<text:hidden-paragraph text:is-hidden='true'/>隐藏"), "隐藏"),
        (p("公开<text:hidden-text text:is-hidden='true' text:string-value='隐藏'/>"), "隐藏"),
        (p("公开") + f'<text:section text:display="none">{p("隐藏")}</text:section>', "隐藏"),
        (p('公开<text:span text:style-name="T2">隐藏</text:span>'), "隐藏"),
    ],
)
def test_hidden_text_is_never_evidence(body: str, hidden: str) -> None:
    styles = styled("T", "text", HIDDEN) + styled("P", inside=HIDDEN)
    styles += styled("T2", "text", more='style:parent-style-name="T"')
    extract = read(body, automatic=styles)
    assert [b.text for b in extract.blocks] == ["公开"]
    assert aside(extract) == [("hidden", hidden)]


def test_a_nearer_style_shows_text_again() -> None:
    shown = styled("S", "text", HIDDEN.replace("none", "true"), 'style:parent-style-name="T"')
    styles = styled("T", "text", HIDDEN) + shown
    assert line('<text:span text:style-name="S">公开</text:span>', automatic=styles) == "公开"


@pytest.mark.parametrize(
    "prompt",
    [
        "<text:placeholder>单击输入</text:placeholder>",
        '<loext:content-control loext:showing-place-holder="true">单击输入</loext:content-control>',
    ],
)
def test_a_prompt_is_set_aside(prompt: str) -> None:
    extract = read(p("组长:" + prompt))
    assert extract.blocks[0].text == "组长:"
    assert aside(extract) == [("placeholder", "单击输入")]


def test_styles_that_build_on_each_other_in_a_circle_do_no_harm() -> None:
    styles = styled("A", more='style:parent-style-name="B"') + styled("B", more='style:parent-style-name="A"')
    assert [b.text for b in read(p("正文。", "A") + table(tr(tc(p("甲", "B")), "乙")), automatic=styles).blocks] == [
        "正文。",
        "甲 | 乙",
    ]
