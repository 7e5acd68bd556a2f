"""Use cases of centre households, vanguard members, and whom they contact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, or_
from sqlalchemy.orm import Session

from db.models import CentreHousehold, ContactTarget, VanguardMember
from db.uow import Store
from jyguide.clock import Clock
from jyguide.documents.dates import date_text
from jyguide.errors import RuleError
from jyguide.exchange.cell import compact
from jyguide.grid.gaps import TARGET_GAPS, UNIT_GAPS, Gap, vanguard_gap
from jyguide.grid.kinds import TARGET_KIND_NAMES, GridLevel
from jyguide.grid.link import (
    CentreFacts,
    CentreRow,
    TargetFacts,
    TargetRow,
    VanguardFacts,
    VanguardRow,
    checked_name,
    checked_target,
    low_fault,
    own_grid_fault,
)
from jyguide.grid.service.gaps import rule_in_force, units_behind
from jyguide.grid.service.link_rows import (
    alone,
    at_work,
    fetch,
    here,
    read_centres,
    read_targets,
    read_vanguards,
    within,
)
from jyguide.grid.service.link_writing import (
    centre_kept,
    refuse_removing,
    refuse_twin,
    target_kept,
    vanguard_kept,
    write,
)
from jyguide.grid.service.unit_rows import read_tree, read_units
from jyguide.grid.service.units import own_unit, refuse_changed
from jyguide.grid.tree import GridNode, GridTree
from jyguide.grid.unit import UnitRow
from jyguide.ids import ActionId, GridUnitId, TargetId, VanguardId
from jyguide.pause import collector_paused
from jyguide.place import Place

_KEPT = "没有保存。"
MOST_FOUND = 200
"""Targets a search lists: of more nobody looks through all."""
E = TypeVar("E", CentreHousehold, VanguardMember, ContactTarget)


@dataclass(frozen=True, slots=True)
class UnitPeople:
    """Who belongs to a unit and everything under it."""

    targets: list[TargetRow]
    vanguards: list[VanguardRow]
    centres: list[CentreRow]


class LinkService:
    """Everything the program does with the people of the grid, hand-over aside."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    @collector_paused()
    def people(self, unit_id: GridUnitId, tree: GridTree | None = None) -> UnitPeople:
        """Who belongs to a unit and everything under it; three lists, a statement or two each.

        Args:
            unit_id: Which.
            tree: As it was read just now; None reads it.
        """
        today = self._clock().date()
        with self._store.read() as session:
            tree = tree or read_tree(session)
            return UnitPeople(
                read_targets(session, tree, within(ContactTarget.unit_id, unit_id)),
                read_vanguards(session, tree, today, within(VanguardMember.unit_id, unit_id)),
                read_centres(session, tree, within(CentreHousehold.unit_id, unit_id)),
            )

    def targets(self, *, vanguard_id: VanguardId) -> list[TargetRow]:
        """Whom a vanguard member contacts."""
        with self._store.read() as session:
            wanted = ContactTarget.vanguard_id == vanguard_id
            return read_targets(session, read_tree(session), wanted)

    def in_unit(self, unit_id: GridUnitId | None = None) -> list[TargetRow]:
        """Targets of a unit and everything under it, or all there are."""
        conditions = _inside(ContactTarget.unit_id, unit_id)
        with self._store.read() as session:
            return read_targets(session, read_tree(session), *conditions)

    def vanguards(self, *, left_too: bool = False) -> list[VanguardRow]:
        """Every vanguard member at work, or those who have left too."""
        today = self._clock().date()
        conditions = [] if left_too else [at_work(today)]
        with self._store.read() as session:
            return read_vanguards(session, read_tree(session), today, *conditions)

    def coded(self, code: str) -> list[TargetRow]:
        """Targets with this very number, of all townships."""
        with self._store.read() as session:
            return read_targets(session, read_tree(session), ContactTarget.code == code)

    def search(self, words: str, most: int = MOST_FOUND) -> list[TargetRow]:
        """Targets and whom they belong to, by a part of their name, number or address."""
        text = compact(words)
        fields = (ContactTarget.name, ContactTarget.code, ContactTarget.address)
        wanted = or_(*(field.contains(text, autoescape=True) for field in fields))
        with self._store.read() as session:
            return read_targets(session, read_tree(session), wanted, most=most)

    def behind_targets(self, gap: Gap, unit_id: GridUnitId | None = None) -> list[TargetRow]:
        """The targets behind a gap, in a unit or all over."""
        assert gap in TARGET_GAPS  # noqa: S101 - the caller tells the kinds apart
        today = self._clock().date()
        conditions = [here(today), alone(gap, today), *_inside(ContactTarget.unit_id, unit_id)]
        with self._store.read() as session:
            return read_targets(session, read_tree(session), *conditions)

    def behind_vanguards(self, gap: Gap, unit_id: GridUnitId | None = None) -> list[VanguardRow]:
        """The vanguard members behind a gap, in a unit or all over."""
        today = self._clock().date()
        conditions = [at_work(today), *_inside(VanguardMember.unit_id, unit_id)]
        with self._store.read() as session:
            rule = rule_in_force(session, self._place).rule
            rows = read_vanguards(session, read_tree(session), today, *conditions)
            return [row for row in rows if vanguard_gap(row.members, row.households, rule) is gap]

    def behind_units(self, gap: Gap, unit_id: GridUnitId | None = None) -> list[UnitRow]:
        """The units behind a gap, in a unit or all over."""
        assert gap in UNIT_GAPS  # noqa: S101 - the caller tells the kinds apart
        with self._store.read() as session:
            tree = read_tree(session)
            inside = tree.below(unit_id) if unit_id else tree.nodes.keys()
            behind = units_behind(session, tree, gap, self._clock().date())
            wanted = behind & inside
            return [row for row in read_units(session) if row.id in wanted]

    def add_centre(self, facts: CentreFacts) -> UUID:
        """Enter a centre household.

        Raises:
            RuleError: it lies outside its own grid, or the name is missing.
        """
        name = checked_name(facts.name, "党员中心户")
        with self._store.begin(f"新增党员中心户“{name}”") as uow:
            node = self._place_centre(uow.session, facts)
            row = CentreHousehold(
                station_id=node.station_id, unit_id=node.id, **centre_kept(facts, name)
            )
            uow.session.add(row)
            uow.commit()
            return row.id

    def change_centre(self, key: UUID, facts: CentreFacts, seen: str | None = None) -> None:
        """Change what is kept about one.

        Raises:
            RuleError: as `add_centre`; or it is gone, or was changed meanwhile.
        """
        name = checked_name(facts.name, "党员中心户")
        with self._store.begin(f"修改党员中心户“{name}”") as uow:
            row = self._own_row(uow.session, CentreHousehold, key, seen)
            node = self._place_centre(uow.session, facts)
            write(row, {"unit_id": node.id, **centre_kept(facts, name)})
            uow.commit()

    def add_vanguard(self, facts: VanguardFacts) -> VanguardId:
        """Enter a vanguard member.

        Raises:
            RuleError: his unit is no branch and no cell, or the name is missing.
        """
        name = checked_name(facts.name, "先锋党员")
        with self._store.begin(f"新增先锋党员“{name}”") as uow:
            node = self._low_unit(read_tree(uow.session), facts.unit_id, "先锋党员")
            row = VanguardMember(
                station_id=node.station_id, unit_id=node.id, **vanguard_kept(facts, name)
            )
            uow.session.add(row)
            uow.commit()
            return VanguardId(row.id)

    def change_vanguard(
        self, key: VanguardId, facts: VanguardFacts, seen: str | None = None
    ) -> None:
        """Change what is kept about one; leaving is for the hand-over service.

        Raises:
            RuleError: as `add_vanguard`; or he is gone, or was changed meanwhile.
        """
        name = checked_name(facts.name, "先锋党员")
        with self._store.begin(f"修改先锋党员“{name}”") as uow:
            row = self._own_row(uow.session, VanguardMember, key, seen)
            node = self._low_unit(read_tree(uow.session), facts.unit_id, "先锋党员")
            write(row, {"unit_id": node.id, **vanguard_kept(facts, name)})
            uow.commit()

    def add_target(
        self, facts: TargetFacts, vanguard_id: VanguardId | None = None, since: date | None = None
    ) -> TargetId:
        """Enter a member or household, linked to somebody at once or to nobody yet.

        Raises:
            RuleError: its unit is no branch and no cell, it is there already, a figure is wrong,
                or the vanguard member is gone.
        """
        facts = checked_target(facts)
        word = TARGET_KIND_NAMES[facts.kind]
        with self._store.begin(f"新增{word}“{facts.name}”") as uow:
            tree = read_tree(uow.session)
            node = self._low_unit(tree, facts.unit_id, word)
            refuse_twin(uow.session, tree, facts, None)
            if vanguard_id is not None:
                self._own_row(uow.session, VanguardMember, vanguard_id, None)
                since = since or self._clock().date()
            row = ContactTarget(
                station_id=node.station_id,
                unit_id=node.id,
                vanguard_id=vanguard_id,
                held_since=since if vanguard_id else None,
                **target_kept(facts),
            )
            uow.session.add(row)
            uow.commit()
            return TargetId(row.id)

    def change_target(self, key: TargetId, facts: TargetFacts, seen: str | None = None) -> None:
        """Change what is kept about one; who contacts it is for the hand-over service.

        Raises:
            RuleError: as `add_target`; or it is gone, or was changed meanwhile.
        """
        facts = checked_target(facts)
        word = TARGET_KIND_NAMES[facts.kind]
        with self._store.begin(f"修改{word}“{facts.name}”") as uow:
            tree = read_tree(uow.session)
            row = self._own_row(uow.session, ContactTarget, key, seen)
            node = self._low_unit(tree, facts.unit_id, word)
            refuse_twin(uow.session, tree, facts, key)
            write(row, {"unit_id": node.id, **target_kept(facts)})
            uow.commit()

    def move_away(
        self, keys: Sequence[TargetId], on: date, reason: str = "", seen: Sequence[str] = ()
    ) -> ActionId:
        """Note down that targets have moved away; they are contacted no longer.

        Args:
            keys: Which.
            on: Since when.
            reason: Why.
            seen: Versions of the rows a dialog was opened on, in the order of ``keys``.

        Raises:
            RuleError: one is gone, another office's or was changed meanwhile, or was not yet
                contacted on that day.
        """
        with self._store.begin(f"{len(keys)} 个联系对象迁出") as uow:
            fetch(uow.session, ContactTarget, keys)
            for key, version in zip_longest(keys, seen):
                row = self._own_row(uow.session, ContactTarget, key, version)
                if row.held_since and row.held_since > on:
                    raise RuleError(
                        f"“{row.name}”到{date_text(row.held_since)}才开始联系，"
                        f"迁出不能早于这一天，{_KEPT}",
                        hint="请改迁出日期。",
                    )
                row.left_on, row.left_reason = on, reason.strip()
            uow.commit()
            return ActionId(uow.action_id)

    def remove_targets(self, keys: Sequence[TargetId]) -> ActionId:
        """Take off targets that were entered by mistake; see `_remove`."""
        return self._remove(ContactTarget, keys)

    def remove_vanguards(self, keys: Sequence[VanguardId]) -> ActionId:
        """Take off vanguard members that were entered by mistake; see `_remove`."""
        return self._remove(VanguardMember, keys)

    def remove_centres(self, keys: Sequence[UUID]) -> ActionId:
        """Take off centre households; see `_remove`."""
        return self._remove(CentreHousehold, keys)

    def _remove(self, table: type[E], keys: Sequence[UUID]) -> ActionId:
        """Take entries off that were made by mistake. Can be undone.

        Raises:
            RuleError: a vanguard member has targets, or a target was visited: those leave.
        """
        with self._store.begin(f"删除 {len(keys)} 条网格名单") as uow:
            fetch(uow.session, table, keys)
            for key in keys:
                row = self._own_row(uow.session, table, key, None)
                refuse_removing(uow.session, row)
                row.deleted = True
            uow.commit()
            return ActionId(uow.action_id)

    def _own_row(self, session: Session, table: type[E], key: UUID, seen: str | None) -> E:
        row = session.get(table, key)
        if row is None or row.deleted:
            raise RuleError("这一条已被删除，没有改动。", hint="请按 F5 刷新后重新选择。")
        if self._place.station_id is not None and row.station_id != self._place.station_id:
            raise RuleError(f"“{row.name}”归别的指导站管理，没有改动。", hint="请告诉市级改动。")
        refuse_changed(row.sync_v, seen)
        return row

    def _place_centre(self, session: Session, facts: CentreFacts) -> GridNode:
        tree = read_tree(session)
        node = own_unit(tree, facts.unit_id, self._place.station_id)
        village = tree.at_level(node.id, GridLevel.VILLAGE)
        above = village.name if village else ""
        if reason := own_grid_fault(node.name, node.level, above, facts.village)[1]:
            raise RuleError(f"{reason}，{_KEPT}", hint="请选择它所在的微网格或网格党支部。")
        return node

    def _low_unit(self, tree: GridTree, unit_id: GridUnitId, what: str) -> GridNode:
        node = own_unit(tree, unit_id, self._place.station_id)
        if reason := low_fault(node.name, node.level, what):
            raise RuleError(f"{reason}，{_KEPT}", hint="请选择微网格或网格党支部。")
        return node


def _inside(column: Any, unit_id: GridUnitId | None) -> list[ColumnElement[bool]]:
    return [] if unit_id is None else [within(column, unit_id)]
