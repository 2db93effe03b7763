"""Models that an office trained itself: written with a manifest, refused where they are damaged or do not fit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from compliance.errors import ModelsFault
from compliance.judgement.models import MANIFEST, STATUS, load_models, shipped_models, write_models


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The shipped models, as an office would have written them, and their version."""
    folder = tmp_path_factory.mktemp("models")
    return folder, write_models(shipped_models(), folder)


@pytest.fixture
def folder(written: tuple[Path, str], tmp_path: Path) -> Path:
    for path in written[0].iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path


def test_what_was_written_is_loaded(folder: Path, written: tuple[Path, str]) -> None:
    loaded, shipped = load_models(folder), shipped_models()
    assert loaded.version == written[1]
    counted = [{n: (b.texts, b.counts) for n, b in one.memory.backgrounds.items()} for one in (loaded, shipped)]
    assert counted[0] == counted[1]
    assert dict(loaded.memory.precedents.by_statement) == dict(shipped.memory.precedents.by_statement)
    assert loaded.memory.wordings == shipped.memory.wordings


def test_a_damaged_file_is_named(folder: Path) -> None:
    data = bytearray((folder / STATUS).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / STATUS).write_bytes(data)
    with pytest.raises(ModelsFault, match="文件已损坏"):
        load_models(folder)


def test_a_file_that_is_gone_is_a_fault(folder: Path) -> None:
    (folder / STATUS).unlink()
    with pytest.raises(ModelsFault, match="读不到"):
        load_models(folder)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}"])
def test_a_damaged_manifest_is_a_fault(folder: Path, text: str) -> None:
    (folder / MANIFEST).write_text(text, "utf-8")
    with pytest.raises(ModelsFault, match="已损坏"):
        load_models(folder)


@pytest.mark.parametrize("change", [{"form": 2}, {"beside": "0" * 12}])
def test_models_of_another_version_of_the_program_are_refused(folder: Path, change: dict) -> None:
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    (folder / MANIFEST).write_text(json.dumps(manifest | change), "utf-8")
    with pytest.raises(ModelsFault, match="另一版程序"):
        load_models(folder)
