"""How states, gates and outcomes are coloured, and the columns of the tables."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from jyguide.approval.establishment import EstablishmentLine, Filled
from jyguide.approval.gate import GATE_NAMES, STATE_NAMES, State, names_first
from jyguide.approval.row import NominationRow, StandingRow, SubmissionRow
from jyguide.approval.step import (
    NOMINATION_OUTCOME_NAMES,
    SUBMISSION_KIND_NAMES,
    NominationOutcome,
)
from jyguide.people.row import INSTRUCTOR_KIND_NAMES
from ui.theme import Tone
from ui.widgets import RIGHT, Adds, Column
from ui.widgets.person_column import person_column

STATE_TONES = {
    State.CANDIDATE: Tone.NEUTRAL,
    State.TRAINED: Tone.NEUTRAL,
    State.PASSED: Tone.INFO,
    State.SUBMITTED: Tone.INFO,
    State.APPROVED: Tone.GOOD,
    State.ON_DUTY: Tone.GOOD,
    State.RENEWAL_DUE: Tone.WARN,
    State.EXPIRED: Tone.WARN,
    State.SUSPENDED: Tone.WARN,
    State.LEFT: Tone.QUIET,
}
_OUTCOME_TONES = {
    NominationOutcome.WAITING: Tone.INFO,
    NominationOutcome.APPROVED: Tone.GOOD,
    NominationOutcome.REFUSED: Tone.WARN,
    NominationOutcome.WITHDRAWN: Tone.QUIET,
}
STATION_COLUMN = 1
"""Of the board: shown only where there is more than one station."""


def board_columns() -> list[Column[StandingRow]]:
    """Of the board of instructors."""
    return [
        person_column(),
        Column("指导站", lambda row: row.station, width=90),
        Column("类别", kind_text, width=56),
        Column("状态", state_text, _state_key, width=104, tone=_state_tone),
        Column(
            "下一步",
            remark_text,
            width=200,
            mark=lambda row: "warning" if row.standing.fallen else "",
            tone=lambda row: Tone.WARN if row.standing.fallen else Tone.NEUTRAL,
            tip=remark_tip,
        ),
    ]


def state_text(row: StandingRow) -> str:
    """The state in words."""
    return STATE_NAMES[row.standing.state]


def kind_text(row: StandingRow) -> str:
    """专职 or 兼职."""
    return INSTRUCTOR_KIND_NAMES.get(row.kind, "")


def remark_text(row: StandingRow) -> str:
    """What is next in short: where the column is narrow, reasons are cut off and never a gate."""
    now = row.standing
    if not now.fallen:
        return now.remark
    gone = "、".join(GATE_NAMES[view.gate] for view in now.fallen)
    if now.lacks and now.lacks[0] not in now.fallen:
        return f"缺：{GATE_NAMES[now.lacks[0].gate]}；另外现在缺：{gone}"
    return f"现在缺：{gone}（{now.fallen[0].missing}）"


def remark_tip(row: StandingRow) -> str:
    """The same in full."""
    return "；".join(part for part in (row.standing.warning, row.standing.remark) if part)


def search_text(row: StandingRow) -> str:
    """Readings of the name."""
    return row.person.search


def _state_tone(row: StandingRow) -> Tone:
    return STATE_TONES[row.standing.state]


def _state_key(row: StandingRow) -> int:
    return list(State).index(row.standing.state)


def list_columns() -> list[Column[SubmissionRow]]:
    """Of the lists."""
    return [
        Column("标题", short_title, width=172, tip=lambda row: row.title),
        Column("指导站", lambda row: row.station, width=82),
        Column("种类", lambda row: SUBMISSION_KIND_NAMES[row.kind][:2], width=54),
        Column("上报", submitted_text, _submitted_key, width=98, tone=_submitted_tone),
        Column("结果", outcome_text, width=150, tip=outcome_text),
    ]


def short_title(row: SubmissionRow) -> str:
    """Without what every request begins and ends with: 关于批准…的请示."""
    return row.title.removeprefix("关于").removeprefix("批准").removesuffix("的请示") or row.title


def submitted_text(row: SubmissionRow) -> str:
    """The day it went to the city, or that it did not yet."""
    return row.submitted_on.isoformat() if row.submitted_on else "尚未上报"


def outcome_text(row: SubmissionRow) -> str:
    """``待批复 3，已批复 12``."""
    return "，".join(
        f"{NOMINATION_OUTCOME_NAMES[outcome]} {row.counts[outcome]}"
        for outcome in NominationOutcome
        if row.counts.get(outcome)
    )


def _submitted_key(row: SubmissionRow) -> date:
    return row.submitted_on or date.max


def _submitted_tone(row: SubmissionRow) -> Tone:
    return Tone.WARN if row.is_draft else Tone.NEUTRAL


def name_columns() -> list[Column[NominationRow]]:
    """Of the names on a list."""
    return [
        person_column(),
        Column("类别", lambda row: INSTRUCTOR_KIND_NAMES.get(row.kind, ""), width=56),
        Column("结果", _outcome, width=76, tone=lambda row: _OUTCOME_TONES[row.outcome]),
        Column("文号或缘由", name_remark, width=130, tip=name_tip),
    ]


def name_remark(row: NominationRow) -> str:
    """The document, the reason, or what he lacks now."""
    if row.lacks:
        return f"缺：{names_first(row.lacks)}"
    return row.document or row.reason


def name_tip(row: NominationRow) -> str:
    """The same with the day on which it was decided."""
    day = row.decided_on.isoformat() if row.decided_on else ""
    return "　".join(part for part in (name_remark(row), day) if part)


def _outcome(row: NominationRow) -> str:
    return NOMINATION_OUTCOME_NAMES[row.outcome]


def post_columns() -> list[Column[EstablishmentLine]]:
    """Of the establishment."""
    name: Column[EstablishmentLine] = Column("指导站", lambda line: line.name, width=140)
    return [name, *_filled_columns("专职", _full_time), *_filled_columns("兼职", _part_time)]


def _filled_columns(
    kind: str, of: Callable[[EstablishmentLine], Filled]
) -> list[Column[EstablishmentLine]]:
    def posts(line: EstablishmentLine) -> int | None:
        return of(line).posts

    def posts_text(line: EstablishmentLine) -> str:
        return "—" if of(line).posts is None else str(of(line).posts)

    def balance(line: EstablishmentLine) -> int | None:
        return of(line).balance

    def tone(line: EstablishmentLine) -> Tone:
        return _balance_tone(of(line))

    def at_work(line: EstablishmentLine) -> int:
        return of(line).at_work

    def listed(line: EstablishmentLine) -> int:
        return of(line).listed

    return [
        Column(f"{kind}编制", posts_text, posts, RIGHT, width=88, adds=Adds.SUM),
        Column(
            f"{kind}在岗", lambda line: str(at_work(line)), at_work, RIGHT, width=88, adds=Adds.SUM
        ),
        Column(
            f"{kind}在册", lambda line: str(listed(line)), listed, RIGHT, width=88, adds=Adds.SUM
        ),
        Column(f"{kind}余缺", lambda line: of(line).words, balance, width=110, tone=tone),
    ]


def _full_time(line: EstablishmentLine) -> Filled:
    return line.full_time


def _part_time(line: EstablishmentLine) -> Filled:
    return line.part_time


def _balance_tone(filled: Filled) -> Tone:
    if filled.balance is None:
        return Tone.QUIET
    return Tone.WARN if filled.balance else Tone.GOOD
