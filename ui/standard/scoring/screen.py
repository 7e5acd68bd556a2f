"""A branch scored on site: criteria at the left, the one on screen large at the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jyguide.app import Application
from jyguide.ids import InspectionId
from jyguide.standard.rows import InspectionSheet, NextBranch
from jyguide.standard.visit import VisitHead
from ui.desk import Desk
from ui.page import Page
from ui.standard.scoring.board import Board
from ui.standard.scoring.complete_dialog import CompleteDialog
from ui.standard.scoring.deeds import Around, Opened, ScoringDeeds
from ui.standard.scoring.entries import Entries
from ui.standard.scoring.head_bar import HeadBar
from ui.standard.scoring.keys import Act, Command, command_of
from ui.standard.scoring.look import scoring_sheet
from ui.standard.scoring.recorder import Recorder
from ui.theme import SPACE


class ScoringScreen(QWidget):
    """Everything by keys or by touch; each answer is kept as it is given.

    The keyboard is the screen's own unless a field has it. Object name: `scoring_screen`.
    """

    closed = Signal()
    said = Signal(str)

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__(page)
        self.setObjectName("scoring_screen")
        self.setStyleSheet(scoring_sheet())
        self._desk = desk
        self._app = app
        self._next: NextBranch | None = None
        self.deeds = ScoringDeeds(self, desk, app)
        self.head = HeadBar()
        self.recorder = Recorder(desk, app, self.head, self)
        self.board = Board(desk, app, self.recorder)
        self.setFocusProxy(self.board)
        self._build()
        self._connect()
        self._acts = self._make_acts()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addWidget(self.head)
        layout.addWidget(self.board, 1)

    def _connect(self) -> None:
        self.deeds.opened.connect(self._show_opened)
        self.deeds.looked_around.connect(self._show_around)
        self.deeds.anew.connect(self._show_anew)
        self.deeds.completed.connect(self._note_completed)
        self.deeds.given_up.connect(self._note_given_up)
        self.deeds.said.connect(self.said)
        self.board.said.connect(self.said)
        self.board.undoable.connect(self.head.show_undo)
        self.head.leave_wanted.connect(self.leave)
        self.head.undo_wanted.connect(self.board.undo)
        self.head.complete_wanted.connect(self._ask_complete)
        self.head.next_wanted.connect(self._go_next)
        self.head.anew_wanted.connect(self._read_anew)
        self.head.correct_wanted.connect(self._correct)
        self.head.follow_up_wanted.connect(self._follow_up)
        self.head.discard_wanted.connect(self._discard)
        self.head.print_wanted.connect(self._print)

    @property
    def entries(self) -> Entries | None:
        """What is entered of the inspection on screen; None before the first is opened."""
        return self.board.entries

    def may_close(self) -> str:
        """A sentence why the program should not be closed now, or nothing."""
        return "刚录入的打分还没有保存上，现在关闭会丢失。" if self.recorder.unsaved else ""

    # -- opened

    def open(self, inspection_id: InspectionId) -> None:
        """Show an inspection where it was left; what is on screen is kept before."""
        self._leave_draft(partial(self.deeds.fetch, inspection_id))

    @Slot(object)
    def _show_opened(self, found: Opened) -> None:
        self._next = None
        self.head.show_sheet(found.sheet)
        self.head.show_next(None)
        self.board.show_sheet(found.sheet, found.photos)
        self.deeds.look_around(found.sheet.row.id)

    @Slot(object)
    def _show_around(self, found: Around) -> None:
        if self.entries is not None and self.entries.sheet.row.id == found.key:
            self._next = found.following
            self.head.show_next(found.following)
            self.board.show_phrases(found.phrases)

    @Slot(object)
    def _show_anew(self, sheet: InspectionSheet) -> None:
        self.head.show_sheet(sheet)
        self.board.show_anew(sheet)

    # -- ended

    @Slot()
    def _ask_complete(self) -> None:
        """Show what it comes to, and complete it if nothing is missing."""
        self.recorder.now()
        if self.entries is None or not self.entries.writable:
            return
        dialog = CompleteDialog(self.entries, self._app.clock().date(), self)
        dialog.agreed.connect(self._complete)
        dialog.noted.connect(self._note_head)
        dialog.go_wanted.connect(self.board.go_to)
        dialog.open()

    @Slot(object)
    def _complete(self, head: VisitHead) -> None:
        if self.entries is not None:
            self._note_head(head)
            self.recorder.when_kept(partial(self.deeds.complete, self.entries.sheet, head))

    @Slot(object)
    def _note_head(self, head: VisitHead) -> None:
        if self.entries is not None:
            self.entries.note_head(head)
            self.recorder.keep_head(head)

    @Slot(object)
    def _note_completed(self, key: InspectionId) -> None:
        self.recorder.end()
        self.deeds.fetch(key)

    @Slot()
    def _note_given_up(self) -> None:
        self.recorder.end()
        self.board.entries = None
        self.said.emit("已放弃这次检查")
        self.closed.emit()

    @Slot()
    def leave(self) -> None:
        """Back to the list; everything is in the draft, or somebody knows what is not."""
        if not self.recorder.failing:
            self._leave_draft(self.closed.emit)
        elif self._desk.alerts.ask(
            "最后录入的内容还没有保存上，现在离开会丢失。",
            "仍然离开",
            hint="请先点“重试”，或检查磁盘是否已满。",
            danger=True,
        ):
            self.recorder.end()
            self.closed.emit()

    def _leave_draft(self, then: Callable[[], object]) -> None:
        """Keep everything, and only then go on: what is read next must know of it."""
        self.recorder.now()
        if self.entries is not None and self.entries.writable:
            self.recorder.keep_place(self.entries)
        self.recorder.when_kept(then)

    @Slot()
    def _go_next(self) -> None:
        if self._next is not None and self.entries is not None:
            begin = partial(self.deeds.begin_next, self.entries.sheet.row, self._next)
            self._leave_draft(begin)

    @Slot()
    def _read_anew(self) -> None:
        if self.entries is not None:
            self.deeds.fetch_anew(self.entries.sheet.row.id)

    @Slot()
    def _correct(self) -> None:
        if self.entries is not None:
            self.deeds.correct(self.entries.sheet.row)

    @Slot()
    def _follow_up(self) -> None:
        if self.entries is not None:
            self.deeds.follow_up(self.entries.sheet.row)

    @Slot()
    def _print(self) -> None:
        if self.entries is not None:
            self.deeds.print(self.entries.sheet.row)

    @Slot()
    def _discard(self) -> None:
        if self.entries is not None:
            self.deeds.discard(self.entries.sheet.row)

    # -- keys

    def event(self, event: QEvent) -> bool:
        """A key that means something here is no shortcut of the window's: Ctrl+1 is a phrase."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and command_of(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        command = command_of(event)
        if command is None:
            super().keyPressEvent(event)
        else:
            self._acts[command.act](command)

    def _make_acts(self) -> Mapping[Act, Callable[[Command], object]]:
        board, answers, finding = self.board, self.board.pane.answers, self.board.pane.finding
        return {
            Act.NUMBER: lambda command: answers.by_digit(command.number),
            Act.YES: lambda _: answers.by_yes(),
            Act.MORE: lambda _: answers.by_step(1),
            Act.FEWER: lambda _: answers.by_step(-1),
            Act.POINTS: lambda _: answers.enter_points(),
            Act.FULL: lambda _: board.full(),
            Act.FILL: lambda _: board.fill_aspect(),
            Act.ASIDE: lambda _: board.set_aside(),
            Act.BEFORE: lambda _: board.as_before(),
            Act.FINDING: lambda _: finding.enter(),
            Act.CHIP: lambda command: finding.by_number(command.number),
            Act.PHOTO: lambda _: board.add_photos(),
            Act.PASTE: lambda _: board.paste(),
            Act.ENTER: lambda _: board.enter(),
            Act.NEXT: lambda _: board.step(1),
            Act.BACK: lambda _: board.step(-1),
            Act.OPEN: lambda _: board.go_open(),
            Act.FIRST: lambda _: board.go(0),
            Act.LAST: lambda _: board.go_last(),
            Act.UNDO: lambda _: board.undo(),
            Act.COMPLETE: lambda _: self._ask_complete(),
            Act.LEAVE: lambda _: self._escape(),
        }

    def _escape(self) -> None:
        """Out of a field to the keys, from the keys to the list."""
        if self.board.hasFocus():
            self.leave()
        else:
            self.board.setFocus()
