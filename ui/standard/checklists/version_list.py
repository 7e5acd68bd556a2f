"""Every checklist and its versions, by kind of branch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from jyguide.ids import ChecklistId
from jyguide.standard.kinds import BRANCH_KIND_NAMES, BranchKind
from jyguide.standard.rows import ChecklistRow
from ui.theme import PALETTE, scaled

_ROW = int(Qt.ItemDataRole.UserRole)
_STATE_WIDTH = 92
_TWICE = "两台电脑各做了一份同一版。用不着的那份，是草稿的可以删除。"


class VersionList(QTreeWidget):
    """Object name `checklist_versions`."""

    chosen = Signal(object)
    """The `ChecklistRow` the cursor is on, or None."""

    def __init__(self) -> None:
        super().__init__()
        self._twice: set[tuple[str, int]] = set()
        self.setObjectName("checklist_versions")
        self.setAccessibleName("检查表")
        self.setHeaderLabels(["检查表", "状态"])
        self.setRootIsDecorated(False)
        self.setIndentation(12)
        self.setUniformRowHeights(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        head = self.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.resizeSection(1, scaled(_STATE_WIDTH))
        self.currentItemChanged.connect(self._tell)

    def show_rows(self, rows: Sequence[ChecklistRow], wanted: ChecklistId | None) -> None:
        """List these and put the cursor on `wanted`, if it is there, without telling anybody."""
        self._twice = {
            key
            for key, number in Counter((row.line, row.version_number) for row in rows).items()
            if number > 1
        }
        with QSignalBlocker(self):
            self.clear()
            for kind in BranchKind:
                self._add_kind(kind, [row for row in rows if row.kind is kind])
            self.expandAll()
            self._enter(wanted)

    def put_cursor(self, wanted: ChecklistId | None) -> None:
        """The cursor on a version, without telling anybody."""
        with QSignalBlocker(self):
            self._enter(wanted)

    def current(self) -> ChecklistRow | None:
        """The version the cursor is on."""
        item = self.currentItem()
        row: ChecklistRow | None = item.data(0, _ROW) if item is not None else None
        return row

    def _add_kind(self, kind: BranchKind, rows: Sequence[ChecklistRow]) -> None:
        head = QTreeWidgetItem([BRANCH_KIND_NAMES[kind]])
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        head.setForeground(0, QColor(PALETTE.ink_soft))
        font = self.font()
        font.setBold(True)
        head.setFont(0, font)
        self.addTopLevelItem(head)
        for row in rows:
            item = QTreeWidgetItem([row.name, _short_state(row)])
            item.setData(0, _ROW, row)
            said = f"{row.label}\n{row.station or '全市统一'}，{state_text(row)}"
            if (row.line, row.version_number) in self._twice:
                item.setText(1, f"第{row.version_number}版 重号")
                said = f"{said}\n{_TWICE}"
            item.setToolTip(0, said)
            item.setToolTip(1, said)
            item.setForeground(1, QColor(PALETTE.warn if row.issued_on is None else PALETTE.good))
            head.addChild(item)

    def _enter(self, wanted: ChecklistId | None) -> None:
        for at in range(self.topLevelItemCount()):
            head = self.topLevelItem(at)
            for place in range(head.childCount() if head is not None else 0):
                item = head.child(place) if head is not None else None
                if item is not None and item.data(0, _ROW).id == wanted:
                    self.setCurrentItem(item)
                    return

    @Slot()
    def _tell(self) -> None:
        if (row := self.current()) is not None:
            self.chosen.emit(row)


def _short_state(row: ChecklistRow) -> str:
    word = "草稿" if row.issued_on is None else ("在用" if row.rounds else "启用")
    return f"第{row.version_number}版 {word}"


def state_text(row: ChecklistRow) -> str:
    """Where a version stands, in a word or two."""
    if row.rounds:
        return f"{row.rounds} 个轮次在用"
    return "草稿" if row.issued_on is None else "已启用"
