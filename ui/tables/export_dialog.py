"""Asks which rows of a table are to be written into a workbook, and into which folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from ui.theme import SPACE
from ui.widgets.buttons import make_button
from ui.widgets.form_dialog import FormDialog
from ui.widgets.labels import ElidedLabel
from ui.widgets.listed import Listed, Scope

_NAMES = {Scope.SHOWN: "当前筛选", Scope.ALL: "全部", Scope.CHOSEN: "选中"}
_ORDER = (Scope.CHOSEN, Scope.SHOWN, Scope.ALL)
_SEVERAL = 2


class ExportDialog(FormDialog):
    """Object names: `export_dialog`, `scope_<scope>`, `target`, `folder`, `other_folder`."""

    given = Signal(str, Path)
    """A `Scope`, and the folder."""
    folder_wanted = Signal()
    """Another folder is to be chosen; answer with `show_target`."""

    def __init__(self, listed: Listed, wanted: Scope, parent: QWidget) -> None:
        """Offer what there is of `listed`, first of all the scope `wanted` where it has rows."""
        super().__init__("导出表格", "导出", parent, width=540)
        self.setObjectName("export_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._folder = Path()
        self._scopes = {scope: _choice(scope, listed) for scope in _ORDER}
        self._name = ElidedLabel("body", "target")
        self._where = ElidedLabel("small", "folder")
        self._build()
        self._begin_with(listed, wanted)

    def show_target(self, folder: Path, name: str) -> None:
        """Say where the file will lie, and what it will be called."""
        self._folder = folder
        self._name.setText(name)
        self._where.setText(str(folder))

    def _build(self) -> None:
        scopes = QWidget()
        column = QVBoxLayout(scopes)
        column.setContentsMargins(0, SPACE.xs, 0, 0)
        column.setSpacing(SPACE.s)
        for choice in self._scopes.values():
            column.addWidget(choice)
        other = make_button("换个文件夹…", name="other_folder")
        other.clicked.connect(self.folder_wanted)
        lies = QWidget()
        row = QHBoxLayout(lies)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self._name)
        said.addWidget(self._where)
        row.addLayout(said, 1)
        row.addWidget(other)
        hint = "列和屏幕上一样，隐藏的列不写进去；身份证号和手机号照屏幕上的样子。"
        self.form.add("scope", "导出哪些", scopes, hint=hint)
        self.form.add("target", "保存到", lies, hint="已有同名文件时在名称后面加 (2)，不会覆盖。")

    def _begin_with(self, listed: Listed, wanted: Scope) -> None:
        """Several chosen rows are what somebody means; a single one is where the cursor stands."""
        if wanted is Scope.CHOSEN and (listed.counts[wanted] or 0) < _SEVERAL:
            wanted = Scope.SHOWN
        first = self._scopes[wanted]
        first.setChecked(True)
        first.setFocus()

    @Slot()
    def _confirm(self) -> None:
        scope = next(scope for scope, choice in self._scopes.items() if choice.isChecked())
        self.accept()
        self.given.emit(scope, self._folder)


def _choice(scope: Scope, listed: Listed) -> QRadioButton:
    count = listed.counts[scope]
    many = "" if count is None else f"（{count:,} {listed.unit}）"
    made = QRadioButton(f"{_NAMES[scope]}{many}")
    made.setObjectName(f"scope_{scope}")
    made.setEnabled(count != 0)
    return made
