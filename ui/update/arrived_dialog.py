"""The first start of a new release: what is new, and where the way back is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from jyguide.update.afterwards import Outcome
from ui.desk import Desk
from ui.theme import SPACE, scaled
from ui.update.former import FormerPrograms
from ui.widgets import Facts, FittingDialog, make_button, make_label
from ui.widgets.button_row import ButtonRow

_WIDTH = 560
_NOTES_HEIGHT = 160
_OLD = "旧程序留在旁边，新版本用稳了再删。"


class ArrivedDialog(FittingDialog):
    """Object names: `arrived_dialog`, `notes`, `old_left`, `remove_former`, `close`."""

    def __init__(self, desk: Desk, outcome: Outcome, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("arrived_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        note = outcome.note
        self.setWindowTitle(f"已更新到 {note.after}")
        self.setMinimumWidth(scaled(_WIDTH))
        facts = Facts()
        facts.show_facts(
            [("版本", f"{note.before} → {note.after}"), ("更新前的备份", note.backup or "—")]
        )
        notes = QPlainTextEdit(note.notes)
        notes.setObjectName("notes")
        notes.setAccessibleName("更新内容")
        notes.setReadOnly(True)
        notes.setFixedHeight(scaled(_NOTES_HEIGHT))
        self._former = FormerPrograms(desk, outcome.old)
        old = make_label(_OLD, "hint", "old_left", wrap=True)
        old.setVisible(bool(outcome.old))
        close = make_button("关闭", name="close")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        for part in (facts, make_label("更新内容", "section"), notes, old):
            layout.addWidget(part)
        layout.addLayout(ButtonRow(leave=close, left=(self._former.button,)))
        close.setFocus()
