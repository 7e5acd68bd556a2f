"""Screens of the exam window that only say something and wait for a button."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from jyguide.exam.points import format_points
from jyguide.exam.row import Outcome, Reveal, Sitting
from jyguide.exam.sitting import outcome_text
from ui.exam.sitting.item_view import ItemScroll
from ui.exam.sitting.keys import ENTER
from ui.theme import PALETTE, SPACE
from ui.widgets import Card, Kind, icon_label, make_button, make_label

_WIDTH = 760
_WIDE = 1000
CALM_MS = 30_000
"""After so long without a key the screen is free for the next person by itself."""

_KEYS = (
    ("选择题", "按字母 A、B、C、D 或数字 1、2、3、4，也可用鼠标；多选题再按一次取消。"),
    ("判断题", "正确按 T 或 1，错误按 F 或 2。"),
    ("填空、简答", "直接输入，自动保存。"),
    ("前后翻题", "← 上一题，→ 或回车下一题；文字题用 PageUp、PageDown。"),
    ("稍后再答", "按 M 做标记（文字题按 Ctrl+M）。"),
    ("答题卡", "按 G（文字题按 Ctrl+G）进入右侧题号，方向键选题，回车跳转。"),
    ("字号大小", "按 Ctrl 加 + 放大，Ctrl 加 - 缩小。"),
)


class PlainScreen(QWidget):
    """A card in the middle of the screen, buttons under it; Enter presses the one in focus."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.card = Card()
        self.card.setFixedWidth(_WIDTH)
        self.card.body.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.l)
        self.card.body.setSpacing(SPACE.m)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(SPACE.m)
        middle = QWidget()
        rows = QVBoxLayout(middle)
        rows.addStretch(2)
        rows.addLayout(_centred(self.card))
        rows.addSpacing(SPACE.m)
        rows.addLayout(self.buttons)
        rows.addStretch(3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(ItemScroll(middle))  # a low screen must not push the buttons off
        self.buttons.addStretch()

    def add_button(self, button: QPushButton) -> QPushButton:
        """Put a button at the right end of the centred row."""
        self.buttons.addWidget(button)
        return button

    def centre_buttons(self) -> None:
        """Call after the last `add_button`."""
        self.buttons.addStretch()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.focusWidget()
        if event.isAutoRepeat():
            return  # of a key that was pressed on the screen before
        if event.key() in ENTER and isinstance(focused, QPushButton):
            focused.click()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)


class RulesScreen(PlainScreen):
    """What awaits the candidate; time begins with the button `begin`."""

    begun = Signal()

    def __init__(self, sitting: Sitting) -> None:
        super().__init__("rules_screen")
        total = format_points(sum(place.points for place in sitting.places))
        minutes = sitting.seconds_allowed // 60
        facts = f"共 {len(sitting.places)} 题，满分 {total} 分，限时 {minutes} 分钟。"
        body = self.card.body
        body.addWidget(make_label(sitting.title, "exam-title", wrap=True))
        self.card.setFixedWidth(_WIDE)
        body.setContentsMargins(SPACE.l, SPACE.s, SPACE.l, SPACE.s)
        body.setSpacing(SPACE.s)
        body.addWidget(make_label(f"考生：{sitting.candidate}　　{facts}", "body", "rules_facts"))
        body.addWidget(_rule())
        for key, what in _KEYS:
            body.addLayout(_pair(key, what))
        body.addWidget(_rule())
        body.addWidget(make_label(rules_text(sitting), "exam-soft", "rules_text", wrap=True))
        begin = make_button("开始答题（回车）", Kind.PRIMARY, name="begin")
        self._begin = self.add_button(begin)
        begin.clicked.connect(self.begun)
        self.centre_buttons()

    @Slot()
    def take_focus(self) -> None:
        self._begin.setFocus()


