"""A month of the grid told to the township's supervisor: one sentence a village."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from jyguide.grid.kinds import TargetKind
from jyguide.grid.visit_period import Period
from jyguide.grid.visit_rows import VisitOverview

_NO_PLACE = "未定网格"


@dataclass(frozen=True, slots=True)
class VillageMonth:
    """What is left in a village.

    Attributes:
        matters: Raised and not yet replied to.
    """

    township: str
    name: str
    members: int = 0
    households: int = 0
    matters: int = 0

    @property
    def sentence(self) -> str:
        """``江南村：12 户未走访，3 件民情未答复``."""
        parts = [
            f"{count:,} {words}"
            for count, words in (
                (self.households, "户未走访"),
                (self.members, "名党员未联系"),
                (self.matters, "件民情未答复"),
            )
            if count
        ]
        return f"{self.name}：{'，'.join(parts) or '都已联系走访，民情都已答复'}"


@dataclass(frozen=True, slots=True)
class MonthText:
    """What is told.

    Attributes:
        on: As of when.
        visited: The quarter's sentence about households; `contacted` the month's about members.
        villages: In the order of the tree.
    """

    office: str
    period: Period
    visited: str
    contacted: str
    matters: str
    rule: str
    on: date
    villages: tuple[VillageMonth, ...] = ()

    @property
    def title(self) -> str:
        return f"月联季访情况（{self.period.label}）"


def village_months(
    members: VisitOverview,
    households: VisitOverview,
    matters: Iterable[tuple[str, str]],
) -> tuple[VillageMonth, ...]:
    """One a village that has anything to contact or to reply to.

    Args:
        members: The month.
        households: The quarter around it.
        matters: Township and village of each matter not replied to.
    """
    waiting = Counter(matters)
    left: dict[tuple[str, str], dict[TargetKind, int]] = {}
    for overview in (members, households):
        for share in overview.by_village:
            place = (share.place.township, share.name)
            left.setdefault(place, {})[overview.kind] = share.left
    told = [
        VillageMonth(
            township,
            name,
            counts.get(TargetKind.MEMBER, 0),
            counts.get(TargetKind.HOUSEHOLD, 0),
            waiting.pop((township, name), 0),
        )
        for (township, name), counts in left.items()
    ]
    more = [
        VillageMonth(township, village or township or _NO_PLACE, matters=count)
        for (township, village), count in waiting.items()
    ]
    return (*told, *more)
