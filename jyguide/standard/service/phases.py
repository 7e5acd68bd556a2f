"""The one place that says whether a phase of a round may be written to."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import PhaseClosing, StandardRound
from jyguide.errors import RuleError
from jyguide.ids import RoundId
from jyguide.standard.kinds import PHASE_NAMES, Phase
from jyguide.standard.phases import REOPEN_HINT, may_not_score, shut_because
from jyguide.standard.round import PhaseState, phase_state
from jyguide.standard.stored import schedule_from_json


def require_open(
    session: Session,
    round_id: RoundId,
    phase: Phase,
    day: date,
    who: str,
    *,
    assigned: bool = False,
) -> PhaseState:
    """Refuse what may not be scored in a phase on a day; two statements.

    Args:
        session: Of the action, so that a closing in it is seen.
        round_id: Which round.
        phase: Which phase of it.
        day: Today.
        who: The inspector's name as entered; empty where nobody is named yet.
        assigned: Whether the inspection came from a lot.

    Returns:
        RUNNING, or OVERDUE: past its last day it is written to until closed, and that is said.

    Raises:
        RuleError: the round is gone, the phase not yet open or closed, or he may not score in it.
    """
    row = living_round(session, round_id)
    plan = schedule_from_json(row.schedule)[phase]
    state = phase_state(plan, day, closed=is_closed(session, round_id, phase))
    for reason, hint in (
        shut_because(plan, state, phase),
        may_not_score(plan, phase, who, assigned=assigned),
    ):
        if reason:
            raise RuleError(reason, hint=hint)
    return state


def first_day(session: Session, round_id: RoundId, phase: Phase) -> date:
    """The day from which a phase may have been scored; where none is laid down, a year's grace.

    Raises:
        RuleError: the round is gone.
    """
    row = living_round(session, round_id)
    return schedule_from_json(row.schedule)[phase].opens_on or date(row.year - 1, 1, 1)


def require_unclosed(session: Session, round_id: RoundId, phase: Phase) -> None:
    """Refuse what may not be prepared any more, such as assignments ahead of the first day.

    Raises:
        RuleError: the round is gone, or the phase is closed.
    """
    living_round(session, round_id)
    if is_closed(session, round_id, phase):
        raise RuleError(
            f"“{PHASE_NAMES[phase]}”阶段已经关闭，不能再写入，没有保存。", hint=REOPEN_HINT
        )


def require_round_open(session: Session, round_id: RoundId) -> None:
    """Refuse what belongs to no phase, such as a follow-up visit, once the last one is closed.

    Raises:
        RuleError: the round is gone, or its last phase is closed.
    """
    row = living_round(session, round_id)
    if is_closed(session, round_id, list(Phase)[-1]):
        raise RuleError(
            f"“{row.name}”的四个阶段都已关闭，不能再写入，没有保存。",
            hint="请在下一轮次里办理。",
        )


def is_closed(session: Session, round_id: RoundId, phase: Phase) -> bool:
    """Whether a phase was closed."""
    found = session.scalar(
        select(PhaseClosing.id)
        .where(
            PhaseClosing.round_id == round_id,
            PhaseClosing.phase == phase.value,
            PhaseClosing.deleted.is_(False),
        )
        .limit(1)
    )
    return found is not None


def living_round(session: Session, round_id: RoundId) -> StandardRound:
    """The row of a round.

    Raises:
        RuleError: it was deleted meanwhile.
    """
    row = session.get(StandardRound, round_id)
    if row is None or row.deleted:
        raise RuleError("这个轮次已被删除。", hint="请刷新后重新选择轮次。")
    return row
