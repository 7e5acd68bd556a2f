"""Do the tests bite? Faults put into the merge on purpose, and what notices each.

A walk through random offices notices most; where something is decided only now and then, a test
of its own does. A few mistakes need not be noticed, because a second line of defence holds.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from db import lives
from db.errors import StorageError
from db.merging.shape import MalformedError
from tests.db.merging import faults, test_branches, test_takeback, test_versions
from tests.db.merging.walks import Walk
from tests.db.merging.world import STAR
from tests.postgres import only_sqlite

STEPS = 60

RESTORING = {"back_up": 3.0, "restore": 4.0, "take_back": 0.0}
UNDOING = {"take_back": 10.0, "take_up": 2.0, "forge": 0.3, "lose": 0.5}

WALKS: list[tuple[tuple[faults.Fault, ...], int, dict[str, float]]] = [
    ((faults.wall_clock_decides,), 3, {}),
    ((faults.generation_stays,), 3, {}),
    ((faults.acknowledgement_only_rises,), 0, RESTORING),
    (
        (faults.watermark_in_place_of_chain, faults.restored_copy_keeps_its_name),
        0,
        RESTORING,
    ),
    ((faults.needs_not_asked,), 3, {}),
    ((faults.unsent_work_left_behind,), 0, RESTORING),
    ((faults.held_rows_dropped,), 3, {}),
    ((faults.conflict_not_recorded,), 0, RESTORING),
    ((faults.edit_brings_back,), 0, RESTORING),
    ((faults.policy_not_checked,), 2, RESTORING),
    ((faults.row_not_handed_over,), 2, UNDOING),
    ((faults.everything_counts_as_decided,), 0, RESTORING),
    ((faults.everybody_had_seen,), 0, RESTORING),
    ((faults.nobody_had_seen,), 2, UNDOING),
    ((faults.answers_not_given,), 2, RESTORING),
    ((faults.children_of_refused_rows_wait,), 2, UNDOING),
    ((faults.twins_not_told,), 2, RESTORING),
    ((faults.chains_left_by_taking_back,), 2, UNDOING),
    ((faults.taking_back_over_later_edits,), 2, UNDOING),
]
"""What is wrong, and the walk that notices; few, since each is taken without a fault too."""

Directed = Callable[..., Any]
TESTS: list[tuple[faults.Fault, Directed]] = [
    (
        faults.retired_epochs_believed,
        test_branches.test_what_an_ended_life_claimed_to_have_counts_no_longer,
    ),
    (
        faults.older_bundles_believed,
        test_branches.test_an_older_file_of_the_same_life_takes_nothing_back,
    ),
    (faults.acknowledgement_only_rises, test_branches.test_an_acknowledgement_may_go_down),
    (
        faults.nothing_counts_as_decided,
        test_branches.test_work_sent_before_a_restore_and_again_after_it_is_no_conflict,
    ),
    (faults.branches_not_opened, test_branches.test_a_backup_put_back_unnoticed_is_a_branch_too),
    (
        faults.past_of_ones_own_not_noticed,
        test_branches.test_what_was_written_before_ones_own_past_came_back_is_sent,
    ),
    (
        faults.halves_not_completed,
        test_branches.test_a_move_whose_other_half_was_lost_is_made_whole_again,
    ),
    (
        faults.nothing_is_ever_gone,
        test_branches.test_what_rests_on_something_lost_with_a_machine_does_not_wait_for_ever,
    ),
    (
        faults.what_was_taken_back_counts_as_decided,
        test_takeback.test_what_lost_is_reported_when_it_comes_a_second_time,
    ),
    (
        faults.late_columns_as_whole_rows,
        test_versions.test_a_register_nobody_here_knows_waits_and_the_rest_is_taken,
    ),
]
"""What is wrong, and the test that notices."""

SECOND_LINES: list[tuple[faults.Fault, int, dict[str, float]]] = [
    (faults.watermark_in_place_of_chain, 0, RESTORING),  # a restored copy has another name
    (faults.restored_copy_keeps_its_name, 0, RESTORING),  # the chain shows a branch
    (faults.taking_back_begins_no_life, 0, UNDOING),  # a newer file corrects older claims
]
"""What holds without them; they are kept, but nothing here can miss them."""

NOTICED = (AssertionError, MalformedError, StorageError)


def walk(furnished, patch, seed, weights):
    draw = random.Random(seed)
    patch.setattr(lives, "new_name", lambda: f"{draw.getrandbits(48):012x}")
    Walk(furnished(STAR), seed).go(STEPS, **weights)


def names(found):
    return "+".join(fault.__name__ for fault in found)


@pytest.mark.parametrize(("found", "seed", "weights"), WALKS, ids=[names(w[0]) for w in WALKS])
def test_a_walk_notices(furnished, monkeypatch, found, seed, weights):
    for fault in found:
        fault(monkeypatch)
    with pytest.raises(NOTICED):
        walk(furnished, monkeypatch, seed, weights)


@only_sqlite
@pytest.mark.parametrize(("fault", "test"), TESTS, ids=[one[0].__name__ for one in TESTS])
def test_a_test_notices(star, monkeypatch, fault, test):
    person = star["a"].add_person(name="甲", phone="0", post="0")
    star.settle()
    fault(monkeypatch)
    with pytest.raises(NOTICED):
        test(star, person)


@pytest.mark.parametrize(
    ("seed", "weights"),
    [
        *{(seed, tuple(sorted(weights.items()))): None for _, seed, weights in WALKS},
    ],
)
def test_without_a_fault_the_same_walks_agree(furnished, monkeypatch, seed, weights):
    walk(furnished, monkeypatch, seed, dict(weights))


@pytest.mark.parametrize(
    ("fault", "seed", "weights"), SECOND_LINES, ids=[one[0].__name__ for one in SECOND_LINES]
)
def test_a_second_line_of_defence_holds(furnished, monkeypatch, fault, seed, weights):
    fault(monkeypatch)
    walk(furnished, monkeypatch, seed, weights)
