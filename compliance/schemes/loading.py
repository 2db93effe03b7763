"""From a scheme's id, or the path of a TOML file, to a Scheme."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from difflib import get_close_matches
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from compliance.errors import SchemeFault, UnknownScheme
from compliance.schemes.source_lines import key_lines, line_of
from compliance.schemes.validation import find_faults
from compliance.terms import DocumentKind, Facet, Item, Problem, Scheme, Scope, Tier

if TYPE_CHECKING:
    from compliance.registry import Registry

# The longest packaged scheme has 60 kB; a file beyond this is no scheme, and parsing it would take minutes.
LARGEST_FILE = 4_000_000

# What tomllib says, by the beginning of its message, and what the author of a scheme has to do about it.
_SYNTAX = (
    ("Expected '=' after a key", "键后面应为半角等号 ="),
    ("Expected ']]'", "表头应以 ]] 结束"),
    ("Expected ']'", "表头应以 ] 结束"),
    ("Expected newline", "一个值之后应换行，此处有多余的内容"),
    ("Illegal character '\\n'", "字符串没有结束，应在行末前补上半角引号"),
    ("Unterminated string", "字符串没有结束，应补上引号"),
    ("Unescaped '\\' in a string", "字符串里的反斜杠应写成 \\\\"),
    ("Cannot overwrite a value", "同一个键写了两次，应删去一个"),
    ("Duplicate inline table key", "同一个键写了两次，应删去一个"),
    ("Cannot declare", "同一个表写了两次；条目和要点应写成 [[item]]、[[item.facet]]"),
    ("Unclosed array", "数组没有结束，应补上 ]"),
    ("Unclosed inline table", "行内表没有结束，应补上 }"),
    ("Invalid statement", "此处应为“键 = 值”或表头"),
    ("Invalid initial character for a key part", "键名应由字母、数字、下划线或连字符组成"),
    ("Invalid value", "值应为半角引号括起的字符串、数、true、false 或数组"),
)
_FULL_WIDTH = re.compile(r"[“”‘’＂＝＃，［］]")


def load_scheme(id_or_path: str | Path, registry: Registry) -> Scheme:
    """A registered scheme by its id, or the scheme in a TOML file that nobody has seen.

    Raises UnknownScheme (with the schemes there are) and SchemeFault (with every fault of the file, one a line).
    """
    if isinstance(id_or_path, str) and id_or_path in registry.schemes:
        return _load_registered(id_or_path, registry.schemes[id_or_path])
    path = Path(id_or_path)
    names_file = isinstance(id_or_path, Path) or path.suffix.lower() == ".toml" or len(path.parts) > 1
    if not names_file and not path.is_file():
        raise UnknownScheme(_unknown(str(id_or_path), registry))
    return parse_scheme(_read(path, str(path)), str(path))


def load_all_schemes(registry: Registry) -> tuple[tuple[Scheme, ...], tuple[Problem, ...]]:
    """Every registered scheme, by id, and a problem for each file that has faults: those are left out."""
    schemes, problems = [], []
    for scheme_id, file in registry.schemes.items():
        try:
            schemes.append(_load_registered(scheme_id, file))
        except SchemeFault as fault:
            problems.append(Problem(file.name, str(fault)))
    return tuple(schemes), tuple(problems)


def note_unknown_indicators(scheme: Scheme, registry: Registry) -> tuple[Problem, ...]:
    """A problem for each indicator that a scheme names and no plugin brings; the general matcher judges its facets."""
    named: dict[str, list[str]] = {}
    for item in scheme.items:
        for facet in item.facets:
            if facet.indicator not in registry.indicators:
                named.setdefault(facet.indicator, []).append(f"{item.id}/{facet.id}")
    return tuple(Problem(scheme.id, _unknown_indicator(name, at, registry)) for name, at in sorted(named.items()))


def parse_scheme(data: bytes, name: str, file_id: str | None = None) -> Scheme:
    """A scheme from the bytes of its file; `file_id` is the id that a packaged file's name asks for.

    Raises SchemeFault: for a syntax error line and column, otherwise every fault on a line of its own.
    """
    source = _decode(data, name)
    try:
        table = tomllib.loads(source, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise SchemeFault(_syntax_fault(str(error), source, name)) from None
    except RecursionError:
        raise SchemeFault(f"{name}：数组或表嵌套太深，无法读取，请按方案格式重写。") from None
    if faults := find_faults(table, file_id):
        lines = key_lines(source)
        placed = sorted(((line_of(fault.path, lines), fault) for fault in faults), key=lambda pair: pair[0])
        raise SchemeFault("\n".join(f"{name} 第{line}行，{fault.place}：{fault.message}。" for line, fault in placed))
    return _scheme(table, hashlib.sha256(data).hexdigest())


# --- From bytes to text ----------------------------------------------------------------------------


def _load_registered(scheme_id: str, file: Traversable) -> Scheme:
    return parse_scheme(_read(file, file.name), file.name, file_id=scheme_id)


def _read(file: Traversable | Path, name: str) -> bytes:
    try:
        with file.open("rb") as stream:
            data: bytes = stream.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise SchemeFault(f"找不到方案文件 {name}，请检查路径；内置方案直接写标识，如 beijing-2018。") from None
    except OSError as error:
        reason = "这是文件夹" if isinstance(error, IsADirectoryError) else error.strerror or type(error).__name__
        raise SchemeFault(f"方案文件 {name} 打不开（{reason}），请给出一个可以读取的 .toml 文件。") from None
    if len(data) > LARGEST_FILE:
        raise SchemeFault(f"方案文件 {name} 超过{LARGEST_FILE // 1_000_000} MB，不像方案文件，请检查路径。")
    return data


def _decode(data: bytes, name: str) -> str:
    try:
        text = data.decode("utf-8-sig")  # Windows editors put a byte order mark before UTF-8
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SchemeFault(f"{name} 第{line}行：不是 UTF-8 编码的文本，请用编辑器另存为 UTF-8。") from None
    return text.replace("\r\n", "\n")


def _syntax_fault(error: str, source: str, name: str) -> str:
    """tomllib's message in Chinese, with its line and column and a hint where full-width signs stand in the line."""
    lines = source.split("\n")
    place = re.search(r"\(at line (\d+), column (\d+)\)", error)
    line, column = (int(place[1]), int(place[2])) if place else (len(lines), len(lines[-1]) + 1)
    reason = next(
        (chinese for beginning, chinese in _SYNTAX if error.startswith(beginning)), error.partition(" (at")[0]
    )
    found = lines[line - 1].strip()
    message = f"{name} 第{line}行第{column}列：TOML 语法有误，{reason}"
    if found:
        message += f"；该行现为：{found if len(found) <= 60 else found[:59] + '…'}"
    if signs := "".join(dict.fromkeys(_FULL_WIDTH.findall(found))):
        message += f"（行内有全角符号 {signs}，TOML 的引号、等号、逗号和方括号须用半角）"
    return f"{message}。" if not message.endswith("。") else message


