from dataclasses import replace
from datetime import date, timedelta

import pytest

from jyguide.approval.gate import Gate, State
from jyguide.approval.row import Decree, NameKey
from jyguide.approval.rule import PostRule, RuleOrigin
from jyguide.approval.step import DutyStep, NominationOutcome, SubmissionKind
from jyguide.errors import RuleError
from tests.jyguide.builders import (
    DAY,
    a_person,
    add_people,
    hold_exam,
    rows_kept,
    run_sql,
    sit,
)
from tests.postgres import on_both_databases, only_sqlite

FIRST, RENEWAL = SubmissionKind
START = date(2026, 1, 1)
DECREE = Decree("澄组〔2026〕12号", DAY, DAY, date(2029, 11, 19))


def a_class(app):
    """Three who attended; the first two sat the exam and passed."""
    held = hold_exam(app, 3)
    for index in (0, 1):
        sit(app, held, index)
    return held


@pytest.fixture
def stood(open_prepared):
    return open_prepared(a_class)


def states(app, day=None):
    return {row.id: row.standing.state for row in app.approvals.standings(day)}


def names_on(app, submission):
    return [NameKey(submission, row.person.id) for row in app.submissions.names(submission)]


@on_both_databases
def test_from_the_class_to_the_post(stood):
    app, held = stood
    one, two, three = held.people
    assert states(app) == {one: State.PASSED, two: State.PASSED, three: State.TRAINED}
    with pytest.raises(
        RuleError, match="缺：统一考试（还没有参加统考或任前培训的考试）"
    ) as refused:
        app.submissions.draft(held.people, FIRST)
    assert "认定已考试合格" in refused.value.hint
    assert app.submissions.lists() == []
    (made,) = app.submissions.draft([one, two], FIRST)
    (listed,) = app.submissions.lists()
    assert (listed.is_draft, listed.waiting, listed.station) == (True, 2, "周庄镇")
    with pytest.raises(RuleError, match="还没有上报"):
        app.outcomes.approve(names_on(app, made), DECREE)
    app.submissions.submit(made, DAY, "周委〔2026〕3号", seen=listed.version)
    with pytest.raises(RuleError, match="又被改动过"):
        app.submissions.submit(made, DAY, seen=listed.version)
    with pytest.raises(RuleError, match="批复日期早于 2026-11-20 上报"):
        app.outcomes.approve(names_on(app, made), replace(DECREE, approved_on=START))
    assert states(app)[one] is State.SUBMITTED
    app.outcomes.refuse([NameKey(made, two)], DAY, "年龄不符")
    app.outcomes.approve([NameKey(made, one)], DECREE)
    with pytest.raises(RuleError, match="已有结果"):
        app.outcomes.approve([NameKey(made, one)], DECREE)
    assert states(app) == {one: State.ON_DUTY, two: State.PASSED, three: State.TRAINED}
    assert states(app, DAY - timedelta(days=1))[one] is State.CANDIDATE
    outcomes = {row.person.id: (row.outcome, row.document) for row in app.submissions.names(made)}
    assert outcomes[one] == (NominationOutcome.APPROVED, DECREE.number)
    assert outcomes[two] == (NominationOutcome.REFUSED, "")


@only_sqlite
def test_days_and_numbers_typed_wrong_are_corrected_also_when_all_is_decided(stood, clock):
    app, held = stood
    (made,) = app.submissions.draft(held.people[:2], FIRST)
    app.submissions.submit(made, DAY)
    app.outcomes.approve(names_on(app, made), DECREE)
    given = [app.approvals.standing(key).standing.appointment for key in held.people[:2]]
    app.approvals.correct(
        {one.id: one.version for one in given}, replace(DECREE, number="澄组[2026]第021号")
    )
    clock.advance(86400)
    with pytest.raises(RuleError, match="晚于 2026-11-20 已登记的结果"):
        app.submissions.submit(made, DAY + timedelta(days=1))
    app.submissions.submit(made, DAY - timedelta(days=2), "周委〔2026〕4号")
    earlier = DAY - timedelta(days=1)
    app.approvals.correct({given[0].id: None}, replace(DECREE, approved_on=earlier))
    found = {row.person.id: (row.decided_on, row.document) for row in app.submissions.names(made)}
    assert found == {
        held.people[0]: (earlier, DECREE.number),
        held.people[1]: (DAY, "澄组〔2026〕21号"),
    }


