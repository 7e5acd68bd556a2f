"""How a year's appraisal is worked out, laid down before anybody is rated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from jyguide.appraisal.kinds import Grade, Missing, Source


class Ties(StrEnum):
    """What becomes of secretaries with equal points at the line of the quota."""

    OUT = "out"
    IN = "in"


LINE_GRADES = (Grade.EXCELLENT, Grade.QUALIFIED, Grade.BASIC)
"""The lists that points open, the best first; whoever opens none is unqualified."""


def _weights() -> Mapping[Source, int]:
    return {
        Source.INTERNAL: 20,
        Source.SUPERIOR: 30,
        Source.GRASSROOTS: 20,
        Source.COMPOSITE: 30,
    }


def _lines() -> Mapping[Grade, int]:
    return {Grade.EXCELLENT: 900, Grade.QUALIFIED: 750, Grade.BASIC: 600}


def _ballot_points() -> Mapping[Grade, int]:
    return {Grade.EXCELLENT: 1000, Grade.QUALIFIED: 800, Grade.BASIC: 600, Grade.UNQUALIFIED: 0}


@dataclass(frozen=True, slots=True)
class Veto:
    """Something that puts a secretary on the last list whatever his points."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """Weights, lines and quota; the usual values are the program's own, no regulation's.

    Attributes:
        weights: Percent by source, together 100; a source that is not named does not count.
        missing: What becomes of somebody for whom a source is missing; it never counts as zero.
        lines: The points from which on a list is open, in tenths of a hundred.
        excellent_quota: The most that 优秀 may hold, in percent of those with a result, rounded
            down; None: no quota.
        ties: What becomes of equal points at the quota's line.
        ballot_points: What a ballot is worth, tenths of a hundred.
        smallest_group: Ballots of groups with fewer voters are counted together with others and
            never shown apart.
        vetoes: What puts somebody on the last list.
    """

    weights: Mapping[Source, int] = field(default_factory=_weights)
    missing: Missing = Missing.WAIT
    lines: Mapping[Grade, int] = field(default_factory=_lines)
    excellent_quota: int | None = 30
    ties: Ties = Ties.OUT
    ballot_points: Mapping[Grade, int] = field(default_factory=_ballot_points)
    smallest_group: int = 5
    vetoes: tuple[Veto, ...] = ()
