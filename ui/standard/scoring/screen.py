"""A branch scored on site: criteria at the left, the one on screen large at the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jyguide.app import Application
from jyguide.ids import InspectionId
from jyguide.standard.rows import InspectionSheet, NextBranch
from jyguide.standard.visit import VisitHead
from ui.attachment.dropped import dropped_files
from ui.desk import Desk
from ui.page import Page
from ui.standard.scoring.complete_dialog import CompleteDialog
from ui.standard.scoring.criterion_pane import CriterionPane
from ui.standard.scoring.deeds import Opened, Phrases, ScoringDeeds
from ui.standard.scoring.entries import Entries
from ui.standard.scoring.head_bar import HeadBar
from ui.standard.scoring.keys import Act, Command, command_of
from ui.standard.scoring.look import scoring_sheet
from ui.standard.scoring.photos import PhotoDeeds
from ui.standard.scoring.recorder import Recorder
from ui.standard.scoring.sums import Sums
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
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self._desk = desk
        self._app = app
        self.entries: Entries | None = None
        self._phrases: Mapping[str, Sequence[str]] = {}
        self._next: NextBranch | None = None
        self.deeds = ScoringDeeds(self, desk, app)
        self.photos = PhotoDeeds(self, desk, app.attachments)
        self.head = HeadBar()
        self.recorder = Recorder(desk, app, self.head, self)
        self.sums = Sums()
        self.pane = CriterionPane(desk, app.attachments)
        self._build()
        self._connect()
        self._acts = self._make_acts()

    def _build(self) -> None:
        halves = QHBoxLayout()
        halves.setSpacing(SPACE.m)
        halves.addWidget(self.sums)
        halves.addWidget(self.pane, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addWidget(self.head)
        layout.addLayout(halves, 1)

    def _connect(self) -> None:
        self._connect_deeds()
        self._connect_head()
        answers, finding = self.pane.answers, self.pane.finding
        answers.valued.connect(self._choose)
        answers.given.connect(self._give)
        answers.aside.connect(self._set_aside)
        answers.refused.connect(self.pane.say_problem)
        answers.onward.connect(self._enter)
        finding.written.connect(self._write)
        finding.onward.connect(self._enter)
        finding.left.connect(self.setFocus)
        self.pane.step_wanted.connect(self._step)
        self.pane.open_wanted.connect(self._go_open)
        self.pane.before_wanted.connect(self._as_before)
        self.pane.photos.add_wanted.connect(self._add_photos)
        self.pane.photos.opened.connect(self.photos.view)
        self.pane.photos.remove_wanted.connect(self.photos.remove)
        self.sums.criteria.wanted.connect(self._go)
        self.recorder.rested.connect(self._keep_written)

    def _connect_deeds(self) -> None:
        self.deeds.opened.connect(self._show_opened)
        self.deeds.phrased.connect(self._show_phrases)
        self.deeds.anew.connect(self._show_anew)
        self.deeds.completed.connect(self._note_completed)
        self.deeds.given_up.connect(self._note_given_up)
        self.deeds.said.connect(self.said)
        self.photos.changed.connect(self._note_photos)
        self.photos.said.connect(self.said)

    def _connect_head(self) -> None:
        self.head.leave_wanted.connect(self.leave)
        self.head.undo_wanted.connect(self._undo)
        self.head.complete_wanted.connect(self._ask_complete)
        self.head.next_wanted.connect(self._go_next)
        self.head.anew_wanted.connect(self._read_anew)
        self.head.correct_wanted.connect(self._correct)
        self.head.follow_up_wanted.connect(self._follow_up)
        self.head.discard_wanted.connect(self._discard)

    # -- opened

    def open(self, inspection_id: InspectionId) -> None:
        """Show an inspection where it was left; what is on screen is kept before."""
        self._leave_draft()
        self.deeds.fetch(inspection_id)

    @Slot(object)
    def _show_opened(self, found: Opened) -> None:
        self._phrases, self._next = {}, found.following
        self.photos.show_rows(found.sheet.row.id, found.photos)
        self._take(found.sheet)
        self.head.show_next(found.following)
        self._show_criterion()
        self.deeds.fetch_phrases(found.sheet.row.id)

    def _take(self, sheet: InspectionSheet) -> None:
        self.entries = entries = Entries(sheet)
        if entries.writable:
            self.recorder.begin(sheet)
        else:
            self.recorder.end()
        self.head.show_sheet(sheet)
        self.sums.show_entries(entries)

    @Slot(object)
    def _show_phrases(self, found: tuple[InspectionId, Phrases]) -> None:
        if self.entries is not None and self.entries.sheet.row.id == found[0] and found[1]:
            self._phrases = found[1]
            self.pane.show_phrases(self.entries, self._phrases)

    @Slot(object)
    def _show_anew(self, sheet: InspectionSheet) -> None:
        """Another window was here: what it kept, and over it what is not kept yet."""
        pending = self.recorder.take_over()
        self._take(sheet)
        if self.entries is not None and self.entries.writable:
            self.entries.put_over(pending)
            for code, score in pending.items():
                self.recorder.keep(code, score)
            self.sums.show_sums(self.entries)
        self._show_criterion()

    # -- answered

    def _answer(self, act: Callable[[Entries], object]) -> None:
        """Say something of the criterion on screen, if anything may be said."""
        entries = self.entries
        if entries is None or not entries.writable:
            return
        act(entries)
        self.recorder.keep(entries.criterion.code, entries.said)
        self.pane.say_problem("")
        self.pane.show_score(entries)
        self.sums.show_sums(entries)
        self.head.show_undo(can=entries.can_undo)

    @Slot(tuple)
    def _choose(self, value: tuple[int, ...]) -> None:
        self._answer(lambda entries: entries.choose(value))

    @Slot(int)
    def _give(self, points: int) -> None:
        self._answer(lambda entries: entries.give(points))

    @Slot()
    def _set_aside(self) -> None:
        self._answer(Entries.set_aside)

    @Slot()
    def _as_before(self) -> None:
        self._answer(Entries.as_before)

    @Slot(str)
    def _write(self, finding: str) -> None:
        """A letter more or less: shown at once, kept when the hand rests."""
        entries = self.entries
        if entries is not None and entries.writable:
            entries.write(finding)
            missing = entries.lacks_finding(entries.criterion.code)
            self.pane.finding.show_missing(missing=missing)
            self.recorder.later()

    @Slot()
    def _keep_written(self) -> None:
        if self.entries is not None:
            self.recorder.keep(self.entries.criterion.code, self.entries.said)
            self.sums.show_sums(self.entries)

    @Slot()
    def _undo(self) -> None:
        """Take the last answer back, wherever it was."""
        self.recorder.now()
        if self.entries is not None and self.entries.writable and self.entries.undo():
            self.recorder.keep(self.entries.criterion.code, self.entries.said)
            self._show_criterion()
            self.sums.show_sums(self.entries)

    # -- gone to

    @Slot(int)
    def _go(self, at: int) -> None:
        self.recorder.now()
        if self.entries is not None and self.entries.go(at):
            self._show_criterion()

    @Slot(int)
    def _step(self, by: int) -> None:
        if self.entries is not None:
            self._go(self.entries.at + by)

    @Slot()
    def _go_open(self) -> None:
        self.recorder.now()
        if self.entries is not None and self.entries.next_open():
            self._show_criterion()

    @Slot(str)
    def _go_to(self, code: str) -> None:
        if self.entries is not None:
            self._go(self.entries.places[code])

    def _show_criterion(self) -> None:
        if self.entries is None:
            return
        self.setFocus()
        self.pane.show_criterion(self.entries, self._phrases)
        self._show_photos()
        self.sums.criteria.show_place(self.entries.at)
        self.head.show_undo(can=self.entries.can_undo)
        if self.entries.writable:
            self.pane.answers.enter()

    @Slot()
    def _enter(self) -> None:
        """What is next: the finding where one is missing, else the next criterion."""
        if self.entries is None:
            return
        finding = self.pane.finding
        lacks = self.entries.lacks_finding(self.entries.criterion.code)
        if lacks and self.entries.writable and not finding.field.hasFocus():
            finding.enter()
        elif self.entries.at == len(self.entries.criteria) - 1:
            self.recorder.now()
            self.setFocus()
        else:
            self._step(1)

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
        dialog.go_wanted.connect(self._go_to)
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
        self.entries = None
        self.said.emit("已放弃这次检查")
        self.closed.emit()

    @Slot()
    def leave(self) -> None:
        """Back to the list; everything is in the draft, or somebody knows what is not."""
        self._leave_draft()
        if self.recorder.failing and not self._desk.alerts.ask(
            "最后录入的内容还没有保存上，现在离开会丢失。",
            "仍然离开",
            hint="请先点“重试”，或检查磁盘是否已满。",
            danger=True,
        ):
            return
        self.closed.emit()

    def _leave_draft(self) -> None:
        self.recorder.now()
        if self.entries is not None and self.entries.writable:
            self.recorder.keep_place(self.entries)

    @Slot()
    def _go_next(self) -> None:
        if self._next is not None and self.entries is not None:
            self._leave_draft()
            self.deeds.begin_next(self.entries.sheet.row, self._next)

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
    def _discard(self) -> None:
        if self.entries is not None:
            self.deeds.discard(self.entries.sheet.row)

    # -- photos

    def _show_photos(self) -> None:
        if self.entries is not None:
            rows = self.photos.of(self.entries.criterion.code)
            self.pane.show_photos(rows, writable=self.entries.sheet.mine)

    @Slot()
    def _note_photos(self) -> None:
        if self.entries is not None:
            self.entries.count_photos(self.photos.counts())
            self._show_photos()
            self.sums.criteria.lines.refresh()

    @Slot()
    def _add_photos(self) -> None:
        if self.entries is not None and self.entries.sheet.mine:
            self.photos.ask(self.entries)

    def _paste(self) -> None:
        if self.entries is not None and self.entries.sheet.mine:
            self.photos.paste(self.entries)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        mine = self.entries is not None and self.entries.sheet.mine
        if mine and dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self.entries is not None and (files := dropped_files(event.mimeData())):
            event.acceptProposedAction()
            self.photos.add(self.entries, files)

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        command = command_of(event)
        if command is None:
            super().keyPressEvent(event)
        else:
            self._acts[command.act](command)

    def _make_acts(self) -> Mapping[Act, Callable[[Command], object]]:
        answers, finding = self.pane.answers, self.pane.finding
        return {
            Act.NUMBER: lambda command: answers.by_digit(command.number),
            Act.YES: lambda _: answers.by_yes(),
            Act.MORE: lambda _: answers.by_step(1),
            Act.FEWER: lambda _: answers.by_step(-1),
            Act.POINTS: lambda _: answers.enter_points(),
            Act.ASIDE: lambda _: self._set_aside(),
            Act.BEFORE: lambda _: self._as_before(),
            Act.FINDING: lambda _: finding.enter(),
            Act.CHIP: lambda command: finding.by_number(command.number),
            Act.PHOTO: lambda _: self._add_photos(),
            Act.PASTE: lambda _: self._paste(),
            Act.ENTER: lambda _: self._enter(),
            Act.NEXT: lambda _: self._step(1),
            Act.BACK: lambda _: self._step(-1),
            Act.OPEN: lambda _: self._go_open(),
            Act.FIRST: lambda _: self._go(0),
            Act.LAST: lambda _: self._go_last(),
            Act.UNDO: lambda _: self._undo(),
            Act.COMPLETE: lambda _: self._ask_complete(),
            Act.LEAVE: lambda _: self._escape(),
        }

    def _go_last(self) -> None:
        if self.entries is not None:
            self._go(len(self.entries.criteria) - 1)

    def _escape(self) -> None:
        """Out of a field to the keys, from the keys to the list."""
        if self.hasFocus():
            self.leave()
        else:
            self.setFocus()
