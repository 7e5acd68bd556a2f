"""``jyguide secretary insurance|selection``."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from jyguide.appraisal.kinds import Grade
from jyguide.cli.secretary_ledger import ON, YEAR, day_of
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
    fail_for_refused,
    import_options,
    take_in,
    tell_taken,
    write_template,
)
from jyguide.cli.training import one_person
from jyguide.exam.points import parse_points
from jyguide.exchange.money import money_fen, yuan_text
from jyguide.ids import SelectionCandidateId
from jyguide.secretary.insurance import (
    STANDING_NAMES,
    USUAL_LOWER,
    USUAL_UPPER,
    Wage,
    share_text,
    year_sentence,
)
from jyguide.secretary.kinds import SELECTION_OUTCOME_NAMES, SelectionOutcome
from jyguide.secretary.selection import VERDICT_NAMES, Confirmed, Decision
from jyguide.secretary.selection_rule import (
    CONDITION_NAMES,
    USUAL,
    Condition,
    Term,
    asked_text,
)

_CANDIDATE = click.argument("candidate", type=click.UUID)


@click.group(help="社保年金：缴费基数与省平均工资对照，年金历年合计。")
def insurance() -> None:
    """Social insurance and annuity."""


@insurance.command("list", help="列出一年的缴费基数、年金。")
@YEAR
@json_option
@click.pass_context
def list_insurance(context: click.Context, *, year: int | None, as_json: bool) -> None:
    """List a year."""
    with opened(context) as app:
        wanted = year or app.clock().date().year
        rows, wage = app.insurance.year(wanted), app.insurance.wage(wanted)
    heads = (
        "姓名",
        "镇街园区",
        "单位",
        "月缴费基数",
        "占平均工资",
        "对照",
        "年金单位",
        "年金个人",
    )
    lines = [
        (
            row.person.name,
            row.person.township,
            row.person.organisation,
            yuan_text(row.facts.base),
            share_text(row.facts.base, row.wage),
            STANDING_NAMES[row.standing],
            yuan_text(row.facts.annuity_unit),
            yuan_text(row.facts.annuity_own),
        )
        for row in rows
    ]
    if as_json:
        say_json([dict(zip(heads, line, strict=True)) for line in lines])
        return
    say_table(heads, lines)
    click.echo(year_sentence(rows))
    click.echo(wage.sentence if wage else f"{wanted} 年省平均工资还没有录入。")


@insurance.command("wage", help="录入一年的省平均工资（每月），须写出处。")
@click.argument("average")
@click.option("--source", required=True, help="公布它的文件和文号。")
@YEAR
@click.option("--lower", type=int, default=USUAL_LOWER, show_default=True, help="下限，百分之几。")
@click.option("--upper", type=int, default=USUAL_UPPER, show_default=True, help="上限，百分之几。")
@click.pass_context
def wage(
    context: click.Context, average: str, *, source: str, year: int | None, lower: int, upper: int
) -> None:
    """Enter the average wage of a year."""
    with opened(context) as app:
        told = Wage(
            year or app.clock().date().year,
            money_fen(average, "平均工资") or 0,
            lower,
            upper,
            source,
        )
        app.insurance.set_wage(told)
    click.echo(told.sentence)


@insurance.command("import", help="导入社保年金表，元、万元可以混写。")
@import_options("已有的年度")
@click.pass_context
def import_insurance(context: click.Context, /, file: Path, **options: Any) -> None:
    """Take a table in."""
    with opened(context) as app:
        plan, decision = take_in(app.insurance_files, file, options)
    said = "{done} {new} 条，更新 {update} 条，无变化 {unchanged} 条。"
    named = plan.refused if options["as_json"] or options["dry_run"] else ()
    tell_taken(plan, decision, options, said, named)
    if not (options["as_json"] or options["dry_run"]):
        fail_for_refused(plan)


@insurance.command("template", help="写出导入模板。")
@click.argument("file", type=FILE)
@click.pass_context
def template(context: click.Context, file: Path) -> None:
    """Write an empty table."""
    write_template(context, file, lambda app: app.insurance_files)


@insurance.command("export", help="写成文件：.xlsx 可再导入，.docx、.pdf 为打印的一览表。")
@click.argument("file", type=FILE)
@YEAR
@click.pass_context
def export_insurance(context: click.Context, file: Path, *, year: int | None) -> None:
    """Write a year."""
    with opened(context) as app:
        wanted = year or app.clock().date().year
        rows = app.insurance.year(wanted)
        if file.suffix.lower() == ".xlsx":
            app.insurance.export(rows, file)
        else:
            write_document(app.insurance.document(rows, wanted), file)
    click.echo(f"{wanted} 年社保年金已写入“{file}”。")


@click.group(help="选聘：按比例计算名额，逐项核对条件，登记结果。")
def selection() -> None:
    """The yearly selection."""


@selection.command("list", help="列出一年的人选和每一项条件。")
@YEAR
@json_option
@click.pass_context
def list_selection(context: click.Context, *, year: int | None, as_json: bool) -> None:
    """List the candidates of a year."""
    with opened(context) as app:
        found = app.selections.year(year or app.clock().date().year)
    if as_json:
        say_json(
            {
                "year": found.year,
                "sentence": found.sentence,
                "candidates": [
                    {
                        "id": str(row.id),
                        "name": row.person.name,
                        "organisation": row.person.organisation,
                        "outcome": row.outcome.value,
                        "checks": [
                            {
                                "condition": one.condition.value,
                                "asked": one.asked,
                                "verdict": one.verdict.value,
                                "why": one.why,
                            }
                            for one in row.checks
                        ],
                    }
                    for row in found.candidates
                ],
            }
        )
        return
    for row in found.candidates:
        outcome = SELECTION_OUTCOME_NAMES[row.outcome]
        click.echo(f"{row.id}\t{row.person.label}\t{row.conclusion}\t{outcome}")
        for one in row.checks:
            name = CONDITION_NAMES[one.condition]
            click.echo(f"\t{name}\t{one.asked}\t{VERDICT_NAMES[one.verdict]}\t{one.why}")
    click.echo(found.sentence)


@selection.command("add", help="加入人选。")
@click.argument("people", nargs=-1, required=True)
@YEAR
@click.pass_context
def add_candidates(context: click.Context, people: tuple[str, ...], *, year: int | None) -> None:
    """Consider somebody."""
    with opened(context) as app:
        wanted = year or app.clock().date().year
        count = app.selections.add(wanted, [one_person(app, person) for person in people])
    click.echo(f"已加入 {count} 人。")


@selection.command("confirm", help="核实一项系统里没有依据的条件。")
@_CANDIDATE
@click.argument("condition", type=click.Choice([one.value for one in Condition]))
@click.option("--saw", required=True, help="看到了什么材料。")
@click.option("--by", required=True, help="核实人。")
@click.option("--not-met", is_flag=True, help="核实的结果是不符合。")
@ON
@click.pass_context
def confirm(  # noqa: PLR0913 - click passes every option by name
    context: click.Context,
    candidate: uuid.UUID,
    condition: str,
    *,
    saw: str,
    by: str,
    not_met: bool,
    on: datetime | None,
) -> None:
    """Keep what a person found."""
    with opened(context) as app:
        said = Confirmed(not not_met, saw, by, day_of(app, on))
        app.selections.confirm(SelectionCandidateId(candidate), Condition(condition), said)
    click.echo(f"已核实“{CONDITION_NAMES[Condition(condition)]}”。")


@selection.command("decide", help="登记结果：入围、录用、未入选、放弃。")
@_CANDIDATE
@click.argument("outcome", type=click.Choice([one.value for one in SelectionOutcome if one]))
@click.option("--document", default="", help="文号。")
@click.option("--note", default="", help="说明；超过名额或条件不全时必写。")
@ON
@click.pass_context
def decide(
    context: click.Context,
    candidate: uuid.UUID,
    outcome: str,
    *,
    document: str,
    note: str,
    on: datetime | None,
) -> None:
    """Keep what became of somebody."""
    with opened(context) as app:
        told = Decision(SelectionOutcome(outcome), day_of(app, on), document, note)
        app.selections.decide(SelectionCandidateId(candidate), told)
    click.echo(f"已登记：{SELECTION_OUTCOME_NAMES[SelectionOutcome(outcome)]}。")


@selection.command("rule", help="看或设定选聘规则；设定的自某年起算。")
@YEAR
@click.option("--share", default=None, help="比例，百分之几，如 7。")
@click.option("--grade", type=click.Choice([one.value for one in Grade]), default=None)
@click.option("--set", "terms", multiple=True, metavar="条件=数值", help="如 age=45；可写多次。")
@click.option("--off", multiple=True, type=click.Choice([one.value for one in Condition]))
@click.option("--on", multiple=True, type=click.Choice([one.value for one in Condition]))
@click.pass_context
def rule(
    context: click.Context, /, *, year: int | None, share: str | None, **changes: Any
) -> None:
    """Look at the rule, or set it."""
    with opened(context) as app:
        wanted = year or app.clock().date().year
        now = app.selections.rule(wanted)
        if share or any(changes.values()):
            made = replace(
                now,
                year=wanted,
                share=parse_points(share) if share else now.share,
                grade=Grade(changes["grade"]) if changes["grade"] else now.grade,
                terms=_terms(now.terms, changes),
            )
            app.selections.set_rule(made)
            now = app.selections.rule(wanted)
    click.echo(f"比例 {now.share / 10:g}%")
    for one in Condition:
        state = "要求" if now.terms[one].on else "不要求"
        click.echo(f"{one.value}\t{CONDITION_NAMES[one]}\t{state}\t{asked_text(now, one)}")
    if now.shipped:
        click.echo(USUAL)


@selection.command("sheet", help="把人选的条件核对表写成 .docx 或 .pdf；不写编号则为名册。")
@click.argument("file", type=FILE)
@click.option("--candidate", "ids", type=click.UUID, multiple=True, help="人选编号，可写多次。")
@YEAR
@click.pass_context
def sheet(
    context: click.Context, file: Path, *, ids: tuple[uuid.UUID, ...], year: int | None
) -> None:
    """Write the sheets, or the list."""
    with opened(context) as app:
        wanted = year or app.clock().date().year
        if ids:
            keys = [SelectionCandidateId(key) for key in ids]
            write_documents(app.selections.sheets(wanted, keys), file)
        else:
            write_document(app.selections.document(wanted), file)
    click.echo(f"已写入“{file}”。")


def _terms(now: Mapping[Condition, Term], changes: Mapping[str, Any]) -> dict[Condition, Term]:
    found = dict(now)
    for text in changes["terms"]:
        code, _, value = text.partition("=")
        if code not in [one.value for one in Condition] or not value.isdecimal():
            raise click.UsageError(f"“{text}”应写成 age=45 的样子。")
        found[Condition(code)] = replace(found[Condition(code)], value=int(value))
    for codes, on in ((changes["on"], True), (changes["off"], False)):
        for code in codes:
            found[Condition(code)] = replace(found[Condition(code)], on=on)
    return found


BENEFIT_COMMANDS = (insurance, selection)
"""Under ``jyguide secretary``."""
