"""``jyguide secretary appraisal``: the yearly appraisal of village secretaries."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from jyguide.app import Application
from jyguide.appraisal.explaining import counts_text, missing_text
from jyguide.appraisal.kinds import SOURCE_NAMES, Source, grade_word
from jyguide.appraisal.lists import AppraisalLists
from jyguide.appraisal.printing.ballot import ballot_document, count_document
from jyguide.appraisal.printing.lists import lists_document, result_sheets
from jyguide.appraisal.rating import Rated, Standing
from jyguide.appraisal.rows import AppraisalFacts, AppraisalRow
from jyguide.appraisal.service.lists import explained
from jyguide.appraisal.workbook import write_lists_workbook
from jyguide.cli.session import (
    FILE,
    json_option,
    opened,
    say_json,
    say_table,
    write_document,
    write_documents,
)
from jyguide.cli.table_import import (
    counts_json,
    done_word,
    fail_for_refused,
    import_options,
    say_faults,
    take_in,
)
from jyguide.cli.training import DAY
from jyguide.documents.dates import tenths_text
from jyguide.documents.letter_kind import LetterKind
from jyguide.errors import RuleError
from jyguide.exchange.table.plan import Fate

_YEAR = click.IntRange(2000, 2099)
_FILE_KINDS = (".docx", ".pdf", ".xlsx")
_WHICH = click.argument("which", metavar="APPRAISAL")


@click.group("appraisal", help="村（社区）书记年度考核；APPRAISAL 是年份、名称或编号。")
def appraisal() -> None:
    """The yearly appraisal of village secretaries."""


@appraisal.command("list", help="列出历年考核。")
@json_option
@click.pass_context
def list_(context: click.Context, *, as_json: bool) -> None:
    """Every appraisal, the newest year first."""
    with opened(context) as app:
        rows = app.appraisals.appraisals()
    if as_json:
        say_json([_row_json(row) for row in rows])
        return
    heads = ("年度", "名称", "主办", "人数", "公布", "编号")
    say_table(
        heads,
        [
            (
                row.facts.year,
                row.facts.name,
                row.owner,
                row.people,
                "已公布" if row.published else "",
                row.id,
            )
            for row in rows
        ],
    )


@appraisal.command("create", help="新建一次考核，按常用办法；并加入现任全部书记。")
@click.option("--year", type=_YEAR, required=True, help="年度。")
@click.option("--name", default="", help="名称；不写为“某年度村（社区）书记考核”。")
@click.pass_context
def create(context: click.Context, *, year: int, name: str) -> None:
    """Begin an appraisal by the usual scheme."""
    with opened(context) as app:
        facts = AppraisalFacts(name or f"{year}年度村（社区）书记考核", year)
        key = app.appraisals.lay_down(facts, everybody=True)
        row = app.appraisals.appraisal(key)
    click.echo(f"已新建“{row.facts.name}”，加入 {row.people} 人。\n{key}")


@appraisal.command("import", help="从表格导入各来源的得分（姓名、村、来源、评价人、得分）。")
@_WHICH
@import_options("已录入的得分")
@click.pass_context
def import_(context: click.Context, /, *, which: str, file: Path, **options: Any) -> None:
    """Take points in from a table."""
    with opened(context) as app:
        files = app.score_files(one_appraisal(app, which).id)
        plan, decision = take_in(files, file, options)
    counts = plan.counts(decision)
    if options["as_json"]:
        say_json(counts_json(plan, decision, plan.refused))
        return
    done = f"新增 {counts[Fate.NEW]} 条，更新 {counts[Fate.UPDATE]} 条"
    click.echo(f"{done_word(options)}：{done}。")
    say_faults(plan.refused)
    fail_for_refused(plan)


@appraisal.command("count-in", help="把已录入的测评票计入得分；人数少的批次自动合并。")
@_WHICH
@click.pass_context
def count_in(context: click.Context, *, which: str) -> None:
    """Let ballots count."""
    with opened(context) as app:
        done = app.ballots.count_in(one_appraisal(app, which).id)
    held = f"，另有 {done.waiting} 份人数过少，等待合并" if done.waiting else ""
    click.echo(f"已计入 {done.ballots} 份{held}。")


@appraisal.command("rate", help="按办法算出四张名单。")
@_WHICH
@click.option("--why", is_flag=True, help="每人附逐项说明和上一档差多少。")
@json_option
@click.pass_context
def rate(context: click.Context, *, which: str, why: bool, as_json: bool) -> None:
    """Work the lists out; nobody is ranked."""
    with opened(context) as app:
        rated = app.appraisal_lists.rate(one_appraisal(app, which).id)
    if as_json:
        say_json(_rated_json(rated))
        return
    say_table(
        ("名单", "按办法", "得分", "镇街园区", "村（社区）", "姓名", *(["说明"] if why else [])),
        [
            (*_cells(one), *(["".join(_said(rated, one))] if why else []))
            for one in rated.standings
        ],
    )
    click.echo(f"{counts_text(rated.counts)}；暂无结果 {len(rated.unrated)} 人。")


@appraisal.command("publish", help="公布四张名单；以前公布过的由这一次代替。")
@_WHICH
@click.option("--number", default="", help="文号，如“澄组〔2026〕12号”。")
@click.option("--on", "on", type=DAY, default=None, help="公布日期；不写即今天。")
@click.pass_context
def publish(context: click.Context, *, which: str, number: str, on: datetime | None) -> None:
    """Publish the lists as they are now."""
    with opened(context) as app:
        row = one_appraisal(app, which)
        day = on.date() if on else app.clock().date()
        key = app.appraisal_lists.publish(row.id, number, day)
        lists = app.appraisal_lists.published(key)
    click.echo(f"已公布：{counts_text(lists.counts)}。")
    for one in lists.changes:
        moved = f"{grade_word(one.before)}→{grade_word(one.after)}"
        click.echo(f"{one.township}\t{one.organisation}\t{one.name}\t{moved}")


@appraisal.command(
    "export", help="导出四张名单（.docx、.pdf 或 .xlsx）：最近公布的；没有公布过则导出征求意见稿。"
)
@_WHICH
@click.argument("file", type=FILE)
@click.option("--draft", is_flag=True, help="导出现在的名单，不管是否公布过。")
@click.option("--sheets", is_flag=True, help="改为导出每人一页的考核结果单。")
@click.pass_context
def export(context: click.Context, *, which: str, file: Path, draft: bool, sheets: bool) -> None:
    """Write the lists, or everybody's result sheet, to a file."""
    kind = file.suffix.lower()
    if kind not in _FILE_KINDS or (sheets and kind == ".xlsx"):
        raise click.UsageError(f"文件名要以 {'、'.join(_FILE_KINDS[: 2 if sheets else 3])} 结尾。")
    with opened(context) as app:
        lists = _lists(app, one_appraisal(app, which), draft=draft)
        if sheets:
            write_documents(result_sheets(lists, lists.people), file)
        elif kind == ".xlsx":
            write_lists_workbook(lists, file)
        else:
            head = app.letters.letterhead(LetterKind.APPRAISAL)
            write_document(lists_document(lists, head), file)
    what = "公布的名单" if lists.published_on else "征求意见稿"
    click.echo(f"{what}已写入“{file}”：{counts_text(lists.counts)}。")


