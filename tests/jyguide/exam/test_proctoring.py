"""The proctor and the room: rules of an exam, leaving, extra time, void, collected, the record."""

from dataclasses import replace

import pytest

from jyguide.bank.item import ItemContent, ItemKind
from jyguide.bank.row import ItemStatus
from jyguide.documents.page import Table
from jyguide.errors import RuleError
from jyguide.exam.composing.blueprint import BlueprintLine
from jyguide.exam.row import (
    CandidateState,
    EndedBy,
    EventKind,
    ExamRules,
    ExamState,
    Given,
    Pace,
    Reveal,
)
from jyguide.exam.service.proctoring import ProctorService
from jyguide.exam.sitting import TakenOver, outcome_text
from tests.jyguide.builders import SHORT, a_blueprint, hold_exam, right, rows_kept, sit, tail
from tests.postgres import only_sqlite

RULES = ExamRules("4821", leaving_locks=True, reveal=Reveal.AT_ONCE)
WHY = "李监考：误触"


def strict(app):
    """Four people and a strict exam before them."""
    held = hold_exam(app, 4)
    return held, app.sittings.open_exam(held.paper, "结业考试", held.session, RULES)


@pytest.fixture
def station(open_prepared):
    return open_prepared(strict)


@pytest.fixture
def app(station):
    return station[0]


@pytest.fixture
def held(station):
    return station[1][0]


@pytest.fixture
def exam(station):
    return station[1][1]


def begin(app, held, exam, index=0):
    return app.sittings.begin(exam, held.people[index], tail(index))


def events(app, exam):
    return [(line.kind, line.seconds) for line in app.proctoring.events(exam) if line.kind]


def row_of(app, held, exam, index=0):
    rows = app.sittings.candidates(exam)
    return next(row for row in rows if row.person_id == held.people[index])


@only_sqlite
def test_rules_are_kept_and_bad_codes_refused(app, held, exam):
    assert app.sittings.exam(exam).rules == RULES
    before = rows_kept(app)
    for rules in (ExamRules("12"), ExamRules("12a4"), ExamRules("１２３４"), ExamRules("", True)):
        with pytest.raises(RuleError, match="没有开考"):
            app.sittings.open_exam(held.paper, "考试", held.session, rules)
    assert rows_kept(app) == before


@only_sqlite
def test_leaving_is_recorded_locks_and_is_unlocked_by_the_proctor(app, held, exam, clock):
    sitting = begin(app, held, exam)
    pace = Pace(3, sitting.holder)
    app.sittings.lose_screen(sitting.attempt_id, pace)
    app.sittings.lock(sitting.attempt_id, pace)
    app.sittings.lock(sitting.attempt_id, pace)
    clock.advance(20)
    app.sittings.regain_screen(sitting.attempt_id, Pace(23, sitting.holder), 20)
    assert events(app, exam) == [(EventKind.LEFT, 20), (EventKind.LOCKED, 0)]
    assert app.sittings.beat(sitting.attempt_id, Pace(24, sitting.holder)).locked
    assert row_of(app, held, exam).state_text == "答题中（已锁定）"
    with pytest.raises(RuleError, match="没有写原因"):
        app.proctoring.unlock(sitting.attempt_id, " ")
    app.proctoring.unlock(sitting.attempt_id, WHY)
    assert not app.sittings.beat(sitting.attempt_id, Pace(25, sitting.holder)).locked
    with pytest.raises(RuleError, match="没有锁定"):
        app.proctoring.unlock(sitting.attempt_id, WHY)
    assert app.proctoring.events(exam)[-1].note == WHY


@only_sqlite
def test_killed_while_away_is_found_and_locked_when_resumed(app, held, exam, clock):
    sitting = begin(app, held, exam)
    app.sittings.lose_screen(sitting.attempt_id, Pace(3, sitting.holder))
    clock.advance(8)
    app.sittings.beat(sitting.attempt_id, Pace(11, sitting.holder))
    clock.advance(600)
    resumed = begin(app, held, exam)
    assert (resumed.locked, resumed.seconds_used) == (True, 11)
    assert events(app, exam) == [(EventKind.LEFT, 8), (EventKind.LOCKED, 0)]


