"""The text of one paragraph of a .docx, run by run, with what is not evidence kept apart."""

from __future__ import annotations

import re
from collections.abc import Iterable

from compliance.reading.story.stories import Line, Tally
from compliance.reading.story.symbols import symbol
from compliance.reading.word.styles import Style, Styles, is_on
from compliance.reading.zip_package import Element, whole_number

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_V = "{urn:schemas-microsoft-com:vml}"
_O = "{urn:schemas-microsoft-com:office:office}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"

ALTERNATE = _MC + "AlternateContent"
_T, _RPR, _R_TAG, _PPR = W + "t", W + "rPr", W + "r", W + "pPr"
_INSERTED = frozenset((W + "ins", W + "moveTo"))
_DELETED = frozenset((W + "del", W + "moveFrom"))
_GRAPHICS = frozenset((W + "drawing", W + "pict", W + "object"))
_NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
# Properties and pronunciations: nothing in them is text of the line.
_NO_TEXT = frozenset(
    W + name
    for name in (
        "pPr",
        "rPr",
        "sdtPr",
        "sdtEndPr",
        "smartTagPr",
        "customXmlPr",
        "rt",
        "rubyPr",
        "instrText",
        "delInstrText",
    )
) | frozenset(_M + name for name in ("rPr", "ctrlPr", "fPr", "deg"))
_CHARACTERS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
    W + "softHyphen": "",
}
# Drawing markup that Word 2010 and later show; a Choice that needs anything else is left for its Fallback.
_KNOWN_MARKUP = re.compile(r"microsoft\.com/office/(?:word|drawing)/20(?:10|12|15)|openxmlformats\.org")
_PAGE = 7_560_000 * 10_692_000  # an A4 page in square EMU
# A picture of two fifths of a page is more likely a scanned page than a photo: a photo over the whole text width
# (15 cm by 10 cm) has a quarter.
_SCAN_SHARE = 0.4
_EMU = {"pt": 12_700, "in": 914_400, "cm": 360_000, "mm": 36_000, "px": 9_525}


def chosen(alternate: Element) -> Iterable[Element]:
    """The one branch of mc:AlternateContent that is read: the first Choice that is understood, else the Fallback."""
    fallback = alternate.find(_MC + "Fallback")
    for choice in alternate.findall(_MC + "Choice"):
        needs = [choice.nsmap.get(prefix, "") for prefix in choice.get("Requires", "").split()]
        if fallback is None or all(_KNOWN_MARKUP.search(need) for need in needs):
            return (choice,)
    return () if fallback is None else (fallback,)


def is_placeholder(control: Element) -> bool:
    """Whether a content control still shows its prompt (单击此处输入文字)."""
    properties = control.find(W + "sdtPr")
    return properties is not None and is_on(properties.find(W + "showingPlcHdr"))


