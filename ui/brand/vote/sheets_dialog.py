"""录入评分: the grid, what was refused, and what is still open."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from jyguide.brand.vote import VoteBook
from ui.alerts import Alerts
from ui.brand.vote.sheet_grid import SheetModel, SheetView
from ui.theme import SPACE, scaled
from ui.widgets import Kind, make_button, make_label
from ui.widgets.button_row import ButtonRow
from ui.widgets.entry.totals import CellTotals

_HOW = (
    "直接打字录入，Tab 到右边一格，一行录完按回车到下一位；弃评填“弃评”或“-”，需要回避填"
    "“回避”或“h”，本单位的品牌自动回避。可以从 Excel 整块粘贴（Ctrl+V），录错了按 Ctrl+Z。"
)
_SIZE, _MOST = (1120, 600), (1320, 690)
"""The most leaves the frame and the bar of Windows on 1366 × 768."""


class SheetsDialog(QDialog):
    """Nothing is kept before 保存, and then all of it.

    Object names: `sheets_dialog`, `sheet_grid`, `add_juror`, `remove_juror`, `leave_out`,
    `refused`, `far`, `at`, `confirm`, `cancel`. `given` carries sheets and keys removed.
    """

    given = Signal(object)

    def __init__(self, book: VoteBook, alerts: Alerts, parent: QWidget) -> None:
        super().__init__(parent)
        self._alerts = alerts
        self._wrong = False
        self.setObjectName("sheets_dialog")
        self.setWindowTitle(f"录入评分：{book.row.facts.name}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*map(min, map(scaled, _SIZE), _MOST))
        self.model = SheetModel(book.row, book.sheets, self)
        self.view = SheetView(self.model)
        self._refused = make_label("", "problem", "refused", wrap=True)
        self._refused.hide()
        self._far = make_label("", "small", "far", wrap=True)
        self._at = make_label("", "section", "at")
        self._build()
        self.model.refused.connect(self._show_refused)
        self.model.edited.connect(self._show_far)
        self._show_far()
        self.view.selectionModel().currentChanged.connect(self._show_at)
        self.view.told.connect(self._tell_step)
        self.view.enter(0 if self.model.sheets else self.model.add())
        self.model.forget_steps()

    def _build(self) -> None:
        add = make_button("加一位评委", icon_name="add", name="add_juror")
        add.setToolTip("Ins")
        remove = make_button("移除所选评委", icon_name="delete", name="remove_juror")
        rest = make_button("所选评委没评的都算弃评", name="leave_out")
        cancel = make_button("取消", name="cancel")
        confirm = make_button("保存", Kind.PRIMARY, name="confirm")
        add.clicked.connect(self._add)
        remove.clicked.connect(lambda: self.model.remove(self.view.rows()))
        rest.clicked.connect(lambda: self.model.leave_out_rest(self.view.rows()))
        cancel.clicked.connect(self.reject)
        confirm.clicked.connect(self._confirm)
        self._save = confirm
        QShortcut(QKeySequence(Qt.Key.Key_Insert), self, self._add)
        QShortcut(QKeySequence.StandardKey.Save, self, self._confirm)
        foot = ButtonRow(confirm, leave=cancel, left=(add, rest, remove))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.s)
        layout.addWidget(make_label(_HOW, "hint", wrap=True))
        layout.addWidget(self._at)
        layout.addWidget(self.view, 1)
        layout.addWidget(CellTotals(self.view))
        layout.addWidget(self._refused)
        layout.addWidget(self._far)
        layout.addLayout(foot)

    @Slot()
    def resume(self, *_: object) -> None:
        """Let it be sent again: it was refused."""
        self._save.setEnabled(True)

    def reject(self) -> None:
        """Close; where something was keyed in, not before he says so."""
        touched = self.model.changed or self.model.removed
        if touched and not self._alerts.ask(
            "录入的评分还没有保存，现在关闭会丢失。",
            "不保存",
            hint="要留下录入的内容，请取消后按“保存”。",
            danger=True,
        ):
            return
        super().reject()

    @Slot()
    def _add(self) -> None:
        self.view.enter(self.model.add())

    @Slot(str)
    def _show_refused(self, sentence: str) -> None:
        self._wrong = bool(sentence)
        self._refused.setText(sentence)
        self._refused.setHidden(not sentence)

    @Slot()
    def _show_far(self) -> None:
        self._far.setText(self.model.said())

    @Slot(str)
    def _tell_step(self, sentence: str) -> None:
        self._far.setText(f"{sentence}{self.model.said()}")

    @Slot()
    def _show_at(self, *_: object) -> None:
        self._at.setText(self.model.field(self.view.currentIndex()))

    @Slot()
    def _confirm(self) -> None:
        self._wrong = False
        self.view.setFocus()  # Ctrl+S leaves a field open: what was typed counts
        if self._wrong:
            return
        self._save.setEnabled(False)
        self.given.emit((self.model.changed, self.model.removed))
