"""Shows in the status bar what the worker is doing, once it takes long enough to matter."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from ui.job_words import Pace, count_text, left_text
from ui.jobs import Job
from ui.theme import SPACE, scaled
from ui.widgets.buttons import Kind, make_button
from ui.widgets.labels import make_label

APPEAR_AFTER_MS = 500
CANCELLING = "正在取消…"
_WORKING = "正在处理"
_BAR_WIDTH = 120
_TEXT_WIDTH = 460
_BETWEEN = "　"


class JobStrip(QWidget):
    """Text, bar and 取消 for the job in front; hidden for what is done within half a second.

    Object names: `job_strip`, `job_text`, `job_bar`, `job_cancel`, `job_queue`.
    """

    list_wanted = Signal()
    """Somebody wants to see what waits."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("job_strip")
        self._line: list[Job] = []
        self._pace = Pace()
        self._last = (0, 0, "")
        self._text = make_label("", name="job_text")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setObjectName("job_bar")
        self._bar.setAccessibleName("进度")
        self._bar.setFixedWidth(_BAR_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self._queue = make_button("", Kind.QUIET, name="job_queue")
        self._queue.setToolTip("看看还有哪些在等，可以逐项取消")
        self._queue.clicked.connect(self.list_wanted)
        self._cancel = make_button("取消", Kind.QUIET, name="job_cancel")
        self._cancel.clicked.connect(self._cancel_front)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.s, 0, SPACE.s, 0)
        row.setSpacing(SPACE.s)
        for part in (self._text, self._bar, self._queue, self._cancel):
            row.addWidget(part)
        self._patience = QTimer(self, singleShot=True, interval=APPEAR_AFTER_MS)
        self._patience.timeout.connect(self.show)
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._say)
        self.hide()

    @Slot(object)
    def follow(self, job: Job) -> None:
        """Put `job` in line; connect `JobRunner.started` here."""
        self._line.append(job)
        job.progressed.connect(self._show_progress)
        job.stopping.connect(self._say)
        job.ended.connect(self._let_go)
        if len(self._line) == 1:
            self._show_front()
        else:
            self._count_waiting()

    @Slot(int, int, str)
    def _show_progress(self, done: int, total: int, text: str) -> None:
        """Only the job in front reports: the worker has one thread."""
        self._pace.note(time.monotonic(), done, total)
        self._last = (done, total, text)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._say()

    @Slot(object)
    def _let_go(self, job: Job) -> None:
        front = self._line[0]
        self._line.remove(job)
        if not self._line:
            self._patience.stop()
            self._second.stop()
            self.hide()
        elif self._line[0] is not front:
            self._show_front()
        else:
            self._count_waiting()

    def _show_front(self) -> None:
        self._pace = Pace()
        self._last = (0, 0, "")
        self._bar.setRange(0, 0)
        self._say()
        self._count_waiting()
        if self.isHidden():
            self._patience.start()
            self._second.start()

    def _count_waiting(self) -> None:
        """What nobody asked for by name is no part of what waits."""
        waiting = sum(1 for job in self._line[1:] if job.title)
        self._queue.setText(f"其后还有 {waiting} 项")
        self._queue.setVisible(waiting > 0)

    @Slot()
    def _say(self) -> None:
        if not self._line:
            return
        front = self._line[0]
        stopping = front.token.cancelled
        self._cancel.setEnabled(not stopping)
        if stopping:
            self._show_text(CANCELLING, "")
            return
        done, total, text = self._last
        title = front.title or _WORKING
        left = left_text(self._pace.seconds_left(time.monotonic()))
        counted = (part for part in (count_text(done, total), left) if part)
        self._show_text(f"{title}：{text}" if text else f"{title}…", _BETWEEN.join(counted))

    def _show_text(self, head: str, counted: str) -> None:
        """Long names of files give way to what is counted; the whole is under the pointer."""
        whole = f"{head}{_BETWEEN}{counted}" if counted else head
        metrics = self._text.fontMetrics()
        room = scaled(_TEXT_WIDTH) - metrics.horizontalAdvance(whole.removeprefix(head))
        shown = metrics.elidedText(head, Qt.TextElideMode.ElideMiddle, room)
        self._text.setText(whole.replace(head, shown, 1))
        self._text.setToolTip(whole)
        self._text.setAccessibleName(whole)

    @Slot()
    def _cancel_front(self) -> None:
        if self._line:
            self._line[0].cancel()
