"""Setting up a quiz: everything has a value that will do, so that 开始 works at once."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from jyguide.errors import RuleError
from jyguide.ids import RevisionId, SessionId
from jyguide.quiz.picking import USUAL_COUNT, ItemSource, RandomItems
from jyguide.quiz.plan import FEWEST_TEAMS, KEYS, QuizRules, Side
from jyguide.quiz.row import QUIZ_MODE_NAMES, QuizMode
from jyguide.quiz.teams import Present, deal, read_sides, sides_text, team_names, usual_count
from jyguide.training.session import SessionRow
from ui.quiz.choices import Choices
from ui.theme import SPACE
from ui.widgets import FittingDialog, Form, Kind, make_button, make_label
from ui.widgets.button_row import ButtonRow

_SEEDS = 1_000_000
_WIDTH = 760
_BY_HAND = "手工选题…"


@dataclass(frozen=True, slots=True)
class Wish:
    """A quiz as the form has it; its items are still to be found.

    Attributes:
        picked: Items chosen by hand, which count instead of the source where there are any.
    """

    title: str
    mode: QuizMode
    sides: tuple[Side, ...]
    source: ItemSource | None
    rules: QuizRules
    session_id: SessionId | None
    picked: tuple[RevisionId, ...] = ()


class SetupDialog(FittingDialog):
    """Object names: `setup_dialog`, `field_<name>`, `deal_again`, `cancel`, `confirm`."""

    wanted = Signal(object)
    """A `Wish`; whoever begins the quiz closes the dialog."""
    present_wanted = Signal(object)
    """The key of a session, or None; answered by `show_present`."""
    picking_wanted = Signal()
    """Items are to be chosen by hand; answered by `show_picked`."""

    def __init__(self, choices: Choices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("setup_dialog")
        self.setWindowTitle("新的竞答")
        self.setMinimumWidth(_WIDTH)
        self._choices = choices
        self._present: tuple[Present, ...] = ()
        self._picked: tuple[RevisionId, ...] = ()
        self._make_fields()
        self._build()
        self._connect()
        self._turn_mode()
        self._turn_source()

    def start(self) -> None:
        """Ask for those present at the session suggested."""
        self._ask_present()
        self._confirm.setFocus()

    @Slot(object)
    def show_present(self, present: Sequence[Present]) -> None:
        """Deal those present into teams."""
        self._present = tuple(present)
        self._count.setValue(usual_count(len(self._present)))
        self._deal_again()
        self._tell_present()

    def show_picked(self, revisions: Sequence[RevisionId]) -> None:
        """Items chosen by hand count from now on."""
        self._picked = tuple(revisions)
        self._turn_source()

    def free(self) -> None:
        """The quiz could not be begun: the form may be used again."""
        self._confirm.setEnabled(True)

    def _make_fields(self) -> None:
        self._title = QLineEdit(self._choices.title, maxLength=60)
        self._session = QComboBox()
        self._session.addItem("（不属于任何一期培训）", None)
        for row in self._choices.sessions:
            self._session.addItem(_session_text(row), row.id)
        self._session.setCurrentIndex(self._session.findData(self._choices.suggested))
        self._mode = QComboBox()
        for mode in (QuizMode.TEAM, QuizMode.INDIVIDUAL):
            self._mode.addItem(f"{QUIZ_MODE_NAMES[mode]}竞答", mode)
        self._count = QSpinBox(minimum=FEWEST_TEAMS, maximum=KEYS, value=4)
        self._count.setObjectName("field_count")
        self._count.setAccessibleName("组数")
        self._teams = QPlainTextEdit()
        self._teams.setObjectName("field_teams")
        self._teams.setAccessibleName("各组和成员")
        self._teams.setTabChangesFocus(True)
        self._teams.setFixedHeight(132)
        self._again = make_button("重新抽签分组", icon_name="refresh", name="deal_again")
        self._source = QComboBox()
        for text, source in self._choices.sources():
            self._source.addItem(text, source)
        self._source.addItem(_BY_HAND, None)
        self._items = QSpinBox(minimum=1, maximum=100, value=USUAL_COUNT)
        self._items.setSuffix(" 题")
        self._items.setObjectName("field_items")
        self._items.setAccessibleName("题数")
        self._pick = make_button("选题…", name="pick_items")
        self._make_rule_fields()

    def _make_rule_fields(self) -> None:
        usual = QuizRules()
        self._ask = QSpinBox(minimum=0, maximum=100, value=usual.ask_first)
        self._ask.setSuffix(" 题必答，其余抢答")
        self._ask.setPrefix("前 ")
        self._seconds = QSpinBox(minimum=5, maximum=600, value=usual.seconds, singleStep=5)
        self._seconds.setSuffix(" 秒")
        self._right = QSpinBox(minimum=1, maximum=100, value=usual.right // 10)
        self._right.setPrefix("答对得 ")
        self._wrong = QSpinBox(minimum=0, maximum=100, value=usual.wrong // 10)
        self._wrong.setPrefix("答错扣 ")
        for box in (self._right, self._wrong):
            box.setSuffix(" 分")
        self._lock = QCheckBox("抢跑的本题不能再抢")
        self._lock.setChecked(usual.lock_false_start)
        self._animated = QCheckBox("投影画面淡入淡出")
        self._animated.setChecked(usual.animated)
        for name, widget, said in (
            ("ask_first", self._ask, "必答题数"),
            ("seconds", self._seconds, "每题时间"),
            ("right", self._right, "答对得分"),
            ("wrong", self._wrong, "答错扣分"),
            ("lock", self._lock, ""),
            ("animated", self._animated, ""),
        ):
            widget.setObjectName(f"field_{name}")
            widget.setAccessibleName(said)

    def _build(self) -> None:
        form = Form()
        teams = QVBoxLayout()
        teams.setSpacing(SPACE.s)
        teams.addWidget(self._teams)
        self._team_tools = _line(make_label("组数", "key"), self._count, self._again)
        teams.addWidget(self._team_tools)
        self._form_rows = {
            "title": form.add("title", "名称", self._title, required=True),
            "session": form.add("session", "培训", self._session),
            "mode": form.add("mode", "方式", self._mode),
            "teams": form.add(
                "teams",
                "各组",
                _holder(teams),
                hint="每行一组，组名后可写成员：第一组：陈明、单雄",
            ),
            "items": form.add("source_line", "出题", _line(self._source, self._items, self._pick)),
            "rules": form.add("rule_line", "规则", self._make_rules()),
        }
        self._source.setObjectName("field_source")
        self._source.setAccessibleName("出题范围")
        cancel = make_button("取消", name="cancel")
        self._confirm = make_button("开始", Kind.PRIMARY, "play", name="confirm")
        self._confirm.setDefault(True)
        cancel.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(form)
        foot = ButtonRow(self._confirm, leave=cancel)
        layout.addLayout(foot)

    def _make_rules(self) -> QWidget:
        column = QVBoxLayout()
        column.setSpacing(SPACE.s)
        column.addWidget(_line(self._seconds, self._right, self._wrong))
        column.addWidget(_line(self._ask, self._lock, self._animated))
        return _holder(column)

    def _connect(self) -> None:
        self._session.currentIndexChanged.connect(self._ask_present)
        self._mode.currentIndexChanged.connect(self._turn_mode)
        self._source.currentIndexChanged.connect(self._turn_source)
        self._count.valueChanged.connect(self._deal_again)
        self._again.clicked.connect(self._deal_again)
        self._pick.clicked.connect(self.picking_wanted)
        self._confirm.clicked.connect(self._ask_begin)

    @Slot()
    def _ask_present(self) -> None:
        self.present_wanted.emit(self._session.currentData())

    @Slot()
    def _deal_again(self) -> None:
        names = team_names(self._count.value())
        sides = deal(self._present, names, secrets.randbelow(_SEEDS))
        self._teams.setPlainText(sides_text(sides, self._present))

    def _teams_play(self) -> bool:
        return QuizMode(self._mode.currentData()) is QuizMode.TEAM  # Qt keeps the bare text

    @Slot()
    def _turn_mode(self) -> None:
        self._form_rows["teams"].setVisible(self._teams_play())
        self._tell_present()

    def _tell_present(self) -> None:
        without = "只写组名也可以" if self._teams_play() else "全班举手作答，只记人数"
        here = len(self._present)
        said = f"到场 {here} 人" if here else f"没有到场名单，{without}"
        self._form_rows["session"].show_note(said)

    @Slot()
    def _turn_source(self) -> None:
        source = self._source.currentData()
        self._items.setVisible(isinstance(source, RandomItems))
        self._pick.setVisible(source is None)
        self._pick.setText(f"选题（已选 {len(self._picked)} 题）…" if self._picked else "选题…")

    @Slot()
    def _ask_begin(self) -> None:
        problems = {} if self._title.text().strip() else {"title": "请填写名称。"}
        sides: tuple[Side, ...] = ()
        try:
            sides = self._sides()
        except RuleError as error:
            problems["teams"] = f"{error.message}{error.hint}"
        if self._source.currentData() is None and not self._picked:
            problems["items"] = "请先选题。"
        for name, row in self._form_rows.items():
            row.show_problem(problems.get(name, ""))
        if not problems:
            self._confirm.setEnabled(False)
            self.wanted.emit(self._wish(sides))

    def _sides(self) -> tuple[Side, ...]:
        if self._teams_play():
            return read_sides(self._teams.toPlainText(), self._present)
        return tuple(Side("", (one.id,)) for one in self._present)

    def _wish(self, sides: tuple[Side, ...]) -> Wish:
        source = self._source.currentData()
        if isinstance(source, RandomItems):
            source = RandomItems(self._items.value(), source.category, source.kinds)
        return Wish(
            title=self._title.text().strip(),
            mode=QuizMode(self._mode.currentData()),
            sides=sides,
            source=source,
            rules=QuizRules(
                seconds=self._seconds.value(),
                right=self._right.value() * 10,
                wrong=self._wrong.value() * 10,
                ask_first=self._ask.value(),
                lock_false_start=self._lock.isChecked(),
                animated=self._animated.isChecked(),
            ),
            session_id=self._session.currentData(),
            picked=self._picked if source is None else (),
        )


def _session_text(row: SessionRow) -> str:
    return f"{row.plan.title}　{row.plan.starts_on:%Y-%m-%d}　签到 {row.attended} 人"


def _line(*widgets: QWidget) -> QWidget:
    row = QHBoxLayout()
    row.setSpacing(SPACE.s)
    for widget in widgets:
        row.addWidget(widget, 1 if isinstance(widget, QComboBox) else 0)
    if not any(isinstance(widget, QComboBox) for widget in widgets):
        row.addStretch()
    return _holder(row)


def _holder(layout: QHBoxLayout | QVBoxLayout) -> QWidget:
    holder = QWidget()
    layout.setContentsMargins(0, 0, 0, 0)
    holder.setLayout(layout)
    holder.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return holder
