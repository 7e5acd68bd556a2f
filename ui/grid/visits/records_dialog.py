"""走访记录: contacts that are kept, to be corrected or taken out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from jyguide.grid.visit_rows import VisitRow
from ui.grid.visits.columns import visit_columns
from ui.history.records import tell_history
from ui.theme import SPACE
from ui.widgets import EmptyText, Kind, RowTable, make_button, make_label
from ui.widgets.button_row import ButtonRow

_EMPTY = EmptyText("还没有走访记录", "登记走访后，这里按日期列出来。", icon_name="history")
_SIZE = (760, 520)


class RecordsDialog(QDialog):
    """Object names: `visit_records_dialog`, `visit_records` (table), `correct`, `remove`."""

    correct_wanted = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("visit_records_dialog")
        self.setWindowTitle("走访记录")
        self.resize(*_SIZE)
        self.table: RowTable[VisitRow] = RowTable(
            visit_columns(),
            search_hint="搜索姓名、情况",
            key=lambda row: row.id,
            empty=_EMPTY,
        )
        self.table.setObjectName("visit_records")
        tell_history(self.table, "grid_visit", lambda row: (row.id, row.target))
        self.table.view.setAccessibleName("走访记录，回车修改")
        self._correct = make_button("修改…", icon_name="edit", name="correct")
        self._remove = make_button("删除", Kind.DANGER, "delete", "remove")
        close = make_button("关闭", name="close")
        row = ButtonRow(leave=close, left=(self._correct, self._remove))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(make_label(title, "section"))
        layout.addWidget(self.table, 1)
        layout.addLayout(row)
        close.clicked.connect(self.accept)
        self._correct.clicked.connect(self._ask_correct)
        self._remove.clicked.connect(self._ask_remove)
        self.table.activated.connect(self._ask_correct)
        self.table.selection_changed.connect(self._allow)
        self._allow()

    def show_rows(self, rows: Sequence[VisitRow]) -> None:
        """List these."""
        self.table.set_rows(rows)
        self.table.view.setFocus()
        self.table.choose_first()

    @Slot()
    def _allow(self, *_: object) -> None:
        chosen = self.table.selected_rows()
        self._correct.setEnabled(len(chosen) == 1)
        self._remove.setEnabled(bool(chosen))

    @Slot()
    def _ask_correct(self, *_: object) -> None:
        chosen = self.table.selected_rows()
        if len(chosen) == 1:
            self.correct_wanted.emit(chosen[0])

    @Slot()
    def _ask_remove(self) -> None:
        if chosen := self.table.selected_rows():
            self.remove_wanted.emit(chosen)
