"""The HTML report: self-contained, honest about what is evidence, usable without a mouse or colours."""

import base64
import hashlib
import re
from dataclasses import replace

import pytest
from lxml import html

from compliance.reports.html_report import to_html
from compliance.terms import Problem, Status, Warning

from .sample import sample_report

CREATED = "2026-03-02T09:30:00+08:00"


@pytest.fixture(scope="module")
def page():
    return html.fromstring(to_html(sample_report(), CREATED))


def text_of(element):
    return re.sub(r"\s+", " ", element.text_content()).strip()


def test_it_asks_nothing_of_any_network(page):
    links = [link for _, _, link, _ in page.iterlinks() if not link.startswith("#")]
    assert links == []
    assert not re.search(r"url\(|@import|https?:", text_of(page.find(".//style")))


def test_the_policy_forbids_the_network_and_every_script_but_its_own(page):
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none';")
    for tag, rule in (("script", "script-src"), ("style", "style-src")):
        digest = base64.b64encode(hashlib.sha256(page.find(f".//{tag}").text.encode()).digest()).decode()
        assert f"{rule} 'sha256-{digest}'" in policy


def test_no_style_or_handler_attributes_that_the_policy_would_block(page):
    names = {name for element in page.iter() for name in element.attrib}
    assert not {name for name in names if name == "style" or name.startswith("on")}


def test_summary_then_gaps_then_the_rest(page):
    titles = [text_of(h2) for h2 in page.xpath("//main//h2") if text_of(h2) != "筛选"]
    assert titles == ["概要", "缺口 9 条", "其余条目 4 条", "完整性提示 2 处"]


def test_points_are_said_to_be_no_verdict(page):
    assert "参考得分，不是结论" in text_of(page.get_element_by_id("summary"))


def test_what_was_not_read_is_in_the_summary(page):
    summary = text_of(page.get_element_by_id("summary"))
    assert "第9页：整页是图片，没有可读的文字" in summary
    assert "会议纪要.doc：这个文件设了密码" in summary


def test_gaps_are_open_and_the_rest_is_folded(page):
    for article in page.xpath("//article"):
        assert ("open" in article.find("details").attrib) == Status(article.get("data-status")).is_gap


def test_a_quote_is_marked_in_its_surroundings_with_its_place(page):
    figure = page.xpath("//article[@id='item-qh-04']//figure")[0]
    assert figure.xpath("string(.//mark)") == "教育督导工作经费列入县级财政预算"
    assert "全县一般公共预算教育经费逐年增长" in figure.xpath("string(.//blockquote)")
    assert "青禾县2023年自评报告.docx 第3页 二、经费保障" in text_of(figure.find("figcaption"))


def test_closest_passages_say_that_they_are_no_evidence_even_where_another_facet_uses_them(page):
    facets = page.xpath("//article[@id='item-qh-04']//li[contains(@class, 'facet')]")
    for facet in facets[1:]:
        figure = facet.find("figure")
        assert "q-near" in figure.get("class")
        assert "最接近的原文，不作为依据" in text_of(figure)


def test_table_evidence_is_shown_as_a_row_under_its_headers(page):
    rows = page.xpath("//article[@id='item-qh-07']//table//tr")
    assert [text_of(cell) for cell in rows[0]][0] == "学校"
    assert [text_of(cell) for cell in rows[1]] == ["青禾县柳塘小学", "小学", "1204", "4.11", "6.93"]
    assert len(rows) == 2


def test_absent_parts_are_named(page):
    assert "没有写到：发展改革部门、编制部门" in text_of(page.get_element_by_id("item-qh-01"))


def test_unsure_findings_are_marked(page):
    marked = page.xpath("//article[@data-closer-look]")
    assert [article.get("id") for article in marked] == ["item-qh-04", "item-qh-10"]
    assert all("需细看" in text_of(article.find("details/summary")) for article in marked)


def test_a_status_is_told_by_word_and_shape(page):
    for badge in page.xpath("//span[contains(@class, 'badge')]"):
        assert text_of(badge)
        assert badge.xpath("count(.//*[local-name()='use'])") == 1


