"""Lists of people and districts as offices keep them (名单): text to rows. Pure: no database, no files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from compliance.errors import ComplianceError

COLUMNS = ("用户名", "姓名", "角色", "区县")
MOST_PEOPLE = 300  # of one list: each password takes a tenth of a second to hash
MOST_BYTES = 2**20
FAULTS_TOLD = 10
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
        raise ComplianceError(_("名单太大（超过 %(most)s MB），请分几次导入。") % {"most": MOST_BYTES // 2**20})
    reader = csv.reader(io.StringIO(_decoded(data), newline=""), strict=True)
    try:
        rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader if any(map(str.strip, row))]
    except csv.Error as fault:
        raise ComplianceError(
            _("名单第 %(line)s 行不是合格的 CSV：引号没有成对，或有多余的字符。") % {"line": reader.line_num}
        ) from fault
    if not rows or tuple(rows[0][1][: len(COLUMNS)]) != COLUMNS:
        raise ComplianceError(
            _("名单第一行应是表头“%(header)s”，请照此填写，存成 CSV 文件后再导入。") % {"header": ",".join(COLUMNS)}
        )
    if len(rows) == 1:
        raise ComplianceError(_("名单里只有表头，没有人。"))
    if len(rows) - 1 > MOST_PEOPLE:
        raise ComplianceError(
            _("名单有 %(people)s 人，一次最多 %(most)s 人，请分几次导入。")
            % {"people": len(rows) - 1, "most": MOST_PEOPLE}
        )
    faults = list(_faults(rows[1:]))
    if faults:
        raise ComplianceError(_("名单没有导入：%(faults)s。") % {"faults": "；".join(faults[:FAULTS_TOLD])})
    return tuple(PersonListed(line, row[0], row[1], ROLE_IDS[row[2]], row[3]) for line, row in rows[1:])


def districts_of(text: str) -> tuple[str, ...]:
    """The names of districts, one a line, each once, in the order of the text. Raises ComplianceError."""
    names = tuple(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
    if not names:
        raise ComplianceError(_("没有区县名：请一行写一个。"))
    if long := next((name for name in names if len(name) > 60), None):
        raise ComplianceError(_("区县名“%(name)s…”太长，最多 60 字；请一行只写一个。") % {"name": long[:20]})
    return names


def _decoded(data: bytes) -> str:
    """Spreadsheet programs write UTF-8 with a mark, or the system's Chinese encoding."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:  # UTF-16, or no text at all
            return text
    raise ComplianceError(_("名单的编码认不出来，请另存为“CSV UTF-8”后再导入。"))


def _faults(rows: list[tuple[int, list[str]]]) -> Iterator[str]:
    seen: dict[str, int] = {}
    for line, row in rows:
        if len(row) != len(COLUMNS):
            yield _("第 %(line)s 行有 %(found)s 栏，应为 %(wanted)s 栏") % {
                "line": line,
                "found": len(row),
                "wanted": len(COLUMNS),
            }
            continue
        if not all(map(str.isprintable, row)):
            yield _("第 %(line)s 行有一栏里换了行，或有看不见的字符") % {"line": line}
            continue
        username, _full_name, role, district = row
        if not username:
            yield _("第 %(line)s 行没有用户名") % {"line": line}
        elif username in seen:
            yield _("第 %(line)s 行的用户名“%(name)s”与第 %(other)s 行相同") % {
                "line": line,
                "name": username,
                "other": seen[username],
            }
        seen.setdefault(username, line)
        if role not in ROLE_IDS:
            yield _("第 %(line)s 行的角色“%(role)s”应为%(roles)s之一") % {
                "line": line,
                "role": role,
                "roles": "、".join(ROLE_IDS),
            }
        elif (role == "区县用户") != bool(district):
            yield _("第 %(line)s 行：区县用户要写区县，其他角色不写") % {"line": line}
        elif len(district) > 60:
            yield _("第 %(line)s 行的区县名太长，最多 60 字") % {"line": line}
