"""A round from its opening to its export, as its people see it: administrator, district, reviewers; in a real browser.

COMPLIANCE_SCREENSHOTS=DIR keeps a picture of each step; docs/refresh.py takes the documentation's from them.
"""

from __future__ import annotations

import re
import zipfile
from contextlib import ExitStack
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.review import seeding, story_files
from tests.review.browser import browser, sign_in, window, workbench
from tests.review.story import PASSWORD, Story

DISTRICTS = "蓼溪县 望沙县 青禾县 云岭县 柏川区 石渡区 南坪县 鹿鸣县 东浦区 溪口县".split()
PEOPLE = """用户名,姓名,角色,区县
liaoxi,李知行,区县用户,蓼溪县
shen1,沈若谷,评审员,
shen2,申以宁,评审员,
"""
ROUND = "2026 年义务教育优质均衡发展督导评估"
CHECKED_WITHIN = 300_000  # milliseconds: a scan is recognised on a machine that does much else
DISPUTED = "社会认可度"  # the first reviewer's and the second's word differ
CONFIRMED = "特殊教育学校生均公用经费"  # a gap for both: a problem of the ledger
ASKED = "学校章程与管理教学信息化"


@pytest.fixture
def story(browser, workbench):
    with ExitStack() as windows:
        yield Story(browser, workbench, windows)


def test_a_round_from_its_opening_to_its_export(story):
    administrator_signs_in_with_the_printed_password(story)
    administrator_adds_districts_and_people(story)
    administrator_opens_a_round(story)
    administrator_assigns_reviewers_and_who_settles(story)

    district_hands_in_a_report_and_a_scan(story)
    district_sees_gaps_with_quotes(story)
    district_hands_in_a_better_draft_and_sees_what_changed(story)

    reviewer_decides_by_keyboard_alone(story)
    district_answers_what_it_was_asked(story)
    second_reviewer_decides_differently(story)
    third_reviewer_settles(story)

    reviewer_enters_the_confirmed_gap_as_a_problem(story)
    district_rectifies_and_hands_in_a_better_draft(story)
    reviewer_closes_what_the_check_proposes_to_close(story)

    administrator_sees_the_overview(story)
    administrator_exports_the_round(story)
    administrator_verifies_the_log(story)
    assert story.faults == {}  # of axe's, serious or critical


# --- The administrator opens a round ---


def administrator_signs_in_with_the_printed_password(story: Story) -> None:
    name, password = re.search(r"用户名：(\S+)　密码：(\S+)", story.workbench.said).groups()
    with window(story.browser, story.workbench) as page:
        page.goto("/")
        page.fill("#id_username", name)
        page.fill("#id_password", "不是这个密码")
        page.click("main button.primary")
        expect(page.get_by_role("alert")).to_have_text("用户名或密码不对。")
        story.shown(page, "sign-in")
        sign_in(page, name, password)
        page.goto("/people/")  # nothing else before the password is one's own
        expect(page.get_by_role("heading", level=1)).to_have_text("更改密码")
    story.printed[name] = password
    page = story.as_(name)
    expect(page.locator(".note")).to_contain_text("请先添加区县")
    story.shown(page, "administrator-first-home")
    page.goto("/office/")
    page.fill("#id_name", "汀阳市人民政府教育督导室")
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".brand")).to_contain_text("汀阳市人民政府教育督导室")
    story.shown(page, "settings")


def administrator_adds_districts_and_people(story: Story) -> None:
    page = story.as_("admin")
    page.goto("/districts/")
    page.fill("#id_names", "\n".join(DISTRICTS))
    page.get_by_role("button", name="添加", exact=True).click()
    expect(page.locator("caption")).to_have_text(f"共 {len(DISTRICTS)} 个")
    story.shown(page, "districts")
    page.goto("/people/import/")
    story.shown(page, "people-import")
    page.set_input_files("#id_file", {"name": "名单.csv", "mimeType": "text/csv", "buffer": PEOPLE.encode("utf-8-sig")})
    page.get_by_role("button", name="导入", exact=True).click()
    keep_printed_passwords(story, page)
    story.shown(page, "first-passwords")
    page.goto("/people/new/")
    page.fill("#id_username", "cai")
    page.fill("#id_full_name", "蔡文澜")
    page.select_option("#id_role", label="评审员")
    story.shown(page, "person-new")
    page.get_by_role("button", name="添加", exact=True).click()
    keep_printed_passwords(story, page)
    page.goto("/people/")
    story.shown(page, "people")
    assert sorted(story.printed) == ["admin", "cai", "liaoxi", "shen1", "shen2"]


