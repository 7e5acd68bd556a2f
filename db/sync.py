"""How a table takes part in the exchange between offices, declared beside its model.

A row is a few register groups of columns; each group carries a stamp and is merged as one unit,
so that no row is ever put together from two people's half-edits. The groups of a released table
are frozen: a new column is a new group (sync.md, 5.3).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import msgspec

Stamp = tuple[int, int, str]
"""(generation, wall clock in ms, replica): compared in that order, never by clock alone."""

GENESIS: Stamp = (0, 0, "genesis")
"""The stamp of everything that ships with the program: the same on every PC."""

LIFE = "_live"
"""The register of the mark ``deleted``."""

ANY = "*"
"""The stamp of every register that has none of its own."""


class Owner(StrEnum):
    """Which side writes a table."""

    STATION = "station"
    CITY = "city"
    SHIPPED = "shipped"
    ANYONE = "anyone"


class Audience(StrEnum):
    """Who receives a row of the table."""

    EVERYONE = "everyone"
    HOME = "home"  # the city and the computers of the row's own station
    UNIFIED = "unified"  # as HOME; a row of no station is everybody's, as the unified bank is


@dataclass(frozen=True, slots=True)
class Sync:
    """The declaration every synchronised table makes.

    Attributes:
        groups: Register name to its columns; together they cover every column of the table but
            the key, the mark, the stamps and ``derived``.
        home: The column that names the row's station, or a parent row that does.
        derived: Columns computed from others on each PC; neither journalled nor sent.
        derived_from: The columns they follow from.
        immutable: Rows only arrive; a correction is a new row that points at the old one.
        removable: An immutable row that may be taken off the lists (marked deleted) and put back;
            what it says never changes. Whether anybody needs it is for its service to see.
        outlives_undo: An immutable row that may stay behind, used by nobody, when the action that
            made it is undone.
        frozen_by: Column whose being set closes the row for good (a handed-in attempt).
        twins: Columns in which no two living rows should be alike (a certificate's number, a
            person's ID number). PCs that work apart cannot prevent it: both rows stay, it is
            reported, and a person decides.
        no_twin: SQL that holds for a row which counts nowhere any more, though it is not deleted
            (an attempt that was declared void): it is nobody's twin.
        personal: Columns that say who somebody is, to be blanked when a person is erased.
        person: The column that names him, by his key or by that of a row that stands for him.
        also: Further columns that name somebody, each with those that tell of who is named there.
    """

    owner: Owner
    audience: Audience
    groups: Mapping[str, tuple[str, ...]]
    home: str = ""
    derived: tuple[str, ...] = ()
    derived_from: tuple[str, ...] = ()
    immutable: bool = False
    removable: bool = False
    outlives_undo: bool = False
    frozen_by: str = ""
    twins: tuple[str, ...] = ()
    no_twin: str = ""
    personal: tuple[str, ...] = ()
    person: str = "person_id"
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    group_of: Mapping[str, str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        by_column = {column: group for group, cols in self.groups.items() for column in cols}
        object.__setattr__(self, "group_of", by_column | {"deleted": LIFE})

    def columns_of(self, groups: Iterable[str]) -> tuple[str, ...]:
        """All columns of these registers: an entry of the journal carries whole groups."""
        return tuple(
            column
            for group in groups
            for column in (("deleted",) if group == LIFE else self.groups[group])
        )


def write_stamps(stamps: Mapping[str, Stamp]) -> str:
    """The text kept in ``sync_v``; the same registers always give the same text."""
    return msgspec.json.encode(stamps, order="sorted").decode()


def read_stamps(text: str) -> dict[str, Stamp]:
    """The registers written in ``sync_v``."""
    return {group: (gen, wall, rep) for group, (gen, wall, rep) in json.loads(text).items()}


def stamp_of(stamps: Mapping[str, Stamp], group: str) -> Stamp:
    """The stamp that counts for a register, its own or the row's."""
    return stamps.get(group, stamps[ANY])


def bumped(
    stamps: Mapping[str, Stamp], groups: Iterable[str], wall: int, replica: str
) -> dict[str, Stamp]:
    """The stamps after an edit of these registers: one generation on from what was seen."""
    edited = {group: (stamp_of(stamps, group)[0] + 1, wall, replica) for group in groups}
    return {**stamps, **edited}
