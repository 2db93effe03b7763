"""Files that were made to do harm, each built here and small as handed in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from samples import word_file

WORD_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(12))
BILLION_LAUGHS = f'<!DOCTYPE x [<!ENTITY l0 "哈哈">{LAUGHS}]>'
EXTERNAL = '<!DOCTYPE x [<!ENTITY l12 SYSTEM "file:///etc/passwd"><!ENTITY % d SYSTEM "http://127.0.0.1:9/x.dtd"> %d;]>'


def word_with(body: str, doctype: str = "", replaced: Mapping[str, bytes] | None = None) -> bytes:
    """A .docx whose body is that XML (w: is declared), with that DOCTYPE, and with other parts replaced."""
    document = (
        f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="{WORD_NAMESPACE}"><w:body>{body}</w:body></w:document>'
    )
    return repacked(word_file(), {"word/document.xml": document.encode(), **(replaced or {})})


def repacked(package: bytes, replaced: Mapping[str, bytes]) -> bytes:
    """A zip container with some entries replaced or added."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in replaced:
                new.writestr(name, old.read(name))
        for name, content in replaced.items():
            new.writestr(name, content)
    return packed.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def nested_tables(depth: int) -> str:
    """A table in the only cell of a table in the only cell of …"""
    return "<w:tbl><w:tr><w:tc>" * depth + paragraph("最里面") + "</w:tc></w:tr></w:tbl>" * depth


def styles_in_a_circle(count: int) -> bytes:
    """A styles part where each style is based on the next, and the last on the first."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{(n + 1) % count}"/></w:style>'
        for n in range(count)
    )
    return f'<w:styles xmlns:w="{WORD_NAMESPACE}">{styles}</w:styles>'.encode()


def pdf_of(objects: Mapping[int, str | bytes], trailer: str = "/Root 1 0 R") -> bytes:
    """A PDF of these numbered objects, with a right cross-reference table."""
    out, places = bytearray(b"%PDF-1.7\n"), {}
    for number, content in objects.items():
        places[number] = len(out)
        body = content.encode() if isinstance(content, str) else content
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 %s \n" % (places.get(number, 0), b"n" if number in places else b"f")
    out += f"trailer\n<</Size {size} {trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def stream(content: bytes, entries: str = "") -> bytes:
    return f"<<{entries}/Length {len(content)}>>\nstream\n".encode() + content + b"\nendstream"


CATALOG = "<</Type/Catalog/Pages 2 0 R>>"
FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def pdf_page(content: bytes, page: str = "/MediaBox[0 0 595 842]", font: str = FONT, more: str = "") -> bytes:
    """One page with that content stream and those entries; `more` stands in its resources."""
    return pdf_of(
        {
            1: CATALOG,
            2: "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: f"<</Type/Page/Parent 2 0 R{page}/Contents 4 0 R/Resources<</Font<</F1 {font}>>{more}>>>>",
            4: stream(content),
        }
    )


def pdf_of_pages(count: int) -> bytes:
    """A page tree that names one page so many times."""
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    return pdf_of({1: CATALOG, 2: f"<</Type/Pages/Count {count}/Kids[{'3 0 R ' * count}]>>", 3: page})
