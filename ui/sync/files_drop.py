"""Taking in files dropped from a folder, a stick or a chat window, whatever they are called."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from ui.theme import PALETTE, SPACE, restyle
from ui.widgets import icon_label, make_button, make_label


def files_in(event: QDropEvent) -> list[Path]:
    """The files a drop brings; empty when it brings anything else."""
    urls = event.mimeData().urls()
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return paths if len(paths) == len(urls) and all(path.is_file() for path in paths) else []


class FilesDrop(QFrame):
    """A field to drop files on, with a button to choose them.

    Object names inside: `choose_file`, `drop_sentence`.
    """

    dropped = Signal(object)
    """The files, as a list of paths."""
    choose = Signal()

    def __init__(self, sentence: str, note: str = "", button: str = "选择文件…") -> None:
        super().__init__()
        self.setProperty("role", "drop")
        self.setAcceptDrops(True)
        self.button = make_button(button, icon_name="folder", name="choose_file")
        self.button.clicked.connect(self.choose)
        self.sentence = make_label(sentence, "body", "drop_sentence", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        hint = make_label(note, "small", wrap=True)
        hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        hint.setVisible(bool(note))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.m, SPACE.m, SPACE.m, SPACE.m)
        layout.setSpacing(SPACE.s)
        layout.addStretch()
        centre = Qt.AlignmentFlag.AlignHCenter
        layout.addWidget(icon_label("import", PALETTE.gold_line, 32), alignment=centre)
        layout.addWidget(self.sentence)
        layout.addWidget(self.button, alignment=centre)
        layout.addWidget(hint)
        layout.addStretch()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_in(event):
            event.acceptProposedAction()
            restyle(self, inviting="true")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        restyle(self, inviting="false")
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        restyle(self, inviting="false")
        files = files_in(event)
        if files:
            event.acceptProposedAction()
            self.dropped.emit(files)
