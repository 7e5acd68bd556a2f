"""Where a unit of the grid lies, in names: read in one statement for all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from uuid import UUID

from jyguide.grid.kinds import GridLevel

_NUMERALS = "〇一二三四五六七八九"
_PARTS = re.compile(rf"([0-9]+)|([{_NUMERALS}十]+)|(.)", re.DOTALL)
_DEEPEST = 8
"""More steps up than there are levels: a ring, which two PCs may have made of a tree."""


class PlaceRow(NamedTuple):
    """One unit as the database has it."""

    id: UUID
    parent_id: UUID | None
    level: str
    name: str
    position: int = 0


class GridPlace(NamedTuple):
    """Names of the units a unit lies in, itself included; "" where there is none of a level.

    A tuple and no dataclass: a city has thousands of them at every look.

    Attributes:
        order: Sorts as the tree is drawn.
    """

    township: str = ""
    village: str = ""
    branch: str = ""
    cell: str = ""
    order: tuple[tuple[int, str], ...] = ()

    @property
    def short(self) -> str:
        """Inside its village: ``第一网格支部 三组``."""
        return " ".join(filter(None, (self.branch, self.cell)))

    @property
    def label(self) -> str:
        """From the village down."""
        return " ".join(filter(None, (self.village or self.township, self.branch, self.cell)))


NOWHERE = GridPlace()
_LEVELS = {level.value: at for at, level in enumerate(GridLevel)}


def places(rows: Iterable[PlaceRow]) -> Mapping[UUID, GridPlace]:
    """Where each unit lies."""
    units = {row[0]: row for row in rows}
    found: dict[UUID, GridPlace] = {}
    for row in units.values():
        if row[0] not in found:
            _place(row, units, found, 0)
    return found


def _place(
    row: PlaceRow, units: Mapping[UUID, PlaceRow], found: dict[UUID, GridPlace], depth: int
) -> GridPlace:
    above = NOWHERE
    if row.parent_id is not None and depth < _DEEPEST:
        known = found.get(row.parent_id)
        parent = units.get(row.parent_id)
        if known is not None:
            above = known
        elif parent is not None:
            above = _place(parent, units, found, depth + 1)
    names = [above.township, above.village, above.branch, above.cell]
    names[_LEVELS[row.level]] = row.name
    township, village, branch, cell = names
    order = (*above.order, (row.position, row.name))
    place = GridPlace(township, village, branch, cell, order)
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
