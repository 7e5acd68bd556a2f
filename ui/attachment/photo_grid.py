"""A grid of photos: files are dropped on it, captions edited in it, one is opened from it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QListView

from jyguide.attachment.row import AttachmentRow
from ui.attachment.dropped import dropped_files
from ui.attachment.frame import FRAME
from ui.attachment.photo_model import PhotoModel
from ui.widgets.offered import only_looks

_TEXT_HEIGHT = 34
_GAP = 16


class PhotoGrid(QListView):
    """Enter or a double click opens, F2 edits the caption, Delete removes, Ctrl+←→ moves.

    Object name: `photos`.
    """

    dropped = Signal(object)
    """A list of `Path`s."""
    opened = Signal(object)
    """An `AttachmentRow`, as is that of `described` before the caption."""
    described = Signal(object, str)
    remove = Signal()
    moved = Signal(int)
    """Whether the chosen photo goes one place back (-1) or on (1)."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("photos")
        self.setAccessibleName("照片")
        self.photos = PhotoModel(self)
        self.photos.ratio = self.devicePixelRatioF()
        self.setModel(self.photos)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setIconSize(FRAME)
        self.setGridSize(QSize(FRAME.width() + _GAP, FRAME.height() + _TEXT_HEIGHT + _GAP))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QListView.EditTrigger.EditKeyPressed)
        self.setAcceptDrops(True)
        self.photos.described.connect(self.described)
        self.activated.connect(self._open)

    def set_rows(self, rows: Sequence[AttachmentRow]) -> None:
        """Show these; what was chosen stays chosen."""
        chosen = {row.id for row in self.chosen_rows()}
        self.photos.set_rows(rows)
        for at, row in enumerate(rows):
            if row.id in chosen:
                self.choose(at)

    def chosen_rows(self) -> list[AttachmentRow]:
        """The chosen photos in their order."""
        places = sorted(index.row() for index in self.selectedIndexes())
        return [self.photos.rows[at] for at in places]

    def choose(self, at: int) -> None:
        """Choose one, and put the keyboard on it."""
        index = self.photos.index(at)
        self.selectionModel().select(index, self.selectionModel().SelectionFlag.Select)
        self.selectionModel().setCurrentIndex(index, self.selectionModel().SelectionFlag.NoUpdate)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in moves:
            self.moved.emit(moves[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Delete and not only_looks(self):
            self.remove.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files: list[Path] = dropped_files(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.dropped.emit(files)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.photos.rows[index.row()])
