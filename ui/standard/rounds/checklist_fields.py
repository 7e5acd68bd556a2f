"""Which checklist holds for each kind of branch."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from jyguide.ids import ChecklistId
from jyguide.standard.kinds import BRANCH_KIND_NAMES, BranchKind
from jyguide.standard.rows import ChecklistRow
from ui.theme import SPACE
from ui.widgets import make_label
from ui.widgets.elided_combo import ElidedCombo

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
        field = ElidedCombo()
        field.setObjectName(f"checklist_{kind}")
        field.setAccessibleName(f"{BRANCH_KIND_NAMES[kind]}支部用的检查表")
        field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        field.setMinimumContentsLength(12)
        for one in issued:
            field.addItem(one.label, str(one.id))
        field.addItem(_NONE, "")
        if chosen:  # else a new round: the newest of each
            field.setCurrentIndex(max(field.findData(str(chosen.get(kind, ""))), 0))
        field.currentIndexChanged.connect(self.changed)
        self._fields[kind] = field
        return field
