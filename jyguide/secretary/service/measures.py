"""Use cases of measures: raised, laid down, done, confirmed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from db.keys import fixed_key, new_key
from db.models import Person, SecretaryMeasure
from db.uow import Store
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.ids import PersonId, SecretaryMeasureId, TalkId
from jyguide.pause import collector_paused
from jyguide.people.service.merged import read_merged
from jyguide.place import Place
from jyguide.secretary.kinds import MeasureOrigin
from jyguide.secretary.ledger import LedgerFilter, due_sentences
from jyguide.secretary.measure import (
    SOON,
    Confirmation,
    Finish,
    MeasureFacts,
    MeasureRow,
    Plan,
    check_measure,
    confirmed,
    finished,
    named,
    planned,
    reopened,
)
from jyguide.secretary.raising import WANTING, Raisable, why_of
from jyguide.secretary.service.appraised import read_graded
from jyguide.secretary.service.ledger_people import (
    LedgerPeople,
    changed_meanwhile,
    own_people,
    own_rows,
    write_values,
)

Seen = Mapping[SecretaryMeasureId, str | None]
"""The measures meant, each with the `version` its form was filled from; None: whatever it is."""
_READ = [column.label(name) for name, column in SecretaryMeasure.__mapper__.columns.items()]
_PLAN_AND_PROBLEM = ("year", "origin", "problem", "found_on", "measure", "owner", "due_on")


class SecretaryMeasureService:
    """Measures of village secretaries; several are dealt with in one action, all or none."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    @collector_paused()
    def ledger(self, wanted: LedgerFilter | None = None) -> list[MeasureRow]:
        """The measures as they stand, the latest found first."""
        wanted = wanted or LedgerFilter()
        narrowed = () if wanted.year is None else (SecretaryMeasure.year == wanted.year,)
        with self._store.read() as session:
            rows = read_measures(session, *narrowed)
        return [row for row in rows if wanted.holds_measure(row, self._today)]

    def of_person(self, person_id: PersonId) -> list[MeasureRow]:
        """Everything raised of one person."""
        with self._store.read() as session:
            keys = read_merged(session).keys_of(person_id)
            return read_measures(session, SecretaryMeasure.person_id.in_(keys))

    def due(self) -> tuple[str, str]:
        """What is overdue, and what is due this week, a sentence each; "" where nothing is."""
        due, today = SecretaryMeasure.due_on, self._today
        this_week = (due >= today) & (due < today + timedelta(days=SOON))
        counts = select(func.count().filter(due < today), func.count().filter(this_week)).where(
            SecretaryMeasure.deleted.is_(False),
            SecretaryMeasure.done_on.is_(None),
            SecretaryMeasure.problem != "",  # of somebody erased since
        )
        with self._store.read() as session:
            over, soon = session.execute(counts).one()
        return due_sentences(over, soon)

    def raisable(self, year: int) -> list[Raisable]:
        """Who stands on 不合格 or 基本合格 of a year and has no measure from its appraisal."""
        with self._store.read() as session:
            return self._raisable(session, year)

    def raise_from_appraisal(self, year: int, people: Collection[PersonId]) -> int:
        """Make a measure of each of these who has none yet; returns how many.

        City and station may both do so before they hear of each other: its key is fixed, so that
        it is one measure then.

        Raises:
            RuleError: nobody of them is to have one.
        """
        meant = set(people)
        with self._store.begin(f"按 {year} 年度考核名单列入整改") as uow:
            found = self._raisable(uow.session, year)
            wanted = [one for one in found if one.person.person_id in meant]
            if not wanted:
                raise RuleError(
                    f"{year} 年度的基本合格、不合格名单里没有要列入的人，没有登记。",
                    hint="请先公布年度考核结果；已列入过的不再列入。",
                )
            for one in wanted:
                self._raise(uow.session, one)
            uow.commit()
        return len(wanted)

    def add(self, facts: Sequence[MeasureFacts]) -> list[SecretaryMeasureId]:
        """Enter measures by hand; steps are taken afterwards.

        Raises:
            RuleError: as `measure.check_measure`; somebody is gone, or another station's.
        """
        more = f"（{len(facts)} 条）" if len(facts) > 1 else ""
        return self._add(f"登记整改措施{more}", facts)

    def change(
        self, key: SecretaryMeasureId, facts: MeasureFacts, seen: str | None = None
    ) -> Changed:
        """Correct problem and plan; how far it is stays as it was.

        Raises:
            RuleError: as `measure.check_measure`; it is gone, or was changed meanwhile.
        """
        with self._store.begin("修改整改措施") as uow:
            row, now = self._meant(uow.session, {key: seen})[0]
            made = replace(now.facts, **{name: getattr(facts, name) for name in _PLAN_AND_PROBLEM})
            check_measure(made, self._today)
            write_values(row, columns(made))
            uow.commit()
        return Changed.SECRETARIES

    def plan(self, seen: Seen, plan: Plan) -> Changed:
        """Lay down measure, owner and due day, alike for all of these.

        Raises:
            RuleError: see `measure.planned`; or gone, or changed meanwhile.
        """
        return self._step("落实整改措施", seen, lambda row: planned(row, plan, self._today))

    def finish(self, seen: Seen, done: Finish) -> Changed:
        """Note down that these were done.

        Raises:
            RuleError: see `measure.finished` and `plan`.
        """
        return self._step("登记整改完成", seen, lambda row: finished(row, done, self._today))

    def confirm(self, seen: Seen, by: Confirmation) -> Changed:
        """Note down that another person found these done.

        Raises:
            RuleError: see `measure.confirmed` and `plan`.
        """
        return self._step("确认整改完成", seen, lambda row: confirmed(row, by, self._today))

    def reopen(self, seen: Seen, reason: str) -> Changed:
        """Take back that these were done; the reason stays with them.

        Raises:
            RuleError: see `measure.reopened` and `plan`.
        """
        return self._step("退回整改", seen, lambda row: reopened(row, reason))

    def remove(self, seen: Seen) -> Changed:
        """Take measures out that were entered by mistake; can be undone."""
        with self._store.begin(f"删除 {len(seen)} 条整改措施") as uow:
            for row, _ in self._meant(uow.session, seen):
                row.deleted = True
            uow.commit()
        return Changed.SECRETARIES

    @property
    def _today(self) -> date:
        return self._clock().date()

    def _raisable(self, session: Session, year: int) -> list[Raisable]:
        graded = read_graded(session, [year], read_merged(session))[year]
        people = LedgerPeople(session, graded)
        kept = select(SecretaryMeasure.person_id).where(
            SecretaryMeasure.deleted.is_(False),
            SecretaryMeasure.year == year,
            SecretaryMeasure.origin == MeasureOrigin.APPRAISAL.value,
        )
        has = {people.merged.end(key) for key in session.scalars(kept)}
        may = self._may(session)
        found = [
            Raisable(people.of(key), year, one.grade, why_of(one.reason, one.explanation))
            for key, one in graded.items()
            if one.grade in WANTING and key not in has and key in may
        ]
        return sorted(found, key=lambda one: (WANTING.index(one.grade), one.person.order))

    def _raise(self, session: Session, one: Raisable) -> None:
        person, today = one.person.person_id, self._today
        facts = MeasureFacts(person, one.year, MeasureOrigin.APPRAISAL, one.problem, today)
        check_measure(facts, today)
        key = fixed_key("secretary_measure", person, one.year)
        row = session.get(SecretaryMeasure, key)
        if row is not None and row.deleted:
            row.deleted = False
            write_values(row, columns(facts))
            return
        free = key if row is None else new_key()  # somebody made something else of it
        session.add(SecretaryMeasure(id=free, person_id=person, **columns(facts)))

    def _may(self, session: Session) -> set[PersonId]:
        """Of whom a measure may be written here."""
        mine = select(Person.id).where(Person.deleted.is_(False))
        if not self._place.is_city:
            mine = mine.where(Person.station_id == self._place.station_id)
        return {PersonId(key) for key in session.scalars(mine)}

    def _add(self, action: str, facts: Sequence[MeasureFacts]) -> list[SecretaryMeasureId]:
        for one in facts:
            check_measure(one, self._today)
        with self._store.begin(action) as uow:
            people = own_people(uow.session, self._place, [one.person_id for one in facts])
            rows = [
                SecretaryMeasure(person_id=person.id, **columns(one))
                for person, one in zip(people, facts, strict=True)
            ]
            uow.session.add_all(rows)
            uow.commit()
            return [SecretaryMeasureId(row.id) for row in rows]

    def _step(
        self, action: str, seen: Seen, step: Callable[[MeasureRow], MeasureFacts]
    ) -> Changed:
        """Take a step with all of these, or with none."""
        with self._store.begin(f"{action}（{len(seen)} 条）") as uow:
            for row, now in self._meant(uow.session, seen):
                write_values(row, columns(step(now)))
            uow.commit()
        return Changed.SECRETARIES

    def _meant(self, session: Session, seen: Seen) -> list[tuple[SecretaryMeasure, MeasureRow]]:
        if not seen:
            raise RuleError("没有选中整改措施，没有改动。", hint="请先在台账里选中。")
        rows = own_rows(session, self._place, SecretaryMeasure, list(seen), "有整改措施")
        people = LedgerPeople(session, {row.person_id for row in rows})
        found = [(row, measure_row(row, people)) for row in rows]
        for row, now in found:
            if seen[now.id] not in (None, row.sync_v):
                raise changed_meanwhile(named(now))
        return found


