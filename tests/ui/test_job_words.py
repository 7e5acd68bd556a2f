import pytest

from ui.job_words import Pace, count_text, left_text, what_was_done


def paced(marks, total=1000):
    pace = Pace()
    for at, done in marks:
        pace.note(at, done, total)
    return pace


def steady(seconds, each=10):
    return [(at, at * each) for at in range(seconds + 1)]


def test_a_steady_pace_tells_what_the_rest_takes():
    assert paced(steady(10)).seconds_left(10) == pytest.approx(90)
    assert paced(steady(10)).seconds_left(14) == pytest.approx(86)  # four seconds nearer


@pytest.mark.parametrize(
    ("marks", "now", "why"),
    [
        ([(0, 0), (1, 500), (2, 600)], 2, "watched for too short a time"),
        ([(at, at) for at in range(6)], 5, "too small a share of the way"),
        ([(at, at * 50) for at in range(5)] + [(8, 201), (9, 202)], 9, "it slows down"),
        (steady(10), 21, "it stands still"),
        ([], 5, "nothing was said"),
    ],
)
def test_what_cannot_be_told_honestly_is_not_told(marks, now, why):
    assert paced(marks).seconds_left(now) is None, why


def test_another_phase_is_watched_from_its_beginning():
    pace = paced(steady(10))
    pace.note(11, 5, 40)
    assert pace.seconds_left(11) is None
    again = paced(steady(10))
    again.note(11, 0, 1000)  # the same number of steps, begun anew
    assert again.seconds_left(11) is None


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (None, ""),
        (3, ""),
        (17.2, "约还需 20 秒"),
        (41, "约还需 50 秒"),
        (51, "约还需 1 分钟"),
        (61, "约还需 2 分钟"),
        (3600, "约还需 1 小时"),
        (4000, "约还需 1 小时 10 分钟"),
    ],
)
def test_the_rest_is_told_coarsely_and_rounded_up(seconds, text):
    assert left_text(seconds) == text


def test_steps_are_counted_where_they_are_many():
    assert count_text(1200, 5000) == "已处理 1,200 / 5,000 项"
    assert count_text(3, 5) == count_text(7, 0) == ""


def test_what_is_over_is_called_without_its_beginning():
    assert what_was_done("正在导入花名册") == "导入花名册"
