"""Reads .docx: the body in order, then its notes; what is no evidence set aside; what was not read said."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.reading.blocks import Extract, build_blocks
from compliance.reading.limits import DEFAULT_LIMITS, Limits
from compliance.reading.story.certificates import certificate_of
from compliance.reading.story.notes import KINDS, read_notes, with_sections
from compliance.reading.story.stories import Stories, Tally, TooMuchError
from compliance.reading.story.titles import titled
from compliance.reading.word.numbering import read_numbering
from compliance.reading.word.package import Package
from compliance.reading.word.story import WordSource
from compliance.reading.word.styles import read_styles
from compliance.reading.word.text import W
from compliance.reading.zip_package import Element, PartError
from compliance.terms import Place, SetAside

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PARTS = {
    "styles": "样式",
    "numbering": "自动编号",
    "header": "页眉",
    "footer": "页脚",
    "footnotes": "脚注",
    "endnotes": "尾注",
    "comments": "批注",
}


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
        notes, anchors = read_notes(stories, drafts, self._notes())
        title, drafts = titled(drafts, stories)
        blocks = with_sections(build_blocks([*drafts, *notes]), len(drafts), anchors)
        if sum(len(block.text) for block in blocks) > self._limits.characters:
            raise TooMuchError(f"文字超过 {self._limits.characters} 字的上限")
        aside = [*stories.aside, *self._comments(), *self._margins("header"), *self._margins("footer")]
        certificate = certificate_of(blocks, aside, stories.tally, self._damaged)
        return Extract(MEDIA_TYPE, blocks, title, None, tuple(aside), (certificate,))

    def _stories(self) -> Stories:
        """A new set of counters: headers and comments neither count lists on nor add to the body's certificate."""
        numbering = read_numbering(self._numbers, self._styles.lists)
        tally = Tally()
        return Stories(WordSource(self._styles, numbering, tally, self._diagram), self._limits, tally)

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

    def _notes(self) -> dict[str, dict[str, Element]]:
        """The contents of footnotes and endnotes by their ids, without the separators that Word keeps among them."""
        notes: dict[str, dict[str, Element]] = {}
        for kind in KINDS:
            root = self._one(kind + "s")
            listed = () if root is None else root
            notes[kind] = {n.get(W + "id", ""): n for n in listed if n.get(W + "type", "normal") == "normal"}
        return notes

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
