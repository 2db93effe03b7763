"""Names of archive entries: decoded, made harmless, and told apart. Nothing is ever written under them."""

from __future__ import annotations

import re
import unicodedata

UNNAMED = "未命名"
# Files that office programs and file managers leave behind, and that nobody means to hand in.
_LEFTOVERS = ("~$", ".~", ".")
_LEFTOVER_NAMES = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
_ROOT = re.compile(r"[A-Za-z]:")  # a drive of Windows
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})  # controls, and what turns or hides the text around it
_LONGEST_PART, _LONGEST = 200, 1000  # characters; file systems end at 255 bytes a part
_BEYOND_TWO_BYTES = "\u0800"


def decode_name(raw: bytes) -> str:
    """The characters of a name that its archive does not declare to be UTF-8.

    macOS writes UTF-8 undeclared, Windows in China GBK; what is neither is code page 437, as the format has it.
    """
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    # Short GBK names may pass for UTF-8 of two bytes a character, but not for three, which every 汉字 takes.
    if text and (text.isascii() or max(text) >= _BEYOND_TWO_BYTES):
        return text
    try:
        return raw.decode("gb18030")
    except UnicodeDecodeError:
        return raw.decode("cp437")


def safe_path(name: str) -> str:
    """A relative path to show: no step up, no root, no drive, no backslash, nothing unseen, of bounded length."""
    shown = "".join("_" if unicodedata.category(c) in _UNSEEN else c for c in unicodedata.normalize("NFC", name))
    relative = shown[2:] if _ROOT.match(shown) else shown
    parts = (part.strip() for part in relative.replace("\\", "/").split("/"))
    kept = [_shortened(part, _LONGEST_PART) for part in parts if part not in ("", ".", "..")]
    return _shortened("/".join(kept), _LONGEST) or UNNAMED


def is_leftover(path: str) -> bool:
    """Whether any part of a path is what programs leave behind: __MACOSX, .DS_Store, ~$ lock files, Thumbs.db."""
    return any(part.startswith(_LEFTOVERS) or part.lower() in _LEFTOVER_NAMES for part in path.split("/"))


class DistinctNames:
    """Gives each path of one archive its own name: a second 表.docx becomes 表（2）.docx."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}

    def distinct(self, path: str) -> str:
        """The path, or the path with a number that no earlier one has."""
        count = self._counts.get(path, 0) + 1
        self._counts[path] = count
        if count == 1:
            return path
        folder, slash, base = path.rpartition("/")
        stem, dot, suffix = base.rpartition(".")
        numbered = f"{stem}（{count}）.{suffix}" if dot and stem else f"{base}（{count}）"
        return self.distinct(f"{folder}{slash}{numbered}")


def _shortened(text: str, most: int) -> str:
    # The end tells the format, the beginning the matter.
    return text if len(text) <= most else f"{text[: most // 2 - 1]}…{text[-most // 2 :]}"
