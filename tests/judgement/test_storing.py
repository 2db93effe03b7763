"""Models to bytes and back: equal models are equal bytes, and nothing but a model is loaded."""

from __future__ import annotations

import io
import zipfile
from collections import OrderedDict
from datetime import datetime
from fractions import Fraction

import numpy as np
import pytest
import skops.io
from sklearn.ensemble import HistGradientBoostingClassifier
from skops.io.exceptions import UntrustedTypesFoundException

from compliance.judgement.storing import load_model, model_bytes

ROWS = np.random.default_rng(0).random((80, 3)).astype(np.float32)
CLASSES = (ROWS[:, 0] > 0.5).astype(int)


def fitted() -> HistGradientBoostingClassifier:
    return HistGradientBoostingClassifier(max_iter=3, max_leaf_nodes=4, random_state=0).fit(ROWS, CLASSES)


@pytest.fixture(scope="module")
def stored() -> bytes:
    return model_bytes(fitted())


def test_a_stored_model_predicts_as_before(stored: bytes) -> None:
    assert (load_model(stored).predict_proba(ROWS) == fitted().predict_proba(ROWS)).all()


def test_equal_models_are_equal_bytes(stored: bytes) -> None:
    assert model_bytes(fitted()) == stored


def test_other_models_are_other_bytes(stored: bytes) -> None:
    other = HistGradientBoostingClassifier(max_iter=4, max_leaf_nodes=4, random_state=0).fit(ROWS, CLASSES)
    assert model_bytes(other) != stored


def test_the_archive_tells_neither_time_nor_random_names(stored: bytes) -> None:
    entries = zipfile.ZipFile(io.BytesIO(stored)).infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert [e.filename for e in entries] == ["schema.json", *(f"{i:04d}.npy" for i in range(len(entries) - 1))]


@pytest.mark.parametrize("content", [Fraction(1, 2), OrderedDict(a=datetime(2024, 1, 1)), print])
def test_anything_but_a_model_is_refused(content: object) -> None:
    with pytest.raises((UntrustedTypesFoundException, TypeError)):
        load_model(skops.io.dumps(content))


def test_what_is_no_archive_is_refused() -> None:
    with pytest.raises(zipfile.BadZipFile):
        load_model(b"\x80\x04\x95pickle")
