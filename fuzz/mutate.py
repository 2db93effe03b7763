"""Thousands of damaged files a format, each read in a reading process: python fuzz/mutate.py [COUNT] [FORMAT…].

Run by hand. Prints a line a format: files tried, read, refused, faults; a fault is named by its seed, with which
`mutations.mutated(sample, seed)` makes the same file again.
"""

from __future__ import annotations

import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "reading"))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "hostile"))

from mutations import mutated
from outcomes import outcome

from compliance.reading.isolation.parent import ReadingProcess
from compliance.reading.limits import Limits
from samples import SAMPLES

# A small file that takes longer is a fault.
LIMITS = Limits(silent_seconds=20, memory_bytes=1024 * 1024 * 1024)


def main(count: int, wanted: list[str]) -> None:
    with ThreadPoolExecutor(max_workers=1) as starter:
        reading = ReadingProcess(starter)
        for name, make in SAMPLES.items():
            if not wanted or name.rpartition(".")[2] in wanted:
                try_format(reading, name, make(), count)
        reading.close()


def try_format(reading: ReadingProcess, name: str, data: bytes, count: int) -> None:
    began, read, refused, faults = time.monotonic(), 0, 0, 0
    for seed in range(count):
        result = outcome(reading, name, mutated(data, seed), LIMITS)
        if result.fault:
            faults += 1
            print(f"  {name} seed {seed}: {result.sentence}")
        elif result.documents:
            read += 1
        else:
            refused += 1
    print(f"{name}: {count} files, {read} read, {refused} refused, {faults} faults, {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000, sys.argv[2:])
