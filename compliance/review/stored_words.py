"""What the worker stores of a check, in Chinese as every record; said to each reader in their own language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from django.conf import settings
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as translated

# Why a check failed, or what is to be known of one that did not.
BROKEN = gettext_noop(
    "检查时程序出错，不是材料的问题。请稍后点“重新检查”；仍然出错时，请把数据文件夹里的 workbench.log 交给管理员。"
)
KEEPS_STOPPING = gettext_noop(
    "检查了 %(attempts)d 次都在中途停下，可能有文件太大或已损坏。请拆小文件后重新上传，或联系管理员。"
)
TAKEN_OVER = gettext_noop("文件、方案和程序版本都与第 %(number)d 稿相同，沿用其结果。")
BAD_NAME = gettext_noop("文件名“%(name)s”不能用，请改名后重新上传。")
GONE = gettext_noop("数据文件夹里没有这份文件了，请重新上传；如果数据文件夹是从备份恢复的，请把其中的 files 一并恢复。")

# Why a decision has to be looked at again.
QUOTE_LOST = gettext_noop("原依据“%(quote)s”在新稿中找不到或不能确定是哪一处（共 %(number)d 处）。")
PROPOSAL_CHANGED = gettext_noop("程序的判断由“%(status_before)s”变为“%(status_now)s”。")
FILES_CHANGED = gettext_noop("决定针对整份材料，而新稿的文件有变动。")

# How far a check has come; all but the first and the last as compliance.check tells it.
PREPARING = gettext_noop("准备")
STORING = gettext_noop("保存结果")
_STEPS = (
    PREPARING,
    gettext_noop("读取文件 %(name)s"),
    gettext_noop("读取文件"),
    gettext_noop("理解文本"),
    gettext_noop("逐条评判"),
    gettext_noop("检查完整性"),
    STORING,
)
_SENTENCES = (BROKEN, KEEPS_STOPPING, TAKEN_OVER, BAD_NAME, GONE, QUOTE_LOST, PROPOSAL_CHANGED, FILES_CHANGED)


def said(text: str) -> str:
    """The text with every sentence above in the language of the reader; what is none of them stays as it is."""
    if get_language() == settings.LANGUAGE_CODE:
        return text
    for sentence in _SENTENCES:
        text = _pattern(sentence).sub(lambda found, known=sentence: _filled(known, found.groupdict()), text)  # type: ignore[misc]  # mypy gives defaults of a lambda no type
    return text.rstrip()


def step_said(step: str) -> str:
    """A step of a check in the language of the reader."""
    for known in _STEPS:
        if found := _pattern(known).fullmatch(step):
            return _filled(known, found.groupdict())
    return step


def _filled(sentence: str, values: Mapping[str, str]) -> str:
    shown = {name: translated(value) if name.startswith("status_") else value for name, value in values.items()}
    # What was stored is text already, numbers too.
    return re.sub(r"(%\(\w+\))d", r"\1s", translated(sentence)) % shown


@cache
def _pattern(sentence: str) -> re.Pattern[str]:
    pieces = re.split(r"%\((\w+)\)[sd]", sentence)
    return re.compile(
        "".join(f"(?P<{piece}>.+?)" if number % 2 else re.escape(piece) for number, piece in enumerate(pieces)),
        re.DOTALL,
    )
