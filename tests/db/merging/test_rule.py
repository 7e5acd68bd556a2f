from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.merging.rule import APPLIED, CONFLICTS, Verdict, judge, larger
from db.sync import GENESIS, Stamp


@dataclass(frozen=True)
class Writing:
    """One writing of a register: what it says, and what its writer had before him."""

    stamp: Stamp
    said: str
    seen: Stamp | None = None

    @property
    def values(self) -> dict[str, Any]:
        return {"phone": self.said}


class Register:
    """A register of one PC, as the merge treats it."""

    def __init__(self, first: Writing) -> None:
        self.now = first
        self.carried = {first.stamp}
        self.told: set[Writing] = set()

    def take(self, one: Writing) -> Verdict:
        before = self.now
        verdict = judge(
            one.stamp,
            before.stamp,
            alike=one.values == before.values,
            had_seen=lambda current: current == one.seen,
            wins_tie=lambda: larger(one.values, before.values),
            decided=lambda stamp: stamp in self.carried,
        )
        if verdict in APPLIED:
            self.now = one
            self.carried.add(one.stamp)
        if verdict in CONFLICTS:
            self.told.add(before if verdict is Verdict.TAKEN_OVER else one)
        return verdict


stamps = st.tuples(st.integers(1, 3), st.integers(-5, 5), st.sampled_from(["a", "b"]))
writings = st.builds(Writing, stamps, st.sampled_from("甲乙丙"), st.one_of(st.none(), stamps))
some = st.lists(writings, min_size=1, max_size=6)


def fold(order: list[Writing]) -> Register:
    register = Register(order[0])
    for one in order[1:]:
        register.take(one)
    return register


def shown(register: Register) -> tuple[Stamp, str]:
    return register.now.stamp, register.now.said


@given(some, st.data())
def test_any_order_and_any_repetition_end_in_the_same_value(found, data):
    again = data.draw(st.lists(st.sampled_from(found), max_size=6))
    order = data.draw(st.permutations([*found, *again]))
    assert shown(fold(order)) == shown(fold(found))


@given(some, some, some)
def test_groups_of_writings_may_be_taken_in_together_or_apart(one, other, third):
    assert shown(fold([*one, *other, *third])) == shown(fold([*third, *other, *one]))
    resumed = fold([*one, *other])
    whole = fold(other)
    for writing in third:
        whole.take(writing)
    for writing in one:
        whole.take(writing)
    for writing in third:
        resumed.take(writing)
    assert shown(resumed) == shown(whole)


@given(some)
def test_the_highest_stamp_is_shown_and_of_a_tie_the_larger_text(found):
    top = max(writing.stamp for writing in found)
    said = max(writing.said for writing in found if writing.stamp == top)
    assert shown(fold(found)) == (top, said)


@given(writings)
def test_what_stands_is_known(one):
    register = Register(one)
    assert register.take(one) is Verdict.KNOWN
    assert not register.told


@given(st.lists(stamps, min_size=1, max_size=5, unique=True), st.data())
def test_edits_that_follow_each_other_are_no_conflict_however_late_they_come(chain, data):
    chain = sorted(chain)
    seen = [None, *chain[:-1]]
    found = [Writing(s, str(n), p) for n, (s, p) in enumerate(zip(chain, seen, strict=True))]
    register = fold(found)
    for one in data.draw(st.permutations(found)):
        assert register.take(one) is Verdict.KNOWN
    assert not register.told


@given(st.permutations([1, 2, 3]))
def test_writings_that_knew_nothing_of_each_other_are_all_shown_or_told(order):
    first = Writing((1, 0, "a"), "甲")
    apart = {n: Writing((2, n, f"{n}"), f"{n}", first.stamp) for n in order}
    register = Register(first)
    for n in order:
        register.take(apart[n])
    assert {*register.told, register.now} == set(apart.values())


def test_no_clock_beats_an_edit_that_saw_the_other():
    ahead = Writing((1, 10**15, "z"), "甲")
    behind = Writing((2, -(10**15), "a"), "乙", ahead.stamp)
    assert shown(fold([ahead, behind])) == shown(fold([behind, ahead])) == (behind.stamp, "乙")


@pytest.mark.parametrize("tie", [True, False])
def test_two_histories_of_one_stamp_are_told(tie):
    low, high = Writing((1, 1, "a"), "1"), Writing((1, 1, "a"), "2")
    register = fold([low, high] if tie else [high, low])
    assert register.now == high
    assert register.told == {low}


def test_the_same_said_twice_apart_is_no_conflict():
    register = fold([Writing((1, 1, "a"), "甲"), Writing((1, 2, "b"), "甲")])
    assert not register.told
    assert register.now.stamp == (1, 2, "b")


def test_what_ships_otherwise_elsewhere_is_nothing_new():
    register = Register(Writing(GENESIS, "甲"))
    assert register.take(Writing(GENESIS, "乙")) is Verdict.KNOWN
    assert register.now.said == "甲"
    assert register.take(Writing((1, 0, "a"), "丙", seen=GENESIS)) is Verdict.TAKEN
