"""``jyguide exam``."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import click

from jyguide.bank.item import ItemKind
from jyguide.cli.answers import hand_in, mark, waiting
from jyguide.cli.session import FILE, SEED, json_option, opened, say_json, say_table, sentences
from jyguide.documents.word import write_word
from jyguide.errors import RuleError
from jyguide.exam.blueprint import Blueprint, BlueprintLine
from jyguide.exam.marking import MarkingRule, MultipleRule
from jyguide.exam.paper import BlueprintPlan
from jyguide.exam.points import format_points, parse_points
from jyguide.exam.report import verdict
from jyguide.exam.row import ExamState, ResultRow
from jyguide.ids import ExamId, PaperId, SessionId


@click.group(help="组卷、考试、成绩。")
def exam() -> None:
    """Papers and exams."""


for command in (hand_in, waiting, mark):
    exam.add_command(command)


@exam.command(help="按蓝图组卷，输出试卷编号。每行：题型:题数:每题分值[:类别[:难度]]。")
@click.argument("lines", nargs=-1, required=True)
@click.option("--title", required=True, help="试卷名称。")
@click.option("--seed", type=SEED, required=True, help="随机种子；同一种子可再次组出同一张卷。")
@click.option("--pass", "pass_points", required=True, help="及格分。")
@click.option("--minutes", type=click.IntRange(min=1), required=True, help="考试时长（分钟）。")
@click.option(
    "--multiple",
    type=click.Choice([rule.value for rule in MultipleRule]),
    default=MultipleRule.HALF_WHEN_INCOMPLETE.value,
    show_default=True,
    help="多选题评分规则。",
)
@click.option("--shuffle/--no-shuffle", default=True, show_default=True, help="打乱选项。")
@click.pass_context
def draw(  # noqa: PLR0913 - click passes every option by name
    context: click.Context,
    lines: tuple[str, ...],
    *,
    title: str,
    seed: int,
    pass_points: str,
    minutes: int,
    multiple: str,
    shuffle: bool,
) -> None:
    """Draw a paper and print its key."""
    parsed = tuple(_line(text) for text in lines)
    with sentences():
        blueprint = Blueprint(parsed, parse_points(pass_points), minutes, shuffle)
    plan = BlueprintPlan(title, blueprint, MarkingRule(MultipleRule(multiple)))
    with opened(context) as app:
        click.echo(app.papers.draw(plan, title, seed))


def _line(text: str) -> BlueprintLine:
    try:
        kind, count, points, category, difficulty = [*text.split(":"), "", ""][:_PARTS]
        line = BlueprintLine(
            ItemKind(kind), int(count), parse_points(points), category, int(difficulty or 0)
        )
    except (ValueError, RuleError):
        line = None
    if (
        line is None
        or text.count(":") >= _PARTS
        or line.count < 1
        or line.difficulty not in _DIFFICULTIES
    ):
        raise click.BadParameter(f"“{text}”看不懂；应写作 single:20:2 或 single:5:2:党费管理:3。")
    return line


_PARTS = 5
_DIFFICULTIES = (0, 1, 2, 3)


@exam.command(help="列出试卷。")
@json_option
@click.pass_context
def papers(context: click.Context, *, as_json: bool) -> None:
    """List papers, the newest first."""
    with opened(context) as app:
        rows = app.papers.papers()
    if as_json:
        say_json(
            [
                {
                    "id": str(row.id),
                    "title": row.title,
                    "seed": row.seed,
                    "items": row.items,
                    "total": row.total_points / 10,
                    "pass": row.pass_points / 10,
                    "minutes": row.minutes,
                }
                for row in rows
            ]
        )
        return
    say_table(
        ("编号", "名称", "种子", "题数", "总分", "及格", "分钟"),
        [
            (
                row.id,
                row.title,
                row.seed,
                row.items,
                format_points(row.total_points),
                format_points(row.pass_points),
                row.minutes,
            )
            for row in rows
        ],
    )


@exam.command(help="把试卷和答案写成 Word 文件。")
@click.argument("paper", type=click.UUID)
@click.option("--paper-file", type=FILE, help="试卷文件。")
@click.option("--answers", type=FILE, help="答案文件。")
@click.pass_context
def write(
    context: click.Context, paper: uuid.UUID, *, paper_file: Path | None, answers: Path | None
) -> None:
    """Write a paper and its key."""
    if not (paper_file or answers):
        raise click.UsageError("请至少指定 --paper-file 或 --answers 之一。")
    with opened(context) as app:
        if paper_file:
            write_word(app.papers.paper_document(PaperId(paper)), paper_file)
        if answers:
            write_word(app.papers.key_document(PaperId(paper)), answers)
    click.echo("已写入。")


@exam.command(help="为一期培训安排考试，输出考试编号。")
@click.argument("paper", type=click.UUID)
@click.argument("session", type=click.UUID)
@click.option("--title", required=True, help="考试名称。")
@click.pass_context
def arrange(context: click.Context, paper: uuid.UUID, session: uuid.UUID, *, title: str) -> None:
    """Put a paper before the people of a session."""
    with opened(context) as app:
        click.echo(app.sittings.open_exam(PaperId(paper), title, SessionId(session)))


@exam.command("list", help="列出考试。")
@json_option
@click.pass_context
def list_(context: click.Context, *, as_json: bool) -> None:
    """List exams, the newest first."""
    with opened(context) as app:
        rows = app.sittings.exams()
    if as_json:
        say_json(
            [
                {
                    "id": str(row.id),
                    "title": row.title,
                    "state": row.state.value,
                    "paper": str(row.paper_id),
                    "session": str(row.session_id),
                    "attempts": row.attempts,
                    "handed_in": row.handed_in,
                }
                for row in rows
            ]
        )
        return
    say_table(
        ("编号", "名称", "培训", "开始答题", "已交卷"),
        [(row.id, row.title, row.session_title, row.attempts, row.handed_in) for row in rows],
    )


@exam.command(help="结束考试；--reopen 重新开放。")
@click.argument("exam_id", metavar="EXAM", type=click.UUID)
@click.option("--reopen", is_flag=True, help="重新开放。")
@click.pass_context
def close(context: click.Context, exam_id: uuid.UUID, *, reopen: bool) -> None:
    """Close an exam, or open it again."""
    with opened(context) as app:
        app.sittings.set_state(ExamId(exam_id), ExamState.OPEN if reopen else ExamState.CLOSED)
    click.echo("考试已重新开放。" if reopen else "考试已结束。")


@exam.command(help="成绩：列出，或写成 Excel 成绩单。")
@click.argument("exam_id", metavar="EXAM", type=click.UUID)
@click.option("--xlsx", type=FILE, help="成绩单文件。")
@json_option
@click.pass_context
def results(
    context: click.Context, exam_id: uuid.UUID, *, xlsx: Path | None, as_json: bool
) -> None:
    """List results, or write them into a workbook."""
    with opened(context) as app:
        rows = app.results.results(ExamId(exam_id))
        if xlsx:
            app.results.write_workbook(ExamId(exam_id), xlsx)
    if as_json:
        say_json([_result(row) for row in rows])
        return
    say_table(
        ("姓名", "单位", "得分", "总分", "结果"),
        [
            (
                row.name,
                row.organisation or row.station,
                format_points(row.points),
                format_points(row.total_points),
                verdict(row),
            )
            for row in rows
        ],
    )


def _result(row: ResultRow) -> dict[str, Any]:
    return {
        "attempt": str(row.attempt_id),
        "name": row.name,
        "points": row.points / 10,
        "total": row.total_points / 10,
        "passed": row.passed,
        "waiting": row.waiting,
        "seconds_used": row.seconds_used,
    }


@exam.command("analyse", help="逐题分析。")
@click.argument("exam_id", metavar="EXAM", type=click.UUID)
@json_option
@click.pass_context
def analyse(context: click.Context, exam_id: uuid.UUID, *, as_json: bool) -> None:
    """Print how good the items were."""
    with opened(context) as app:
        heads, rows = app.results.analysis_table(ExamId(exam_id))
    if as_json:
        say_json([dict(zip(heads, row, strict=True)) for row in rows])
        return
    say_table(heads, rows)
