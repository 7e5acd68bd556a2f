"""The exam at the station's PC: one person after another, full screen."""

from __future__ import annotations

import time
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from jyguide.changes import Changed
from jyguide.exam.row import CandidateRow, EndedBy, ExamRow, Outcome, Sitting, Standing
from jyguide.exam.service import SittingService
from jyguide.exam.service.proctoring import ProctorService
from jyguide.exam.sitting import TakenOver
from ui.desk import Desk
from ui.exam.arranging.proctor_action import ProctorOrder
from ui.exam.sitting.entry_screen import EntryScreen
from ui.exam.sitting.guard import ScreenGuard
from ui.exam.sitting.keys import controls
from ui.exam.sitting.leaving import Leaving
from ui.exam.sitting.look import exam_sheet, next_scale
from ui.exam.sitting.plain_screens import ConfirmScreen, DoneScreen, RulesScreen
from ui.exam.sitting.proctor_desk import ProctorDesk
from ui.exam.sitting.proctor_screen import ProctorScreen
from ui.exam.sitting.run import AttemptRun
from ui.exam.sitting.timekeeper import Monotonic
from ui.exam.sitting.words import (
    closed_sentence,
    done_sentence,
    hand_in_question,
    problem_text,
    taken_over_sentence,
)
from ui.jobs import Job
from ui.screen_need import keep_screen

_FRAME = (
    Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
)


