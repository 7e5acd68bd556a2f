"""暂存和未采纳: changes that wait for something, and those that were refused."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jyguide.sync.row import HeldRow
from ui.sync.columns import HeldLine, held_columns
from ui.theme import SPACE
from ui.widgets import EmptyText, Kind, RowTable, make_button, make_label

_NONE = EmptyText("没有暂存，也没有未采纳的", "收到的改动都已经用上了。", icon_name="good")


class HeldTab(QWidget):
    """Object names: `held` (the table), `held_line`, `force`."""

    force = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.table: RowTable[HeldLine] = RowTable(
            held_columns(), unit="处", search_hint="内容、原因", empty=_NONE
        )
        self.table.setObjectName("held")
        self.table.add_choice("held_state", "全部状态", _state)
        self._force = make_button("强制应用暂存的…", Kind.DANGER, name="force")
        self._force.setToolTip("只在等待的文件确实再也找不回来时使用")
        self.table.add_tool(self._force)
        self._line = make_label("", "hint", "held_line", wrap=True)
        self._line.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE.m, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._line)
        self._force.clicked.connect(self.force)
        self.table.selection_changed.connect(self._show_line)

    def show_rows(self, waiting: Sequence[HeldRow], refused: Sequence[HeldRow]) -> None:
        """Show both; forcing is offered only while something waits."""
        lines = [HeldLine(row, waits=True) for row in waiting]
        self.table.set_rows([*lines, *(HeldLine(row, waits=False) for row in refused)])
        self._force.setVisible(bool(waiting))

    @Slot(object)
    def _show_line(self, lines: list[HeldLine]) -> None:
        """The one line chosen in full: a table has no room for it."""
        self._line.setVisible(len(lines) == 1)
        if len(lines) == 1:
            row = lines[0].row
            self._line.setText(f"{row.what}　{row.why}")


def _state(line: HeldLine) -> str:
    return "暂存" if line.waits else "未采纳"
