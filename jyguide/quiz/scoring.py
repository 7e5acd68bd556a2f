"""Rounds as they are kept, and what follows from them: scores, places, shares of right answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jyguide.ids import RevisionId
from jyguide.quiz.row import RoundKind


@dataclass(frozen=True, slots=True)
class Entry:
    """What one side got in a round.

    Attributes:
        side: Its place, from 0.
        answer: Letters as the bank has them; empty where it spoke freely.
        right: None where it did not answer.
        points: Tenths, negative where it lost some.
        seconds: Since the countdown was started; None where it never was.
        false_start: Whether it buzzed too early.
    """

    side: int
    answer: str = ""
    right: bool | None = None
    points: int = 0
    seconds: int | None = None
    false_start: bool = False


@dataclass(frozen=True, slots=True)
class Round:
    """One scoring: of sides that answered an item, of nobody, or by the instructor's hand.

    Attributes:
        revision_id: None for points given without an item.
        counts: Hands raised for each letter, where they were counted.
    """

    kind: RoundKind
    revision_id: RevisionId | None
    entries: tuple[Entry, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)

    def to_json(self) -> list[dict[str, Any]]:
        """As the database keeps it; sides are numbered from 1, as on the wall."""
        kept: list[dict[str, Any]] = [
            {
                "side": one.side + 1,
                "answer": one.answer,
                "right": one.right,
                "points": one.points,
                "seconds": one.seconds,
                **({"false_start": True} if one.false_start else {}),
            }
            for one in self.entries
        ]
        return [*kept, {"counts": dict(self.counts)}] if self.counts else kept

    @staticmethod
    def from_json(
        kind: RoundKind, revision_id: RevisionId | None, kept: Sequence[Mapping[str, Any]]
    ) -> Round:
        """As rules take it."""
        counts: Mapping[str, int] = next((one["counts"] for one in kept if "counts" in one), {})
        entries = tuple(
            Entry(
                side=one["side"] - 1,
                answer=one.get("answer") or "",
                right=one.get("right"),
                points=one.get("points") or 0,
                seconds=one.get("seconds"),
                false_start=bool(one.get("false_start")),
            )
            for one in kept
            if "side" in one
        )
        return Round(kind, revision_id, entries, counts)


@dataclass(frozen=True, slots=True)
class Placed:
    """A side's place in the end; sides with as many points share one."""

    place: int
    side: int
    points: int


def totals(sides: int, rounds: Sequence[Round]) -> tuple[int, ...]:
    """Tenths of each side, in the order of the sides."""
    sums = [0] * sides
    for one in rounds:
        for entry in one.entries:
            if 0 <= entry.side < sides:
                sums[entry.side] += entry.points
    return tuple(sums)


def places(points: Sequence[int]) -> tuple[Placed, ...]:
    """Sides from the first place on: 1, 1, 3 where two are first. For teams, never for people."""
    order = sorted(range(len(points)), key=lambda side: (-points[side], side))
    return tuple(
        Placed(1 + sum(other > points[side] for other in points), side, points[side])
        for side in order
    )


def points_text(tenths: int) -> str:
    """``15`` as ``1.5``, ``-20`` as ``−2``."""
    whole, rest = divmod(abs(tenths), 10)
    return ("−" if tenths < 0 else "") + (f"{whole}.{rest}" if rest else str(whole))


def change_text(tenths: int) -> str:
    """``+10`` or ``−5``: what somebody won or lost."""
    return f"+{points_text(tenths)}" if tenths > 0 else points_text(tenths)
