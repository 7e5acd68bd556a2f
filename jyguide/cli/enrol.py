"""``jyguide sync enrol``, ``devices``, ``revoke``, ``recovery``: which PCs may write to which."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import click

from jyguide.cli.entry import recovery_passphrase
from jyguide.cli.session import FILE, json_option, opened, say_json, say_table
from jyguide.cli.telephone import CODE, say_code
from jyguide.ids import PersonId
from jyguide.sync.row import DeviceRow


def _passphrase_options(command: Any) -> Any:
    """Where the passphrase comes from; in the command itself it stays in the shell's history."""
    command = click.option(
        "--passphrase-file",
        type=FILE,
        help="文件第一行是恢复文件的口令（不写则在屏幕上询问）。",
    )(command)
    # Scripts of earlier releases give it so.
    return click.option("--passphrase", hidden=True)(command)


@click.group(help="让一台电脑入网：申请、批准、加入。")
def enrol() -> None:
    """Let a PC in, by one file each way."""


@enrol.command(help="指导站：写出入网申请文件，交给市级。")
@click.argument("file", type=FILE)
@json_option
@click.pass_context
def request(context: click.Context, file: Path, *, as_json: bool) -> None:
    """Ask the city to let this PC in."""
    with opened(context) as app:
        code = app.devices.write_request(file)
    say_code(file, code, "申请已写入", as_json=as_json)


@enrol.command(help="市级：核对申请的校验码，批准并写出批复文件。")
@click.argument("request_file", metavar="REQUEST", type=FILE)
@click.argument("reply", type=FILE)
@CODE
@json_option
@click.pass_context
def accept(
    context: click.Context, request_file: Path, reply: Path, code: str, *, as_json: bool
) -> None:
    """Let a PC in."""
    with opened(context) as app:
        answer = app.devices.accept(request_file, code, reply)
    say_code(reply, answer, "批复已写入", as_json=as_json)


@enrol.command(help="指导站：核对批复的校验码，加入数据交换。")
@click.argument("reply", type=FILE)
@CODE
@json_option
@click.pass_context
def join(context: click.Context, reply: Path, code: str, *, as_json: bool) -> None:
    """Take the city's reply."""
    with opened(context) as app:
        row = app.devices.join(reply, code)
    if as_json:
        say_json(_device_json(row))
        return
    click.echo(f"{row.name} {row.letter} 机已加入数据交换。")


@click.command(help="列出在市级登记过的电脑。")
@json_option
@click.pass_context
def devices(context: click.Context, *, as_json: bool) -> None:
    """Every PC ever let in."""
    with opened(context) as app:
        rows = app.devices.devices()
    if as_json:
        say_json([_device_json(row) for row in rows])
        return
    say_table(
        ("编号", "单位", "代号", "登记时间", "停用时间", "停用原因", "本机"),
        [
            (
                row.id,
                row.name,
                row.letter,
                f"{row.issued_at:%Y-%m-%d}",
                f"{row.revoked_at:%Y-%m-%d}" if row.revoked_at else "",
                row.reason,
                "是" if row.here else "",
            )
            for row in rows
        ],
    )


@click.command(help="市级：停用一台电脑；它已送达的内容保留。")
@click.argument("device", type=click.UUID)
@click.option("--reason", required=True, help="停用原因。")
@json_option
@click.pass_context
def revoke(context: click.Context, device: uuid.UUID, reason: str, *, as_json: bool) -> None:
    """Believe a PC no longer."""
    with opened(context) as app:
        app.devices.revoke(device, reason)
    if as_json:
        say_json({"revoked": str(device), "reason": reason})
        return
    click.echo("已停用。之后导出的文件会把这个决定带到各站。")


@click.command(help="市级：写出年度基线，清理旧的已确认内容。")
@click.option(
    "--keep-days", type=click.IntRange(min=0), default=365, show_default=True, help="保留天数。"
)
@json_option
@click.pass_context
def archive(context: click.Context, keep_days: int, *, as_json: bool) -> None:
    """Write baselines and drop old bodies."""
    with opened(context) as app:
        report = app.upkeep.archive(keep_days)
    if as_json:
        say_json({"written": report.written, "dropped": report.dropped})
        return
    click.echo(f"已写出基线 {report.written} 段，清理旧内容 {report.dropped} 段。")


@click.command(help="市级：彻底清除一个人的信息（不能撤销）；随下一批文件在各处清除。")
@click.argument("person", type=click.UUID)
@click.option("--reason", required=True, help="清除原因。")
@json_option
@click.pass_context
def erase(context: click.Context, person: uuid.UUID, reason: str, *, as_json: bool) -> None:
    """Make a person's data go away everywhere."""
    with opened(context) as app:
        app.upkeep.erase(PersonId(person), reason)
    if as_json:
        say_json({"erased": str(person), "reason": reason})
        return
    click.echo(
        "本机已清除。导出给各站的下一批文件会在各处清除；备份和旧文件里仍有，请按规定处理。"
    )


@click.group(help="市级密钥的恢复文件：市级电脑损坏后用它恢复身份。")
def recovery() -> None:
    """The city's keys, sealed with a passphrase."""


@recovery.command(help="写出恢复文件。")
@click.argument("file", type=FILE)
@_passphrase_options
@json_option
@click.pass_context
def write(
    context: click.Context,
    file: Path,
    passphrase: str | None,
    passphrase_file: Path | None,
    *,
    as_json: bool,
) -> None:
    """Write the recovery file."""
    with opened(context) as app:
        word = passphrase or recovery_passphrase(passphrase_file, twice=True)
        app.devices.write_recovery(file, word)
    if as_json:
        say_json({"file": str(file)})
        return
    click.echo(f"恢复文件已写入“{file}”。请存两份，分开封存；口令另处保管。")


@recovery.command(help="用恢复文件让这个新建的市级文件夹接替原来的市级电脑。")
@click.argument("file", type=FILE)
@_passphrase_options
@json_option
@click.pass_context
def restore(
    context: click.Context,
    file: Path,
    passphrase: str | None,
    passphrase_file: Path | None,
    *,
    as_json: bool,
) -> None:
    """Take the city's place."""
    with opened(context) as app:
        app.devices.restore_recovery(file, passphrase or recovery_passphrase(passphrase_file))
    if as_json:
        say_json({"file": str(file)})
        return
    click.echo(
        "已恢复市级身份。请各站全部重发一份（jyguide sync export --full），"
        "导入后原来的数据会随之回来。"
    )


def _device_json(row: DeviceRow) -> dict[str, object]:
    return {
        "id": str(row.id),
        "office": row.office,
        "name": row.name,
        "letter": row.letter,
        "issued_at": row.issued_at.isoformat(),
        "revoked_at": row.revoked_at.isoformat() if row.revoked_at else None,
        "reason": row.reason,
        "here": row.here,
    }
