"""Use cases of checklists."""

from __future__ import annotations

import uuid
from collections import Counter
from pathlib import Path

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from db.keys import new_key
from db.models import Checklist, StandardRound, Station
from db.uow import Store, UnitOfWork
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.ids import ChecklistId, StationId
from jyguide.place import Place
from jyguide.standard.checklist_rules import (
    ChecklistFacts,
    free_number,
    refuse_foreign,
    refuse_incomplete,
    refuse_issued,
    refuse_nameless,
    refuse_second_draft,
    refuse_seen_otherwise,
)
from jyguide.standard.drafting import tidied
from jyguide.standard.kinds import BranchKind
from jyguide.standard.rows import ChecklistRow
from jyguide.standard.service.reading import living_checklist
from jyguide.standard.sheet.writing import write_checklist
from jyguide.standard.stored import criteria_from_json, criteria_to_json

_KINDS = {kind: place for place, kind in enumerate(BranchKind)}


class ChecklistService:
    """Checklists in versions: read, drafted, issued, written to Excel.

    A station changes its own, the city everybody's. What is issued never changes.
    """

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    def rows(self) -> list[ChecklistRow]:
        """All versions: by kind of branch, everybody's first, the newest version first."""
        with self._store.read() as session:
            return _rows(session)

    def one(self, checklist_id: ChecklistId) -> ChecklistRow:
        """One version.

        Raises:
            RuleError: it was deleted meanwhile.
        """
        with self._store.read() as session:
            return _row(session, checklist_id)

    def create(self, facts: ChecklistFacts) -> ChecklistId:
        """Begin a checklist of one's own as a draft, empty or with what it is to start from.

        Raises:
            RuleError: it has no name.
        """
        refuse_nameless(facts)
        with self._store.begin(f"新建检查表“{facts.name.strip()}”") as uow:
            row = self._put_new(uow, facts, new_key(), 1, self._place.station_id)
            uow.commit()
            return ChecklistId(row.id)

    def copy(
        self, checklist_id: ChecklistId, name: str = "", kind: BranchKind | None = None
    ) -> ChecklistId:
        """Begin a draft of one's own with what another checklist says, whosever it is.

        Args:
            checklist_id: What is copied.
            name: Of the copy; as the original's where empty.
            kind: For which branches; as the original's where None.

        Raises:
            RuleError: it was deleted meanwhile.
        """
        with self._store.begin("复制检查表") as uow:
            old = _row(uow.session, checklist_id)
            facts = ChecklistFacts(name or old.name, kind or old.kind, old.criteria, old.note)
            refuse_nameless(facts)
            row = self._put_new(uow, facts, new_key(), 1, self._place.station_id)
            uow.commit()
            return ChecklistId(row.id)

    def save(
        self, checklist_id: ChecklistId, facts: ChecklistFacts, seen: str | None = None
    ) -> ChecklistRow:
        """Keep the whole content of a draft; returns it as it stands then.

        Args:
            checklist_id: Which.
            facts: Everything that is to be kept.
            seen: The ``version`` of the row that the form was filled from.

        Raises:
            RuleError: issued, another office's, gone, changed meanwhile, or without a name.
        """
        refuse_nameless(facts)
        with self._store.begin(f"修改检查表“{facts.name.strip()}”") as uow:
            self._own_draft(uow.session, checklist_id, seen)
            row = living_checklist(uow.session, checklist_id)
            _write(row, facts)
            uow.commit()
        return self.one(checklist_id)

    def issue(self, checklist_id: ChecklistId, seen: str | None = None) -> ChecklistRow:
        """Put a draft in force; from then on it cannot be changed, nor can this be undone.

        What is in force is a row of its own in place of the draft: a change to the draft that
        another PC made meanwhile and that arrives later does not touch it. Where a version of
        the same number was issued meanwhile it becomes the next one. Returns the row in force.

        Raises:
            RuleError: not complete (every reason is named), issued, another office's, gone or
                changed meanwhile.
        """
        with self._store.begin("启用检查表") as uow:
            draft = self._own_draft(uow.session, checklist_id, seen)
            refuse_incomplete(draft)
            line = _rows(uow.session, Checklist.line_key == uuid.UUID(draft.line))
            living_checklist(uow.session, checklist_id).deleted = True
            facts = ChecklistFacts(draft.name, draft.kind, draft.criteria, draft.note)
            number = free_number(line, draft)
            row = self._put_new(uow, facts, uuid.UUID(draft.line), number, draft.station_id)
            row.issued_on = self._clock().date()
            uow.commit()
            issued = ChecklistId(row.id)
        return self.one(issued)

    def new_version(self, checklist_id: ChecklistId) -> ChecklistId:
        """Begin the next version of an issued checklist; codes stay, so that years compare.

        Raises:
            RuleError: a draft of it is there already, it is none itself, another office's or gone.
        """
        with self._store.begin("制作检查表的新版本") as uow:
            old = _row(uow.session, checklist_id)
            refuse_foreign(old, self._place.station_id)
            line = _rows(uow.session, Checklist.line_key == uuid.UUID(old.line))
            refuse_second_draft(line, old)
            facts = ChecklistFacts(old.name, old.kind, old.criteria, old.note)
            number = max(row.version_number for row in line) + 1
            row = self._put_new(uow, facts, uuid.UUID(old.line), number, old.station_id)
            uow.commit()
            return ChecklistId(row.id)

    def remove(self, checklist_id: ChecklistId) -> Changed:
        """Take a draft off the list. Can be undone.

        Raises:
            RuleError: issued, used by a round, another office's or gone.
        """
        with self._store.begin("删除检查表草稿") as uow:
            row = self._own_draft(uow.session, checklist_id, None)
            if row.rounds:
                raise RuleError(
                    f"检查表“{row.label}”正被 {row.rounds} 个轮次使用，没有删除。",
                    hint="请先在轮次设置里换一份检查表。",
                )
            living_checklist(uow.session, checklist_id).deleted = True
            uow.commit()
        return Changed.STANDARD

    def export(self, checklist_id: ChecklistId, target: Path) -> int:
        """Write one version as a workbook that imports back exactly; returns its criteria.

        Raises:
            FileError: the target cannot be written; it is then as it was before.
            RuleError: it was deleted meanwhile.
        """
        row = self.one(checklist_id)
        write_checklist(target, ChecklistFacts(row.name, row.kind, row.criteria, row.note))
        return len(row.criteria)

    def _own_draft(
        self, session: Session, checklist_id: ChecklistId, seen: str | None
    ) -> ChecklistRow:
        row = _row(session, checklist_id)
        refuse_foreign(row, self._place.station_id)
        refuse_issued(row)
        refuse_seen_otherwise(row, seen)
        return row

    def _put_new(
        self,
        uow: UnitOfWork,
        facts: ChecklistFacts,
        line: uuid.UUID,
        number: int,
        home: StationId | None,
    ) -> Checklist:
        row = Checklist(station_id=home, line_key=line, version=number, issued_on=None)
        _write(row, facts)
        uow.session.add(row)
        return row


