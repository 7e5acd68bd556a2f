"""The dialog in which the program speaks: an icon, a sentence, what to do next, buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from ui.theme import PALETTE, SPACE, Tone
from ui.widgets.button_row import ButtonRow
from ui.widgets.buttons import Kind, make_button
from ui.widgets.fitting_dialog import FittingDialog
from ui.widgets.labels import icon_label, in_short, make_label, tone_icon

_TEXT_WIDTH = 400
_LONGEST = 800


class SentenceDialog(FittingDialog):
    """Shows `message` and, softer, `hint`, and offers choices.

    Object names: `message`, `hint`, and that of each choice. Closing the dialog or Esc is no
    choice at all.
    """

    def __init__(
        self,
        message: str,
        hint: str = "",
        *,
        tone: Tone = Tone.INFO,
        icon_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sentence_dialog")
        self.setWindowTitle("暨阳指导")
        self.chosen = ""
        self._choices = QButtonGroup(self)
        self._choices.buttonClicked.connect(self._choose)
        self._row = ButtonRow()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.l)
        mark = icon_label(icon_name or tone_icon(tone), PALETTE.of(tone), 32)
        layout.addLayout(_speech(mark, message, hint))
        layout.addLayout(self._row)

    def add_choice(
        self, text: str, name: str, kind: Kind = Kind.PLAIN, *, default: bool = False
    ) -> None:
        """A button right of those already there; Enter presses the `default` one.

        What leaves all as it is comes last: it stands rightmost, as in the forms.
        """
        made = make_button(text, kind, name=name)
        made.setMinimumWidth(88)
        made.setDefault(default)
        self._choices.addButton(made)
        self._row.addWidget(made)
        if default:  # once it is in the dialog: Space presses what has the focus
            made.setFocus()

    def ask(self) -> str:
        """Wait for the user; the name of the choice, or "" when the dialog was closed."""
        self.exec()
        self.deleteLater()
        return self.chosen

    @Slot(QAbstractButton)
    def _choose(self, button: QAbstractButton) -> None:
        self.chosen = button.objectName()
        self.accept()


def _speech(mark: QLabel, message: str, hint: str) -> QHBoxLayout:
    said = QVBoxLayout()
    said.setSpacing(SPACE.s)
    for text, role in ((message, "sentence"), (hint, "hint")):
        if text:
            said.addWidget(_selectable(in_short(text, _LONGEST), role))
    row = QHBoxLayout()
    row.setSpacing(SPACE.m)
    row.addWidget(mark, alignment=Qt.AlignmentFlag.AlignTop)
    row.addLayout(said, 1)
    return row


def _selectable(text: str, role: str) -> QLabel:
    made = make_label(text, role, "message" if role == "sentence" else role, wrap=True)
    made.setMinimumWidth(_TEXT_WIDTH)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
