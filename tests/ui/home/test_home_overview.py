"""Figures and steps, counted from made-up rows and from a station at work."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from jyguide.bank.item import ItemKind
from jyguide.bank.row import ItemStatus
from jyguide.certificate.kinds import CertificateKind
from jyguide.exam.composing.blueprint import Blueprint, BlueprintLine
from jyguide.exam.marking.mark import MarkingRule
from jyguide.exam.paper import BlueprintPlan
from jyguide.exam.row import EndedBy
from jyguide.people.person import InstructorKind, PersonFacts
from jyguide.training.session import SessionKind, SessionLevel, SessionPlan
from ui.home.afternoon import StepState, Tally, steps_of
from ui.home.overview import TILES, read_overview, tile_note

TODAY = date(2026, 11, 20)
ID_NUMBER = "320281198001019994"
DONE, NEXT, LATER = StepState.DONE, StepState.NEXT, StepState.LATER


def plan(start, *, days=1, title="任前培训"):
    end = start + timedelta(days=days - 1)
    return SessionPlan(title, SessionKind.PRE_POST, SessionLevel.TOWNSHIP, start, end)


def states(tally):
    return [step.state for step in steps_of(tally)]


@pytest.mark.parametrize(
    ("tally", "expected"),
    [
        (Tally(), [NEXT, LATER, LATER, LATER, LATER]),
        (Tally(people=35), [DONE, NEXT, LATER, LATER, LATER]),
        (Tally(people=35, enrolled=30), [DONE, NEXT, LATER, LATER, LATER]),
        (Tally(people=35, enrolled=30, attended=28), [DONE, DONE, NEXT, LATER, LATER]),
        (
            Tally(people=35, attended=28, exams=1, handed_in=20, still_sitting=8, waiting=20),
            [DONE, DONE, NEXT, LATER, LATER],
        ),
        (
            Tally(people=35, attended=28, exams=1, handed_in=28, waiting=3),
            [DONE, DONE, DONE, NEXT, LATER],
        ),
        (
            Tally(people=35, attended=28, exams=1, handed_in=28, passed=22, ready=22),
            [DONE, DONE, DONE, DONE, NEXT],
        ),
        (
            Tally(people=35, attended=28, exams=1, handed_in=28, passed=22, issued=22),
            [DONE] * 5,
        ),
    ],
)
def test_steps_follow_one_another(tally, expected):
    assert states(tally) == expected


def test_standing_gives_the_counts_that_matter():
    tally = Tally(people=35, enrolled=30, attended=28, exams=1, handed_in=28, waiting=3, passed=9)
    said = [step.standing for step in steps_of(tally)]
    assert said[:4] == [
        "在册 35 人",
        "报名 30 人，签到 28 人",
        "1 场考试，交卷 28 人",
        "待评阅 3 份，已合格 9 人",
    ]
    assert "正在答题 4 人" in steps_of(replace(tally, still_sitting=4))[2].standing
    assert steps_of(replace(tally, ready=5, issued=4))[4].standing == "已发 4 张，还可发 5 人"


def test_each_step_leads_to_its_page():
    places = [step.place for step in steps_of(Tally())]
    assert places == ["people", "training", "exam:exams", "exam:results", "certificate"]


def facts(name, kind=None, *, id_number=""):
    return PersonFacts(name, "男", None, id_number, kind=kind)


def test_fresh_station_stands_at_the_first_step(app):
    overview = read_overview(app)
    assert overview.today == TODAY
    values = {key: one.value for key, one in overview.figures.items()}
    assert values.pop("items_in_force") == len(app.bank.items(statuses=[ItemStatus.IN_FORCE]))
    assert not any(values.values())
    assert overview.afternoon.session is None
    assert overview.afternoon.steps[0].state is NEXT


def test_people_are_counted_by_kind(app):
    app.people.add(facts("张样例", InstructorKind.FULL_TIME))
    app.people.add(facts("李样例", InstructorKind.PART_TIME))
    app.people.add(facts("王样例"))
    figures = read_overview(app).figures
    assert figures["people"].text == "3 人"
    assert tile_note(TILES[0], figures) == "专职 1 人，兼职 1 人"


def test_unfinished_session_of_last_week_goes_before_the_next_one(app):
    person = app.people.add(facts("张样例"))
    past = app.training.plan(plan(TODAY - timedelta(days=7), title="上周"))
    coming = app.training.plan(plan(TODAY + timedelta(days=7), title="下周"))
    assert read_overview(app).afternoon.session.id == coming
    app.training.enrol(past, [person])
    app.training.sign_in(past, person)
    assert read_overview(app).afternoon.session.id == coming, "a lecture may end without papers"
    today = app.training.plan(plan(TODAY, title="今天"))
    assert read_overview(app).afternoon.session.id == today


def test_main_job_step_by_step(app):
    """From an empty station to a certificate, the overview keeps pace."""
    person = app.people.add(facts("张样例", id_number=ID_NUMBER))
    session_id = app.training.plan(plan(TODAY))
    app.training.enrol(session_id, [person])
    app.training.sign_in(session_id, person)
    assert [s.state for s in read_overview(app).afternoon.steps] == [
        DONE,
        DONE,
        NEXT,
        LATER,
        LATER,
    ]
    exam_id = open_exam(app, session_id)
    sit(app, exam_id, person)
    overview = read_overview(app)
    assert [s.state for s in overview.afternoon.steps] == [DONE, DONE, DONE, DONE, NEXT]
    assert overview.afternoon.steps[4].standing == "可发 1 人"
    assert tile_note(TILES[3], overview.figures) == "1 场考试，合格 1 人次"
    app.certificates.issue(session_id, CertificateKind.COMPLETION, [person], TODAY)
    overview = read_overview(app)
    assert [s.state for s in overview.afternoon.steps] == [DONE] * 5
    assert overview.figures["certificates"].value == 1


def open_exam(app, session_id):
    blueprint = Blueprint((BlueprintLine(ItemKind.TRUE_FALSE, 2, 50),), pass_points=60, minutes=10)
    paper_id = app.papers.draw(BlueprintPlan("两道判断", blueprint, MarkingRule()), "小测", 7)
    return app.sittings.open_exam(paper_id, "小测", session_id)


def sit(app, exam_id, person):
    sitting = app.sittings.begin(exam_id, person, ID_NUMBER[-4:])
    for place in sitting.places:
        app.sittings.answer(
            sitting.attempt_id, place.id, place.content.answer, later=False, seconds_used=5
        )
    app.sittings.hand_in(sitting.attempt_id, 20, EndedBy.CANDIDATE)
