"""What a user waits for. Run by hand with `make bench`; each measurement fails where it misses its target."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from compliance.check import check
from compliance.judgement.judge import judge
from compliance.language.understanding import understand
from compliance.reading.opening import read_bytes
from compliance.registry import Registry
from compliance.schemes import load_scheme

SCHEME = "beijing-2018"

# Time on one core, whatever else the machine does meanwhile.
on_one_core = pytest.mark.benchmark(timer=time.process_time)

CHILD = """
import resource, sys
from compliance.cli import main
code = main(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
sys.exit(code)
"""


def test_help_within_0_3_seconds(benchmark):
    program = Path(sys.executable).with_name("compliance")

    def show_help():
        return subprocess.run([program, "--help"], check=True, capture_output=True)

    benchmark.pedantic(show_help, rounds=15, warmup_rounds=2)
    assert benchmark.stats.stats.median < 0.3


@on_one_core
def test_warm_judgement_of_30_000_characters_within_1_second(benchmark, submission_file):
    """Understanding and judging; the file is read, and plugins, scheme and models are loaded, before."""
    registry = Registry.load()
    scheme = load_scheme(SCHEME, registry)
    document = read_bytes(submission_file.read_bytes(), submission_file.name)

    def judge_submission():
        return judge(scheme, understand([document], None, None, None), registry.indicators)

    findings, problems = benchmark.pedantic(judge_submission, rounds=5, warmup_rounds=1)
    assert findings and not problems
    assert benchmark.stats.stats.median < 1.0


@on_one_core
def test_warm_check_of_30_000_characters(benchmark, submission_file):
    """The whole check, files and plugins anew; no target of its own."""
    report = benchmark.pedantic(check, args=([submission_file], SCHEME), rounds=3, warmup_rounds=1)
    assert report.findings and not report.problems


@on_one_core
def test_100_pdf_pages_within_0_6_seconds(benchmark, pdf_file):
    document = benchmark.pedantic(read_bytes, args=(pdf_file.read_bytes(), pdf_file.name), rounds=5, warmup_rounds=1)
    assert document.pages == 100
    assert document.characters > 90_000
    assert benchmark.stats.stats.median < 0.6


@on_one_core
def test_100_pdf_pages_without_fonts(benchmark, fontless_pdf_file):
    """No target of its own: PDFium asks for the stand-in on each page."""
    document = benchmark.pedantic(read_bytes, args=(fontless_pdf_file.read_bytes(), fontless_pdf_file.name), rounds=3)
    assert document.pages == 100
    assert document.characters > 90_000


@pytest.mark.parametrize("file", ["submission_file", "fontless_pdf_file"])
def test_a_check_stays_within_500_megabytes(benchmark, request, file):
    """The highest resident memory of a process that checks one file; its time is that of a cold start."""
    arguments = ["check", str(request.getfixturevalue(file)), "--scheme", SCHEME, "--format", "json"]

    def check_cold():
        return subprocess.run([sys.executable, "-c", CHILD, *arguments], capture_output=True, text=True)

    finished = benchmark.pedantic(check_cold, rounds=1)
    assert finished.returncode in (0, 1), finished.stderr
    megabytes = int(finished.stderr.split()[-1]) / 1024  # Linux counts in kibibytes
    print(f"\npeak memory, {file}: {megabytes:.0f} MB")
    assert megabytes < 500
