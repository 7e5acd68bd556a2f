"""What every kind of item has in common on the exam screen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from jyguide.exam.marking import Response
from jyguide.exam.paper import PaperPlace
from ui.theme import SPACE


class ItemScroll(QScrollArea):
    """Scrolls a long item by wheel; arrow and page keys go on to the screen around it."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()


class ItemView(QWidget):
    """Where one item is answered; made when the item comes up, gone when it is left."""

    given = Signal(object)
    """A `Response`, the moment it is given."""
    pointed = Signal(QWidget)
    """The part under the arrow keys, which ought to be in sight."""

    def __init__(self, place: PaperPlace) -> None:
        super().__init__()
        self.place = place
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(SPACE.s + SPACE.xs)

    def show_response(self, response: Response) -> None:
        """Show what was answered before."""
        raise NotImplementedError  # each kind of item shows its own way

    def take_key(self, key: int) -> bool:  # noqa: ARG002 - for kinds answered by single keys
        """Act on a key nobody else wanted; whether it meant something here."""
        return False

    def flush(self) -> None:
        """Give at once what was typed and is still waiting for a pause."""

    def take_focus(self) -> None:
        """Put the cursor where answering begins."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
