"""The document pane in a browser: what is selected, what is lit, and what is drawn."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PIL import Image

from compliance.reading.blocks import Draft as BlockDraft
from compliance.reading.blocks import TableCell, build_blocks, table_draft
from compliance.terms import BlockKind, Document, Place
from tests.review.pane_server import Answer, answers_for, serving

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="without Chromium")

# Characters of two UTF-16 units, an end of line that HTML would change, spaces that it would swallow, markup.
HARD = "𠮷田中学😀  拟建<b>录播室</b>\r3 间，&amp; 已建 12 间。力争明年建成！"


def of_page(text: str, page: int | None, top: float = 100.0, kind: BlockKind = BlockKind.PARAGRAPH) -> BlockDraft:
    return BlockDraft(kind, text, Place(page=page, box=(90.0, top, 500.0, top + 20.0) if page else None))


def sample(paged: bool = False) -> Document:
    """A heading, a hard paragraph, a table, a last paragraph; on two pages where it has pages."""
    cells = [TableCell(0, 0, "学校", header=True), TableCell(0, 1, "录播室", header=True)]
    cells += [TableCell(1, 0, "𠮷田中学"), TableCell(1, 1, "12 间")]
    first, second = (1, 2) if paged else (None, None)
    drafts = [
        of_page("一、装备", first, kind=BlockKind.HEADING),
        of_page(HARD, first, 200.0),
        table_draft(cells, Place(page=second, box=(90.0, 100.0, 500.0, 160.0) if paged else None)),
        of_page("生均面积达标。", second, 300.0),
    ]
    return Document("总结.docx", "ab" * 32, "text/plain", build_blocks(drafts), pages=2 if paged else None)


def picture() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (595, 842), "white").save(written, "PNG")
    return written.getvalue()


@pytest.fixture(scope="module")
def browser() -> Iterator:
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


def until(page, expression: str) -> None:
    """Wait for something to be true; the browser's own way of waiting would have to break the content policy."""
    for _ in range(200):
        if page.evaluate(f"Boolean({expression})"):
            return
        page.wait_for_timeout(25)
    pytest.fail(f"never true: {expression}")


@contextmanager
def opened(browser, answers: dict[str, Answer]) -> Iterator:
    """The pane with the document shown; a broken content policy or script is a failure."""
    faults: list[str] = []
    with serving(answers) as url:
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("console", lambda said: faults.append(said.text) if "Security Policy" in said.text else None)
        page.goto(url)
        until(page, "window.pane")
        page.evaluate("pane.show(1)")
        yield page
        page.close()
    assert faults == []


@pytest.fixture
def page(browser) -> Iterator:
    """A document as text."""
    with opened(browser, answers_for(sample())) as shown:
        yield shown


@pytest.fixture
def pages(browser) -> Iterator:
    """A document of two pages, the first with a picture, the second without one."""
    answers = answers_for(sample(paged=True), ((595.0, 842.0), (595.0, 842.0)))
    with opened(browser, answers | {"/documents/1/pages/1.png": ("image/png", picture())}) as shown:
        yield shown


SELECT = """([from, fromOffset, to, toOffset]) => {
  const node = (selector) => document.querySelector(selector).firstChild;
  document.getSelection().setBaseAndExtent(node(from), fromOffset, node(to), toOffset);
}"""


def selected(page, *ends) -> dict:
    """What the pane tells when this is selected: element, UTF-16 offset, element, UTF-16 offset."""
    page.evaluate("told.length = 0")
    page.evaluate(SELECT, list(ends))
    until(page, "told.length")
    return page.evaluate("told[0]")


def passage(block: int, start: int, end: int, tone: str = "supports") -> dict:
    text = sample().blocks[block].text
    return {"document": 0, "block": block, "start": start, "end": end, "quote": text[start:end], "tone": tone}


def lit(page) -> list[tuple[str, str]]:
    return [
        tuple(one)
        for one in page.eval_on_selector_all("mark.lit", "all => all.map((m) => [m.textContent, m.className])")
    ]


def test_every_block_has_in_the_browser_the_text_that_it_has_on_the_server(page):
    shown = page.eval_on_selector_all("p[data-block], h3[data-block]", "all => all.map((one) => one.textContent)")
    assert shown == [block.text for block in sample().blocks if block.kind is not BlockKind.TABLE]


