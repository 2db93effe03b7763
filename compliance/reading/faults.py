"""How a file that cannot be read is told of: one sentence, 名称：有什么不对，该怎么办。"""

from __future__ import annotations

from compliance.errors import UnreadableFile


def unreadable(name: str, sentence: str) -> UnreadableFile:
    """The error for one file; `sentence` says what is wrong and what to do, in Chinese, without a stop at its end."""
    return UnreadableFile(f"{name}：{sentence.rstrip('。')}。")


def without_name(fault: UnreadableFile, name: str) -> str:
    """The sentence of an error alone, for where the file is named beside it."""
    return str(fault).removeprefix(f"{name}：")
