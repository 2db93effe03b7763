"""OFD files as producers and attackers make them: whatever is in the package, text or one sentence comes out."""

from __future__ import annotations

import io
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ofd_files import LEFT, centre, image, layer, media, ofd, package, paragraphs, table, tag, with_prefix, write, xml
from word_files import pack

from compliance.errors import UnreadableFile
from compliance.reading.blocks import Extract
from compliance.reading.limits import Limits
from compliance.reading.ofd import content as ofd_content
from compliance.reading.ofd.images import page_images
from compliance.reading.ofd.reader import read_ofd

LONG = "区政府把督导工作列入年度重点任务，成立领导小组，由分管副区长任组长，成员单位十二家，全年开会四次，解决问题。"
GOOD = ofd(layer(*paragraphs([LONG])))
SCAN = media("scan.png")


def read(data: bytes) -> Extract:
    return read_ofd(data, "自评报告.ofd")


def texts(extract: Extract) -> list[str]:
    return [block.text for block in extract.blocks]


def of(*objects: str) -> list[str]:
    """The texts of the blocks of a page with these objects."""
    return texts(read(ofd(layer(*objects))))


# --- What producers do -----------------------------------------------------------------------------


@pytest.mark.parametrize("prefix", ["", "o", "ofd2"])
def test_elements_may_have_any_prefix_or_none(prefix: str) -> None:
    assert texts(read(pack(with_prefix(package(layer(*paragraphs([LONG]))), prefix)))) == [LONG]


def test_the_namespace_of_the_drafts_is_understood() -> None:
    parts = package(layer(*paragraphs([LONG])))
    old = {name: str(content).replace("ofdspec.org/2016", "ofdspec.org") for name, content in parts.items()}
    assert texts(read(pack(old))) == [LONG]


@pytest.mark.parametrize(
    ("location", "part"),
    [
        ("/Doc_0/Pages/Page_0/Content.xml", "Doc_0/Pages/Page_0/Content.xml"),
        ("Pages/Page_0/Content.xml", "Doc_0/Pages/Page_0/Content.xml"),
        ("Doc_0/Pages/Page_0/Content.xml", "Doc_0/Pages/Page_0/Content.xml"),
        ("./Pages/../Pages/Page_0/Content.xml", "Doc_0/Pages/Page_0/Content.xml"),
        ("Pages\\Page_0\\Content.xml", "Doc_0/Pages/Page_0/Content.xml"),
        ("pages/page_0/content.XML", "Doc_0/Pages/Page_0/Content.xml"),
        ("Pages/第%201%20页.xml", "Doc_0/Pages/第 1 页.xml"),
        ("Pages/第 1 页.xml", "Doc_0/Pages/第 1 页.xml"),
        ("../../../Page.xml", "Page.xml"),
    ],
)
def test_locations_are_absolute_or_relative_and_never_leave_the_package(location: str, part: str) -> None:
    parts = package(layer(*paragraphs([LONG])))
    parts[part] = parts.pop("Doc_0/Pages/Page_0/Content.xml")
    parts["Doc_0/Document.xml"] = str(parts["Doc_0/Document.xml"]).replace("Pages/Page_0/Content.xml", location)
    assert texts(read(pack(parts))) == [LONG]


def test_names_in_the_archive_may_be_gbk_without_saying_so() -> None:
    parts = package(layer(*paragraphs([LONG])))
    parts["Doc_0/Pages/AB.xml"] = parts.pop("Doc_0/Pages/Page_0/Content.xml")
    parts["Doc_0/Document.xml"] = str(parts["Doc_0/Document.xml"]).replace("Page_0/Content.xml", "页.xml")
    assert texts(read(pack(parts).replace(b"Pages/AB.xml", "Pages/页.xml".encode("gb18030")))) == [LONG]


def test_white_space_of_pretty_printing_is_no_text() -> None:
    line = write(LEFT, 40, "督导办公室").replace("督导办公室", "\n      督导办公室\n    ")
    assert of(line) == ["督导办公室"]


