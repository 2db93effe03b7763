"""Bring the workbench's translations up to date: collect what users see, keep what is translated, compile.

    python scripts/messages.py            collect, write the .po files, compile the .mo files, name what is untranslated
    python scripts/messages.py --check    write nothing; exit code 1 where the files are not what the above would write

It needs polib and Django, but neither xgettext nor msgfmt. `django` holds what Python and templates say, `djangojs`
what scripts say. A msgid is the Chinese sentence; a sentence that is no longer said is dropped.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.utils.translation.template import templatize

REVIEW = Path(__file__).parent.parent / "compliance/review"
CATALOGUES = REVIEW / "locale/en/LC_MESSAGES"
# Which arguments of a call are message, plural and context.
_FORMS: dict[str, tuple[str, ...]] = {
    "gettext": ("message",),
    "ngettext": ("message", "plural"),
    "pgettext": ("context", "message"),
    "npgettext": ("context", "message", "plural"),
}
CALLS = {"_": _FORMS["gettext"], "gettext_noop": _FORMS["gettext"]}
CALLS |= {name + ending: form for name, form in _FORMS.items() for ending in ("", "_lazy")}

_STRING = r"""u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
# What templatize makes of a template: calls among fill characters, so it is no Python that could be parsed whole.
_TEMPLATE_CALL = re.compile(rf"(?<![\w.])(n?p?gettext|_)\(\s*{_STRING}(?:,\s*{_STRING})?(?:,\s*{_STRING})?")
_SCRIPT_CALL = re.compile(rf"(?<![\w.$])(function\s+)?_\(\s*{_STRING}?")
# A string of a script, or a comment; what looks like a comment inside a string is none.
_SCRIPT_TOKEN = re.compile(
    r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)|/\*.*?\*/|//[^\n]*""", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Message:
    """Something that users see, and the file that says it, relative to compliance/review."""

    text: str
    plural: str
    context: str
    file: str


def in_python(source: str, file: str) -> Iterator[Message]:
    """The messages of a Python file. Raises ValueError where a message is put together rather than written down."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        form = CALLS.get(name)
        if form is None or len(node.args) < len(form):
            continue
        values = [a.value if isinstance(a, ast.Constant) else None for a in node.args[: len(form)]]
        if not all(isinstance(value, str) for value in values):
            raise ValueError(f"{file}:{node.lineno}: a message must be one string as it stands, not put together")
        yield _message(form, [str(value) for value in values], file)


def in_template(source: str, file: str) -> Iterator[Message]:
    """The messages of a Django template."""
    for name, *values in _TEMPLATE_CALL.findall(templatize(source, file)):
        yield _message(CALLS[name], [ast.literal_eval(value) for value in values if value], file)


def in_procedure(source: str, file: str) -> Iterator[Message]:
    """The titles and labels of one of the ledger's methods."""
    table = tomllib.loads(source)
    steps = [step for link in table["link"] for step in link["step"]]
    asks = [ask for action in table["action"] for ask in action.get("ask", ())]
    for named in (table, *table["link"], *steps, *table["state"], *table["action"]):
        yield Message(named["title"], "", "", file)
    for ask in asks:
        yield Message(ask["label"], "", "", file)


def in_script(source: str, file: str) -> Iterator[Message]:
    """The messages of a JavaScript file: the first arguments of _(…). Raises ValueError where one is not a string."""
    for defined, string in _SCRIPT_CALL.findall(without_comments(source)):
        if defined:
            continue
        if not string:
            raise ValueError(f"{file}: the first argument of _() must be one string in quotes")
        yield Message(ast.literal_eval(string), "", "", file)


def without_comments(script: str) -> str:
    """The script without its comments."""
    return _SCRIPT_TOKEN.sub(lambda found: found[1] or "", script)


def _message(form: tuple[str, ...], values: list[str], file: str) -> Message:
    named = dict(zip(form, values, strict=False))
    return Message(named["message"], named.get("plural", ""), named.get("context", ""), file)


def collect() -> dict[str, list[Message]]:
    """Every message of the workbench by domain."""
    found: dict[str, list[Message]] = {"django": [], "djangojs": []}
    for path, file in _files("**/*.py"):
        found["django"].extend(in_python(path.read_text("utf-8"), file))
    for path, file in _files("templates/**/*.*"):
        found["django"].extend(in_template(path.read_text("utf-8"), file))
    for path, file in _files("rectifying/procedures/*.toml"):
        found["django"].extend(in_procedure(path.read_text("utf-8"), file))
    for path, file in _files("static/**/*.js"):
        found["djangojs"].extend(in_script(path.read_text("utf-8"), file))
    return found


def _files(pattern: str) -> Iterable[tuple[Path, str]]:
    return [(path, path.relative_to(REVIEW).as_posix()) for path in sorted(REVIEW.glob(pattern)) if path.is_file()]


def updated(old: polib.POFile, messages: Iterable[Message]) -> polib.POFile:
    """The catalogue of these messages, with the translations that the old one has."""
    files: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for message in messages:
        files[message.context, message.text, message.plural].add(message.file)
    known = {(entry.msgctxt or "", entry.msgid, entry.msgid_plural): entry for entry in old}
    new = polib.POFile(wrapwidth=100)
    new.metadata = {
        "Language": "en",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for key in sorted(files):
        context, text, plural = key
        entry = known.get(key) or polib.POEntry(msgid=text, msgid_plural=plural, msgctxt=context or None)
        if plural and not entry.msgstr_plural:
            entry.msgstr_plural = {0: "", 1: ""}
        # Files without lines, so that only a moved message changes the catalogue.
        entry.occurrences = [(file, "") for file in sorted(files[key])]
        entry.flags = ["python-format"] if "%(" in text else []
        new.append(entry)
    return new


def load(domain: str) -> polib.POFile:
    """The catalogue as it stands; an empty one where there is none."""
    path = CATALOGUES / f"{domain}.po"
    return polib.pofile(str(path), wrapwidth=100) if path.exists() else polib.POFile(wrapwidth=100)


def main(arguments: list[str]) -> int:
    stale = False
    for domain, messages in collect().items():
        catalogue = updated(load(domain), messages)
        for entry in catalogue:
            if not entry.translated():
                print(f"{domain}.po: untranslated ({entry.occurrences[0][0]}): {entry.msgid}")
        for path, content in (
            (CATALOGUES / f"{domain}.po", f"{catalogue}\n".encode()),
            (CATALOGUES / f"{domain}.mo", catalogue.to_binary()),
        ):
            if path.exists() and path.read_bytes() == content:
                continue
            stale = True
            if "--check" not in arguments:
                path.write_bytes(content)
                print(f"written: {path.name}")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
