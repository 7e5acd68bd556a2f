"""按签到表补录: the sheet as printed, keyed in line by line; written as one action."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from jyguide.ids import PersonId
from jyguide.training.attendance_sheet import KEYS, AttendanceMark
from jyguide.training.session import ATTENDANCE_NAMES, ATTENDED, Attendance, EnrolmentRow
from ui.theme import PALETTE
from ui.training.columns import ATTENDANCE_TONES, workplace_text

HEADS = ("序号", "姓名", "单位", "考勤", "事由")
STATE, REASON = 3, 4
_WIDTHS = (56, 190, 250, 90)
_MOST_DIGITS = 4
Index = QModelIndex | QPersistentModelIndex


class GridModel(QAbstractTableModel):
    """The people in the order of the printed sheet, each with what is entered for him."""

    edited = Signal()

    def __init__(self, rows: Sequence[EnrolmentRow], parent: QWidget) -> None:
        super().__init__(parent)
        self.rows = sorted(rows, key=lambda row: row.number)
        self._at = {row.number: at for at, row in enumerate(self.rows)}
        self._marks = {row.person_id: _as_known(row) for row in rows}

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(HEADS)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        shown = role == Qt.ItemDataRole.DisplayRole
        return HEADS[section] if shown and orientation == Qt.Orientation.Horizontal else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == REASON else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        mark = self._marks[row.person_id]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            state = ATTENDANCE_NAMES[mark.attendance] if mark.attendance else "—"
            texts = (str(row.number), row.name, workplace_text(row), state, mark.reason)
            return texts[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == STATE:
            return QColor(PALETTE.of(ATTENDANCE_TONES[mark.attendance]))
        if role == Qt.ItemDataRole.FontRole and mark != _as_known(row):
            bold = QFont()
            bold.setBold(True)
            return bold
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in (0, STATE):
            return int(Qt.AlignmentFlag.AlignCenter)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or index.column() != REASON:
            return False
        mark = self._marks[self.rows[index.row()].person_id]
        self.put(replace(mark, reason=str(value).strip()))
        return True

    def at_number(self, number: int) -> int | None:
        """Where somebody stands who has this number on the sheet."""
        return self._at.get(number)

    @property
    def last_number(self) -> int:
        return self.rows[-1].number if self.rows else 0

    def put(self, mark: AttendanceMark) -> None:
        """Enter one person's attendance."""
        self._marks[mark.person_id] = mark
        self._tell()

    def mark_at(self, at: int, state: Attendance) -> None:
        """Enter a state for the person at a place; a reason for another state goes with it."""
        mark = self._marks[self.rows[at].person_id]
        reason = mark.reason if mark.attendance is state else ""
        self.put(AttendanceMark(mark.person_id, state, reason))

    def mark_rest(self, state: Attendance) -> None:
        """Enter a state for everybody for whom nothing is entered."""
        for key, mark in self._marks.items():
            if not mark.attendance:
                self._marks[key] = AttendanceMark(key, state)
        self._tell()

    def changed(self) -> list[AttendanceMark]:
        """What is entered otherwise than it was known."""
        known = {row.person_id: _as_known(row) for row in self.rows}
        return [mark for key, mark in self._marks.items() if mark != known[key]]

    def corrected(self) -> int:
        """How many of those were known already."""
        known: dict[PersonId, Attendance] = {row.person_id: row.attendance for row in self.rows}
        return sum(
            bool(known[mark.person_id]) and mark.attendance is not known[mark.person_id]
            for mark in self.changed()
        )

    def counts(self) -> dict[str, int]:
        """How many there are of each: 到场, and whoever was not there by state."""
        states = [mark.attendance for mark in self._marks.values()]
        return {
            "到场": sum(state in ATTENDED for state in states),
            "请假": states.count(Attendance.LEAVE),
            "缺席": states.count(Attendance.ABSENT),
            "未登记": states.count(Attendance.UNKNOWN),
        }

    def _tell(self) -> None:
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(HEADS) - 1))
        self.edited.emit()


class GridView(QTableView):
    """A key sets the state and goes on to the next line; digits go to the line of that number."""

    pasted = Signal()

    def __init__(self, model: GridModel) -> None:
        super().__init__()
        self.setObjectName("attendance_grid")
        self.setAccessibleName("签到表")
        self.setModel(model)
        self._marks = model
        self._number = ""
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, width)
        self.horizontalHeader().setSectionResizeMode(REASON, QHeaderView.ResizeMode.Stretch)
        if model.rows:
            self.selectRow(0)
        self._keys: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Backspace: lambda: self._mark(Attendance.UNKNOWN),
            Qt.Key.Key_Delete: lambda: self._mark(Attendance.UNKNOWN),
            Qt.Key.Key_F2: self._edit_reason,
            Qt.Key.Key_Return: lambda: self._go(self.currentIndex().row() + 1),
            Qt.Key.Key_Enter: lambda: self._go(self.currentIndex().row() + 1),
        }

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = unicodedata.normalize("NFKC", event.text()).upper()
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        elif typed in KEYS and typed:
            self._mark(KEYS[typed])
        elif typed.isdecimal():
            self._jump(typed)
        elif (act := self._keys.get(event.key())) is not None:
            self._number = ""
            act()
        else:
            self._number = ""
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's name
        """Qt would look for names by what is typed; here keys mean states."""

    def _mark(self, state: Attendance) -> None:
        self._number = ""
        at = self.currentIndex().row()
        if at >= 0:
            self._marks.mark_at(at, state)
            self._go(at + 1)

    def _jump(self, digit: str) -> None:
        """The digits typed one after another are one number, begun anew where it is none."""
        number = (self._number + digit)[-_MOST_DIGITS:]
        if int(number) > self._marks.last_number:
            number = digit
        self._number = number
        at = self._marks.at_number(int(number))
        if at is not None:
            self._go(at)

    def _go(self, at: int) -> None:
        if 0 <= at < len(self._marks.rows):
            self.selectRow(at)
            self.scrollTo(self._marks.index(at, 0))

    @Slot()
    def _edit_reason(self) -> None:
        self.edit(self._marks.index(self.currentIndex().row(), REASON))


def _as_known(row: EnrolmentRow) -> AttendanceMark:
    return AttendanceMark(row.person_id, row.attendance, row.reason)
