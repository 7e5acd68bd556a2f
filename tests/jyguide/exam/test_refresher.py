"""Ten questions, those most to the point first."""

import uuid
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from jyguide.bank.item import ItemKind
from jyguide.exam.composing.blueprint import Candidate, shortfalls
from jyguide.exam.composing.refresher import POINTS, SIZE, choose, plan_for

KINDS = st.sampled_from(ItemKind)
CANDIDATES = st.lists(
    st.builds(Candidate, st.uuids(), st.uuids(), KINDS, st.just("类别"), st.integers(1, 3)),
    max_size=30,
    unique_by=lambda one: one.item_id,
)
WRITTEN = {ItemKind.SHORT_ANSWER, ItemKind.ORAL}


def tiers(candidates, cuts):
    first, second = sorted(cuts)
    keys = [one.item_id for one in candidates]
    return [frozenset(keys[:first]), frozenset(keys[:second]), frozenset(keys[second:])]


@given(CANDIDATES, st.tuples(st.integers(0, 30), st.integers(0, 30)), st.integers(0, 99))
def test_earlier_tiers_are_used_up_first(candidates, cuts, seed):
    parts = tiers(candidates, cuts)
    usable = [one for one in candidates if one.kind not in WRITTEN]
    chosen = choose(candidates, parts, seed)
    assert len(chosen) == min(SIZE, len(usable))
    assert len({one.item_id for one in chosen}) == len(chosen)
    assert all(one.kind not in WRITTEN for one in chosen)
    first = [one for one in usable if one.item_id in parts[0]]
    assert sum(one.item_id in parts[0] for one in chosen) == min(SIZE, len(first))
    assert choose(list(reversed(candidates)), parts, seed) == chosen


@given(CANDIDATES, st.integers(0, 99))
def test_the_plan_draws_exactly_what_was_chosen(candidates, seed):
    chosen = choose(candidates, [frozenset(one.item_id for one in candidates)], seed)
    plan = plan_for(chosen, "重学").blueprint
    assert plan.total_points == POINTS * len(chosen)
    if chosen:
        assert 0 < plan.pass_points <= plan.total_points
        assert plan.item_count == len(chosen)
        assert shortfalls(plan.lines, Counter(one.cell for one in chosen)) == ()


def test_nothing_to_ask_is_nothing_chosen():
    assert choose([], [frozenset({uuid.uuid4()})], 1) == []