# --- Files that cannot be read ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "不是 .ofd 文件（内容不是 OFD 文档）"),
        (b"%PDF-1.7", "不是 .ofd 文件"),
        (GOOD[: len(GOOD) // 2], "文件不完整或已损坏.*重新获取"),
        (pack({"word/document.xml": "<a/>"}), "实际是 Word 文档"),
        (pack({"readme.txt": "甲"}), r"没有 OFD 的主入口（OFD\.xml）"),
        (pack({"OFD.xml": "<a"}), "主入口（OFD.xml）已损坏"),
        (pack({"OFD.xml": xml("OFD", "")}), "其中没有任何文档"),
        (pack({"OFD.xml": xml("OFD", "<ofd:DocBody/>")}), "文档已损坏"),
        (ofd(), "没有任何页面.*请重新导出"),
        (pack(package("") | {"Encryptions.xml": "<a/>"}), "文件已加密.*解密后另存"),
        (pack(package("") | {"OFD.xml": '<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>'}), "DOCTYPE"),
    ],
)
def test_each_fault_is_one_sentence_that_says_what_to_do(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile, match=f"^自评报告.ofd：[^。]*{says}[^。]*。$"):
        read(data)


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        (Limits(file_bytes=10), "文件超过.*上限"),
        (Limits(archive_entries=2), "4 个条目"),
        (Limits(unpacked_bytes=10), "解压后超过"),
        (Limits(entry_bytes=10), "压缩炸弹"),
        (Limits(pages=0), "有 1 页，超过 0 页的上限"),
        (Limits(seconds=-1), "读取超过"),
        (Limits(xml_depth=3), "嵌套过深"),
    ],
)
def test_limits(limits: Limits, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says):
        read_ofd(GOOD, "甲.ofd", limits)


def test_past_the_limit_of_characters_the_rest_is_named_as_unread() -> None:
    extract = read_ofd(ofd(*[layer(*paragraphs([LONG]))] * 3), "甲.ofd", Limits(characters=50))
    assert texts(extract) == [LONG]
    assert [certificate.complete for certificate in extract.certificates] == [True, False, False]


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(UnreadableFile, match="压缩炸弹"):
        read(ofd(layer(" " * 20_000_000)))


def test_elements_nested_without_end_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="嵌套过深"):
        read(ofd(layer("<ofd:PageBlock>" * 5000 + "</ofd:PageBlock>" * 5000)))


# --- Pages that cannot be read ---------------------------------------------------------------------

PAGE = "Doc_0/Pages/Page_1/Content.xml"


@pytest.mark.parametrize("content", ["<ofd:Page", "", None])
def test_a_damaged_or_missing_page_is_named_and_the_others_are_read(content: str | None) -> None:
    parts = package(*[layer(*paragraphs([LONG]))] * 3)
    del parts[PAGE]
    extract = read(pack(parts if content is None else parts | {PAGE: content}))
    assert texts(extract) == [LONG, LONG]
    assert [c.unread for c in extract.certificates] == [(), ("第2页已损坏，无法读出",), ()]
    assert not list(page_images(pack(parts), "甲.ofd"))


def test_a_damaged_document_beside_a_good_one_is_said_as_unread() -> None:
    bodies = "".join(tag("DocBody", tag("DocRoot", f"Doc_{n}/Document.xml")) for n in (0, 1))
    extract = read(pack(package(layer(*paragraphs([LONG]))) | {"OFD.xml": xml("OFD", bodies)}))
    assert texts(extract) == [LONG]
    assert extract.certificates[-1].unread == ("文件内第2个文档已损坏，没有读取",)


@pytest.mark.parametrize(
    ("named", "common"),
    [
        ("70", ""),
        ("70", '<ofd:TemplatePage ID="70" BaseLoc="gone.xml"/>'),
        ("71", '<ofd:TemplatePage ID="71" BaseLoc="T.xml"/>'),
    ],
    ids=["unknown", "missing", "circle"],
)
def test_a_template_that_cannot_be_read_is_said_as_unread(named: str, common: str) -> None:
    page = tag("Template", TemplateID=named) + layer(*paragraphs([LONG]))
    template = xml("Page", tag("Template", TemplateID=71) + layer())
    extract = read(ofd(page, common=common, parts={"Doc_0/T.xml": template}))
    assert texts(extract) == [LONG]
    assert extract.certificates[0].unread == ("第1页的模板页缺失、损坏或循环引用，没有读取",)


@pytest.mark.parametrize("resource", [60, 61])
def test_a_group_that_is_missing_or_holds_itself_is_said_as_unread(resource: int) -> None:
    itself = tag("CompositeObject", Boundary="0 0 9 9", ResourceID=60)
    unit = tag("CompositeGraphicUnit", tag("Content", itself), ID=60)
    group = tag("CompositeObject", Boundary="0 0 9 9", ResourceID=resource)
    extract = read(ofd(layer(group, *paragraphs([LONG])), resources=tag("CompositeGraphicUnits", unit)))
    assert texts(extract) == [LONG]
    assert extract.certificates[0].unread == ("第1页有1个图形找不到或嵌套过深，没有读取",)


