"""The grid as a workbook of four sheets: empty to be filled in, or with what is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from jyguide.exchange.workbook import CellValue
from jyguide.grid.import_row import named
from jyguide.grid.import_spec import SPECS, SheetKind
from jyguide.grid.kinds import GRID_LEVEL_NAMES, TARGET_KIND_NAMES
from jyguide.grid.link import CentreRow, TargetRow, VanguardRow
from jyguide.grid.unit import UnitRow
from jyguide.masking import masked_phone, numbers_masked
from jyguide.progress import CancelToken, Progress

_STEP = 100
"""Rows between two looks at whether to go on."""
_Cells = Sequence[CellValue]


@dataclass(frozen=True, slots=True)
class GridRows:
    """What is written into the four sheets."""

    units: Sequence[UnitRow] = ()
    centres: Sequence[CentreRow] = ()
    vanguards: Sequence[VanguardRow] = ()
    targets: Sequence[TargetRow] = ()

    @property
    def count(self) -> int:
        return sum(map(len, (self.units, self.centres, self.vanguards, self.targets)))


def write_forms(target: Path, notes: Sequence[str]) -> None:
    """Write the four sheets empty, with drop-down lists and a sheet of explanations.

    Raises:
        FileError: the target cannot be written.
    """
    from jyguide.exchange.table.writing import write_templates  # noqa: PLC0415 - seldom needed

    write_templates(target, [(spec, kind.value) for kind, spec in SPECS.items()], notes)


def write_book(target: Path, rows: GridRows, progress: Progress, cancel: CancelToken) -> None:
    """Write what is kept, phones masked, so that it imports again.

    Raises:
        FileError: the target cannot be written; it is then as it was before.
        Cancelled: the user pressed cancel; the target is as it was before.
    """
    from jyguide.exchange.table.writing import write_tables  # noqa: PLC0415 - seldom needed

    done = count(1)

    def watched(rows_: Iterable[_Cells]) -> Iterator[_Cells]:
        for row in rows_:
            if (at := next(done)) % _STEP == 0:
                progress.step(at, rows.count, "正在写出网格名单")
                cancel.check()
            yield row

    cells = {
        SheetKind.UNITS: map(_unit, rows.units),
        SheetKind.CENTRES: map(_centre, rows.centres),
        SheetKind.VANGUARDS: map(_vanguard, rows.vanguards),
        SheetKind.TARGETS: map(_target, rows.targets),
    }
    write_tables(
        target, [(spec, kind.value, watched(cells[kind])) for kind, spec in SPECS.items()]
    )


def _unit(row: UnitRow) -> _Cells:
    level, above = GRID_LEVEL_NAMES[row.level], "/".join(row.path[:-1])
    return (
        level,
        row.name,
        row.code,
        above,
        row.leader,
        masked_phone(row.leader_phone),
        numbers_masked(row.note),
    )


def _centre(row: CentreRow) -> _Cells:
    village = row.path[1] if len(row.path) > 1 else ""
    where = "/".join(row.path)
    return (
        row.name,
        where,
        village,
        row.masked_phone,
        numbers_masked(row.address),
        numbers_masked(row.note),
    )


def _vanguard(row: VanguardRow) -> _Cells:
    return (row.name, row.code, "/".join(row.path), row.masked_phone, numbers_masked(row.note))


def _target(row: TargetRow) -> _Cells:
    return (
        TARGET_KIND_NAMES[row.kind],
        row.name,
        row.code,
        "/".join(row.path),
        row.masked_phone,
        numbers_masked(row.address),
        row.people,
        named(row.vanguard, row.vanguard_code),
        row.held_since,
        numbers_masked(row.note),
    )
