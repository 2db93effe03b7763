"""The trained models that ship with the package (compliance.models), loaded once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from compliance.judgement.relevance import Classifier

RELEVANCE, STATUS = "relevance.skops", "status.skops"


@dataclass(frozen=True, slots=True)
class Models:
    """One model for the relevance of a facet–clause pair, one for a facet's status; and what they are."""

    relevance: Classifier
    status: Classifier
    version: str  # first digits of the SHA-256 of both files


@cache
def shipped_models() -> Models:
    """The models of the package. Raises FileNotFoundError where the package was built without them."""
    from compliance.learning.storing import load_model  # scikit-learn takes a second to import

    folder = files("compliance.models")
    relevance, status = (folder / RELEVANCE).read_bytes(), (folder / STATUS).read_bytes()
    version = hashlib.sha256(relevance + status).hexdigest()[:12]
    return Models(load_model(relevance), load_model(status), version)
