"""Two people made one in a real database: everything of both is found of the one, and undone."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jyguide.attachment.portrait import first_crop
from jyguide.certificate.kinds import CertificateKind
from jyguide.drill.review import Answered, DrillMode, Grade
from jyguide.errors import RuleError
from jyguide.people.merging import chosen_facts, facts_of
from jyguide.people.posting import PostingFacts, Transfer
from jyguide.training.session import Attendance
from tests.jyguide.attachment.pictures import a_jpeg
from tests.jyguide.builders import DAY, a_person, a_plan, add_people, hold_exam, sit, table
from tests.postgres import only_sqlite

pytestmark = only_sqlite


def merge(app, first, second, **sides):
    rows = {row.id: row for row in app.people.people(ids=[first, second])}
    facts = chosen_facts(rows[first], rows[second], sides)
    return app.doubles.merge(first, second, facts, {key: row.version for key, row in rows.items()})


def undo_last(app):
    app.history.undo(app.history.latest_in_force())


def kept(app):
    """What a merge may touch, without the stamps, which go on."""
    return {
        name: [{k: v for k, v in row.items() if k != "sync_v"} for row in table(app, name)]
        for name in ("person", "enrolment", "attempt", "certificate", "drill_review", "posting")
    }


def test_one_session_one_exam_one_certificate_where_both_had_them(app):
    held = hold_exam(app, 3)
    one, two, third = held.people
    sit(app, held, 0, answered=0)
    sit(app, held, 1)
    (given_,) = app.certificates.issue(held.session, CertificateKind.COMPLETION, [two], DAY)

    survivor = merge(app, two, one)

    assert survivor == min(one, two)
    listed = app.training.enrolments(held.session)
    assert {row.person_id for row in listed} == {survivor, third}
    assert app.training.session(held.session).enrolled == len(listed)
    assert app.training.session(held.session).attended == len(listed)
    assert {row.person_id for row in app.sittings.candidates(held.exam)} == {survivor, third}
    assert {row.person_id for row in app.results.results(held.exam)} == {survivor}
    recipients = app.certificates.recipients(held.session, CertificateKind.COMPLETION)
    holder = next(row for row in recipients if row.person_id == survivor)
    assert holder.number == given_.number
    with pytest.raises(RuleError, match="已有证书"):
        app.certificates.issue(held.session, CertificateKind.COMPLETION, [survivor], DAY)
    assert {row.person_id for row in app.certificates.certificates()} == {survivor}


def test_new_rows_stay_with_the_one_when_a_merge_is_undone(app):
    held = hold_exam(app, 2)
    one, two = held.people
    before = kept(app)
    survivor = merge(app, one, two)
    (asked,) = app.people.people(ids=[two])
    assert (asked.id, asked.name, asked.removed) == (two, app.people.person(one).name, False)

    later = app.training.plan(a_plan(title="之后的培训"))
    app.training.enrol(later, [two])  # a list of old that still has the other key
    assert [row.person_id for row in app.training.enrolments(later)] == [survivor]
    merge_action = next(row for row in app.history.actions() if row.name.startswith("合并"))
    app.history.undo(merge_action.id)
    after = kept(app)
    assert after["person"] == before["person"]
    for name, rows in before.items():
        assert all(row in after[name] for row in rows)
    assert {row.person_id for row in app.training.enrolments(held.session)} == set(held.people)
    assert [row.person_id for row in app.training.enrolments(later)] == [one]


@settings(
    max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 2), st.sampled_from(["enrol", "come", "practise", "post", "away"])
        ),
        max_size=8,
    )
)
def test_everything_of_both_is_found_of_the_one_and_undone(app, deeds):
    first = len(table(app, "person"))
    people = [app.people.add(a_person("陈明", first + n)) for n in range(3)]
    sessions = [app.training.plan(a_plan(title=f"第 {n} 期")) for n in range(2)]
    item = app.bank.items()[0]
    for at, (who, deed) in enumerate(deeds):
        person, session = people[who], sessions[at % 2]
        if deed == "practise":
            app.drills.store(
                Answered(person, item.id, item.revision_id, DrillMode.RANDOM, Grade.GOOD, 5)
            )
        elif deed == "post":
            app.postings.add(person, PostingFacts("某村", "委员", began_on=date(2000 + at, 1, 1)))
        else:
            app.training.enrol(session, [person])
            if deed != "enrol":
                state = Attendance.PRESENT if deed == "come" else Attendance.LEAVE
                app.training.settle(session, [person], state)
    before = {person: of(app, person, sessions) for person in people}
    kept_before = kept(app)

    merge(app, people[1], people[2])
    survivor = merge(app, people[0], people[1])

    union = {
        key: set().union(*(before[person][key] for person in people)) for key in before[survivor]
    }
    assert of(app, survivor, sessions) == union
    assert of(app, people[2], sessions) == union
    undo_last(app)
    undo_last(app)
    assert kept(app) == kept_before
    assert {person: of(app, person, sessions) for person in people} == before


def of(app, person, sessions):
    """All that is found of somebody."""
    end = app.doubles.merged().end(person)
    listed = {
        session: row
        for session in sessions
        for row in app.training.enrolments(session)
        if row.person_id == end
    }
    return {
        "sessions": set(listed),
        "postings": {row.id for row in app.postings.of_person(person)},
        "practised": set(app.drills.standing(person).records),
        "came": {session for session, row in listed.items() if row.attended},
    }


def test_what_cannot_be_merged_is_refused_and_nothing_is_changed(app):
    one, two = add_people(app, 2)
    row = app.people.person(one)
    with pytest.raises(RuleError, match="同一个人"):
        app.doubles.merge(one, one, facts_of(row))
    seen = {one: row.version}
    app.people.change(one, a_person("陈明", 0, phone="13911112222"))
    before = kept(app)
    with pytest.raises(RuleError, match="又被改动过"):
        app.doubles.merge(one, two, facts_of(row), seen)
    with pytest.raises(RuleError, match="指导站"):
        app.doubles.merge(one, two, a_person(station="长泾镇"))
    assert kept(app) == before
    merge(app, one, two)
    with pytest.raises(RuleError, match="已合并"):
        app.doubles.merge(one, two, facts_of(row))
    with pytest.raises(RuleError, match="已经是同一个人"):
        app.doubles.keep_apart(two, one)


def test_of_two_enrolments_the_better_attendance_and_the_larger_credit_count(app):
    one, two = add_people(app, 2)
    held = app.training.plan(a_plan())
    app.training.enrol(held, [one, two])
    app.training.settle(held, [one], Attendance.PRESENT)
    app.training.settle(held, [two], Attendance.LATE)
    app.attendance.credit(held, [two], 200, 30, "另有辅导")
    survivor = merge(app, one, two)
    (taken,) = app.person_records.trainings(two)
    assert (taken.attendance, taken.hours, taken.days) == (Attendance.PRESENT, 200, 30)
    (entry,) = app.credit.entries(survivor, taken.starts_on.year)
    assert (entry.hours, entry.days) == (200, 30)


def test_terms_of_both_go_on_as_one_and_a_move_ends_them_both(app, clock):
    one, two = (app.people.add(a_person("陈明", n, organisation=f"村{n}")) for n in range(2))
    day = DAY + timedelta(days=3)
    app.postings.transfer([one], Transfer(date(2026, 3, 1), "换届", post="书记"))
    app.postings.transfer([two], Transfer(day, "换届", post="主任"))  # still to come
    survivor = merge(app, one, two)
    with pytest.raises(RuleError, match=day.isoformat()):
        app.postings.transfer([survivor], Transfer(DAY, "换届", post="委员"))
    clock.advance(4 * 86400)
    app.begin_day()
    assert app.people.person(survivor).post == "主任"
    app.postings.transfer([one, two], Transfer(day + timedelta(days=1), "换届", post="委员"))
    terms = app.postings.of_person(two)
    assert [row.facts.post for row in terms if row.facts.ended_on is None] == ["委员"]
    assert app.postings.as_of(day)[survivor].post == "主任"


def test_a_portrait_of_either_is_his_and_a_new_one_takes_the_place_of_both(app, tmp_path):
    one, two = sorted(add_people(app, 2))
    picture = tmp_path / "照片.jpg"
    picture.write_bytes(a_jpeg((500, 700)))
    app.attachments.set_portrait(two, picture, first_crop(500, 700))
    merge(app, one, two)
    assert app.attachments.portrait_picture(one)
    app.attachments.set_portrait(two, picture, first_crop(500, 700))
    living = [row for row in table(app, "attachment") if not row["deleted"]]
    assert [row["person_id"] for row in living] == [one.hex]


def test_who_is_not_him_is_not_whom_he_lives_on_as(app):
    phone = "13900001234"
    one, two, three = (app.people.add(a_person("解珍", n, phone=phone)) for n in range(3))
    app.doubles.keep_apart(two, three)
    merge(app, one, two)
    assert app.doubles.pairs() == []


def test_a_pair_found_to_be_two_is_not_asked_about_until_that_is_undone(app):
    phone = "13900001234"
    one, two = (app.people.add(a_person("解珍", n, phone=phone)) for n in range(2))
    (pair,) = app.doubles.pairs()
    assert pair.why == "姓名和手机号相同，但身份证号不同"
    app.doubles.keep_apart(two, one)
    assert app.doubles.pairs() == []
    undo_last(app)
    assert [pair.key for pair in app.doubles.pairs()] == [(min(one, two), max(one, two))]


def test_the_city_chooses_the_station_of_one_person_in_two(city):
    one = city.people.add(a_person("解珍", 1))
    two = city.people.add(a_person("解珍", 2, station="长泾镇", id_number=""))
    assert city.doubles.tallies([one])[one].text == "没有其他记录"
    survivor = merge(city, one, two, station=1)
    assert city.people.person(survivor).station == "长泾镇"
    (post,) = (row for row in table(city, "instructor") if not row["deleted"])
    assert post["person_id"] == survivor.hex  # on one station's roster, the chosen one's
    assert dict(city.people.stations())[UUID(post["station_id"])] == "长泾镇"
    undo_last(city)
    assert sum(not row["deleted"] for row in table(city, "instructor")) == 2
