"""A reviewer works through findings in a real browser, by keyboard; what goes wrong loses nothing."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from compliance.terms import Status
from tests.review import seeding
from tests.review.browser import browser, page, serious_faults, sign_in, workbench


@pytest.fixture(scope="module")
def seeded(workbench, sample_report):
    """Qinghe's checked draft with its reviewers."""
    return workbench.seed(seeding.review_round, sample_report)


@pytest.fixture
def review(page, seeded, workbench):
    """The review page, where the reviewer has decided nothing, at the first finding."""
    workbench.seed(seeding.undo_everything)
    sign_in(page, "pingshen")
    page.goto("/review/")
    expect(page.locator("#position")).to_have_text("1 / 37")
    expect(page.locator(".document-scroll mark.here").first).to_be_visible()
    return page


@pytest.fixture
def denied(sample_report):
    """How many findings of the sample are contradicted."""
    return sum(finding.status is Status.CONTRADICTED for finding in sample_report.findings)


def title(page):
    return page.locator("#finding-title").inner_text()


def row(page, number):
    return page.locator("[role=option]").nth(number - 1)


def at(page, number):
    expect(page.locator("#position")).to_have_text(f"{number} / 37")


def leave(page):
    """Close the dialog that is open."""
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)


# --- Deciding by keyboard ---


def test_one_key_accepts_and_goes_on_to_the_next(review):
    first = title(review)
    review.keyboard.press("a")
    at(review, 2)
    expect(row(review, 1)).to_contain_text("已认定")
    expect(review.locator("#own-history li").first).to_contain_text(first)
    expect(review.locator("#said")).to_contain_text(re.compile(f"已同意：{re.escape(first)}.*第 2 条，共 37 条"))


def test_a_change_asks_for_status_and_reason_and_is_saved_by_ctrl_enter(review):
    review.keyboard.press("c")
    dialog = review.locator("#change-dialog")
    review.keyboard.press("6")
    review.keyboard.press("Control+Enter")
    expect(dialog).to_be_visible()  # a reason is asked for
    review.keyboard.type("附表 2 写明 6100 元。")
    review.keyboard.press("Control+Enter")
    expect(dialog).to_be_hidden()
    at(review, 2)
    expect(row(review, 1)).to_contain_text("改为")
    expect(row(review, 1)).to_contain_text("已有依据")
    review.keyboard.press("k")
    at(review, 1)
    expect(review.locator(".standing")).to_contain_text("附表 2 写明 6100 元。")


def test_undo_takes_the_last_decision_back_and_shows_its_finding(review):
    first = title(review)
    review.keyboard.press("a")
    at(review, 2)
    review.keyboard.press("u")
    at(review, 1)
    expect(row(review, 1)).to_contain_text("待评审")
    expect(review.locator("#own-history li").first).to_contain_text("已撤销")
    assert title(review) == first


def test_any_of_the_last_decisions_can_be_undone_from_the_list(review):
    for number in (2, 3):
        review.keyboard.press("a")
        at(review, number)
    review.locator("#own-history li").nth(1).get_by_role("button", name=re.compile("撤销")).click()
    at(review, 1)
    expect(row(review, 1)).to_contain_text("待评审")
    expect(row(review, 2)).to_contain_text("已认定")


def test_text_selected_in_the_document_becomes_evidence_of_the_decision(review):
    mark = review.locator(".document-scroll [data-block]", has_text="教师培训经费，县里要求学校").first
    mark.scroll_into_view_if_needed()
    mark.dblclick(position={"x": 40, "y": 12})
    expect(review.locator("#selection")).to_be_visible()
    review.keyboard.press("e")
    expect(review.locator(".own-passages .quote")).to_have_count(1)
    marked = review.locator(".own-passages .quote").inner_text()
    expect(review.locator(".document-scroll mark.mine").first).to_be_visible()
    review.keyboard.press("a")
    at(review, 2)
    review.keyboard.press("k")
    at(review, 1)
    expect(review.locator(".standing .quote")).to_have_text([marked])


