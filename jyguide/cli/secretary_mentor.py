"""``jyguide secretary mentor``: pairs, meetings and the notebook."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import click

from jyguide.app import Application
from jyguide.cli.session import FILE, json_option, opened, say_json, say_table, write_documents
from jyguide.cli.training import DAY, one_person
from jyguide.errors import RuleError
from jyguide.secretary.mentor import MeetingFacts, PairFacts, PairRow
from jyguide.secretary.quarter import quarter_of, read_quarter

_TERM = timedelta(days=364)


@click.group(help="导师制：新任书记和老书记结对。")
def mentor() -> None:
    """Mentor pairs."""


@mentor.command("list", help="列出结对，久无记录和期满待小结的在前；另列还没有导师的新任书记。")
@json_option
@click.pass_context
def list_(context: click.Context, *, as_json: bool) -> None:
    """List pairs and who has none."""
    with opened(context) as app:
        board = app.mentors.board()
    rows = [
        (
            pair.pupil,
            pair.pupil_post,
            pair.facts.mentor,
            pair.facts.began_on,
            pair.facts.ends_on,
            len(pair.meetings),
            pair.state(board.today, board.rule),
        )
        for pair in board.pairs
    ]
    heads = ("新任书记", "单位职务", "导师", "开始", "期满", "活动", "情况")
    if as_json:
        pairs = [dict(zip(heads, row, strict=True)) for row in rows]
        say_json({"pairs": pairs, "unpaired": [row.label for row in board.unpaired]})
        return
    say_table(heads, rows)
    for row in board.unpaired:
        click.echo(f"还没有导师：{row.label}")


@mentor.command(help="结对：PUPIL 新任书记，MENTOR 导师；都按姓名、拼音或身份证号查找。")
@click.argument("pupil")
@click.argument("mentor_name", metavar="MENTOR")
@click.option("--from", "start", type=DAY, default=None, help="开始日期；不写即今天。")
@click.option("--to", "end", type=DAY, default=None, help="期满日期；不写即一年。")
@click.option("--goal", "goals", multiple=True, help="目标，可写多次。")
@click.pass_context
def pair(
    context: click.Context,
    pupil: str,
    mentor_name: str,
    *,
    start: datetime | None,
    end: datetime | None,
    goals: tuple[str, ...],
) -> None:
    """Pair two secretaries."""
    with opened(context) as app:
        began = start.date() if start else app.clock().date()
        key = one_person(app, mentor_name)
        known = app.secretaries.of(key)
        row = known or next(one for one in app.people.people() if one.id == key)
        facts = PairFacts(
            one_person(app, pupil),
            key,
            row.name,
            f"{row.organisation}{row.post}",
            began,
            end.date() if end else began + _TERM,
            goals,
        )
        app.mentors.add(facts)
    click.echo(f"已结对，导师“{facts.mentor}”，{began} 至 {facts.ends_on}。")


@mentor.command(help="登记一次活动：PUPIL 是新任书记。")
@click.argument("pupil")
@click.option("--on", type=DAY, default=None, help="日期；不写即今天。")
@click.option("--topics", required=True, help="谈了什么。")
@click.option("--place", default="", help="地点。")
@click.option("--agreed", default="", help="约定事项。")
@click.pass_context
def meet(
    context: click.Context,
    pupil: str,
    *,
    on: datetime | None,
    topics: str,
    place: str,
    agreed: str,
) -> None:
    """Note down a meeting."""
    with opened(context) as app:
        day = on.date() if on else app.clock().date()
        found = _running(app, pupil)
        app.mentors.meet(found.id, MeetingFacts(day, place, topics, agreed))
    click.echo(f"已登记 {day} 的活动：{found.facts.mentor} 带 {found.pupil}。")


@mentor.command(help="打印师徒接力本到 FILE（.docx 或 .pdf）；不写 PUPIL 即所有进行中的结对。")
@click.argument("file", type=FILE)
@click.argument("pupil", required=False)
@click.option("--quarter", default="", help="季度，如 2026Q4；不写即本季度。")
@click.pass_context
def notebook(context: click.Context, file: Path, pupil: str | None, *, quarter: str) -> None:
    """Write notebooks of a quarter."""
    with opened(context) as app:
        meant = read_quarter(quarter) if quarter else quarter_of(app.clock().date())
        running = [one for one in app.mentors.board().pairs if one.running]
        pairs = [_running(app, pupil)] if pupil else running
        if not pairs:
            raise RuleError("没有进行中的结对，没有写出文件。", hint="请先结对。")
        write_documents([app.mentors.notebook(one.id, meant) for one in pairs], file)
    click.echo(f"已写入“{file}”：{len(pairs)} 本。")


def _running(app: Application, pupil: str) -> PairRow:
    key = one_person(app, pupil)
    for one in app.mentors.board().pairs:
        if one.running and one.facts.pupil_id == key:
            return one
    raise RuleError(f"“{pupil}”没有进行中的结对。", hint="请用 mentor list 查看。")
