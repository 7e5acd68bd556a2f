"""What is keyed in from slips, and what comes of it."""

from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.errors import RuleError
from jyguide.training.feedback import (
    FEW,
    Question,
    Slip,
    check_slip,
    mean_text,
    ratings_text,
    read_ratings,
    report,
    report_lines,
    satisfied_text,
)
from jyguide.training.feedback_sheet import SheetText, feedback_sheet

RATINGS = st.dictionaries(st.sampled_from(list(Question)), st.integers(1, 5))


@given(RATINGS)
def test_what_is_keyed_in_reads_back(ratings):
    assert read_ratings(ratings_text(ratings)) == ratings


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("5647", "第 2 题（授课方式）填的是“6”"),
        ("5 5 5 5 x", "第 5 题（总体满意）填的是“x”"),
        ("555", "现在是 3 个"),
        ("555555", "现在是 6 个"),
        ("", "现在是 0 个"),
    ],
)
def test_a_wrong_digit_is_told_with_the_question_it_stands_at(typed, word):
    with pytest.raises(RuleError, match=word) as caught:
        read_ratings(typed)
    assert caught.value.hint


def test_digits_of_any_width_and_zeros_are_read():
    assert read_ratings("５4 0３1") == {
        Question.CONTENT: 5,
        Question.METHOD: 4,
        Question.ORGANISATION: 3,
        Question.OVERALL: 1,
    }


@given(st.lists(RATINGS, max_size=30))
def test_figures_agree_with_the_slips_and_hide_the_few(every):
    found = report([Slip(number, ratings) for number, ratings in enumerate(every, 1)])
    for figure in found.figures:
        given_ = [each[figure.question] for each in every if figure.question in each]
        assert figure.answered == len(given_)
        assert figure.answered + figure.left_out == len(every)
        if len(given_) < 5:
            assert (figure.mean, figure.counts, figure.satisfied) == (None, (), None)
            assert mean_text(figure) == FEW
        else:
            assert abs(figure.mean - 100 * mean(given_)) <= 0.5
            assert figure.counts == tuple(given_.count(rating) for rating in (5, 4, 3, 2, 1))
            share = 1000 * sum(rating >= 4 for rating in given_) / len(given_)
            assert abs(figure.satisfied - share) <= 0.5


def test_remarks_are_listed_so_that_nobody_is_found_by_them():
    slips = [Slip(1, {}, "乙", "丁 \n"), Slip(2, {}, "甲", ""), Slip(3, {}, "  ", "丙")]
    found = report(slips)
    assert (found.praise, found.wishes) == (("乙", "甲"), ("丁", "丙"))
    assert report_lines(found) == ("收回反馈表 3 份，份数少，不作统计。", "")
    assert report_lines(report([])) == ("", "")


def test_two_lines_say_what_came_of_it():
    slips = [Slip(n, read_ratings("54321" if n < 4 else "55555")) for n in range(1, 7)]
    first, second = report_lines(report(slips))
    assert first == "收回反馈表 6 份；总体“满意”以上 50.0%（6 人作答）。"
    assert "课程内容 5.00，授课方式 4.50" in second
    assert satisfied_text(report(slips).figures[0]) == "100.0%"


@pytest.mark.parametrize(
    ("slip", "word"),
    [
        (Slip(0, {Question.USE: 3}), "1 到 99999 之间"),
        (Slip(100_000, {Question.USE: 3}), "1 到 99999 之间"),
        (Slip(1, {Question.USE: 6}), "1 至 5"),
        (Slip(1, {}, " ", ""), "什么也没有填"),
    ],
)
def test_a_slip_that_cannot_be_is_refused(slip, word):
    with pytest.raises(RuleError, match=word):
        check_slip(slip)


@pytest.mark.parametrize(("count", "breaks"), [(1, 0), (2, 0), (3, 1), (40, 19)])
def test_slips_lie_two_on_a_page_with_their_numbers(count, breaks):
    text = str(feedback_sheet(SheetText("任前培训", "2026年11月20日"), range(7, 7 + count)))
    assert text.count("PageBreak()") == breaks
    assert text.count("编号 0") == count
    assert f"编号 {6 + count:03}" in text
