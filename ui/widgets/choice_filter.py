"""A drop-down that narrows a table to the rows with one value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

Row = TypeVar("Row")
_BESIDE_ARROW = "padding-right: 2px"
"""The arrow has room of its own: a bar of many filters cannot give it to them twice."""


class ChoiceFilter(QComboBox, Generic[Row]):
    """Offers every value that occurs; object name `choice_<name>`."""

    chosen = Signal(str, object)
    """Its name, and a predicate over rows or None for all."""

    def __init__(
        self, name: str, all_label: str, value_of: Callable[[Row], str], *, counted: bool = False
    ) -> None:
        """With `counted` the list says how many rows have each value; the value is the data."""
        super().__init__()
        self._counted = counted
        self.setObjectName(f"choice_{name}")
        self._name = name
        self._value_of = value_of
        self.setStyleSheet(_BESIDE_ARROW)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.addItem(all_label)
        self.setAccessibleName(all_label)
        self.currentIndexChanged.connect(self._tell)

    def offer(self, rows: Sequence[Row]) -> None:
        """Offer the values of `rows` in order of appearance.

        The chosen value stays, even when no row has it any more: a list that suddenly shows
        everything after an edit would be mistaken for the narrowed one.
        """
        kept = self.value()
        values = Counter(map(self._value_of, rows))
        values.pop("", None)
        if kept:
            values.setdefault(kept, 0)
        with QSignalBlocker(self):
            while self.count() > 1:
                self.removeItem(1)
            for value, count in values.items():
                self.addItem(f"{value}（{count}）" if self._counted else value, value)
            self.setCurrentIndex(self.findData(kept) if kept else 0)

    def value(self) -> str:
        """The value chosen, or "" for all."""
        return str(self.currentData()) if self.currentIndex() > 0 else ""

    def choose(self, value: str) -> None:
        """Narrow to a value that is offered, or to all with ""."""
        self.setCurrentIndex(max(self.findData(value), 0) if value else 0)

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
            self.value() or self.currentText(), Qt.TextElideMode.ElideRight, field.width()
        )

    @Slot(int)
    def _tell(self, index: int) -> None:
        holds = partial(self._matches, str(self.itemData(index))) if index > 0 else None
        self.chosen.emit(self._name, holds)

    def _matches(self, value: str, row: Row) -> bool:
        return self._value_of(row) == value