def test_evidence_can_be_marked_without_a_mouse(review):
    review.locator(".document-scroll").focus()
    review.keyboard.press("]")
    expect(review.locator("#selection")).to_be_visible()
    review.keyboard.press("e")
    expect(review.locator(".own-passages .quote")).to_have_count(1)
    review.locator(".own-passages").get_by_role("button", name=re.compile("不要这一处")).press("Enter")
    expect(review.locator(".own-passages")).to_have_count(0)
    review.locator(".closest:not([open]) summary").first.press("Enter")
    review.locator(".closest[open] .passage").first.focus()
    review.keyboard.press("e")
    expect(review.locator(".own-passages .quote")).to_have_count(1)
    review.locator(".own-passages").get_by_role("button", name=re.compile("不要这一处")).click()


def test_a_comment_and_a_question_stand_with_the_finding(review):
    for key, text in (("m", "请核对附表。"), ("q", "请补交轮岗名单。")):
        review.keyboard.press(key)
        review.keyboard.type(text)
        review.keyboard.press("Control+Enter")
        expect(review.locator(".remarks")).to_contain_text(text)
    expect(row(review, 1)).to_contain_text(re.compile(r"问 \d"))


def test_keys_move_to_the_next_the_previous_and_the_next_gap(review):
    review.keyboard.press("j")
    at(review, 2)
    review.keyboard.press("k")
    at(review, 1)
    review.keyboard.press("a")
    at(review, 2)
    review.keyboard.press("k")
    review.keyboard.press("g")
    at(review, 2)
    review.locator("#list").focus()
    review.keyboard.press("End")
    at(review, 37)
    review.keyboard.press("j")
    expect(review.locator("#said")).to_contain_text("已经是最后一条")


def test_the_next_finding_is_loaded_before_it_is_asked_for(review):
    second = row(review, 2).get_attribute("data-id")
    third = row(review, 3).get_attribute("data-id")
    asked = []
    review.on("request", lambda request: asked.append(request.url))
    review.wait_for_timeout(300)
    with review.expect_response(re.compile(f"/api/findings/{third}$")):
        review.keyboard.press("j")
        at(review, 2)
    assert not [url for url in asked if url.endswith(f"/api/findings/{second}")]


# --- When keys mean nothing ---


def test_keys_decide_nothing_while_somebody_types_or_holds_ctrl(review):
    review.keyboard.press("/")
    review.keyboard.type("aeu")
    expect(review.locator("#filter-text")).to_have_value("aeu")
    review.locator("#filter-text").fill("")
    review.locator("#list").focus()
    review.keyboard.press("Control+a")
    review.keyboard.press("Alt+u")
    review.wait_for_timeout(400)
    expect(review.locator("#own-history")).not_to_contain_text("撤销对")
    assert "已认定" not in row(review, 1).inner_text()


def test_keys_of_an_input_method_are_its_own(review):
    for told in ("{key: 'a', isComposing: true}", "{key: 'a', keyCode: 229}"):
        script = f"document.body.dispatchEvent(new KeyboardEvent('keydown', {{bubbles: true, ...{told}}}))"
        review.evaluate(script)
    review.wait_for_timeout(300)
    at(review, 1)
    assert "已认定" not in row(review, 1).inner_text()


def test_the_help_lists_the_keys_and_own_keys_are_used(review, workbench):
    review.keyboard.press("?")
    expect(review.locator("#help-dialog .keys")).to_contain_text("下一缺口")
    leave(review)
    workbench.seed(seeding.choose_keys, "pingshen", {"accept": "y"})
    review.reload()
    at(review, 1)
    review.keyboard.press("a")
    review.wait_for_timeout(200)
    at(review, 1)
    review.keyboard.press("y")
    at(review, 2)
    workbench.seed(seeding.choose_keys, "pingshen", {})


