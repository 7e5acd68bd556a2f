"""How the four lists of a round are made: the rule, laid down with the round."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from jyguide.quota import Ties
from jyguide.standard.kinds import SCORED_PHASES, Phase, Rating

SCALE = 1000
"""A hundred points in tenths: where the axis of the lines ends."""
LINE_LISTS = (Rating.MODEL, Rating.EXCELLENT, Rating.QUALIFIED)
"""The lists that points open, the best first; whoever opens none is unqualified."""
QUOTA_LISTS = (Rating.MODEL, Rating.EXCELLENT)
"""The lists that may be short: nobody becomes unqualified for want of room."""
_WHOLE = 100


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
            list that is not named has none, and only those of `QUOTA_LISTS` may be named.
        aspect_floor: Percent of each aspect's points that the model list asks for; 0 asks none.
        rescored: Points given after verified rectification count in place of those lost.
        veto_lifted: A veto criterion that is met after verified rectification vetoes no more.
        ties: What becomes of equal points at a quota's line.
        gap: Tenths from which on two phases' scores of one branch are marked as far apart.
    """

    weights: Mapping[Phase, int] = field(default_factory=_weights)
    lines: Mapping[Rating, int] = field(default_factory=_lines)
    quotas: Mapping[Rating, int] = field(default_factory=dict)
    aspect_floor: int = 0
    rescored: bool = True
    veto_lifted: bool = True
    ties: Ties = Ties.OUT
    gap: int = 100


def rule_faults(rule: RatingRule) -> dict[str, str]:
    """What stands against a rule: a sentence by the name of the field; empty where it is sound."""
    return {name: said for name, said in _faults(rule) if said}


def _faults(rule: RatingRule) -> tuple[tuple[str, str], ...]:
    lines = [rule.lines.get(one, -1) for one in LINE_LISTS]
    floor = _is_percent(rule.aspect_floor)
    return (
        ("weights", _weights_fault(rule.weights)),
        ("lines", _lines_fault(lines)),
        ("quotas", _quotas_fault(rule.quotas)),
        ("aspect_floor", "" if floor else "单项底线须在 0% 到 100% 之间。"),
    )


def _weights_fault(weights: Mapping[Phase, int]) -> str:
    if set(weights) - set(SCORED_PHASES) or not all(map(_is_percent, weights.values())):
        return "各阶段权重须在 0% 到 100% 之间。"
    total = sum(weights.values())
    return "" if total == _WHOLE else f"三个阶段的权重合计 {total}%，应为 100%。"


def _lines_fault(lines: list[int]) -> str:
    if not all(0 <= one <= SCALE for one in lines):
        return "三条线都须在 0 到 100 分之间。"
    falling = lines == sorted(lines, reverse=True)
    return "" if falling else "示范线不能低于优秀线，优秀线不能低于合格线。"


def _quotas_fault(quotas: Mapping[Rating, int]) -> str:
    if set(quotas) - set(QUOTA_LISTS):
        return "只有示范、优秀可以设名额：不会因为名额满了而不合格。"
    return "" if all(map(_is_percent, quotas.values())) else "名额须在 0% 到 100% 之间。"


def _is_percent(value: int) -> bool:
    return 0 <= value <= _WHOLE
