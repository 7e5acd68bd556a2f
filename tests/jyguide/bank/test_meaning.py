"""Answers that mean the same, and those that only look so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.bank.meaning import meaning, numbers_in


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5人", "五人"),
        ("两名", "2人"),
        ("5位党员", "五名党员"),
        ("1/3", "三分之一"),
        ("20%", "五分之一"),
        ("百分之五十", "半数"),
        ("二分之一以上", "半数以上"),
        ("超过一半", "超过半数"),
        ("一年", "12个月"),
        ("两年", "24个月"),
        ("半年", "6个月"),
        ("三个月", "3个月"),
        ("一周", "7天"),
        ("１个月", "1 个月"),
        ("《党章》第一条", "党章第1条"),
        ("同意，备案。", "同意备案"),
    ],
)
def test_means_the_same(one, other):
    assert meaning(one) == meaning(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("半数以上", "过半数"),
        ("7日", "7个工作日"),
        ("5人", "5人以上"),
        ("1/3", "2/3"),
        ("五月", "5个月"),
        ("1.5%", "15%"),
        ("2018年", "2018个月"),
        ("同意", "备案"),
        ("第一年", "第二年"),
        ("一年", "一个月"),
    ],
)
def test_means_something_else(one, other):
    assert meaning(one) != meaning(other)


def test_numbers_are_read_however_written():
    assert numbers_in("3人以上、五十人以内，占三分之一，比例 1.5%。") == (
        "3",
        "50",
        "1/3",
        "3/200",
    )


@given(st.text())
def test_any_text_has_a_meaning(text):
    assert meaning(text) == meaning(f" {text}。")


@given(st.integers(1, 90))
def test_years_are_months(count):
    assert meaning(f"{count}年") == meaning(f"{count * 12}个月")
