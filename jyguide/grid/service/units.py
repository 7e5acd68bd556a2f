"""Use cases of the tree of the grid."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import CentreHousehold, ContactTarget, GridMatter, GridUnit, VanguardMember
from db.uow import Store
from jyguide.errors import RuleError
from jyguide.grid.kinds import GridLevel
from jyguide.grid.service.unit_rows import read_tree, read_units, unit_rows
from jyguide.grid.service.unit_seeding import missing_units, seed_rows
from jyguide.grid.tree import GridNode, GridTree
from jyguide.grid.tree_rule import (
    refuse_foreign,
    refuse_other_station,
    refuse_place,
    refuse_removing,
)
from jyguide.grid.tree_seed import level_of, suggested
from jyguide.grid.unit import UnitFacts, UnitRow, checked_unit
from jyguide.ids import ActionId, GridUnitId, StationId
from jyguide.pause import collector_paused
from jyguide.people.organisation import OrganisationRow
from jyguide.people.service.organisation_rows import read_rows as read_organisations
from jyguide.place import Place

_HELD = (
    (VanguardMember, "名先锋党员"),
    (CentreHousehold, "户党员中心户"),
    (ContactTarget, "个联系对象"),
    (GridMatter, "件民情事项"),
)
"""What belongs to a unit, with the measure word."""


class UnitService:
    """Everything the program does with units of the grid."""

    def __init__(self, store: Store, place: Place) -> None:
        self._store = store
        self._place = place

    @collector_paused()
    def tree(self) -> GridTree:
        """Names and places of all units; one statement."""
        with self._store.read() as session:
            return read_tree(session)

    def row(self, unit_id: GridUnitId) -> UnitRow | None:
        """All that is kept about one unit."""
        with self._store.read() as session:
            tree = read_tree(session)
            found = unit_rows(session, tree, GridUnit.id == unit_id)
        return found[0] if found else None

    def rows(self) -> list[UnitRow]:
        """The whole tree from the top down, each before what lies under it."""
        with self._store.read() as session:
            return read_units(session)

    def organisations(self) -> list[OrganisationRow]:
        """What a unit can lie over."""
        with self._store.read() as session:
            return read_organisations(session)

    def offered(
        self, level: GridLevel, unit: UnitRow | None, above: UnitRow | None
    ) -> list[OrganisationRow]:
        """Organisations a unit may lie over, those of its name first.

        Args:
            level: Of the unit.
            unit: As it is kept; None for a new one.
            above: What it lies under: its own organisation's children come first.
        """
        rows = [row for row in self.organisations() if level_of(row.kind) is level]
        first = suggested(unit, rows) if unit is not None else []
        over = above.organisation_key if above is not None else None
        near = [row for row in rows if over is not None and row.parent_id == over]
        return list(dict.fromkeys([*first, *(near or rows if above is None else near)]))

    def begin_from_organisations(self) -> int:
        """Make townships, villages and branches out of the organisation tree, in one step.

        What is in the grid already stays; returns how many units were added.

        Raises:
            RuleError: nothing is missing.
        """
        with self._store.begin("按组织树建立网格") as uow:
            missing = missing_units(uow.session, self._place.station_id)
            if not missing:
                raise RuleError(
                    "组织树里的镇街、村和党支部，网格里都已经有了，没有改动。",
                    hint="要增加的，请先在“组织”里新增，或在网格里“新增下级”。",
                )
            uow.add_many(GridUnit, seed_rows(uow.session, missing))
            uow.commit()
        return len(missing)

    def add(self, facts: UnitFacts) -> GridUnitId:
        """Enter a unit, last among its siblings.

        Raises:
            RuleError: no name, a parent that cannot hold it, or another office's.
        """
        facts = checked_unit(facts)
        with self._store.begin(f"新增网格“{facts.name}”") as uow:
            tree = read_tree(uow.session)
            refuse_place(tree, facts, None)
            parent = tree.nodes[facts.parent_id] if facts.parent_id else None
            if parent is not None:
                refuse_foreign(parent, self._place.station_id)
            siblings = tree.children(facts.parent_id)
            row = GridUnit(
                station_id=self._home(parent, facts),
                level=facts.level.value,
                parent_unit_id=facts.parent_id,
                position=max((one.position for one in siblings), default=0) + 1,
                **_kept(facts),
            )
            uow.session.add(row)
            uow.commit()
            return GridUnitId(row.id)

    def change(self, unit_id: GridUnitId, facts: UnitFacts, seen: str | None = None) -> None:
        """Change what is kept about a unit; where it lies is for `move`.

        Raises:
            RuleError: a name that is there already; it is another office's, gone, or was changed
                after the form was filled from ``seen``.
        """
        facts = checked_unit(facts)
        with self._store.begin(f"修改网格“{facts.name}”") as uow:
            tree = read_tree(uow.session)
            node = self._own(tree, unit_id)
            row = uow.session.get_one(GridUnit, unit_id)
            refuse_changed(row.sync_v, seen)
            if facts.name != node.name:
                parent = tree.parent(unit_id)
                refuse_place(tree, UnitFacts(facts.name, node.level, parent), unit_id)
            for key, value in _kept(facts).items():
                if getattr(row, key) != value:
                    setattr(row, key, value)
            uow.commit()

    def move(self, unit_id: GridUnitId, parent_id: GridUnitId | None) -> ActionId:
        """Put a unit with all that lies in it under another one, last among those there.

        Raises:
            RuleError: it would lie under itself, under the wrong level or beside one of its
                name, or in another station.
        """
        with self._store.begin(f"移动网格“{self._name(unit_id)}”") as uow:
            tree = read_tree(uow.session)
            node = self._own(tree, unit_id)
            refuse_place(tree, UnitFacts(node.name, node.level, parent_id), unit_id)
            refuse_other_station(tree, node, parent_id)
            row = uow.session.get_one(GridUnit, unit_id)
            siblings = [one for one in tree.children(parent_id) if one.id != unit_id]
            row.parent_unit_id = parent_id
            row.position = max((one.position for one in siblings), default=0) + 1
            uow.commit()
            return ActionId(uow.action_id)

    def remove(self, unit_id: GridUnitId) -> ActionId:
        """Take a unit off the tree. Can be undone.

        Raises:
            RuleError: it holds anything, or is another office's.
        """
        with self._store.begin(f"删除网格“{self._name(unit_id)}”") as uow:
            tree = read_tree(uow.session)
            node = self._own(tree, unit_id)
            refuse_removing(tree, node, _held(uow.session, unit_id))
            uow.session.get_one(GridUnit, unit_id).deleted = True
            uow.commit()
            return ActionId(uow.action_id)

    def _name(self, unit_id: GridUnitId) -> str:
        with self._store.read() as session:
            return session.scalar(select(GridUnit.name).where(GridUnit.id == unit_id)) or ""

    def _own(self, tree: GridTree, unit_id: GridUnitId) -> GridNode:
        return own_unit(tree, unit_id, self._place.station_id)

    def _home(self, parent: GridNode | None, facts: UnitFacts) -> StationId | None:
        """A unit is of the station of what it lies under; a township of whoever enters it."""
        if parent is not None:
            return parent.station_id
        return facts.station_id if self._place.is_city else self._place.station_id


def own_unit(tree: GridTree, unit_id: GridUnitId, own: StationId | None) -> GridNode:
    """The unit, if it is there and this office's to change.

    Raises:
        RuleError: it is not.
    """
    node = tree.nodes.get(unit_id)
    if node is None:
        raise RuleError("这个网格已被删除，没有改动。", hint="请按 F5 刷新后重新选择。")
    refuse_foreign(node, own)
    return node


def refuse_changed(version: str, seen: str | None) -> None:
    """A form left open must not write over what somebody else saved since.

    Raises:
        RuleError: the row has another version by now.
    """
    if seen is not None and version != seen:
        raise RuleError(
            "这一条在您打开之后又被改动过（可能在另一台电脑上）。为了不覆盖别人的改动，没有保存。",
            hint="请关闭这个窗口，按 F5 刷新，看一看新的内容再改。",
        )


def _kept(facts: UnitFacts) -> dict[str, object]:
    return {
        "name": facts.name,
        "code": facts.code,
        "organisation_key": facts.organisation_key,
        "leader": facts.leader,
        "leader_phone": facts.leader_phone,
        "note": facts.note,
    }


def _held(session: Session, unit_id: GridUnitId) -> list[tuple[int, str]]:
    return [
        (
            session.scalar(
                select(func.count())
                .select_from(table)
                .where(table.unit_id == unit_id, table.deleted.is_(False))
            )
            or 0,
            unit,
        )
        for table, unit in _HELD
    ]
