"""Who stands on another list than before: by a rule that is tried, or published anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jyguide.ids import RoundBranchId
from jyguide.standard.kinds import Rating
from jyguide.standard.rating import Standing, rank


@dataclass(frozen=True, slots=True)
class Move:
    """A branch that stands elsewhere than before; None is on no list."""

    id: RoundBranchId
    branch: str
    township: str
    before: Rating | None
    after: Rating | None

    @property
    def up(self) -> bool:
        """Whether to a better list."""
        return rank(self.after) < rank(self.before)


def moves(
    before: Mapping[RoundBranchId, Rating | None], after: Iterable[Standing]
) -> dict[RoundBranchId, Move]:
    """Who stands elsewhere than before; branches unknown before stood on no list."""
    return {
        one.branch.id: Move(one.branch.id, one.branch.name, one.branch.township, was, one.rating)
        for one in after
        if one.rating is not (was := before.get(one.branch.id))
    }
