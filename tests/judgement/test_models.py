"""The shipped models are loaded once and know all that the judgement asks of them."""

from __future__ import annotations

from compliance.judgement.models import read_backgrounds, shipped_models, write_backgrounds
from compliance.judgement.showing import STATUSES


def test_they_are_loaded_once() -> None:
    assert shipped_models() is shipped_models()


def test_the_status_model_knows_every_status_in_its_order() -> None:
    assert list(shipped_models().status.classes_) == list(range(len(STATUSES)))


def test_the_background_counts_every_channel() -> None:
    backgrounds = shipped_models().memory.backgrounds
    assert sorted(backgrounds) == ["concepts", "folded", "pairs"]
    for background in backgrounds.values():
        assert 0 < max(background.counts.values()) <= background.texts


def test_the_background_is_stored_as_it_was() -> None:
    backgrounds = shipped_models().memory.backgrounds
    read = read_backgrounds(write_backgrounds(backgrounds))
    assert {name: (one.texts, one.counts) for name, one in read.items()} == {
        name: (one.texts, one.counts) for name, one in backgrounds.items()
    }


def test_the_version_tells_one_training_from_another() -> None:
    version = shipped_models().version
    assert len(version) == 12 and int(version, 16) >= 0