def test_every_control_has_a_label_and_the_count_is_live(page):
    for control in page.xpath("//input | //select"):
        assert control.xpath("ancestor::label") or page.xpath(f"//label[@for='{control.get('id')}']")
    assert page.get_element_by_id("count").get("aria-live") == "polite"
    assert page.xpath("//a[@class='skip']/@href") == ["#findings"]


def test_levels_and_statuses_can_be_chosen(page):
    assert page.xpath("//select/option/@value")[:3] == ["", "组织领导", "经费保障"]
    boxes = page.xpath("//input[@name='status']/@value")
    assert set(boxes) == {finding.status.value for finding in sample_report().findings}


def test_text_of_a_submission_cannot_become_markup():
    report = sample_report()
    nasty = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    finding = replace(report.findings[0], explanation=nasty)
    page = html.fromstring(to_html(replace(report, findings=(finding,), problems=(Problem(nasty, nasty),)), CREATED))
    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//img")
    assert nasty in page.get_element_by_id("item-qh-01").text_content()


def test_the_cover_says_what_a_review_left_unseen():
    told = "按对照抽样，有 95% 的把握，其余 240 条中未发现的缺口不超过 2 条。<b>"
    page = html.fromstring(to_html(sample_report(), "2026-11-29", told))
    assert page.xpath("string(//header/p[@class='assurance'])") == told


def test_without_a_review_the_cover_says_nothing_of_one(page):
    assert page.xpath("//header/p[@class='assurance']") == []


def test_only_created_differs_between_two_runs():
    assert to_html(sample_report(), "A-TIME").replace("A-TIME", "") == to_html(sample_report(), "B-TIME").replace(
        "B-TIME", ""
    )


def test_an_empty_report_is_still_a_page():
    page = html.fromstring(to_html(replace(sample_report(), findings=(), warnings=(), problems=()), CREATED))
    assert "没有发现缺口" in page.text_content()


def test_no_tone_is_paler_than_contrast_aa_allows():
    css = html.fromstring(to_html(sample_report(), CREATED)).find(".//style").text
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", css.split("}")[0]))
    for name in ("ink", "quiet", "seal", "blue", "met", "partial", "planned", "contradicted", "missing", "unreadable"):
        assert contrast(colours[name], colours["paper"]) >= 4.5, name


def contrast(one, other):
    """WCAG 2.1 contrast ratio."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# --- Warnings of every paragraph, items that do not apply ---------------------------------------------


def with_swapped_words(count):
    report = sample_report()
    span = report.warnings[0].spans[0]
    swapped = [
        Warning("swapped_words", (span,), (report.warnings[0].quotes[0],), report.warnings[0].place, f"第{n}段的词语。")
        for n in range(1, count + 1)
    ]
    return replace(report, warnings=(report.warnings[1], *swapped))


def test_many_swapped_words_of_one_document_are_one_entry_that_unfolds():
    section = html.fromstring(to_html(with_swapped_words(12), CREATED)).get_element_by_id("integrity")
    entries = section.xpath(".//ol[@class='warnings']/li")
    assert len(entries) == 2
    assert "有 12 处，展开逐处查看" in text_of(entries[1].find("details/summary"))
    assert len(entries[1].xpath("details/ol/li")) == 12
    assert "12 处" not in text_of(entries[0]) and "13 处" in text_of(section.find("h2"))


def test_two_swapped_words_stand_for_themselves():
    section = html.fromstring(to_html(with_swapped_words(2), CREATED)).get_element_by_id("integrity")
    assert len(section.xpath(".//ol[@class='warnings']/li")) == 3 and not section.xpath(".//details")


def test_an_item_that_does_not_apply_says_so_and_claims_no_evidence():
    report = sample_report()
    found = next(f for f in report.findings if f.status is Status.NOT_APPLICABLE)
    told = replace(found, explanation="所列要点均已找到依据。")
    page = html.fromstring(to_html(replace(report, findings=(told,)), CREATED))
    said = text_of(page.xpath("//div[@class='explanation']/p")[0])
    assert said == "按方案说明，本条不适用。"
