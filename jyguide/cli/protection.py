"""``jyguide protect`` and ``jyguide rekey``."""

from __future__ import annotations

import click

from jyguide.backup.strangers import LET_GO, strangers, told_of_strangers
from jyguide.cli.entry import entry, new_secret
from jyguide.cli.session import json_option, say_json, sentences
from jyguide.clock import system_clock
from jyguide.data_folder import data_folder
from jyguide.errors import RuleError
from jyguide.vault.key_file import is_protected


@click.command(
    help="给未加密的数据文件夹启用加密保护。\n\n"
    "口令在屏幕上输入，或用 --key-file 文件给出（第一行）。做之前请先关闭窗口。"
)
@json_option
@click.pass_context
def protect(context: click.Context, *, as_json: bool) -> None:
    """Shut a plain data folder."""
    from jyguide.protection.service import changing  # noqa: PLC0415 - seldom needed

    folder = data_folder(context.obj.data)
    with sentences():
        changing.refuse_unfit(folder)  # before anybody thinks of a secret
        changing.protect(folder, new_secret(context.obj.key_file, "使用人"), system_clock)
    if as_json:
        say_json(
            {
                "folder": str(folder),
                "protected": is_protected(folder),
                "left_plain": strangers(folder),
            }
        )
        return
    click.echo("已启用加密保护：数据库、照片和材料、备份都已加密并核对一致。")
    click.echo(changing.AFTERWARDS)
    if left := told_of_strangers(folder):
        click.echo(left + LET_GO)
    click.echo("请记牢口令；向市级申请入网后，忘记口令才能请市级恢复。")


@click.command(help="更换数据文件夹的全部密钥。\n\n各人的口令不变。做之前请先关闭窗口。")
@json_option
@click.pass_context
def rekey(context: click.Context, *, as_json: bool) -> None:
    """Change all keys."""
    from jyguide.protection.service import changing  # noqa: PLC0415 - as above

    folder = data_folder(context.obj.data)
    with sentences():
        login = entry(folder, context.obj)
        if login is None:
            raise RuleError(
                "这个数据文件夹没有加密，没有密钥可换。", hint="请先用 jyguide protect 加密。"
            )
        changed = changing.rekey(folder, login, system_clock)
    kept = len(changed.ring.database) - 1
    if as_json:
        say_json({"folder": str(folder), "older_keys": kept})
        return
    click.echo("已更换密钥：数据库、照片和材料都已用新密钥重新加密。各人的口令没有变。")
    if kept:
        click.echo(f"还有备份在 {kept} 把旧密钥之下，旧密钥留到这些备份清理之后。")


PROTECTION = (protect, rekey)
