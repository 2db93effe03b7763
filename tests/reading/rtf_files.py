"""Small .rtf files for the tests, as Word, WPS and others write them."""

from __future__ import annotations

HEAD = (
    r"{\rtf1\ansi\ansicpg936\deff0\uc2"
    r"{\fonttbl{\f0\froman\fcharset0 Times New Roman;}"
    r"{\f13\fnil\fcharset134{\*\panose 02010600}\'cb\'ce\'cc\'e5{\*\falt SimSun};}"
    r"{\f3\fnil\fcharset2 Wingdings;}{\f4\fswiss\fcharset136 Ming;}}"
    r"{\colortbl;\red0\green0\blue0;}"
    r"{\stylesheet{\ql\fs21 \snext0 Normal;}{\s1\sbasedon0\outlinelevel0\b heading 1;}{\s2\sbasedon0 heading 2;}"
    r"{\s5\qc\sbasedon0 Title;}{\s6\sbasedon5 \'ce\'d2\'b5\'c4\'b1\'ea\'cc\'e2;}"
    r"{\s9 toc 1;}{\*\cs10 \additive Default Font;}}"
    r"{\info{\title none}}"
)


def rtf(body: str) -> bytes:
    """A file with this body; characters beyond ASCII are written as GBK bytes, as Word does."""
    return (HEAD + gbk(body) + "}").encode("ascii")


def gbk(text: str) -> str:
    """Text with its Chinese characters as \\'xx in a Chinese font."""
    return "".join(c if c.isascii() else "".join(rf"\'{byte:02x}" for byte in c.encode("gb18030")) for c in text)


def unicode(text: str, fallback: str = r"\'3f\'3f") -> str:
    """Text as \\u words, each with a fallback for programs without Unicode."""
    data = text.encode("utf-16-le")
    units = (int.from_bytes(data[at : at + 2], "little", signed=True) for at in range(0, len(data), 2))
    return "".join(rf"\u{unit}{fallback}" for unit in units)


def p(text: str, properties: str = "") -> str:
    """A paragraph."""
    return rf"\pard\plain {properties}\f13 {text}\par "


def row(*cells: str, edges: tuple[str, ...] = (), more: str = "") -> str:
    """A table row; an edge is what stands before its \\cellx, and its place in twips."""
    shape = "".join(edges) or "".join(rf"\cellx{1000 * (n + 1)}" for n in range(len(cells)))
    inside = "".join(rf"\pard\plain\intbl\f13 {cell}\cell " for cell in cells)
    return rf"\trowd\trleft0{more}{shape} {inside}\row "
