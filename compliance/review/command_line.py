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
    app.command(
        "learn", cls=terminal.ChineseCommand, help="用评审决定改进本机模型，检验后再决定是否启用。约需半小时。"
    )(learn_command)


def serve_command(
    port: Annotated[int, typer.Option(metavar="N", min=1, max=65535, help="端口。")] = 8765,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="地址；0.0.0.0 供局域网访问。")] = "127.0.0.1",
    data: DataFolder = None,
    workers: Annotated[int, typer.Option(metavar="N", min=0, max=16, help="后台同时检查几份材料；0 为不检查。")] = 1,
) -> None:
    from compliance.errors import ComplianceError
    from compliance.review import serve

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


def learn_command(
    adopt: Annotated[bool, typer.Option("--adopt", help="启用上次学习得到的模型。", show_default=False)] = False,
    revert: Annotated[bool, typer.Option("--revert", help="退回启用前的模型。", show_default=False)] = False,
    data: DataFolder = None,
) -> None:
    from compliance.errors import ComplianceError
    from compliance.review import serve

    if adopt and revert:
        raise ComplianceError("--adopt 和 --revert 不能一起用。")
    serve.prepare(data, "127.0.0.1")
    serve.migrate()
    from compliance.review import learning
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
