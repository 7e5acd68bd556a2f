"""One organisation of the tree, as rules, pages and other areas see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from jyguide.ids import OrganisationId, StationId


class OrganisationKind(StrEnum):
    """The kinds of organisation, from the city down to the group of a branch."""

    CITY = "city"
    TOWN = "town"
    STREET = "street"
    PARK = "park"
    VILLAGE = "village"
    COMMUNITY = "community"
    TWO_NEW = "two_new"
    OFFICE = "office"
    COMMITTEE = "committee"
    GENERAL_BRANCH = "general_branch"
    BRANCH = "branch"
    GROUP = "group"


ORGANISATION_KIND_NAMES = {
    OrganisationKind.CITY: "市",
    OrganisationKind.TOWN: "镇",
    OrganisationKind.STREET: "街道",
    OrganisationKind.PARK: "园区",
    OrganisationKind.VILLAGE: "村",
    OrganisationKind.COMMUNITY: "社区",
    OrganisationKind.TWO_NEW: "两新组织",
    OrganisationKind.OFFICE: "机关事业单位",
    OrganisationKind.COMMITTEE: "党委",
    OrganisationKind.GENERAL_BRANCH: "党总支",
    OrganisationKind.BRANCH: "党支部",
    OrganisationKind.GROUP: "党小组",
}

TOWNSHIPS = frozenset({OrganisationKind.TOWN, OrganisationKind.STREET, OrganisationKind.PARK})
"""The level that has a guidance station over it."""


@dataclass(frozen=True, slots=True)
class OrganisationFacts:
    """What somebody enters about an organisation.

    Attributes:
        code: The office's own, free text.
        station_id: The station over it, which only the city says, and only of what lies right
            under the city: everything else belongs to the station of what it lies under.
    """

    name: str
    kind: OrganisationKind
    parent_id: OrganisationId | None
    code: str = ""
    note: str = ""
    station_id: StationId | None = None


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """One organisation of the database.

    Attributes:
        path: Names from its township down to itself, ``("祝塘镇", "某村", "第一党支部")``;
            the city is left out.
        people: How many people of the list are placed at this very organisation.
        version: Changes with every change of the row; says nothing else.
    """

    id: OrganisationId
    name: str
    kind: OrganisationKind
    code: str
    parent_id: OrganisationId | None
    station_id: StationId | None
    station: str
    position: int
    note: str
    path: tuple[str, ...]
    people: int = 0
    version: str = field(default="", compare=False, repr=False)


def organisation_label(row: OrganisationRow) -> str:
    """Where an organisation stands, the city left out: ``祝塘镇/某村/第一党支部``."""
    return "/".join(row.path) or row.name
