"""The whole check: files in, one report out; a bad file is a problem, quotes are verbatim, nothing left to chance."""

from __future__ import annotations

from pathlib import Path

import pytest
from checked_samples import SCHEMES, report_on

from compliance.check import check
from compliance.errors import NothingReadable, SchemeFault, UnknownScheme
from compliance.reports.json_report import to_json
from compliance.terms import DocumentKind, Finding, Polarity, Report, Status

SCHEME = """
[scheme]
id = "lan-2024"
title = "岚溪县教育督导评估"
issuer = "岚溪县人民政府教育督导室"
document_kinds = ["self_evaluation"]

[[item]]
id = "lan-01"
path = ["组织领导"]
title = "领导小组"
requirement = "说明成立了领导小组，由谁任组长。"
scope = "district"
facet = [
  { id = "body", indicator = "leadership", statement = "县政府成立了教育督导工作领导小组" },
  { id = "lamps", indicator = "lanterns", statement = "各校安装了护眼灯" },
]
"""
REPORT = """岚溪县2023年教育督导工作自评报告

一、组织领导
县政府成立了教育督导工作领导小组，由县长任组长，教育、财政、人社等12个部门负责人为成员。
领导小组全年开会4次，议定的21件事全部办结。
二、督导工作
全县划分6个督学责任区，聘任督学48人，每月到校一次。
2023年发出督导意见书203份，整改完成率97%。
三、存在的问题
部分乡镇学校操场没有硬化，雨天上不了体育课。
"""
STEPS = ["读取文件", "读取文件 自评报告.txt", "读取文件 附件.docx", "理解文本", "逐条评判", "检查完整性"]


@pytest.fixture(scope="module")
def scheme(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("scheme") / "lan-2024.toml"
    path.write_text(SCHEME, "utf-8")
    return path


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a good text file and a Word file that is none."""
    folder = tmp_path_factory.mktemp("报送材料")
    (folder / "自评报告.txt").write_text(REPORT, "utf-8")
    (folder / "附件.docx").write_bytes(b"PK\x03\x04 not an archive")
    return folder


@pytest.fixture(scope="module")
def report(handed_in: Path, scheme: Path) -> Report:
    return check([handed_in], scheme)


# --- One submission ---


def test_a_folder_is_one_submission_and_a_broken_file_one_problem(report: Report) -> None:
    assert [document.name for document in report.submission.documents] == ["自评报告.txt"]
    assert ["附件.docx" in problem.source for problem in report.problems if "docx" in problem.source] == [True]


def test_what_is_not_given_is_recognised(report: Report) -> None:
    submission = report.submission
    assert (submission.subject, submission.period) == ("岚溪县", "2023")
    assert submission.kind is DocumentKind.SELF_EVALUATION


def test_what_is_given_is_taken(handed_in: Path, scheme: Path) -> None:
    given = check([handed_in / "自评报告.txt"], scheme, subject="望沙县", period="2022", kind=DocumentKind.PLAN)
    submission = given.submission
    assert (submission.subject, submission.period, submission.kind) == ("望沙县", "2022", DocumentKind.PLAN)


def test_a_fact_is_found_and_quoted(report: Report) -> None:
    (finding,) = report.findings
    body, lamps = finding.facets
    assert (body.status, lamps.status) == (Status.MET, Status.MISSING)
    assert "县政府成立了教育督导工作领导小组" in finding.evidence[body.evidence[0]].quote


def test_an_indicator_that_no_plugin_has_is_told_of(report: Report) -> None:
    assert any("lanterns" in problem.message for problem in report.problems)


def test_the_report_names_the_versions_of_all_that_took_part(report: Report) -> None:
    names = [name for name, _ in report.versions]
    assert names[:2] == ["compliance", "models"] and len(set(names)) == len(names)
    assert all(version for _, version in report.versions)


def test_steps_are_told_as_they_begin(handed_in: Path, scheme: Path) -> None:
    heard: list[str] = []
    check([handed_in], scheme, progress=heard.append)
    assert heard == STEPS


def test_the_same_submission_gives_the_same_json(report: Report, handed_in: Path, scheme: Path) -> None:
    first, second = (to_json(one, "2024-01-01T00:00:00Z") for one in (report, check([handed_in], scheme)))
    assert first == second


# --- What cannot be checked ---


def test_where_nothing_is_readable_each_file_is_named(tmp_path: Path, scheme: Path) -> None:
    (tmp_path / "一.docx").write_bytes(b"PK\x03\x04 not an archive")
    (tmp_path / "二.pdf").write_bytes(b"%PDF-1.7 and no more")
    with pytest.raises(NothingReadable, match=r"(?s)一\.docx：.*二\.pdf："):
        check([tmp_path], scheme)


def test_an_empty_folder_holds_nothing_readable(tmp_path: Path, scheme: Path) -> None:
    with pytest.raises(NothingReadable):
        check([tmp_path], scheme)


def test_the_scheme_is_looked_at_before_any_file(tmp_path: Path) -> None:
    with pytest.raises(UnknownScheme, match="nowhere-1999"):
        check([tmp_path / "没有.txt"], "nowhere-1999")
    faulty = tmp_path / "坏.toml"
    faulty.write_text(SCHEME.replace("title", "titel", 1), "utf-8")
    with pytest.raises(SchemeFault, match="titel"):
        check([tmp_path / "没有.txt"], faulty)


# --- What holds for every report ---


@pytest.fixture(params=list(SCHEMES), scope="module")
def sample(request: pytest.FixtureRequest) -> Report:
    return report_on(request.param)


def facets_with_finding(report: Report) -> list[tuple[Finding, int]]:
    return [(finding, i) for finding in report.findings for i in range(len(finding.facets))]


def test_every_quote_is_a_slice_of_its_block_at_its_place(sample: Report) -> None:
    for evidence in (e for finding in sample.findings for e in finding.evidence):
        block = sample.submission.documents[evidence.span.document].blocks[evidence.span.block]
        assert evidence.quote == block.text[evidence.span.start : evidence.span.end] != ""
        assert (evidence.place, evidence.section) == (block.place, block.section)
    for warning in sample.warnings:
        assert warning.quotes == tuple(map(sample.submission.quote, warning.spans))


def test_closest_passages_are_never_counted_as_evidence(sample: Report) -> None:
    for finding, i in facets_with_finding(sample):
        facet = finding.facets[i]
        assert not set(facet.evidence) & set(facet.closest)
        assert all(finding.evidence[n].polarity is not Polarity.NEAR for n in facet.evidence)
        assert all(finding.evidence[n].polarity is Polarity.NEAR for n in facet.closest)


def test_only_a_status_that_rests_on_something_has_evidence(sample: Report) -> None:
    nothing = (Status.MISSING, Status.UNREADABLE, Status.NOT_APPLICABLE)
    for finding, i in facets_with_finding(sample):
        facet = finding.facets[i]
        assert bool(facet.evidence) == (facet.status not in nothing), (finding.item.id, facet.id)


def test_every_item_of_the_scheme_is_judged_and_explained_once(sample: Report) -> None:
    assert [finding.item for finding in sample.findings] == list(sample.scheme.items)
    for finding in sample.findings:
        assert [facet.id for facet in finding.facets] == [facet.id for facet in finding.item.facets]
        assert finding.explanation.endswith("。") and 0 <= finding.confidence <= 1


def test_samples_are_read_whole(sample: Report) -> None:
    assert sample.problems == ()
