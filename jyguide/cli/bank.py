"""``jyguide bank``: the bank listed and searched for doubles; its files are in ``bank_files``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from jyguide.bank.item import ItemKind
from jyguide.bank.row import KIND_NAMES, STATUS_NAMES, ItemRow, ItemStatus, answer_text
from jyguide.bank.similar import LIKE_ENOUGH, SimilarPair
from jyguide.cli.bank_files import KIND, export, import_, template
from jyguide.cli.session import json_option, opened, say_json, say_table
from jyguide.ids import ItemId

_STATUSES = click.Choice([status.value for status in ItemStatus])


@click.group(help="百问一口清和题库。")
def bank() -> None:
    """The hundred questions and the bank."""


for command in (import_, export, template):
    bank.add_command(command)


@bank.command(help="找出题库里相似的题，答案不同的在前。")
@click.option(
    "--threshold",
    type=click.IntRange(50, 100),
    default=LIKE_ENOUGH,
    show_default=True,
    help="相似到百分之几才算。",
)
@json_option
@click.pass_context
def duplicates(context: click.Context, threshold: int, *, as_json: bool) -> None:
    """List pairs of items that say nearly the same."""
    with opened(context) as app:
        rows = {row.id: row for row in app.bank.items()}
        pairs = sorted(app.items.similar(threshold), key=lambda pair: pair.same_answer)
    if as_json:
        say_json([_pair(pair, rows) for pair in pairs])
        return
    say_table(
        ("相似", "答案", "题", "另一题", "题干", "另一题的题干"),
        [_pair_line(pair, rows[pair.first], rows[pair.second]) for pair in pairs],
    )


def _pair(pair: SimilarPair[ItemId], rows: dict[ItemId, ItemRow]) -> dict[str, Any]:
    return {
        "likeness": pair.likeness,
        "same_answer": pair.same_answer,
        "items": [
            {"number": row.number, "source": row.source, "stem": row.content.stem}
            for row in (rows[pair.first], rows[pair.second])
        ],
    }


def _pair_line(pair: SimilarPair[ItemId], first: ItemRow, second: ItemRow) -> Sequence[str]:
    return (
        f"{pair.likeness}%",
        "相同" if pair.same_answer else "不同",
        *(f"{row.source_name} {row.number}" for row in (first, second)),
        *(row.content.stem.replace("\n", " ") for row in (first, second)),
    )


@bank.command("list", help="列出试题。")
@click.option("--search", default="", help="题干、选项、答案、解析、依据中的任意文字。")
@click.option("--kind", type=KIND, help="题型。")
@click.option("--status", type=_STATUSES, help="状态。")
@json_option
@click.pass_context
def list_(
    context: click.Context, search: str, kind: str | None, status: str | None, *, as_json: bool
) -> None:
    """List items."""
    with opened(context) as app:
        rows = app.bank.items(
            search,
            [ItemKind(kind)] if kind else [],
            [ItemStatus(status)] if status else [],
        )
    if as_json:
        say_json([_item(row) for row in rows])
        return
    heads = ("题号", "题型", "状态", "题干", "答案", "依据", "条款", "来源", "考查")
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
        "tests": content.tests,
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
        content.tests,
    )