def test_the_second_window_takes_over_and_the_first_is_refused(app, held, exam):
    first = begin(app, held, exam)
    place = first.places[0]
    app.sittings.record(first.attempt_id, Given(place.id, "A"), Pace(4, first.holder))
    second = begin(app, held, exam)
    assert (second.attempt_id, second.responses) == (first.attempt_id, {1: "A"})
    pace = Pace(5, first.holder)
    before = rows_kept(app)
    for refused in (
        lambda: app.sittings.record(first.attempt_id, Given(place.id, "B"), pace),
        lambda: app.sittings.beat(first.attempt_id, pace),
        lambda: app.sittings.hand_in(first.attempt_id, pace, EndedBy.CANDIDATE),
    ):
        with pytest.raises(TakenOver):
            refused()
    assert rows_kept(app) == before
    assert events(app, exam) == [(EventKind.TAKEN_OVER, 0)]
    app.sittings.beat(second.attempt_id, Pace(6, second.holder), leaving=True)
    begin(app, held, exam)
    assert len(events(app, exam)) == 1, "a window that let go is not taken over"


@only_sqlite
def test_extra_time_reaches_the_window_and_the_mark_of_time(app, held, exam):
    sitting = begin(app, held, exam)
    for minutes in (0, 181):
        with pytest.raises(RuleError, match="没有补时"):
            app.proctoring.extra_time(sitting.attempt_id, minutes, WHY)
    app.proctoring.extra_time(sitting.attempt_id, 10, WHY)
    assert app.sittings.beat(sitting.attempt_id, Pace(5, sitting.holder)).seconds_allowed == 2400
    app.sittings.hand_in(sitting.attempt_id, 2300, EndedBy.CANDIDATE)
    assert app.results.results(exam)[0].seconds_used == 2300
    with pytest.raises(RuleError, match="已经交了"):
        app.proctoring.extra_time(sitting.attempt_id, 10, WHY)


@only_sqlite
def test_a_void_attempt_counts_nowhere_and_he_may_sit_again(app, held, exam):
    sitting = begin(app, held, exam)
    app.sittings.hand_in(sitting.attempt_id, 60, EndedBy.CANDIDATE)
    app.proctoring.void(sitting.attempt_id, WHY)
    assert app.results.results(exam) == []
    assert app.sittings.exam(exam).handed_in == 0
    row = row_of(app, held, exam)
    assert (row.state, row.voided) == (CandidateState.WAITING, (sitting.attempt_id,))
    app.proctoring.restore(sitting.attempt_id, WHY)
    assert len(app.results.results(exam)) == 1
    app.proctoring.void(sitting.attempt_id, WHY)
    again = begin(app, held, exam)
    assert (again.attempt_id == sitting.attempt_id, again.resumed) == (False, False)
    with pytest.raises(RuleError, match="已经重新作答"):
        app.proctoring.restore(sitting.attempt_id, WHY)
    app.proctoring.void(again.attempt_id, WHY)
    app.sittings.set_state(exam, ExamState.CLOSED)  # nobody whose paper counts is sitting


@only_sqlite
def test_what_is_left_behind_is_collected_with_its_marks(app, held, exam):
    sitting = begin(app, held, exam)
    place = sitting.places[0]
    app.sittings.record(
        sitting.attempt_id, Given(place.id, right(place.content)), Pace(40, sitting.holder)
    )
    app.proctoring.collect(sitting.attempt_id, "考生离场")
    (result,) = app.results.results(exam)
    assert (result.ended_by, result.points, result.seconds_used) == (
        EndedBy.PROCTOR,
        place.points,
        40,
    )
    standing = app.sittings.beat(sitting.attempt_id, Pace(45, sitting.holder))
    assert standing.handed_in
    with pytest.raises(RuleError, match="已经交了"):
        app.proctoring.collect(sitting.attempt_id, WHY)


@only_sqlite
def test_wrong_codes_wait_longer_and_longer_but_never_for_good(app, held, exam):
    seconds = [100.0]
    proctoring = ProctorService(app._store, app.clock, app.sittings, lambda: seconds[0])
    attempt = begin(app, held, exam).attempt_id
    for wait in (1, 2, 4, 8, 16, 32, 60, 60):
        with pytest.raises(RuleError, match=f"不对，{wait} 秒后"):
            proctoring.check_code(exam, "0000", attempt)
        with pytest.raises(RuleError, match="请等"):
            proctoring.check_code(exam, RULES.proctor_code, attempt)
        seconds[0] += wait
    proctoring.check_code(exam, f" {RULES.proctor_code} ", attempt)
    assert events(app, exam) == [(EventKind.WRONG_CODE, 0)] * 8
    with pytest.raises(RuleError, match="没有设监考码"):
        proctoring.check_code(held.exam, "")


