"""Columns of the tables of dossiers, and the tones of their words."""

from __future__ import annotations

from datetime import date

from jyguide.secretary.dossier_line import HAS_FILING, NO_FILING, DossierLine
from jyguide.secretary.filing import FILING_STATE_NAMES, LONG, FilingRow, FilingState
from jyguide.secretary.timeline import TimelineLine
from ui.theme import Tone
from ui.widgets import CENTRE, RIGHT, Column

_STATE_TONES = {
    FilingState.PROPOSED: Tone.INFO,
    FilingState.FILED: Tone.INFO,
    FilingState.APPROVED: Tone.GOOD,
    FilingState.RETURNED: Tone.WARN,
}


def line_columns() -> tuple[Column[DossierLine], ...]:
    """The list of secretaries."""
    return (
        Column(
            "姓名", lambda one: one.row.name, width=108, tip=lambda one: one.row.label, names=True
        ),
        Column("村（社区）", lambda one: one.row.organisation, width=148, tip=_place),
        Column("备案", lambda one: one.filing, align=CENTRE, width=80, tone=_filing_tone),
    )


def _place(one: DossierLine) -> str:
    return one.row.organisation


def _filing_tone(one: DossierLine) -> Tone:
    tones = {HAS_FILING: Tone.GOOD, NO_FILING: Tone.WARN}
    return tones.get(one.filing, Tone.INFO)


def state_tone(row: FilingRow) -> Tone:
    """Of the state of a filing."""
    return _STATE_TONES[row.state]


def filing_columns(today: date, *, named: bool) -> tuple[Column[FilingRow], ...]:
    """The list of filings; with `named` of many people."""
    who: tuple[Column[FilingRow], ...] = (
        Column("姓名", lambda row: row.name, width=84, tip=lambda row: row.name, names=True),
    )
    title = 132 if named else 178
    rest: tuple[Column[FilingRow], ...] = (
        Column("事项", lambda row: row.title, width=title, tip=lambda row: row.title),
        Column(
            "状态",
            lambda row: FILING_STATE_NAMES[row.state],
            align=CENTRE,
            width=66,
            tone=state_tone,
        ),
        Column(
            "已等",
            lambda row: f"{row.waited(today)} 天" if row.open else "",
            lambda row: row.waited(today),
            RIGHT,
            64,
            tone=lambda row: Tone.WARN if row.waited(today) > LONG else Tone.NEUTRAL,
        ),
    )
    if named:
        return who + rest
    files: Column[FilingRow] = Column(
        "附件", lambda row: f"{row.files} 件" if row.files else "", align=CENTRE, width=60
    )
    standing: Column[FilingRow] = Column(
        "办理情况",
        lambda row: row.standing(today),
        width=200,
        tip=lambda row: row.standing(today),
    )
    return (*rest, files, standing)


def timeline_columns() -> tuple[Column[TimelineLine], ...]:
    """全程纪实."""
    return (
        Column("时间", _when, lambda line: line.day, width=94, tip=lambda line: line.when),
        Column("类别", lambda line: line.kind_name, align=CENTRE, width=54),
        Column("事项", lambda line: line.title, width=184, tip=lambda line: line.title),
        Column("内容", _said, width=186, tone=_said_tone, tip=_said, mark=_mark),
        Column("来源", lambda line: line.source, width=104),
    )


def _when(line: TimelineLine) -> str:
    return line.day.isoformat() if line.day else "不详"


def _said(line: TimelineLine) -> str:
    return "，".join(filter(None, (line.remark, line.detail, _until(line))))


def _until(line: TimelineLine) -> str:
    last = line.until
    return f"到 {last.isoformat()}" if last is not None and last != line.day else ""


def _said_tone(line: TimelineLine) -> Tone:
    return Tone.WARN if line.remark else Tone.NEUTRAL


def _mark(line: TimelineLine) -> str:
    return "warning" if line.remark else ""
