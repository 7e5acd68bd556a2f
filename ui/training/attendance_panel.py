"""How many came, and the list of those enrolled with how each attended."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from jyguide.training.session import ATTENDED, Attendance, EnrolmentRow, count_attendance
from ui.theme import SPACE, Tone
from ui.training.columns import attendance_columns, attendance_text, enrolment_search
from ui.widgets import EmptyText, Kind, RowTable, StatTile, make_button

_EMPTY = EmptyText(
    "还没有人报名",
    "先在“报名”页把人员加进名单，再回到这里签到。",
    "去报名",
    "people",
)
_ACTIONS = (
    ("已到", Attendance.PRESENT, "good"),
    ("迟到", Attendance.LATE, "clock"),
    ("早退", Attendance.LEFT_EARLY, "back"),
    ("补训", Attendance.MADE_UP, "redo"),
    ("请假…", Attendance.LEAVE, "info"),
    ("缺席", Attendance.ABSENT, "bad"),
    ("未签到", Attendance.UNKNOWN, "undo"),
)


class AttendancePanel(QWidget):
    """Counters over a table whose right-click menu sets how somebody attended.

    Object names: `attendance` (the table), `count_expected`, `count_came`, `count_late`,
    `count_leave`, `count_absent`, `count_open`, `open_grid`, `rest_present`, `settle_rest`,
    `open_door`.
    """

    settle = Signal(object, object)
    """Selected rows that are in another state, and the `Attendance` wanted."""
    settle_rest = Signal(object)
    """The `Attendance` wanted for everybody of whom nothing is known."""
    credit = Signal(object)
    """Selected rows for whom other hours or days are to count."""
    grid = Signal()
    """The paper sheet is to be keyed in."""
    door = Signal()
    """The screen at the door is wanted."""
    enrol = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._build()
        self._connect()

    def show_rows(self, rows: Sequence[EnrolmentRow]) -> None:
        self.table.set_rows(rows)
        count = count_attendance(rows)
        late = count[Attendance.LATE]
        came = sum(count[state] for state in ATTENDED)
        unknown = count[Attendance.UNKNOWN]
        self._expected.show_value(str(len(rows)))
        self._came.show_value(str(came), tone=Tone.GOOD if came else Tone.NEUTRAL)
        self._late.show_value(str(late), tone=Tone.WARN if late else Tone.NEUTRAL)
        self._leave.show_value(str(count[Attendance.LEAVE]))
        absent = count[Attendance.ABSENT]
        self._absent.show_value(str(absent), tone=Tone.BAD if absent else Tone.NEUTRAL)
        self._open.show_value(str(unknown))
        for button in (self._rest, self._present):
            button.setEnabled(bool(unknown))
        self._grid.setEnabled(bool(rows))

    def _build(self) -> None:
        self._expected = _tile("应到", "count_expected")
        self._came = _tile("实到", "count_came")
        self._late = _tile("其中迟到", "count_late")
        self._leave = _tile("请假", "count_leave")
        self._absent = _tile("缺席", "count_absent")
        self._open = _tile("未签到", "count_open")
        tiles = QHBoxLayout()
        tiles.setSpacing(SPACE.s)
        for tile in self._tiles():
            tiles.addWidget(tile, 1)
        self.table: RowTable[EnrolmentRow] = RowTable(
            attendance_columns(),
            unit="人",
            search_hint="搜索姓名、拼音、单位",
            search_text=enrolment_search,
            key=_key,
            empty=_EMPTY,
        )
        self.table.setObjectName("attendance")
        self.table.add_choice("attendance", "全部考勤", attendance_text)
        self._grid = make_button("补录考勤…", Kind.PLAIN, "edit", "open_grid")
        self._grid.setToolTip("照着纸质签到表用键盘补录，也可以从 Excel 粘贴")
        self._present = make_button("其余出席", Kind.PLAIN, "good", "rest_present")
        self._rest = make_button("其余缺席", Kind.PLAIN, "bad", "settle_rest")
        self._screen = make_button("签到屏", Kind.PLAIN, "play", "open_door")
        self._screen.setToolTip("全屏大字签到；接了第二块屏幕时显示在那里")
        for button in (self._grid, self._present, self._rest, self._screen):
            self.table.add_tool(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.m)
        layout.addLayout(tiles)
        layout.addWidget(self.table, 1)

    def _tiles(self) -> tuple[StatTile, ...]:
        arrived = (self._expected, self._came, self._late)
        return (*arrived, self._leave, self._absent, self._open)

    def _connect(self) -> None:
        for text, attendance, icon_name in _ACTIONS:
            self.table.add_action(text, partial(self._settle, attendance), icon_name)
        self.table.add_action("认定学时…", self._ask_credit, "edit")
        self._rest.clicked.connect(lambda: self.settle_rest.emit(Attendance.ABSENT))
        self._present.clicked.connect(lambda: self.settle_rest.emit(Attendance.PRESENT))
        self._grid.clicked.connect(self.grid)
        self._screen.clicked.connect(self.door)
        self.table.empty_action.connect(self.enrol)

    @Slot()
    def _ask_credit(self, *_: object) -> None:
        rows = self.table.selected_rows()
        if rows:
            self.credit.emit(rows)

    @Slot()
    def _settle(self, attendance: Attendance, *_: object) -> None:
        """Leaves alone who is in that state already, with the reason given for it."""
        rows = [row for row in self.table.selected_rows() if row.attendance is not attendance]
        if rows:
            self.settle.emit(rows, attendance)


def _tile(label: str, name: str) -> StatTile:
    made = StatTile(label, "0")
    made.setObjectName(name)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    around = made.layout()
    if around is not None:
        around.setContentsMargins(SPACE.m, SPACE.s, SPACE.s, SPACE.s)
    return made


def _key(row: EnrolmentRow) -> object:
    return row.person_id
