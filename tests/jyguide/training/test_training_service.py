"""Sessions planned, people enrolled and signed in."""

from datetime import date

import pytest

from jyguide.documents.page import Document
from jyguide.errors import RuleError
from jyguide.training.session import Attendance, count_attendance, matches
from tests.cases import case
from tests.jyguide.builders import a_person, a_plan, add_people, rows_kept
from tests.postgres import only_sqlite


@pytest.fixture
def session(app):
    return app.training.plan(a_plan())


def attendance(app, session):
    return {row.name: row.attendance for row in app.training.enrolments(session)}


def test_a_session_is_kept_as_planned(app):
    plan = a_plan(place="二楼", lecturer="样例讲师", note="带笔", ends_on=date(2026, 11, 21))
    session = app.training.plan(plan)
    assert app.training.session(session).plan == plan
    changed = a_plan(title=" 专题培训 ")
    app.training.change(session, changed)
    assert app.training.session(session).plan.title == "专题培训"


@only_sqlite
@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"title": "  "}, "名称"),
        ({"ends_on": date(2026, 11, 19)}, "早于开始"),
        ({"credit_hours": -1}, "负数"),
        ({"training_days": 11}, "多于"),
    ],
)
def test_a_plan_that_cannot_be_held_is_not_kept(app, session, changes, word):
    before = rows_kept(app)
    with pytest.raises(RuleError, match=word):
        app.training.plan(a_plan(**changes))
    with pytest.raises(RuleError, match=word):
        app.training.change(session, a_plan(**changes))
    assert rows_kept(app) == before


def test_the_newest_session_comes_first(app):
    for day in (3, 9, 6):
        when = date(2026, 11, day)
        app.training.plan(a_plan(title=f"{day}", starts_on=when, ends_on=when))
    assert [row.plan.title for row in app.training.sessions()] == ["9", "6", "3"]


@only_sqlite
def test_people_are_enrolled_once(app, session):
    first, second, third = add_people(app, 3)
    assert app.training.enrol(session, [first, second, first]) == 2
    assert app.training.enrol(session, [first, second, third]) == 1
    assert len(app.training.enrolments(session)) == 3
    app.training.withdraw(session, [first])
    assert app.training.session(session).enrolled == 2
    assert app.training.enrol(session, [first, first]) == 1
    assert app.training.session(session).enrolled == 3


@only_sqlite
def test_somebody_removed_is_on_no_list_but_where_he_came(app, session):
    first, second = add_people(app, 2)
    app.training.enrol(session, [first, second])
    app.people.remove([first])
    assert [row.person_id for row in app.training.enrolments(session)] == [second]
    app.training.sign_in(session, second)
    app.people.remove([second])
    assert [row.person_id for row in app.training.enrolments(session)] == [second]


@only_sqlite
def test_somebody_removed_is_neither_counted_nor_settled_with_the_rest(app, session):
    first, second, third = add_people(app, 3)
    app.training.enrol(session, [first, second, third])
    app.training.sign_in(session, third)
    app.people.remove([first, third])
    row = app.training.session(session)
    assert (row.enrolled, row.attended) == (2, 1)
    assert app.training.settle_rest(session, Attendance.ABSENT) == 1
    assert {row.person_id for row in app.training.enrolments(session)} == {second, third}


AT_THE_DOOR = [
    ("陈明", ["陈明"]),
    (" 尉 迟 ", ["尉迟恭"]),
    ("SHANX", ["单雄"]),
    ("qy", ["仇英"]),
    ("0003", ["尉迟恭"]),
    ("", []),
    ("hen", []),
]


@only_sqlite
def test_typing_at_the_door_finds_people(app, session):
    app.training.enrol(session, add_people(app, 5))
    rows = app.training.enrolments(session)
    for typed, means in AT_THE_DOOR:
        with case(typed):
            assert [row.name for row in rows if matches(typed, row)] == means


@only_sqlite
def test_signing_in_keeps_the_first_time(app, session, clock):
    (person,) = add_people(app, 1)
    app.training.enrol(session, [person])
    came = clock.now
    app.training.sign_in(session, person)
    clock.advance(60)
    before = rows_kept(app)
    app.training.sign_in(session, person, late=True)
    (row,) = app.training.enrolments(session)
    assert (row.attendance, row.signed_at, row.attended) == (Attendance.PRESENT, came, True)
    assert rows_kept(app) == before


@only_sqlite
def test_only_those_enrolled_sign_in(app, session):
    (person,) = add_people(app, 1)
    with pytest.raises(RuleError, match="不在本期报名名单"):
        app.training.sign_in(session, person)


