"""安装更新: choose the file, see what it is, have it prepared, and give way to it."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jyguide.errors import AppError
from jyguide.update.afterwards import former_programs
from jyguide.update.frame import ENDING
from jyguide.update.handing_over import Prepared, hand_over
from jyguide.update.preparing import give_up
from ui.desk import Desk
from ui.help.topic import HELP_TOPIC
from ui.jobs import Job
from ui.theme import SPACE, scaled
from ui.update.choose_pane import ChoosePane
from ui.update.former import FormerPrograms
from ui.update.look_pane import LookPane
from ui.update.ready_pane import ReadyPane
from ui.widgets import FittingDialog, Kind, make_button, make_label
from ui.widgets.button_row import ButtonRow

if TYPE_CHECKING:
    from jyguide.update.looking import Look
    from jyguide.wiring.updating import UpdateService

_LOOK_MS = 2_000
_WIDTH = 680
_PATTERNS = f"更新文件 (*{ENDING});;所有文件 (*)"


class UpdateDialog(FittingDialog):
    """Leaving it while it copies only stops that; afterwards it removes what was prepared.

    Object names: `update_dialog`, `choose_file`, `install`, `close_and_update`, `cancel`,
    `progress_text`, and those of its panes.
    """

    agreed = Signal(object)
    """A `Prepared` that the window is to give way to."""

    def __init__(
        self, desk: Desk, updates: UpdateService, parent: QWidget, file: Path | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("update_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("安装更新")
        self.setMinimumWidth(scaled(_WIDTH))
        self.setProperty(HELP_TOPIC, "start:换新版本")
        self._desk = desk
        self._updates = updates
        self._look: Look | None = None
        self._file: Path | None = None
        self._prepared: Prepared | None = None
        self._job: Job | None = None
        self._looking = False
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._build()
        self._connect()
        self._look_around()
        if file is not None:
            self._choices.choose(file)

    def reject(self) -> None:
        if self._job is not None:
            self._job.cancel()
            return
        if self._prepared is not None and not self._prepared.by_hand:
            give_up(self._prepared.part)
        super().reject()

    def done(self, result: int) -> None:
        self._timer.stop()
        super().done(result)

    def _build(self) -> None:
        self._choices, self._seen, self._ready = ChoosePane(), LookPane(), ReadyPane()
        self._former = FormerPrograms(self._desk, former_programs())
        self._busy = make_label("", "small", "progress_text")
        self._leave = make_button("取消", name="cancel")
        self._choose = make_button("选择文件…", icon_name="folder", name="choose_file")
        self._install = make_button("备份并准备", Kind.PRIMARY, name="install")
        self._install.setDefault(True)
        self._install.setEnabled(False)
        self._give_way = make_button("关闭并更新", Kind.PRIMARY, name="close_and_update")
        self._give_way.hide()
        foot = ButtonRow(
            self._install,
            self._give_way,
            leave=self._leave,
            left=(self._choose, self._former.button),
            said=self._busy,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        for pane in (self._choices, self._seen, self._ready):
            layout.addWidget(pane)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self._choices.chosen.connect(self._take)
        self._choices.filled.connect(self._order)
        self._choose.clicked.connect(self._choose_file)
        self._install.clicked.connect(self._start)
        self._give_way.clicked.connect(self._agree)
        self._leave.clicked.connect(self.reject)
        self._timer.timeout.connect(self._look_around)
        self._timer.start()

    @Slot()
    def _look_around(self) -> None:
        if self._looking or self._job is not None:
            return
        self._looking = True
        job = self._desk.load(self, self._updates.found, self._choices.offer)
        job.ended.connect(self._rest_eyes)

    @Slot(object)
    def _rest_eyes(self, _job: Job) -> None:
        self._looking = False

    @Slot()
    def _order(self) -> None:
        """Lines come later than the buttons, and Tab would reach them last."""
        order = (*self._choices.lines(), self._choose, self._former.button, self._install)
        for before, after in pairwise((*order, self._give_way, self._leave)):
            QWidget.setTabOrder(before, after)
        if self.focusWidget() in {None, self._choose}:
            self._choices.take_focus()

    @Slot()
    def _choose_file(self) -> None:
        file = self._desk.alerts.choose_open_file("选择更新文件", _PATTERNS)
        if file is not None:
            self._choices.choose(file)

    @Slot(object)
    def _take(self, file: Path) -> None:
        self._file, self._look = file, None
        self._install.setEnabled(False)
        self._desk.load(self, partial(_looked_at, self._updates, file), self._show)

    def _show(self, found: tuple[Path, Look | AppError]) -> None:
        file, look = found
        if file != self._file:
            return  # another one was chosen meanwhile
        if isinstance(look, AppError):
            self._seen.show_refusal(look)
            return
        self._look = look
        self._seen.show_look(look)
        self._install.setEnabled(look.obstacle is None)

    @Slot()
    def _start(self) -> None:
        if self._look is None or self._job is not None:
            return
        work = partial(self._updates.prepare, self._look)
        self._job = self._desk.act(self, work, self._tell, title="正在准备更新")
        self._job.progressed.connect(self._show_progress)
        self._job.ended.connect(self._rest)
        self._busy.setText("正在准备更新…")
        self._let(allowed=False)

    def _tell(self, prepared: Prepared) -> None:
        self._timer.stop()
        self._prepared = prepared
        self._ready.show_prepared(prepared)
        for part in (self._choices, self._seen, self._choose, self._install, self._former.button):
            part.hide()
        if prepared.by_hand:
            hand_over(prepared)  # it is only remembered until an administrator has done it
            self._leave.setText("关闭")
            return
        self._give_way.show()
        self._give_way.setDefault(True)
        self._give_way.setFocus()

    @Slot(int, int, str)
    def _show_progress(self, done: int, total: int, text: str) -> None:
        percent = f" {done * 100 // total}%" if total else ""
        self._busy.setText(f"{text}…{percent}")

    @Slot(object)
    def _rest(self, _job: Job) -> None:
        self._job = None
        self._busy.setText("")
        self._let(allowed=True)

    def _let(self, *, allowed: bool) -> None:
        for part in (self._choices, self._choose, self._install):
            part.setEnabled(allowed)

    @Slot()
    def _agree(self) -> None:
        prepared, self._prepared = self._prepared, None
        self.accept()
        self.agreed.emit(prepared)


def _looked_at(updates: UpdateService, file: Path) -> tuple[Path, Look | AppError]:
    """Called on the worker; a refusal belongs into the dialog."""
    try:
        return file, updates.look(file)
    except AppError as error:
        return file, error
