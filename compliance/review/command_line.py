"""The workbench's commands. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from compliance import terminal

DataFolder = Annotated[
    Path | None, typer.Option("--data", metavar="DIR", help="放数据库和上传文件的文件夹；默认在用户数据文件夹里。")
]


def register(app: typer.Typer) -> None:
    """Add the workbench's commands to the command line."""
    app.command("serve", cls=terminal.ChineseCommand, help="启动评审工作台，在浏览器里评审；默认只供本机访问。")(
        serve_command
    )
    audit_app = typer.Typer(
        cls=terminal.ChineseGroup,
        help="审计日志：核验、导出、打印最新一条的哈希值。",
        epilog="退出码：0 日志完好；1 日志有一条对不上；2 用法有误，或没有可核验的日志。",
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    audit_app.command(
        "verify", cls=terminal.ChineseCommand, help="逐条核验，指出第一条对不上的；退出码 0 完好，1 不符。"
    )(audit_verify_command)
    audit_app.command("head", cls=terminal.ChineseCommand, help="打印最新一条的“编号:哈希值”，请抄写到别处。")(
        audit_head_command
    )
    audit_app.command("export", cls=terminal.ChineseCommand, help="导出为 JSON 行；导出本身也记入日志。")(
        audit_export_command
    )
    app.add_typer(audit_app, name="audit")
    app.command(
        "learn", cls=terminal.ChineseCommand, help="用评审决定改进本机模型，检验后再决定是否启用。约需一小时。"
    )(learn_command)


def serve_command(
    port: Annotated[int, typer.Option(metavar="N", min=1, max=65535, help="端口。")] = 8765,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="地址；0.0.0.0 供局域网访问。")] = "127.0.0.1",
    data: DataFolder = None,
    workers: Annotated[int, typer.Option(metavar="N", min=0, max=16, help="后台同时检查几份材料；0 为不检查。")] = 1,
) -> None:
    from compliance.errors import ComplianceError
    from compliance.review.serving import serve

    serve.prepare(data, host)
    serve.migrate()
    made = serve.first_administrator()
    if made is not None:
        name, password = made
        terminal.write_out(f"首次启动，已建立管理员。用户名：{name}　密码：{password}　（登录后请立即更改）\n")
    try:
        serve.serve(serve.Address(host, port), lambda line: terminal.write_out(line + "\n"), workers=workers)
    except OSError as fault:
        message = f"不能在 {host}:{port} 启动：{fault.strerror or fault}。端口可能已被占用，请用 --port 换一个。"
        raise ComplianceError(message) from fault


def audit_verify_command(
    kept: Annotated[str, typer.Option(metavar="N:HASH", help="以前另行抄写的“编号:哈希值”，用来查末尾有无截断。")] = "",
    data: DataFolder = None,
) -> None:
    from compliance.review.auditing import audit_commands

    audit_commands.check_kept(kept)
    audit_commands.open_log(data)
    from compliance.review.auditing import audit

    verdict = audit.verify_all(kept)
    if verdict.fault:
        terminal.write_out(f"日志不符：{verdict.fault}其前 {verdict.entries} 条完好。\n")
        raise typer.Exit(1)
    terminal.write_out(f"日志完好，共 {verdict.entries} 条。最新一条：{verdict.head or '（空）'}\n")


def audit_head_command(data: DataFolder = None) -> None:
    from compliance.review.auditing import audit_commands

    audit_commands.open_log(data)
    from compliance.review.auditing import audit_search

    terminal.write_out(f"{audit_search.head()}\n")


def audit_export_command(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="写入文件。")],
    data: DataFolder = None,
) -> None:
    from compliance.review.auditing import audit_commands

    terminal.check_target(output, [])
    audit_commands.open_log(data)
    count = audit_commands.write_lines(output, audit_commands.exported())
    terminal.write_out(f"审计日志已写入 {output}，共 {count} 条。\n")


def learn_command(
    adopt: Annotated[bool, typer.Option("--adopt", help="启用上次学习得到的模型。", show_default=False)] = False,
    revert: Annotated[bool, typer.Option("--revert", help="退回启用前的模型。", show_default=False)] = False,
    data: DataFolder = None,
) -> None:
    from compliance.errors import ComplianceError
    from compliance.review.serving import serve

    if adopt and revert:
        raise ComplianceError("--adopt 和 --revert 不能一起用。")
    serve.prepare(data, "127.0.0.1")
    serve.migrate()
    from compliance.review.learning import learn as learning
    from compliance.review.settings import DATA

    if adopt:
        terminal.write_out(f"已启用本机模型 {learning.adopt(DATA)}；新的检查用它，已有的检查结果不变。\n")
    elif revert:
        before = learning.revert(DATA)
        terminal.write_out(f"已退回{f'本机模型 {before}' if before else '随程序提供的模型'}。\n")
    else:
        with terminal.progress() as progress:
            compared = learning.learn(DATA, learning.shipped(), progress)
        terminal.write_out("\n".join(learning.lines(compared)) + "\n")
