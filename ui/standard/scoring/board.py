"""The two halves of scoring: what stands in them, what is answered, where one goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jyguide.app import Application
from jyguide.attachment.row import AttachmentRow
from jyguide.standard.kinds import ASPECT_NAMES
from jyguide.standard.rows import InspectionSheet
from ui.attachment.dropped import dropped_files
from ui.desk import Desk
from ui.standard.scoring.criterion_pane import CriterionPane
from ui.standard.scoring.deeds import Phrases
from ui.standard.scoring.entries import Entries
from ui.standard.scoring.photos import PhotoDeeds
from ui.standard.scoring.recorder import Recorder
from ui.standard.scoring.sums import Sums
from ui.theme import SPACE


class Board(QWidget):
    """Has the keyboard unless a field has it; what keys mean is the screen's to know."""

    undoable = Signal(bool)
    """Whether there is an answer to take back."""
    said = Signal(str)

    def __init__(self, desk: Desk, app: Application, recorder: Recorder) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("打分")
        self.setAcceptDrops(True)
        self.recorder = recorder
        self.entries: Entries | None = None
        self._phrases: Mapping[str, Sequence[str]] = {}
        self.photos = PhotoDeeds(self, desk, app.attachments)
        self.sums = Sums()
        self.pane = CriterionPane(desk, app.attachments)
        halves = QHBoxLayout(self)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(SPACE.m)
        halves.addWidget(self.sums)
        halves.addWidget(self.pane, 1)
        self._connect()

    def _connect(self) -> None:
        answers, finding = self.pane.answers, self.pane.finding
        answers.valued.connect(self._choose)
        answers.given.connect(self._give)
        answers.aside.connect(self.set_aside)
        answers.refused.connect(self.pane.say_problem)
        answers.onward.connect(self.enter)
        finding.written.connect(self._write)
        finding.onward.connect(self.enter)
        finding.left.connect(self.setFocus)
        self.pane.step_wanted.connect(self.step)
        self.pane.open_wanted.connect(self.go_open)
        self.pane.before_wanted.connect(self.as_before)
        self.pane.full_wanted.connect(self.full)
        self.pane.fill_wanted.connect(self.fill_aspect)
        self.pane.photos.add_wanted.connect(self.add_photos)
        self.pane.photos.opened.connect(self.photos.view)
        self.pane.photos.remove_wanted.connect(self.photos.remove)
        self.photos.changed.connect(self._note_photos)
        self.photos.said.connect(self.said)
        self.sums.criteria.wanted.connect(self.go)
        self.recorder.rested.connect(self._keep_written)

    # -- shown

    def show_sheet(self, sheet: InspectionSheet, photos: Sequence[AttachmentRow]) -> None:
        """Show another inspection where it was left."""
        self.photos.show_rows(sheet.row.id, photos)
        self._phrases = {}
        self._take(sheet)
        self._show_criterion()

    def show_phrases(self, found: Phrases) -> None:
        """Offer what was often written, once it is counted."""
        if self.entries is not None and found:
            self._phrases = found
            self.pane.show_phrases(self.entries, found)
            self.pane.settle()

    def show_anew(self, sheet: InspectionSheet) -> None:
        """Another window was here: what it kept, and over it what is not kept yet."""
        pending, head = self.recorder.take_over()
        here = self.entries.at if self.entries is not None else 0
        entries = self._take(sheet)
        entries.go(here)
        if entries.writable:
            entries.put_over(pending)
            self._keep(pending)
            self.sums.show_sums(entries)
            if head is not None:
                entries.note_head(head)
                self.recorder.keep_head(head)
        self._show_criterion()

    def _take(self, sheet: InspectionSheet) -> Entries:
        self.entries = entries = Entries(sheet)
        if entries.writable:
            self.recorder.begin(sheet)
        else:
            self.recorder.end()
        self.sums.show_entries(entries)
        return entries

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
        self.undoable.emit(entries.can_undo)

    @Slot(tuple)
    def _choose(self, value: tuple[int, ...]) -> None:
        self._answer(lambda entries: entries.choose(value))

    @Slot(int)
    def _give(self, points: int) -> None:
        self._answer(lambda entries: entries.give(points))

    @Slot()
    def set_aside(self) -> None:
        """It does not apply; said twice, it is open again."""
        self._answer(Entries.set_aside)

    @Slot()
    def as_before(self) -> None:
        """On a follow-up visit: nothing has changed."""
        self._answer(Entries.as_before)

    @Slot()
    def full(self) -> None:
        """All is well with it if nothing has been said; in any case go on."""
        if self.entries is not None and not self.entries.said.said:
            self._answer(Entries.give_full)
        self.enter()

    @Slot()
    def fill_aspect(self) -> None:
        """All is well with the rest of the aspect; go to what is open after that."""
        entries = self.entries
        if entries is None or not entries.writable:
            return
        self.recorder.now()
        name = ASPECT_NAMES[entries.criterion.aspect]
        if codes := entries.fill_aspect():
            self._keep(codes)
            self.said.emit(f"“{name}”其余 {len(codes)} 条给了满分，可以撤销（Ctrl+Z）。")
        entries.next_open()
        self._show_criterion()
        self.sums.show_sums(entries)

    def _keep(self, codes: Iterable[str]) -> None:
        if self.entries is not None:
            for code in codes:
                self.recorder.keep(code, self.entries.score_of(code))

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
    def undo(self) -> None:
        """Take the last answer back, wherever it was."""
        self.recorder.now()
        entries = self.entries
        if entries is not None and entries.writable and (codes := entries.undo()):
            self._keep(codes)
            self._show_criterion()
            self.sums.show_sums(entries)

    # -- gone to

    @Slot(int)
    def go(self, at: int) -> None:
        """Go to a criterion by its place; what is being written is kept before."""
        self.recorder.now()
        if self.entries is not None and self.entries.go(at):
            self._show_criterion()

    @Slot(int)
    def step(self, by: int) -> None:
        """Go on or back."""
        if self.entries is not None:
            self.go(self.entries.at + by)

    @Slot()
    def go_open(self) -> None:
        """Go to the next one that lacks something."""
        self.recorder.now()
        if self.entries is not None and self.entries.next_open():
            self._show_criterion()

    def go_last(self) -> None:
        """Go to the last one."""
        if self.entries is not None:
            self.go(len(self.entries.criteria) - 1)

    @Slot(str)
    def go_to(self, code: str) -> None:
        """Go to a criterion by its code."""
        if self.entries is not None:
            self.go(self.entries.places[code])

    def _show_criterion(self) -> None:
        if self.entries is None:
            return
        self.setFocus()
        self.pane.show_criterion(self.entries, self._phrases)
        self._show_photos()
        self.pane.settle()
        self.sums.criteria.show_place(self.entries.at)
        self.undoable.emit(self.entries.can_undo)
        if self.entries.writable:
            self.pane.answers.enter()

    @Slot()
    def enter(self) -> None:
        """What is next: the finding where one is missing, else the next criterion."""
        if self.entries is None:
            return
        finding = self.pane.finding
        lacks = self.entries.lacks_finding(self.entries.criterion.code)
        if lacks and self.entries.writable and not finding.field.hasFocus():
            finding.enter()
        elif self.entries.at == len(self.entries.criteria) - 1:
            self._end_of_list()
        else:
            self.step(1)

    def _end_of_list(self) -> None:
        """Back to what lacks something; a word where nothing does."""
        self.setFocus()
        self.go_open()
        if self.entries is not None and self.entries.writable and not self.entries.lacking:
            self.said.emit("都评完了，按 Ctrl+Enter 完成检查。")

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
    def add_photos(self) -> None:
        """Choose photos for the criterion on screen."""
        if self.entries is not None and self.entries.sheet.mine:
            self.photos.ask(self.entries)

    def paste(self) -> None:
        """Take a photo from the clipboard."""
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
