"""``jyguide exam draw``, ``redraw``, ``papers`` and ``write``."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

import click

from jyguide.app import Application
from jyguide.cli.blueprint_lines import plan_of
from jyguide.cli.session import FILE, SEED, json_option, opened, say_json, say_table, sentences
from jyguide.documents.word import write_word_files
from jyguide.exam.composing.variants import LETTERS
from jyguide.exam.marking.mark import MultipleRule
from jyguide.exam.paper import PaperDraft, PaperRow
from jyguide.exam.points import format_points
from jyguide.ids import PaperId, RevisionId


@click.command(
    help="""组卷，输出试卷编号（有卷别时每行一份，A 卷在前）。

    要求写在 --blueprint 的文件里（TOML 或 JSON，写法见 exam blueprint export 写出的文件），
    或者逐行写出 LINES，再加 --pass 和 --minutes。每行：题型:题数:每题分值[:类别[:难度]]，
    如 single:20:2 或 multiple:5:3:党费管理:3。题库抽不满时说明缺什么，什么也不写。"""
)
@click.argument("lines", nargs=-1)
@click.option("--blueprint", "file", type=FILE, help="蓝图文件。")
@click.option("--title", help="试卷名称；不写用蓝图的名称。")
@click.option("--seed", type=SEED, required=True, help="随机种子；同一种子可再次组出同一张卷。")
@click.option("--variants", type=click.IntRange(1, len(LETTERS)), default=1, help="卷别种数。")
@click.option("--pass", "pass_points", help="及格分（只用于 LINES）。")
@click.option("--minutes", type=click.IntRange(1, 600), help="考试时长，分钟（只用于 LINES）。")
@click.option(
    "--multiple",
    type=click.Choice([rule.value for rule in MultipleRule]),
    default=MultipleRule.HALF_WHEN_INCOMPLETE.value,
    show_default=True,
    help="多选题评分规则（只用于 LINES）。",
)
@click.option("--shuffle/--no-shuffle", default=True, show_default=True, help="打乱选项。")
@click.option("--no-keep", is_flag=True, help="只抽不存（要与 --json 同用）：每次输出完全相同。")
@json_option
@click.pass_context
def draw(context: click.Context, /, *, as_json: bool, **given: Any) -> None:
    """Draw a paper and print its key."""
    if given["no_keep"] and not as_json:
        raise click.UsageError("--no-keep 要与 --json 同用，否则什么也看不到。")
    with sentences():
        plan = plan_of(given)
    title = given["title"] or plan.name
    with opened(context) as app:
        draft = app.papers.draft(plan, title, given["seed"])
        keys = [] if given["no_keep"] else _keep(app, draft, given["variants"])
        if not as_json:
            for key in keys:
                click.echo(key)
            click.echo(draft.note, err=True, nl=bool(draft.note))
            return
        made = _family(app, draft, given["variants"], keys)
    say_json({"title": title, "seed": given["seed"], "note": draft.note, "papers": made})


def _keep(app: Application, draft: PaperDraft, variants: int) -> list[PaperId]:
    head = app.papers.keep(draft, variants=variants)
    return [row.id for row in app.papers.variants_of(head)]


def _family(
    app: Application, draft: PaperDraft, variants: int, keys: Sequence[PaperId]
) -> list[dict[str, Any]]:
    """The papers of a draft; without keys where they were not kept."""
    rows = {row.revision_id: row for row in app.bank.items()}
    made = app.papers.variants(draft, variants)
    return [
        {
            "id": str(key) if key else None,
            "variant": letter if variants > 1 else "",
            "total": draft.total_points / 10,
            "items": [
                {
                    "position": position,
                    "item": rows[RevisionId(item.revision_id)].short_name,
                    "revision": str(item.revision_id),
                    "kind": rows[RevisionId(item.revision_id)].content.kind.value,
                    "points": item.points / 10,
                    "order": list(item.order),
                }
                for position, item in enumerate(items, start=1)
            ],
        }
        for letter, items, key in zip_longest(LETTERS[:variants], made, keys)
    ]


@click.command(help="按试卷记下的种子再抽一次，说明是否得到同一份卷；什么也不写。")
@click.argument("paper", type=click.UUID)
@json_option
@click.pass_context
def redraw(context: click.Context, paper: uuid.UUID, *, as_json: bool) -> None:
    """Draw a kept paper once more and say whether it is the same."""
    with opened(context) as app:
        found = app.papers.redraw(PaperId(paper))
        numbers = _numbers(app) if as_json else {}
    if not as_json:
        click.echo(found.sentence)
        return
    items = found.draft.items if found.draft else ()
    say_json(
        {
            "same": found.same,
            "sentence": found.sentence,
            "items": [
                {
                    "position": position,
                    "item": numbers.get(item.revision_id, ""),
                    "revision": str(item.revision_id),
                    "points": item.points / 10,
                    "order": list(item.order),
                }
                for position, item in enumerate(items, start=1)
            ],
        }
    )


@click.command(help="列出试卷。")
@json_option
@click.pass_context
def papers(context: click.Context, *, as_json: bool) -> None:
    """List papers, the newest first."""
    with opened(context) as app:
        rows = app.papers.papers()
    if as_json:
        say_json([_row(row) for row in rows])
        return
    say_table(
        ("编号", "名称", "种子", "题数", "总分", "及格", "分钟", "卷别", "用于考试"),
        [
            (
                row.id,
                row.title,
                row.seed,
                row.items,
                format_points(row.total_points),
                format_points(row.pass_points),
                row.minutes,
                "/".join(row.variants),
                row.exams,
            )
            for row in rows
        ],
    )


@click.command(help="把试卷和答案写成 Word 文件；--variants 写出全部卷别，文件名后加 -A、-B …。")
@click.argument("paper", type=click.UUID)
@click.option("--paper-file", type=FILE, help="试卷文件。")
@click.option("--answers", type=FILE, help="答案文件。")
@click.option("--variants", is_flag=True, help="全部卷别。")
@click.pass_context
def write(
    context: click.Context,
    paper: uuid.UUID,
    *,
    paper_file: Path | None,
    answers: Path | None,
    variants: bool,
) -> None:
    """Write a paper and its key."""
    if not (paper_file or answers):
        raise click.UsageError("请至少指定 --paper-file 或 --answers 之一。")
    if paper_file == answers:
        raise click.UsageError("--paper-file 与 --answers 不能是同一个文件。")
    with opened(context) as app:
        whole = [app.papers.paper(PaperId(paper)).row]
        files = []
        for row in app.papers.variants_of(PaperId(paper)) if variants else whole:
            letter = row.variant if variants else ""
            if paper_file:
                files.append((app.papers.paper_document(row.id), _lettered(paper_file, letter)))
            if answers:
                files.append((app.papers.key_document(row.id), _lettered(answers, letter)))
        write_word_files(files)
    click.echo("已写入。")


def _lettered(path: Path, letter: str) -> Path:
    return path.with_stem(f"{path.stem}-{letter}") if letter else path


def _numbers(app: Application) -> dict[uuid.UUID, str]:
    """What the items are called that say so now."""
    return {row.revision_id: row.short_name for row in app.bank.items()}


def _row(row: PaperRow) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "title": row.title,
        "seed": row.seed,
        "items": row.items,
        "total": row.total_points / 10,
        "pass": row.pass_points / 10,
        "minutes": row.minutes,
        "variants": list(row.variants),
        "exams": row.exams,
        "origin": row.origin,
    }
