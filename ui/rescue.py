"""A damaged database at the start: the last good backup is offered, with what it loses."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from jyguide.clock import Clock
from jyguide.errors import DamageError
from ui.desk import Desk
from ui.jobs import Job

if TYPE_CHECKING:
    from jyguide.bad_luck.mending import Rescue
    from jyguide.vault.login import Login

_DAMAGED = "数据库文件已损坏，没有打开；程序没有改动它。要恢复最近一次完好的备份吗？"
_KEPT = "损坏的文件会换个名字留在数据文件夹里，以后可以请人抢救。照片、附件和密钥不受影响。"
_NO_BACKUP = (
    "请不要删除数据文件夹里的任何文件。如果 U 盘或别处有备份，请用它恢复"
    "（在“安全”页，或命令 jyguide restore）；没有备份时请与市级联系。"
)


class RescueOffer(QObject):
    """Looks for a backup, asks, brings it back; it speaks through alerts alone."""

    restored = Signal()
    """The folder can be opened again."""
    declined = Signal()
    """It stays as it is; why was said."""

    def __init__(self, desk: Desk, folder: Path, login: Login | None, clock: Clock) -> None:
        super().__init__()
        self._desk = desk
        self._folder = folder
        self._login = login
        self._clock = clock
        self._error: DamageError | None = None

    def begin(self, error: DamageError) -> None:
        """Look for the last good backup, which may take a second for a city's."""
        self._error = error
        work = partial(_mending("find_rescue"), self._folder, self._login)
        self._start(work, self._offer, "正在查找完好的备份")

    @Slot(object)
    def _offer(self, rescue: Rescue | None) -> None:
        assert self._error is not None  # noqa: S101 - begin() was called
        if rescue is None:
            bare = DamageError(
                f"{self._error.message}数据文件夹里没有完好的备份。",
                hint=_NO_BACKUP,
                detail=self._error.detail,
            )
            self._fail(bare)
            return
        hint = f"最近一次完好的{rescue.sentence}\n{_KEPT}"
        if not self._desk.alerts.ask(_DAMAGED, "恢复备份", hint=hint, danger=True):
            self.declined.emit()
            return
        work = partial(_mending("mend"), self._folder, self._login, rescue, self._clock)
        self._start(work, self._finish, "正在恢复备份")

    @Slot(object)
    def _finish(self, kept: Path | None) -> None:
        where = f"损坏的文件已保留为“{kept.name}”。" if kept else ""
        self._desk.alerts.inform("备份已恢复。", f"{where}请核对最近录入的内容，缺的重新录入。")
        self.restored.emit()

    @Slot(object)
    def _fail(self, error: BaseException) -> None:
        self._desk.alerts.report(error)
        self.declined.emit()

    def _start(
        self, work: Callable[[], object], done: Callable[[object], None], title: str
    ) -> None:
        def connect(job: Job) -> None:
            job.succeeded.connect(done)
            job.failed.connect(self._fail)

        self._desk.jobs.start(lambda _progress, _cancel: work(), connect, title)


def _mending(name: str) -> Callable[..., object]:
    """Loaded on first need, as nothing here may load the data layer before the window is shown."""

    def call(*arguments: object) -> object:
        found: Callable[..., object] = getattr(import_module("jyguide.bad_luck.mending"), name)
        return found(*arguments)

    return call
