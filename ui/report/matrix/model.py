"""The training matrix as a table: totals in the first row and the first columns."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from jyguide.documents.dates import tenths_text
from jyguide.documents.title_lines import title_lines
from jyguide.report.figure import Figure, Sources
from jyguide.report.matrix import (
    Mark,
    Matrix,
    all_sources,
    column_sources,
    mark_text,
    row_sources,
    times_figure,
)
from ui.theme import PALETTE

Index = QModelIndex | QPersistentModelIndex
NAME, UNIT, TIMES, HOURS = range(4)
FIXED = ("姓名", "单位", "人次", "学时")
FIRST = len(FIXED)
"""The first column of a training."""
HEAD_ROOM = 7.5
"""Characters on a line of a training's head."""
_HEAD_LINES = 3
"""Lines of it; the tip says all of a longer title."""
_PART = re.compile(r"(?=（)|(?<=年度)|(?<=季度)")
_ALL = "合计"
_ABSENT = "在名单上，没有到"


class MatrixModel(QAbstractTableModel):
    """Row 0 has the totals of trainings; names and totals of people stand before the first."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.matrix = Matrix(0, (), ())
        self._hours = False
        self._painters = {
            int(Qt.ItemDataRole.DisplayRole): self.text,
            int(Qt.ItemDataRole.TextAlignmentRole): _alignment,
            int(Qt.ItemDataRole.ToolTipRole): self._tip,
            int(Qt.ItemDataRole.FontRole): _font,
            int(Qt.ItemDataRole.BackgroundRole): _ground,
            int(Qt.ItemDataRole.AccessibleTextRole): self._said,
        }

    def show_matrix(self, matrix: Matrix, *, hours: bool) -> None:
        """Show another one."""
        self.beginResetModel()
        self.matrix = matrix
        self._hours = hours
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() or not self.matrix.rows else len(self.matrix.rows) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else FIRST + len(self.matrix.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        paint = self._painters.get(role)
        return None if paint is None or not index.isValid() else paint(index.row(), index.column())

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            number = role == Qt.ItemDataRole.DisplayRole and section
            return str(section) if number else None
        if role == Qt.ItemDataRole.DisplayRole:
            return FIXED[section] if section < FIRST else self._head(section)
        if role == Qt.ItemDataRole.TextAlignmentRole and section < FIRST:
            return _alignment(0, section)
        if role == Qt.ItemDataRole.ToolTipRole and section >= FIRST:
            one = self.matrix.columns[section - FIRST].session
            return f"{one.starts_on:%Y-%m-%d}　{one.title}"
        return None

    def text(self, row: int, column: int) -> str:
        """What stands in a cell."""
        if row == 0:
            return self._total(column)
        line = self.matrix.rows[row - 1]
        match column:
            case 0:
                return line.person.name
            case 1:
                return line.person.organisation
            case 2:
                return str(line.times)
            case 3:
                return tenths_text(line.hours)
        return mark_text(line.marks[column - FIRST], hours=self._hours)

    def figure(self, row: int, column: int) -> Figure:
        """A cell's total of person-times: of a training, of a person, of all."""
        matrix = self.matrix
        if row > 0:
            return times_figure(matrix, matrix.rows[row - 1].times)
        times = matrix.times if column < FIRST else matrix.columns[column - FIRST].times
        return times_figure(matrix, times)

    def _head(self, section: int) -> str:
        day, title = self.matrix.columns[section - FIRST].head.split(" ", 1)
        return f"{day}\n{head_lines(title)}"

    def _total(self, column: int) -> str:
        match column:
            case 0:
                return _ALL
            case 1:
                return f"{len(self.matrix.rows)} 人"
            case 2:
                return str(self.matrix.times)
            case 3:
                return tenths_text(self.matrix.hours)
        one = self.matrix.columns[column - FIRST]
        return tenths_text(one.hours) if self._hours else str(one.times)

    def _mark(self, row: int, column: int) -> Mark | None:
        return self.matrix.rows[row - 1].marks[column - FIRST] if row and column >= FIRST else None

    def _tip(self, row: int, column: int) -> str | None:
        if column < FIRST or not row:
            return self.text(row, column) if column in (NAME, UNIT) else None
        mark = self._mark(row, column)
        if mark is None:
            return None
        return f"{tenths_text(mark.hours)} 学时" if mark.came else _ABSENT

    def _said(self, row: int, column: int) -> str:
        """For whoever hears the table: a sign alone says little."""
        text = self.text(row, column)
        if column < FIRST:
            return text
        head = self.matrix.columns[column - FIRST].session.title
        return f"{head}：{text or '没有参加'}"


def cell_sources(matrix: Matrix, row: int, column: int) -> Sources:
    """The rows behind the total of a cell; of all they may be many.

    Of the matrix that was seen: by the time they are read another one may be shown.
    """
    if row > 0:
        return row_sources(matrix, row - 1)
    return all_sources(matrix) if column < FIRST else column_sources(matrix, column - FIRST)


@lru_cache(maxsize=1024)  # asked anew with every repaint
def head_lines(title: str) -> str:
    """A training's title on as many lines as its head has, words kept whole where they fit."""
    lines = title_lines(_PART.split(title), HEAD_ROOM)
    more = "…" if len(lines) > _HEAD_LINES else ""
    return "\n".join(lines[:_HEAD_LINES]) + more


def _alignment(_row: int, column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column <= UNIT else Qt.AlignmentFlag.AlignHCenter
    return side | Qt.AlignmentFlag.AlignVCenter


def _font(row: int, column: int) -> QFont | None:
    if row and column not in (TIMES, HOURS):
        return None
    font = QFont()
    font.setBold(True)
    return font


def _ground(row: int, column: int) -> QColor | None:
    return QColor(PALETTE.sunken) if row == 0 or column in (TIMES, HOURS) else None