def keep_printed_passwords(story: Story, page: Any) -> None:
    expect(page.locator("h1")).to_have_text("初始密码")
    for row in page.locator("tbody tr").all():
        story.printed[row.locator("td").first.inner_text()] = row.locator(".secret").inner_text()


def administrator_opens_a_round(story: Story) -> None:
    page = story.as_("admin")
    page.goto("/rounds/")
    story.shown(page, "rounds-empty")
    page.get_by_role("link", name="开启新轮次").click()
    page.fill("#id_title", ROUND)
    page.select_option("#id_scheme", "national-quality-balance-2017")
    page.fill("#id_deadline", (date.today() + timedelta(days=60)).isoformat())
    expect(page.locator("[data-count]")).to_have_text(f"已勾选 {len(DISTRICTS)} / {len(DISTRICTS)}")
    story.shown(page, "round-new")
    page.get_by_role("button", name="开启", exact=True).click()
    expect(page.locator("h1")).to_have_text(ROUND)


def administrator_assigns_reviewers_and_who_settles(story: Story) -> None:
    page = story.as_("admin")
    for reviewer in ("沈若谷（shen1）", "申以宁（shen2）"):
        page.locator("details").get_by_label(reviewer).check()
    page.fill("#id_each", "2")
    story.shown(page, "round-unassigned")
    page.get_by_role("button", name="平均分配").click()
    page.get_by_label("蓼溪县", exact=True).check()
    page.select_option("#id_reviewer", label="蔡文澜（cai）")
    page.select_option("#id_duty", "settle")
    page.get_by_role("button", name="分给勾选的区县").click()
    row = page.get_by_role("row", name="蓼溪县")
    for given in ("沈若谷", "申以宁", "蔡文澜 裁定"):
        expect(row).to_contain_text(given)
    story.shown(page, "round-assigned")


# --- The district hands in ---


def district_hands_in_a_report_and_a_scan(story: Story) -> None:
    page = story.as_("liaoxi")
    story.shown(page, "district-home")
    page.get_by_role("link", name="报送材料").click()
    page.set_input_files("#files", [story_files.report(), story_files.scan()])
    story.shown(page, "files-chosen")
    page.get_by_role("button", name="上传并检查").click()
    # On a quick machine the figures stand for less than a second, and the result is there before they are seen.
    figures = page.locator("[data-figures]", has_text=re.compile("已读 [1-9]|已评判"))
    figures.or_(page.locator("#result-title")).first.wait_for(timeout=CHECKED_WITHIN)
    story.shown(page, "check-under-way")
    expect(page.locator("#result-title")).to_have_text("第 1 稿的检查结果", timeout=CHECKED_WITHIN)


def district_sees_gaps_with_quotes(story: Story) -> None:
    page = story.as_("liaoxi")
    gap = page.locator(".finding", has_text=CONFIRMED).first
    gap.locator("summary").click()
    expect(gap.locator(".status").first).to_have_text("自述不符")
    expect(gap.locator(".quote").first).to_contain_text("特殊教育学校生均公用经费2023年是5600元")
    story.shown(page, "result")
    gap.locator(".quote").first.scroll_into_view_if_needed()
    story.shown(page, "gap-with-quotes", new_kind=False)
    expect(page.locator(".quote", has_text="统一的教师编制标准").first).to_contain_text("编制标准说明（扫描）.png")


def district_hands_in_a_better_draft_and_sees_what_changed(story: Story) -> None:
    page = story.as_("liaoxi")
    hand_in(page, story_files.report(story_files.SURVEYED), story_files.scan())
    expect(page.locator("#result-title")).to_have_text("第 2 稿的检查结果", timeout=CHECKED_WITHIN)
    expect(page.locator(".change-counts")).to_contain_text(re.compile("补上缺口 [1-9]"))
    page.get_by_text("变了的条目").click()
    expect(page.locator(".change-list")).to_contain_text(DISPUTED)
    expect(page.locator("#draft-2")).to_contain_text("与第 1 稿的“编制标准说明（扫描）.png”相同")
    story.shown(page, "what-changed")


def hand_in(page: Any, *files: story_files.Upload) -> None:
    """A further draft, on the submission's page."""
    page.get_by_text("交新的一稿").click()
    page.set_input_files("#files", list(files))
    page.get_by_role("button", name="上传并检查").click()


