"""Reads .odt and .fodt: the body in order, then its notes; what is no evidence set aside; what was not read said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from compliance.errors import UnreadableFile
from compliance.reading.blocks import Extract, build_blocks
from compliance.reading.faults import unreadable
from compliance.reading.limits import DEFAULT_LIMITS, Limits
from compliance.reading.odt.numbering import Lists
from compliance.reading.odt.objects import object_text
from compliance.reading.odt.package import OdtPackage, parse_flat, text_body
from compliance.reading.odt.story import OdtSource
from compliance.reading.odt.styles import OFFICE, STYLE, read_styles
from compliance.reading.odt.text import LineReader, read_changes
from compliance.reading.story.certificates import certificate_of
from compliance.reading.story.notes import read_notes, with_sections
from compliance.reading.story.stories import Stories, Tally, TooMuchError
from compliance.reading.story.titles import titled
from compliance.reading.zip_package import Element, PartError
from compliance.terms import Place, SetAside

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
FLAT_MEDIA_TYPE = "application/vnd.oasis.opendocument.text-flat-xml"

_HREF = "{http://www.w3.org/1999/xlink}href"
_MARGINS = {
    "header": ("header", "header-left", "header-first"),
    "footer": ("footer", "footer-left", "footer-first"),
}


def read_odt(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Extract:
    """Read the bytes of an .odt; `name` is the file's name for messages.

    Raises UnreadableFile with one Chinese sentence for anything that cannot be read as an .odt: encrypted files, other
    formats, damaged archives, a broken body, and what passes `limits`.
    """
    package = OdtPackage(data, name, limits)
    damaged = []
    try:
        content = package.xml("content.xml")
    except PartError as error:
        raise package.fault(f"正文已损坏，无法解析，{package.kind.repair}") from error
    try:
        styles = package.xml("styles.xml")
    except PartError:
        styles = None
        damaged.append("样式")
    reader = _Reader(MEDIA_TYPE, [root for root in (styles, content) if root is not None], package.object_root, damaged)
    return _extract(reader, text_body(content, package.fault), limits, package.fault)


def read_flat_odt(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Extract:
    """Read the bytes of a .fodt, an OpenDocument text in one XML file. Raises as `read_odt` does."""
    root = parse_flat(data, name, limits)
    fault = partial(unreadable, name)
    return _extract(_Reader(FLAT_MEDIA_TYPE, [root], lambda location: None, []), text_body(root, fault), limits, fault)


def _extract(reader: _Reader, body: Element, limits: Limits, fault: Callable[[str], UnreadableFile]) -> Extract:
    try:
        return reader.extract(body, limits)
    except TooMuchError as error:
        raise fault(f"{error}，请拆分后再提交") from error


class _Reader:
    """One file on its way to an extract."""

    def __init__(
        self, media_type: str, roots: list[Element], objects: Callable[[str], Element | None], damaged: list[str]
    ) -> None:
        self._media_type = media_type
        self._roots = roots
        self._objects = objects
        self._damaged = damaged
        self._styles = read_styles(roots)

    def extract(self, body: Element, limits: Limits) -> Extract:
        stories, lines = self._stories(body, limits)
        drafts = stories.read(body)
        notes, anchors = read_notes(stories, drafts, lines.notes)
        title, drafts = titled(drafts, stories)
        blocks = with_sections(build_blocks([*drafts, *notes]), len(drafts), anchors)
        if sum(len(block.text) for block in blocks) > limits.characters:
            raise TooMuchError(f"文字超过 {limits.characters} 字的上限")
        aside = [*stories.aside, *self._comments(lines.comments, body, limits)]
        aside += [piece for kind in _MARGINS for piece in self._margins(kind, limits)]
        certificate = certificate_of(blocks, aside, stories.tally, self._damaged)
        return Extract(self._media_type, blocks, title, None, tuple(aside), (certificate,))

    def _stories(self, body: Element, limits: Limits) -> tuple[Stories, LineReader]:
        """A new set of counters: headers and comments neither count lists on nor add to the body's certificate."""
        tally = Tally()
        lines = LineReader(self._styles, tally, read_changes(body), self._object)
        return Stories(OdtSource(self._styles, Lists(self._roots), tally, lines), limits, tally), lines

    def _object(self, node: Element) -> str | None:
        """The text of an embedded formula, what else it is, or None; in a flat file it stands inside."""
        inside = next(iter(node), None)
        root = self._objects(node.get(_HREF, "")) if inside is None else inside
        return object_text(root)

    def _comments(self, comments: list[Element], body: Element, limits: Limits) -> Iterator[SetAside]:
        for number, comment in enumerate(comments, start=1):
            stories, _ = self._stories(body, limits)
            stories.read(comment, "comment", reason="comment")
            text = "\n".join(piece.text for piece in stories.aside)
            if text:
                yield SetAside(text, "comment", Place(part="comment", paragraph=number))

    def _margins(self, kind: str, limits: Limits) -> list[SetAside]:
        """Running headers or footers, a paragraph each; page styles repeat them, so each text once."""
        seen: dict[str, SetAside] = {}
        pages = (page for root in self._roots for page in root.iterfind(f"{OFFICE}master-styles/{STYLE}master-page"))
        for page in pages:
            for node in page:
                if node.tag.removeprefix(STYLE) in _MARGINS[kind] and node.get(STYLE + "display") != "false":
                    stories, _ = self._stories(node, limits)
                    stories.read(node, kind, reason=kind)
                    for piece in stories.aside:
                        seen.setdefault(piece.text, piece)
        return list(seen.values())
