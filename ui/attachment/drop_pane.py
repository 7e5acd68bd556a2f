"""What takes files from outside: by dropping them on it, or by asking for a choice."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from ui.attachment.dropped import dropped_files


class DropPane(QWidget):
    """Asks for everything; whoever holds it does it."""

    add_wanted = Signal()
    dropped = Signal(object)
    """The paths of the files."""
    remove_wanted = Signal(object)
    """The chosen `AttachmentRow`s."""

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if files := dropped_files(event.mimeData()):
            event.acceptProposedAction()
            self.dropped.emit(files)