def test_the_rest_is_settled_at_once(app, session, clock):
    people = add_people(app, 4)
    app.training.enrol(session, people)
    app.training.sign_in(session, people[0], late=True)
    app.training.settle(session, [people[1]], Attendance.LEAVE, "公务")
    assert app.training.settle_rest(session, Attendance.ABSENT) == 2
    assert attendance(app, session) == {
        "陈明": Attendance.LATE,
        "单雄": Attendance.LEAVE,
        "仇英": Attendance.ABSENT,
        "尉迟恭": Attendance.ABSENT,
    }
    rows = app.training.enrolments(session)
    assert count_attendance(rows)[Attendance.ABSENT] == 2
    assert [row.reason for row in rows if row.reason] == ["公务"]
    assert app.training.session(session).attended == 1
    app.training.sign_in(session, people[2])
    assert attendance(app, session)["仇英"] is Attendance.PRESENT


@only_sqlite
def test_who_was_late_came_when_he_came(app, session, clock):
    (person,) = add_people(app, 1)
    app.training.enrol(session, [person])
    came = clock.now
    app.training.sign_in(session, person)
    clock.advance(60)
    app.training.settle(session, [person], Attendance.LATE)
    (row,) = app.training.enrolments(session)
    assert (row.attendance, row.signed_at) == (Attendance.LATE, came)


@only_sqlite
@pytest.mark.parametrize("state", list(Attendance))
def test_the_same_state_again_changes_nothing(app, session, clock, state):
    people = add_people(app, 2)
    app.training.enrol(session, people)
    app.training.settle(session, people, state, "公务")
    clock.advance(60)
    before = rows_kept(app)
    app.training.settle(session, people, state, "公务")
    assert rows_kept(app) == before


@only_sqlite
def test_who_comes_back_from_absence_came_now(app, session, clock):
    (person,) = add_people(app, 1)
    app.training.enrol(session, [person])
    app.training.sign_in(session, person)
    app.training.settle(session, [person], Attendance.ABSENT)
    clock.advance(60)
    app.training.settle(session, [person], Attendance.PRESENT)
    assert app.training.enrolments(session)[0].signed_at == clock.now


@only_sqlite
def test_attendance_corrected_forgets_the_time(app, session):
    (person,) = add_people(app, 1)
    app.training.enrol(session, [person])
    app.training.sign_in(session, person)
    with pytest.raises(RuleError, match="已有考勤记录"):
        app.training.withdraw(session, [person])
    app.training.settle(session, [person], Attendance.UNKNOWN)
    assert app.training.enrolments(session)[0].signed_at is None
    app.training.withdraw(session, [person])
    assert app.training.enrolments(session) == []


def test_a_session_goes_only_before_anybody_came(app, session):
    (person,) = add_people(app, 1)
    app.training.enrol(session, [person])
    app.training.sign_in(session, person)
    with pytest.raises(RuleError, match="已有人签到"):
        app.training.drop(session)
    app.training.settle(session, [person], Attendance.UNKNOWN)
    app.training.drop(session)
    assert app.training.sessions() == []


@only_sqlite
def test_a_form_filled_before_somebody_elses_change_is_refused(app, session):
    seen = app.training.session(session).version
    app.training.change(session, a_plan(place="三楼"), seen=seen)
    before = rows_kept(app)
    with pytest.raises(RuleError, match="又被改动过") as caught:
        app.training.change(session, a_plan(title="改名"), seen=seen)
    assert caught.value.hint
    assert rows_kept(app) == before
    app.training.change(session, a_plan(title="改名"), seen=app.training.session(session).version)
    assert app.training.session(session).plan.title == "改名"


ACTS = [
    lambda training, key: training.session(key),
    lambda training, key: training.change(key, a_plan()),
    lambda training, key: training.enrol(key, []),
    lambda training, key: training.settle_rest(key, Attendance.ABSENT),
    lambda training, key: training.sign_in_sheet(key),
    lambda training, key: training.drop(key),
]


@only_sqlite
def test_a_session_that_is_gone_is_a_sentence(app, session):
    app.training.drop(session)
    for number, act in enumerate(ACTS):
        with case(number), pytest.raises(RuleError, match="已被删除"):
            act(app.training, session)


@only_sqlite
def test_the_sheet_at_the_door_names_everybody(app, session):
    app.training.enrol(session, add_people(app, 3))
    document = app.training.sign_in_sheet(session)
    assert isinstance(document, Document)
    text = str(document)
    assert all(name in text for name in ("陈明", "单雄", "仇英", "任前培训"))


@only_sqlite
def test_the_city_holds_sessions_for_all(city):
    session = city.training.plan(a_plan())
    people = [
        city.people.add(a_person(name, i, station=station))
        for i, (name, station) in enumerate([("陈明", "华士镇"), ("王芳", "周庄镇")])
    ]
    city.training.enrol(session, people)
    assert [row.station for row in city.training.enrolments(session)] == ["华士镇", "周庄镇"]