class LineReader:
    """Reads paragraphs of one file; counts into the tally as it goes."""

    def __init__(self, styles: Styles, tally: Tally) -> None:
        self._styles = styles
        self._tally = tally
        self._line = Line()
        self._style_hides = False
        self._fields: list[bool] = []  # for each open field whether its instruction is still going on

    def read(self, paragraph: Element, style: Style, reason: str = "") -> Line:
        """The pieces of a paragraph; `reason` where all of it is set aside."""
        self._line, self._style_hides = Line(), style.hidden
        # A field that is left open, or cut by the paragraph's end, must not swallow the text that follows.
        self._fields = []
        self._walk(paragraph, reason)
        self._tally.hidden += sum(1 for why, _ in self._line.aside() if why == "hidden")
        return self._line

    def _walk(self, node: Element, reason: str) -> None:
        for child in node:
            tag = child.tag
            if tag == _R_TAG:
                self._run(child, reason)
            elif tag in _NO_TEXT:
                continue
            elif tag in _INSERTED:
                self._tally.revisions += 1
                self._walk(child, reason)
            elif tag in _DELETED:
                self._tally.revisions += reason != "deleted"  # in a deleted row the row was counted
                self._walk(child, "deleted")
            elif tag == W + "sdt":
                empty = is_placeholder(child)
                self._tally.placeholders += empty
                self._walk(child, reason or ("placeholder" if empty else ""))
            elif tag == ALTERNATE:
                for branch in chosen(child):
                    self._walk(branch, reason)
            elif tag == W + "subDoc":
                self._tally.imported += 1
            elif tag.startswith(_M):
                self._math(child, reason)
            elif len(child):  # hyperlinks, smart tags, field results, and wrappers yet unknown: text is never dropped
                self._walk(child, reason)

    def _run(self, run: Element, reason: str) -> None:
        if not reason and self._hidden(run):
            reason = "hidden"
        for child in run:
            tag = child.tag
            if tag == _T:
                self._add(reason, child.text)
            elif tag == _RPR:
                continue
            elif tag in _CHARACTERS:
                self._add(reason, _CHARACTERS[tag])
            elif tag == W + "delText":
                self._add("deleted", child.text)
            elif tag in _GRAPHICS:
                self._graphic(child, reason)
            elif tag == ALTERNATE:
                for branch in chosen(child):
                    self._run(branch, reason)
            else:
                self._special(child, tag, reason)

    def _special(self, child: Element, tag: str, reason: str) -> None:
        """What is rare in a run: fields, symbols, note references, ruby."""
        if tag == W + "fldChar":
            self._field(child, reason)
        elif tag == W + "instrText":
            self._line.contents = self._line.contents or "PAGEREF _Toc" in (child.text or "")
        elif tag == W + "sym":
            self._add(reason, _symbol(child))
        elif tag in _NOTES:
            self._line.notes.append((_NOTES[tag], child.get(W + "id", ""), reason))
        elif tag == W + "ruby":
            self._walk(child, reason)  # the base; the pronunciation above it is no text of the line

    def _math(self, node: Element, reason: str) -> None:
        """Formulas on one line: a fraction as 1/2, a power as 10^5, so that digits do not run together."""
        if node.tag == _M + "t":
            self._add(reason, node.text)
            return
        for child in node:
            if child.tag in _NO_TEXT:
                continue
            if child.tag == _M + "den":
                self._add(reason, "/")
            elif child.tag == _M + "sup":
                self._add(reason, "^")
            if child.tag.startswith(_M):
                self._math(child, reason)
            elif child.tag == _R_TAG:
                self._run(child, reason)

    def _add(self, reason: str, text: str | None) -> None:
        if text and not any(self._fields):
            self._line.pieces.append((reason, text))

    def _hidden(self, run: Element) -> bool:
        """w:vanish on the run decides; else paragraph and character style toggle each other (17.7.3)."""
        properties = run.find(_RPR)
        if properties is None:
            return self._style_hides
        own = properties.find(W + "vanish")
        if own is not None:
            return is_on(own)
        named = properties.find(W + "rStyle") if self._styles.hides else None
        return self._style_hides != (named is not None and self._styles.named(named.get(W + "val", "")).hidden)

    def _field(self, node: Element, reason: str) -> None:
        kind = node.get(W + "fldCharType")
        if kind == "begin":
            self._fields.append(True)
            form = node.find(W + "ffData")
            if form is not None and (text := _form_value(form)):
                self._line.pieces.append((reason, text))
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _graphic(self, graphic: Element, reason: str) -> None:
        """Text boxes, pictures, charts and embedded files of a drawing, whatever they are grouped in."""
        if graphic.tag == W + "object":
            # The picture inside an object is only its preview; an equation's is like a picture of text.
            program = next((o.get("ProgID", "") for o in graphic.iter(_O + "OLEObject")), "")
            if program and "equation" not in program.lower():
                self._tally.objects += reason != "deleted"
                return
        waiting = [graphic]
        images = 0
        while waiting:
            node = waiting.pop()
            tag = node.tag
            if tag == W + "txbxContent":
                self._line.boxes.append((reason, node))
            elif tag == ALTERNATE:
                waiting.extend(chosen(node))
            elif tag in (_PIC + "pic", _V + "imagedata"):
                images += 1
            elif tag == _V + "textpath":
                self._add(reason, node.get("string"))
            elif tag == _CHART + "chart":
                self._tally.charts += reason != "deleted"
            elif tag == _DIAGRAM + "relIds":
                self._line.diagrams.append(node.get(_R + "dm", ""))
            else:
                waiting.extend(reversed(node))
        if images and reason != "deleted":
            self._tally.images += images
            self._tally.scans += _area(graphic) >= _SCAN_SHARE * _PAGE


def _symbol(node: Element) -> str:
    try:
        code = int(node.get(W + "char", ""), 16)
    except ValueError:
        return "\ufffd"
    if known := symbol(node.get(W + "font", ""), code):
        return known
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _form_value(form: Element) -> str:
    """What a form field of older Word shows without a result: its tick box or chosen entry."""
    box = form.find(W + "checkBox")
    if box is not None:
        state = box.find(W + "checked")
        return "☑" if is_on(box.find(W + "default") if state is None else state) else "□"
    choice = form.find(W + "ddList")
    if choice is None:
        return ""
    entries = [entry.get(W + "val", "") for entry in choice.findall(W + "listEntry")]
    result = choice.find(W + "result")
    index = 0 if result is None else whole_number(result.get(W + "val"), 0)
    return str(entries[index]) if index < len(entries) else ""


def _area(graphic: Element) -> float:
    """The drawn size of a picture in square EMU; 0 where it is not said."""
    extent = next(graphic.iter(_WP + "extent"), None)
    if extent is not None:
        return float(whole_number(extent.get("cx"), 0)) * whole_number(extent.get("cy"), 0)
    shape = next(graphic.iter(_V + "shape"), None)
    style = "" if shape is None else shape.get("style", "")
    found = dict(re.findall(r"(?:^|;)\s*(width|height):([\d.]{1,8}(?:pt|in|cm|mm|px))", style))
    lengths = [
        float(found[side][:-2].strip(".") or 0) * _EMU[found[side][-2:]]
        for side in ("width", "height")
        if side in found
    ]
    return lengths[0] * lengths[1] if len(lengths) == 2 else 0.0
