"""Asks whose a form is that does not tell it any more."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from jyguide.ids import RoundBranchId
from jyguide.standard.rows import RoundBranchRow
from ui.widgets.form_dialog import FormDialog

_HINT = "输入名称中的几个字，从列表中选。收下前仍会再列出来核对。"


class FormBranchDialog(FormDialog):
    """Object names: `form_branch_dialog`, `branch`, `confirm`, `cancel`."""

    given = Signal(object)
    """The `RoundBranchId` chosen."""

    def __init__(self, file: str, branches: Sequence[RoundBranchRow], parent: QWidget) -> None:
        super().__init__(f"“{file}”是哪个支部的", "认作这个支部", parent, width=560)
        self.setObjectName("form_branch_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._keys: dict[str, RoundBranchId] = {}
        for one in branches:
            label = f"{one.township}　{one.name}"
            if label in self._keys:  # names alike are told apart by their place
                label = f"{label}（序号 {one.position}）"
            self._keys[label] = one.id
        self.branch = QLineEdit(placeholderText="支部名称")
        self.branch.setObjectName("branch")
        listed = QCompleter(list(self._keys), self.branch)
        listed.setFilterMode(Qt.MatchFlag.MatchContains)
        listed.setMaxVisibleItems(12)
        self.branch.setCompleter(listed)
        self.form.add("branch", "党支部", self.branch, required=True, hint=_HINT)

    @Slot()
    def _confirm(self) -> None:
        typed = self.branch.text().strip()
        found = [label for label in self._keys if typed and typed in label]
        key = self._keys.get(typed) or (self._keys[found[0]] if len(found) == 1 else None)
        if self.form.show_problems({} if key else {"branch": "请从列表中选一个支部。"}):
            self.given.emit(key)
            self.accept()
