"""Carries out what a proctor orders at a candidate's PC, once his code is right."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from jyguide.changes import Changed
from jyguide.exam.service.proctoring import ProctorService
from jyguide.ids import ExamId
from ui.desk import Desk
from ui.exam.arranging.proctor_action import ProctorAction, ProctorOrder, carry_out
from ui.exam.sitting.proctor_screen import ProctorScreen
from ui.exam.sitting.run import AttemptRun
from ui.exam.sitting.words import problem_text
from ui.jobs import Job


class ProctorDesk(QObject):
    """Between the proctor's screen and the service; one exam, whoever sits it."""

    leave_granted = Signal()

    def __init__(
        self, desk: Desk, proctoring: ProctorService, exam_id: ExamId, screen: ProctorScreen
    ) -> None:
        super().__init__(screen)
        self._desk = desk
        self._proctoring = proctoring
        self._exam_id = exam_id
        self._screen = screen

    def obey(self, run: AttemptRun, code: str, order: ProctorOrder) -> None:
        """Store what is still to be stored, look at the code, and do what was ordered."""
        run.recorder.retry()
        attempt_id = run.sitting.attempt_id

        def work(*_: object) -> ProctorOrder:
            self._proctoring.check_code(self._exam_id, code, attempt_id)
            carry_out(self._proctoring, attempt_id, order)
            return order

        self._desk.jobs.start(work, self._watch)

    def _watch(self, job: Job) -> None:
        job.succeeded.connect(self._show_done)
        job.failed.connect(self._refuse)

    @Slot(object)
    def _refuse(self, error: BaseException) -> None:
        self._screen.refuse(problem_text(error))

    @Slot(object)
    def _show_done(self, order: ProctorOrder) -> None:
        if order.action is ProctorAction.LEAVE:
            self.leave_granted.emit()
            return
        if order.action is ProctorAction.EXTRA_TIME:
            self._screen.say(f"已补时 {order.minutes} 分钟。")
        self._desk.changes.tell(Changed.EXAMS)  # the heartbeat that follows shows the rest
