"""Use cases of lecturers: the library, and who teaches in which session."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session

from db.keys import fixed_key
from db.models import Lecturer, Station, Teaching, TrainingSession
from db.uow import Store, UnitOfWork
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.ids import LecturerId, PersonId, SessionId
from jyguide.people.names import pinyin_sort_key, search_text
from jyguide.place import CITY_NAME, Place
from jyguide.training.lecturer import (
    LecturerFacts,
    LecturerRow,
    SessionTeaching,
    TaughtRow,
    TeachingLine,
    check_lines,
    checked_lecturer,
    lecturer_text,
    names_in,
    unlisted_names,
)
from jyguide.training.service.rows import session_at, session_changed
from jyguide.training.session import SessionStage


class TeachingService:
    """Lecturers and what they taught.

    Taught counts what a session gave that has begun and was not cancelled, in the year in which
    it began.
    """

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    def lecturers(self, year: int | None = None) -> list[LecturerRow]:
        """Everybody in the library by pinyin, with what he taught in a year, else in this one."""
        taught = self._taught_in(year or self._clock().year).subquery()
        statement = (
            select(Lecturer, Station.name, taught.c.sessions, taught.c.hours)
            .outerjoin(Station, Station.id == Lecturer.station_id)
            .outerjoin(taught, taught.c.lecturer_id == Lecturer.id)
            .where(Lecturer.deleted.is_(False))
        )
        with self._store.read() as session:
            rows = [self._row(tuple(found)) for found in session.execute(statement)]
        return sorted(rows, key=lambda row: (pinyin_sort_key(row.facts.name), row.id))

    def years(self) -> list[int]:
        """Years in which somebody taught, the newest first, this one always among them."""
        with self._store.read() as session:
            days = session.scalars(_shares(TrainingSession.starts_on)).all()
        return sorted({day.year for day in days} | {self._clock().year}, reverse=True)

    def taught(self, lecturer_id: LecturerId) -> list[TaughtRow]:
        """A lecturer's shares in sessions, the newest first."""
        today = self._clock().date()
        columns = (
            TrainingSession.id,
            TrainingSession.title,
            TrainingSession.starts_on,
            TrainingSession.stage,
            Teaching.topic,
            Teaching.hours,
        )
        statement = (
            _shares(*columns)
            .where(Teaching.lecturer_id == lecturer_id)
            .order_by(TrainingSession.starts_on.desc(), TrainingSession.id.desc())
        )
        with self._store.read() as session:
            return [
                TaughtRow(
                    SessionId(key),
                    title,
                    day,
                    topic,
                    hours,
                    stage != SessionStage.CANCELLED.value and day <= today,
                )
                for key, title, day, stage, topic, hours in session.execute(statement)
            ]

    def add(self, facts: LecturerFacts) -> LecturerId:
        """Put somebody into the library.

        Raises:
            RuleError: no name, or somebody of this name and unit is there.
        """
        facts = checked_lecturer(facts)
        with self._store.begin(f"新增师资“{facts.name}”") as uow:
            self._refuse_second(uow.session, facts, None)
            key = self._new(uow, facts)
            uow.commit()
            return key

    def change(
        self, lecturer_id: LecturerId, facts: LecturerFacts, seen: str | None = None
    ) -> Changed:
        """Change what is kept about a lecturer; what stands on papers of past sessions stays.

        Raises:
            RuleError: as `add`; he is another office's, was removed or changed meanwhile.
        """
        facts = checked_lecturer(facts)
        with self._store.begin(f"修改师资“{facts.name}”") as uow:
            row = self._own(uow.session, lecturer_id)
            if seen not in (None, row.sync_v):
                raise RuleError(
                    "这位师资在您打开之后又被改动过。为了不覆盖别人的改动，没有保存。",
                    hint="请关闭这个窗口，按 F5 刷新后再改。",
                )
            self._refuse_second(uow.session, facts, lecturer_id)
            for name, value in _columns(facts).items():
                setattr(row, name, value)
            uow.commit()
        return Changed.SESSIONS

    def remove(self, lecturer_id: LecturerId) -> Changed:
        """Take a lecturer out of the library; what he taught stays with the sessions."""
        with self._store.begin("移出师资库") as uow:
            self._own(uow.session, lecturer_id).deleted = True
            uow.commit()
        return Changed.SESSIONS

    def lines(self, session_id: SessionId) -> SessionTeaching:
        """Who teaches in a session, those removed from the library since among them.

        Raises:
            RuleError: the session has been deleted.
        """
        with self._store.read() as session:
            row = session_at(session, session_id)
            found = session.execute(
                select(Lecturer.id, Lecturer.name, Lecturer.unit, Teaching.topic, Teaching.hours)
                .join(Teaching, Teaching.lecturer_id == Lecturer.id)
                .where(Teaching.session_id == session_id, Teaching.deleted.is_(False))
            ).all()
            lines = [
                TeachingLine(LecturerId(key), name, topic, hours, unit)
                for key, name, unit, topic, hours in found
            ]
            written = row.lecturer
            place = {name: at for at, name in enumerate(names_in(written))}
            lines.sort(key=lambda line: (place.get(line.name, len(place)), line.name))
            unlisted = unlisted_names(written, lines)
            return SessionTeaching(tuple(lines), unlisted, row.credit_hours, row.sync_v)

    def assign(
        self, session_id: SessionId, lines: Sequence[TeachingLine], seen: str | None = None
    ) -> Changed:
        """Say who teaches in a session; the names are written as what its papers print.

        A name without a key is looked up in the library, or added to it.

        Args:
            session_id: Which session.
            lines: Everybody, in the order in which papers name them.
            seen: The ``version`` of the session's teaching that a form was filled from.

        Raises:
            RuleError: a line cannot be so, a lecturer is of a library that the session's station
                does not receive, the session was deleted or changed meanwhile.
        """
        check_lines(lines)
        with self._store.begin("登记授课师资") as uow:
            row = session_at(uow.session, session_id)
            if seen not in (None, row.sync_v):
                raise session_changed()
            keyed = [replace(line, lecturer_id=self._key(uow, line)) for line in lines]
            check_lines(keyed)  # once more: a name without a key may be that of one with
            _refuse_strangers(uow.session, row, keyed)
            row.lecturer = lecturer_text(keyed)
            _write_shares(uow.session, session_id, keyed)
            uow.commit()
        return Changed.SESSIONS

    def _taught_in(self, year: int) -> Select[Any]:
        until = self._clock().date()
        return (
            _shares(
                Teaching.lecturer_id,
                func.count().label("sessions"),
                func.sum(Teaching.hours).label("hours"),
            )
            .where(
                TrainingSession.stage != SessionStage.CANCELLED.value,
                TrainingSession.starts_on >= until.replace(year=year, month=1, day=1),
                TrainingSession.starts_on
                <= min(until, until.replace(year=year, month=12, day=31)),
            )
            .group_by(Teaching.lecturer_id)
        )

    def _row(self, found: tuple[Any, ...]) -> LecturerRow:
        row, station, sessions, hours = found
        return LecturerRow(
            id=LecturerId(row.id),
            facts=LecturerFacts(row.name, row.unit, row.title, row.note, _person_id(row)),
            station=station or "",
            own=row.station_id == self._place.station_id,
            sessions=sessions or 0,
            hours=hours or 0,
            search=search_text(row.name),
            version=row.sync_v,
        )

    def _own(self, session: Session, lecturer_id: LecturerId) -> Lecturer:
        row = session.get(Lecturer, lecturer_id)
        if row is None or row.deleted:
            raise RuleError("这位师资已被移出师资库，没有改动。", hint="请刷新列表后再试。")
        if row.station_id != self._place.station_id:
            whose = session.get(Station, row.station_id) if row.station_id else None
            raise RuleError(
                f"“{row.name}”由{whose.name if whose else CITY_NAME}维护，没有改动。",
                hint="需要改正时，请与他们联系；也可以在本单位另加一位。",
            )
        return row

    def _refuse_second(
        self, session: Session, facts: LecturerFacts, but: LecturerId | None
    ) -> None:
        alike = and_(Lecturer.name == facts.name, Lecturer.unit == facts.unit)
        key = self._known(session, alike)
        if key not in (None, but):
            unit = f"（{facts.unit}）" if facts.unit else ""
            raise RuleError(
                f"师资库里已有“{facts.name}”{unit}，没有保存。",
                hint="如果是同名的另一位，请把单位写得不同。",
            )

    def _known(self, session: Session, alike: ColumnElement[bool]) -> LecturerId | None:
        """One in this office's library, or in the city's."""
        ours = Lecturer.station_id.is_(None) | (Lecturer.station_id == self._place.station_id)
        found = session.scalars(
            select(Lecturer.id).where(Lecturer.deleted.is_(False), alike, ours)
        ).first()
        return LecturerId(found) if found else None

    def _key(self, uow: UnitOfWork, line: TeachingLine) -> LecturerId:
        if line.lecturer_id is not None:
            return line.lecturer_id
        facts = checked_lecturer(LecturerFacts(line.name, line.unit))
        known = self._known(uow.session, Lecturer.name == facts.name)
        return known or self._new(uow, facts)

    def _new(self, uow: UnitOfWork, facts: LecturerFacts) -> LecturerId:
        row = Lecturer(station_id=self._place.station_id, **_columns(facts))
        uow.session.add(row)
        uow.session.flush()
        return LecturerId(row.id)


