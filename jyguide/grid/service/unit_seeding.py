"""Units begun from the organisation tree: what is missing, and the rows that begin it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.keys import fixed_key, new_key
from db.models import GridUnit
from jyguide.grid.service.link_rows import chunks
from jyguide.grid.service.unit_rows import read_units
from jyguide.grid.tree_seed import SeedUnit, seeds
from jyguide.ids import StationId
from jyguide.people.service.organisation_rows import read_rows as read_organisations

_Path = tuple[str, ...]


def missing_units(session: Session, own: StationId | None) -> list[tuple[SeedUnit, _Path]]:
    """What the organisation tree has and the grid lacks, each after what it lies under.

    A unit is there already where one lies over that organisation, or has its name at its place.
    """
    rows = read_units(session)
    over = {row.organisation_key: row.path for row in rows if row.organisation_key}
    named = {(row.level, row.path) for row in rows}
    found: list[tuple[SeedUnit, _Path]] = []
    paths: dict[UUID, _Path] = {}
    for seed in seeds(read_organisations(session), own):
        above = paths[seed.parent] if seed.parent else ()
        path = over.get(seed.organisation_id) or (*above, seed.name)
        paths[seed.organisation_id] = path
        if seed.organisation_id not in over and (seed.level, path) not in named:
            found.append((seed, path))
    return found


def seed_rows(
    session: Session, missing: Sequence[tuple[SeedUnit, _Path]]
) -> list[dict[str, object]]:
    """The rows that begin these units, each under what is there or begun before it."""
    keys: dict[_Path, UUID | None] = {(): None}
    last: dict[_Path, int] = {}
    for row in read_units(session):
        keys[row.path] = row.id
        last[row.path[:-1]] = max(last.get(row.path[:-1], 0), row.position)
    made: list[dict[str, object]] = []
    agreed = {seed.organisation_id: _agreed(seed.organisation_id) for seed, _ in missing}
    taken = _taken(session, list(agreed.values()))
    for seed, path in missing:
        key = agreed[seed.organisation_id]
        keys[path] = new_key() if key in taken else key
        last[path[:-1]] = last.get(path[:-1], 0) + 1
        made.append(
            {
                "id": keys[path],
                "station_id": seed.station_id,
                "level": seed.level.value,
                "name": seed.name,
                "code": "",
                "parent_unit_id": keys[path[:-1]],
                "position": last[path[:-1]],
                "organisation_key": seed.organisation_id,
                "leader": "",
                "leader_phone": "",
                "note": "",
            }
        )
    return made


def _agreed(organisation_id: UUID) -> UUID:
    """What two PCs that begin the grid apart both call a unit, so that it is there once."""
    return fixed_key("grid_unit", organisation_id)


def _taken(session: Session, keys: Sequence[UUID]) -> set[UUID]:
    """Keys of units that are there or were taken off again."""
    found: set[UUID] = set()
    for lot in chunks(keys):
        found.update(session.scalars(select(GridUnit.id).where(GridUnit.id.in_(lot))))
    return found
