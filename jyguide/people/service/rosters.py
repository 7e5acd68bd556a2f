"""Use cases of rosters: read, compare, import, export."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.keys import new_key
from db.models import Instructor, Person
from db.uow import Store, UnitOfWork
from jyguide.access.disclosing import Disclosing
from jyguide.access.disclosure import DisclosureKind
from jyguide.clock import Clock
from jyguide.exchange.table.plan import Change, Compare, Decision, PlannedRow
from jyguide.exchange.table.reading import RowRules, TableFile
from jyguide.exchange.table.service import ListFiles, ListWords, Taking
from jyguide.exchange.table.spec import TableColumn, TableSpec
from jyguide.exchange.workbook import CellValue
from jyguide.ids import OrganisationId, PersonId, StationId
from jyguide.masking import MASKS
from jyguide.people.organisation_match import Proposal
from jyguide.people.person import InstructorKind, PersonFacts
from jyguide.people.posting import PostingRow, Transfer
from jyguide.people.roster_fields import PLACE, RosterField, roster_spec
from jyguide.people.roster_import import RosterComparison, Surroundings, by_number
from jyguide.people.roster_person import as_person
from jyguide.people.roster_rows import roster_rules
from jyguide.people.row import PersonRow
from jyguide.people.service.moving import Move, move, organisation_name
from jyguide.people.service.organisation_rows import read_rows, read_tree, received_at
from jyguide.people.service.people import PeopleService, set_kind
from jyguide.people.service.people_rows import found_people, person_columns, person_row
from jyguide.people.service.postings import begin_term, terms_of
from jyguide.place import Place

_CHUNK = 500
"""Keys in one ``IN (…)``: below the 999 parameters of older SQLite."""
_IN_WORDS = (RosterField.KIND, RosterField.ROLE)
_NOTES = (
    "在“指导员花名册”中每人填一行，从第 2 行开始；带 * 的列必填。",
    "列的顺序可以调整，用不到的列可以删去，表头文字请保留。",
    "日期可以写成 1998-03-22、1998.3.22、1998/3/22、1998年3月22日 或 19980322。",
    "填好后保存，在“人员 - 导入”中选择这个文件；有问题的行会连同原因列出，改正后可再次导入。",
)


class RosterService(ListFiles):
    """Everything the program does with lists of people in files."""

    words = ListWords("导入花名册“{}”", "人员名单又有改动，没有导入任何人", "指导员花名册", _NOTES)

    def __init__(
        self,
        store: Store,
        place: Place,
        clock: Clock,
        people: PeopleService,
        disclosures: Disclosing,
    ) -> None:
        super().__init__(store, "roster")
        self.reporting_to(disclosures)
        self._told = disclosures
        self._place = place
        self._clock = clock
        self._people = people

    def spec(self) -> TableSpec:
        """With the stations there are."""
        return roster_spec([name for _, name in self._people.stations()])

    def rules(self, spec: TableSpec) -> RowRules:
        return roster_rules(spec, self._clock().date())

    def comparing(self, session: Session, spec: TableSpec, file: TableFile) -> Compare:
        del spec
        known, unnumbered = by_number(self._people.people())
        own = "" if self._place.is_city else self._place.station_name
        around = Surroundings(own, known, unnumbered, read_rows(session))
        return RosterComparison(around, file).compare

    def refuse_stale(self, session: Session, taking: Taking) -> None:
        """Only of those who are written: to compare everybody anew would take as long again.

        Raises:
            RuleError: somebody has come or changed, or an organisation that is guessed is gone
                or another station's by now.
        """
        if _come(session, taking) or _changed(session, taking.updates):
            raise self.stale(taking.plan)
        if (place := _lost_place(session, taking)) is not None:
            raise self.stale(taking.plan, f"组织“{place.label}”又有改动，没有导入任何人")

    def write(self, uow: UnitOfWork, taking: Taking) -> None:
        station_ids = {name: key for key, name in self._people.stations()}
        updates = taking.updates
        new = [as_person(taking.decision.values(row)) for row in taking.new]
        _insert_people(uow, new, station_ids)
        taking.cancel.check()
        people = _people_of(uow.session, updates)
        writing = _Writing(uow, self._clock().date(), taking.plan.source.name, station_ids)
        writing.look_up(updates, taking.decision)
        for done, row in enumerate(updates, start=1):
            taking.cancel.check()
            writing.write(people[row.known.id], row, taking.decision.changes(row))
            taking.progress.step(done, len(updates), "更新已有人员")

    def export(self, target: Path, *, full: bool = False) -> int:
        """Write everybody into a workbook that imports again; returns how many.

        Args:
            target: The file to write.
            full: Whether ID numbers and phones are written out; else they are masked.

        Raises:
            PermissionRefused: numbers are wanted by somebody who may not take them out.
            FileError: the target cannot be written; it is then as it was before.
            Cancelled: whoever watches asked to stop; likewise.
        """
        from jyguide.exchange.table.writing import (  # noqa: PLC0415 - seldom needed
            Lines,
            write_table,
        )

        rows, spec = self._people.people(told="正在读取人员"), self.spec()
        if full:
            self._told.record(DisclosureKind.EXPORTED, "导出花名册", len(rows))
        said = _whole if full else _masked
        cells = Lines(lambda row: [said(column, row) for column in spec.columns], rows)
        write_table(target, spec, self.words.sheet, cells)
        return len(rows)


def _whole(column: TableColumn, row: PersonRow) -> CellValue:
    """A cell of the list of everybody with all that is known."""
    value = getattr(row, column.key)
    said: CellValue = column.shown(value) if column.key in _IN_WORDS else value
    return said


def _masked(column: TableColumn, row: PersonRow) -> CellValue:
    """The same without numbers and what gives them away."""
    value = getattr(row, column.key)
    if column.key in MASKS:
        return MASKS[column.key](value)
    if column.key == RosterField.BIRTH and row.id_number:
        return row.masked_birth
    return row.masked_note if column.key == RosterField.NOTE else _whole(column, row)


def _come(session: Session, taking: Taking) -> bool:
    """Whether somebody who is to be added is on the list by now."""
    numbers = set(session.scalars(select(Person.id_number).where(Person.deleted.is_(False))))
    return any(row.values[RosterField.ID_NUMBER] in numbers for row in taking.new)


def _changed(session: Session, updates: Sequence[PlannedRow]) -> bool:
    compared: list[PersonRow] = [row.known for row in updates]
    found = found_people(session, "", [row.id for row in compared])
    now = {row.id: row for row in map(person_row, found)}
    return any(now[row.id] != row for row in compared)


def _lost_place(session: Session, taking: Taking) -> Proposal | None:
    """A place somebody is to be put at that is gone, or another station's by now."""
    rows = taking.plan.rows if taking.decision.suggestions else ()
    found = (row.suggested.get(PLACE) for row in rows)
    places: dict[OrganisationId, Proposal] = {
        one.organisation_id: one for one in found if one is not None
    }
    tree = read_tree(session).nodes if places else {}
    for key, place in places.items():
        if key not in tree or tree[key].station_id not in (None, place.written.station_id):
            return place
    return None


