"""Good sentences about invented places, and the known ways in which text comes to be wrong."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

SENTENCES = (
    "清川区人民政府成立了教育督导委员会，由分管副区长任主任。",
    "全年召开专题会议4次，落实督导经费36.5万元，比上年增长8%。",
    "全区聘任责任督学30名，其中专职8名、兼职22名，均已挂牌公示。",
    "义务教育学校校长和教师交流轮岗比例达到12.6%，骨干教师占21%。",
    "对整改不到位的学校实行约谈、通报和复查，问题全部销号。",
    "区财政按每生每年850元拨付公用经费，没有拖欠。",
    "各中小学建立了校园安全责任制，每月开展一次应急演练。",
)
TRADITIONAL = (
    "清川區人民政府成立了教育督導委員會，由分管副區長任主任。",
    "全區聘任責任督學三十名，並在校門口掛牌公示聯繫電話。",
    "對督導中發現的問題限期整改，整改結果作為考核依據。",
)

sentences = st.sampled_from(SENTENCES)
traditional_sentences = st.sampled_from(TRADITIONAL)


def windows_1252(data: bytes) -> str:
    """Bytes as a browser reads them: the five that Windows-1252 leaves open are control characters."""
    return "".join(bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in data)


def utf8_as_gbk(text: str) -> str:
    return text.encode().decode("gb18030", "replace")


def utf8_as_windows_gbk(text: str) -> str:
    return text.encode().decode("gbk", "replace").replace("\ufffd", "?")


def utf8_as_latin1(text: str) -> str:
    return text.encode().decode("latin-1")


def utf8_as_1252(text: str) -> str:
    return windows_1252(text.encode())


def utf8_twice_as_1252(text: str) -> str:
    return utf8_as_1252(utf8_as_1252(text))


def utf8_as_1252_with_spaces(text: str) -> str:
    return utf8_as_1252(text).replace("\xa0", " ")


def utf8_as_strict_1252(text: str) -> str:
    return text.encode().decode("cp1252", "replace")


def utf8_twice_as_gbk(text: str) -> str:
    return utf8_as_gbk(utf8_as_gbk(text))


def gbk_as_1252(text: str) -> str:
    return windows_1252(text.encode("gbk"))


def gbk_as_utf8(text: str) -> str:
    return text.encode("gbk").decode("utf-8", "replace")


def gbk_as_utf8_and_back(text: str) -> str:
    return gbk_as_utf8(text).encode().decode("gbk", "replace")


def gbk_as_big5(text: str) -> str:
    return text.encode("gbk").decode("cp950", "replace")


def big5_as_gbk(text: str) -> str:
    return text.encode("cp950", "ignore").decode("gb18030", "replace")


def big5_as_1252(text: str) -> str:
    return windows_1252(text.encode("cp950"))


Way = Callable[[str], str]
# Every byte is still there, in another guise.
WITHOUT_LOSS: tuple[Way, ...] = (
    utf8_as_latin1,
    utf8_as_1252,
    utf8_twice_as_1252,
    utf8_as_1252_with_spaces,
    gbk_as_1252,
)
# Some bytes make no character in the other encoding.
WITH_LOSS: tuple[Way, ...] = (
    utf8_as_gbk,
    utf8_as_windows_gbk,
    utf8_as_strict_1252,
    utf8_twice_as_gbk,
    gbk_as_big5,
)
# What is left says next to nothing.
BEYOND_READING: tuple[Way, ...] = (gbk_as_utf8, gbk_as_utf8_and_back)