class ConfirmScreen(PlainScreen):
    """One question; the button in focus at first is the one that changes nothing."""

    agreed = Signal()
    declined = Signal()

    def __init__(self, name: str, yes_label: str, no_label: str) -> None:
        super().__init__(name)
        self._question = make_label("", "exam-name", "question", wrap=True)
        self._hint = make_label("", "body", "hint", wrap=True)
        self._problem = make_label("", "exam-problem", "problem", wrap=True)
        for label in (self._question, self._hint, self._problem):
            self.card.body.addWidget(label)
        self._no = self.add_button(make_button(no_label, name="no"))
        self._yes = self.add_button(make_button(yes_label, Kind.PRIMARY, name="yes"))
        self._no.clicked.connect(self.declined)
        self._yes.clicked.connect(self.agreed)
        self.centre_buttons()

    def ask(self, question: str, hint: str) -> None:
        """Put a question; what follows is told by `agreed` and `declined`."""
        self._question.setText(question)
        self._hint.setText(hint)
        self.show_problem("")
        self.wait(waiting=False)

    def show_problem(self, sentence: str) -> None:
        """Say why what was agreed to did not happen."""
        self._problem.setText(sentence)
        self._problem.setHidden(not sentence)

    def wait(self, *, waiting: bool) -> None:
        """Take no more answers while the last one is being carried out."""
        self._yes.setDisabled(waiting)
        self._no.setDisabled(waiting)
        if not waiting:
            self._no.setFocus()


class DoneScreen(PlainScreen):
    """Handed in; the PC is free for the next person, by a key or by itself after a while."""

    next_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("done_screen")
        centre = Qt.AlignmentFlag.AlignHCenter
        self._good = icon_label("good", PALETTE.good, 64)
        self._info = icon_label("info", PALETTE.info, 64)
        for icon in (self._good, self._info):
            self.card.body.addWidget(icon, alignment=centre)
        self._head = make_label("", "exam-name", "done_head")
        self._said = make_label("", "exam-soft", "done_said", wrap=True)
        self._mark = make_label("", "exam-stem", "done_mark", wrap=True)
        self._please = make_label("请下一位考生就座。", "exam-soft", "done_next")
        for label in (self._head, self._said, self._mark, self._please):
            label.setAlignment(centre)
            self.card.body.addWidget(label)
        self._next = self.add_button(make_button("下一位考生（回车）", Kind.PRIMARY, name="next"))
        self._next.clicked.connect(self._go_on)
        self._calm = QTimer(self, singleShot=True, interval=CALM_MS)
        self._calm.timeout.connect(self._go_on)
        self.centre_buttons()

    def tell(
        self, head: str, sentence: str, outcome: Outcome | None = None, *, good: bool = True
    ) -> None:
        """Tell whose attempt ended and how; his mark only where he may know it.

        Args:
            head: In a word or two.
            sentence: Whose it was and what became of it.
            outcome: His mark.
            good: Whether it was handed in, and not ended otherwise.
        """
        self._good.setVisible(good)
        self._info.setVisible(not good)
        self._head.setText(head)
        self._said.setText(sentence)
        self._mark.setText(outcome_text(outcome) if outcome else "")
        self._mark.setVisible(outcome is not None)
        self._next.setFocus()
        self._calm.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._calm.start()  # somebody is still reading
        super().keyPressEvent(event)

    @Slot()
    def _go_on(self) -> None:
        """Leave nothing of this person on the screen."""
        if not self._calm.isActive() and self._head.text() == "":
            return
        self._calm.stop()
        for label in (self._head, self._said, self._mark):
            label.setText("")
        self.next_wanted.emit()


def rules_text(sitting: Sitting) -> str:
    """What a candidate must know before his time runs."""
    said = [
        "每答一题立即保存，到时自动交卷。如遇停电或死机，重新登录即可接着作答，中断的时间不计入。"
    ]
    if sitting.rules.leaving_locks:
        said.append("考试中不要切换到别的窗口：离开考试窗口，试卷会锁定，要由监考人员解锁。")
    else:
        said.append("考试中请不要切换到别的窗口，离开考试窗口会记入监考记录。")
    if sitting.rules.reveal is Reveal.AT_ONCE:
        said.append("交卷后当场显示本人成绩。")
    return "".join(said)


def _centred(widget: QWidget) -> QHBoxLayout:
    """Between stretches: a widget that is aligned instead loses lines of its wrapped labels."""
    row = QHBoxLayout()
    row.addStretch()
    row.addWidget(widget)
    row.addStretch()
    return row


def _pair(key: str, what: str) -> QHBoxLayout:
    label = make_label(key, "exam-soft")
    label.setFixedWidth(132)
    row = QHBoxLayout()
    row.setSpacing(SPACE.m)
    row.addWidget(label, alignment=Qt.AlignmentFlag.AlignTop)
    row.addWidget(make_label(what, wrap=True), 1)
    return row


def _rule() -> QFrame:
    made = QFrame()
    made.setProperty("role", "rule")
    made.setFixedHeight(1)
    return made
