"""A short question: a form, and two buttons under it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.theme import SPACE, scaled
from ui.widgets.button_row import ButtonRow
from ui.widgets.buttons import Kind, make_button
from ui.widgets.fitting_dialog import FittingDialog
from ui.widgets.form import Form
from ui.widgets.surfaces import scrolling

_WIDTH = 640
_LEAST_FORM = 160


class FormDialog(FittingDialog):
    """A form with the button `confirm` and 取消; Enter confirms, Esc cancels.

    Where it would be higher than the screen the form scrolls, and the buttons stay in sight.
    """

    _form_area: QScrollArea | None = None

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
        self.setMinimumWidth(scaled(width))
        self.form = Form()
        cancel = make_button("取消", name="cancel")
        confirm = make_button(confirm_label, Kind.PRIMARY, name="confirm")
        confirm.setDefault(True)
        cancel.clicked.connect(self.reject)
        confirm.clicked.connect(self._confirm)
        self._buttons = ButtonRow(confirm, leave=cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.l)
        layout.addWidget(self.form)
        layout.addLayout(self._buttons)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.focusWidget() is None:  # else Qt would begin with the button that confirms
            self.form.enter()

    def add_choice(self, button: QPushButton) -> None:
        """Put something else that may be done at the left end of the buttons."""
        self._buttons.add_choice(button)

    def _fit(self) -> None:
        over = self._height_needed() - self._height_at_most()
        if over > 0 and self._form_area is None:
            self._let_form_scroll()
        elif over > 0 and self._form_area is not None:  # a sentence above came to say more
            least = max(self._form_area.minimumHeight() - over, _LEAST_FORM)
            self._form_area.setFixedHeight(least)
            self._fitted = self.height()
        super()._fit()

    def _let_form_scroll(self) -> None:
        entered = self.focusWidget()  # what is put elsewhere loses the keyboard
        self._form_area = area = scrolling(QWidget())
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFixedHeight(_LEAST_FORM)
        self.layout().replaceWidget(self.form, area)  # type: ignore[union-attr]  # made above
        area.setWidget(self.form)
        self.form.setContentsMargins(0, 0, SPACE.s, 0)
        area.show()  # else the layout leaves it out
        spare = self._height_at_most() - self._height_needed()
        area.setFixedHeight(_LEAST_FORM + max(spare, 0))  # its own hint would be higher
        self._fitted = self.height()  # Qt made it as high as all of it, not the user
        if entered is not None:
            entered.setFocus()

    @Slot()
    def _confirm(self) -> None:
        raise NotImplementedError  # each form keeps something else
