"""The line under a table: how many rows, and what is selected of them adds up to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme import SPACE
from ui.widgets.adds import Adds
from ui.widgets.labels import ElidedLabel, make_label
from ui.widgets.row_model import Column

if TYPE_CHECKING:
    from ui.widgets.totals import AddingUp


class TableFoot(QWidget):
    """Object names inside: `count` and `totals`."""

    def __init__(self) -> None:
        super().__init__()
        self.count = make_label("", "small", "count")
        self.totals = ElidedLabel("small", "totals")
        self.totals.hide()
        self._adding: AddingUp | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.m)
        row.addWidget(self.count)
        row.addWidget(self.totals, 1)

    def add_up(
        self, columns: Sequence[Column[Any]], selected: int, rows: Callable[[], Sequence[Any]]
    ) -> None:
        """Say what the selected rows add up to; of a single one there is nothing to add.

        Args:
            columns: Those on the screen, left to right.
            selected: How many rows are.
            rows: Gives them.
        """
        summed = [column for column in columns if column.adds is not Adds.NOTHING]
        if summed and selected > 1:
            self._count().count(summed, rows())
        elif self._adding is not None:
            self._adding.stop()
            self._show("")

    def _count(self) -> AddingUp:
        if self._adding is None:
            from ui.widgets.totals import AddingUp  # noqa: PLC0415 - few tables ever add up

            self._adding = AddingUp(self, self._show)
        return self._adding

    def _show(self, sentence: str) -> None:
        self.totals.setText(sentence)
        self.totals.setVisible(bool(sentence))


def count_sentence(held: int, shown: int, selected: int, unit: str) -> str:
    """Such as 共 263 人，显示 12 人，选中 3 人; what goes without saying is left out."""
    said = [f"共 {held} {unit}"]
    if shown != held:
        said.append(f"显示 {shown} {unit}")
    if selected > 1:
        said.append(f"选中 {selected} {unit}")
    return "，".join(said)
