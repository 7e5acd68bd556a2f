"""Shows in the status bar what the worker is doing, once it takes long enough to matter."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from ui.jobs import Job
from ui.theme import SPACE
from ui.widgets.buttons import Kind, make_button
from ui.widgets.labels import make_label

APPEAR_AFTER_MS = 500
_WORKING = "正在处理"


class JobStrip(QWidget):
    """Text, bar and 取消 for the job in front; hidden for what is done within half a second.

    Object names: `job_strip`, `job_text`, `job_bar`, `job_cancel`.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("job_strip")
        self._line: list[Job] = []
        self._text = make_label("", name="job_text")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setObjectName("job_bar")
        self._bar.setFixedWidth(180)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self._cancel = make_button("取消", Kind.QUIET, name="job_cancel")
        self._cancel.clicked.connect(self._cancel_front)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.s, 0, SPACE.s, 0)
        row.setSpacing(SPACE.s)
        for part in (self._text, self._bar, self._cancel):
            row.addWidget(part)
        self._patience = QTimer(self, singleShot=True, interval=APPEAR_AFTER_MS)
        self._patience.timeout.connect(self.show)
        self.hide()

    @Slot(object)
    def follow(self, job: Job) -> None:
        """Put `job` in line; connect `JobRunner.started` here."""
        self._line.append(job)
        job.progressed.connect(self._show_progress)
        job.ended.connect(self._let_go)
        if len(self._line) == 1:
            self._show_front()

    @Slot(int, int, str)
    def _show_progress(self, done: int, total: int, text: str) -> None:
        """Only the job in front reports: the worker has one thread."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._say(text)

    @Slot(object)
    def _let_go(self, job: Job) -> None:
        self._line.remove(job)
        if self._line:
            self._show_front()
            return
        self._patience.stop()
        self.hide()

    def _show_front(self) -> None:
        self._bar.setRange(0, 0)
        self._cancel.setEnabled(True)
        self._say("")
        if self.isHidden():
            self._patience.start()

    def _say(self, text: str) -> None:
        if not self._cancel.isEnabled():
            return
        title = self._line[0].title or _WORKING
        waiting = len(self._line) - 1
        queue = f"（其后还有 {waiting} 项）" if waiting else ""
        self._text.setText(f"{title}：{text}{queue}" if text else f"{title}…{queue}")

    @Slot()
    def _cancel_front(self) -> None:
        if self._line:
            self._line[0].cancel()
            self._text.setText("正在取消…")
            self._cancel.setEnabled(False)
