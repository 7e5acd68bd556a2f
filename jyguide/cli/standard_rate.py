"""``jyguide standard round rate|publish|export``: the four lists of a round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import click

from jyguide.app import Application
from jyguide.cli.session import (
    FILE,
    json_option,
    opened,
    say_json,
    say_table,
    write_document,
)
from jyguide.cli.standard_pick import day_or_today, one_round
from jyguide.cli.training import DAY
from jyguide.documents.dates import tenths_text
from jyguide.documents.letter_kind import LetterKind
from jyguide.standard.explaining import counts_text, rating_word
from jyguide.standard.kinds import RATING_NAMES, Rating
from jyguide.standard.lists import RatingLists
from jyguide.standard.lists_workbook import write_lists_workbook
from jyguide.standard.printing.lists import lists_document
from jyguide.standard.rating import Rated, Standing
from jyguide.standard.rating_rule import RatingRule
from jyguide.standard.round import RoundRow

_LINE = click.option(
    "--line", "lines", multiple=True, help="试用另一条线，如 model=90、excellent=82.5；不会保存。"
)
_QUOTA = click.option(
    "--quota", "quotas", multiple=True, help="试用名额，如 excellent=30（参评支部的百分比）。"
)
_FILE_KINDS = (".docx", ".pdf", ".xlsx")


@click.command(help="按规则算出四张名单；ROUND 是轮次名称或编号。")
@click.argument("round_text", metavar="ROUND")
@_LINE
@_QUOTA
@click.option("--why", is_flag=True, help="每个支部附逐项说明和上一档差在哪里。")
@json_option
@click.pass_context
def rate(
    context: click.Context,
    round_text: str,
    *,
    lines: Sequence[str],
    quotas: Sequence[str],
    why: bool,
    as_json: bool,
) -> None:
    """Work the lists out, by the round's rule or another that is only tried."""
    with opened(context) as app:
        row = one_round(app, round_text)
        rated = app.ratings.rate(row.id, _tried(row.facts.rule, lines, quotas))
        said = _sentences(app, row, rated) if why else {}
    if as_json:
        say_json(_rated_json(rated, said))
        return
    say_table(
        ("名单", "按规则", "得分", "镇街园区", "党支部", *(["说明"] if why else [])),
        [
            (*_cells(one), *([" ".join(said.get(str(one.branch.id), ()))] if why else []))
            for one in _in_order(rated)
        ],
    )
    click.echo(f"{counts_text(rated.counts)}；没有得分的 {len(rated.unrated)} 个。")


@click.command(help="公布四张名单；以前公布过的由这一次代替。")
@click.argument("round_text", metavar="ROUND")
@click.option("--number", default="", help="文号，如“澄组〔2026〕12号”。")
@click.option("--on", "on", type=DAY, default=None, help="公布日期；不写即今天。")
@click.pass_context
def publish(context: click.Context, round_text: str, *, number: str, on: datetime | None) -> None:
    """Publish the lists as they are now."""
    with opened(context) as app:
        row = one_round(app, round_text)
        lists = app.ratings.published(app.ratings.publish(row.id, number, day_or_today(app, on)))
    click.echo(f"已公布：{counts_text(lists.counts)}。")
    for one in lists.changes:
        moved = f"{rating_word(one.before)}→{rating_word(one.after)}"
        click.echo(f"{one.township}\t{one.branch}\t{moved}")


@click.command(
    help="导出四张名单（.docx、.pdf 或 .xlsx）：最近公布的；没有公布过则导出征求意见稿。"
)
@click.argument("round_text", metavar="ROUND")
@click.argument("file", type=FILE)
@click.option("--draft", is_flag=True, help="导出现在的名单，不管是否公布过。")
@click.pass_context
def export(context: click.Context, round_text: str, file: Path, *, draft: bool) -> None:
    """Write the lists to a file."""
    if file.suffix.lower() not in _FILE_KINDS:
        raise click.UsageError(f"文件名要以 {'、'.join(_FILE_KINDS)} 结尾。")
    with opened(context) as app:
        lists = _lists(app, one_round(app, round_text), draft=draft)
        if file.suffix.lower() == ".xlsx":
            write_lists_workbook(lists, file)
        else:
            head = app.letters.letterhead(LetterKind.RATING)
            write_document(lists_document(lists, head), file)
    what = "公布的名单" if lists.published_on else "征求意见稿"
    click.echo(f"{what}已写入“{file}”：{counts_text(lists.counts)}。")


def _tried(rule: RatingRule, lines: Sequence[str], quotas: Sequence[str]) -> RatingRule | None:
    if not lines and not quotas:
        return None
    tenths = {one: int(value * 10) for one, value in map(_setting, lines)}
    percents = {one: int(value) for one, value in map(_setting, quotas)}
    return replace(rule, lines={**rule.lines, **tenths}, quotas={**rule.quotas, **percents})


def _setting(text: str) -> tuple[Rating, Decimal]:
    """``excellent=82.5`` or ``优秀=82.5``."""
    name, _, value = text.partition("=")
    known: Mapping[str, Rating] = {
        **{one.value: one for one in Rating},
        **{said: one for one, said in RATING_NAMES.items()},
    }
    try:
        number = Decimal(value)
        if (number * 10) % 1 or name.strip() not in known:
            raise click.UsageError(f"“{text}”看不懂：要写成 model=90 或 优秀=82.5，最多一位小数。")
    except InvalidOperation as error:
        raise click.UsageError(f"“{text}”里没有数字。") from error
    return known[name.strip()], number


def _sentences(app: Application, row: RoundRow, rated: Rated) -> dict[str, tuple[str, ...]]:
    return {
        str(key): (*one.sentences, *([one.way_said] if one.way_said else []))
        for key, one in app.ratings.explained_all(row.id, rated).items()
    }


def _in_order(rated: Rated) -> list[Standing]:
    """By list, in the order of the round within it: nobody is ranked."""
    on_lists = [one for rating in Rating for one in rated.on(rating)]
    return [*on_lists, *rated.unrated]


def _cells(one: Standing) -> tuple[str, str, str, str, str]:
    points = tenths_text(one.points) if one.points is not None else ""
    return (
        rating_word(one.rating),
        rating_word(one.computed),
        points,
        one.branch.township,
        one.branch.name,
    )


def _rated_json(rated: Rated, said: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    return {
        "counts": {one.value: count for one, count in rated.counts.items()},
        "unrated": len(rated.unrated),
        "quotas": {one.value: quota.places for one, quota in rated.quotas.items()},
        "branches": [
            {
                "id": str(one.branch.id),
                "name": one.branch.name,
                "township": one.branch.township,
                "points": one.points / 10 if one.points is not None else None,
                "computed": one.computed,
                "rating": one.rating,
                "vetoes": one.vetoes,
                "why": said.get(str(one.branch.id), ()),
            }
            for one in rated.standings
        ],
    }


def _lists(app: Application, row: RoundRow, *, draft: bool) -> RatingLists:
    published = (
        [] if draft else [one for one in app.ratings.publications(row.id) if not one.replaced]
    )
    if published:
        return app.ratings.published(published[0].id)
    return app.ratings.draft(row.id)


RATING_COMMANDS = (rate, publish, export)
"""Commands of ``standard round``."""
