"""The one rule by which two writings of a register come to agree (sync.md, 5.5).

It knows no table and no database. Per register it is commutative, associative and idempotent, so
files may come late, twice and in any order.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any

from db.sync import GENESIS, Stamp

Values = Mapping[str, Any]


class Verdict(Enum):
    """What becomes of an incoming register."""

    KNOWN = "known"  # nothing new
    TAKEN = "taken"  # it is what is shown from now on; its writer had seen what was here
    TAKEN_OVER = "taken over"  # it is shown from now on, and what was here is lost: a conflict
    LOST = "lost"  # what is here stays, and it is lost: a conflict


APPLIED = frozenset({Verdict.TAKEN, Verdict.TAKEN_OVER})
CONFLICTS = frozenset({Verdict.TAKEN_OVER, Verdict.LOST})


def judge(
    incoming: Stamp,
    current: Stamp,
    *,
    alike: bool,
    had_seen: Callable[[Stamp], bool],
    wins_tie: Callable[[], bool],
    decided: Callable[[Stamp], bool],
) -> Verdict:
    """Decide on one register.

    Args:
        incoming: Its stamp.
        current: The stamp here.
        alike: Whether both say the same.
        had_seen: Whether the editor of the incoming one had a writing before him.
        wins_tie: Two histories wrote one stamp, as a cloned PC does: whether the incoming one is
            the larger text, which is the same choice everywhere.
        decided: Whether a writing of this register has been here before.
    """
    if incoming == current:
        # What ships says on every PC what its own release has it say, until somebody edits it.
        if alike or current == GENESIS:
            return Verdict.KNOWN
        return Verdict.TAKEN_OVER if wins_tie() else Verdict.LOST
    if incoming > current:
        return Verdict.TAKEN if alike or had_seen(current) else Verdict.TAKEN_OVER
    return Verdict.KNOWN if alike or decided(incoming) else Verdict.LOST


def larger(one: Values, other: Values) -> bool:
    """An order of values that every PC agrees on."""
    return _text(one) > _text(other)


def _text(values: Values) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True)
