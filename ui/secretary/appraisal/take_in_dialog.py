"""Secretaries taken into an appraisal, chosen from those who serve now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from jyguide.people.secretary import SecretaryRow
from ui.theme import SPACE
from ui.widgets import Column, EmptyText, Kind, make_button, make_label
from ui.widgets.button_row import ButtonRow
from ui.widgets.tick_table import TickTable

_NOBODY = EmptyText(
    "现任书记都已在考核里", "新任的书记请先在“人员”里登记类别和所在村，再到这里加入。"
)


class TakeInDialog(QDialog):
    """Object names: `take_in_dialog`, `ticks`, `confirm`, `cancel`."""

    chosen = Signal(object)
    """The `PersonId`s ticked."""

    def __init__(self, people: Sequence[SecretaryRow], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("take_in_dialog")
        self.setWindowTitle("加入书记")
        self.resize(760, 560)
        columns = [
            Column[SecretaryRow]("镇街园区", lambda row: row.township, width=130),
            Column[SecretaryRow]("村（社区）", lambda row: row.organisation, width=160),
            Column[SecretaryRow]("姓名", lambda row: row.name, width=130, names=True),
            Column[SecretaryRow]("类别", lambda row: row.role_name, width=110),
        ]
        self._table: TickTable[SecretaryRow] = TickTable(
            columns,
            key=lambda row: row.person_id,
            may=lambda _row: True,
            empty=_NOBODY,
            search_text=lambda row: row.search,
        )
        self._table.table.add_choice("township", "全部镇街园区", lambda row: row.township)
        self._confirm = make_button("加入", Kind.PRIMARY, name="confirm")
        cancel = make_button("取消", name="cancel")
        self._confirm.clicked.connect(self._give)
        cancel.clicked.connect(self.reject)
        self._table.ticked_changed.connect(self._count)
        buttons = ButtonRow(self._confirm, leave=cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        said = "按现在的村和镇街加入；以后调动不影响这次考核。"
        layout.addWidget(make_label(said, "sentence", "sentence", wrap=True))
        layout.addWidget(self._table, 1)
        layout.addLayout(buttons)
        self._table.show_rows(people)

    @Slot()
    def _count(self) -> None:
        count = len(self._table.ticked())
        self._confirm.setText(f"加入 {count} 人" if count else "加入")
        self._confirm.setEnabled(bool(count))

    @Slot()
    def _give(self) -> None:
        self.chosen.emit([row.person_id for row in self._table.ticked()])
        self.accept()
