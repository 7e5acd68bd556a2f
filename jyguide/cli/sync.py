"""``jyguide sync``: files to and from the other offices."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from jyguide.app import Application
from jyguide.cli.enrol import archive, devices, enrol, erase, recovery, revoke
from jyguide.cli.session import FILE, json_option, opened, say_json, say_table
from jyguide.errors import RuleError
from jyguide.place import CITY_CODE, CITY_NAME
from jyguide.sync.row import (
    CONFLICT_NAMES,
    ConflictRow,
    Count,
    HeldRow,
    ImportReport,
    OfficeRow,
    Side,
    Total,
)

_CITY_NAMES = ("市级", "city", CITY_CODE, CITY_NAME)


@click.group(help="与市级、指导站用文件交换数据。")
def sync() -> None:
    """Files to and from the other offices."""


@sync.command(help="把对方缺少的改动写成一个同步文件。FILE 可以是文件，也可以是已有的文件夹。")
@click.option("--to", "name", required=True, help="收件单位：站名、站代号，或“市级”。")
@click.argument("file", type=FILE)
@click.option("--full", is_flag=True, help="不管对方已确认收到什么，全部重发。")
@json_option
@click.pass_context
def export(context: click.Context, name: str, file: Path, *, full: bool, as_json: bool) -> None:
    """Write what another office lacks."""
    with opened(context) as app:
        code = _office_code(app, name)
        target = file / app.sync.suggested_name(code) if file.is_dir() else file
        report = app.sync.export(code, target, full=full)
    if as_json:
        say_json(
            {
                "file": str(report.path),
                "to": report.to,
                "number": report.number,
                "segments": report.segments,
                "size": report.size,
            }
        )
        return
    click.echo(f"已把第 {report.number} 号文件写给{report.to}并核对无误：“{report.path}”。")


@sync.command("import", help="导入同步文件；--dry-run 只预演，不写入。")
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="只看会改动什么，不写入。")
@json_option
@click.pass_context
def import_(context: click.Context, file: Path, *, dry_run: bool, as_json: bool) -> None:
    """Take a bundle in."""
    with opened(context) as app:
        report = app.sync.rehearse(file) if dry_run else app.sync.take_in(file)
    if as_json:
        say_json(report_json(report))
    else:
        click.echo("\n".join(report_lines(report)))


@sync.command(help="看与各单位的交换情况。")
@json_option
@click.pass_context
def status(context: click.Context, *, as_json: bool) -> None:
    """How things stand with every office."""
    with opened(context) as app:
        found = app.sync.status()
    if as_json:
        say_json(
            {
                "enrolled": found.enrolled,
                "notice": found.notice,
                "open_conflicts": found.open_conflicts,
                "refused": found.refused,
                "waiting": found.waiting,
                "offices": [_office_json(row) for row in found.offices],
            }
        )
        return
    if found.notice:
        click.echo(found.notice)
    click.echo("本机已在市级登记。" if found.enrolled else "本机还没有在市级登记。")
    say_table(
        ("单位", "电脑", "收到第几号", "缺号", "已发第几号", "对方已收", "未发改动", "两边数据"),
        [_office_line(row) for row in found.offices],
    )
    click.echo(
        f"待处理冲突 {found.open_conflicts}，未采纳 {found.refused}，暂存 {found.waiting}。"
    )


@sync.command(help="列出需要人看一下的冲突。")
@click.option("--all", "settled", is_flag=True, help="连同已处理的。")
@json_option
@click.pass_context
def conflicts(context: click.Context, *, settled: bool, as_json: bool) -> None:
    """What a person should look at."""
    with opened(context) as app:
        rows = app.sync.conflicts(settled=settled)
    if as_json:
        say_json([_conflict_json(row) for row in rows])
        return
    say_table(
        ("编号", "情况", "记录", "现在的内容", "另一边的内容", "处理"),
        [
            (
                row.id,
                CONFLICT_NAMES[row.kind],
                row.what,
                _side(row.kept),
                _side(row.lost),
                row.settled,
            )
            for row in rows
        ],
    )


@sync.command(help="处理一处冲突：保留现在的内容，或改用另一边的。")
@click.argument("conflict", type=int)
@click.option("--swap/--keep", default=False, help="改用另一边的，或保留现在的（默认）。")
@json_option
@click.pass_context
def settle(context: click.Context, conflict: int, *, swap: bool, as_json: bool) -> None:
    """Decide on one conflict."""
    with opened(context) as app:
        app.sync.settle(conflict, swap=swap)
    if as_json:
        say_json({"conflict": conflict, "swapped": swap})
        return
    click.echo("已改用另一边的内容。" if swap else "已保留现在的内容。")


@sync.command(help="应用等待着、但前面的文件再也找不到的内容。")
@json_option
@click.pass_context
def force(context: click.Context, *, as_json: bool) -> None:
    """Apply what waits for something that exists nowhere any more."""
    with opened(context) as app:
        report = app.sync.force()
    if as_json:
        say_json(report_json(report))
    else:
        click.echo("\n".join(report_lines(report)))


for command in (enrol, devices, revoke, recovery, archive, erase):
    sync.add_command(command)


def report_json(report: ImportReport) -> dict[str, Any]:
    """An import as one JSON document."""
    return {
        "applied": report.applied,
        "conflicts": [_conflict_json(row) for row in report.conflicts],
        "refused": [_held_json(row) for row in report.refused],
        "waiting": [_held_json(row) for row in report.waiting],
        "dry_run": report.rehearsal,
        "from": report.sender,
        "number": report.number,
        "written_at": report.written_at.isoformat(),
        "notes": list(report.notes),
        "new": _counts_json(report.new),
        "changed": _counts_json(report.changed),
        "deleted": _counts_json(report.deleted),
        "known": report.known,
        "conflict_count": report.conflict_count,
        "refused_count": report.refused_count,
        "totals": _totals_json(report.after),
        "action": str(report.action_id) if report.action_id else None,
    }


def report_lines(report: ImportReport) -> list[str]:
    """An import in words."""
    verb = "会" if report.rehearsal else "已"
    lines = [f"来自：{report.sender}　第 {report.number} 号", *report.notes]
    if report.brings_nothing:
        return [*lines, "文件里的内容本机都已经有了，没有新的改动。"]
    lines.append(
        f"{verb}新增 {_counts(report.new)}；修改 {_counts(report.changed)}；"
        f"删除 {_counts(report.deleted)}。"
    )
    lines += [
        f"冲突：{row.what}：采用 {_side(row.kept)}；未采用 {_side(row.lost)}"
        for row in report.conflicts
    ]
    lines += [f"不予采纳：{row.what}：{row.why}" for row in report.refused]
    lines += [f"暂存：{row.what}：{row.why}" for row in report.waiting]
    return lines


def _office_code(app: Application, name: str) -> str:
    if name in _CITY_NAMES:
        return CITY_CODE
    for row in app.sync.status().offices:
        if name in (row.code, row.name):
            return row.code
    raise RuleError(
        f"没有名为“{name}”的单位，或本机不与它直接交换，没有导出。",
        hint="请用站名、站代号，或“市级”；用 jyguide sync status 可列出各单位。",
    )


def _counts(found: Sequence[Count]) -> str:
    return "，".join(f"{one.name} {one.count}" for one in found) or "0"


def _side(side: Side) -> str:
    who = " ".join(filter(None, [side.by, f"{side.at:%m-%d %H:%M}" if side.at else ""]))
    return f"“{side.text}”（{who}）" if who else f"“{side.text}”"


def _conflict_json(row: ConflictRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "kind": row.kind.value,
        "table": row.table,
        "row": str(row.row_id),
        "what": row.what,
        "kept": _side_json(row.kept),
        "lost": _side_json(row.lost),
        "settled": row.settled,
    }


def _side_json(side: Side) -> dict[str, Any]:
    return {"text": side.text, "by": side.by, "at": side.at.isoformat() if side.at else None}


def _held_json(row: HeldRow) -> dict[str, Any]:
    return {"what": row.what, "why": row.why, "by": row.by}


def _counts_json(found: Sequence[Count]) -> dict[str, int]:
    return {one.name: one.count for one in found}


def _totals_json(found: Sequence[Total]) -> list[dict[str, Any]]:
    return [{"name": one.name, "here": one.here, "there": one.there} for one in found]


def _office_json(row: OfficeRow) -> dict[str, Any]:
    return {
        "code": row.code,
        "name": row.name,
        "devices": row.devices,
        "last_in": row.last_in,
        "last_in_at": row.last_in_at.isoformat() if row.last_in_at else None,
        "missing_in": list(row.missing_in),
        "last_out": row.last_out,
        "last_out_at": row.last_out_at.isoformat() if row.last_out_at else None,
        "got": row.got,
        "missing_out": list(row.missing_out),
        "unsent": row.unsent,
        "agrees": row.agrees,
        "totals": _totals_json(row.totals),
        "silent_days": row.silent_days,
    }


def _office_line(row: OfficeRow) -> tuple[Any, ...]:
    agrees = {True: "一致", False: "不一致", None: "还没有收到"}[row.agrees]
    return (
        row.name,
        row.devices,
        row.last_in or "",
        "、".join(map(str, row.missing_in)),
        row.last_out or "",
        row.got,
        row.unsent,
        agrees,
    )
