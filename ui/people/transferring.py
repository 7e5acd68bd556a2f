"""Moving people from wherever they are chosen: asks, does it, and offers the way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from jyguide.ids import ActionId
from jyguide.people.posting import Transfer
from jyguide.people.row import PersonRow
from jyguide.people.service.postings import TRANSFER_TOUCHES
from ui.brief import brief
from ui.desk import Desk
from ui.people.file.services import FileServices
from ui.people.transfer_dialog import Places, TransferDialog, whom_text
from ui.undoing import Done, noted

Tell = Callable[[str, ActionId | None], object]
"""Says what was done, with the action that can be undone."""


class Transferring:
    """Opens the dialog over a widget; keep it as long as the widget."""

    def __init__(self, owner: QWidget, desk: Desk, services: FileServices, tell: Tell) -> None:
        self._owner = owner
        self._desk = desk
        self._services = services
        self._tell = tell
        self._people: Sequence[PersonRow] = ()

    def ask(self, people: Sequence[PersonRow]) -> None:
        """Ask where these people go."""
        if people:
            self._people = list(people)
            places = partial(_places, self._services)
            self._desk.load(self._owner, places, self._open)

    def _open(self, places: Places) -> None:
        today = self._services.clock().date()
        dialog = TransferDialog(self._people, places, today, self._owner)
        dialog.wanted.connect(partial(self._move, dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _move(self, dialog: TransferDialog, transfer: Transfer) -> None:
        keys = [row.id for row in self._people]
        work = partial(self._services.app.postings.transfer, keys, transfer)
        job = self._desk.act(
            self._owner,
            brief(partial(noted, self._services.history, work)),
            partial(self._done, transfer),
            title="正在调动人员",
            changed=TRANSFER_TOUCHES,
        )
        job.succeeded.connect(dialog.accept)

    def _done(self, transfer: Transfer, done: Done[object]) -> None:
        whom = whom_text(self._people)
        later = transfer.on > self._services.clock().date()
        said = (
            f"已登记调动：{whom}，从 {transfer.on.isoformat()} 起" if later else f"已调动：{whom}"
        )
        self._tell(said, done.action)


def _places(services: FileServices) -> Places:
    app = services.app
    stations = [name for _, name in app.people.stations()] if services.place.is_city else []
    return Places(app.organisations.rows(), stations)
