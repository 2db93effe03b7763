"""A Document as HTML: every block an element with `data-block`, its text nodes exactly the block's text.

Offsets are found in a browser by counting characters, so nothing may be added to a block, dropped or normalised: a
table's cells carry `data-start`, where their slice begins; the joints between cells are in no element.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from compliance.review.pages.markup import joined
from compliance.review.pages.tables import table_html
from compliance.review.report_words import SET_ASIDE_NAMES
from compliance.terms import Block, BlockKind, Certificate, Document, SetAside

_MOST_PAGES = 5_000  # a damaged file may claim any number
_HEADINGS = ("h3", "h4", "h5", "h6")  # the page that shows the document has h1 and h2
_ENDS_OF_LINE = str.maketrans({"\r": "&#13;"})  # an HTML parser reads a bare one as a line feed


@dataclass(slots=True)
class _Section:
    """What stands on one page, or in a document without pages."""

    blocks: list[Block] = field(default_factory=list)
    aside: list[SetAside] = field(default_factory=list)
    certificates: list[Certificate] = field(default_factory=list)


def document_html(document: Document) -> SafeString:
    """The sections of all pages, in order; one section for a document without pages."""
    sections = _sections(document)
    return format_html('<article class="doc">{}</article>', joined(_section(page, sections[page]) for page in sections))


def exact(text: str) -> SafeString:
    """Text as an HTML parser will read it, character by character."""
    return mark_safe(escape(text).translate(_ENDS_OF_LINE))  # escaped just now


def _sections(document: Document) -> dict[int, _Section]:
    """By page, from 1, also without text; 0 is what is of no page. A block without a page follows the one before."""
    found: dict[int, _Section] = defaultdict(_Section)
    for page in range(1, min(document.pages or 0, _MOST_PAGES) + 1):
        found[page] = _Section()
    page = min(found, default=0)
    for block in document.blocks:
        page = block.place.page or page
        found[page].blocks.append(block)
    for aside in document.set_aside:
        found[aside.place.page or 0].aside.append(aside)
    for certificate in document.certificates:
        found[certificate.page or 0].certificates.append(certificate)
    return {page: found[page] for page in sorted(found, key=lambda page: (page == 0 and len(found) > 1, page))}


def _section(page: int, section: _Section) -> SafeString:
    unread = [reason for certificate in section.certificates for reason in certificate.unread]
    notes = joined((_unread(unread), _aside(section.aside)))
    blocks = joined(_blocks(section.blocks))
    if not page:
        return format_html('<section class="doc-page"><div class="doc-blocks">{}</div>{}</section>', blocks, notes)
    label = _("第 %(page)d 页") % {"page": page}
    frame = (
        '<section class="doc-page" data-page="{}" aria-label="{}"><p class="doc-number">{}</p>'
        '<div class="doc-blocks">{}</div>{}</section>'
    )
    return format_html(frame, page, label, label, blocks, notes)


def _blocks(blocks: Sequence[Block]) -> Iterator[SafeString]:
    sheet = None
    for is_item, group in groupby(blocks, key=lambda block: block.kind is BlockKind.LIST_ITEM):
        if is_item:
            items = format_html_join("", '<li data-block="{}">{}</li>', ((b.index, exact(b.text)) for b in group))
            yield format_html('<ul class="doc-list">{}</ul>', items)
            continue
        for block in group:
            if block.place.sheet and block.place.sheet != sheet:
                sheet = block.place.sheet
                yield format_html('<p class="doc-sheet">{}</p>', _("工作表：%(sheet)s") % {"sheet": sheet})
            yield _block(block)


def _block(block: Block) -> SafeString:
    if block.kind is BlockKind.TABLE and (table := table_html(block, exact)):
        return table
    if block.kind is BlockKind.HEADING:
        tag = _HEADINGS[min(max(block.level, 1), len(_HEADINGS)) - 1]
        return format_html('<{} data-block="{}">{}</{}>', tag, block.index, exact(block.text), tag)
    kind = "doc-note" if block.kind is BlockKind.NOTE else "doc-text"
    return format_html('<p class="{}" data-block="{}">{}</p>', kind, block.index, exact(block.text))


def _unread(reasons: Sequence[str]) -> SafeString:
    if not reasons:
        return SafeString()
    title = ngettext("有 %(count)d 处没有读出", "有 %(count)d 处没有读出", len(reasons)) % {"count": len(reasons)}
    items = format_html_join("", "<li>{}</li>", ((reason,) for reason in reasons))
    return format_html('<details class="doc-aside doc-unread"><summary>{}</summary><ul>{}</ul></details>', title, items)


def _aside(aside: Sequence[SetAside]) -> SafeString:
    if not aside:
        return SafeString()
    title = ngettext("另置 %(count)d 段，不作依据", "另置 %(count)d 段，不作依据", len(aside)) % {"count": len(aside)}
    items = format_html_join("", "<li><b>{}</b> {}</li>", ((reason_title(one.reason), one.text) for one in aside))
    return format_html('<details class="doc-aside"><summary>{}</summary><ul>{}</ul></details>', title, items)


def reason_title(reason: str) -> str:
    """Why text was set aside, in words; a reason that is not known is shown as it is."""
    return str(SET_ASIDE_NAMES.get(reason, reason))
