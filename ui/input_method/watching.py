"""Sees the keys and the text of whatever has the focus, before it does.

Not of its window: what PySide keeps of a QWindow outlives it, and is taken for the next one.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid


class FocusWatch(QObject):
    """A filter of the events of the widget that has the focus; mouse presses on it as well.

    Lives as long as the application. Of two, the later one sees events earlier.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._watched: list[QWidget] = []
        application.focusChanged.connect(self._watch)
        self._watch(None, QApplication.focusWidget())

    def _watch(self, _former: QWidget | None, now: QWidget | None) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched = [] if now is None else [now]
        if isinstance(now, QAbstractScrollArea):
            self._watched.append(now.viewport())
        for widget in self._watched:
            widget.installEventFilter(self)
