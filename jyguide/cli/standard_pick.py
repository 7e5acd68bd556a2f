"""Which round and which branches the words of a command mean."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import click

from jyguide.app import Application
from jyguide.errors import RuleError
from jyguide.ids import RoundBranchId
from jyguide.standard.round import RoundRow
from jyguide.standard.rows import RoundBranchRow

ROUND = click.option("--round", "round_text", default="", help="轮次名称或编号；不写为最新一轮。")
BRANCH = click.option(
    "--branch", "names", multiple=True, help="支部的名称或编号，可以写几次；不写为全部支部。"
)
_QUOTED = "“”‘’\"'「」《》 \u3000"
_MARKS = str.maketrans("", "", _QUOTED)
TOWNSHIP = click.option("--township", default="", help="只要这个镇街园区的支部。")


def one_round(app: Application, text: str) -> RoundRow:
    """The round that a name, a year with a name, or a key means; the newest without any.

    Raises:
        RuleError: none is meant, or several are.
    """
    rows = app.rounds.rounds()
    wanted = _plain(text)
    found = [
        row for row in rows if wanted in (str(row.id), _plain(row.facts.name), _plain(row.label))
    ]
    if not text and rows:
        return rows[0]
    if len(found) != 1:
        known = "；".join(f"{row.label}（{row.id}）" for row in found or rows) or "还没有轮次"
        many = "有几个" if found else "没有"
        raise RuleError(
            f"{many}叫“{text.strip(_QUOTED)}”的轮次，什么都没有做。", hint=f"请从这里选：{known}。"
        )
    return found[0]


def day_or_today(app: Application, given: datetime | None) -> date:
    """The day an option gives; today without."""
    return given.date() if given else app.clock().date()


def branch_keys(
    app: Application, row: RoundRow, names: Sequence[str], township: str
) -> list[RoundBranchId]:
    """The living branches that names and a township mean; empty where neither is given.

    Raises:
        RuleError: a name means none or several, or the township has none.
    """
    if not names and not township:
        return []
    rows = [one for one in app.rounds.branches(row.id) if one.left_on is None]
    if township:
        rows = [one for one in rows if _plain(one.township) == _plain(township)]
        if not rows:
            raise RuleError(
                f"这个轮次没有“{township}”的支部，什么都没有做。", hint="请核对镇街园区名称。"
            )
    return [one.id for one in (_one(rows, name) for name in names)] or [one.id for one in rows]


def _one(rows: Sequence[RoundBranchRow], name: str) -> RoundBranchRow:
    wanted, bare = _plain(name), name.strip(_QUOTED)
    found = [one for one in rows if wanted in (str(one.id), _plain(one.name))]
    found = found or [one for one in rows if wanted and wanted in _plain(one.name)]
    if len(found) == 1:
        return found[0]
    if found:
        known = "；".join(f"{one.township} {one.name}（{one.id}）" for one in found[:8])
        raise RuleError(
            f"有几个叫“{bare}”的支部，什么都没有做。",
            hint=f"请写全名，或用 --township 限定乡镇，或写编号：{known}。",
        )
    raise RuleError(f"这个轮次没有叫“{bare}”的支部，什么都没有做。", hint="请核对支部名称。")


def _plain(text: str) -> str:
    """Names are pasted with the quotation marks around them."""
    return "".join(text.translate(_MARKS).split())
