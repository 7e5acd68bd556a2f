"""How far one instructor is on the way to his post on a given day.

The state follows from dated facts alone. Nobody sets it, so no step can be skipped by setting it,
two PCs that know the same say the same, and the standing as of a day does not depend on what was
done later.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jyguide.approval import gates
from jyguide.approval.evidence import AppointmentFact, Evidence, TermFact, known_on
from jyguide.approval.gate import AT_WORK, Gate, GateView, State, names_first
from jyguide.approval.rule import PostRule
from jyguide.approval.step import AppointmentKind

_PREPARATION = (
    (Gate.TRAINING, State.CANDIDATE),
    (Gate.EXAM, State.TRAINED),
    (Gate.SUBMISSION, State.PASSED),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """One person as of one day.

    Attributes:
        gates: Those on the way to the post, in its order.
        renewal: Those of a renewal; empty where his approval has no end or there is none.
        term: His place on the roster that day; None: he is on none.
        appointment: The approval that counts: the one in force, else the last.
        left_on: The day he left last, if he ever did.
        fallen: Gates he has no longer, though he was submitted or approved.
    """

    day: date
    state: State
    gates: tuple[GateView, ...]
    renewal: tuple[GateView, ...] = ()
    term: TermFact | None = None
    appointment: AppointmentFact | None = None
    left_on: date | None = None
    fallen: tuple[GateView, ...] = ()

    @property
    def warning(self) -> str:
        """What fell away, in words: an approval is not taken away by it, but somebody should look.

        Empty where nothing did.
        """
        return f"{self._got}，但现在缺：{names_first(self.fallen)}" if self.fallen else ""

    @property
    def _got(self) -> str:
        view = self.gate(Gate.APPROVAL)
        return "已批复" if view and view.met else "已上报"

    @property
    def at_work(self) -> bool:
        """Whether he is counted as being in post."""
        return self.state in AT_WORK and self.term is not None

    def gate(self, gate: Gate) -> GateView | None:
        """The gate as it stands; None for one of a renewal where there is none."""
        return next((one for one in (*self.gates, *self.renewal) if one.gate is gate), None)

    @property
    def lacks(self) -> tuple[GateView, ...]:
        """What stands between him and the post, or a renewal that is due; the next one first."""
        if self.state in (State.RENEWAL_DUE, State.EXPIRED):
            return tuple(one for one in self.renewal if not one.met)
        lacks = [one for one in self.gates if not one.met]
        if self.state in (State.LEFT, State.SUSPENDED):
            lacks.sort(key=lambda one: one.gate is not Gate.DUTY)
        return tuple(lacks)

    @property
    def remark(self) -> str:
        """What is next, in words, for a list: never a bare yes or no."""
        if self.state in (State.RENEWAL_DUE, State.EXPIRED) and not self.lacks:
            return "续聘已上报，等待批复"
        if self.state is State.SUBMITTED:
            view = self.gate(Gate.SUBMISSION)
            return f"等待批复：{view.source}" if view else ""
        if self.lacks:
            return f"缺：{self.lacks[0].lack}"
        return _term_text(self.appointment)


def standing(evidence: Evidence, rule: PostRule, day: date) -> Standing:
    """Where somebody stands at the end of a day.

    Args:
        evidence: Everything known of him, later facts among it; in any order.
        rule: The terms of approvals.
        day: As of when.
    """
    known = known_on(evidence, day)
    this = gates.round_of(known.decisions)
    approvals = gates.counting(known, this)
    historic = _historic(approvals)
    term = term_on(known, day)
    way = (
        gates.roster_gate(term),
        gates.training_gate(known, historic),
        gates.exam_gate(known, historic),
        gates.submission_gate(known, this, historic),
        gates.approval_gate(approvals),
        gates.term_gate(approvals, day),
        gates.duty_gate(this),
    )
    renewal = gates.renewal_gates(known, approvals, rule, day)
    state = _state(way, approvals, this, rule, day)
    return Standing(
        day,
        state,
        way,
        renewal,
        term,
        _appointment(approvals, day),
        this.after,
        _fallen(way, state),
    )


def term_on(evidence: Evidence, day: date) -> TermFact | None:
    """His place on a roster that day; of two the one that began last."""
    held = [term for term in evidence.terms if term.holds(day)]
    return max(held, key=lambda t: (t.began_on or date.min, t.station, t.kind), default=None)


def _state(
    way: tuple[GateView, ...],
    approvals: list[AppointmentFact],
    this: gates.Round,
    rule: PostRule,
    day: date,
) -> State:
    if this.left:
        return State.LEFT
    if not approvals:
        met = {view.gate for view in way if view.met}
        return next((state for gate, state in _PREPARATION if gate not in met), State.SUBMITTED)
    if this.suspended:
        return State.SUSPENDED
    if any(fact.holds(day) for fact in approvals):
        end = approvals[-1].valid_until
        due = end is not None and day >= rule.first_renewal_day(end)
        return State.RENEWAL_DUE if due else State.ON_DUTY
    coming = any(fact.effective_on > day for fact in approvals)
    return State.APPROVED if coming else State.EXPIRED


def _appointment(approvals: list[AppointmentFact], day: date) -> AppointmentFact | None:
    in_force = [fact for fact in approvals if fact.holds(day)]
    best = in_force or approvals
    return best[-1] if best else None


def _historic(approvals: list[AppointmentFact]) -> AppointmentFact | None:
    return next((one for one in approvals if one.kind is AppointmentKind.HISTORIC), None)


def _fallen(way: tuple[GateView, ...], state: State) -> tuple[GateView, ...]:
    submitted = any(view.met and view.gate is Gate.SUBMISSION for view in way)
    preparing = state in (State.CANDIDATE, State.TRAINED, State.PASSED) and not submitted
    if preparing or state is State.LEFT:
        return ()
    asked = (Gate.ROSTER, Gate.TRAINING, Gate.EXAM, Gate.SUBMISSION)
    return tuple(view for view in way if not view.met and view.gate in asked)


def _term_text(appointment: AppointmentFact | None) -> str:
    if appointment is None:
        return ""
    until = appointment.valid_until
    return f"任期至 {until.isoformat()}" if until else "不设期限"
