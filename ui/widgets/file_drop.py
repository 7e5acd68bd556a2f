"""Where a file is dropped or chosen, as the first step of every import."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from ui.theme import PALETTE, SPACE, restyle
from ui.widgets.buttons import Kind, make_button
from ui.widgets.labels import icon_label, make_label


class FileDrop(QFrame):
    """Takes one dropped file with a known ending; the button asks the page to choose one.

    Object names inside: `choose_file`, `drop_sentence`.
    """

    dropped = Signal(Path)
    choose = Signal()

    def __init__(self, sentence: str, endings: Sequence[str], note: str = "") -> None:
        """`endings` like (".xlsx", ".xls"), compared without regard to case."""
        super().__init__()
        self._endings = tuple(ending.lower() for ending in endings)
        self.setProperty("role", "drop")
        self.setAcceptDrops(True)
        button = make_button("选择文件…", Kind.PRIMARY, "folder", "choose_file")
        button.clicked.connect(self.choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.xl, SPACE.xl, SPACE.xl, SPACE.xl)
        layout.setSpacing(SPACE.m)
        layout.addStretch()
        for part in (
            icon_label("import", PALETTE.gold_line, 48),
            make_label(sentence, "sentence", "drop_sentence"),
            button,
            make_label(note, "small"),
        ):
            layout.addWidget(part, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._acceptable(event) is not None:
            event.acceptProposedAction()
            restyle(self, inviting="true")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        restyle(self, inviting="false")
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        restyle(self, inviting="false")
        file = self._acceptable(event)
        if file is not None:
            event.acceptProposedAction()
            self.dropped.emit(file)

    def _acceptable(self, event: QDropEvent) -> Path | None:
        urls = event.mimeData().urls()
        if len(urls) != 1 or not urls[0].isLocalFile():
            return None
        file = Path(urls[0].toLocalFile())
        return file if file.suffix.lower() in self._endings else None
