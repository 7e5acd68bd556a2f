"""The year plan, enrolling many, attendance from paper, guests: written and taken back."""

from dataclasses import replace
from datetime import date

import pytest

from jyguide.documents.page import Picture
from jyguide.errors import RuleError
from jyguide.exchange.table.plan import Fate
from jyguide.people.organisation import OrganisationFacts, OrganisationKind
from jyguide.people.person import PersonRole
from jyguide.training.attendance_sheet import AttendanceMark
from jyguide.training.service.attendance import Guest
from jyguide.training.session import Attendance, SessionKind, SessionStage
from tests.jyguide.builders import a_person, a_plan, a_roster, add_people, rows_kept, table

PLANNED, FIXED, CANCELLED = SessionStage.PLANNED, SessionStage.FIXED, SessionStage.CANCELLED
PRESENT, LATE, LEAVE, ABSENT = (
    Attendance.PRESENT,
    Attendance.LATE,
    Attendance.LEAVE,
    Attendance.ABSENT,
)


@pytest.fixture
def dialect():
    """Nothing here says SQL that a server would read otherwise, but the years of dates."""
    return "sqlite"


@pytest.fixture
def app(new_folder, open_at):
    return open_at(new_folder())


def states(app, session):
    return {row.name: row.attendance for row in app.training.enrolments(session)}


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"], indirect=True)
def test_a_year_is_copied_moved_and_taken_back(new_folder, open_at, dialect):
    app = open_at(new_folder())
    forum = a_plan(title="2025年第一季度讲坛", kind=SessionKind.QUARTERLY_FORUM, note="旧备注")
    days = (date(2025, 3, 31), date(2025, 12, 30))
    keys = [app.training.plan(replace(forum, starts_on=day, ends_on=day)) for day in days]
    assert app.year.copy_last_year(2026) == 2
    before = rows_kept(app)
    with pytest.raises(RuleError, match="都有了"):
        app.year.copy_last_year(2026)
    with pytest.raises(RuleError, match="没有可以复制"):
        app.year.copy_last_year(2030)
    assert rows_kept(app) == before
    plan = app.year.plan(2026)
    assert [(row.plan.title, row.plan.stage, row.plan.note) for row in plan.rows] == [
        ("2026年第一季度讲坛", PLANNED, "")
    ] * 2
    assert plan.forum(1).plan.ends_on == date(2026, 3, 31)
    assert [plan.forum(quarter) is None for quarter in (2, 3)] == [True, True]
    app.history.undo(app.history.latest())
    assert app.year.plan(2026).rows == ()
    seen = app.training.session(keys[0]).version
    assert app.year.move(keys[0], 5, seen).plan.starts_on == date(2025, 5, 31)
    with pytest.raises(RuleError, match="又被改动过"):
        app.year.move(keys[0], 6, seen)
    app.history.undo(app.history.latest())
    assert app.training.session(keys[0]).plan.starts_on == days[0]


def test_what_does_not_take_place_is_offered_nowhere_and_attended_by_nobody(app):
    (person,) = add_people(app, 1)
    keys = {stage: app.training.plan(a_plan(title=stage, stage=stage)) for stage in SessionStage}
    assert [row.id for row in app.training.sessions()] == [keys[FIXED]]
    assert len(app.training.whole_plan()) == 3
    for stage in (PLANNED, CANCELLED):
        app.training.enrol(keys[stage], [person])
        before = rows_kept(app)
        for act in (
            lambda at=stage: app.training.sign_in(keys[at], person),
            lambda at=stage: app.attendance.admit(keys[at], person),
            lambda at=stage: app.training.settle_rest(keys[at], PRESENT),
            lambda at=stage: app.attendance.record(keys[at], [AttendanceMark(person, PRESENT)]),
        ):
            with pytest.raises(RuleError, match="没有登记考勤"):
                act()
        assert rows_kept(app) == before
    app.attendance.record(keys[PLANNED], [AttendanceMark(person, LEAVE, "出差")])
    app.training.enrol(keys[FIXED], [person])
    app.training.sign_in(keys[FIXED], person)
    with pytest.raises(RuleError, match="不能改为取消"):
        app.training.change(keys[FIXED], a_plan(stage=CANCELLED))
    with pytest.raises(RuleError, match="不能移到别的月份"):
        app.year.move(keys[FIXED], 3)


def test_an_office_says_from_when_people_are_late(app):
    one, two = add_people(app, 2)
    begun = a_plan(starts_at=8 * 60 + 45)  # a quarter of an hour ago
    session = app.training.plan(begun)
    app.training.enrol(session, [one, two])
    app.training.sign_in(session, one)
    app.training.change(session, begun, 20)
    assert app.training.session(session).late_after == app.training.late_after() == 20
    app.training.sign_in(session, two)
    assert set(states(app, session).values()) == {Attendance.LATE, PRESENT}
    with pytest.raises(RuleError, match="超出范围"):
        app.training.plan(a_plan(title="另一期"), 121)
    assert len(app.training.sessions()) == 1


