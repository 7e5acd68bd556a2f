import random
import uuid
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from jyguide.approval.evidence import (
    AppointmentFact,
    DutyFact,
    Evidence,
    ExamFact,
    NominationFact,
    TermFact,
    TrainingFact,
)
from jyguide.approval.gate import GATE_NAMES, Gate, State
from jyguide.approval.guard import (
    open_name,
    why_not_approved,
    why_not_historic,
    why_not_listed,
    why_not_step,
)
from jyguide.approval.rule import PostRule
from jyguide.approval.standing import standing
from jyguide.approval.step import AppointmentKind, DutyStep, NominationOutcome, SubmissionKind
from jyguide.training.session import Attendance

RULE = PostRule()
START = date(2026, 1, 1)
TERM = TermFact("full_time", "周庄镇")


def day(after):
    return START + timedelta(days=after)


TRAINED, PASSED, LISTED, APPROVED, BEGUN, UNTIL = map(day, (10, 11, 20, 30, 31, 1125))


def key(number):
    return uuid.UUID(int=number)


def trained(on=TRAINED, **more):
    return TrainingFact(on, "任前培训", **({"session": key(1)} | more))


def passing(on=PASSED, **more):
    return ExamFact(on, "结业考试", passed=True, **more)


def named(number=1, kind=SubmissionKind.FIRST, submitted_on=LISTED, **more):
    return NominationFact(key(number), f"名单{number}", kind, submitted_on, **more)


def approved(number=1, approved_on=APPROVED, effective_on=BEGUN, until=UNTIL, **more):
    kind = more.pop("kind", AppointmentKind.FIRST)
    doc = "澄组〔2026〕12号"
    return AppointmentFact(key(number), kind, doc, approved_on, effective_on, until, **more)


def on(after, *facts, rule=RULE):
    """The standing of somebody of whom these facts are known."""
    places = {
        TrainingFact: "trainings",
        ExamFact: "exams",
        NominationFact: "nominations",
        AppointmentFact: "appointments",
        DutyFact: "decisions",
    }
    held = {}
    for fact in facts:
        held.setdefault(places[type(fact)], []).append(fact)
    evidence = Evidence((TERM,), **{name: tuple(found) for name, found in held.items()})
    return standing(evidence, rule, day(after))


WAY = (trained(), passing(session=key(1)), named(), approved())
DONE = replace(named(), outcome=NominationOutcome.APPROVED, decided_on=day(30))


def test_each_step_leads_to_the_next_and_says_what_is_missing():
    stands = [on(100, *WAY[:count]) for count in range(5)]
    assert [one.state for one in stands] == [
        State.CANDIDATE,
        State.TRAINED,
        State.PASSED,
        State.SUBMITTED,
        State.ON_DUTY,
    ]
    assert [one.remark for one in stands] == [
        "缺：统一培训（还没有参加任前培训）",
        "缺：统一考试（还没有参加统考或任前培训的考试）",
        "缺：上报（还没有列入上报名单）",
        "等待批复：名单1",
        "任期至 2029-01-30",
    ]
    assert not stands[-1].lacks
    assert [gate.source for gate in stands[-1].gates[1:5]] == [
        "任前培训",
        "结业考试",
        "名单1",
        "澄组〔2026〕12号",
    ]


def test_no_later_step_makes_up_for_an_earlier_one():
    assert on(100, passing(), named()).state is State.CANDIDATE
    assert on(100, trained(), named()).state is State.TRAINED
    early = on(100, trained(day(50)), passing(day(11)))
    assert early.remark == "缺：统一考试（“结业考试”（2026-01-12）合格，但考在任前培训之前）"
    same_session = on(100, trained(day(12)), passing(day(11), session=key(1)))
    assert same_session.state is State.PASSED


def test_what_is_not_enough_is_told_apart():
    absent = trained(attendance=Attendance.LEAVE)
    assert on(100, absent).remark == "缺：统一培训（已报名“任前培训”（2026-01-11），请假）"
    assert on(100, trained(pre_post=False)).state is State.CANDIDATE
    failed = replace(passing(), passed=False)
    assert "没有达到及格分" in on(100, trained(), failed).remark
    assert "简答题没有评阅" in on(100, trained(), replace(passing(), waiting=True)).remark
    refused = replace(
        named(), outcome=NominationOutcome.REFUSED, decided_on=day(25), reason="证件"
    )
    assert on(100, trained(), passing(), refused).remark == "缺：上报（“名单1”未批准：证件）"
    assert on(24, trained(), passing(), refused).state is State.SUBMITTED
    draft = named(submitted_on=None)
    assert "名单还没有上报" in on(100, trained(), passing(), draft).remark


