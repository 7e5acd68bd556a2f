"""Which gates somebody has passed, by what; and of the others, what is missing.

All facts handed in are those known on the day asked about (evidence.known_on).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from jyguide.approval.evidence import (
    AppointmentFact,
    DutyFact,
    Evidence,
    ExamFact,
    NominationFact,
    TermFact,
    TrainingFact,
)
from jyguide.approval.gate import Gate, GateView, lacking, passed
from jyguide.approval.rule import PostRule
from jyguide.approval.step import AppointmentKind, DutyStep, NominationOutcome
from jyguide.training.session import ATTENDANCE_NAMES

_TRAIN = "在“培训”里为他报名并签到任前培训；在外参加的可补记；确有依据的可“认定已培训”并写明理由。"
_EXAMINE = "在“考试”里参加统考，或任前培训的结业考试；确有依据的可“认定已考试合格”并写明理由。"
_SUBMIT = "在“上岗”里选中他，制作上报名单并上报。"
_APPROVE = "收到批复后，在“上报与批复”里登记文号和日期。"
_LIST = "在“人员”里把他登记为专职或兼职指导员。"


@dataclass(frozen=True, slots=True)
class Round:
    """One way to the post: whoever left and was listed again goes a new one.

    Training and exam of an earlier round still count; its submissions and approvals do not.

    Attributes:
        after: The day he left last; None in the first round.
        left: The decision by which he is out now.
        suspended: The decision that suspends him now.
    """

    after: date | None
    left: DutyFact | None
    suspended: DutyFact | None

    def counts(self, day: date) -> bool:
        return self.after is None or day > self.after


def round_of(decisions: Iterable[DutyFact]) -> Round:
    """Where the decisions leave somebody, in whatever order they are handed in."""
    ordered = sorted(decisions, key=lambda fact: fact.order)
    leavings = [fact for fact in ordered if fact.step in (DutyStep.LEFT, DutyStep.RETURNED)]
    pauses = [fact for fact in ordered if fact.step in (DutyStep.SUSPENDED, DutyStep.RESUMED)]
    last_left = next((f for f in reversed(leavings) if f.step is DutyStep.LEFT), None)
    after = last_left.on if last_left else None
    left = leavings[-1] if leavings and leavings[-1].step is DutyStep.LEFT else None
    paused = pauses[-1] if pauses and pauses[-1].step is DutyStep.SUSPENDED else None
    if paused and last_left and paused.order < last_left.order:
        paused = None  # leaving ended the post that was suspended
    return Round(after, left, paused)


def counting(evidence: Evidence, this: Round) -> list[AppointmentFact]:
    """Approvals of this round, the one that ends first before the others."""
    found = [fact for fact in evidence.appointments if this.counts(fact.approved_on)]
    return sorted(found, key=lambda fact: (fact.end, fact.approved_on, fact.id))


def roster_gate(term: TermFact | None) -> GateView:
    """Whether he is on a station's list of instructors."""
    if term is None:
        return lacking(Gate.ROSTER, "不在指导员名单上", _LIST)
    return passed(Gate.ROSTER, term.began_on, term.station)


def training_gate(evidence: Evidence, historic: AppointmentFact | None) -> GateView:
    """Pre-post training attended, recorded from elsewhere, or recognised with a reason."""
    found = _trainings(evidence)
    if found:
        return passed(Gate.TRAINING, *found[0])
    if historic:
        return passed(Gate.TRAINING, historic.approved_on, _historic(historic))
    return lacking(Gate.TRAINING, _why_untrained(evidence.trainings), _TRAIN)


def exam_gate(evidence: Evidence, historic: AppointmentFact | None) -> GateView:
    """A pass in a unified exam or that of a pre-post training, after it or in the same session."""
    found = sorted(
        [(fact.on, fact.title) for fact in evidence.exams if _counts(fact, evidence)]
        + _recognised(evidence.decisions, DutyStep.EXAM_RECOGNISED)
    )
    if found:
        return passed(Gate.EXAM, *found[0])
    if historic:
        return passed(Gate.EXAM, historic.approved_on, _historic(historic))
    return lacking(Gate.EXAM, _why_not_passed(evidence.exams), _where_examined(evidence.served))


