"""Use cases of rosters: read, compare, import, export."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.keys import new_key
from db.models import Instructor, Person
from db.uow import Store, UnitOfWork
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.exchange.table.outline import read_outline
from jyguide.exchange.table.plan import (
    PLAIN,
    Change,
    Decision,
    Fate,
    PlannedRow,
    TablePlan,
    TableResult,
    result_of,
)
from jyguide.exchange.table.service import LayoutMemory
from jyguide.exchange.table.source import TableSource
from jyguide.exchange.table.subject import write_refused
from jyguide.ids import ActionId, PersonId, StationId
from jyguide.pause import collector_paused
from jyguide.people.person import InstructorKind, PersonFacts
from jyguide.people.posting import PostingRow, Transfer
from jyguide.people.roster_fields import PLACE, RosterField, roster_spec
from jyguide.people.roster_import import Surroundings, by_number, plan_import
from jyguide.people.roster_person import as_person
from jyguide.people.service.moving import move, organisation_name
from jyguide.people.service.organisation_rows import read_rows, read_tree, received_at
from jyguide.people.service.people import (
    PeopleService,
    found_people,
    person_columns,
    person_row,
    set_kind,
)
from jyguide.people.service.postings import begin_term, terms_of
from jyguide.place import Place
from jyguide.progress import CancelToken, Progress, Silent

if TYPE_CHECKING:
    from jyguide.exchange.table.header import ColumnMap
    from jyguide.exchange.table.outline import Remembered
    from jyguide.exchange.table.spec import TableSpec
    from jyguide.people.organisation import OrganisationRow
    from jyguide.people.row import PersonRow

_CHUNK = 500
"""Keys in one ``IN (…)``: below the 999 parameters of older SQLite."""
_SHEET = "指导员花名册"
_NOTES = (
    "在“指导员花名册”中每人填一行，从第 2 行开始；带 * 的列必填。",
    "列的顺序可以调整，用不到的列可以删去，表头文字请保留。",
    "日期可以写成 1998-03-22、1998.3.22、1998/3/22、1998年3月22日 或 19980322。",
    "填好后保存，在“人员 - 导入”中选择这个文件；有问题的行会连同原因列出，改正后可再次导入。",
)


class RosterService:
    """Everything the program does with lists of people in files."""

    def __init__(self, store: Store, place: Place, clock: Clock, people: PeopleService) -> None:
        self._store = store
        self._place = place
        self._clock = clock
        self._people = people
        self._layouts = LayoutMemory(store, "roster")

    def spec(self) -> TableSpec:
        """What a roster consists of here, with the stations there are."""
        return roster_spec([name for _, name in self._people.stations()])

    def layouts(self) -> Remembered:
        """How layouts were put right by hand before."""
        return self._layouts.recall()

    def mapping_remembered(self, source: TableSource) -> ColumnMap | None:
        """The columns of a list whose layout was put right by hand before; None for any other.

        Raises:
            FileError: it cannot be read as a roster.
        """
        layouts = self._layouts.recall()
        outline = read_outline(source, self.spec(), layouts) if layouts else None
        if outline is None or not outline.by_memory:
            return None
        return outline.mapping(outline.header_row, outline.columns_of(outline.header_row))

    @collector_paused()
    def plan_roster(
        self,
        source: Path | TableSource,
        mapping: ColumnMap | None = None,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> TablePlan:
        """Read a roster and compare it with the database; writes nothing.

        Raises:
            FileError: it cannot be read as a roster.
        """
        known, unnumbered = by_number(self._people.people())
        around = Surroundings(
            spec=self.spec(),
            own_station="" if self._place.is_city else self._place.station_name,
            today=self._clock().date(),
            known=known,
            unnumbered=unnumbered,
            organisations=self._tree(),
        )
        if isinstance(source, Path):
            source = TableSource(source)
        return plan_import(source, around, mapping, progress or Silent(), cancel or CancelToken())

    @collector_paused()
    def import_roster(
        self,
        plan: TablePlan,
        decision: Decision = PLAIN,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> TableResult:
        """Write what a plan found, as decided: all of it in one action, or nothing.

        Raises:
            RuleError: the list has changed since the plan was made.
            Cancelled: the user pressed cancel; nothing is written.
        """
        cancel = cancel or CancelToken()
        progress = progress or Silent()
        station_ids = {name: key for key, name in self._people.stations()}
        rows = plan.sorted_out(decision)
        new = [as_person(decision.values(row)) for row in rows[Fate.NEW]]
        updates = rows[Fate.UPDATE]
        with self._store.begin(f"导入花名册“{plan.source.name}”") as uow:
            _refuse_stale(uow.session, plan, new, updates)
            _refuse_lost_places(uow.session, plan, decision)
            _insert_people(uow, new, station_ids)
            cancel.check()
            people = _people_of(uow.session, updates)
            writing = _Writing(uow, self._clock().date(), plan.source.name, station_ids)
            writing.look_up(updates, decision)
            for done, row in enumerate(updates, start=1):
                cancel.check()
                writing.write(people[row.known.id], row, decision.changes(row))
                progress.step(done, len(updates), "更新已有人员")
            self._layouts.keep(uow, plan)
            uow.commit()
            return result_of(plan, decision, ActionId(uow.action_id))

    def _tree(self) -> list[OrganisationRow]:
        with self._store.read() as session:
            return read_rows(session)

    def write_errors(self, plan: TablePlan, target: Path) -> None:
        """Write the refused rows into a workbook that can be corrected and imported again."""
        write_refused(plan, target)

    def write_template(self, target: Path) -> None:
        """Write an empty roster to fill in."""
        from jyguide.exchange.table.writing import write_template  # noqa: PLC0415 - seldom needed

        write_template(target, self.spec(), _SHEET, _NOTES)

    def export(self, target: Path, *, full: bool = False) -> int:
        """Write everybody into a workbook that imports again; returns how many.

        Args:
            target: The file to write.
            full: Whether ID numbers and phones are written out; else they are masked.
        """
        from jyguide.exchange.table.writing import write_table  # noqa: PLC0415 - as above

        rows, spec = self._people.people(), self.spec()
        masked = () if full else (RosterField.ID_NUMBER, RosterField.PHONE)
        shown = (*masked, RosterField.KIND, RosterField.ROLE)
        cells = [
            [
                column.shown(value) if column.key in shown else value
                for column in spec.columns
                for value in (getattr(row, column.key),)
            ]
            for row in rows
        ]
        write_table(target, spec, _SHEET, cells)
        return len(rows)


def _refuse_stale(
    session: Session, plan: TablePlan, new: Sequence[PersonFacts], updates: Sequence[PlannedRow]
) -> None:
    """A plan holds only for the list it was compared with: written twice it would double it."""
    numbers = set(session.scalars(select(Person.id_number).where(Person.deleted.is_(False))))
    come = any(facts.id_number in numbers for facts in new)
    compared: list[PersonRow] = [row.known for row in updates]
    found = found_people(session, "", [row.id for row in compared])
    now = {row.id: row for row in map(person_row, found)}
    changed = any(now[row.id] != row for row in compared)
    if come or changed:
        raise RuleError(
            f"检查“{plan.source.name}”之后，人员名单又有改动，没有导入任何人。",
            hint="请重新检查这个文件，再导入。",
        )


def _refuse_lost_places(session: Session, plan: TablePlan, decision: Decision) -> None:
    """Nobody is put at an organisation that is gone, or another station's by now."""
    rows = plan.rows if decision.suggestions else ()
    found = (row.suggested.get(PLACE) for row in rows)
    places = {one.organisation_id: one for one in found if one is not None}
    tree = read_tree(session).nodes if places else {}
    for key, place in places.items():
        if key not in tree or tree[key].station_id not in (None, place.written.station_id):
            raise RuleError(
                f"检查“{plan.source.name}”之后，组织“{place.label}”又有改动，没有导入任何人。",
                hint="请重新检查这个文件，再导入。",
            )


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
        move(session, person, posting, self._today)


def _station_said(changes: Sequence[Change]) -> bool:
    return any(change.key == RosterField.STATION for change in changes)


def _begins_from(row: PostingRow, day: date) -> bool:
    return row.facts.began_on is not None and row.facts.began_on >= day
