"""Small OFD files for the tests (GB/T 33190-2016), written part by part; lengths in millimetres as in the format."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from word_files import pack

NAMESPACE = "http://www.ofdspec.org/2016"
WIDTH, HEIGHT = 210.0, 297.0
LEFT, SIZE, PITCH = 28.0, 5.5, 10.0
PER_LINE = 28  # characters of SIZE between margins of 28 mm
FONTS = (
    '<ofd:Fonts><ofd:Font ID="1" FontName="仿宋_GB2312"/><ofd:Font ID="2" FontName="黑体"/>'
    '<ofd:Font ID="3" FontName="宋体" Bold="true"/></ofd:Fonts>'
)

Parts = dict[str, str | bytes]


def xml(name: str, content: str, attributes: str = "") -> str:
    """A part with a root element of that name."""
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f'{head}<ofd:{name} xmlns:ofd="{NAMESPACE}"{attributes and " " + attributes}>{content}</ofd:{name}>'


def tag(name: str, *inside: str, **attributes: object) -> str:
    """An element inside a part."""
    named = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<ofd:{name}{named}>{''.join(inside)}</ofd:{name}>"


def package(
    *pages: str,
    document: str = "",
    common: str = "",
    body: str = "",
    resources: str = "",
    parts: Mapping[str, str | bytes] | None = None,
) -> Parts:
    """The parts of a file with one document; `pages` are what stands inside each ofd:Page.

    `document`, `common` and `body` are more elements of Document.xml, of its CommonData, and of the DocBody;
    `resources` are those besides the fonts 1 (仿宋), 2 (黑体) and 3 (bold 宋体). `parts` are added, or stand in place
    of those that are made.
    """
    listed = "".join(f'<ofd:Page ID="{100 + n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    area = f"<ofd:PageArea><ofd:PhysicalBox>0 0 {WIDTH} {HEIGHT}</ofd:PhysicalBox></ofd:PageArea>"
    data = f"<ofd:CommonData>{area}<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>{common}</ofd:CommonData>"
    found: Parts = {
        "OFD.xml": xml("OFD", f"<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>{body}</ofd:DocBody>"),
        "Doc_0/Document.xml": xml("Document", f"{data}<ofd:Pages>{listed}</ofd:Pages>{document}"),
        "Doc_0/PublicRes.xml": xml("Res", FONTS + resources, 'BaseLoc="Res"'),
    }
    for number, content in enumerate(pages):
        found[f"Doc_0/Pages/Page_{number}/Content.xml"] = xml("Page", content)
    return found | dict(parts or {})


def ofd(*pages: str, **more: object) -> bytes:
    """The bytes of such a file."""
    return pack(package(*pages, **more))


def with_prefix(parts: Parts, prefix: str) -> Parts:
    """The same file with another prefix for its elements, or none."""
    colon = f"{prefix}:" if prefix else ""

    def renamed(content: str | bytes) -> str | bytes:
        if isinstance(content, bytes):
            return content
        content = content.replace("xmlns:ofd", f"xmlns:{prefix}" if prefix else "xmlns")
        return re.sub(r"(</?)ofd:", rf"\1{colon}", content)

    return {name: renamed(content) for name, content in parts.items()}


def layer(*objects: str, attributes: str = "") -> str:
    """A page's content: one layer of objects."""
    return f'<ofd:Content><ofd:Layer ID="5" {attributes}>{"".join(objects)}</ofd:Layer></ofd:Content>'


def advance(character: str, size: float) -> float:
    """How wide a character is set."""
    return size if character >= "\u2e80" or character in "“”‘’—…·" else size / 2


def write(
    x: float, y: float, text: str, size: float = SIZE, attributes: str = "", inside: str = "", deltas: str = ""
) -> str:
    """A line as one text object, with the step to each next character; `y` is its base line from the page's top."""
    steps = deltas or " ".join(f"{advance(character, size):g}" for character in text[:-1])
    code = f'<ofd:TextCode X="0" Y="{size:g}"{steps and f" DeltaX={steps!r}"}>{text}</ofd:TextCode>'
    long = sum(advance(character, size) for character in text)
    box = f"{x:g} {y - size:g} {long:g} {size * 1.2:g}"
    font = "" if "Font=" in attributes else 'Font="1" '
    return f'<ofd:TextObject ID="9" Boundary="{box}" {font}Size="{size:g}" {attributes}>{inside}{code}</ofd:TextObject>'


def single(x: float, y: float, text: str, size: float = SIZE, attributes: str = "") -> list[str]:
    """The same line as one text object for each character, as converters write it."""
    objects = []
    for character in text:
        objects.append(write(x, y, character, size, attributes))
        x += advance(character, size)
    return objects


def centre(y: float, text: str, size: float = SIZE, attributes: str = "") -> str:
    """A line in the middle of the page."""
    return write((WIDTH - sum(advance(c, size) for c in text)) / 2, y, text, size, attributes)


def wrapped(text: str, per_line: int = PER_LINE, indent: int = 2) -> list[str]:
    """Lines of full-width characters, the first one shorter by its indent."""
    first, rest = text[: per_line - indent], text[per_line - indent :]
    return [first, *(rest[i : i + per_line] for i in range(0, len(rest), per_line))]


def paragraphs(texts: Sequence[str], top: float = 40.0, one_by_one: bool = False) -> list[str]:
    """Paragraphs of 汉字 with a first line indented by two."""
    objects: list[str] = []
    for text in texts:
        for number, line in enumerate(wrapped(text)):
            x = LEFT + (2 * SIZE if number == 0 else 0)
            objects += single(x, top, line) if one_by_one else [write(x, top, line)]
            top += PITCH
    return objects


def path(left: float, top: float, wide: float, high: float, data: str, attributes: str = "") -> str:
    """A path object; `data` counts from the corner of its box."""
    box = f"{left:g} {top:g} {wide:g} {high:g}"
    inside = f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData>"
    return f'<ofd:PathObject ID="8" Boundary="{box}" {attributes}>{inside}</ofd:PathObject>'


def rule(x0: float, y0: float, x1: float, y1: float) -> str:
    """A straight line."""
    return path(x0, y0, x1 - x0, y1 - y0, f"M 0 0 L {x1 - x0:g} {y1 - y0:g}", 'LineWidth="0.2"')


def table(rows: Sequence[Sequence[str]], top: float, widths: Sequence[float], left: float = LEFT) -> list[str]:
    """A ruled table with rows of 8 mm."""
    xs = [left + sum(widths[:i]) for i in range(len(widths) + 1)]
    ys = [top + 8.0 * i for i in range(len(rows) + 1)]
    objects = [rule(xs[0], y, xs[-1], y) for y in ys] + [rule(x, ys[0], x, ys[-1]) for x in xs]
    for y, row in zip(ys, rows, strict=False):
        objects += [write(x + 1.5, y + 5.5, text, 4.2) for x, text in zip(xs, row, strict=False) if text]
    return objects


def image(left: float, top: float, wide: float, high: float, resource: int = 50) -> str:
    """An image that fills its box."""
    box, matrix = f"{left:g} {top:g} {wide:g} {high:g}", f"{wide:g} 0 0 {high:g} 0 0"
    return f'<ofd:ImageObject ID="7" Boundary="{box}" CTM="{matrix}" ResourceID="{resource}"/>'


def media(file: str, resource: int = 50) -> str:
    """The resource of an image file."""
    inside = f'<ofd:MultiMedia ID="{resource}" Type="Image"><ofd:MediaFile>{file}</ofd:MediaFile></ofd:MultiMedia>'
    return f"<ofd:MultiMedias>{inside}</ofd:MultiMedias>"
