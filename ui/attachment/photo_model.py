"""Photos as Qt sees them: a framed picture over its caption, which can be edited in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QPixmap

from jyguide.attachment.row import AttachmentRow, size_text
from jyguide.documents.dates import date_text
from ui.attachment.frame import framed

Index = QModelIndex | QPersistentModelIndex
_WAITING = "正在读取…"


class PhotoModel(QAbstractListModel):
    """Holds rows and what was drawn of them; thumbnails come later than rows."""

    described = Signal(object, str)
    """An `AttachmentRow` and the caption just typed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[AttachmentRow] = []
        self.ratio = 1.0
        self._drawn: dict[str, QPixmap] = {}

    def set_rows(self, rows: Sequence[AttachmentRow]) -> None:
        """Show these; pictures drawn before are kept.

        Rows that say the same leave a caption that is being typed alone.
        """
        if list(rows) == self.rows:
            self.rows = list(rows)
            return
        self.beginResetModel()
        self.rows = list(rows)
        wanted = {row.sha256 for row in rows if row.here}
        self._drawn = {key: drawn for key, drawn in self._drawn.items() if key in wanted}
        self.endResetModel()

    def lacking(self) -> list[AttachmentRow]:
        """Rows whose thumbnail has not come yet."""
        return [row for row in self.rows if row.here and row.sha256 not in self._drawn]

    def show_thumbnails(self, found: Mapping[str, bytes]) -> None:
        """Small pictures by the hash of what they are of."""
        for sha256, data in found.items():
            self._drawn[sha256] = framed(data, "缩略图读不出来", self.ratio)
        if self.rows:
            ends = self.index(0), self.index(len(self.rows) - 1)
            self.dataChanged.emit(*ends, [Qt.ItemDataRole.DecorationRole])

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.caption or row.name
        if role == Qt.ItemDataRole.EditRole:
            return row.caption
        if role == Qt.ItemDataRole.DecorationRole:
            return self._picture(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return _about(row)
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        row, caption = self.rows[index.row()], " ".join(str(value).split())
        if caption != row.caption:
            self.described.emit(row, caption)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def _picture(self, row: AttachmentRow) -> QPixmap:
        key = row.sha256 if row.here else row.where
        if key not in self._drawn and not row.here:
            self._drawn[key] = framed(b"", row.elsewhere, self.ratio)
        return self._drawn.get(key) or framed(b"", _WAITING, self.ratio)


def _about(row: AttachmentRow) -> str:
    taken = f"拍摄于 {date_text(row.taken_at.date())} {row.taken_at:%H:%M}" if row.taken_at else ""
    size = f"{row.width}×{row.height}　{size_text(row.size)}"
    return "\n".join(part for part in (row.name, taken, size, row.elsewhere) if part)
