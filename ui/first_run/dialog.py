"""The dialog of the first start: three steps, forward and back, nothing lost on the way."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from jyguide.clock import Clock, system_clock
from jyguide.errors import EXPLAINED
from jyguide.folder import NewFolder
from jyguide.settings.pc import keep_pc_settings
from jyguide.vault.login import Login
from ui.first_run.founding import Made, found
from ui.first_run.steps import BeginStep, StationStep, Step, UserStep
from ui.goal import Goal
from ui.jobs import Job, JobRunner
from ui.start import take_type
from ui.theme import PALETTE, SPACE, Tone, scaled
from ui.widgets import (
    Banner,
    Card,
    FittingDialog,
    Kind,
    StepBar,
    icon_label,
    make_button,
    make_label,
)
from ui.widgets.button_row import ButtonRow

_TITLES = ("哪个站", "您是谁", "怎么开始")
_WELCOME = "三步就能用上。走到哪一步都可以退回去改，填过的不会丢。"
_WIDTH = 640
_BUSY = "正在建立…"


def ask_for_station(folder: Path) -> Made | None:
    """Ask who is at this PC and make the data folder; None when the user closes the dialog.

    The folder is written on a worker, so that the dialog stays alive meanwhile.
    """
    jobs = JobRunner()
    dialog = FirstRunDialog(folder, jobs, system_clock)
    try:
        return dialog.made if dialog.exec() == QDialog.DialogCode.Accepted else None
    finally:
        jobs.shutdown()
        dialog.deleteLater()


class FirstRunDialog(FittingDialog):
    """Accepted once the folder stands, or when somebody wants to look at the practice station.

    An unexplained fault is raised to the usual place. Enter goes on, Esc goes back and at the
    first step leaves. Object names: `first_run`, `steps`, `trouble`, `leave`, `back`, `next`,
    `start`, `look_first`, and those of the steps.
    """

    def __init__(self, folder: Path, jobs: JobRunner, clock: Clock) -> None:
        super().__init__()
        self.made: Made | None = None
        self._folder = folder
        self._jobs = jobs
        self._clock = clock
        self._busy = False
        self.setObjectName("first_run")
        self.setWindowTitle("暨阳指导")
        self.setFixedWidth(scaled(_WIDTH))
        self._station, self._user, self._begin = StationStep(), UserStep(), BeginStep(str(folder))
        self._steps: tuple[Step, ...] = (self._station, self._user, self._begin)
        self._build()
        self._connect()
        self._show(0)

    def reject(self) -> None:
        if not self._busy:
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._at:
            self._go_back()
        else:
            super().keyPressEvent(event)

    @property
    def _at(self) -> int:
        return self._pages.currentIndex()

    def _build(self) -> None:
        self._bar = StepBar(_TITLES)
        self._bar.setObjectName("steps")
        self._pages = QStackedWidget()
        for step in self._steps:
            self._pages.addWidget(step)
        self._trouble = Banner()
        self._trouble.setObjectName("trouble")
        card = Card()
        card.body.addWidget(self._pages)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addLayout(_greeting())
        layout.addWidget(self._bar)
        layout.addWidget(card)
        layout.addWidget(self._trouble)
        layout.addLayout(self._make_buttons())

    def _make_buttons(self) -> ButtonRow:
        self._look = make_button("先看看练习库(&P)", Kind.QUIET, name="look_first")
        self._look.setToolTip("什么都不用填，里面的人和数据都是虚构的")
        self._leave = make_button("退出(&X)", name="leave")
        self._back = make_button("上一步(&B)", name="back")
        self._next = make_button("下一步(&N)", Kind.PRIMARY, name="next")
        self._start = make_button("开始使用(&S)", Kind.PRIMARY, name="start")
        return ButtonRow(
            self._back, self._next, self._start, leave=self._leave, left=(self._look,)
        )

    def _connect(self) -> None:
        self._station.large_wanted.connect(self._take_type)
        self._look.clicked.connect(self._look_first)
        self._leave.clicked.connect(self.reject)
        self._back.clicked.connect(self._go_back)
        self._next.clicked.connect(self._go_on)
        self._start.clicked.connect(self._create)

    def _show(self, at: int) -> None:
        last = len(self._steps) - 1
        self._pages.setCurrentIndex(at)
        self._bar.set_current(at)
        self._trouble.say("")
        self._look.setVisible(at == 0)
        self._back.setVisible(at > 0)
        self._next.setVisible(at < last)
        self._start.setVisible(at == last)
        (self._start if at == last else self._next).setDefault(True)
        if at == last:
            self._begin.show_chosen(self._told())
        self._steps[at].enter()

    def _told(self) -> str:
        kept = "加密保存" if self._user.secret else "不加密"
        return (
            f"{self._station.office}，电脑代号 {self._station.letter}；"
            f"使用人 {self._user.user}；数据{kept}。"
        )

    @Slot()
    def _go_on(self) -> None:
        if self._steps[self._at].complete():
            self._show(self._at + 1)

    @Slot()
    def _go_back(self) -> None:
        if not self._busy and self._at:
            self._show(self._at - 1)

    @Slot()
    def _look_first(self) -> None:
        """Nothing is made: the steps are asked again when he begins in earnest."""
        self.made = Made(None, Goal.PRACTICE)
        self.accept()

    @Slot(bool)
    def _take_type(self, large: bool) -> None:  # noqa: FBT001 - Qt's signal
        keep_pc_settings(large_type=large)
        take_type(large=large)
        self.setFixedWidth(scaled(_WIDTH))

    @Slot()
    def _create(self) -> None:
        if self._busy:
            return
        self._trouble.say("")
        for at, step in enumerate(self._steps):
            if not step.complete():
                self._show(at)
                return
        new = NewFolder(
            station=self._station.station,
            letter=self._station.letter,
            user=self._user.user,
            secret=self._user.secret,
        )
        self._set_busy(busy=True)
        work = partial(found, self._folder, new, self._clock)
        self._jobs.start(work, self._follow, "正在建立数据文件夹")

    def _follow(self, job: Job) -> None:
        job.ended.connect(self._rest)
        job.succeeded.connect(self._finish)
        job.failed.connect(self._explain)

    @Slot(object)
    def _finish(self, login: Login | None) -> None:
        self.made = Made(login, self._begin.goal)
        self.accept()

    @Slot(object)
    def _explain(self, error: BaseException) -> None:
        if not isinstance(error, EXPLAINED):
            raise error
        self._trouble.say(f"{error.message}\n{error.hint}".strip(), Tone.BAD)

    @Slot(object)
    def _rest(self, _job: object) -> None:
        self._set_busy(busy=False)
        self._start.setFocus()

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self._start.setText(_BUSY if busy else "开始使用(&S)")
        parts: tuple[QWidget, ...] = (self._pages, self._leave, self._back, self._start)
        for part in parts:
            part.setEnabled(not busy)


def _greeting() -> QHBoxLayout:
    words = QVBoxLayout()
    words.setSpacing(SPACE.xs)
    words.addWidget(make_label("欢迎使用暨阳指导", "page-title"))
    words.addWidget(make_label(_WELCOME, "hint", wrap=True))
    row = QHBoxLayout()
    row.setSpacing(SPACE.m)
    mark = icon_label("station", PALETTE.red, 48)
    row.addWidget(mark, alignment=Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    return row
