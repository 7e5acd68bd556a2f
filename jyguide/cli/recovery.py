"""``jyguide recovery``: a folder whose secret was forgotten."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import click

from jyguide.app import open_application
from jyguide.cli.entry import Given, new_secret, recovery_passphrase
from jyguide.cli.session import FILE, json_option, opened, say_json, sentences
from jyguide.cli.telephone import CODE, say_code
from jyguide.data_folder import data_folder
from jyguide.errors import RuleError
from jyguide.vault.login import login_names


@click.group(help="忘记口令：请市级打开数据文件夹；市级自己的用恢复文件打开。")
def recovery() -> None:
    """A forgotten secret."""


@recovery.command(help="指导站：写出口令恢复申请，交给市级。不需要口令。")
@click.argument("file", type=FILE)
@json_option
@click.pass_context
def request(context: click.Context, file: Path, *, as_json: bool) -> None:
    """Ask the city to open this folder."""
    from jyguide.protection.forgotten import write_request  # noqa: PLC0415 - seldom needed

    with sentences():
        code = write_request(data_folder(context.obj.data), file)
    say_code(file, code, "申请已写入", as_json=as_json)


@recovery.command(help="市级：核对申请的校验码，写出答复文件。请回拨指导站登记的电话再核对。")
@click.argument("request_file", metavar="REQUEST", type=FILE)
@click.argument("target", metavar="ANSWER", type=FILE)
@CODE
@json_option
@click.pass_context
def answer(
    context: click.Context, request_file: Path, target: Path, code: str, *, as_json: bool
) -> None:
    """Answer whoever has forgotten his secret."""
    with opened(context) as app:
        asking = app.recoveries.inspect(request_file)
        made = app.recoveries.answer(request_file, code, target)
    say_code(target, made, f"给{asking.office}的答复已写入", as_json=as_json)


@recovery.command(
    help="指导站：用市级的答复打开数据文件夹，给 --user 姓名 设新口令"
    "（屏幕上输入，或用 --key-file 文件给出）。"
)
@click.argument("file", metavar="ANSWER", type=FILE)
@CODE
@json_option
@click.pass_context
def apply(context: click.Context, file: Path, code: str, *, as_json: bool) -> None:
    """Take the city's answer."""
    from jyguide.protection.forgotten import take_answer  # noqa: PLC0415 - as above

    folder = data_folder(context.obj.data)
    with sentences():
        user, name = _chosen(folder, context.obj)
        login = take_answer(folder, file, code, user, new_secret(context.obj.key_file, name))
        open_application(folder, login=login).close()  # put in charge, if nobody is
    _say_opened(name, as_json=as_json)


@recovery.command(
    "open",
    help="市级：用恢复文件打开市级自己的数据文件夹，给 --user 姓名 设新口令"
    "（屏幕上输入，或用 --key-file 文件给出）。",
)
@click.argument("file", type=FILE)
@click.option("--passphrase-file", type=FILE, help="文件第一行是恢复文件的口令。")
@json_option
@click.pass_context
def open_(
    context: click.Context, file: Path, passphrase_file: Path | None, *, as_json: bool
) -> None:
    """Open the city's own folder."""
    from jyguide.protection.forgotten import open_by_recovery_file  # noqa: PLC0415 - as above

    folder = data_folder(context.obj.data)
    with sentences():
        user, name = _chosen(folder, context.obj)
        passphrase = recovery_passphrase(passphrase_file)
        secret = new_secret(context.obj.key_file, name)
        login = open_by_recovery_file(folder, file, passphrase, user, secret)
        open_application(folder, login=login).close()  # as above
    _say_opened(name, as_json=as_json)


def _chosen(folder: Path, given: Given) -> tuple[UUID, str]:
    """Who is to have the new secret; somebody whom this PC does not know by name is 王**."""
    names = login_names(folder)
    found = [one for one in names if given.user in {"", one.name}]
    if len(found) != 1:
        raise RuleError(
            "没有说清给哪位使用人设新口令，没有改动。",
            hint=f"请加 --user，可选：{'、'.join(one.name for one in names)}。",
        )
    return found[0].user_id, found[0].name


def _say_opened(name: str, *, as_json: bool) -> None:
    if as_json:
        say_json({"user": name})
        return
    click.echo(f"已给{name}设好新口令，请用它登录。")
