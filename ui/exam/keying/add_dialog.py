"""Choosing people of the session who did not sign in but whose sheet lies here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from jyguide.exam.keying.rows import KeyedPerson
from ui.theme import SPACE
from ui.widgets import Kind, make_button, make_label
from ui.widgets.button_row import ButtonRow


class AddPeopleDialog(QDialog):
    """A list to tick; Space ticks, Enter adds. Object names: `others`, `confirm`, `cancel`."""

    wanted = Signal(object)
    """Keys of the people ticked."""

    def __init__(self, others: Sequence[KeyedPerson], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("add_people_dialog")
        self.setWindowTitle("添加未签到的人")
        self.resize(460, 480)
        self._list = QListWidget()
        self._list.setObjectName("others")
        self._list.setAccessibleName("未签到的人")
        for one in others:
            item = QListWidgetItem(f"{one.name}　{one.unit}")
            item.setData(Qt.ItemDataRole.UserRole, one.person_id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        cancel = make_button("取消", name="cancel")
        confirm = make_button("添加", Kind.PRIMARY, name="confirm")
        confirm.setDefault(True)
        cancel.clicked.connect(self.reject)
        confirm.clicked.connect(self._confirm)
        buttons = ButtonRow(confirm, leave=cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        hint = "勾选交了答卷但没有签到的人；不在名单里的，请先到“培训”页报名。"
        layout.addWidget(make_label(hint, "hint", wrap=True))
        layout.addWidget(self._list, 1)
        layout.addLayout(buttons)

    @Slot()
    def _confirm(self) -> None:
        items = [self._list.item(row) for row in range(self._list.count())]
        ticked = [one for one in items if one.checkState() is Qt.CheckState.Checked]
        self.wanted.emit([one.data(Qt.ItemDataRole.UserRole) for one in ticked])
        self.accept()
