"""Chains of undoings against what the words say."""

from __future__ import annotations

import uuid

from hypothesis import given
from hypothesis import strategies as st

from db.undoings import Undoings

ACTIONS = [uuid.UUID(int=number) for number in range(12)]


def undone(undoes, action):
    return any(target == action and not undone(undoes, one) for one, target in undoes.items())


@st.composite
def links(draw, *, twice):
    """Every action after the first may undo one before it; ``twice``: even for a second time."""
    found = {}
    for at, key in enumerate(ACTIONS[1:], start=1):
        choice = [one for one in ACTIONS[:at] if twice or one not in found.values()]
        target = draw(st.none() | st.sampled_from(choice))
        if target is not None:
            found[key] = target
    return found


@given(links(twice=True))
def test_an_action_is_undone_while_an_undoing_of_it_is_not(undoes):
    chains = Undoings(undoes)
    for action in ACTIONS:
        assert chains.is_undone(action) == undone(undoes, action)


@given(links(twice=False))
def test_the_latest_link_is_in_force_and_turns_the_action_over(undoes):
    chains = Undoings(undoes)
    for action in ACTIONS:
        latest = chains.latest(action)
        root, steps = chains.root(latest)
        assert not chains.is_undone(latest)
        assert chains.root(action)[0] == root
        assert chains.is_undone(action) == bool((steps - chains.root(action)[1]) % 2)
        turned = Undoings({**undoes, uuid.UUID(int=99): latest})
        assert turned.is_undone(action) != chains.is_undone(action)


def test_a_ring_as_only_forgery_makes_it_has_an_end():
    first, second, third = ACTIONS[:3]
    chains = Undoings({first: second, second: first, third: second})
    assert not chains.is_undone(first)
    assert chains.latest(third) == third
    assert chains.root(third)[0] in {first, second}


def test_a_chain_may_be_longer_than_python_can_call_deep():
    keys = [uuid.UUID(int=number) for number in range(5001)]
    chains = Undoings(dict(zip(keys[1:], keys, strict=False)))
    assert not chains.is_undone(keys[0])
    assert chains.latest(keys[0]) == keys[-1]
    assert chains.root(keys[-1]) == (keys[0], 5000)
