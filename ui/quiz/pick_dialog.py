"""Items chosen for a quiz by hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from jyguide.bank.row import KIND_NAMES, ItemRow
from ui.theme import SPACE
from ui.widgets import Column, Kind, RowTable, make_button, make_label
from ui.widgets.button_row import ButtonRow


class PickDialog(QDialog):
    """Select several with Ctrl or Shift. Object names: `pick_dialog`, `pickable`, `confirm`."""

    picked = Signal(object)
    """Revisions, in the order of the list."""

    def __init__(self, rows: Sequence[ItemRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pick_dialog")
        self.setWindowTitle("选题")
        self.resize(900, 600)
        self.table: RowTable[ItemRow] = RowTable(
            [
                Column[ItemRow]("编号", lambda row: row.short_name, width=110),
                Column[ItemRow]("题型", lambda row: KIND_NAMES[row.content.kind], width=80),
                Column[ItemRow]("分类", lambda row: row.content.category, width=130),
                Column[ItemRow]("题目", lambda row: row.content.stem, width=400),
            ],
            unit="题",
            search_hint="搜索题目",
            key=lambda row: row.id,
        )
        self.table.setObjectName("pickable")
        self.table.view.setAccessibleName("可选的题")
        self.table.add_choice("kind", "全部题型", lambda row: KIND_NAMES[row.content.kind])
        self.table.add_choice("category", "全部分类", lambda row: row.content.category)
        self.table.set_rows(rows)
        self._said = make_label("按住 Ctrl 或 Shift 选多题。", "hint", "picked_count")
        self._confirm = make_button("选定", Kind.PRIMARY, name="confirm")
        self._confirm.setEnabled(False)
        cancel = make_button("取消", name="cancel")
        foot = ButtonRow(self._confirm, leave=cancel, said=self._said)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)
        self.table.selection_changed.connect(self._count)
        self._confirm.clicked.connect(self._take)
        cancel.clicked.connect(self.reject)

    @Slot(list)
    def _count(self, rows: list[ItemRow]) -> None:
        self._confirm.setEnabled(bool(rows))
        self._said.setText(f"已选 {len(rows)} 题。" if rows else "按住 Ctrl 或 Shift 选多题。")

    @Slot()
    def _take(self) -> None:
        self.picked.emit(tuple(row.revision_id for row in self.table.selected_rows()))
        self.accept()