def test_selected_text_is_told_by_offsets_in_characters(page):
    start, end = HARD.index("拟建"), HARD.index("，&")
    units = len(HARD[:start].encode("utf-16-le")) // 2, len(HARD[:end].encode("utf-16-le")) // 2
    told = selected(page, "[data-block='1']", units[0], "[data-block='1']", units[1])
    place = {"document": 0, "sha256": "ab" * 32, "block": 1, "start": start, "end": end}
    assert told == place | {"quote": HARD[start:end], "cut": False}


def test_a_selection_made_backwards_is_the_same(page):
    there = selected(page, "[data-block='3']", 0, "[data-block='3']", 4)
    page.evaluate("document.getSelection().removeAllRanges()")
    page.wait_for_timeout(300)
    assert selected(page, "[data-block='3']", 4, "[data-block='3']", 0) == there


def test_space_at_the_ends_of_a_selection_is_left_out(page):
    at = len("𠮷田中学😀".encode("utf-16-le")) // 2
    told = selected(page, "[data-block='1']", at, "[data-block='1']", at + 4)
    assert told["quote"] == "拟建"


def test_a_selection_over_cells_is_the_slice_of_the_table_with_its_bars(page):
    row = "𠮷田中学 | 12 间"
    first, second = sample().blocks[2].cells[2].start, sample().blocks[2].cells[3].start
    told = selected(page, f"[data-start='{first}']", 0, f"[data-start='{second}']", 4)
    assert told["quote"] == row and sample().blocks[2].text[told["start"] : told["end"]] == row


def test_a_selection_over_several_blocks_is_cut_to_the_first_and_says_so(page):
    told = selected(page, "[data-block='0']", 2, "[data-block='3']", 3)
    assert (told["block"], told["quote"], told["cut"]) == (0, "装备", True)


def test_a_selection_that_ends_before_the_next_block_begins_is_not_cut(page):
    told = selected(page, "[data-block='0']", 2, "[data-block='1']", 0)
    assert (told["block"], told["quote"], told["cut"]) == (0, "装备", False)


def test_a_selection_elsewhere_is_not_told(page):
    page.evaluate("""() => { const p = document.createElement('p'); p.textContent = '别处'; p.id = 'other';
      document.body.append(p); }""")
    page.evaluate(SELECT, ["#other", 0, "#other", 2])
    page.wait_for_timeout(400)
    assert page.evaluate("told") == []


