"""A table written into a workbook: asked what of it, written on the worker, told where it lies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QObject, Slot

from jyguide.documents.files import file_faults
from jyguide.exchange.listing import (
    ListColumn,
    Listing,
    free_name,
    list_name,
    write_list,
)
from jyguide.progress import CancelToken, Progress
from ui.documents_folder import documents_folder
from ui.file_written import tell_written
from ui.tables.export_dialog import ExportDialog
from ui.tables.keeper import EXPORT
from ui.tables.place import title_of
from ui.theme import unscaled
from ui.widgets.listed import Listed, Scope
from ui.widgets.row_model import RIGHT, Column

if TYPE_CHECKING:
    from ui.tables.keeper import WindowTables


class ExportHabit(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was chosen last time.

    Attributes:
        scope: Which rows; see `Scope`.
        folder: Where to; "" for the documents.
    """

    scope: Scope = Scope.SHOWN
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be written, and into what."""

    target: Path
    station: str
    title: str
    listed: Listed
    scope: Scope


class Exporting(QObject):
    """One table, asked about once."""

    def __init__(self, tables: WindowTables, table: Any) -> None:
        super().__init__(table)
        self._tables = tables
        self._table = table
        self._listed: Listed = table.listed()
        self._title = title_of(table)

    def ask(self) -> None:
        """Ask which rows and where to; nothing is written before."""
        habit = _habit(self._tables.kept(EXPORT))
        folder = Path(habit.folder) if habit.folder else documents_folder()
        dialog = ExportDialog(self._listed, habit.scope, self._table)
        dialog.show_target(folder if folder.is_dir() else documents_folder(), self._name())
        dialog.folder_wanted.connect(partial(self._choose_folder, dialog))
        dialog.given.connect(self._let)
        dialog.open()

    def _name(self) -> str:
        return list_name(self._station(), self._title, self._tables.app.clock().date())

    def _station(self) -> str:
        place = self._tables.app.place
        return place.station_name if place.is_city else f"{place.station_name}指导站"

    def _choose_folder(self, dialog: ExportDialog) -> None:
        folder = self._tables.desk.alerts.choose_folder("导出到哪个文件夹")
        if folder is not None:
            dialog.show_target(folder, self._name())

    @Slot(str, Path)
    def _let(self, scope: Scope, folder: Path) -> None:
        habit = ExportHabit(scope, "" if folder == documents_folder() else str(folder))
        self._tables.keep(EXPORT, msgspec.json.encode(habit).decode())
        self._listed.let(scope, partial(self._write, scope, folder))

    def _write(self, scope: Scope, folder: Path) -> None:
        order = Order(folder / self._name(), self._station(), self._title, self._listed, scope)
        texts = (
            list(_texts(order.listed, order.listed.read(scope))) if self._listed.at_once else None
        )
        self._tables.desk.act(
            self,
            partial(write_order, order, texts),
            self._tell,
            title=f"正在导出{self._title}",
        )

    def _tell(self, target: Path) -> None:
        tell_written(self._table, target, f"已导出到“{target.name}”。")


def write_order(
    order: Order,
    texts: Sequence[Sequence[str]] | None,
    progress: Progress,
    cancel: CancelToken,
) -> Path:
    """Write it under the first free name; called on the worker.

    Args:
        order: What is to be written.
        texts: Of its cells, where they were read before.
        progress: Told how far it has come.
        cancel: Asked between rows.

    Returns:
        Where it lies.
    """
    listed = order.listed
    with file_faults(order.target):
        target = free_name(order.target)
    listing = Listing(
        station=order.station,
        title=order.title,
        columns=list_columns(listed),
        rows=_texts(listed, listed.read(order.scope)) if texts is None else texts,
        count=listed.counts[order.scope] or 0,
    )
    write_list(target, listing, progress, cancel)
    return target


def list_columns(listed: Listed) -> list[ListColumn]:
    """Heads and widths; digits that stand to the right are numbers, unless they are a code."""
    return [
        ListColumn(column.title, unscaled(width), _has_numbers(column))
        for column, width in zip(listed.columns, listed.widths, strict=True)
    ]


def _has_numbers(column: Column[Any]) -> bool:
    return column.align is RIGHT and not column.mono


def _texts(listed: Listed, rows: Iterable[Any]) -> Iterator[Sequence[str]]:
    read: list[Callable[[Any], str]] = [column.text for column in listed.columns]
    return ([text(row) for text in read] for row in rows)


def _habit(text: str) -> ExportHabit:
    with suppress(msgspec.MsgspecError, ValueError):
        return msgspec.json.decode(text, type=ExportHabit)
    return ExportHabit()
