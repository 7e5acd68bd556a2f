"""Sitting an exam: who may, every answer stored, time honestly counted, handed in for good."""

from uuid import uuid4

import pytest

from jyguide.app import open_application
from jyguide.errors import RuleError
from jyguide.exam.row import CandidateState, EndedBy, ExamState, Pace
from jyguide.ids import ExamId, PaperId
from jyguide.training.session import Attendance
from tests.jyguide.builders import (
    a_person,
    an_id,
    hold_exam,
    prepared_station,
    right,
    rows_kept,
    run_sql,
    sit,
    tail,
)
from tests.postgres import only_sqlite


def three(app):
    return hold_exam(app, 3)


station, app, held = prepared_station(three)


def begin(app, held, index=0):
    return app.sittings.begin(held.exam, held.people[index], tail(index))


def answer(app, sitting, position, response, later=False, seconds=5):
    place = sitting.places[position - 1]
    app.sittings.answer(sitting.attempt_id, place.id, response, later=later, seconds_used=seconds)


def states(app, held):
    return {row.name: row.state for row in app.sittings.candidates(held.exam)}


@only_sqlite
def test_an_exam_needs_a_title_a_session_and_a_paper(app, held):
    before = rows_kept(app)
    for paper, title, session in (
        (held.paper, " ", held.session),
        (PaperId(uuid4()), "考试", held.session),
        (held.paper, "考试", type(held.session)(uuid4().hex)),
    ):
        with pytest.raises(RuleError):
            app.sittings.open_exam(paper, title, session)
    with pytest.raises(RuleError, match="没有找到这场考试"):
        app.sittings.exam(ExamId(uuid4()))
    assert rows_kept(app) == before


@only_sqlite
def test_those_who_came_may_sit(app, held):
    app.training.settle(held.session, [held.people[1]], Attendance.ABSENT)
    assert states(app, held) == dict.fromkeys(["陈明", "仇英"], CandidateState.WAITING)
    with pytest.raises(RuleError, match="不在这场考试的名单里"):
        begin(app, held, 1)


@only_sqlite
@pytest.mark.parametrize("typed", ["0000", "", an_id(0), an_id(0)[-3:], an_id(0)[-5:]])
def test_another_tail_opens_nothing(app, held, typed):
    before = rows_kept(app)
    with pytest.raises(RuleError, match="后四位不对"):
        app.sittings.begin(held.exam, held.people[0], typed)
    assert rows_kept(app) == before


@only_sqlite
def test_the_tail_is_taken_as_people_type_it(app, held):
    index = next(i for i in range(3, 100) if an_id(i).endswith("X"))
    person = app.people.add(a_person(index=index))
    app.training.enrol(held.session, [person])
    app.training.sign_in(held.session, person)
    wide = tail(index).translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789X"})
    for typed in (tail(index).lower(), f" {tail(index)} ", wide):
        assert app.sittings.begin(held.exam, person, typed).candidate == "陈明"


@only_sqlite
def test_nobody_without_id_number_can_prove_himself(app, held):
    person = app.people.add(a_person("李新", id_number=""))
    app.training.enrol(held.session, [person])
    app.training.sign_in(held.session, person)
    (row,) = [row for row in app.sittings.candidates(held.exam) if row.name == "李新"]
    assert row.has_id is False
    with pytest.raises(RuleError, match="没有登记身份证号"):
        app.sittings.begin(held.exam, person, "")


def test_every_answer_is_on_the_disk_at_once(app, held, clock):
    sitting = begin(app, held)
    answer(app, sitting, 1, "B")
    answer(app, sitting, 2, "C", later=True)
    answer(app, sitting, 9, ("三", ""))
    answer(app, sitting, 1, "A", seconds=9)
    again = open_application(app.place.folder, clock)
    resumed = again.sittings.begin(held.exam, held.people[0], tail(0))
    again.close()
    assert resumed.responses == {1: "A", 2: "C", 9: ("三", "")}
    assert resumed.later == {2}
    assert (resumed.resumed, resumed.seconds_used) == (True, 9)
    assert resumed.places == sitting.places


@only_sqlite
def test_an_answer_may_be_taken_back(app, held):
    sitting = begin(app, held)
    answer(app, sitting, 1, "B", later=True)
    answer(app, sitting, 1, None)
    assert begin(app, held).responses == {1: None}
    assert begin(app, held).later == frozenset()


