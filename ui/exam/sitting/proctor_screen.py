"""The proctor's panel over a candidate's paper, and what a locked paper shows."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QSpinBox

from jyguide.exam.service.proctoring import MOST_EXTRA_MINUTES
from jyguide.exam.sitting import clock_text
from ui.exam.arranging.proctor_action import ACTION_NAMES, ProctorAction, ProctorOrder
from ui.exam.sitting.plain_screens import PlainScreen
from ui.theme import SPACE
from ui.widgets import Kind, make_button, make_label

_USUAL_MINUTES = 10
_LONGEST_CODE = 8
_LONGEST_REASON = 100
_LOCKED = "试卷已锁定"
_LOCKED_HINT = (
    "考试窗口离开过屏幕。已答的题都已保存，时间照常走。请举手，等监考人员输入监考码解锁。"
)
_PANEL = "监考处理"
_ACTIONS = (
    ProctorAction.UNLOCK,
    ProctorAction.EXTRA_TIME,
    ProctorAction.COLLECT,
    ProctorAction.VOID,
    ProctorAction.LEAVE,
)


class ProctorScreen(PlainScreen):
    """Code, reason, and a button for each means.

    Object names: `proctor_code`, `proctor_name`, `proctor_reason`, `extra_minutes`,
    `proctor_problem`, `proctor_said`, `proctor_back`, and `proctor_<action>`. The code is asked
    for each time; who the proctor is stays until the next candidate.
    """

    wanted = Signal(str, object)
    """The code as typed, and a `ProctorOrder`."""
    back = Signal()

    def __init__(self) -> None:
        super().__init__("proctor_screen")
        self._title = make_label("", "exam-name", "proctor_title", wrap=True)
        self._hint = make_label("", "body", "proctor_hint", wrap=True)
        self._left = make_label("", "exam-soft", "proctor_left")
        self._code = QLineEdit(maxLength=_LONGEST_CODE)
        self._code.setEchoMode(QLineEdit.EchoMode.Password)
        self._who = QLineEdit(maxLength=20, placeholderText="姓名")
        self._reason = QLineEdit(maxLength=_LONGEST_REASON, placeholderText="例如：误触、电脑故障")
        self._minutes = QSpinBox(minimum=1, maximum=MOST_EXTRA_MINUTES, value=_USUAL_MINUTES)
        self._minutes.setSuffix(" 分钟")
        self._problem = make_label("", "exam-problem", "proctor_problem", wrap=True)
        self._said = make_label("", "exam-soft", "proctor_said", wrap=True)
        self._buttons: dict[ProctorAction, QPushButton] = {}
        self._build()
        self.open(candidate="", locked=False)

    def open(self, *, candidate: str, locked: bool) -> None:
        """Ask for the code; a locked paper shows nothing else until it is unlocked."""
        self._title.setText(_LOCKED if locked else _PANEL)
        self._hint.setText(_LOCKED_HINT if locked else f"考生：{candidate}")
        self._buttons[ProctorAction.UNLOCK].setVisible(locked)
        self._back.setVisible(not locked)
        self._say()
        self._code.clear()
        self.wait(waiting=False)

    def _say(self, *, problem: str = "", said: str = "") -> None:
        """Whichever of the two has nothing to say takes no room."""
        for label, sentence in ((self._problem, problem), (self._said, said)):
            label.setText(sentence)
            label.setVisible(bool(sentence))

    def forget(self) -> None:
        """Forget who the proctor was and what he gave as his reason."""
        for field in (self._code, self._who, self._reason):
            field.clear()

    def take_focus(self) -> None:
        """Put the cursor where the code is typed."""
        self._code.setFocus()

    @Slot(int)
    def show_left(self, seconds: int) -> None:
        """The candidate's time goes on; it is shown here too."""
        self._left.setText(f"剩余时间 {clock_text(seconds)}")

    def refuse(self, sentence: str) -> None:
        """Say why nothing was done."""
        self._say(problem=sentence)
        self.wait(waiting=False)
        self._code.clear()
        self.take_focus()

    def say(self, sentence: str) -> None:
        """Say what was done."""
        self._say(said=sentence)
        self._code.clear()
        self.wait(waiting=False)

    def wait(self, *, waiting: bool) -> None:
        """Take no more orders while one is being carried out."""
        for button in (*self._buttons.values(), self._back):
            button.setDisabled(waiting)

    def _build(self) -> None:
        body = self.card.body
        for label in (self._title, self._hint, self._left):
            body.addWidget(label)
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE.m)
        grid.setVerticalSpacing(SPACE.m)
        fields: tuple[tuple[str, str, QLineEdit], ...] = (
            ("监考码", "proctor_code", self._code),
            ("监考人员", "proctor_name", self._who),
            ("原因", "proctor_reason", self._reason),
        )
        for row, (text, name, field) in enumerate(fields):
            label = make_label(text, "exam-soft")
            label.setFixedWidth(112)
            label.setBuddy(field)
            field.setObjectName(name)
            field.setAccessibleName(text)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        self._minutes.setObjectName("extra_minutes")
        self._minutes.setAccessibleName("补时的分钟数")
        body.addLayout(grid)
        body.addLayout(self._make_actions())
        body.addWidget(self._problem)
        body.addWidget(self._said)
        self.add_button(self._buttons[ProctorAction.LEAVE])
        self._back = self.add_button(make_button("返回继续答题", name="proctor_back"))
        self._back.clicked.connect(self.back)
        self.centre_buttons()
        for field, following in ((self._code, self._who), (self._who, self._reason)):
            field.returnPressed.connect(following.setFocus)
        self._reason.returnPressed.connect(self._unlock_by_enter)

    @Slot()
    def _unlock_by_enter(self) -> None:
        if self._buttons[ProctorAction.UNLOCK].isVisible():
            self._order(ProctorAction.UNLOCK)

    def _make_actions(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE.s)
        for action in _ACTIONS:
            kind = Kind.PRIMARY if action is ProctorAction.UNLOCK else Kind.PLAIN
            button = make_button(ACTION_NAMES[action], kind, name=f"proctor_{action.value}")
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._order, action))
            self._buttons[action] = button
            if action is not ProctorAction.LEAVE:  # it stands with the way back
                row.addWidget(button)
        row.insertWidget(_ACTIONS.index(ProctorAction.EXTRA_TIME), self._minutes)
        row.addStretch()
        return row

    def _order(self, action: ProctorAction, *_: object) -> None:
        who, why = self._who.text().strip(), self._reason.text().strip()
        if not self._code.text().strip():
            self.refuse("请输入监考码。")
        elif not (who and why) and action is not ProctorAction.LEAVE:
            self._say(problem="请写明监考人员和原因，它们记入监考记录。")
            (self._reason if who else self._who).setFocus()
        else:
            self.wait(waiting=True)
            order = ProctorOrder(action, f"{who}：{why}", self._minutes.value())
            self.wanted.emit(self._code.text(), order)
