"""The groups of an RTF file: which of them are stories of their own, which are passed over, what the others tell."""

from __future__ import annotations

from collections.abc import Callable

from compliance.reading.limits import Limits
from compliance.reading.rtf.decoding import Decoder
from compliance.reading.rtf.fields import Field, Form, picture_share
from compliance.reading.rtf.fonts import Font, Fonts
from compliance.reading.rtf.lists import Lists
from compliance.reading.rtf.state import Mode, Rtf, State
from compliance.reading.rtf.story import Setting, Story
from compliance.reading.rtf.styles import Style, Styles
from compliance.reading.story.stories import Tally, TooMuchError

_LONGEST_ASIDE = 4_000  # characters of an instruction, a name, the value of a property
# A picture of two fifths of a page is more likely a scanned page than a photo, as in a .docx.
_SCAN_SHARE = 0.4
_SKIPPED = frozenset(
    "colortbl info filetbl nonshppict shprslt nonesttables xe tc tcn rxe txe background template pgptbl result"
    " objdata objalias objname objtime objsect panose falt revtbl mmathPict"
    " ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn mdeg private".split()
)
_SHAPES = frozenset("shp shpinst shpgrp do sp".split())
_STORIES = {
    "footnote": "note", "annotation": "comment", "shptxt": "box", "dptxbxtext": "box",
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "header"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "footer"),
}  # fmt: skip
_TEXTLESS = frozenset((Mode.SKIP, Mode.SHAPE, Mode.PICTURE, Mode.LISTS))
_CLEAR = frozenset("shppict mmath moMath moMathPara".split())  # they only hold other groups
# Parts of formulas that would run together without a sign: a fraction as 1/2, a power as 10^5.
_FORMULA = {"mden": "/", "msup": "^"}


