"""What every kind of item has in common on the exam screen."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from jyguide.exam.marking.mark import Response
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

    def read_on(self, part: QWidget | None, step: int) -> bool:
        """Scroll most of a page where the next part is out of sight; whether that was done.

        Else the arrow keys would jump over the middle of a long stem, and nobody without a mouse
        could read it.

        Args:
            part: Where the arrow key would go; None at the end.
            step: 1 for down, -1 for up.
        """
        bar, page = self.verticalScrollBar(), self.viewport().height()
        before = bar.value()
        if part is not None:
            top = part.mapTo(self.widget(), QPoint(0, 0)).y()
            if (top < before + page) if step > 0 else (top + part.height() > before):
                return False
        bar.setValue(before + step * (page * 3 // 4))
        return bar.value() != before


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

    def beside(self, step: int) -> QWidget | None:  # noqa: ARG002 - for kinds that have parts
        """The part to which the arrow key goes, down with 1, up with -1."""
        return None

    def flush(self) -> None:
        """Give at once what was typed and is still waiting for a pause."""

    def take_focus(self) -> None:
        """Put the cursor where answering begins."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
