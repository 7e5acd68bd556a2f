"""``jyguide bank``: what keeps the bank trustworthy."""

from __future__ import annotations

from typing import Any

import click

from jyguide.bank.audit import FINDING_NAMES, SEVERITY_NAMES, Finding, Severity
from jyguide.cli.session import json_option, opened, say_json

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


UPKEEP = (check,)
"""Commands that the group takes in."""
