"""Items answered in writing: blanks to fill in, and short answers."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from jyguide.exam.marking.mark import Response
from jyguide.exam.paper import PaperPlace
from ui.exam.sitting.item_view import ItemView
from ui.exam.sitting.keys import ENTER, controls
from ui.widgets import make_label

PAUSE_MS = 400
"""Typing is stored after so long a pause: each key by itself would fill the journal."""


class WrittenView(ItemView):
    """Waits for a pause in typing; `flush` does not wait."""

    def __init__(self, place: PaperPlace) -> None:
        super().__init__(place)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._give)

    def flush(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self._give()

    def written(self) -> Response:
        """What stands in the fields now."""
        raise NotImplementedError  # blanks and essays have different fields

    @Slot()
    def _give(self) -> None:
        self.given.emit(self.written())

    @Slot()
    def _typed(self) -> None:
        self._pause.start()


class BlanksView(WrittenView):
    """One field per blank, `blank_1` and on; Enter goes to the next, then to the next item."""

    def __init__(self, place: PaperPlace) -> None:
        super().__init__(place)
        self._fields = [QLineEdit() for _ in range(blank_count(place))]
        for number, field in enumerate(self._fields, start=1):
            field.setObjectName(f"blank_{number}")
            field.setPlaceholderText(f"第 {number} 空" if len(self._fields) > 1 else "请填写答案")
            field.setMaximumWidth(720)
            field.textEdited.connect(self._typed)
            field.textEdited.connect(partial(self._show_field, field))
            self.rows.addWidget(field)
        self.rows.addStretch()

    def show_response(self, response: Response) -> None:
        given = response if isinstance(response, tuple) else (response or "",)
        for field, text in zip(self._fields, given, strict=False):
            field.setText(text)

    def written(self) -> Response:
        texts = tuple(field.text() for field in self._fields)
        return texts if any(text.strip() for text in texts) else None

    def take_focus(self) -> None:
        self._fields[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def take_key(self, key: int) -> bool:
        """Enter, which a field passes on, goes to the next blank; after the last, on.

        Up and down go from blank to blank.
        """
        step = -1 if key == Qt.Key.Key_Up else 1
        field = self.beside(step) if key in (*ENTER, Qt.Key.Key_Up, Qt.Key.Key_Down) else None
        if field is None:
            return False
        field.setFocus(Qt.FocusReason.TabFocusReason)
        self.pointed.emit(field)
        return True

    def beside(self, step: int) -> QWidget | None:
        at = next((n for n, field in enumerate(self._fields) if field.hasFocus()), -1) + step
        return self._fields[at] if 0 <= at < len(self._fields) else None

    def _show_field(self, field: QWidget, _text: str) -> None:
        """What is typed into is in sight, however long the stem and large the type."""
        self.pointed.emit(field)


class TextView(WrittenView):
    """One large field, `short_answer`; Enter begins a new line, Ctrl+Enter goes on."""

    def __init__(self, place: PaperPlace) -> None:
        super().__init__(place)
        self._field = _AnswerEdit()
        self._field.setObjectName("short_answer")
        self._field.setPlaceholderText("请在这里作答")
        self._field.setTabChangesFocus(True)
        self._field.textChanged.connect(self._typed)
        self._count = make_label("0 字", "exam-small", "letters")
        self.rows.addWidget(self._field, 1)
        self.rows.addWidget(self._count)

    def show_response(self, response: Response) -> None:
        self._field.setPlainText(str(response or ""))
        self._pause.stop()  # what is stored already need not be stored again

    def written(self) -> Response:
        text = self._field.toPlainText()
        return text if text.strip() else None

    def take_focus(self) -> None:
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _typed(self) -> None:
        super()._typed()
        self.pointed.emit(self._field)
        self._count.setText(f"{len(''.join(self._field.toPlainText().split()))} 字")


class _AnswerEdit(QPlainTextEdit):
    """Leaves the keys that go from item to item to the screen around it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _PAGE_KEYS or (controls(event) and event.key() in _CONTROL_KEYS):
            event.ignore()
        else:
            super().keyPressEvent(event)


_PAGE_KEYS = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_CONTROL_KEYS = (
    *ENTER,
    Qt.Key.Key_M,
    Qt.Key.Key_G,
    Qt.Key.Key_P,
    Qt.Key.Key_Plus,
    Qt.Key.Key_Equal,
    Qt.Key.Key_Minus,
    Qt.Key.Key_0,
)


def blank_count(place: PaperPlace) -> int:
    """How many blanks an item has: as many as its key has parts."""
    answer = place.content.answer
    return len(answer) if isinstance(answer, tuple) else 1
