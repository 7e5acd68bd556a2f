"""How measures, talks and adjustments read in a table, and one of them beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from jyguide.secretary.adjustment import AdjustmentRow
from jyguide.secretary.kinds import (
    ADJUSTMENT_KIND_NAMES,
    MEASURE_ORIGIN_NAMES,
    TALK_KIND_NAMES,
)
from jyguide.secretary.measure import (
    MEASURE_STATE_NAMES,
    MeasureFacts,
    MeasureRow,
    MeasureState,
    days_over,
    due_text,
    gap,
    state_on,
)
from jyguide.secretary.talk import TalkRow
from ui.theme import Tone
from ui.widgets import CENTRE, Column

Facts = list[tuple[str, str]]
_ORDER = list(MeasureState)
_TONES = {
    MeasureState.OPEN: Tone.INFO,
    MeasureState.PLANNED: Tone.NEUTRAL,
    MeasureState.OVERDUE: Tone.BAD,
    MeasureState.DONE: Tone.GOLD,
    MeasureState.CONFIRMED: Tone.GOOD,
}
_MARKS = {
    MeasureState.OPEN: "edit",
    MeasureState.PLANNED: "clock",
    MeasureState.OVERDUE: "warning",
    MeasureState.DONE: "search",
    MeasureState.CONFIRMED: "good",
}


def state_word(row: MeasureRow, today: date) -> str:
    """How a measure stands."""
    return MEASURE_STATE_NAMES[state_on(row.facts, today)]


def measure_columns(today: date) -> Sequence[Column[MeasureRow]]:
    """Of the ledger of measures, as of today."""

    def state(row: MeasureRow) -> MeasureState:
        return state_on(row.facts, today)

    def due(row: MeasureRow) -> str:
        return due_text(row.facts, today) or _day(row.facts.due_on)

    return (
        *person_columns(),
        Column(
            "问题", lambda row: row.facts.problem, width=190, tip=lambda row: row.facts.problem
        ),
        Column(
            "状态",
            lambda row: state_word(row, today),
            sort_key=lambda row: _ORDER.index(state(row)),
            width=96,
            tone=lambda row: _TONES[state(row)],
            mark=lambda row: _MARKS[state(row)],
        ),
        Column(
            "期限",
            due,
            sort_key=lambda row: row.facts.due_on,
            width=104,
            tone=lambda row: Tone.BAD if days_over(row.facts, today) else Tone.NEUTRAL,
            tip=lambda row: _day(row.facts.due_on),
        ),
        Column(
            "责任人",
            lambda row: row.facts.owner,
            width=84,
            tip=lambda row: row.facts.owner,
            names=True,
        ),
    )


def talk_columns() -> Sequence[Column[TalkRow]]:
    """Of the ledger of talks."""
    return (
        *person_columns(),
        Column("日期", lambda row: _day(row.facts.talked_on), width=104),
        Column("类型", lambda row: TALK_KIND_NAMES[row.facts.kind], width=84),
        Column(
            "谈话人", lambda row: row.facts.talker, width=76, tip=lambda row: row.facts.talker,
            names=True,
        ),
        Column(
            "约定整改", lambda row: str(row.measures or ""), width=80, align=CENTRE,
            sort_key=lambda row: row.measures,
        ),
        Column(
            "要点", lambda row: " ".join(row.facts.topics.split()), width=120,
            tip=lambda row: row.facts.topics,
        ),
    )  # fmt: skip


def adjustment_columns() -> Sequence[Column[AdjustmentRow]]:
    """Of the ledger of adjustments."""
    return (
        *person_columns(),
        Column("决定日期", lambda row: _day(row.facts.decided_on), width=104),
        Column("类型", lambda row: ADJUSTMENT_KIND_NAMES[row.facts.kind], width=72),
        Column("接任人", lambda row: row.facts.successor, width=90, names=True),
        Column("原因", lambda row: row.facts.reason, width=160, tip=lambda row: row.facts.reason),
    )


def measure_facts(row: MeasureRow, today: date) -> Facts:
    """One measure, all of it."""
    facts = row.facts
    return [
        ("单位", row.person.label),
        ("来源", f"{MEASURE_ORIGIN_NAMES[facts.origin]}（{facts.year} 年度）"),
        ("问题", facts.problem),
        ("发现日期", _day(facts.found_on)),
        ("整改措施", facts.measure),
        ("责任人", facts.owner),
        ("期限", f"{_day(facts.due_on)}　{due_text(facts, today)}".strip()),
        _done(facts),
        ("确认", f"{_day(facts.confirmed_on)}　{facts.confirmed_by}".strip()),
        *([("注意", gap(facts))] if gap(facts) else []),
    ]


def _done(facts: MeasureFacts) -> tuple[str, str]:
    """When and how it was done; why it was handed back, while it is not done again."""
    if facts.done_on is None and facts.done_note:
        return "退回", facts.done_note
    return "完成", f"{_day(facts.done_on)}　{facts.done_note}".strip()


def talk_facts(row: TalkRow) -> Facts:
    """One talk, all of it."""
    facts = row.facts
    return [
        ("谈话对象", row.person.label),
        ("类型", f"{TALK_KIND_NAMES[facts.kind]}（{facts.year} 年度）"),
        ("时间地点", f"{_day(facts.talked_on)}　{facts.place}".strip()),
        ("谈话人", facts.talker),
        ("谈话要点", facts.topics),
        ("本人表态", facts.reply),
        ("约定整改", f"{row.measures} 条" if row.measures else "没有"),
    ]


def adjustment_facts(row: AdjustmentRow) -> Facts:
    """One adjustment, all of it."""
    facts = row.facts
    return [
        ("姓名", row.person.label),
        ("类型", f"{ADJUSTMENT_KIND_NAMES[facts.kind]}（{facts.year} 年度）"),
        ("决定日期", _day(facts.decided_on)),
        ("原任", f"{facts.organisation} {facts.post}".strip()),
        ("现在", f"{row.person.organisation} {row.person.post or '没有职务'}".strip()),
        ("原因", facts.reason),
        ("文号", facts.document),
        ("接任人", facts.successor),
    ]


def search_text(row: Any) -> str:
    """What finds a line besides what it shows."""
    return f"{row.person.search}\n{row.person.township}"


def person_columns() -> tuple[Column[Any], Column[Any]]:
    """Whom a line of any ledger is about."""
    return (
        Column(
            "姓名",
            lambda row: row.person.name,
            width=92,
            sort_key=lambda row: row.person.order,
            tip=lambda row: row.person.label,
            names=True,
        ),
        Column(
            "单位",
            lambda row: row.person.organisation,
            width=108,
            tip=lambda row: row.person.label,
        ),
    )


def _day(day: date | None) -> str:
    return f"{day:%Y-%m-%d}" if day else ""
