"""Stratified samples: sizes, nested draws, strata that do not look at each other."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.errors import RuleError
from jyguide.standard.kinds import BranchKind
from jyguide.standard.sampling import SampledBranch, SampleSize, draw_sample

TOWNSHIPS = ("", "海角镇", "南岸街道")

frames = st.dictionaries(
    st.text("abc", min_size=1, max_size=4),
    st.tuples(st.sampled_from(TOWNSHIPS), st.sampled_from(BranchKind)),
    max_size=30,
).map(lambda found: [SampledBranch(key, f"支部{key}", *where) for key, where in found.items()])
sizes = st.one_of(
    st.integers(1, 9).map(lambda number: SampleSize(number=number)),
    st.integers(1, 100).map(lambda percent: SampleSize(percent=percent)),
)
some = st.frozensets(st.text("abc", min_size=1, max_size=2), max_size=6)


def villages(number, township="海角镇"):
    return [
        SampledBranch(f"{at:02}", f"村{at}", township, BranchKind.VILLAGE) for at in range(number)
    ]


@given(frames, sizes, some, some, st.text(max_size=3), st.randoms())
def test_every_stratum_gives_what_it_should(frame, size, left_out, named, seed, chance):
    """In the same order whatever order the branches come in."""
    included = frozenset(one.key for one in frame if one.key in named) - left_out
    found = draw_sample(frame, size, seed, left_out=left_out, included=included)
    mixed = chance.sample(frame, len(frame))
    assert draw_sample(mixed, size, seed, left_out=left_out, included=included) == found
    here = [one for one in frame if one.key not in left_out]
    assert {(one.township, one.kind) for one in found} == {one.stratum for one in here}
    for one in found:
        keys = {each.key for each in here if each.stratum == (one.township, one.kind)}
        assert set(one.included) == keys & included
        pool = keys - included
        assert one.size == len(pool)
        assert set(one.keys) <= pool
        asked = -(-len(pool) * size.percent // 100) if size.percent else size.number
        assert len(one.keys) == len(set(one.keys)) == min(asked, len(pool))
        assert one.keys or not pool


@given(frames, st.integers(1, 8), st.text(max_size=3))
def test_a_larger_sample_begins_with_the_smaller(frame, number, seed):
    smaller = draw_sample(frame, SampleSize(number=number), seed)
    larger = draw_sample(frame, SampleSize(number=number + 1), seed)
    for few, more in zip(smaller, larger, strict=True):
        assert more.keys[: len(few.keys)] == few.keys


@given(frames, sizes, st.text(max_size=3))
def test_a_stratum_is_drawn_as_if_it_were_alone(frame, size, seed):
    for one in draw_sample(frame, size, seed):
        alone = [each for each in frame if each.stratum == (one.township, one.kind)]
        assert draw_sample(alone, size, seed) == (one,)


@given(frames, st.integers(1, 5), st.text(max_size=3))
def test_a_branch_that_leaves_is_followed_by_the_next(frame, number, seed):
    """Nobody else's place changes when a branch is merged away after the draw."""
    for one in draw_sample(frame, SampleSize(number=number), seed):
        gone = one.keys[0]
        again = draw_sample(frame, SampleSize(number=number), seed, left_out=frozenset({gone}))
        after = [each for each in again if (each.township, each.kind) == (one.township, one.kind)]
        left = after[0].keys if after else ()
        assert left[: len(one.keys) - 1] == one.keys[1:]


def test_each_has_the_same_chance():
    """Five of twenty, two hundred times: each about fifty times."""
    drawn = Counter(
        key
        for seed in range(200)
        for one in draw_sample(villages(20), SampleSize(number=5), str(seed))
        for key in one.keys
    )
    assert len(drawn) == 20
    assert min(drawn.values()) >= 25
    assert max(drawn.values()) <= 75


def test_the_same_seed_gives_the_same_in_every_release():
    (drawn,) = draw_sample(villages(20), SampleSize(percent=21), "2026-11-26 海角镇")
    assert drawn.keys == GOLDEN


GOLDEN = ("09", "05", "18", "06", "19")


@pytest.mark.parametrize(
    ("size", "left_out", "included", "told"),
    [
        (SampleSize(), (), (), "数量不对"),
        (SampleSize(number=-1), (), (), "数量不对"),
        (SampleSize(percent=101), (), (), "数量不对"),
        (SampleSize(number=2, percent=5), (), (), "数量不对"),
        (SampleSize(number=2), ("00", "01"), ("01", "02"), "“村1”既要排除、又要必查"),
        (SampleSize(number=2), (), ("77", "78"), "有 2 个支部不在本轮检查中"),
    ],
)
def test_what_makes_no_sense_is_refused(size, left_out, included, told):
    with pytest.raises(RuleError) as refused:
        draw_sample(
            villages(3), size, "1", left_out=frozenset(left_out), included=frozenset(included)
        )
    assert told in refused.value.message
    assert "没有抽取" in refused.value.message
    assert refused.value.hint