@only_sqlite
def test_each_step_is_one_action_and_comes_undone(stood):
    app, held = stood
    before = rows_kept(app)
    steps = [
        lambda: app.submissions.draft(held.people[:2], FIRST, "名单"),
        lambda: app.submissions.submit(app.submissions.lists()[0].id, DAY),
        lambda: app.outcomes.approve(names_on(app, app.submissions.lists()[0].id), DECREE),
        lambda: app.approvals.decide(DutyStep.SUSPENDED, held.people[:1], DAY, "外派"),
        lambda: app.approvals.decide(DutyStep.RESUMED, held.people[:1], DAY, "回来"),
        lambda: app.approvals.decide(DutyStep.LEFT, held.people[:1], DAY, "调离"),
        lambda: app.approvals.set_rule(PostRule(5)),
    ]
    seen = []
    for step in steps:
        seen.append(states(app))
        step()
    actions = list(app.history.actions())[: len(steps)]
    for action, was in zip(actions, reversed(seen), strict=True):
        app.history.undo(action.id)
        assert states(app) == was
    assert app.submissions.lists() == []
    assert [row[0] for row in rows_kept(app)["person"]] == [row[0] for row in before["person"]]
    again = app.submissions.draft(held.people[:2], FIRST)
    app.submissions.submit(again[0], DAY)
    app.outcomes.approve(names_on(app, again[0]), DECREE)
    assert states(app)[held.people[1]] is State.ON_DUTY


@only_sqlite
def test_recognised_by_hand_with_a_reason_and_never_without(app, clock):
    (person,) = add_people(app, 1)
    with pytest.raises(RuleError, match="需要写明理由"):
        app.approvals.decide(DutyStep.TRAINING_RECOGNISED, [person], DAY, "  ")
    with pytest.raises(RuleError, match="缺：在岗（还没有在岗"):
        app.approvals.decide(DutyStep.SUSPENDED, [person], DAY, "病")
    app.approvals.decide(DutyStep.TRAINING_RECOGNISED, [person], DAY, "市委党校班")
    app.approvals.decide(DutyStep.EXAM_RECOGNISED, [person], DAY, "2025年统考")
    now = app.approvals.standing(person).standing
    assert now.state is State.PASSED
    assert now.gate(Gate.EXAM).source == "认定：2025年统考"
    with pytest.raises(RuleError, match="已经满足"):
        app.approvals.decide(DutyStep.EXAM_RECOGNISED, [person], DAY, "再来")


@only_sqlite
def test_an_old_approval_is_entered_corrected_and_renewed(app, clock):
    (person,) = add_people(app, 1)
    old = Decree("", date(2023, 12, 1), date(2023, 12, 1), date(2026, 11, 30))
    app.approvals.recognise([person], old, "文件在档案室")
    row = app.approvals.standing(person)
    assert row.standing.state is State.RENEWAL_DUE
    assert row.standing.lacks[0].gate is Gate.RENEWAL_TRAINING
    given = row.standing.appointment
    app.approvals.correct({given.id: given.version}, replace(old, number="澄组〔2023〕8号"))
    with pytest.raises(RuleError, match="又被改动过"):
        app.approvals.correct({given.id: given.version}, old)
    assert app.approvals.standing(person).standing.appointment.number == "澄组〔2023〕8号"
    with pytest.raises(RuleError, match="续聘前培训（2023-12-01 批复之后还没有参加培训）"):
        app.submissions.draft([person], RENEWAL)
    app.approvals.decide(DutyStep.TRAINING_RECOGNISED, [person], DAY, "市委党校班")
    (made,) = app.submissions.draft([person], RENEWAL)
    app.submissions.submit(made, DAY)
    new = Decree("澄组〔2026〕20号", DAY, date(2026, 12, 1), date(2029, 11, 30))
    app.outcomes.approve(names_on(app, made), new)
    now = app.approvals.standing(person, date(2027, 1, 1)).standing
    assert (now.state, now.appointment.number) == (State.ON_DUTY, new.number)