def test_the_same_answer_again_changes_no_business_row(app, held):
    sitting = begin(app, held)
    answer(app, sitting, 1, "B")
    before = rows_kept(app)
    answer(app, sitting, 1, "B", seconds=8)
    after = rows_kept(app)
    assert before.pop("attempt_clock") != after.pop("attempt_clock")
    assert after == before


@only_sqlite
def test_only_time_before_the_window_counts(app, held, clock):
    sitting = begin(app, held)
    assert (sitting.seconds_allowed, sitting.seconds_used) == (1800, 0)
    stopped = clock.now
    app.sittings.beat(sitting.attempt_id, Pace(300))
    clock.advance(3600)
    resumed = begin(app, held)
    assert (resumed.seconds_allowed, resumed.seconds_used) == (1800, 300)
    app.sittings.hand_in(resumed.attempt_id, 900, EndedBy.CANDIDATE)
    (result,) = app.results.results(held.exam)
    assert result.interruptions == ((stopped, clock.now),)
    assert (result.seconds_used, result.ended_by) == (900, EndedBy.CANDIDATE)


@only_sqlite
def test_a_short_gap_is_no_interruption(app, held, clock):
    sitting = begin(app, held)
    for seconds, gap in ((3, 5), (9, 9), (15, 10)):
        app.sittings.beat(sitting.attempt_id, Pace(seconds))
        clock.advance(gap)
        begin(app, held)
    app.sittings.hand_in(sitting.attempt_id, 30, EndedBy.CANDIDATE)
    assert len(app.results.results(held.exam)[0].interruptions) == 1


@only_sqlite
def test_a_clock_set_back_is_recorded_as_it_is(app, held, clock):
    begin(app, held)
    started = clock.now
    clock.advance(-3600)
    sitting = begin(app, held)
    app.sittings.hand_in(sitting.attempt_id, 30, EndedBy.CANDIDATE)
    assert app.results.results(held.exam)[0].interruptions == ((started, clock.now),)


@only_sqlite
def test_an_attempt_whose_clock_is_lost_goes_on(app, held):
    """The clock is a heartbeat of one PC: a restored or a merged database may lack it."""
    sitting = begin(app, held)
    answer(app, sitting, 1, "A", seconds=300)
    run_sql(app, "DELETE FROM attempt_clock")
    resumed = begin(app, held)
    assert (resumed.responses, resumed.seconds_used) == ({1: "A"}, 0)
    app.sittings.beat(resumed.attempt_id, Pace(20))
    assert begin(app, held).seconds_used == 20


@only_sqlite
def test_time_never_runs_backwards(app, held):
    sitting = begin(app, held)
    app.sittings.beat(sitting.attempt_id, Pace(300))
    answer(app, sitting, 1, "A", seconds=200)
    assert begin(app, held).seconds_used == 300
    app.sittings.hand_in(sitting.attempt_id, 0, EndedBy.CANDIDATE)
    assert app.results.results(held.exam)[0].seconds_used == 300


@only_sqlite
def test_no_more_than_the_time_allowed_is_counted(app, held):
    sitting = begin(app, held)
    app.sittings.beat(sitting.attempt_id, Pace(9999))
    assert begin(app, held).seconds_used == 1800
    app.sittings.hand_in(sitting.attempt_id, 9999, EndedBy.TIME_UP)
    (result,) = app.results.results(held.exam)
    assert (result.seconds_used, result.ended_by) == (1800, EndedBy.TIME_UP)


@only_sqlite
def test_handing_in_is_final(app, held, clock):
    sitting = sit(app, held)
    before = rows_kept(app)
    clock.advance(60)
    with pytest.raises(RuleError, match="已经交上"):
        answer(app, sitting, 1, "A")
    with pytest.raises(RuleError, match="已经交卷"):
        begin(app, held)
    app.sittings.beat(sitting.attempt_id, Pace(1700))
    app.sittings.hand_in(sitting.attempt_id, 1700, EndedBy.TIME_UP)
    assert rows_kept(app) == before
    assert states(app, held)["陈明"] is CandidateState.HANDED_IN


def test_no_part_of_a_handed_in_attempt_is_undone(app, held):
    sit(app, held)
    before = rows_kept(app)
    for action in app.history.actions(50):
        if action.name in ("答题", "交卷", "开始答题"):
            with pytest.raises(RuleError, match="不能撤销"):
                app.history.undo(action.id)
    assert rows_kept(app) == before


