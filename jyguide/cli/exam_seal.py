"""``jyguide exam seal``, ``take-in``, ``open``, ``sealed`` and ``returns``: unified exams."""

from __future__ import annotations

import time
import uuid
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from jyguide.app import Application
from jyguide.cli.blueprint_lines import plan_of
from jyguide.cli.session import FILE, SEED, json_option, opened, say_json, say_table, sentences
from jyguide.errors import RuleError
from jyguide.exam.seal.code import spaced, spoken
from jyguide.exam.seal.row import RETURN_NAMES, ReturnRow, SealPlan
from jyguide.exchange.text_file import read_text

_MINUTE, _HOURS = 60, 24


@click.command(
    help="""市级：组卷并密封成统考文件；口令只显示这一次。

    要求写在 --blueprint 的文件里，或逐行写出 LINES 再加 --pass 和 --minutes，同 exam draw。"""
)
@click.argument("lines", nargs=-1)
@click.option("--blueprint", "file", type=FILE, help="蓝图文件。")
@click.option("--title", required=True, help="统考名称。")
@click.option("--seed", type=SEED, required=True, help="随机种子。")
@click.option("--pass", "pass_points", help="及格分（只用于 LINES）。")
@click.option("--minutes", type=click.IntRange(min=1), help="考试时长（分钟）；不写用蓝图的。")
@click.option("--starts-at", default="", help="开考时间，如 2026-11-20T09:00+08:00。")
@click.option("--out", type=FILE, required=True, help="统考文件（.jyexam）。")
@json_option
@click.pass_context
def seal(context: click.Context, /, *, out: Path, as_json: bool, **given: Any) -> None:
    """Draw a paper that is not kept, seal it, and say its code."""
    with sentences():
        blueprint = plan_of(given)
        minutes = given["minutes"] or blueprint.blueprint.minutes
        plan = SealPlan(given["title"], minutes, _moment(given["starts_at"]))
    with opened(context) as app:
        draft = app.papers.draft(blueprint, plan.title, given["seed"])
        code = app.seals.seal(draft, plan, out)
        issued = _issued(app)[0]
    if as_json:
        say_json(issued | {"file": str(out), "code": code, "spoken": spoken(code)})
        return
    click.echo(f"口令\t{spaced(code)}\n读作\t{spoken(code)}")
    click.echo("口令没有存进电脑，请立即抄录；遗失只能重新密封。", err=True)


@click.command("take-in", help="指导站：接收统考文件，输出统考编号。")
@click.argument("file", type=FILE)
@click.option("--even-unchecked", is_flag=True, help="未入网的电脑核对不了签发单位，仍然接收。")
@click.pass_context
def take_in(context: click.Context, file: Path, *, even_unchecked: bool) -> None:
    """Keep a file until the hour."""
    with opened(context) as app:
        click.echo(app.unsealing.take_in(file, even_unchecked=even_unchecked))


@click.command("open", help="指导站：用口令启封统考（文件或统考编号），输出试卷编号。")
@click.argument("sealed", metavar="FILE|SEAL")
@click.option("--code", default="", help="口令，20 位数字。")
@click.option("--code-file", type=FILE, help="存有口令的文本文件。")
@click.option("--even-unchecked", is_flag=True, help="未入网的电脑核对不了签发单位，仍然接收。")
@click.pass_context
def open_(
    context: click.Context,
    sealed: str,
    *,
    code: str,
    code_file: Path | None,
    even_unchecked: bool,
) -> None:
    """Open a sealed exam, taking its file in where it is not here yet."""
    if bool(code) == bool(code_file):
        raise click.UsageError("请在 --code 与 --code-file 之间选一个。")
    with opened(context) as app:
        key = _seal_key(app, sealed, even_unchecked=even_unchecked)
        if early := app.unsealing.early_seconds(key):
            click.echo(f"还没到开考时间（还差{_left(early)}），提前启封会记录。", err=True)
        # A command begins the waiting anew each time it runs; on a PC whose clock was set back it
        # would never end if it were only refused.
        if left := app.unsealing.seconds_to_wait(key):
            click.echo(f"上次口令不对，等 {left} 秒后核对。", err=True)
            time.sleep(left)  # the waiting is what makes guessing slow
        click.echo(app.unsealing.open(key, code or read_text(code_file or Path()).strip()))


