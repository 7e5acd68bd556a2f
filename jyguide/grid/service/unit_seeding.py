"""Units begun from the organisation tree: what is missing, and the rows that begin it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from db.keys import new_key
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
    for seed, path in missing:
        keys[path] = new_key()
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
