"""Ballots counted in batches: control sums, and no small group told from the rest."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.appraisal.ballots import (
    Batch,
    Count,
    ballots_fault,
    next_pool,
    shown,
    together,
    waiting,
)
from jyguide.appraisal.kinds import Grade, Source
from tests.jyguide.appraisal.cases import count, counts

SMALLEST = 5


def counted_in(batches):
    """All that wait are counted in, if they may be."""
    pool = next_pool(batches, SMALLEST)
    return [replace(one, pool=pool) if pool and not one.pool else one for one in batches]


@given(st.lists(st.tuples(counts(most=2), st.booleans()), max_size=8))
def test_no_two_figures_that_were_shown_differ_by_a_small_group(steps):
    """Batches come and are counted in, in any turn; whoever saw every screen learns no more."""
    batches, seen = [], [None]
    for count_, then in steps:
        batches.append(Batch(count_))
        assert shown(batches) == seen[-1], "what is keyed in shows nothing by itself"
        if then:
            batches = counted_in(batches)
            seen.append(shown(batches))
    for before, after in combinations([one or Count() for one in seen], 2):
        learnt = after.voters - before.voters
        assert learnt == 0 or learnt >= SMALLEST
        assert learnt or after == before
    pooled = [one.count for one in batches if one.pool]
    assert (shown(batches) or together([])) == together(pooled)
    assert len(pooled) + len(waiting(batches)) == len(batches), "no ballot is lost"


def test_a_small_group_is_merged_and_alone_it_waits():
    three, thirty = count(3, 0, 0, 0, 3), count(30, 20, 10)
    small = counted_in([Batch(three)])
    assert (shown(small), len(waiting(small))) == (None, 1)
    merged = counted_in([*small, Batch(thirty)])
    assert shown(merged) == together([three, thirty])
    assert shown(merged).counts == {
        Grade.EXCELLENT: 20,
        Grade.QUALIFIED: 10,
        Grade.BASIC: 0,
        Grade.UNQUALIFIED: 3,
    }
    late = counted_in([*merged, Batch(three)])
    assert shown(late) == shown(merged), "one that comes later waits for more"
    both = counted_in([*late, Batch(three)])
    assert shown(both).voters == 39


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"issued": 31}, "发出 31 张，多于应到 30 人"),
        ({"issued": 25}, "收回 28 张，多于发出 25 张"),
        ({"invalid": 3}, "比收回的 28 张多 1 票"),
        ({"invalid": 0}, "共 26 票，比收回的 28 张少 2 票"),
        ({"counts": {Grade.EXCELLENT: -1, Grade.QUALIFIED: 27}}, "不能是负数"),
    ],
)
def test_ballots_that_do_not_add_up_are_told(changed, said):
    sound = Count(30, 30, 28, 2, {Grade.EXCELLENT: 20, Grade.QUALIFIED: 6})
    assert ballots_fault(Source.GRASSROOTS, sound) == ""
    assert said in ballots_fault(Source.GRASSROOTS, replace(sound, **changed))
    assert "不用测评票" in ballots_fault(Source.COMPOSITE, sound)


@given(counts())
def test_the_mean_is_that_of_the_papers(found):
    worth = {Grade.EXCELLENT: 1000, Grade.QUALIFIED: 800, Grade.BASIC: 600, Grade.UNQUALIFIED: 0}
    papers = [worth[grade] for grade, n in found.counts.items() for _ in range(n)]
    mean = found.points(worth)
    assert mean is None if not papers else mean * len(papers) == sum(papers)
