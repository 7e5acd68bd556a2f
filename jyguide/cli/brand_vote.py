"""``jyguide brand vote``: the yearly vote, keyed in from a table, counted, closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from jyguide.app import Application
from jyguide.brand.explaining import TieDecision, explained, scheme_sentences, tie_sentence
from jyguide.brand.kinds import STAGE_NAMES
from jyguide.brand.scheme import JuryGroup, VoteScheme, usual_scheme
from jyguide.brand.service.votes import Closing
from jyguide.brand.sheet import same_name
from jyguide.brand.vote import VoteBook, VoteFacts, VoteRow
from jyguide.cli.approval_options import ON, day_of, today_of
from jyguide.cli.session import (
    FILE,
    Refusal,
    json_option,
    opened,
    say_json,
    say_table,
    write_document,
    write_documents,
)
from jyguide.cli.table_import import (
    import_options,
    in_doubt,
    take_in,
    tell_taken,
    write_template,
)
from jyguide.documents.dates import tenths_text
from jyguide.errors import RuleError


@click.group(help="年度评选：评委打分、加权、回避、同分由人决定。评选写名称。")
def vote() -> None:
    """Votes."""


@vote.command("list", help="列出评选。")
@json_option
@click.pass_context
def list_(context: click.Context, *, as_json: bool) -> None:
    """List votes."""
    with opened(context) as app:
        rows = app.brand_votes.rows()
    if as_json:
        say_json([_about(row) for row in rows])
        return
    say_table(
        ("年度", "评选", "评选单位", "参评", "评分表", "录完", "情况"),
        [
            (
                row.facts.year,
                row.facts.name,
                row.office,
                len(row.candidates),
                row.sheets,
                row.whole,
                row.state,
            )
            for row in rows
        ],
    )


@vote.command(help="新建一次评选。")
@click.argument("name")
@click.option("--year", type=click.IntRange(2000, 2099), default=None, help="年度；不写即今年。")
@click.option("--group", "groups", multiple=True, help="评委组，如“专家评委=50”，可写多次。")
@click.option("--top", type=click.IntRange(1, 99), default=10, show_default=True, help="名额。")
@click.option(
    "--full-points",
    "full",
    type=click.IntRange(1, 1000),
    default=100,
    show_default=True,
    help="满分。",
)
@click.option("--trimmed", is_flag=True, help="五人以上的组去掉一个最高分和一个最低分。")
@click.option(
    "--stage", type=click.Choice(list(STAGE_NAMES.values())), default="定型", show_default=True,
    help="参评品牌至少要到的阶段。",
)  # fmt: skip
@click.pass_context
def add(context: click.Context, /, name: str, **given: Any) -> None:
    """Lay one down."""
    scheme = VoteScheme(
        groups=_groups(given["groups"]) or usual_scheme().groups,
        top=given["top"],
        full_points=given["full"] * 10,
        trimmed=given["trimmed"],
        stage=next(one for one, word in STAGE_NAMES.items() if word == given["stage"]),
    )
    with opened(context) as app:
        app.brand_votes.add(VoteFacts(name, given["year"] or today_of(app).year, scheme))
    click.echo(f"已新建“{name}”。")
    for sentence in scheme_sentences(scheme):
        click.echo(sentence)


@vote.command(help="确定参评品牌：写品牌名称，不写则全部达到要求的。")
@click.argument("name")
@click.argument("brands", nargs=-1)
@click.pass_context
def candidates(context: click.Context, name: str, brands: tuple[str, ...]) -> None:
    """Say who stands."""
    from jyguide.cli.brand import one_brand  # noqa: PLC0415 - that module imports this one

    with opened(context) as app:
        row = _one(app, name)
        able, not_yet = app.brand_votes.may_stand(row.facts.scheme)
        keys = [one_brand(app, text).id for text in brands] or [one.id for one in able]
        app.brand_votes.set_candidates(row.id, keys, row.version)
    click.echo(f"“{name}”参评品牌 {len(keys)} 个。")
    if not brands and not_yet:
        click.echo(f"另有 {len(not_yet)} 个品牌没有达到参评的阶段，没有列入。")


@vote.command("import", help="导入评委评分表：每位评委一行，每个品牌一列。")
@click.argument("name")
@import_options("已经录入的评分表")
@click.pass_context
def import_(context: click.Context, /, name: str, file: Path, **options: Any) -> None:
    """Take sheets in."""
    with opened(context) as app:
        plan, decision = take_in(app.jury_sheet_files(_one(app, name).id), file, options)
    faults = [*in_doubt(plan, decision), *plan.refused]
    said = "{done}：新增 {new} 张评分表，更新 {update} 张。"
    tell_taken(plan, decision, options, said, faults)


@vote.command("template", help="写一个空的评分表 Excel 模板，供录入后导入。")
@click.argument("name")
@click.argument("file", type=FILE)
@click.pass_context
def template(context: click.Context, name: str, file: Path) -> None:
    """Write an empty table."""
    write_template(context, file, lambda app: app.jury_sheet_files(_one(app, name).id))


@vote.command(help="把空白评分表写成 Word 或 PDF 文件，印给评委。")
@click.argument("name")
@click.argument("file", type=FILE)
@click.pass_context
def blank(context: click.Context, name: str, file: Path) -> None:
    """Write the blank sheet."""
    with opened(context) as app:
        write_document(app.brand_papers.jury_sheet(_one(app, name).id), file)
    click.echo(f"空白评分表已写入“{file}”。")


@vote.command(help="按现在的评分表试算，不公布。")
@click.argument("name")
@click.option("--why", is_flag=True, help="逐个说明。")
@json_option
@click.pass_context
def count(context: click.Context, name: str, *, why: bool, as_json: bool) -> None:
    """Say what the sheets come to now."""
    with opened(context) as app:
        book = app.brand_votes.book(_one(app, name).id)
    if as_json:
        say_json(_counted(book))
        return
    for one in book.count.standings:
        points = "未评" if one.points is None else tenths_text(one.points)
        click.echo(f"{one.place}\t{one.candidate.name}\t{one.candidate.organisation}\t{points}")
        for sentence in explained(one, book.count.scheme) if why else ():
            click.echo(f"\t{sentence}")
    for sentence in filter(None, (*book.open_sheets, tie_sentence(book.count))):
        click.echo(sentence)


@vote.command(help="公布结果；名额线上同分时用 --choose 选定。")
@click.argument("name")
@ON
@click.option("--number", default="", help="文号。")
@click.option("--choose", multiple=True, help="同分中选定的品牌，可写多次。")
@click.option("--reason", default="", help="选定的理由。")
@click.option("--by", "decided_by", default="", help="由谁决定。")
@click.pass_context
def close(context: click.Context, /, name: str, on: datetime | None, **given: Any) -> None:
    """Write the result down."""
    with opened(context) as app:
        book = app.brand_votes.book(_one(app, name).id)
        tied = {same_name(one.candidate.name): one.candidate.key for one in book.count.tied}
        unknown = [text for text in given["choose"] if same_name(text) not in tied]
        if unknown:
            raise RuleError(f"“{unknown[0]}”不在同分的品牌里，没有公布结果。", hint="请照名称写。")
        chosen = frozenset(tied[same_name(text)] for text in given["choose"])
        decision = TieDecision(chosen, given["reason"], given["decided_by"])
        closing = Closing(day_of(on) or today_of(app), given["number"], decision)
        app.brand_votes.close(book.row.id, closing)
        result = _one(app, name).result
    assert result is not None  # noqa: S101 - it was closed right now
    click.echo(f"已公布“{name}”的结果，入选 {len(result.winners)} 个：")
    for one in result.winners:
        click.echo(f"{one.place}\t{one.name}\t{one.organisation}")


@vote.command(help="把公布的结果写成 Word、PDF 或 Excel 文件。")
@click.argument("name")
@click.argument("file", type=FILE)
@click.option("--why", is_flag=True, help="写逐个品牌的得分说明（每个一页）。")
@click.pass_context
def result(context: click.Context, name: str, file: Path, *, why: bool) -> None:
    """Write the result in force."""
    with opened(context) as app:
        key = _one(app, name).id
        if file.suffix.lower() == ".xlsx":
            app.brand_papers.write_result(key, file)
        elif why:
            write_documents(app.brand_papers.explanations(key), file)
        else:
            write_document(app.brand_papers.result(key), file)
    click.echo(f"评选结果已写入“{file}”。")


def _one(app: Application, text: str) -> VoteRow:
    rows = [
        row
        for row in app.brand_votes.rows()
        if same_name(row.facts.name) == same_name(text) or str(row.id) == text
    ]
    if len(rows) != 1:
        said = f"名为“{text}”的评选有 {len(rows)} 个" if rows else f"没有名为“{text}”的评选"
        raise RuleError(f"{said}，没有改动。", hint="可用 brand vote list --json 查看名称和 id。")
    return rows[0]


def _groups(given: tuple[str, ...]) -> tuple[JuryGroup, ...]:
    """``名称=权重``, each."""
    usual = {group.name: group for group in usual_scheme().groups}
    found = []
    for at, text in enumerate(given, 1):
        name, _, weight = text.partition("=")
        if not weight.isdecimal():
            raise Refusal(f"“{text}”不是“名称=权重”的样子，没有新建。\n如：专家评委=50")
        known = usual.get(name, JuryGroup(f"g{at}", name, 0))
        found.append(replace(known, weight=int(weight)))
    return tuple(found)


def _about(row: VoteRow) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "name": row.facts.name,
        "year": row.facts.year,
        "office": row.office,
        "candidates": [one.name for one in row.candidates],
        "sheets": row.sheets,
        "whole": row.whole,
        "state": row.state,
        "winners": [one.name for one in row.result.winners] if row.result else [],
    }


def _counted(book: VoteBook) -> dict[str, Any]:
    return {
        "standings": [
            {
                "place": one.place,
                "name": one.candidate.name,
                "organisation": one.candidate.organisation,
                "points": None if one.points is None else one.points / 10,
                "explanation": list(explained(one, book.count.scheme)),
            }
            for one in book.count.standings
        ],
        "open_sheets": book.open_sheets,
        "tie": tie_sentence(book.count),
    }
