"""Figures of a paper against numbers computed by hand, published, or by other means."""

import statistics
import uuid

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.exam.analysis import (
    ABSENT,
    SMALL_SAMPLE_NOTE,
    AskedItem,
    Flag,
    Marked,
    analyse,
    item_sums,
    pooled_item,
    score_table,
)
from jyguide.exam.analysis.sums import groups

ROWS = [(1, 1, 1), (1, 1, 0), (1, 0, 0), (0, 0, 0)]
"""Four people, three right-or-wrong items.

Totals 3 2 1 0, variance 1.25; item variances 3/16, 1/4, 3/16, sum 0.625;
KR-20 = 3/2 x (1 - 0.625/1.25) = 0.75.
Item 1 against the rest (2 1 0 0): both means 0.75, products 0.75, squares 0.75 and 2.75,
r = 0.75 / sqrt(2.0625) = 0.5222.
"""

KR20_EXAMPLE = [
    "11111111111",
    "11111111010",
    "11110110100",
    "11101101000",
    "10111010100",
    "11110010000",
    "11011000000",
    "10110100000",
    "11100000000",
    "10010000000",
    "01000000000",
    "10000000000",
]
"""Twelve people, eleven items; its KR-20 is computed below by the formula as printed in 1937."""

ABCD = ("A", "B", "C", "D")


def revision(number):
    return uuid.UUID(int=number)


def table(rows=ROWS, worth=None, choices=None, key=1, categories=()):
    """Points of ``rows`` are whole points; choices are strings of letters."""
    columns = len(rows[0]) if rows else 3
    worth = worth or [1] * columns
    items = [
        AskedItem(
            revision(at),
            worth[at] * 10,
            categories[at] if categories else "",
            ABCD if choices else (),
            key,
        )
        for at in range(columns)
    ]
    marked = [
        Marked(
            [ABSENT if p is None else round(p * 10) for p in row],
            [bits(text) for text in choices[n]] if choices else [0] * columns,
            sum(round(p * 10) for p in row if p is not None),
            passed=sum(p or 0 for p in row) >= 2,
            waiting=None in row,
        )
        for n, row in enumerate(rows)
    ]
    return score_table(items, sum(worth) * 10, marked)


def bits(letters):
    return sum(1 << ABCD.index(letter) for letter in letters)


def test_the_paper():
    found = analyse(table())
    assert (found.papers, found.mean, found.median, found.pass_rate) == (4, 15, 15, 0.5)
    assert (found.lowest, found.highest, found.waiting) == (0, 30, 0)
    assert found.spread == pytest.approx(statistics.pstdev([30, 20, 10, 0]))
    assert found.alpha == pytest.approx(0.75)
    assert found.kr20
    assert found.error == pytest.approx(found.spread * 0.5)
    assert found.note == SMALL_SAMPLE_NOTE
    assert [(band.low, band.end, band.people) for band in found.bands] == [
        (27, None, 1),
        (24, 27, 0),
        (21, 24, 0),
        (18, 21, 1),
        (0, 18, 2),
    ]


def test_the_items():
    first, second, third = analyse(table()).items
    assert [first.facility, second.facility, third.facility] == [0.75, 0.5, 0.25]
    assert first.point_biserial == pytest.approx(0.75 / 2.0625**0.5)
    # item 2 (1 1 0 0) against 2 1 1 0: 1 / sqrt(1 x 2)
    assert second.point_biserial == pytest.approx(1 / 2**0.5)
    # one in each group of 27 % of four: the best and the last
    assert [item.upper_lower for item in (first, second, third)] == [1, 1, 1]
    assert (first.answered, first.note) == (4, SMALL_SAMPLE_NOTE)


def test_kr20_by_the_formula_as_printed():
    """k/(k-1) x (1 - Σpq/σ²), each sum written out (Kuder and Richardson 1937, formula 20)."""
    rows = [[int(one) for one in line] for line in KR20_EXAMPLE]
    k, n = 11, 12
    p = [sum(column) / n for column in zip(*rows, strict=True)]
    variance = statistics.pvariance([sum(row) for row in rows])
    expected = k / (k - 1) * (1 - sum(one * (1 - one) for one in p) / variance)
    found = analyse(table(rows))
    assert found.alpha == pytest.approx(expected, abs=1e-12)
    without = [[*row[:3], *row[4:]] for row in rows]
    assert found.items[3].alpha_without == pytest.approx(analyse(table(without)).alpha, abs=1e-12)


def test_alpha_of_marks_in_part():
    """Cronbach's alpha from the covariance matrix: k/(k-1) x (1 - trace/sum)."""
    generator = np.random.default_rng(5)
    rows = generator.integers(0, 6, (40, 7)) + generator.integers(0, 3, (40, 1))
    covariance = np.cov(rows, rowvar=False)
    expected = 7 / 6 * (1 - np.trace(covariance) / covariance.sum())
    found = analyse(table([tuple(map(int, row)) for row in rows], worth=[8] * 7))
    assert found.alpha == pytest.approx(expected, abs=1e-12)
    assert not found.kr20


