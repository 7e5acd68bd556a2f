"""Credit of a year over real folders: what counts, for whom, and what travels to a station."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from db.models import CreditRecord, Enrolment, Person, Posting, Rule, TrainingSession
from jyguide.errors import RuleError
from jyguide.people.person import PersonRole
from jyguide.training.credit import CreditSource, Gained, RecordFacts, alike, total
from jyguide.training.credit_rule import CreditRule
from jyguide.training.pace import Light
from jyguide.training.person_times import COUNTING, Dimension, tally
from jyguide.training.reserve import ReserveFacts, ReserveOutcome
from jyguide.training.service.credit_rules import rule_key
from jyguide.training.service.handing_down import hand_down_credit
from jyguide.training.session import Attendance, SessionKind, SessionLevel
from tests.jyguide.builders import NAMES, a_person, a_plan
from tests.postgres import on_both_databases, only_sqlite

YEAR = 2026
ELSEWHERE = RecordFacts(
    "党校轮训",
    SessionKind.TOPIC_LECTURE,
    SessionLevel.CITY,
    date(2026, 5, 11),
    date(2026, 5, 12),
    days=20,
    organiser="市委党校",
)


def secretaries(app, count, station="周庄镇"):
    """Village secretaries; the last is a trainee of another kind."""
    role = PersonRole.VILLAGE_SECRETARY
    return [
        app.people.add(a_person(NAMES[at], at, role=role, kind=None, station=station))
        for at in range(count)
    ]


def held(app, people, day, **changes):
    """A session of one day that these people attended."""
    kind = changes.pop("kind", SessionKind.TOPIC_LECTURE)
    plan = a_plan(title=f"{day}", kind=kind, starts_on=day, ends_on=day, **changes)
    session = app.training.plan(plan)
    app.training.enrol(session, people)
    app.training.settle(session, people, Attendance.PRESENT)
    return session


@contextmanager
def behind(app, name="改动"):
    """A unit of work of another part of the program."""
    with app._store.begin(name) as uow:
        yield uow
        uow.commit()


def lines(app, year=YEAR):
    return {line.person.name: line for line in app.credit.year(year).lines}


@on_both_databases
def test_what_was_attended_and_entered_makes_the_year(app):
    ming, xiong, ying = people = secretaries(app, 3)
    held(app, people, date(2026, 3, 2), training_days=0, credit_hours=75)
    held(app, people[:2], date(2026, 4, 2), level=SessionLevel.CITY, training_days=5)
    held(app, people, date(2025, 12, 31))  # of another year
    gone = held(app, people, date(2026, 4, 9))
    absent = held(app, people, date(2026, 4, 10))
    app.training.settle(absent, people, Attendance.ABSENT)
    later = app.training.plan(
        a_plan(kind=SessionKind.EXCHANGE, starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 3),
               training_days=30)
    )  # fmt: skip
    with behind(app) as uow:
        uow.session.get(TrainingSession, gone).stage = "cancelled"
        row = uow.session.scalars(
            select(Enrolment).join(TrainingSession).where(
                Enrolment.person_id == xiong, TrainingSession.starts_on == date(2026, 3, 2)
            )
        ).one()  # fmt: skip
        row.credited_hours, row.credit_reason = 30, "早退"
    app.credit.add_records([ming], ELSEWHERE)
    found = lines(app)
    assert found["陈明"].gained == Gained(75 + 80 + 160, 5 + 20, 5, 2, 1)
    assert found["单雄"].gained == Gained(30 + 80, 5, 0, 1, 1)
    assert found["仇英"].gained == Gained(75, 0, 5, 0, 1)
    report = app.credit.year(YEAR)
    assert [one.key for one in report.ahead] == [later]
    assert {name: line.light for name, line in found.items()} == {
        "陈明": Light.OUT_OF_REACH,  # 3 days and 3 are not 7
        "单雄": Light.OUT_OF_REACH,
        "仇英": Light.OUT_OF_REACH,
    }
    for person, name in ((ming, "陈明"), (xiong, "单雄"), (ying, "仇英")):
        entries = app.credit.entries(person, YEAR)
        assert sum(one.days for one in entries) == found[name].gained.days
        assert sum(one.hours for one in entries) == found[name].gained.hours
    assert "早退" in [one.note for one in app.credit.entries(xiong, YEAR)]
    assert lines(app, 2025)["陈明"].light is Light.OUT_OF_REACH
    assert app.credit.year(2024).missing() == app.credit.year(2024).required()

    rows = app.credit.attended(YEAR)
    assert len(rows) == 3 + 2
    assert [(one.label, one.times, one.people) for one in tally(rows, Dimension.MONTH)] == [
        ("2026年3月", 3, 3),
        ("2026年4月", 2, 2),
    ]


@only_sqlite
def test_a_made_year_comes_to_what_was_summed_by_hand(app):
    """4 h; 2 days; half a day of 1; handed down and entered again; made up; by another entry."""
    ming, double = secretaries(app, 2)
    held(app, [ming, double], date(2026, 3, 2), training_days=0, credit_hours=40)
    visit = a_plan(kind=SessionKind.STUDY_VISIT, starts_on=date(2026, 4, 13),
                   ends_on=date(2026, 4, 14), training_days=20, credit_hours=0)  # fmt: skip
    for plan in (visit, replace(visit, starts_on=date(2025, 12, 30), ends_on=date(2026, 1, 2))):
        session = app.training.plan(plan)
        app.training.enrol(session, [ming])
        app.training.settle(session, [ming], Attendance.PRESENT)
    app.attendance.credit(held(app, [ming], date(2026, 5, 8)), [ming], 40, 5, "只到上午")
    made_up, on_leave, gone = (held(app, [ming], date(2026, 7, day)) for day in (1, 2, 3))
    app.training.settle(made_up, [ming], Attendance.MADE_UP)
    app.training.settle(on_leave, [ming], Attendance.LEAVE)
    held(app, [double], date(2026, 8, 3))
    app.training.enrol(
        app.training.plan(a_plan(starts_on=date(2026, 5, 1), ends_on=date(2026, 5, 1))), [ming]
    )
    assert "有 1 期已经办过" in app.credit.year(YEAR).caveat
    city = replace(
        ELSEWHERE, title="市里的班", starts_on=date(2026, 6, 1), ends_on=date(2026, 6, 1)
    )
    app.credit.add_records([ming], replace(city, hours=80, days=0))
    with behind(app) as uow:
        uow.session.get(TrainingSession, gone).stage = "cancelled"
        row = uow.session.get(Person, double)
        row.deleted, row.same_as_id = True, ming
        uow.session.add(
            CreditRecord(person_id=ming, session_key=UUID(int=1), title="市里的班", organiser="市",
                         kind="topic_lecture", level="city", starts_on=city.starts_on,
                         ends_on=city.ends_on, credit_hours=80, training_days=10, note="")
        )  # fmt: skip
    assert lines(app)["陈明"].gained == Gained(560, 20, 50, 2, 5)
    assert lines(app)["陈明"].light is Light.REACHED
    entries = app.credit.entries(ming, YEAR)
    assert total(entries) == lines(app)["陈明"].gained
    assert [one.title for one in alike(entries)] == ["市里的班"]  # named, since both count
    assert lines(app, 2025)["陈明"].gained == Gained(160, 0, 20, 0, 1)
    app.credit.set_rule(CreditRule(2026, hours_a_day=40, roles=frozenset({PersonRole.OTHER})))
    # four hours are a whole day now, and the two days of the visit eight hours
    assert lines(app)["陈明"].gained == Gained(480, 20, 55, 2, 5)
    assert app.credit.year(YEAR).required() == []


@only_sqlite
def test_two_found_to_be_one_count_each_session_once(app):
    ming, xiong = secretaries(app, 2)
    held(app, [ming, xiong], date(2026, 3, 2))
    held(app, [xiong], date(2026, 3, 3))
    with behind(app, "合并") as uow:
        row = uow.session.get(Person, xiong)
        row.deleted, row.same_as_id = True, ming
    assert lines(app)["陈明"].gained.township_days == 20
    assert list(lines(app)) == ["陈明"]
    assert len(app.credit.entries(ming, YEAR)) == 2
    rows = app.credit.attended(YEAR)
    assert len(rows) == 2
    assert {row.person.name for row in rows} == {"陈明"}


@only_sqlite
def test_records_are_corrected_and_removed_and_undone(app):
    (ming,) = secretaries(app, 1)
    (key,) = app.credit.add_records([ming, ming], ELSEWHERE)
    seen = app.credit.record(key).version
    app.credit.change_record(key, RecordFacts(**_fields(ELSEWHERE, days=10)), seen)
    with pytest.raises(RuleError, match="又被改动过"):
        app.credit.change_record(key, ELSEWHERE, seen)
    assert lines(app)["陈明"].gained.city_days == 10
    app.credit.remove_records([key])
    assert app.credit.records(YEAR) == []
    app.history.undo(app.history.latest())
    assert app.credit.records(YEAR)[0].facts.days == 10
    with pytest.raises(RuleError, match="没有选择"):
        app.credit.add_records([], ELSEWHERE)


def _fields(facts, **changes):
    return {name: getattr(facts, name) for name in facts.__slots__} | changes


@only_sqlite
def test_a_rule_holds_from_its_year_on(app):
    (ming,) = secretaries(app, 1)
    held(app, [ming], date(2026, 3, 2))
    held(app, [ming], date(2025, 3, 2))
    rule = CreditRule(2026, required_days=10, both_levels=False)
    app.credit.set_rule(rule)
    assert app.credit.rule(2026).rule == rule
    assert app.credit.rule(2026).source == "本站自定，自 2026 年起（市级没有另行规定）"
    assert app.credit.rule(2025).rule == CreditRule()
    assert lines(app)["陈明"].light is Light.REACHED
    assert lines(app, 2025)["陈明"].light is Light.OUT_OF_REACH
    changes = app.history.record("rule", rule_key(app.place.station_id, "credit", 2026))
    told = [change.field.after for change in changes]
    assert "村党组织书记每年不少于 1 天；每 8 学时折合 1 天。" in told
    seen = app.credit.rule(2026).version
    app.credit.set_rule(CreditRule(2026, required_days=20), seen)
    with pytest.raises(RuleError, match="又被改动过"):
        app.credit.set_rule(rule, seen)
    with pytest.raises(RuleError, match="已经另有一条规则"):
        app.credit.set_rule(rule, "")  # from a form in which another year was chosen


@pytest.fixture
def handed(offices):
    """The city and a station whose two people came to the city's session; another is planned."""
    people = secretaries(offices.a, 2)
    offices.round(["a"])
    session = held(offices.city, people, date(2026, 3, 2), level=SessionLevel.CITY)
    plan = a_plan(
        title="市级轮训",
        kind=SessionKind.EXCHANGE,
        level=SessionLevel.CITY,
        starts_on=date(2026, 12, 1),
        ends_on=date(2026, 12, 2),
        training_days=20,
    )
    coming = offices.city.training.plan(plan)
    offices.round(["a"])
    return people[0], session, coming


