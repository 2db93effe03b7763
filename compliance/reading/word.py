"""Reads .docx: the body in order, then its notes; what is no evidence set aside; what was not read said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from compliance.reading.blocks import Draft, Extract, build_blocks, numbering_level
from compliance.reading.limits import DEFAULT_LIMITS, Limits
from compliance.reading.word_numbering import read_numbering
from compliance.reading.word_package import Package
from compliance.reading.word_story import Stories, TooMuchError
from compliance.reading.word_styles import read_styles
from compliance.reading.word_text import Tally, W
from compliance.reading.zip_package import Element, PartError
from compliance.terms import Block, BlockKind, Certificate, Place, SetAside

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_UNMAPPED = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd]|\\(cid:\\d+\\)")
# Fewer characters than this beside a picture, and the document is its pictures: a caption or a stamp's line.
_FEW_CHARACTERS = 100
_UNMAPPED_SHARE = 0.01  # above it the text has holes; below it there is a bullet or two
_PARTS = {
    "styles": "样式",
    "numbering": "自动编号",
    "header": "页眉",
    "footer": "页脚",
    "footnotes": "脚注",
    "endnotes": "尾注",
    "comments": "批注",
}
# Damage to these takes no evidence away: it is noted, and `missing` may still be said.
_NO_EVIDENCE = ("样式", "自动编号", "页眉", "页脚", "批注")
# What a document of this field calls itself; the line of a title that is set over several lines ends in it.
_TITLE_END = re.compile(
    r"(?:报告|总结|汇报|方案|计划|规划|要点|办法|细则|意见|通知|规定|制度|清单|说明|材料|情况|公告|通报|函|书|表)"
    r"(?:[（(][^（）()]{1,20}[）)])?$"
)
_ISSUE_NUMBER = re.compile(r"[〔\[［（(]\s*(?:19|20)\d\d\s*[〕\]］）)]\s*第?\s*\d+\s*号|文件$")
_TITLE_LINES = 8  # a red letterhead, an issue number and a title of several lines stand above the first sentence
_LONGEST_TITLE = 60


def read_word(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Extract:
    """Read the bytes of a .docx; `name` is the file's name for messages.

    Raises UnreadableFile with one Chinese sentence for anything that cannot be read as a .docx: encrypted files,
    old .doc files, other formats, damaged archives, a broken body, and what passes `limits`.
    """
    package = Package(data, name, limits)
    try:
        root = package.xml(package.main)
    except PartError as error:
        raise package.fault("Word 正文已损坏，无法解析，请用 Word 或 WPS 打开并修复后另存为 .docx 再提交") from error
    body = None if root is None else root.find(W + "body")
    if body is None:
        raise package.fault("压缩包内没有 Word 正文，请用 Word 或 WPS 打开后另存为 .docx 再提交")
    try:
        return _Reader(package, limits).extract(body)
    except TooMuchError as error:
        raise package.fault(f"{error}，请拆分后再提交") from error


class _Reader:
    """One file on its way to an extract."""

    def __init__(self, package: Package, limits: Limits) -> None:
        self._package = package
        self._limits = limits
        self._damaged: list[str] = []
        self._styles = read_styles(self._one("styles"))
        self._numbers = self._one("numbering")

    def extract(self, body: Element) -> Extract:
        stories = self._stories()
        drafts = stories.read(body)
        notes, sections = self._notes(stories, drafts)
        title, drafts = _titled(drafts, stories)
        blocks = _with_sections(build_blocks([*drafts, *notes]), len(drafts), sections)
        if sum(len(block.text) for block in blocks) > self._limits.characters:
            raise TooMuchError(f"文字超过 {self._limits.characters} 字的上限")
        aside = [*stories.aside, *self._comments(), *self._margins("header"), *self._margins("footer")]
        certificate = _certificate(blocks, aside, stories.tally, self._damaged)
        return Extract(MEDIA_TYPE, blocks, title, None, tuple(aside), (certificate,))

    def _stories(self) -> Stories:
        """A new set of counters: headers and comments neither count lists on nor add to the body's certificate."""
        numbering = read_numbering(self._numbers, self._styles.lists)
        return Stories(self._styles, numbering, self._limits, self._diagram)

    def _one(self, kind: str) -> Element | None:
        return next(self._roots(kind), None)

    def _roots(self, kind: str) -> Iterator[Element]:
        """The parts of a kind that the body refers to; a damaged one is named and left out."""
        try:
            targets = list(dict.fromkeys(self._package.related(self._package.main, kind)))
        except PartError:
            # Without its relations a body still has its text, and the usual names still hold.
            targets = [f"word/{kind}.xml"]
            self._damaged.append("部件关系（页眉、脚注等）")
        for target in targets:
            try:
                root = self._package.xml(target)
            except PartError:
                self._damaged.append(_PARTS[kind])
                continue
            if root is not None:
                yield root

    def _notes(self, stories: Stories, drafts: Sequence[Draft]) -> tuple[list[Draft], list[int]]:
        """Footnotes, then endnotes, in the order of their numbers; for each the index of the draft it belongs to.

        What nobody refers to is not shown by Word and is set aside as hidden.
        """
        index = {id(draft): position for position, draft in enumerate(drafts)}
        blocks: list[Draft] = []
        anchors: list[int] = []
        for kind in ("footnote", "endnote"):
            root = self._one(kind + "s")
            found = (
                {} if root is None else {n.get(W + "id"): n for n in root if n.get(W + "type", "normal") == "normal"}
            )
            for number, (_, identifier, reason, anchor) in enumerate(
                [a for a in stories.anchors if a[0] == kind], start=1
            ):
                note = found.pop(identifier, None)
                if note is None:
                    continue
                text = "\n".join(draft.text for draft in stories.read(note, kind, reason=reason))
                blocks.append(Draft(BlockKind.NOTE, text, Place(part=kind, paragraph=number)))
                anchors.append(index.get(id(anchor), len(drafts) - 1))
            for note in found.values():
                stories.read(note, kind, reason="hidden")
        kept = [(block, anchor) for block, anchor in zip(blocks, anchors, strict=True) if block.text]
        return [block for block, _ in kept], [anchor for _, anchor in kept]

    def _comments(self) -> list[SetAside]:
        aside = []
        for root in self._roots("comments"):
            for number, comment in enumerate(root.iterfind(W + "comment"), start=1):
                stories = self._stories()
                stories.read(comment, "comment", reason="comment")
                text = "\n".join(piece.text for piece in stories.aside)
                if text:
                    aside.append(SetAside(text, "comment", Place(part="comment", paragraph=number)))
        return aside

    def _margins(self, kind: str) -> list[SetAside]:
        """Running headers or footers, a paragraph each; sections repeat them, so each text once."""
        seen: dict[str, SetAside] = {}
        for root in self._roots(kind):
            stories = self._stories()
            stories.read(root, kind, reason=kind)
            for piece in stories.aside:
                seen.setdefault(piece.text, piece)
        return list(seen.values())

    def _diagram(self, identifier: str) -> str:
        """The text of a SmartArt graphic, a line for each shape."""
        try:
            root = self._package.xml(self._package.target(self._package.main, identifier))
        except PartError:
            root = None
        if root is None:
            self._damaged.append("SmartArt 图形")
            return ""
        lines = ("".join(t.text or "" for t in p.iter(_A + "t")).strip() for p in root.iter(_A + "p"))
        return "\n".join(line for line in lines if line)


