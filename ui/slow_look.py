"""A large database looked at once it is open, a table at a time, so that nobody waits for it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from ui.desk import Desk

if TYPE_CHECKING:
    from jyguide.app import Application


class SlowLook(QObject):
    """Ends with the last table, with what is damaged, or when it is told to."""

    def __init__(self, desk: Desk, app: Application) -> None:
        super().__init__()
        self._desk = desk
        self._look = app.slow_look
        self._left: list[str] = []
        self._ended = False

    def end(self) -> None:
        """Look at no further table: the data is about to be closed."""
        self._ended = True

    def begin(self) -> None:
        """Look, if the database was too large to be looked at before it was opened."""
        if self._look.is_due:
            self._desk.load(self, self._look.tables, self._take)

    @Slot(object)
    def _take(self, tables: list[str]) -> None:
        self._left = tables
        self._go_on(None)

    @Slot(object)
    def _go_on(self, _nothing: object) -> None:
        if self._left and not self._ended:
            self._desk.load(self, partial(self._look.look_at, self._left.pop()), self._go_on)
