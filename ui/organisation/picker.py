"""An organisation chosen by typing part of its name, its pinyin or its initials."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from jyguide.ids import OrganisationId
from jyguide.people.organisation import OrganisationRow, organisation_label
from jyguide.people.organisation_search import found_organisations
from ui.theme import icon

MOST_LISTED = 200
_LINES = 12
_HINT = "输入名称或拼音首字母"
_NONE_FOUND = "没有找到这样的组织"


class OrganisationField(QLineEdit):
    """A line that shows a path and, while typed into, a list of those that fit.

    Down opens the list, Enter takes what is marked in it or the only one found, Esc puts back
    what was chosen. An emptied line means none. Words that were not made a choice are dropped
    when the field is left: it never shows what it does not mean.

    Object names: the maker's own, and `organisation_choices` for the list.
    """

    changed = Signal(object)
    """The `OrganisationId` now meant, or None; only when a person has chosen."""

    def __init__(
        self, rows: Sequence[OrganisationRow] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rows: Sequence[OrganisationRow] = ()
        self._labels: dict[OrganisationId, str] = {}
        self._found: list[OrganisationRow] = []
        self._value: OrganisationId | None = None
        self.setPlaceholderText(_HINT)
        self.setClearButtonEnabled(True)
        self.setAccessibleName("所属组织")
        open_list = self.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        open_list.triggered.connect(self.open_list)
        self._model = QStringListModel(self)
        self._list = QCompleter(self._model, self)
        self._list.setWidget(self)
        self._list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._list.setMaxVisibleItems(_LINES)
        self._list.popup().setObjectName("organisation_choices")
        self._list.popup().setAccessibleName("可选的组织")
        self._list.activated[QModelIndex].connect(self._take)  # type: ignore[index] # overloaded
        self.textEdited.connect(self._narrow)
        self.set_rows(rows)

    def set_rows(self, rows: Sequence[OrganisationRow]) -> None:
        """Offer these; what is chosen stays, if it is among them."""
        self._rows = rows
        self._labels = {row.id: organisation_label(row) for row in rows}
        self.set_value(self._value)

    def value(self) -> OrganisationId | None:
        """What is chosen, or None."""
        return self._value

    def set_value(self, organisation_id: OrganisationId | None) -> None:
        """Choose one of the rows without telling anybody; an unknown one is none."""
        self._value = organisation_id if organisation_id in self._labels else None
        self._show_value()

    @Slot()
    def open_list(self) -> None:
        """List what fits, or everything while nothing is being typed."""
        typed = self.text() if self.text() != self._shown() else ""
        self._narrow(typed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Down:
            self.open_list()
        elif key == Qt.Key.Key_Escape and self.text() != self._shown():
            self._show_value()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.text() != self._shown():
            self._enter()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._settle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange and not self.isEnabled():
            self._show_value()

    @Slot(str)
    def _narrow(self, typed: str) -> None:
        self._found = found_organisations(self._rows, typed)[:MOST_LISTED]
        labels = [self._labels[row.id] for row in self._found]
        self._model.setStringList(labels or [_NONE_FOUND])
        if not typed and not self.text():
            self._choose(None)
        self._list.complete()

    @Slot(QModelIndex)
    def _take(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._found):
            self._choose(self._found[index.row()].id)
        self._show_value()

    def _enter(self) -> None:
        """Enter, which the list hands on to the line: what is marked, or the only one found."""
        marked = self._list.popup().currentIndex()
        if self._list.popup().isVisible() and marked.isValid():
            self._take(marked)
        elif self.text().strip() and len(self._found) == 1:
            self._choose(self._found[0].id)
            self._show_value()
        else:
            self.open_list()

    def _settle(self) -> None:
        if not self.text().strip():
            self._choose(None)
        self._show_value()

    def _choose(self, organisation_id: OrganisationId | None) -> None:
        if organisation_id != self._value:
            self._value = organisation_id
            self.changed.emit(organisation_id)

    def _shown(self) -> str:
        return self._labels.get(self._value, "") if self._value else ""

    def _show_value(self) -> None:
        self.setText(self._shown())
        self.setToolTip(self._shown())
        self.setCursorPosition(0)
        self._list.popup().hide()
