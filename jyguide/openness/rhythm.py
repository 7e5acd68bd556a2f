"""Villages that post a matter less often than others, where the law leaves it to them. Pure."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from jyguide.openness.item import ItemRow, is_longer
from jyguide.openness.kinds import PERIOD_NAMES, Period

RhythmKey = tuple[uuid.UUID, uuid.UUID]
"""Of a matter and of a place."""


@dataclass(frozen=True, slots=True)
class Rhythms:
    """What is kept of it.

    Attributes:
        kept: The longer period, by matter and place.
    """

    kept: Mapping[RhythmKey, Period] = field(default_factory=dict)

    def item_of(self, item: ItemRow, place: uuid.UUID) -> ItemRow:
        """The matter as a place posts it; what is not left open to it counts for nothing."""
        loosest = item.loosest if self.kept else None
        wanted = self.kept.get((item.id, place)) if loosest else None
        if wanted is None or loosest is None or is_longer(wanted, loosest):
            return item
        return item.every(wanted) if is_longer(wanted, item.facts.period) else item

    def differs(self, item: ItemRow, place: uuid.UUID) -> bool:
        """Whether a place posts a matter less often than others."""
        return self.item_of(item, place) is not item

    def choice(self, item: ItemRow, place: uuid.UUID) -> str:
        """What a place may choose, as a button says it; "" where it may nothing."""
        if self.differs(item, place):
            return f"改回{PERIOD_NAMES[item.facts.period]}公布"
        return f"改为{PERIOD_NAMES[item.loosest]}公布" if item.loosest else ""
