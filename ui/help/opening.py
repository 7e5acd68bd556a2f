"""Opens the one window of help, at what is wanted, and lets it go with the program's window."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from jyguide.clock import system_clock
from jyguide.help.about import about_chapter
from jyguide.help.chapters import KEYS, KeyLine
from jyguide.help.news import news_of
from jyguide.release import release
from ui.help.topic import topic_at
from ui.help.window import HelpWindow

if TYPE_CHECKING:
    from ui.main import Window


class HelpOpener(QObject):
    """Belongs to the shell; the window is made when it is first asked for."""

    def __init__(self, window: Window) -> None:
        super().__init__(window.shell)
        self._main = window
        self._window: HelpWindow | None = None
        window.shell.installEventFilter(self)

    @property
    def window(self) -> HelpWindow:
        """The window of help, shown or not."""
        if self._window is None or not isValid(self._window):
            self._window = HelpWindow(self._main.desk, system_clock, list(self._keys()))
        return self._window

    def open_here(self) -> None:
        """The help of what somebody looks at."""
        shell = self._main.shell
        self.window.open_at(topic_at(QApplication.focusWidget() or shell, shell.current_page))

    def open_manual(self) -> None:
        """The manual, where it was read last."""
        self.window.open_at(self.window.topic or "start")

    def open_keys(self) -> None:
        """All keys."""
        self.window.open_at(KEYS)

    def open_news(self) -> None:
        """What is new in this release."""
        self.window.open_chapter(news_of(release()))

    def open_about(self) -> None:
        """Which release this is, and what it is built on."""
        self.window.open_chapter(about_chapter(release()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The program is not kept running by its help."""
        if event.type() == QEvent.Type.Hide and not event.spontaneous() and self._window:
            self._window.close()
        return super().eventFilter(watched, event)

    def _keys(self) -> Iterator[KeyLine]:
        native = QKeySequence.SequenceFormat.NativeText
        for command, action in self._main.shell.commands:
            _, _, named = action.text().partition("\t")  # shown and not bound: `ui.commands.keys`
            keys = " 或 ".join(keys.toString(native) for keys in action.shortcuts()) or named
            if keys:  # the title as it was made: that of 撤销 may name people by now
                yield KeyLine(command.title.rstrip("…"), keys)
