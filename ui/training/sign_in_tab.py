"""Signing in: the door on the left, who is here on the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from jyguide.changes import Changed
from jyguide.ids import PersonId, SessionId
from jyguide.training.service import TrainingService
from jyguide.training.session import Attendance, EnrolmentRow
from ui.brief import brief
from ui.desk import Desk
from ui.theme import SPACE
from ui.training.attendance_panel import AttendancePanel
from ui.training.door import Door
from ui.training.reason_dialog import ReasonDialog

_DOOR_WIDTH = 380


@dataclass(frozen=True, slots=True)
class _Step:
    """A signing in that can be taken back: the row as it was before."""

    session_id: SessionId
    before: EnrolmentRow
    late: bool


class SignInTab(QWidget):
    """Signs people in one key after another; each is written before the next is looked at.

    The worker takes them in the order of the queue, so the field is free again at once. What
    was signed in here can be taken back step by step, the last first.
    """

    enrol = Signal(str)
    """Somebody who is not on the list is to be put on it; what was typed of his name."""

    def __init__(self, desk: Desk, training: TrainingService) -> None:
        super().__init__()
        self._desk = desk
        self._training = training
        self._session_id: SessionId | None = None
        self._steps: list[_Step] = []
        self._under_way: set[PersonId] = set()
        self._build()
        self._connect()

    def show_session(self, session_id: SessionId, rows: Sequence[EnrolmentRow]) -> None:
        """Show a session's people; another session than before begins with a clear door."""
        if session_id != self._session_id:
            self._session_id = session_id
            self._steps.clear()
            self._under_way.clear()
            self.door.forget()
        self.door.show_rows(rows)
        self.panel.show_rows(rows)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.door.field.setFocus()

    def _build(self) -> None:
        self.door = Door()
        self.door.setMinimumWidth(_DOOR_WIDTH)
        self.panel = AttendancePanel()
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(SPACE.m)
        split.setChildrenCollapsible(False)
        split.addWidget(self.door)
        split.addWidget(self.panel)
        split.setStretchFactor(0, 38)
        split.setStretchFactor(1, 62)
        split.setSizes([_DOOR_WIDTH, 2 * _DOOR_WIDTH])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE.m, 0, 0)
        layout.addWidget(split)

    def _connect(self) -> None:
        self.door.signing.connect(self._sign)
        self.door.undo.connect(self._take_back)
        self.door.unknown.connect(self.enrol)
        self.panel.enrol.connect(self._go_enrol)
        self.panel.settle.connect(self._settle)
        self.panel.settle_rest.connect(self._settle_rest)

    @Slot(object, bool)
    def _sign(self, row: EnrolmentRow, late: bool) -> None:  # noqa: FBT001 - Qt's signal
        if self._session_id is None:
            return
        if row.attended or row.person_id in self._under_way:
            self.door.refuse_second(row)
            return
        step = _Step(self._session_id, row, late)
        self._steps.append(step)
        self._under_way.add(row.person_id)
        job = self._desk.act(
            self,
            brief(partial(_sign_in, self._training, step)),
            partial(self._greet, step),
            title="正在签到",
            changed=Changed.SESSIONS,
        )
        drop = partial(self._drop_step, step)
        job.failed.connect(drop)
        job.cancelled.connect(drop)

    def _greet(self, step: _Step, row: EnrolmentRow) -> None:
        self._under_way.discard(row.person_id)
        if step.session_id == self._session_id:
            self.door.replace(row)
            self.door.greet(row)

    def _drop_step(self, step: _Step, *_: object) -> None:
        self._under_way.discard(step.before.person_id)
        if step in self._steps:
            self._steps.remove(step)

    @Slot()
    def _take_back(self) -> None:
        if not self._steps:
            self.door.say_nothing_to_undo()
            return
        step = self._steps.pop()
        self._desk.act(
            self,
            brief(partial(_put_back, self._training, step)),
            self._told_back,
            title="正在撤销签到",
            changed=Changed.SESSIONS,
        )

    @Slot(object)
    def _told_back(self, before: EnrolmentRow) -> None:
        self.door.replace(before)
        self.door.take_back(before.name)

    @Slot(object, object)
    def _settle(self, rows: list[EnrolmentRow], attendance: Attendance) -> None:
        if attendance is Attendance.LEAVE:
            who = rows[0].name if len(rows) == 1 else f"这 {len(rows)} 人"
            dialog = ReasonDialog(f"{who}因何请假？", self)
            dialog.given.connect(partial(self._write, rows, attendance))
            dialog.open()
            return
        self._write(rows, attendance, "")

    def _write(self, rows: list[EnrolmentRow], attendance: Attendance, reason: str) -> None:
        if self._session_id is not None:
            people = [row.person_id for row in rows]
            settle = self._training.settle
            self._act(partial(settle, self._session_id, people, attendance, reason))

    def _act(self, work: Callable[[], object]) -> None:
        self._desk.act(
            self, brief(work), self._settled, title="正在登记考勤", changed=Changed.SESSIONS
        )

    @Slot(object)
    def _settled(self, _result: object) -> None:
        self.door.field.setFocus()

    @Slot()
    def _settle_rest(self) -> None:
        rows = [row for row in self.panel.table.rows() if row.attendance is Attendance.UNKNOWN]
        question = f"还有 {len(rows)} 人没有签到，全部登记为缺席？"
        hint = "以后到场的人仍可签到，也可以右键逐人更正。"
        if self._session_id and self._desk.alerts.ask(question, "全部缺席", hint=hint):
            settle_rest = self._training.settle_rest
            self._act(partial(settle_rest, self._session_id, Attendance.ABSENT))

    @Slot()
    def _go_enrol(self) -> None:
        self.enrol.emit("")


def _sign_in(training: TrainingService, step: _Step) -> EnrolmentRow:
    person_id = step.before.person_id
    training.sign_in(step.session_id, person_id, late=step.late)
    rows = training.enrolments(step.session_id)
    return next(row for row in rows if row.person_id == person_id)


def _put_back(training: TrainingService, step: _Step) -> EnrolmentRow:
    before = step.before
    training.settle(step.session_id, [before.person_id], before.attendance, before.reason)
    return before
