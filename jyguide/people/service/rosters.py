"""Use cases of rosters: read, compare, import, export."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from db.keys import new_key
from db.models import Instructor, Person
from db.uow import Store, UnitOfWork
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.exchange.refusal import Refusal
from jyguide.ids import ActionId, StationId
from jyguide.pause import collector_paused
from jyguide.people.service.people import (
    PeopleService,
    found_people,
    person_columns,
    person_row,
    write_person,
)
from jyguide.place import Place
from jyguide.progress import CancelToken, Progress, Silent

if TYPE_CHECKING:
    from jyguide.people.roster_columns import ColumnMap
    from jyguide.people.roster_import import RosterPlan


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import of a roster did.

    Attributes:
        action_id: What ``HistoryService.undo`` takes; None when nothing was written.
    """

    imported: int
    updated: int
    unchanged: int
    refused: tuple[Refusal, ...]
    action_id: ActionId | None


class RosterService:
    """Everything the program does with lists of people in files."""

    def __init__(self, store: Store, place: Place, clock: Clock, people: PeopleService) -> None:
        self._store = store
        self._place = place
        self._clock = clock
        self._people = people

    @collector_paused()
    def plan_roster(
        self,
        path: Path,
        mapping: ColumnMap | None = None,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> RosterPlan:
        """Read a roster and compare it with the database; writes nothing.

        Raises:
            FileError: the file cannot be read as a roster.
        """
        from jyguide.people.roster_import import (  # noqa: PLC0415 - reading files is not for starting
            Surroundings,
            plan_import,
        )

        around = Surroundings(
            known={row.id_number: row for row in self._people.people() if row.id_number},
            stations=[name for _, name in self._people.stations()],
            own_station="" if self._place.is_city else self._place.station_name,
            today=self._clock().date(),
        )
        return plan_import(path, around, mapping, progress or Silent(), cancel or CancelToken())

    @collector_paused()
    def import_roster(
        self, plan: RosterPlan, progress: Progress | None = None, cancel: CancelToken | None = None
    ) -> ImportResult:
        """Write what a plan found, all of it in one action or nothing.

        Raises:
            RuleError: the list has changed since the plan was made.
            Cancelled: the user pressed cancel; nothing is written.
        """
        cancel = cancel or CancelToken()
        progress = progress or Silent()
        station_ids = {name: key for key, name in self._people.stations()}
        with self._store.begin(f"导入花名册“{plan.source.name}”") as uow:
            _refuse_stale(uow.session, plan)
            _insert_people(uow, plan, station_ids)
            cancel.check()
            for done, (person_id, facts) in enumerate(plan.updates, start=1):
                cancel.check()
                write_person(uow, person_id, station_ids[facts.station], facts)
                progress.step(done, len(plan.updates), "更新已有人员")
            uow.commit()
            wrote = bool(plan.new or plan.updates)
            return ImportResult(
                imported=len(plan.new),
                updated=len(plan.updates),
                unchanged=plan.unchanged,
                refused=plan.refused,
                action_id=ActionId(uow.action_id) if wrote else None,
            )

    def write_errors(self, plan: RosterPlan, target: Path) -> None:
        """Write the refused rows into a workbook that can be corrected and imported again."""
        from jyguide.exchange.error_workbook import (  # noqa: PLC0415 - as in plan_roster
            write_error_workbook,
        )

        write_error_workbook(plan.source, plan.refused, target, plan.file.header_rows)

    def write_template(self, target: Path) -> None:
        """Write an empty roster to fill in."""
        from jyguide.people.roster_template import (  # noqa: PLC0415 - as in plan_roster
            write_roster_template,
        )

        write_roster_template(target, [name for _, name in self._people.stations()])

    def export(self, target: Path, *, full: bool = False) -> int:
        """Write everybody into a workbook that imports again; returns how many.

        Args:
            target: The file to write.
            full: Whether ID numbers and phones are written out; else they are masked.
        """
        from jyguide.people.roster_export import write_roster  # noqa: PLC0415 - as above

        rows = self._people.people()
        write_roster(target, rows, full=full)
        return len(rows)


def _refuse_stale(session: Session, plan: RosterPlan) -> None:
    """A plan holds only for the list it was compared with: written twice it would double it."""
    numbers = set(session.scalars(select(Person.id_number).where(Person.deleted.is_(False))))
    come = any(facts.id_number in numbers for facts in plan.new)
    now = {row.id: row for row in map(person_row, _by_keys(session, plan))}
    changed = any(now[row.id] != row for row in plan.compared)
    if come or changed:
        raise RuleError(
            f"检查“{plan.source.name}”之后，人员名单又有改动，没有导入任何人。",
            hint="请重新检查这个文件，再导入。",
        )


def _by_keys(session: Session, plan: RosterPlan) -> Iterator[Row[*tuple[Any, ...]]]:
    """Everybody the plan would update, as he stands now."""
    return found_people(session, "", [row.id for row in plan.compared])


def _insert_people(
    uow: UnitOfWork, plan: RosterPlan, station_ids: Mapping[str, StationId]
) -> None:
    keys = [new_key() for _ in plan.new]
    uow.add_many(
        Person,
        [
            {"id": key, "station_id": station_ids[facts.station], **person_columns(facts)}
            for key, facts in zip(keys, plan.new, strict=True)
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
            for key, facts in zip(keys, plan.new, strict=True)
            if facts.kind
        ],
    )
