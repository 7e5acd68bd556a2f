"""Centre households, vanguard members, and whom they contact."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from uuid import UUID

from jyguide.errors import RuleError
from jyguide.exchange.cell import compact
from jyguide.grid.kinds import TARGET_KIND_NAMES, GridLevel, TargetKind
from jyguide.ids import GridUnitId, TargetId, VanguardId
from jyguide.masking import masked_phone
from jyguide.people.names import search_text
from jyguide.people.organisation_match import plain

_KEPT = "没有保存。"
LOWER = (GridLevel.BRANCH, GridLevel.CELL)
"""Where centre households, vanguard members and targets belong."""
_MOST_PEOPLE = 99


@lru_cache(maxsize=65_536)
def found_by(name: str) -> str:
    """Pinyin and initials of a name; worked out when it is first searched for."""
    return search_text(name)


@dataclass(frozen=True, slots=True)
class CentreRow:
    """A centre household of the database.

    Attributes:
        path: Names of its unit from the township down.
    """

    id: UUID
    unit_id: GridUnitId
    path: tuple[str, ...]
    name: str
    phone: str
    address: str
    note: str
    person_key: UUID | None = None
    version: str = field(default="", compare=False, repr=False)

    @property
    def masked_phone(self) -> str:
        return masked_phone(self.phone)


@dataclass(frozen=True, slots=True)
class VanguardRow:
    """A vanguard member of the database.

    Attributes:
        path: Names of his unit from the township down.
        members, households: How many he contacts at present.
        left_on: Since when he no longer contacts anybody.
    """

    id: VanguardId
    unit_id: GridUnitId
    path: tuple[str, ...]
    name: str
    code: str
    phone: str
    note: str
    person_key: UUID | None = None
    left_on: date | None = None
    left_reason: str = ""
    members: int = 0
    households: int = 0
    version: str = field(default="", compare=False, repr=False)

    @property
    def masked_phone(self) -> str:
        return masked_phone(self.phone)

    @property
    def label(self) -> str:
        """Who it is, told apart from others of his name."""
        return f"{self.name}（{'/'.join(self.path[-2:])}）"


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A member or household of the database, and who contacts it.

    Attributes:
        code: 户号, or the office's own number of a member.
        people: In the household.
        vanguard: His name; empty where nobody contacts it.
        vanguard_code: His number, where he has one.
        vanguard_left: Since when that vanguard member is gone.
        left_on: Since when the target has moved away.
    """

    id: TargetId
    unit_id: GridUnitId
    path: tuple[str, ...]
    kind: TargetKind
    name: str
    code: str
    phone: str
    address: str
    people: int | None
    note: str
    vanguard_id: VanguardId | None = None
    vanguard: str = ""
    vanguard_left: date | None = None
    held_since: date | None = None
    left_on: date | None = None
    left_reason: str = ""
    person_key: UUID | None = None
    vanguard_code: str = ""
    version: str = field(default="", compare=False, repr=False)

    @property
    def masked_phone(self) -> str:
        return masked_phone(self.phone)

    def alone_because(self, today: date) -> str:
        """Why nobody contacts it on a day, in words; empty where somebody does."""
        if self.vanguard_id is None:
            return "还没有人联系"
        if self.vanguard_left is not None and self.vanguard_left <= today:
            return f"{self.vanguard}已离任"
        return ""


@dataclass(frozen=True, slots=True)
class CentreFacts:
    """What somebody enters about a centre household.

    Attributes:
        village: The village named beside it; where it is, the unit must lie in it.
    """

    unit_id: GridUnitId
    name: str
    phone: str = ""
    address: str = ""
    note: str = ""
    person_key: UUID | None = None
    village: str = ""


@dataclass(frozen=True, slots=True)
class VanguardFacts:
    """What somebody enters about a vanguard member."""

    unit_id: GridUnitId
    name: str
    code: str = ""
    phone: str = ""
    note: str = ""
    person_key: UUID | None = None


@dataclass(frozen=True, slots=True)
class TargetFacts:
    """What somebody enters about a member or household; who contacts it is for hand-over."""

    unit_id: GridUnitId
    kind: TargetKind
    name: str
    code: str = ""
    phone: str = ""
    address: str = ""
    people: int | None = None
    note: str = ""
    person_key: UUID | None = None


def own_grid_fault(name: str, level: GridLevel, above: str, village: str = "") -> tuple[str, str]:
    """Why a centre household cannot lie in a unit: ``(what is at fault, reason)``, or ("", "").

    It meets the neighbours of its own cell or branch, and the unit must lie in the village that
    is named beside it.

    Args:
        name: Of the unit.
        level: Of the unit.
        above: The village the unit lies in.
        village: The village that is named beside the household; empty where none is.
    """
    if level not in LOWER:
        return "unit", f"党员中心户须在它自己的网格里，“{name}”不是微网格也不是网格党支部"
    if village and above and plain(above) != plain(village):
        return "village", f"党员中心户须在它自己的网格里：“{name}”属于{above}，不属于{village}"
    return "", ""


def low_fault(name: str, level: GridLevel, what: str) -> str:
    """Why somebody cannot belong to a unit of that name and level, or nothing."""
    if level in LOWER:
        return ""
    return f"{what}要放在微网格或网格党支部里，“{name}”不是"


def checked_name(name: str, what: str) -> str:
    """A name in its stored form.

    Raises:
        RuleError: it is empty.
    """
    found = " ".join(name.split())
    if not found:
        raise RuleError(f"没有填{what}的姓名，{_KEPT}", hint="请填写姓名。")
    return found


def checked_target(facts: TargetFacts) -> TargetFacts:
    """The facts in their stored form.

    Raises:
        RuleError: no name, or a number of people that no household has.
    """
    name = checked_name(facts.name, TARGET_KIND_NAMES[facts.kind])
    if facts.people is not None and not 0 < facts.people <= _MOST_PEOPLE:
        raise RuleError(
            f"人口数 {facts.people} 不对，{_KEPT}", hint=f"请填 1 至 {_MOST_PEOPLE}，或留空。"
        )
    return replace(
        facts,
        name=name,
        code=compact(facts.code),
        phone=compact(facts.phone),
        address=facts.address.strip(),
        note=facts.note.strip(),
    )


def twin_key(
    kind: TargetKind, unit: object, name: str, address: str, phone: str = ""
) -> tuple[object, ...]:
    """By what two rows without a number are one target: the same door in the same unit.

    Members are written down without a door often: then their phone tells two of one name apart.
    """
    return (kind, unit, name, compact(address) or phone)
