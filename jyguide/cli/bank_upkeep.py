"""``jyguide bank``: what keeps the bank trustworthy."""

from __future__ import annotations

import uuid
from typing import Any

import click

from jyguide.app import Application
from jyguide.bank.audit import FINDING_NAMES, SEVERITY_NAMES, Finding, Severity
from jyguide.bank.release import ReleaseRow
from jyguide.bank.report import (
    REPORT_STATE_NAMES,
    REPORTED_FAULT_NAMES,
    ReportedFault,
    ReportRow,
    ReportState,
)
from jyguide.cli.bank_regulation import REGULATION
from jyguide.cli.session import json_option, opened, say_json, say_table
from jyguide.errors import RuleError
from jyguide.ids import ItemId

_SHOWN = 8
"""Items named in a line; a finding about the whole bank may be about fifty."""


@click.command("check", help="体检：找出题库里不对、可疑的地方；有发现时退出码为 1。")
@click.option("--all", "drafts", is_flag=True, help="草稿和待审的题也查。")
@json_option
@click.pass_context
def check(context: click.Context, *, drafts: bool, as_json: bool) -> None:
    """Look for what is wrong in the bank."""
    with opened(context) as app:
        found = app.checking.check(drafts=drafts)
    if as_json:
        counts = {one.value: found.count(one) for one in Severity}
        findings = [_finding(one) for one in found.findings]
        say_json({"items": found.items, **counts, "findings": findings})
    else:
        for one in found.findings:
            if one.severity is not Severity.NOTE:
                click.echo("\t".join((*_head(one), f"{one.sentence}{one.advice}")))
        said = "，".join(f"{SEVERITY_NAMES[one]} {found.count(one)} 处" for one in Severity)
        click.echo(f"查了 {found.items} 题：{said}。")
    if not found.is_clean:
        context.exit(1)


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "severity": one.severity.value,
        "items": list(one.names),
        "ids": [key.hex for key in one.items],
        "sentence": one.sentence,
        "advice": one.advice,
    }


def _head(one: Finding) -> tuple[str, str, str]:
    more = f" 等 {len(one.names)} 题" if len(one.names) > _SHOWN else ""
    named = "、".join(one.names[:_SHOWN]) + more
    return SEVERITY_NAMES[one.severity], FINDING_NAMES[one.kind], named or "全库"


@click.command("report", help="向市级报告统一题库里一道题的错误（指导站用）。")
@click.argument("number")
@click.argument("text")
@click.option(
    "--fault",
    type=click.Choice([fault.value for fault in ReportedFault]),
    required=True,
    help="answer 答案有误，wording 表述有误，outdated 依据过时，other 其他。",
)
@click.pass_context
def report(context: click.Context, number: str, text: str, fault: str) -> None:
    """Tell the city of a fault in one of its items."""
    with opened(context) as app:
        key = app.reports.report(_unified(app, number), ReportedFault(fault), text)
    click.echo(f"已报告第 {number} 题（编号 {_short(key)}），随下一个文件交给市级。")


@click.command("reports", help="列出题目报错和市级的答复。")
@json_option
@click.pass_context
def reports(context: click.Context, *, as_json: bool) -> None:
    """List reports."""
    with opened(context) as app:
        rows = app.reports.reports()
    if as_json:
        say_json([_report(row) for row in rows])
        return
    heads = ("编号", "题号", "站", "问题", "说明", "报告日期", "状态", "答复")
    say_table(heads, [_report_line(row) for row in rows])


@click.command("answer-report", help="答复题目报错（市级用）。")
@click.argument("report_id")
@click.argument("decision", type=click.Choice(["accept", "decline"]))
@click.argument("text")
@click.pass_context
def answer_report(context: click.Context, report_id: str, decision: str, text: str) -> None:
    """Accept or decline a report."""
    state = ReportState.ACCEPTED if decision == "accept" else ReportState.DECLINED
    with opened(context) as app:
        app.reports.answer(app.reports.find(report_id), state, text)
    click.echo(f"已答复：{REPORT_STATE_NAMES[state]}。随下一个文件发给该站。")


@click.command("release", help="发布统一题库的新版本（市级用）。")
@click.option("--version", "version", default="", help="版本号，如 2026.2；不写则接着上一版。")
@click.option("--note", default=None, help="这一版的说明；不写则说明改动了多少。")
@click.pass_context
def release(context: click.Context, version: str, note: str | None) -> None:
    """Issue what is in force now as a version."""
    with opened(context) as app:
        row = app.releases.issue(version, note)
    click.echo(f"已发布统一题库 {row.version} 版：{row.questions} 问、{row.items} 题。{row.note}")


@click.command("version", help="统一题库的版本，本机是否收齐。")
@json_option
@click.pass_context
def version(context: click.Context, *, as_json: bool) -> None:
    """Say where this PC stands with the unified bank."""
    with opened(context) as app:
        standing, rows = app.releases.standing(), app.releases.releases()
    if as_json:
        here = {"questions": standing.here.questions, "items": standing.here.items}
        say_json(
            {
                "version": standing.release.version if standing.release else None,
                "complete": standing.complete,
                "current": standing.is_current,
                "here": here,
                "sentence": standing.sentence(),
                "releases": [_release(row) for row in rows],
            }
        )
        return
    click.echo(standing.sentence())
    for row in rows:
        counts = f"{row.questions} 问、{row.items} 题"
        click.echo(f"{row.version}\t{row.issued_on}\t{counts}\t{row.note}")


def _unified(app: Application, number: str) -> ItemId:
    found = [row.id for row in app.bank.items() if row.unified and row.number == number]
    if not found:
        raise RuleError(
            f"统一题库里没有第 {number} 题，没有改动。", hint="请用 jyguide bank list 查看题号。"
        )
    return found[0]


def _short(key: uuid.UUID) -> str:
    from jyguide.bank.service.reports import short_name  # noqa: PLC0415 - loaded by then

    return short_name(key)


def _report(row: ReportRow) -> dict[str, Any]:
    return {
        "id": _short(row.id),
        "number": row.number,
        "station": row.station,
        "fault": row.fault.value,
        "text": row.text,
        "reported_on": row.reported_on,
        "state": row.state.value,
        "answer": row.answer,
        "answered_on": row.answered_on,
        "stem": row.content.stem,
        "changed_since": row.changed_since,
    }


def _report_line(row: ReportRow) -> tuple[Any, ...]:
    return (
        _short(row.id),
        row.number,
        row.station,
        REPORTED_FAULT_NAMES[row.fault],
        row.text.replace("\n", " "),
        row.reported_on,
        REPORT_STATE_NAMES[row.state],
        row.answer.replace("\n", " "),
    )


def _release(row: ReleaseRow) -> dict[str, Any]:
    return {
        "version": row.version,
        "issued_on": row.issued_on,
        "questions": row.questions,
        "items": row.items,
        "note": row.note,
        "digest": row.digest,
    }


UPKEEP = (check, report, reports, answer_report, release, version, *REGULATION)
"""Commands that the group takes in."""
