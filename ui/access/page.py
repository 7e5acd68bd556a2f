"""安全: who may work here, backups, who saw numbers in full, and whether the data is shut."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from jyguide.changes import Changed
from ui.desk import Desk
from ui.page import Page
from ui.widgets.lazy_tabs import LazyTabs

if TYPE_CHECKING:
    from jyguide.app import Application


@runtime_checkable
class Pane(Protocol):
    """One tab."""

    def reload(self) -> None:
        """Fetch anew what it shows."""


class SecurityPage(Page):
    """Object names: `access_tabs`; in it `users_pane`, `backups_pane`, `disclosures_pane`.

    Further `protection`.
    """

    name = "access"
    title = "安全"
    icon_name = "lock"
    hint = "谁能打开数据、能做什么；备份在哪里；谁看过完整号码"
    cares_about = Changed.EVERYTHING

    def __init__(self, desk: Desk, app: Application) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self.tabs = LazyTabs("access_tabs")
        panes: tuple[tuple[str, str, Callable[[], QWidget]], ...] = (
            ("users_pane", "使用人", self._users),
            ("backups_pane", "备份", self._backups),
            ("disclosures_pane", "完整号码记录", self._disclosures),
            ("protection", "保护", self._protection),
        )
        for name, title, make in panes:
            self.tabs.offer(name, title, make)
        self.tabs.filled.connect(self._reload_shown)
        self.layout_.addWidget(self.tabs)

    def reload(self) -> None:
        self._reload_shown(self.tabs.shown())

    def take_files(self, files: Sequence[Path]) -> None:
        """Offer to restore a backup; of several the first, since each replaces the data."""
        from ui.backup.backups_pane import BackupsPane  # noqa: PLC0415 - one tab of four

        pane = self.tabs.shown()
        if isinstance(pane, BackupsPane):
            pane.take_file(files[0])

    @Slot(object)
    def _reload_shown(self, pane: object) -> None:
        if isinstance(pane, Pane):
            pane.reload()

    def _users(self) -> QWidget:
        from ui.access.users_pane import UsersPane  # noqa: PLC0415 - one tab of four

        return UsersPane(self._desk, self._app, self)

    def _backups(self) -> QWidget:
        from ui.backup.backups_pane import BackupsPane  # noqa: PLC0415 - one tab of four

        return BackupsPane(self._desk, self._app, self)

    def _protection(self) -> QWidget:
        from ui.access.protection_pane import ProtectionPane  # noqa: PLC0415 - one tab of four

        pane = ProtectionPane(self._desk, self._app, self)
        pane.answer_wanted.connect(self._answer)
        return pane

    @Slot()
    def _answer(self) -> None:
        from ui.access.answer_dialog import AnswerDialog  # noqa: PLC0415 - the city's, seldom

        AnswerDialog(self._desk, self._app.recoveries, self).open()

    def _disclosures(self) -> QWidget:
        from ui.access.disclosures_pane import DisclosuresPane  # noqa: PLC0415 - one tab of four

        return DisclosuresPane(self._desk, self._app)
