"""`compliance train`: gold documents in, the shipped models out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from compliance.errors import GoldFault, UnknownScheme
from compliance.judgement.judge import concept_tokens
from compliance.judgement.models import Models, stored_models
from compliance.language.understanding import understand
from compliance.learning.gold import GoldDocument, load_gold
from compliance.learning.lessons import Lesson, backgrounds_of, example_lessons, lesson_of
from compliance.learning.parallel import each
from compliance.learning.training import fit
from compliance.reading import read
from compliance.registry import Registry
from compliance.schemes import load_scheme
from compliance.terms import DocumentKind, Scheme, Submission

# How much a document of a folder counts. `alike` was written after the pattern of `train`, those of `more` to plans
# that dealt out their traps, so that they have more of them than what is handed in. Of 1, 3 and 6 for `train` the last
# gave most on dev.
_WEIGHTS = {"train": 6.0, "alike": 2.0, "more": 1.0}


@dataclass(frozen=True, slots=True)
class Taught:
    """A judged submission that is no file of a corpus: what an office decided."""

    gold: GoldDocument
    submission: Submission
    weight: float


def lessons_of(folder: Path, schemes: Mapping[str, Scheme], weight: float = 1.0) -> list[Lesson]:
    """The gold documents of a folder, read and understood as `check` would, with what a person told of each.

    Raises GoldFault where the folder has none, and UnknownScheme for one that nobody brought.
    """
    golds = list(load_gold(folder))
    if not golds:
        raise GoldFault(f"{folder} 里没有判定文档（*.gold.json）。请指定放有 NAME.md 和 NAME.gold.json 的文件夹。")
    for gold in golds:
        if gold.scheme not in schemes:
            raise UnknownScheme(
                f"{gold.name}.gold.json 用到的评估方案“{gold.scheme}”没有找到，请用 --schemes 指定其文件夹。"
            )
    return each(lambda gold: _lesson(gold, schemes[gold.scheme], weight), golds)


def _lesson(gold: GoldDocument, scheme: Scheme, weight: float) -> Lesson:
    submission = understand([read(gold.path)], gold.subject, gold.period, DocumentKind(gold.kind))
    return lesson_of(gold, scheme, submission, weight)


def all_schemes(registry: Registry, folder: Path | None = None) -> dict[str, Scheme]:
    """The installed schemes and those of a folder, by id."""
    schemes = {name: load_scheme(name, registry) for name in registry.schemes}
    brought = sorted(folder.glob("*.toml")) if folder is not None else []
    return schemes | {path.stem: load_scheme(path, registry) for path in brought}


def shipped_corpus() -> tuple[dict[Path, float], Path]:
    """The folders of the package's own gold documents with their weights, and that of the schemes that they bring."""
    corpora = Path(str(files("compliance.corpora")))
    return {corpora / "gold" / name: weight for name, weight in _WEIGHTS.items()}, corpora / "schemes"


def fitted(
    folders: Mapping[Path, float],
    schemes: Path | None = None,
    say: Callable[[str], None] = lambda step: None,
    taught: Sequence[Taught] = (),
) -> Models:
    """The models of folders of gold documents, each with its weight, and of what was taught besides.

    `schemes` is a folder of further schemes that documents of the corpus are judged by.
    """
    registry = Registry.load()
    known = all_schemes(registry, schemes)
    say("读取")
    lessons = [lesson for folder, weight in folders.items() for lesson in lessons_of(folder, known, weight)]
    lessons += [lesson_of(one.gold, known[one.gold.scheme], one.submission, one.weight) for one in taught]
    lessons += example_lessons(registry.indicators.values())
    concepts = concept_tokens(registry.indicators.values())
    used = {lesson.scheme.id: lesson.scheme for lesson in lessons}
    backgrounds = backgrounds_of((one.submission for one in lessons), used.values(), concepts)
    return fit(lessons, concepts, backgrounds, registry.indicators, say)


def train(
    folders: Mapping[Path, float],
    models: Path,
    schemes: Path | None = None,
    say: Callable[[str], None] = lambda step: None,
) -> None:
    """Fit the models on folders of gold documents, each with its weight, and write them; equal documents, equal bytes.

    Nothing is written before every model is fitted.
    """
    for name, data in stored_models(fitted(folders, schemes, say)).items():
        (models / name).write_bytes(data)
