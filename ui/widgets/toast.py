"""A message that passes by itself: what was done, and perhaps a way to take it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from ui.theme import SPACE
from ui.widgets.labels import make_label

_PLAIN_MS = 4_000
_WITH_ACTION_MS = 10_000


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence for the toast; `action` runs when the button `action_label` is pressed."""

    sentence: str
    action_label: str = ""
    action: Callable[[], object] | None = None


class Toast(QFrame):
    """Floats over the lower edge of `over`; object names `toast`, `toast_text`, `toast_action`."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._notice = Notice("")
        self.setObjectName("toast")
        self.setProperty("role", "toast")
        self._text = make_label("", name="toast_text")
        self._button = QPushButton()
        self._button.setObjectName("toast_action")
        self._button.clicked.connect(self._act)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.m, SPACE.s, SPACE.s, SPACE.s)
        row.addWidget(self._text)
        row.addWidget(self._button)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        over.installEventFilter(self)
        self.hide()

    def tell(self, notice: Notice) -> None:
        """Show `notice` for some seconds, longer when there is something to press."""
        self._notice = notice
        self._text.setText(notice.sentence)
        self._button.setText(notice.action_label)
        self._button.setVisible(notice.action is not None)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(_PLAIN_MS if notice.action is None else _WITH_ACTION_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        self._fit()
        self.adjustSize()
        left = (self._over.width() - self.width()) // 2
        # as low as can be: above it is the end of a list, and there the row just written
        self.move(left, self._over.height() - self.height() - SPACE.xs)

    def _fit(self) -> None:
        """A sentence wider than the window takes several lines."""
        room = self._over.width() - 2 * SPACE.l - self._button.sizeHint().width()
        wide = self._text.fontMetrics().horizontalAdvance(self._notice.sentence) > room
        self._text.setWordWrap(wide)
        self._text.setMinimumWidth(room if wide else 0)

    @Slot()
    def _act(self) -> None:
        action = self._notice.action
        self.hide()
        if action is not None:
            action()
