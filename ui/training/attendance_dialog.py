"""The dialog around the grid of attendance: fill up, paste, save, and why a thing is changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from jyguide.training.attendance_sheet import KEYS_TEXT, AttendanceMark, PastedMarks, read_block
from jyguide.training.session import ATTENDANCE_NAMES, Attendance, EnrolmentRow, SessionRow
from ui.alerts import Alerts
from ui.theme import SPACE, scaled
from ui.training.attendance_grid import GridModel, GridView
from ui.widgets import Kind, make_button, make_label
from ui.widgets.button_row import ButtonRow

_SIZE = (860, 620)
_HIGHEST = 690
_MOST_SAID = 6
_SAVE_WIDTH = 112
"""Room for the number of people it says."""


@dataclass(frozen=True, slots=True)
class Entered:
    """What is to be written, and why what was known is changed."""

    marks: Sequence[AttendanceMark]
    why: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet that is keyed in.

    Attributes:
        printed_on: When it was printed last; None if it was not, here.
        over: Whether the session is over.
    """

    session: SessionRow
    rows: Sequence[EnrolmentRow]
    printed_on: date | None
    over: bool

    @property
    def numbers_text(self) -> str:
        """Where the numbers come from."""
        if self.printed_on is None:
            return "本机没有打印过签到表，序号按姓名拼音。"
        day = f"{self.printed_on.month}月{self.printed_on.day}日"
        return f"序号同 {day}打印的签到表，之后报名的排在最后。"


class AttendanceDialog(QDialog):
    """It stays open until everything is kept: whoever writes calls `kept`, or `resume`.

    Object names: `attendance_dialog`, `attendance_grid`, `rest_present`, `rest_absent`,
    `paste_block`, `numbers`, `why`, `counts`, `save`, `cancel`.
    """

    wanted = Signal(object)
    """An `Entered`."""

    def __init__(
        self,
        alerts: Alerts,
        sheet: Sheet,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._alerts = alerts
        self._sheet = sheet
        self.setObjectName("attendance_dialog")
        self.setWindowTitle(f"按签到表补录　{sheet.session.plan.title}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(scaled(_SIZE[0]), min(scaled(_SIZE[1]), _HIGHEST))
        self.model = GridModel(sheet.rows, self)
        self._build()
        self._connect()
        self._sum_up()
        self.view.setFocus()

    @Slot()
    def resume(self) -> None:
        """Let the user go on after saving failed."""
        self._save.setEnabled(True)

    def kept(self) -> None:
        """Everything entered is written: close without asking."""
        self.done(int(QDialog.DialogCode.Accepted))

    def reject(self) -> None:
        """What was entered is not thrown away unasked."""
        count = len(self.model.changed())
        question = f"已填的 {count} 人考勤还没有保存，放弃吗？"
        if not count or self._alerts.ask(question, "放弃", danger=True):
            super().reject()

    def _build(self) -> None:
        self.view = GridView(self.model)
        self._present = make_button("其余全部出席", Kind.PLAIN, "good", "rest_present")
        self._absent = make_button("其余全部缺席", Kind.PLAIN, "bad", "rest_absent")
        self._paste = make_button("粘贴表格", Kind.PLAIN, "copy", "paste_block")
        self._paste.setToolTip("从 Excel 或 WPS 复制“序号或姓名 + 考勤”几列，再按这里（Ctrl+V）")
        self._counts = make_label("", "hint", "counts")
        self._why = QLineEdit(placeholderText="培训已结束：更正原有考勤要写明原因")
        self._why.setObjectName("why")
        self._why.setAccessibleName("更正原因")
        self._save = make_button("保存", Kind.PRIMARY, name="save")
        self._save.setMinimumWidth(scaled(_SAVE_WIDTH))
        self._cancel = make_button("取消", name="cancel")
        for button in (self._present, self._absent, self._paste, self._save, self._cancel):
            button.setAutoDefault(False)  # Enter goes on to the next line
        tools = QHBoxLayout()
        tools.setSpacing(SPACE.s)
        for part in (self._present, self._absent, self._paste):
            tools.addWidget(part)
        tools.addStretch()
        tools.addWidget(self._counts)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.s)
        layout.addLayout(tools)
        layout.addWidget(self.view, 1)
        layout.addWidget(make_label(self._sheet.numbers_text, "small", "numbers", wrap=True))
        layout.addWidget(make_label(KEYS_TEXT, "small", "keys", wrap=True))
        layout.addLayout(self._foot())

    def _foot(self) -> ButtonRow:
        return ButtonRow(self._save, leave=self._cancel, said=self._why)

    def _connect(self) -> None:
        self.model.edited.connect(self._sum_up)
        self._present.clicked.connect(lambda: self._fill_rest(Attendance.PRESENT))
        self._absent.clicked.connect(lambda: self._fill_rest(Attendance.ABSENT))
        self._paste.clicked.connect(self._paste_block)
        self.view.pasted.connect(self._paste_block)
        self._save.clicked.connect(self._submit)
        self._cancel.clicked.connect(self.reject)

    def _fill_rest(self, state: Attendance) -> None:
        self.model.mark_rest(state)
        self.view.setFocus()

    @Slot()
    def _sum_up(self) -> None:
        self._counts.setText("　".join(f"{name} {n}" for name, n in self.model.counts().items()))
        changed = len(self.model.changed())
        self._save.setText(f"保存 {changed} 人" if changed else "保存")
        self._save.setEnabled(bool(changed))
        self._why.setVisible(self._sheet.over and self.model.corrected() > 0)

    @Slot()
    def _paste_block(self) -> None:
        """Show what a block says before any of it is taken."""
        block = read_block(QGuiApplication.clipboard().text(), self.model.rows)
        if not block.marks:
            self._alerts.inform(
                "剪贴板里没有认得出的考勤，没有改动。",
                "\n".join(block.faults[:_MOST_SAID])
                or "请先在 Excel 或 WPS 里复制“序号或姓名 + 考勤”几列。",
            )
        elif self._alerts.ask(
            f"从剪贴板填入 {len(block.marks)} 人的考勤？", "填入", hint=block_text(block)
        ):
            self.model.put_marks(block.marks)
        self.view.setFocus()

    @Slot()
    def _submit(self) -> None:
        why = self._why.text().strip()
        if self._why.isVisible() and not why:
            self._why.setFocus()
            self._counts.setText(f"更正 {self.model.corrected()} 人的原有考勤，请写明原因")
            return
        self._save.setEnabled(False)
        self.wanted.emit(Entered(self.model.changed(), why))


def block_text(block: PastedMarks) -> str:
    """What a pasted block says, and which of its lines were not understood."""
    states = [mark.attendance for mark in block.marks]
    counts = [
        f"{ATTENDANCE_NAMES[state]} {states.count(state)}"
        for state in Attendance
        if state in states
    ]
    lines = ["，".join(counts) + "。"]
    if block.faults:
        lines.append(f"另有 {len(block.faults)} 行没有认出，不会填入：")
        lines += block.faults[:_MOST_SAID]
        if len(block.faults) > _MOST_SAID:
            lines.append("……")
    return "\n".join(lines)
