"""Attendance entered by hand from the panel: menu, the rest at once, the sheet, own credit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from jyguide.app import Application
from jyguide.changes import Changed
from jyguide.training.attendance_sheet import AttendanceMark
from jyguide.training.session import ATTENDANCE_NAMES, Attendance, EnrolmentRow, SessionRow
from ui.brief import brief
from ui.desk import Desk
from ui.jobs import Job
from ui.page import Page
from ui.training.attendance_dialog import AttendanceDialog, Entered, Sheet
from ui.training.credit_dialog import CreditDialog, OwnCredit
from ui.undoing import Done, Undoing, noted
from ui.widgets.reason_dialog import CORRECTION, LEAVE, Reason, ReasonDialog


class AttendanceWriting(QObject):
    """Asks what has to be asked, writes it, and offers to take it back."""

    written = Signal()

    def __init__(self, tab: QWidget, desk: Desk, app: Application, page: Page) -> None:
        super().__init__(tab)
        self._tab = tab
        self._desk = desk
        self._app = app
        self._session: SessionRow | None = None
        self._rows: Sequence[EnrolmentRow] = ()
        self._undoing = Undoing(page, desk, app.history, Changed.SESSIONS)

    def show_session(self, session: SessionRow, rows: Sequence[EnrolmentRow]) -> None:
        """Write about this session from now on."""
        self._session, self._rows = session, rows

    @property
    def _over(self) -> bool:
        return self._session is not None and (
            self._session.plan.ends_on < self._app.clock().date()
        )

    @Slot(object, object)
    def settle(self, rows: list[EnrolmentRow], attendance: Attendance) -> None:
        """Set people's attendance; leave, and a change after the end, need a reason."""
        who = rows[0].name if len(rows) == 1 else f"这 {len(rows)} 人"
        write = partial(self._settle, rows, attendance)
        if attendance is Attendance.LEAVE:
            self._ask(f"{who}因何请假？", LEAVE, write)
        elif self._over and any(row.attendance for row in rows):
            name = ATTENDANCE_NAMES[attendance]
            self._ask(f"培训已结束。为什么把{who}的考勤更正为“{name}”？", CORRECTION, write)
        else:
            write("")

    def _ask(self, question: str, reason: Reason, write: Callable[[str], object]) -> None:
        dialog = ReasonDialog(question, self._tab, reason)
        dialog.given.connect(write)
        dialog.open()

    def _settle(self, rows: list[EnrolmentRow], attendance: Attendance, reason: str) -> None:
        if self._session is None:
            return
        own = reason if attendance is Attendance.LEAVE else ""
        marks = [AttendanceMark(row.person_id, attendance, own) for row in rows]
        record = self._app.attendance.record
        who = rows[0].name if len(rows) == 1 else f"{len(rows)} 人"
        told = f"已登记{who}为“{ATTENDANCE_NAMES[attendance]}”。"
        self._act(partial(record, self._session.id, marks, reason), told)

    @Slot(object)
    def settle_rest(self, attendance: Attendance) -> None:
        """Set everybody of whom nothing is known yet, after asking."""
        if self._session is None:
            return
        open_ = sum(row.attendance is Attendance.UNKNOWN for row in self._rows)
        word = "出席" if attendance is Attendance.PRESENT else "缺席"
        question = f"还有 {open_} 人没有签到，全部登记为{word}？"
        hint = "以后到场的人仍可签到，也可以右键逐人更正。"
        if self._desk.alerts.ask(question, f"全部{word}", hint=hint):
            work = partial(self._app.training.settle_rest, self._session.id, attendance)
            self._act(work, f"已登记其余 {open_} 人为{word}。")

    @Slot(object)
    def ask_credit(self, rows: list[EnrolmentRow]) -> None:
        """Ask for other hours and days than the session gives."""
        if self._session is not None:
            dialog = CreditDialog(rows, self._session.plan, self._tab)
            dialog.given.connect(partial(self._credit, rows))
            dialog.open()

    def _credit(self, rows: list[EnrolmentRow], own: OwnCredit) -> None:
        if self._session is not None:
            keys = [row.person_id for row in rows]
            credit = self._app.attendance.credit
            work = partial(credit, self._session.id, keys, own.hours, own.days, own.reason)
            self._act(work, f"已认定 {len(rows)} 人的学时。")

    @Slot()
    def open_grid(self) -> None:
        """Open the sheet as printed, to be keyed in."""
        if self._session is not None:
            work = partial(_sheet, self._app, self._session)
            self._desk.load(self._tab, work, self._show_grid)

    @Slot(object)
    def _show_grid(self, sheet: Sheet) -> None:
        dialog = AttendanceDialog(self._desk.alerts, sheet, self._tab)
        dialog.wanted.connect(partial(self._record, dialog))
        dialog.open()

    def _record(self, dialog: AttendanceDialog, entered: Entered) -> None:
        if self._session is None:
            return
        record = self._app.attendance.record
        work = partial(record, self._session.id, entered.marks, entered.why)
        told = f"已登记 {len(entered.marks)} 人的考勤。"
        job = self._act(work, told, dialog.kept)
        job.ended.connect(dialog.resume)

    def _act(
        self, work: Callable[[], object], told: str, then: Callable[[], object] | None = None
    ) -> Job:
        return self._desk.act(
            self._tab,
            brief(partial(noted, self._app.history, work)),
            partial(self._tell, told, then),
            title="正在登记考勤",
            changed=Changed.SESSIONS,
        )

    def _tell(self, told: str, then: Callable[[], object] | None, done: Done[object]) -> None:
        if then is not None:
            then()
        self._undoing.tell(told, done.action)
        self.written.emit()


def _sheet(app: Application, session: SessionRow) -> Sheet:
    printed = app.training.printed(session.id)
    return Sheet(
        session,
        app.training.enrolments(session.id),
        printed_on=printed.on if printed is not None else None,
        over=session.plan.ends_on < app.clock().date(),
    )
