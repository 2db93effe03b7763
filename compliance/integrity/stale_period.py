"""Evidence of another year offered for this one (旧年充数): 毛入学率93%（2018年年报数） in a report on 2020."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance.integrity.old_values import held_against_a_standard, last_years, uses
from compliance.integrity.passages import distinct, narrowed, normal, sentence_of, sentences, short, warning
from compliance.language.sentences import clauses_by_block, part_before, parts_of_sentence
from compliance.terms import Clause, DocumentKind, Modality, Span, Submission, Warning

CHECK = "stale_period"

_YEAR = re.compile(r"(?<![\d第])((?:19|20)\d\d)(?=年|学年|-\d|—\d|\.\d{1,2}(?!\d))")
# What values are taken from. Norms (标准, 办法, 规划) stay in force and are none.
_SOURCE = (
    r"(?:统计|年报|报表|调查|普查|清查|监测(?!站)|测评|测算|审计|体检|核查|抽查|摸底|台账|数据|"
    r"抽样|抽测|测试|检测|测定|清点|盘点|问卷|决算|年鉴|白皮书|创建材料|自[评查](?:材料|报告)|成绩册|成绩表|花名册|登记[册表]|资金表|数(?=[，。；）、]|$)|的数|口径)"
)
# What an old year's value or act is shown by: 见2016年预算批复, 依据是2019年的监测报告.
_POINTED = re.compile(
    r"(?:参?见|参看|参照|详见|佐证[为是]?|依据[为是]?|证明[为是]?|采自)[^，。；]{0,10}?"
    rf"(?:(?P<c>20\d\d)年[^，。；]{{0,26}}?(?:{_SOURCE}|报告|报道|批复|通报|名单|名册|证书|奖|资料|表彰决定)|"
    r"[^，。；（]{0,16}?(?:通报|批复|报告|名单|证书|奖牌)[^，。；（]{0,4}（(?P<d>20\d\d)年[^（）]{0,8}）)"
)
# The year stands in brackets, and the sentence says that it is to prove this year's work.
_HONOUR = re.compile(r"（(?P<e>20\d\d)年(?:\d{1,2}月)?[^（）]{0,6}(?:通报|授牌|颁发|奖牌|表彰|编|编制|印|度|(?=）))）")
# Norms stay in force: their years are none of the evidence.
_NORM = re.compile(
    r"《[^》]*(?:办法|方案|意见|通知|规定|标准|纲要|规划|条例|要点|细则|计划|制度|规程|规则|指南|决定|法)[^》]{0,8}》(?:（[^（）]{0,12}）)?"
)
_AS_PROOF = re.compile(
    r"(?:今年|本年度?|本学年|本次)[^。；]{0,16}(?:依据|佐证|证明|支撑|为准)|作为[^。；]{0,12}(?:佐证|依据|证明|凭据|支撑)|以此为准|充作"
)
_OFFERED = re.compile(
    rf"（[^（）]{{0,12}}(?:20\d\d[—~-])?(?P<a>20\d\d)(?:学年|年)[^（）]{{0,16}}(?:{_SOURCE}|入户|所测|测得|测(?=）))[^（）]{{0,10}}）"
    r"|（(?:数据|统计|调查|抽样)[^（）\d]{0,6}(?P<z>20\d\d)年[^（）]{0,8}）"
    r"|[，](?:系|是)[^，。；]{0,10}?(?P<y>20\d\d)年(?:\d{1,2}月)?[^，。；]{0,8}(?:入户|普查|调查|抽测|统计|测)(?:所得|得来|时的数|的数)"
    rf"|(?:据|按照?|照|依据|根据|用的是|取的?是?|取自|来自|沿用|采用|引用|引自|摘自|录自|抄自|暂引|暂用|借用|套用|仍用|出自|来源[是为：])[^，。；]{{0,10}}?(?:20\d\d[—~-])?(?P<b>20\d\d)(?:学年度?|年)(?:底|末|初|度|[春夏秋冬]季?|\d{{1,2}}月)?[^，。；]{{0,12}}{_SOURCE}"
)
_NOW = r"(?:今年|本年度?|本学年|本期|20\d\d年度?的)"
_THEREFORE = r"(?:据此|以此|照此|由此|因此|沿用|也就是这个数|也是这个数|比照)"
# Said outright to be for now: 以2019年发票为证, 2019年…足见年年在前, 这是2018年普查的数, 统计截至2019年12月31日.
_OUTRIGHT = re.compile(
    r"以(?P<a>20\d\d)年(?![^，。；]{0,6}(?:印发|发布|出台|制定|修订))[^，。；]{2,20}为(?:证|据|凭|准)(?![则绳])"
    r"|(?P<b>20\d\d)年[^。；]{4,60}，[^，。；]{0,4}(?:说明|足见|可见|证明|表明|印证)[^，。；]{0,12}?(?:今年|本年度?|当前|现在|年年|一直)"
    r"|(?P<c>20\d\d)年[^。；]{2,60}，[^，。；]{0,2}(?:符合|达到|满足)(?:了)?(?:当前|本次|现行|本年度?|今年)"
    rf"|(?:这|这个数|该数|此数|数据|数字)(?:仍|还|都)?[是为系](?P<d>20\d\d)年(?!以来)[^，。；]{{0,12}}{_SOURCE}"
    rf"|(?:还|仍|依旧|依然|仍然)(?:旧)?(?:是|为|用|停[留在]+)(?:的)?(?P<r>20\d\d)学?年(?:度|底|末)?的?{_SOURCE}"
    r"|(?:统计|数据|数字|资料)[^，。；\d]{0,4}[是为系](?P<s>20\d\d)学年度?的?(?:数|统计|情况)"
    r"|从(?P<e>20\d\d)年[^，。；]{0,8}(?:底稿|账面?|报表|统计|台账|数据|年报|档案)[^，。；]{0,3}看"
    r"|(?:统计|数据|资料)(?:时间|口径|时点)?(?:截[至止]到?|于|[为是：])(?P<f>20\d\d)年"
    r"|取自《(?P<g>20\d\d)年"
    r"|《(?P<h>20\d\d)年[^》]{2,24}》[^。；]{0,16}(?:作为|当作|充作)[^。；]{0,8}(?:今年|本年|本次)"
    r"|据《[^》]{0,12}?(?P<i>20\d\d)年[^》]{0,24}(?:报告|统计表?|年鉴|公报)》，(?:今年|本年度?)"
    # 2018年知晓率为91%，据此，本年度记为达标; 2019年满意度97.3%，今年的指标因此超额完成.
    rf"|(?P<j>20\d\d)年[^。；]{{2,60}}[，；][^。；]{{0,20}}{_THEREFORE}[^。；]{{0,24}}{_NOW}"
    rf"|(?P<k>20\d\d)年[^。；]{{2,60}}[，；][^。；]{{0,4}}{_NOW}[^。；]{{0,24}}{_THEREFORE}"
    rf"|(?P<l>20\d\d)年[^。；]{{2,60}}作为?(?:本年|今年|本学年|本期)[^。；]{{0,6}}(?:的数|用|成绩|底数|列入)"
    # 2018年普惠率77%，作为本区底数; 按2022年统计，作今年的依据.
    r"|(?P<p>20\d\d)年(?![^，。；]{0,12}(?:印发|发布|出台|制定|修订))[^。；]{2,40}，作为?本[区县市校][^，。；]{0,6}"
    r"(?:底数|依据|成绩|数据)(?=[，。；]|$)"
    r"|按(?P<q>20\d\d)年[^，。；]{0,6}(?:统计|数)，?作为?(?:今年|本年|本期)[^，。；]{0,4}(?:依据|数据?|成绩)"
    r"|(?P<m>20\d\d)年[^。；]{2,60}，(?:可|足)[证见](?:20\d\d年|今年|本年)"
    # 个别数据沿用2020年统计; 2019年满意率为96.3%，据此可以认定….
    r"|(?:数据|数字|指标|数)[^，。；\d]{0,4}(?:沿用|套用|仍用|照搬)(?:的是)?(?P<t>20\d\d)年"
    r"|(?P<u>20\d\d)年[^。；]{2,50}[率度][^。；，]{0,6}\d[\d.]*%[^。；]{0,20}，(?:据此|以此|足以|由此)(?:可以?)?(?:认定|说明|判定|证明)"
    # 今年知晓程度有了提高，2020年6月的问卷显示…; 今年的视力是这样：2021年11月测的.
    rf"|{_NOW}[^。；]{{2,40}}[，：、](?P<o>20\d\d)年(?:\d{{1,2}}月)?(?:底|末|初)?[^，。；]{{0,6}}(?:测的|问卷|抽测|摸底|统计的)"
)
_VALUES = ("share", "money", "area", "count", "ratio", "number", "time")
# 二〇一九年 is as long as 2019年, so that places stay.
_IN_WORDS = re.compile(r"二[〇○零][〇○零一二三四五六七八九]{2}(?=年)")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_SERVES_AS = re.compile(
    r"(?:充作|当作|作为|用作|，是)[^，。；|]{0,4}(?P<now>20\d\d)年度?[^，。；|]{0,14}(?:依据|佐证|凭据|证明)"
)
# 2021年9月至2022年8月 goes on into the period, and the day that the school year is counted on lies in its first year.
_GOING_ON = re.compile(r"(20\d\d)年\d{1,2}月(?:\d{1,2}日)?(?:至|到|—|-|~)(20\d\d)年")
# The old value openly stands beside the new one, or tells what was before.
_BACKGROUND = re.compile(
    r"相比|比20|较20|由20|从20|与20|同20|增长|下降|提高了|降低了|增加了|减少了|去年|上年|当年|曾|原(?=[先来有本为])|以来|起[，。]|年起|(?<![引取来采出摘录抄])自20|基数|基线|历年|近[三五两]年|最近一次"
)
_GOES_ON = 16
# The statistics of a school year are of its first September, and the newest until the next.
_OF_SCHOOL_YEAR = re.compile("年?9月")
_RULED = re.compile(r"印发|成文|制定|出台|修订|施行|实行|就有|规则|《")
# Accounts are closed when the year is over: the last that there are are those of the year before.
_CLOSED = re.compile(r"决算(?!审计)")
_PROOF = re.compile(r"依据|佐证|证明|凭据|凭证|出处|来源|支撑材料")
_PROOF_OF_TIME = re.compile(r"奖|证书|表彰|数据|报表|统计|调查|照片|记录|会议|通知|通报|名单|授牌|牌匾")
_VALUE_SOURCE = re.compile(r"20\d\d年[^，。；]{0,8}(?:报表|统计|年报|普查|摸底|台账)")
_HELD = re.compile(r"组织|举办|开展|召开|赴|参加|培训|检查|评选|表彰|督查|走访|演练|学习")
_STANDING = re.compile(
    r"印发|成立|设立|出台|制定|起|以来|曾|始|以前|即|修订|施行|认定|通过|挂牌|建成|实施|启用|早在|先后|至今|连续"
)


def stale_periods(submission: Submission) -> tuple[Warning, ...]:
    """One warning for each passage that offers an older year's value, record or activity as this period's."""
    years = [int(year) for year in re.findall(r"(?:19|20)\d\d", submission.period)]
    if not years:
        return ()
    first = years[0]
    # A plan is made on last year's figures; a report is not.
    oldest = first - 1 if submission.kind is DocumentKind.PLAN else first
    found: dict[Span, Warning] = {}
    for span, year in (
        *_old_sources(submission, oldest, years),
        *_outright(submission, oldest, years),
        *_put_to_use(submission, oldest, years),
        *_old_proofs(submission, oldest, years),
        *_old_acts(submission, first),
    ):
        message = (
            f"“{short(submission.quote(span))}”用的是{year}年的情况，而本材料说的是{submission.period}年度，"
            f"不能作为本期的证据。请换成本期的数据或材料；只作背景的，请写明。"
        )
        found.setdefault(span, warning(submission, CHECK, (span,), message))
    return tuple(found[span] for span in distinct(found))


def _old_sources(submission: Submission, oldest: int, years: list[int]) -> Iterator[tuple[Span, int]]:
    """Values whose stated source is older than the period."""
    seen: set[Span] = set()
    for clause in submission.clauses:
        if "20" not in _in_digits(clause.text):
            continue
        span, sentence = sentence_of(submission, clause)
        if span in seen:
            continue
        seen.add(span)
        clean = _in_digits(_NORM.sub("", sentence))
        for year, carrier in _offers(submission, clause, clean):
            text = _in_digits(normal(submission.quote(carrier)).text)
            # 本区2021年获优秀等次，依据是2018年的报告: the year before the comma is the one that the proof is for.
            text = text[max(0, text.rfind("，", 0, text.find(str(year)))) :]
            # 据2020年统计为98.2%，2021年为98.9%: openly the one before.
            following = submission.clauses[clause.index + 1 : clause.sentence[1]][:2]
            after = "".join(part.text for part in following)
            last_accounts = year == years[0] - 1 and _CLOSED.search(text)
            openly = last_accounts or _BACKGROUND.search(text) or _names_period(text + after, years)
            if year < oldest and not openly:
                yield carrier, year


def _outright(submission: Submission, oldest: int, years: list[int]) -> Iterator[tuple[Span, int]]:
    """Passages that say themselves that an old year's value, honour or paper serves for this period."""
    for _, span, said in sentences(submission):
        sentence = _in_digits(said)
        if "20" not in sentence:
            continue
        for match in _OUTRIGHT.finditer(sentence):
            year = int(next(group for group in match.groups() if group))
            # 统计时点为2023年9月至2024年8月 goes on into the period; a rule of an earlier year is followed on purpose.
            goes_on = _names_period(sentence[match.end() : match.end() + _GOES_ON], years) and match["f"]
            goes_on = goes_on or any(int(m[1]) == year and int(m[2]) in years for m in _GOING_ON.finditer(sentence))
            newest = match["f"] and year == years[0] - 1 and _OF_SCHOOL_YEAR.match(sentence, match.end())
            goes_on = goes_on or newest
            ruled = (match["j"] or match["k"]) and _RULED.search(match[0])
            if year < oldest and not goes_on and not ruled and not _BACKGROUND.search(_since_year(match[0], year)):
                yield _with_value(submission, narrowed(submission, span, *match.span())), year
        for match in _SERVES_AS.finditer(sentence):
            before = [int(year) for year in _YEAR.findall(sentence[: match.start()])]
            if int(match["now"]) in years and before and max(before) < oldest:
                yield span, max(before)


