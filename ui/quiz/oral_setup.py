"""The line above the turns: which class is asked, and how."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QSpinBox

from jyguide.ids import SessionId
from jyguide.quiz.oral import MOST_JUDGES
from jyguide.quiz.oral_play import OralRules
from jyguide.training.session import SessionRow
from ui.quiz.oral_class import OralChoices
from ui.theme import SPACE
from ui.widgets import Card, Kind, make_button, make_label

_SHORTEST, _LONGEST = 10, 600
_NO_SESSION = "先到“培训”页建一期，并让到场的人签到。"


class OralSetup(Card):
    """Everything has a value that will do, so that 开始口答 works at once.

    Object names: `oral_session`, `oral_category`, `oral_seconds`, `oral_judges`, `oral_secret`,
    `oral_animated`, `begin_oral`.
    """

    session_chosen = Signal()
    begin_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sessions: tuple[SessionRow, ...] = ()
        self._make_fields()
        self._build()
        self._session.currentIndexChanged.connect(self.session_chosen)
        self._judges.currentIndexChanged.connect(self._turn_judges)
        self._begin.clicked.connect(self.begin_wanted)
        self._turn_judges()

    @property
    def session(self) -> SessionRow | None:
        """The class chosen, None where there is no session at all."""
        at = self._session.currentIndex()
        return self._sessions[at] if 0 <= at < len(self._sessions) else None

    @property
    def rules(self) -> OralRules:
        """How it is asked."""
        return OralRules(
            seconds=self._seconds.value(),
            judges=int(self._judges.currentData()),
            secret=self._secret.isChecked(),
            category=self._category.currentData() or "",
            animated=self._animated.isChecked(),
        )

    def show_choices(self, choices: OralChoices) -> None:
        """Offer sessions and categories; what was chosen stays where it still exists."""
        before = self.session.id if self.session is not None else None
        self._sessions = choices.sessions
        blocked = QSignalBlocker(self._session)  # one signal at the end says what is chosen now
        category = self._category.currentData()
        self._session.clear()
        for row in choices.sessions:
            self._session.addItem(_session_text(row))
        self._category.clear()
        self._category.addItem("全部类别", "")
        for name in choices.categories:
            self._category.addItem(name or "未分类", name)
        self._category.setCurrentIndex(max(0, self._category.findData(category)))
        self._session.setCurrentIndex(self._place_of(before))
        blocked.unblock()
        self._begin.setEnabled(bool(choices.sessions))
        self._begin.setToolTip("" if choices.sessions else _NO_SESSION)
        self.session_chosen.emit()

    def _place_of(self, key: SessionId | None) -> int:
        found = (at for at, row in enumerate(self._sessions) if row.id == key)
        return next(found, 0 if self._sessions else -1)

    def _make_fields(self) -> None:
        self._session = QComboBox()
        self._session.setPlaceholderText("还没有培训")
        self._session.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._category = QComboBox()
        self._category.addItem("全部类别", "")
        self._seconds = QSpinBox(minimum=_SHORTEST, maximum=_LONGEST, value=60, singleStep=10)
        self._seconds.setSuffix(" 秒")
        self._judges = QComboBox()
        self._judges.addItem("一位评委", 1)
        self._judges.addItem("两位评委", MOST_JUDGES)
        self._secret = QCheckBox("记完前互不可见")
        self._secret.setChecked(True)
        self._secret.setToolTip("两位评委都按“好了”之后，才显示各自记了哪些要点。")
        self._animated = QCheckBox("抽人时滚动姓名")
        self._animated.setChecked(True)
        self._begin = make_button("开始口答", Kind.PRIMARY, "play", name="begin_oral")
        for name, widget, said in (
            ("session", self._session, "培训"),
            ("category", self._category, "题目类别"),
            ("seconds", self._seconds, "每题时间"),
            ("judges", self._judges, "评委人数"),
            ("secret", self._secret, ""),
            ("animated", self._animated, ""),
        ):
            widget.setObjectName(f"oral_{name}")
            widget.setAccessibleName(said)

    def _build(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(SPACE.s)
            self.body.addLayout(row)
        first.addWidget(make_label("培训", "key"))
        first.addWidget(self._session, 1)
        first.addWidget(self._begin)
        second.addWidget(make_label("出题", "key"))
        second.addWidget(self._category)
        for widget in (self._seconds, self._judges, self._secret, self._animated):
            second.addWidget(widget)
        second.addStretch()

    @Slot()
    def _turn_judges(self) -> None:
        self._secret.setVisible(int(self._judges.currentData()) == MOST_JUDGES)


def _session_text(row: SessionRow) -> str:
    return f"{row.plan.title}　{row.plan.starts_on:%Y-%m-%d}　签到 {row.attended} 人"
