"""``jyguide exam arrange``, and what the proctor does: ``unlock``, ``extra-time``, ``void``."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import Path

import click

from jyguide.app import Application
from jyguide.cli.session import FILE, json_option, opened, say_json, say_table
from jyguide.cli.training import one_person
from jyguide.documents.word import write_word
from jyguide.errors import RuleError
from jyguide.exam.row import CandidateRow, ExamRules, Reveal
from jyguide.ids import AttemptId, ExamId, PaperId, SessionId

_EXAM = click.argument("exam_id", metavar="EXAM", type=click.UUID)
_PERSON = click.argument("person", metavar="PERSON")
_REASON = click.option("--reason", required=True, help="监考人员和原因，记入监考记录。")


@click.command(help="为一期培训安排考试，输出考试编号。")
@click.argument("paper", type=click.UUID)
@click.argument("session", type=click.UUID)
@click.option("--title", required=True, help="考试名称。")
@click.option("--code", default="", help="监考码，4 至 8 位数字。")
@click.option("--locks", is_flag=True, help="离开考试窗口即锁定试卷。")
@click.option("--reveal", is_flag=True, help="交卷后当场显示本人成绩。")
@click.option("--makeup-of", type=click.UUID, help="补考：原考试的编号。")
@click.pass_context
def arrange(  # noqa: PLR0913 - click passes every option by name
    context: click.Context,
    paper: uuid.UUID,
    session: uuid.UUID,
    *,
    title: str,
    code: str,
    locks: bool,
    reveal: bool,
    makeup_of: uuid.UUID | None,
) -> None:
    """Put a paper before the people of a session, or those who failed another exam."""
    rules = ExamRules(
        code,
        locks,
        Reveal.AT_ONCE if reveal else Reveal.LATER,
        ExamId(makeup_of) if makeup_of else None,
    )
    with opened(context) as app:
        click.echo(app.sittings.open_exam(PaperId(paper), title, SessionId(session), rules))


@click.command(help="解锁一个人的试卷。PERSON 是姓名、拼音或身份证号。")
@_EXAM
@_PERSON
@_REASON
@click.pass_context
def unlock(context: click.Context, exam_id: uuid.UUID, person: str, *, reason: str) -> None:
    """Let a locked paper take answers again."""
    with opened(context) as app:
        app.proctoring.unlock(_attempt(app, exam_id, person, _current), reason)
    click.echo("已解锁。")


@click.command("extra-time", help="给一个人补时。")
@_EXAM
@_PERSON
@click.argument("minutes", type=int)
@_REASON
@click.pass_context
def extra_time(
    context: click.Context, exam_id: uuid.UUID, person: str, minutes: int, *, reason: str
) -> None:
    """Grant minutes on top."""
    with opened(context) as app:
        attempt_id = _attempt(app, exam_id, person, _current)
        app.proctoring.extra_time(attempt_id, minutes, reason)
    click.echo(f"已补时 {minutes} 分钟。")


@click.command(help="作废一个人的答卷；本人可以重新作答。")
@_EXAM
@_PERSON
@_REASON
@click.pass_context
def void(context: click.Context, exam_id: uuid.UUID, person: str, *, reason: str) -> None:
    """Declare an attempt void."""
    with opened(context) as app:
        app.proctoring.void(_attempt(app, exam_id, person, _current), reason)
    click.echo("已作废。")


@click.command(help="恢复一个人作废的答卷。")
@_EXAM
@_PERSON
@_REASON
@click.pass_context
def restore(context: click.Context, exam_id: uuid.UUID, person: str, *, reason: str) -> None:
    """Let a void attempt count again."""
    with opened(context) as app:
        app.proctoring.restore(_attempt(app, exam_id, person, _voided), reason)
    click.echo("已恢复。")


@click.command(help="替离场的人收卷，按已答的内容评分。")
@_EXAM
@_PERSON
@_REASON
@click.pass_context
def collect(context: click.Context, exam_id: uuid.UUID, person: str, *, reason: str) -> None:
    """Hand in for somebody who is gone."""
    with opened(context) as app:
        app.proctoring.collect(_attempt(app, exam_id, person, _current), reason)
    click.echo("已收卷。")


@click.command(help="监考记录：列出，或写成 Word 文件。")
@_EXAM
@click.argument("person", metavar="PERSON", default="")
@click.option("--docx", type=FILE, help="监考记录文件。")
@json_option
@click.pass_context
def events(
    context: click.Context, exam_id: uuid.UUID, person: str, *, docx: Path | None, as_json: bool
) -> None:
    """List what happened in the room, to one person or to all."""
    with opened(context) as app:
        lines = app.proctoring.events(ExamId(exam_id))
        if person:
            row = _candidate(app, exam_id, person)
            his = {row.attempt_id, *row.voided}
            lines = [line for line in lines if line.attempt_id in his]
        if docx:
            write_word(app.proctoring.record_document(ExamId(exam_id)), docx)
    if as_json:
        say_json(
            [
                {
                    "at": line.at.isoformat(timespec="seconds"),
                    "name": line.name,
                    "attempt": str(line.attempt_id),
                    "kind": line.kind.value if line.kind else "",
                    "what": line.what,
                    "seconds": line.seconds,
                    "note": line.note,
                }
                for line in lines
            ]
        )
        return
    say_table(
        ("时间", "考生", "发生了什么", "说明"),
        [(f"{line.at:%Y-%m-%d %H:%M:%S}", line.name, line.what, line.note) for line in lines],
    )


def _candidate(app: Application, exam_id: uuid.UUID, person: str) -> CandidateRow:
    rows = {row.person_id: row for row in app.sittings.candidates(ExamId(exam_id))}
    return rows[one_person(app, person, rows)]


def _attempt(
    app: Application,
    exam_id: uuid.UUID,
    person: str,
    which: Callable[[CandidateRow], AttemptId | None],
) -> AttemptId:
    row = _candidate(app, exam_id, person)
    found = which(row)
    if found is None:
        raise RuleError(f"“{row.name}”没有这样的答卷，没有改动。", hint="请先看 exam events。")
    return found


def _current(row: CandidateRow) -> AttemptId | None:
    return row.attempt_id


def _voided(row: CandidateRow) -> AttemptId | None:
    return row.voided[-1] if row.voided else None
