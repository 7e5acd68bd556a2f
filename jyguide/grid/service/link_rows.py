"""How centre households, vanguard members and targets are read: one statement a list."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from db.models import CentreHousehold, ContactTarget, GridUnit, VanguardMember
from jyguide.grid.gaps import Gap, TargetCount, VanguardLoad
from jyguide.grid.kinds import TargetKind
from jyguide.grid.link import CentreRow, TargetRow, VanguardRow
from jyguide.grid.service.key_reading import known
from jyguide.grid.tree import GridTree
from jyguide.ids import GridUnitId, TargetId, VanguardId

_CHUNK = 500
"""Keys in one ``IN (…)``: below the 999 parameters of older SQLite."""
_NONE = (0, 0)
_KINDS = {kind.value: kind for kind in TargetKind}


def here(today: date) -> ColumnElement[bool]:
    """That a target has not moved away by a day."""
    return and_(
        ContactTarget.deleted.is_(False),
        or_(ContactTarget.left_on.is_(None), ContactTarget.left_on > today),
    )


def at_work(today: date) -> ColumnElement[bool]:
    """That a vanguard member has not left by a day."""
    return and_(
        VanguardMember.deleted.is_(False),
        or_(VanguardMember.left_on.is_(None), VanguardMember.left_on > today),
    )


def holder_gone(today: date) -> ColumnElement[bool]:
    """That whoever a target is linked to is gone by a day."""
    return or_(VanguardMember.deleted.is_(True), VanguardMember.left_on <= today)


def alone(gap: Gap, today: date) -> ColumnElement[bool]:
    """That a target, joined with its vanguard member, is behind one of the gaps of targets."""
    if gap is Gap.LEFT:
        return holder_gone(today)
    kind = TargetKind.HOUSEHOLD if gap is Gap.HOUSEHOLD else TargetKind.MEMBER
    return and_(ContactTarget.vanguard_id.is_(None), ContactTarget.kind == kind.value)


def within(column: Any, unit_id: GridUnitId) -> ColumnElement[bool]:
    """That something lies in a unit or under it; followed down by the database."""
    below = select(GridUnit.id).where(GridUnit.id == unit_id).cte("below", recursive=True)
    child = aliased(GridUnit)
    below = below.union(
        select(child.id)
        .join(below, child.parent_unit_id == below.c.id)
        .where(child.deleted.is_(False))
    )  # fmt: skip - UNION and not UNION ALL: a ring ends
    found: ColumnElement[bool] = column.in_(select(below.c.id))
    return found


def target_counts(session: Session, today: date) -> list[TargetCount]:
    """Targets by unit; one aggregate statement, answered out of one index."""
    one = ContactTarget
    member, household = (one.kind == kind.value for kind in TargetKind)
    nobody = one.vanguard_id.is_(None)
    gone = one.vanguard_id.in_(select(VanguardMember.id).where(holder_gone(today)))
    sums = (
        func.sum(case((holds, 1), else_=0))
        for holds in (member, household, and_(nobody, member), and_(nobody, household), gone)
    )
    found = session.execute(
        select(known(one.unit_id), *sums).where(here(today)).group_by(one.unit_id)
    )
    return [TargetCount(*row) for row in found]


def loads(
    session: Session, today: date, *conditions: ColumnElement[bool]
) -> dict[uuid.UUID, tuple[int, int]]:
    """By vanguard member how many members and households he contacts; one aggregate statement.

    ``conditions`` say of whom.
    """
    one = ContactTarget
    members = func.sum(case((one.kind == TargetKind.MEMBER.value, 1), else_=0))
    counted = (
        select(known(one.vanguard_id), members, func.count())
        .where(here(today), one.vanguard_id.is_not(None))
        .group_by(one.vanguard_id)
    )
    if conditions:
        wanted = select(VanguardMember.id).where(*conditions)
        counted = counted.where(one.vanguard_id.in_(wanted))
    return {key: (member, count - member) for key, member, count in session.execute(counted)}


def vanguard_loads(session: Session, today: date) -> list[VanguardLoad]:
    """Every vanguard member at work, with how many he contacts; two statements."""
    held = loads(session, today)
    rows = session.execute(
        select(known(VanguardMember.id), known(VanguardMember.unit_id)).where(at_work(today))
    )
    return [
        VanguardLoad(
            VanguardId(key),
            GridUnitId(unit),
            *held.get(key, _NONE),
        )
        for key, unit in rows
    ]


def read_vanguards(
    session: Session, tree: GridTree, today: date, *conditions: ColumnElement[bool]
) -> list[VanguardRow]:
    """Vanguard members, those who have left too, in the order of the tree; two statements."""
    held = loads(session, today, *conditions)
    one = VanguardMember
    found = session.execute(
        select(
            known(one.id),
            known(one.unit_id),
            one.name,
            one.code,
            one.phone,
            one.note,
            one.person_key,
            one.left_on,
            one.left_reason,
            one.sync_v,
        )
        .where(one.deleted.is_(False), *conditions)
        .order_by(one.unit_id, one.name, one.id)
    )
    paths = Paths(tree)
    return [
        VanguardRow(
            VanguardId(key),
            GridUnitId(unit),
            paths.of(unit),
            name,
            code,
            phone,
            note,
            person,
            left_on,
            reason,
            *held.get(key, _NONE),
            version,
        )
        for key, unit, name, code, phone, note, person, left_on, reason, version in found
    ]


def read_centres(
    session: Session, tree: GridTree, *conditions: ColumnElement[bool]
) -> list[CentreRow]:
    """Centre households; one statement."""
    one = CentreHousehold
    found = session.execute(
        select(
            known(one.id),
            known(one.unit_id),
            one.name,
            one.phone,
            one.address,
            one.note,
            one.person_key,
            one.sync_v,
        )
        .where(one.deleted.is_(False), *conditions)
        .order_by(one.unit_id, one.name, one.id)
    )
    paths = Paths(tree)
    return [
        CentreRow(key, GridUnitId(unit), paths.of(unit), name, *others)
        for key, unit, name, *others in map(_plain, found)
    ]


def read_targets(
    session: Session, tree: GridTree, *conditions: ColumnElement[bool], most: int | None = None
) -> list[TargetRow]:
    """Targets with who contacts them, not more than ``most``; one statement."""
    found = session.execute(_targets().where(*conditions).limit(most))
    paths = Paths(tree)
    return [
        TargetRow(
            TargetId(key),
            GridUnitId(unit),
            paths.of(unit),
            _KINDS[kind],
            *others,
        )
        for key, unit, kind, *others in map(_plain, found)
    ]


def targets_of(session: Session, tree: GridTree, keys: Iterable[uuid.UUID]) -> list[TargetRow]:
    """These targets, in the order asked for; those that are gone are left out."""
    wanted = list(keys)
    found: dict[uuid.UUID, TargetRow] = {}
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        for row in read_targets(session, tree, ContactTarget.id.in_(chunk)):
            found[row.id] = row
    return [found[key] for key in wanted if key in found]


def _targets() -> Select[Any]:
    """In the order of `TargetRow`, the path left out."""
    one, holder = ContactTarget, VanguardMember
    # A holder who was removed reads as one who is gone: what is linked to him has nobody.
    left = case((holder.deleted.is_(True), one.held_since), else_=holder.left_on)
    columns: list[Any] = [
        known(one.id),
        known(one.unit_id),
        one.kind,
        one.name,
        one.code,
        one.phone,
        one.address,
        one.people,
        one.note,
        known(one.vanguard_id),
        func.coalesce(holder.name, ""),
        left,
        one.held_since,
        one.left_on,
        one.left_reason,
        one.person_key,
        func.coalesce(holder.code, ""),
        one.sync_v,
    ]
    return (
        select(*columns)
        .outerjoin(holder, holder.id == one.vanguard_id)
        .where(one.deleted.is_(False))
        .order_by(one.unit_id, one.kind.desc(), one.address, one.name, one.id)
    )


def _plain(row: Sequence[Any]) -> Sequence[Any]:
    """A row whose columns go on in the order of the frozen row."""
    return row


class Paths:
    """Where units stand, each worked out once."""

    def __init__(self, tree: GridTree) -> None:
        self._tree = tree
        self._known: dict[uuid.UUID, tuple[str, ...]] = {}

    def of(self, unit_id: uuid.UUID) -> tuple[str, ...]:
        """Names from the township down; () for a unit that is gone."""
        found = self._known.get(unit_id)
        if found is None:
            key = GridUnitId(unit_id)
            found = self._tree.path(key) if key in self._tree.nodes else ()
            self._known[unit_id] = found
        return found


def chunks(keys: Sequence[uuid.UUID]) -> Iterable[Sequence[uuid.UUID]]:
    """Keys in lots that one statement takes."""
    for start in range(0, len(keys), _CHUNK):
        yield keys[start : start + _CHUNK]


def fetch(session: Session, table: type[Any], keys: Sequence[uuid.UUID]) -> None:
    """Read rows in lots, so that asking for each of them reads nothing more."""
    for lot in chunks(keys):
        session.scalars(select(table).where(table.id.in_(lot))).all()