class Groups:
    """The stack of open groups, and what was gathered from those that are closed."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.fonts, self.styles, self.lists = Fonts(), Styles(), Lists()
        self.out = Rtf(Tally())
        self.state = State(Mode.SKIP, Story(self.styles, self.lists, self.out.tally))
        self.stack: list[State] = []
        self.decoder = Decoder(self.fonts, self.add)
        self.style: Style | None = None  # of the style sheet, the one that is being read
        self.style_number = 0
        self.picture: dict[str, int] = {}
        self.form = Form()
        self._class = self._property = ""
        self._length = self._added = 0

    def add(self, text: str) -> None:
        """Text, for whatever it is in the group where it stands."""
        state = self.state
        self._length += len(text)
        if self._length > self.limits.characters:
            raise TooMuchError(f"文字超过 {self.limits.characters} 字的上限")
        if state.mode is Mode.BODY:
            self._added += 1
            state.story.line.contents = state.story.line.contents or state.contents
            state.story.add(state.reason, text)
        elif state.mode is Mode.ASIDE:
            state.aside.append(text[:_LONGEST_ASIDE])
        elif state.mode is Mode.STYLES and self.style is not None:
            self.style.name = (self.style.name + text)[:_LONGEST_ASIDE]

    def take(self, data: bytes, escaped: bool) -> None:
        """Bytes of text."""
        state = self.state
        state.fresh = False
        if state.mode is Mode.FONTS:
            self.fonts.table.setdefault(state.font, Font()).name.extend(data[:_LONGEST_ASIDE])
        elif state.mode not in _TEXTLESS:
            self.decoder.take(data, escaped, state.font)

    def open(self) -> None:
        """A group begins."""
        if len(self.stack) >= self.limits.xml_depth:
            raise TooMuchError(f"内容嵌套过深（超过 {self.limits.xml_depth} 层）")
        outer = self.state
        self.stack.append(outer)
        state = self.state = outer.inner()
        if outer.either is not None:
            state.mode = Mode.SKIP
        elif len(self.stack) == 1:
            state.mode = Mode.BODY
        elif state.mode is Mode.STYLES and self.style is None:
            self.style, self.style_number = Style(), 0
            state.close = self._end_style

    def close(self) -> None:
        """A group ends."""
        if self.state.close is not None:
            self.state.close()
        self.state = self.stack.pop()

    def destination(self, name: str) -> bool:
        """Whether the first word of a group says what becomes of all of it, and there is no more to do about it."""
        state = self.state
        if state.mode is Mode.SKIP:
            if name == "ud" and state.chosen is not None:
                state.mode = state.chosen
        elif name in _SKIPPED or (name.startswith("m") and name.endswith("Pr")):  # properties of formulas
            state.mode = Mode.SKIP
        elif name in _SHAPES:
            state.mode = Mode.SHAPE
        elif name in _STORIES:
            self._begin_story(state, _STORIES[name])
        elif name in _FORMULA:
            self.add(_FORMULA[name])
        elif name in _GROUPS:
            _GROUPS[name](self, state)
        else:
            return name in _CLEAR
        return True

    # --- Stories -----------------------------------------------------------------------------------

    def _begin_story(self, state: State, kind: str) -> None:
        outer = self.stack[-1]
        state.mode, state.story = Mode.BODY, Story(self.styles, self.lists, self.out.tally)
        state.setting, state.in_row, state.inside = Setting(), False, None
        state.contents = state.hidden = state.deleted = False
        state.close = lambda: self._end_story(kind, state, outer)

    def _end_story(self, kind: str, state: State, outer: State) -> None:
        items = state.story.finish(state.setting)
        if not items:
            return
        if kind == "note":
            notes = self.out.notes[state.story.note]
            identifier = str(len(notes))
            notes[identifier] = items
            outer.story.line.notes.append((state.story.note, identifier, outer.reason))
        elif kind == "box":
            outer.story.line.boxes.append((outer.reason, items))
        elif kind == "comment":
            self.out.comments.append(items)
        else:
            self.out.margins[kind].append(items)

    # --- Tables, fields, objects -------------------------------------------------------------------

    def _keep(self, state: State, close: Callable[[str], None]) -> None:
        """Keep the group's text aside, and hand it over at its end."""
        kept: list[str] = []
        state.mode, state.aside = Mode.ASIDE, kept
        state.close = lambda: close("".join(kept)[:_LONGEST_ASIDE])

    def _begin_fonts(self, state: State) -> None:
        state.mode = Mode.FONTS

    def _begin_lists(self, state: State) -> None:
        state.mode = Mode.LISTS

    def _begin_styles(self, state: State) -> None:
        state.mode, self.style = Mode.STYLES, None

    def _end_style(self) -> None:
        if self.style is not None:
            # Word lists aliases after a comma in the same name.
            self.style.name = self.style.name.partition(";")[0].partition(",")[0].strip()
            self.styles.table[self.style_number] = self.style
        self.style = None

    def _begin_label(self, state: State) -> None:
        story = self.stack[-1].story

        def close(text: str) -> None:
            story.label = text

        self._keep(state, close)

    def _begin_field(self, state: State) -> None:
        found = state.inside = Field(self._added)
        state.close = lambda: self._end_field(found)

    def _end_field(self, found: Field) -> None:
        """A field shows its result; one that only names a symbol often has none."""
        if self._added == found.before and (text := found.symbol):
            self.add(text)

    def _begin_instruction(self, state: State) -> None:
        found = state.inside or Field(0)

        def close(text: str) -> None:
            found.instruction += text
            outer = self.stack[-1].story.line
            outer.contents = outer.contents or found.contents

        self._keep(state, close)

    def _begin_result(self, state: State) -> None:
        state.contents = state.contents or (state.inside is not None and state.inside.contents)

    def _begin_form(self, state: State) -> None:
        form, outer = Form(), self.stack[-1]
        self.form = form

        def close(_: str) -> None:
            if form.text:
                outer.story.add(outer.reason, form.text)

        self._keep(state, close)

    def _begin_entry(self, state: State) -> None:
        self._keep(state, self.form.entries.append)

    def _begin_object(self, state: State) -> None:
        state.mode, self._class = Mode.SHAPE, ""
        state.close = lambda: self._end_object(state.reason)

    def _end_object(self, reason: str) -> None:
        # An equation's picture is like a picture of text.
        equation = "equation" in self._class.lower()
        self.out.tally.images += equation and reason != "deleted"
        self.out.tally.objects += not equation and reason != "deleted"

    def _begin_class(self, state: State) -> None:
        def close(text: str) -> None:
            self._class = text

        self._keep(state, close)

    def _begin_property(self, state: State) -> None:
        def close(text: str) -> None:
            self._property = text.strip()

        self._keep(state, close)

    def _begin_value(self, state: State) -> None:
        outer = self.stack[-1]

        def close(text: str) -> None:
            if self._property == "gtextUNICODE":  # word art
                outer.story.add(outer.reason, text)

        self._keep(state, close)

    def _begin_picture(self, state: State) -> None:
        state.mode, self.picture = Mode.PICTURE, {}
        state.close = lambda: self._end_picture(state.reason)

    def _end_picture(self, reason: str) -> None:
        if reason != "deleted":
            self.out.tally.images += 1
            self.out.tally.scans += picture_share(self.picture) >= _SCAN_SHARE

    def _begin_row(self, state: State) -> None:
        state.in_row = True

    def _begin_choice(self, state: State) -> None:
        state.either = state.mode


_GROUPS: dict[str, Callable[[Groups, State], None]] = {
    "fonttbl": Groups._begin_fonts,
    "stylesheet": Groups._begin_styles,
    "listtable": Groups._begin_lists,
    "listoverridetable": Groups._begin_lists,
    "listtext": Groups._begin_label,
    "pntext": Groups._begin_label,
    "field": Groups._begin_field,
    "fldinst": Groups._begin_instruction,
    "fldrslt": Groups._begin_result,
    "formfield": Groups._begin_form,
    "ffl": Groups._begin_entry,
    "object": Groups._begin_object,
    "objclass": Groups._begin_class,
    "sn": Groups._begin_property,
    "sv": Groups._begin_value,
    "pict": Groups._begin_picture,
    "nesttableprops": Groups._begin_row,
    "upr": Groups._begin_choice,
}
