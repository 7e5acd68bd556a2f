"""The way from page to page, at the left of the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.page import PageEntry
from ui.theme import PALETTE, SPACE, icon, scaled
from ui.widgets.labels import make_label

_WIDTH = 176
_ICON = 20


class Navigation(QWidget):
    """What the program is called, where it stands, and under it an entry a page.

    Object names: `navigation`, `navigation_links`, `brand`, `brandPlace`, and `nav_<name>` of
    each entry.
    """

    def __init__(self, title: str, station_label: str) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._entries: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._area, self._links = _list_of_links()
        self._place = make_label(station_label, name="brandPlace", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE.m, 0, SPACE.xs)
        column.setSpacing(0)
        column.addLayout(_brand(title, self._place))
        column.addSpacing(SPACE.m)
        column.addWidget(self._area, 1)

    def add(self, page: PageEntry, go: Callable[[], object]) -> QPushButton:
        """Add an entry to the end, which calls `go`."""
        entry = QPushButton(page.title)
        entry.setObjectName(f"nav_{page.name}")
        entry.setProperty("kind", "nav")
        entry.setCheckable(True)
        entry.setIconSize(_icon_size())
        entry.setIcon(icon(page.icon_name, PALETTE.ink_soft, PALETTE.red))
        entry.clicked.connect(go)
        self._links.insertWidget(len(self._entries), entry)
        self._entries[page.name] = entry
        self._group.addButton(entry)
        return entry

    def mark(self, name: str) -> None:
        """Show which page is the one in front; on a low screen scroll to its entry."""
        self._entries[name].setChecked(True)
        self._area.ensureWidgetVisible(self._entries[name], 0, 0)

    def name_place(self, station_label: str) -> None:
        """Say whose data it is."""
        self._place.setText(station_label)

    def take_type(self) -> None:
        """Give what holds text the room that the size of type in force needs."""
        self.setFixedWidth(scaled(_WIDTH))
        for entry in self._entries.values():
            entry.setIconSize(_icon_size())


def _icon_size() -> QSize:
    return QSize(scaled(_ICON), scaled(_ICON))


def _list_of_links() -> tuple[QScrollArea, QVBoxLayout]:
    """Where the entries stand; on a low screen the wheel and the Tab key reach the last ones."""
    inside = QWidget()
    links = QVBoxLayout(inside)
    links.setContentsMargins(0, 0, 0, 0)
    links.setSpacing(0)
    links.addStretch()
    area = QScrollArea()
    area.setObjectName("navigation_links")
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area, links


def _brand(title: str, place: QLabel) -> QVBoxLayout:
    rule = QFrame()
    rule.setObjectName("brandRule")
    rule.setFixedSize(SPACE.l, 3)
    column = QVBoxLayout()
    column.setContentsMargins(SPACE.m + 3, 0, SPACE.s, 0)
    column.setSpacing(SPACE.xs)
    column.addWidget(make_label(title, name="brand"))
    column.addWidget(rule)
    column.addWidget(place)
    return column
