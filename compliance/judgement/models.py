"""The trained models that ship with the package (compliance.models), loaded once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from compliance.judgement.channels import Background
from compliance.judgement.memory import Memory
from compliance.judgement.precedents import read_precedents, write_precedents
from compliance.judgement.relevance import Classifier
from compliance.judgement.wordings import read_wordings, write_wordings

RELEVANCE, WORDS, SHOWING, STATUS = "relevance.skops", "words.skops", "showing.skops", "status.skops"
BACKGROUND, PRECEDENTS, WORDINGS = "background.json", "precedents.json", "wordings.json"


@dataclass(frozen=True, slots=True)
class Models:
    """Four models, one for all facets each, and what the corpora remember."""

    relevance: Classifier  # of a facet–clause pair
    words: Classifier  # what a pair's words show
    showing: Classifier  # what a pair shows, by all that is known of it
    status: Classifier  # of a facet
    memory: Memory
    version: str  # first digits of the SHA-256 of the files


@cache
def shipped_models() -> Models:
    """The models of the package. Raises FileNotFoundError where the package was built without them."""
    from compliance.judgement.storing import load_model  # scikit-learn takes a second to import

    folder = files("compliance.models")
    names = (RELEVANCE, WORDS, SHOWING, STATUS, BACKGROUND, PRECEDENTS, WORDINGS)
    stored = {name: (folder / name).read_bytes() for name in names}
    memory = Memory(
        read_backgrounds(stored[BACKGROUND]), read_precedents(stored[PRECEDENTS]), read_wordings(stored[WORDINGS])
    )
    relevance, words, showing, status = (load_model(stored[name]) for name in names[:4])
    version = hashlib.sha256(b"".join(stored[name] for name in names)).hexdigest()[:12]
    return Models(relevance, words, showing, status, memory, version)


def stored_models(models: Models) -> dict[str, bytes]:
    """Every file of the models by name; equal models are equal bytes."""
    from compliance.judgement.storing import model_bytes

    return {
        RELEVANCE: model_bytes(models.relevance),
        WORDS: model_bytes(models.words),
        SHOWING: model_bytes(models.showing),
        STATUS: model_bytes(models.status),
        BACKGROUND: write_backgrounds(models.memory.backgrounds),
        PRECEDENTS: write_precedents(models.memory.precedents),
        WORDINGS: write_wordings(models.memory.wordings),
    }


def read_backgrounds(data: bytes) -> dict[str, Background]:
    """The token counts of each channel, as `write_backgrounds` wrote them."""
    return {channel: Background(one["texts"], one["counts"]) for channel, one in json.loads(data).items()}


def write_backgrounds(backgrounds: Mapping[str, Background]) -> bytes:
    """JSON, sorted, so that the same counts are the same bytes."""
    plain = {name: {"texts": one.texts, "counts": dict(one.counts)} for name, one in backgrounds.items()}
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
