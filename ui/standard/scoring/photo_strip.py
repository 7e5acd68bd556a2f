"""Photos of a criterion in a line; never asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from jyguide.attachment.row import AttachmentRow
from jyguide.attachment.service import AttachmentService
from ui.desk import Desk
from ui.theme import SPACE
from ui.widgets import Kind, make_button, make_label
from ui.widgets.offered import only_looks

_SHOWN = QSize(72, 54)
_MOST = 6


class PhotoStrip(QWidget):
    """Object names: `add_photo`, `photo_<number>`."""

    add_wanted = Signal()
    opened = Signal(object, int)
    """All rows of the criterion, and which of them."""
    remove_wanted = Signal(object)
    """An `AttachmentRow`."""

    def __init__(self, desk: Desk, attachments: AttachmentService) -> None:
        super().__init__()
        self._desk = desk
        self._attachments = attachments
        self._rows: list[AttachmentRow] = []
        self._add = make_button("加照片…（P）", Kind.QUIET, "add", "add_photo")
        self._add.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._add.setToolTip("也可以把照片拖进来，或按 Ctrl+V 粘贴。照片不是必需的。")
        self._add.clicked.connect(self.add_wanted)
        self._more = make_label("", "small")
        self._frames = [self._make_frame(at) for at in range(_MOST)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        row.addWidget(make_label("照片", "key"))
        for frame in self._frames:
            row.addWidget(frame)
        row.addWidget(self._more)
        row.addWidget(self._add)
        row.addStretch(1)

    def _make_frame(self, at: int) -> _Frame:
        frame = _Frame(f"photo_{at + 1}")
        frame.clicked.connect(partial(self._open, at))
        frame.removed.connect(partial(self._remove, at))
        frame.hide()
        return frame

    def show_rows(self, rows: Sequence[AttachmentRow], *, writable: bool) -> None:
        """Show these; the thumbnails come after."""
        self._add.setEnabled(writable)
        rows = list(rows)
        if rows == self._rows:
            return
        self._rows = rows
        for at, frame in enumerate(self._frames):
            frame.setVisible(at < len(rows))
            if at < len(rows):
                frame.setIcon(QIcon())
                frame.setToolTip(rows[at].elsewhere or "点击看大图，按 Delete 移除")
                frame.setAccessibleName(f"照片 {at + 1}")
        more = len(rows) - _MOST
        self._more.setText(f"另有 {more} 张" if more > 0 else "")
        here = [row for row in rows[:_MOST] if row.here]
        if here:
            work = partial(_thumbnails, self._attachments, here)
            self._desk.load(self, work, self._show_thumbnails)

    @Slot(object)
    def _show_thumbnails(self, found: dict[str, bytes]) -> None:
        for row, frame in zip(self._rows, self._frames, strict=False):
            picture = QPixmap()
            if row.sha256 in found and picture.loadFromData(found[row.sha256]):
                frame.setIcon(QIcon(picture))

    def _open(self, at: int) -> None:
        self.opened.emit(self._rows, at)

    def _remove(self, at: int) -> None:
        self.remove_wanted.emit(self._rows[at])


class _Frame(QToolButton):
    removed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setIconSize(_SHOWN)
        self.setFixedSize(_SHOWN + QSize(10, 10))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and not only_looks(self):
            self.removed.emit()
        else:
            super().keyPressEvent(event)


def _thumbnails(attachments: AttachmentService, rows: Sequence[AttachmentRow]) -> dict[str, bytes]:
    return {row.sha256: attachments.thumbnail(row) for row in rows}
