"""The line above a table: conditions, search field, tools."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.theme import SPACE, icon, scaled

_DOWNWARDS = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SHORT, _LEAST, _MOST = 100, 160, 320
"""Pixels of the search field: in a narrow pane, at least, at most."""
_LINE = 560
"""Pixels of the search field where its line has room that nothing else takes."""
_CONCERNING = (QEvent.Type.LayoutRequest, QEvent.Type.Resize)


class TableBar(QWidget):
    """Object name inside: `search`.

    Where there is no room for all of it, as with large type on a small screen, the tools stand in
    a line of their own; where that does not do either, buttons beside the field lose their words.
    """

    leave_search = Signal()
    """Down or Enter in the search field: on to the rows."""

    def __init__(self, search_hint: str) -> None:
        super().__init__()
        self.search = QLineEdit(placeholderText=search_hint)
        self.search.setObjectName("search")
        self.search.setAccessibleName(search_hint)
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setMinimumWidth(scaled(_LEAST))
        self.search.setMaximumWidth(scaled(_MOST))
        self.search.installEventFilter(self)
        self._last: QWidget = self.search
        self._tools: list[QWidget] = []
        self._beside: list[QPushButton] = []
        self._words: list[str] = []
        self._apart = self._short = self._forgone = False
        self._row, self._below = QHBoxLayout(), QHBoxLayout()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for row in (self._row, self._below):
            row.setSpacing(SPACE.s)
            rows.addLayout(row)
        self._row.addWidget(self.search, 1)
        self._row.addStretch()
        self._below.addStretch()

    def add_choice(self, widget: QWidget) -> None:
        """Put a condition to the left of the search field, after those already there."""
        self._row.insertWidget(self._row.indexOf(self.search), widget)
        QWidget.setTabOrder(self.search, widget)  # near it first: alone the next does nothing
        QWidget.setTabOrder(widget, self.search)

    def add_beside(self, button: QPushButton) -> None:
        """Put a small button with an icon to the right of the search field."""
        button.setAccessibleName(button.text())
        self._beside.append(button)
        self._words.append(button.text())
        self._row.insertWidget(self._row.indexOf(self.search) + 1, button)
        QWidget.setTabOrder(self.search, button)

    def add_tool(self, widget: QWidget) -> None:
        """Put a button at the right end."""
        (self._below if self._apart else self._row).addWidget(widget)
        self._tools.append(widget)
        QWidget.setTabOrder(self._last, widget)  # before the rows, as it stands
        self._last = widget

    def forgo(self) -> None:
        """Never show it, whatever rows come: a handful needs no search."""
        self._forgone = True
        self.hide()

    def setVisible(self, visible: bool) -> None:  # noqa: FBT001, N802 - Qt's
        super().setVisible(visible and not self._forgone)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As little as the widest part needs: a window of any width is wide enough."""
        return QSize(scaled(_MOST), super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() in _CONCERNING:
            self._fit()
        return handled

    def _fit(self) -> None:
        """Move the tools to where there is room for them; shorten what stays beside the field."""
        firsts = [one for one in self._in_row() if one not in self._tools]
        words = self._width_of_words() if self._short else 0
        whole = self._needed([*firsts, *self._tools]) + words
        self._put_apart(whole > self.width() and bool(self._tools))
        staying = firsts if self._apart else [*firsts, *self._tools]
        self._shorten(self._needed(staying) + words > self.width())
        alone = self._apart or not self._tools  # a line of its own is filled
        self.search.setMaximumWidth(_LINE if alone else scaled(_MOST))

    def _put_apart(self, apart: bool) -> None:  # noqa: FBT001 - which of two lines
        if apart == self._apart:
            return
        self._apart = apart
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101 - made here
        layout.setSpacing(SPACE.s if apart else 0)
        before, after = (self._row, self._below) if apart else (self._below, self._row)
        for tool in self._tools:
            before.removeWidget(tool)
            after.addWidget(tool)

    def _shorten(self, short: bool) -> None:  # noqa: FBT001 - with words or without
        if short == self._short:
            return
        self._short = short
        self.search.setMinimumWidth(_SHORT if short else scaled(_LEAST))
        for button, words in zip(self._beside, self._words, strict=True):
            button.setText("" if short else words)

    def _width_of_words(self) -> int:
        words = zip(self._beside, self._words, strict=True)
        return sum(button.fontMetrics().horizontalAdvance(text) for button, text in words)

    def _in_row(self) -> list[QWidget]:
        placed = (self._row.itemAt(at).widget() for at in range(self._row.count()))
        return [one for one in placed if one is not None]

    def _needed(self, parts: list[QWidget]) -> int:
        """With the search field as wide as it should be at least."""
        shown = [one for one in parts if not one.isHidden()]
        widths = (scaled(_LEAST) if one is self.search else _width_of(one) for one in shown)
        return sum(widths) + SPACE.s * len(shown)  # one more than gaps: the stretch has its own

    @Slot()
    def focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if watched is self.search and isinstance(event, QKeyEvent) and self._takes(event):
            return True
        return super().eventFilter(watched, event)

    def _takes(self, event: QKeyEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            return True
        if event.key() in _DOWNWARDS:
            self.leave_search.emit()
            return True
        return False


def _width_of(part: QWidget) -> int:
    """What it takes where nothing presses it."""
    return min(max(part.sizeHint().width(), part.minimumWidth()), part.maximumWidth())
