"""Who teaches in a session: lecturers, topics and hours."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from jyguide.app import Application
from jyguide.changes import Changed
from jyguide.ids import SessionId
from jyguide.training.lecturer import LecturerRow, SessionTeaching, TeachingLine, hours_hint
from jyguide.training.session import SessionRow
from ui.brief import brief
from ui.desk import Desk
from ui.page import Page
from ui.theme import SPACE, Tone
from ui.training.tab import SessionTab
from ui.training.teaching_line import DROP_WIDTH, HOURS_WIDTH, NAME_WIDTH, TeachingLineRow
from ui.undoing import Done, Undoing, noted
from ui.widgets import Banner, Card, Kind, make_button, make_label, scrolling


class TeachingTab(SessionTab):
    """Lines that are kept together; what is being typed survives news from elsewhere.

    Object names: `teaching_note`, `add_line`, `save_teaching`, `hours_hint`, and those of
    `TeachingLineRow`.
    """

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self._undoing = Undoing(page, desk, app.history, Changed.SESSIONS)
        self._session_id: SessionId | None = None
        self._found: SessionTeaching | None = None
        self._known: list[LecturerRow] = []
        self._edited = False
        self._lines: list[TeachingLineRow] = []
        self._build()

    def show_session(self, row: SessionRow) -> None:
        if row.id != self._session_id:
            self._edited = False
        self._session_id = row.id
        self._desk.load(self, partial(_found, self._app, row), partial(self._show, row.id))

    def lines(self) -> list[TeachingLine]:
        """What stands in the fields; lines without a name are left out."""
        found = (row.line() for row in self._lines)
        return [line for line in found if line is not None]

    def _show(
        self, session_id: SessionId, found: tuple[SessionTeaching, list[LecturerRow]]
    ) -> None:
        if session_id != self._session_id or self._edited:
            return
        self._found, self._known = found
        while self._lines:
            self._take_out(self._lines[0])
        unlisted = [TeachingLine(None, name) for name in self._found.unlisted]
        for line in (*self._found.lines, *unlisted) or (TeachingLine(None, ""),):
            self._put_in(line)
        names = "、".join(self._found.unlisted)
        self._note.say(
            f"“{names}”是新建培训时填的授课人，还不在本期的授课里。保存后自动加入师资库。"
            if names
            else "",
            Tone.INFO,
        )
        self._edited = False
        self._save.setEnabled(bool(names))
        self._show_hint()

    def _build(self) -> None:
        self._note = Banner()
        self._note.setObjectName("teaching_note")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(SPACE.s)
        card = Card()
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        card.body.addLayout(_heads())
        card.body.addLayout(self._rows)
        self._add = make_button("再加一位", Kind.QUIET, "add", "add_line")
        self._add.clicked.connect(self._ask_line)
        self._hint = make_label("", "hint", "hours_hint", wrap=True)
        self._save = make_button("保存授课", Kind.PRIMARY, "save", "save_teaching")
        self._save.setToolTip("保存（Ctrl+S）；证书、签到表上的授课人随之更新")
        self._save.setShortcut("Ctrl+S")
        self._save.clicked.connect(self._write)
        card.body.addLayout(self._foot())
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.m)
        column.addWidget(self._note)
        column.addWidget(card)
        column.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolling(inside))

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(SPACE.m)
        foot.addWidget(self._add)
        foot.addWidget(self._hint, 1)
        foot.addWidget(self._save)
        return foot

    @Slot()
    def _ask_line(self) -> None:
        self._put_in(TeachingLine(None, "")).name.setFocus()

    def _put_in(self, line: TeachingLine) -> TeachingLineRow:
        row = TeachingLineRow(line, self._known)
        row.edited.connect(self._note_edit)
        row.dropped.connect(partial(self._drop, row))
        self._lines.append(row)
        self._rows.addWidget(row)
        return row

    def _take_out(self, row: TeachingLineRow) -> None:
        self._lines.remove(row)
        self._rows.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _drop(self, row: TeachingLineRow) -> None:
        self._take_out(row)
        self._note_edit()

    @Slot()
    def _note_edit(self) -> None:
        self._edited = True
        self._save.setEnabled(True)
        self._show_hint()

    def _show_hint(self) -> None:
        hours = self._found.session_hours if self._found else 0
        self._hint.setText(hours_hint(self.lines(), hours))

    @Slot()
    def _write(self) -> None:
        if self._session_id is None or self._found is None:
            return
        job = self._desk.act(
            self,
            brief(partial(_assigned, self._app, self._session_id, self.lines(), self._found)),
            self._tell,
            title="正在保存授课",
            changed=Changed.SESSIONS,
        )
        self._save.setEnabled(False)
        job.failed.connect(self._resume)

    def _tell(self, done: Done[object]) -> None:
        self._edited = False
        self._undoing.tell("已保存授课，证书和签到表上的授课人随之更新。", done.action)

    @Slot(object)
    def _resume(self, _error: BaseException) -> None:
        self._save.setEnabled(True)


def _heads() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(SPACE.s)
    for words, width in (("授课人", NAME_WIDTH), ("课题", 0), ("学时", HOURS_WIDTH)):
        label = make_label(words, "key")
        if width:
            label.setFixedWidth(width)
        row.addWidget(label, 0 if width else 1)
    row.addSpacing(DROP_WIDTH + SPACE.s)
    return row


def _found(app: Application, session: SessionRow) -> tuple[SessionTeaching, list[LecturerRow]]:
    """With the lecturers whom the session's station receives; a city's session has all."""
    reach = ("", session.station)
    known = [
        row for row in app.teaching.lecturers() if not session.station or row.station in reach
    ]
    return app.teaching.lines(session.id), known


def _assigned(
    app: Application, session_id: SessionId, lines: list[TeachingLine], found: SessionTeaching
) -> Done[object]:
    work = partial(app.teaching.assign, session_id, lines, found.version)
    return noted(app.history, work)
