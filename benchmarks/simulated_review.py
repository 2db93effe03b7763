"""How much has to be looked at until the gaps are found: `python -m benchmarks.simulated_review [GOLD_DIR]`, by hand.

The gold documents are the districts of a round, the gold statuses are what reviewers decide; nothing of a text is
shown. Once all documents are one round, once those of each scheme are a round of their own (the mean over schemes,
each weighted by its findings). The gold documents were written with gaps dealt out by chance, so that no item and no
district is worse than another beyond what the program sees; in a third table such differences are planted: gaps drawn
anew for 30 districts and 35 items, with effects of a standard deviation of 1 in log odds.

The share of the findings that had to be looked at until 95 % and all of the true gaps were confirmed:

- active: the likeliest gap first, by what was decided so far as well (compliance/review/queueing.py)
- need: the likeliest gap first, by the program alone
- confidence: the same, by status and confidence of the item alone
- documents: one document after the other, in the order of the scheme
- chance: the mean of 100 shuffles
- at best: every gap before everything else

WSS@95 is the share that did not have to be looked at, less the 5 % that giving up 5 % of the gaps saves by chance
(Cohen et al. 2006, “Reducing workload in systematic review preparation”). It prints Markdown tables.
"""

from __future__ import annotations

import os

os.environ["OMP_NUM_THREADS"] = "1"

import argparse
import json
import math
import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import fmean

import numpy as np

from compliance.check import check
from compliance.learning.gold_folder import gold_folder
from compliance.reports.json_report import to_dict
from compliance.review.learning.queueing import Queued, need, needs
from compliance.terms import Status

