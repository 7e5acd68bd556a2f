"""The clock of an exam and the sentence about its breaks."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.exam.row import ExamRules, Outcome
from jyguide.exam.sitting import (
    clock_jump,
    clock_text,
    code_problem,
    interruptions_text,
    outcome_text,
    turn_of_variant,
    wait_after,
)

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def at(minutes, seconds=0):
    return NINE + timedelta(minutes=minutes, seconds=seconds)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "00:00"), (59, "00:59"), (61, "01:01"), (7200, "120:00"), (-3, "00:00")],
)
def test_clock(seconds, text):
    assert clock_text(seconds) == text


def test_no_break():
    assert interruptions_text([]) == "考试没有中断。"


def test_one_break():
    text = interruptions_text([(at(31), at(33, 5))])
    assert text == "考试中断 1 次，09:31 至 09:33，共 2 分 5 秒，中断期间没有计时。"


def test_several_breaks_name_the_longest():
    text = interruptions_text([(at(1), at(1, 30)), (at(10), at(72)), (at(80), at(80))])
    assert text == (
        "考试中断 3 次，共 1 小时 2 分 30 秒，"
        "最长一次 09:10 至 10:12（1 小时 2 分），中断期间没有计时。"
    )


def test_a_clock_that_was_moved_is_told():
    text = interruptions_text([(at(10), at(5))])
    assert text == "考试中断 1 次，其中 1 次因电脑时间被改动，时长不明，中断期间没有计时。"


@pytest.mark.parametrize(
    ("wall", "counted", "jump"),
    [(5, 5, 0), (65, 5, 0), (66, 5, 61), (3605, 5, 3600), (-3595, 5, -3600), (0, 60, 0)],
)
def test_a_moved_clock_is_told_from_a_slow_one(wall, counted, jump):
    assert clock_jump(wall, counted) == jump


@given(st.integers(-100_000, 100_000), st.integers(0, 10_000))
def test_only_what_is_beyond_the_tolerance_is_a_jump(wall, counted):
    jump = clock_jump(wall, counted)
    assert jump in (0, wall - counted)
    assert (jump == 0) == (abs(wall - counted) <= 60)


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        (ExamRules(), ""),
        (ExamRules("0481"), ""),
        (ExamRules("12345678", leaving_locks=True), ""),
        (ExamRules("123"), "4 至 8 位"),
        (ExamRules("123456789"), "4 至 8 位"),
        (ExamRules("４８２１"), "4 至 8 位"),
        (ExamRules("", leaving_locks=True), "没有人能解开"),
    ],
)
def test_proctor_codes(rules, said):
    assert said in code_problem(rules)
    assert bool(said) == bool(code_problem(rules))


def test_wrong_codes_wait_twice_as_long_each_time_up_to_a_minute():
    assert [wait_after(n) for n in range(10)] == [0, 1, 2, 4, 8, 16, 32, 60, 60, 60]


@given(st.integers(0, 100), st.integers(2, 4))
def test_neighbours_never_get_the_same_variant(begun, variants):
    assert turn_of_variant(begun, variants) != turn_of_variant(begun + 1, variants)


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (Outcome(860, 1000, 600, 1000, 0), "得分 86 分（满分 100 分，60 分及格），合格。"),
        (Outcome(595, 1000, 600, 1000, 0), "得分 59.5 分（满分 100 分，60 分及格），不合格。"),
        (Outcome(400, 1000, 600, 600, 2), "客观题 40 分（满分 60 分），2 道简答题待评阅。"),
    ],
)
def test_what_a_candidate_is_told_at_once(outcome, said):
    assert outcome_text(outcome) == said