def _put_to_use(submission: Submission, oldest: int, years: list[int]) -> Iterator[tuple[Span, int]]:
    """Passages that put an older year's value down as this period's, or hold it against the standard as if it were."""
    for clause, span, said in sentences(submission):
        sentence = _in_digits(_NORM.sub(_blank, said))
        if "20" in sentence:
            for start, end, year in uses(sentence, oldest, tuple(years)):
                yield _with_value(submission, narrowed(submission, span, start, end)), year
            held = held_against_a_standard(sentence, oldest)
            if held and not clause.header and not _tells_period(submission, clause, years):
                yield narrowed(submission, span, *held[:2]), held[2]
        last = last_years(sentence) if submission.kind is not DocumentKind.PLAN else None
        if last and any(map(_has_value, parts_of_sentence(clause, submission))):
            yield _with_value(submission, narrowed(submission, span, *last)), years[0] - 1


def _blank(match: re.Match[str]) -> str:
    return "□" * len(match[0])


def _tells_period(submission: Submission, clause: Clause, years: list[int]) -> bool:
    """Whether the paragraph tells of the period too, or its heading says that it looks back."""
    block = submission.documents[clause.document].blocks[clause.block]
    heading = clause.section[-1] if clause.section else ""
    return _names_period(_in_digits(block.text), years) or "20" in heading or "回顾" in heading