def test_the_last_day_is_still_a_day_in_post_and_a_renewal_carries_on():
    assert on(30, *WAY).state is State.APPROVED
    assert on(30, *WAY).remark == "缺：任期（2026-02-01 起上岗）"
    assert on(1125 - 91, *WAY).state is State.ON_DUTY
    due = on(1125 - 90, *WAY)
    assert due.state is State.RENEWAL_DUE
    assert due.at_work
    assert "2026-01-31 批复之后还没有参加培训" in due.remark
    assert on(1125, *WAY).state is State.RENEWAL_DUE
    assert on(1126, *WAY).state is State.EXPIRED
    again = trained(day(1000), pre_post=False, session=key(2))
    asked = named(2, SubmissionKind.RENEWAL, day(1100))
    assert on(1110, *WAY, again).remark == "缺：续聘上报（还没有列入上报名单）"
    assert on(1110, *WAY, again, asked).remark == "续聘已上报，等待批复"
    new = approved(2, day(1120), day(1126), day(2200), kind=AppointmentKind.RENEWAL)
    for after in (1121, 1125, 1126, 2000):
        assert on(after, *WAY, again, asked, new).state is State.ON_DUTY
    endless = replace(approved(), valid_until=None)
    assert on(3000, *WAY[:3], endless).remark == "不设期限"


def test_suspended_left_and_returned():
    pause = DutyFact(DutyStep.SUSPENDED, day(50), "外派", key(1))
    back = DutyFact(DutyStep.RESUMED, day(60), "回来", key(2))
    gone = DutyFact(DutyStep.LEFT, day(70), "调离", key(3))
    again = DutyFact(DutyStep.RETURNED, day(80), "调回", key(4))
    steps = (pause, back, gone, again)
    assert [on(after, *WAY, *steps).state for after in (49, 50, 60, 70, 80)] == [
        State.ON_DUTY,
        State.SUSPENDED,
        State.ON_DUTY,
        State.LEFT,
        State.PASSED,  # what he has learnt stays, the post has to be given anew
    ]
    assert on(55, *WAY, *steps).remark == "缺：在岗（2026-02-20 起暂停：外派）"
    anew = (named(2, submitted_on=day(85)), approved(2, day(90), day(90)))
    assert on(95, *WAY, *steps, *anew).state is State.ON_DUTY


def test_what_falls_away_is_a_warning_and_takes_nothing_away():
    now = on(100, WAY[0], DONE, WAY[3])
    assert now.state is State.ON_DUTY
    assert now.warning == "已批复，但现在缺：统一考试（还没有参加统考或任前培训的考试）"
    assert on(25, WAY[0], WAY[2]).warning.startswith("已上报，但现在缺：统一考试")
    assert not on(100, *WAY).warning
    void = replace(passing(session=key(1)), void_on=day(60))
    assert (on(59, WAY[0], void).state, on(60, WAY[0], void).state) == (
        State.PASSED,
        State.TRAINED,
    )
    both = on(100, DONE, WAY[3])
    assert both.warning.startswith("已批复，但现在缺：统一培训、统一考试（还没有参加任前培训；")


def test_nobody_is_approved_twice_by_lists_of_two_pcs():
    other = named(2)
    assert why_not_approved(on(25, WAY[0], WAY[1], other), other, day(30)) == []
    (lack,) = why_not_approved(on(100, *WAY, other), other, day(30))
    assert lack.lack == "批复（已有批复澄组〔2026〕12号）"


def test_a_historic_approval_stands_for_what_nobody_wrote_down():
    old = approved(reason="2023年批复，文件在档案室", kind=AppointmentKind.HISTORIC)
    now = on(100, old)
    assert now.state is State.ON_DUTY
    assert not now.warning
    assert "档案室" in now.gate(Gate.EXAM).source
    assert why_not_historic(now, day(90))[0].gate is Gate.APPROVAL


# ---- any order, any day -------------------------------------------------------------------

