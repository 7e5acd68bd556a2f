"""Use cases of passing targets on, and of vanguard members who leave."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.keys import new_key
from db.models import ContactTarget, GridHandover, GridVisit, VanguardMember
from db.uow import Store, UnitOfWork
from jyguide.clock import Clock
from jyguide.documents.dates import date_text
from jyguide.errors import RuleError
from jyguide.grid.handover import (
    Handover,
    HandoverPlan,
    Holding,
    holdings,
    refuse_handover,
)
from jyguide.grid.link import TargetRow
from jyguide.grid.link_words import BEGAN
from jyguide.grid.service.link_rows import chunks, read_targets, targets_of
from jyguide.grid.service.unit_rows import read_tree
from jyguide.grid.service.units import own_unit, refuse_changed
from jyguide.ids import ActionId, TargetId, VanguardId
from jyguide.place import Place


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What a hand-over did.

    Attributes:
        count: Targets passed on.
        later: Visits after that day which the past holder keeps, since he made them.
    """

    count: int
    later: int
    action_id: ActionId

    @property
    def sentence(self) -> str:
        said = f"已移交 {self.count} 个联系对象"
        if self.later:
            said += f"；移交日以后已有 {self.later} 次走访，仍记在原联系人名下"
        return said


class HandoverService:
    """Passes targets on; whoever had them before stays on record."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    def hand_over(
        self, target_ids: Sequence[TargetId], plan: HandoverPlan, seen: Sequence[str] = ()
    ) -> HandedOver:
        """Pass targets to a vanguard member, or to nobody; all of them or none. Can be undone.

        Args:
            target_ids: Which.
            plan: To whom, from when on and why.
            seen: Versions of the rows a dialog was opened on, in the order of ``target_ids``.

        Raises:
            RuleError: the day contradicts what is known, one of them is gone, another office's or
                was changed meanwhile, or the vanguard member has left.
        """
        with self._store.begin(f"移交 {len(target_ids)} 个联系对象") as uow:
            rows = self._own_targets(uow.session, target_ids)
            for row, version in zip(rows, seen, strict=False):
                refuse_changed(row.version, version)
            done = self._write(uow, rows, plan)
            uow.commit()
            return done

    def hand_over_all(self, vanguard_id: VanguardId, plan: HandoverPlan) -> HandedOver:
        """Pass on everybody a vanguard member contacts.

        Raises:
            RuleError: as `hand_over`; also where he contacts nobody.
        """
        with self._store.begin(f"移交“{self._name(vanguard_id)}”的联系对象") as uow:
            tree = read_tree(uow.session)
            rows = read_targets(
                uow.session,
                tree,
                ContactTarget.vanguard_id == vanguard_id,
                ContactTarget.left_on.is_(None),
            )
            for unit_id in {row.unit_id for row in rows}:
                own_unit(tree, unit_id, self._place.station_id)
            done = self._write(uow, rows, plan)
            uow.commit()
            return done

    def leave(
        self, vanguard_id: VanguardId, on: date, reason: str = "", seen: str | None = None
    ) -> ActionId:
        """Note down that a vanguard member contacts nobody any more from a day on.

        His targets stay linked and are said to be without contact until they are handed over.
        Asked once more, another day or reason stands instead.

        Raises:
            RuleError: he took somebody over after that day, is gone, another office's or was
                changed meanwhile.
        """
        with self._store.begin(f"“{self._name(vanguard_id)}”离任") as uow:
            row = uow.session.get(VanguardMember, vanguard_id)
            if row is None or row.deleted:
                raise _gone()
            own_unit(read_tree(uow.session), row.unit_id, self._place.station_id)  # type: ignore[arg-type] # a unit's key
            refuse_changed(row.sync_v, seen)
            _refuse_early(uow.session, row, on)
            row.left_on, row.left_reason = on, reason.strip()
            uow.commit()
            return ActionId(uow.action_id)

    def history(self, target_id: TargetId) -> list[Holding]:
        """Everybody who had a target, the earliest first."""
        with self._store.read() as session:
            row = session.get(ContactTarget, target_id)
            if row is None:
                return []
            holder = session.get(VanguardMember, row.vanguard_id) if row.vanguard_id else None
            found = session.scalars(
                select(GridHandover)
                .where(GridHandover.target_id == target_id, GridHandover.deleted.is_(False))
                .order_by(GridHandover.handed_on, GridHandover.id)
            )
            rows = [
                Handover(
                    one.handed_on,
                    one.from_key,
                    one.from_name,
                    one.to_key,
                    one.to_name,
                    one.reason,
                )
                for one in found
            ]
            return holdings(rows, holder.name if holder else "", row.held_since)

    def _name(self, vanguard_id: VanguardId) -> str:
        with self._store.read() as session:
            wanted = select(VanguardMember.name).where(VanguardMember.id == vanguard_id)
            return session.scalar(wanted) or ""

    def _own_targets(self, session: Session, keys: Sequence[TargetId]) -> list[TargetRow]:
        tree = read_tree(session)
        rows = targets_of(session, tree, keys)
        if len(rows) < len(set(keys)):
            raise RuleError(
                "选中的联系对象有的已被删除，没有移交。", hint="请按 F5 刷新后重新选择。"
            )
        for unit_id in {row.unit_id for row in rows}:
            own_unit(tree, unit_id, self._place.station_id)
        return rows

    def _write(self, uow: UnitOfWork, rows: Sequence[TargetRow], plan: HandoverPlan) -> HandedOver:
        refuse_handover(rows, plan, self._clock().date())
        name = self._taker(uow.session, plan)
        moved = list({row.id: row for row in rows if row.vanguard_id != plan.to}.values())
        later = _visits_since(uow.session, [row.id for row in moved], plan.on)
        begun = _without_beginning(uow.session, moved)
        uow.add_many(GridHandover, [_beginning(row) for row in begun])
        uow.add_many(GridHandover, [_handover(row, plan, name) for row in moved])
        for lot in chunks([row.id for row in moved]):
            wanted = select(ContactTarget).where(ContactTarget.id.in_(lot))
            for kept in uow.session.scalars(wanted):
                kept.vanguard_id = plan.to
                kept.held_since = plan.on
            uow.session.flush()
        return HandedOver(len(moved), later, ActionId(uow.action_id))

    def _taker(self, session: Session, plan: HandoverPlan) -> str:
        """The name of whoever takes over, if he may."""
        if plan.to is None:
            return ""
        row = session.get(VanguardMember, plan.to)
        if row is None or row.deleted:
            raise _gone()
        own_unit(read_tree(session), row.unit_id, self._place.station_id)  # type: ignore[arg-type] # a unit's key
        if row.left_on is not None and row.left_on <= plan.on:
            raise RuleError(
                f"“{row.name}”已于{date_text(row.left_on)}离任，不能接收，没有移交。",
                hint="请选择另一名先锋党员。",
            )
        return row.name


def _gone() -> RuleError:
    return RuleError("这名先锋党员已被删除，没有改动。", hint="请按 F5 刷新后重新选择。")


def _refuse_early(session: Session, row: VanguardMember, on: date) -> None:
    """Nobody leaves before he took over whom he still has."""
    wanted = ContactTarget.vanguard_id == row.id, ContactTarget.deleted.is_(False)
    last = session.scalar(select(func.max(ContactTarget.held_since)).where(*wanted))
    if last is not None and last > on:
        raise RuleError(
            f"“{row.name}”{date_text(last)}还接收了联系对象，离任不能早于这一天，没有改动。",
            hint="请改离任日期。",
        )


def _handover(row: TargetRow, plan: HandoverPlan, name: str) -> dict[str, object]:
    return {
        "id": new_key(),
        "target_id": row.id,
        "handed_on": plan.on,
        "from_key": row.vanguard_id,
        "from_name": row.vanguard,
        "to_key": plan.to,
        "to_name": name,
        "reason": plan.reason.strip(),
    }


def _beginning(row: TargetRow) -> dict[str, object]:
    """From when on its first holder had a target; else a later row would hide it."""
    return {
        "id": new_key(),
        "target_id": row.id,
        "handed_on": row.held_since,
        "from_key": None,
        "from_name": "",
        "to_key": row.vanguard_id,
        "to_name": row.vanguard,
        "reason": BEGAN,
    }


def _without_beginning(session: Session, rows: Sequence[TargetRow]) -> list[TargetRow]:
    """Those held since a day that no hand-over tells of."""
    dated = [row for row in rows if row.vanguard_id is not None and row.held_since is not None]
    told: set[uuid.UUID] = set()
    for lot in chunks([row.id for row in dated]):
        told.update(
            session.scalars(
                select(GridHandover.target_id).where(
                    GridHandover.target_id.in_(lot), GridHandover.deleted.is_(False)
                )
            )
        )
    return [row for row in dated if row.id not in told]


def _visits_since(session: Session, keys: Sequence[TargetId], day: date) -> int:
    """Visits from a day on: they stay with whoever made them."""
    return sum(
        session.scalar(
            select(func.count())
            .select_from(GridVisit)
            .where(
                GridVisit.target_id.in_(lot),
                GridVisit.visited_on >= day,
                GridVisit.deleted.is_(False),
            )
        )
        or 0
        for lot in chunks(keys)
    )
