"""Make the sample files from samples/sources: python samples/build.py (only the .pdf needs LibreOffice).

A source is plain text: `# title`, `## heading`, `### heading`, `1. list item`, pipe tables in which `^^` joins a cell
to the one above and `<<` to the one on its left, `[^1]` for a footnote, and lines that begin with @ for what has no
mark of its own (@header:, @footer:, @sender:, @caption:, @center:, @right:). The .docx gets what Word users use:
heading styles with automatic numbers, automatic lists, merged cells, a footnote, header and footer with a page field.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

HERE = Path(__file__).parent
SOURCES = HERE / "sources"
LATIN, CHINESE = "Times New Roman", "Noto Serif CJK SC"
FIXED_TIME = (2024, 3, 18, 9, 0, 0)  # in the zip and the properties, so that a rebuild gives the same bytes
HEADING_NUMBERS, LIST_NUMBERS = "90", "91"
FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


# --- Word ------------------------------------------------------------------------------------------


def build_word(source: str) -> Document:
    """The document of a source."""
    document = docx.Document()
    prepare_styles(document)
    add_numbering(document)
    notes = dict(re.findall(r"^\[\^(\d+)\]: (.+)$", source, re.M))
    add_footnotes_part(document, notes)
    list_number: str | None = None
    for line in joined_tables(source):
        item = re.match(r"\d+\. (.+)", line)
        if item is None:
            list_number = None
        if line.startswith("|"):
            add_table(document, line.split("\n"))
        elif line.startswith("# "):
            document.add_paragraph(line[2:], style="Title")
        elif line.startswith("## "):
            document.add_paragraph(line[3:], style="Heading 1")
        elif line.startswith("### "):
            document.add_paragraph(line[4:], style="Heading 2")
        elif line.startswith("@"):
            add_marked(document, *line[1:].split(": ", 1))
        elif item is not None:
            list_number = list_number or start_list(document)
            number_paragraph(document.add_paragraph(item[1]), list_number, level=0)
        elif not re.match(r"\[\^\d+\]: ", line):
            add_text(document.add_paragraph(), line)
    settle_properties(document)
    return document


def joined_tables(source: str) -> Iterator[str]:
    """Lines of the source without empty ones; the lines of a table come as one."""
    for part in re.findall(r"(?:^\|.*\n?)+|^.+$", source, re.M):
        yield part.strip()


def prepare_styles(document: Document) -> None:
    for name, size in (("Normal", 14), ("Title", 20), ("Heading 1", 16), ("Heading 2", 15)):
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)
        style.font.name, style.font.size = LATIN, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(attribute), None)
        fonts.set(qn("w:eastAsia"), CHINESE)
        if name != "Normal":
            style.font.color.rgb = docx.shared.RGBColor(0, 0, 0)
    title = document.styles["Title"]
    assert isinstance(title, ParagraphStyle)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def add_numbering(document: Document) -> None:
    """一、 and （一） for the two heading styles, 1. for lists."""
    numbering = document.part.numbering_part.element
    levels = (("chineseCounting", "%1、", "Heading1"), ("chineseCounting", "（%2）", "Heading2"))
    headings = "".join(
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:pStyle w:val="{style}"/>'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
        for number, (form, text, style) in enumerate(levels)
    )
    listing = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="nothing"/>'
        '<w:lvlText w:val="%1."/><w:lvlJc w:val="left"/></w:lvl>'
    )
    for number, content in ((LIST_NUMBERS, listing), (HEADING_NUMBERS, headings)):
        abstract = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
            f"{content}</w:abstractNum>"
        )
        numbering.insert(0, abstract)  # abstract numbers stand before the numbers that use them
    numbering.append(number_element(HEADING_NUMBERS, HEADING_NUMBERS))
    for level, name in enumerate(("Heading 1", "Heading 2")):
        properties = document.styles[name].element.get_or_add_pPr()
        properties.append(numbering_properties(HEADING_NUMBERS, level))


def number_element(number: str, abstract: str, restart: bool = False) -> object:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>' if restart else ""
    return parse_xml(
        f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{override}</w:num>'
    )


def numbering_properties(number: str, level: int) -> object:
    return parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def start_list(document: Document) -> str:
    """The number of a new list that begins with 1."""
    numbering = document.part.numbering_part.element
    number = str(1 + max(int(each.get(qn("w:numId"))) for each in numbering.findall(qn("w:num"))))
    numbering.append(number_element(number, LIST_NUMBERS, restart=True))
    return number


def number_paragraph(paragraph: Paragraph, number: str, level: int) -> None:
    paragraph.paragraph_format.first_line_indent = Pt(28)
    paragraph._p.get_or_add_pPr().append(numbering_properties(number, level))


def add_text(paragraph: Paragraph, text: str) -> None:
    """A paragraph's text, with its footnote references."""
    paragraph.paragraph_format.first_line_indent = Pt(28)
    for number, piece in enumerate(re.split(r"\[\^(\d+)\]", text)):
        if number % 2 == 0:
            paragraph.add_run(piece)
            continue
        run = paragraph.add_run()
        run.font.superscript = True
        run._r.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="{piece}"/>'))


