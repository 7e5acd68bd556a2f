"""A new checklist: its name, for which branches, and what it starts from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from jyguide.standard.checklist_rules import ChecklistFacts
from jyguide.standard.kinds import BRANCH_KIND_NAMES, BranchKind
from jyguide.standard.rows import ChecklistRow
from ui.widgets.form_dialog import FormDialog

_EMPTY = "空白，自己写"


class NewChecklistDialog(FormDialog):
    """Object names: `new_checklist_dialog`, `field_name`, `field_kind`, `field_source`."""

    wanted = Signal(object)
    """The `ChecklistFacts` to begin with."""

    def __init__(
        self, rows: Sequence[ChecklistRow], source: ChecklistRow | None, parent: QWidget
    ) -> None:
        """`source` is what is offered to start from."""
        title = "新建检查表" if source is None else "复制为草稿"
        super().__init__(title, "新建", parent, width=560)
        self.setObjectName("new_checklist_dialog")
        self._name = QLineEdit(maxLength=60)
        self._kind = QComboBox()
        for kind, name in BRANCH_KIND_NAMES.items():
            self._kind.addItem(name, kind)
        self._source = QComboBox()
        self._source.addItem(_EMPTY, None)
        for row in rows:
            self._source.addItem(row.label, row)
        self.form.add("name", "名称", self._name, required=True)
        self.form.add("kind", "适用支部", self._kind)
        self.form.add(
            "source", "从哪里开始", self._source, hint="照抄的内容可以随意修改，原来的不受影响。"
        )
        if source is not None:
            at = [row.id for row in rows].index(source.id) + 1
            self._source.setCurrentIndex(at)
            self._kind.setCurrentIndex(self._kind.findData(source.kind))
            self._name.setText(source.name)
            self._name.selectAll()
        self._source.activated.connect(self._follow)

    @Slot(int)
    def _follow(self, _at: int) -> None:
        """What it starts from tells for which branches, and a name where there is none."""
        row: ChecklistRow | None = self._source.currentData()
        if row is not None:
            self._kind.setCurrentIndex(self._kind.findData(row.kind))
            self._name.setText(self._name.text() or row.name)

    @Slot()
    def _confirm(self) -> None:
        name = self._name.text().strip()
        if not self.form.show_problems({} if name else {"name": "请写上名称。"}):
            return
        row: ChecklistRow | None = self._source.currentData()
        kind = BranchKind(self._kind.currentData())
        criteria, note = ((), "") if row is None else (row.criteria, row.note)
        self.wanted.emit(ChecklistFacts(name, kind, criteria, note))
        self.accept()
