"""修改记录 wherever records are: a line in the menu of their table, or of one field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from PySide6.QtWidgets import QWidget

from jyguide.history.names import TABLES, column_name, table_name
from ui.desk import Desk
from ui.history.record_dialog import Subject, offer_record, open_record
from ui.widgets import Form, RowTable
from ui.widgets.upwards import at_work_above

if TYPE_CHECKING:
    from jyguide.app import Application

Row = TypeVar("Row")
Which = tuple[UUID, str]
"""A record's key, and what it is called."""


class Records:
    """Opens the history of records; the window has one while its data is open."""

    def __init__(self, desk: Desk, app: Application) -> None:
        """Of `app` nothing is asked before somebody looks: the start does without its history."""
        self._desk = desk
        self._app = app

    def open(self, subject: Subject, parent: QWidget) -> None:
        """Show what became of a record, over the widget that asked."""
        open_record(self._desk, self._app.history, subject, parent)


def records_of(widget: QWidget | None) -> Records | None:
    """The window's, found upwards; None where a widget stands alone."""
    at_work = at_work_above(widget)
    return None if at_work is None else at_work.records


def tell_history(table: RowTable[Row], kind: str, which: Callable[[Row], Which]) -> None:
    """Offer the history of the row selected, by right click and Ctrl+H.

    Args:
        table: Its rows are records.
        kind: The name of their table in the database.
        which: Of a row, its key and what it is called.
    """

    def ask() -> None:
        rows = table.selected_rows()
        if len(rows) == 1:
            key, name = which(rows[0])
            _open(table, Subject(kind, key, f"{table_name(kind)}“{name}”"))

    offer_record(table, ask)


def tell_fields(
    form: Form, kind: str, which: Which, renamed: Mapping[str, tuple[str, str]] | None = None
) -> None:
    """Offer the history of each field of a form by itself, by right click and Ctrl+H.

    Args:
        form: Of one record; a row is a field if its name is one of the record's columns.
        kind: The name of the record's table.
        which: Its key and what it is called.
        renamed: Rows that have another name, with the table and column they show.
    """
    key, name = which
    for field, row in form.rows():
        table, column = (renamed or {}).get(field, (kind, field))
        if table in TABLES and column in TABLES[table].columns:
            label = f"{table_name(kind)}“{name}”的{column_name(table, column)}"
            subject = Subject(kind, key, label, (table_name(table), column))
            row.tell_history(partial(_open, row, subject))


def _open(widget: QWidget, subject: Subject) -> None:
    if (records := records_of(widget)) is not None:
        records.open(subject, widget.window())
