"""``jyguide person``: one person's file, his posts, and people entered twice."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import click

from jyguide.access.disclosure import DisclosureKind
from jyguide.app import Application
from jyguide.cli.session import Refusal, json_option, opened, say_json, say_table
from jyguide.ids import PersonId
from jyguide.people.merging import (
    CHOICES,
    LEFT,
    RIGHT,
    chosen_facts,
    differing,
    masked_text,
    value_text,
)
from jyguide.people.person import PERSON_ROLE_NAMES, PersonRole
from jyguide.people.posting import PostingRow, Transfer
from jyguide.people.row import INSTRUCTOR_KIND_NAMES, PersonRow

WHO = click.argument("who")
DAY = click.DateTime(["%Y-%m-%d"])
_SIDES = {"1": LEFT, "2": RIGHT}


@click.group(help="一个人的档案、任职、调动和重复登记。")
def person() -> None:
    """One person's file, transfers and doubles."""


def found(app: Application, who: str) -> PersonRow:
    """The one person meant: by key, ID number, or name (or the start of it in pinyin)."""
    rows = app.people.people()
    for means in (
        lambda row: str(row.id) == who.lower(),
        lambda row: row.id_number == who.upper(),
        lambda row: row.name == who,
    ):
        chosen = [row for row in rows if means(row)]
        if len(chosen) == 1:
            return chosen[0]
        if chosen:
            raise Refusal(
                f"有 {len(chosen)} 个人叫“{who}”，没有改动。\n"
                "请改用编号（people list --json --ids）或身份证号。"
            )
    raise Refusal(f"没有找到“{who}”。\n请核对姓名，或改用身份证号。")


@person.command(help="显示一个人的档案：WHO 是姓名、身份证号或编号。")
@WHO
@click.option("--full", is_flag=True, help="身份证号和手机号不遮盖。")
@json_option
@click.pass_context
def show(context: click.Context, who: str, *, full: bool, as_json: bool) -> None:
    """Show somebody's file."""
    with opened(context) as app:
        row = found(app, who)
        if full:
            app.disclosures.record(DisclosureKind.SEEN, "命令行显示人员档案", 1, row.id)
        file = _file(app, row, full=full)
    if as_json:
        say_json(file)
        return
    for name, text in file["facts"].items():
        click.echo(f"{name}\t{text or '—'}")
    for name, lines in (
        ("任职", file["postings"]),
        ("培训", file["trainings"]),
        ("考试", file["exams"]),
        ("证书", file["certificates"]),
    ):
        click.echo(f"{name}（{len(lines)}）")
        for line in lines:
            click.echo("\t".join(str(part or "") for part in line.values()))


def _file(app: Application, row: PersonRow, *, full: bool) -> dict[str, Any]:
    numbers = (row.id_number, row.phone) if full else (row.masked_id, row.masked_phone)
    facts = {title: value_text(row, name) for name, title in CHOICES}
    facts |= {"身份证号": numbers[0], "手机号码": numbers[1]}
    if not full:
        facts |= {"出生日期": row.masked_birth, "备注": row.masked_note}
    records = app.person_records
    return {
        "id": str(row.id),
        "facts": facts,
        "postings": [_posting(one) for one in app.postings.of_person(row.id)],
        "trainings": [
            {
                "starts_on": one.starts_on.isoformat(),
                "title": one.title,
                "attendance": one.attendance.value if one.attendance is not None else None,
            }
            for one in records.trainings(row.id)
        ],
        "exams": [
            {
                "on": one.on.isoformat(),
                "title": one.title,
                "mark": one.mark_text,
                "outcome": one.outcome,
            }
            for one in records.exams(row.id)
        ],
        "certificates": [
            {"number": one.number, "issued_on": one.issued_on.isoformat()}
            for one in app.certificates.certificates(person_id=row.id)
        ],
    }


def _posting(row: PostingRow) -> dict[str, Any]:
    facts = row.facts
    return {
        "began_on": facts.began_on.isoformat() if facts.began_on else None,
        "ended_on": facts.ended_on.isoformat() if facts.ended_on else None,
        "organisation": facts.organisation,
        "post": facts.post,
        "role": PERSON_ROLE_NAMES[facts.role],
        "station": row.station,
        "note": facts.note,
    }


@person.command(help="列出任职经历；不写 WHO 时列出 --on 那一天每个人在哪里。")
@click.argument("who", required=False)
@click.option("--on", "day", type=DAY, help="哪一天（如 2026-03-01）。")
@json_option
@click.pass_context
def posts(context: click.Context, who: str | None, day: datetime | None, *, as_json: bool) -> None:
    """List somebody's terms, or where everybody stood on a day."""
    if who is None and day is None:
        raise click.UsageError("请写明 WHO，或用 --on 指定日期。")
    with opened(context) as app:
        if who is not None:
            lines = [_posting(row) for row in app.postings.of_person(found(app, who).id)]
        else:
            assert day is not None  # noqa: S101 - checked above
            lines = _standing(app, day.date())
    if as_json:
        say_json(lines)
    else:
        say_table(
            list(lines[0]) if lines else ("没有记录",), [list(one.values()) for one in lines]
        )


