"""What a scheme file may hold, as a table of keys, and every fault of a file at once, in Chinese.

The format is described in docs/plugins.md; a key that is not listed here is refused.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches

from compliance.schemes.source_lines import KeyPath
from compliance.terms import DocumentKind, Scope

LIMITS = (">=", ">", "<=", "<", "==")  # comparators with a threshold
COMPARATORS = (*LIMITS, "increase")
MOST_FACETS = 6  # more things than this in one item are several items
Table = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: where it is, which key, and a Chinese sentence saying what was expected and what was found."""

    path: KeyPath
    place: str  # in Chinese: 条目“bj-03”的要点“body”
    message: str


@dataclass(frozen=True, slots=True)
class _Key:
    """What one key takes: `accepts` tells a right value, `expected` says it in Chinese."""

    expected: str
    accepts: Callable[[object], bool]
    required: bool = True


def find_faults(data: Table, file_id: str | None = None) -> tuple[Fault, ...]:
    """Every fault of a parsed scheme file, in the order of the file's tables; none for a scheme that can be used.

    `file_id` is the id that the file's name asks for; None where the file may be named as its author likes.
    """
    faults = _key_faults(data, _ROOT, (), "文件")
    scheme, items = data.get("scheme"), data.get("item")
    if isinstance(scheme, dict):
        faults += _scheme_faults(scheme, file_id)
    if _is_tables(items):
        faults += [fault for index, item in enumerate(_tables(items)) for fault in _item_faults(item, index)]
        faults += _repeated(_tables(items), ("item",), "文件", "条目")
    return tuple(faults)


def shown(value: object) -> str:
    """A found value as its author would recognise it, cut to one line's length."""
    if isinstance(value, bool):
        text = str(value).lower()
    elif isinstance(value, str):
        text = f"“{value}”"
    elif isinstance(value, list):
        text = f"{len(value)}项的数组"
    elif isinstance(value, dict):
        text = "表"
    else:
        text = str(value)
    text = " ".join(text.split())
    return text if len(text) <= 40 else f"{text[:39]}…"


# --- The keys --------------------------------------------------------------------------------------


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_name(value: object) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(r"[^\s\"'<>&/\\]+", value))


def _is_number(value: object) -> bool:
    if isinstance(value, Decimal):
        return value.is_finite()
    return isinstance(value, int) and not isinstance(value, bool)


def _is_amount(value: object) -> bool:
    return _is_number(value) and value >= 0  # type: ignore[operator]  # a number by now


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(_is_text(part) for part in value)


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(part, dict) for part in value)


def _tables(value: object) -> Sequence[Table]:
    return value if isinstance(value, list) else ()


_KINDS = tuple(kind.value for kind in DocumentKind)
_SCOPES = tuple(scope.value for scope in Scope)
_TEXT = _Key("不为空的字符串", _is_text)
_NOTE = _Key("字符串", lambda value: isinstance(value, str), required=False)
_NAME = _Key("不含空白和引号的标识", _is_name)

_ROOT = {
    "scheme": _Key("[scheme] 表", lambda value: isinstance(value, dict)),
    "item": _Key("至少一个 [[item]] 表", _is_tables),
}
_SCHEME = {
    "id": _Key(
        "小写字母、数字和连字符组成的标识，如 beijing-2018",
        lambda value: isinstance(value, str) and bool(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value)),
    ),
    "title": _TEXT,
    "issuer": _TEXT,
    "year": _Key("四位数的年份", lambda value: type(value) is int and 1000 <= value <= 9999, required=False),
    "source": _NOTE,
    "document_kinds": _Key(
        f"由 {'、'.join(_KINDS)} 组成的数组",
        lambda value: isinstance(value, list) and all(kind in _KINDS for kind in value),
        required=False,
    ),
    "total_points": _Key("不小于0的数", _is_amount, required=False),
    "notes": _NOTE,
    "tier": _Key("[[scheme.tier]] 表", _is_tables, required=False),
}
_TIER = {
    "title": _TEXT,
    "min_points": _Key("不小于0的数", _is_amount),
    "min_bonus": _Key("不小于0的数", _is_amount, required=False),
}
_ITEM = {
    "id": _NAME,
    "path": _Key("至少一级的字符串数组", lambda value: _is_texts(value) and value != []),
    "title": _TEXT,
    "requirement": _TEXT,
    "points": _Key("不小于0的数", _is_amount, required=False),
    "scope": _Key(f"{'、'.join(_SCOPES)} 之一", lambda value: value in _SCOPES),
    "facet": _Key("1至6个 [[item.facet]] 表", _is_tables),
}
_FACET = {
    "id": _NAME,
    "indicator": _NAME,
    "statement": _TEXT,
    "required": _Key("true 或 false", lambda value: isinstance(value, bool), required=False),
    "aliases": _Key("不为空的字符串组成的数组", _is_texts, required=False),
    "measure": _Key("不为空的字符串", _is_text, required=False),
    "comparator": _Key(f"{'、'.join(COMPARATORS)} 之一", lambda value: value in COMPARATORS, required=False),
    "threshold": _Key("数", _is_number, required=False),
    "unit": _NOTE,
}

# --- The faults ------------------------------------------------------------------------------------