@only_sqlite
def test_make_up_is_for_those_who_failed_or_missed(app, held, exam):
    for index in (0, 1):
        sitting = begin(app, held, exam, index)
        for place in sitting.places if index else ():
            app.sittings.answer(
                sitting.attempt_id, place.id, right(place.content), later=False, seconds_used=1
            )
        app.sittings.hand_in(sitting.attempt_id, 60, EndedBy.CANDIDATE)
    makeup = app.sittings.open_exam(held.paper, "补考", held.session, ExamRules(makeup_of=exam))
    invited = {row.person_id for row in app.sittings.candidates(makeup)}
    assert invited == {held.people[0], held.people[2], held.people[3]}
    with pytest.raises(RuleError, match="不在这场考试的名单里"):
        begin(app, held, makeup, 1)


def test_the_record_of_the_room_tells_everything_in_order(app, held, exam, clock):
    sitting = begin(app, held, exam)
    clock.advance(30)
    app.sittings.note_clock(sitting.attempt_id, Pace(30, sitting.holder), -3600)
    clock.advance(60)
    begin(app, held, exam)
    app.proctoring.extra_time(sitting.attempt_id, 5, WHY)
    clock.advance(5)
    app.sittings.hand_in(sitting.attempt_id, 100, EndedBy.CANDIDATE)
    document = app.proctoring.record_document(exam)
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    told = [tuple(cell.blocks[0].text for cell in row.cells)[2:] for row in table.rows[1:]]
    assert told == [
        ("开始答题", ""),
        ("电脑时间被拨慢 1 小时，或电脑休眠过", ""),
        ("中断后接着答题", "09:00:30 起中断 1 分；中断期间没有计时"),
        ("补时 5 分钟", WHY),
        ("交卷", ""),
    ]


@only_sqlite
def test_the_mark_told_at_once_leaves_open_what_a_person_must_mark(open_prepared):
    app, held = open_prepared(short)
    sitting = sit(app, held)
    outcome = app.sittings.outcome(sitting.attempt_id)
    assert outcome_text(outcome) == "客观题 2 分（满分 2 分），1 道简答题待评阅。"


def short(app):
    return hold_exam(app, 1, a_blueprint(*SHORT))


def test_neighbours_get_different_variants_and_each_is_marked_by_his_own(app, held):
    paper = app.papers.keep(app.papers.draft(a_blueprint(), "两套卷", 8), variants=2)
    exam = app.sittings.open_exam(paper, "考试", held.session)
    sat = []
    for index in range(3):
        sitting = begin(app, held, exam, index)
        sat.append(sitting.places)
        for place in sitting.places:
            app.sittings.answer(
                sitting.attempt_id, place.id, right(place.content), later=False, seconds_used=1
            )
        app.sittings.hand_in(sitting.attempt_id, 60, EndedBy.CANDIDATE)
        outcome = app.sittings.outcome(sitting.attempt_id)
        assert (outcome.points, outcome.passed) == (outcome.total_points, True)
    assert sat == [app.papers.paper(app.papers.variants_of(paper)[n].id).places for n in (0, 1, 0)]
    assert [row.points for row in app.results.results(exam)] == [200] * 3


@only_sqlite
def test_an_item_revised_during_the_exam_is_asked_and_marked_as_it_was(app, held):
    content = ItemContent(ItemKind.SINGLE, "一加一等于几？（  ）", ("一", "二"), "B", "算术")
    item = app.items.create(content)
    app.items.set_status([item], ItemStatus.REVIEW)
    app.items.set_status([item], ItemStatus.IN_FORCE)
    plan = a_blueprint(BlueprintLine(ItemKind.SINGLE, 1, 20))
    paper = app.papers.draw(plan, "一题", 7, among={item})
    exam = app.sittings.open_exam(paper, "考试", held.session)
    sitting = begin(app, held, exam)
    (place,) = sitting.places
    seen = place.revision_id
    app.items.revise(item, replace(content, answer="A"), "改错", seen=seen)
    resumed = begin(app, held, exam)
    assert resumed.places == sitting.places
    app.sittings.answer(
        sitting.attempt_id, place.id, right(place.content), later=False, seconds_used=1
    )
    app.sittings.hand_in(sitting.attempt_id, 9, EndedBy.CANDIDATE)
    assert app.sittings.outcome(sitting.attempt_id).points == 20
    (line,) = app.results.sheets(exam)[0].lines
    assert (line.place.revision_id, line.points) == (seen, 20)
