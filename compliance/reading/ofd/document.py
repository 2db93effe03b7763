"""The documents of an OFD file (GB/T 33190-2016, 7): their pages, templates, resources, attachments and seals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from compliance.reading.ofd.package import ROOT, OfdPackage, box_of, is_true
from compliance.reading.ofd.resources import Resources, read_resources
from compliance.reading.pages.geometry import Box
from compliance.reading.zip_package import Element, PartError

_A4: Box = (0.0, 0.0, 210.0, 297.0)  # in millimetres


@dataclass(frozen=True, slots=True)
class PageReference:
    """A page by its ID, and the part that holds it."""

    identifier: str
    part: str


@dataclass(frozen=True, slots=True)
class OfdDocument:
    """One document of the file."""

    box: Box  # of its pages, in millimetres, where they state none of their own
    resources: Resources
    templates: Mapping[str, str]  # ID → part
    pages: tuple[PageReference, ...]
    annotations: Mapping[str, tuple[str, ...]]  # page ID → parts
    attachments: tuple[str, ...]  # names
    signed: tuple[str, ...]  # page IDs with a seal, "" for a signature without one
    damaged: tuple[str, ...]  # what is missing or broken, in Chinese
    old_versions: int


def read_documents(package: OfdPackage) -> Iterator[OfdDocument | None]:
    """The documents in the order of the file; None for one that cannot be parsed.

    Raises PartError where the file's own main part cannot be.
    """
    root = package.xml(ROOT)
    for body in () if root is None else root.iterfind("DocBody"):
        part, old = _current(package, body)
        try:
            node = package.xml(part)
        except PartError:
            node = None
        yield None if node is None else _document(package, node, part, body, old)


def page_box(root: Element | None, default: Box) -> Box:
    """The physical box of a page or a document, in millimetres."""
    found = None if root is None else box_of(root.findtext("Area/PhysicalBox"))
    return found if found is not None and found[2] > found[0] and found[3] > found[1] else default


def _current(package: OfdPackage, body: Element) -> tuple[str, int]:
    """The document's main part, of its current version if it keeps several (figure 89), and how many others it has."""
    part = package.located(body.findtext("DocRoot"), ROOT)
    versions = body.findall("Versions/Version")
    current = next((version for version in versions if is_true(version.get("Current"), False)), None)
    if current is not None:
        listed = package.located(current.get("BaseLoc"), ROOT)
        try:
            node = package.xml(listed)
        except PartError:
            node = None
        found = "" if node is None else package.located(node.findtext("DocRoot"), listed)
        part = found if found in package else part
    return part, max(0, len(versions) - 1)


def _document(package: OfdPackage, node: Element, part: str, body: Element, old: int) -> OfdDocument:
    common = node.find("CommonData")
    damaged: list[str] = []
    resources, box, templates = Resources(), _A4, {}
    if common is not None:
        files = [n.text for name in ("PublicRes", "DocumentRes") for n in common.iterfind(name)]
        resources = read_resources(package, [package.located(file, part) for file in files if file])
        found = box_of(common.findtext("PageArea/PhysicalBox"))
        box = found if found is not None and found[2] > found[0] and found[3] > found[1] else _A4
        templates = {n.get("ID", ""): package.located(n.get("BaseLoc"), part) for n in common.iterfind("TemplatePage")}
    if resources.damaged:
        damaged.append("资源")
    pages = tuple(
        PageReference(page.get("ID", ""), package.located(page.get("BaseLoc"), part))
        for page in node.iterfind("Pages/Page")
    )
    annotations = _annotations(package, package.located(node.findtext("Annotations"), part), damaged)
    attachments = _attachments(package, package.located(node.findtext("Attachments"), part), damaged)
    signed = _signed(package, package.located(body.findtext("Signatures"), ROOT), damaged)
    return OfdDocument(
        box, resources, templates, pages, annotations, attachments, signed, tuple(dict.fromkeys(damaged)), old
    )


def _listing(package: OfdPackage, part: str, what: str, damaged: list[str]) -> Element | Sequence[Element]:
    """The root of a part that only lists others; nothing where there is none, and its name where it is damaged."""
    try:
        root = package.xml(part) if part else ()
    except PartError:
        root = None
    if root is None:
        damaged.append(what)
        return ()
    return root


def _annotations(package: OfdPackage, part: str, damaged: list[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for page in _listing(package, part, "批注", damaged):
        if page.tag == "Page":
            files = tuple(package.located(file.text, part) for file in page.iterfind("FileLoc"))
            found[page.get("PageID", "")] = found.get(page.get("PageID", ""), ()) + files
    return found


def _attachments(package: OfdPackage, part: str, damaged: list[str]) -> tuple[str, ...]:
    listed = _listing(package, part, "附件", damaged)
    return tuple(
        " ".join((n.get("Name") or n.findtext("FileLoc") or "").split())[:80] for n in listed if n.tag == "Attachment"
    )


def _signed(package: OfdPackage, part: str, damaged: list[str]) -> tuple[str, ...]:
    pages: list[str] = []
    for node in _listing(package, part, "电子签名", damaged):
        if node.tag != "Signature":
            continue
        location = package.located(node.get("BaseLoc"), part)
        try:
            signature = package.xml(location)
        except PartError:
            signature = None
        stamps = [] if signature is None else [stamp.get("PageRef", "") for stamp in signature.iter("StampAnnot")]
        pages += stamps or [""]
    return tuple(pages)