# --- From checked tables to values -----------------------------------------------------------------


def _scheme(table: Mapping[str, Any], sha256: str) -> Scheme:
    head = table["scheme"]
    return Scheme(
        id=head["id"],
        title=head["title"],
        issuer=head["issuer"],
        items=tuple(_item(item) for item in table["item"]),
        sha256=sha256,
        document_kinds=tuple(DocumentKind(kind) for kind in head.get("document_kinds", ())),
        year=head.get("year"),
        source=head.get("source", ""),
        notes=head.get("notes", ""),
        total_points=_decimal(head.get("total_points")),
        tiers=tuple(
            Tier(tier["title"], Decimal(tier["min_points"]), Decimal(tier.get("min_bonus", 0)))
            for tier in head.get("tier", ())
        ),
    )


def _item(table: Mapping[str, Any]) -> Item:
    return Item(
        id=table["id"],
        path=tuple(table["path"]),
        title=table["title"],
        requirement=table["requirement"],
        facets=tuple(_facet(facet) for facet in table["facet"]),
        scope=Scope(table["scope"]),
        points=_decimal(table.get("points")),
    )


def _facet(table: Mapping[str, Any]) -> Facet:
    return Facet(
        id=table["id"],
        indicator=table["indicator"],
        statement=table["statement"],
        required=table.get("required", True),
        aliases=tuple(table.get("aliases", ())),
        measure=table.get("measure", ""),
        comparator=table.get("comparator", ""),
        threshold=_decimal(table.get("threshold")),
        unit=table.get("unit", ""),
    )


def _decimal(value: int | Decimal | None) -> Decimal | None:
    return None if value is None else Decimal(value)


# --- What to say of names that nobody knows --------------------------------------------------------


def _unknown(asked: str, registry: Registry) -> str:
    schemes, _ = load_all_schemes(registry)
    near = get_close_matches(asked, [*registry.schemes, *(scheme.title for scheme in schemes)], n=1, cutoff=0.4)
    by_title = {scheme.title: scheme.id for scheme in schemes}
    hint = f"是否想用 {by_title.get(near[0], near[0])}？" if near else ""
    listed = "\n".join(f"  {scheme.id}  {scheme.title}" for scheme in schemes)
    return f"没有标识为“{asked}”的方案。{hint}现有方案（也可以给出 .toml 方案文件的路径）：\n{listed}"


def _unknown_indicator(name: str, facets: list[str], registry: Registry) -> str:
    near = get_close_matches(name, registry.indicators, n=1)
    hint = f"如果想写的是 {near[0]}，请改正；" if near else ""
    some = "、".join(facets[:5]) + ("等" if len(facets) > 5 else "")
    return f"方案用到的指标“{name}”没有对应的插件（要点 {some}），{hint}这些要点由通用匹配判断。"
