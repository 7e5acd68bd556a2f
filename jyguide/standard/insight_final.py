"""The final points of branches and their six shares, weighed by the rule of the round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jyguide.standard.insight import WHOLE, Found, Shares
from jyguide.standard.kinds import Aspect, Phase
from jyguide.standard.rating_rule import RatingRule
from jyguide.standard.scoring import Tally
from jyguide.weighing import half_up_quotient, points_of


def final_of(tallies: Mapping[Phase, Tally], rule: RatingRule) -> Found | None:
    """What a branch comes to; the same points as `rating.rate` gives it.

    Args:
        tallies: Of the inspections that count, after rectification where the rule says so.
        rule: Of the round.

    Returns:
        None where no phase that has a weight scored it.
    """
    parts = [
        (weight, tallies[phase])
        for phase, weight in rule.weights.items()
        if weight and phase in tallies
    ]
    total = points_of([(weight, found.total) for weight, found in parts])
    if total is None:
        return None
    return Found(total, tuple(_share(parts, aspect) for aspect in Aspect))


def _share(parts: Sequence[tuple[int, Tally]], aspect: Aspect) -> int | None:
    """As `rating.aspect_share`, in whole numbers: tens of thousands are worked out at once."""
    number, by, weights = 0, 1, 0
    for weight, found in parts:
        one = found.aspects[aspect]
        if one.of:
            number, by = number * one.of + weight * one.got * by, by * one.of
            weights += weight
    return half_up_quotient(number * WHOLE, by * weights) if weights else None


def published_shares(aspects: Mapping[Aspect, tuple[int, int]]) -> Shares:
    """The shares of a published place, kept as tenths got and full."""
    return tuple(
        half_up_quotient(aspects[one][0] * WHOLE, aspects[one][1])
        if one in aspects and aspects[one][1]
        else None
        for one in Aspect
    )