def submission_gate(evidence: Evidence, this: Round, historic: AppointmentFact | None) -> GateView:
    """His name on a list that was submitted, undecided or approved."""
    mine = [
        fact
        for fact in evidence.nominations
        if fact.submitted_on is None or this.counts(fact.submitted_on)
    ]
    view = _listed(Gate.SUBMISSION, mine)
    if not view.met and historic:
        return passed(Gate.SUBMISSION, historic.approved_on, _historic(historic))
    return view


def approval_gate(approvals: list[AppointmentFact]) -> GateView:
    """The city's document."""
    if not approvals:
        return lacking(Gate.APPROVAL, "还没有登记批复", _APPROVE)
    last = max(approvals, key=lambda fact: (fact.approved_on, fact.id))
    return passed(Gate.APPROVAL, last.approved_on, _document(last))


def term_gate(approvals: list[AppointmentFact], day: date) -> GateView:
    """Whether an approval holds on this day."""
    now = [fact for fact in approvals if fact.holds(day)]
    if now:
        until = now[-1].valid_until
        return passed(
            Gate.TERM, now[-1].effective_on, f"至 {until.isoformat()}" if until else "不设期限"
        )
    coming = [fact.effective_on for fact in approvals if fact.effective_on > day]
    if coming:
        return lacking(Gate.TERM, f"{min(coming).isoformat()} 起上岗", "到那一天自动转为在岗。")
    if approvals:
        ended = approvals[-1].end.isoformat()
        return lacking(Gate.TERM, f"任期已于 {ended} 届满", "报续聘并登记续聘批复。")
    return lacking(Gate.TERM, "批复后才有任期", _APPROVE)


def duty_gate(this: Round) -> GateView:
    """That he was neither suspended nor has left."""
    if this.left:
        return lacking(Gate.DUTY, f"{this.left.on} 已退出：{this.left.reason}", "可“重新列入”。")
    if this.suspended:
        why = f"{this.suspended.on} 起暂停：{this.suspended.reason}"
        return lacking(Gate.DUTY, why, "可“恢复上岗”。")
    return passed(Gate.DUTY, None, "没有暂停或退出")


def renewal_gates(
    evidence: Evidence, approvals: list[AppointmentFact], rule: PostRule, day: date
) -> tuple[GateView, ...]:
    """What a renewal asks for; nothing where no approval ends."""
    if not approvals or approvals[-1].valid_until is None:
        return ()
    last = approvals[-1]
    gates = [_renewal_day(last, rule, day)]
    if rule.renewal_needs_training:
        gates.append(_renewal_training(evidence, last))
    since = [
        fact
        for fact in evidence.nominations
        if fact.submitted_on is None or fact.submitted_on > last.approved_on
    ]
    gates.append(_listed(Gate.RENEWAL_SUBMISSION, since))
    return tuple(gates)


def _renewal_day(last: AppointmentFact, rule: PostRule, day: date) -> GateView:
    first = rule.first_renewal_day(last.end)
    if day >= first:
        return passed(Gate.RENEWAL_DAY, first, f"任期至 {last.end.isoformat()}")
    return lacking(Gate.RENEWAL_DAY, f"{first.isoformat()} 起可报", "到那一天再报。")


def _renewal_training(evidence: Evidence, last: AppointmentFact) -> GateView:
    found = sorted(
        [(f.on, f.title) for f in evidence.trainings if f.attended and f.on > last.approved_on]
        + [
            one
            for one in _recognised(evidence.decisions, DutyStep.TRAINING_RECOGNISED)
            if one[0] > last.approved_on
        ]
    )
    if found:
        return passed(Gate.RENEWAL_TRAINING, *found[-1])
    why = f"{last.approved_on.isoformat()} 批复之后还没有参加培训"
    return lacking(Gate.RENEWAL_TRAINING, why, _TRAIN)


