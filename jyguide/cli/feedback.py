"""Commands on feedback slips, lecturers and the record of a session."""

from __future__ import annotations

import re
import uuid
from pathlib import Path

import click

from jyguide.cli.session import (
    FILE,
    json_option,
    opened,
    say_json,
    say_table,
    sentences,
    write_document,
)
from jyguide.cli.table_import import fail_for_refused
from jyguide.documents.dates import tenths_text
from jyguide.errors import RuleError
from jyguide.exchange.table.plan import Decision, Policy
from jyguide.ids import SessionId
from jyguide.training.feedback import (
    QUESTION_NAMES,
    FeedbackReport,
    Slip,
    mean_text,
    read_ratings,
    report_lines,
    satisfied_text,
)
from jyguide.training.lecturer import TeachingLine

_HOURS = re.compile(r"\d{1,3}(?:\.\d)?", re.ASCII)


@click.group(help="反馈表：打印、录入、统计。")
def feedback() -> None:
    """Feedback slips."""


@feedback.command("add", help="录入一份反馈表：编号和五个数字，如 3 55454；没有填的题按 0。")
@click.argument("session", type=click.UUID)
@click.argument("number", type=int)
@click.argument("digits")
@click.option("--praise", default="", help="满意之处。")
@click.option("--wishes", default="", help="意见建议。")
@click.option("--again", is_flag=True, help="更正已经录入的这一份。")
@click.pass_context
def add(  # noqa: PLR0913 - click passes every option by name
    context: click.Context,
    session: uuid.UUID,
    number: int,
    digits: str,
    *,
    praise: str,
    wishes: str,
    again: bool,
) -> None:
    """Keep one slip."""
    with sentences():
        slip = Slip(number, read_ratings(digits), praise, wishes)
    with opened(context) as app:
        app.feedback.put(SessionId(session), slip, again=again)
    click.echo(f"第 {number} 份已录入。")


@feedback.command(help="反馈统计；不足五份不作统计。")
@click.argument("session", type=click.UUID)
@json_option
@click.pass_context
def report(context: click.Context, session: uuid.UUID, *, as_json: bool) -> None:
    """Say what came of the slips."""
    with opened(context) as app:
        app.training.session(SessionId(session))
        found = app.feedback.report(SessionId(session))
    if as_json:
        say_json(_as_json(found))
        return
    if found.enough:
        say_table(
            ("项目", "平均", "满意率", "很满意", "满意", "一般", "不太满意", "不满意", "没有填"),
            [
                (
                    QUESTION_NAMES[row.question],
                    mean_text(row),
                    satisfied_text(row),
                    *(row.counts or ("",) * 5),
                    row.left_out,
                )
                for row in found.figures
            ],
        )
    click.echo(report_lines(found)[0] or "还没有录入反馈表。")
    for label, remarks in (("满意之处", found.praise), ("意见建议", found.wishes)):
        for remark in remarks:
            click.echo(f"{label}\t{remark}")


@feedback.command(help="生成反馈表（一张 A4 两份），写成 Word 或 PDF，看文件名的结尾。")
@click.argument("session", type=click.UUID)
@click.argument("count", type=int)
@click.argument("file", type=FILE)
@click.pass_context
def sheet(context: click.Context, session: uuid.UUID, count: int, file: Path) -> None:
    """Write slips to hand out."""
    with opened(context) as app:
        write_document(app.feedback.sheet(SessionId(session), count), file)
    click.echo(f"{count} 份反馈表已写入“{file}”。")


@feedback.command("import", help="从 Excel 导入反馈表；编号已有的按文件更新，--skip 则跳过。")
@click.argument("session", type=click.UUID)
@click.argument("file", type=FILE)
@click.option("--skip", is_flag=True, help="编号已经录入过的跳过。")
@click.pass_context
def import_(context: click.Context, session: uuid.UUID, file: Path, *, skip: bool) -> None:
    """Take in slips from a table."""
    with opened(context) as app:
        files = app.feedback_files(SessionId(session))
        plan = files.plan(file)
        decision = Decision(Policy.SKIP if skip else Policy.UPDATE)
        result = files.take_in(plan, decision)
    click.echo(
        f"新增 {result.imported} 份，更新 {result.updated} 份，"
        f"没有变化 {result.unchanged} 份，跳过 {result.skipped} 份。"
    )
    fail_for_refused(plan)


@click.command(help="师资库，和一年里各人授课的场次、学时。")
@click.option("--year", type=click.IntRange(2000, 2099), default=None, help="年份；不写即今年。")
@json_option
@click.pass_context
def lecturers(context: click.Context, year: int | None, *, as_json: bool) -> None:
    """List lecturers with what they taught."""
    with opened(context) as app:
        rows = app.teaching.lecturers(year)
    if as_json:
        say_json(
            [
                {
                    "id": str(row.id),
                    "name": row.facts.name,
                    "unit": row.facts.unit,
                    "title": row.facts.title,
                    "sessions": row.sessions,
                    "hours": row.hours,
                }
                for row in rows
            ]
        )
        return
    say_table(
        ("姓名", "单位", "职务/职称", "场次", "学时"),
        [
            (row.facts.name, row.facts.unit, row.facts.title, row.sessions, tenths_text(row.hours))
            for row in rows
        ],
    )


@click.command(
    help="登记授课：--by 姓名:课题:学时，可写多次；课题、学时可省；新名字自动加入师资库。"
)
@click.argument("session", type=click.UUID)
@click.option("--by", "lines", multiple=True, required=True, help="如 王老师:党章:4。")
@click.pass_context
def teach(context: click.Context, session: uuid.UUID, lines: tuple[str, ...]) -> None:
    """Say who teaches in a session, in place of what was said before."""
    with sentences():
        shares = [_share(line) for line in lines]
    with opened(context) as app:
        app.teaching.assign(SessionId(session), shares)
    click.echo(f"已登记 {len(shares)} 位授课人。")


@click.command(help="培训记录，写成 Word 或 PDF，看文件名的结尾。")
@click.argument("session", type=click.UUID)
@click.argument("file", type=FILE)
@click.option("--summary", default=None, help="先把这段话写进培训纪要。")
@click.pass_context
def record(context: click.Context, session: uuid.UUID, file: Path, summary: str | None) -> None:
    """Write the record of a session."""
    with opened(context) as app:
        if summary is not None:
            app.records.write_summary(SessionId(session), summary)
        write_document(app.records.record(SessionId(session)), file)
    click.echo(f"培训记录已写入“{file}”。")


def _share(line: str) -> TeachingLine:
    name, _, rest = line.replace("：", ":").partition(":")
    topic, colon, hours = rest.rpartition(":")
    if not colon and not _HOURS.fullmatch(hours):
        topic, hours = hours, ""
    if hours and not _HOURS.fullmatch(hours):
        raise RuleError(
            f"“{hours}”不是学时，没有登记。", hint="请填 0 或正数，最多一位小数，如 4 或 3.5。"
        )
    return TeachingLine(None, name.strip(), topic.strip(), round(float(hours or 0) * 10))


def _as_json(found: FeedbackReport) -> dict[str, object]:
    return {
        "slips": found.slips,
        "figures": [
            {
                "question": row.question.value,
                "answered": row.answered,
                "left_out": row.left_out,
                "mean_hundredths": row.mean,
                "counts": row.counts,
            }
            for row in found.figures
        ],
        "praise": found.praise,
        "wishes": found.wishes,
    }


SESSION_COMMANDS: tuple[click.Command, ...] = (feedback, lecturers, teach, record)
"""Commands that stand under ``training``."""
