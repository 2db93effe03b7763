"""Coverage-guided fuzzing of one parser: python fuzz/parsers.py ofd --seconds 1800 [--corpus FOLDER] [--faults FOLDER].

Run by hand, with atheris installed. Prints a line a fault, and at the end: seconds, runs, branches reached, faults. A
fault is anything but the outcomes that targets.py allows, more than 5 s of processor time, or more than 1 GB of memory;
its smallest input is kept in the folder of faults.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
sys.path[:0] = [str(ROOT), str(HERE), str(ROOT / "tests" / "reading"), str(ROOT / "tests" / "hostile")]

_SECONDS, _MEGABYTES = 5.0, 1024
_STUCK = 600  # seconds of wall time: on a shared machine a run may wait long for a processor
_LONGEST = 32 * 1024  # bytes of an input


def main() -> None:
    """Make the first corpus, then fuzz in a process of its own, which ends where memory or time run out."""
    from seeds import words_of, write_seeds
    from targets import TARGETS

    options = _options(list(TARGETS))
    target = TARGETS[options.parser]
    options.faults.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        corpus = options.corpus or Path(folder, "corpus")
        corpus.mkdir(parents=True, exist_ok=True)
        if not any(corpus.iterdir()):
            write_seeds(target, corpus)
        seeds = len(list(corpus.iterdir()))
        words = Path(folder, "words.json")
        words.write_text(json.dumps(words_of(target)), "utf-8")
        began = time.monotonic()
        run = [sys.executable, __file__, "--child", options.parser, str(words), str(options.faults)]
        flags = [f"-max_total_time={options.seconds}", f"-timeout={_STUCK}", f"-rss_limit_mb={_MEGABYTES}"]
        flags += [f"-max_len={_LONGEST}", "-print_final_stats=1", f"-artifact_prefix={options.faults}/"]
        flags += [*_dictionary(words, Path(folder, "words.dict")), str(corpus)]
        child = subprocess.run([*run, *flags], stdout=None, stderr=subprocess.PIPE, text=True, errors="replace")
        _report(options.parser, child, seeds, time.monotonic() - began)


def _options(parsers: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parser", choices=parsers)
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--corpus", type=Path, help="kept and gone on with; a temporary one otherwise")
    parser.add_argument("--faults", type=Path, default=Path(tempfile.gettempdir(), "compliance-faults"))
    return parser.parse_args()


def _dictionary(words: Path, path: Path) -> list[str]:
    """The words in the form that libFuzzer reads, which takes no empty list."""
    coded = (word.encode("utf-8", "surrogatepass").hex() for word in json.loads(words.read_text("utf-8")))
    lines = (re.sub("..", r"\\x\g<0>", word) for word in coded)
    path.write_text("".join(f'"{line}"\n' for line in lines), "ascii")
    return [f"-dict={path}"] if path.stat().st_size else []


def _report(parser: str, child: subprocess.CompletedProcess[str], seeds: int, seconds: float) -> None:
    said = child.stderr
    runs = re.findall(r"number_of_executed_units:\s*(\d+)|^#(\d+)\s", said, re.M)
    branches = re.findall(r"\bcov: (\d+)", said)
    count = max((int(a or b) for a, b in runs), default=0)
    print(f"{parser}: {seeds} seeds, {seconds:.0f} s, {count} runs, {branches[-1] if branches else 0} branches")
    if child.returncode or not runs:
        print(f"{parser}: ended with {child.returncode}\n{said[-4000:]}")


# --- the process that fuzzes -----------------------------------------------------------------------


class Faults:
    """Tells faults apart by their kind and place, and keeps the smallest input of each."""

    def __init__(self, name: str, folder: Path) -> None:
        self._name, self._folder = name, folder
        self._smallest: dict[str, int] = {}

    def add(self, fault: BaseException | None, data: bytes) -> None:
        """Keep an input; without an exception it took too long."""
        key = "slow" if fault is None else f"{type(fault).__name__} {_place(fault)}"
        known = self._smallest.get(key)
        if known is not None and known <= len(data):
            return
        self._smallest[key] = len(data)
        path = self._folder / f"{self._name}-{re.sub(r'[^A-Za-z0-9]+', '-', key)}"
        path.write_bytes(data)
        if known is None:
            print(f"  {self._name}: {key}: {str(fault)[:300]} → {path}", flush=True)


def _place(fault: BaseException) -> str:
    """Where it happened: the innermost line of our own."""
    frames = traceback.extract_tb(fault.__traceback__)
    own = [frame for frame in frames if "/compliance/" in frame.filename] or frames
    return f"{Path(own[-1].filename).name}:{own[-1].lineno} {frames[-1].name}"


def fuzz(name: str, words: Path, folder: Path, flags: list[str]) -> None:
    """Fuzz until the time is up."""
    import atheris

    # Only what parses is instrumented: these are imported before.
    import compliance.errors
    import compliance.terms  # noqa: F401 - imported so that it is not instrumented

    if name in ("normalise", "quantities"):
        with atheris.instrument_imports(include=["compliance"]):
            import compliance.language.normalise
            import compliance.language.quantities  # noqa: F401 - imported to be instrumented
    else:
        with atheris.instrument_imports(include=["compliance"]):
            _import_reading()
    import mutators
    from targets import TARGETS

    target = TARGETS[name]
    mutators.WORDS[:] = json.loads(words.read_text("utf-8")) or ["x"]
    run, faults = target.run(), Faults(name, folder)

    def one(data: bytes) -> None:
        began = time.process_time()
        try:
            run(data)
        except Exception as fault:
            faults.add(fault, data)
        if time.process_time() - began > _SECONDS:
            faults.add(None, data)

    atheris.Setup([__file__, *flags], one, custom_mutator=target.mutate)
    atheris.Fuzz()


def _import_reading() -> None:
    from importlib import import_module

    for path in sorted((ROOT / "compliance" / "reading").rglob("*.py")):
        if path.stem not in ("__init__", "child", "guard") and path.parent.name not in ("pdf", "scans", "pages"):
            import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        fuzz(sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]), sys.argv[5:])
    else:
        main()
