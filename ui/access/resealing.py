"""Photos and papers brought under new keys once the data is open, so that nobody waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from ui.desk import Desk
from ui.jobs import Job

if TYPE_CHECKING:
    from jyguide.app import Application


class Resealing(QObject):
    """Stopped at any file, it goes on at the next rest, or at the next opening."""

    def __init__(self, desk: Desk, app: Application) -> None:
        super().__init__()
        self._desk = desk
        self._app = app

    def begin(self) -> Job | None:
        """In spare time, where keys were changed and files are left."""
        if self._app.place.vault is None or not self._app.resealing.is_due:
            return None
        return self._desk.act(
            self, self._app.resealing.finish, self._done, title="正在加密照片和材料"
        )

    @Slot(object)
    def _done(self, _nothing: object) -> None:
        """Nobody is told: nothing that he sees has changed."""