@only_sqlite
def test_withdrawn_from_a_draft_is_off_it_and_later_marked(stood):
    app, held = stood
    (made,) = app.submissions.draft(held.people[:2], FIRST)
    one, two = (NameKey(made, key) for key in held.people[:2])
    app.outcomes.withdraw([one], DAY, "")
    assert [row.person.id for row in app.submissions.names(made)] == [two.person]
    app.submissions.add_names(made, [one.person])
    app.submissions.submit(made, DAY)
    with pytest.raises(RuleError, match="理由"):
        app.outcomes.withdraw([one], DAY, "")
    app.outcomes.withdraw([one], DAY, "本人放弃")
    assert app.submissions.lists()[0].counts == {
        NominationOutcome.WAITING: 1,
        NominationOutcome.WITHDRAWN: 1,
    }
    for refused in (
        lambda: app.submissions.drop(made),
        lambda: app.submissions.add_names(made, [one.person]),
    ):
        with pytest.raises(RuleError, match="上报，没有改动"):
            refused()


@only_sqlite
def test_a_void_paper_takes_no_approval_away_but_is_told(app, clock):
    held = hold_exam(app, 1)
    sitting = sit(app, held)
    (made,) = app.submissions.draft(held.people[:1], FIRST)
    app.submissions.submit(made, DAY)
    app.outcomes.approve(names_on(app, made), DECREE)
    clock.advance(86400)
    app.proctoring.void(sitting.attempt_id, "请人代考")
    now, then = (app.approvals.standing(held.people[0], day).standing for day in (None, DAY))
    assert now.state is State.ON_DUTY
    assert "已批复，但现在缺：统一考试" in now.warning
    assert not then.warning  # nobody knew of it then


@only_sqlite
def test_terms_and_posts_are_the_citys_else_the_stations(app, city):
    assert app.approvals.rule().origin is RuleOrigin.PROGRAM
    app.approvals.set_rule(PostRule(2, 30, renewal_needs_training=False))
    assert app.approvals.rule() == PostRule(
        2, 30, renewal_needs_training=False, origin=RuleOrigin.STATION, since=2026
    )
    table = app.approvals.establishment(app.approvals.standings())
    assert [line.name for line in table.lines] == ["周庄镇"]
    assert table.lines[0].full_time.words == "未核定编制"
    app.approvals.set_posts(3, 9)
    assert app.approvals.establishment([]).lines[0].part_time.words == "缺 9 人"
    whole = city.approvals.establishment([])
    assert whole.total.full_time.words == "缺 85 人"
    assert "程序默认值" in whole.yardstick
    city.approvals.set_posts(80, 200)
    whole = city.approvals.establishment([])
    assert (whole.total.full_time.posts, whole.total.part_time.words) == (80, "缺 200 人")
    assert whole.yardstick == "全市编制按市级规定。"
    run_sql(city, 'UPDATE rule SET terms = \'{"full_time": "八十"}\'')
    assert "程序默认值" in city.approvals.establishment([]).yardstick


@only_sqlite
def test_what_somebody_did_before_he_was_merged_counts_for_whom_he_lives_on_as(app):
    one, two = (app.people.add(a_person("王伟", at)) for at in (0, 1))
    app.approvals.decide(DutyStep.TRAINING_RECOGNISED, [two], DAY, "班")
    app.approvals.decide(DutyStep.EXAM_RECOGNISED, [two], DAY, "考")
    (made,) = app.submissions.draft([two], FIRST)
    app.submissions.submit(made, DAY)
    lives = app.doubles.merge(one, two, a_person("王伟", 0))
    assert states(app) == {lives: State.SUBMITTED}
    (name,) = names_on(app, made)
    app.outcomes.approve([name], DECREE)
    assert states(app) == {lives: State.ON_DUTY}
