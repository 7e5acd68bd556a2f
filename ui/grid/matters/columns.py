"""How matters read in a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jyguide.grid.kinds import MATTER_CATEGORY_NAMES
from jyguide.grid.matter import MATTER_STATE_NAMES, MatterRow, MatterState
from jyguide.masking import numbers_masked
from ui.theme import Tone
from ui.widgets import Column

_TONES = {
    MatterState.OPEN: Tone.INFO,
    MatterState.OVERDUE: Tone.WARN,
    MatterState.REPLIED: Tone.GOOD,
    MatterState.REFUSED: Tone.WARN,
}
_MARKS = {
    MatterState.OPEN: "clock",
    MatterState.OVERDUE: "warning",
    MatterState.REPLIED: "good",
    MatterState.REFUSED: "info",
}


def matter_columns() -> Sequence[Column[MatterRow]]:
    """Of the ledger."""
    return (
        Column("提出日期", lambda row: _day(row.facts.raised_on), width=100),
        Column(
            "状态",
            lambda row: MATTER_STATE_NAMES[row.state],
            width=130,
            tone=lambda row: _TONES[row.state],
            mark=lambda row: _MARKS[row.state],
        ),
        Column("内容", content, width=210, tip=content),
        Column("提出人", raised_by, width=90, tip=raised_by, names=True),
        Column("村（社区）", lambda row: row.place.village or row.place.township, width=96),
        Column("类别", category, width=80),
        Column("责任人", lambda row: numbers_masked(row.facts.owner), width=76, names=True),
        Column(
            "期限",
            lambda row: _day(row.facts.due_on),
            sort_key=lambda row: row.facts.due_on,
            width=100,
        ),
    )


def state_word(row: MatterRow) -> str:
    """The state, to be chosen by."""
    return MATTER_STATE_NAMES[row.state]


def category(row: MatterRow) -> str:
    """What it is about."""
    return MATTER_CATEGORY_NAMES[row.facts.category]


def content(row: MatterRow) -> str:
    """What was raised, on one line; numbers of people in it are masked."""
    return numbers_masked(" ".join(row.facts.content.split()))


def raised_by(row: MatterRow) -> str:
    """Who raised it, else whose household it is of."""
    return numbers_masked(row.facts.raised_by or row.target)


def _day(day: date | None) -> str:
    return f"{day:%Y-%m-%d}" if day else ""
