"""``jyguide bank``: regulations, and the recall of what rests on their changed clauses."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from jyguide.bank.recall_notice import items_text
from jyguide.bank.regulation import (
    CertifiedPerson,
    ClauseRow,
    Impact,
    NewEdition,
    RegulationRow,
    UsedPaper,
    read_mark,
)
from jyguide.bank.row import ItemRow
from jyguide.cli.session import FILE, SEED, json_option, opened, say_json, say_table
from jyguide.errors import RuleError
from jyguide.ids import ItemId

DAY = click.DateTime(["%Y-%m-%d"])


@click.command("regulations", help="列出法规目录：版本、施行日期、被哪一版取代、有多少题。")
@json_option
@click.pass_context
def regulations(context: click.Context, *, as_json: bool) -> None:
    """List regulations."""
    with opened(context) as app:
        rows = app.regulations.regulations()
    if as_json:
        say_json([_regulation(row) for row in rows])
        return
    heads = ("代号", "名称", "版本", "施行日期", "状态", "题数", "需复核")
    say_table(heads, [_regulation_line(row) for row in rows])


@click.command("revise-regulation", help="登记一部法规的新版，并标记变了的条款（市级用）。")
@click.argument("code")
@click.option("--edition", required=True, help="新版本，如“2026年5月11日发布”。")
@click.option("--in-force", type=DAY, default=None, help="施行日期，如 2026-05-11。")
@click.option("--title", default="", help="名称有变化时写新的名称。")
@click.option("--note", default="", help="说明。")
@click.option(
    "--clause",
    "clauses",
    multiple=True,
    help="变了的条款：第十三条[=第十四条][：变化]；整部法规都要复核写“全部”。可以写多次。",
)
@click.pass_context
def revise_regulation(  # noqa: PLR0913 - a form has its fields
    context: click.Context,
    code: str,
    *,
    edition: str,
    in_force: datetime | None,
    title: str,
    note: str,
    clauses: tuple[str, ...],
) -> None:
    """Put a new edition on the list and mark the clauses it changes."""
    with opened(context) as app:
        row = app.regulations.regulation(code)
        marks = [read_mark(text) for text in clauses]
        day = in_force.date() if in_force else None
        new = NewEdition(title or row.title, edition, day, note)
        app.regulations.revise(row.id, new, marks)
        impact = app.regulations.impact(row.id)
    click.echo(f"已登记《{new.title}》“{edition}”，标记 {len(marks)} 处条款。{_summary(impact)}")


@click.command("recall", help="一部法规的条款变了以后：需复核的题、用过的试卷、要告知的人。")
@click.argument("code")
@click.option("--notice", type=FILE, default=None, help="把要告知的人写成 Word 名单。")
@json_option
@click.pass_context
def recall(context: click.Context, code: str, notice: Path | None, *, as_json: bool) -> None:
    """Say what the changed clauses of a superseded edition concern."""
    with opened(context) as app:
        row = app.regulations.regulation(code)
        impact = app.regulations.impact(row.id)
        if notice is not None:
            app.regulations.write_notice(row.id, notice)
    if as_json:
        say_json(_impact(impact))
        return
    click.echo(_summary(impact))
    for item in impact.waiting:
        click.echo(f"需复核\t{item.short_name}\t{item.content.article}\t{_stem(item)}")
    for paper in impact.papers:
        where = paper.exam or "没有用于考试"
        click.echo(
            f"试卷\t{paper.title}\t{where}\t{paper.held_on or ''}\t{items_text(paper.items)}"
        )
    for person in impact.people:
        about = (person.station, person.name, person.number, str(person.sat_on or ""))
        click.echo("\t".join(("告知", *about, items_text(person.items))))


@click.command("confirm", help="复核无误：题目不改，改引现行版本。")
@click.argument("numbers", nargs=-1, required=True)
@click.option("--article", default=None, help="条款现在的条号，如“第十四条”。")
@click.option(
    "--source", default="", help="题的来源：统一题库或文件名；几个来源有同号的题时要写。"
)
@click.pass_context
def confirm(
    context: click.Context, numbers: tuple[str, ...], article: str | None, source: str
) -> None:
    """Let items found right in their old words cite the edition in force."""
    with opened(context) as app:
        rows = [row for row in app.bank.items() if row.recalled is not None]
        count = app.regulations.confirm(_waiting(rows, numbers, source), article)
    click.echo(f"已复核 {count} 题，改引现行版本，考试可以再抽到。")


@click.command("carry-over", help="把条款没有变的题沿用到新版。")
@click.argument("code")
@click.option("--moved", multiple=True, help="条号有变动的：22=26。可以写多次。")
@click.pass_context
def carry_over(context: click.Context, code: str, moved: tuple[str, ...]) -> None:
    """Let items on clauses that did not change cite the next edition."""
    with opened(context) as app:
        row = app.regulations.regulation(code)
        count = app.regulations.carry_over(row.id, dict(map(_pair, moved)))
    click.echo(f"已把 {count} 题沿用到“{row.successor_name}”。")


@click.command("refresher", help="从变了的条款抽一份十题重学卷，可以打印，也可以上机考。")
@click.argument("code")
@click.option("--seed", type=SEED, required=True, help="抽题编号；同一编号抽出同一份试卷。")
@click.pass_context
def refresher(context: click.Context, code: str, seed: int) -> None:
    """Draw ten questions on the changed clauses."""
    with opened(context) as app:
        made = app.refreshers.draw(app.regulations.regulation(code).id, seed)
    click.echo(f"已组卷“{made.title}”：{made.items} 题，其中 {made.on_changes} 题考变了的条款。")


def _regulation(row: RegulationRow) -> dict[str, Any]:
    return {
        "code": row.code,
        "title": row.title,
        "edition": row.edition,
        "in_force_from": row.in_force_from,
        "replaced": row.replaced,
        "superseded_by": row.successor_name or None,
        "items": row.items,
        "recalled": row.recalled,
        "changes": row.changes,
        "note": row.note,
    }


def _regulation_line(row: RegulationRow) -> tuple[Any, ...]:
    state = "现行" if row.in_force else f"已由“{row.successor_name}”取代"
    shown = (row.code, row.title, row.edition, row.in_force_from, state)
    return (*shown, row.items, row.recalled)


def _summary(impact: Impact) -> str:
    told = f"需复核 {len(impact.waiting)} 题，已复核 {len(impact.reviewed)} 题"
    told += f"，条款未变 {len(impact.untouched)} 题"
    return f"{told}；用过的试卷 {len(impact.papers)} 份，要告知 {len(impact.people)} 人次。"


def _impact(impact: Impact) -> dict[str, Any]:
    return {
        "regulation": _regulation(impact.regulation),
        "clauses": [_clause(one) for one in impact.clauses],
        "waiting": [_item(one) for one in impact.waiting],
        "reviewed": [_item(one) for one in impact.reviewed],
        "untouched": len(impact.untouched),
        "papers": [_paper(one) for one in impact.papers],
        "people": [_person(one) for one in impact.people],
    }


def _clause(one: ClauseRow) -> dict[str, Any]:
    mark = one.mark
    told = {"article": mark.article, "new_article": mark.new_article, "note": mark.note}
    return {**told, "marked_on": one.marked_on, "items": one.items}


def _item(row: ItemRow) -> dict[str, Any]:
    return {
        "number": row.number,
        "source": row.source,
        "article": row.content.article,
        "stem": row.content.stem,
    }


def _paper(one: UsedPaper) -> dict[str, Any]:
    return {
        "title": one.title,
        "exam": one.exam,
        "session": one.session,
        "held_on": one.held_on,
        "items": list(one.items),
    }


def _person(one: CertifiedPerson) -> dict[str, Any]:
    return {
        "name": one.name,
        "station": one.station,
        "certificate": one.number,
        "exam": one.exam,
        "sat_on": one.sat_on,
        "items": list(one.items),
    }


def _stem(row: ItemRow) -> str:
    return row.content.stem.replace("\n", " ")


def _waiting(rows: list[ItemRow], numbers: tuple[str, ...], source: str) -> list[ItemId]:
    """The items that are meant, each once."""
    here = [row for row in rows if source in ("", row.source, row.source_name)]
    return list(dict.fromkeys(_the_one(here, number) for number in numbers))


def _the_one(rows: list[ItemRow], number: str) -> ItemId:
    found = [row for row in rows if row.number == number]
    if not found:
        raise RuleError(
            f"没有需复核的第 {number} 题，没有改动。",
            hint="请用 jyguide bank recall 代号 查看需复核的题；写了 --source 的，请核对来源。",
        )
    if len(found) > 1:
        named = "、".join(f"“{row.source_name}”" for row in found)
        raise RuleError(
            f"第 {number} 题不止一道：{named}都有，没有改动。",
            hint="请用 --source 写明是哪个来源的题。",
        )
    return found[0].id


def _pair(text: str) -> tuple[int, int]:
    old, _, new = text.partition("=")
    if not (old.isdecimal() and new.isdecimal()):
        raise RuleError(f"“{text}”看不懂，没有改动。", hint="请写成 旧条号=新条号，例如 22=26。")
    return int(old), int(new)


REGULATION = (regulations, revise_regulation, recall, confirm, carry_over, refresher)
"""Commands that the group takes in."""
