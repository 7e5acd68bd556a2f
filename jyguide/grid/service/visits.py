"""Use cases of 月联季访: what is due, contacts keyed in, changed and taken out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.keys import fixed_key
from db.models import ContactTarget, GridVisit, Rule
from db.uow import Store, UnitOfWork
from jyguide.clock import Clock
from jyguide.documents.page import Document
from jyguide.documents.section import ReportSection
from jyguide.errors import RuleError
from jyguide.grid.kinds import TargetKind
from jyguide.grid.matter import MatterFacts, checked_matter
from jyguide.grid.printing.month import month_document
from jyguide.grid.service.matter_rows import add_matter
from jyguide.grid.service.visit_reading import (
    chunks,
    rule_in_force,
    target_lines,
    unit_places,
    vanguard_names,
    visit_rows,
    visitables,
)
from jyguide.grid.service.visit_sums import Asked, visit_sums
from jyguide.grid.service.visit_writing import add_visits, kept_days, visit_key
from jyguide.grid.service.visit_year import month_of, visit_sections
from jyguide.grid.visit_entry import VisitEntry, judged, whose
from jyguide.grid.visit_month import MonthText
from jyguide.grid.visit_period import Period, period_of
from jyguide.grid.visit_rows import TargetLine, VanguardName, VisitOverview, VisitRow
from jyguide.grid.visit_rule import CONTACT_RULE, ContactRule, RuleSource, checked_rule
from jyguide.grid.visit_words import due_sentence
from jyguide.ids import GridUnitId, MatterId, StationId, TargetId
from jyguide.place import Place

Seen = Mapping[UUID, str | None]
"""The contacts meant, each with the `version` its list was filled from; None: whatever it is."""


@dataclass(frozen=True, slots=True)
class Logged:
    """What came of entries.

    Attributes:
        count: How many contacts were kept.
        told: A sentence about those left out, or nothing.
    """

    count: int
    told: str = ""
    matters: tuple[MatterId, ...] = ()


class VisitService:
    """Contacts each month, visits each quarter."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    def rule(self) -> ContactRule:
        """What is asked for this year."""
        with self._store.read() as session:
            return self._rule(session)

    def set_rule(self, rule: ContactRule, seen: str | None = None) -> None:
        """Let a rule of this office's hold from this year on.

        Raises:
            RuleError: it cannot be kept to; or the city has laid one down, or it was changed
                since it was seen.
        """
        checked_rule(rule)
        with self._store.begin("调整月联季访规则") as uow:
            now = self._rule(uow.session)
            if now.source is RuleSource.CITY and not self._place.is_city:
                raise RuleError(
                    "月联季访的周期由市级规定，本站不能另设，没有保存。",
                    hint="需要调整的，请与市级联系。",
                )
            if seen is not None and seen != now.version:
                raise RuleError(
                    "这条规则在您打开之后又被改动过，没有保存。",
                    hint="请关闭窗口，按 F5 刷新，看一看新的内容再改。",
                )
            self._put_rule(uow, rule)
            uow.commit()

    def vanguards(self) -> list[VanguardName]:
        """Everybody in service, found by pinyin, in the order of the tree."""
        with self._store.read() as session:
            names = vanguard_names(session, unit_places(session), pinyin=True)
        serving = [one for one in names.values() if one.left_on is None]
        return sorted(serving, key=lambda one: (one.place.order, one.name))

    def overview(self, kind: TargetKind, day: date | None = None) -> VisitOverview:
        """The stretch in which a day lies (today's if left out), for all that is kept here."""
        with self._store.read() as session:
            return self._overview(session, kind, day)

    def lines(
        self,
        kind: TargetKind,
        day: date | None = None,
        *,
        units: Collection[UUID] | None = None,
        holder: UUID | None = None,
        only_undone: bool = False,
    ) -> list[TargetLine]:
        """Targets in a stretch, of some units and one holder where said; see `overview`."""
        with self._store.read() as session:
            rule = self._rule(session)
            meant = Asked(kind, rule.period(kind, day or self._today), rule)
            return target_lines(
                session,
                meant,
                self._today,
                units=units,
                holder=holder,
                only_undone=only_undone,
            )

    def of_vanguard(self, key: UUID, day: date | None = None) -> list[TargetLine]:
        """Whom somebody contacts, members first, with how each stands around a day."""
        with self._store.read() as session:
            rule = self._rule(session)
            found = []
            for kind in TargetKind:
                meant = Asked(kind, rule.period(kind, day or self._today), rule)
                found += target_lines(session, meant, self._today, holder=key)
        return [line for line in found if line.left_on is None]

    def visits(
        self,
        *,
        targets: Collection[TargetId] | None = None,
        holder: UUID | None = None,
        span: tuple[date, date] | None = None,
    ) -> list[VisitRow]:
        """Contacts that are kept, the latest first."""
        with self._store.read() as session:
            return visit_rows(session, targets=targets, holder=holder, span=span)

    def log(self, entries: Sequence[VisitEntry], raised: Sequence[MatterFacts] = ()) -> Logged:
        """Keep contacts, several at once in one action, and what was raised in them.

        Each belongs to who held the target on its day. One of a target that has one on that day
        is left out and told.

        Args:
            entries: What is keyed in.
            raised: Matters that came up; those that name a target get its unit and visit.

        Raises:
            RuleError: a day cannot be, or a target is another station's; nothing is kept then.
        """
        with self._store.begin(f"登记走访（{len(entries)} 个）") as uow:
            result = self._log(uow, entries)
            made = {(entry.target_id, entry.on) for entry in entries}
            keys = [self._raise(uow, facts, made) for facts in raised]
            uow.commit()
        return replace(result, matters=tuple(keys))

    def change(self, key: UUID, seen: str | None, entry: VisitEntry) -> None:
        """Correct day, way or note of a contact; whose it is follows from the day.

        Raises:
            RuleError: it is gone or was changed since it was seen, or its day cannot be.
        """
        with self._store.begin("修改走访记录") as uow:
            (row,) = self._rows(uow.session, {key: seen})
            target_id = TargetId(row.target_id)
            meant = replace(entry, target_id=target_id, by=row.holder_key)
            target = visitables(uow.session, [target_id]).get(target_id)
            if target is None:
                raise RuleError(
                    "这条记录的联系对象已不在名单里，没有改动。", hint="记录保留，可以查看或删除。"
                )
            holder = whose(meant, target, self._today)
            if meant.on != row.visited_on:
                _refuse_twice(uow.session, meant)
            row.visited_on, row.way, row.note = meant.on, meant.way.value, meant.note.strip()
            row.holder_key, row.holder = holder.key, holder.name
            uow.commit()

    def remove(self, seen: Seen) -> None:
        """Take contacts out that were keyed in by mistake.

        Raises:
            RuleError: one is gone or was changed since it was seen; nothing is changed then.
        """
        with self._store.begin(f"删除走访记录（{len(seen)} 条）") as uow:
            for row in self._rows(uow.session, seen):
                row.deleted = True
            uow.commit()

    def month(self, day: date | None = None) -> MonthText:
        """What there is to tell the township's supervisor of the month in which a day lies."""
        with self._store.read() as session:
            period = period_of(day or self._today, 1)
            return month_of(session, self._place, self._rule(session), period, self._today)

    def month_paper(self, day: date | None = None) -> Document:
        """The same on paper."""
        return month_document(self.month(day))

    def due(self) -> str:
        """Of the last ten days of a quarter: how many households are still to be visited."""
        with self._store.read() as session:
            rule = self._rule(session)
            period = rule.period(TargetKind.HOUSEHOLD, self._today)
            meant = Asked(TargetKind.HOUSEHOLD, period, rule)
            return due_sentence(period, self._today, lambda: visit_sums(session, meant))

    def year_sections(self, year: int) -> list[ReportSection]:
        """Contacts and visits of a year by month and village."""
        with self._store.read() as session:
            return visit_sections(session, year)

    @property
    def _today(self) -> date:
        return self._clock().date()

    def _rule(self, session: Session) -> ContactRule:
        return rule_in_force(session, self._place.station_id, self._today.year)

    def _overview(self, session: Session, kind: TargetKind, day: date | None) -> VisitOverview:
        rule = self._rule(session)
        period: Period = rule.period(kind, day or self._today)
        where = unit_places(session)
        return VisitOverview(
            kind,
            period,
            rule,
            self._today,
            visit_sums(session, Asked(kind, period, rule)),
            where,
            vanguard_names(session, where),
        )

    def _log(self, uow: UnitOfWork, entries: Sequence[VisitEntry]) -> Logged:
        ids = {entry.target_id for entry in entries}
        self._refuse_others(uow.session, ids)
        days = {entry.on for entry in entries}
        there = kept_days(uow.session, ids, days)
        found = judged(entries, visitables(uow.session, ids), there, self._today)
        add_visits(uow, found.accepted)
        return Logged(len(found.accepted), found.told)

    def _raise(
        self, uow: UnitOfWork, facts: MatterFacts, made: Collection[tuple[TargetId, date]]
    ) -> MatterId:
        rule = self._rule(uow.session)
        station_id = self._place.station_id
        target = uow.session.get(ContactTarget, facts.target_id) if facts.target_id else None
        if target is not None:
            station_id = StationId(target.station_id) if target.station_id else None
            facts = replace(facts, unit_id=facts.unit_id or GridUnitId(target.unit_id))
            if (TargetId(target.id), facts.raised_on) in made:
                facts = replace(facts, visit_id=visit_key(target.id, facts.raised_on))
        checked = checked_matter(facts, rule.matter_days, self._today)
        return add_matter(uow, checked, station_id)

    def _rows(self, session: Session, seen: Seen) -> list[GridVisit]:
        if not seen:
            raise RuleError("没有选中走访记录，没有改动。", hint="请先选中要处理的记录。")
        found = {
            row.id: row
            for some in chunks(seen)
            for row in session.scalars(
                select(GridVisit).where(GridVisit.id.in_(some), GridVisit.deleted.is_(False))
            )
        }
        if len(found) < len(seen):
            raise RuleError(
                "有走访记录已被删除，什么都没有改动。", hint="请按 F5 刷新后重新选择。"
            )
        if any(seen[key] not in (None, row.sync_v) for key, row in found.items()):
            raise RuleError(
                "有走访记录在您打开之后又被改动过，什么都没有改动。",
                hint="请按 F5 刷新，看一看新的内容再改。",
            )
        self._refuse_others(session, {TargetId(row.target_id) for row in found.values()})
        return list(found.values())

    def _refuse_others(self, session: Session, ids: Collection[TargetId]) -> None:
        """A station writes about its own targets only."""
        if self._place.is_city:
            return
        for some in chunks(ids):
            others = select(ContactTarget.name).where(
                ContactTarget.id.in_(some), ContactTarget.station_id != self._place.station_id
            )
            if name := session.scalar(others.limit(1)):
                raise RuleError(
                    f"“{name}”属于其他指导站，没有登记任何走访。", hint="请由所属的指导站登记。"
                )

    def _put_rule(self, uow: UnitOfWork, rule: ContactRule) -> None:
        station_id, year = self._place.station_id, self._today.year
        key = fixed_key("rule", station_id or "", CONTACT_RULE, year)
        row = uow.session.get(Rule, key)
        if row is None:
            uow.session.add(
                Rule(
                    id=key,
                    station_id=station_id,
                    code=CONTACT_RULE,
                    year=year,
                    terms=rule.to_json(),
                )
            )
            return
        row.deleted = False
        row.terms = rule.to_json()


def _refuse_twice(session: Session, meant: VisitEntry) -> None:
    if kept_days(session, {meant.target_id}, {meant.on}):
        raise RuleError(
            f"{meant.on} 已经登记过一次，没有改动。", hint="请改那一天的记录，或核对日期。"
        )