@appraisal.command("ballot", help="打印空白测评票和计票单（.docx 或 .pdf）。")
@_WHICH
@click.argument("file", type=FILE)
@click.option(
    "--source",
    type=click.Choice([one.value for one in Source if one is not Source.COMPOSITE]),
    default=Source.GRASSROOTS.value,
    show_default=True,
    help="哪个来源的测评票。",
)
@click.option("--township", default="", help="只要这个镇街园区的书记。")
@click.option("--count-sheet", is_flag=True, help="改为打印计票单。")
@click.pass_context
def ballot(
    context: click.Context,
    *,
    which: str,
    file: Path,
    source: str,
    township: str,
    count_sheet: bool,
) -> None:
    """Write an empty ballot, to be copied, or the sheet on which ballots are counted."""
    with opened(context) as app:
        row = one_appraisal(app, which)
        people = [
            one
            for one in app.appraisals.subjects(row.id)
            if one.left_on is None and township in ("", one.township)
        ]
    made = count_document if count_sheet else ballot_document
    write_document(made(row.facts.name, Source(source), people), file)
    click.echo(f"已写入“{file}”：{SOURCE_NAMES[Source(source)]}，{len(people)} 人。")


def one_appraisal(app: Application, text: str) -> AppraisalRow:
    """The appraisal that a year, a name or a key means.

    Raises:
        RuleError: none is meant, or several are.
    """
    rows = app.appraisals.appraisals()
    wanted = "".join(text.split())
    found = [
        row
        for row in rows
        if wanted in (str(row.id), str(row.facts.year), "".join(row.facts.name.split()))
    ]
    if len(found) == 1:
        return found[0]
    known = "；".join(f"{row.label}（{row.id}）" for row in found or rows) or "还没有考核"
    many = "有几次" if found else "没有"
    raise RuleError(f"{many}“{text}”的考核，什么都没有做。", hint=f"请从这里选：{known}。")


def _lists(app: Application, row: AppraisalRow, *, draft: bool) -> AppraisalLists:
    published = [] if draft else app.appraisal_lists.publications(row.id)
    if published:
        return app.appraisal_lists.published(published[0].id)
    return app.appraisal_lists.draft(row.id)


def _said(rated: Rated, one: Standing) -> tuple[str, ...]:
    said = explained(rated, one)
    return (*said.sentences, *([said.way_said] if said.way_said else []))


def _cells(one: Standing) -> tuple[str, ...]:
    return (
        grade_word(one.grade) if one.computed else missing_text(one),
        grade_word(one.computed),
        tenths_text(one.points) if one.points is not None else "",
        one.subject.township,
        one.subject.organisation,
        one.subject.name,
    )


def _row_json(row: AppraisalRow) -> Mapping[str, Any]:
    return {
        "id": str(row.id),
        "year": row.facts.year,
        "name": row.facts.name,
        "owner": row.owner,
        "people": row.people,
        "published": row.published,
    }


def _rated_json(rated: Rated) -> dict[str, Any]:
    return {
        "counts": {one.value: count for one, count in rated.counts.items()},
        "unrated": len(rated.unrated),
        "places": rated.quota.places if rated.quota is not None else None,
        "people": [
            {
                "id": str(one.subject.id),
                "name": one.subject.name,
                "organisation": one.subject.organisation,
                "township": one.subject.township,
                "points": one.points / 10 if one.points is not None else None,
                "computed": one.computed,
                "grade": one.grade,
                "missing": list(one.missing),
                "vetoes": list(one.vetoes),
                "why": _said(rated, one),
            }
            for one in rated.standings
        ],
    }
