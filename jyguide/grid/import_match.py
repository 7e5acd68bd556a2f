"""A workbook of the grid beside what is kept: what importing it would do, row by row.

Pure: what is kept is handed in. A row that cannot be taken in says which column and why.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from jyguide.exchange.refusal import Refusal
from jyguide.exchange.table.plan import Change, Place, PlannedRow, changes_between
from jyguide.exchange.table.reading import ReadRow
from jyguide.grid.import_row import PATH, Matched, Path, changed
from jyguide.grid.import_spec import HIDDEN, GridTableFile, SheetKind
from jyguide.grid.import_targets import TargetMatching
from jyguide.grid.import_units import UnitFinder, UnitPlacing
from jyguide.grid.import_vanguards import VanguardMatching
from jyguide.grid.kinds import GridLevel
from jyguide.grid.link import CentreRow, TargetRow, VanguardRow, own_grid_fault
from jyguide.grid.unit import LEVELS, UnitRow

HIDDEN_PHONE = "电话隐去了中间几位，没有导入，请以后补填"
_UNIT_FACTS = ("code", "leader", "phone", "note")
_VILLAGE_AT = LEVELS.index(GridLevel.VILLAGE)


@dataclass(frozen=True, slots=True)
class GridKept:
    """What the grid holds already."""

    units: Sequence[UnitRow] = ()
    centres: Sequence[CentreRow] = ()
    vanguards: Sequence[VanguardRow] = ()
    targets: Sequence[TargetRow] = ()


@dataclass
class GridMatching:
    """Every good row of a workbook with its fate.

    Attributes:
        rows: By sheet and row number.
    """

    file: GridTableFile
    kept: GridKept
    today: date
    rows: dict[Place, PlannedRow] = field(default_factory=dict)

    def __post_init__(self) -> None:
        sorted_out: defaultdict[SheetKind, list[ReadRow]] = defaultdict(list)
        self._hidden: set[Place] = set()
        for row in self.file.good:
            sorted_out[self.file.kinds[row.sheet]].append(self._unmasked(row))
        self._match_units(sorted_out[SheetKind.UNITS])
        self._match_centres(sorted_out[SheetKind.CENTRES])
        vanguards = VanguardMatching(
            sorted_out[SheetKind.VANGUARDS], self.kept.vanguards, self._finder
        )
        for row, matched in vanguards.matched:
            self._keep(row, matched)
        targets = TargetMatching(self.kept.targets, self._finder, vanguards.holders, self.today)
        for row, matched in targets.match(sorted_out[SheetKind.TARGETS]):
            self._keep(row, matched)

    def _match_units(self, rows: Sequence[ReadRow]) -> None:
        known = {unit.path: unit for unit in self.kept.units}
        placing = UnitPlacing(rows, self.kept.units)
        refused = set()
        for row, placed in zip(rows, placing.placed, strict=True):
            if placed.path is None:
                refused.add(row.values["name"])
                self._keep(row, Matched(row.values, fault=placed.fault))
                continue
            values = {**row.values, PATH: placed.path}
            unit = known.get(placed.path)
            self._keep(row, Matched(values, unit, _unit_changes(values, unit) if unit else ()))
        self._finder = UnitFinder(placing.units, refused)

    def _match_centres(self, rows: Sequence[ReadRow]) -> None:
        known = {(one.path, one.name): one for one in self.kept.centres}
        seen: dict[tuple[Path, str], int] = {}
        for row in rows:
            self._keep(row, self._centre(row, known, seen))

    def _centre(
        self,
        row: ReadRow,
        known: Mapping[tuple[Path, str], CentreRow],
        seen: dict[tuple[Path, str], int],
    ) -> Matched:
        path, reason = self._finder.find(row.values["unit"])
        if path is None:
            return Matched(row.values, fault=("unit", reason))
        village = path[_VILLAGE_AT] if len(path) > _VILLAGE_AT else ""
        named = row.values.get("village") or ""
        fault = own_grid_fault(path[-1], self._finder.level(path), village, named)
        if fault[0]:
            return Matched(row.values, fault=fault)
        identity = (path, row.values["name"])
        first = seen.setdefault(identity, row.row)
        if first != row.row:
            said = f"与第 {first} 行是同一户，只保留一行"
            return Matched(row.values, fault=("name", said), double=True)
        one = known.get(identity)
        values = {**row.values, PATH: path}
        return Matched(values, one, changed(values, one, path) if one else ())

    def _unmasked(self, row: ReadRow) -> ReadRow:
        """Without a phone that says nothing; of whom is remembered."""
        if row.values.get("phone") != HIDDEN:
            return row
        self._hidden.add((row.sheet, row.row))
        return replace(row, values={**row.values, "phone": ""})

    def _keep(self, row: ReadRow, matched: Matched) -> None:
        place = (row.sheet, row.row)
        values = dict(matched.values)
        key, reason = matched.fault
        if not reason:
            lost = matched.known is None and place in self._hidden
            note = HIDDEN_PHONE if lost else ""
            self.rows[place] = PlannedRow(
                *place, values, matched.known, matched.changes, note=note
            )
            return
        heading = self.file.heading_of(row.sheet, key)
        fault = Refusal(*place, heading, reason, key, matched.double)
        self.rows[place] = PlannedRow(*place, values, faults=(fault,))


def _unit_changes(values: Mapping[str, Any], unit: UnitRow) -> tuple[Change, ...]:
    stated = {key: values[key] for key in _UNIT_FACTS if key in values}

    def kept(key: str) -> Any:
        return unit.leader_phone if key == "phone" else getattr(unit, key)

    return changes_between(stated, kept)