def _left(seconds: int) -> str:
    """``23 天 20 小时 10 分钟``; the last minute begun counts whole."""
    hours, minutes = divmod(-(-seconds // _MINUTE), _MINUTE)
    days, hours = divmod(hours, _HOURS)
    parts = ((days, "天"), (hours, "小时"), (minutes, "分钟"))
    return "".join(f" {count} {unit}" for count, unit in parts if count)


def _seal_key(app: Application, sealed: str, *, even_unchecked: bool) -> uuid.UUID:
    try:
        return uuid.UUID(sealed)
    except ValueError:
        return app.unsealing.take_in(Path(sealed), even_unchecked=even_unchecked)


@click.command(help="列出统考：市级为已密封的，指导站为已接收的。")
@json_option
@click.pass_context
def sealed(context: click.Context, *, as_json: bool) -> None:
    """List sealed exams, the newest first."""
    with opened(context) as app:
        rows = _issued(app) if app.place.is_city else _received(app)
    if as_json:
        say_json(rows)
        return
    say_table(
        ("编号", "名称", "分钟", "开考时间", "试卷"),
        [
            (row["seal"], row["title"], row["minutes"], row["starts_at"], row.get("paper"))
            for row in rows
        ],
    )


def _issued(app: Application) -> list[dict[str, Any]]:
    return [_head(row.seal_id, row.plan) | {"items": row.items} for row in app.seals.issued()]


def _received(app: Application) -> list[dict[str, Any]]:
    return [
        _head(row.seal_id, row.plan)
        | {
            "office": row.office,
            "checked": row.checked,
            "opened_at": row.opened_at,
            "paper": row.paper_id,
        }
        for row in app.unsealing.received()
    ]


def _head(seal_id: uuid.UUID, plan: SealPlan) -> dict[str, Any]:
    return {
        "seal": str(seal_id),
        "title": plan.title,
        "minutes": plan.minutes,
        "starts_at": plan.starts_at.isoformat() if plan.starts_at else None,
    }


@click.command(help="市级：统考回收情况，逐站核对交回的成绩。")
@click.argument("seal_id", metavar="SEAL", type=click.UUID)
@json_option
@click.pass_context
def returns(context: click.Context, seal_id: uuid.UUID, *, as_json: bool) -> None:
    """Say what has come back, and what of it is not in order."""
    with opened(context) as app:
        rows = app.seals.returns(seal_id).stations
    if as_json:
        say_json([_return(row) for row in rows])
        return
    say_table(
        ("指导站", "情况", "交回人数", "核对无误", "要核实的"),
        [
            (
                row.name,
                RETURN_NAMES[row.state],
                row.returned,
                row.sound,
                "；".join(
                    f"{one.name}{'：' if one.name else ''}{one.sentence}" for one in row.doubts
                ),
            )
            for row in rows
        ],
    )


def _return(row: ReturnRow) -> dict[str, Any]:
    return {
        "station": row.code,
        "name": row.name,
        "state": row.state.value,
        "returned": row.returned,
        "sound": row.sound,
        "opened_at": row.opened_at,
        "early_seconds": row.early_seconds,
        "wrong_codes": row.wrong,
        "doubts": [
            {"name": one.name, "sentence": one.sentence, "grave": one.grave} for one in row.doubts
        ],
    }


def _moment(text: str) -> datetime | None:
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise RuleError(
            f"开考时间“{text}”看不懂，没有密封。", hint="应写作 2026-11-20T09:00+08:00。"
        ) from error
    return moment if moment.tzinfo else moment.astimezone()


SEALED = (seal, take_in, open_, sealed, returns)
"""Commands that the group takes in."""
