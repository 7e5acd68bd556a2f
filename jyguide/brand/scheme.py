"""How a year's vote on brands is counted, laid down before the sheets come in."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from jyguide.brand.kinds import Stage


@dataclass(frozen=True, slots=True)
class JuryGroup:
    """Jurors whose points are averaged together.

    Attributes:
        code: Names the group in a sheet.
        weight: Percent; those of all groups make 100.
    """

    code: str
    name: str
    weight: int


def _groups() -> tuple[JuryGroup, ...]:
    return (
        JuryGroup("expert", "专家评委", 50),
        JuryGroup("leader", "领导评委", 30),
        JuryGroup("public", "党员群众代表", 20),
    )


@dataclass(frozen=True, slots=True)
class VoteScheme:
    """The usual values are the program's own, no regulation's.

    Attributes:
        top: How many brands win; equal points at the line are for a person to decide.
        full_points: The most a juror may give, tenths.
        trimmed: Whether the highest and the lowest points of a group with five or more are left
            out.
        stage: Which stage a brand has to have reached to stand.
    """

    groups: tuple[JuryGroup, ...] = ()
    top: int = 10
    full_points: int = 1000
    trimmed: bool = False
    stage: Stage = Stage.SETTING


def usual_scheme() -> VoteScheme:
    """What a new vote begins with."""
    return VoteScheme(_groups())


@dataclass(frozen=True, slots=True)
class Candidate:
    """A brand that stands, as it was called then."""

    key: uuid.UUID
    name: str
    organisation: str
    station: str


@dataclass(frozen=True, slots=True)
class RankedBrand:
    """A brand's place in a closed vote.

    Attributes:
        points: Tenths of a hundred; None: nobody without an interest rated it.
        won: Whether it is among the top ones.
        explanation: Sentences.
    """

    key: uuid.UUID
    name: str
    organisation: str
    station: str
    place: int
    points: int | None
    won: bool
    explanation: tuple[str, ...] = ()
