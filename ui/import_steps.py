"""The window in which something is taken in, step by step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from jyguide.changes import Changed
from jyguide.progress import CancelToken, Progress
from ui.desk import Desk
from ui.import_foot import ImportFoot
from ui.jobs import Job
from ui.theme import SPACE, Tone
from ui.trouble import Trouble, tried
from ui.widgets import Banner, StepBar

T = TypeVar("T")
Foot = TypeVar("Foot", bound=ImportFoot)


class ImportSteps(QDialog, Generic[Foot]):
    """Stays open while it works; 取消 and Esc then stop the work and nothing else.

    Subclasses call `_lay_out` with a pane a step and override `_show_step`, which shows what
    belongs to where one stands.

    Object names: `import_dialog`, `trouble` (a sentence over the panes).
    """

    _CANCELLED = "已取消，没有改动任何数据。"

    def __init__(self, desk: Desk, steps: Sequence[str], foot: Foot, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._foot = foot
        self._step = 0
        self._last = len(steps) - 1
        self._job: Job | None = None
        self._steps = StepBar(steps)
        self._trouble = Banner()
        self._trouble.setObjectName("trouble")
        self._panes = QStackedWidget()
        self.setObjectName("import_dialog")

    def reject(self) -> None:
        if self._job is None:
            super().reject()
            return
        self._job.cancel()
        self._foot.say_cancelling()

    def _lay_out(self, *panes: QWidget) -> None:
        for pane in panes:
            self._panes.addWidget(pane)
        self._foot.leave.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(self._steps)
        layout.addWidget(self._trouble)
        layout.addWidget(self._panes, 1)
        layout.addWidget(self._foot)

    def _go(self, step: int) -> None:
        self._step = step
        self._trouble.say("")
        self._show_step()

    def _show_step(self) -> None:
        """Show the pane that belongs to where one stands; the last step is done when reached."""
        self._steps.set_current(self._step + (self._step == self._last))
        self._panes.setCurrentIndex(min(self._step, self._panes.count() - 1))

    def _run(
        self,
        title: str,
        work: Callable[[Progress, CancelToken], T],
        done: Callable[[T], object],
        changed: Changed = Changed(0),  # noqa: B008 - an immutable flag
    ) -> None:
        """Do one thing at a time on the worker, with everything else shut meanwhile."""
        if self._job is not None:
            return
        self._trouble.say("")
        take = partial(self._take, done)
        self._job = self._desk.act(self, partial(tried, work), take, title=title, changed=changed)
        self._job.cancelled.connect(self._say_cancelled)
        self._job.ended.connect(self._rest)
        self._foot.follow(self._job, title)
        self._panes.setEnabled(False)

    def _take(self, done: Callable[[T], object], outcome: T | Trouble) -> None:
        if isinstance(outcome, Trouble):
            self._refuse(outcome)
        else:
            done(outcome)

    def _refuse(self, trouble: Trouble) -> None:
        self._trouble.say(trouble.sentence, Tone.BAD)

    @Slot()
    def _say_cancelled(self) -> None:
        self._trouble.say(self._CANCELLED, Tone.INFO)

    @Slot(object)
    def _rest(self, _job: Job) -> None:
        self._job = None
        self._panes.setEnabled(True)
        self._foot.rest()
        self._show_step()
