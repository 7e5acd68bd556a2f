"""``jyguide standard round assign|sample|redraw|list-lots`` and ``standard compare``."""

from __future__ import annotations

import uuid
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
from jyguide.cli.standard_pick import ROUND, branch_keys, one_round
from jyguide.cli.training import DAY
from jyguide.documents.dates import tenths_text
from jyguide.exchange.text_file import read_text
from jyguide.ids import LotId
from jyguide.standard.assigning.terms import Balance
from jyguide.standard.beside_workbook import write_beside_workbook
from jyguide.standard.kinds import BRANCH_KIND_NAMES, SCORED_PHASES
from jyguide.standard.lot import (
    AssignmentTerms,
    DrawnAssignment,
    DrawnSample,
    LotRules,
    SampleTerms,
    new_seed,
)
from jyguide.standard.lot_record import LotRow
from jyguide.standard.lot_text import foreign_units, read_groups, read_inspectors
from jyguide.standard.sampling import SampleSize
from jyguide.standard.side_by_side import SideBySide

_SEED = click.option("--seed", default="", help="种子：数字或文字；不写由电脑随机给一个并记下。")
_DRY = click.option("--dry-run", "dry", is_flag=True, help="只看结果，不保存。")
_DUE = click.option("--due", type=DAY, default=None, help="完成期限，如 2026-12-20。")
_RULES = together(
    click.option("--groups", type=FILE, default=None, help="片区文件：每行“东片：甲村、乙村”。"),
    click.option("--mutual", is_flag=True, help="允许两个单位互查。"),
    click.option("--not-last-year", "fresh", is_flag=True, help="不查去年查过的单位。"),
    click.option("--two", is_flag=True, help="每个支部由两个单位各去一人。"),
    click.option("--uneven", is_flag=True, help="不要求检查员的任务均衡。"),
)


@click.command(help="交叉互查抽签分配；ROUND 是轮次名称或编号。")
@click.argument("round_text", metavar="ROUND")
@click.option(
    "--inspectors", type=FILE, required=True, help="检查员名单，每行：姓名、制表符或逗号、单位。"
)
@_RULES
@_SEED
@_DUE
@_DRY
@json_option
@click.pass_context
def assign(context: click.Context, /, round_text: str, **given: Any) -> None:
    """Draw who inspects which branch, and keep it."""
    due = given["due"]
    with opened(context) as app:
        round_id = one_round(app, round_text).id
        pool = app.lots.pool(round_id)
        groups = read_groups(read_text(given["groups"]), pool) if given["groups"] else {}
        station = "" if app.place.is_city else str(app.place.station_id)
        people = read_inspectors(read_text(given["inspectors"]), pool, station)
        terms = AssignmentTerms(people, _rules(given, by_group=bool(groups)), groups)
        found = app.lots.assign(round_id, terms, given["seed"] or new_seed())
        kept = None if given["dry"] else app.lots.keep(found, due and due.date())
    foreign = foreign_units(people, pool)
    if given["as_json"]:
        made = _assignment_json(found, kept.lot_id if kept else None)
        say_json(made | {"units_without_branches": foreign})
        return
    say_table(
        ("检查员", "单位", "党支部", "镇街园区"),
        [
            (one.name, found.pool.units.get(one.unit, one.unit), branch.name, branch.township)
            for one, branches in found.lines
            for branch in branches
        ],
    )
    _say_end(found.sentence, found.seed, kept.sentence if kept else "")
    for name in foreign:
        click.echo(f"注意：单位“{name}”在本轮次里没有支部，请核对是否写错。")


def _rules(given: dict[str, Any], *, by_group: bool) -> LotRules:
    return LotRules(
        never_mutual=not given["mutual"],
        by_group=by_group,
        balance=Balance.NONE if given["uneven"] else None,
        not_as_last_year=given["fresh"],
        per_branch=2 if given["two"] else 1,
    )


def _assignment_json(found: DrawnAssignment, lot_id: LotId | None) -> dict[str, Any]:
    return {
        "lot": None if lot_id is None else str(lot_id),
        "seed": found.seed,
        "assignments": [
            {
                "inspector": one.name,
                "unit": found.pool.units.get(one.unit, one.unit),
                "branches": [branch.name for branch in branches],
            }
            for one, branches in found.lines
        ],
    }


@click.command(help="抽查抽样：每个镇街园区、每类支部各抽一些；ROUND 是轮次名称或编号。")
@click.argument("round_text", metavar="ROUND")
@click.option("--percent", type=click.IntRange(1, 100), default=None, help="每层抽百分之几。")
@click.option("--count", type=click.IntRange(1), default=None, help="每层抽几个。")
@click.option("--without", multiple=True, help="不参加抽签的支部，可以写几次。")
@click.option("--with", "always", multiple=True, help="必查的支部，可以写几次。")
@click.option("--inspector", "inspectors", multiple=True, help="检查员；几位则平分，可以写几次。")
@_SEED
@_DUE
@_DRY
@json_option
@click.pass_context
def sample(context: click.Context, /, round_text: str, **given: Any) -> None:
    """Draw a stratified sample, and keep it."""
    due = given["due"]
    with opened(context) as app:
        row = one_round(app, round_text)
        terms = SampleTerms(
            SampleSize(given["count"] or 0, given["percent"] or 0),
            frozenset(map(str, branch_keys(app, row, given["without"], ""))),
            frozenset(map(str, branch_keys(app, row, given["always"], ""))),
        )
        found = app.lots.sample(row.id, terms, given["seed"] or new_seed())
        kept = None
        if not given["dry"]:
            kept = app.lots.keep_sample(found, given["inspectors"], due and due.date())
    if given["as_json"]:
        say_json(_sample_json(found, kept.lot_id if kept else None))
        return
    say_table(
        ("镇街园区", "党支部", "类型"),
        [(one.township, one.name, BRANCH_KIND_NAMES[one.kind]) for one in found.branches],
    )
    _say_end(found.sentence, found.seed, kept.sentence if kept else "")


