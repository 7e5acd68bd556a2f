"""Writing files: where to, and afterwards the word that the stick can be pulled out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from jyguide.changes import Changed
from jyguide.sync.row import ExportReport
from jyguide.sync.stick import FindSticks, Stick
from ui.file_written import open_path
from ui.jobs import Job
from ui.sync.export_done import ExportDone
from ui.sync.export_order import Order, Target, write_files
from ui.sync.standing import Tools
from ui.sync.words import size_text
from ui.theme import SPACE, scaled
from ui.widgets import Card, FittingDialog, Kind, make_button, make_label
from ui.widgets.button_row import ButtonRow

_ELSEWHERE = "其他位置（硬盘文件夹，或准备用聊天软件发送）"
_NO_STICK = "没有发现U盘。插上以后会自动列在这里。"
_FULL = "连同以前发过的内容一起导出（对方换了电脑或丢了数据时才需要）"
_PATTERNS = "同步文件 (*.jysync)"
_LOOK_MS = 2_000
_WIDTH = 640
_WIDTH_OF_MANY = 820


class ExportDialog(FittingDialog):
    """Offers the sticks as they are plugged in; closing it meanwhile only stops the work.

    Object names: `export_dialog`, `export_name`, `stick_<n>`, `elsewhere`, `no_stick`,
    `full`, `export_now`, `close`, `open_folder`, and those of `ExportDone`.
    """

    exported = Signal(object)
    """The list of `ExportReport`s."""

    def __init__(
        self, tools: Tools, order: Order, find_sticks: FindSticks, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._tools = tools
        self._order = order
        self._find_sticks = find_sticks
        self._sticks: Sequence[Stick] | None = None
        self._job: Job | None = None
        self._looking = False
        self._folder = Path()
        self._suggested = ""
        self.setObjectName("export_dialog")
        self.setWindowTitle(order.title)
        self.setMinimumWidth(scaled(_WIDTH if order.alone else _WIDTH_OF_MANY))
        self._build()
        self._connect()
        self._look()

    def reject(self) -> None:
        if self._job is None:
            super().reject()
        else:
            self._job.cancel()

    def done(self, result: int) -> None:
        self._timer.stop()
        super().done(result)

    def _build(self) -> None:
        self._make_choice()
        self._done = ExportDone()
        self._choice = self._choosing()
        self._done.hide()
        self._busy = make_label("", "small", "progress_text")
        self._leave = make_button("取消", name="close")
        self._open = make_button("打开所在文件夹", icon_name="folder", name="open_folder")
        self._open.hide()
        self._go = make_button("导出", Kind.PRIMARY, "export", "export_now")
        self._go.setDefault(True)
        foot = ButtonRow(self._go, leave=self._leave, left=(self._open,), said=self._busy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(self._choice)
        layout.addWidget(self._done, 1)
        layout.addLayout(foot)

    def _make_choice(self) -> None:
        self._title = make_label("写到哪里？", "section")
        self._name = make_label("", "hint", "export_name", wrap=True)
        self._none = make_label(_NO_STICK, "hint", "no_stick", wrap=True)
        self._none.hide()  # until it is known
        self._choices = QVBoxLayout()
        self._choices.setSpacing(SPACE.s)
        self._group = QButtonGroup(self)
        self._elsewhere = QRadioButton(_ELSEWHERE)
        self._elsewhere.setObjectName("elsewhere")
        self._group.addButton(self._elsewhere)
        self._elsewhere.setChecked(True)
        self._full = QCheckBox(_FULL)
        self._full.setObjectName("full")
        self._timer = QTimer(self, interval=_LOOK_MS)

    def _choosing(self) -> Card:
        card = Card()
        card.body.setSpacing(SPACE.m)
        card.body.addWidget(self._title)
        card.body.addWidget(self._none)
        card.body.addLayout(self._choices)
        card.body.addWidget(self._elsewhere)
        card.body.addWidget(self._name)
        card.body.addWidget(self._full)
        self._name.setVisible(self._order.alone)
        return card

    def _connect(self) -> None:
        self._timer.timeout.connect(self._look)
        self._go.clicked.connect(self._start)
        self._leave.clicked.connect(self.reject)
        self._open.clicked.connect(self._open_folder)
        self._timer.start()

    @Slot()
    def _look(self) -> None:
        if self._looking or self._job is not None:
            return
        self._looking = True
        job = self._tools.desk.load(self, self._look_around, self._show_found)
        job.ended.connect(self._rest_eyes)

    def _look_around(self) -> tuple[list[Stick], str]:
        """On the worker: the sticks, and what the file will be called."""
        office = self._order.offices[0].code
        name = self._tools.sync.suggested_name(office) if self._order.alone else ""
        return self._find_sticks(), name

    @Slot(object)
    def _rest_eyes(self, _job: Job) -> None:
        self._looking = False

    def _show_found(self, found: tuple[list[Stick], str]) -> None:
        sticks, self._suggested = found
        self._name.setText(f"文件名：{self._suggested}")
        if self._sticks is not None and _folders(sticks) == _folders(self._sticks):
            return
        self._sticks = sticks
        self._offer(sticks)

    def _offer(self, sticks: Sequence[Stick]) -> None:
        """A choice for each stick; the first is proposed."""
        for button in self._group.buttons():
            if button is not self._elsewhere:
                self._group.removeButton(button)
                self._choices.removeWidget(button)
                button.deleteLater()
        for at, stick in enumerate(sticks):
            choice = QRadioButton(_stick_text(stick))
            choice.setObjectName(f"stick_{at}")
            choice.setChecked(at == 0)
            self._group.addButton(choice, at)
            self._choices.addWidget(choice)
        self._elsewhere.setChecked(not sticks)
        self._none.setVisible(not sticks)

    @Slot()
    def _start(self) -> None:
        target = self._target()
        if target is None or self._job is not None:
            return
        order = replace(self._order, full=self._full.isChecked())
        work = partial(write_files, self._tools.sync, order, target)
        title = f"正在{self._order.title}"
        self._job = self._tools.desk.act(
            self, work, partial(self._tell, target), title=title, changed=Changed.STATION
        )
        self._job.progressed.connect(self._show_progress)
        self._job.ended.connect(self._rest)
        self._busy.setText(f"{title}…")
        self._go.setEnabled(False)
        self._choice.setEnabled(False)

    def _target(self) -> Target | None:
        at = self._group.checkedId()
        if self._sticks and at >= 0:
            return Target(self._sticks[at].folder, is_stick=True)
        alerts = self._tools.desk.alerts
        if self._order.alone:
            file = alerts.choose_save_file(self._order.title, self._suggested, _PATTERNS)
            return Target(file, is_file=True) if file is not None else None
        folder = alerts.choose_folder("选择存放同步文件的文件夹")
        return Target(folder) if folder is not None else None

    def _tell(self, target: Target, reports: list[ExportReport]) -> None:
        self._timer.stop()
        self._folder = reports[0].path.parent if reports else target.path
        self._done.show_reports(reports, on_stick=target.is_stick)
        self._choice.hide()
        self._done.show()
        self._go.hide()
        self._open.show()
        self._leave.setText("完成")
        self._leave.setDefault(True)
        self._leave.setFocus()
        self.exported.emit(reports)

    @Slot(int, int, str)
    def _show_progress(self, _done: int, _total: int, text: str) -> None:
        self._busy.setText(f"{text}…")

    @Slot(object)
    def _rest(self, _job: Job) -> None:
        self._job = None
        self._busy.setText("")
        self._go.setEnabled(True)
        self._choice.setEnabled(True)

    @Slot()
    def _open_folder(self) -> None:
        open_path(self._tools.desk.alerts.inform, self._folder)


def _folders(sticks: Sequence[Stick]) -> list[Path]:
    return [stick.folder for stick in sticks]


def _stick_text(stick: Stick) -> str:
    room = f"，剩余 {size_text(stick.free)}" if stick.free is not None else ""
    return f"U盘 {stick.name}（{stick.folder}{room}）"
