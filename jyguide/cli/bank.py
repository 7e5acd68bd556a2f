"""``jyguide bank``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from jyguide.bank.item import ItemKind
from jyguide.bank.row import KIND_NAMES, STATUS_NAMES, ItemRow, answer_text
from jyguide.cli.session import FILE, json_option, opened, say_json, say_table


@click.group(help="百问一口清和题库。")
def bank() -> None:
    """The hundred questions and the bank."""


@bank.command("import", help="导入试题（Word 或文本的常见写法）。")
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="只检查，不写入。")
@json_option
@click.pass_context
def import_(context: click.Context, file: Path, *, dry_run: bool, as_json: bool) -> None:
    """Take a file of questions into the bank."""
    with opened(context) as app:
        plan = app.bank_files.plan_file(file)
        if not dry_run:
            app.bank_files.import_plan(plan)
    refused = [{"position": one.position, "reason": one.reason} for one in plan.refused]
    if as_json:
        say_json({"imported": plan.usable, "drafts": plan.drafts, "refused": refused})
        return
    word = "可导入" if dry_run else "已导入"
    click.echo(f"{word} {plan.usable} 题，草稿 {plan.drafts} 题，不予导入 {len(refused)} 处。")
    for one in refused:
        click.echo(f"{one['position']}：{one['reason']}")
    for item in plan.items:
        for warning in item.warnings:
            click.echo(f"第 {item.number} 题请留意：{warning}")


@bank.command("list", help="列出试题。")
@click.option("--search", default="", help="题干、选项、答案、解析、依据中的任意文字。")
@click.option("--kind", type=click.Choice([kind.value for kind in ItemKind]), help="题型。")
@json_option
@click.pass_context
def list_(context: click.Context, search: str, kind: str | None, *, as_json: bool) -> None:
    """List items."""
    with opened(context) as app:
        rows = app.bank.items(search, [ItemKind(kind)] if kind else [])
    if as_json:
        say_json([_item(row) for row in rows])
        return
    heads = ("题号", "题型", "状态", "题干", "答案", "依据", "条款", "来源")
    say_table(heads, [_line(row) for row in rows])


def _item(row: ItemRow) -> dict[str, Any]:
    content = row.content
    return {
        "number": row.number,
        "kind": content.kind.value,
        "stem": content.stem,
        "options": list(content.options),
        "answer": content.answer,
        "explanation": content.explanation,
        "key_points": [point.text for point in content.key_points],
        "category": content.category,
        "difficulty": content.difficulty,
        "regulation": content.regulation,
        "edition": content.edition,
        "article": content.article,
        "status": row.status.value,
        "source": row.source,
    }


def _line(row: ItemRow) -> tuple[str, ...]:
    content = row.content
    return (
        row.number,
        KIND_NAMES[content.kind],
        STATUS_NAMES[row.status],
        content.stem.replace("\n", " "),
        answer_text(content.kind, content.answer).replace("\n", " "),
        content.regulation,
        content.article,
        row.source_name,
    )
