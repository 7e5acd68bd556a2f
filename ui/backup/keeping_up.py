"""What the window does about backups by itself: the first of a day, and the last of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, Qt, Slot
from PySide6.QtWidgets import QProgressDialog

from jyguide.backup.reason import Reason
from jyguide.backup.watch import Watch
from jyguide.progress import CancelToken, Progress
from ui.desk import Desk
from ui.jobs import Job, Work
from ui.theme import scaled

if TYPE_CHECKING:
    from jyguide.app import Application

_ASK = "备份用的U盘插着，上面还没有最近的备份。备份到U盘吗？"


_WIDTH = 400


class KeepingUp(QObject):
    """Makes the daily backup once the data is open, and the closing one."""

    def __init__(self, desk: Desk, app: Application) -> None:
        super().__init__()
        self._desk = desk
        self._app = app

    def begin(self) -> Job:
        """In spare time: a backup unless there is one of today."""
        return self._desk.act(self, self._daily, self._told, title="")

    def attend(self) -> None:
        """On the worker, before anything can be merged: from now on merges make a backup."""
        self._app.backups.attend()

    def finish(self) -> None:
        """The window has closed: keep what has changed, and offer to bring it to the stick.

        What cannot be done is said, and keeps nobody from closing.
        """
        if self._wait_for("正在备份", self._closing) and self._desk.alerts.ask(
            _ASK, "备份到U盘", hint="点“取消”就直接关闭，本机的备份已经做好。"
        ):
            copied = self._wait_for("正在备份到U盘", self._copy)
            if copied is not None:
                self._desk.alerts.inform("已备份到U盘，读回核对一致。可以拔出U盘。")

    def _daily(self, progress: Progress, cancel: CancelToken) -> object:
        return self._app.backups.daily(Watch(progress, cancel))

    @Slot(object)
    def _told(self, _made: object) -> None:
        """A backup that was made is nothing to be told of."""

    def _closing(self, progress: Progress, cancel: CancelToken) -> object:
        self._app.backups.ensure(Reason.CLOSING, Watch(progress, cancel))
        return self._app.backups.second_wants()

    def _copy(self, progress: Progress, cancel: CancelToken) -> object:
        return self._app.backups.copy_to_second(Watch(progress, cancel))

    def _wait_for(self, title: str, work: Work) -> object:
        """Do something on the worker behind a dialog that can cancel it; None if it failed."""
        return Waiting(self._desk, title).result_of(work)


class Waiting:
    """A dialog with a bar, shown where something takes longer than a second."""

    def __init__(self, desk: Desk, title: str) -> None:
        self._desk = desk
        self._title = title
        self._loop = QEventLoop()
        self._result: object = None
        self._error: BaseException | None = None
        self._bar = QProgressDialog(title, "不备份，直接关闭", 0, 0)
        self._bar.setMinimumWidth(scaled(_WIDTH))
        self._bar.setObjectName("closing_backup")
        self._bar.setWindowTitle("暨阳指导")
        self._bar.setWindowModality(Qt.WindowModality.ApplicationModal)
        self._bar.setMinimumDuration(1000)

    def result_of(self, work: Work) -> object:
        """What the work returns; None where it failed, which was said, or was cancelled."""

        def connect(job: Job) -> None:
            job.succeeded.connect(self._keep)
            job.failed.connect(self._fail)
            job.progressed.connect(self._show)
            job.ended.connect(self._loop.quit)
            self._bar.canceled.connect(job.cancel)

        self._desk.jobs.start(work, connect, self._title)
        self._loop.exec()
        self._bar.reset()
        self._bar.deleteLater()
        if self._error is not None:
            self._desk.alerts.report(self._error)
        return self._result

    def _keep(self, result: object) -> None:
        self._result = result

    def _fail(self, error: BaseException) -> None:
        self._error = error

    def _show(self, done: int, total: int, text: str) -> None:
        self._bar.setMaximum(total)
        self._bar.setValue(done)
        self._bar.setLabelText(text or self._title)
