"""The exam at the station's PC: one person after another, full screen."""

from __future__ import annotations

import time
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from jyguide.exam.row import CandidateRow, EndedBy, ExamRow, Sitting
from jyguide.exam.service import SittingService
from ui.desk import Desk
from ui.exam.entry_screen import EntryScreen
from ui.exam.look import exam_sheet
from ui.exam.paper_screen import PaperScreen
from ui.exam.plain_screens import ConfirmScreen, DoneScreen, RulesScreen
from ui.exam.recorder import AnswerRecorder
from ui.exam.timekeeper import Monotonic, Timekeeper
from ui.exam.words import problem_text
from ui.jobs import Job

_LEAVE_ANYWAY = "再确认一次，将放弃没有存入的答案离开。"


class ExamWindow(QWidget):
    """Choose a name, read the rules, answer, hand in, next person.

    Closing it during an attempt needs the invigilator's word and leaves the attempt as it is,
    to be resumed here or after a restart. Show it with `showFullScreen`.
    """

    closed = Signal()

    def __init__(
        self, desk: Desk, sittings: SittingService, exam: ExamRow, now: Monotonic = time.monotonic
    ) -> None:
        super().__init__()
        self.setObjectName("exam_window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(f"考试 · {exam.title}")
        self.setStyleSheet(exam_sheet())
        self._desk = desk
        self._sittings = sittings
        self._exam = exam
        self._now = now
        self._sitting: Sitting | None = None
        self._paper: PaperScreen | None = None
        self._recorder: AnswerRecorder | None = None
        self._timekeeper: Timekeeper | None = None
        self._rules: RulesScreen | None = None
        self._ending: EndedBy | None = None
        self._leaving = False
        self._leave_refused = False
        self._build()
        self._connect()
        self._load_candidates()

    @property
    def candidate(self) -> str:
        """Who is answering now; nobody between two attempts."""
        return self._sitting.candidate if self._sitting and self._recorder else ""

    def leave(self) -> None:
        """Close without asking, once the last answer and the time are stored.

        What cannot be stored is said on the screen for leaving, and the window stays.
        """
        if self._recorder is None:
            self.close()
            return
        self._ask_to_leave()
        self._leave_now()

    def _build(self) -> None:
        self._stack = QStackedWidget()
        self._entry = EntryScreen(self._exam)
        self._hand_in = ConfirmScreen("hand_in_screen", "确认交卷", "返回继续答题")
        self._leave = ConfirmScreen("leave_screen", "监考人员确认离开", "返回继续答题")
        self._done = DoneScreen()
        for screen in (self._entry, self._hand_in, self._leave, self._done):
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
        self._leave.agreed.connect(self._leave_now)
        self._leave.declined.connect(self._go_on)
        self._done.next_wanted.connect(self._next_person)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._recorder is not None and not self._leaving:
            event.ignore()
            self._ask_to_leave()
            return
        self._drop_attempt()
        super().closeEvent(event)
        self.closed.emit()

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
        self._sitting = sitting
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
        """From here on time runs."""
        sitting = self._sitting
        assert sitting is not None  # noqa: S101 - for the type checker: the rules are his
        self._timekeeper = Timekeeper(
            sitting.seconds_allowed, sitting.seconds_used, self._now, self
        )
        self._recorder = AnswerRecorder(self._desk, self._sittings, sitting, self._timekeeper)
        self._paper = PaperScreen(sitting, self._recorder, self._timekeeper)
        self._connect_attempt(self._paper, self._recorder, self._timekeeper)
        self._stack.addWidget(self._paper)
        self._go_on()
        self._drop_rules()
        self._timekeeper.start()

    def _connect_attempt(
        self, paper: PaperScreen, recorder: AnswerRecorder, timekeeper: Timekeeper
    ) -> None:
        paper.hand_in_wanted.connect(self._ask_to_hand_in)
        recorder.refused.connect(self._stay)
        recorder.handed_in.connect(self._thank)
        recorder.idle.connect(self._close_when_safe)
        timekeeper.heartbeat.connect(recorder.beat)
        timekeeper.ran_out.connect(self._time_up)

    @Slot()
    def _go_on(self) -> None:
        if self._paper is not None:
            self._stack.setCurrentWidget(self._paper)
            self._paper.take_focus()

    @Slot()
    def _ask_to_hand_in(self) -> None:
        if self._paper is None or self._recorder is None or self._ending is not None:
            return
        self._paper.flush()
        question, hint = hand_in_question(len(self._recorder.unanswered), self._recorder.marked)
        self._hand_in.ask(question, hint)
        self._stack.setCurrentWidget(self._hand_in)
        self._hand_in.wait(waiting=False)

    @Slot()
    def _hand_in_now(self) -> None:
        self._hand_in.wait(waiting=True)
        self._end(EndedBy.CANDIDATE)

    @Slot()
    def _time_up(self) -> None:
        """Hand in whatever is there; comes again while handing in fails."""
        if self._paper is None or self._ending is not None:
            return
        self._go_on()
        self._paper.flush()
        self._paper.lock(locked=True)
        self._end(EndedBy.TIME_UP)

    def _end(self, ended_by: EndedBy) -> None:
        if self._recorder is not None and self._ending is None:
            self._ending = ended_by
            self._recorder.hand_in(ended_by)

    @Slot(object)
    def _stay(self, error: BaseException) -> None:
        """Something was not stored: nobody leaves, and handing in may be tried again."""
        self._ending = None
        self._hand_in.wait(waiting=False)
        self._hand_in.show_problem(f"没有存入：{problem_text(error)}请告诉监考人员，再试一次。")
        if self._leaving:
            self._leaving, self._leave_refused = False, True
            self._leave.wait(waiting=False)
            self._leave.show_problem(f"没有存入：{problem_text(error)}{_LEAVE_ANYWAY}")

    @Slot()
    def _thank(self) -> None:
        if self._sitting is None:
            return
        self._stack.setCurrentWidget(self._done)
        self._done.thank(self._sitting.candidate, time_up=self._ending is EndedBy.TIME_UP)
        self._drop_attempt()
        if self._leaving:
            self.close()

    @Slot()
    def _next_person(self) -> None:
        self._load_candidates()
        self._stack.setCurrentWidget(self._entry)
        self._entry.restart()

    def _ask_to_leave(self) -> None:
        if self._paper is None or self._recorder is None:
            return
        self._paper.flush()
        self._leave_refused = False
        self._leave.ask("现在离开考试？", leave_hint(self._recorder.unsaved))
        self._stack.setCurrentWidget(self._leave)
        self._leave.wait(waiting=False)

    @Slot()
    def _leave_now(self) -> None:
        """Close once the last answer and the time are stored, or when asked a second time."""
        if self._recorder is None:
            return
        self._leaving = True
        if self._leave_refused:
            self.close()
            return
        self._leave.wait(waiting=True)
        self._recorder.beat()

    @Slot()
    def _close_when_safe(self) -> None:
        if self._leaving:
            self.close()

    def _drop_attempt(self) -> None:
        if self._timekeeper is not None:
            self._timekeeper.stop()
            self._timekeeper.deleteLater()
        if self._paper is not None:
            self._paper.deleteLater()
        self._drop_rules()
        self._sitting = self._paper = self._recorder = self._timekeeper = None
        self._ending = None

    def _drop_rules(self) -> None:
        if self._rules is not None:
            self._rules.deleteLater()
            self._rules = None


def hand_in_question(unanswered: int, marked: list[int]) -> tuple[str, str]:
    """What is asked before handing in, and what it means."""
    question = (
        f"还有 {unanswered} 题没有作答，确定交卷？" if unanswered else "全部题目已作答，确定交卷？"
    )
    places = "、".join(str(position) for position in marked)
    said = f"标记了稍后再答的题：第 {places} 题。" if marked else ""
    return question, f"{said}交卷后不能再修改。"


def leave_hint(unsaved: list[int]) -> str:
    """What leaving means for the attempt."""
    if unsaved:
        places = "、".join(str(position) for position in unsaved)
        return f"第 {places} 题的答案还没有存入，离开前会再存一次。"
    return "答卷没有交，已答的题都已保存；剩余时间停在这里，考生下次核对身份后可以接着作答。"
