"""The form in which a session is planned or changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from jyguide.ids import SessionId
from jyguide.training.credit_rule import RuleInForce, calendar_days, days_of, rule_in_force
from jyguide.training.session import (
    LATE_AFTER,
    SESSION_KIND_NAMES,
    SESSION_LEVEL_NAMES,
    SESSION_STAGE_NAMES,
    SessionKind,
    SessionLevel,
    SessionPlan,
    SessionStage,
    placed,
    plan_problems,
)
from jyguide.training.session_time import MOST_GRACE
from jyguide.training.usual_session import UsualSession
from ui.history.records import tell_fields
from ui.theme import SPACE, scaled
from ui.training.time_field import TimeField
from ui.widgets import DateField, FittingDialog, Form, Kind, make_button, make_label
from ui.widgets.button_row import ButtonRow

_WIDTH = 560
_NOTE_HEIGHT = 64


@dataclass(frozen=True, slots=True)
class DialogText:
    """What the form is for: its title, the word on its button, and on the one that goes on."""

    title: str
    button: str = "保存"
    onward: str = ""


@dataclass(frozen=True, slots=True)
class OfficeRules:
    """What the office's rules say that a form proposes by.

    Attributes:
        late_after: Minutes after the beginning from which on people are late.
        credit: Every rule of hours and days that the city or the office has set.
    """

    late_after: int = LATE_AFTER
    credit: tuple[RuleInForce, ...] = ()

    def hours_a_day(self, year: int) -> int:
        """Tenths of an hour that are a day of training in a year."""
        of_city = [row for row in self.credit if row.by_city]
        of_office = [row for row in self.credit if not row.by_city]
        return rule_in_force(year, of_city, of_office).rule.hours_a_day


_ELSEWHERE = {"hours": ("training_session", "credit_hours")}
"""Fields that have another name than their column."""


class SessionDialog(FittingDialog):
    """Asks for everything a session's plan holds and says inline what is wrong with it.

    It does not close by itself: whoever saves calls `accept` on success and `resume` otherwise,
    so that nothing typed is lost when saving fails. Object names: `session_dialog`, `title`,
    `kind`, `level`, `stage`, `late_after`, `starts_on`, `starts_at`, `ends_on`, `ends_at`,
    `place`, `lecturer`, `hours`, `days`, `note`, `save`, `save_and_go_on`, `cancel`.
    """

    wanted = Signal(object, object)
    """A `SessionPlan` that holds together, and other minutes of grace if they were changed."""

    def __init__(
        self, text: DialogText, plan: SessionPlan, rules: OfficeRules, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._rules = rules
        self.goes_on = False
        """Whether the session is to be opened once it is kept."""
        self.setObjectName("session_dialog")
        self.setWindowTitle(text.title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(scaled(_WIDTH))
        self._build(text)
        self._fill(plan)
        self._connect()
        self.title.setFocus()
        self.title.selectAll()

    def tell_history(self, session: SessionId, title: str) -> None:
        """Offer what became of each field of this session alone."""
        tell_fields(self._form, "training_session", (session, title), _ELSEWHERE)

    @Slot()
    def resume(self) -> None:
        """Let the user go on after saving failed."""
        self._allow(saving=True)

    def _allow(self, *, saving: bool) -> None:
        for button in (self._save, self._onward):
            button.setEnabled(saving)

    def _build(self, text: DialogText) -> None:
        self._make_fields()
        self._form = Form()
        self._form.add("title", "培训名称", self.title, required=True)
        self._form.add("kind", "类型", _pair(self.kind, "级别", self.level))
        self._form.add("stage", "状态", _pair(self.stage, "迟到", self.late_after))
        self._form.add(
            "starts_on", "开始日期", _pair(self.starts_on, "时间", self.starts_at), required=True
        )
        self._form.add(
            "ends_on", "结束日期", _pair(self.ends_on, "时间", self.ends_at), required=True
        )
        self._form.add("place", "地点", self.place)
        self._form.add("lecturer", "授课人", self.lecturer)
        self._form.add("hours", "学时", _pair(self.hours, "培训天数", self.days))
        self._form.add("note", "备注", self.note)
        self._save = make_button(
            text.button, Kind.PLAIN if text.onward else Kind.PRIMARY, name="save"
        )
        self._onward = make_button(text.onward, Kind.PRIMARY, name="save_and_go_on")
        self._onward.setVisible(bool(text.onward))
        (self._onward if text.onward else self._save).setDefault(True)
        self._cancel = make_button("取消", name="cancel")
        buttons = ButtonRow(self._onward, self._save, leave=self._cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.l)
        layout.addWidget(self._form)
        layout.addLayout(buttons)

    def _make_fields(self) -> None:
        self.title = _line("title", "例如：2026年第四季度党建指导员任前培训")
        self.kind, self.level = QComboBox(), QComboBox()
        for kind, name in SESSION_KIND_NAMES.items():
            self.kind.addItem(name, kind)
        for level, name in SESSION_LEVEL_NAMES.items():
            self.level.addItem(name, level)
        self.stage = QComboBox()
        for stage, name in SESSION_STAGE_NAMES.items():
            self.stage.addItem(name, stage)
        self.starts_on, self.ends_on = DateField("starts_on"), DateField("ends_on")
        self.starts_at = TimeField("starts_at", "开始时间")
        self.ends_at = TimeField("ends_at", "结束时间")
        self.late_after = QSpinBox()
        self.late_after.setRange(0, MOST_GRACE)
        self.late_after.setPrefix("开始 ")
        self.late_after.setSuffix(" 分钟后")
        self.late_after.setToolTip("签到比开始时间晚这么多，自动记为迟到；本单位各期通用")
        self.place = _line("place", "例如：镇党群服务中心二楼会议室")
        self.lecturer = _line("lecturer")
        self.days = _amount("days", 366, " 天", 0.5)
        self.hours = _amount("hours", 999, " 学时", 1)
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(_NOTE_HEIGHT)
        for widget, name in (
            (self.kind, "kind"),
            (self.level, "level"),
            (self.stage, "stage"),
            (self.late_after, "late_after"),
            (self.note, "note"),
        ):
            widget.setObjectName(name)

    def _fill(self, plan: SessionPlan) -> None:
        self.title.setText(plan.title)
        self.kind.setCurrentIndex(self.kind.findText(SESSION_KIND_NAMES[plan.kind]))
        self.level.setCurrentIndex(self.level.findText(SESSION_LEVEL_NAMES[plan.level]))
        self.starts_on.set_day(plan.starts_on)
        self.ends_on.set_day(plan.ends_on)
        self.place.setText(plan.place)
        self.lecturer.setText(plan.lecturer)
        self.days.setValue(plan.training_days / 10)
        self.hours.setValue(plan.credit_hours / 10)
        self.note.setPlainText(plan.note)
        self.stage.setCurrentIndex(self.stage.findData(plan.stage))
        self.starts_at.set_minutes(plan.starts_at)
        self.ends_at.set_minutes(plan.ends_at)
        self.late_after.setValue(self._rules.late_after)
        self._show_stage()

    def _connect(self) -> None:
        self.starts_on.dateChanged.connect(self._drag_end)
        self.stage.currentIndexChanged.connect(self._show_stage)
        self.hours.valueChanged.connect(self._propose_days)
        self._save.clicked.connect(partial(self._submit, goes_on=False))
        self._onward.clicked.connect(partial(self._submit, goes_on=True))
        self._cancel.clicked.connect(self.reject)

    @Slot()
    def _drag_end(self) -> None:
        """A session moved to a later day does not end before it."""
        if self.ends_on.day < self.starts_on.day:
            self.ends_on.set_day(self.starts_on.day)

    @Slot()
    def _show_stage(self) -> None:
        """Of a session whose day is open only the month of its beginning counts."""
        fixed = self.stage.currentData() != SessionStage.PLANNED
        for field in (self.ends_on, self.starts_at, self.ends_at):
            field.setEnabled(fixed)
        self.starts_on.setDisplayFormat("yyyy-MM-dd" if fixed else "yyyy年M月")

    @Slot()
    def _propose_days(self) -> None:
        """Days as they follow from the hours typed; they can be changed after it."""
        if not self.hours.hasFocus():
            return
        most = calendar_days(self.starts_on.day, self.ends_on.day)
        a_day = self._rules.hours_a_day(self.starts_on.day.year)
        self.days.setValue(days_of(round(self.hours.value() * 10), a_day, most) / 10)

    def _submit(self, *_: object, goes_on: bool) -> None:
        self.goes_on = goes_on
        plan = self._plan()
        problems = plan_problems(placed(plan))
        for name, field in (("starts_on", self.starts_at), ("ends_on", self.ends_at)):
            if not field.understood:
                problems.setdefault(name, f"“{field.text()}”不是时间，请写成 9:00 这样。")
        if "starts_at" in problems:
            problems["ends_on"] = problems.pop("starts_at")
        if "days" in problems:
            problems["hours"] = problems.pop("days")
        if self._form.show_problems(problems):
            self._allow(saving=False)
            grace = self.late_after.value()
            self.wanted.emit(plan, None if grace == self._rules.late_after else grace)

    def _plan(self) -> SessionPlan:
        return SessionPlan(
            title=self.title.text().strip(),
            kind=SessionKind(self.kind.currentData()),
            level=SessionLevel(self.level.currentData()),
            starts_on=self.starts_on.day,
            ends_on=self.ends_on.day,
            place=self.place.text().strip(),
            lecturer=self.lecturer.text().strip(),
            credit_hours=round(self.hours.value() * 10),
            training_days=round(self.days.value() * 10),
            note=self.note.toPlainText().strip(),
            stage=SessionStage(self.stage.currentData()),
            starts_at=self.starts_at.minutes,
            ends_at=self.ends_at.minutes,
        )


def empty_plan(today: date, usual: UsualSession | None = None) -> SessionPlan:
    """What the form holds for a session nobody has planned before: one township day."""
    usual = usual or UsualSession()
    return SessionPlan(
        title="",
        kind=SessionKind.TOPIC_LECTURE,
        level=SessionLevel.TOWNSHIP,
        starts_on=today,
        ends_on=today,
        place=usual.place,
        credit_hours=80,
        training_days=10,
        starts_at=usual.starts_at,
        ends_at=usual.ends_at,
    )


def _line(name: str, hint: str = "") -> QLineEdit:
    made = QLineEdit(placeholderText=hint)
    made.setObjectName(name)
    return made


def _amount(name: str, most: float, unit: str, step: float) -> QDoubleSpinBox:
    made = QDoubleSpinBox()
    made.setObjectName(name)
    made.setDecimals(1)
    made.setRange(0, most)
    made.setSingleStep(step)
    made.setSuffix(unit)
    return made


def _pair(first: QWidget, label: str, second: QWidget) -> QWidget:
    """Two short fields on one line; the row's label belongs to the first."""
    made = QWidget()
    made.setFocusProxy(first)
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE.m)
    words: QLabel = make_label(label, "key")
    words.setBuddy(second)
    row.addWidget(first, 1)
    row.addWidget(words)
    row.addWidget(second, 1)
    return made
