"""Use cases of trainings held elsewhere in files: read, compare, take in."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.keys import fixed_key, new_key
from db.models import CreditRecord, Enrolment, TrainingSession
from db.uow import Store, UnitOfWork
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.exchange.cell import compact
from jyguide.exchange.table.plan import (
    PLAIN,
    Decision,
    Fate,
    PlannedRow,
    TablePlan,
    TableResult,
    plan_table,
    result_of,
)
from jyguide.exchange.table.reading import ReadRow, RowRules, read_table
from jyguide.exchange.table.service import LayoutMemory
from jyguide.exchange.table.source import TableSource
from jyguide.exchange.table.subject import write_refused
from jyguide.ids import ActionId
from jyguide.pause import collector_paused
from jyguide.people.merging import Merged
from jyguide.people.service import PeopleService
from jyguide.people.service.merged import read_merged
from jyguide.progress import CancelToken, Progress
from jyguide.training.credit import CreditRecordRow, check_record
from jyguide.training.credit_comparison import (
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

if TYPE_CHECKING:
    from jyguide.exchange.table.header import ColumnMap
    from jyguide.exchange.table.outline import Remembered

_SHEET = "培训记录"


class CreditFileService:
    """Takes in lists of trainings held elsewhere."""

    def __init__(self, store: Store, clock: Clock, people: PeopleService) -> None:
        self._store = store
        self._clock = clock
        self._people = people
        self._layouts = LayoutMemory(store, SPEC.purpose)

    def layouts(self) -> Remembered:
        """How layouts were put right by hand before."""
        return self._layouts.recall()

    @collector_paused()
    def plan(
        self,
        source: TableSource,
        mapping: ColumnMap | None = None,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> TablePlan:
        """Read a list and say of each row whose it is and whether it is kept; writes nothing.

        Raises:
            FileError: it cannot be read as such a list.
            Cancelled: the user pressed cancel.
        """
        file = read_table(source.sheets(), SPEC, RowRules(), mapping, progress, cancel)
        with self._store.read() as session:
            found = self._comparison(session, file.good)
        return plan_table(source, file, SPEC, found.compare, by_hand=mapping is not None)

    @collector_paused()
    def take_in(
        self,
        plan: TablePlan,
        decision: Decision = PLAIN,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> TableResult:
        """Write what a plan found, as decided: all of it in one action, or nothing.

        Raises:
            RuleError: people or trainings have changed since the plan was made.
            Cancelled: the user pressed cancel; nothing is written.
        """
        del progress  # ten thousand are over before anybody could read how many
        rows = plan.sorted_out(decision)
        with self._store.begin(f"导入培训记录“{plan.source.name}”") as uow:
            found = self._comparison(uow.session, plan.file.good)
            _refuse_stale(plan, found)
            _add(uow, found, rows[Fate.NEW])
            for row in rows[Fate.UPDATE]:
                facts = changed_facts(row.known.facts, decision.changes(row))
                check_record(facts, self._clock().date())
                write_record(own_record(uow.session, row.known.id), facts)
            if cancel is not None:
                cancel.check()
            self._layouts.keep(uow, plan)
            uow.commit()
            return result_of(plan, decision, ActionId(uow.action_id))

    def write_errors(self, plan: TablePlan, target: Path) -> None:
        """Write the refused rows into a workbook that can be corrected and imported again."""
        write_refused(plan, target)

    def write_template(self, target: Path) -> None:
        """Write an empty list to fill in.

        Raises:
            FileError: the target cannot be written.
        """
        from jyguide.exchange.table.writing import write_template  # noqa: PLC0415 - seldom needed

        write_template(target, SPEC, _SHEET, NOTES)

    def _comparison(self, session: Session, rows: Sequence[ReadRow]) -> CreditComparison:
        days = [row.values["starts_on"] for row in rows] or [date.max]
        first, last, merged = min(days), max(days), read_merged(session)
        entered, handed = _recorded(session, first, last, merged)
        counted = [*handed, *_signed(session, first, last, merged)]
        return CreditComparison(self._people.people(), entered, counted, self._clock().date())


def _add(uow: UnitOfWork, found: CreditComparison, rows: Sequence[PlannedRow]) -> None:
    """Under keys that follow from what is entered: two PCs that import one list have it once."""
    wanted = {_key_of(found, row): row for row in rows}
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
        more = {"person_id": found.person(row), "session_key": None, **record_columns(facts)}
        new.append({"id": key if old is None else new_key(), **more})
    uow.add_many(CreditRecord, new)


def _key_of(found: CreditComparison, row: PlannedRow) -> uuid.UUID:
    title = compact(row.values["title"])
    return fixed_key(
        "credit_record", found.person(row), row.values["starts_on"].isoformat(), title
    )


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


def _refuse_stale(plan: TablePlan, found: CreditComparison) -> None:
    """A plan holds only for what it was compared with: written twice it would double it."""
    then = {row.place: row for row in plan.rows}
    if any(found.compare(row) != then[row.sheet, row.row] for row in plan.file.good):
        raise RuleError(
            f"检查“{plan.source.name}”之后，人员或培训记录又有改动，没有导入任何记录。",
            hint="请重新检查这个文件，再导入。",
        )
