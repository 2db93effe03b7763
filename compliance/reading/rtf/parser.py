"""From the tokens of an RTF file to its stories, without recursion: groups nest on a stack of their own."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from compliance.reading.limits import Limits
from compliance.reading.rtf.fonts import Font, codec_of_page
from compliance.reading.rtf.groups import Groups
from compliance.reading.rtf.state import Mode, Rtf
from compliance.reading.rtf.story import Setting, table_depth
from compliance.reading.rtf.tables import RowShape
from compliance.reading.rtf.tokens import Kind, tokens
from compliance.reading.story.stories import TooMuchError

_WIDEST = 1_000  # cells of a row
_DEFINED = 4  # how often a cell's edge may be stated: Word writes each row's definition before and behind its text
_BATCH = 20_000  # tokens between two looks at the clock
_MOST_BEHIND = 64  # bytes behind the last brace; some writers pad their files
_CHARACTERS = {
    "tab": "\t", "line": "\n", "page": "\n", "column": "\n", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "endash": "–", "emdash": "—", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
_SYMBOLS = {b"~": "\xa0", b"_": "-", b"{": "{", b"}": "}", b"\\": "\\"}


def parse_rtf(data: bytes, limits: Limits) -> Rtf:
    """The stories of a file that begins with {\\rtf; what it lacks is said in `unread`.

    Raises TooMuchError where a limit is passed.
    """
    return _Parser(limits).parse(data)


class _Parser(Groups):
    """One file on its way."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self._shapes: dict[int, RowShape] = {}  # row definitions by the depth of their table
        self._paragraphs = self._cells = self._edges = 0

    def parse(self, data: bytes) -> Rtf:
        story, started, end = self.state.story, time.monotonic(), len(data)
        for count, (kind, value, number, at) in enumerate(tokens(data)):
            if not count % _BATCH and time.monotonic() - started > self.limits.seconds:
                raise TooMuchError(f"读取超过 {self.limits.seconds:g} 秒")
            if kind is Kind.TEXT or kind is Kind.BYTE:
                self.take(value, kind is Kind.BYTE)
                continue
            self.decoder.flush()
            if kind is Kind.WORD:
                self._word(value.decode("ascii"), number)
                continue
            self.decoder.end_fallback()
            if kind is Kind.SYMBOL:
                self._symbol(value)
            elif kind is Kind.OPEN:
                self.open()
            elif self.stack:
                self.close()
                if not self.stack:
                    end = at
                    break
        self.decoder.flush()
        self._say_rest(data[end:])
        while self.stack:
            self.close()
        self.out.body = story.finish(self.state.setting)
        return self.out

    def _say_rest(self, rest: bytes) -> None:
        if self.stack:
            self.out.unread.append("文件不完整，在末尾断开，其后的内容没有读到，请重新获取该文件后再提交")
        elif len(rest.strip(b"\0 \r\n\t}")) > _MOST_BEHIND:
            self.out.unread.append(f"文件在中途提前结束，其后还有{len(rest)}字节没有读到，请重新获取该文件后再提交")

    def _symbol(self, value: bytes) -> None:
        state = self.state
        if value == b"*":
            state.starred = state.fresh
            return
        state.fresh = False
        if value in b"\r\n":
            self._paragraph(None)
        elif value in _SYMBOLS:
            self.add(_SYMBOLS[value])

    def _word(self, name: str, number: int | None) -> None:
        state = self.state
        if name == "u":
            state.fresh = False
            self.decoder.unicode(number, state.font, state.fallback)
            return
        self.decoder.end_fallback()
        if state.fresh:
            state.fresh = False
            if self.destination(name):
                return
            if state.starred:
                state.mode = Mode.SKIP
        words = _WORDS.get(state.mode)
        if words is not None and name in words:
            words[name](self, number)
        elif name in _CHARACTERS:
            self.add(_CHARACTERS[name])
        elif state.mode is Mode.PICTURE and number is not None:
            self.picture[name] = number

    # --- The file and its fonts --------------------------------------------------------------------

    def _code_page(self, number: int | None) -> None:
        self.fonts.page = codec_of_page(number or 0)

    def _default_font(self, number: int | None) -> None:
        self.fonts.default = self.state.font = number or 0

    def _font(self, number: int | None) -> None:
        self.state.font = number or 0

    def _listed_font(self, number: int | None) -> None:
        # Each font has a group of its own, or stands behind the one before.
        self.state.font = number or 0
        self.fonts.table[self.state.font] = Font()

    def _charset(self, number: int | None) -> None:
        self.fonts.table.setdefault(self.state.font, Font()).charset = number or 0

    def _font_page(self, number: int | None) -> None:
        self.fonts.table.setdefault(self.state.font, Font()).page = number or None

    def _style_number(self, number: int | None) -> None:
        self.style_number = number or 0

    def _style_base(self, number: int | None) -> None:
        if self.style is not None:
            self.style.based_on = number

    def _style_outline(self, number: int | None) -> None:
        if self.style is not None:
            self.style.outline = number

    # --- Characters --------------------------------------------------------------------------------

    def _plain(self, number: int | None) -> None:
        self.state.font, self.state.hidden, self.state.deleted = self.fonts.default, False, False

    def _hidden(self, number: int | None) -> None:
        self.state.hidden = number != 0

    def _deleted(self, number: int | None) -> None:
        self.state.deleted = number != 0
        self.out.tally.revisions += self.state.deleted

    def _inserted(self, number: int | None) -> None:
        self.out.tally.revisions += number != 0

    def _fallback(self, number: int | None) -> None:
        self.state.fallback = min(max(0, 1 if number is None else number), 16)

    def _endnote(self, number: int | None) -> None:
        self.state.story.note = "endnote"

    # --- Paragraphs --------------------------------------------------------------------------------

    def _set(self, **changes: object) -> None:
        self.state.setting = replace(self.state.setting, **changes)  # type: ignore[arg-type]  # names and values are the setting's own

    def _paragraph(self, number: int | None) -> None:
        if self.state.mode is not Mode.BODY:
            return
        self._paragraphs += self.state.story.end_paragraph(self.state.setting, self.state.deleted)
        if self._paragraphs > self.limits.blocks:
            raise TooMuchError(f"段落和表格超过 {self.limits.blocks} 个的上限")

    def _reset(self, number: int | None) -> None:
        self.state.setting = Setting()

    # --- Tables ------------------------------------------------------------------------------------

    @property
    def _depth(self) -> int:
        """The depth of the table whose row is defined here."""
        return max(2, self.state.setting.depth) if self.state.in_row else 1

    @property
    def _shape(self) -> RowShape:
        return self._shapes.setdefault(self._depth, RowShape())

    def _new_row(self, number: int | None) -> None:
        self._shapes[self._depth] = RowShape()

    def _edge(self, number: int | None) -> None:
        self._edges += 1
        if self._edges > _DEFINED * self.limits.table_cells:
            raise TooMuchError(f"表格单元格超过 {self.limits.table_cells} 个的上限")
        if len(self._shape.cells) < _WIDEST:
            self._shape.edge(number or 0)

    def _left(self, number: int | None) -> None:
        self._shape.left = number or 0

    def _header(self, number: int | None) -> None:
        self._shape.header = True

    def _merged_below(self, kind: str) -> None:
        self._shape.next.below = kind

    def _merged_beside(self, number: int | None) -> None:
        self._shape.next.beside = True

    def _end_cell(self, depth: int) -> None:
        self._cells += 1
        if self._cells > self.limits.table_cells:
            raise TooMuchError(f"表格单元格超过 {self.limits.table_cells} 个的上限")
        self.state.story.end_cell(self.state.setting, depth)

    def _end_row(self, depth: int) -> None:
        self.state.story.end_row(self._shapes.get(depth, RowShape()), depth)

    @property
    def _nested(self) -> int:
        return max(2, self.state.setting.depth)


_Handler = Callable[[_Parser, int | None], None]

_BODY_WORDS: dict[str, _Handler] = {
    "ansicpg": _Parser._code_page,
    "deff": _Parser._default_font,
    "f": _Parser._font,
    "plain": _Parser._plain,
    "v": _Parser._hidden,
    "deleted": _Parser._deleted,
    "mvf": _Parser._deleted,
    "revised": _Parser._inserted,
    "mvt": _Parser._inserted,
    "uc": _Parser._fallback,
    "ftnalt": _Parser._endnote,
    "par": _Parser._paragraph,
    "sect": _Parser._paragraph,
    "pard": _Parser._reset,
    "s": lambda parser, number: parser._set(style=number or 0),
    "outlinelevel": lambda parser, number: parser._set(outline=number),
    "ls": lambda parser, number: parser._set(list=number or 0),
    "ilvl": lambda parser, number: parser._set(level=number or 0),
    "intbl": lambda parser, number: parser._set(depth=max(1, parser.state.setting.depth)),
    "itap": lambda parser, number: parser._set(depth=table_depth(number)),
    "qc": lambda parser, number: parser._set(centred=True),
    **dict.fromkeys(("ql", "qr", "qj", "qd"), lambda parser, number: parser._set(centred=False)),
    "trowd": _Parser._new_row,
    "trleft": _Parser._left,
    "trhdr": _Parser._header,
    "cellx": _Parser._edge,
    "clvmgf": lambda parser, number: parser._merged_below("restart"),
    "clvmrg": lambda parser, number: parser._merged_below("continue"),
    "clmrg": _Parser._merged_beside,
    "cell": lambda parser, number: parser._end_cell(1),
    "nestcell": lambda parser, number: parser._end_cell(parser._nested),
    "row": lambda parser, number: parser._end_row(1),
    "nestrow": lambda parser, number: parser._end_row(parser._nested),
}
# \f and \uc also tell how kept text is to be read.
_TEXT_WORDS: dict[str, _Handler] = {name: _BODY_WORDS[name] for name in ("f", "uc", "plain")}
_WORDS: dict[Mode, dict[str, _Handler]] = {
    Mode.BODY: _BODY_WORDS,
    Mode.FONTS: {"f": _Parser._listed_font, "fcharset": _Parser._charset, "cpg": _Parser._font_page},
    Mode.STYLES: {
        "s": _Parser._style_number,
        "sbasedon": _Parser._style_base,
        "outlinelevel": _Parser._style_outline,
        "f": _Parser._font,
    },
    Mode.LISTS: {
        "listlevel": lambda parser, number: parser.lists.level(),
        "levelfollow": lambda parser, number: parser.lists.follow(number or 0),
        "listid": lambda parser, number: parser.lists.identify(number or 0),
        "listoverride": lambda parser, number: parser.lists.override(),
        "ls": lambda parser, number: parser.lists.number(number or 0),
    },
    Mode.ASIDE: {
        **_TEXT_WORDS,
        "fftype": lambda parser, number: setattr(parser.form, "kind", number or 0),
        "ffres": lambda parser, number: setattr(parser.form, "result", number or 0),
        "ffdefres": lambda parser, number: setattr(parser.form, "default", number or 0),
    },
}
