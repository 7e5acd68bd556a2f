"""Whether something may be written in a phase of a round, and whether a phase may be closed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from jyguide.documents.dates import date_text
from jyguide.people.cell import compact
from jyguide.standard.kinds import PHASE_NAMES, Phase
from jyguide.standard.round import PhasePlan, PhaseState, Scorers

REOPEN_HINT = "关闭的阶段不能重开；确需更正，请在下一阶段或下一轮次中办理。"
_AHEAD_HINT = "请到开始日期再评分，或请轮次的主办单位在“轮次设置”里提前开始日期。"


def shut_because(plan: PhasePlan, state: PhaseState, phase: Phase) -> tuple[str, str]:
    """Why nothing may be scored in a phase now, and what to do; two empty strings if it may.

    A phase past its last day is written to until somebody closes it: a visit that slipped by a
    day is better kept late than not at all.
    """
    name = PHASE_NAMES[phase]
    if state is PhaseState.CLOSED:
        return f"“{name}”阶段已经关闭，不能再写入，没有保存。", REOPEN_HINT
    if state is PhaseState.AHEAD and plan.opens_on is not None:
        opens = date_text(plan.opens_on)
        return f"“{name}”阶段 {opens} 才开始，现在还不能评分，没有保存。", _AHEAD_HINT
    return "", ""


def may_not_score(plan: PhasePlan, phase: Phase, who: str, *, assigned: bool) -> tuple[str, str]:
    """Why somebody may not score in a phase, and what to do; two empty strings if he may.

    Args:
        plan: Of the phase.
        phase: Which.
        who: The inspector's name as entered.
        assigned: Whether the inspection was given to him by lot.
    """
    name = PHASE_NAMES[phase]
    if plan.scorers is Scorers.ASSIGNED and not assigned:
        return (
            f"“{name}”阶段只由分配到的检查员评分，这次检查不是分配的任务，没有保存。",
            "请先在“互查与抽查”里分配，或请主办单位改动“轮次设置”里的评分人员。",
        )
    if plan.scorers is Scorers.NAMED and compact(who) not in map(compact, plan.named):
        listed = "、".join(plan.named) or "（还没有指定）"
        said = f"“{who}”不在其中" if who.strip() else "还没有填检查员"
        return (
            f"“{name}”阶段由指定人员评分：{listed}；{said}，没有保存。",
            "请由指定人员评分，或请主办单位在“轮次设置”里加上这个姓名。",
        )
    return "", ""


def open_before(phase: Phase, closed: Mapping[Phase, date]) -> Phase | None:
    """The phase that has to be closed before this one can be, or None."""
    order = list(Phase)
    earlier = order[: order.index(phase)]
    return next((one for one in earlier if one not in closed), None)
