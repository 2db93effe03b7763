"""What a reading process answers comes back as the same values, and nothing else is taken for an answer."""

from __future__ import annotations

import io
import math
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.reading.isolation.messages import (
    Answer,
    DrawPage,
    FileOpened,
    FileRefused,
    Opened,
    PageDrawn,
    PageRead,
    PagesMeasured,
    ReadFile,
    Request,
    decode_answer,
    decode_request,
    receive,
    send,
)
from compliance.reading.limits import DEFAULT_LIMITS
from compliance.reading.pages.pictures import PagePicture
from compliance.reading.scans.turns import Turn
from compliance.terms import Block, BlockKind, Cell, Certificate, Document, Place, Problem, SetAside

DOCUMENT = Document(
    "自评报告.docx",
    "0" * 64,
    "text/plain",
    (
        Block(0, BlockKind.HEADING, "一、组织领导", Place(page=1, box=(1.0, 2.0, 3.0, 4.5)), level=1),
        Block(
            1, BlockKind.TABLE, "甲 | 乙", Place(sheet="表一", row=1), ("一、组织领导",), 0, (Cell(0, 0, 0, 1),), 0.8
        ),
    ),
    pages=2,
    set_aside=(SetAside("第1页", "page_number", Place(part="footer")),),
    certificates=(Certificate(1, 8, unread=("第2页没有读",)),),
)


def passed(message: Request | Answer) -> bytes:
    stream = io.BytesIO()
    send(stream, message)
    stream.seek(0)
    payload = receive(stream)
    assert payload is not None and receive(stream) is None
    return payload


def test_a_document_comes_back_as_it_was() -> None:
    opened = FileOpened(Opened((DOCUMENT,), (Problem("材料.zip/坏.doc", "文件已加密。"),)))
    assert decode_answer(passed(opened)) == opened


def test_requests_signs_of_life_and_refusals() -> None:
    request = ReadFile("材料.txt", b"\x00\xff", DEFAULT_LIMITS)
    assert decode_request(passed(request)) == request
    drawing = DrawPage("方案.pdf", "application/pdf", b"%PDF", 2, 1.5, Turn(90, True), DEFAULT_LIMITS)
    assert decode_request(passed(drawing)) == drawing
    assert decode_answer(passed(PageDrawn(PagePicture(b"\x89PNG", 595.0, 842.0)))).picture.png == b"\x89PNG"
    assert decode_answer(passed(PageRead(3, 7))) == PageRead(3, 7)
    assert decode_answer(passed(FileRefused("材料.txt：是空文件。"))) == FileRefused("材料.txt：是空文件。")


def test_a_frame_over_the_bound_is_refused_before_it_is_read() -> None:
    with pytest.raises(ValueError, match="a frame of"):
        receive(io.BytesIO(b"\xff" * 8), most_bytes=1000)


def test_a_frame_that_is_cut_off_is_the_end() -> None:
    assert receive(io.BytesIO(b"\x00" * 7 + b"\x05abc")) is None


def test_an_answer_that_nests_without_end_is_none() -> None:
    unknown_field = b"\x82\xa4type\xabFileRefused\xa1x" + b"\x91" * 100_000
    with pytest.raises(ValueError, match="too deep"):
        decode_answer(unknown_field)


@pytest.mark.parametrize("figure", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize(
    "answer",
    [
        lambda figure: _opened(blocks=(replace(DOCUMENT.blocks[0], place=Place(page=1, box=(1.0, figure, 3.0, 4.5))),)),
        lambda figure: _opened(blocks=(replace(DOCUMENT.blocks[0], confidence=figure),)),
        lambda figure: _opened(set_aside=(SetAside("印章", "seal", Place(box=(figure, 2.0, 3.0, 4.5))),)),
        lambda figure: _opened(certificates=(Certificate(1, 8, confidence=figure),)),
        lambda figure: PagesMeasured(((595.0, figure),)),
        lambda figure: PageDrawn(PagePicture(b"\x89PNG", figure, 842.0)),
    ],
    ids=["box", "confidence", "box-set-aside", "certificate", "size", "picture"],
)
def test_a_figure_that_is_no_number_is_refused(answer, figure) -> None:
    with pytest.raises(ValueError, match="no number"):
        decode_answer(passed(answer(figure)))


def _opened(**changed) -> FileOpened:
    return FileOpened(Opened((replace(DOCUMENT, **changed),)))


@given(st.binary(max_size=200))
def test_other_bytes_are_no_answer(payload: bytes) -> None:
    try:
        answer = decode_answer(payload)
    except msgspec.MsgspecError:
        return
    except UnicodeDecodeError:
        return
    assert isinstance(answer, PageRead | FileOpened | FileRefused)
