"""``jyguide standard blank`` and ``standard form``: what goes to branches and comes back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from jyguide.cli.session import (
    FILE,
    json_option,
    opened,
    say_json,
    say_table,
    write_document,
    write_documents,
)
from jyguide.cli.standard_pick import BRANCH, ROUND, TOWNSHIP, branch_keys, one_round
from jyguide.documents.dates import tenths_text
from jyguide.standard.form_plan import FATE_NAMES, FormPlan, PlannedForm
from jyguide.standard.form_report import write_form_remarks
from jyguide.standard.form_state import FORM_STATE_NAMES
from jyguide.standard.kinds import BRANCH_KIND_NAMES, BranchKind, Phase

_PHASE = click.option(
    "--phase",
    type=click.Choice([phase.value for phase in Phase]),
    default=None,
    help="印在表上的阶段；不写就留空手填。",
)
_KIND = click.option(
    "--kind",
    type=click.Choice([kind.value for kind in BranchKind]),
    default=None,
    help="不写支部名称的空白表，写明哪一类支部。",
)


@click.command(help="把空白检查表写成 PDF 或 Word 文件，一个支部一份，装在一个文件里。")
@click.argument("file", type=FILE)
@ROUND
@BRANCH
@TOWNSHIP
@_KIND
@_PHASE
@click.pass_context
def blank(  # noqa: PLR0913 - click passes every option by name
    context: click.Context,
    file: Path,
    *,
    round_text: str,
    names: tuple[str, ...],
    township: str,
    kind: str | None,
    phase: str | None,
) -> None:
    """Write blank checklists into one file."""
    if kind and (names or township):
        raise click.UsageError("--kind 是不写支部名称的表，不能与 --branch、--township 同用。")
    asked = Phase(phase) if phase else None
    with opened(context) as app:
        row = one_round(app, round_text)
        if kind:
            made = [app.inspection_forms.blank_for_anybody(row.id, BranchKind(kind), asked)]
        else:
            keys = branch_keys(app, row, names, township)
            made = app.inspection_forms.blanks(row.id, keys, asked)
        write_documents(made, file)
    click.echo(f"{len(made)} 份空白检查表已写入“{file}”。")


@click.group("form", help="Excel 自查表：发给支部，收回来。")
def form() -> None:
    """Forms in Excel."""


@form.command("list", help="列出每个支部的自查走到哪一步。")
@ROUND
@json_option
@click.pass_context
def list_(context: click.Context, *, round_text: str, as_json: bool) -> None:
    """Say how far every branch is."""
    with opened(context) as app:
        rows = app.inspection_forms.standings(one_round(app, round_text).id)
    if as_json:
        say_json(
            [
                {
                    "branch": row.branch.name,
                    "township": row.branch.township,
                    "kind": row.branch.kind.value,
                    "state": row.state.value,
                    "points": None if row.points is None else row.points / 10,
                    "inspection": str(row.inspection) if row.inspection else None,
                    "remark": row.remark,
                }
                for row in rows
            ]
        )
        return
    say_table(
        ("镇街园区", "党支部", "类型", "状态", "得分", "说明"),
        [
            (
                row.branch.township,
                row.branch.name,
                BRANCH_KIND_NAMES[row.branch.kind],
                FORM_STATE_NAMES[row.state],
                "" if row.points is None else tenths_text(row.points),
                row.remark,
            )
            for row in rows
        ],
    )


@form.command(help="给支部导出 Excel 自查表，每个镇街园区一个文件夹。")
@click.argument("folder", type=FILE)
@ROUND
@BRANCH
@TOWNSHIP
@click.pass_context
def export(
    context: click.Context, folder: Path, *, round_text: str, names: tuple[str, ...], township: str
) -> None:
    """Write forms into a folder."""
    with opened(context) as app:
        row = one_round(app, round_text)
        sent = app.inspection_forms.export(row.id, branch_keys(app, row, names, township), folder)
    click.echo(f"{len(sent.files)} 份自查表已写入“{folder}”，其中 {sent.new} 个支部是首次发出。")


@form.command(
    "import",
    help="收回自查表：文件或文件夹。有疑问的不收，逐个写明原因；用 --take 收下某个文件。",
)
@click.argument("files", nargs=-1, required=True, type=FILE)
@ROUND
@click.option("--take", "named", multiple=True, help="有疑问也收下的文件名，可以写几次。")
@click.option("--dry-run", is_flag=True, help="只看结果，不写入。")
@click.option("--errors", type=FILE, default=None, help="把全部问题写成这个 Excel 文件。")
@json_option
@click.pass_context
def import_(  # noqa: PLR0913 - click passes every option by name
    context: click.Context,
    files: tuple[Path, ...],
    *,
    round_text: str,
    named: tuple[str, ...],
    dry_run: bool,
    errors: Path | None,
    as_json: bool,
) -> None:
    """Take forms in."""
    with opened(context) as app:
        service = app.inspection_forms
        plan = service.plan(one_round(app, round_text).id, files)
        said = {at: True for at, one in enumerate(plan.forms) if one.file.name in named}
        if errors is not None:
            write_form_remarks(plan, errors)
        taken = plan.taken(said)
        result = None if dry_run or not taken else service.take_in(plan, said)
    places = {id(one) for one in taken}
    if as_json:
        say_json([_as_json(one, taken=id(one) in places) for one in plan.forms])
        return
    say_table(
        ("文件", "党支部", "得分", "结果", "收", "说明"),
        [_line(one, taken=id(one) in places) for one in plan.forms],
    )
    click.echo(_sum(plan, len(taken), dry_run=dry_run), err=True)
    if result is not None:
        click.echo(
            f"已完成 {result.completed} 份（其中更正 {result.replaced} 份），"
            f"待补充 {result.drafts} 份。",
            err=True,
        )


def _sum(plan: FormPlan, taken: int, *, dry_run: bool) -> str:
    what = "可以收" if dry_run else "收下"
    return f"共 {len(plan.forms)} 份，{what} {taken} 份，不收 {len(plan.forms) - taken} 份。"


def _line(one: PlannedForm, *, taken: bool) -> tuple[str, ...]:
    return (
        one.file.name,
        one.branch.name if one.branch else "",
        tenths_text(one.judged.tally.total) if one.judged else "",
        FATE_NAMES[one.fate],
        "收" if taken else "不收",
        " ".join(one.sentences),
    )


def _as_json(one: PlannedForm, *, taken: bool) -> dict[str, Any]:
    return {
        "file": one.file.name,
        "branch": one.branch.name if one.branch else None,
        "points": one.judged.tally.total / 10 if one.judged else None,
        "fate": one.fate.value,
        "taken": taken,
        "said": list(one.sentences),
    }


@form.command(help="把完成的检查按检查表的格式写成 PDF 或 Word 文件，供签字。")
@click.argument("inspection", type=click.UUID)
@click.argument("file", type=FILE)
@click.pass_context
def record(context: click.Context, inspection: Any, file: Path) -> None:
    """Write a completed inspection."""
    with opened(context) as app:
        write_document(app.inspection_forms.record(inspection), file)
    click.echo(f"检查记录已写入“{file}”。")


FORM_COMMANDS = (blank, form)
