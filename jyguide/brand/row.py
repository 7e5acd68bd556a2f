"""A brand as pages, papers and commands see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from jyguide.brand.kinds import STAGE_NAMES, Stage
from jyguide.brand.pipeline import Path
from jyguide.ids import BrandId, OrganisationId, StationId

NOT_BEGUN = "未起步"


@dataclass(frozen=True, slots=True)
class BrandFacts:
    """What somebody enters about a brand.

    Attributes:
        organisation_id: In the tree; None where it is known by name only.
        organisation: Its name, where it is not in the tree.
        idea: What the brand stands for.
        owner: Who is in charge of it.
    """

    name: str
    organisation_id: OrganisationId | None
    organisation: str = ""
    idea: str = ""
    owner: str = ""
    note: str = ""


def brand_problems(facts: BrandFacts) -> dict[str, str]:
    """What is wrong with what somebody entered, by the name of the field."""
    found = {}
    if not facts.name.strip():
        found["name"] = "请填写品牌名称。"
    if facts.organisation_id is None and not facts.organisation.strip():
        found["organisation"] = "请选择品牌所属的组织。"
    return found


@dataclass(frozen=True, slots=True)
class BrandRow:
    """One brand.

    Attributes:
        ended_on: When work on it was stopped; None while it goes on.
        version: Changes with every change of the brand itself; says nothing else.
    """

    id: BrandId
    station_id: StationId | None
    station: str
    facts: BrandFacts
    path: Path
    ended_on: date | None = None
    end_reason: str = ""
    search: str = ""
    version: str = field(default="", compare=False, repr=False)

    @property
    def stage(self) -> Stage | None:
        return self.path.stage

    @property
    def stage_name(self) -> str:
        return STAGE_NAMES[self.path.stage] if self.path.stage else NOT_BEGUN

    def days(self, today: date) -> int | None:
        """How long it has been in its stage; it stands still once it was stopped."""
        since = self.path.since
        return None if since is None else max(0, ((self.ended_on or today) - since).days)
