"""``jyguide bank import``, ``export`` and ``template``: files of questions in and out."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jyguide.app import Application
from jyguide.bank.book import BookSize
from jyguide.bank.entry import Written
from jyguide.bank.formats import READABLE, WRITABLE, BankFormat, format_by_ending
from jyguide.bank.item import ItemKind
from jyguide.cli.session import (
    FILE,
    Refusal,
    json_option,
    opened,
    say_json,
    write_folded_pdf,
)
from jyguide.ids import ItemId

if TYPE_CHECKING:
    from jyguide.bank.doubles import Twin
    from jyguide.bank.import_file import BankPlan

KIND = click.Choice([kind.value for kind in ItemKind])
_AUTO = "auto"
_FEW = 5


@click.command("import", help="导入试题：Excel、CSV、Word、文本、GIFT、Aiken、Moodle XML。")
@click.argument("file", type=FILE)
@click.option(
    "--format",
    "wanted",
    type=click.Choice([_AUTO, *(told.value for told in READABLE)]),
    default=_AUTO,
    show_default=True,
    help="文件的格式，一般能自动识别。",
)
@click.option("--dry-run", is_flag=True, help="只检查，不写入。")
@click.option("--errors", type=FILE, help="把表格里没有导入的行写成错误清单（.xlsx）。")
@click.option("--to-review", is_flag=True, help="导入后先送审，不直接启用。")
@click.option("--skip-similar", is_flag=True, help="与已有的题相似的都不导入。")
@json_option
@click.pass_context
def import_(
    context: click.Context,
    /,
    file: Path,
    wanted: str,
    errors: Path | None,
    *,
    as_json: bool,
    **flags: bool,
) -> None:
    """Take a file of questions into the bank."""
    format_ = None if wanted == _AUTO else BankFormat(wanted)
    with opened(context) as app:
        plan = app.bank_files.plan_file(file, format_)
        without = {twin.place for twin in plan.twins} if flags["skip_similar"] else set[int]()
        written = _write_errors(app, plan, errors)
        if not flags["dry_run"]:
            app.bank_files.import_plan(plan, without=without, to_review=flags["to_review"])
    if as_json:
        say_json(_plan(plan, without))
    else:
        _say_plan(plan, without, dry_run=flags["dry_run"])
        if errors is not None:
            click.echo(f"错误清单已写入“{errors}”。" if written else "没有可以写成错误清单的行。")
    if not plan.items and len(plan.refused) > plan.doubles:
        raise _nothing_imported(plan)


def _nothing_imported(plan: BankPlan) -> Refusal:
    """A script has to hear of it; a file whose items are all in the bank already is no failure."""
    return Refusal(
        f"“{plan.source.name}”没有导入任何题目，题库没有改动：{len(plan.refused)} 处都不能导入。\n"
        "请按列出的位置和原因改正后再导入。"
    )


def _write_errors(app: Application, plan: BankPlan, target: Path | None) -> bool:
    """Before anything is imported: a list that cannot be written stops the import."""
    if target is None or not any(one.cell for one in plan.refused):
        return False
    app.bank_files.write_errors(plan, target)
    return True


def _plan(plan: BankPlan, without: set[int]) -> dict[str, Any]:
    usable, drafts = _counts(plan, without)
    return {
        "imported": usable,
        "drafts": drafts,
        "to_check": len(plan.to_check - without),
        "skipped": len(without),
        "format": plan.format.value,
        "refused": [{"position": one.position, "reason": one.reason} for one in plan.refused],
        "twins": [_twin(plan, twin) for twin in plan.twins],
        "warnings": [
            {"position": item.position, "warning": warning}
            for item in plan.items
            for warning in item.warnings
        ],
        "notices": list(plan.notices),
    }


def _twin(plan: BankPlan, twin: Twin) -> dict[str, Any]:
    return {
        "position": plan.items[twin.place].position,
        "like": twin.name,
        "likeness": twin.likeness,
        "same_answer": twin.same_answer,
    }


def _counts(plan: BankPlan, without: set[int]) -> tuple[int, int]:
    taken = [item for place, item in enumerate(plan.items) if place not in without]
    drafts = sum(item.is_draft for item in taken)
    return len(taken) - drafts, drafts


def _say_plan(plan: BankPlan, without: set[int], *, dry_run: bool) -> None:
    usable, drafts = _counts(plan, without)
    word = "可导入" if dry_run else "已导入"
    skipped = f"，相似而不导入 {len(without)} 题" if without else ""
    click.echo(f"{word} {usable} 题，草稿 {drafts} 题，不予导入 {len(plan.refused)} 处{skipped}。")
    if to_check := len(plan.to_check - without):
        click.echo(f"请核对的 {to_check} 题先送审，启用之后才会抽到。")
    for notice in plan.notices:
        click.echo(notice)
    for one in plan.refused:
        click.echo(f"{one.position}：{one.reason}")
    for twin in plan.twins:
        click.echo(f"{plan.items[twin.place].position}与{_like(twin)}")
    for item in plan.items:
        for warning in item.warnings:
            click.echo(f"{item.position}请留意：{warning}")


def _like(twin: Twin) -> str:
    answer = "" if twin.same_answer else "，答案不同，请核对"
    return f"{twin.name}相似 {twin.likeness}%{answer}"


@click.command("export", help="导出试题；格式按文件名的后缀，也可写明。")
@click.argument("file", type=FILE)
@click.option(
    "--format",
    "wanted",
    type=click.Choice([told.value for told in WRITABLE]),
    help="写成什么格式；docx 是百问手册，apkg 是 Anki 卡片包。",
)
@click.option("--audit", is_flag=True, help="审核用的 Excel：每题一行，含答案、依据和核实的事实。")
@click.option(
    "--page",
    type=click.Choice([size.value for size in BookSize]),
    default=BookSize.A4.value,
    show_default=True,
    help="手册的纸张。",
)
@click.option("--folded", is_flag=True, help="口袋本：A4 纸双面打印后对折（PDF）。")
@click.option("--with-items", is_flag=True, help="手册里附上配套练习。")
@click.option("--search", default="", help="只导出含有这些文字的题。")
@click.option("--kind", type=KIND, help="只导出这种题型。")
@json_option
@click.pass_context
def export(
    context: click.Context,
    /,
    file: Path,
    wanted: str | None,
    page: str,
    *,
    audit: bool,
    as_json: bool,
    **more: Any,
) -> None:
    """Write items into a file."""
    format_ = BankFormat.DOCX if more["folded"] else _format(file, wanted)
    format_ = BankFormat.XLSX if audit else format_
    with opened(context) as app:
        chosen = _chosen(app, more["search"], more["kind"])
        if audit:
            written = app.bank_files.export_audit(file, chosen)
        elif more["folded"]:
            written = _folded(app, file, chosen, with_items=more["with_items"])
        else:
            written = app.bank_files.export(
                file, format_, chosen, size=BookSize(page), with_items=more["with_items"]
            )
    if as_json:
        left_out = [{"number": one.number, "reason": one.reason} for one in written.left_out]
        say_json({"written": written.count, "format": format_.value, "left_out": left_out})
        return
    _say_written(written, file)


def _folded(
    app: Application, target: Path, chosen: list[ItemId] | None, *, with_items: bool
) -> Written:
    book = app.bank_files.book(chosen, with_items=with_items)
    write_folded_pdf(book.documents, target)
    return book.written


def _format(file: Path, wanted: str | None) -> BankFormat:
    told = BankFormat(wanted) if wanted else format_by_ending(file.suffix)
    if told not in WRITABLE:
        names = "、".join(one.value for one in WRITABLE)
        raise click.UsageError(f"从“{file.name}”看不出格式，请用 --format 写明：{names}。")
    return told


def _chosen(app: Application, search: str, kind: str | None) -> list[ItemId] | None:
    """The items asked for; None for all of them."""
    if not search and not kind:
        return None
    return [row.id for row in app.bank.items(search, [ItemKind(kind)] if kind else [])]


def _say_written(written: Written, file: Path) -> None:
    click.echo(f"已导出 {written.count} 题到“{file}”。")
    by_reason: dict[str, list[str]] = defaultdict(list)
    for one in written.left_out:
        by_reason[one.reason].append(one.number)
    for reason, numbers in by_reason.items():
        more = "等" if len(numbers) > _FEW else ""
        click.echo(f"没有导出 {len(numbers)} 题（{'、'.join(numbers[:_FEW])}{more}）：{reason}")


@click.command(help="写一份空白的 Excel 导入模板。")
@click.argument("file", type=FILE)
@click.pass_context
def template(context: click.Context, file: Path) -> None:
    """Write an empty workbook to fill in."""
    with opened(context) as app:
        app.bank_files.write_template(file)
    click.echo(f"模板已写入“{file}”。")