def _scheme_faults(scheme: Table, file_id: str | None) -> list[Fault]:
    faults = _key_faults(scheme, _SCHEME, ("scheme",), "[scheme]")
    declared = scheme.get("id")
    if file_id is not None and isinstance(declared, str) and declared != file_id:
        message = f"id 应与文件名一致，为“{file_id}”，现为{shown(declared)}"
        faults.append(Fault(("scheme", "id"), "[scheme]", message))
    if _is_tables(scheme.get("tier")):
        for index, tier in enumerate(_tables(scheme["tier"])):
            faults += _key_faults(tier, _TIER, ("scheme", "tier", index), f"第{index + 1}个等次")
    return faults


def _item_faults(item: Table, index: int) -> list[Fault]:
    path: KeyPath = ("item", index)
    place = f"条目{_named(item, index)}"
    faults = _key_faults(item, _ITEM, path, place)
    facets = item.get("facet")
    if not _is_tables(facets):
        return faults
    if len(_tables(facets)) > MOST_FACETS:
        message = f"facet 应为1至{MOST_FACETS}个，现有{len(_tables(facets))}个，请拆成几个条目"
        faults.append(Fault((*path, "facet", MOST_FACETS), place, message))
    for number, facet in enumerate(_tables(facets)):
        where = f"{place}的要点{_named(facet, number)}"
        faults += _key_faults(facet, _FACET, (*path, "facet", number), where)
        faults += _measure_faults(facet, (*path, "facet", number), where)
    return faults + _repeated(_tables(facets), (*path, "facet"), place, "要点")


def _key_faults(table: Table, keys: Mapping[str, _Key], path: KeyPath, place: str) -> list[Fault]:
    """Missing keys, unknown keys and values of the wrong kind of one table; a misspelt key is one fault, not two."""
    meant = _misspelt(table, keys)
    faults = [
        Fault(path, place, f"缺少 {name}，应为{key.expected}")
        for name, key in keys.items()
        if key.required and name not in table and name not in meant.values()
    ]
    for name, value in table.items():
        if name not in keys:
            hint = f"，是否想写 {meant[name]}" if name in meant else ""
            faults.append(Fault((*path, name), place, f"不认识的键 {name}{hint}；可用的键：{'、'.join(keys)}"))
        elif not keys[name].accepts(value):
            expected, found = keys[name].expected, _found(value, keys[name].expected)
            faults.append(Fault((*path, name), place, f"{name} 应为 {expected}，现为{found}"))
    return faults


def _misspelt(table: Table, keys: Mapping[str, _Key]) -> Mapping[str, str]:
    """For each unknown key of a table the absent key that it is probably meant to be."""
    absent = [name for name in keys if name not in table]
    near = {name: get_close_matches(name, absent, n=1) for name in table if name not in keys}
    return {name: found[0] for name, found in near.items() if found}


def _measure_faults(facet: Table, path: KeyPath, place: str) -> list[Fault]:
    """What a facet with a number needs: a measure, a comparator, and a threshold unless it asks for growth."""
    faults = []
    comparator, meant = facet.get("comparator"), _misspelt(facet, _FACET).values()
    if facet.get("indicator") == "quantity" or comparator is not None:
        faults += [
            Fault(path, place, f"缺少 {name}，比较数值的要点须写明{meaning}")
            for name, meaning in (
                ("measure", "所量的指标"),
                ("comparator", f"比较方式（{'、'.join(COMPARATORS)} 之一）"),
            )
            if name not in facet and name not in meant
        ]
    if comparator == "increase" and "threshold" in facet:
        message = f"comparator 为 increase 时只与上年值相比，不应有 threshold，现为{shown(facet['threshold'])}"
        faults.append(Fault((*path, "threshold"), place, message))
    elif (
        "threshold" in facet
        and facet.get("indicator") != "quantity"
        and comparator is None
        and "comparator" not in meant
    ):
        message = f"有 threshold（{shown(facet['threshold'])}）而没有 comparator，应补上 {'、'.join(LIMITS)} 之一"
        faults.append(Fault((*path, "threshold"), place, message))
    elif comparator in LIMITS and "threshold" not in facet and "threshold" not in meant:
        message = f"comparator 为 {comparator} 时缺少 threshold，应为一个数"
        faults.append(Fault((*path, "comparator"), place, message))
    return faults


def _repeated(tables: Sequence[Table], path: KeyPath, place: str, noun: str) -> list[Fault]:
    ids = [table.get("id") for table in tables]
    counts = Counter(name for name in ids if isinstance(name, str))
    return [
        Fault(
            (*path, index, "id"),
            place,
            f"{noun}的 id “{name}”重复，第{ids.index(name) + 1}个{noun}已经用过，应各不相同",
        )
        for index, name in enumerate(ids)
        if isinstance(name, str) and counts[name] > 1 and ids.index(name) != index
    ]


def _named(table: Table, index: int) -> str:
    """How a message calls an item or a facet: by its id, or by its number where it has none."""
    return f"“{table['id']}”" if _is_name(table.get("id")) else f"（第{index + 1}个）"


def _found(value: object, expected: str) -> str:
    """The found value, with its kind where the value alone does not show what is wrong: "2018" for 2018."""
    kinds = ((bool, "布尔值"), (str, "字符串"), (int, "整数"), (Decimal, "小数"), (list, ""), (dict, ""))
    kind = next((name for type_, name in kinds if isinstance(value, type_)), "日期或时间")
    return shown(value) if not kind or expected.endswith(kind) else f"{kind}{shown(value)}"