def test_a_mouse_that_draws_over_text_selects_it(page):
    box = page.locator("[data-block='3']").bounding_box()
    page.mouse.move(box["x"] + 1, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(box["x"] + 16 * 4 + 2, box["y"] + 12, steps=4)
    page.mouse.up()
    until(page, "told.length")
    assert page.evaluate("told.at(-1).quote") == "生均面积"


def test_passages_are_lit_in_their_tones_and_leave_the_offsets_as_they_were(page):
    start, end = HARD.index("拟建"), HARD.index("，&")
    page.evaluate(
        "ps => pane.light(ps, [])", [passage(1, start, end, "promises"), passage(1, end - 4, end + 3, "near")]
    )
    promised = page.eval_on_selector_all("mark.promises", "all => all.map((m) => m.textContent)")
    near = page.eval_on_selector_all("mark.near", "all => all.map((m) => m.textContent)")
    assert ("".join(promised), "".join(near)) == (HARD[start:end], HARD[end - 4 : end + 3])
    told = selected(page, "[data-block='3']", 0, "[data-block='3']", 4)
    assert told["start"] == 0
    page.evaluate("pane.light([], [])")
    assert lit(page) == []
    assert page.text_content("[data-block='1']") == HARD
    assert page.evaluate("document.querySelector(\"[data-block='1']\").childNodes.length") == 1


def test_selecting_within_lit_text_tells_the_same_offsets(page):
    start, end = HARD.index("拟建"), HARD.index("，&")
    page.evaluate("ps => pane.light(ps, [])", [passage(1, start, end)])
    told = selected(page, "[data-block='1'] mark", 0, "[data-block='1'] mark", 2)
    assert (told["start"], told["quote"]) == (start, "拟建")


def test_a_passage_over_cells_is_lit_in_each(page):
    table = sample().blocks[2]
    page.evaluate("ps => pane.light(ps, [])", [passage(2, table.cells[2].start, table.cells[3].end)])
    assert [text for text, _ in lit(page)] == ["𠮷田中学", "12 间"]


def test_a_passage_of_another_document_is_not_lit(page):
    page.evaluate("ps => pane.light(ps, [])", [passage(3, 0, 4) | {"document": 1}])
    assert lit(page) == []


def test_words_are_lit_in_the_blocks_of_passages_alone(page):
    page.evaluate("ps => pane.light(ps, ['录播室', '面积', '均面'])", [passage(3, 0, 2), passage(3, 3, 5)])
    assert page.eval_on_selector_all("mark.word", "all => all.map((m) => m.textContent)") == ["均面积"]
    assert [text for text, _ in lit(page)] == ["生", "均", "积", "达"]


def test_the_keyboard_selects_sentence_by_sentence(page):
    page.focus(".document-scroll")
    quotes = []
    for key in ("]", "]", "}", "["):
        page.evaluate("told.length = 0")
        page.keyboard.press(key)
        until(page, "told.length")
        quotes.append(page.evaluate("told[0].quote"))
    first, second = HARD[: HARD.index(" 已建")], HARD[HARD.index(" 已建") : HARD.index("力争")]
    assert quotes == ["一、装备", first, first + second, "一、装备"]


def test_plus_and_minus_make_it_larger_and_smaller(page):
    page.focus(".document-scroll")
    size = "parseFloat(getComputedStyle(document.querySelector(\"[data-block='3']\")).fontSize)"
    usual = page.evaluate(size)
    page.keyboard.press("+")
    assert page.evaluate(size) == usual * 1.25
    page.keyboard.press("-")
    page.keyboard.press("-")
    assert page.evaluate(size) == usual * 0.75


def test_a_document_that_cannot_be_opened_says_so_and_another_still_opens(page):
    page.evaluate("pane.show(2)")
    assert page.inner_text(".document-scroll") == "没有找到这份文档，或者不在您的权限之内。"
    page.evaluate("pane.show(1)")
    assert page.locator("[data-block='1']").count() == 1


def test_the_last_document_that_was_asked_for_is_shown(page):
    page.evaluate("Promise.all([pane.show(2), pane.show(1)])")
    assert page.locator("[data-block='1']").count() == 1


def test_the_box_of_a_lit_passage_is_drawn_on_its_page_in_points(pages):
    until(pages, "document.querySelector('.doc-picture').naturalWidth === 595")
    pages.evaluate("ps => { pane.light(ps, []); pane.goTo(ps[0]); }", [passage(1, 0, 4, "contradicts")])
    frame = pages.locator(".doc-picture").first.bounding_box()
    box = pages.locator("rect.contradicts").bounding_box()
    scale = frame["width"] / 595
    assert box["x"] == pytest.approx(frame["x"] + 88 * scale, abs=2)
    assert box["y"] == pytest.approx(frame["y"] + 198 * scale, abs=2)
    assert box["width"] == pytest.approx(414 * scale, abs=4)


def test_a_click_on_a_picture_shows_the_text_that_stands_there(pages):
    until(pages, "document.querySelector('.doc-picture').naturalWidth === 595")
    frame = pages.locator(".doc-picture").first.bounding_box()
    scale = frame["width"] / 595
    pages.mouse.click(frame["x"] + 300 * scale, frame["y"] + 210 * scale)
    assert pages.locator("[data-block].here:not(rect)").get_attribute("data-block") == "1"
    assert pages.locator("[data-block='1']:not(rect)").is_visible()
    pages.focus(".document-scroll")
    pages.keyboard.press("]")
    until(pages, "told.length")
    assert HARD.startswith(pages.evaluate("told[0].quote"))


def test_a_page_without_picture_shows_its_text_instead(pages):
    pages.evaluate("pane.goTo({document: 0, block: 2, start: 0, end: 2})")
    pages.wait_for_selector(".doc-page[data-page='2'].without-picture [data-block='3']", state="visible")
    assert pages.locator(".doc-page[data-page='2'] .note").inner_text() == "这一页画不出来，请看文字。"
    assert not pages.locator(".doc-page[data-page='1'] [data-block='1']").is_visible()


def test_the_looks_are_chosen_by_buttons_that_say_which_is_on(pages):
    for name, picture_shown, text_shown in (("对照", True, True), ("文字", False, True), ("原貌", True, False)):
        pages.get_by_role("button", name=name).click()
        assert pages.get_by_role("button", name=name).get_attribute("aria-pressed") == "true"
        assert pages.locator(".doc-picture").first.is_visible() == picture_shown
        assert pages.locator("[data-block='0']:not(rect)").first.is_visible() == text_shown


def test_the_first_key_in_the_pages_look_brings_their_text_beside_them(pages):
    pages.focus(".document-scroll")
    pages.keyboard.press("]")
    until(pages, "told.length")
    assert pages.evaluate("told[0].quote") == "一、装备"
    assert pages.locator(".doc-picture").first.is_visible()
