"""The trained models that ship with the package (compliance.models), loaded once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from compliance.judgement.channels import Background
from compliance.judgement.relevance import Classifier

RELEVANCE, STATUS, BACKGROUND = "relevance.skops", "status.skops", "background.json"


@dataclass(frozen=True, slots=True)
class Models:
    """One model for the relevance of a facet–clause pair, one for a facet's status, and the corpora's token counts."""

    relevance: Classifier
    status: Classifier
    backgrounds: Mapping[str, Background]  # by channel: pairs, concepts
    version: str  # first digits of the SHA-256 of the files


@cache
def shipped_models() -> Models:
    """The models of the package. Raises FileNotFoundError where the package was built without them."""
    from compliance.judgement.storing import load_model  # scikit-learn takes a second to import

    folder = files("compliance.models")
    relevance, status = (folder / RELEVANCE).read_bytes(), (folder / STATUS).read_bytes()
    background = (folder / BACKGROUND).read_bytes()
    version = hashlib.sha256(relevance + status + background).hexdigest()[:12]
    return Models(load_model(relevance), load_model(status), read_backgrounds(background), version)


def read_backgrounds(data: bytes) -> dict[str, Background]:
    """The token counts of each channel, as `write_backgrounds` wrote them."""
    return {channel: Background(one["texts"], one["counts"]) for channel, one in json.loads(data).items()}


def write_backgrounds(backgrounds: Mapping[str, Background]) -> bytes:
    """JSON, sorted, so that the same counts are the same bytes."""
    plain = {name: {"texts": one.texts, "counts": dict(one.counts)} for name, one in backgrounds.items()}
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
