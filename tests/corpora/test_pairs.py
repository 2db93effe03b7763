"""The facet–clause pairs agree with the gold documents that they are from."""

from __future__ import annotations

import csv
import json
from importlib.resources import files
from pathlib import Path

CORPORA = Path(str(files("compliance.corpora")))
KINDS = {"demand", "intention", "neighbour", "last_year", "shortfall", "other_matter"}


def pairs() -> list[dict[str, str]]:
    with (CORPORA / "pairs" / "pairs.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_there_are_enough_and_every_kind_of_hard_negative_is_among_them() -> None:
    rows = pairs()
    assert len(rows) >= 10_000
    assert {row["kind"] for row in rows if row["relevant"] == "0"} == KINDS


def test_what_a_pair_shows_is_what_the_gold_says_of_the_facet() -> None:
    folder = {path.name: path for part in ("train", "more") for path in (CORPORA / "gold" / part).glob("*.gold.json")}
    gold = {
        name: {
            f"{item['id']}.{facet['id']}": facet["status"]
            for item in json.loads(path.read_text("utf-8"))["items"]
            for facet in item["facets"]
        }
        for name, path in folder.items()
    }
    for row in pairs():
        status = gold[f"{row['document']}.gold.json"][row["facet"]]
        assert row["relevant"] == "0" or row["shows"] == status, row
