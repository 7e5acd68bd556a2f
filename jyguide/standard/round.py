"""One round of standardisation: its year, its checklists, the schedule of its four phases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from jyguide.ids import ChecklistId, RoundId, StationId
from jyguide.standard.kinds import BranchKind, Phase
from jyguide.standard.rating_rule import RatingRule


class Scorers(StrEnum):
    """Who may score in a phase."""

    ANYONE = "anyone"
    ASSIGNED = "assigned"
    NAMED = "named"


SCORER_NAMES = {
    Scorers.ANYONE: "不限",
    Scorers.ASSIGNED: "分配到的检查员",
    Scorers.NAMED: "指定人员",
}


@dataclass(frozen=True, slots=True)
class PhasePlan:
    """When a phase runs, first and last day included, and who may score in it.

    Attributes:
        opens_on: None: as soon as the round is there.
        closes_on: None: until it is closed.
        named: Names of those who may, where it is `Scorers.NAMED`.
    """

    opens_on: date | None = None
    closes_on: date | None = None
    scorers: Scorers = Scorers.ANYONE
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """What somebody lays down of a round.

    Attributes:
        checklists: The version that holds for each kind of branch; kinds without one take no part.
        schedule: A plan for each of the four phases.
    """

    name: str
    year: int
    checklists: Mapping[BranchKind, ChecklistId]
    schedule: Mapping[Phase, PhasePlan]
    rule: RatingRule = field(default_factory=RatingRule)
    note: str = ""


class PhaseState(StrEnum):
    """Where a phase stands on a day."""

    AHEAD = "ahead"
    RUNNING = "running"
    OVERDUE = "overdue"
    CLOSED = "closed"


PHASE_STATE_NAMES = {
    PhaseState.AHEAD: "未开始",
    PhaseState.RUNNING: "进行中",
    PhaseState.OVERDUE: "已过截止日",
    PhaseState.CLOSED: "已关闭",
}


def phase_state(plan: PhasePlan, day: date, *, closed: bool) -> PhaseState:
    """Where a phase stands; a day past its last one closes nothing by itself."""
    if closed:
        return PhaseState.CLOSED
    if plan.opens_on is not None and day < plan.opens_on:
        return PhaseState.AHEAD
    if plan.closes_on is not None and day > plan.closes_on:
        return PhaseState.OVERDUE
    return PhaseState.RUNNING


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round of the database.

    Attributes:
        station_id: None for a round of the city.
        closed: Days on which phases were closed.
        branches: How many take part, those that left not counted.
        version: Changes with every change of the row; says nothing else.
    """

    id: RoundId
    station_id: StationId | None
    station: str
    facts: RoundFacts
    closed: Mapping[Phase, date]
    branches: int
    version: str = field(default="", compare=False, repr=False)

    @property
    def label(self) -> str:
        """``2026年星级评定``, also where the name begins with the year."""
        year = f"{self.facts.year}年"
        return f"{year}{self.facts.name.removeprefix(year).strip()}"

    def state(self, phase: Phase, day: date) -> PhaseState:
        """Where one of its phases stands on a day."""
        return phase_state(self.facts.schedule[phase], day, closed=phase in self.closed)
