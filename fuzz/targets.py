"""The parsers that are fuzzed: of each its entry, what it may do, and where good inputs for it come from.

An input is bytes. Of a zip-based format it is the package's parts in plain form (see packages.py), so that the fuzzer
changes XML and not compressed bytes; of an .xls it is the stream of records without its compound file.
"""

from __future__ import annotations

import itertools
import struct
import tarfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

import msgspec
import sheet_files
from mutators import mutate_bytes, mutate_package, mutate_records
from packages import packed, parts_of

from compliance.errors import UnreadableFile
from compliance.terms import BlockKind

Run = Callable[[bytes], object]
Mutator = Callable[[bytes, int, int], bytes]


@dataclass(frozen=True, slots=True)
class Target:
    """One parser."""

    entry: str  # module:function, below compliance; its tests' inputs are the first corpus
    modules: tuple[str, ...]  # files below compliance, as patterns, whose words the mutations use
    tests: tuple[str, ...]  # test files, as patterns below tests
    name: str = ""  # of the file, as in tests/hostile/samples.py
    bind: Callable[[ModuleType, Target], Run] = lambda module, target: _reader(module, target)
    seed: Callable[[bytes], bytes | None] = lambda data: data  # from a file to an input; None for one that is no use
    wrap: Callable[[bytes], bytes] = lambda data: data  # and back
    mutate: Mutator = mutate_bytes

    def run(self) -> Run:
        """The parser with the checks of what it gives; what it raises is a fault."""
        return self.bind(import_module(f"compliance.{self.entry.split(':')[0]}"), self)


def _function(module: ModuleType, target: Target) -> Callable[..., object]:
    function: Callable[..., object] = getattr(module, target.entry.split(":")[1])
    return function


# --- readers ---------------------------------------------------------------------------------------


def _reader(module: ModuleType, target: Target) -> Run:
    from compliance.reading.furniture import without_furniture
    from compliance.reading.limits import Limits

    # A few bytes of a spreadsheet may repeat a cell up to the limit, which takes seconds by right.
    limits = Limits(table_cells=10_000)
    read, name = _function(module, target), target.name

    def run(data: bytes) -> None:
        try:
            extract = without_furniture(read(target.wrap(data), name, limits))
        except UnreadableFile as refusal:
            _check_refusal(str(refusal), name)
        else:
            _check_extract(extract)

    return run


def _check_refusal(sentence: str, name: str) -> None:
    sentence.encode()
    assert sentence.startswith(f"{name}：") and sentence.endswith("。") and "\n" not in sentence, sentence


def _check_extract(extract: object) -> None:
    from compliance.reading.blocks import Extract

    # What the checking process would get: no lone surrogate, no number that is none, no foreign type.
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(extract), type=Extract) == extract
    assert isinstance(extract, Extract)
    for number, block in enumerate(extract.blocks):
        assert block.index == number and block.text.strip(), block
        assert (block.kind is BlockKind.HEADING) == (block.level > 0), block
        for cell in block.cells:
            assert 0 <= cell.start <= cell.end <= len(block.text) and min(cell.row, cell.column) >= 0, cell
            assert min(cell.row_span, cell.column_span) >= 1 and "\n" not in block.text[cell.start : cell.end], cell
        assert all(a.end <= b.start for a, b in itertools.pairwise(block.cells)), block
        assert all(number is None or number >= 1 for number in _numbers(block.place)), block.place


def _numbers(place: object) -> Sequence[int | None]:
    return [getattr(place, name) for name in ("page", "paragraph", "table", "row", "column", "line")]


def _mail(module: ModuleType, target: Target) -> Run:
    from compliance.reading.archives.budget import ArchiveError, Budget, EntryError, SpentError
    from compliance.reading.limits import DEFAULT_LIMITS

    read = _reader(module, target)

    def run(data: bytes) -> None:
        read(data)
        module.is_mail(data, target.name)
        try:
            for entry in module.attachments(data, Budget(DEFAULT_LIMITS)):
                _check_name(entry.name)
                try:
                    entry.unpack()
                except EntryError:
                    continue
        except (ArchiveError, SpentError):
            return

    return run


def _check_name(name: str) -> None:
    from compliance.reading.archives.names import safe_path

    shown = safe_path(name)
    shown.encode()
    assert shown and not shown.startswith(("/", "\\")) and ".." not in shown.split("/") and "\n" not in shown, shown


