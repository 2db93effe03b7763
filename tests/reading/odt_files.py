"""Small .odt and .fodt files for the tests, written part by part."""

from __future__ import annotations

from word_files import pack

_URN = "urn:oasis:names:tc:opendocument:xmlns"
_NAMESPACES = {
    "office": f"{_URN}:office:1.0",
    "text": f"{_URN}:text:1.0",
    "table": f"{_URN}:table:1.0",
    "draw": f"{_URN}:drawing:1.0",
    "style": f"{_URN}:style:1.0",
    "fo": f"{_URN}:xsl-fo-compatible:1.0",
    "svg": f"{_URN}:svg-compatible:1.0",
    "manifest": f"{_URN}:manifest:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
    "m": "http://www.w3.org/1998/Math/MathML",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
}
NS = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items())


def odt(body: str, styles: str = "", automatic: str = "", master: str = "", **parts: str) -> bytes:
    """An .odt with this body; `styles` and `master` are named styles and page styles, `automatic` the content's own.

    Other keywords are more parts, with __ for a slash in their names.
    """
    more = {name.replace("__", "/"): content for name, content in parts.items()}
    return pack(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content(body, automatic),
            "styles.xml": f"<office:document-styles {NS}><office:styles>{styles}</office:styles>"
            f"<office:master-styles>{master}</office:master-styles></office:document-styles>",
            "META-INF/manifest.xml": f"<manifest:manifest {NS}/>",
        }
        | more
    )


def content(body: str, automatic: str = "", kind: str = "text") -> str:
    """The content.xml of a document."""
    own = f"<office:automatic-styles>{automatic}</office:automatic-styles>"
    held = f"<office:body><office:{kind}>{body}</office:{kind}></office:body>"
    return f"<office:document-content {NS}>{own}{held}</office:document-content>"


def fodt(body: str, styles: str = "", automatic: str = "", master: str = "") -> bytes:
    """The same as one XML file."""
    parts = (
        f"<office:styles>{styles}</office:styles>",
        f"<office:automatic-styles>{automatic}</office:automatic-styles>",
        f"<office:master-styles>{master}</office:master-styles>",
        f"<office:body><office:text>{body}</office:text></office:body>",
    )
    return f'<?xml version="1.0"?><office:document {NS}>{"".join(parts)}</office:document>'.encode()


def p(inside: str, style: str = "") -> str:
    """A paragraph."""
    return f'<text:p text:style-name="{style}">{inside}</text:p>'


def h(inside: str, level: int = 1, more: str = "") -> str:
    """A heading."""
    return f'<text:h text:outline-level="{level}" {more}>{inside}</text:h>'


def styled(name: str, family: str = "paragraph", inside: str = "", more: str = "") -> str:
    """A style."""
    return f'<style:style style:name="{name}" style:family="{family}" {more}>{inside}</style:style>'


def items(*inside: str, style: str = "L", more: str = "") -> str:
    """A list; each item is its content, or a whole text:list-item."""
    wrapped = (i if i.startswith("<text:list-") else f"<text:list-item>{i}</text:list-item>" for i in inside)
    return f'<text:list text:style-name="{style}" {more}>{"".join(wrapped)}</text:list>'


def numbers(*formats: tuple[str, str, str], name: str = "L", more: str = "") -> str:
    """A list style; a level is its number format, what stands before the number, and what stands after it."""
    levels = "".join(
        f'<text:list-level-style-number text:level="{level}" style:num-format="{format_}" style:num-prefix="{before}"'
        f' style:num-suffix="{after}" {more}/>'
        for level, (format_, before, after) in enumerate(formats, start=1)
    )
    return f'<text:list-style style:name="{name}">{levels}</text:list-style>'


def table(*rows: str) -> str:
    """A table of rows."""
    return f"<table:table><table:table-column/>{''.join(rows)}</table:table>"


def tr(*cells: str, more: str = "") -> str:
    """A row; cells are texts or whole elements."""
    return (
        f"<table:table-row {more}>{''.join(c if c.startswith('<table:') else tc(c) for c in cells)}</table:table-row>"
    )


def tc(inside: str, more: str = "") -> str:
    """A cell with a text, or with paragraphs and tables."""
    held = inside if inside.startswith("<") or not inside else p(inside)
    return f"<table:table-cell {more}>{held}</table:table-cell>"


COVERED = "<table:covered-table-cell/>"
