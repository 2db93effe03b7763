"""Lists of people and districts as offices keep them (名单): text to rows. Pure: no database."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from compliance.errors import ComplianceError

COLUMNS = ("用户名", "姓名", "角色", "区县")
MOST_PEOPLE = 300  # of one list: each password takes a tenth of a second to hash
MOST_BYTES = 2**20
ROLE_IDS = {"管理员": "administrator", "评审员": "reviewer", "区县用户": "district"}


@dataclass(frozen=True, slots=True)
class PersonListed:
    """A row of a list of people; `line` is its line in the file, from 1."""

    line: int
    username: str
    full_name: str
    role: str  # a models.Role
    district: str  # name; "" for none


def people_of(data: bytes) -> tuple[PersonListed, ...]:
    """The people of a CSV file with the header 用户名,姓名,角色,区县 (UTF-8 or GB18030), in the file's order.

    Raises ComplianceError that names every faulty line.
    """
    if len(data) > MOST_BYTES:
        raise ComplianceError(f"名单太大（超过 {MOST_BYTES // 2**20} MB），请分几次导入。")
    reader = csv.reader(io.StringIO(_decoded(data), newline=""), strict=True)
    try:
        rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader if any(map(str.strip, row))]
    except csv.Error as fault:
        raise ComplianceError(f"名单第 {reader.line_num} 行不是合格的 CSV：引号没有成对，或有多余的字符。") from fault
    if not rows or tuple(rows[0][1][: len(COLUMNS)]) != COLUMNS:
        raise ComplianceError(f"名单第一行应是表头“{','.join(COLUMNS)}”，请照此填写，存成 CSV 文件后再导入。")
    if len(rows) == 1:
        raise ComplianceError("名单里只有表头，没有人。")
    if len(rows) - 1 > MOST_PEOPLE:
        raise ComplianceError(f"名单有 {len(rows) - 1} 人，一次最多 {MOST_PEOPLE} 人，请分几次导入。")
    faults = list(_faults(rows[1:]))
    if faults:
        raise ComplianceError("名单没有导入：" + "；".join(faults[:10]) + "。")
    return tuple(PersonListed(line, row[0], row[1], ROLE_IDS[row[2]], row[3]) for line, row in rows[1:])


def districts_of(text: str) -> tuple[str, ...]:
    """The names of districts, one a line, each once, in the order of the text. Raises ComplianceError."""
    names = tuple(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
    if not names:
        raise ComplianceError("没有区县名：请一行写一个。")
    if long := next((name for name in names if len(name) > 60), None):
        raise ComplianceError(f"区县名“{long[:20]}…”太长，最多 60 字；请一行只写一个。")
    return names


def _decoded(data: bytes) -> str:
    """Spreadsheet programs write UTF-8 with a mark, or the system's Chinese encoding."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ComplianceError("名单的编码认不出来，请另存为“CSV UTF-8”后再导入。")


def _faults(rows: list[tuple[int, list[str]]]) -> Iterator[str]:
    seen: dict[str, int] = {}
    for line, row in rows:
        if len(row) != len(COLUMNS):
            yield f"第 {line} 行有 {len(row)} 栏，应为 {len(COLUMNS)} 栏"
            continue
        username, _name, role, district = row
        if not username:
            yield f"第 {line} 行没有用户名"
        elif username in seen:
            yield f"第 {line} 行的用户名“{username}”与第 {seen[username]} 行相同"
        seen.setdefault(username, line)
        if role not in ROLE_IDS:
            yield f"第 {line} 行的角色“{role}”应为{'、'.join(ROLE_IDS)}之一"
        elif (role == "区县用户") != bool(district):
            yield f"第 {line} 行：区县用户要写区县，其他角色不写"
