"""How usual a character is in Chinese text: what tells text from bytes that were read in the wrong encoding.

Text read wrongly is made of rare characters. The classes are those of the character sets themselves: the first level of
GB 2312-80 (3,755 characters) and of Big5 (5,401) are those in frequent use, the second levels the rare ones.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

# The 汉字 that make up about two thirds of running Chinese text, simplified, with words of the trade; then traditional
# forms.
FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法"
    "所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政"
    "四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系情者最立代"
    "想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别手期根论运农指"
    "几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规领七海口东导志世增济思认六共权收证改清己美再更单切教带"
    "安场身例真务具万每目至达积示议报完类八离名确才科信节整元况今集传许步群广记需段研究育督校评估责师课园县市办乡镇督导"
    "個們來時會為這國動發對經過說產種後學體當開還與關條總應業機實現進題員將組見計別運農決戰則據處隊給門領東導濟認權證確"
    "節況傳許廣記師課園縣區辦責長問間無線數類報議達務萬場帶評點檢執變質設資邊級圖統較論強規單積離鄉鎮務標準監測據補隊"
)
# Other forms of common traditional characters (Hong Kong, Taiwan, OpenCC's own), of which Big5 has one at most.
_FORMS = frozenset("裏爲覈饋啓羣衆峯竈牀麪説閲鋭脱悦税鈎衞蔘埡攢醖綫産強内録緑別毀虛眾峰污汙為教溫")
CHINESE = re.compile(r"[\u3400-\u9fff\U00020000-\U0002ffff]")
_MARKS = frozenset("，。、；：（）“”《》")
_RARER_MARKS = frozenset("？！—…·‘’【】〔〕％「」『』〈〉～□〇①②③④⑤⑥×÷±°§㎡")
_WINDOWS_1252 = frozenset("€‚ƒ„…†‡ˆ‰‹›•˜™")
# Negative natural logarithms of how often one character of the class stands in text: a class's share of running text
# over its number of characters. 0.7/700, 0.25/4,500, 0.01/3,000, 0.003/20,000; letters of other scripts stand together.
_COST_FREQUENT, _COST_COMMON, _COST_RARE, _COST_RAREST = 6.8, 9.7, 12.5, 15.5
_COST_MARK, _COST_RARER_MARK, _COST_ASCII, _COST_LETTER, _COST_KANA = 4.0, 7.0, 6.0, 11.0, 7.0
_COST_LATIN, _COST_WIDE, _COST_OTHER, _COST_NO_TEXT = 11.0, 9.0, 16.0, 17.0
_COST_IN_WORD = 5.0
COST_LOST = 10.0
# Words in another script, Latin ones with accents among them (pīnyīn): what stands in them is no surprise.
_WORDS = re.compile(
    "[\u0400-\u045f]{3,}|[\u0370-\u03ff]{3,}|[\u0590-\u06ff]{3,}|[\u0f00-\u0fff]{3,}|[\u1800-\u18af]{3,}|[\uac00-\ud7a3]{3,}"
    "|[A-Za-z\u00c0-\u024f]{3,}"
)
_LETTER = re.compile("[A-Za-z]")


def costs(text: str) -> list[float]:
    """The cost of each character where it stands."""
    found = [cost(char) for char in text]
    for word in _WORDS.finditer(text):
        # In text that was read wrongly accented letters stand by themselves.
        if word[0] >= "\u0370" or len(_LETTER.findall(word[0])) * 2 >= len(word[0]):
            found[word.start() : word.end()] = [_COST_IN_WORD] * len(word[0])
    return found


@lru_cache(maxsize=1 << 15)
def cost(char: str) -> float:
    """How surprising a character is in Chinese text: the negative natural logarithm of its frequency, roughly."""
    if char < "\x80":
        return _COST_ASCII if char >= " " or char in "\n\t" else _COST_NO_TEXT
    if char in FREQUENT:
        return _COST_FREQUENT
    if char in _MARKS:
        return _COST_MARK
    if char in _RARER_MARKS or char == "\ufeff":
        return _COST_RARER_MARK
    if char == "\ufffd":
        return COST_LOST
    if CHINESE.match(char):
        if char in common_characters() or char in _FORMS:
            return _COST_COMMON
        return _COST_RARE if _in_gb2312(char) else _COST_RAREST
    if "\uff01" <= char <= "\uff5e":
        return _COST_WIDE
    if "\x80" <= char <= "\u024f" or char in _WINDOWS_1252:
        return _COST_LATIN
    if unicodedata.category(char) in ("Co", "Cc", "Cn", "Cs"):
        return _COST_NO_TEXT
    if "\u0400" <= char <= "\u045f" or "\u0600" <= char <= "\u06ff" or "\u0370" <= char <= "\u03ff":
        return _COST_LETTER
    return _COST_KANA if "\u3040" <= char <= "\u30ff" else _COST_OTHER


@cache
def common_characters() -> frozenset[str]:
    """The first levels of GB 2312-80 (rows 16 to 55) and of Big5 (A440 to C67E)."""
    trails = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
    simplified = (bytes((lead, trail)) for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFF))
    traditional = (bytes((lead, trail)) for lead in range(0xA4, 0xC7) for trail in trails)
    # 0xC67F and what follows are no characters of the first level.
    first = (code for code in traditional if code <= b"\xc6\x7e")
    text = "".join(code.decode("gb2312", "ignore") for code in simplified)
    return frozenset(text + "".join(code.decode("cp950", "ignore") for code in first))


@cache
def is_usual(char: str) -> bool:
    """Whether a character may well stand in Chinese text: ASCII, marks, GB 2312's and the frequent ones of Big5."""
    if char < "\x80" or char == "\ufffd" or char in _MARKS or char in _RARER_MARKS or char in _FORMS:
        return True
    return char in common_characters() or bool(CHINESE.match(char)) and _in_gb2312(char)


def _in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeError:
        return False
    return True
