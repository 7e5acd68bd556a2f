"""Signing in: the door on the left, who is here on the right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from jyguide.app import Application
from jyguide.changes import Changed
from jyguide.ids import PersonId
from jyguide.people.row import PersonRow
from jyguide.training.service.attendance import Guest
from jyguide.training.session import EnrolmentRow, SessionRow
from jyguide.training.session_time import is_late
from ui.brief import brief
from ui.desk import Desk
from ui.page import Page
from ui.screens import Screens
from ui.theme import SPACE
from ui.training.attendance_panel import AttendancePanel
from ui.training.attendance_writing import AttendanceWriting
from ui.training.door import Door
from ui.training.door_screen import DoorScreen
from ui.training.guest_dialog import GuestDialog
from ui.training.sign_in_step import Step, admit, admit_guest, put_back, sign_in

_DOOR_WIDTH = 380


class SignInTab(QWidget):
    """Signs people in one key after another; each is written before the next is looked at.

    The worker takes them in the order of the queue, so the field is free again at once. What
    was signed in here can be taken back step by step, the last first.
    """

    enrol = Signal(str)
    """Somebody who is not on the list is to be put on it; what was typed of his name."""

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self.session: SessionRow | None = None
        self._rows: Sequence[EnrolmentRow] = ()
        self._steps: list[Step] = []
        self._under_way: set[PersonId] = set()
        self.screen_: DoorScreen | None = None
        self.screens = Screens(self)
        self._writing = AttendanceWriting(self, desk, app, page)
        self._build()
        self._connect()

    def show_session(self, session: SessionRow, rows: Sequence[EnrolmentRow]) -> None:
        """Show a session's people; another session than before begins with a clear door."""
        if self.session is None or session.id != self.session.id:
            self._steps.clear()
            self._under_way.clear()
            if self.screen_ is not None:
                self.screen_.close()
            self.door.forget()
        self.session, self._rows = session, rows
        self._writing.show_session(session, rows)
        self.door.set_late_rule(self._late_by_clock)
        self.door.show_rows(rows)
        self.panel.show_rows(rows)
        if self.screen_ is not None:
            self.screen_.show_session(session, rows)

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
        self._connect_door(self.door)
        self.door.unknown.connect(self.enrol)
        self.door.guest.connect(self._load_stations)
        self.panel.enrol.connect(self._go_enrol)
        self.panel.settle.connect(self._writing.settle)
        self.panel.settle_rest.connect(self._writing.settle_rest)
        self.panel.credit.connect(self._writing.ask_credit)
        self.panel.grid.connect(self._writing.open_grid)
        self.panel.door.connect(self.open_screen)
        self._writing.written.connect(self.door.field.setFocus)

    def _connect_door(self, door: Door) -> None:
        door.signing.connect(partial(self._sign, door))
        door.undo.connect(self._take_back)
        door.scanned.connect(partial(self._ask_whose, door))
        door.admitting.connect(self._admit)

    def _doors(self) -> Iterator[Door]:
        yield self.door
        if self.screen_ is not None:
            yield self.screen_.door

    def _late_by_clock(self) -> bool:
        return self.session is not None and is_late(
            self.session.plan, self._app.clock(), self.session.late_after
        )

    def _sign(self, door: Door, row: EnrolmentRow, late: bool) -> None:  # noqa: FBT001 - Qt's signal
        if self.session is None:
            return
        if row.attended or row.person_id in self._under_way:
            door.refuse_second(row)
            return
        step = Step(self.session.id, row, late)
        self._steps.append(step)
        self._under_way.add(row.person_id)
        job = self._desk.act(
            self,
            brief(partial(sign_in, self._app, step)),
            partial(self._greet, step),
            title="正在签到",
            changed=Changed.SESSIONS,
        )
        drop = partial(self._drop_step, step)
        job.failed.connect(drop)
        job.cancelled.connect(drop)

    def _greet(self, step: Step, row: EnrolmentRow) -> None:
        self._under_way.discard(row.person_id)
        if self.session is not None and step.session_id == self.session.id:
            for door in self._doors():
                door.replace(row)
                door.greet(row)

    def _drop_step(self, step: Step, *_: object) -> None:
        self._under_way.discard(step.before.person_id)
        if step in self._steps:
            self._steps.remove(step)

    @Slot()
    def _take_back(self) -> None:
        if not self._steps:
            for door in self._doors():
                door.say_nothing_to_undo()
            return
        step = self._steps.pop()
        self._desk.act(
            self,
            brief(partial(put_back, self._app, step)),
            self._told_back,
            title="正在撤销签到",
            changed=Changed.SESSIONS,
        )

    @Slot(object)
    def _told_back(self, before: EnrolmentRow) -> None:
        for door in self._doors():
            door.replace(before)
            door.take_back(before.name)

    def _ask_whose(self, door: Door, person_id: PersonId) -> None:
        """A code may be of somebody who was merged since, or who is not on the list."""
        work = partial(self._app.attendance.whose, person_id)
        self._desk.load(self, work, partial(self._show_whose, door))

    def _show_whose(self, door: Door, person: PersonRow | None) -> None:
        row = door.row_of(person.id) if person is not None else None
        if row is not None:
            self._sign(door, row, door.late)
        else:
            door.show_stranger(person)

    @Slot(object, bool)
    def _admit(self, person: PersonRow, late: bool) -> None:  # noqa: FBT001 - Qt's signal
        if self.session is not None:
            work = partial(admit, self._app, self.session.id, person.id, late=late)
            self._enter(work, self._welcome)

    def _welcome(self, row: EnrolmentRow) -> None:
        for door in self._doors():
            door.replace(row)
            door.greet(row)

    @Slot(str)
    def _load_stations(self, typed: str) -> None:
        if self._app.place.is_city:
            show = partial(self._ask_guest, typed)
            self._desk.load(self, self._app.people.stations, show)
        else:
            self._ask_guest(typed, [])

    def _ask_guest(self, typed: str, stations: Sequence[tuple[object, str]]) -> None:
        dialog = GuestDialog(typed, [name for _, name in stations], self)
        dialog.given.connect(partial(self._admit_guest, dialog))
        dialog.open()

    def _admit_guest(self, dialog: GuestDialog, guest: Guest) -> None:
        if self.session is not None:
            work = partial(admit_guest, self._app, self.session.id, guest, late=self.door.late)
            self._enter(work, partial(self._welcome_guest, dialog))

    def _welcome_guest(self, dialog: GuestDialog, row: EnrolmentRow) -> None:
        dialog.accept()
        self.door.field.clear()
        self._welcome(row)

    def _enter(
        self, work: Callable[[], EnrolmentRow], done: Callable[[EnrolmentRow], object]
    ) -> None:
        self._desk.act(self, brief(work), done, title="正在签到", changed=Changed.SESSIONS)

    @Slot()
    def open_screen(self) -> None:
        """Show the door over the whole of the second screen, or of this one."""
        if self.session is None:
            return
        if self.screen_ is None:
            self.screen_ = DoorScreen()
            self._connect_door(self.screen_.door)
            self.screen_.door.set_late_rule(self._late_by_clock)
            self.screen_.closed.connect(self._forget_screen)
            self.screen_.show_session(self.session, self._rows)
        self.screens.fill(self.screen_, self.screens.beside(self.window()) or self.screen())
        self.screen_.activateWindow()
        self.screen_.door.field.setFocus()

    @Slot()
    def _forget_screen(self) -> None:
        self.screen_ = None
        self.door.field.setFocus()

    @Slot()
    def _go_enrol(self) -> None:
        self.enrol.emit("")