def read_measures(session: Session, *wanted: ColumnElement[bool]) -> list[MeasureRow]:
    """Measures and whom they are about, the latest found first; two statements more than none."""
    rows = session.execute(
        select(*_READ)
        .where(SecretaryMeasure.deleted.is_(False), *wanted)
        .order_by(SecretaryMeasure.found_on.desc(), SecretaryMeasure.id.desc())
    ).all()
    people = LedgerPeople(session, {row.person_id for row in rows})
    return [measure_row(row, people) for row in rows]


def measure_row(row: Any, people: LedgerPeople) -> MeasureRow:
    """A measure frozen: an object of the table, or its columns."""
    person = people.of(row.person_id)
    return MeasureRow(
        SecretaryMeasureId(row.id),
        person,
        MeasureFacts(
            person.person_id,
            row.year,
            MeasureOrigin(row.origin),
            row.problem,
            row.found_on,
            TalkId(row.talk_key) if row.talk_key else None,
            row.measure,
            row.owner,
            row.due_on,
            row.done_on,
            row.done_note,
            row.confirmed_on,
            row.confirmed_by,
        ),
        row.sync_v,
    )


def columns(facts: MeasureFacts) -> dict[str, Any]:
    """What the table keeps of it, besides whom it is about."""
    return {
        "year": facts.year,
        "origin": facts.origin.value,
        "problem": facts.problem.strip(),
        "found_on": facts.found_on,
        "talk_key": facts.talk_key,
        "measure": facts.measure.strip(),
        "owner": facts.owner.strip(),
        "due_on": facts.due_on,
        "done_on": facts.done_on,
        "done_note": facts.done_note,
        "confirmed_on": facts.confirmed_on,
        "confirmed_by": facts.confirmed_by,
    }
