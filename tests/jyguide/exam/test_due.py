"""What of exams is told on the first page."""

from jyguide.exam.due import ExamsDue


def test_nothing_is_said_while_nothing_waits():
    assert ExamsDue().sentence == ""


def test_the_most_urgent_comes_first_and_many_are_counted():
    due = ExamsDue(corrected=2, open=("结业考试", "补训考试"), sealed=("年度统考",))
    assert due.sentence == (
        "今天有统考待启封：“年度统考”；2 道题的答案已经更正，成绩还没有重新评分；"
        "培训已过，考试还没有结束：“结业考试”等 2 场。"
    )
