"""The clock of an exam and the sentence about its breaks."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.exam.sitting import clock_text, interruptions_text, remaining_seconds

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def at(minutes, seconds=0):
    return NINE + timedelta(minutes=minutes, seconds=seconds)


@pytest.mark.parametrize(
    ("allowed", "extra", "used", "left"),
    [
        (3600, 0, 0, 3600),
        (3600, 300, 3600, 300),
        (3600, 0, 3600, 0),
        (3600, 0, 9999, 0),
        (60, 0, -5, 60),
    ],
)
def test_remaining(allowed, extra, used, left):
    assert remaining_seconds(allowed, extra, used) == left


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "00:00"), (59, "00:59"), (61, "01:01"), (7200, "120:00"), (-3, "00:00")],
)
def test_clock(seconds, text):
    assert clock_text(seconds) == text


@given(st.integers(0, 10_000), st.integers(0, 1000), st.integers(0, 20_000), st.integers(0, 500))
def test_time_only_runs_down(allowed, extra, used, more):
    assert remaining_seconds(allowed, extra, used + more) <= remaining_seconds(
        allowed, extra, used
    )


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
