"""Use cases of the grid's workbook: template, import of all four sheets at once, export."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from db.uow import Store, UnitOfWork
from jyguide.clock import Clock
from jyguide.exchange.table.header import ColumnMap, no_header
from jyguide.exchange.table.plan import Compare, TablePlan, plan_table
from jyguide.exchange.table.reading import TableFile, read_table
from jyguide.exchange.table.service import ListFiles, ListWords, Taking
from jyguide.exchange.table.source import TableSource
from jyguide.exchange.table.spec import TableSpec
from jyguide.exchange.workbook import Sheet
from jyguide.grid.import_book import GridRows, write_book, write_forms
from jyguide.grid.import_match import HIDDEN_PHONE, GridKept, GridMatching
from jyguide.grid.import_spec import (
    SPEC,
    SPECS,
    GridTableFile,
    SheetKind,
    rules_of,
    sheet_kinds,
)
from jyguide.grid.service.import_writing import GridWriting
from jyguide.grid.service.link_rows import read_centres, read_targets, read_vanguards
from jyguide.grid.service.unit_rows import read_tree, unit_rows
from jyguide.ids import GridUnitId
from jyguide.pause import collector_paused
from jyguide.place import Place
from jyguide.progress import CancelToken, Progress, Silent

_NOTES = (
    "一个文件里有四张表：网格、中心户、先锋党员、联系对象；可以只填其中几张，次序随意。",
    "网格表里，上级可以写在下级的后面；其他表里的“所在网格”可以是已有的，也可以是本文件里的。",
    "“先锋党员”一列写姓名或编号，先在对象自己的微网格里找，再到支部、到村里找；同名的写编号。",
    "同一户（户号相同，或同一网格里姓名和住址相同）只由一名先锋党员联系。",
    "已有的不会重复新增，可以选择更新、补充或跳过；换联系人请在程序里移交。",
    "有问题的行会连同原因列出，另存后改正，可以再次导入；导入可以整个撤销。",
)


class GridFileService(ListFiles):
    """Everything the program does with the grid in files."""

    words = ListWords("导入网格“{}”", "网格又有改动，没有导入任何内容", "网格", _NOTES)

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        super().__init__(store, SPEC.purpose)
        self._place = place
        self._clock = clock

    def spec(self) -> TableSpec:
        return SPEC

    @collector_paused()
    def plan(
        self,
        source: Path | TableSource,
        mapping: ColumnMap | None = None,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> TablePlan:
        """Read all sheets of a workbook and compare them with the grid; writes nothing.

        Raises:
            FileError: no sheet of it can be read as one of the grid's.
            Cancelled: the user pressed cancel.
        """
        if isinstance(source, Path):
            source = TableSource(source)
        file = _read(source.sheets(), mapping, progress, cancel)
        with self._store.read() as session:
            compare = self.comparing(session, SPEC, file)
        plan = plan_table(source, file, SPEC, compare, by_hand=mapping is not None)
        lost = sum(row.note == HIDDEN_PHONE for row in plan.rows)
        said = f"有 {lost} 行是新的，{HIDDEN_PHONE}。" if lost else ""
        return replace(plan, remark=said)

    def comparing(self, session: Session, spec: TableSpec, file: TableFile) -> Compare:
        del spec
        assert isinstance(file, GridTableFile)  # noqa: S101 - `plan` made it
        today = self._clock().date()
        matching = GridMatching(file, read_kept(session, today), today)
        rows = matching.rows
        return lambda row: rows[row.sheet, row.row]

    def write(self, uow: UnitOfWork, taking: Taking) -> None:
        """Add and change: units before who belongs to them, holders before whom they contact.

        Raises:
            RuleError: what others rest on is skipped.
        """
        file = taking.plan.file
        assert isinstance(file, GridTableFile)  # noqa: S101 - `plan` made it
        writing = GridWriting(uow, file.kinds, self._place, self._clock().date())
        writing.add(taking.new)
        taking.cancel.check()
        for row in taking.updates:
            writing.change(row, taking.said(row))
        writing.finish()

    def write_template(self, target: Path) -> None:
        """Write an empty workbook of all four sheets to fill in.

        Raises:
            FileError: the target cannot be written.
        """
        write_forms(target, _NOTES)

    def export(
        self,
        target: Path,
        unit_id: GridUnitId | None = None,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> int:
        """Write the grid, or one part of it, so that it imports again; returns how many rows.

        Phones are masked; a masked one that comes back says nothing.

        Raises:
            FileError: the target cannot be written; it is then as it was before.
            Cancelled: the user pressed cancel; the target is as it was before.
        """
        with self._store.read() as session:
            kept = read_kept(session, self._clock().date())
            inside = read_tree(session).below(unit_id) if unit_id else None
        rows = GridRows(
            [one for one in kept.units if inside is None or one.id in inside],
            [one for one in kept.centres if inside is None or one.unit_id in inside],
            [one for one in kept.vanguards if inside is None or one.unit_id in inside],
            [one for one in kept.targets if inside is None or one.unit_id in inside],
        )
        write_book(target, rows, progress or Silent(), cancel or CancelToken())
        return rows.count


def read_kept(session: Session, today: date) -> GridKept:
    """All that rows of a file are compared with; six statements."""
    tree = read_tree(session)
    return GridKept(
        unit_rows(session, tree),
        read_centres(session, tree),
        read_vanguards(session, tree, today),
        read_targets(session, tree),
    )


def _read(
    sheets: Sequence[Sheet],
    mapping: ColumnMap | None,
    progress: Progress | None,
    cancel: CancelToken | None,
) -> GridTableFile:
    kinds = sheet_kinds(sheets)
    files = []
    for kind in SheetKind:
        chosen = [sheet for sheet in sheets if kinds.get(sheet.name) is kind]
        if not chosen:
            continue
        by_hand = _mapping_for(mapping, chosen, SPECS[kind])
        files.append(read_table(chosen, SPECS[kind], rules_of(kind), by_hand, progress, cancel))
    if not files:
        raise no_header(SPEC)
    return _together(sheets, files, kinds)


def _mapping_for(
    mapping: ColumnMap | None, sheets: Sequence[Sheet], spec: TableSpec
) -> ColumnMap | None:
    """Columns put right by hand hold for the sheet they were shown of."""
    if mapping is None or mapping.sheet not in {sheet.name for sheet in sheets}:
        return None
    kept = {key: at for key, at in mapping.columns.items() if key in spec.by_key}
    return replace(mapping, columns=kept)


def _together(
    sheets: Sequence[Sheet], files: Sequence[TableFile], kinds: dict[str, SheetKind]
) -> GridTableFile:
    headers: dict[str, Any] = {}
    cells: dict[Any, Any] = {}
    for file in files:
        headers |= file.sheet_headers
        cells |= file.refused_cells
    first = files[0]
    return GridTableFile(
        good=tuple(row for file in files for row in file.good),
        refused=tuple(fault for file in files for fault in file.refused),
        columns=first.columns,
        headers=first.headers,
        ignored_columns=tuple(dict.fromkeys(t for file in files for t in file.ignored_columns)),
        hidden_sheets=tuple(sheet.name for sheet in sheets if sheet.hidden),
        sheet_headers=headers,
        refused_cells=cells,
        hidden_rows=tuple(place for file in files for place in file.hidden_rows),
        kinds=kinds,
    )
