"""``jyguide backup``, ``backups``, ``restore`` and ``check``."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path
from typing import Any

import click

from db.errors import DamageError
from jyguide.app import Application, open_application
from jyguide.backup.manifest import Manifest
from jyguide.backup.rack import BACKUPS, Backup
from jyguide.backup.row import BackupRow, Preview, Proof, Restored, SecretNeededError
from jyguide.backup.watch import Watch
from jyguide.bad_luck.looking import trust
from jyguide.cli.entry import Given, entry
from jyguide.cli.session import (
    FILE,
    Refusal,
    json_option,
    opened,
    say_json,
    say_table,
    sentences,
)
from jyguide.clock import system_clock
from jyguide.data_folder import data_folder
from jyguide.errors import RuleError
from jyguide.folder import look_closely
from jyguide.place import holds_station
from jyguide.vault.login import Login
from jyguide.vault.slot import hidden
from jyguide.vault.unattended import read_secret


@click.command(help="备份：给出 FILE 时把整个数据文件夹写进一个文件，否则在本机留一份备份。")
@click.argument("file", type=FILE, required=False)
@json_option
@click.pass_context
def backup(context: click.Context, file: Path | None, *, as_json: bool) -> None:
    """Make a backup."""
    with opened(context) as app:
        if file is not None:
            size = app.backups.write_file(file)
            said = {"file": str(file), "size": size}
            text = f"已备份到“{file}”，{_size(size)}，写入后读回核对一致。"
        else:
            made = app.backups.make()
            said = _said(made, "本机")
            text = f"已备份：{made.name}，检查完好。"
    if as_json:
        say_json(said)
    else:
        click.echo(text)


@click.group(help="备份的清单，和备份到U盘。")
def backups() -> None:
    """What backups there are."""


@backups.command("list", help="列出本机和U盘上的备份。")
@json_option
@click.pass_context
def list_backups(context: click.Context, *, as_json: bool) -> None:
    """List them."""
    with opened(context) as app:
        standing = app.backups.standing()
    if as_json:
        say_json(
            {
                "backups": [_said(row.backup, row.where) for row in standing.rows],
                "second": str(standing.root or ""),
                "reminder": standing.reminder,
            }
        )
        return
    say_table(("备份", "原因", "大小", "人员", "位置", "状态"), [_cells(r) for r in standing.rows])
    if standing.reminder:
        click.echo(standing.reminder)


@backups.command("place", help="选定备份用的U盘（或另一块硬盘）上的文件夹；只需选一次。")
@click.argument("folder", type=FILE)
@click.pass_context
def choose_place(context: click.Context, folder: Path) -> None:
    """Choose the second place."""
    with opened(context) as app:
        place = app.backups.choose_second(folder)
    click.echo(f"备份到U盘的位置：{place.root}")


@backups.command("copy", help="备份到选定的U盘，写完读回核对。")
@click.pass_context
def copy(context: click.Context) -> None:
    """Copy the newest state to the second place."""
    with opened(context) as app:
        copied = app.backups.copy_to_second()
    click.echo(
        f"已备份到U盘：{copied.backup.name}，新附件 {copied.files} 个，"
        f"{_size(copied.size)}，读回核对一致。可以拔出U盘。"
    )


@click.command(help="用备份恢复：BACKUP 是备份文件、备份文件夹，或 backups list 里的名字。")
@click.argument("source", metavar="BACKUP", type=FILE)
@click.option("--yes", is_flag=True, help="不再询问。")
@click.option("--preview", "only_look", is_flag=True, help="只看会恢复什么、少掉什么。")
@click.option("--backup-user", default="", help="备份用另外的密钥时：当时的使用人。")
@click.option("--backup-key-file", type=FILE, help="备份用另外的密钥时：当时的口令文件。")
@click.pass_context
def restore(
    context: click.Context,
    source: Path,
    *,
    yes: bool,
    only_look: bool,
    backup_user: str,
    backup_key_file: Path | None,
) -> None:
    """Put a backup in the place of the data, or into a new folder."""
    given: Given = context.obj
    folder = data_folder(given.data)
    secret = _Secret(backup_user or given.user, backup_key_file or given.key_file)
    with sentences():
        source = _found(folder, source)
        done = _restored(folder, given, source, secret, yes=yes, only_look=only_look)
    if done is not None:
        click.echo(done.sentence)


@click.command(help="检查：数据库、操作记录、附件、备份、密钥和U盘；有问题时退出码为 1。")
@json_option
@click.pass_context
def check(context: click.Context, *, as_json: bool) -> None:
    """Look at everything."""
    from jyguide.backup.service.checking import FolderCheck  # noqa: PLC0415 - seldom needed
    from jyguide.backup.service.making import Source  # noqa: PLC0415 - as above

    folder = data_folder(context.obj.data)
    with sentences():
        if not holds_station(folder):
            raise Refusal(f"“{folder}”里没有暨阳指导的数据。")
        login = entry(folder, context.obj)
        source = Source(folder, login.ring if login else None)
        report = FolderCheck(source, system_clock).run(Watch())
    if as_json:
        say_json(
            {
                "sound": not report.faults,
                "lines": [dataclasses.asdict(one) for one in report.lines],
            }
        )
    else:
        for line in report.lines:
            click.echo(
                f"{'完好' if line.sound else '问题'}　{line.part}　{line.sentence}{line.hint}"
            )
        click.echo(report.sentence)
    context.exit(1 if report.faults else 0)


class _Secret:
    """What opens a backup that is under other keys."""

    def __init__(self, user: str, key_file: Path | None) -> None:
        self._user = user
        self._key_file = key_file

    def proof(self, needed: SecretNeededError) -> Proof:
        """Whoever is meant, and his secret of then; asked for on a terminal.

        Raises:
            RuleError: it cannot be made out who.
        """
        people = [
            key
            for key, label in needed.people.items()
            if not self._user or label == hidden(self._user)
        ]
        if len(people) != 1 or (self._key_file is None and not sys.stdin.isatty()):
            raise RuleError(
                needed.message,
                hint="请加 --backup-user 当时的使用人 --backup-key-file 当时的口令文件。",
            )
        if self._key_file is not None:
            return Proof(people[0], read_secret(self._key_file))
        return Proof(people[0], click.prompt("做备份时的口令", hide_input=True, err=True))


def _restored(
    folder: Path, given: Given, source: Path, secret: _Secret, *, yes: bool, only_look: bool
) -> Restored | None:
    if not holds_station(folder):
        return _into_new(folder, source, secret, only_look=only_look)
    login = entry(folder, given)
    try:
        look_closely(folder, login)
        app = open_application(folder, login=login)
    except DamageError:
        return _over_damaged(folder, login, source, secret, yes=yes, only_look=only_look)
    try:
        return _in_place(app, source, secret, yes=yes, only_look=only_look)
    finally:
        app.close()


def _over_damaged(
    folder: Path,
    login: Login | None,
    source: Path,
    secret: _Secret,
    *,
    yes: bool,
    only_look: bool,
) -> Restored | None:
    from jyguide.backup.service.rescue import taken_apart  # noqa: PLC0415 - seldom needed
    from jyguide.bad_luck.mending import going_back  # noqa: PLC0415 - as above

    with taken_apart(source, folder, Watch()) as backup:
        click.echo("现在的数据库已损坏；恢复时损坏的文件会换个名字留着。")
        if backup.manifest is not None:
            click.echo(going_back(folder, login, backup, backup.manifest).sentence)
        if only_look:
            return None
        _ask_or_refuse("", yes=yes)
        done = _put_in(folder, backup, secret, login)
        trust(folder)
        return done


def _into_new(folder: Path, source: Path, secret: _Secret, *, only_look: bool) -> Restored | None:
    from jyguide.backup.service.rescue import taken_apart  # noqa: PLC0415 - seldom needed

    with taken_apart(source, folder, Watch()) as backup:
        if only_look:
            if backup.manifest is not None:
                click.echo("\n".join(_described(backup.manifest)))
            return None
        return _put_in(folder, backup, secret, None)


def _put_in(folder: Path, backup: Backup, secret: _Secret, login: Login | None) -> Restored:
    from jyguide.backup.service.rescue import restore_into  # noqa: PLC0415 - seldom needed

    try:
        return restore_into(folder, backup, system_clock, login)
    except SecretNeededError as needed:
        return restore_into(folder, backup, system_clock, login, secret.proof(needed))


def _in_place(
    app: Application, source: Path, secret: _Secret, *, yes: bool, only_look: bool
) -> Restored | None:
    with app.backups.taken(source) as backup:
        proof = None
        try:
            found = app.backups.preview(backup)
        except SecretNeededError as needed:
            proof = secret.proof(needed)
            found = app.backups.preview(backup, proof)
        for line in _preview(found):
            click.echo(line)
        if only_look:
            return None
        _ask_or_refuse("", yes=yes)
        return app.backups.restore(backup, proof)


def _ask_or_refuse(sentence: str, *, yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise Refusal("没有恢复，数据没有改动。\n请核对上面的内容，确定要恢复请加 --yes。")
    click.confirm(f"{sentence}确定恢复？", abort=True)


def _found(folder: Path, source: Path) -> Path:
    """A file or folder that was given, or a backup of this folder by its name."""
    named = folder / BACKUPS / source
    return named if not source.exists() and named.is_dir() else source


def _preview(found: Preview) -> list[str]:
    now = "" if found.people_now is None else f"，现在 {found.people_now} 人"
    return [*_described(found.manifest, now), found.loss]


def _described(made: Manifest, now: str = "") -> list[str]:
    return [
        f"备份：{made.moment:%Y-%m-%d %H:%M}　{made.reason_text}　{_size(made.size)}",
        f"{made.office} {made.letter} 机，人员 {made.people} 人{now}。",
    ]


def _cells(row: BackupRow) -> tuple[Any, ...]:
    made = row.manifest
    if made is None:
        return (row.backup.name, "", "", "", row.where, row.state)
    return (
        row.backup.name,
        made.reason_text,
        _size(made.size),
        made.people,
        row.where,
        row.state,
    )


def _said(backup: Backup, where: str) -> dict[str, Any]:
    made = backup.manifest
    return {
        "name": backup.name,
        "folder": str(backup.folder),
        "where": where,
        "problem": backup.problem,
        "moment": made.moment.isoformat() if made else None,
        "reason": made.reason if made else None,
        "size": made.size if made else None,
        "people": made.people if made else None,
        "number": made.number if made else None,
    }


def _size(size: int) -> str:
    return f"{max(size, 1) / (1 << 20):.1f} MB"


BACKUP = (backup, backups, restore, check)
"""What this module adds to the command itself."""