def test_a_calendar_file_counts_the_changes_of_a_session(app, tmp_path):
    session = app.training.plan(a_plan())
    open_ = app.training.plan(a_plan(title="待定", stage=PLANNED))
    target = tmp_path / "计划.ics"
    assert app.year.write_calendar(target, [session, open_]) == (1, 1)
    assert b"SEQUENCE:0" in target.read_bytes()
    app.training.change(session, a_plan(place="三楼"))
    app.training.change(session, a_plan(place="三楼", starts_at=540))
    app.year.write_calendar(target, [session])
    assert b"SEQUENCE:2" in target.read_bytes()
    assert str(session).encode() in target.read_bytes()
    with pytest.raises(RuleError, match="还没有定日期"):
        app.year.write_calendar(target, [open_])


def test_many_are_found_by_place_role_list_and_session_and_clashes_are_named(app):
    town = next(row.id for row in app.organisations.rows() if row.name == "周庄镇")
    village = app.organisations.add(OrganisationFacts("样板村", OrganisationKind.VILLAGE, town))
    branch = app.organisations.add(OrganisationFacts("第一支部", OrganisationKind.BRANCH, village))
    secretary = PersonRole.VILLAGE_SECRETARY
    one = app.people.add(a_person("陈明", 0, organisation_id=branch, role=secretary))
    two = app.people.add(a_person("单雄", 1, organisation_id=village))
    three = app.people.add(a_person("仇英", 2))
    session = app.training.plan(a_plan())
    found = app.enrolling
    assert {row.id for row in found.at(village)} == {one, two}
    assert [row.id for row in found.in_role(secretary)] == [one]
    assert [line.found[0].id for line in found.named("仇英\n陈明")] == [three, one]
    other = app.training.plan(a_plan(title="另一期", ends_on=date(2026, 11, 22)))
    later = app.training.plan(
        a_plan(title="改日", starts_on=date(2026, 11, 21), ends_on=date(2026, 11, 21))
    )
    for key in (other, later):
        app.training.enrol(key, [one, two])
    app.training.sign_in(other, one)
    assert [row.id for row in found.enrolled_in(other, came_only=True)] == [one]
    assert len(found.enrolled_in(other)) == 2
    clashes = found.clashes(session, [one, two, three])
    assert {key: [clash.plan.title for clash in found_] for key, found_ in clashes.items()} == {
        one: ["另一期"],
        two: ["另一期"],
    }
    app.training.settle(other, [two], LEAVE)
    assert set(found.clashes(session, [one, two])) == {one}


def test_a_sheet_is_one_action_and_a_correction_after_the_end_has_a_reason(app, clock):
    session = app.training.plan(a_plan())
    people = add_people(app, 4)
    app.training.enrol(session, people)
    app.training.sign_in(session, people[0])
    marks = [
        AttendanceMark(people[0], PRESENT),
        AttendanceMark(people[1], Attendance.MADE_UP),
        AttendanceMark(people[2], LEAVE, "公务"),
        AttendanceMark(people[3], Attendance.LEFT_EARLY),
    ]
    assert app.attendance.record(session, marks) == 3
    assert app.training.session(session).attended == 3
    app.history.undo(app.history.latest())
    assert app.training.session(session).attended == 1
    app.attendance.record(session, marks)
    clock.advance(86400)
    before = rows_kept(app)
    with pytest.raises(RuleError, match="更正 1 人"):
        app.attendance.record(session, [AttendanceMark(people[0], ABSENT), *marks[1:]])
    assert rows_kept(app) == before
    assert app.attendance.record(session, [AttendanceMark(people[0], ABSENT)], "选错了人") == 1
    (row,) = [row for row in app.training.enrolments(session) if row.person_id == people[0]]
    assert (row.attendance, row.reason, row.signed_at) == (ABSENT, "选错了人", None)
    before = rows_kept(app)
    assert app.attendance.record(session, marks[1:]) == 0
    assert rows_kept(app) == before


def test_own_credit_has_a_reason_and_goes_back_to_the_sessions(app):
    session = app.training.plan(a_plan())
    one, two = add_people(app, 2)
    app.training.enrol(session, [one])
    with pytest.raises(RuleError, match="原因"):
        app.attendance.credit(session, [one], 40, 5, "")
    with pytest.raises(RuleError, match="范围"):
        app.attendance.credit(session, [one], -10, 5, "半天")
    with pytest.raises(RuleError, match="不在本期报名名单"):
        app.attendance.credit(session, [two], 40, 5, "半天")
    app.attendance.credit(session, [one], 40, 5, "半天")
    (row,) = app.training.enrolments(session)
    assert (row.credited_hours, row.credited_days, row.credit_reason) == (40, 5, "半天")
    app.attendance.credit(session, [one], None, None, "")
    (row,) = app.training.enrolments(session)
    assert (row.credited_hours, row.credited_days, row.credit_reason) == (None, None, "")


