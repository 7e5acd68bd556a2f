"""``jyguide database``."""

from __future__ import annotations

import dataclasses

import click

from jyguide.cli.entry import entry
from jyguide.cli.session import json_option, say_json, sentences
from jyguide.data_folder import data_folder
from jyguide.moving import Moved, move_to_file, move_to_server


@click.group(help="数据放在哪里：本机的数据文件夹，或 PostgreSQL 服务器。")
def database() -> None:
    """Where the data is."""


@database.command(
    help="把市级数据搬到 PostgreSQL 服务器上的空库（postgresql://用户名:密码@服务器/库名），"
    "或搬回本机（sqlite）。"
)
@click.argument("to", metavar="地址|sqlite")
@json_option
@click.pass_context
def move(context: click.Context, to: str, *, as_json: bool) -> None:
    """Move the city's data."""
    folder = data_folder(context.obj.data)
    with sentences():
        login = entry(folder, context.obj)
        if to == "sqlite":
            moved = move_to_file(folder, login=login)
        else:
            moved = move_to_server(folder, to, login=login)
    if as_json:
        say_json(dataclasses.asdict(moved))
        return
    _say(moved)


def _say(moved: Moved) -> None:
    total = sum(moved.rows.values())
    click.echo(f"已搬 {len(moved.rows)} 张表，共 {total} 行，逐表核对一致。")
    click.echo(f"数据现在在：{moved.to}")
    click.echo(f"原来的数据没有改动，留在：{moved.kept}")
    click.echo("其他电脑如也用这份数据，请把它们的数据库地址改成现在的位置，再继续录入。")
