"""Turns scored, drawn and undone, as rules; every claim about fairness as a property."""

import uuid
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.bank.item import ItemContent, ItemKind, KeyPoint
from jyguide.drill.review import Grade
from jyguide.exam.marking.mark import worth_of
from jyguide.ids import ItemId, PersonId, RevisionId
from jyguide.quiz import oral_play as rules
from jyguide.quiz.oral import (
    Heard,
    difference_sentence,
    missed_sentence,
    points_sentence,
    score,
)
from jyguide.quiz.oral_draw import Speaker, Turn, draw_person, draw_question
from jyguide.quiz.oral_play import OralPlay, OralQuestion, OralRules, OralStage
from jyguide.quiz.oral_slides import oral_slide
from jyguide.quiz.wall import Stage

POINTS = (KeyPoint("甲", 2, required=True), KeyPoint("乙"), KeyPoint("丙"))
MORNING = datetime(2026, 11, 20, 9, tzinfo=timezone(timedelta(hours=8)))


def test_two_judges_are_averaged_and_a_fraction_of_a_tenth_is_cut():
    result = score(POINTS, [(True, True, False), (True, False, False)])
    assert result.by_judge == (75, 50)
    assert result.points == 62
    assert result.heard == (Heard.ALL, Heard.SOME, Heard.NONE)
    assert (result.missed, result.differing, result.gap) == ((2,), (1,), 25)
    assert points_sentence(result) == (
        "得 6.2 分（满分 10 分），两位评委分别给 7.5 分、5 分，取平均"
    )
    assert difference_sentence(result) == "要点 2 有分歧，相差 2.5 分"
    assert missed_sentence(1, "张三") == "漏答 1 个要点，已加入张三的温习"


@pytest.mark.parametrize(
    ("ticks", "grade"),
    [
        ((False, False, False), Grade.AGAIN),
        ((True, False, False), Grade.AGAIN),  # 50 %
        ((True, True, False), Grade.HARD),  # 75 %
        ((True, True, True), Grade.GOOD),
        ((False, True, True), Grade.AGAIN),  # half at most without the required point
    ],
)
def test_the_share_of_the_points_is_the_grade(ticks, grade):
    assert score(POINTS, [ticks]).grade is grade


def test_a_required_point_missed_is_hard_at_best_even_if_the_points_would_do():
    result = replace(score(POINTS, [(False, True, True)]), points=100)
    assert result.grade is Grade.HARD


@given(st.data())
def test_points_lie_between_the_judges_and_only_what_neither_heard_is_missed(data):
    made = st.builds(KeyPoint, st.just("要点"), st.integers(1, 9), st.booleans())
    points = data.draw(st.lists(made, min_size=1, max_size=9))
    ticks = st.tuples(*[st.booleans()] * len(points))
    judges = data.draw(st.lists(ticks, min_size=1, max_size=2))
    result = score(points, judges)
    assert result.by_judge == tuple(worth_of(points, one, 100) for one in judges)
    assert min(result.by_judge) <= result.points <= max(result.by_judge)
    assert sum(result.by_judge) - result.points * len(judges) in range(len(judges))
    for at in range(len(points)):
        votes = [one[at] for one in judges]
        assert (at in result.missed) is not any(votes)
        assert (at in result.differing) is (len(set(votes)) > 1)


def people(count, arrived=None):
    return [Speaker(PersonId(uuid.UUID(int=at + 1)), f"人{at}", arrived) for at in range(count)]


def turn(person, minute):
    return Turn(person.id, MORNING + timedelta(minutes=minute))


@given(st.integers(1, 8), st.lists(st.integers(0, 99), min_size=1, max_size=40), st.data())
def test_nobody_comes_twice_before_everybody_has_had_his_turn(count, seeds, data):
    present, turns = people(count), []
    for minute, seed in enumerate(seeds):
        drawn = draw_person(present, turns, seed)
        assert drawn == draw_person(list(reversed(present)), turns, seed)
        if count > 1 and turns:
            assert drawn.id != turns[-1].person_id
        if data.draw(st.booleans()):  # else it is undone, and he is among them again
            turns.append(turn(drawn, minute))
        times = Counter(one.person_id for one in turns)
        had = [times[one.id] for one in present]
        assert max(had) - min(had) <= 1


@given(st.integers(2, 6), st.integers(0, 20), st.integers(0, 99))
def test_who_comes_late_has_his_turn_in_this_round_and_need_not_catch_up(count, before, seed):
    present, turns = people(count, MORNING), []
    for minute in range(before):
        turns.append(turn(draw_person(present, turns, seed + minute), minute))
    late = Speaker(
        PersonId(uuid.UUID(int=99)), "晚到", MORNING + timedelta(minutes=before, seconds=-30)
    )
    present.append(late)
    drawn = []
    for minute in range(before, before + 2 * count + 2):
        one = draw_person(present, turns, seed + minute)
        drawn.append(one.id)
        turns.append(turn(one, minute))
    rest = count - before % count  # of the round under way, he among them
    assert late.id in drawn[: rest + 1]
    assert drawn.count(late.id) <= 3
    assert all(first != second for first, second in pairwise(drawn))


