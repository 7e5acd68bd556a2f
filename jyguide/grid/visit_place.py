"""Where a unit of the grid lies, in names: read in one statement for all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from jyguide.grid.kinds import GridLevel

_NUMERALS = "〇一二三四五六七八九"
_PARTS = re.compile(rf"([0-9]+)|([{_NUMERALS}十]+)|(.)", re.DOTALL)
_DEEPEST = 8
"""More steps up than there are levels: a ring, which two PCs may have made of a tree."""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One unit as the database has it."""

    id: UUID
    parent_id: UUID | None
    level: GridLevel
    name: str
    position: int = 0


@dataclass(frozen=True, slots=True)
class GridPlace:
    """Names of the units a unit lies in, itself included; "" where there is none of a level.

    Attributes:
        order: Sorts as the tree is drawn.
        within: Keys of the units it lies in, itself included.
    """

    township: str = ""
    village: str = ""
    branch: str = ""
    cell: str = ""
    order: tuple[tuple[int, str], ...] = ()
    within: frozenset[UUID] = frozenset()

    @property
    def short(self) -> str:
        """Inside its village: ``第一网格支部 三组``."""
        return " ".join(filter(None, (self.branch, self.cell)))

    @property
    def label(self) -> str:
        """From the village down."""
        return " ".join(filter(None, (self.village or self.township, self.branch, self.cell)))


NOWHERE = GridPlace()


def places(rows: Iterable[PlaceRow]) -> Mapping[UUID, GridPlace]:
    """Where each unit lies."""
    units = {row.id: row for row in rows}
    found: dict[UUID, GridPlace] = {}
    for row in units.values():
        _place(row, units, found, 0)
    return found


def _place(
    row: PlaceRow, units: Mapping[UUID, PlaceRow], found: dict[UUID, GridPlace], depth: int
) -> GridPlace:
    if (known := found.get(row.id)) is not None:
        return known
    parent = units.get(row.parent_id) if row.parent_id else None
    above = (
        _place(parent, units, found, depth + 1)
        if parent is not None and depth < _DEEPEST
        else NOWHERE
    )
    names = {
        GridLevel.TOWNSHIP: above.township,
        GridLevel.VILLAGE: above.village,
        GridLevel.BRANCH: above.branch,
        GridLevel.CELL: above.cell,
        row.level: row.name,
    }
    place = GridPlace(
        township=names[GridLevel.TOWNSHIP],
        village=names[GridLevel.VILLAGE],
        branch=names[GridLevel.BRANCH],
        cell=names[GridLevel.CELL],
        order=(*above.order, (row.position, row.name)),
        within=above.within | {row.id},
    )
    found[row.id] = place
    return place


def address_order(address: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts house 2 before house 12 and 三组 before 十一组: figures by their value."""
    parts: list[tuple[int, int, str]] = []
    for digits, numeral, sign in _PARTS.findall(address):
        if sign:
            parts.append((1, 0, sign))
        else:
            parts.append((0, int(digits) if digits else _value(numeral), ""))
    return tuple(parts)


def _value(numeral: str) -> int:
    """``二十三`` is 23; without 十 the signs are digits."""
    tens, ten, ones = numeral.partition("十")
    if not ten:
        return int("".join(str(_NUMERALS.index(sign)) for sign in numeral))
    return (_value(tens) if tens else 1) * 10 + (_value(ones) if ones else 0)