def test_a_station_sees_the_days_its_people_had_at_the_city_and_what_is_planned(offices, handed):
    station = offices.a
    here = lines(station)["陈明"]
    assert here.gained == lines(offices.city)["陈明"].gained == Gained(80, 10, 0, 1, 0)
    assert here.offer.city_days == 20
    assert here.offer.city_known
    assert here.light is Light.OUT_OF_REACH  # no township session is planned at all
    (entry,) = station.credit.entries(handed[0], YEAR)
    assert entry.source is CreditSource.HANDED_DOWN
    with pytest.raises(RuleError, match="市级下发"):
        station.credit.remove_records([entry.record_id])
    assert station.credit.attended(YEAR) == []  # person-times are of who held the session


def test_what_the_city_handed_down_keeps_in_step_with_its_own_list(offices, handed):
    city, station = offices.city, offices.a
    ming, session, coming = handed
    city.training.settle(session, [ming], Attendance.ABSENT)
    with behind(city) as uow:
        uow.session.get(TrainingSession, coming).stage = "cancelled"
        hand_down_credit(uow, coming)
    offices.round(["a"])
    after = lines(station)
    assert after["陈明"].gained == Gained()
    assert after["单雄"].gained.city_days == 10
    assert after["单雄"].offer.times == 0
    before = _records(city)
    city.credit.hand_down_all()
    assert _records(city) == before
    with pytest.raises(RuleError, match="只有市级"):
        station.credit.hand_down_all()


