"""The people something typed at the door may mean, one under the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QListView

from jyguide.training.session import EnrolmentRow
from ui.theme import PALETTE
from ui.training.columns import attendance_text, attendance_tone, signed_text, workplace_text

_MOST = 50
"""Nobody looks further down; he types another letter."""
_ROW_HEIGHT = 38
_NUMBERED = 9
_TAIL = 4


class MatchModel(QAbstractListModel):
    """Rows as ``2  张三　已到 08:55　样板村党支部　尾号0000``."""

    def __init__(self, parent: QObject | None = None, *, public: bool = False) -> None:
        """`public` leaves out what a stranger must not read."""
        super().__init__(parent)
        self._public = public
        self.rows: Sequence[EnrolmentRow] = ()

    def set_rows(self, rows: Sequence[EnrolmentRow]) -> None:
        self.beginResetModel()
        self.rows = rows[:_MOST]
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return match_text(index.row() + 1, self.rows[index.row()], public=self._public)
        if role == Qt.ItemDataRole.ForegroundRole and self.rows[index.row()].attended:
            return QColor(PALETTE.of(attendance_tone(self.rows[index.row()])))
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(0, _ROW_HEIGHT)
        return None


class MatchList(QListView):
    """Shows the rows; the keyboard stays in the field, the arrows are passed to `move_by`.

    Object name `matches`.
    """

    def __init__(self, *, public: bool = False) -> None:
        """`public` leaves out what a stranger must not read."""
        super().__init__()
        self.setObjectName("matches")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.matches = MatchModel(self, public=public)
        self.setModel(self.matches)

    def show_rows(self, rows: Sequence[EnrolmentRow], *, mark_first: bool) -> None:
        """Show `rows`; the first is highlighted only when it is meant beyond doubt."""
        self.matches.set_rows(rows)
        if rows and mark_first:
            self._mark(0)

    def move_by(self, steps: int) -> None:
        """Highlight the next or previous row; from nothing, down leads to the first."""
        count = self.matches.rowCount()
        if count:
            now = self.currentIndex().row()
            self._mark(min(max(now + steps, 0), count - 1))

    def row_number(self, number: int) -> EnrolmentRow | None:
        """The row numbered so, from 1."""
        rows = self.matches.rows
        return rows[number - 1] if 1 <= number <= len(rows) else None

    @property
    def marked(self) -> EnrolmentRow | None:
        """The highlighted row."""
        at = self.currentIndex()
        return self.matches.rows[at.row()] if at.isValid() else None

    def _mark(self, at: int) -> None:
        self.setCurrentIndex(self.matches.index(at))


def match_text(number: int, row: EnrolmentRow, *, public: bool = False) -> str:
    """One person on one line: what tells him from another of the same name."""
    state = f"{attendance_text(row)} {signed_text(row)}".strip() if row.attendance else ""
    parts = (
        row.name,
        state,
        workplace_text(row),
        f"尾号{row.phone[-_TAIL:]}" if row.phone and not public else "",
    )
    lead = f"{number}  " if number <= _NUMBERED else "    "
    return lead + "　".join(part for part in parts if part)
