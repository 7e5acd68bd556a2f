"""A station's forgotten secret: a request to the city, its answer, a new secret."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jyguide.protection.forgotten import take_answer, write_request
from jyguide.protection.recovery_file import ANSWER_ENDING, REQUEST_ENDING
from jyguide.vault.login import Candidate
from ui.access.secret_field import SecretPair
from ui.brief import brief
from ui.desk import Desk
from ui.sync.code_field import CodeField, CodeLabel, code_caption
from ui.sync.files_drop import FilesDrop
from ui.theme import SPACE, restyle, scaled
from ui.widgets import Card, FittingDialog, Form, Kind, StepBar, make_button, make_label
from ui.widgets.button_row import ButtonRow

_STEPS = ("写出申请", "用答复打开")
_HOW = (
    "写一份申请文件交给市级（U盘或聊天软件都可以），再在电话里把下面的号码读给市级。"
    "市级核对以后，会给您一份答复文件。申请里没有口令，也没有任何人的信息。"
)
_READ = "请在电话里把这组号码读给市级："
_THEN = "把市级的答复文件拖到这里"
_WIDTH = 600
ASK, ANSWERED = range(2)


class RecoveryDialog(FittingDialog):
    """Two steps that may lie days apart: the second is shown at once while an answer is awaited.

    Object names: `recovery_dialog`, `write_request`, `request_code`, `have_answer`,
    `choose_file`, `answer_file`, `answer_code`, `field_secret`, `field_repeated`, `open_now`,
    `back`, `cancel`.
    """

    opened = Signal(object)
    """A `Login`, by the new secret."""

    def __init__(
        self, desk: Desk, folder: Path, who: Candidate, parent: QWidget, *, waiting: bool
    ) -> None:
        """`waiting`: whether a request from this PC waits for its answer."""
        super().__init__(parent)
        self._desk = desk
        self._folder = folder
        self._who = who
        self._answer: Path | None = None
        self.setObjectName("recovery_dialog")
        self.setWindowTitle("忘记口令")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(scaled(_WIDTH))
        self._build()
        self._connect()
        self._go(ANSWERED if waiting else ASK)

    def _build(self) -> None:
        self._steps = StepBar(_STEPS)
        self._write = make_button("写出申请…", Kind.PRIMARY, "export", "write_request")
        self._code = CodeLabel("request_code")
        self._caption = code_caption(_READ)
        self._have = make_button("已经拿到市级的答复…", Kind.QUIET, name="have_answer")
        self._drop = FilesDrop(_THEN, button="选择答复文件…")
        self._file = make_label("", "hint", "answer_file", wrap=True)
        self._typed = CodeField("answer_code")
        self._form = Form()
        self._form.add(
            "code", "答复的号码", self._typed, required=True, hint="市级在电话里读出的 24 位数字"
        )
        self._pair = SecretPair(self._form, lambda: self._who.name, "新口令")
        self._panes = (self._asking(), self._answering())
        self._back = make_button("重新写申请", Kind.QUIET, name="back")
        self._open = make_button("打开数据", Kind.PRIMARY, name="open_now")
        cancel = make_button("取消", name="cancel")
        cancel.clicked.connect(self.reject)
        foot = ButtonRow(self._write, self._open, leave=cancel, left=(self._back, self._have))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(self._steps)
        for pane in self._panes:
            layout.addWidget(pane)
        layout.addLayout(foot)

    def _asking(self) -> Card:
        card = Card()
        for part in (make_label(_HOW, wrap=True), self._caption, self._code):
            card.body.addWidget(part)
        self._caption.hide()
        self._code.hide()
        return card

    def _answering(self) -> Card:
        card = Card()
        card.body.setSpacing(SPACE.m)
        who = make_label(f"给{self._who.name}设新口令", "section")
        for part in (who, self._drop, self._file, self._form):
            card.body.addWidget(part)
        self._file.hide()
        return card

    def _connect(self) -> None:
        self._write.clicked.connect(self._ask_target)
        self._have.clicked.connect(partial(self._go, ANSWERED))
        self._back.clicked.connect(partial(self._go, ASK))
        self._drop.choose.connect(self._ask_answer)
        self._drop.dropped.connect(self._take_dropped)
        self._open.clicked.connect(self._send)

    def _go(self, step: int, *_: object) -> None:
        self._steps.set_current(step)
        for at, pane in enumerate(self._panes):
            pane.setVisible(at == step)
        for part in (self._have, self._write):
            part.setVisible(step == ASK)
        for part in (self._back, self._open):
            part.setVisible(step == ANSWERED)
        self._write.setDefault(step == ASK)
        self._open.setDefault(step == ANSWERED)
        (self._write, self._drop.button)[step].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _ask_target(self) -> None:
        patterns = f"口令恢复申请 (*{REQUEST_ENDING})"
        name = f"口令恢复申请{REQUEST_ENDING}"
        target = self._desk.alerts.choose_save_file("写出口令恢复申请", name, patterns)
        if target is not None:
            work = brief(partial(write_request, self._folder, target))
            self._desk.act(self, work, self._show_code, title="正在写出申请")

    def _show_code(self, code: str) -> None:
        self._code.show_code(code)
        self._caption.show()
        self._code.show()
        self._write.setDefault(False)  # Enter would write another one, with another code
        self._have.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _ask_answer(self) -> None:
        patterns = f"口令恢复答复 (*{ANSWER_ENDING});;所有文件 (*)"
        file = self._desk.alerts.choose_open_file("选择市级的答复", patterns)
        if file is not None:
            self._take_answer(file)

    @Slot(object)
    def _take_dropped(self, files: list[Path]) -> None:
        self._take_answer(files[0])

    def _take_answer(self, file: Path) -> None:
        self._answer = file
        self._file.setText(f"答复文件：{file.name}")
        restyle(self._file, role="hint")
        self._file.show()
        self._typed.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _send(self) -> None:
        problems = {} if self._typed.complete else {"code": "请输入全部 24 位数字。"}
        if self._answer is None:
            self._file.setText("请先选择市级的答复文件。")
            restyle(self._file, role="problem")
            self._file.show()
        right = self._form.show_problems(problems | self._pair.problems())
        if self._answer is None:
            self._drop.button.setFocus(Qt.FocusReason.OtherFocusReason)
        if not right or self._answer is None:
            return
        self._open.setEnabled(False)
        user: UUID = self._who.user_id
        work = partial(
            take_answer, self._folder, self._answer, self._typed.digits, user, self._pair.secret
        )
        job = self._desk.act(self, brief(work), self._finish, title="正在打开数据")
        job.ended.connect(self._resume)

    @Slot()
    def _resume(self) -> None:
        self._open.setEnabled(True)

    def _finish(self, login: object) -> None:
        self.opened.emit(login)
        self.accept()
