"""Asks what a view is to be called."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.tables.views import LONGEST_NAME
from ui.widgets.form_dialog import FormDialog
from ui.widgets.offered import NOT_OFFERED

_HINT = "记下现在的列宽、列的次序、隐藏和冻结、排序、筛选、搜索的词。只有您自己看得到。"


class ViewNameDialog(FormDialog):
    """Object names: `view_name_dialog`, `field_name`, `confirm`, `cancel`."""

    named = Signal(str)

    def __init__(self, title: str, name: str, taken: Sequence[str], parent: QWidget) -> None:
        """`name` is what it is called now; `taken` are the names of other views."""
        super().__init__(title, "保存", parent, width=460)
        self.setObjectName("view_name_dialog")
        self.setProperty(NOT_OFFERED, [])  # a view is his own, whoever he is
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._taken = taken
        self._name = QLineEdit(name, placeholderText="如：兼职指导员、本月要办")
        self._name.setMaxLength(LONGEST_NAME)
        self._name.selectAll()
        self.form.add("name", "名称", self._name, hint=_HINT)

    @Slot()
    def _confirm(self) -> None:
        name = " ".join(self._name.text().split())
        problems = {}
        if not name:
            problems["name"] = "请写一个名称。"
        elif name in self._taken:
            problems["name"] = "已有这个名称的视图：请换一个名称，或先换到那个视图再点“更新”。"
        if self.form.show_problems(problems):
            self.named.emit(name)
            self.accept()
