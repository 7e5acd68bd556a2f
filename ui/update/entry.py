"""Updates of the program over a window: the dialog, giving way, and what came of the last one."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from jyguide.errors import AppError
from jyguide.update.afterwards import Outcome, outcome
from jyguide.update.handing_over import Prepared, hand_over
from jyguide.update.preparing import give_up
from ui.widgets import Notice

if TYPE_CHECKING:
    from ui.main import Window


class Updates(QObject):
    """One to a window, found by it."""

    def __init__(self, window: Window) -> None:
        super().__init__(window.shell)
        self._window = window
        self._prepared: Prepared | None = None
        window.shell.stayed.connect(self._stay)

    def open(self, file: Path | None = None) -> None:
        """Open the dialog, over a file that was chosen already or none, for whoever may."""
        app, desk = self._window.app, self._window.desk
        if app is None:
            return
        try:
            app.updates.require()
        except AppError as refused:
            desk.alerts.report(refused)
            return
        from ui.update.dialog import UpdateDialog  # noqa: PLC0415 - seldom needed

        dialog = UpdateDialog(desk, app.updates, self._window.shell, file)
        dialog.agreed.connect(self._give_way)
        dialog.open()

    def tell(self) -> None:
        """Say once what came of the last update; it is looked for on the worker."""
        self._window.desk.load(self, outcome, self._show)

    @Slot(object)
    def _give_way(self, prepared: Prepared) -> None:
        self._prepared = prepared
        self._window.give_way(partial(hand_over, prepared))

    @Slot()
    def _stay(self) -> None:
        """Closing was thought better of, and with it the update."""
        if self._prepared is not None:
            give_up(self._prepared.part)
            self._prepared = None
            self._window.shell.toast.tell(Notice("更新没有装，程序还是原来的。"))

    def _show(self, told: Outcome | None) -> None:
        if told is None:
            return
        if not told.arrived:
            self._window.desk.alerts.inform(told.sentence, told.hint)
            return
        self._window.shell.toast.tell(
            Notice(told.sentence, "看看", partial(self._open_arrived, told), stays=True)
        )

    def _open_arrived(self, told: Outcome) -> None:
        from ui.update.arrived_dialog import ArrivedDialog  # noqa: PLC0415 - once a release

        ArrivedDialog(self._window.desk, told, self._window.shell).open()
