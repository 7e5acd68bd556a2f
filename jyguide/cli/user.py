"""``jyguide user``: who may open the data folder, and as what."""

from __future__ import annotations

from pathlib import Path

import click

from jyguide.access.role import ROLE_NAMES, Role
from jyguide.access.user import UserRow
from jyguide.app import Application
from jyguide.cli.entry import new_secret, own_secret
from jyguide.cli.session import (
    FILE,
    json_option,
    opened,
    say_json,
    say_table,
    sentences,
)
from jyguide.data_folder import data_folder
from jyguide.errors import RuleError
from jyguide.vault.key_file import load_key_file
from jyguide.vault.login import Login

_ROLES = {name: role for role, name in ROLE_NAMES.items()} | {role.value: role for role in Role}
_ROLE = click.Choice(list(_ROLES))
_NEW_SECRET = click.option(
    "--new-key-file", "file", type=FILE, help="文件第一行是新口令（不写则在屏幕上询问）。"
)


@click.group(help="使用人：谁能打开数据文件夹，是什么身份。")
def user() -> None:
    """Who may open the data folder."""


@user.command("list", help="列出使用人。")
@json_option
@click.pass_context
def list_(context: click.Context, *, as_json: bool) -> None:
    """Everybody who logs in, or did."""
    with opened(context) as app:
        rows = app.users.rows()
    if as_json:
        say_json([_json(row) for row in rows])
        return
    say_table(
        ("姓名", "身份", "能在本机登录", "本人"),
        [
            (
                row.name,
                row.role_name,
                "是" if row.opens and row.role else "",
                "是" if row.himself else "",
            )
            for row in rows
        ],
    )


@user.command(help="添加使用人。口令由他本人输入，或用文件给出。")
@click.argument("name", metavar="姓名")
@click.option("--role", "role", type=_ROLE, required=True, help="身份。")
@_NEW_SECRET
@json_option
@click.pass_context
def add(context: click.Context, name: str, role: str, file: Path | None, *, as_json: bool) -> None:
    """Let somebody log in."""
    with opened(context) as app:
        row = app.users.add(name, _ROLES[role], new_secret(file, name))
    _say(row, f"已添加使用人“{row.name}”（{row.role_name}）。", as_json=as_json)


@user.command(help="调整使用人的身份；下次登录起生效。")
@click.argument("name", metavar="姓名")
@click.argument("role", metavar="身份", type=_ROLE)
@json_option
@click.pass_context
def role(context: click.Context, name: str, role: str, *, as_json: bool) -> None:
    """Let somebody do more or less."""
    with opened(context) as app:
        row = _named(app, name)
        app.users.set_role(row.id, _ROLES[role], row.version)
        row = _named(app, name)
    _say(row, f"{row.name}的身份已改为“{row.role_name}”，下次登录起生效。", as_json=as_json)


@user.command(help="使用人改名。")
@click.argument("name", metavar="姓名")
@click.argument("new", metavar="新姓名")
@json_option
@click.pass_context
def rename(context: click.Context, name: str, new: str, *, as_json: bool) -> None:
    """Call somebody otherwise."""
    with opened(context) as app:
        row = _named(app, name)
        app.users.rename(row.id, new, row.version)
        row = _named(app, new.strip())
    _say(row, f"已改名为“{row.name}”。", as_json=as_json)


@user.command(help="更换自己的口令；写明姓名则重设那个人的口令（站长、市级负责人）。")
@click.argument("name", metavar="[姓名]", required=False)
@_NEW_SECRET
@json_option
@click.pass_context
def secret(context: click.Context, name: str | None, file: Path | None, *, as_json: bool) -> None:
    """Change one's own secret, or give somebody one."""
    with opened(context) as app:
        row = _named(app, name) if name else _himself(app)
        if row.himself:
            old = own_secret(app.place.folder, context.obj, app.permits.user_id)
            app.users.change_secret(old, new_secret(file, row.name))
        else:
            row = app.users.give_secret(row.id, new_secret(file, row.name))
    _say(row, f"{row.name}的口令已更换。", as_json=as_json)


@user.command(help="移除使用人，并更换数据文件夹的密钥。")
@click.argument("name", metavar="姓名")
@json_option
@click.pass_context
def remove(context: click.Context, name: str, *, as_json: bool) -> None:
    """Let somebody log in no more."""
    from jyguide.protection.service.changing import go_on  # noqa: PLC0415 - seldom needed

    with opened(context) as app:
        row = _named(app, name)
        app.users.remove(row.id, row.version)
        login = _login(app)
    with sentences():
        changed = go_on(data_folder(context.obj.data), login) != login
    if as_json:
        say_json({"removed": row.name, "rekeyed": changed})
        return
    click.echo(f"已移除使用人“{row.name}”。")
    click.echo(
        "密钥已更换。" if changed else "还有别的程序在使用这个数据文件夹，密钥会在下次打开时更换。"
    )
    click.echo(
        "本机的备份也不再用他的口令打开；U盘上的备份和他以前拷走的文件夹仍能打开，请收好，"
        "或删去U盘上的旧备份再备份一次。"
    )


def _login(app: Application) -> Login:
    vault = app.place.vault
    assert vault is not None  # noqa: S101 - nobody is removed from a plain folder
    return Login(app.permits.user_id, load_key_file(app.place.folder).folder, vault.ring)


def _named(app: Application, name: str) -> UserRow:
    """Those who log in count before those who did."""
    found = [row for row in app.users.rows() if row.name == name]
    if not found:
        raise RuleError(
            f"没有名为“{name}”的使用人，没有改动。", hint="用 jyguide user list 可列出使用人。"
        )
    return found[0]


def _himself(app: Application) -> UserRow:
    return next(row for row in app.users.rows() if row.himself)


def _say(row: UserRow, sentence: str, *, as_json: bool) -> None:
    if as_json:
        say_json(_json(row))
        return
    click.echo(sentence)


def _json(row: UserRow) -> dict[str, object]:
    return {
        "id": str(row.id),
        "name": row.name,
        "role": row.role.value if row.role else None,
        "opens": row.opens,
        "himself": row.himself,
    }
