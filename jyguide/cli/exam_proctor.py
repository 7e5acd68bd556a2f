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


def _deed(
    name: str,
    text: str,
    deed: Callable[[Application], Callable[[AttemptId, str], object]],
    said: str,
    *,
    of_voided: bool = False,
) -> click.Command:
    """A command that does something to one person's attempt, with a reason."""

    @click.command(name, help=text)
    @_EXAM
    @_PERSON
    @_REASON
    @click.pass_context
    def run(context: click.Context, exam_id: uuid.UUID, person: str, *, reason: str) -> None:
        with opened(context) as app:
            deed(app)(_attempt(app, exam_id, person, of_voided=of_voided), reason)
        click.echo(said)

    return run


unlock = _deed(
    "unlock",
    "解锁一个人的试卷。PERSON 是姓名、拼音或身份证号。",
    lambda app: app.proctoring.unlock,
    "已解锁。",
)
void = _deed(
    "void", "作废一个人的答卷；本人可以重新作答。", lambda app: app.proctoring.void, "已作废。"
)
restore = _deed(
    "restore",
    "恢复一个人作废的答卷。",
    lambda app: app.proctoring.restore,
    "已恢复。",
    of_voided=True,
)
collect = _deed(
    "collect",
    "替离场的人收卷，按已答的内容评分。",
    lambda app: app.proctoring.collect,
    "已收卷。",
)


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
        attempt_id = _attempt(app, exam_id, person)
        app.proctoring.extra_time(attempt_id, minutes, reason)
    click.echo(f"已补时 {minutes} 分钟。")


@click.command(help="监考记录：列出，或写成 Word 文件。")
@_EXAM
@click.argument("person", metavar="[PERSON]", default="")
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
    app: Application, exam_id: uuid.UUID, person: str, *, of_voided: bool = False
) -> AttemptId:
    """The attempt that counts, or the last one declared void."""
    row = _candidate(app, exam_id, person)
    found = next(reversed(row.voided), None) if of_voided else row.attempt_id
    if found is None:
        raise RuleError(f"“{row.name}”没有这样的答卷，没有改动。", hint="请先看 exam events。")
    return found
