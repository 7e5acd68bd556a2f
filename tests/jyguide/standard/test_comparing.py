"""Scores side by side, what lies between them, and how alike two people score."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.standard.comparing import (
    Inspected,
    agreements,
    compare,
    drifts,
    kappa,
)
from jyguide.standard.kinds import SCORED_PHASES, BranchKind

SELF, CROSS, SPOT = SCORED_PHASES


def inspected(branch, phase, total, by="", points=None, lost=()):
    return Inspected(
        branch_key=branch,
        branch_name=f"{branch}村",
        kind=BranchKind.VILLAGE,
        phase=phase,
        inspector_key=by,
        inspector_name=by,
        total=total,
        points=points or {},
        lost=frozenset(lost),
    )


def test_phases_stand_side_by_side():
    """A gap is suspicious beyond the threshold, not at it; either way."""
    (one,) = compare(
        [
            inspected("王", SPOT, 830, "丁", {"A01": 20, "B01": 0}),
            inspected("王", SELF, 980, points={"A01": 20, "B01": 15, "C01": 5}),
            inspected("王", CROSS, 880, "丙", {"A01": 20}),
        ],
        threshold=100,
    )
    assert list(one.totals.items()) == [(SELF, 980), (CROSS, 880), (SPOT, 830)]
    assert [(gap.earlier, gap.later, gap.points, gap.suspicious) for gap in one.gaps] == [
        (SELF, CROSS, -100, False),
        (SELF, SPOT, -150, True),
        (CROSS, SPOT, -50, False),
    ]
    assert one.suspicious
    assert [(each.code, dict(each.points), each.differs) for each in one.criteria()] == [
        ("A01", {SELF: 20, CROSS: 20, SPOT: 20}, False),
        ("B01", {SELF: 15, SPOT: 0}, True),
        ("C01", {SELF: 5}, False),
    ]


def test_branches_stand_by_strokes_and_two_inspectors_by_their_mean():
    found = compare(
        [
            inspected("魏", SELF, 900),
            inspected("丁", CROSS, 801, "甲"),
            inspected("丁", CROSS, 804, "乙"),
        ],
        threshold=0,
    )
    assert [(one.branch_key, dict(one.totals)) for one in found] == [
        ("丁", {CROSS: 803}),
        ("魏", {SELF: 900}),
    ]
    assert not any(one.suspicious for one in found)


def test_drift_speaks_of_pairs_and_ranks_nobody():
    found = drifts(
        [
            inspected("一", CROSS, 900, "魏征"),
            inspected("一", SPOT, 880, "张三"),
            inspected("二", CROSS, 905, "魏征"),
            inspected("二", SPOT, 890, "张三"),
            inspected("三", CROSS, 800, "丁一"),
            inspected("三", SPOT, 840, "张三"),
            inspected("四", CROSS, 800, "王五"),
            inspected("五", CROSS, 700, "张三"),
            inspected("五", SPOT, 900, "张三"),
            *[inspected(f"六{at}", CROSS, 850, "田七") for at in range(5)],
            *[inspected(f"六{at}", SPOT, 850, "张三") for at in range(5)],
        ]
    )
    assert [(one.inspector_name, one.pairs, one.mean, one.sentence) for one in found] == [
        ("丁一", 1, -40, "互查比抽查平均低 4.0 分（1 个支部，次数少，仅供参考）"),
        ("田七", 5, 0, "互查与抽查接近（5 个支部）"),
        ("魏征", 2, Fraction(35, 2), "互查比抽查平均高 1.8 分（2 个支部，次数少，仅供参考）"),
    ]


def test_agreement_shows_wording_that_is_read_differently():
    """A self-inspection is no second pair of eyes, and nobody agrees with himself."""
    pairs = [(20, 20), (20, 15), (20, 10), (0, 20), (10, 10)]
    rows = [inspected("零", SELF, 1000, points={"A01": 20})]
    for at, (cross, spot) in enumerate(pairs):
        lost = [("A01",) if points < 20 else () for points in (cross, spot)]
        rows.append(inspected(f"村{at}", CROSS, 900, "甲", {"A01": cross}, lost[0]))
        rows.append(inspected(f"村{at}", SPOT, 900, "乙", {"A01": spot, "B01": 5}, lost[1]))
    rows += [inspected("零", CROSS, 900, "丙", {"A01": 0}), inspected("零", SPOT, 1, "丙", {})]
    first, second = agreements(rows)
    assert (first.code, first.pairs, first.close, first.share) == ("A01", 5, 3, Fraction(3, 5))
    assert first.kappa == kappa(both=1, first_only=1, second_only=2, neither=1)
    assert (second.code, second.pairs, second.share, second.kappa) == ("B01", 0, None, None)
    assert (first.one_sided, second.one_sided, first.few, second.few) == (0, 5, False, True)


@pytest.mark.parametrize(
    ("counts", "value"),
    [
        ((20, 5, 10, 15), Fraction(2, 5)),  # the example of most textbooks: 0.4
        ((45, 15, 25, 15), Fraction(6, 46)),  # as many agree as below, and yet
        ((25, 35, 5, 35), Fraction(14, 54)),  # κ differs with the shares of yes
        ((3, 0, 0, 4), 1),
        ((0, 3, 3, 0), -1),
        ((0, 0, 0, 9), None),
        ((0, 0, 0, 0), None),
    ],
)
def test_kappa_is_cohens(counts, value):
    assert kappa(*counts) == value


@given(st.tuples(*[st.integers(0, 9)] * 4))
def test_kappa_is_the_same_for_both_and_for_yes_and_no(counts):
    both, first, second, neither = counts
    found = kappa(both, first, second, neither)
    assert found == kappa(both, second, first, neither) == kappa(neither, second, first, both)
    assert found is None or -1 <= found <= 1


rows = st.lists(
    st.builds(
        inspected,
        st.sampled_from("甲乙丙"),
        st.sampled_from(SCORED_PHASES),
        st.integers(0, 1000),
        st.sampled_from(["王", "李", "张"]),
        st.dictionaries(st.sampled_from(["A01", "B01"]), st.integers(0, 20)),
    ),
    max_size=8,
    unique_by=lambda one: (one.branch_key, one.phase, one.inspector_key),
)


@given(rows, st.integers(0, 100), st.randoms())
def test_the_order_of_reading_does_not_matter(found, threshold, chance):
    mixed = chance.sample(found, len(found))
    assert compare(mixed, threshold) == compare(found, threshold)
    assert drifts(mixed) == drifts(found)
    assert agreements(mixed) == agreements(found)


@given(rows)
def test_scores_that_all_agree_leave_nothing_to_say(found):
    alike = [replace(one, total=900, points={"A01": 20}) for one in found]
    assert not any(one.suspicious for one in compare(alike, 0))
    assert all(one.points == 0 for one in drifts(alike))
    assert all(one.close == one.pairs for one in agreements(alike))
