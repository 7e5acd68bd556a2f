"""The first start on a new PC: which station it belongs to, and who uses it."""

from __future__ import annotations

import string
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from jyguide.clock import Clock, system_clock
from jyguide.errors import EXPLAINED
from jyguide.folder import NewFolder, can_shut, create_folder
from jyguide.place import CITY_NAME
from jyguide.progress import CancelToken, Progress
from jyguide.shipped import station_names
from jyguide.vault.login import Login, log_in, login_names
from ui.access.protection_choice import ProtectionChoice
from ui.jobs import Job, JobRunner
from ui.theme import PALETTE, SPACE, Tone
from ui.widgets import Banner, Card, FittingDialog, Form, Kind, icon_label, make_button, make_label

_WELCOME = "请先选好单位：单位和电脑代号会印在证书编号里，建好以后不能更改。"
_STATION_HINT = "每台电脑代号不同，只有一台就用 A。"
_CHOOSE = "请选择单位"
_CITY = f"市级（{CITY_NAME}）"
_NO_STATION = "请选择这台电脑所在的单位。"
_NO_USER = "请填写使用人姓名。"
_WIDTH = 620


@dataclass(frozen=True, slots=True)
class Made:
    """A data folder that has just been made.

    Attributes:
        login: Whoever made it has proved who he is; None for a plain folder.
    """

    login: Login | None


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
    """Accepted once the folder stands; an unexplained fault is raised to the usual place.

    Object names: `first_run`, `field_station`, `field_letter`, `field_user`, `trouble`, `start`,
    `leave`, and those of `ProtectionChoice`.
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
        self.setFixedWidth(_WIDTH)
        self._build()
        self._start.clicked.connect(self._create)
        self._leave.clicked.connect(self.reject)
        self._station.setFocus()

    def reject(self) -> None:
        if not self._busy:
            super().reject()

    def _build(self) -> None:
        self._make_fields()
        self._trouble = Banner()
        self._trouble.setObjectName("trouble")
        card = Card()
        card.body.setSpacing(SPACE.m)
        card.body.addWidget(self._form)
        card.body.addWidget(self._protection)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addLayout(_greeting())
        layout.addWidget(card)
        layout.addWidget(self._trouble)
        layout.addLayout(self._make_buttons())

    def _make_fields(self) -> None:
        self._station = QComboBox()
        self._station.addItem(_CHOOSE)
        self._station.addItems(list(station_names()))
        self._station.addItem(_CITY)
        self._station.setMaxVisibleItems(self._station.count())
        self._letter = QComboBox()
        self._letter.addItems(list(string.ascii_uppercase))
        self._user = QLineEdit()
        self._user.setPlaceholderText("姓名，会记在每一次改动里")
        self._form = Form()
        station = self._form.add(
            "station", "单位", self._station, required=True, hint=_STATION_HINT
        )
        station.add_beside(self._labelled_letter())
        user = self._form.add("user", "使用人", self._user, required=True)
        self._station.currentIndexChanged.connect(lambda: station.show_problem(""))
        self._user.textChanged.connect(lambda: user.show_problem(""))
        self._protection = ProtectionChoice(self._user.text, possible=can_shut())

    def _labelled_letter(self) -> QWidget:
        """On the station's line: the dialog is to fit low screens."""
        self._letter.setObjectName("field_letter")
        label = make_label("电脑代号 *", "key")
        label.setBuddy(self._letter)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        row.addWidget(label)
        row.addWidget(self._letter)
        both = QWidget()
        both.setLayout(row)
        return both

    def _make_buttons(self) -> QHBoxLayout:
        self._leave = make_button("退出", name="leave")
        self._start = make_button("开始使用", Kind.PRIMARY, name="start")
        self._start.setDefault(True)
        self._start.setMinimumWidth(self._start.sizeHint().width() + SPACE.l)  # for “正在建立…”
        row = QHBoxLayout()
        row.setSpacing(SPACE.s)
        row.addWidget(make_label(f"数据保存在：{self._folder}", "small", "folder", wrap=True), 1)
        row.addWidget(self._leave)
        row.addWidget(self._start)
        return row

    def _chosen(self) -> NewFolder:
        station = self._station.currentText()
        return NewFolder(
            station="" if station == _CITY else station,
            letter=self._letter.currentText(),
            user=self._user.text().strip(),
            secret=self._protection.secret,
        )

    def _problems(self) -> dict[str, str]:
        found = {}
        if self._station.currentIndex() == 0:
            found["station"] = _NO_STATION
        if not self._user.text().strip():
            found["user"] = _NO_USER
        return found

    @Slot()
    def _create(self) -> None:
        if self._busy:
            return
        self._trouble.say("")
        right = self._protection.show_problems()
        if not self._form.show_problems(self._problems()) or not right:
            return
        self._set_busy(busy=True)
        work = partial(_created, self._folder, self._chosen(), self._clock)
        self._jobs.start(work, self._follow, "正在建立数据文件夹")

    def _follow(self, job: Job) -> None:
        job.ended.connect(self._rest)
        job.succeeded.connect(self._finish)
        job.failed.connect(self._explain)

    @Slot(object)
    def _finish(self, made: Made) -> None:
        self.made = made
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
        self._start.setText("正在建立…" if busy else "开始使用")
        parts: tuple[QWidget, ...] = (self._form, self._protection, self._leave, self._start)
        for part in parts:
            part.setEnabled(not busy)


def _created(
    folder: Path, new: NewFolder, clock: Clock, _progress: Progress, _cancel: CancelToken
) -> Made:
    create_folder(folder, new, clock)
    if not new.secret:
        return Made(None)
    (only,) = login_names(folder)
    return Made(log_in(folder, only.user_id, new.secret, clock))


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
