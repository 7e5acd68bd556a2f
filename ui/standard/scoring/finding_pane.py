"""What was found: written, or picked from what is often found; required where points are lost."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from ui.exam.sitting.keys import ENTER, controls
from ui.theme import SPACE, restyle
from ui.widgets import make_button, make_label
from ui.widgets.flow_layout import FlowLayout

_MOST_CHIPS = 8
_CHIP_SIGNS = 26
_LINES = 2


class FindingField(QPlainTextEdit):
    """Enter goes on, Shift+Enter breaks the line, Esc gives the keyboard back."""

    onward = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("finding")
        self.setAccessibleName("发现的问题")
        self.setPlaceholderText("发现了什么问题（按 F 到这里写，回车继续）")
        self.setTabChangesFocus(True)

    def sizeHint(self) -> QSize:
        return QSize(320, _LINES * self.fontMetrics().lineSpacing() + 2 * SPACE.s)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if key in ENTER and not shift and not controls(event):
            self.onward.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif controls(event) and (key in ENTER or key in _OUTSIDE):
            event.ignore()  # completing, the next open one, a phrase: the screen's
        else:
            super().keyPressEvent(event)


_OUTSIDE = (Qt.Key.Key_Down, *(getattr(Qt.Key, f"Key_{digit}") for digit in range(1, 10)))


class FindingPane(QWidget):
    """Object names: `finding`, `finding_problem`, `chip_<number>`."""

    written = Signal(str)
    onward = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field = FindingField()
        self._problem = make_label("", "problem", "finding_problem")
        self._chips = [self._make_chip(at) for at in range(_MOST_CHIPS)]
        self._phrases: list[str] = []
        self._build()
        self.field.textChanged.connect(self._tell)
        self.field.onward.connect(self.onward)
        self.field.left.connect(self.left)
        self._showing = False

    def _make_chip(self, at: int) -> QPushButton:
        chip = make_button("", name=f"chip_{at + 1}")
        chip.setProperty("kind", "chip")
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.clicked.connect(self._pick)
        return chip

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE.m)
        label = make_label("发现的问题", "key")
        label.setBuddy(self.field)
        head.addWidget(label)
        head.addWidget(self._problem, 1)
        self.picks = QWidget()
        flow = FlowLayout(SPACE.s, self.picks)
        for chip in self._chips:
            flow.addWidget(chip)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addLayout(head)
        self.field.setFixedHeight(self.field.sizeHint().height())
        layout.addWidget(self.field)
        layout.addWidget(self.picks)

    def show_phrases(self, phrases: Sequence[str]) -> None:
        """Offer these."""
        self._phrases = list(phrases[:_MOST_CHIPS])
        for at, chip in enumerate(self._chips):
            chip.setVisible(at < len(self._phrases))
            if at < len(self._phrases):
                text = self._phrases[at]
                short = text if len(text) <= _CHIP_SIGNS else f"{text[: _CHIP_SIGNS - 1]}…"
                chip.setText(short.replace("&", "&&"))
                chip.setToolTip(f"{text}（Ctrl+{at + 1}）")
                chip.setAccessibleName(text)

    def show_finding(self, text: str, *, missing: bool, writable: bool) -> None:
        """Show what was written, and whether something is missing."""
        if text != self.field.toPlainText():
            self._showing = True
            self.field.setPlainText(text)
            self._showing = False
        self.field.setReadOnly(not writable)
        self.show_missing(missing=missing)
        self.picks.setVisible(writable)

    def show_missing(self, *, missing: bool) -> None:
        """Frame the field and say why."""
        self._problem.setText("扣了分要写明问题，可以先往下评，完成前补上" if missing else "")
        wrong = "true" if missing else "false"
        if self.field.property("wrong") != wrong:
            restyle(self.field, wrong=wrong)

    def enter(self) -> None:
        """Put the keyboard into the field, at the end."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.moveCursor(self.field.textCursor().MoveOperation.End)

    def by_number(self, number: int) -> None:
        """Pick a phrase by its number, from 1."""
        if 1 <= number <= len(self._phrases) and not self.field.isReadOnly():
            self._add(self._phrases[number - 1])

    def _add(self, phrase: str) -> None:
        """Behind what is there; a phrase that is there already is not written twice."""
        text = self.field.toPlainText().rstrip()
        if phrase in text:
            return
        if text and text[-1] not in "。；！？.;":
            text += "；"
        cursor = self.field.textCursor()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(text + phrase)

    @Slot()
    def _pick(self) -> None:
        at = self._chips.index(self.sender())  # type: ignore[arg-type] # one of them
        self._add(self._phrases[at])

    @Slot()
    def _tell(self) -> None:
        if not self._showing:
            self.written.emit(self.field.toPlainText())
