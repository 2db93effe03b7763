"""Traditional characters simplified, one for one: those of Taiwan and Hong Kong, older and Japanese forms, and words
that only Taiwan uses. What is judged is the copy; quotes stay traditional.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

# Forms that OpenCC's tables leave as they are, since no Chinese standard has them.
_FORMS = dict(
    zip("淸汚靑槪曁鬭鬪値寳彚恊欵畧効勅揹澂舎叀亊姉", "清污青概暨斗斗值宝汇协款略效敕背澄舍专事姊", strict=True)
)
# In GB 2312, yet in no simplified text but for a surname (於).
_ALWAYS = str.maketrans("後於麽", "后于么")
# Taiwan writes 著 for 着: 圍繞著, 意味著. These stay: 顯著, 著名, 論著, 專著.
_PARTICLE = re.compile(r"(?<![显名原论专编卓土巨昭遗译拙合])著(?![名作述称者录书《])")
# Words of Taiwan, after their characters were simplified; mainland text uses none of them so, or only traditional
# characters tell that it does.
_WORDS = {
    "资讯科技": "信息技术",
    "资讯": "信息",
    "网路": "网络",
    "软体": "软件",
    "硬体": "硬件",
    "专案": "项目",
    "程式": "程序",
    "萤幕": "屏幕",
    "资料库": "数据库",
    "视讯": "视频",
    "讯息": "消息",
    "数位化": "数字化",
    "数位校园": "数字校园",
    "伺服器": "服务器",
    "频宽": "带宽",
    "排程": "调度",
    "列印": "打印",
    "影印": "复印",
    "脚踏车": "自行车",
    "幼稚园": "幼儿园",
    "水准": "水平",
    "透过": "通过",
    "回馈": "反馈",
    "教育品质": "教育质量",
    "教学品质": "教学质量",
    "办学品质": "办学质量",
    "保育品质": "保育质量",
    "品质监测": "质量监测",
    "品质评价": "质量评价",
    "品质提升": "质量提升",
}
_WORD = re.compile("|".join(sorted(_WORDS, key=len, reverse=True)))
# So many traditional characters show that a text is written in them: one may be a name's, or a slip.
_WRITTEN_FROM = 3


@cache
def _converter(direction: str) -> Any:
    import opencc  # deferred: loading it takes longer than normalising most documents

    return opencc.OpenCC(direction)


def _convert(direction: str, text: str) -> str:
    converted: str = _converter(direction).convert(text)
    return converted


@lru_cache(maxsize=16384)
def _simple(char: str) -> str:
    if char in _FORMS:
        return _FORMS[char]
    simple = _convert("t2s", char)
    if simple == char:
        simple = _convert("hk2s", char)
    if simple == char:
        simple = _convert("t2s", _convert("jp2t", char))
    return simple if len(simple) == 1 else char


def simplify(text: str, unusual: Iterable[str]) -> str:
    """The text in simplified characters, as long as it was; `unusual` are its characters outside GB 2312.

    GB 2312 also holds a few traditional characters (乾, 著, 瞭): they are changed only in a text that has others, and
    there by word, since in simplified text they may be meant.
    """
    text = text.translate(_ALWAYS)
    traditional = {char: new for char in unusual if "\u3400" <= char <= "\u9fff" and (new := _simple(char)) != char}
    if not traditional:
        return text
    converted = _convert("t2s", text)
    if len(converted) != len(text):
        converted = text
    written = sum(map(text.count, traditional)) >= _WRITTEN_FROM
    converted = converted.translate({ord(char): new for char, new in traditional.items()})
    if not written:
        return converted
    if "着" not in text:
        converted = _PARTICLE.sub("着", converted)
    return _WORD.sub(lambda match: _WORDS[match[0]], converted)
