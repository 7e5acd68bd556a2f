"""Who speaks next and on what, by lot: fairly, and the same again from the same seed."""

from __future__ import annotations

import random
import uuid
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from jyguide.ids import PersonId

Key = TypeVar("Key", bound=uuid.UUID)


@dataclass(frozen=True, slots=True)
class Turn:
    """That somebody has spoken, and when."""

    person_id: PersonId
    at: datetime


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody present.

    Attributes:
        name: As the class is called; longer than on the list where several bear it.
        arrived: When he signed in; None where nobody wrote it down.
        turns: How often he has spoken in this session.
    """

    id: PersonId
    name: str
    arrived: datetime | None = None
    turns: int = 0


def levels(present: Sequence[Speaker], turns: Sequence[Turn]) -> dict[PersonId, int]:
    """How many rounds of the class each one present has behind him.

    It is the number of his turns; somebody who came late begins where those who had least of
    all stood when he arrived, so that he is not asked twice running to catch up.

    Args:
        present: Everybody in the room now, in any order.
        turns: Of the session, in any order; those of people who have left do not matter.
    """
    behind: dict[PersonId, int] = {}
    spoken = Counter(turn.person_id for turn in turns)
    for one in sorted(present, key=_by_arrival):
        start = 0
        if one.arrived is not None and behind:
            before = Counter(turn.person_id for turn in turns if turn.at < one.arrived)
            least = min(behind[other] - spoken[other] + before[other] for other in behind)
            start = least - before[one.id]  # whoever signed in anew has had his turns
        behind[one.id] = max(0, start) + spoken[one.id]
    return behind


def draw_person(
    present: Sequence[Speaker], turns: Sequence[Turn], seed: int, away: Collection[PersonId] = ()
) -> Speaker | None:
    """One of those who have had fewest turns; None where nobody is left to be drawn.

    So nobody comes twice before everybody has had his turn. Whoever spoke last does not come
    again at once where there is anybody else to be drawn.

    Args:
        present: Everybody in the room now.
        turns: Of the session, the last one last. One that was undone is not among them.
        seed: Draws the same again.
        away: Those who are passed over: out of the room for the moment.
    """
    standing = levels(present, turns)
    there = [one for one in present if one.id not in away]
    least = min((standing[one.id] for one in there), default=0)
    pool = [one for one in there if standing[one.id] == least]
    last = turns[-1].person_id if turns else None
    pool = [one for one in pool if one.id != last] or pool
    if not pool:
        return None
    return _one_of(sorted(pool, key=lambda one: one.id.int), seed)


def draw_question(free: Collection[Key], asked: Sequence[Key], seed: int) -> Key | None:
    """One of the questions asked least often in this session; None where there is none at all.

    So none is repeated before all have been asked.

    Args:
        free: What may be asked, such as the questions of one category.
        asked: What has been asked, once for each time.
        seed: Draws the same again.
    """
    times = Counter(asked)
    least = min((times[key] for key in free), default=0)
    pool = sorted((key for key in free if times[key] == least), key=lambda key: key.int)
    return _one_of(pool, seed) if pool else None


_Any = TypeVar("_Any")


def _one_of(pool: Sequence[_Any], seed: int) -> _Any:
    return random.Random(seed).choice(pool)  # noqa: S311 - to be drawn again, not unguessable


def _by_arrival(one: Speaker) -> tuple[bool, float, int]:
    moment = one.arrived.timestamp() if one.arrived is not None else 0.0
    return (one.arrived is not None, moment, one.id.int)
