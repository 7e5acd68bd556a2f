"""Where returned forms are dropped or chosen: files, several of them, or whole folders."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from ui.attachment.dropped import dropped_files
from ui.theme import PALETTE, SPACE, restyle
from ui.widgets import Kind, icon_label, make_button, make_label

_SENTENCE = "把支部发回的自查表拖到这里，可以一次拖许多个，也可以拖整个文件夹"
_NOTE = "认的是表里的标识，文件改了名也不要紧。先预览每一份，再一起收下。"


class FormsDrop(QFrame):
    """Object names: `choose_files`, `choose_folder`."""

    dropped = Signal(object)
    """A list of paths."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "drop")
        self.setAcceptDrops(True)
        self.files = make_button("选择文件…", Kind.PRIMARY, "file", "choose_files")
        self.folder = make_button("选择文件夹…", Kind.PLAIN, "folder", "choose_folder")
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE.s)
        buttons.addStretch()
        buttons.addWidget(self.files)
        buttons.addWidget(self.folder)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.xl, SPACE.xl, SPACE.xl, SPACE.xl)
        layout.setSpacing(SPACE.m)
        middle = Qt.AlignmentFlag.AlignHCenter
        layout.addStretch()
        layout.addWidget(icon_label("import", PALETTE.gold_line, 48), alignment=middle)
        layout.addWidget(make_label(_SENTENCE, "sentence", "drop_sentence"), alignment=middle)
        layout.addLayout(buttons)
        layout.addWidget(make_label(_NOTE, "small"), alignment=middle)
        layout.addStretch()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()
            restyle(self, inviting="true")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        restyle(self, inviting="false")
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        restyle(self, inviting="false")
        if files := dropped_files(event.mimeData()):
            event.acceptProposedAction()
            self.dropped.emit(files)
