"""``jyguide secretary measure|talk``: what follows the lists."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from jyguide.app import Application
from jyguide.cli.session import (
    FILE,
    json_option,
    opened,
    say_json,
    say_table,
    together,
    write_documents,
)
from jyguide.cli.training import DAY, one_person
from jyguide.ids import SecretaryMeasureId, TalkId
from jyguide.masking import numbers_masked
from jyguide.secretary.kinds import (
    MEASURE_ORIGIN_NAMES,
    TALK_KIND_NAMES,
    MeasureOrigin,
    TalkKind,
)
from jyguide.secretary.ledger import (
    LedgerFilter,
    measures_sentence,
    talks_sentence,
)
from jyguide.secretary.measure import (
    MEASURE_STATE_NAMES,
    Confirmation,
    Finish,
    MeasureFacts,
    MeasureState,
    Plan,
    due_text,
    state_on,
)
from jyguide.secretary.talk import Agreed, TalkFacts

YEAR = click.option(
    "--year", type=click.IntRange(2000, 2099), default=None, help="年份；不写即今年。"
)
ON = click.option("--on", type=DAY, default=None, help="日期，如 2026-11-20；不写即今天。")
CHOSEN = together(
    YEAR, click.option("--township", default="", help="只列这个镇街园区。"), json_option
)
"""Which lines of a ledger are meant."""
_IDS = click.argument("ids", type=click.UUID, nargs=-1, required=True)


def say_lines(
    heads: tuple[str, ...], lines: list[tuple[Any, ...]], total: str, *, as_json: bool
) -> None:
    """Print lines under their heads with what they come to, or as one JSON document."""
    told = [[numbers_masked(x) if isinstance(x, str) else x for x in line] for line in lines]
    if as_json:
        say_json([dict(zip(heads, line, strict=True)) for line in told])
        return
    say_table(heads, told)
    click.echo(total)


def day_of(app: Application, on: datetime | None) -> date:
    """The day that was given, or today."""
    return on.date() if on else app.clock().date()


@click.group(help="整改措施：登记、落实、完成、确认。")
def measure() -> None:
    """Measures."""


@measure.command("list", help="列出整改措施。")
@CHOSEN
@click.option("--state", type=click.Choice([one.value for one in MeasureState]), default=None)
@click.pass_context
def list_measures(
    context: click.Context, *, year: int | None, township: str, state: str | None, as_json: bool
) -> None:
    """List measures."""
    wanted = LedgerFilter(year, township, MeasureState(state) if state else None)
    with opened(context) as app:
        rows, today = app.secretary_measures.ledger(wanted), app.clock().date()
    heads = ("编号", "姓名", "镇街园区", "单位", "来源", "问题", "措施", "责任人", "期限", "状态")
    lines = [
        (
            row.id,
            row.person.name,
            row.person.township,
            row.person.organisation,
            MEASURE_ORIGIN_NAMES[row.facts.origin],
            row.facts.problem,
            row.facts.measure,
            row.facts.owner,
            row.facts.due_on,
            due_text(row.facts, today) or MEASURE_STATE_NAMES[state_on(row.facts, today)],
        )
        for row in rows
    ]
    say_lines(heads, lines, measures_sentence(rows, today), as_json=as_json)


@measure.command("add", help="为一个人登记一条整改措施。")
@click.argument("person")
@click.option("--problem", required=True, help="问题。")
@click.option("--origin", type=click.Choice([one.value for one in MeasureOrigin]), default="other")
@YEAR
@ON
@click.pass_context
def add_measure(
    context: click.Context,
    person: str,
    *,
    problem: str,
    origin: str,
    year: int | None,
    on: datetime | None,
) -> None:
    """Enter a measure by hand."""
    with opened(context) as app:
        day = day_of(app, on)
        facts = MeasureFacts(
            one_person(app, person), year or day.year, MeasureOrigin(origin), problem, day
        )
        (key,) = app.secretary_measures.add([facts])
    click.echo(f"已登记整改措施 {key}。")


@measure.command("raise", help="按一年的基本合格、不合格名单列入整改。")
@YEAR
@click.option("--dry-run", "dry", is_flag=True, help="只列出来，不登记。")
@click.pass_context
def raise_(context: click.Context, *, year: int | None, dry: bool) -> None:
    """Make measures of the lists."""
    with opened(context) as app:
        wanted = year or app.clock().date().year
        found = app.secretary_measures.raisable(wanted)
        if dry:
            say_table(("姓名", "单位", "问题"), [_offered(one) for one in found])
            return
        keys = [one.person.person_id for one in found]
        count = app.secretary_measures.raise_from_appraisal(wanted, keys)
    click.echo(f"已列入整改 {count} 条。")


@measure.command("plan", help="落实措施、责任人和期限。")
@_IDS
@click.option("--measure", "text", required=True, help="整改措施。")
@click.option("--owner", required=True, help="责任人。")
@click.option("--due", type=DAY, required=True, help="整改期限。")
@click.pass_context
def plan_measure(
    context: click.Context, ids: tuple[uuid.UUID, ...], *, text: str, owner: str, due: datetime
) -> None:
    """Lay down what, who and till when."""
    with opened(context) as app:
        app.secretary_measures.plan(_unseen(ids), Plan(text, owner, due.date()))
    click.echo(f"已落实 {len(ids)} 条。")


@measure.command("done", help="登记完成。")
@_IDS
@click.option("--note", default="", help="完成情况。")
@ON
@click.pass_context
def finish_measure(
    context: click.Context, ids: tuple[uuid.UUID, ...], *, note: str, on: datetime | None
) -> None:
    """Note down that measures were taken."""
    with opened(context) as app:
        app.secretary_measures.finish(_unseen(ids), Finish(day_of(app, on), note))
    click.echo(f"已登记 {len(ids)} 条完成，等另一个人确认。")


@measure.command("confirm", help="确认完成；或用 --return 退回并写明原因。")
@_IDS
@click.option("--by", default="", help="确认人，不能是书记本人或责任人。")
@click.option("--return", "why", default="", help="退回的原因。")
@ON
@click.pass_context
def confirm_measure(
    context: click.Context,
    ids: tuple[uuid.UUID, ...],
    *,
    by: str,
    why: str,
    on: datetime | None,
) -> None:
    """Note down what another person found."""
    with opened(context) as app:
        if why:
            app.secretary_measures.reopen(_unseen(ids), why)
        else:
            app.secretary_measures.confirm(_unseen(ids), Confirmation(day_of(app, on), by))
    click.echo(f"已退回 {len(ids)} 条。" if why else f"已确认 {len(ids)} 条。")


@click.group(help="谈话：登记、打印谈话记录。")
def talk() -> None:
    """Talks."""


@talk.command("list", help="列出谈话。")
@CHOSEN
@click.pass_context
def list_talks(context: click.Context, *, year: int | None, township: str, as_json: bool) -> None:
    """List talks."""
    with opened(context) as app:
        rows = app.talks.ledger(LedgerFilter(year, township))
    heads = ("编号", "姓名", "镇街园区", "单位", "类型", "日期", "谈话人", "要点", "约定整改")
    lines = [
        (
            row.id,
            row.person.name,
            row.person.township,
            row.person.organisation,
            TALK_KIND_NAMES[row.facts.kind],
            row.facts.talked_on,
            row.facts.talker,
            " ".join(row.facts.topics.split()),
            row.measures,
        )
        for row in rows
    ]
    say_lines(heads, lines, talks_sentence(rows), as_json=as_json)


@talk.command("add", help="登记一次谈话；约定的整改用 --agreed 写问题，可写多次。")
@click.argument("person")
@click.option("--kind", type=click.Choice([one.value for one in TalkKind]), default="heart")
@click.option("--by", required=True, help="谈话人。")
@click.option("--topics", required=True, help="谈话要点。")
@click.option("--agreed", multiple=True, help="约定整改的问题。")
@ON
@click.pass_context
def add_talk(  # noqa: PLR0913 - click passes every option by name
    context: click.Context,
    person: str,
    *,
    kind: str,
    by: str,
    topics: str,
    agreed: tuple[str, ...],
    on: datetime | None,
) -> None:
    """Note down a talk, and what was agreed in it."""
    with opened(context) as app:
        day = day_of(app, on)
        facts = TalkFacts(one_person(app, person), day.year, TalkKind(kind), day, by, topics)
        key = app.talks.add(facts, [Agreed(one) for one in agreed])
    click.echo(f"已登记谈话 {key}，约定整改 {len(agreed)} 条。")


@talk.command("print", help="把谈话记录写成 .docx 或 .pdf，带签字栏。")
@_IDS
@click.argument("file", type=FILE)
@click.pass_context
def print_talks(context: click.Context, ids: tuple[uuid.UUID, ...], file: Path) -> None:
    """Write the records of talks."""
    with opened(context) as app:
        write_documents(app.talks.records([TalkId(key) for key in ids]), file)
    click.echo(f"谈话记录 {len(ids)} 份已写入“{file}”。")


def _offered(one: Any) -> tuple[str, str, str]:
    return one.person.name, one.person.organisation, one.problem


def _unseen(ids: tuple[uuid.UUID, ...]) -> dict[SecretaryMeasureId, str | None]:
    return {SecretaryMeasureId(key): None for key in ids}


LEDGER_COMMANDS = (measure, talk)
"""Under ``jyguide secretary``."""
