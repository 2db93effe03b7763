"""What an OFD page holds besides its text: hidden text, notes, seals, images; each is set aside or told of."""

from __future__ import annotations

from pathlib import Path

import pytest
from ofd_files import (
    HEIGHT,
    LEFT,
    WIDTH,
    image,
    layer,
    media,
    ofd,
    paragraphs,
    tag,
    write,
    xml,
)

from compliance.reading.blocks import Extract
from compliance.reading.ofd.images import page_images
from compliance.reading.ofd.reader import read_ofd
from compliance.terms import Certificate

LONG = "区政府把督导工作列入年度重点任务，成立领导小组，由分管副区长任组长，成员单位十二家，全年开会四次，解决问题。"
OTHER = "各学校配齐安全管理人员，每月开展应急演练，全年没有发生责任事故，家长满意度调查结果良好，相关材料已经归档备查。"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
POINTS = 72 / 25.4


def read(data: bytes) -> Extract:
    return read_ofd(data, "自评报告.ofd")


def texts(extract: Extract) -> list[str]:
    return [block.text for block in extract.blocks]


def of(*objects: str) -> list[str]:
    """The texts of the blocks of a page with these objects."""
    return texts(read(ofd(layer(*objects))))


def aside(extract: Extract) -> list[tuple[str, str]]:
    return [(piece.reason, piece.text) for piece in extract.set_aside]


def of_file(extract: Extract) -> Certificate:
    """The certificate of the whole file."""
    last = extract.certificates[-1]
    assert last.page is None
    return last


# --- What is no evidence ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("attributes", "inside"),
    [
        ('Visible="false"', ""),
        ('Alpha="0"', ""),
        ("", '<ofd:FillColor Value="0 0 0" Alpha="0"/>'),
        ('Fill="false"', ""),
        ('Stroke="false" Fill="0"', ""),
        ('DrawParam="80"', ""),
    ],
)
def test_text_that_nobody_sees_is_set_aside(attributes: str, inside: str) -> None:
    unseen = write(LEFT, 200, "经费已足额拨付", attributes=attributes, inside=inside)
    relative = tag("DrawParam", tag("FillColor", Alpha=0), ID=81)
    clear = tag("DrawParams", tag("DrawParam", ID=80, Relative=81), relative)
    extract = read(ofd(layer(*paragraphs([LONG]), unseen), resources=clear))
    assert texts(extract) == [LONG]
    assert aside(extract) == [("hidden", "经费已足额拨付")]
    assert of_file(extract).notes == ("有1处隐藏文字，已另置，不作为依据",)


def test_text_beside_the_page_is_hidden_and_text_across_it_a_watermark() -> None:
    beside = write(400, 40, "经费已足额拨付")
    across = write(60, 150, "内部资料", 20, 'CTM="0.7 0.7 -0.7 0.7 0 0"')
    extract = read(ofd(layer(*paragraphs([LONG]), beside, across)))
    assert texts(extract) == [LONG]
    assert sorted(aside(extract)) == [("hidden", "经费已足额拨付"), ("watermark", "内部资料")]


def test_annotations_are_no_part_of_the_document() -> None:
    listed = xml("Annotations", '<ofd:Page PageID="100"><ofd:FileLoc>Page_0/Annotation.xml</ofd:FileLoc></ofd:Page>')
    appearance = tag("Appearance", write(0, 6, "样本"), Boundary="50 50 60 10")
    notes = xml(
        "PageAnnot",
        tag("Annot", tag("Remark", "请核实"), tag("Appearance"), ID=1, Type="Highlight")
        + tag("Annot", appearance, ID=2, Type="Watermark")
        + tag("Annot", appearance, ID=3, Type="Path", Visible="false"),
    )
    parts = {"Doc_0/Annots/Annotations.xml": listed, "Doc_0/Annots/Page_0/Annotation.xml": notes}
    document = "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>"
    extract = read(ofd(layer(*paragraphs([LONG])), document=document, parts=parts))
    assert texts(extract) == [LONG]
    assert aside(extract) == [("comment", "请核实"), ("watermark", "样本")]
    watermark = extract.set_aside[1].place
    assert watermark.page == 1 and (watermark.box or (0,))[0] == pytest.approx(50 * POINTS, abs=0.2)


# --- What is told of a file ------------------------------------------------------------------------


def test_every_page_has_its_certificate() -> None:
    extract = read(ofd(layer(*paragraphs([LONG])), "", layer(*paragraphs([OTHER]))))
    assert [(c.page, c.characters, c.unread) for c in extract.certificates] == [
        (1, len(LONG), ()),
        (2, 0, ()),
        (3, len(OTHER), ()),
    ]
    assert extract.certificates[1].notes == ("第2页是空白页",)


