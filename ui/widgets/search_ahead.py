"""Reads what rows are searched by before somebody searches, a few at a time.

Fifty thousand rows put into the form they are searched in take a fifth of a second: on the first
letter typed that would be felt, while the field waits for it nobody notices.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from operator import length_hint
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QLineEdit

from ui.widgets.row_search import RowSearch

AT_ONCE = 250
"""Rows for a turn of the event loop: some milliseconds."""
_MANY = 5_000
"""Rows that nobody notices being read while he waits for what he looks for."""


class SearchAhead(QObject):
    """Begins when the search field gets the cursor; belongs to the field."""

    ended = Signal()
    """All are read, or the cursor has left the field."""

    def __init__(
        self, field: QLineEdit, search: RowSearch[Any], rows: Callable[[], Sequence[Any]]
    ) -> None:
        """`rows` gives those that are searched; another list begins anew."""
        super().__init__(field)
        self._field, self._search, self._rows = field, search, rows
        self._of: Sequence[Any] | None = None
        self._left: Iterator[Any] = iter(())
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._go_on)
        field.installEventFilter(self)

    @property
    def reading(self) -> bool:
        """Whether there are rows left to read."""
        return self._turn.isActive()

    @property
    def far(self) -> bool:
        """Whether so many are left that whoever searches now had better wait for `ended`."""
        rows = self._rows()
        left = length_hint(self._left, 0) if rows is self._of else len(rows)
        return self.reading and left > _MANY

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.FocusIn:
            self._turn.start()
        return super().eventFilter(watched, event)

    @Slot()
    def _go_on(self) -> None:
        rows = self._rows()
        if rows is not self._of:
            self._of, self._left = rows, iter(rows)
        some = list(islice(self._left, AT_ONCE))
        self._search.read(some)
        if not some or not self._field.hasFocus():
            self._turn.stop()
            self._of = None
            self.ended.emit()
