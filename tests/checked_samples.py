"""The reports on the samples, each made once for all tests that look at them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from compliance.check import check
from compliance.terms import Report

SAMPLES = Path(__file__).parent.parent / "samples"
# As samples/README.md says.
SCHEMES = {
    "district-self-evaluation.docx": "national-quality-balance-2017",
    "inspection-plan.pdf": "inspector-plan",
    "school-plan.txt": "school-readiness",
}


@cache
def report_on(sample: str) -> Report:
    """The report on one sample against its scheme."""
    return check([SAMPLES / sample], SCHEMES[sample])
