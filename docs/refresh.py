"""Make the documentation's shown results anew: python docs/refresh.py (the picture needs Chromium).

Checks the .docx sample, replaces the excerpt between the `excerpt` marks of both READMEs, and takes the picture of the
report. To be run after anything that changes findings.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from compliance.check import check
from compliance.reports.html_report import to_html
from compliance.reports.table_report import to_text
from compliance.terms import Report

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "samples" / "district-self-evaluation.docx"
SCHEME = "national-quality-balance-2017"
PICTURE = ROOT / "docs" / "images" / "report.png"
READMES = (ROOT / "README.md", ROOT / "README.zh-CN.md")
EXCERPT = re.compile(r"(<!-- excerpt -->\n```\n).*?(\n```\n<!-- /excerpt -->)", re.S)
SHOWN_ITEMS = ("nqb-14", "nqb-18", "nqb-20", "nqb-27")  # an exception, a promise, a share too low, a denial
CREATED = "2024-04-02T09:30:00+08:00"
WIDTH, HEIGHT = 1280, 1540  # the summary and the first gap with its quotes
COLOURS = 96  # a page of text needs no more, and the file is a third as large


def excerpt(report: Report, width: int = 120) -> str:
    """The summary and the shown items' rows of the terminal table."""
    lines = to_text(report, width).splitlines()
    head = lines[: next(number for number, line in enumerate(lines) if line.startswith("其余条目"))]
    start = next(number for number, line in enumerate(head) if line.strip().startswith("────"))
    rows = re.split(r"\n(?= \S)", "\n".join(head[start + 1 :]))
    shown = [row.rstrip() for row in rows if row.split()[:1] and row.split()[0] in SHOWN_ITEMS]
    return "\n".join([*head[: start + 1], *shown, " …"])


def take_picture(page: str, target: Path) -> None:
    """A screenshot of the report's first screen. Raises FileNotFoundError without Chromium."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        raise FileNotFoundError("Chromium is needed to take the picture")
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.html"
        report.write_text(page, encoding="utf-8")
        quiet = ("quic", "gpu", "background-networking", "component-update", "sync")
        command = [browser, "--headless", "--no-sandbox", "--no-first-run", "--hide-scrollbars"]
        command += [f"--disable-{name}" for name in quiet] + [f"--user-data-dir={folder}/profile"]
        command += [f"--window-size={WIDTH},{HEIGHT}", f"--screenshot={target}", report.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    with Image.open(target) as picture:
        picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=COLOURS).save(target, optimize=True)


def main() -> int:
    report = check([SAMPLE], SCHEME)
    shown = excerpt(report)
    for readme in READMES:
        text = readme.read_text("utf-8")
        readme.write_text(EXCERPT.sub(lambda found: found[1] + shown + found[2], text), encoding="utf-8")
    take_picture(to_html(report, CREATED), PICTURE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