def test_who_has_left_is_passed_over_and_an_empty_room_gives_nobody():
    present = people(3)
    turns = [turn(present[0], 1)]
    for seed in range(10):
        assert draw_person(present[:2], turns, seed) == present[1]
        assert draw_person(present, turns, seed, away={present[1].id}) == present[2]
    assert draw_person(present, turns, 1, away={one.id for one in present}) is None
    assert draw_person([], turns, 1) is None


@given(st.integers(1, 12), st.integers(0, 99))
def test_no_question_is_repeated_before_all_have_been_asked(count, seed):
    free = [RevisionId(uuid.UUID(int=at)) for at in range(count)]
    asked = []
    for at in range(2 * count):
        asked.append(draw_question(free, asked, seed + at))
        assert sorted(asked[:count], key=str) == sorted(set(asked[:count]), key=str)
    assert Counter(asked) == dict.fromkeys(free, 2)
    assert draw_question([], asked, seed) is None


CONTENT = ItemContent(
    ItemKind.ORAL, "支部怎样设置？", answer="答案在此。", key_points=POINTS, regulation="条例"
)
QUESTION = OralQuestion(ItemId(uuid.UUID(int=1)), RevisionId(uuid.UUID(int=2)), "001", CONTENT)


def speaking(judges=2, **changes):
    play = OralPlay(OralRules(judges=judges, **changes))
    return rules.start(rules.ask(rules.call(play, people(1)[0]), QUESTION))


def judging(judges=2, **changes):
    return rules.finish(speaking(judges, **changes), 40)


def test_neither_judge_s_ticks_show_before_both_are_ready():
    play = rules.tick(judging(), 0, 0)
    assert play.covered
    play = rules.finish_judging(play, 0)
    assert rules.tick(play, 0, 1) == play
    play = rules.tick(rules.tick(play, 1, 0), 1, 2)
    assert (play.stage, play.covered) == (OralStage.JUDGING, True)
    play = rules.finish_judging(play, 1)
    assert (play.stage, play.covered) == (OralStage.SHOWN, False)
    assert play.ticks == ((True, False, False), (True, False, True))
    again = rules.take_back(play)
    assert (again.covered, again.ready, again.ticks) == (True, (False, False), play.ticks)
    assert not judging(secret=False).covered
    assert not judging(judges=1).covered


def test_the_key_pressed_as_the_clock_ends_does_not_show_the_answer():
    play = rules.time_out(speaking(judges=1))
    assert (play.stage, play.seconds) == (OralStage.JUDGING, play.rules.seconds)
    play = rules.finish_judging(play, 0)
    assert (play.stage, play.ready, play.timed_out) == (OralStage.JUDGING, (False,), False)
    assert rules.finish_judging(play, 0).stage is OralStage.SHOWN
    early = rules.finish_judging(rules.time_out(speaking(2)), 1)
    assert (early.stage, early.ready) == (OralStage.JUDGING, (False, True))


def test_undo_goes_back_step_by_step_and_puts_the_person_back():
    play = rules.finish_judging(judging(1), 0)
    stages = []
    while play.before is not None:
        play = rules.take_back(play)
        stages.append(play.stage)
    assert stages == [OralStage.JUDGING, OralStage.ASKED, OralStage.CALLED, OralStage.READY]
    assert play.speaker is None
    assert rules.take_back(play) is play


def test_another_person_or_question_stands_in_place_of_the_first_one():
    first, second = people(2)
    play = rules.call(rules.call(OralPlay(OralRules()), first), second)
    assert rules.take_back(play).stage is OralStage.READY
    other = replace(QUESTION, number="002")
    play = rules.ask(rules.ask(play, QUESTION), other)
    assert (play.question, rules.take_back(play).stage) == (other, OralStage.CALLED)
    assert rules.ask(rules.start(play), QUESTION).question == other


def test_nothing_of_the_answer_is_on_the_wall_before_it_is_shown():
    play = rules.tick(judging(), 0, 1)
    slide = oral_slide(play, "培训")
    assert slide.stage is Stage.QUESTION
    assert (slide.options, slide.notes) == ((), ())
    assert "答案在此" not in repr(slide)
    for judge in (0, 1):
        play = rules.finish_judging(play, judge)
    slide = oral_slide(play, "培训")
    assert [one.right for one in slide.options] == [False, None, False]
    assert (slide.options[0].text, slide.options[0].word) == ("甲（必答）", "漏答")
    assert dict(slide.notes)["答案"] == "答案在此。"
    assert dict(slide.notes)["分歧"] == "要点 2 有分歧，相差 2.5 分"
    assert oral_slide(OralPlay(OralRules()), "培训").stage is Stage.TITLE
