"""``jyguide standard measures list|raise|plan|done|verify|rescore|follow-up|withdraw|export``."""

from __future__ import annotations

import uuid
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from jyguide.cli.session import (
    FILE,
    json_option,
    opened,
    say_json,
    say_table,
    together,
    write_document,
)
from jyguide.cli.standard_notice import IDS, NOTICE_COMMANDS, ON, unseen
from jyguide.cli.standard_pick import BRANCH, ROUND, TOWNSHIP, branch_keys, day_or_today, one_round
from jyguide.cli.training import DAY
from jyguide.documents.dates import tenths_text
from jyguide.ids import InspectionId, MeasureId
from jyguide.standard.kinds import PHASE_NAMES, Aspect, Phase
from jyguide.standard.ledger import LedgerFilter, LedgerRow, counts
from jyguide.standard.measure import MEASURE_STATE_NAMES, MeasureState
from jyguide.standard.measure_deeds import Deed, may
from jyguide.standard.measure_steps import Check, Finish, Plan

_CHOSEN = together(
    ROUND,
    click.option("--branch", default="", help="只要名称里有这些字的支部。"),
    TOWNSHIP,
    click.option("--owner", default="", help="只要这个责任人的。"),
    click.option("--phase", type=click.Choice([phase.value for phase in Phase]), default=None),
    click.option("--aspect", type=click.Choice([one.value for one in Aspect]), default=None),
    click.option("--state", type=click.Choice([one.value for one in MeasureState]), default=None),
    click.option("--overdue", is_flag=True, help="只要超期的。"),
)
"""Which measures are meant, for lists."""


@click.command("list", help="列出整改台账。")
@_CHOSEN
@json_option
@click.pass_context
def list_measures(
    context: click.Context, /, *, round_text: str, as_json: bool, **chosen: Any
) -> None:
    """List measures."""
    with opened(context) as app:
        rows = app.measures.ledger(one_round(app, round_text).id, _filter(chosen))
    if as_json:
        say_json([_json(one) for one in rows])
        return
    say_table(
        ("编号", "支部", "阶段", "指标", "问题", "得分", "状态", "责任人", "期限", "超期天数"),
        [
            (
                one.row.id,
                one.row.branch,
                PHASE_NAMES[one.row.phase],
                one.row.criterion,
                one.row.finding,
                one.points_text,
                one.state_text,
                one.row.owner,
                one.row.due_on,
                one.late or "",
            )
            for one in rows
        ],
    )
    click.echo(counts(rows).sentence)


@click.command("raise", help="把失分项列入整改：全部支部，或所写的支部。")
@ROUND
@BRANCH
@TOWNSHIP
@click.option("--dry-run", "dry", is_flag=True, help="只列出来，不登记。")
@click.pass_context
def raise_(
    context: click.Context,
    *,
    round_text: str,
    names: tuple[str, ...],
    township: str,
    dry: bool,
) -> None:
    """Make measures of lost points."""
    with opened(context) as app:
        row = one_round(app, round_text)
        meant = set(branch_keys(app, row, names, township))
        points = [
            one
            for one in app.measures.lost_points(row.id)
            if not one.withdrawn and (not meant or one.branch_id in meant)
        ]
        if dry:
            say_table(
                ("支部", "阶段", "指标", "失分", "问题"),
                [
                    (p.branch, PHASE_NAMES[p.phase], p.key[1], tenths_text(p.lost), p.finding)
                    for p in points
                ],
            )
            return
        raised = app.measures.raise_measures(row.id, {one.key for one in points})
    click.echo(f"已列入 {len(raised.ids)} 项整改。")
    if raised.shut:
        click.echo(f"另有 {raised.shut} 项是自查发现的，对标整改已关闭，没有列入。")


@click.command(help="落实整改措施、责任人和期限；不写编号则为所有还没落实的。")
@IDS
@ROUND
@click.option("--measure", default="", help="整改措施。")
@click.option("--owner", default="", help="责任人。")
@click.option("--due", type=DAY, default=None, help="整改期限，如 2026-12-20。")
@click.pass_context
def plan(
    context: click.Context,
    ids: tuple[uuid.UUID, ...],
    *,
    round_text: str,
    measure: str,
    owner: str,
    due: datetime | None,
) -> None:
    """Lay down what, who and till when."""
    with opened(context) as app:
        keys = [MeasureId(key) for key in ids]
        if not keys:
            wanted = LedgerFilter(state=MeasureState.OPEN)
            rows = app.measures.ledger(one_round(app, round_text).id, wanted)
            keys = [one.row.id for one in rows if may(Deed.PLAN, one)]
        app.measures.plan(dict.fromkeys(keys), Plan(measure, owner, due.date() if due else None))
    click.echo(f"已落实 {len(keys)} 项整改措施。")


@click.command(help="登记整改完成。")
@IDS
@click.option("--by", required=True, help="完成人。")
@click.option("--note", default="", help="完成情况。")
@ON
@click.pass_context
def done(
    context: click.Context,
    ids: tuple[uuid.UUID, ...],
    *,
    by: str,
    note: str,
    on: datetime | None,
) -> None:
    """Note down that measures were taken."""
    with opened(context) as app:
        app.measures.finish(unseen(ids), Finish(day_or_today(app, on), by, note))
    click.echo(f"已登记 {len(ids)} 项完成，等人核验。")


