"""A small question over a page: a sentence, a form, and an answer that may be refused."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from ui.widgets.form_dialog import FormDialog
from ui.widgets.labels import make_label


class AskingDialog(FormDialog):
    """Stays open until what it asked for is kept.

    Object names: `sentence`, and those of its fields.
    """

    given = Signal(object)

    def __init__(self, title: str, confirm: str, sentence: str, parent: QWidget) -> None:
        super().__init__(title, confirm, parent, width=560)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._sentence = make_label(sentence, "sentence", "sentence", wrap=True)
        layout = self.layout()
        assert isinstance(layout, QBoxLayout)  # noqa: S101 - FormDialog made it
        layout.insertWidget(0, self._sentence)
        layout.setStretchFactor(self.form, 1)  # or a sentence of one line floats in spare room

    def only_show(self, why: str) -> None:
        """Say first why nothing can be kept here, and offer no way to."""
        self._sentence.setText(f"{why}{self._sentence.text()}")
        self._confirm_button().setEnabled(False)

    @Slot()
    def resume(self, *_: object) -> None:
        """Let the form be sent again: it was refused."""
        self._confirm_button().setEnabled(True)

    def send(self, value: object) -> None:
        """Hand over what was given; the button waits for what becomes of it."""
        self._confirm_button().setEnabled(False)
        self.given.emit(value)

    def _confirm_button(self) -> QPushButton:
        button = self.findChild(QPushButton, "confirm")
        assert isinstance(button, QPushButton)  # noqa: S101 - FormDialog made it
        return button
