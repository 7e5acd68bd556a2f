"""What the menu of the user and the login ask for, over the whole window."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from jyguide.place import CITY_NAME
from jyguide.vault.key_file import load_key_file
from jyguide.vault.login import Candidate
from ui.desk import Desk
from ui.widgets import Notice

if TYPE_CHECKING:
    from ui.main import Window

_NOBODY = "市级还没有这个数据文件夹的恢复密钥，不能由市级恢复。"
_NOBODY_HINT = (
    "请由能登录的负责人在“安全”页给您设新口令。谁都登录不了时，"
    "只能用开启保护以前的备份，或请市级把各站交来的数据发回新建的数据文件夹。"
)


class WindowDeeds(QObject):
    """Opens the dialogs for one's own secret and for a forgotten one."""

    def __init__(self, window: Window, desk: Desk) -> None:
        """`desk` speaks even while the window is locked."""
        super().__init__(window.shell)
        self._window = window
        self._desk = desk
        presence = window.presence
        presence.who.protect.connect(self._go_to_protection)
        presence.secret_wanted.connect(self._change_secret)
        presence.forgotten.connect(self._recover)

    @Slot()
    def _go_to_protection(self) -> None:
        self._window.shell.show_page("access:protection")

    @Slot()
    def _change_secret(self) -> None:
        from ui.access.own_secret import OwnSecretChange  # noqa: PLC0415 - see ui/main.py

        app = self._window.app
        if app is not None:
            change = OwnSecretChange(self._desk, app.users, app.permits.user_name, self._tell)
            change.ask(self._window.shell)

    def _tell(self, sentence: str) -> None:
        self._window.shell.toast.tell(Notice(sentence))

    @Slot(object)
    def _recover(self, who: Candidate | None) -> None:
        folder = self._window.folder
        self._desk.load(self, partial(_read_recovery, folder), partial(self._offer, who))

    def _offer(self, who: Candidate | None, recovery: _Recovery) -> None:
        from ui.access.city_recovery_dialog import CityRecoveryDialog  # noqa: PLC0415 - seldom
        from ui.access.recovery_dialog import RecoveryDialog  # noqa: PLC0415 - seldom

        window = self._window
        if who is None or not recovery.possible:
            self._desk.alerts.inform(_NOBODY, _NOBODY_HINT)
            return
        view, opened = window.presence.entrance.view, window.presence.come_in
        if recovery.of_city:
            asking = CityRecoveryDialog(self._desk, window.folder, who, view)
            asking.opened.connect(opened)
            asking.open()
        else:
            waiting = recovery.waiting
            dialog = RecoveryDialog(self._desk, window.folder, who, view, waiting=waiting)
            dialog.opened.connect(opened)
            dialog.open()


@dataclass(frozen=True, slots=True)
class _Recovery:
    """How a shut folder can be opened for somebody who has forgotten his secret.

    Attributes:
        possible: Whether the city has a key to it.
        of_city: Whether it is the city's own.
        waiting: Whether a request from this PC waits for its answer.
    """

    possible: bool
    of_city: bool
    waiting: bool


def _read_recovery(folder: Path) -> _Recovery:
    from jyguide.protection.forgotten import is_waiting  # noqa: PLC0415 - seldom

    keys = load_key_file(folder)
    of_city = keys.office.startswith(CITY_NAME)
    return _Recovery(bool(keys.recovery_to), of_city, not of_city and is_waiting(folder))
