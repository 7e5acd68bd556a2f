"""What stands in the way of the next step; nothing is ever refused without saying what is missing.

Each function gives the gates that are missing, none if the step may be taken.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from jyguide.approval.evidence import Evidence, NominationFact
from jyguide.approval.gate import Gate, GateView, State, lacking
from jyguide.approval.standing import Standing
from jyguide.approval.step import DutyStep, NominationOutcome, SubmissionKind

_FIRST = (Gate.ROSTER, Gate.TRAINING, Gate.EXAM)
_RENEWAL = (Gate.ROSTER, Gate.RENEWAL_DAY, Gate.RENEWAL_TRAINING)
_DECIDED_RENEWAL = (Gate.ROSTER, Gate.RENEWAL_TRAINING)


def why_not_listed(now: Standing, evidence: Evidence, kind: SubmissionKind) -> list[GateView]:
    """Why somebody cannot be put on a list for the city."""
    lacks = _unfit(now)
    if kind is SubmissionKind.FIRST:
        lacks += _missing(now, _FIRST)
        if now.appointment is not None:
            lacks.append(lacking(Gate.SUBMISSION, "已经批复，不需要再报首次上岗", "到期报续聘。"))
    else:
        lacks += _missing(now, _RENEWAL) + _unrenewable(now)
    other = open_name(evidence)
    if other is not None:
        lacks.append(lacking(Gate.SUBMISSION, f"已在“{other.title}”上，尚未批复"))
    return lacks


def why_not_approved(now: Standing, name: NominationFact, approved_on: date) -> list[GateView]:
    """Why a name on a list cannot be approved by a document of this day."""
    lacks = _unfit(now)
    if name.submitted_on is None:
        lacks.append(lacking(Gate.SUBMISSION, f"“{name.title}”还没有上报", "先登记上报日期。"))
    elif approved_on < name.submitted_on:
        why = f"批复日期早于 {name.submitted_on} 上报"
        lacks.append(lacking(Gate.APPROVAL, why, "请核对批复日期，或更正上报日期。"))
    if name.outcome is not NominationOutcome.WAITING:
        lacks.append(lacking(Gate.SUBMISSION, "这个名字已有结果或已撤回"))
    if now.left_on is not None:
        lacks += _before_leaving(name, approved_on, now.left_on)
    first = name.kind is SubmissionKind.FIRST
    if first and now.appointment is not None:  # by another list, of another PC
        why = f"已有批复{now.appointment.number}"
        lacks.append(lacking(Gate.APPROVAL, why, "请把这个名字从名单上撤回。"))
    return lacks + _missing(now, _FIRST if first else _DECIDED_RENEWAL)


def why_not_historic(now: Standing, approved_on: date) -> list[GateView]:
    """Why an approval given before this program was used cannot be entered."""
    lacks = _unfit(now) + _missing(now, (Gate.ROSTER,))
    if now.appointment is not None and now.state in (State.ON_DUTY, State.APPROVED):
        lacks.append(lacking(Gate.APPROVAL, f"已有批复{now.appointment.number}，不需要再认定"))
    if now.left_on is not None and approved_on <= now.left_on:
        lacks.append(lacking(Gate.APPROVAL, f"{now.left_on} 退出，之前的批复已经失效"))
    return lacks


def why_not_step(
    now: Standing, evidence: Evidence, step: DutyStep, on: date, today: date
) -> list[GateView]:
    """Why a decision beside the approval cannot be taken."""
    lacks = [view for view in [_unnecessary(now, step)] if view is not None]
    latest = max((f.on for f in evidence.decisions if _same_matter(f.step, step)), default=None)
    if latest is not None and on < latest:
        lacks.append(lacking(_GATES[step], f"日期早于 {latest} 已登记的决定"))
    if on > today:
        lacks.append(lacking(_GATES[step], f"日期晚于今天（{today}）"))
    return lacks


def open_name(evidence: Evidence) -> NominationFact | None:
    """His name on a list that is undecided or still being put together."""
    waiting = [f for f in evidence.nominations if f.outcome is NominationOutcome.WAITING]
    return max(
        waiting,
        key=lambda fact: (fact.submitted_on or date.max, str(fact.submission)),
        default=None,
    )


def _before_leaving(name: NominationFact, approved_on: date, left_on: date) -> list[GateView]:
    """Leaving ends whatever was under way: a new round asks for a new list and document."""
    lacks = []
    if name.submitted_on is not None and name.submitted_on <= left_on:
        why = f"“{name.title}”是 {left_on} 退出之前报的"
        lacks.append(lacking(Gate.SUBMISSION, why, "撤回这个名字，重新列入名单上报。"))
    if approved_on <= left_on:
        lacks.append(lacking(Gate.APPROVAL, f"批复日期要在 {left_on} 退出之后"))
    return lacks


_GATES = {
    DutyStep.TRAINING_RECOGNISED: Gate.TRAINING,
    DutyStep.EXAM_RECOGNISED: Gate.EXAM,
    DutyStep.SUSPENDED: Gate.DUTY,
    DutyStep.RESUMED: Gate.DUTY,
    DutyStep.LEFT: Gate.DUTY,
    DutyStep.RETURNED: Gate.DUTY,
}
"""The gate each decision opens or shuts."""


def _unnecessary(now: Standing, step: DutyStep) -> GateView | None:
    left = now.state is State.LEFT
    gate = _GATES[step]
    match step:
        case DutyStep.RETURNED:
            return None if left else lacking(gate, "他没有退出，不需要重新列入")
        case DutyStep.LEFT:
            return lacking(gate, "已经退出") if left else None
        case DutyStep.SUSPENDED:
            return None if now.state in _IN_POST else lacking(gate, f"还没有在岗（{now.remark}）")
        case DutyStep.RESUMED:
            fits = now.state is State.SUSPENDED
            return None if fits else lacking(gate, "没有暂停，不需要恢复")
        case DutyStep.TRAINING_RECOGNISED:
            return _needless(now, Gate.TRAINING, Gate.RENEWAL_TRAINING)
        case DutyStep.EXAM_RECOGNISED:
            return _needless(now, Gate.EXAM)


_IN_POST = (State.ON_DUTY, State.RENEWAL_DUE)


def _needless(now: Standing, *gates: Gate) -> GateView | None:
    if now.state is State.LEFT:
        return lacking(Gate.DUTY, "已经退出", "先“重新列入”。")
    views = [view for view in map(now.gate, gates) if view is not None]
    if any(not view.met for view in views):
        return None
    return lacking(gates[0], f"已经满足：{views[0].source}，不需要认定")


def _unfit(now: Standing) -> list[GateView]:
    """Whoever left or is suspended takes no step forward."""
    out = now.state in (State.LEFT, State.SUSPENDED)
    view = now.gate(Gate.DUTY)
    return [view] if out and view is not None else []


def _unrenewable(now: Standing) -> list[GateView]:
    if now.appointment is None:
        return [lacking(Gate.APPROVAL, "还没有批复，应报首次上岗")]
    return [] if now.renewal else [lacking(Gate.RENEWAL_DAY, "他的批复不设期限，不需要续聘")]


def _missing(now: Standing, wanted: Iterable[Gate]) -> list[GateView]:
    views = (now.gate(gate) for gate in wanted)
    return [view for view in views if view is not None and not view.met]


def _same_matter(one: DutyStep, other: DutyStep) -> bool:
    """Suspending and leaving follow one another; recognising stands by itself."""
    return _GATES[one] is Gate.DUTY and _GATES[other] is Gate.DUTY
