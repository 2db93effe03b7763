"""`make train`: gold documents in, the shipped models out."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from compliance.judgement.channels import Tokenise
from compliance.judgement.judge import concept_tokens
from compliance.judgement.models import BACKGROUND, RELEVANCE, STATUS, write_backgrounds
from compliance.judgement.storing import model_bytes
from compliance.language.understanding import understand
from compliance.learning.gold import load_gold
from compliance.learning.training import Lesson, backgrounds_of, fit, lesson_of
from compliance.reading import read
from compliance.registry import Registry
from compliance.schemes import load_scheme
from compliance.terms import DocumentKind, Scheme


def lessons(folder: Path, schemes: Mapping[str, Scheme], concepts: Tokenise) -> list[Lesson]:
    """The gold documents of a folder, read and understood as `check` would, with what a person told of each."""
    golds = list(load_gold(folder))
    understood = [understand([read(gold.path)], gold.subject, gold.period, DocumentKind(gold.kind)) for gold in golds]
    backgrounds = backgrounds_of(understood, schemes.values(), concepts)
    return [
        lesson_of(gold, schemes[gold.scheme], submission, concepts, backgrounds)
        for gold, submission in zip(golds, understood, strict=True)
    ]


def train(corpus: Path, models: Path) -> None:
    """Fit the models on a folder of gold documents and write them; the same folder gives the same bytes."""
    registry = Registry.load()
    schemes = {name: load_scheme(name, registry) for name in registry.schemes}
    fitted = fit(lessons(corpus, schemes, concept_tokens(registry.indicators.values())))
    (models / RELEVANCE).write_bytes(model_bytes(fitted.relevance))
    (models / STATUS).write_bytes(model_bytes(fitted.status))
    (models / BACKGROUND).write_bytes(write_backgrounds(fitted.backgrounds))


def main() -> None:
    """Train from the folder given first into the folder given second."""
    corpus, models = map(Path, sys.argv[1:3])
    train(corpus, models)


if __name__ == "__main__":
    main()
