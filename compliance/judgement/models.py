"""The trained models: those that ship with the package (compliance.models), and those that an office trained itself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from compliance.errors import ModelsFault
from compliance.judgement.channels import Background
from compliance.judgement.memory import Memory
from compliance.judgement.precedents import read_precedents, write_precedents
from compliance.judgement.relevance import Classifier
from compliance.judgement.wordings import read_wordings, write_wordings

RELEVANCE, WORDS, EVIDENCE, SHOWING, STATUS = (
    f"{name}.skops" for name in ("relevance", "words", "evidence", "showing", "status")
)
BACKGROUND, PRECEDENTS, WORDINGS = "background.json", "precedents.tsv", "wordings.json"
_CLASSIFIERS = (RELEVANCE, WORDS, EVIDENCE, SHOWING, STATUS)
_NAMES = (*_CLASSIFIERS, BACKGROUND, PRECEDENTS, WORDINGS)
MANIFEST = "manifest.json"
_FORM = 1  # of the manifest


@dataclass(frozen=True, slots=True)
class Models:
    """Five models, one for all facets each, and what the corpora remember."""

    relevance: Classifier  # of a facet–clause pair
    words: Classifier  # what a pair's words show
    evidence: Classifier  # whether a pair is evidence, by its words and by what the statement's evidence sounds like
    showing: Classifier  # what a pair shows, by all that is known of it
    status: Classifier  # of a facet
    memory: Memory
    version: str  # first digits of the SHA-256 of the files


@cache
def shipped_models() -> Models:
    """The models of the package. Raises FileNotFoundError where the package was built without them."""
    folder = files("compliance.models")
    return _models_of({name: (folder / name).read_bytes() for name in _NAMES})


def _models_of(stored: Mapping[str, bytes]) -> Models:
    from compliance.judgement.storing import load_model  # scikit-learn takes a second to import

    memory = Memory(
        read_backgrounds(stored[BACKGROUND]), read_precedents(stored[PRECEDENTS]), read_wordings(stored[WORDINGS])
    )
    relevance, words, evidence, showing, status = (load_model(stored[name]) for name in _CLASSIFIERS)
    return Models(relevance, words, evidence, showing, status, memory, version_of(stored))


def version_of(stored: Mapping[str, bytes]) -> str:
    """First digits of the SHA-256 of the files."""
    found = hashlib.sha256()
    for name in _NAMES:
        found.update(stored[name])  # one by one: joined they would be held twice
    return found.hexdigest()[:12]


def write_models(models: Models, folder: Path) -> str:
    """Write the models into an empty folder with a manifest, and return their version."""
    stored = stored_models(models)
    version = version_of(stored)
    for name, data in stored.items():
        (folder / name).write_bytes(data)
    # The signals that models read change with the program: models fit the program whose shipped ones they stand beside.
    manifest = {"form": _FORM, "version": version, "beside": shipped_models().version}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")
    return version


def load_models(folder: Path) -> Models:
    """The models that `write_models` wrote. Raises ModelsFault where they are damaged or of another program version."""
    again = "请重新运行 compliance learn，或用 compliance learn --revert 退回。"
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        stored = {name: (folder / name).read_bytes() for name in _NAMES}
        form, version, beside = manifest["form"], manifest["version"], manifest["beside"]
    except OSError as error:
        raise ModelsFault(f"本机模型 {folder} 读不到（{error.strerror or error}），{again}") from None
    except (ValueError, KeyError, TypeError):
        raise ModelsFault(f"本机模型 {folder} 的 {MANIFEST} 已损坏，{again}") from None
    if form != _FORM or beside != shipped_models().version:
        raise ModelsFault(f"本机模型 {folder} 是按另一版程序训练的，不能用于本版程序，{again}")
    if version_of(stored) != version:
        raise ModelsFault(f"本机模型 {folder} 的文件已损坏（哈希值与 {MANIFEST} 不符），{again}")
    try:
        return _models_of(stored)
    except Exception as error:  # skops and scikit-learn say in many ways that they cannot read what they once wrote
        raise ModelsFault(f"本机模型 {folder} 装载不了（{type(error).__name__}），{again}") from None


def stored_models(models: Models) -> dict[str, bytes]:
    """Every file of the models by name; equal models are equal bytes."""
    from compliance.judgement.storing import model_bytes

    return {
        RELEVANCE: model_bytes(models.relevance),
        WORDS: model_bytes(models.words),
        EVIDENCE: model_bytes(models.evidence),
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
