"""How a file that cannot be read is told of: one sentence, 名称：有什么不对，该怎么办。"""

from __future__ import annotations

from compliance.errors import UnreadableFile

MEGABYTE = 1024 * 1024


def unreadable(name: str, sentence: str) -> UnreadableFile:
    """The error for one file; `sentence` says what is wrong and what to do, in Chinese, without a stop at its end."""
    return UnreadableFile(f"{name}：{sentence.rstrip('。')}。")


def without_name(fault: UnreadableFile, name: str) -> str:
    """The sentence of an error alone, for where the file is named beside it."""
    return str(fault).removeprefix(f"{name}：")


def too_large(file_bytes: int) -> str:
    return f"文件超过 {file_bytes / MEGABYTE:.0f} MB，请压缩其中的图片或拆成几个文件后再提交"


def over_memory(memory_bytes: int) -> str:
    return f"读取用去的内存超过 {memory_bytes / MEGABYTE:.0f} MB，已中止，请拆成几个文件后再提交"
