"""A request by file is answered by file, with a code over the telephone each way."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jyguide.changes import Changed
from ui.brief import brief
from ui.desk import Desk
from ui.sync.code_field import CodeField, CodeLabel, code_caption
from ui.sync.files_drop import FilesDrop
from ui.theme import PALETTE, SPACE, scaled
from ui.widgets import Card, FittingDialog, Kind, StepBar, icon_label, make_button, make_label
from ui.widgets.button_row import ButtonRow

_WIDTH = 620
CHOOSE, COMPARE, TOLD = range(3)


@dataclass(frozen=True, slots=True)
class AnsweringWords:
    """What such a dialog says.

    Attributes:
        request, answer: What the two files are called: "入网申请".
        endings: Of the two files.
        ask: Above the field for the code that is read out.
        care: What to make sure of before agreeing.
        agree: On the button.
        done, read: Over the answer's code.
        hand: How the answer goes back, after its file's name.
        doing: What the progress strip says.
    """

    title: str
    request: str
    answer: str
    endings: tuple[str, str]
    ask: str
    care: str
    agree: str
    done: str
    read: str
    hand: str
    doing: str


class AnsweringDialog(FittingDialog):
    """Stays open with the answer's code until somebody closes it: it is being read out.

    Object names: the dialog's own, `choose_file`, `who`, `typed_code`, `reply_code`,
    `reply_file`, `close`, and that of the button which agrees.
    """

    def __init__(
        self, desk: Desk, words: AnsweringWords, agree_name: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._words = words
        self._request = Path()
        self._suggested = ""
        self.setWindowTitle(words.title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(scaled(_WIDTH))
        self._build(agree_name)
        self._connect()
        self._go(CHOOSE)

    @abstractmethod
    def look(self, request: Path) -> tuple[str, str]:
        """Who asks, as a sentence, and a name for the answer's file; called on the worker."""

    @abstractmethod
    def answer(self, request: Path, code: str, target: Path) -> str:
        """Write the answer and return its code; called on the worker."""

    def read(self, file: Path) -> None:
        """Look whose request this is."""
        self._request = file
        title = f"正在打开{self._words.request}"
        self._desk.act(self, brief(partial(self.look, file)), self._show_request, title=title)

    def _build(self, agree_name: str) -> None:
        words = self._words
        self._steps = StepBar(("选择申请", "核对号码", f"读出{words.answer[-2:]}号码"))
        self._drop = FilesDrop(f"把站里交来的{words.request}拖到这里", button="选择申请文件…")
        self._drop.button.setDefault(True)
        self._who = make_label("", "section", "who", wrap=True)
        self._code = CodeField("typed_code")
        self._reply_code = CodeLabel("reply_code")
        self._reply_file = code_caption("", "reply_file")
        self._agree = make_button(words.agree, Kind.PRIMARY, "check", agree_name)
        self._close = make_button("取消", name="close")
        self._panes = (self._drop, self._comparing(), self._telling())
        foot = ButtonRow(self._agree, leave=self._close)
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
        label = make_label(self._words.ask, wrap=True)
        label.setBuddy(self._code)
        care = make_label(self._words.care, "hint", wrap=True)
        for part in (self._who, label, self._code, care):
            card.body.addWidget(part)
        return card

    def _telling(self) -> Card:
        card = Card()
        card.body.setSpacing(SPACE.m)
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        head.addStretch()
        head.addWidget(icon_label("good", PALETTE.good, 32))
        head.addWidget(make_label(self._words.done, "section"))
        head.addStretch()
        card.body.addLayout(head)
        for part in (code_caption(self._words.read), self._reply_code, self._reply_file):
            card.body.addWidget(part)
        return card

    def _connect(self) -> None:
        self._drop.choose.connect(self._ask_file)
        self._drop.dropped.connect(self._take_dropped)
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
        words = self._words
        patterns = f"{words.request} (*{words.endings[0]});;所有文件 (*)"
        file = self._desk.alerts.choose_open_file(f"选择{words.request}", patterns)
        if file is not None:
            self.read(file)

    @Slot(object)
    def _take_dropped(self, files: list[Path]) -> None:
        self.read(files[0])

    def _show_request(self, found: tuple[str, str]) -> None:
        who, self._suggested = found
        self._who.setText(who)
        self._go(COMPARE)

    @Slot()
    def _answer(self) -> None:
        if not self._suggested or not self._code.complete:
            return
        words = self._words
        patterns = f"{words.answer} (*{words.endings[1]})"
        target = self._desk.alerts.choose_save_file(
            f"写出{words.answer}", self._suggested, patterns
        )
        if target is None:
            return
        work = brief(partial(self.answer, self._request, self._code.digits, target))
        done = partial(self._show_reply, target)
        job = self._desk.act(self, work, done, title=words.doing, changed=Changed.STATION)
        self._agree.setEnabled(False)  # once is enough
        job.ended.connect(self._allow)

    def _show_reply(self, target: Path, code: str) -> None:
        self._reply_code.show_code(code)
        self._reply_file.setText(
            f"{self._words.answer[-2:]}文件：{target.name}，{self._words.hand}"
        )
        self._go(TOLD)