# --- Filters and many at once ---


def test_a_filter_narrows_the_list_and_stays_in_the_address(review, denied):
    review.get_by_role("group", name="按状态").get_by_role("button", name=re.compile("自述不符")).click()
    expect(review.locator("#position")).to_have_text(f"1 / {denied}")
    assert "status=contradicted" in review.url
    review.reload()
    expect(review.locator("#position")).to_have_text(f"1 / {denied}")
    review.get_by_role("button", name="清除筛选").click()
    at(review, 1)
    review.keyboard.type("班额")
    expect(review.locator("#position")).to_have_text(re.compile("/ [12]$"))
    assert "text=" in review.url


def test_all_that_a_filter_shows_is_accepted_after_a_question_that_names_how_many(review, denied):
    review.get_by_role("group", name="按状态").get_by_role("button", name=re.compile("自述不符")).click()
    expect(review.locator("#together")).to_have_text(f"同意筛选出的全部 {denied} 条")
    review.locator("#together").press("Enter")
    expect(review.locator("#together-dialog")).to_contain_text("自述不符")
    review.get_by_role("button", name=f"同意这 {denied} 条").press("Enter")
    expect(review.locator("#together-dialog")).to_be_hidden()
    expect(review.get_by_role("group", name="按进展")).to_contain_text(f"已认定{denied}")
    review.get_by_role("button", name="清除筛选").click()
    expect(review.get_by_role("group", name="按进展")).to_contain_text(f"待评审{37 - denied}")


def test_undo_after_accepting_together_takes_all_of_it_back_once_the_reader_says_so(review):
    review.locator("#together").click()
    review.locator("#together-dialog .primary").click()
    expect(review.locator("#together-dialog")).to_be_hidden()
    expect(review.get_by_role("group", name="按进展")).to_contain_text("已认定37")
    review.keyboard.press("u")
    expect(review.locator("#together-dialog")).to_contain_text("这一批里仍然有效的决定全部撤销")
    review.get_by_role("button", name="撤销这一批").press("Enter")
    expect(review.locator("#together-dialog")).to_be_hidden()
    expect(review.get_by_role("group", name="按进展")).to_contain_text("待评审37")
    expect(review.get_by_role("group", name="按进展")).not_to_contain_text("已认定")


def test_all_is_refused_where_the_filter_shows_something_else_by_now(review):
    review.route("**/api/decisions/together", lambda route: route.continue_(post_data={"filter": {}, "expected": 5}))
    review.locator("#together").click()
    review.locator("#together-dialog .primary").click()
    expect(review.locator("#together-dialog .fault")).to_contain_text("37")
    expect(review.locator("#together-dialog")).to_be_visible()
    review.keyboard.press("Escape")
    assert "已认定" not in row(review, 1).inner_text()


# --- What goes wrong ---


def begin_change(review, reason):
    review.keyboard.press("c")
    review.keyboard.press("6")
    review.keyboard.type(reason)


def test_a_request_that_fails_loses_nothing_that_was_typed(review):
    begin_change(review, "写了很久的理由")
    review.route("**/decisions", lambda route: route.abort())
    review.keyboard.press("Control+Enter")
    expect(review.locator("#change-dialog .fault")).to_contain_text("连不上服务器")
    leave(review)
    review.keyboard.press("j")
    at(review, 2)
    review.keyboard.press("k")
    at(review, 1)
    review.unroute("**/decisions")
    review.keyboard.press("c")
    expect(review.locator("#change-reason")).to_have_value("写了很久的理由")
    review.keyboard.press("Control+Enter")
    at(review, 2)