# --- containers ------------------------------------------------------------------------------------


def _archive(module: ModuleType, target: Target) -> Run:
    from compliance.reading.detection import is_document

    def run(data: bytes) -> None:
        names = set()
        for member in module.members(target.wrap(data), target.name, is_document):
            member.name.encode()
            assert member.name.startswith(target.name) and ".." not in member.name.split("/"), member.name
            assert (member.data is None) == bool(member.why_not), member
            assert member.data is None or member.name not in names, member.name
            names.add(member.name)

    return run


def _names(module: ModuleType, target: Target) -> Run:
    def run(data: bytes) -> None:
        distinct = module.DistinctNames()
        paths = [distinct.distinct(module.safe_path(module.decode_name(raw))) for raw in data.split(b"\n")[:200]]
        assert len(set(paths)) == len(paths), paths
        for path in paths:
            _check_name(path)
            module.is_leftover(path)

    return run


def with_checksums(data: bytes) -> bytes:
    """A tar whose headers say the right checksum, so that what stands in them is looked at."""
    changed = bytearray(data)
    for at in range(0, len(data) - tarfile.BLOCKSIZE + 1, tarfile.BLOCKSIZE):
        if data[at + 257 : at + 262] == b"ustar":
            changed[at + 148 : at + 156] = b" " * 8
            total = sum(changed[at : at + tarfile.BLOCKSIZE])
            changed[at + 148 : at + 156] = b"%06o\0 " % total
    return bytes(changed)


def _detection(module: ModuleType, target: Target) -> Run:
    def run(data: bytes) -> None:
        module.is_document(data, target.name)
        try:
            module.detect(data, target.name)
        except UnreadableFile as refusal:
            _check_refusal(str(refusal), target.name)

    return run


def _word_fields(module: ModuleType, target: Target) -> Run:
    def run(data: bytes) -> None:
        try:
            assert len(module.with_fields_as_stored(data).data) == len(data)
        except module.NoWordFile:
            return

    return run


def _answers(module: ModuleType, target: Target) -> Run:
    def run(data: bytes) -> None:
        try:
            module.decode_answer(data)
        except ValueError:  # what the checking process takes for a broken answer
            return

    return run


# --- text ------------------------------------------------------------------------------------------


def _decoding(module: ModuleType, target: Target) -> Run:
    def run(data: bytes) -> None:
        for declared in ("", "gb2312", data[:12].decode("latin-1")):
            decoded = module.decode(data, declared)
            decoded.text.encode()
            assert all(note.encode() for note in decoded.notes) and "\r" not in decoded.text
            module.is_binary(decoded.text)

    return run


def as_utf8(data: bytes) -> bytes:
    """The bytes without what is no UTF-8: to tell other encodings takes most of the time, and is fuzzed by itself."""
    return data.decode("utf-8", "ignore").encode()


def _normalising(module: ModuleType, target: Target) -> Run:
    def run(data: bytes) -> None:
        text = data.decode("utf-8", "ignore")
        found = module.normalise(text)
        found.text.encode()
        origin = found.origin
        assert len(origin) == len(found.text) + 1 and origin[-1] == len(text), found
        assert all(a <= b for a, b in itertools.pairwise(origin)) and origin[0] >= 0, found
        for at in range(len(found.text)):
            start, end = found.original(at, at + 1)
            assert 0 <= start < end <= len(text) and found.position(start) >= at, (text, at)
        again = module.normalise(found.text).text
        assert again == found.text, (text, found.text, again)

    return run


def _quantities(module: ModuleType, target: Target) -> Run:
    from compliance.language.normalise import normalise
    from compliance.language.numerals import parse_approximate, parse_number

    def run(data: bytes) -> None:
        raw = data.decode("utf-8", "ignore")
        parse_number(raw), parse_approximate(raw)
        text = normalise(raw).text
        end = 0
        for found in module.find_quantities(text):
            assert end <= found.start < found.end <= len(text), (text, found)
            assert found.low.is_finite() and found.high.is_finite() and found.low <= found.high, (text, found)
            end = found.end

    return run


# --- the list --------------------------------------------------------------------------------------


