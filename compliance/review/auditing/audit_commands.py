"""`compliance audit`: verify the log, print its head, export it. Needs no server, and changes nothing but the log."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from compliance.errors import ComplianceError
from compliance.review import data_folder
from compliance.review.serving import serve

_HEAD = re.compile(r"[1-9][0-9]{0,17}:[0-9a-f]{64}")


def open_log(data: Path | None) -> None:
    """Start Django on the data folder. Raises ComplianceError where there is no workbench yet."""
    folder = data if data is not None else data_folder.data_folder()
    if not os.environ.get("DATABASE_URL") and not (folder / "compliance.sqlite3").is_file():
        raise ComplianceError(
            f"{folder} 里还没有工作台的数据库。请用 --data 写明数据文件夹，或先运行一次 compliance serve。"
        )
    serve.prepare(data, "127.0.0.1")


def check_kept(kept: str) -> None:
    """Raises ComplianceError unless it is a head as it is printed."""
    if kept and not _HEAD.fullmatch(kept):
        raise ComplianceError(
            f"--kept 不能是“{kept}”：应为“编号:哈希值”，哈希值是 64 位十六进制数，与 compliance audit head 打印的一样。"
        )


def exported() -> Iterator[str]:
    """Every line of the log, with the entry that says that it was exported."""
    from compliance.review.auditing import audit
    from compliance.review.models import AuditEntry

    last = audit.record(audit.PROGRAM, "export_log")
    entries = AuditEntry.objects.filter(number__lte=last.number).order_by("number")
    return audit.export_lines(entries.iterator(chunk_size=2000))


def write_lines(target: Path, lines: Iterator[str]) -> int:
    """Write the file whole or not at all, readable by its owner alone; the number of lines."""
    draft = target.with_name(f".{target.name[:40]}.{os.getpid()}.tmp")
    count = 0
    try:
        try:
            handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                for line in lines:
                    file.write(line)
                    count += 1
                file.flush()
                os.fsync(file.fileno())
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as fault:
        raise ComplianceError(f"不能写入 {target}：{fault.strerror or fault}；请用 -o 换一个位置。") from fault
    return count