CORPUS = Path(__file__).parent.parent / "corpora" / "gold" / "test"
RECALLS = (0.95, 1.0)
SHUFFLES = 100
BATCH = 5  # decisions between two orders; the workbench waits for 20, of rounds that are ten times as large
DISTRICTS, ITEMS, PLANTED_SPREAD, PLANTED = 30, 35, 1.0, 5


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding, and whether it is a gap in truth."""

    scheme: str
    document: str
    item: str
    status: str
    confidence: float
    need: float
    gap: bool


def judged(folder: Path) -> list[Judged]:
    """Every item of the gold documents as the shipped models judge it."""
    found = []
    for gold in gold_folder(folder):
        report = to_dict(check([gold.path], gold.scheme), "")
        found += [
            Judged(
                gold.scheme,
                gold.name,
                one["item"],
                one["status"],
                one["confidence"],
                need(one),
                gold.items[one["item"]].is_gap,
            )
            for one in report["findings"]
            if one["item"] in gold.items
        ]
    return found


Order = Callable[[Sequence[Judged]], list[int]]


def active(findings: Sequence[Judged]) -> list[int]:
    """As the workbench orders them: anew after every few decisions."""
    districts = {name: number for number, name in enumerate(dict.fromkeys(one.document for one in findings))}
    decided: list[bool | None] = [None] * len(findings)
    order: list[int] = []
    while len(order) < len(findings):
        queued = [
            Queued(one.item, districts[one.document], Status(one.status), one.need, known)
            for one, known in zip(findings, decided, strict=True)
        ]
        likely = needs(queued)
        waiting = [place for place, known in enumerate(decided) if known is None]
        for place in sorted(waiting, key=lambda place: (-likely[place], place))[:BATCH]:
            order.append(place)
            decided[place] = findings[place].gap
    return order


def by_need(findings: Sequence[Judged]) -> list[int]:
    return sorted(range(len(findings)), key=lambda place: -findings[place].need)


def by_confidence(findings: Sequence[Judged]) -> list[int]:
    def likely(one: Judged) -> float:
        return one.confidence if Status(one.status).is_gap else 1 - one.confidence

    return sorted(range(len(findings)), key=lambda place: -likely(findings[place]))


def by_document(findings: Sequence[Judged]) -> list[int]:
    return list(range(len(findings)))


def at_best(findings: Sequence[Judged]) -> list[int]:
    return sorted(range(len(findings)), key=lambda place: not findings[place].gap)


ORDERS: dict[str, Order] = {
    "active": active,
    "need": by_need,
    "confidence": by_confidence,
    "documents": by_document,
    "at best": at_best,
}


def looked_at(findings: Sequence[Judged], order: Sequence[int], recall: float) -> float:
    """The share of the findings that come before so many of the gaps are found."""
    wanted = math.ceil(recall * sum(one.gap for one in findings) - 1e-9)
    found = 0
    for number, place in enumerate(order, 1):
        found += findings[place].gap
        if found >= wanted:
            return number / len(findings)
    return 1.0


def by_chance(findings: Sequence[Judged], recall: float) -> float:
    """The mean share over shuffles."""
    shares = []
    for seed in range(SHUFFLES):
        order = list(range(len(findings)))
        random.Random(seed).shuffle(order)
        shares.append(looked_at(findings, order, recall))
    return fmean(shares)


def shares_of(rounds: Sequence[Sequence[Judged]]) -> dict[str, list[float]]:
    """By way of ordering, the share looked at for each of RECALLS: the mean over rounds, weighted by their findings."""
    total = sum(map(len, rounds))
    shares: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(RECALLS))
    for findings in rounds:
        for name, way in ORDERS.items():
            order = way(findings)
            for place, recall in enumerate(RECALLS):
                shares[name][place] += looked_at(findings, order, recall) * len(findings) / total
        for place, recall in enumerate(RECALLS):
            shares["chance"][place] += by_chance(findings, recall) * len(findings) / total
    return dict(shares)


def planted(findings: Sequence[Judged], seed: int) -> list[Judged]:
    """A round of statuses and needs as in these, whose items and districts differ beyond the program's word."""
    rng = np.random.default_rng(seed)
    of_item, of_district = rng.normal(0, PLANTED_SPREAD, ITEMS), rng.normal(0, PLANTED_SPREAD, DISTRICTS)
    round_ = []
    for district in range(DISTRICTS):
        for item in range(ITEMS):
            like = findings[int(rng.integers(len(findings)))]
            sure = min(max(like.need, 0.01), 0.99)
            odds = math.log(sure / (1 - sure)) + of_item[item] + of_district[district]
            gap = bool(rng.random() < 1 / (1 + math.exp(-odds)))
            round_.append(replace(like, scheme="planted", document=str(district), item=str(item), gap=gap))
    return round_


def table(title: str, rounds: Sequence[Sequence[Judged]]) -> str:
    findings = sum(map(len, rounds))
    gaps = sum(one.gap for round_ in rounds for one in round_)
    lines = [
        f"{title}: {findings} findings, {gaps} gaps",
        "",
        "| order | until 95 % of the gaps | until all gaps | WSS@95 |",
        "|---|---|---|---|",
    ]
    for name, (most, every) in shares_of(rounds).items():
        lines.append(f"| {name} | {most:.3f} | {every:.3f} | {RECALLS[0] - most:+.3f} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="?", default=CORPUS, help="folder of gold documents")
    parser.add_argument("--judged", type=Path, help="keep what was judged in this file, and start from it if it exists")
    chosen = parser.parse_args()
    if chosen.judged and chosen.judged.exists():
        findings = [Judged(**one) for one in json.loads(chosen.judged.read_text("utf-8"))]
    else:
        findings = judged(chosen.gold)
        if chosen.judged:
            chosen.judged.write_text(json.dumps([asdict(one) for one in findings], ensure_ascii=False), "utf-8")
    by_scheme: dict[str, list[Judged]] = defaultdict(list)
    for one in findings:
        by_scheme[one.scheme].append(one)
    print(table("All documents as one round", [findings]), end="\n\n")
    print(table(f"A round for each of {len(by_scheme)} schemes", list(by_scheme.values())), end="\n\n")
    rounds = [planted(findings, seed) for seed in range(PLANTED)]
    print(table(f"{PLANTED} rounds with planted differences", rounds))


if __name__ == "__main__":
    main()