def _package_target(entry: str, modules: str, tests: str, name: str) -> Target:
    patterns = (*modules.split(), "reading/zip_package.py")
    return Target(entry, patterns, tuple(tests.split()), name, seed=parts_of, wrap=packed, mutate=mutate_package)


def _stream_of(data: bytes) -> bytes | None:
    from compliance.reading.compound_file import CompoundError, CompoundFile

    try:
        compound = CompoundFile(data)
        return next((compound.read(name) for name in ("Workbook", "Book") if name in compound), None)
    except (CompoundError, struct.error):
        return None


TARGETS: dict[str, Target] = {
    "html": Target(
        "reading.text.html:read_html", ("reading/text/html.py",), ("reading/test_html.py",), "材料.html", wrap=as_utf8
    ),
    "markdown": Target(
        "reading.text.plain:read_markdown",
        *(("reading/text/plain.py", "reading/text/inline.py"), ("reading/test_plain.py",)),
        "材料.md",
        wrap=as_utf8,
    ),
    "text": Target(
        "reading.text.plain:read_text", ("reading/text/plain.py",), ("reading/test_plain.py",), "材料.txt", wrap=as_utf8
    ),
    "decode": Target(
        "reading.encoding.decoding:decode",
        *(("reading/encoding/decoding.py", "reading/mail/headers.py"), ("reading/test_encoding.py",)),
        *("材料.txt", _decoding),
    ),
    "csv": Target(
        *("reading.sheets.csv:read_csv", ("reading/sheets/csv.py",), ("reading/test_sheet_csv.py",), "材料.csv"),
        wrap=as_utf8,
    ),
    "docx": _package_target("reading.word.reader:read_word", "reading/word/*.py", "reading/test_word*.py", "材料.docx"),
    "xlsx": _package_target(
        "reading.sheets.xlsx:read_xlsx", "reading/sheets/xlsx*.py", "reading/test_sheet_xlsx.py", "材料.xlsx"
    ),
    "xls": Target(
        *("reading.sheets.xls:read_xls", ("reading/sheets/xls.py",), ("reading/test_sheet_xls.py",), "材料.xls"),
        seed=_stream_of,
        wrap=sheet_files.compound,
        mutate=mutate_records,
    ),
    "ods": _package_target(
        "reading.sheets.ods:read_ods", "reading/sheets/ods.py", "reading/test_sheet_ods.py", "材料.ods"
    ),
    "odt": _package_target("reading.odt.reader:read_odt", "reading/odt/*.py", "reading/test_odt*.py", "材料.odt"),
    "rtf": Target("reading.rtf.reader:read_rtf", ("reading/rtf/*.py",), ("reading/test_rtf*.py",), "材料.rtf"),
    "ofd": _package_target("reading.ofd.reader:read_ofd", "reading/ofd/*.py", "reading/test_ofd*.py", "材料.ofd"),
    "mail": Target(
        "reading.mail.reader:read_mail", ("reading/mail/*.py",), ("reading/test_mail*.py",), "材料.eml", _mail
    ),
    "names": Target(
        *("reading.archives.names:decode_name", ("reading/archives/names.py",), ("reading/test_archive_names.py",)),
        *("材料.zip", _names),
    ),
    "zip": Target(
        *("reading.containers:members", ("reading/archives/zip.py",), ("reading/test_archives.py",)),
        *("材料.zip", _archive),
    ),
    "tar": Target(
        *("reading.containers:members", ("reading/archives/tar.py",), ("reading/test_archives.py",)),
        *("材料.tgz", _archive),
        wrap=with_checksums,
    ),
    "detection": Target(
        "reading.detection:detect", ("reading/detection.py",), ("reading/test_detection.py",), "材料", _detection
    ),
    "doc": Target(
        "reading.office.fields:with_fields_as_stored",
        *((), ("reading/test_office_fields.py",), "材料.doc", _word_fields),
    ),
    "answers": Target(
        "reading.isolation.messages:decode_answer", ("terms.py",), ("reading/test_messages.py",), "", _answers
    ),
    "normalise": Target(
        "language.normalise:normalise", ("language/normalise.py",), ("language/test_normalise.py",), "", _normalising
    ),
    "quantities": Target(
        *("language.quantities:find_quantities", ("language/quantit*.py", "language/numerals.py")),
        *(("language/test_quantities.py",), "", _quantities),
    ),
}
