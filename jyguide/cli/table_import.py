"""What the commands that take lists in share: options, the import itself, what is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from jyguide.app import Application
from jyguide.cli.session import FILE, Refusal, json_option, opened, say_json, together
from jyguide.exchange import refusal
from jyguide.exchange.table.plan import Decision, Fate, Policy, TablePlan
from jyguide.exchange.table.service import ListFiles
from jyguide.exchange.table.source import TableSource


def import_options(existing: str) -> Callable[[Any], Any]:
    """A file, and what to do with it; ``existing`` names what may be kept already."""
    return together(
        click.argument("file", type=FILE),
        click.option("--dry-run", is_flag=True, help="只检查，不写入。"),
        click.option("--errors", type=FILE, help="把有问题的行写成可改正后再导入的表格。"),
        click.option(
            "--existing",
            type=click.Choice([policy.value for policy in Policy]),
            default=Policy.UPDATE.value,
            help=f"对{existing}：update 以文件为准，fill 只填空缺，skip 跳过。",
        ),
        json_option,
    )


def take_in(
    files: ListFiles,
    file: Path,
    options: Mapping[str, Any],
    decide: Callable[[TablePlan, Decision], Decision] = lambda _plan, decision: decision,
) -> tuple[TablePlan, Decision]:
    """Check a list, write what is wrong with it if wanted, and take it in unless only checking."""
    source = TableSource(file)
    plan = files.plan(source, files.mapping_remembered(source))
    if plan.remark:
        click.echo(plan.remark, err=True)
    decision = decide(plan, Decision(Policy(options["existing"])))
    if options["errors"] and plan.refused:
        files.write_errors(plan, options["errors"])
    if not options["dry_run"]:
        files.take_in(plan, decision)
    return plan, decision


def done_word(options: Mapping[str, Any]) -> str:
    """Whether it was done or could be."""
    return "可导入" if options["dry_run"] else "已导入"


def tell_taken(
    plan: TablePlan,
    decision: Decision,
    options: Mapping[str, Any],
    said: str,
    faults: Sequence[refusal.Refusal],
) -> None:
    """Say what came of an import, as JSON where that is wanted, and what is wrong with rows.

    Args:
        plan: Of the import.
        decision: About it.
        options: Of `import_options`.
        said: A sentence that may name ``{done}``, ``{new}``, ``{update}``, ``{unchanged}`` and
            ``{refused}`` rows.
        faults: Rows that are named, one a line.
    """
    if options["as_json"]:
        say_json(counts_json(plan, decision, faults))
        return
    counts = {fate.name.lower(): count for fate, count in plan.counts(decision).items()}
    numbers = {"new": 0, "update": 0, "unchanged": 0} | counts | {"refused": plan.refused_rows}
    click.echo(said.format(done=done_word(options), **numbers))
    say_faults(faults)


def write_template(
    context: click.Context, file: Path, files: Callable[[Application], ListFiles]
) -> None:
    """Write an empty list to fill in, and say where."""
    with opened(context) as app:
        files(app).write_template(file)
    click.echo(f"模板已写入“{file}”。")


def in_doubt(plan: TablePlan, decision: Decision) -> list[refusal.Refusal]:
    """Rows left out because somebody would have to look, who cannot be asked here."""
    held = plan.sorted_out(decision)[Fate.HELD]
    return [refusal.Refusal(row.sheet, row.row, "", row.doubt) for row in held]


def counts_json(
    plan: TablePlan, decision: Decision, faults: Iterable[refusal.Refusal]
) -> dict[str, Any]:
    """How many rows met each fate, and what is wrong with others."""
    counts = plan.counts(decision)
    return {fate.name.lower(): counts[fate] for fate in Fate} | {"faults": faults_json(faults)}


def faults_json(faults: Iterable[refusal.Refusal]) -> list[dict[str, Any]]:
    """Each with its place in the file."""
    return [
        {"sheet": one.sheet, "row": one.row, "column": one.column, "reason": one.reason}
        for one in faults
    ]


def say_faults(faults: Iterable[refusal.Refusal]) -> None:
    """One line each."""
    for one in faults:
        place = f"{one.sheet} 第 {one.row} 行 {one.column.strip()}"
        click.echo(f"{place.rstrip()}：{one.reason}")


def fail_for_refused(plan: TablePlan) -> None:
    """End with the rows that were not taken in, if any were not.

    Raises:
        Refusal: some were not.
    """
    if plan.refused:
        lines = [f"第 {one.row} 行：{one.reason}" for one in plan.refused]
        raise Refusal("\n".join([f"有 {plan.refused_rows} 行没有导入：", *lines]))
