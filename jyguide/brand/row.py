"""A brand as pages, papers and commands see it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from jyguide.brand.kinds import STAGE_NAMES, Stage
from jyguide.brand.pipeline import Reached, Step, Way
from jyguide.ids import BrandId, OrganisationId, StationId
from jyguide.masking import numbers_masked

LONGEST_NAME = 60
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
    elif len(facts.name.strip()) > LONGEST_NAME:
        found["name"] = f"品牌名称最多 {LONGEST_NAME} 个字。"
    if facts.organisation_id is None and not facts.organisation.strip():
        found["organisation"] = "请选择品牌所属的组织。"
    return found


@dataclass(frozen=True, slots=True)
class BrandRow:
    """One brand.

    Attributes:
        ended_on: When work on it was stopped; None while it goes on.
        placed: Whether its organisation is in the tree; one merged into another is not.
        version: Changes with every change of the brand itself; says nothing else.
    """

    id: BrandId
    station_id: StationId | None
    station: str
    facts: BrandFacts
    way: Way
    ended_on: date | None = None
    end_reason: str = ""
    placed: bool = True
    version: str = field(default="", compare=False, repr=False)

    @property
    def advice(self) -> str:
        """What is to be done where something does not fit; else nothing."""
        if self.way.waiting and self.way.next is not None:
            name = STAGE_NAMES[self.way.next]
            return f"请补登“{name}”阶段"
        if self.way.faults:
            return "请核对各阶段日期"
        return "" if self.placed else "请重新选择所属组织"

    @property
    def stage(self) -> Stage | None:
        return self.way.stage

    @property
    def stage_name(self) -> str:
        return STAGE_NAMES[self.way.stage] if self.way.stage else NOT_BEGUN

    def days(self, today: date) -> int | None:
        """How long it has been in its stage; it stands still once it was stopped."""
        since = self.way.since
        return None if since is None else max(0, ((self.ended_on or today) - since).days)

    def masked(self) -> BrandRow:
        """The same with the numbers of people hidden that somebody wrote into its texts."""
        facts = replace(
            self.facts,
            idea=numbers_masked(self.facts.idea),
            owner=numbers_masked(self.facts.owner),
            note=numbers_masked(self.facts.note),
        )
        way = replace(
            self.way,
            held=tuple(map(_masked, self.way.held)),
            waiting=tuple(map(_masked, self.way.waiting)),
        )
        return replace(self, facts=facts, way=way, end_reason=numbers_masked(self.end_reason))


def _masked(one: Reached) -> Reached:
    step = one.step
    return replace(
        one,
        step=Step(step.on, numbers_masked(step.evidence), numbers_masked(step.confirmed_by)),
    )