def test_who_is_at_the_door_comes_in_and_late_by_the_clock(app, clock):
    session = app.training.plan(a_plan(starts_at=8 * 60 + 55))
    one, two = add_people(app, 2)
    app.attendance.admit(session, one)
    clock.advance(600)
    guest = app.attendance.admit_guest(session, Guest("阿卜杜拉•买买提", "男", "外单位"))
    app.attendance.admit(session, two, late=False)
    assert states(app, session) == {"陈明": PRESENT, "阿卜杜拉·买买提": LATE, "单雄": PRESENT}
    assert app.people.person(guest).organisation == "外单位"
    before = rows_kept(app)
    with pytest.raises(RuleError, match="手机"):
        app.attendance.admit_guest(session, Guest("来宾", "男", "", "123"))
    assert rows_kept(app) == before
    assert app.attendance.whose(one).name == "陈明"
    app.people.remove([one])
    assert app.attendance.whose(one) is None


def test_sheet_and_slips_carry_a_code_for_everybody(app):
    session = app.training.plan(a_plan())
    with pytest.raises(RuleError, match="名单上还没有人"):
        app.training.sign_in_slips(session)
    app.training.enrol(session, add_people(app, 5))
    for document in (
        app.training.sign_in_sheet(session, with_codes=True),
        app.training.sign_in_slips(session),
    ):
        (table,) = document.blocks
        cells = [cell for row in table.rows for cell in row.cells]
        codes = [block for cell in cells for block in cell.blocks if isinstance(block, Picture)]
        assert len({code.source for code in codes}) == len(codes) == 5
    numbers = {row.person_id: row.number for row in app.training.enrolments(session)}
    (first, *others) = numbers
    app.training.withdraw(session, [first])
    app.training.enrol(session, [app.people.add(a_person("阿明", 9))])
    now = {row.person_id: row.number for row in app.training.enrolments(session)}
    assert [now[key] for key in others] == [2, 3, 4, 5]
    assert sorted(now.values()) == [2, 3, 4, 5, 6], "who comes after printing stands last"


def test_the_city_moves_only_what_it_holds_and_tells_stations_at_once(new_folder, open_at):
    city = open_at(new_folder(""))
    session = city.training.plan(a_plan(training_days=10))
    person = city.people.add(a_person(station="周庄镇"))
    city.training.enrol(session, [person])
    city.training.sign_in(session, person)
    (told,) = table(city, "credit_record")
    assert (told["person_id"], told["deleted"]) == (person.hex, False)
    with pytest.raises(RuleError, match="没有选择来宾"):
        city.attendance.admit_guest(session, Guest("来宾", "女"))
    city.attendance.admit_guest(session, Guest("来宾", "女", station="华士镇"))
    assert city.training.session(session).attended == 2
    city.training.settle(session, [person], ABSENT)
    records = table(city, "credit_record")
    assert [row["deleted"] for row in records if row["person_id"] == person.hex] == [True]


def test_a_list_is_taken_in_from_excel_with_attendance_and_can_be_taken_back(app, tmp_path):
    people = add_people(app, 4)
    twin = app.people.add(a_person("陈明", 9))
    session = app.training.plan(a_plan())
    app.training.enrol(session, [people[1]])
    table_ = a_roster(
        tmp_path / "名单.xlsx",
        [
            ("陈明", "0009", "", "迟到", ""),
            ("单雄", "", "", "请假", "公务"),
            ("仇英", "", "", "", ""),
            ("陈明", "", "", "到", ""),
            ("无名", "", "", "到", ""),
            ("尉迟恭", "", "", "也许", ""),
        ],
        ("姓名", "手机", "单位", "考勤", "备注"),
    )
    plan = app.roll_files(session).plan(table_)
    assert [fault.row for fault in plan.refused] == [5, 6, 7]
    assert "有 2 位陈明" in plan.refused[0].reason
    result = app.roll_files(session).take_in(plan)
    assert (result.imported, result.updated) == (2, 1)
    rows = {
        row.person_id: (row.attendance, row.reason) for row in app.training.enrolments(session)
    }
    assert rows == {
        twin: (LATE, ""),
        people[1]: (LEAVE, "公务"),
        people[2]: (Attendance.UNKNOWN, ""),
    }
    before = rows_kept(app)
    with pytest.raises(RuleError, match="又有改动"):
        app.roll_files(session).take_in(plan)
    assert rows_kept(app) == before
    again = app.roll_files(session).plan(table_).counts()
    assert (again[Fate.UNCHANGED], again[Fate.NEW]) == (3, 0)
    app.history.undo(result.action_id)
    assert app.training.session(session).enrolled == 1
    app.roll_files(session).write_template(tmp_path / "模板.xlsx")
    assert app.roll_files(session).plan(tmp_path / "模板.xlsx").rows == ()
