"""The city answers a station that has forgotten its secret: request, code, answer, its code."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jyguide.changes import Changed
from jyguide.protection.recovery_file import ANSWER_ENDING, REQUEST_ENDING
from jyguide.sync.file_name import safe_name
from ui.brief import brief
from ui.desk import Desk
from ui.sync.code_field import CodeField, CodeLabel, code_caption
from ui.sync.files_drop import FilesDrop
from ui.theme import SPACE
from ui.widgets import Card, FittingDialog, Kind, StepBar, make_button, make_label

if TYPE_CHECKING:
    from jyguide.protection.service.recoveries import Asking, RecoveryService

_REQUESTS = f"口令恢复申请 (*{REQUEST_ENDING});;所有文件 (*)"
_STEPS = ("选择申请", "核对号码", "读出答复号码")
_CALL = (
    "答复等于替对方打开全部数据。请用通讯录里的电话拨回去，确认是站长本人，"
    "再请他读出屏幕上的号码；对方打来的电话不算。"
)
_ASK = "他读出的号码："
_DONE = "已写出答复。请把文件交给站里，再在电话里读出这组号码："
_WIDTH = 620
CHOOSE, COMPARE, TOLD = range(3)


class AnswerDialog(FittingDialog):
    """Stays open with the answer's code until somebody closes it: it is being read out.

    Object names: `answer_dialog`, `choose_file`, `who`, `typed_code`, `answer_now`,
    `reply_code`, `close`.
    """

    def __init__(self, desk: Desk, recoveries: RecoveryService, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._recoveries = recoveries
        self._request = Path()
        self._office = ""
        self.setObjectName("answer_dialog")
        self.setWindowTitle("答复口令恢复申请")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        self._build()
        self._connect()
        self._go(CHOOSE)

    def read(self, file: Path) -> None:
        """Look whose request this is."""
        self._request = file
        work = brief(partial(self._recoveries.inspect, file))
        self._desk.act(self, work, self._show_request, title="正在打开申请")

    def _build(self) -> None:
        self._steps = StepBar(_STEPS)
        self._drop = FilesDrop("把站里交来的口令恢复申请拖到这里", button="选择申请文件…")
        self._who = make_label("", "section", "who", wrap=True)
        self._code = CodeField("typed_code")
        self._reply = CodeLabel("reply_code")
        self._agree = make_button("答复…", Kind.PRIMARY, "check", "answer_now")
        self._close = make_button("取消", name="close")
        label = make_label(_ASK)
        label.setBuddy(self._code)
        comparing, telling = Card(), Card()
        for part in (self._who, make_label(_CALL, wrap=True), label, self._code):
            comparing.body.addWidget(part)
        for part in (code_caption(_DONE), self._reply):
            telling.body.addWidget(part)
        self._panes = (self._drop, comparing, telling)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE.s)
        foot.addStretch()
        foot.addWidget(self._close)
        foot.addWidget(self._agree)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(self._steps)
        for pane in self._panes:
            layout.addWidget(pane)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self._drop.choose.connect(self._ask_file)
        self._drop.dropped.connect(lambda files: self.read(files[0]))
        self._code.textChanged.connect(self._allow)
        self._agree.clicked.connect(self._answer)
        self._close.clicked.connect(self.close)

    def _go(self, step: int) -> None:
        self._steps.set_current(step)
        for at, pane in enumerate(self._panes):
            pane.setVisible(at == step)
        self._agree.setVisible(step == COMPARE)
        self._agree.setDefault(step == COMPARE)
        self._close.setText("完成" if step == TOLD else "取消")
        focus = (self._drop.button, self._code, self._close)[step]
        focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self._allow()

    @Slot()
    def _allow(self) -> None:
        self._agree.setEnabled(self._code.complete)

    @Slot()
    def _ask_file(self) -> None:
        file = self._desk.alerts.choose_open_file("选择口令恢复申请", _REQUESTS)
        if file is not None:
            self.read(file)

    def _show_request(self, asking: Asking) -> None:
        self._office = asking.office
        self._who.setText(f"{asking.office}申请恢复口令")
        self._go(COMPARE)

    @Slot()
    def _answer(self) -> None:
        if not self._code.complete:
            return
        name = safe_name(f"{self._office} 口令恢复答复{ANSWER_ENDING}")
        patterns = f"口令恢复答复 (*{ANSWER_ENDING})"
        target = self._desk.alerts.choose_save_file("写出答复", name, patterns)
        if target is None:
            return
        self._agree.setEnabled(False)
        work = partial(self._recoveries.answer, self._request, self._code.digits, target)
        job = self._desk.act(
            self, brief(work), self._show_reply, title="正在答复", changed=Changed.STATION
        )
        job.ended.connect(self._allow)

    def _show_reply(self, code: str) -> None:
        self._reply.show_code(code)
        self._go(TOLD)