def add_marked(document: Document, mark: str, text: str) -> None:
    section = document.sections[0]
    if mark == "encoding":
        return
    if mark in ("header", "footer"):
        paragraph = (section.header if mark == "header" else section.footer).paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        before, page, after = text.partition("{PAGE}")
        paragraph.add_run(before)
        if page:
            paragraph._p.append(
                parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
            )
        paragraph.add_run(after)
        return
    paragraph = document.add_paragraph(text)
    if mark in ("center", "caption"):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.keep_with_next = mark == "caption"
    elif mark == "right":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def add_table(document: Document, lines: list[str]) -> None:
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    heads = next(number for number, row in enumerate(rows) if set("".join(row)) == {"-"})
    rows.pop(heads)
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    table.style = "Table Grid"
    for r, row in enumerate(rows):
        if r < heads:
            table.rows[r]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
        for c, value in enumerate(row):
            if value not in ("^^", "<<"):
                table.cell(r, c).text = value
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if value not in ("^^", "<<"):
                down = next((n for n in range(r + 1, len(rows)) if rows[n][c] != "^^"), len(rows))
                right = next((n for n in range(c + 1, len(row)) if row[n] != "<<"), len(row))
                if (down, right) != (r + 1, c + 1):
                    table.cell(r, c).merge(table.cell(down - 1, right - 1))
    for cell_paragraph in (p for row in table.rows for cell in row.cells for p in cell.paragraphs):
        for run in cell_paragraph.runs:
            run.font.size = Pt(10.5)


def add_footnotes_part(document: Document, notes: dict[str, str]) -> None:
    """python-docx has no footnotes of its own: the part is written by hand."""
    if not notes:
        return
    kinds = ("separator", "continuationSeparator")
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for number, kind in zip((-1, 0), kinds, strict=True)
    )
    bodies = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:rPr><w:sz w:val="18"/></w:rPr><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
        for number, text in notes.items()
    )
    xml = f"<w:footnotes {nsdecls('w')}>{separators}{bodies}</w:footnotes>"
    part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES_TYPE, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def settle_properties(document: Document) -> None:
    properties = document.core_properties
    properties.author, properties.title, properties.comments = "", "", ""
    properties.created = properties.modified = datetime(*FIXED_TIME)


def save_word(document: Document, target: Path) -> None:
    """Save with fixed times in the zip."""
    document.save(str(target))
    with zipfile.ZipFile(target) as package:
        parts = [(name, package.read(name)) for name in package.namelist()]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts:
            information = zipfile.ZipInfo(name, FIXED_TIME)
            information.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(information, data)


# --- PDF and text ----------------------------------------------------------------------------------


def save_pdf(document: Document, target: Path) -> None:
    """Print through LibreOffice. Raises FileNotFoundError where it is not on the machine."""
    office = shutil.which("soffice")
    if office is None:
        raise FileNotFoundError("soffice (LibreOffice) is needed to make the .pdf sample")
    with tempfile.TemporaryDirectory() as folder:
        word = Path(folder) / f"{target.stem}.docx"
        save_word(document, word)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(target.parent), str(word)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)


def build_text(source: str) -> str:
    """Plain text as an office's editor holds it: numbers written out, two full-width spaces before a paragraph."""
    lines, first, second = [], 0, 0
    for line in source.splitlines():
        if line.startswith("### "):
            second += 1
            line = f"（{chinese(second)}）{line[4:]}"
        elif line.startswith("## "):
            first, second = first + 1, 0
            line = f"{chinese(first)}、{line[3:]}"
        elif line.startswith("# "):
            line = line[2:] + "\n"
        elif line.startswith("@"):
            continue
        elif len(line) > 40:
            line = "\u3000\u3000" + line
        lines.append(line)
    return "\n".join(lines) + "\n"


def chinese(number: int) -> str:
    """一 to 十九."""
    digits = "零一二三四五六七八九"
    return digits[number] if number < 10 else "十" + (digits[number - 10] if number > 10 else "")


def main() -> int:
    def read(name: str) -> str:
        return (SOURCES / f"{name}.md").read_text("utf-8")

    save_word(build_word(read("district-self-evaluation")), HERE / "district-self-evaluation.docx")
    text = build_text(read("school-plan"))
    (HERE / "school-plan.txt").write_bytes(text.replace("\n", "\r\n").encode("gb18030"))
    save_pdf(build_word(read("inspection-plan")), HERE / "inspection-plan.pdf")
    return 0


if __name__ == "__main__":
    sys.exit(main())
