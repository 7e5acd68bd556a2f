"""A short question: a form, and two buttons under it."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.theme import SPACE
from ui.widgets.buttons import Kind, make_button
from ui.widgets.fitting_dialog import FittingDialog
from ui.widgets.form import Form

_WIDTH = 640


class FormDialog(FittingDialog):
    """A form with 取消 and one other button, `confirm`; Enter confirms, Esc cancels."""

    def __init__(
        self,
        title: str,
        confirm_label: str,
        parent: QWidget | None = None,
        *,
        width: int = _WIDTH,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(width)
        self.form = Form()
        cancel = make_button("取消", name="cancel")
        confirm = make_button(confirm_label, Kind.PRIMARY, name="confirm")
        confirm.setDefault(True)
        cancel.clicked.connect(self.reject)
        confirm.clicked.connect(self._confirm)
        self._buttons = row = QHBoxLayout()
        row.addStretch()
        row.addWidget(cancel)
        row.addWidget(confirm)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.l)
        layout.addWidget(self.form)
        layout.addLayout(row)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.focusWidget() is None:  # else Qt would begin with the button that confirms
            self.form.enter()

    def add_choice(self, button: QPushButton) -> None:
        """Put something else that may be done at the left end of the buttons."""
        self._buttons.insertWidget(0, button)

    @Slot()
    def _confirm(self) -> None:
        raise NotImplementedError  # each form keeps something else