def test_an_exam_ends_when_all_have_handed_in(app, held):
    sitting = begin(app, held)
    assert states(app, held)["陈明"] is CandidateState.SITTING
    with pytest.raises(RuleError, match="还有 1 人没有交卷"):
        app.sittings.set_state(held.exam, ExamState.CLOSED)
    app.sittings.hand_in(sitting.attempt_id, 1, EndedBy.CANDIDATE)
    app.sittings.set_state(held.exam, ExamState.CLOSED)
    with pytest.raises(RuleError, match="已经结束"):
        begin(app, held, 1)
    app.sittings.set_state(held.exam, ExamState.OPEN)
    assert begin(app, held, 1).resumed is False


@only_sqlite
def test_exams_are_listed_with_how_far_they_are(app, held):
    sit(app, held)
    begin(app, held, 1)
    other = app.sittings.open_exam(held.paper, "补考", held.session)
    newest, first = app.sittings.exams()
    assert (newest.id, newest.attempts) == (other, 0)
    assert (first.attempts, first.handed_in, first.session_title) == (2, 1, "任前培训")
    assert (first.total_points, first.pass_points, first.minutes) == (200, 120, 30)


@only_sqlite
def test_somebody_signed_out_later_still_hands_in(app, held):
    sitting = begin(app, held)
    app.training.settle(held.session, [held.people[0]], Attendance.UNKNOWN)
    assert states(app, held)["陈明"] is CandidateState.SITTING
    answer(app, sitting, 1, right(sitting.places[0].content))


@only_sqlite
def test_admission_writes_nothing(app, held):
    before = rows_kept(app)
    assert app.sittings.admit(held.exam, held.people[0], tail(0)).id == held.exam
    with pytest.raises(RuleError):
        app.sittings.admit(held.exam, held.people[0], "0000")
    assert rows_kept(app) == before


@only_sqlite
def test_a_session_dropped_leaves_its_exam_readable(app, held):
    app.training.settle(held.session, held.people, Attendance.UNKNOWN)
    app.training.drop(held.session)
    (row,) = app.sittings.exams()
    assert (row.session_title, row.held_on) == ("", None)
    assert app.sittings.candidates(held.exam) == []


@only_sqlite
def test_a_beginning_that_was_undone_may_be_made_again(app, held):
    begin(app, held)
    app.history.undo(app.history.latest())
    assert states(app, held)["陈明"] is CandidateState.WAITING
    app.sittings.set_state(held.exam, ExamState.CLOSED)
    app.sittings.set_state(held.exam, ExamState.OPEN)
    sitting = begin(app, held)
    assert states(app, held)["陈明"] is CandidateState.SITTING
    app.sittings.hand_in(sitting.attempt_id, 60, EndedBy.CANDIDATE)
    assert [row.name for row in app.results.results(held.exam)] == ["陈明"]


@only_sqlite
def test_an_answer_that_was_undone_counts_only_when_given_again(app, held):
    sitting = begin(app, held)
    answer(app, sitting, 1, "B")
    app.history.undo(app.history.latest())
    assert begin(app, held).responses == {}
    answer(app, sitting, 1, "B")
    assert begin(app, held).responses == {1: "B"}


@only_sqlite
def test_an_attempt_begun_on_another_pc_stays_his_other_attempt(app, held):
    here = app.sittings.begin(held.exam, held.people[0], tail(0))
    run_sql(app, "UPDATE journal SET merge_id = action_id WHERE \"table\" = 'attempt'")
    (row,) = [one for one in app.sittings.candidates(held.exam) if one.attempt_id]
    assert (row.elsewhere, row.state_text) == (True, "另一台电脑上答题中")
    with pytest.raises(RuleError, match="在另一台电脑上答的，没有收卷"):
        app.proctoring.collect(here.attempt_id, "李监考：离场")
    again = app.sittings.begin(held.exam, held.people[0], tail(0))
    assert again.attempt_id != here.attempt_id
    assert not again.resumed
    app.sittings.hand_in(again.attempt_id, 1, EndedBy.CANDIDATE)
    states = {row.person_id: row.state for row in app.sittings.candidates(held.exam)}
    assert states[held.people[0]] is CandidateState.HANDED_IN, "the one handed in counts"