def _write(row: Checklist, facts: ChecklistFacts) -> None:
    row.name = facts.name.strip()
    row.kind = facts.kind.value
    row.note = facts.note.strip()
    row.criteria = criteria_to_json(tidied(facts.criteria))


def _row(session: Session, checklist_id: ChecklistId) -> ChecklistRow:
    living_checklist(session, checklist_id)
    (row,) = _rows(session, Checklist.id == checklist_id)
    return row


def _rows(session: Session, *wanted: ColumnElement[bool]) -> list[ChecklistRow]:
    used = _uses(session)
    found = session.execute(
        select(Checklist, Station.name)
        .outerjoin(Station, Station.id == Checklist.station_id)
        .where(Checklist.deleted.is_(False), *wanted)
        .order_by(Checklist.name, Checklist.line_key, Checklist.version.desc(), Checklist.id)
    ).all()
    rows = [_as_row(row, name or "", used[str(row.id)]) for row, name in found]
    return sorted(rows, key=lambda row: (_KINDS[row.kind], row.station_id is not None))


def _as_row(row: Checklist, station: str, rounds: int) -> ChecklistRow:
    return ChecklistRow(
        id=ChecklistId(row.id),
        line=str(row.line_key),
        version_number=row.version,
        kind=BranchKind(row.kind),
        name=row.name,
        note=row.note,
        station_id=None if row.station_id is None else StationId(row.station_id),
        station=station,
        issued_on=row.issued_on,
        criteria=criteria_from_json(row.criteria),
        rounds=rounds,
        version=row.sync_v,
    )


def _uses(session: Session) -> Counter[str]:
    """How many rounds use each version; a year has few rounds."""
    kept = session.scalars(
        select(StandardRound.checklists).where(StandardRound.deleted.is_(False))
    )
    return Counter(str(key) for checklists in kept for key in set(checklists.values()))
