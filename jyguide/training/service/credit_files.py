"""Use cases of trainings held elsewhere in files: read, compare, take in."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.keys import fixed_key, new_key
from db.models import CreditRecord, Enrolment, TrainingSession
from db.uow import Store, UnitOfWork
from jyguide.clock import Clock
from jyguide.exchange.cell import compact
from jyguide.exchange.table.plan import Compare, PlannedRow
from jyguide.exchange.table.reading import TableFile
from jyguide.exchange.table.service import ListFiles, ListWords, Taking
from jyguide.exchange.table.spec import TableSpec
from jyguide.people.merging import Merged
from jyguide.people.service import PeopleService
from jyguide.people.service.merged import read_merged
from jyguide.training.credit import CreditRecordRow, check_record
from jyguide.training.credit_comparison import (
    PERSON,
    CountedTraining,
    CreditComparison,
    changed_facts,
)
from jyguide.training.credit_table import NOTES, SPEC, facts_of
from jyguide.training.service.credit_rows import (
    own_record,
    record_columns,
    record_row,
    write_record,
)
from jyguide.training.service.credit_sums import ATTENDED_ROWS, CHUNK
from jyguide.training.session import SessionLevel


class CreditFileService(ListFiles):
    """Takes in lists of trainings held elsewhere."""

    words = ListWords(
        "导入培训记录“{}”", "人员或培训记录又有改动，没有导入任何记录", "培训记录", NOTES
    )

    def __init__(self, store: Store, clock: Clock, people: PeopleService) -> None:
        super().__init__(store, SPEC.purpose)
        self._clock = clock
        self._people = people

    def spec(self) -> TableSpec:
        return SPEC

    def comparing(self, session: Session, spec: TableSpec, file: TableFile) -> Compare:
        del spec
        days = [row.values["starts_on"] for row in file.good] or [date.max]
        first, last, merged = min(days), max(days), read_merged(session)
        entered, handed = _recorded(session, first, last, merged)
        counted = [*handed, *_signed(session, first, last, merged)]
        today = self._clock().date()
        return CreditComparison(self._people.people(), entered, counted, today).compare

    def write(self, uow: UnitOfWork, taking: Taking) -> None:
        _add(uow, taking.new)
        for row in taking.updates:
            facts = changed_facts(row.known.facts, taking.decision.changes(row))
            check_record(facts, self._clock().date())
            write_record(own_record(uow.session, row.known.id), facts)


def _add(uow: UnitOfWork, rows: Sequence[PlannedRow]) -> None:
    """Under keys that follow from what is entered: two PCs that import one list have it once."""
    wanted = {_key_of(row): row for row in rows}
    keys = sorted(wanted)
    there: dict[uuid.UUID, CreditRecord] = {}
    for start in range(0, len(keys), CHUNK):
        some = select(CreditRecord).where(CreditRecord.id.in_(keys[start : start + CHUNK]))
        there |= {row.id: row for row in uow.session.scalars(some)}
    new = []
    for key, row in wanted.items():
        facts, old = facts_of(row.values), there.get(key)
        if old is not None and old.deleted:  # taken out, or an import undone
            old.deleted = False
            write_record(old, facts)
            continue
        more = {"person_id": row.values[PERSON], "session_key": None, **record_columns(facts)}
        new.append({"id": key if old is None else new_key(), **more})
    uow.add_many(CreditRecord, new)


def _key_of(row: PlannedRow) -> uuid.UUID:
    title = compact(row.values["title"])
    starts_on = row.values["starts_on"].isoformat()
    return fixed_key("credit_record", row.values[PERSON], starts_on, title)


def _recorded(
    session: Session, first: date, last: date, merged: Merged
) -> tuple[list[CreditRecordRow], list[CountedTraining]]:
    """Records that begin within a span: those entered here, and those the city handed down."""
    entered, handed = [], []
    for found in session.scalars(
        select(CreditRecord).where(
            CreditRecord.deleted.is_(False), CreditRecord.starts_on.between(first, last)
        )
    ):
        row = record_row(found)
        row = replace(row, person_id=merged.end(row.person_id))
        if found.session_key is None:
            entered.append(row)
        else:
            facts = row.facts
            handed.append(
                CountedTraining(row.person_id, facts.title, facts.starts_on, facts.level)
            )
    return entered, handed


def _signed(
    session: Session, first: date, last: date, merged: Merged
) -> Iterator[CountedTraining]:
    """Sessions that begin within a span, by who was there."""
    rows = session.execute(
        select(
            Enrolment.person_id,
            TrainingSession.title,
            TrainingSession.starts_on,
            TrainingSession.level,
        )
        .join(TrainingSession, TrainingSession.id == Enrolment.session_id)
        .where(ATTENDED_ROWS, TrainingSession.starts_on.between(first, last))
    )
    for person, title, starts_on, level in rows:
        yield CountedTraining(merged.end(person), title, starts_on, SessionLevel(level))
