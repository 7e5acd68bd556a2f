"""What is done with a round: laid down, changed, deleted, its phases closed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from jyguide.app import Application
from jyguide.changes import Changed
from jyguide.standard.round import RoundRow
from ui.desk import Desk
from ui.page import Page
from ui.undoing import Undoing


class RoundDeeds(QObject):
    """Asks what there is to ask, has it done, and says what was done."""

    made = Signal(object)
    """The `RoundId` of a round just laid down."""

    def __init__(self, page: Page, desk: Desk, app: Application) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._app = app
        self._undoing = Undoing(page, desk, app.history, Changed.STANDARD)

    @Slot()
    def ask_new(self) -> None:
        """Lay down a new round."""

    def ask_change(self, row: RoundRow) -> None:
        """Change what was laid down of a round."""
