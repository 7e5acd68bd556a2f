"""What importing a roster would do, compared with the people there are; writes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path

from jyguide.exchange.refusal import Refusal
from jyguide.exchange.workbook import read_workbook
from jyguide.ids import PersonId
from jyguide.people.person import InstructorKind, PersonFacts
from jyguide.people.roster_columns import ColumnMap
from jyguide.people.roster_fields import RosterField
from jyguide.people.roster_rows import RosterFile, RosterRow, parse_roster
from jyguide.people.row import PersonRow
from jyguide.progress import CancelToken, Progress


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One line of the preview.

    Attributes:
        sheet: Name of the sheet it stands on.
        changes: ``(field, old, new)`` for a person who is there already; empty for a new one.
    """

    sheet: str
    row: int
    facts: PersonFacts
    known: bool
    changes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class RosterPlan:
    """What an import would write.

    Attributes:
        updates: Facts to keep for people who are there: what the file leaves out stays.
        compared: Those people as they stood when the plan was made.
        unchanged: How many lines say nothing new.
    """

    source: Path
    file: RosterFile
    lines: tuple[RosterLine, ...]
    new: tuple[PersonFacts, ...]
    updates: tuple[tuple[PersonId, PersonFacts], ...]
    compared: tuple[PersonRow, ...]
    unchanged: int
    refused: tuple[Refusal, ...]

    @property
    def refused_rows(self) -> int:
        """Rows refused: one with several faults counts once."""
        return len({(fault.sheet, fault.row) for fault in self.refused})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a roster is compared with.

    Attributes:
        known: The people there are, by ID number.
        stations: Names of all stations.
        own_station: The only station whose people belong here; empty in the city's folder.
        today: No date in a roster can lie after it.
    """

    known: Mapping[str, PersonRow]
    stations: Sequence[str]
    own_station: str
    today: date


def plan_import(
    path: Path,
    around: Surroundings,
    mapping: ColumnMap | None,
    progress: Progress,
    cancel: CancelToken,
) -> RosterPlan:
    """Read a roster and say what importing it would do; ``mapping`` overrides the headings.

    Raises:
        FileError: the file cannot be read as a roster.
    """
    file = parse_roster(
        read_workbook(path), around.stations, mapping, progress, cancel, around.today
    )
    own_station = around.own_station
    refused = list(file.refused)
    lines = []
    updates = []
    compared = []
    for row in file.good:
        known = around.known.get(row.facts.id_number)
        if fault := _foreign(row, own_station, file) or _other_name(row, known, file):
            refused.append(fault)
            continue
        facts = row.facts if row.facts.station else replace(row.facts, station=own_station)
        line, update = _compare(row, facts, known)
        lines.append(line)
        if update and known:
            updates.append(update)
            compared.append(known)
    return RosterPlan(
        source=path,
        file=file,
        lines=tuple(lines),
        new=tuple(line.facts for line in lines if not line.known),
        updates=tuple(updates),
        compared=tuple(compared),
        unchanged=sum(line.known and not line.changes for line in lines),
        refused=tuple(sorted(refused, key=lambda fault: (fault.sheet, fault.row))),
    )


def _foreign(row: RosterRow, own_station: str, file: RosterFile) -> Refusal | None:
    """A person who does not belong into this folder."""
    station = row.facts.station
    if own_station and station and station != own_station:
        reason = f"是“{station}”的人员，这台电脑只管“{own_station}”；请在该站或市级导入"
    elif not own_station and not station:
        reason = "没有写所在指导站，市级导入时必须写明"
    else:
        return None
    return Refusal(row.sheet, row.row, file.heading_of(row.sheet, RosterField.STATION), reason)


def _other_name(row: RosterRow, known: PersonRow | None, file: RosterFile) -> Refusal | None:
    """The ID number of somebody who goes by another name: a slip far more often than a new name.

    Taken for an update it would overwrite that person with somebody else's facts.
    """
    if known is None or known.name == row.facts.name:
        return None
    reason = (
        f"身份证号与名单上的“{known.name}”相同，姓名不同，请核对；确是改名的，请先在“人员”里改姓名"
    )
    return Refusal(row.sheet, row.row, file.heading_of(row.sheet, RosterField.ID_NUMBER), reason)


def _compare(
    row: RosterRow, facts: PersonFacts, known: PersonRow | None
) -> tuple[RosterLine, tuple[PersonId, PersonFacts] | None]:
    if known is None:
        return RosterLine(row.sheet, row.row, facts, known=False, changes=()), None
    kept = _filled_up(facts, known)
    changes = tuple(
        (name, old, new)
        for name in _FIELDS
        if (old := str(getattr(known, name) or "")) != (new := str(getattr(kept, name) or ""))
    )
    line = RosterLine(row.sheet, row.row, kept, known=True, changes=changes)
    return line, ((known.id, kept) if changes else None)


_FIELDS = tuple(field.name for field in fields(PersonFacts))


def _filled_up(facts: PersonFacts, known: PersonRow) -> PersonFacts:
    """The file's facts, with what it leaves empty taken from what is kept already."""
    missing = {name: getattr(known, name) for name in _FIELDS if not getattr(facts, name)}
    if "kind" in missing:
        missing["kind"] = InstructorKind(known.kind) if known.kind else None
    return replace(facts, **missing)
