"""Make the documentation's shown results anew: python docs/refresh.py (the pictures need Chromium).

Checks the .docx sample, replaces the excerpt between the `excerpt` marks of both READMEs, and takes the picture of the
report. To be run after anything that changes findings. `python docs/refresh.py workbench` takes the pictures of the
workbench instead, from the browser test that goes through a whole round; to be run after anything that changes pages.
"""

from __future__ import annotations

import os
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
WORKBENCH = ROOT / "tests" / "review" / "test_stories_in_browser.py"
# Pictures of the workbench, and the steps of the story that they show.
WORKBENCH_PICTURES = {
    "home": "administrator-home",
    "review": "review",
    "result": "what-changed",
    "overview": "overview",
    "ledger": "problem-proposed",
    "disputed": "two-decisions",
}
MOST_COLOURS = 256  # statuses are told by colour too
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
    shrink(target, target)


def shrink(taken: Path, target: Path, colours: int = COLOURS) -> None:
    """Keep a screenshot with so many colours."""
    with Image.open(taken) as picture:
        picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=colours).save(target, optimize=True)


def take_workbench_pictures() -> None:
    """The pictures that the story's steps leave. Raises CalledProcessError where the story does not come to its end."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pytest", str(WORKBENCH), "-q", "-k", "from_its_opening_to_its_export"]
        environment = {**os.environ, "COMPLIANCE_SCREENSHOTS": folder, "CI": "true"}
        subprocess.run(command, check=True, cwd=ROOT, env=environment, timeout=900)
        for name, step in WORKBENCH_PICTURES.items():
            (taken,) = Path(folder).glob(f"[0-9][0-9]-{step}.png")
            shrink(taken, PICTURE.parent / f"workbench-{name}.png", MOST_COLOURS)


def main() -> int:
    if sys.argv[1:] == ["workbench"]:
        take_workbench_pictures()
        return 0
    report = check([SAMPLE], SCHEME)
    shown = excerpt(report)
    for readme in READMES:
        text = readme.read_text("utf-8")
        readme.write_text(EXCERPT.sub(lambda found: found[1] + shown + found[2], text), encoding="utf-8")
    take_picture(to_html(report, CREATED), PICTURE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
