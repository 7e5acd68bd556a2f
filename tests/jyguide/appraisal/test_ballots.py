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


STEPS = st.sampled_from(["key", "count", "remove"])


@given(st.lists(st.tuples(counts(most=2), STEPS), max_size=8))
def test_any_two_figures_that_were_shown_differ_by_whole_large_pools(steps):
    """Batches come, are counted in and removed by pools; whoever saw every screen learns no more.

    No two pools that were ever shown have a batch in common, and none is small.
    """
    every, batches, seen = [], {}, set()
    for at, (count_, step) in enumerate(steps):
        before = shown([*batches.values()])
        every.append(count_)
        batches[at] = Batch(count_)
        assert shown([*batches.values()]) == before, "what is keyed in shows nothing by itself"
        if step == "count":
            batches = dict(zip(batches, counted_in([*batches.values()]), strict=True))
        elif step == "remove":
            gone = next(iter(batches.values())).pool
            batches = {key: one for key, one in batches.items() if one.pool != gone or not gone}
        pooled = {one.pool for one in batches.values() if one.pool}
        parts = {
            frozenset(key for key, one in batches.items() if one.pool == pool) for pool in pooled
        }
        sums = [together(every[key] for key in part) for part in parts]
        assert together([shown([*batches.values()]) or Count()]) == together(sums)
        seen |= parts
    assert all(together(every[key] for key in part).voters >= SMALLEST for part in seen)
    assert all(one.isdisjoint(other) for one, other in combinations(seen, 2))


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
    left = [Batch(three, 1)]
    assert (shown(left), waiting(left)) == (None, left), "another PC took the others out"


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