# --- Reviewers decide ---


def reviewer_decides_by_keyboard_alone(story: Story) -> None:
    page = story.as_("shen1")
    story.shown(page, "reviewer-home")
    page.get_by_role("link", name="继续评审").press("Enter")
    expect(page.locator(".document-scroll mark.here").first).to_be_visible()
    story.shown(page, "review")
    keys = page.keyboard

    find(page, CONFIRMED)
    keys.press("a")
    expect(page.locator("#said")).to_contain_text(f"已同意：{CONFIRMED}")

    find(page, DISPUTED)
    keys.press("c")
    keys.press("2")
    keys.type("调查对象写全了，但没有写样本量。")
    story.shown(page, "review-change")
    keys.press("Control+Enter")
    expect(page.locator("#change-dialog")).to_be_hidden()

    find(page, ASKED)
    page.locator(".document-scroll").focus()
    keys.press("]")
    expect(page.locator("#selection")).to_be_visible()
    keys.press("e")
    expect(page.locator(".own-passages .quote")).to_have_count(1)
    story.shown(page, "review-evidence")
    keys.press("q")
    keys.type("9所山区学校的带宽，年底前能不能全部提到200兆？请写明计划文件的名称。")
    keys.press("Control+Enter")
    expect(page.locator(".remarks .question")).to_contain_text("9所山区学校的带宽")
    story.shown(page, "review-question")
    keys.press("a")
    expect(page.locator("#own-history li")).to_have_count(3)


def find(page: Any, title: str) -> None:
    """Go to a finding by the search field, without a mouse, and leave the field."""
    expect(page.locator("#position")).to_contain_text(" / ")
    page.keyboard.press("/")
    page.keyboard.type(title)
    expect(page.locator("#position")).to_have_text("1 / 1")
    expect(page.locator("#finding-title")).to_contain_text(title)
    page.keyboard.press("Tab")


def district_answers_what_it_was_asked(story: Story) -> None:
    page = story.as_("liaoxi")
    page.goto("/")
    story.shown(page, "district-home-asked", new_kind=False)
    page.locator(".calls a").first.click()
    question = page.locator(".questions li", has_text=ASKED)
    question.get_by_label("答复").fill(
        "计划见《蓼溪县智慧校园专线改造方案》（蓼教发〔2024〕6号），2024年12月底前完成。"
    )
    story.shown(page, "question")
    question.get_by_role("button", name="发出答复").click()
    expect(page.locator(".questions .answered")).to_contain_text("智慧校园专线改造方案")


def second_reviewer_decides_differently(story: Story) -> None:
    page = story.as_("shen2")
    page.get_by_role("link", name="继续评审").click()
    for title in (CONFIRMED, DISPUTED):
        find(page, title)
        page.keyboard.press("a")
        expect(page.locator("#said")).to_contain_text(f"已同意：{title}")
    expect(page.locator(".standing .decision")).to_have_count(2)
    find(page, ASKED)
    expect(page.locator(".remarks .answer")).to_contain_text("智慧校园专线改造方案")
    page.keyboard.press("a")
    expect(page.locator("#said")).to_contain_text(f"已同意：{ASKED}")


def third_reviewer_settles(story: Story) -> None:
    page = story.as_("cai")
    story.shown(page, "settler-home", new_kind=False)
    page.get_by_role("link", name="继续评审").click()
    find(page, DISPUTED)
    expect(page.locator(".beside .decision")).to_have_count(2)
    story.shown(page, "two-decisions")
    page.get_by_role("button", name="裁定采用申以宁的认定").press("Enter")
    page.locator("#change-reason").fill("样本量在附件里，认可度已达到要求。")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#change-dialog")).to_be_hidden()
    expect(page.locator("#list")).to_contain_text("已裁定")
    story.shown(page, "settled", new_kind=False)


# --- The ledger ---


def reviewer_enters_the_confirmed_gap_as_a_problem(story: Story) -> None:
    page = story.as_("shen1")
    page.goto("/ledger/")
    story.shown(page, "ledger-waiting")
    page.get_by_label("整改时限").fill((date.today() + timedelta(days=30)).isoformat())
    page.get_by_role("button", name="全部列入").click()
    for gap in (CONFIRMED, ASKED):
        expect(page.locator("table.ledger")).to_contain_text(gap)
    story.shown(page, "ledger")


