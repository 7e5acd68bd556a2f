"""How a report on an item is listed."""

from __future__ import annotations

from jyguide.bank.report import REPORT_STATE_NAMES, REPORTED_FAULT_NAMES, ReportRow, ReportState
from ui.bank.columns import natural, one_line
from ui.theme import Tone
from ui.widgets import Column

STATE_TONES = {
    ReportState.OPEN: Tone.WARN,
    ReportState.ACCEPTED: Tone.GOOD,
    ReportState.DECLINED: Tone.NEUTRAL,
}
_ORDER = {state: place for place, state in enumerate(ReportState)}


def report_columns(*, at_city: bool) -> tuple[Column[ReportRow], ...]:
    """State, item, what is wrong; at the city's who says so, too."""
    station = Column[ReportRow]("指导站", lambda row: row.station, width=84)
    return (
        Column(
            "状态",
            state_name,
            lambda row: _ORDER[row.state],
            width=72,
            tone=lambda row: STATE_TONES[row.state],
        ),
        Column("题号", lambda row: row.number, lambda row: natural(row.number), width=76),
        *((station,) if at_city else ()),
        Column("问题", fault_name, width=86),
        Column("说明", lambda row: one_line(row.text), width=190),
        Column("报告日期", lambda row: f"{row.reported_on:%Y-%m-%d}", width=100),
    )


def state_name(row: ReportRow) -> str:
    """待处理, 已采纳 or 未采纳."""
    return REPORT_STATE_NAMES[row.state]


def fault_name(row: ReportRow) -> str:
    """Such as 答案有误."""
    return REPORTED_FAULT_NAMES[row.fault]


def searched(row: ReportRow) -> str:
    """What the search field looks through besides the columns."""
    return "\n".join((row.content.stem, row.answer, row.station))


def answered(row: ReportRow) -> str:
    """The city's answer with its day; empty while there is none."""
    if row.state is ReportState.OPEN:
        return ""
    day = f"（{row.answered_on:%Y-%m-%d}）" if row.answered_on else ""
    return f"{state_name(row)}{day}：{row.answer}"
