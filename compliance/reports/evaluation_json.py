"""An evaluation as JSON: the figures, and the outcome of every facet, from which any figure can be computed again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from compliance.errors import ComplianceError
from compliance.learning.bootstrap import LEVEL, RESAMPLES, SEED, Estimate
from compliance.learning.evaluation import Run
from compliance.learning.outcomes import DocumentOutcome, FacetOutcome, ItemOutcome, Ranked, WarningCounts
from compliance.learning.summary import Comparison, Confusion, Group, Measured, ReliabilityBin, Summary
from compliance.reports.words import printable
from compliance.terms import Status

KIND, SCHEMA_VERSION = "compliance evaluation", "1"
_DIGITS = 4  # as in the report: more would differ between machines

Json = dict[str, Any]


def to_json(measured: Measured, created: str) -> str:
    """The evaluation as text ending in a newline; `created` (ISO 8601) alone differs between equal runs."""
    return printable(json.dumps(to_dict(measured, created), ensure_ascii=False, indent=1, allow_nan=False)) + "\n"


def to_dict(measured: Measured, created: str) -> Json:
    """The evaluation as plain values; what cannot be measured is null."""
    evaluation, summary = measured.evaluation, measured.summary
    table: Json = {
        "kind": KIND,
        "schema_version": SCHEMA_VERSION,
        "created": created,
        "gold": evaluation.folder,
        "hints": evaluation.hints,
        "versions": dict(sorted(evaluation.versions)),
        "bootstrap": {"over": "documents", "resamples": RESAMPLES, "seed": SEED, "level": LEVEL},
        "runs": [_run(run, summary) for run in (evaluation.program, *evaluation.baselines)],
        "by_scheme": [_group(group) for group in summary.by_scheme],
        "by_indicator": [_group(group) for group in summary.by_indicator],
        "by_modality": [_group(group) for group in summary.by_modality],
        "confusion": {"items": _confusion(summary.item_confusion), "facets": _confusion(summary.facet_confusion)},
        "reliability": [_bin(one) for one in summary.reliability],
        "notices": list(evaluation.notices),
    }
    if measured.comparison is not None:
        table["comparison"] = _comparison(measured.comparison)
    return table | {"documents": [_document(document) for document in evaluation.program.documents]}


def read_run(path: Path) -> tuple[DocumentOutcome, ...]:
    """The program's outcomes of an earlier evaluation. Raises ComplianceError where the file is no such thing."""
    redo = "请给出 compliance evaluate --format json -o FILE 写出的文件"
    try:
        table = json.loads(path.read_text("utf-8"))
    except OSError as error:
        reason = "文件不存在" if isinstance(error, FileNotFoundError) else error.strerror
        raise ComplianceError(f"--compare：{path} 打不开（{reason}），{redo}。") from None
    except ValueError:
        raise ComplianceError(f"--compare：{path} 不是 JSON 文件，{redo}。") from None
    if not isinstance(table, dict) or table.get("kind") != KIND:
        raise ComplianceError(f"--compare：{path} 不是评测结果，{redo}。")
    if table.get("schema_version") != SCHEMA_VERSION:
        found = table.get("schema_version")
        raise ComplianceError(f"--compare：{path} 的格式版本是 {found}，本程序只认 {SCHEMA_VERSION}；请重新评测一次。")
    try:
        return tuple(_document_outcome(document) for document in table["documents"])
    except (KeyError, TypeError, ValueError) as error:
        raise ComplianceError(f"--compare：{path} 内容不完整（{error}），{redo}。") from None


# --- Values to plain values ------------------------------------------------------------------------


def _run(run: Run, summary: Summary) -> Json:
    figures = {name: _estimate(one) for name, one in summary.figures[run.id].items()}
    return {"id": run.id, "name": run.name, "figures": figures}


def _estimate(one: Estimate) -> Json:
    return {"value": _rounded(one.value), "low": _rounded(one.low), "high": _rounded(one.high)}


def _group(group: Group) -> Json:
    figures = {name: _estimate(one) for name, one in group.figures.items()}
    return {"name": group.name, "documents": group.documents, "facets": group.facets, "figures": figures}


def _confusion(confusion: Confusion) -> list[Json]:
    """A row for each pair that occurs, in the order of the statuses."""
    order = {status: place for place, status in enumerate(Status)}
    pairs = sorted(confusion.items(), key=lambda one: (order[one[0][0]], -1 if one[0][1] is None else order[one[0][1]]))
    return [{"gold": gold, "got": got, "count": number} for (gold, got), number in pairs]


def _bin(one: ReliabilityBin) -> Json:
    return {name: _rounded(value) if isinstance(value, float) else value for name, value in asdict(one).items()}


def _comparison(comparison: Comparison) -> Json:
    return {
        "documents": list(comparison.documents),
        "only_before": list(comparison.only_before),
        "only_now": list(comparison.only_now),
        "figures": {
            name: {"before": _rounded(one.before), "now": _rounded(one.now), "change": _estimate(one.change)}
            for name, one in comparison.differences.items()
        },
        "mended": list(comparison.mended),
        "broken": list(comparison.broken),
    }


def _document(document: DocumentOutcome) -> Json:
    return {
        "name": document.name,
        "scheme": document.scheme,
        "items": [asdict(item) for item in document.items],
        "warnings": asdict(document.warnings),
        "facets": [asdict(facet) for facet in document.facets],
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)


# --- And back --------------------------------------------------------------------------------------


def _document_outcome(table: Json) -> DocumentOutcome:
    return DocumentOutcome(
        table["name"],
        table["scheme"],
        tuple(ItemOutcome(i["item"], Status(i["gold"]), _status(i["got"])) for i in table["items"]),
        tuple(_facet_outcome(facet) for facet in table["facets"]),
        WarningCounts(**table["warnings"]),
    )


def _facet_outcome(table: Json) -> FacetOutcome:
    ranked = Ranked(**_tuples(table["ranked"]))
    statuses = {"gold": Status(table["gold"]), "got": Status(table["got"])}
    known = _only(table, (field.name for field in fields(FacetOutcome)))
    return FacetOutcome(**(_tuples(known) | statuses | {"ranked": ranked}))


def _only(table: Json, names: Iterable[str]) -> Json:
    return {name: table[name] for name in names}


def _tuples(table: Mapping[str, Any]) -> Json:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in table.items()}


def _status(value: str | None) -> Status | None:
    return None if value is None else Status(value)