@click.command(help="核验：通过，或用 --return 退回并写明原因。")
@IDS
@click.option("--by", required=True, help="核验人，不能是责任人或完成人。")
@click.option("--return", "back", is_flag=True, help="退回。")
@click.option("--note", default="", help="核验意见；退回时必写。")
@ON
@click.pass_context
def verify(
    context: click.Context,
    ids: tuple[uuid.UUID, ...],
    *,
    by: str,
    back: bool,
    note: str,
    on: datetime | None,
) -> None:
    """Note down what another person found."""
    with opened(context) as app:
        app.measures.verify(unseen(ids), Check(day_or_today(app, on), by, not back, note))
    click.echo(f"已退回 {len(ids)} 项。" if back else f"{len(ids)} 项核验通过。")


@click.command(help="复评：给核验通过的整改补分，原得分保留；不写 --points 为满分。")
@IDS
@click.option("--by", required=True, help="复评人，不能是责任人或完成人。")
@click.option("--points", type=float, default=None, help="复评得分，如 1.5。")
@ON
@click.pass_context
def rescore(
    context: click.Context,
    ids: tuple[uuid.UUID, ...],
    *,
    by: str,
    points: float | None,
    on: datetime | None,
) -> None:
    """Give points again."""
    tenths = round((points or 0.0) * 10, 6)
    if not tenths.is_integer():
        raise click.UsageError("得分最多一位小数。")
    given = {} if points is None else {MeasureId(key): int(tenths) for key in ids}
    with opened(context) as app:
        app.measures.rescore(unseen(ids), day_or_today(app, on), by, given)
    click.echo(f"已复评 {len(ids)} 项，原得分保留。")


@click.command("follow-up", help="按一次已完成的复查，核验并复评它看过的整改。")
@click.argument("inspection", type=click.UUID)
@click.pass_context
def follow_up(context: click.Context, inspection: uuid.UUID) -> None:
    """Take over what a follow-up visit found."""
    with opened(context) as app:
        found = app.measures.rescore_from(InspectionId(inspection))
    click.echo(found.sentence or "没有要处理的整改事项。")
    for sentence in found.left:
        click.echo(sentence)


@click.command(help="撤回列错的整改，写明理由。")
@IDS
@click.option("--reason", required=True, help="理由。")
@click.pass_context
def withdraw(context: click.Context, ids: tuple[uuid.UUID, ...], *, reason: str) -> None:
    """Take measures back."""
    with opened(context) as app:
        app.measures.withdraw(unseen(ids), reason)
    click.echo(f"已撤回 {len(ids)} 项整改。")


@click.command(help="把整改台账写成文件：.xlsx 为 Excel，.docx 或 .pdf 为打印的台账。")
@click.argument("file", type=FILE)
@_CHOSEN
@click.pass_context
def export(context: click.Context, /, file: Path, *, round_text: str, **chosen: Any) -> None:
    """Write the ledger."""
    with opened(context) as app:
        key, wanted = one_round(app, round_text).id, _filter(chosen)
        if file.suffix.lower() == ".xlsx":
            app.notices.export(file, key, wanted)
        else:
            write_document(app.notices.ledger(key, wanted), file)
    click.echo(f"整改台账已写入“{file}”。")


def _filter(chosen: dict[str, Any]) -> LedgerFilter:
    return LedgerFilter(
        chosen["township"],
        chosen["branch"],
        chosen["owner"],
        Phase(chosen["phase"]) if chosen["phase"] else None,
        Aspect(chosen["aspect"]) if chosen["aspect"] else None,
        MeasureState(chosen["state"]) if chosen["state"] else None,
        chosen["overdue"],
    )


def _json(one: LedgerRow) -> dict[str, Any]:
    row = one.row
    return {
        "id": str(row.id),
        "inspection": str(row.inspection_id),
        "station": one.station,
        "township": row.township,
        "branch": row.branch,
        "phase": row.phase.value,
        "aspect": one.aspect.value if one.aspect else None,
        "criterion": row.criterion,
        "finding": row.finding,
        "points": row.points / 10,
        "full_points": row.full_points / 10,
        "state": one.state.value,
        "state_name": MEASURE_STATE_NAMES[one.state],
        "remark": one.remark,
        "measure": row.measure,
        "owner": row.owner,
        "due_on": row.due_on,
        "late": one.late,
        "done_on": row.done_on,
        "done_by": row.done_by,
        "verified_on": row.verified_on,
        "verified_by": row.verified_by,
        "rescored_points": None if row.rescored_points is None else row.rescored_points / 10,
        "notice_number": row.notice_number,
        "receipt_on": row.receipt_on,
        "evidence": one.photos,
    }


MEASURE_COMMANDS = (
    list_measures,
    raise_,
    plan,
    done,
    verify,
    rescore,
    follow_up,
    withdraw,
    *NOTICE_COMMANDS,
    export,
)
