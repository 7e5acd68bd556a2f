"""Where on the list ordered by hand somebody is to stand."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSpinBox, QWidget

from ui.widgets.form_dialog import FormDialog


class MoveDialog(FormDialog):
    """Object names: `move_dialog`, `place`, `confirm`, `cancel`."""

    chosen = Signal(int)
    """The place for the first of those who are moved, from 1."""

    def __init__(self, count: int, last: int, now: int, parent: QWidget) -> None:
        """`count` people move on a list of `last` places; the first of them stands at `now`."""
        super().__init__("移到…", "移动", parent, width=420)
        self.setObjectName("move_dialog")
        self._place = QSpinBox()
        self._place.setObjectName("place")
        self._place.setRange(1, max(last, 1))
        self._place.setValue(now)
        self._place.selectAll()
        hint = "排在这一位之前、还没有排序号的人，会依次得到排序号；可以撤销。"
        if count > 1:
            hint = f"选中的 {count} 人从这一位起依次排列。{hint}"
        self.form.add("place", "移到第几位", self._place, hint=hint)

    @Slot()
    def _confirm(self) -> None:
        self.chosen.emit(self._place.value())
        self.accept()
