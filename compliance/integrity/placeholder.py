"""Places left open (占位): XX市, ××县, ***, ____, 20XX年, 某县, 联系人：___. What they hide cannot be checked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance.integrity.passages import around, blocks_of, distinct, joined, short, warning
from compliance.language.sentences import clauses_by_block
from compliance.terms import Submission, Warning

CHECK = "placeholder"

# Read on the text as printed: normalising would drop the blanks of 20 年 月.
_OPEN = re.compile(
    r"""
    (?<![A-Za-z])(?<!www\.)[XxＸｘ]{2,}(?![A-Za-z]|\.[a-z])       # XX市, 覆盖率XX%; not XXL, www.xxx.cn
  | [×✕╳]{2,}
  | (?<![\d\s）)])×(?=[省市县区镇乡村校政教]|[^\d\s]{0,4}〔)          # ×政教督〔…〕; 3×5 is a product
  | [×XxＸ](?=[年月][×XxＸ\d])|(?<=[年月])[×XxＸ](?=[月日])            # ×月×日
  | (?<=[〇零○一二三四五六七八九十])[×xXＸ╳✕](?=年)|(?<=〕)第?[×xXＸ](?=号)  # 二〇一×年, 〔2023〕×号
  | (?<=十)[×xXＸ](?=[日月])                                        # 十二月二十×日
  | (?<=\d)[×xXＸ](?=[日月])                                        # 12月1X日
  | …+(?=(?:万元|亿元|%|[人名所个项次]))                             # 投入……万元
  | (?:联系人|联系电话|电话|填表人|审核人|负责人)[:：][ \t\u3000]{2,}(?=[）)\u4e00-\u9fff]|$)
  | 20[×XxＸ]{1,2}(?![A-Za-z\d])
  | [*＊]{2,}                                                     # 市**领导: blotted out by a filter
  | [_＿﹍]{2,}
  | 20\s{1,4}年(?=\s{0,4}月)|(?<=[^\d\s])\s{2,}年\s{1,6}月\s{1,6}日  # dates never filled in
  | (?<![〇零一二三四五六七八九十○◯\d])[○◯〇]{2,}(?![〇零一二三四五六七八九十○◯\d年])
  | (?<![东西南北中]部)(?<!外[地省])某(?:某|[省市县](?![级属])|区(?![域别间级属])|镇(?!街))
  | [（(【\[〔](?:此处)?(?:请)?(?:填写|填入|待补充|待填写?)[^）)】\]〕\n]{0,20}[）)】\]〕]
  | [（(【\[〔][^）)】\]〕\n]{0,10}待(?:补充?|填写?|附)[）)】\]〕]           # 〔附件名称待补〕, （待附）
  | (?<=[:：])\s*请填写|〔20[\s\u3000]{1,4}〕|\[\s*\](?=号)              # 电子邮箱：请填写, 〔20  〕
  | (?<=\d月)[ \u3000]{2,4}日                                        # 1月  日
  | (?:20\d\d|[〇零○一二三四五六七八九]{4})?年[ \u3000]{1,6}月[ \u3000]{1,6}日  # 2023年 月 日
  | (?<=月)[*＊○〇〓]{1,3}(?=日)|(?<=□月)□+(?=日)                   # 1月＊日, □月□日
  | (?<=[人员章话名字])[:：][ \t\u3000]*□{2,}                          # 核对人：□□□
    """,
    re.VERBOSE,
)
# **表一　机构一览** is bold type of Markdown: it opens a line, cell or sentence and closes with it, or with a mark.
# 市**领导在市**的 does neither.
_BOLD = re.compile(
    r"(?:^|\||(?<=[。！？；]))[ \t\u3000>\-+]*(\*\*)(?=[^\s*])[^*\n|]{0,120}"
    r"(?:[。：:？?！!；;](\*\*)|(\*\*)(?=\s|[|：:。]|$))",
    re.M,
)
# 门口那块“距省评还有××天”的倒计时牌: what a board shows is quoted as it hangs there.
_SHOWN = re.compile(r"“[^”\n]{1,30}”的?[^，。；“”\n]{0,6}(?:牌|横幅|标语|字样|条幅|海报)")
# 主持人：某老师 names nobody.
_NOBODY_BEHIND = re.compile(r"(?<=[人员长])[:：]\s?某(?:老师|教师|校长|同志|领导)(?=$|[\s，。；）)])", re.M)
# A cell that holds nothing but 某老师 names nobody; in running text 某校 may be on purpose.
_NOBODY = re.compile(r"某(?:某|老师|教师|校长|同志|学校|单位|人|领导)|待(?:填写?|补充?)")


def find_placeholders(text: str) -> tuple[tuple[int, int], ...]:
    """Slices of a text as printed that were left open."""
    bold = {match.start(group) for match in _BOLD.finditer(text) for group in (1, 2, 3)} if "**" in text else set()
    found = (*_OPEN.finditer(text), *_NOBODY_BEHIND.finditer(text))
    shown = [match.span() for match in _SHOWN.finditer(text)] if found else []
    return tuple(
        sorted(
            match.span()
            for match in found
            if match.start() not in bold and not any(start < match.start() < end for start, end in shown)
        )
    )


def _of_cells(text: str, cells: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start, end in cells:
        if _NOBODY.fullmatch(text[start:end].strip()):
            yield start, end


def placeholders(submission: Submission) -> tuple[Warning, ...]:
    """One warning for each passage with places left open."""
    clauses = clauses_by_block(submission)
    found: list[Warning] = []
    for document, block in blocks_of(submission):
        places = [*find_placeholders(block.text), *_of_cells(block.text, ((c.start, c.end) for c in block.cells))]
        held = clauses.get((document, block.index), ())
        spans = distinct(around(document, block, held, *place) for place in sorted(places))
        for span in joined(submission, spans):
            open_ = [block.text[a:b].strip() for a, b in sorted(places) if span.start <= a < span.end]
            marks = "、".join(f"“{mark}”" for mark in dict.fromkeys(open_))
            quote = short(submission.quote(span))
            message = f"“{quote}”里的{marks}是没有填写或被隐去的内容，无法核对。请补上真实的名称、数字或日期。"
            found.append(warning(submission, CHECK, (span,), message))
    return tuple(found)