def test_discriminations_of_many_against_numpy():
    """Points in part, ties everywhere; r by ``corrcoef``, groups by ranks that share ties."""
    generator = np.random.default_rng(11)
    rows = generator.integers(0, 3, (64, 9))
    found = analyse(table([tuple(map(int, row)) for row in rows], worth=[2] * 9))
    totals = rows.sum(axis=1)
    upper, lower = shared_groups(totals, 17), shared_groups(-totals, 17)  # 0.27 x 64 = 17.28
    for at, item in enumerate(found.items):
        rest = totals - rows[:, at]
        assert item.facility == pytest.approx(rows[:, at].mean() / 2)
        assert item.point_biserial == pytest.approx(np.corrcoef(rows[:, at], rest)[0, 1])
        expected = (np.dot(upper, rows[:, at]) - np.dot(lower, rows[:, at])) / 17 / 2
        assert item.upper_lower == pytest.approx(expected)


def shared_groups(totals, size):
    """The chance of each person to be among the highest when ties are broken by lot."""
    ranked = sorted(totals, reverse=True)
    border = ranked[size - 1]
    places = size - sum(one > border for one in ranked)
    tied = ranked.count(border)
    return [1.0 if one > border else places / tied if one == border else 0.0 for one in totals]


def test_the_groups_do_not_depend_on_the_order_of_the_list():
    totals = np.array([9, 7, 7, 7, 7, 5, 3, 3, 3, 1, 1])  # 27 % of 11 are 3
    upper, lower = groups(totals)
    assert upper.tolist() == [1, 0.5, 0.5, 0.5, 0.5, 0, 0, 0, 0, 0, 0]
    assert lower.tolist() == pytest.approx([0] * 6 + [1 / 3] * 3 + [1, 1])
    for turned in (totals[::-1], np.roll(totals, 4)):
        again = dict(zip(turned.tolist(), groups(turned)[0].tolist(), strict=True))
        assert again == dict(zip(totals.tolist(), upper.tolist(), strict=True))