def _records(app):
    with app._store.read() as session:
        rows = [*session.scalars(select(CreditRecord)), *session.scalars(select(Rule))]
        return {(row.id, row.deleted, str(row.sync_v)) for row in rows}


def test_the_citys_rule_binds_the_stations(offices):
    people = secretaries(offices.city, 1)
    held(offices.city, people, date(2026, 3, 2), training_days=0, credit_hours=40)
    offices.city.credit.set_rule(CreditRule(2026, hours_a_day=40))
    offices.round(["a"])
    assert offices.a.credit.rule(2026).by_city
    assert lines(offices.a)["陈明"].gained.days == 10  # handed down anew by the new rule
    with pytest.raises(RuleError, match="市级统一规定"):
        offices.a.credit.set_rule(CreditRule(2026))


@only_sqlite
def test_reserve_talents_and_those_new_in_post_are_followed_to_completion(app):
    ming, xiong, ying = secretaries(app, 3)
    listed = ReserveFacts(date(2026, 2, 1), "村书记后备")
    app.reserve.add([ming, xiong], listed)
    with pytest.raises(RuleError, match="已经在"):
        app.reserve.add([ying, xiong], listed)
    kind = SessionKind.RESERVE_TALENT
    held(app, [ming, xiong], date(2026, 1, 5), kind=kind)  # before they were listed
    held(app, [ming], date(2026, 3, 5), kind=kind)
    rows = {row.name: row for row in app.reserve.rows()}
    assert (rows["陈明"].times, rows["陈明"].complete) == (1, True)
    assert rows["单雄"].progress == "还没有参加培训"
    end = ReserveFacts(
        listed.listed_on, "村书记后备", "", date(2026, 6, 1), ReserveOutcome.TOOK_POST
    )
    app.reserve.change(rows["陈明"].id, end, rows["陈明"].version)
    with pytest.raises(RuleError, match="又被改动过"):
        app.reserve.change(rows["陈明"].id, listed, rows["陈明"].version)
    app.reserve.add([ming], ReserveFacts(date(2026, 7, 1)))
    app.reserve.remove([rows["单雄"].id])
    assert [row.facts.outcome for row in app.reserve.rows()] == ["took_post", ""]

    held(app, [ming], date(2026, 9, 1), kind=SessionKind.PRE_POST)
    with behind(app, "任职") as uow:
        station = app.place.station_id
        uow.session.add_all(
            Posting(person_id=one, station_id=station, organisation="样板村", post="书记",
                    role=role, began_on=began)
            for one, role, began in (
                (ming, "village_secretary", date(2026, 6, 1)),
                (ying, "village_secretary", date(2026, 6, 1)),
                (xiong, "village_secretary", date(2025, 6, 1)),
                (xiong, "party_affairs", date(2026, 6, 1)),
            )
        )  # fmt: skip
    new = app.reserve.new_in_post(date(2026, 1, 1), date(2026, 12, 31))
    today = date(2026, 11, 20)
    assert [(row.name, row.state(today)) for row in new] == [("陈明", "done"), ("仇英", "open")]


@only_sqlite
def test_forums_are_told_by_quarter_and_office(city):
    assert city.credit.own_forums()[3].on is None
    day = date(2026, 11, 27)
    held(city, [], day, kind=SessionKind.QUARTERLY_FORUM)
    assert city.credit.own_forums()[3].on == day
    offices = dict(city.credit.forums(YEAR))
    assert len(offices) == 19
    assert offices["周庄镇"][3].on is None
    assert "人次" in COUNTING