def test_an_ended_session_says_so_and_keeps_the_text_until_one_has_signed_in_again(review):
    begin_change(review, "写了很久的理由")
    review.context.clear_cookies(name="compliance_session")
    review.keyboard.press("Control+Enter")
    fault = review.locator("#change-dialog .fault")
    expect(fault).to_contain_text("登录已过期")
    with review.context.expect_page() as opened:
        fault.get_by_role("link", name="在新窗口登录").click()
    opened.value.wait_for_load_state()
    sign_in(opened.value, "pingshen")
    opened.value.close()
    expect(review.locator("#change-reason")).to_have_value("写了很久的理由")
    review.locator("#change-reason").press("Control+Enter")
    at(review, 2)


def test_a_finding_that_cannot_be_loaded_says_so_and_can_be_tried_again(review):
    third = row(review, 3).get_attribute("data-id")
    review.route(f"**/api/findings/{third}", lambda route: route.fulfill(status=500, body="broken"))
    row(review, 3).click()
    expect(review.locator("#finding")).to_contain_text("服务器没有完成这一步")
    review.keyboard.press("a")  # there is nothing to decide on
    review.unroute(f"**/api/findings/{third}")
    review.get_by_role("button", name="再试一次").click()
    at(review, 3)
    assert "已认定" not in row(review, 3).inner_text()


# --- Others ---


def test_an_administrator_sees_everything_and_decides_nothing(page, seeded, workbench):
    workbench.seed(seeding.undo_everything)
    sign_in(page, "guanli")
    page.goto("/review/")
    at(page, 1)
    page.keyboard.press("a")
    page.keyboard.press("c")
    page.wait_for_timeout(300)
    at(page, 1)
    expect(page.locator("#change-dialog")).to_be_hidden()
    assert "已认定" not in row(page, 1).inner_text()


def test_who_settles_sees_both_decisions_side_by_side_and_takes_one(page, seeded, workbench):
    workbench.seed(seeding.undo_everything)
    finding = workbench.seed(seeding.disagree, seeded["submission"])
    sign_in(page, "caiding")
    page.goto(f"/review/?finding={finding}")
    sides = page.locator(".beside .decision")
    expect(sides).to_have_count(2)
    expect(sides.nth(0)).to_contain_text("评审甲")
    expect(sides.nth(1)).to_contain_text("评审乙")
    sides.nth(1).get_by_role("button", name="裁定采用评审乙的认定").press("Enter")
    page.locator("#change-reason").fill("以附表为准。")
    page.keyboard.press("Control+Enter")
    expect(page.locator(f"#finding-{finding}")).to_contain_text("已裁定")


def test_a_decision_whose_passages_are_gone_from_a_new_draft_asks_to_be_looked_at_again(page, seeded, workbench):
    workbench.seed(seeding.undo_everything)
    finding = workbench.seed(seeding.lose_the_passage, seeded["submission"])
    sign_in(page, "pingshen")
    page.goto(f"/review/?finding={finding}")
    expect(page.locator(".standing")).to_contain_text("请再看")
    expect(page.get_by_role("group", name="按进展")).to_contain_text("请再看1")


# --- For everybody ---


@pytest.mark.parametrize("width", [1024, 1280, 1920])
def test_nothing_has_to_be_scrolled_sideways(review, width):
    review.set_viewport_size({"width": width, "height": 720})
    review.keyboard.press("j")
    at(review, 2)
    assert review.evaluate("document.documentElement.scrollWidth") <= width
    for box in ("#finding", "#bar", ".steps", "#list", "#filter"):
        wide = review.locator(box).evaluate("box => box.scrollWidth - box.clientWidth")
        assert wide <= 0, box


def test_axe_finds_nothing_serious(review):
    assert serious_faults(review) == []
    review.keyboard.press("a")
    at(review, 2)
    review.locator("#more-filters").click()
    assert serious_faults(review) == []
    for key in ("c", "m", "?"):
        review.keyboard.press(key)
        expect(review.locator("dialog[open]")).to_have_count(1)
        assert serious_faults(review) == [], key
        leave(review)
    review.goto("/review/keys/")
    assert serious_faults(review) == []
