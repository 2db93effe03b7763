"""The libraries that recognise text in pictures: an optional part of the installation, loaded when a picture comes."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_INSTALL = '请安装文字识别组件后重试：pip install "compliance[ocr]"'
# The models that the package brings, by what they do; none is ever fetched.
TASKS = ("det", "cls", "rec")


@cache
def missing() -> str:
    """What keeps pictures from being read, in Chinese and with what to install; "" where nothing does."""
    absent = [name for name in ("rapidocr", "onnxruntime", "cv2") if find_spec(name) is None]
    if absent:
        packages = "、".join("opencv-python-headless" if name == "cv2" else name for name in absent)
        return f"没有安装 {packages}，{_INSTALL}"
    try:
        opencv()
        import_module("onnxruntime")
    except ImportError as fault:
        # opencv-python wants a graphical desktop's libraries (libGL); the headless package is the same without them.
        return f"图像处理组件无法加载（{fault}），请改装 opencv-python-headless 和 onnxruntime 后重试"
    unfound = [task for task in TASKS if model_path(task) is None]
    return f"安装的 rapidocr 不含识别模型（{'、'.join(unfound)}），请安装 3.10 或以上版本" if unfound else ""


@cache
def opencv() -> Any:
    """OpenCV; named here only, since its stubs are there only where it is installed."""
    return import_module("cv2")


@cache
def model_path(task: str) -> Path | None:
    """The file of the model for one of TASKS inside the installed package."""
    spec = find_spec("rapidocr")
    folders = list(spec.submodule_search_locations or ()) if spec else []
    found = [path for folder in folders for path in sorted(Path(folder).glob(f"models/*_{task}_*.onnx"))]
    return found[0] if found else None
