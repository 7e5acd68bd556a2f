"""What an import of the grid writes: new rows in four lots, changes one by one."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from db.keys import new_key
from db.models import (
    CentreHousehold,
    ContactTarget,
    GridHandover,
    GridUnit,
    Organisation,
    VanguardMember,
)
from db.uow import UnitOfWork
from jyguide.errors import RuleError
from jyguide.exchange.table.plan import PlannedRow
from jyguide.grid.import_row import HOLDER, PATH
from jyguide.grid.import_spec import SheetKind
from jyguide.grid.link_words import IMPORTED
from jyguide.grid.service.unit_rows import read_units
from jyguide.people.organisation import TOWNSHIPS
from jyguide.people.organisation_match import plain
from jyguide.place import Place

_TABLES = {
    SheetKind.UNITS: GridUnit,
    SheetKind.CENTRES: CentreHousehold,
    SheetKind.VANGUARDS: VanguardMember,
    SheetKind.TARGETS: ContactTarget,
}
_Path = tuple[str, ...]


class GridWriting:
    """One import being written.

    Args:
        uow: Keeps all of it or nothing.
        kinds: By the name of a sheet what its rows are.
        place: Whose grid it is.
        today: From when on those are linked of whom nothing is said.
    """

    def __init__(
        self, uow: UnitOfWork, kinds: Mapping[str, SheetKind], place: Place, today: date
    ) -> None:
        self._uow = uow
        self._kinds = kinds
        self._place = place
        self._today = today
        self._ids: dict[_Path, uuid.UUID | None] = {(): None}
        self._homes: dict[_Path, uuid.UUID | None] = {}
        self._last: dict[_Path, int] = {}
        self._holders: dict[Any, uuid.UUID] = {}
        self._begun: list[dict[str, Any]] = []
        for unit in read_units(uow.session):
            self._ids[unit.path], self._homes[unit.path] = unit.id, unit.station_id
            above = unit.path[:-1]
            self._last[above] = max(self._last.get(above, 0), unit.position)

    def add(self, rows: Sequence[PlannedRow]) -> None:
        """Add what is new."""
        new: defaultdict[SheetKind, list[PlannedRow]] = defaultdict(list)
        for row in rows:
            new[self._kinds[row.sheet]].append(row)
        self._add_units(new[SheetKind.UNITS])
        centres = [self._person(row) for row in new[SheetKind.CENTRES]]
        self._uow.add_many(CentreHousehold, centres)
        self._uow.add_many(VanguardMember, [self._vanguard(r) for r in new[SheetKind.VANGUARDS]])
        self._uow.add_many(ContactTarget, [self._target(row) for row in new[SheetKind.TARGETS]])

    def change(self, row: PlannedRow, said: Mapping[str, Any]) -> None:
        """Change what is kept of a row as was decided."""
        kind = self._kinds[row.sheet]
        kept = self._uow.session.get_one(_TABLES[kind], row.known.id)
        for key, value in said.items():
            if key == "unit":
                kept.unit_id = self._unit(row)  # type: ignore[attr-defined] # units have no such key
            elif key == "vanguard":
                self._link(kept, row)
            elif key == "phone" and kind is SheetKind.UNITS:
                kept.leader_phone = value  # type: ignore[attr-defined] # a unit's
            else:
                setattr(kept, key, value)

    def finish(self) -> None:
        """Write down when those began who had nobody before."""
        self._uow.add_many(GridHandover, self._begun)

    def _link(self, kept: Any, row: PlannedRow) -> None:
        since = row.values.get("since") or self._today
        kept.vanguard_id, kept.held_since = self._holder(row), since
        self._begun.append(
            {
                "id": new_key(),
                "target_id": kept.id,
                "handed_on": since,
                "from_key": None,
                "from_name": "",
                "to_key": kept.vanguard_id,
                "to_name": next(one.after for one in row.changes if one.key == "vanguard"),
                "reason": IMPORTED,
            }
        )

    def _add_units(self, rows: Sequence[PlannedRow]) -> None:
        """Parents before what lies under them, each after the siblings there are."""
        townships = self._townships() if self._place.is_city else {}
        made = []
        for row in sorted(rows, key=lambda row: len(row.values[PATH])):
            values, path = row.values, row.values[PATH]
            above = path[:-1]
            if above not in self._ids:
                raise _rests_on_skipped(values["name"], above[-1])
            key, home = new_key(), self._homes.get(above, self._place.station_id)
            organisation = None
            if not above and self._place.is_city:
                organisation, home = townships.get(plain(values["name"]), (None, None))
            self._ids[path], self._homes[path] = key, home
            self._last[above] = self._last.get(above, 0) + 1
            made.append(
                {
                    "id": key,
                    "station_id": home,
                    "level": values["level"].value,
                    "name": values["name"],
                    "code": values.get("code") or "",
                    "parent_unit_id": self._ids[above],
                    "position": self._last[above],
                    "organisation_key": organisation,
                    "leader": values.get("leader") or "",
                    "leader_phone": values.get("phone") or "",
                    "note": values.get("note") or "",
                }
            )
        self._uow.add_many(GridUnit, made)

    def _townships(self) -> dict[str, tuple[uuid.UUID, uuid.UUID | None]]:
        """By name what a township's unit lies over, and whose it is: the city's import."""
        kinds = [kind.value for kind in TOWNSHIPS]
        found = self._uow.session.execute(
            select(Organisation.name, Organisation.id, Organisation.station_id).where(
                Organisation.kind.in_(kinds), Organisation.deleted.is_(False)
            )
        )
        return {plain(name): (key, station) for name, key, station in found}

    def _person(self, row: PlannedRow) -> dict[str, Any]:
        """What a centre household, a vanguard member and a target have in common."""
        values = row.values
        return {
            "id": new_key(),
            "station_id": self._homes.get(values[PATH]),
            "unit_id": self._unit(row),
            "name": values["name"],
            "phone": values.get("phone") or "",
            "address": values.get("address") or "",
            "note": values.get("note") or "",
        }

    def _vanguard(self, row: PlannedRow) -> dict[str, Any]:
        made = self._person(row)
        del made["address"]
        self._holders[row.place] = made["id"]
        return {**made, "code": row.values.get("code") or "", "left_reason": ""}

    def _target(self, row: PlannedRow) -> dict[str, Any]:
        values = row.values
        holder = self._holder(row)
        return {
            **self._person(row),
            "kind": values["kind"].value,
            "code": values.get("code") or "",
            "people": values.get("people"),
            "vanguard_id": holder,
            "held_since": (values.get("since") or self._today) if holder else None,
            "left_reason": "",
        }

    def _unit(self, row: PlannedRow) -> uuid.UUID:
        path = row.values[PATH]
        key = self._ids.get(path)
        if key is None:
            raise _rests_on_skipped(row.values["name"], path[-1])
        return key

    def _holder(self, row: PlannedRow) -> uuid.UUID | None:
        holder = row.values[HOLDER]
        if holder is None or isinstance(holder, uuid.UUID):
            return holder
        if holder not in self._holders:
            raise _rests_on_skipped(row.values["name"], row.values["vanguard"])
        return self._holders[holder]


def _rests_on_skipped(name: str, other: str) -> RuleError:
    return RuleError(
        f"“{name}”要用到同一文件里的“{other}”，那一行选了跳过，没有导入任何内容。",
        hint="请把那一行也导入，或把用到它的行也选为跳过。",
    )
