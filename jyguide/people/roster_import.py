"""What importing a roster would do, compared with the people there are; writes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

from jyguide.exchange.refusal import Refusal
from jyguide.exchange.table.plan import (
    Change,
    Fate,
    PlannedRow,
    TablePlan,
    changes_between,
)
from jyguide.exchange.table.reading import ReadRow, TableFile, Values
from jyguide.ids import PersonId
from jyguide.people.organisation import OrganisationRow
from jyguide.people.organisation_match import Proposal, Written, plain, proposals
from jyguide.people.person import PersonFacts, PersonRole
from jyguide.people.role import suggested_role
from jyguide.people.roster_fields import PLACE, RosterField
from jyguide.people.roster_person import as_person
from jyguide.people.row import PersonRow

_NOBODY = PersonId(UUID(int=0))
"""Whoever is new has no key yet, and to find his organisation none is needed."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a roster is compared with.

    Attributes:
        own_station: The only station whose people belong here; empty in the city's folder.
        known: The people there are, by ID number; one number may stand with several.
        unnumbered: Those without a number, by name.
        organisations: The tree, in which what a roster writes is looked for.
    """

    own_station: str
    known: Mapping[str, Sequence[PersonRow]] = field(default_factory=dict)
    unnumbered: Mapping[str, Sequence[PersonRow]] = field(default_factory=dict)
    organisations: Sequence[OrganisationRow] = ()


def by_number(people: Iterable[PersonRow]) -> tuple[Mapping[str, list[PersonRow]], ...]:
    """People by their ID numbers, and those who have none by their names."""
    known: defaultdict[str, list[PersonRow]] = defaultdict(list)
    unnumbered: defaultdict[str, list[PersonRow]] = defaultdict(list)
    for row in people:
        if row.id_number:
            known[row.id_number].append(row)
        else:
            unnumbered[row.name].append(row)
    return dict(known), dict(unnumbered)


def new_people(plan: TablePlan) -> list[PersonFacts]:
    """Everybody a plan would add, as the roster states him."""
    return [as_person(row.values) for row in plan.sorted_out()[Fate.NEW]]


class RosterComparison:
    """Rows of one file beside the people there are."""

    def __init__(self, around: Surroundings, file: TableFile) -> None:
        self._around = around
        self._file = file
        self._places = _places(around, file)
        self._shared = {number for number, rows in around.known.items() if len(rows) > 1}

    def compare(self, row: ReadRow) -> PlannedRow:
        """One row with its fate."""
        known = self._around.known.get(row.values[RosterField.ID_NUMBER], ())
        here = known[0] if known else None
        if fault := self._foreign(row, here) or self._two(row, known) or self._renamed(row, here):
            return PlannedRow(row.sheet, row.row, row.values, here, faults=(fault,))
        return self._changed(row, here) if here else self._new(row)

    def _new(self, row: ReadRow) -> PlannedRow:
        values, derived = row.values, row.derived
        if not values.get(RosterField.STATION):
            values = {**values, RosterField.STATION: self._around.own_station}
            derived |= {RosterField.STATION}
        return PlannedRow(
            row.sheet,
            row.row,
            values,
            derived=derived,
            suggested=self._suggested(values, None),
            note=self._namesake(values),
        )

    def _changed(self, row: ReadRow, known: PersonRow) -> PlannedRow:
        suggested = self._suggested(row.values, known)
        changes = changes_between(row.values, partial(_kept, known), suggested)
        moved = next((c for c in changes if c.key == RosterField.STATION and c.before), None)
        changes, note = _leaving(changes, known) if moved else _placed(changes, known)
        return PlannedRow(
            row.sheet,
            row.row,
            row.values,
            known,
            changes,
            row.derived,
            suggested,
            _moving(moved) if moved else "",
            note,
        )

    def _suggested(self, values: Values, known: PersonRow | None) -> dict[str, Any]:
        """What a post and the name of an organisation let one guess, where nothing is said."""
        post = values.get(RosterField.POST) or (known.post if known else "")
        where = _where(values, known)
        found: dict[str, Any] = {}
        if post and not (values.get(RosterField.ROLE) or (known and known.role)):
            role = suggested_role(post, where)
            found |= {RosterField.ROLE: role} if role is not PersonRole.NONE else {}
        if where and not (known and known.organisation_id):
            place = self._places.get((where, _station(values, known, self._around)))
            found |= {PLACE: place} if place else {}
        return found

    def _foreign(self, row: ReadRow, known: PersonRow | None) -> Refusal | None:
        """A person who does not belong into this folder."""
        station, own = row.values.get(RosterField.STATION, ""), self._around.own_station
        if own and station and station != own:
            reason = f"是“{station}”的人员，这台电脑只管“{own}”；请在该站或市级导入"
        elif not own and not station and known is None:
            reason = "没有写所在指导站，市级导入时必须写明"
        else:
            return None
        return self._refusal(row, RosterField.STATION, reason)

    def _two(self, row: ReadRow, known: Sequence[PersonRow]) -> Refusal | None:
        """Several people of the list under one number: which is meant nobody can say here."""
        if row.values[RosterField.ID_NUMBER] not in self._shared:
            return None
        whom = "和".join(f"“{one.name}”（{one.station}）" for one in known)
        reason = f"名单上有 {len(known)} 个人用这个身份证号：{whom}，请先核对、合并，再导入这一行"
        return self._refusal(row, RosterField.ID_NUMBER, reason)

    def _renamed(self, row: ReadRow, known: PersonRow | None) -> Refusal | None:
        """The ID number of somebody who goes by another name: more often a slip than a new name.

        Taken for an update it would overwrite that person with somebody else's facts.
        """
        if known is None or known.name == row.values[RosterField.NAME]:
            return None
        reason = (
            f"身份证号与名单上的“{known.name}”相同，姓名不同，请核对；"
            "确是改名的，请先在“人员”里改姓名"
        )
        return self._refusal(row, RosterField.ID_NUMBER, reason)

    def _refusal(self, row: ReadRow, key: RosterField, reason: str) -> Refusal:
        heading = self._file.heading_of(row.sheet, key)
        return Refusal(row.sheet, row.row, heading, reason, key)

    def _namesake(self, values: Values) -> str:
        """Somebody of this name and station without a number may be the very same."""
        for one in self._around.unnumbered.get(values[RosterField.NAME], ()):
            if one.station == values[RosterField.STATION]:
                return f"名单上已有一位“{one.name}”没有身份证号，可能是同一个人，导入后请核对"
        return ""


def _where(values: Values, known: PersonRow | None) -> str:
    """What his organisation will be called: whoever stays in the tree keeps his place there."""
    kept = known.organisation if known else ""
    station = values.get(RosterField.STATION)
    if known and known.organisation_id and station in ("", None, known.station):
        return kept
    return values.get(RosterField.ORGANISATION) or kept


def _kept(known: PersonRow, key: str) -> Any:
    return getattr(known, key)


def _placed(changes: tuple[Change, ...], known: PersonRow) -> tuple[tuple[Change, ...], str]:
    """Somebody with a place in the tree is moved there, not by what a roster calls it."""
    said = next((c for c in changes if c.key == RosterField.ORGANISATION), None)
    if said is None or known.organisation_id is None:
        return changes, ""
    rest = tuple(change for change in changes if change is not said)
    if plain(said.after) == plain(known.organisation):
        return rest, ""
    note = f"文件里的党组织是“{said.after}”；他在组织树中属于“{known.organisation}”，没有改动"
    return rest, note


def _leaving(changes: tuple[Change, ...], known: PersonRow) -> tuple[tuple[Change, ...], str]:
    """Whoever comes to another station leaves the tree of his own."""
    if known.organisation_id is None:
        return changes, ""
    return changes, f"他在组织树中属于“{known.organisation}”，调走后不再属于它"


def _station(values: Values, known: PersonRow | None, around: Surroundings) -> str:
    here = known.station if known else around.own_station
    return values.get(RosterField.STATION) or here


def _places(around: Surroundings, file: TableFile) -> dict[tuple[str, str], Proposal]:
    """Where in the tree the organisations of a roster are, by what is written and the station."""
    stations = {row.station: row.station_id for row in around.organisations}
    pairs: dict[tuple[str, str], None] = {}
    for row in file.good if around.organisations else ():
        known = next(iter(around.known.get(row.values[RosterField.ID_NUMBER], ())), None)
        pairs[_where(row.values, known), _station(row.values, known, around)] = None
    written = {(text, stations.get(station)): (text, station) for text, station in pairs if text}
    asked = [Written(_NOBODY, "", text, station_id) for text, station_id in written]
    return {
        written[one.written.text, one.written.station_id]: one
        for one in proposals(around.organisations, asked)
    }


def _moving(change: Change) -> str:
    return (
        f"名单上他在“{change.before}”，文件里写的是“{change.after}”；"
        f"确已调到“{change.after}”的，请为这一行选“更新”，按今天调动登记；"
        "要写别的日期，请在“人员”里用“调动”"
    )
