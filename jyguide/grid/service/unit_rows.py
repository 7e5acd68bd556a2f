"""How units of the grid are read: a statement or two, whatever their number."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from db.models import GridUnit
from jyguide.grid.kinds import GridLevel
from jyguide.grid.service.key_reading import known
from jyguide.grid.tree import GridNode, GridTree
from jyguide.grid.unit import UnitRow
from jyguide.ids import GridUnitId


def read_tree(session: Session) -> GridTree:
    """The living units, each at its place; one statement."""
    found = session.execute(
        select(
            known(GridUnit.id),
            GridUnit.name,
            GridUnit.level,
            known(GridUnit.parent_unit_id),
            GridUnit.position,
            known(GridUnit.station_id),
        ).where(GridUnit.deleted.is_(False))
    )
    levels = {level.value: level for level in GridLevel}
    return GridTree(
        GridNode(key, name, levels[level], parent, position, station)
        for key, name, level, parent, position, station in found
    )


def read_units(session: Session) -> list[UnitRow]:
    """Every living unit from the top down, each before what lies under it."""
    return unit_rows(session, read_tree(session))


def unit_rows(session: Session, tree: GridTree, *conditions: ColumnElement[bool]) -> list[UnitRow]:
    """The units of a tree with all that is kept about them; one statement."""
    rest: dict[UUID, list[Any]] = {
        key: others
        for key, *others in session.execute(
            select(
                known(GridUnit.id),
                GridUnit.code,
                GridUnit.leader,
                GridUnit.organisation_key,
                GridUnit.leader_phone,
                GridUnit.note,
                GridUnit.sync_v,
            ).where(GridUnit.deleted.is_(False), *conditions)
        )
    }
    paths: dict[GridUnitId | None, tuple[str, ...]] = {None: ()}
    rows = []
    for node in tree.walk():
        parent = tree.parent(node.id)
        paths[node.id] = path = (*paths[parent], node.name)
        if node.id not in rest:
            continue
        code, leader, organisation, phone, note, version = rest[node.id]
        rows.append(
            UnitRow(
                node.id,
                node.name,
                node.level,
                parent,
                node.position,
                node.station_id,
                code,
                leader,
                path,
                organisation,
                phone,
                note,
                version,
            )
        )
    return rows