class ExamWindow(QWidget):
    """Choose a name, read the rules, answer, hand in, next person.

    Closing it during an attempt needs the proctor's word and leaves the attempt as it is, to be
    resumed here or after a restart. Show it with `showFullScreen`. Ctrl+Shift+P opens the
    proctor's panel, Ctrl with plus and minus sets the size of type for one attempt.
    """

    closed = Signal()

    def __init__(
        self,
        desk: Desk,
        sittings: SittingService,
        proctoring: ProctorService,
        exam: ExamRow,
        now: Monotonic = time.monotonic,
    ) -> None:
        super().__init__(None, _FRAME)
        self.setObjectName("exam_window")
        keep_screen(self)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(f"考试 · {exam.title}")
        self._desk = desk
        self._sittings = sittings
        self._exam = exam
        self._now = now
        self._run: AttemptRun | None = None
        self._rules: RulesScreen | None = None
        self._set_scale(1.0)
        self._build()
        self._orders = ProctorDesk(desk, proctoring, exam.id, self._proctor)
        self._connect()
        self._load_candidates()

    @property
    def candidate(self) -> str:
        """Who is answering now; nobody between two attempts."""
        return self._run.sitting.candidate if self._run and self._running else ""

    @property
    def _running(self) -> bool:
        return self._run is not None and self._rules is None

    def leave(self) -> None:
        """Close without asking, once the last answer and the time are stored.

        What cannot be stored is said on the screen for leaving, and the window stays.
        """
        if not self._running:
            self.close()
            return
        self._leave_by_code()

    def _build(self) -> None:
        self._stack = QStackedWidget()
        self._entry = EntryScreen(self._exam)
        self._hand_in = ConfirmScreen("hand_in_screen", "确认交卷", "返回继续答题")
        self._leave = ConfirmScreen("leave_screen", "监考人员确认离开", "返回继续答题")
        self._leaving = Leaving(self._leave)
        self._proctor = ProctorScreen()
        self._done = DoneScreen()
        self._guard = ScreenGuard(self, self._now)
        for screen in (self._entry, self._hand_in, self._leave, self._proctor, self._done):
            self._stack.addWidget(screen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self._entry.restart()

    def _connect(self) -> None:
        self._entry.chosen.connect(self._begin)
        self._entry.leave_wanted.connect(self.close)
        self._hand_in.agreed.connect(self._hand_in_now)
        self._hand_in.declined.connect(self._go_on)
        self._leaving.safe.connect(self.close)
        self._leave.declined.connect(self._go_on)
        self._proctor.wanted.connect(self._obey)
        self._proctor.back.connect(self._go_on)
        self._orders.leave_granted.connect(self._leave_by_code)
        self._done.next_wanted.connect(self._next_person)
        self._desk.changes.changed.connect(self._look_around)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._running and not self._leaving.agreed:
            event.ignore()
            if self._exam.rules.proctor_code:
                self._open_panel()
            else:
                self._ask_to_leave()
            return
        self._drop_attempt()
        super().closeEvent(event)
        self.closed.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            self._guard.note_activation()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if controls(event) and shift and event.key() == Qt.Key.Key_P:
            self._open_panel()
        elif controls(event) and (scale := next_scale(self._scale, event.key())):
            self._set_scale(scale)
        else:
            super().keyPressEvent(event)

    def _set_scale(self, scale: float) -> None:
        self._scale = scale
        self.setStyleSheet(exam_sheet(scale))

    @Slot()
    def _load_candidates(self) -> None:
        work = partial(self._sittings.candidates, self._exam.id)
        self._desk.load(self, work, self._entry.show_candidates)

    @Slot(object, str)
    def _begin(self, candidate: CandidateRow, id_tail: str) -> None:
        def work(*_: object) -> Sitting:
            return self._sittings.begin(self._exam.id, candidate.person_id, id_tail)

        self._desk.jobs.start(work, self._watch_begin)

    def _watch_begin(self, job: Job) -> None:
        job.succeeded.connect(self._show_begun)
        job.failed.connect(self._refuse)

    @Slot(object)
    def _refuse(self, error: BaseException) -> None:
        self._entry.refuse(problem_text(error))

    @Slot(object)
    def _show_begun(self, sitting: Sitting) -> None:
        self._run = AttemptRun(self._desk, self._sittings, sitting, self._now, self)
        self._connect_run(self._run)
        self._stack.addWidget(self._run.paper)
        if sitting.resumed and (sitting.seconds_used or sitting.responses):
            self._start()
            return
        self._rules = RulesScreen(sitting)
        self._rules.begun.connect(self._start)
        self._stack.addWidget(self._rules)
        self._stack.setCurrentWidget(self._rules)
        self._rules.take_focus()

    @Slot()
    def _start(self) -> None:
        """From here on time runs, and leaving is noticed."""
        if self._run is None:
            return
        self._drop_rules()
        self._run.start()
        self._guard.watch(watching=True)
        self._go_on()

    def _connect_run(self, run: AttemptRun) -> None:
        run.paper.hand_in_wanted.connect(self._ask_to_hand_in)
        run.refused.connect(self._stay)
        run.handed_in.connect(self._thank)
        run.closed_elsewhere.connect(self._tell_closed)
        run.taken_over.connect(self._give_up)
        run.lock_changed.connect(self._show_lock)
        run.recorder.idle.connect(self._leaving.settle)
        run.timekeeper.ran_out.connect(self._time_up)
        run.timekeeper.left.connect(self._proctor.show_left)
        self._guard.lost.connect(run.recorder.lose_screen)
        self._guard.stayed_away.connect(run.lock)
        self._guard.regained.connect(run.recorder.regain_screen)

    @Slot()
    def _go_on(self) -> None:
        if self._run is None:
            return
        if self._run.locked:
            self._show_lock()
            return
        self._stack.setCurrentWidget(self._run.paper)
        self._run.paper.take_focus()

    @Slot()
    def _show_lock(self) -> None:
        if self._run is None:
            return
        if self._run.locked:
            self._show_panel()
        elif self._stack.currentWidget() is self._proctor:
            self._go_on()

    def _open_panel(self) -> None:
        if self._run and self._running and self._run.ending is None:
            self._run.paper.flush()
            self._show_panel()

    def _show_panel(self) -> None:
        assert self._run is not None  # noqa: S101 - for the type checker: both callers looked
        self._proctor.open(candidate=self._run.sitting.candidate, locked=self._run.locked)
        self._stack.setCurrentWidget(self._proctor)
        self._proctor.take_focus()

    @Slot(str, object)
    def _obey(self, code: str, order: ProctorOrder) -> None:
        if self._run is not None:
            self._orders.obey(self._run, code, order)

    @Slot()
    def _leave_by_code(self) -> None:
        self._ask_to_leave()
        self._leaving.go()

    @Slot(object)
    def _look_around(self, what: Changed) -> None:
        """Something was done to exams, perhaps to this very paper: see at once."""
        if what & Changed.EXAMS and self._run and self._running and not self._run.ending:
            self._run.recorder.beat()

    @Slot()
    def _ask_to_hand_in(self) -> None:
        if self._run is None or self._run.ending is not None:
            return
        self._run.paper.flush()
        recorder = self._run.recorder
        question, hint = hand_in_question(recorder.unanswered, recorder.marked)
        self._stack.setCurrentWidget(self._hand_in)
        self._hand_in.ask(question, hint)

    @Slot()
    def _hand_in_now(self) -> None:
        if self._run is not None:
            self._hand_in.wait(waiting=True)
            self._run.hand_in(EndedBy.CANDIDATE)

    @Slot()
    def _time_up(self) -> None:
        """Hand in whatever is there; comes again while handing in fails."""
        if self._run is None or self._run.ending is not None:
            return
        self._run.paper.flush()
        if not self._run.locked:
            self._go_on()
        self._run.paper.lock(locked=True)
        self._run.hand_in(EndedBy.TIME_UP)

    @Slot(object)
    def _stay(self, error: BaseException) -> None:
        """Something was not stored: nobody leaves, and handing in may be tried again."""
        self._hand_in.wait(waiting=False)
        self._hand_in.show_problem(f"没有存入：{problem_text(error)}请告诉监考人员，再试一次。")
        self._leaving.refuse(error)

    @Slot(object)
    def _thank(self, outcome: Outcome | None) -> None:
        if self._run is not None:
            sentence = done_sentence(self._run.sitting.candidate, self._run.ending)
            self._finish("已交卷", sentence, outcome)

    @Slot(object)
    def _tell_closed(self, standing: Standing) -> None:
        if self._run is None:
            return
        said = closed_sentence(self._run.sitting.candidate, standing, self._run.recorder.unsaved)
        self._finish("答卷已作废" if standing.void else "已交卷", said, good=not standing.void)

    @Slot()
    def _give_up(self) -> None:
        if self._run is not None:
            unsaved = self._run.recorder.unsaved
            said = taken_over_sentence(TakenOver(), unsaved)
            self._finish("试卷已在另一个窗口打开", said, good=False)

    def _finish(
        self, head: str, sentence: str, outcome: Outcome | None = None, *, good: bool = True
    ) -> None:
        self._stack.setCurrentWidget(self._done)
        self._done.tell(head, sentence, outcome, good=good)
        self._drop_attempt()
        if self._leaving.agreed:
            self.close()

    @Slot()
    def _next_person(self) -> None:
        self._load_candidates()
        if self._scale != 1.0:
            self._set_scale(1.0)
        self._stack.setCurrentWidget(self._entry)
        self._entry.restart()

    def _ask_to_leave(self) -> None:
        if self._run is not None:
            self._stack.setCurrentWidget(self._leave)
            self._leaving.ask(self._run)

    def _drop_attempt(self) -> None:
        self._guard.watch(watching=False)
        run, self._run = self._run, None
        if run is not None:
            run.end()
        self._drop_rules()
        self._proctor.forget()
        self._leaving.forget()

    def _drop_rules(self) -> None:
        if self._rules is not None:
            self._rules.deleteLater()
            self._rules = None
