"""Which checklist holds for each kind of branch."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from jyguide.ids import ChecklistId
from jyguide.standard.kinds import BRANCH_KIND_NAMES, BranchKind
from jyguide.standard.rows import ChecklistRow
from ui.theme import SPACE
from ui.widgets import make_label

_NONE = "这一类不参加"


class ChecklistFields(QWidget):
    """Two and two beside each other. Object names: `checklist_<kind>`."""

    changed = Signal()

    def __init__(
        self, checklists: Sequence[ChecklistRow], chosen: Mapping[BranchKind, ChecklistId]
    ) -> None:
        """`checklists` are all versions, the newest first; drafts are not offered."""
        super().__init__()
        self._fields: dict[BranchKind, QComboBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE.m)
        grid.setVerticalSpacing(SPACE.s)
        for at, (kind, name) in enumerate(BRANCH_KIND_NAMES.items()):
            row, column = divmod(at, 2)
            issued = [one for one in checklists if one.kind is kind and one.issued_on]
            field = self._field(kind, issued, chosen)
            grid.addWidget(make_label(name), row, 2 * column)
            grid.addWidget(field, row, 2 * column + 1)
            grid.setColumnStretch(2 * column + 1, 1)

    def chosen(self) -> dict[BranchKind, ChecklistId]:
        """What is chosen; kinds that take no part are left out."""
        found = {kind: field.currentData() for kind, field in self._fields.items()}
        return {kind: ChecklistId(uuid.UUID(key)) for kind, key in found.items() if key}

    def _field(
        self,
        kind: BranchKind,
        issued: Sequence[ChecklistRow],
        chosen: Mapping[BranchKind, ChecklistId],
    ) -> QComboBox:
        field = _Elided()
        field.setObjectName(f"checklist_{kind}")
        field.setAccessibleName(f"{BRANCH_KIND_NAMES[kind]}支部用的检查表")
        field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        field.setMinimumContentsLength(12)
        for one in issued:
            field.addItem(one.label, str(one.id))
        field.addItem(_NONE, "")
        if chosen:  # else a new round: the newest of each
            field.setCurrentIndex(max(field.findData(str(chosen.get(kind, ""))), 0))
        field.setToolTip(field.currentText())
        field.currentIndexChanged.connect(lambda: field.setToolTip(field.currentText()))
        field.currentIndexChanged.connect(self.changed)
        self._fields[kind] = field
        return field


class _Elided(QComboBox):
    """Ends in … where a name has no room; Qt would cut it off."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        option.currentText = self.fontMetrics().elidedText(  # type: ignore[attr-defined]
            self.currentText(), Qt.TextElideMode.ElideRight, field.width()
        )
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
