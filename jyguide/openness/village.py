"""Whose a collective's ledger is: villages of the tree, found by the name that offices write."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from jyguide.ids import OrganisationId, StationId
from jyguide.people.organisation import OrganisationKind
from jyguide.people.organisation_match import plain

PLACES = frozenset({OrganisationKind.VILLAGE, OrganisationKind.COMMUNITY})


@dataclass(frozen=True, slots=True)
class Village:
    """An organisation that may own something; villages and communities come before others.

    Attributes:
        township: Under which it lies; its own name for a township.
    """

    id: OrganisationId
    name: str
    kind: OrganisationKind
    township: str
    station_id: StationId | None

    @property
    def label(self) -> str:
        """``祝塘镇/某村``."""
        own = self.township in ("", self.name)
        return self.name if own else f"{self.township}/{self.name}"

    @property
    def is_place(self) -> bool:
        """Whether it is a village or a community."""
        return self.kind in PLACES


@dataclass(frozen=True, slots=True)
class FoundVillage:
    """A village that a text means, or why nobody can say which."""

    village: Village | None = None
    reason: str = ""


class VillageBook:
    """Finds villages by what is written of them.

    Args:
        villages: All there are.
        station_id: Whose folder this is; None is the city's, which writes of every station.
    """

    def __init__(self, villages: Iterable[Village], station_id: StationId | None) -> None:
        self._station_id = station_id
        self.by_id = {one.id: one for one in villages}
        self._named: defaultdict[str, list[Village]] = defaultdict(list)
        for one in self.by_id.values():
            self._named[plain(one.name)].append(one)
            if one.township not in ("", one.name):
                self._named[plain(one.township + one.name)].append(one)

    @property
    def own(self) -> list[Village]:
        """Villages and communities of which ledgers are kept here, in the order of the tree."""
        return [one for one in self.by_id.values() if one.is_place and self._mine(one)]

    def township(self, key: OrganisationId | None) -> str:
        """Under which township an organisation lies; nothing for one that is not known."""
        found = self.by_id.get(key) if key is not None else None
        return found.township if found else ""

    def find(self, name: str, township: str = "") -> FoundVillage:
        """The village that a list means.

        Args:
            name: As it is written, with or without its township.
            township: As it is written beside it, or nothing.
        """
        found = self._named.get(plain(name), [])
        if township:
            found = [one for one in found if plain(one.township) == plain(township)]
        found = [one for one in found if one.is_place] or found
        mine = [one for one in found if self._mine(one)]
        if not found:
            return FoundVillage(reason=f"组织树里没有“{name}”，请核对名称或先在“组织”里新增")
        if not mine:
            return FoundVillage(reason=f"“{name}”不归本站管理，请由它所在的指导站登记")
        if len(mine) > 1:
            where = "、".join(one.label for one in mine[:3])
            return FoundVillage(reason=f"有 {len(mine)} 个“{name}”（{where}），请写明镇街")
        return FoundVillage(mine[0])

    def _mine(self, one: Village) -> bool:
        return self._station_id in (None, one.station_id)