def test_distractors_are_shared_by_group():
    """Eleven people: groups of three. The key is A; the best like C, the last do not answer."""
    chosen = ["C", "C", "C", "A", "A", "A", "B", "B", "B", "", ""]
    rows = [(8 - n // 2, int(letter == "A")) for n, letter in enumerate(chosen)]
    rows[0] = (9, 0)
    found = analyse(table(rows, worth=[9, 1], choices=[("", letter) for letter in chosen]))
    options = {one.label: one for one in found.items[1].options}
    assert {label: one.count for label, one in options.items()} == {
        "A": 3, "B": 3, "C": 3, "D": 0, "": 2,
    }  # fmt: skip
    assert (options["A"].right, options["C"].right, options[""].right) == (True, False, False)
    assert options["C"].share == pytest.approx(3 / 11)
    # totals 9 8 7 8 7 6 5 5 4 4 3: over 8 tie two, all three of the group; below, 3 4 4
    assert options["C"].upper == pytest.approx(2 / 3)
    assert options["A"].upper == pytest.approx(1 / 3)
    assert (options[""].lower, options["B"].lower) == (pytest.approx(2 / 3), pytest.approx(1 / 3))
    assert found.items[1].misleading == ("C",)
    assert Flag.MISLEADS in found.items[1].flags


def test_several_letters_count_one_by_one():
    found = analyse(table([(1,), (0,), (0,)], choices=[("AC",), ("AB",), ("",)], key=0b101))
    assert [(one.label, one.count) for one in found.items[0].options] == [
        *(("A", 2), ("B", 1), ("C", 1), ("D", 0), ("", 1)),
    ]
    assert [one.right for one in found.items[0].options] == [True, False, True, False, False]


def test_an_item_the_best_get_wrong_is_flagged():
    found = analyse(table([(1, 1, 0), (1, 1, 0), (0, 0, 1), (0, 1, 1)]))
    assert found.items[2].point_biserial < 0
    assert Flag.NEGATIVE in found.items[2].flags
    assert Flag.NEGATIVE not in found.items[0].flags


def test_an_item_without_which_the_paper_is_more_reliable():
    rows = [tuple([int(n > at) for at in range(6)] + [n % 2]) for n in range(7)] * 5
    found = analyse(table(rows))
    assert found.items[6].alpha_without > found.alpha + 0.01
    assert Flag.ALPHA_RISES in found.items[6].flags
    assert Flag.ALPHA_RISES not in found.items[2].flags


def test_nobody_right_and_everybody_given_the_points():
    rows = [(1, 0), (0, 0), (1, 0)]
    assert Flag.NOBODY in analyse(table(rows)).items[1].flags
    void = [AskedItem(revision(1), 10), AskedItem(revision(2), 10, void=True)]
    marked = [Marked([10, 0], [0, 0], 10), Marked([0, 0], [0, 0], 0)]
    assert analyse(score_table(void, 20, marked)).items[1].flags == ()


def test_weak_categories():
    found = analyse(table(categories=("甲", "乙", "丙")))
    assert [(weak.category, weak.facility) for weak in found.weak] == [("丙", 0.25), ("乙", 0.5)]
    assert [one.category for one in found.categories] == ["甲", "乙", "丙"]
    assert found.weak[0].note == SMALL_SAMPLE_NOTE


def test_thirty_papers_are_no_small_sample():
    enough, few = analyse(table(ROWS * 8)), analyse(table((ROWS * 8)[:29]))
    assert (enough.note, enough.items[0].note) == ("", "")
    assert (few.note, few.items[0].note) == (SMALL_SAMPLE_NOTE, SMALL_SAMPLE_NOTE)


def test_nobody_sat():
    found = analyse(table([]))
    assert (found.papers, found.mean, found.median, found.pass_rate) == (0, None, None, None)
    assert (found.alpha, found.spread, found.weak) == (None, None, ())
    assert [item.facility for item in found.items] == [None] * 3
    assert [item.flags for item in found.items] == [()] * 3


def test_everybody_alike_leaves_the_undefined_undefined():
    found = analyse(table([(1, 0, 1)] * 40, choices=[("A", "B", "A")] * 40))
    assert found.alpha is None
    assert [item.point_biserial for item in found.items] == [None] * 3
    assert [item.upper_lower for item in found.items] == [None] * 3
    assert [item.facility for item in found.items] == [1, 0, 1]
    assert [item.flags for item in found.items] == [(), (Flag.NOBODY,), ()]
    assert found.items[1].options[1].upper is None


def test_equal_totals_accuse_no_item():
    """Whoever is right on one of two items is wrong on the other: r is -1, and says nothing."""
    found = analyse(table([(1, 0), (0, 1), (1, 0)]))
    assert [item.point_biserial for item in found.items] == [None, None]
    assert [item.flags for item in found.items] == [(), ()]


def test_one_person_and_items_without_points():
    found = analyse(table([(0,)], worth=[0]))
    assert (found.items[0].facility, found.items[0].point_biserial) == (None, None)
    assert (found.alpha, found.weak, found.pass_rate) == (None, (), 0)


def test_what_waits_for_a_person_counts_for_no_item_yet():
    rows = [(1, 1, None), (1, 0, 1), (0, 1, 0), (0, 0, 0)]
    found = analyse(table(rows))
    assert [item.answered for item in found.items] == [4, 4, 3]
    assert found.waiting == 1
    assert found.alpha == pytest.approx(analyse(table(rows[1:])).alpha)
    assert found.items[2].facility == pytest.approx(1 / 3)


def test_an_item_over_papers_of_which_one_was_hard():
    """Thrown together, the item would seem to tell less who knows the subject."""
    easy = [(1, 5), (1, 4), (0, 3), (0, 2)]
    hard = [(1, 3), (1, 2), (0, 1), (0, 0)]
    papers = [item_sums(table(rows, worth=[1, 5]))[0] for rows in (easy, hard)]
    item = table(easy, worth=[1, 5]).items[0]
    pooled = pooled_item(item, papers)
    assert (pooled.answered, pooled.facility, pooled.upper_lower) == (8, 0.5, 1)
    alone = analyse(table(easy, worth=[1, 5])).items[0]
    assert pooled.point_biserial == pytest.approx(alone.point_biserial)
    thrown_together = analyse(table(easy + hard, worth=[1, 5])).items[0]
    assert thrown_together.point_biserial < pooled.point_biserial
    assert pooled_item(item, []).facility is None


@given(st.lists(st.lists(st.sampled_from([0, 1, None]), min_size=4, max_size=4), max_size=12))
def test_any_results_can_be_analysed(rows):
    marked = [(*row, 1) for row in rows]
    choices = [("A", "", "BC", "D", "A")] * len(rows)
    found = analyse(table(marked, worth=[1] * 5, choices=choices) if rows else table([]))
    assert found.papers == len(rows)
    for item in found.items:
        assert item.facility is None or 0 <= item.facility <= 1
        assert item.point_biserial is None or -1 <= item.point_biserial <= 1
        assert item.upper_lower is None or -1 <= item.upper_lower <= 1
    assert found.alpha is None or found.alpha <= 1 + 1e-12
    assert sum(band.people for band in found.bands) == len(rows)