def _trainings(evidence: Evidence) -> list[tuple[date, str]]:
    held = [
        (fact.on, fact.title + (f"（{fact.organiser}）" if fact.organiser else ""))
        for fact in evidence.trainings
        if fact.pre_post and fact.attended
    ]
    return sorted(held + _recognised(evidence.decisions, DutyStep.TRAINING_RECOGNISED))


def _recognised(decisions: Iterable[DutyFact], step: DutyStep) -> list[tuple[date, str]]:
    return [(fact.on, f"认定：{fact.reason}") for fact in decisions if fact.step is step]


def _why_untrained(trainings: Iterable[TrainingFact]) -> str:
    missed = [fact for fact in trainings if fact.pre_post and not fact.attended]
    if not missed:
        return "还没有参加任前培训"
    last = max(missed, key=lambda fact: (fact.on, fact.title))
    how = ATTENDANCE_NAMES[last.attendance]
    return f"已报名“{last.title}”（{last.on.isoformat()}），{how}"


def _counts(fact: ExamFact, evidence: Evidence) -> bool:
    """Passed, and after a training or in the very session of one."""
    if not fact.passed or fact.waiting:
        return False
    sessions = {t.session for t in evidence.trainings if t.pre_post and t.attended and t.session}
    trained = _trainings(evidence)
    return fact.session in sessions or bool(trained and trained[0][0] <= fact.on)


def _why_not_passed(exams: Iterable[ExamFact]) -> str:
    ordered = sorted(exams, key=lambda fact: (fact.on, fact.title))
    if not ordered:
        return "还没有参加统考或任前培训的考试"
    last = ordered[-1]
    what = f"“{last.title}”（{last.on.isoformat()}）"
    if last.waiting:
        return f"{what}还有简答题没有评阅"
    if not last.passed:
        return f"{what}没有达到及格分"
    return f"{what}合格，但考在任前培训之前"


def _where_examined(served: tuple[str, ...]) -> str:
    """Papers stay where they were written: whoever came from another station may have passed."""
    if not served:
        return _EXAMINE
    there = "、".join(dict.fromkeys(served))
    return (
        f"他曾在{there}，在那里的成绩不随人转来：请向该站或市级核实，已合格的可予认定。{_EXAMINE}"
    )


def _listed(gate: Gate, nominations: Iterable[NominationFact]) -> GateView:
    """By the name that got furthest; of several the latest."""
    ordered = sorted(
        nominations, key=lambda fact: (fact.submitted_on or date.min, str(fact.submission))
    )
    open_ = [fact for fact in ordered if fact.submitted_on and _stands(fact)]
    if open_:
        last = open_[-1]
        return passed(gate, last.submitted_on, f"{last.number} {last.title}".strip())
    return lacking(gate, _why_not_listed(ordered), _SUBMIT)


def _stands(fact: NominationFact) -> bool:
    return fact.outcome in (NominationOutcome.WAITING, NominationOutcome.APPROVED)


def _why_not_listed(ordered: list[NominationFact]) -> str:
    drafts = [fact for fact in ordered if fact.submitted_on is None and _stands(fact)]
    if drafts:
        return f"已列入“{drafts[-1].title}”，名单还没有上报"
    refused = [fact for fact in ordered if fact.outcome is NominationOutcome.REFUSED]
    if refused:
        return f"“{refused[-1].title}”未批准：{refused[-1].reason}"
    return "还没有列入上报名单"


def _document(fact: AppointmentFact) -> str:
    if fact.kind is AppointmentKind.HISTORIC:
        return _historic(fact)
    return fact.number


def _historic(fact: AppointmentFact) -> str:
    return f"历史认定：{fact.reason}" + (f"（{fact.number}）" if fact.number else "")
