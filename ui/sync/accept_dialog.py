"""The city lets a PC in: the request, the code read over the telephone, the reply and its code."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jyguide.changes import Changed
from jyguide.sync.enrolment import REPLY_ENDING, REQUEST_ENDING
from jyguide.sync.file_name import safe_name
from jyguide.sync.row import DeviceRow
from ui.brief import brief
from ui.sync.code_field import CodeField, CodeLabel, code_caption
from ui.sync.files_drop import FilesDrop
from ui.sync.standing import Tools
from ui.theme import PALETTE, SPACE
from ui.widgets import Card, FittingDialog, Kind, StepBar, icon_label, make_button, make_label

_REQUESTS = f"入网申请 (*{REQUEST_ENDING});;所有文件 (*)"
_REPLIES = f"入网批复 (*{REPLY_ENDING})"
_STEPS = ("选择申请", "核对号码", "读出批复号码")
_ASK = "请站里在电话里读出他们屏幕上的号码，输入到这里："
_HOW = "请先确认电话那头确实是这个站的人。号码对不上，就不要批准。"
_DONE = "已批准入网"
_READ = "请在电话里把这组号码读给站里："
_WIDTH = 620
CHOOSE, COMPARE, TOLD = range(3)


class AcceptDialog(FittingDialog):
    """Stays open with the reply's code until somebody closes it: it is being read out.

    Object names: `accept_dialog`, `choose_file`, `who`, `typed_code`, `accept_now`,
    `reply_code`, `reply_file`, `close`.
    """

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        super().__init__(parent)
        self._tools = tools
        self._request = Path()
        self._asking: DeviceRow | None = None
        self.setObjectName("accept_dialog")
        self.setWindowTitle("受理入网申请")
        self.setMinimumWidth(_WIDTH)
        self._build()
        self._connect()
        self._go(CHOOSE)

    def read(self, file: Path) -> None:
        """Look whose request this is."""
        self._request = file
        work = partial(self._tools.devices.inspect_request, file)
        self._tools.desk.act(self, brief(work), self._show_request, title="正在打开申请")

    def _build(self) -> None:
        self._steps = StepBar(_STEPS)
        self._drop = FilesDrop("把站里交来的入网申请拖到这里", button="选择申请文件…")
        self._drop.button.setDefault(True)
        self._who = make_label("", "section", "who", wrap=True)
        self._code = CodeField("typed_code")
        self._reply_code = CodeLabel("reply_code")
        self._reply_file = code_caption("", "reply_file")
        self._agree = make_button("批准并写出批复…", Kind.PRIMARY, "check", "accept_now")
        self._close = make_button("取消", name="close")
        self._panes = (self._drop, self._comparing(), self._telling())
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

    def _comparing(self) -> Card:
        card = Card()
        card.body.setSpacing(SPACE.m)
        label = make_label(_ASK, wrap=True)
        label.setBuddy(self._code)
        for part in (self._who, label, self._code, make_label(_HOW, "hint", wrap=True)):
            card.body.addWidget(part)
        return card

    def _telling(self) -> Card:
        card = Card()
        card.body.setSpacing(SPACE.m)
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        head.addStretch()
        head.addWidget(icon_label("good", PALETTE.good, 32))
        head.addWidget(make_label(_DONE, "section"))
        head.addStretch()
        card.body.addLayout(head)
        for part in (code_caption(_READ), self._reply_code, self._reply_file):
            card.body.addWidget(part)
        return card

    def _connect(self) -> None:
        self._drop.choose.connect(self._ask_file)
        self._drop.dropped.connect(self._take_dropped)
        self._code.textChanged.connect(self._allow)
        self._agree.clicked.connect(self._accept)
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
        file = self._tools.desk.alerts.choose_open_file("选择入网申请", _REQUESTS)
        if file is not None:
            self.read(file)

    @Slot(object)
    def _take_dropped(self, files: list[Path]) -> None:
        self.read(files[0])

    def _show_request(self, asking: DeviceRow) -> None:
        self._asking = asking
        self._who.setText(f"{asking.name} {asking.letter} 机申请入网")
        self._go(COMPARE)

    @Slot()
    def _accept(self) -> None:
        asking, desk = self._asking, self._tools.desk
        if asking is None or not self._code.complete:
            return
        name = safe_name(f"{asking.name} {asking.letter}机 入网批复{REPLY_ENDING}")
        target = desk.alerts.choose_save_file("写出入网批复", name, _REPLIES)
        if target is not None:
            accept = self._tools.devices.accept
            work = partial(accept, self._request, self._code.digits, target)
            done = partial(self._show_reply, target)
            job = desk.act(self, brief(work), done, title="正在批准入网", changed=Changed.STATION)
            self._agree.setEnabled(False)  # once is enough
            job.ended.connect(self._allow)

    def _show_reply(self, target: Path, code: str) -> None:
        self._reply_code.show_code(code)
        self._reply_file.setText(f"批复文件：{target.name}，请交给站里或用聊天软件发回。")
        self._go(TOLD)
