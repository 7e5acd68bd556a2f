"""Figures of a paper against numbers computed by hand."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.exam.analysis import (
    SMALL_SAMPLE_NOTE,
    ItemScore,
    analyse,
    correlation,
    cronbach_alpha,
)

ROWS = [(1, 1, 1), (1, 1, 0), (1, 0, 0), (0, 0, 0)]
"""Four people, three right-or-wrong items.

Totals 3 2 1 0, variance 1.25; item variances 3/16, 1/4, 3/16, sum 0.625;
KR-20 = 3/2 x (1 - 0.625/1.25) = 0.75.
Item 1 against the rest (2 1 0 0): both means 0.75, products 0.75, squares 0.75 and 2.75,
r = 0.75 / sqrt(2.0625) = 0.5222.
"""


def revision(number):
    return uuid.UUID(int=number)


def papers(rows=ROWS, categories=("甲", "甲", "乙"), letters=None):
    return [
        tuple(
            ItemScore(
                revision(i),
                points * 10,
                10,
                categories[i],
                letters[n][i] if letters else "",
                has_options=letters is not None,
            )
            for i, points in enumerate(row)
        )
        for n, row in enumerate(rows)
    ]


def test_the_paper():
    found = analyse(papers(), pass_points=20)
    assert (found.papers, found.mean, found.median, found.pass_rate) == (4, 15, 15, 0.5)
    assert found.alpha == pytest.approx(0.75)
    assert found.note == SMALL_SAMPLE_NOTE


def test_the_items():
    first, second, third = analyse(papers(), 20).items
    assert [first.facility, second.facility, third.facility] == [0.75, 0.5, 0.25]
    assert first.discrimination == pytest.approx(0.75 / 2.0625**0.5)
    # item 2 (1 1 0 0) against 2 1 1 0: 1 / sqrt(1 x 2)
    assert second.discrimination == pytest.approx(1 / 2**0.5)
    assert [first.revision_id.int, first.answered, first.remark] == [0, 4, ""]
    assert third.remark == "偏难，多数人没有答对，宜补课。"


def test_distractors_are_counted_letter_by_letter():
    letters = [("A", "AC", ""), ("A", "A", "B"), ("D", "B", "B"), ("", "AB", "B")]
    items = analyse(papers(letters=letters), 20).items
    assert items[0].letters == (("", 1), ("A", 2), ("D", 1))
    assert items[1].letters == (("A", 3), ("B", 2), ("C", 1))
    assert analyse(papers(), 20).items[0].letters == ()


def test_weak_categories():
    found = analyse(papers(categories=("甲", "乙", "丙")), 20)
    assert [(weak.category, weak.facility) for weak in found.weak] == [("丙", 0.25), ("乙", 0.5)]


def test_an_item_the_best_get_wrong_is_pointed_out():
    found = analyse(papers([(1, 1, 0), (1, 1, 0), (0, 0, 1), (0, 1, 1)]), 20)
    assert found.items[2].discrimination < 0
    assert "请检查答案" in found.items[2].remark


def test_thirty_papers_are_no_small_sample():
    assert analyse(papers(ROWS * 8), 20).note == ""
    assert analyse(papers((ROWS * 8)[:29]), 20).note == SMALL_SAMPLE_NOTE


def test_nobody_sat():
    found = analyse([], 20)
    assert (found.papers, found.mean, found.median, found.pass_rate) == (0, None, None, None)
    assert (found.alpha, found.items, found.weak) == (None, (), ())


def test_everybody_alike_leaves_the_undefined_undefined():
    found = analyse(papers([(1, 0, 1)] * 5), 20)
    assert found.alpha is None
    assert [item.discrimination for item in found.items] == [None] * 3
    assert [item.facility for item in found.items] == [1, 0, 1]
    assert found.items[0].remark == "偏易，几乎人人答对。"


def test_one_person_and_items_without_points():
    paper = (ItemScore(revision(1), 0, 0, "甲"),)
    found = analyse([paper], 0)
    assert (found.items[0].facility, found.items[0].discrimination) == (None, None)
    assert (found.alpha, found.weak, found.pass_rate) == (None, (), 1)


def test_papers_of_different_items_have_no_common_alpha():
    one, two = papers()[0], papers()[1][:2]
    found = analyse([one, two], 20)
    assert found.alpha is None
    assert [item.answered for item in found.items] == [2, 2, 1]


def test_alpha_of_one_column_or_row_is_undefined():
    assert cronbach_alpha([]) is None
    assert cronbach_alpha([[1, 2]]) is None
    assert cronbach_alpha([[1], [2]]) is None
    assert cronbach_alpha([[1, 2], [2, 1]]) is None


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=20))
def test_correlation_is_bounded_and_symmetric(pairs):
    left, right = [a for a, _ in pairs], [b for _, b in pairs]
    r = correlation(left, right)
    assert r is None or -1 <= r <= 1
    assert r == correlation(right, left)


@given(st.lists(st.lists(st.integers(0, 1), min_size=4, max_size=4), max_size=12))
def test_any_results_can_be_analysed(rows):
    found = analyse(papers(rows, categories=("甲", "乙", "", "丙")), 20)
    assert found.papers == len(rows)
    assert all(0 <= item.facility <= 1 for item in found.items)
    assert found.alpha is None or found.alpha <= 1
