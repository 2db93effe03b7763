"""How well scanned pages are read, and how fast: `python -m benchmarks.scanned`, by hand; prints a Markdown table.

The truth is the text layer of the same PDF, as the PDF reader has it. The character error rate is the edit distance to
it over its length, white space left out; "folded" takes full-width and half-width forms of a sign for one.
"""

from __future__ import annotations

import os

os.environ["OMP_NUM_THREADS"] = "1"

import argparse
import tempfile
import time
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np

from benchmarks import scanned_pages as pages
from compliance.reading.blocks import Extract
from compliance.reading.pdf.reader import read_pdf
from compliance.reading.scans.libraries import missing, opencv
from compliance.terms import BlockKind

Spoil = Callable[[pages.Image.Image, int, int], bytes]
CONDITIONS: dict[str, Spoil] = {
    "clean": lambda page, dpi, seed: pages.scanned(page, dpi, seed),
    "skewed by 1°": lambda page, dpi, seed: pages.scanned(page, dpi, seed, skew=1.0 if seed % 2 else -1.0),
    "red seal over text": lambda page, dpi, seed: pages.scanned(pages.stamped(page, dpi, seed), dpi, seed),
    "black and white": lambda page, dpi, seed: pages.black_and_white(pages.scanned(page, dpi, seed)),
    "worn copy": lambda page, dpi, seed: pages.scanned(page, dpi, seed, worn=True),
}


COLUMNS = (
    *("pages", "dpi", "characters", "error rate", "folded", "wrong at digits", "blocks exact", "cells exact"),
    *("letters of seals", "lowest confidence", "pages a minute"),
)


@dataclass
class Score:
    """Sums over the documents of one condition."""

    pages: int = 0
    characters: int = 0
    wrong: int = 0
    wrong_folded: int = 0
    digits: int = 0
    wrong_digits: int = 0
    blocks: int = 0
    whole_blocks: int = 0
    cells: int = 0
    whole_cells: int = 0
    seals: int = 0
    seal_characters: int = 0
    lowest: float = 1.0
    seconds: float = 0.0

    def add(self, truth: Extract, read: Extract, seconds: float, show: bool) -> None:
        """Count one document."""
        self.pages += read.pages or 0
        self.seconds += seconds
        wanted, got = _text(truth), _text(read)
        self.characters += len(wanted)
        self.wrong += distance(wanted, got)
        wanted, got = folded(wanted), folded(got)
        self.wrong_folded += distance(wanted, got)
        self.digits += sum(map(str.isdigit, wanted))
        for kind, a0, a1, b0, b1 in SequenceMatcher(None, wanted, got, autojunk=False).get_opcodes():
            if kind == "equal":
                continue
            self.wrong_digits += any(map(str.isdigit, wanted[a0:a1] + got[b0:b1]))
            if show:
                print(f"    …{wanted[max(0, a0 - 6) : a0]}[{wanted[a0:a1]}→{got[b0:b1]}]")
        self._add_blocks(truth, read)
        self.seals += sum("枚印章" in note for c in read.certificates for note in c.notes)
        said = [found.text.split()[0] for found in read.set_aside if found.reason == "seal"]
        self.seal_characters += sum(max(0, len(pages.SEAL) - distance(pages.SEAL, text)) for text in said)
        self.lowest = min([self.lowest, *(certificate.confidence for certificate in read.certificates)])

    def _add_blocks(self, truth: Extract, read: Extract) -> None:
        found = {folded(_bare(block.text)) for block in read.blocks}
        running = [block for block in truth.blocks if block.kind is not BlockKind.TABLE]
        self.blocks += len(running)
        self.whole_blocks += sum(folded(_bare(block.text)) in found for block in running)
        tables = [block for block in read.blocks if block.kind is BlockKind.TABLE]
        for wanted, got in zip([b for b in truth.blocks if b.kind is BlockKind.TABLE], tables, strict=False):
            cells = {(c.row, c.column): folded(_bare(got.text[c.start : c.end])) for c in got.cells}
            self.cells += len(wanted.cells)
            self.whole_cells += sum(
                cells.get((c.row, c.column)) == folded(_bare(wanted.text[c.start : c.end])) for c in wanted.cells
            )

    def row(self, condition: str, dpi: int) -> str:
        """As a row of the table."""

        def share(part: int, whole: int) -> str:
            return f"{part}/{whole}" if whole else "–"

        rates = f"{self.wrong / self.characters:.2%} | {self.wrong_folded / self.characters:.2%}"
        whole = f"{share(self.whole_blocks, self.blocks)} | {share(self.whole_cells, self.cells)}"
        speed = f"{60 * self.pages / self.seconds:.0f}"
        return (
            f"| {condition} | {dpi} | {self.characters} | {rates} | {share(self.wrong_digits, self.digits)} "
            f"| {whole} | {share(self.seal_characters, self.seals * len(pages.SEAL))} | {self.lowest:.2f} | {speed} |"
        )


def _bare(text: str) -> str:
    return "".join(text.split())


def _text(extract: Extract) -> str:
    return _bare("".join(block.text.replace(" | ", "") for block in extract.blocks))


def folded(text: str) -> str:
    """Full-width forms as half-width ones."""
    return unicodedata.normalize("NFKC", text)


def distance(one: str, other: str) -> int:
    """Edit distance: characters to put in, take out or change."""
    left, right = (np.array([ord(character) for character in text]) for text in (one, other))
    steps = np.arange(len(right) + 1)
    row = steps.copy()
    for index, character in enumerate(left, 1):
        best = np.minimum(row[1:] + 1, row[:-1] + (right != character))
        row = np.minimum.accumulate(np.concatenate([[index], best]) - steps) + steps
    return int(row[-1])


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="print every error")
    parser.add_argument("--only", default="", help="measure the pages whose name holds this")
    parser.add_argument("--dpi", type=int, nargs="*", default=[150, 300])
    parser.add_argument("--pages", type=int, default=None, help="at most so many pages of each document")
    options = parser.parse_args(arguments)
    if missing() or not pages.can_make():
        raise SystemExit(missing() or "LibreOffice and the Noto CJK fonts are needed to print the pages")
    opencv().setNumThreads(1)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        texts = [pages.first_pages(pages.print_text(text, size, folder), options.pages) for text, size in pages.TEXTS]
        tables = pages.print_tables(folder)
    print(f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}")
    measured = [(name, texts, spoil) for name, spoil in CONDITIONS.items()]
    measured += [(f"ruled tables, {name}", [tables], CONDITIONS[name]) for name in ("clean", "skewed by 1°")]
    for dpi in options.dpi:
        for name, printed, spoil in measured:
            if options.only in name:
                print(_measure(printed, dpi, spoil, options.show).row(name, dpi), flush=True)


def _measure(printed: Sequence[bytes], dpi: int, spoil: Spoil, show: bool) -> Score:
    score = Score()
    for pdf in printed:
        scans = [spoil(page, dpi, seed) for seed, page in enumerate(pages.draw(pdf, dpi))]
        start = time.process_time()
        read = read_pdf(pages.bound(scans, dpi), "scan.pdf")
        score.add(read_pdf(pdf, "print.pdf"), read, time.process_time() - start, show)
    return score


if __name__ == "__main__":
    main()
