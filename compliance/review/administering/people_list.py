"""Lists of people and districts as offices keep them (名单): text to rows. Pure: no database, no files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext as translated  # the columns and roles
from django.utils.translation import gettext_noop

from compliance.errors import ComplianceError

COLUMNS = (gettext_noop("用户名"), gettext_noop("姓名"), gettext_noop("角色"), gettext_noop("区县"))
MOST_PEOPLE = 300  # of one list: each password takes a tenth of a second to hash
MOST_BYTES = 2**20
FAULTS_TOLD = 10
ROLE_IDS = {
    gettext_noop("管理员"): "administrator",
    gettext_noop("评审员"): "reviewer",
    gettext_noop("区县用户"): "district",
}


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

    Header and roles may also be in the reader's language.

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
    if not rows or not _is_header(rows[0][1]):
        raise ComplianceError(
            _("名单第一行应是表头“%(header)s”，请照此填写，存成 CSV 文件后再导入。")
            % {"header": ",".join(map(translated, COLUMNS))}
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
        raise ComplianceError(_("名单没有导入：%(faults)s。") % {"faults": _("；").join(faults[:FAULTS_TOLD])})
    roles = _roles()
    return tuple(PersonListed(line, row[0], row[1], roles[row[2].casefold()], row[3]) for line, row in rows[1:])


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


def _is_header(row: list[str]) -> bool:
    found = tuple(cell.casefold() for cell in row[: len(COLUMNS)])
    return found in (COLUMNS, tuple(translated(column).casefold() for column in COLUMNS))


def _roles() -> dict[str, str]:
    """Role ids by the words for them, in small letters: in Chinese and in the reader's language."""
    return ROLE_IDS | {translated(word).casefold(): role for word, role in ROLE_IDS.items()}


def _faults(rows: list[tuple[int, list[str]]]) -> Iterator[str]:
    seen: dict[str, int] = {}
    roles = _roles()
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
        if role.casefold() not in roles:
            yield _("第 %(line)s 行的角色“%(role)s”应为%(roles)s之一") % {
                "line": line,
                "role": role,
                "roles": _("、").join(map(translated, ROLE_IDS)),
            }
        elif (roles[role.casefold()] == "district") != bool(district):
            yield _("第 %(line)s 行：区县用户要写区县，其他角色不写") % {"line": line}
        elif len(district) > 60:
            yield _("第 %(line)s 行的区县名太长，最多 60 字") % {"line": line}
