"""A drop-down that narrows a table to the rows with one value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

Row = TypeVar("Row")


class ChoiceFilter(QComboBox, Generic[Row]):
    """Offers every value that occurs; object name `choice_<name>`."""

    chosen = Signal(str, object)
    """Its name, and a predicate over rows or None for all."""

    def __init__(self, name: str, all_label: str, value_of: Callable[[Row], str]) -> None:
        super().__init__()
        self.setObjectName(f"choice_{name}")
        self._name = name
        self._value_of = value_of
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.addItem(all_label)
        self.currentIndexChanged.connect(self._tell)

    def offer(self, rows: Sequence[Row]) -> None:
        """Offer the values of `rows` in order of appearance.

        The chosen value stays, even when no row has it any more: a list that suddenly shows
        everything after an edit would be mistaken for the narrowed one.
        """
        kept = self.currentText() if self.currentIndex() > 0 else ""
        values = dict.fromkeys(value for row in rows if (value := self._value_of(row)))
        if kept:
            values.setdefault(kept)
        with QSignalBlocker(self):
            while self.count() > 1:
                self.removeItem(1)
            self.addItems(list(values))
            self.setCurrentIndex(self.findText(kept) if kept else 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.shown_text()  # type: ignore[attr-defined] # missing in the stubs
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def shown_text(self) -> str:
        """What is chosen, with … where there is no room for all of it; Qt would cut it off."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        return self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, field.width()
        )

    @Slot(int)
    def _tell(self, index: int) -> None:
        holds = partial(self._matches, self.itemText(index)) if index > 0 else None
        self.chosen.emit(self._name, holds)

    def _matches(self, value: str, row: Row) -> bool:
        return self._value_of(row) == value
