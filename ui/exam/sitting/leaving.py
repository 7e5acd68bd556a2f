"""Leaving the exam window in the middle of an attempt: asked, stored, then closed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from ui.exam.sitting.plain_screens import ConfirmScreen
from ui.exam.sitting.run import AttemptRun
from ui.exam.sitting.words import LEAVE_ANYWAY, leave_hint, problem_text


class Leaving(QObject):
    """Nobody leaves before the last answer and the time are stored, or he is asked twice.

    Attributes:
        agreed: Whether the window may close as soon as everything is stored.
    """

    safe = Signal()
    """Close now."""

    def __init__(self, screen: ConfirmScreen) -> None:
        super().__init__(screen)
        self.agreed = False
        self._refused = False
        self._run: AttemptRun | None = None
        self._screen = screen
        screen.agreed.connect(self.go)

    def ask(self, run: AttemptRun) -> None:
        """Say what leaving means for an attempt; `go` follows where that is agreed to."""
        self._run = run
        run.paper.flush()
        self._refused = False
        self._screen.ask("现在离开考试？", leave_hint(run.recorder.unsaved))

    @Slot()
    def go(self) -> None:
        """Store the last answer and the time, then tell that it is safe to close."""
        self.agreed = True
        if self._refused or self._run is None:
            self.safe.emit()
            return
        self._screen.wait(waiting=True)
        self._run.recorder.leave()

    def refuse(self, error: BaseException) -> None:
        """Something was not stored: asked once more, he may leave all the same."""
        if self.agreed:
            self.agreed, self._refused = False, True
            self._screen.wait(waiting=False)
            self._screen.show_problem(f"没有存入：{problem_text(error)}{LEAVE_ANYWAY}")

    @Slot()
    def settle(self) -> None:
        """Nothing is in line any more."""
        if self.agreed:
            self.safe.emit()

    def forget(self) -> None:
        """The attempt is over."""
        self._run = None
