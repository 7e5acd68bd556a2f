"""Tabs of which some are made when they are first shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from ui.theme import SPACE


class Waiting(QWidget):
    """Holds the place of a tab until it is first shown."""

    def __init__(self, name: str, make: Callable[[], QWidget]) -> None:
        super().__init__()
        self.name = name
        self._make = make
        self.made: QWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, SPACE.m, 0, 0)

    def fill(self) -> QWidget:
        """The tab itself, made now if it was not."""
        if self.made is None:
            self.made = self._make()
            self.made.setObjectName(self.name)
            self._layout.addWidget(self.made)
            self.setFocusProxy(self.made)
        return self.made


class LazyTabs(QTabWidget):
    """Tabs of which some are made when they are first shown."""

    filled = Signal(object)
    """The tab behind a place that has just come on screen, made if need be."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.currentChanged.connect(self._fill)

    def offer(self, name: str, title: str, make: Callable[[], QWidget]) -> None:
        """Add a tab that is made when it is first shown."""
        self.addTab(Waiting(name, make), title)

    def shown(self) -> QWidget | None:
        """The tab on screen itself."""
        place = self.currentWidget()
        return place.fill() if isinstance(place, Waiting) else place

    def show_tab(self, name: str) -> None:
        """Bring the tab of this name on screen."""
        show_tab(self, name)

    @Slot()
    def _fill(self) -> None:
        if isinstance(self.currentWidget(), Waiting):
            self.filled.emit(self.shown())


def show_tab(tabs: QTabWidget, name: str) -> bool:
    """Bring a tab on screen by its name, or by its title without what is counted in it.

    Returns whether there is one.
    """
    for at in range(tabs.count()):
        place = tabs.widget(at)
        own = place.name if isinstance(place, Waiting) else place.objectName()
        if name in (own, tabs.tabText(at).partition("（")[0]):
            tabs.setCurrentIndex(at)
            return True
    return False
