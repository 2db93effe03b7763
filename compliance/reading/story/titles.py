"""Which lines of a word processing document are its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from compliance.reading.blocks import Draft, numbering_level
from compliance.reading.story.stories import Stories
from compliance.terms import BlockKind

# What a document of this field calls itself; the line of a title that is set over several lines ends in it.
_TITLE_END = re.compile(
    r"(?:报告|总结|汇报|方案|计划|规划|要点|办法|细则|意见|通知|规定|制度|清单|说明|材料|情况|公告|通报|函|书|表)"
    r"(?:[（(][^（）()]{1,20}[）)])?$"
)
_ISSUE_NUMBER = re.compile(r"[〔\[［（(]\s*(?:19|20)\d\d\s*[〕\]］）)]\s*第?\s*\d+\s*号|文件$")
_TITLE_LINES = 8  # a red letterhead, an issue number and a title of several lines stand above the first sentence
_LONGEST_TITLE = 60


def titled(drafts: list[Draft], stories: Stories) -> tuple[str, list[Draft]]:
    """The document's title, and the drafts with a centred title made a heading.

    The title style names it; else the centred lines above the text, else a heading without a number there, else a
    first line that is short and no sentence, else the first such heading anywhere.
    """
    if stories.titles:
        # A title over several paragraphs stands in neighbouring ones.
        first = next(i for i, draft in enumerate(drafts) if draft is stories.titles[0])
        lines = _while_in(drafts[first:], stories.titles)
        return "".join(draft.text for draft in lines), drafts
    opening = [draft for draft in drafts[:_TITLE_LINES] if draft.kind is not BlockKind.TABLE]
    centred = _while_in(opening, stories.centred)
    lines = _title_lines([d for d in centred if len(d.text) <= _LONGEST_TITLE and not _ISSUE_NUMBER.search(d.text)])
    if lines:
        chosen = {id(draft) for draft in lines}
        level = [replace(d, kind=BlockKind.HEADING, level=d.level or 1) if id(d) in chosen else d for d in drafts]
        return "".join(draft.text for draft in lines), level
    headings = [d for d in drafts if d.kind is BlockKind.HEADING and not numbering_level(d.text)]
    if headings and any(headings[0] is draft for draft in opening):
        return headings[0].text, drafts
    line = opening[0].text if opening else ""
    if 0 < len(line) <= _LONGEST_TITLE and not re.search(r"[。；：，:,\n]", line) and not numbering_level(line):
        return line, drafts
    return (headings[0].text if headings else ""), drafts


def _while_in(drafts: Sequence[Draft], marked: Sequence[Draft]) -> list[Draft]:
    """The first drafts as long as they are among the marked ones."""
    known = {id(draft) for draft in marked}
    count = next((i for i, draft in enumerate(drafts) if id(draft) not in known), len(drafts))
    return list(drafts[:count])


def _title_lines(centred: Sequence[Draft]) -> list[Draft]:
    """The lines of the title among the centred first lines: up to the one that says what the document is."""
    end = next((i for i, draft in enumerate(centred) if _TITLE_END.search(draft.text)), None)
    if end is None:
        return list(centred[:1])
    # 清川区人民政府 / 关于……工作的 / 自评报告: at most three lines make a title.
    return list(centred[max(0, end - 2) : end + 1])
