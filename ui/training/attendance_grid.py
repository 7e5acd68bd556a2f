"""按签到表补录: the sheet as printed, keyed in line by line; written as one action."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from jyguide.ids import PersonId
from jyguide.training.attendance_sheet import KEYS, AttendanceMark, read_state
from jyguide.training.session import ATTENDANCE_NAMES, ATTENDED, Attendance, EnrolmentRow
from ui.theme import PALETTE, scaled
from ui.training.columns import ATTENDANCE_TONES, workplace_text
from ui.widgets.entry.model import FIXED, Cell, EntryModel, Trial
from ui.widgets.entry.view import EntryView

HEADS = ("序号", "姓名", "单位", "考勤", "事由")
STATE, REASON = 3, 4
_WIDTHS = (56, 190, 250, 90)
_ROW = 30
_NONE = "—"
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_MOST_DIGITS = 4
Index = QModelIndex | QPersistentModelIndex


class GridModel(EntryModel):
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
            state = ATTENDANCE_NAMES[mark.attendance] if mark.attendance else _NONE
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
        self.put([(index.row(), REASON, str(value))])
        return True

    def at_number(self, number: int) -> int | None:
        """Where somebody stands who has this number on the sheet."""
        return self._at.get(number)

    @property
    def last_number(self) -> int:
        return self.rows[-1].number if self.rows else 0

    def put_marks(self, marks: Sequence[AttendanceMark]) -> None:
        """Enter these people's attendance, as one step."""
        with self.step():
            self._marks |= {mark.person_id: mark for mark in marks}
            self._tell()

    def mark_rows(self, rows: Sequence[int], state: Attendance) -> None:
        """Enter a state for the people in these rows."""
        self.put_marks([self._marked(at, state) for at in rows])

    def mark_rest(self, state: Attendance) -> None:
        """Enter a state for everybody for whom nothing is entered."""
        rest = [key for key, mark in self._marks.items() if not mark.attendance]
        self.put_marks([AttendanceMark(key, state) for key in rest])

    def may(self, row: int, column: int) -> bool:  # noqa: ARG002 - rows are all alike
        return column in (STATE, REASON)

    def row_name(self, row: int) -> str:
        return f"{self.rows[row].number}　{self.rows[row].name}"

    def choices(self, _row: int, column: int) -> Sequence[str]:
        return [ATTENDANCE_NAMES[one] for one in Attendance if one] if column == STATE else ()

    def trial(self, row: int, column: int, text: str) -> Trial:
        text = " ".join(text.split())
        if not self.may(row, column):
            return Trial(text, FIXED)
        state = read_state(text)
        if column == REASON or text in ("", _NONE) or state is not None:
            shown = ATTENDANCE_NAMES[state] if state is not None else text
            return Trial(text if column == REASON else shown or _NONE)
        return Trial(text, f"“{text}”不是考勤状态")

    def take(self, cells: Sequence[Cell]) -> None:
        for row, column, text in cells:
            mark = self._marks[self.rows[row].person_id]
            if column == REASON:
                made = replace(mark, reason=text.strip())
            else:
                made = self._marked(row, read_state(text) or Attendance.UNKNOWN)
            self._marks[mark.person_id] = made
        self._tell()

    def state(self) -> dict[PersonId, AttendanceMark]:
        return dict(self._marks)

    def restore(self, state: Mapping[PersonId, AttendanceMark]) -> None:
        self._marks = dict(state)
        self._tell()

    def _marked(self, at: int, state: Attendance) -> AttendanceMark:
        """A reason for another state goes with it."""
        mark = self._marks[self.rows[at].person_id]
        reason = mark.reason if mark.attendance is state else ""
        return AttendanceMark(mark.person_id, state, reason)

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


class GridView(EntryView):
    """A key sets the state of the selected rows, and of a single one goes on to the next.

    Digits go to the row of that number, F2 opens the reason; all else is as in every grid.
    """

    pasted = Signal()

    def __init__(self, model: GridModel) -> None:
        super().__init__(model, "attendance_grid", "签到表")
        self._marks = model
        self._number = ""
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(scaled(_ROW))
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, scaled(width))
        self.horizontalHeader().setSectionResizeMode(REASON, QHeaderView.ResizeMode.Stretch)
        if model.rows:
            self.selectRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bare = not event.modifiers() & _COMMANDS
        typed = unicodedata.normalize("NFKC", event.text()).upper() if bare else ""
        if self.state() is QAbstractItemView.State.EditingState:
            event.accept()
        elif typed in KEYS and typed:
            self._mark(KEYS[typed])
        elif typed.isdecimal():
            self._jump(typed)
        else:
            self._number = ""
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's
        """Letters mean states, whatever input method is on."""
        super().currentChanged(current, previous)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's name
        """Qt would look for names by what is typed; here keys mean states."""

    def paste(self) -> None:
        """A block says by number and name whom its lines mean: the dialog lays it out."""
        self.pasted.emit()

    def clear_cells(self) -> None:
        self._mark(Attendance.UNKNOWN)

    def open_cell(self) -> None:
        """The reason, whichever cell is current: the state has its keys."""
        here = self.currentIndex()
        if here.isValid():
            self.setCurrentIndex(self._marks.index(here.row(), REASON))
            super().open_cell()

    def step_columns(self, step: int) -> None:
        """Tab leaves: there is nothing to go to in a row."""
        self._leave(onward=step > 0)

    def _leave(self, *, onward: bool) -> None:
        self.focusNextPrevChild(onward)

    def _mark(self, state: Attendance) -> None:
        self._number = ""
        rows, _ = self._selected()
        self._marks.mark_rows(rows, state)
        if len(rows) == 1:
            self._go(rows[0] + 1)

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


def _as_known(row: EnrolmentRow) -> AttendanceMark:
    return AttendanceMark(row.person_id, row.attendance, row.reason)
