"""``jyguide exam mark`` and ``answers-template``: a class's paper answers from a file."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import click

from jyguide.cli.session import FILE, json_option, opened, say_json, say_table
from jyguide.errors import RuleError
from jyguide.exam.keying.answers_file import read_answers_file
from jyguide.exam.keying.marks import MarkedItem, MarkedRow
from jyguide.exam.keying.people import FileRow
from jyguide.exam.keying.rows import KeyingLayout
from jyguide.exam.points import format_points
from jyguide.ids import ExamId, PaperId


@click.command(
    help="给文件里的纸质答案评分（姓名、编号、卷别、题号 1…n 或“答案”一列）；"
    "只有 --exam 与 --store 一起写时才存入。"
)
@click.option("--paper", type=click.UUID, required=True, help="试卷编号。")
@click.option("--answers", type=FILE, required=True, help="答案文件（.csv、.xlsx）。")
@click.option("--exam", "exam_id", type=click.UUID, help="存入哪场考试。")
@click.option("--store", is_flag=True, help="交卷并存入成绩。")
@json_option
@click.pass_context
def mark(
    context: click.Context,
    paper: uuid.UUID,
    answers: Path,
    *,
    exam_id: uuid.UUID | None,
    store: bool,
    as_json: bool,
) -> None:
    """Mark a file; store it only where an exam is named and asked for."""
    if store != (exam_id is not None):
        raise click.UsageError("存入成绩要同时写 --exam 和 --store；只评分时两个都不写。")
    with opened(context) as app:
        layouts = app.paper_sheets.layouts(PaperId(paper))
        only = app.papers.paper(PaperId(paper)).row.variant
        rows = read_answers_file(answers, layouts, only)
        sat = [one for one in rows if not one.row.absent]
        marked = app.paper_sheets.mark_rows(layouts, [one.row for one in sat])
        done = None
        if exam_id is not None:
            if PaperId(paper) not in _family(app.paper_sheets.layouts_of(ExamId(exam_id))):
                raise RuleError(
                    "这场考试用的不是这份试卷，没有存入任何答卷。",
                    hint="请核对 --paper 和 --exam；用 exam list --json 查看。",
                )
            people = app.paper_sheets.whose(ExamId(exam_id), rows)
            done = app.paper_sheets.hand_in_rows(ExamId(exam_id), people)
    pairs = list(zip(sat, marked, strict=True))
    if as_json:
        say_json([_person(one, row) for one, row in pairs])
    else:
        _say_people(pairs)
    if done is not None:
        said = f"已存入 {done.count} 份。"
        if done.already:
            said += f"已有答卷、没有重复存入：{'、'.join(done.already)}。"
        click.echo(said, err=True)


@click.command("answers-template", help="导出这场考试的答案登记表（Excel），填好后用 mark 评分。")
@click.option("--exam", "exam_id", type=click.UUID, required=True, help="考试编号。")
@click.argument("file", type=FILE)
@click.pass_context
def answers_template(context: click.Context, exam_id: uuid.UUID, file: Path) -> None:
    """Write the empty table of an exam's class."""
    with opened(context) as app:
        app.paper_sheets.write_template(ExamId(exam_id), file)
    click.echo("已写入。")


def _family(layouts: dict[str, KeyingLayout]) -> set[PaperId]:
    return {layout.paper.row.id for layout in layouts.values()}


def _say_people(pairs: list[tuple[FileRow, MarkedRow]]) -> None:
    say_table(
        ("姓名", "编号", "卷别", "得分", "总分", "结果"),
        [
            (
                one.name,
                one.tail,
                row.variant,
                format_points(row.points),
                format_points(row.total),
                _verdict(row),
            )
            for one, row in pairs
        ],
    )


def _verdict(row: MarkedRow) -> str:
    if row.waiting:
        return f"待评阅 {row.waiting} 题"
    return "合格" if row.passed else "不合格"


def _person(one: FileRow, row: MarkedRow) -> dict[str, Any]:
    return {
        "line": one.line,
        "name": one.name,
        "number": one.tail,
        "variant": row.variant,
        "points": row.points / 10,
        "total": row.total / 10,
        "passed": row.passed,
        "waiting": row.waiting,
        "items": [_item(item) for item in row.items],
    }


def _item(item: MarkedItem) -> dict[str, Any]:
    return {
        "number": item.number,
        "response": item.response,
        "points": item.points / 10,
        "max": item.max_points / 10,
        "sentence": item.sentence,
        "waiting": item.waiting,
    }