def _in_digits(text: str) -> str:
    """The text with years in words as digits, at equal length."""
    return _IN_WORDS.sub(lambda year: year[0].translate(_DIGITS), text)


def _since_year(text: str, year: int) -> str:
    """The text behind a year: the words before it (从2020年…看) say how it is offered."""
    return text[text.find(str(year)) + 4 :]


def _with_value(submission: Submission, span: Span) -> Span:
    """The passage with the clause before it where that holds the value: 5260元，这个数是2017年普查得来的."""
    first = next(
        c for c in submission.clauses if (c.document, c.block, c.start) == (span.document, span.block, span.start)
    )
    before = part_before(first, submission)
    if before and not _has_value(first) and _has_value(before):
        return Span(span.document, span.block, before.start, span.end)
    return span


def _offers(submission: Submission, clause: Clause, sentence: str) -> Iterator[tuple[int, Span]]:
    """The years that a sentence takes its values or proofs from, each with the passage that says so."""
    for match in _OFFERED.finditer(sentence):
        year = int(next(group for group in match.groups() if group))
        carrier = _carrier(submission, clause, year)
        if carrier:
            yield year, carrier
    pointed = list(_POINTED.finditer(sentence))
    if _AS_PROOF.search(sentence):
        pointed += _HONOUR.finditer(sentence)
    for match in pointed:
        year = int(next(group for group in match.groups() if group))
        parts = parts_of_sentence(clause, submission)
        at = next((i for i, part in enumerate(parts) if str(year) in _in_digits(part.text)), None)
        # 依据2020年监测报告，召开分析会 tells what was done with a report, and offers no value of it.
        acted_on = match[0].startswith("依据20") and at is not None and not any(map(_has_value, parts[: at + 1]))
        if at is not None and not acted_on:
            yield year, Span(clause.document, clause.block, parts[max(0, at - 1)].start, parts[at].end)


