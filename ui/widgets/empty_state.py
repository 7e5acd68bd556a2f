"""What a page shows while it has nothing to show: why, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import PALETTE, SPACE
from ui.widgets.buttons import Kind, make_button
from ui.widgets.labels import icon_label, make_label
from ui.widgets.offered import is_withheld

_ICON = 48
_SLACK = 2
"""How many signs a line may be longer than the others, so that no comma begins one."""

_UNREAD = "没有读出来"


@dataclass(frozen=True, slots=True)
class EmptyText:
    """The words of an empty state; without `button` there is none."""

    title: str
    sentence: str
    button: str = ""
    icon_name: str = "empty"
    kind: Kind = Kind.PRIMARY


class EmptyState(QWidget):
    """Icon, title, sentence and perhaps one button, centred.

    Object names: `<name>_state`, `<name>_title`, `<name>_sentence`, `<name>_action`. It has no
    button where the page withholds what that button says, see `ui.widgets.offered`.
    """

    clicked = Signal()

    def __init__(self, text: EmptyText, name: str = "empty") -> None:
        super().__init__()
        self._words = text.button
        self.setObjectName(f"{name}_state")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.xl, SPACE.xl, SPACE.xl, SPACE.xl)
        layout.setSpacing(SPACE.s)
        layout.addStretch(2)
        centre = Qt.AlignmentFlag.AlignHCenter
        self._icon = icon_label(text.icon_name, PALETTE.gold_line, _ICON)
        layout.addWidget(self._icon, alignment=centre)
        self._text = text
        self._title = make_label(text.title, "section", f"{name}_title")
        layout.addWidget(self._title, alignment=centre)
        self._sentence = sentence = make_label(
            text.sentence, "hint", f"{name}_sentence", wrap=True
        )
        sentence.setAlignment(centre)
        layout.addWidget(sentence)  # its full width: aligned, a wrapped label loses its last line
        self._add_button(layout, text, name)
        layout.addStretch(3)

    def show_unread(self, *, unread: bool) -> None:
        """Say that nothing is known, or again what there is to say of nothing."""
        self._title.setText(_UNREAD if unread else self._text.title)
        self._sentence.setText("" if unread else self._text.sentence)
        if self._words:
            self._button.setHidden(unread or is_withheld(self, self._words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._even_out()
        self._give_way()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._words and is_withheld(self, self._words):
            self._button.hide()

    def _give_way(self) -> None:
        """Where it is too low for all of it, the words stay and the icon goes."""
        layout = self.layout()
        if layout is None:
            return
        spared = 2 * (SPACE.xl - SPACE.s) + _ICON + SPACE.s if self._icon.isHidden() else 0
        low = self.height() < layout.totalHeightForWidth(self.width()) + spared
        if low != self._icon.isHidden():
            upright = SPACE.s if low else SPACE.xl
            self._icon.setHidden(low)
            layout.setContentsMargins(SPACE.xl, upright, SPACE.xl, upright)

    def _even_out(self) -> None:
        """Lines of about one length: filled up one by one they leave a last one of one word."""
        metrics, text = self._sentence.fontMetrics(), self._sentence.text()
        room, whole = self.width() - 2 * SPACE.xl, metrics.horizontalAdvance(text)
        aside = 0
        if "\n" not in text and whole > room > 0:
            line = whole // -(-whole // room) + _SLACK * metrics.horizontalAdvance("字")
            aside = max(room - line, 0) // 2
        self._sentence.setContentsMargins(aside, 0, aside, 0)

    def _add_button(self, layout: QVBoxLayout, text: EmptyText, name: str) -> None:
        if not text.button:
            return
        self._button = button = make_button(text.button, text.kind, name=f"{name}_action")
        button.clicked.connect(self.clicked)
        layout.addSpacing(SPACE.s)
        layout.addWidget(button, alignment=Qt.AlignmentFlag.AlignHCenter)
