"""OFD files (GB/T 33190-2016): pages of placed characters become lines, tables and paragraphs as in a PDF."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from compliance.reading.blocks import Draft, Extract, build_blocks
from compliance.reading.limits import DEFAULT_LIMITS, Limits
from compliance.reading.ofd.document import OfdDocument, PageReference, read_documents
from compliance.reading.ofd.layout import lay_out_drawn
from compliance.reading.ofd.package import OfdPackage
from compliance.reading.ofd.pages import DrawnPage, PageReader, turned_back
from compliance.reading.ofd.scans import with_recognised
from compliance.reading.pages.geometry import rounded
from compliance.reading.pages.layout import Page, blocks_of, read_pages, title_of
from compliance.reading.scans.budget import Budget, settle
from compliance.reading.zip_package import PartError
from compliance.terms import Certificate, Place, SetAside

MEDIA_TYPE = "application/ofd"
_FAULTS = (PartError, ValueError, ArithmeticError)  # of a single page
# Damage to these takes no evidence away: it is noted, and `missing` may still be said.
_NO_EVIDENCE = ("资源", "批注", "电子签名")
_NAMED = 3  # attachments that are named; of more, only the number


def read_ofd(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Extract:
    """Read an OFD file: all its documents one after the other, their pages counted on.

    Seals and signatures are told of, not verified. Raises UnreadableFile, with a Chinese sentence that says what to
    do, for a file that is no OFD, damaged, encrypted, without pages or over a limit; a page that cannot be read is
    named in its certificate.
    """
    package = OfdPackage(data, name, limits)
    documents, broken = open_documents(package)
    budget = Budget(limits.recognition_seconds)
    reader = _Reader(package, documents, budget)
    pages = settle(list(read_pages(len(reader.references), reader.read, _FAULTS, name, limits, lambda: budget.waited)))
    drafts, margins = reader.blocks(pages)
    aside = [*margins, *reader.aside]
    certificates = (*(page.certificate for page in pages), *_of_file(documents, broken, aside, reader.references))
    return Extract(MEDIA_TYPE, build_blocks(drafts), title_of(drafts), len(pages), tuple(aside), certificates)


def open_documents(package: OfdPackage) -> tuple[list[OfdDocument], list[int]]:
    """The documents that can be read, and the numbers of those that cannot; UnreadableFile where that is all."""
    try:
        found = list(read_documents(package))
    except PartError as error:
        raise package.fault(f"主入口（OFD.xml）已损坏，{package.kind.repair}") from error
    documents = [document for document in found if document is not None]
    broken = [number for number, document in enumerate(found, start=1) if document is None]
    if not documents:
        raise package.fault(f"{'文档已损坏' if broken else '其中没有任何文档'}，{package.kind.repair}")
    return documents, broken


class _Reader:
    """One file on its way to an extract."""

    def __init__(self, package: OfdPackage, documents: Sequence[OfdDocument], budget: Budget) -> None:
        self._package, self._budget = package, budget
        self.aside: list[SetAside] = []
        readers = [PageReader(package, document) for document in documents]
        self.references: list[tuple[int, PageReference]] = [
            (index, page) for index, document in enumerate(documents) for page in document.pages
        ]
        self._readers = readers
        self._turned: dict[int, tuple[tuple[float, float], int]] = {}  # size and turn of pages that are not upright

    def read(self, number: int) -> Page:
        """Page `number` of the file, from 1, laid out with its text running to the right."""
        document, reference = self.references[number - 1]
        drawn = self._readers[document].read(reference, number)
        page = lay_out_drawn(drawn)
        if drawn.content.images and not drawn.content.runs and not drawn.turn:
            page = with_recognised(page, drawn.content.images, self._content, self._budget)
        self.aside += drawn.aside
        if drawn.turn:
            self._turned[number] = drawn.size, drawn.turn
        unread = tuple(f"第{number}页{what}没有读取" for what in drawn.missing)
        return replace(page, certificate=_with(page.certificate, unread, _notes_of(drawn)))

    def _content(self, part: str) -> bytes | None:
        try:
            return self._package.content(part) if part else None
        except PartError:
            return None

    def blocks(self, pages: Sequence[Page]) -> tuple[list[Draft], list[SetAside]]:
        """All pages as drafts and margins, each document for itself, with places on the pages as they are shown."""
        drafts: list[Draft] = []
        aside: list[SetAside] = []
        for document in dict.fromkeys(index for index, _ in self.references):
            own = [p for p, (index, _) in zip(pages, self.references, strict=True) if index == document]
            tables = max((draft.place.table or 0 for draft in drafts), default=0)
            found, margins = blocks_of(own, tables + 1)
            drafts += [replace(draft, place=self._shown(draft.place)) for draft in found]
            aside += [replace(piece, place=self._shown(piece.place)) for piece in margins]
        return drafts, aside

    def _shown(self, place: Place) -> Place:
        turned = self._turned.get(place.page or 0)
        if turned is None or place.box is None:
            return place
        return replace(place, box=rounded(turned_back(place.box, *turned)))


def _with(certificate: Certificate, unread: tuple[str, ...], notes: tuple[str, ...]) -> Certificate:
    return replace(certificate, unread=certificate.unread + unread, notes=certificate.notes + notes)


def _notes_of(drawn: DrawnPage) -> tuple[str, ...]:
    if drawn.content.hidden and not drawn.content.runs:
        return (f"第{drawn.number}页另有看不见的文字层，已另置，不作为依据",)
    return ()


def _of_file(
    documents: Sequence[OfdDocument],
    broken: Sequence[int],
    aside: Sequence[SetAside],
    references: Sequence[tuple[int, PageReference]],
) -> Iterator[Certificate]:
    """A certificate of the whole file, where there is anything to say of it."""
    unread = [f"文件内第{number}个文档已损坏，没有读取" for number in broken]
    damaged = dict.fromkeys(what for document in documents for what in document.damaged)
    unread += [f"{what}部分缺失或已损坏，没有读取" for what in damaged if what not in _NO_EVIDENCE]
    attached = [attachment for document in documents for attachment in document.attachments]
    if attached:
        names = "、".join(filter(None, attached[:_NAMED])) + ("等" if len(attached) > _NAMED else "")
        unread.append(f"文件带有{len(attached)}个附件（{names}），其中的内容没有读取，请单独提交")
    notes = [f"{what}部分缺失或已损坏，没有读取" for what in damaged if what in _NO_EVIDENCE]
    notes += _notes_of_file(documents, len(broken), aside, references)
    if unread or notes:
        yield Certificate(None, 0, unread=tuple(unread), notes=tuple(notes))


def _notes_of_file(
    documents: Sequence[OfdDocument],
    broken: int,
    aside: Sequence[SetAside],
    references: Sequence[tuple[int, PageReference]],
) -> Iterator[str]:
    if len(documents) + broken > 1:
        yield f"文件内有{len(documents) + broken}个文档，已依次读取，页码连续编排"
    if old := sum(document.old_versions for document in documents):
        yield f"文件内另有{old}个历史版本，只读取了当前版本"
    signed = [(index, page) for index, document in enumerate(documents) for page in document.signed]
    if signed:
        numbers = sorted({n for n, (i, page) in enumerate(references, 1) if (i, page.identifier) in set(signed)})
        where = f"（第{'、'.join(map(str, numbers))}页）" if numbers else ""
        yield f"文件有{len(signed)}处电子签章或签名{where}，没有核验其真伪和有效性"
    counts = Counter(piece.reason for piece in aside)
    for reason, what in (("comment", "批注文字"), ("watermark", "水印文字"), ("hidden", "隐藏文字")):
        if counts[reason]:
            yield f"有{counts[reason]}处{what}，已另置，不作为依据"
