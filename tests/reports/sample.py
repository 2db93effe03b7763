"""A report built by hand: every status, table evidence, warnings, problems, unread pages. All names are invented."""

from __future__ import annotations

from compliance.terms import (
    Clause,
    DocumentKind,
    Problem,
    Report,
    Scheme,
    Submission,
    Warning,
)

from .sample_documents import DOCUMENTS, evidence
from .sample_findings import findings


def sample_report() -> Report:
    """The whole report."""
    judged = findings()
    placeholder = evidence("专任教师XXX人")
    one, other = evidence("主要指标见下表"), evidence("每名责任督学负责5所左右学校")
    return Report(
        scheme=Scheme(
            "qinghe-sample",
            "义务教育优质均衡发展督导评价方案（样例）",
            "云渡市人民政府教育督导委员会",
            tuple(f.item for f in judged),
            "c4" * 32,
            (DocumentKind.SELF_EVALUATION,),
            2023,
        ),
        submission=Submission(DOCUMENTS, tuple[Clause, ...](), "青禾县", "2023", DocumentKind.SELF_EVALUATION),
        findings=judged,
        warnings=(
            Warning("placeholder", (placeholder.span,), (placeholder.quote,), placeholder.place, "人数没有填写。"),
            Warning(
                "inconsistent",
                (other.span, one.span),
                (other.quote, one.quote),
                other.place,
                "44名督学、8个责任区与“每名负责5所左右”推出的学校数对不上，请核对。",
            ),
        ),
        problems=(
            Problem("会议纪要.doc", "这个文件设了密码，打不开；请去掉密码另存后再试。"),
            Problem("插件 boarding", "载入时出错（缺少 lexicon.toml），已跳过，其余照常。"),
        ),
        versions=(("compliance", "0.1.0"), ("scheme:qinghe-sample", "c4c4c4c4")),
    )
