"""Short codes: shown large to be read out, and typed as somebody reads them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QLineEdit

from jyguide.sync.code import DIGITS, GROUPS
from ui.theme import mono_font
from ui.widgets import make_label

_COUNT = DIGITS * GROUPS
_POINTS = 12.5


def _code_font() -> QFont:
    font = QFont(mono_font())
    font.setPointSizeF(_POINTS)
    return font


class CodeLabel(QLabel):
    """A code in large type on two lines, which can be selected and copied."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "figure")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def show_code(self, code: str) -> None:
        """Show a code, or leave the place empty for ""."""
        groups = code.split()
        half = GROUPS // 2
        self.setText("\n".join("  ".join(part) for part in (groups[:half], groups[half:]) if part))


class CodeField(QLineEdit):
    """Takes 24 digits in whatever way they are typed, and draws them in groups of four."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFont(_code_font())
        self.setPlaceholderText("24 位数字")
        self.textEdited.connect(self._group)

    @property
    def digits(self) -> str:
        """What was typed, digits alone."""
        return _digits(self.text())

    @property
    def complete(self) -> bool:
        """Whether there are as many digits as a code has."""
        return len(self.digits) == _COUNT

    @Slot(str)
    def _group(self, text: str) -> None:
        """Draw groups while somebody types at the end; a correction inside is left alone."""
        if self.cursorPosition() == len(text):
            digits = _digits(text)[:_COUNT]
            groups = [digits[at : at + DIGITS] for at in range(0, len(digits), DIGITS)]
            self.setText(" ".join(groups))


def _digits(text: str) -> str:
    return "".join(str(int(sign)) for sign in text if sign.isdecimal())


def code_caption(text: str, name: str = "") -> QLabel:
    """The sentence over a code."""
    made = make_label(text, "hint", name, wrap=True)
    made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return made
