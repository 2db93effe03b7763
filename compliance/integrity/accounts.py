"""What the text itself reports of another paper: 统计年报记作49所, 速记稿打成了一千六百六十, 与册子不符.

A paper that is said to tell it wrongly (写成, 另有一个版本, 与…不符) is warned of for itself; one that only tells a
number (花名册上是二十五位) where another number of the kind stands before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from compliance.integrity.lists import FAR, are_alike, is_exact
from compliance.integrity.passages import distinct, narrowed, numbers, plain_number, sentences, short, warning
from compliance.terms import Quantity, Span, Submission, Warning

CHECK = "inconsistent"

_NUMERAL = r"[\d一二两三四五六七八九十百千万]"
_COUNT = rf"{_NUMERAL}{{1,10}}(?:[人名位所个条件处项元节间台册%]|[人校]?次|万元)"  # with its unit
_PAPER = (
    r"(?:稿|版|版本|名册|册子|底册|花名册|签到册|年报|公报|报表|决算表?|附表|旧表|表[一二三四\d]|材料|名录|底账|附页|附件[一二三四\d]?)"
    rf"(?:第{_NUMERAL}{{1,3}}[页项稿版])?(?:上|里|中|内)?"
)
# 把册子印成了500本: how many were made, and no number in them.
_OF_NO_PAPERS = rf"(?!{_NUMERAL}{{0,10}}(?:余|多)?[份篇本期册张页套章节字万])"
_DIFFERS = r"(?:不[符合]|不一(?:致|样)?|对不上|有出入)(?!之?处|的|时|者)"
_SETTLE_WHICH = (
    rf"{_COUNT}，[^。；]{{0,16}}{_COUNT}，[^。；\d]{{0,6}}以(?:谁|何者?|哪一?[个方家份种][^，。；]{{0,2}})为准"
)
# Says that it is wrong, or that there are two of it. 有3所学校和原始册子对不上 is what was found in others.
_WRONG = tuple(
    re.compile(words)
    for words in (
        r"(?:两|二)(?:个)?数(?:字|据)?[^，。；没无]{0,4}(?:待[查核]|不[符一]|有出入|对不上)",
        rf"{_PAPER}[^，。；]{{0,14}}(?:写|印|打|记|登|抄|填|误)成了?[“\"]?(?:约)?{_NUMERAL}{{2}}{_OF_NO_PAPERS}",
        rf"{_PAPER}[^。；]{{0,16}}[写印打]的是[“]?{_NUMERAL}{{2,12}}(?![年月日\d]){_OF_NO_PAPERS}",
        rf"{_PAPER}[^，。；]{{0,6}}写着“[^”]{{0,8}}{_COUNT}”，与[^，。；]{{1,6}}{_DIFFERS}",
        rf"[“写印作为是][^，。；\d有]{{0,8}}{_COUNT}”?[与和同跟][^，。；\d]{{0,6}}{_PAPER}{_DIFFERS}",
        rf"[与和同跟](?:本报告|正文|本表|[^，。；]{{0,6}}平台|[^，。；]{{0,6}}{_PAPER})[^，。；]{{0,8}}{_COUNT}(?:{_DIFFERS}|相差)",
        # 决算表中经费为22万元，与预算数不同; 差额原因在核; 表三写41人，花名册是38人，以谁为准
        rf"{_COUNT}”?，(?:却|又|而)?[与和同跟][^，。；\d]{{1,10}}[数表册报稿](?:{_DIFFERS}|不同)",
        rf"{_COUNT}，[^，。；\d]{{0,4}}(?:差额|差异|出入|差数)[^，。；\d]{{0,4}}(?:[在待]核|[在待]查|未查明|核对中|不明)",
        _SETTLE_WHICH,
        rf"另(?:外)?有?一(?:个|份|种|张|本)?(?:旧|新|不同的)?(?:版本|口径|说法|表|稿|名册)[^，。；]{{0,10}}{_NUMERAL}",
        rf"{_NUMERAL}[^，。；]{{0,3}}的是(?:前稿|初稿|旧稿|原稿)",
        rf"(?:写|列|印|报|记)过{_NUMERAL}[^。；]{{1,16}}却",
    )
)
_OF_ROWS = (re.compile(_SETTLE_WHICH),)
_TOLD_BY = re.compile(
    rf"{_PAPER}[^，。；\d]{{0,8}}?(?:是|为|作|记作|写着|[写印]的|共|列(?:了|着)?)(?:是|最[大小高低])?$"
)
_LONGEST_LEAD = 40
# What a paper's name opens and what leads to its number; what is left of the lead says what is counted.
_PAPERS_WORDS = re.compile(rf"{_PAPER}(?:的|中的)?")
_TELLING = re.compile(
    r"(?:总数|人数|数量|数|费)?(?:一栏|一项)?(?:却|则|又|都|只|仅)?(?:记作|写着|[写印]的|作|共|列(?:了|着)?|是|为)?(?:是|为)?(?:最[大小高低])?$"
)
_MEASURED = re.compile(r"[率费额数生师]$|教职工|督学|幼儿|经费|学校$|[班园]$")
_WHOSE = re.compile(
    r"^(?:其中|全[县区市校镇乡]|[本我][县区市校]|学校(?=.)|现有|共有|目前|[上前]面|正文|报告|[写说]的|里|中|内|的|有|共|统计|附|而|但|与)+"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:学?年)|[去上前今本]年")
_RULE = re.compile(r"凡|如有|应当|须|若|一律")
# 差额7000万元系市级直接列支: the text says itself why the two differ.
_ACCOUNTED_FOR = re.compile(
    r"(?:差额|相差|差异|差的)[^。；]{0,12}(?:系|是因|因为|为[^。；\d])|口径不(?:同|一)|两个?数都[对是]"
)
_PAST = re.compile(r"去年|上年|往年|前年|曾经?|已(?:改|更正|重报)")
_CHILDREN = re.compile("岁|孩子|儿童|适龄")  # how many there are and how many are taught are two numbers
_SENTENCES_BACK = 2
_DIMENSIONS = ("count", "money", "area", "share", "number")

_Sentence = tuple[Span, str]


def other_accounts(submission: Submission) -> tuple[Warning, ...]:
    """One warning for each sentence that reports another number of some paper."""
    found: list[Warning] = []
    earlier: list[_Sentence] = []  # the last ones of the same paragraph
    for clause, span, text in sentences(submission):
        if earlier and (earlier[-1][0].document, earlier[-1][0].block) != (span.document, span.block):
            earlier = []
        if clause.header:
            told = _said_wrong(submission, (span, text), _OF_ROWS)
        elif _RULE.search(text) or _ACCOUNTED_FOR.search(text):
            told = None
        else:
            told = _said_wrong(submission, (span, text), _WRONG)
            told = told or _told_otherwise(submission, (span, text), earlier)
        found.extend([told] if told else [])
        earlier = [*earlier[1 - _SENTENCES_BACK :], (span, text)]
    return tuple(found)


def _said_wrong(submission: Submission, sentence: _Sentence, ways: Sequence[re.Pattern[str]]) -> Warning | None:
    span, text = sentence
    match = next((match for words in ways if (match := words.search(text))), None)
    if match is None or _PAST.search(text, 0, match.start()):
        return None
    quote = narrowed(submission, span, match.start(), match.end())
    message = f"“{short(submission.quote(quote))}”说明同一个数另有不同的说法。请核对以哪个为准，并改为一致。"
    return warning(submission, CHECK, (quote,), message)


def _told_otherwise(submission: Submission, sentence: _Sentence, earlier: Sequence[_Sentence]) -> Warning | None:
    span, text = sentence
    if _CHILDREN.search("".join((*(words for _, words in earlier), text))):
        return None
    for quantity in numbers(text):
        lead = re.split("[，。；：（）]", text[max(0, quantity.start - _LONGEST_LEAD) : quantity.start])[-1]
        if quantity.dimension in _DIMENSIONS and is_exact(quantity) and _TOLD_BY.search(lead):
            for there, other in _others(quantity, lead, sentence, earlier):
                first = narrowed(submission, there, other.start, other.end)
                second = narrowed(submission, span, quantity.start, quantity.end)
                spans = distinct((first, second))
                quotes = "、".join(f"“{short(submission.quote(passage))}”" for passage in spans)
                both = f"{plain_number(other.low)}和{plain_number(quantity.low)}"
                return warning(submission, CHECK, spans, f"{quotes}里同一个数有{both}两种说法。请核对并改为一致。")
    return None


def _others(
    quantity: Quantity, lead: str, sentence: _Sentence, earlier: Sequence[_Sentence]
) -> Iterator[tuple[Span, Quantity]]:
    """Other numbers of the kind before a quantity, where none of them is the same."""
    span, text = sentence
    told = [(span, text, q) for q in numbers(text) if q.end <= quantity.start]
    told += [(there, words, q) for there, words in reversed(earlier) for q in numbers(words)]
    alike = [one for one in told if are_alike(one[2].unit, quantity.unit) and one[2].dimension == quantity.dimension]
    if any(q.low == quantity.low for _, _, q in alike):
        return
    named = _counted(lead) or _noun(_behind(text, quantity))
    # 2020年教师1200人，2021年年报为1230人: of two years.
    year = max((match.start() for match in _YEAR.finditer(text, 0, quantity.start)), default=-1)
    for there, words, q in alike:
        low, high = sorted((q.low, quantity.low))
        near = is_exact(q) and low and high <= low * FAR
        if near and year < (q.end if there == span else 0) and (not named or named in _names(words, q)):
            yield there, q


def _counted(lead: str) -> str:
    """What a lead counts, 名册上女生是 and 女生名册上是 count 女生; "" where it does not say."""
    paper = list(_PAPERS_WORDS.finditer(lead))[-1]
    behind = _noun(_TELLING.sub("", lead[paper.end() :]))
    before = _noun(lead[: paper.start()])
    return behind or (before if _MEASURED.search(before) else "")


def _names(text: str, quantity: Quantity) -> tuple[str, str]:
    """What may name a quantity: the words before it in its part, and those behind it."""
    front = re.split("[，。；：、（）]", text[max(0, quantity.start - _LONGEST_LEAD) : quantity.start])[-1]
    return _noun(_PAPERS_WORDS.split(_TELLING.sub("", front))[-1]), _noun(_behind(text, quantity))


def _behind(text: str, quantity: Quantity) -> str:
    return re.split(r"[，。；：、（）\d]", text[quantity.end : quantity.end + _LONGEST_LEAD])[0]


def _noun(words: str) -> str:
    return _WHOSE.sub("", words)