def _sample_json(found: DrawnSample, lot_id: LotId | None) -> dict[str, Any]:
    return {
        "lot": None if lot_id is None else str(lot_id),
        "seed": found.seed,
        "branches": [
            {"key": one.key, "township": one.township, "branch": one.name, "kind": one.kind.value}
            for one in found.branches
        ],
    }


def _say_end(sentence: str, seed: str, kept: str) -> None:
    click.echo(f"{sentence}种子：{seed}。{kept or '没有保存。'}")


@click.command(help="按保存的名单和种子重抽，核对结果是否一致；LOT 是抽签编号。")
@click.argument("lot", type=click.UUID)
@click.pass_context
def redraw(context: click.Context, lot: uuid.UUID) -> None:
    """Draw a kept lot again; the exit status is 1 where it is not the same."""
    with opened(context) as app:
        found = app.lots.redraw(LotId(lot))
    click.echo(found.sentence)
    for said in found.changes:
        click.echo(said)
    if not found.same:
        context.exit(1)


@click.command(help="一个轮次保存过的抽签；加 --file 则打印分配表或抽查名单（.docx、.pdf）。")
@click.argument("round_text", metavar="ROUND")
@click.option("--file", type=FILE, default=None, help="写成 Word 或 PDF。")
@click.option("--sample", "sampled", is_flag=True, help="打印抽查名单，而不是互查分配表。")
@json_option
@click.pass_context
def lots(
    context: click.Context, round_text: str, *, file: Path | None, sampled: bool, as_json: bool
) -> None:
    """List kept lots, or write the list of tasks."""
    from jyguide.standard.printing.lot_list import lot_list  # noqa: PLC0415 - documents are slow

    with opened(context) as app:
        row = one_round(app, round_text)
        found = app.lots.lots(row.id)
        if file is not None:
            write_document(lot_list(app.lots.list_of(row.id, sampled=sampled)), file)
    if file is not None:
        click.echo(f"名单已写入“{file}”。")
    elif as_json:
        say_json([_lot_json(one) for one in found])
    else:
        say_table(
            ("编号", "抽签时间", "种子", "结果", "规则", "任务", "完成"),
            [
                (
                    one.id,
                    f"{one.drawn_at:%Y-%m-%d %H:%M}",
                    one.seed,
                    one.sentence,
                    one.how,
                    one.standing,
                    one.done,
                )
                for one in found
            ],
        )


def _lot_json(one: LotRow) -> dict[str, Any]:
    return {
        "id": str(one.id),
        "purpose": one.purpose.value,
        "drawn_at": one.drawn_at.isoformat(),
        "seed": one.seed,
        "standing": one.standing,
        "done": one.done,
    }


@click.command(help="自查、互查、抽查得分对比；加 --file 导出 Excel。")
@ROUND
@click.option("--marked", is_flag=True, help="只列差距超过界限的支部。")
@click.option("--file", type=FILE, default=None, help="写成 Excel（.xlsx）。")
@json_option
@click.pass_context
def compare(
    context: click.Context, round_text: str, *, marked: bool, file: Path | None, as_json: bool
) -> None:
    """Show scores beside each other."""
    with opened(context) as app:
        row = one_round(app, round_text)
        found = app.lots.side_by_side(row.id)
        if file is not None:
            write_beside_workbook(row.label, found, file)
    if as_json:
        say_json(_beside_json(found, marked=marked))
        return
    if file is not None:
        click.echo(f"对比表已写入“{file}”。")
        return
    say_table(
        ("镇街园区", "党支部", "自查", "互查", "抽查", "差距"),
        [
            (
                one.township,
                one.name,
                *(_points(one.comparison.totals.get(phase)) for phase in SCORED_PHASES),
                one.words,
            )
            for one in found.branches
            if one.marked or not marked
        ],
    )
    click.echo(found.sentence)


def _points(tenths: int | None) -> str:
    return "" if tenths is None else tenths_text(tenths)


def _beside_json(found: SideBySide, *, marked: bool) -> dict[str, Any]:
    return {
        "threshold": found.threshold / 10,
        "branches": [
            {
                "branch": one.name,
                "township": one.township,
                "points": {
                    phase.value: points / 10 for phase, points in one.comparison.totals.items()
                },
                "marked": one.marked,
                "gaps": one.words,
            }
            for one in found.branches
            if one.marked or not marked
        ],
        "inspectors": [
            {"inspector": one.inspector_name, "pairs": one.pairs, "said": one.sentence}
            for one in found.drifts
        ],
    }


LOT_COMMANDS = (assign, sample, redraw, lots)
"""Commands of ``standard round``."""
COMPARE = compare
"""Of ``standard``."""
