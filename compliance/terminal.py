"""What the command line needs of its surroundings: streams, consoles, usage in Chinese, files written whole."""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from typer.core import TyperCommand, TyperGroup

from compliance.errors import ComplianceError

if TYPE_CHECKING:
    import typer
    from rich.console import Console

# The framework's words and ours; matched at the beginnings of lines or in brackets, so no help text is touched.
_HELP_WORDS = (
    (re.compile(r"^Usage: ", re.M), "用法："),
    (re.compile(r"^Options:$", re.M), "选项："),
    (re.compile(r"^Arguments:$", re.M), "参数："),
    (re.compile(r"^Commands:$", re.M), "命令："),
    (re.compile(r"\[OPTIONS\]"), "[选项]"),
    (re.compile(r"COMMAND \[ARGS\]\.\.\."), "命令 [参数]..."),
    (re.compile(r"Show this message and exit\."), "显示本帮助。"),
    (re.compile(r"\[required\]"), "[必填]"),
    (re.compile(r"\{(PATH)\}\.\.\."), r"\1..."),
    (re.compile(r"\{([A-Z_]+(?:\.toml)?)\}"), r"\1"),
    (re.compile(r" <(?:list\[)?(?:[Pp]ath|str)\]?>"), ""),
)

_USAGE_MESSAGES = (
    (re.compile(r"No such option:? '?(-[^\s']*)'?"), r"没有选项 \1"),
    (re.compile(r"No such command '(.*?)'"), r"没有命令“\1”"),
    (re.compile(r"Missing command"), "没有写命令"),
    (re.compile(r"Option '(.*?)' requires an argument"), r"选项 \1 后面要写一个值"),
    (re.compile(r"Option '(.*?)' does not take a value"), r"选项 \1 后面不写值"),
    (re.compile(r"Got unexpected extra argument\S* \((.*?)\)$"), r"多出了参数 \1"),
)

_MISSING = {
    "scheme": "缺少 --scheme：请写明评估方案，如 --scheme beijing-2018，或一个方案文件的路径；"
    "运行 compliance schemes 可以看到有哪些方案",
    "paths": "没有写要读的文件：请写一个或多个文件，或一个文件夹",
    "gold": "没有写评判文档在哪里：请写放 NAME.gold.json 和 NAME.md 的文件夹，如 corpora/gold/dev",
    "scheme_id": "没有写是哪个方案：请写方案编号或方案文件的路径，运行 compliance schemes 可以看到有哪些方案",
}

_REASONS = {
    errno.EACCES: "没有写入的权限",
    errno.EPERM: "没有写入的权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.ENAMETOOLONG: "文件名太长",
}


class ChineseCommand(TyperCommand):
    """A command whose help is in Chinese throughout."""

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]  # typer has a context of its own
        return help_in_chinese(super().get_help(ctx))


class ChineseGroup(TyperGroup):
    """A group of commands whose help is in Chinese throughout."""

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]  # typer has a context of its own
        return help_in_chinese(super().get_help(ctx))


class ClosedPipeError(Exception):
    """Whoever read our output has stopped reading (| head); nothing is left to do."""


def help_in_chinese(text: str) -> str:
    """The help text with the framework's own words replaced."""
    for pattern, words in _HELP_WORDS:
        text = pattern.sub(words, text)
    return text


def usage_sentence(error: Exception) -> str:
    """What the user wrote wrongly, in Chinese where the message is known; ends with how to get help."""
    parameter = getattr(error, "param", None)
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "compliance"
    message = str(getattr(error, "message", "") or error)
    if type(error).__name__ == "MissingParameter":
        name = str(getattr(parameter, "name", "") or "")
        said = _MISSING.get(name, f"缺少 {name}")
    else:
        said = next((p.search(message).expand(w) for p, w in _USAGE_MESSAGES if p.search(message)), message)  # type: ignore[union-attr]  # it was found just before
        said = said.rstrip(".。")
    possible = getattr(error, "possibilities", None)
    if possible:
        said += f"；是不是 {'、'.join(sorted(possible))}"
    return f"{said}。用 {command} --help 查看用法。"


def prepare_streams() -> None:
    """UTF-8 whatever the locale says; what UTF-8 cannot hold (undecodable file names) is escaped, never a crash."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def close_quietly() -> None:
    """Point stdout nowhere, so that the interpreter's last flush does not complain about a closed pipe."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write_out(text: str) -> None:
    """To stdout, as it is. Raises ClosedPipeError."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise ClosedPipeError from None


def check_target(target: Path, inputs: list[Path]) -> None:
    """Raise ComplianceError where `target` cannot be written, before the work is done rather than after."""
    folder = target.parent
    if not folder.is_dir():
        raise ComplianceError(f"不能写入 {target}：文件夹 {folder} 不存在；请先建好文件夹，或用 -o 换一个位置。")
    if not os.access(folder, os.W_OK):
        raise ComplianceError(f"不能写入 {target}：没有写入文件夹 {folder} 的权限；请用 -o 换一个位置。")
    if target.is_dir():
        raise ComplianceError(f"不能写入 {target}：它是文件夹；请在 -o 后面写文件名。")
    if any(path.is_file() and target.exists() and path.samefile(target) for path in inputs):
        raise ComplianceError(f"不能写入 {target}：它是要检查的文件，写入会把它盖掉；请用 -o 换一个文件名。")


def write_whole(target: Path, text: str) -> None:
    """Write the file whole or not at all: a reader never sees half of it, and a failure leaves the old one.

    Raises ComplianceError.
    """
    data = text.encode("utf-8")
    try:
        if target.exists() and not target.is_file():  # a device or pipe (/dev/stdout) cannot be replaced
            target.write_bytes(data)
            return
        final = target.resolve()  # a link stays a link
        draft = final.with_name(f".{final.name[:40]}.{os.getpid()}.tmp")
        try:
            with draft.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(final)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, error.strerror or str(error))
        raise ComplianceError(f"不能写入 {target}：{reason}；请用 -o 换一个位置。") from None


def console(stderr: bool = False) -> Console:
    """Standard output or error: colours only on a terminal, no mark-up read out of anybody's text."""
    from rich.console import Console

    class PipeConsole(Console):
        def on_broken_pipe(self) -> None:
            raise ClosedPipeError

    return PipeConsole(stderr=stderr, highlight=False, markup=False, emoji=False)


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """A bar on stderr that names the step; nothing where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield lambda step: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("准备", total=None)
        yield lambda step: bar.update(task, description=step)
