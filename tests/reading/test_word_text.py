"""What of a paragraph's markup is its text, what is set aside, and what is neither."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from word_files import docx, p, r, styled, table, tc, tr

from compliance.reading.blocks import Extract
from compliance.reading.word.reader import read_word
from compliance.terms import BlockKind


def read(body: str, **parts: str) -> Extract:
    return read_word(docx(body, **parts), "文.docx")


def line(runs: str) -> str:
    """The text of the only block of a paragraph with these runs."""
    (block,) = read(f"<w:p>{runs}</w:p>").blocks
    return block.text


def aside(extract: Extract) -> list[tuple[str, str]]:
    return [(piece.reason, piece.text) for piece in extract.set_aside]


def field(kind: str, more: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{more}</w:fldChar></w:r>'


INSTRUCTION = '<w:r><w:instrText xml:space="preserve"> HYPERLINK "http://example.org" </w:instrText></w:r>'


def math(*parts: str) -> str:
    """A formula part: a name, then its texts or inner parts."""
    name, *inner = parts
    content = "".join(i if i.startswith("<") else f"<m:r><m:t>{i}</m:t></m:r>" for i in inner)
    return f"<m:{name}>{content}</m:{name}>"


def run(content: str) -> str:
    return f"<w:r>{content}</w:r>"


RUBY = f"<w:ruby><w:rt>{r('dū')}</w:rt><w:rubyBase>{r('督')}</w:rubyBase></w:ruby>"


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (r("督学") + r("责任区"), "督学责任区"),
        (f'<w:hyperlink r:id="rId9">{r("附件")}</w:hyperlink>' + r("在后"), "附件在后"),
        (f'<w:smartTag w:element="place">{r("清河")}</w:smartTag>' + r("镇"), "清河镇"),
        (f'<w:customXml w:element="x">{r("清河")}</w:customXml>' + r("镇"), "清河镇"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{r('张某')}</w:sdtContent></w:sdt>" + r("任组长"), "张某任组长"),
        (f"<w:bdo>{r('甲')}</w:bdo><w:dir>{r('乙')}</w:dir>", "甲乙"),
        (f'<w:fldSimple w:instr="DATE">{r("5月")}</w:fldSimple>' + r("起"), "5月起"),
        (r("共") + field("begin") + INSTRUCTION + field("separate") + r("12") + field("end") + r("所"), "共12所"),
        (r("甲") + field("begin") + INSTRUCTION + field("end") + r("乙"), "甲乙"),
        (run("<w:t>甲</w:t><w:tab/><w:t>乙</w:t>"), "甲\t乙"),
        (run("<w:t>甲</w:t><w:noBreakHyphen/><w:t>乙</w:t>"), "甲-乙"),
        (run("<w:t>督</w:t><w:softHyphen/><w:t>\u00ad学</w:t>"), "督学"),
        (run('<w:t>达标</w:t><w:sym w:font="Wingdings" w:char="F0FC"/>'), "达标✓"),
        (run('<w:t>人数</w:t><w:sym w:font="Symbol" w:char="F0B3"/><w:t>9</w:t>'), "人数≥9"),
        (run('<w:sym w:font="SimSun" w:char="2103"/><w:t>温度</w:t>'), "℃温度"),
        (run(RUBY), "督"),
        (r("占") + math("oMath", math("f", math("num", "1"), math("den", "20"))), "占1/20"),
        (math("oMath", math("sSup", math("e", "10"), math("sup", "5"))), "10^5"),
        (f'<w:proofErr w:type="spellStart"/>{r("督导")}<w:bookmarkStart w:id="1" w:name="a"/>{r("室")}', "督导室"),
    ],
)
def test_markup_that_is_text(runs: str, text: str) -> None:
    assert line(runs) == text


def test_an_inner_field_of_an_instruction_is_no_text_but_the_result_is() -> None:
    inner = field("begin") + INSTRUCTION + field("separate") + r("中间值") + field("end")
    assert line(field("begin") + INSTRUCTION + inner + field("separate") + r("结果") + field("end")) == "结果"


def test_a_field_that_never_ends_does_not_swallow_the_next_paragraph() -> None:
    blocks = read(f"<w:p>{r('甲')}{field('begin')}</w:p>" + p("乙在后。")).blocks
    assert [b.text for b in blocks] == ["甲", "乙在后。"]


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>', "☑"),
        ('<w:checkBox><w:default w:val="0"/></w:checkBox>', "□"),
        ('<w:ddList><w:result w:val="1"/><w:listEntry w:val="甲等"/><w:listEntry w:val="乙等"/></w:ddList>', "乙等"),
    ],
)
def test_form_fields_show_their_value(form: str, text: str) -> None:
    assert line(r("结果") + field("begin", f"<w:ffData>{form}</w:ffData>") + field("end")) == "结果" + text


@given(st.text(st.sampled_from("督学导a1 ,。"), min_size=1).filter(str.strip))
def test_how_text_is_cut_into_runs_does_not_matter(text: str) -> None:
    assert line("".join(r(character) for character in text)) == line(r(text)) == text.strip()


# --- Line breaks -----------------------------------------------------------------------------------


def broken(*lines: str) -> str:
    return p("", runs="<w:r><w:br/></w:r>".join(r(text) for text in lines))


def test_a_line_that_wraps_stays_one_paragraph() -> None:
    (block,) = read(broken("联系地址清河镇", "联系电话")).blocks
    assert block.text == "联系地址清河镇\n联系电话"


def test_line_breaks_pasted_for_paragraphs_divide_them() -> None:
    blocks = read(broken("一、组织领导", "区里设有专班。", "二、经费投入", "已列入预算。")).blocks
    assert [(b.kind, b.text) for b in blocks] == [
        (BlockKind.HEADING, "一、组织领导"),
        (BlockKind.PARAGRAPH, "区里设有专班。"),
        (BlockKind.HEADING, "二、经费投入"),
        (BlockKind.PARAGRAPH, "已列入预算。"),
    ]


def test_a_heading_over_two_lines_is_one_heading() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="heading 1"/></w:style>'
    body = p("", styled("h"), r("关于督导工作") + "<w:r><w:br/></w:r>" + r("情况的汇报"))
    assert read(body, styles=styles).blocks[0].text == "关于督导工作情况的汇报"


# --- Revisions -------------------------------------------------------------------------------------


def test_insertions_are_text_and_deletions_are_set_aside() -> None:
    extract = read(
        p(
            "",
            runs=r("现有督学")
            + f"<w:del><w:r><w:delText>8</w:delText></w:r></w:del><w:ins>{r('12')}</w:ins>"
            + r("人。"),
        )
    )
    assert extract.blocks[0].text == "现有督学12人。"
    assert aside(extract) == [("deleted", "8")]
    assert extract.certificates[0].notes == ("有2处修订，插入的文字按正文读取，删除的文字已另置",)
    assert extract.certificates[0].complete


def test_moved_text_stands_at_its_new_place_only() -> None:
    extract = read(
        p("", runs=f"<w:moveFrom>{r('经费已列支。')}</w:moveFrom>")
        + p("", runs=f"<w:moveTo>{r('经费已列支。')}</w:moveTo>")
    )
    assert [b.text for b in extract.blocks] == ["经费已列支。"]
    assert aside(extract) == [("deleted", "经费已列支。")]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    mark = "<w:rPr><w:del/></w:rPr>"
    extract = read(p("区里设有", mark) + p("专班。") + p("另一段。"))
    assert [b.text for b in extract.blocks] == ["区里设有专班。", "另一段。"]


def test_a_deleted_paragraph_mark_before_a_table_or_at_the_end_loses_nothing() -> None:
    mark = "<w:rPr><w:del/></w:rPr>"
    extract = read(p("表前", mark) + table(tr("甲", "乙")) + p("末段", mark))
    assert [b.text for b in extract.blocks] == ["表前", "甲 | 乙", "末段"]


def test_earlier_properties_of_a_changed_paragraph_do_not_count() -> None:
    change = '<w:pPrChange><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:pPrChange>'
    assert read(p("区里设有专班", change)).blocks[0].kind is BlockKind.PARAGRAPH


# --- Hidden text -----------------------------------------------------------------------------------

HIDING_STYLES = (
    '<w:style w:type="paragraph" w:styleId="hp"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="hc"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="hd"><w:basedOn w:val="hc"/></w:style>'
)


@pytest.mark.parametrize(
    ("paragraph", "shown"),
    [
        (p("", "", r("甲") + r("乙", "<w:vanish/>")), "甲"),
        (p("", "", r("甲") + r("乙", '<w:vanish w:val="0"/>')), "甲乙"),
        (p("", "", r("甲") + r("乙", '<w:rStyle w:val="hc"/>')), "甲"),
        (p("", "", r("甲") + r("乙", '<w:rStyle w:val="hd"/>')), "甲"),
        (p("", "", r("甲") + r("乙", '<w:rStyle w:val="hc"/><w:vanish w:val="false"/>')), "甲乙"),
        (p("甲乙", styled("hp")), ""),
        # A toggle in both the paragraph's and the run's style shows the text again (ECMA-376, 17.7.3).
        (p("", styled("hp"), r("甲", '<w:rStyle w:val="hc"/>') + r("乙")), "甲"),
    ],
)
def test_hidden_text_is_never_evidence(paragraph: str, shown: str) -> None:
    extract = read(paragraph + p("后文。"), styles=HIDING_STYLES)
    assert "".join(b.text for b in extract.blocks) == shown + "后文。"
    hidden = [text for reason, text in aside(extract) if reason == "hidden"]
    assert ("有1处隐藏文字，已另置，不作为依据" in extract.certificates[0].notes) == bool(hidden)
    assert bool(hidden) == (shown != "甲乙")


def test_a_prompt_of_an_unfilled_control_is_set_aside() -> None:
    control = (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('单击此处输入文字')}</w:sdtContent></w:sdt>"
    )
    extract = read(p("", runs=r("组长:") + control))
    assert extract.blocks[0].text == "组长:"
    assert aside(extract) == [("placeholder", "单击此处输入文字")]


# --- Text boxes and pictures -----------------------------------------------------------------------


def boxed(content: str) -> str:
    """A text box as Word writes it: DrawingML, and again as VML for older versions."""
    shape = f"<wps:wsp><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp>"
    drawing = f"<w:drawing><wp:inline><a:graphic>{shape}</a:graphic></wp:inline></w:drawing>"
    return alternative("wps", drawing, vml(content))


def alternative(needs: str, choice: str, fallback: str) -> str:
    either = f'<mc:Choice Requires="{needs}">{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback>'
    return run(f"<mc:AlternateContent>{either}</mc:AlternateContent>")


def vml(content: str) -> str:
    return f"<w:pict><v:shape><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict>"


@pytest.mark.parametrize("box", [boxed(p("投诉电话。")), f"<w:r>{vml(p('投诉电话。'))}</w:r>"])
def test_a_text_box_is_read_once_after_its_paragraph(box: str) -> None:
    extract = read(p("", runs=r("公示牌如下。") + box) + p("后文。"))
    assert [(b.text, b.place.part) for b in extract.blocks] == [
        ("公示牌如下。", "body"),
        ("投诉电话。", "text box"),
        ("后文。", "body"),
    ]
    assert extract.certificates[0].notes == ("有1个文本框，文字已读入正文",)


def test_a_choice_that_is_not_understood_is_left_for_the_fallback() -> None:
    assert line(alternative("future", "<w:t>新</w:t>", "<w:t>旧</w:t>")) == "旧"


def test_a_numbered_line_in_a_text_box_does_not_end_the_section_of_the_body() -> None:
    extract = read(p("二、经费投入") + p("", runs=r("经费如下。") + boxed(p("一、温馨提示"))) + p("已列入预算。"))
    assert extract.blocks[-1].section == ("二、经费投入",)


def test_a_text_box_within_a_cell_and_a_table_within_a_text_box() -> None:
    cell = tc(p("", runs=r("甲") + boxed(table(tr("盒一", "盒二")))))
    extract = read(table(f"<w:tr>{cell}{tc('乙')}</w:tr>"))
    assert [(b.text, b.place.part) for b in extract.blocks] == [("甲 | 乙", "body"), ("盒一 | 盒二", "text box")]


def test_a_deleted_text_box_is_set_aside() -> None:
    extract = read(p("", runs=r("正文。") + f"<w:del>{boxed(p('旧盒'))}</w:del>"))
    assert [b.text for b in extract.blocks] == ["正文。"]
    assert aside(extract) == [("deleted", "旧盒")]


def picture(width: int = 1_000_000, height: int = 1_000_000) -> str:
    extent = f'<wp:extent cx="{width}" cy="{height}"/>'
    return run(f"<w:drawing><wp:inline>{extent}<a:graphic><pic:pic/></a:graphic></wp:inline></w:drawing>")


def test_a_document_of_pictures_is_said_as_unread() -> None:
    certificate = read(p("", runs=picture()) * 3).certificates[0]
    assert certificate.images_without_text == 3
    assert certificate.unread == ("文件以图片为主，共3张图片，其中的文字没有读取",)


def test_photos_beside_text_are_counted_only() -> None:
    certificate = read(p("区里设有督学责任区。" * 20) + p("", runs=picture())).certificates[0]
    assert certificate.images_without_text == 1
    assert certificate.complete


@pytest.mark.parametrize(
    "scan",
    [
        picture(7_000_000, 9_900_000),
        '<w:r><w:pict><v:shape style="width:415pt;height:600.5pt"><v:imagedata/></v:shape></w:pict></w:r>',
    ],
)
def test_a_picture_of_a_whole_page_is_said_as_unread(scan: str) -> None:
    certificate = read(p("区里设有督学责任区。" * 20) + p("", runs=scan)).certificates[0]
    assert certificate.unread == ("有1张整页图片（疑似扫描件），其中的文字没有读取",)


@pytest.mark.parametrize(
    ("runs", "says"),
    [
        ('<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>', "1个嵌入的文件"),
        ("<w:r><w:drawing><c:chart/></w:drawing></w:r>", "1个图表"),
    ],
)
def test_what_is_embedded_is_said_as_unread(runs: str, says: str) -> None:
    assert says in read(p("", runs=r("见下。") + runs)).certificates[0].unread[0]


def test_the_shapes_of_a_smart_art_graphic_are_read() -> None:
    namespace = 'xmlns:{0}="http://schemas.openxmlformats.org/drawingml/2006/{1}"'
    shapes = "<a:p><a:r><a:t>组长:区长</a:t></a:r></a:p><a:p><a:r><a:t>副组长</a:t></a:r></a:p>"
    head = f"dgm:dataModel {namespace.format('dgm', 'diagram')} {namespace.format('a', 'main')}"
    data = f"<{head}>{shapes}</dgm:dataModel>"
    extract = read(p("", runs='<w:r><w:drawing><dgm:relIds r:dm="rId1"/></w:drawing></w:r>'), diagramData=data)
    assert [(b.text, b.place.part) for b in extract.blocks] == [("组长:区长\n副组长", "diagram")]


def test_glyphs_without_a_meaning_are_counted() -> None:
    certificate = read(p("督学\ue123\ufffd" + "已聘任" * 200)).certificates[0]
    assert certificate.unmapped == 2
    assert certificate.notes == ("有2个字符无法识别",)