days = st.integers(0, 1500).map(day)
facts = st.lists(
    st.one_of(
        st.builds(trained, days, attendance=st.sampled_from(Attendance), pre_post=st.booleans()),
        st.builds(
            passing,
            days,
            session=st.sampled_from([None, key(1)]),
            void_on=st.none() | days,
        ),
        st.builds(
            named,
            st.integers(1, 3),
            st.sampled_from(SubmissionKind),
            days,
            outcome=st.sampled_from(NominationOutcome),
            decided_on=days,
        ),
        st.builds(
            lambda number, at, length: approved(number, at, at, at + timedelta(days=length)),
            st.integers(1, 9),
            days,
            st.integers(0, 900),
        ),
        st.builds(
            DutyFact,
            st.sampled_from(DutyStep),
            days,
            st.just("因"),
            st.integers(1, 99).map(key),
        ),
    ),
    max_size=9,
    unique_by=lambda fact: (
        (type(fact), getattr(fact, "key", None), getattr(fact, "id", None))
        if isinstance(fact, DutyFact | AppointmentFact)
        else object()
    ),
)


@given(facts, st.integers(0, 1600), st.randoms(use_true_random=False))
def test_the_order_in_which_facts_come_does_not_matter(known, after, chance):
    mixed = chance.sample(known, len(known))
    assert on(after, *mixed) == on(after, *known)


def _day_of(fact):
    return getattr(fact, "on", None) or getattr(fact, "submitted_on", None) or fact.approved_on


@given(facts, facts, st.integers(0, 1500))
def test_what_comes_later_does_not_change_what_was(known, others, after):
    later = [
        fact
        for fact in others
        if _day_of(fact) > day(after) and getattr(fact, "attendance", Attendance.PRESENT)
    ]
    later = [f for f in later if not isinstance(f, TrainingFact) or f.attended]
    assert on(after, *known, *later) == on(after, *known)


# ---- nobody gets past a gate --------------------------------------------------------------


class Walk:
    """Tries whatever it is told, as the service does: what the guards refuse does not happen."""

    def __init__(self):
        self.evidence = Evidence((TERM,))
        self.at = 0
        self.count = 0
        self.refusals = []

    @property
    def now(self):
        return standing(self.evidence, RULE, day(self.at))

    def try_(self, lacks, **more):
        self.refusals += [lacks] if lacks else []
        if not lacks:
            held = {name: (*getattr(self.evidence, name), fact) for name, fact in more.items()}
            self.evidence = replace(self.evidence, **held)
        return not lacks

    def new(self):
        self.count += 1
        return key(100 + self.count)

    def wait(self):
        self.at += 200

    def train(self):
        self.try_([], trainings=trained(day(self.at), session=self.new()))

    def sit(self):
        self.try_([], exams=passing(day(self.at)))

    def submit(self, kind):
        name = NominationFact(self.new(), "名单", kind, day(self.at))
        self.try_(why_not_listed(self.now, self.evidence, kind), nominations=name)

    def approve(self):
        name = open_name(self.evidence)
        if name is None or not self.try_(why_not_approved(self.now, name, day(self.at))):
            return
        kept = tuple(
            replace(one, outcome=NominationOutcome.APPROVED, decided_on=day(self.at))
            if one is name
            else one
            for one in self.evidence.nominations
        )
        end = RULE.last_day(day(self.at))
        made = AppointmentFact(
            self.new(), AppointmentKind(name.kind), "文", *[day(self.at)] * 2, end
        )
        self.evidence = replace(
            self.evidence, nominations=kept, appointments=(*self.evidence.appointments, made)
        )

    def step(self, step):
        fact = DutyFact(step, day(self.at), "因", self.new())
        lacks = why_not_step(self.now, self.evidence, step, day(self.at), day(self.at))
        self.try_(lacks, decisions=fact)


MOVES = [
    Walk.wait,
    Walk.train,
    Walk.sit,
    Walk.approve,
    *(lambda w, kind=kind: w.submit(kind) for kind in SubmissionKind),
    *(lambda w, step=step: w.step(step) for step in DutyStep),
]


@given(st.integers(0, 2**32))
def test_nobody_gets_on_duty_without_every_gate_and_every_refusal_names_one(seed):
    walk = Walk()
    chance = random.Random(seed)
    for _ in range(60):
        chance.choice(MOVES)(walk)
        now = walk.now
        if now.at_work:
            assert [view.gate for view in now.gates if not view.met] == []
        assert now.remark
    for lacks in walk.refusals:
        assert all(view.missing and GATE_NAMES[view.gate] in view.lack for view in lacks)


def test_such_walks_do_get_there():
    walk = Walk()
    for move in (Walk.approve, Walk.train, Walk.approve, Walk.sit, Walk.approve):
        move(walk)
    walk.submit(SubmissionKind.RENEWAL)
    assert walk.now.state is State.PASSED
    walk.submit(SubmissionKind.FIRST)
    walk.approve()
    assert walk.now.state is State.ON_DUTY
    assert walk.now.appointment.end == RULE.last_day(day(0))