def district_rectifies_and_hands_in_a_better_draft(story: Story) -> None:
    page = story.as_("liaoxi")
    page.goto("/ledger/")
    page.get_by_role("link", name=re.compile(CONFIRMED)).click()
    story.shown(page, "problem")
    page.get_by_label("整改措施 必填").fill("县财政补足差额，按每生6200元拨付，分两次到账。")
    page.get_by_role("button", name="开始整改").click()
    expect(page.locator(".timeline")).to_contain_text("县财政补足差额")
    page.get_by_role("link", name="报送与检查").click()
    page.get_by_role("link", name=ROUND).click()
    hand_in(page, story_files.report(story_files.SURVEYED, *story_files.PAID), story_files.scan())
    expect(page.locator("#result-title")).to_have_text("第 3 稿的检查结果", timeout=CHECKED_WITHIN)
    expect(page.locator(".change-counts")).to_contain_text(re.compile("补上缺口 [1-9]"))


def reviewer_closes_what_the_check_proposes_to_close(story: Story) -> None:
    page = story.as_("shen1")
    page.goto("/ledger/?mine=1")
    page.get_by_role("link", name=re.compile(CONFIRMED)).click()
    expect(page.locator(".proposal")).to_contain_text("程序建议销号")
    story.shown(page, "problem-proposed")
    page.get_by_label("核验意见").fill("第3稿写明已按6200元拨付，与财政决算一致。")
    page.get_by_role("button", name="同意销号").click()
    expect(page.locator("header.problem")).to_contain_text("已销号")
    story.shown(page, "problem-closed", new_kind=False)


# --- The administrator concludes ---


def administrator_sees_the_overview(story: Story) -> None:
    story.workbench.seed(seeding.like_the_first, ROUND, ("shen1", "shen2"))
    page = story.as_("admin")
    page.goto("/")
    story.shown(page, "administrator-home")
    page.get_by_role("link", name="总览").first.click()
    story.shown(page, "overview")
    cell = page.locator("[data-matrix] a", has_text=re.compile(f"蓼溪县 · .*{DISPUTED}"))
    cell.focus()
    expect(page.locator("[data-readout]")).to_contain_text(DISPUTED)
    cell.press("Enter")
    expect(page.locator("#finding-title")).to_contain_text(DISPUTED)
    page.goto("/rounds/")
    story.shown(page, "rounds", new_kind=False)
    page.get_by_role("link", name=ROUND).click()
    story.shown(page, "round")


def administrator_exports_the_round(story: Story) -> None:
    page = story.as_("admin")
    with page.expect_download() as started:
        page.get_by_role("button", name="导出 Excel").click()
    with zipfile.ZipFile(started.value.path()) as book:
        assert book.testzip() is None
        text = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    for said in (
        ROUND,
        DISPUTED,
        "样本量在附件里，认可度已达到要求。",
        "县财政补足差额，按每生6200元拨付，分两次到账。",
        "已销号",
    ):
        assert said in text


def administrator_verifies_the_log(story: Story) -> None:
    page = story.as_("admin")
    page.goto("/audit/")
    page.get_by_role("button", name="核验整本日志").click()
    expect(page.locator(".sound")).to_contain_text("日志完好")
    story.shown(page, "audit")
    verified = story.workbench.run("audit", "verify")
    assert (verified.returncode, "日志完好" in verified.stdout) == (0, True), verified.stderr


# --- By themselves ---


def test_a_printed_password_is_worth_nothing_once_it_was_changed(story):
    story.workbench.seed(seeding.someone_with_a_printed_password, "xin")
    story.printed["xin"] = seeding.PRINTED
    story.as_("xin")
    with window(story.browser, story.workbench) as page:
        page.goto("/sign-in/")
        for password, fault in ((seeding.PRINTED, 1), (PASSWORD, 0)):
            page.fill("#id_username", "xin")
            page.fill("#id_password", password)
            page.click("main button.primary")
            expect(page.get_by_role("alert")).to_have_count(fault)


def test_pages_that_are_seldom_seen_are_fit_for_all(story):
    story.workbench.seed(seeding.someone_with_a_printed_password, "guan")
    story.printed["guan"] = seeding.PRINTED
    page = story.as_("guan")
    for address in (
        "/tokens/",
        "/review/",
        "/review/keys/",
        "/ledger/",
        "/people/import/",
        "/audit/?actor=nobody",
        "/nowhere/",
    ):
        page.goto(address, wait_until="networkidle")
        story.shown(page, "seldom" + address.partition("?")[0].replace("/", "-").rstrip("-"))
    assert story.faults == {}