def _insert_people(
    uow: UnitOfWork, new: Sequence[PersonFacts], station_ids: Mapping[str, StationId]
) -> None:
    keys = [new_key() for _ in new]
    uow.add_many(
        Person,
        [
            {"id": key, "station_id": station_ids[facts.station], **person_columns(facts)}
            for key, facts in zip(keys, new, strict=True)
        ],
    )
    uow.add_many(
        Instructor,
        [
            {
                "id": new_key(),
                "person_id": key,
                "station_id": station_ids[facts.station],
                "kind": facts.kind.value,
                "state": "candidate",
            }
            for key, facts in zip(keys, new, strict=True)
            if facts.kind
        ],
    )


def _people_of(session: Session, rows: Sequence[PlannedRow]) -> dict[uuid.UUID, Person]:
    """Everybody to be changed, read together: one by one took a third of the time."""
    keys = [row.known.id for row in rows]
    found: dict[uuid.UUID, Person] = {}
    for start in range(0, len(keys), _CHUNK):
        chosen = select(Person).where(Person.id.in_(keys[start : start + _CHUNK]))
        found |= {person.id: person for person in session.scalars(chosen)}
    return found


class _Writing:
    """Writes about those who are here what a file says otherwise, and nothing else."""

    def __init__(
        self, uow: UnitOfWork, today: date, source: str, station_ids: Mapping[str, StationId]
    ) -> None:
        self._uow = uow
        self._today = today
        self._source = source
        self._station_ids = station_ids
        self._terms: dict[PersonId, list[PostingRow]] = {}
        self._held: list[object] = []

    def look_up(self, rows: Sequence[PlannedRow], decision: Decision) -> None:
        """Read the terms of all who go to another station, together."""
        moving = [row.known.id for row in rows if _station_said(decision.changes(row))]
        self._terms, self._held = terms_of(self._uow.session, moving)

    def write(self, person: Person, row: PlannedRow, changes: Sequence[Change]) -> None:
        known: PersonRow = row.known
        said: dict[str, Any] = {change.key: change.after for change in changes}
        if place := said.pop(PLACE, None):
            said[PLACE] = place.organisation_id
        if role := said.pop(RosterField.ROLE, None):
            said[RosterField.ROLE] = role.value
        if station := said.pop(RosterField.STATION, None):
            self._move(person, said, self._station_ids[station])
        kind = said.pop(RosterField.KIND, None)
        for key, value in said.items():
            setattr(person, key, value)
        if station or kind:
            kept = InstructorKind(known.kind) if known.kind else None
            facts = replace(as_person(row.values), kind=kind or kept)
            station_id = StationId(person.station_id) if person.station_id else None
            set_kind(self._uow, PersonId(known.id), station_id, facts)

    def _move(self, person: Person, said: Mapping[str, Any], station_id: StationId) -> None:
        """From today on he is there; only a term of today or to come is put right instead."""
        session, own = self._uow.session, self._terms[PersonId(person.id)]
        if person.station_id is None or any(_begins_from(row, self._today) for row in own):
            if PLACE not in said and not received_at(session, person.organisation_id, station_id):
                person.organisation = organisation_name(session, person.organisation_id)
                person.organisation_id = None
            person.station_id = station_id
            return
        to = Transfer(
            self._today,
            f"花名册“{self._source}”",
            organisation_id=said.get(PLACE),
            organisation=said.get(RosterField.ORGANISATION),
            post=said.get(RosterField.POST),
        )
        posting = begin_term(session, person, own, to, station_id)
        posting.role = said.get(RosterField.ROLE, posting.role)
        move(session, [Move(person, posting, self._today)])


def _station_said(changes: Sequence[Change]) -> bool:
    return any(change.key == RosterField.STATION for change in changes)


def _begins_from(row: PostingRow, day: date) -> bool:
    return row.facts.began_on is not None and row.facts.began_on >= day
