"""``jyguide update``: a newer release from a file, looked at and put in place."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from jyguide.app import Application
from jyguide.bad_luck.instance import claim
from jyguide.cli.entry import Given
from jyguide.cli.session import FILE, Counted, json_option, opened, say_json, sentences
from jyguide.clock import system_clock
from jyguide.data_folder import data_folder
from jyguide.exchange.boundary.limits import size_text
from jyguide.installed import Installed
from jyguide.progress import CancelToken
from jyguide.update import publisher
from jyguide.update.handing_over import Prepared, hand_over
from jyguide.update.looking import Look, look_at
from jyguide.update.taking import verify
from jyguide.update.this_pc import this_pc


@click.group(help="程序更新：看一看、安装带来的更新文件（.jyupdate）。")
def update() -> None:
    """A newer release from a file."""


@update.command(help="看更新文件：谁签发的、带来什么、合不合这台电脑；不合时退出码是 1。")
@click.argument("file", type=FILE)
@json_option
@click.pass_context
def look(context: click.Context, file: Path, *, as_json: bool) -> None:
    """Look at an update, and read it through."""
    with sentences():
        found = look_at(file, publisher.shipped_keys(), this_pc(), system_clock().date())
        verify(found, Counted(), CancelToken())
    if as_json:
        say_json(_said(found))
    else:
        click.echo("\n".join(_lines(found)))
    if found.obstacle is not None:
        context.exit(1)


@update.command(help="安装更新文件：先核对、备份，再换成新程序。窗口要先关闭。")
@click.argument("file", type=FILE)
@click.pass_context
def install(context: click.Context, file: Path) -> None:
    """Put an update in place."""
    given: Given = context.obj
    with sentences(), claim(data_folder(given.data), alone=True), opened(context) as app:
        prepared = _prepared(app, file)
    click.echo(f"更新文件已复制到这台电脑，核对一致。更新前的备份：{prepared.note.backup}。")
    if prepared.by_hand:
        click.echo(f"请由管理员运行：{prepared.by_hand}")
    else:
        click.echo(f"现在换成 {prepared.note.after}。")
    sys.stdout.flush()
    with sentences():
        hand_over(prepared, in_terminal=True)


def _prepared(app: Application, file: Path) -> Prepared:
    updates = app.updates
    updates.require()
    return updates.prepare(updates.look(file), Counted(), CancelToken())


def _lines(found: Look) -> list[str]:
    said = found.manifest
    fits = "可以安装。" if found.obstacle is None else found.obstacle.message
    hint = found.obstacle.hint if found.obstacle else ""
    return [
        f"版本\t{found.now or '—'} → {said.release}",
        f"签发\t{found.signer}，{said.day:%Y-%m-%d}，签名和内容核对一致",
        f"安装包\t{said.name}，{size_text(said.size)}",
        f"情况\t{fits}{hint}",
        "",
        said.notes,
    ]


def _said(found: Look) -> dict[str, object]:
    said = found.manifest
    obstacle = found.obstacle
    return {
        "now": found.now,
        "release": said.release,
        "kind": Installed(said.kind).value,
        "system": said.system,
        "arch": said.arch,
        "glibc": said.glibc,
        "oldest": said.oldest,
        "signer": found.signer,
        "day": said.day.isoformat(),
        "name": said.name,
        "size": said.size,
        "sha256": said.digest,
        "notes": said.notes,
        "fits": obstacle is None,
        "problem": "" if obstacle is None else f"{obstacle.message}{obstacle.hint}",
    }