def _with_sections(blocks: tuple[Block, ...], notes: int, anchors: Sequence[int]) -> tuple[Block, ...]:
    """Give each note the section of the block that refers to it, not of the document's end."""
    moved = [
        replace(block, section=blocks[anchor].section) if 0 <= anchor < notes else block
        for block, anchor in zip(blocks[notes:], anchors, strict=True)
    ]
    return (*blocks[:notes], *moved)


def _titled(drafts: list[Draft], stories: Stories) -> tuple[str, list[Draft]]:
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


def _certificate(
    blocks: Sequence[Block], aside: Sequence[SetAside], tally: Tally, damaged: Sequence[str]
) -> Certificate:
    characters = sum(len(block.text) for block in blocks)
    unmapped = sum(len(_UNMAPPED.findall(block.text)) for block in blocks)
    return Certificate(
        None,
        characters,
        unmapped,
        tally.images,
        tuple(_unread(characters, unmapped, tally, damaged)),
        tuple(_notes(unmapped, aside, tally, damaged)),
    )


def _unread(characters: int, unmapped: int, tally: Tally, damaged: Sequence[str]) -> Iterator[str]:
    for part in dict.fromkeys(damaged):
        if part not in _NO_EVIDENCE:
            yield f"{part}部分已损坏，没有读取"
    if tally.images and characters < _FEW_CHARACTERS:
        yield f"文件以图片为主，共{tally.images}张图片，其中的文字没有读取"
    elif tally.scans:
        yield f"有{tally.scans}张整页图片（疑似扫描件），其中的文字没有读取"
    elif not characters:
        yield "文件中没有任何可读取的文字"
    if tally.objects:
        yield f"有{tally.objects}个嵌入的文件（如 Excel 表格），其内容没有读取"
    if tally.charts:
        yield f"有{tally.charts}个图表，其中的数据没有读取"
    if tally.imported:
        yield f"有{tally.imported}处插入的外部文档，其内容没有读取"
    if tally.too_deep:
        yield f"有{tally.too_deep}个表格嵌套过深，没有读取"
    if unmapped > _UNMAPPED_SHARE * characters:
        yield f"有{unmapped}个字符无法识别（缺少字体对应）"


def _notes(unmapped: int, aside: Sequence[SetAside], tally: Tally, damaged: Sequence[str]) -> Iterator[str]:
    for part in dict.fromkeys(damaged):
        if part in _NO_EVIDENCE:
            yield f"{part}部分已损坏，没有读取"
    if tally.images:
        yield f"有{tally.images}张图片，图中文字未读取"
    if tally.boxes:
        yield f"有{tally.boxes}个文本框，文字已读入正文"
    if tally.diagrams:
        yield f"有{tally.diagrams}个 SmartArt 图形，文字已读入正文"
    if tally.revisions:
        yield f"有{tally.revisions}处修订，插入的文字按正文读取，删除的文字已另置"
    if tally.hidden:
        yield f"有{tally.hidden}处隐藏文字，已另置，不作为依据"
    if comments := sum(1 for piece in aside if piece.reason == "comment"):
        yield f"有{comments}条批注，已另置，不作为依据"
    if tally.placeholders:
        yield f"有{tally.placeholders}处内容控件未填写，提示语已另置"
    if unmapped:
        yield f"有{unmapped}个字符无法识别"
