"""Models to bytes and back with skops: no pickle, and the same model gives the same bytes."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import skops.io

# What a stored model may hold besides plain scikit-learn estimators and arrays.
TRUSTED = ["sklearn.ensemble._hist_gradient_boosting.predictor.TreePredictor"]
_EPOCH = (1980, 1, 1, 0, 0, 0)


def _renumber(node: Any, numbers: dict[int, int]) -> Any:
    """The schema with memory addresses replaced by the order in which they occur."""
    if isinstance(node, dict):
        return {
            key: numbers.setdefault(value, len(numbers)) if key == "__id__" else _renumber(value, numbers)
            for key, value in node.items()
        }
    if isinstance(node, list):
        return [_renumber(value, numbers) for value in node]
    return node


def model_bytes(model: object) -> bytes:
    """A model as a skops archive without dates, random names or addresses, so that equal models are equal bytes."""
    source = zipfile.ZipFile(io.BytesIO(skops.io.dumps(model)))
    schema = _renumber(json.loads(source.read("schema.json")), {})
    names: dict[str, str] = {}
    text = json.dumps(schema, sort_keys=True)
    for name in sorted((n for n in source.namelist() if n != "schema.json"), key=text.index):
        names[name] = f"{len(names):04d}.{name.rsplit('.', 1)[-1]}"
        text = text.replace(f'"{name}"', f'"{names[name]}"')
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in [("schema.json", text.encode()), *((new, source.read(old)) for old, new in names.items())]:
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def load_model(data: bytes) -> Any:
    """The stored model. Raises skops' UntrustedTypesFoundException for an archive that holds anything else."""
    return skops.io.loads(data, trusted=TRUSTED)