def _shares(*columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(Teaching)
        .join(TrainingSession, TrainingSession.id == Teaching.session_id)
        .where(Teaching.deleted.is_(False), TrainingSession.deleted.is_(False))
    )


def _refuse_strangers(
    session: Session, held: TrainingSession, lines: Sequence[TeachingLine]
) -> None:
    """No share may point at a lecturer whom the session's own station never hears of."""
    if held.station_id is None:
        return
    for line in lines:
        lecturer = session.get_one(Lecturer, line.lecturer_id)
        if lecturer.station_id not in (None, held.station_id):
            whose = session.get_one(Station, lecturer.station_id).name
            raise RuleError(
                f"“{line.name}”在{whose}的师资库里，这期培训的指导站收不到，没有保存。",
                hint="请先把他加进市级师资库，再选市级的那一位。",
            )


def _write_shares(session: Session, session_id: SessionId, lines: Sequence[TeachingLine]) -> None:
    every = session.scalars(select(Teaching).where(Teaching.session_id == session_id)).all()
    known: dict[uuid.UUID, Teaching] = {row.lecturer_id: row for row in every}
    teach = {line.lecturer_id for line in lines}
    for lecturer_id, row in known.items():
        row.deleted = lecturer_id not in teach
    for line in lines:
        assert line.lecturer_id is not None  # noqa: S101 - each was given one
        share = known.get(line.lecturer_id)
        if share is None:
            key = fixed_key("teaching", session_id, line.lecturer_id)
            share = Teaching(id=key, session_id=session_id, lecturer_id=line.lecturer_id)
            session.add(share)
        share.topic = line.topic.strip()
        share.hours = line.hours


def _columns(facts: LecturerFacts) -> dict[str, Any]:
    return {
        "name": facts.name,
        "unit": facts.unit,
        "title": facts.title,
        "note": facts.note,
        "person_id": facts.person_id,
    }


def _person_id(row: Lecturer) -> PersonId | None:
    return PersonId(row.person_id) if row.person_id else None
