"""A unit of the grid, as rules, pages and other areas see it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from uuid import UUID

from jyguide.errors import RuleError
from jyguide.exchange.cell import compact
from jyguide.grid.kinds import GRID_LEVEL_NAMES, GridLevel
from jyguide.ids import GridUnitId, StationId

LEVELS: tuple[GridLevel, ...] = tuple(GridLevel)
"""From the top down."""
_FREE = "没有保存。"


def level_above(level: GridLevel) -> GridLevel | None:
    """Under what a unit of that level lies; None for the topmost."""
    at = LEVELS.index(level)
    return LEVELS[at - 1] if at else None


def level_below(level: GridLevel) -> GridLevel | None:
    """What lies under a unit of that level; None for the lowest."""
    at = LEVELS.index(level) + 1
    return LEVELS[at] if at < len(LEVELS) else None


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """What somebody enters about a unit.

    Attributes:
        code: The office's own, free text.
        organisation_key: The organisation the unit lies over.
        station_id: Which station's it is; only the city says so, and only of a township.
    """

    name: str
    level: GridLevel
    parent_id: GridUnitId | None
    code: str = ""
    organisation_key: UUID | None = None
    leader: str = ""
    leader_phone: str = ""
    note: str = ""
    station_id: StationId | None = None


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit of the database.

    Attributes:
        path: Names from its township down to itself.
        version: Changes with every change of the row; says nothing else.
    """

    id: GridUnitId
    name: str
    level: GridLevel
    parent_id: GridUnitId | None
    position: int
    station_id: StationId | None
    code: str
    leader: str
    path: tuple[str, ...]
    organisation_key: UUID | None = None
    leader_phone: str = ""
    note: str = ""
    version: str = field(default="", compare=False, repr=False)

    @property
    def label(self) -> str:
        """Where it stands: ``澄江街道/江南村/第一网格党支部``."""
        return "/".join(self.path)

    @property
    def facts(self) -> UnitFacts:
        """As a form is filled."""
        return UnitFacts(
            self.name,
            self.level,
            self.parent_id,
            self.code,
            self.organisation_key,
            self.leader,
            self.leader_phone,
            self.note,
            self.station_id,
        )


def checked_unit(facts: UnitFacts) -> UnitFacts:
    """The facts in their stored form.

    Raises:
        RuleError: no name, or one with the stroke that separates the names of a path.
    """
    name = compact(facts.name)
    if not name:
        word = GRID_LEVEL_NAMES[facts.level]
        raise RuleError(f"没有填{word}的名称，{_FREE}", hint="请填写名称。")
    if "/" in name:
        raise RuleError(f"网格名称里不能有“/”，{_FREE}", hint="请去掉这个符号，再保存。")
    return replace(
        facts,
        name=name,
        code=compact(facts.code),
        leader=facts.leader.strip(),
        leader_phone=compact(facts.leader_phone),
        note=facts.note.strip(),
    )