def test_damaged_resources_are_only_noted_where_no_text_hangs_on_them() -> None:
    extract = read(ofd(layer(*paragraphs([LONG])), parts={"Doc_0/PublicRes.xml": "<a"}))
    assert texts(extract) == [LONG]
    assert all(certificate.complete for certificate in extract.certificates)
    assert extract.certificates[-1].notes == ("资源部分缺失或已损坏，没有读取",)


# --- What would take for ever ----------------------------------------------------------------------


def within_seconds(most: float, data: bytes, limits: Limits | None = None) -> Extract:
    start = time.perf_counter()
    extract = read_ofd(data, "甲.ofd", limits or Limits())
    assert time.perf_counter() - start < most
    return extract


@pytest.mark.parametrize("deltas", ["g 1000000000 1", "g 99999999999999999999 5.5", "g 1e9 1", "g " * 99_999])
def test_a_repeat_count_makes_no_more_steps_than_there_are_characters(deltas: str) -> None:
    assert texts(within_seconds(2, ofd(layer(write(LEFT, 40, "督导办公室", deltas=deltas)))))


def test_groups_that_multiply_end_at_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ofd_content, "_MOST_OBJECTS", 2_000)

    def group(number: int) -> str:
        return tag("CompositeObject", Boundary="0 0 9 9", ResourceID=number)

    hundredfold = [tag("CompositeGraphicUnit", tag("Content", group(n + 1) * 100), ID=n) for n in range(60, 67)]
    last = tag("CompositeGraphicUnit", tag("Content", write(0, 5, "甲")), ID=67)
    resources = tag("CompositeGraphicUnits", *hundredfold, last)
    extract = within_seconds(5, ofd(layer(group(60)), resources=resources))
    assert extract.certificates[0].unread == ("第1页内容异常庞大，超出上限的部分没有读取",)


def test_templates_that_multiply_end_at_a_limit() -> None:
    template = xml("Page", tag("Template", TemplateID=71) * 200 + layer(centre(30, "登记表")))
    common = tag("TemplatePage", ID=71, BaseLoc="T.xml")
    within_seconds(5, ofd(tag("Template", TemplateID=71) * 200, common=common, parts={"Doc_0/T.xml": template}))


def test_a_page_full_of_rules_is_no_table() -> None:
    lines = " ".join(f"M 0 {n / 20} L 200 {n / 20}" for n in range(3500))
    grid = tag("PathObject", tag("AbbreviatedData", lines), Boundary="0 0 210 290")
    assert texts(within_seconds(5, ofd(layer(*[grid] * 20, *paragraphs([LONG]))))) == [LONG]


def test_numbers_that_are_none_or_too_large_do_no_harm() -> None:
    wild = [
        write(LEFT, 200, "甲乙", deltas="nan"),
        write(LEFT, 210, "丙丁", deltas="1e308"),
        write(LEFT, 220, "戊己", attributes='CTM="1e308 0 0 1e308 0 0"'),
        write(LEFT, 230, "庚辛", attributes='CTM="1 2 3"').replace('Boundary="', 'Boundary="x '),
        write(LEFT, 240, "壬癸").replace('Size="', 'Size="-'),
    ]
    assert LONG[-20:] in "".join(texts(read(ofd(layer(*paragraphs([LONG]), *wild)))))


# --- Damage ----------------------------------------------------------------------------------------

RICH = ofd(
    layer(centre(30, "柳溪区自评报告", 7.7), *paragraphs([LONG]), *table([["校", "数"], ["甲", "9"]], 90, [30, 30])),
    layer(*paragraphs([LONG]), image(60, 150, 80, 60)),
    resources=SCAN,
)


def stored(data: bytes) -> bytes:
    """The same package without compression, so that flipped bytes reach the XML."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for entry in source.namelist():
            target.writestr(entry, source.read(entry))
    return buffer.getvalue()


@pytest.mark.parametrize("data", [RICH, stored(RICH)], ids=["packed", "stored"])
@settings(max_examples=60, deadline=None)
@given(at=st.floats(0, 1, exclude_max=True), noise=st.binary(min_size=1, max_size=8), cut=st.booleans())
def test_damage_anywhere_gives_text_or_one_error(data: bytes, at: float, noise: bytes, cut: bool) -> None:
    position = int(at * len(data))
    damaged = data[:position] if cut else data[:position] + noise + data[position + len(noise) :]
    try:
        read(damaged)
        list(page_images(damaged, "自评报告.ofd"))
    except UnreadableFile as error:
        assert str(error).startswith("自评报告.ofd：")
