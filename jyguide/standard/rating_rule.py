"""How the four lists of a round are made: the rule, laid down with the round."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from jyguide.standard.kinds import Phase, Rating


class Ties(StrEnum):
    """What becomes of branches with equal points at the line of a quota."""

    OUT = "out"
    IN = "in"


TIES_NAMES = {Ties.OUT: "并列的一并列入下一档", Ties.IN: "并列的一并列入本档，可超出名额"}


def _weights() -> Mapping[Phase, int]:
    return {Phase.SELF_INSPECTION: 20, Phase.CROSS_INSPECTION: 50, Phase.SPOT_ACCEPTANCE: 30}


def _lines() -> Mapping[Rating, int]:
    return {Rating.MODEL: 900, Rating.EXCELLENT: 800, Rating.QUALIFIED: 600}


@dataclass(frozen=True, slots=True)
class RatingRule:
    """Thresholds, quotas and weights; the usual values are the program's own, no regulation's.

    Attributes:
        weights: Percent by phase; of the phases that scored a branch, so that a missing score
            never counts as nothing.
        lines: The points from which on a list is open, in tenths of a hundred.
        quotas: The most that a list may hold, in percent of the branches rated, rounded down; a
            list that is not named has none.
        aspect_floor: Percent of each aspect's points that the model list asks for; 0 asks none.
        rescored: Points given after verified rectification count in place of those lost.
        ties: What becomes of equal points at a quota's line.
        gap: Tenths from which on two phases' scores of one branch are marked as far apart.
    """

    weights: Mapping[Phase, int] = field(default_factory=_weights)
    lines: Mapping[Rating, int] = field(default_factory=_lines)
    quotas: Mapping[Rating, int] = field(default_factory=dict)
    aspect_floor: int = 0
    rescored: bool = True
    ties: Ties = Ties.OUT
    gap: int = 100
