"""Pages that hold text alone: told without a look at each object, of which some writers make one for each character."""

from __future__ import annotations

import ctypes
import re

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from compliance.reading.pdf.source import Source

# Any character of a name may be written as #xx (ISO 32000-2, 7.3.5). White space is what pdfium takes for it.
_SUBTYPE = b"".join(b"(?:%c|#%02x)" % (letter, letter) for letter in b"Subtype")
_KIND = re.compile(rb"/" + _SUBTYPE + rb"[\s\x00\x80\xff]*(/?[A-Za-z0-9#]*)")
_CODE = re.compile(rb"#([0-9A-Fa-f]{2})")


def may_hide_objects(document: pdfium.PdfDocument, data: bytes) -> bool:
    """Whether a file's objects cannot be counted by its rectangles of text (below): it may hold forms, or its pages are
    read from right to left, where pdfium turns brackets and quotation marks round."""
    return holds_forms(data) or _is_read_from_right(document)


def _is_read_from_right(document: pdfium.PdfDocument) -> bool:
    """Whether the file asks for its pages from right to left (/ViewerPreferences, /Direction; ISO 32000-2, 12.2)."""
    told = ctypes.create_string_buffer(8)
    pdfium_c.FPDF_VIEWERREF_GetName(document.raw, b"Direction", told, len(told))
    return told.value == b"R2L"


def holds_forms(data: bytes) -> bool:
    """Whether a file may hold form objects, which draw on a page what stands elsewhere.

    A stream's dictionary, which says that it is a form, is never compressed or encrypted; where what kind of object
    something is does not stand there as a plain name, it is taken for a form.
    """
    kinds = (found[1] for found in _KIND.finditer(data))
    return any(not kind.startswith(b"/") or _decoded(kind) == b"/Form" for kind in kinds)


def _decoded(name: bytes) -> bytes:
    return _CODE.sub(lambda found: bytes((int(found[1], 16),)), name)


def holds_text_alone(page: pdfium.PdfPage, source: Source) -> bool:
    """Whether each object of a page, in a file that hides none, is known to be text; False where it is not known.

    pdfium's rectangles join what one text object draws in a row. Where nothing runs from right to left, an object's
    characters stand side by side, so that there are no more rectangles than text objects: as many rectangles as
    objects of any kind leave room for no other kind.
    """
    if not source.text or source.right_to_left:
        return False
    return source.count_rectangles() == int(pdfium_c.FPDFPage_CountObjects(page.raw))
