"""A rule tried again and again on the same branches, as lines are dragged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jyguide.standard.kinds import Phase
from jyguide.standard.rating import Rated, RatedBranch, Weighed, rate_again, weigh
from jyguide.standard.rating_rule import RatingRule


class Trial:
    """Rates as `rate` does, and weighs anew only where a rule weighs otherwise."""

    def __init__(self, branches: Sequence[RatedBranch]) -> None:
        self._branches = branches
        self._by: tuple[Mapping[Phase, int], bool, bool] | None = None
        self._weighed: list[Weighed] = []

    def rate(self, rule: RatingRule) -> Rated:
        """The four lists by a rule."""
        by = (dict(rule.weights), rule.rescored, rule.veto_lifted)
        if by != self._by:
            self._by, self._weighed = by, weigh(self._branches, rule)
        return rate_again(self._weighed, rule)