def _carrier(submission: Submission, clause: Clause, year: int) -> Span | None:
    """The clause that names the old year, with the value: its own, or that of the clauses before it in the sentence."""
    parts = parts_of_sentence(clause, submission)
    at = next((i for i, part in enumerate(parts) if str(year) in _in_digits(part.text)), None)
    if at is None:
        return None
    start = next((i for i in range(at, -1, -1) if _has_value(parts[i])), None)
    if start is None:
        later = at + 1 < len(parts) and _has_value(parts[at + 1])
        return Span(clause.document, clause.block, parts[at].start, parts[at + 1].end) if later else None
    return Span(clause.document, clause.block, parts[start].start, parts[at].end)


def _has_value(clause: Clause) -> bool:
    counted = any(q.dimension in _VALUES for q in clause.quantities)
    # 高于85%的要求 is what the value is held against.
    return counted and not re.match(r"(?:高于|超过|低于|达到|符合|优于)(?!条件)", clause.text)


def _names_period(text: str, years: list[int]) -> bool:
    return any(str(year) in text for year in years)


def _old_proofs(submission: Submission, oldest: int, years: list[int]) -> Iterator[tuple[Span, int]]:
    """Rows whose proof is older than the period: among rows with proofs of it, or where it is the value's source."""
    for clauses in clauses_by_block(submission).values():
        rows = [c for c in clauses if c.header and any(_PROOF.search(name) for name in c.header)]
        dated = [(row, _proof_year(row)) for row in rows]
        compared = any(year and year >= oldest for _, year in dated)
        for row, year in dated:
            sourced = _has_value(row) and any(_VALUE_SOURCE.search(value) for value in row.values)
            if year and year < oldest and (compared or sourced) and not _names_period(row.text, years):
                yield row.span, year


def _proof_year(row: Clause) -> int | None:
    for name, value in zip(row.header, row.values, strict=False):
        if _PROOF.search(name) and _PROOF_OF_TIME.search(value) and "〔" not in value:
            found = _YEAR.findall(value)
            return max(map(int, found)) if found else None
    return None


def _old_acts(submission: Submission, first: int) -> Iterator[tuple[Span, int]]:
    """Activities with an old date under a heading that promises this period's: 三、2021年培训情况, 2019年10月组织…"""
    if submission.kind is DocumentKind.PLAN:
        return
    for clause in submission.clauses:
        if (
            clause.header
            or not clause.section
            or str(first) not in clause.section[-1]
            or clause.modality is not Modality.FACT
        ):
            continue
        span, sentence = sentence_of(submission, clause)
        opening = re.match(r"(?:[^，。：]{0,8}：)?(20\d\d)年\d{1,2}月[^，。]{0,8}[，]?", sentence)
        if not opening or int(opening[1]) >= first or _names_period(sentence, [first]):
            continue
        if _HELD.search(sentence) and not _STANDING.search(sentence) and clause.index == clause.sentence[0]:
            yield span, int(opening[1])
