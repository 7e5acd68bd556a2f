"""How measures, branches and lost points read in a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jyguide.documents.dates import tenths_cell
from jyguide.standard.kinds import ASPECT_NAMES, PHASE_NAMES
from jyguide.standard.ledger import BranchLine, LedgerRow, LostPoint
from jyguide.standard.measure import MEASURE_STATE_NAMES, MeasureState, due_text
from jyguide.standard.side_by_side import SHORT_NAMES
from ui.standard.townships import TOWNSHIP, short_name
from ui.theme import Tone
from ui.widgets import CENTRE, RIGHT, Adds, Column

_ORDER = list(MeasureState)
_TONES = {
    MeasureState.OPEN: Tone.INFO,
    MeasureState.PLANNED: Tone.NEUTRAL,
    MeasureState.OVERDUE: Tone.BAD,
    MeasureState.RETURNED: Tone.WARN,
    MeasureState.DONE: Tone.GOLD,
    MeasureState.VERIFIED: Tone.GOOD,
    MeasureState.RESCORED: Tone.GOOD,
}
_MARKS = {
    MeasureState.OPEN: "edit",
    MeasureState.PLANNED: "clock",
    MeasureState.OVERDUE: "warning",
    MeasureState.RETURNED: "undo",
    MeasureState.DONE: "search",
    MeasureState.VERIFIED: "good",
    MeasureState.RESCORED: "good",
}


def state_tone(one: LedgerRow) -> Tone:
    """The colour of a state; each goes with its word and mark."""
    return Tone.NEUTRAL if one.gone else _TONES[one.state]


def state_word(one: LedgerRow) -> str:
    """The state, or that there is nothing to put right any more."""
    return "不用整改" if one.gone else MEASURE_STATE_NAMES[one.state]


def ledger_columns(today: date) -> Sequence[Column[LedgerRow]]:
    """Of the ledger; what presses is told as of today."""

    def due(one: LedgerRow) -> str:
        return due_text(one.row, today) or (f"{one.row.due_on:%m-%d}" if one.row.due_on else "")

    def due_tone(one: LedgerRow) -> Tone:
        if one.late:
            return Tone.BAD
        return Tone.WARN if due_text(one.row, today) else Tone.NEUTRAL

    return (
        Column(TOWNSHIP, lambda one: one.row.township, width=90),
        Column(
            "党支部",
            lambda one: short_name(one.row.branch),
            width=108,
            tip=lambda one: one.row.branch,
        ),
        Column("指标", lambda one: one.row.criterion, width=50, align=CENTRE),
        Column("问题", finding_text, width=134, tip=_about),
        Column(
            "状态",
            state_word,
            sort_key=lambda one: (bool(one.gone), _ORDER.index(one.state)),
            width=100,
            tone=state_tone,
            mark=lambda one: "undo" if one.gone else _MARKS[one.state],
            fill=lambda one: state_tone(one) if state_tone(one) is not Tone.NEUTRAL else None,
            tip=lambda one: one.state_text,
        ),
        Column(
            "期限",
            due,
            sort_key=lambda one: one.row.due_on,
            width=94,
            tone=due_tone,
            tip=lambda one: f"整改期限 {one.row.due_on}" if one.row.due_on else "",
        ),
        Column(
            "责任人",
            lambda one: one.row.owner,
            width=68,
            tip=lambda one: one.row.owner,
            names=True,
        ),
        Column("得分", points_text, sort_key=lambda one: one.row.points, width=110, align=RIGHT),
        Column(
            "阶段",
            lambda one: SHORT_NAMES[one.row.phase],
            width=56,
            tip=lambda one: f"{PHASE_NAMES[one.row.phase]}时发现",
        ),
    )


def finding_text(one: LedgerRow) -> str:
    """What was found; where nobody wrote it down, what was asked."""
    return one.row.finding or one.row.asked


def points_text(one: LedgerRow) -> str:
    """``0.0/2.0``, and after rescoring ``0.0→2.0/2.0``: both stay."""
    row = one.row
    full = tenths_cell(row.full_points)
    if row.rescored_points is None:
        return f"{tenths_cell(row.points)}/{full}"
    return f"{tenths_cell(row.points)}→{tenths_cell(row.rescored_points)}/{full}"


def aspect_text(one: LedgerRow) -> str:
    """The aspect, or nothing where the checklist is not here."""
    return ASPECT_NAMES[one.aspect] if one.aspect else ""


def search_text(one: LedgerRow) -> str:
    """What finds a measure besides what its line shows."""
    row = one.row
    return "\n".join(
        (
            row.branch,
            row.asked,
            row.measure,
            row.notice_number,
            row.done_by,
            row.verified_by,
            one.remark,
        )
    )


def _about(one: LedgerRow) -> str:
    return f"{finding_text(one)}（检查内容：{one.row.asked}）"


def branch_columns() -> Sequence[Column[BranchLine]]:
    """Of the branches that have something to put right."""

    def number(title: str, name: str, width: int = 78) -> Column[BranchLine]:
        return Column(
            title,
            lambda line: str(getattr(line.counts, name) or ""),
            sort_key=lambda line: getattr(line.counts, name),
            align=RIGHT,
            width=width,
            adds=Adds.SUM,
        )

    return (
        Column(TOWNSHIP, lambda line: line.township, width=100),
        Column("党支部", lambda line: line.branch, width=220, tip=lambda line: line.branch),
        number("整改事项", "total"),
        number("已完成", "done", 70),
        number("核验通过", "verified"),
        number("退回", "returned", 60),
        Column(
            "超期",
            lambda line: f"超期 {line.counts.overdue} 项" if line.counts.overdue else "",
            sort_key=lambda line: line.counts.overdue,
            width=100,
            tone=lambda line: Tone.BAD if line.counts.overdue else Tone.NEUTRAL,
            mark=lambda line: "warning" if line.counts.overdue else "",
        ),
        Column(
            "最近期限",
            lambda line: str(line.next_due or ""),
            sort_key=lambda line: line.next_due,
            width=106,
        ),
        Column("通知书", lambda line: "、".join(line.notices), width=160),
    )


def lost_columns() -> Sequence[Column[LostPoint]]:
    """Of points lost that have no measure."""
    return (
        Column(TOWNSHIP, lambda one: one.township, width=92),
        Column("党支部", lambda one: one.branch, width=150, tip=lambda one: one.branch),
        Column("阶段", lambda one: PHASE_NAMES[one.phase], width=80),
        Column("指标", lambda one: one.key[1], width=52, align=CENTRE),
        Column(
            "失分",
            lambda one: tenths_cell(one.lost),
            sort_key=lambda one: one.lost,
            width=56,
            align=RIGHT,
        ),
        Column(
            "问题",
            lambda one: one.finding or one.asked,
            width=300,
            tip=lambda one: f"{one.finding}（检查内容：{one.asked}）",
        ),
        Column("备注", lambda one: "撤回过" if one.withdrawn else "", width=70),
    )