def test_seals_are_told_of_and_not_verified() -> None:
    sealed, lost = tag("Signature", ID=1, BaseLoc="Sign_0/Signature.xml"), tag("Signature", ID=2, BaseLoc="gone.xml")
    listed = xml("Signatures", sealed + lost)
    stamp = tag("SignedInfo", tag("StampAnnot", ID=1, PageRef=101, Boundary="100 200 40 40"))
    parts = {"Doc_0/Signs/Signatures.xml": listed, "Doc_0/Signs/Sign_0/Signature.xml": xml("Signature", stamp)}
    body = "<ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures>"
    extract = read(ofd(layer(*paragraphs([LONG])), layer(*paragraphs([OTHER])), body=body, parts=parts))
    assert of_file(extract).notes == ("文件有2处电子签章或签名（第2页），没有核验其真伪和有效性",)
    assert of_file(extract).complete


def test_attachments_are_said_as_unread() -> None:
    listed = xml("Attachments", tag("Attachment", tag("FileLoc", "a.xlsx"), ID=1, Name="经费明细.xlsx"))
    document = "<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>"
    extract = read(ofd(layer(*paragraphs([LONG])), document=document, parts={"Doc_0/Attachs/Attachments.xml": listed}))
    assert of_file(extract).unread == ("文件带有1个附件（经费明细.xlsx），其中的内容没有读取，请单独提交",)


SCAN = media("scan.png")
SCANNED = (Path(__file__).parent / "scanned_page.webp").read_bytes()


def test_a_page_that_is_an_image_is_named() -> None:
    page = layer(image(0, 0, WIDTH, HEIGHT))
    extract = read(ofd(layer(*paragraphs([LONG])), page, resources=SCAN, parts={"Doc_0/Res/scan.png": PNG}))
    assert extract.certificates[1].unread[0].startswith("第2页是图像，没有文字层：")
    assert extract.certificates[1].images_without_text == 1


def test_a_page_that_is_a_scan_is_recognised_where_it_stands() -> None:
    pytest.importorskip("cv2")
    page = layer(image(0, 0, WIDTH, HEIGHT))
    extract = read(ofd(layer(*paragraphs([LONG])), page, resources=SCAN, parts={"Doc_0/Res/scan.png": SCANNED}))
    recognised = [block for block in extract.blocks if block.place.page == 2]
    assert recognised and all(block.confidence < 1 for block in recognised)
    assert extract.certificates[1].notes[0] == "第2页是图像，文字由识别得出，请对照原件核对"
    left, top, right, bottom = recognised[0].place.box or (0.0, 0.0, 0.0, 0.0)
    assert 0 <= left < right <= WIDTH * 72 / 25.4 and 0 <= top < bottom <= HEIGHT * 72 / 25.4


def test_the_unseen_text_layer_of_a_scan_is_no_evidence() -> None:
    page = layer(image(0, 0, WIDTH, HEIGHT), write(LEFT, 40, "识别的文字", attributes='Alpha="0"'))
    extract = read(ofd(page, resources=SCAN))
    assert not extract.blocks and aside(extract) == [("hidden", "识别的文字")]
    assert extract.certificates[0].unread[0].startswith("第1页是图像，没有文字层：")
    assert extract.certificates[0].notes == ("第1页另有看不见的文字层，已另置，不作为依据",)


def test_a_photo_beside_text_is_noted_and_leaves_the_page_complete() -> None:
    (certificate,) = read(ofd(layer(*paragraphs([LONG]), image(60, 150, 80, 60)))).certificates
    assert certificate.complete and certificate.images_without_text == 1


# --- Images for whoever can read them --------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "base"),
    [("scan.png", "Res"), ("Res/scan.png", ""), ("/Doc_0/Res/scan.png", "Res"), ("scan.png", "/Doc_0/Res")],
)
def test_the_images_of_a_page_come_with_their_boxes(file: str, base: str) -> None:
    first = layer(image(10, 20, 30, 40), write(LEFT, 40, "甲"), '<ofd:ImageObject Boundary="1 1 1 1" ResourceID="99"/>')
    resources = xml("Res", media(file), f'BaseLoc="{base}"' if base else "")
    parts = {"Doc_0/PublicRes.xml": resources, "Doc_0/Res/scan.png": PNG}
    data = ofd(first, layer(image(0, 0, WIDTH, HEIGHT)), parts=parts)
    one, two = page_images(data, "甲.ofd")
    assert (one.page, one.media_type, one.content) == (1, "image/png", PNG)
    assert one.box == pytest.approx((10 * POINTS, 20 * POINTS, 40 * POINTS, 60 * POINTS), abs=0.1)
    assert two.page == 2
    assert [found.page for found in page_images(data, "甲.ofd", wanted=lambda page: page == 2)] == [2]


def test_an_image_that_is_not_visible_is_none() -> None:
    unseen = image(0, 0, WIDTH, HEIGHT).replace("ID=", 'Visible="false" ID=', 1)
    data = ofd(layer(unseen), resources=SCAN, parts={"Doc_0/Res/scan.png": PNG})
    assert not list(page_images(data, "甲.ofd"))
    assert read(data).certificates[0].images_without_text == 0