def _standing(app: Application, day: date) -> list[dict[str, Any]]:
    stood = app.postings.as_of(day)
    return [
        {
            "name": row.name,
            "organisation": stood[row.id].organisation,
            "post": stood[row.id].post,
            "station": stood[row.id].station,
        }
        for row in app.people.people()
        if row.id in stood
    ]


@person.command(help="调动一人或多人；不写的各项不变。")
@click.argument("who", nargs=-1, required=True)
@click.option("--on", "day", type=DAY, required=True, help="从哪天起（如 2026-03-01）。")
@click.option("--reason", required=True, help="原因，如“换届”。")
@click.option("--organisation", help="新的单位名称。")
@click.option("--post", help="新的职务。")
@click.option("--role", type=click.Choice([role.value for role in PersonRole]), help="人员类别。")
@click.option("--station", help="调到哪个指导站（只有市级可以办理）。")
@click.pass_context
def transfer(  # noqa: PLR0913, PLR0917 - click passes each option by name
    context: click.Context,
    who: tuple[str, ...],
    day: datetime,
    reason: str,
    organisation: str | None,
    post: str | None,
    role: str | None,
    station: str | None,
) -> None:
    """Move people from a day on."""
    with opened(context) as app:
        keys = [found(app, one).id for one in who]
        places = [
            row
            for row in app.organisations.rows()
            if organisation in (row.name, "/".join(row.path))
        ]
        move = Transfer(
            on=day.date(),
            reason=reason,
            organisation_id=places[0].id if len(places) == 1 else None,
            organisation=None if len(places) == 1 else organisation,
            post=post,
            role=None if role is None else PersonRole(role),
            station=station,
        )
        app.postings.transfer(keys, move)
        later = day.date() > app.clock().date()
    click.echo(
        f"已登记 {len(keys)} 人，{day:%Y-%m-%d} 起调动。" if later else f"已调动 {len(keys)} 人。"
    )


@person.command(help="查重：列出可能是同一个人的记录和理由。")
@json_option
@click.pass_context
def doubles(context: click.Context, *, as_json: bool) -> None:
    """List people who may have been entered twice."""
    with opened(context) as app:
        pairs = app.doubles.pairs()
        tallies = app.doubles.tallies(list({key for pair in pairs for key in pair.key}))
    lines = [
        {
            "first": str(pair.first.id),
            "second": str(pair.second.id),
            "names": f"{pair.first.name} / {pair.second.name}",
            "stations": f"{pair.first.station} / {pair.second.station}",
            "why": pair.why,
            "kinds": " / ".join(
                INSTRUCTOR_KIND_NAMES.get(row.kind, "") or "—" for row in (pair.first, pair.second)
            ),
            "has": f"{tallies[pair.first.id].text} / {tallies[pair.second.id].text}",
        }
        for pair in pairs
    ]
    if as_json:
        say_json(lines)
    else:
        say_table(
            ("甲", "乙", "姓名", "指导站", "理由", "类别", "各有"),
            [list(one.values()) for one in lines],
        )


@person.command(help="把两条记录合并成一个人；不指定的各项按内容较全的一边留下。")
@click.argument("first")
@click.argument("second")
@click.option(
    "--take",
    multiple=True,
    metavar="项=1|2",
    help=f"某一项留下第几人的：{'、'.join(name for name, _ in CHOICES)}。可写多次。",
)
@json_option
@click.pass_context
def merge(
    context: click.Context, first: str, second: str, take: tuple[str, ...], *, as_json: bool
) -> None:
    """Merge two people."""
    sides = dict(map(_side, take))
    with opened(context) as app:
        left, right = found(app, first), found(app, second)
        differs = differing(left, right)
        seen = {row.id: row.version for row in (left, right)}
        keep = app.doubles.merge(left.id, right.id, chosen_facts(left, right, sides), seen)
        kept = app.people.person(keep)
    if as_json:
        say_json({"id": str(keep), "differed": list(differs)})
        return
    click.echo(f"已合并为“{kept.name}”（{kept.id}）。可用 jyguide undo 撤销。")
    titles = dict(CHOICES)
    for name in differs:
        click.echo(f"{titles[name]}\t留下：{masked_text(kept, name)}")


def _side(text: str) -> tuple[str, int]:
    name, _, side = text.partition("=")
    if name not in dict(CHOICES) or side not in _SIDES:
        raise click.BadParameter(f"看不懂“{text}”，请写成如 phone=1。", param_hint="--take")
    return name, _SIDES[side]


@person.command(help="记住两条记录不是同一个人，查重不再提示。")
@click.argument("first")
@click.argument("second")
@click.pass_context
def apart(context: click.Context, first: str, second: str) -> None:
    """Remember that two are two."""
    with opened(context) as app:
        one, other = found(app, first), found(app, second)
        app.doubles.keep_apart(PersonId(one.id), PersonId(other.id))
    click.echo(f"已记住“{one.name}”和“{other.name}”不是同一个人。")
