"""Text in pictures: where lines stand, what they say, and which way up they are (PP-OCR models inside rapidocr).

The engine is given the files of its models, so that it has no reason to fetch any, and arrays only, never a path or an
address that it would open itself.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from math import sqrt
from typing import Any

import numpy as np

from compliance.reading.pages.geometry import Box
from compliance.reading.scans.libraries import TASKS, model_path, opencv
from compliance.reading.scans.pictures import Pixels

Quads = np.ndarray[Any, np.dtype[np.float32]]  # lines × (top left, top right, bottom right, bottom left) × (x, y)

# Lines are found on a picture of this many pixels a point: 1,040 pixels down an A4 page, as many as the model needs for
# 9-point text; half as many again takes twice the time and finds no more.
FINDING_SCALE = 1_040 / 842
_COARSE = 137 / 72  # screens and poor scans are searched as they are
_MOST_SEARCHED = 8_000_000  # pixels; a page has 0.8 million
_SMALLEST = 32  # pixels on a side that the model takes
_TRIED = 3  # lines that are read both ways up where the classifier sees them upside down
_LINE_HEIGHT = 48  # of the recognition model's input


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of one line as recognised, and how sure the model is, from 0 to 1, on average over its characters."""

    text: str
    confidence: float


def box_of(quad: Quads) -> Box:
    """The upright box around one quadrangle."""
    left, top, right, bottom = map(float, (*quad.min(axis=0), *quad.max(axis=0)))
    return left, top, right, bottom


def find_lines(picture: Pixels, scale: float) -> Quads:
    """The lines of text, as quadrangles in pixels of `picture`, which has `scale` pixels a point."""
    cv2 = opencv()
    high, wide = picture.shape[:2]
    factor = min(1.0 if scale < _COARSE else FINDING_SCALE / scale, sqrt(_MOST_SEARCHED / (high * wide)))
    size = max(_SMALLEST, round(wide * factor)), max(_SMALLEST, round(high * factor))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    found = _engine("det")(np.ascontiguousarray(small[:, :, ::-1]), use_det=True, use_cls=False, use_rec=False)
    if found.boxes is None or not len(found.boxes):
        return np.empty((0, 4, 2), np.float32)
    stretch = np.array([wide / size[0], high / size[1]])
    return np.asarray(found.boxes * stretch, np.float32)


def read_line(line: Pixels) -> Reading:
    """The text of a picture of one line."""
    found = _engine("rec")(_prepared(line), use_det=False, use_cls=False, use_rec=True)
    if not found.txts:
        return Reading("", 0.0)
    return Reading(str(found.txts[0]), float(found.scores[0]))


def are_upside_down(lines: Sequence[Pixels]) -> bool:
    """Whether lines stand on their heads: most look so to the classifier, and read better the other way up."""
    votes = 0.0
    for line in lines:
        (label, score), *_ = _engine("cls")(_prepared(line), use_det=False, use_cls=True, use_rec=False).cls_res
        votes += float(score) if label == "180" else -float(score)
    if votes <= 0:
        return False
    tried = lines[:_TRIED]
    as_they_are = sum(read_line(line).confidence for line in tried)
    return sum(read_line(np.rot90(line, 2)).confidence for line in tried) > as_they_are


def _prepared(line: Pixels) -> Pixels:
    """Blue, green and red in the model's order, and not much larger than the model sees it."""
    high = line.shape[0]
    if high > 2 * _LINE_HEIGHT:
        factor = 2 * _LINE_HEIGHT / high
        line = opencv().resize(line, None, fx=factor, fy=factor, interpolation=opencv().INTER_AREA)
    return np.ascontiguousarray(line[:, :, ::-1])


@cache
def _engine(task: str) -> Any:
    """One engine a task, since a call's switches stay switched in the engine."""
    params = {
        "Global.log_level": "critical",
        "Global.text_score": 0.0,
        "Global.use_preprocess_img": False,
        "Global.use_vertical_padding": False,
        "Det.limit_type": "max",
        "Det.limit_side_len": 1_000_000,  # sized above
        "EngineConfig.onnxruntime.intra_op_num_threads": _threads(),
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        **{f"{name.capitalize()}.model_path": str(model_path(name)) for name in TASKS},
    }
    return import_module("rapidocr").RapidOCR(params=params)


def _threads() -> int:
    """All cores, unless the environment says otherwise in the way that numerical libraries agree on."""
    stated = os.environ.get("OMP_NUM_THREADS", "")
    return int(stated) if stated.isdecimal() and int(stated) > 0 else os.cpu_count() or 1
