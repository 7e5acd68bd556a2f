"""考前冲刺: the date in, the daily dose and what it may lead to out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from jyguide.bank.row import ItemRow
from jyguide.drill.coach import CAUTION
from jyguide.drill.desk import Desk as DrillDesk
from jyguide.drill.desk import Sprint
from jyguide.drill.plan import MOST_DAILY, DrillPlan
from jyguide.drill.service import DrillService
from ui.desk import Desk
from ui.drill.charts import Bar, DayBars
from ui.drill.settings_dialog import spin_box
from ui.theme import SPACE
from ui.widgets import Card, DateField, Kind, StatTile, make_button, make_label, scrolling
from ui.widgets.button_row import ButtonRow

_SIZE = 980, 640
_USUAL_DAYS = 30
_FIRST = "选好考试日期，点“排计划”，这里就列出来。"
_HOW = (
    "预计分按现在的题库和蓝图抽题估算：练过的题看记得多少，没练过的题按猜中的可能算；"
    "括号里是十次考试大约八次会落在的范围。"
)


class SprintDialog(QDialog):
    """Asks for the day of the exam and shows the plan up to it.

    Object names: `exam_on`, `sprint_daily`, `make_plan`, `estimate_then`, `estimate_now`,
    `dose`, `dose_chart`, `worth_most`, `start_sprint`, `close`.
    """

    kept = Signal()
    """The date or the amount has been kept."""
    begun = Signal()
    """Practise today's dose."""

    def __init__(
        self, desk: Desk, drills: DrillService, drill_desk: DrillDesk, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sprint_dialog")
        self.setWindowTitle(f"考前冲刺 · {drill_desk.name}")
        self.resize(*_SIZE)
        self._desk = desk
        self._drills = drills
        self._person_id = drill_desk.person_id
        self._plan = drill_desk.plan
        self._date = DateField("exam_on")
        self._date.setAccessibleName("考试日期")
        ahead = self._plan.exam_on is not None and self._plan.exam_on > drill_desk.day
        usual = drill_desk.day + timedelta(days=_USUAL_DAYS)
        self._date.set_day(self._plan.exam_on if ahead and self._plan.exam_on else usual)
        self._daily = spin_box("sprint_daily", MOST_DAILY, " 题", self._plan.daily_items)
        self._daily.setAccessibleName("每天题数")
        self._build()
        if ahead:
            self._load()

    def _build(self) -> None:
        self._then = _tile("照计划练，考试那天", "estimate_then")
        self._now = _tile("如果今天就考", "estimate_now")
        self._dose = _tile("今天的份额", "dose")
        self._bars = DayBars("dose_chart")
        self._bars.setAccessibleName("每天的份额")
        self._worth = make_label(_FIRST, name="worth_most", wrap=True)
        self._start = make_button("开始今天的冲刺", Kind.PRIMARY, "play", "start_sprint")
        self._start.setEnabled(False)
        self._start.clicked.connect(self._begin)
        close = make_button("关闭", name="close")
        close.clicked.connect(self.reject)
        foot = ButtonRow(self._start, leave=close, said=make_label(CAUTION, "small", "caution"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addLayout(self._make_ask())
        tiles = QHBoxLayout()
        tiles.setSpacing(SPACE.m)
        for tile in (self._then, self._now, self._dose):
            tiles.addWidget(tile, 1)
        layout.addLayout(tiles)
        layout.addLayout(self._make_lower(), 1)
        layout.addWidget(make_label(_HOW, "small", "how", wrap=True))
        layout.addLayout(foot)

    def _make_ask(self) -> QHBoxLayout:
        make = make_button("排计划", name="make_plan")
        make.clicked.connect(self._keep)
        ask = QHBoxLayout()
        ask.setSpacing(SPACE.s)
        for text, field in (("考试日期", self._date), ("每天最多", self._daily)):
            label = make_label(text, "key")
            label.setBuddy(field)
            ask.addWidget(label)
            ask.addWidget(field)
            ask.addSpacing(SPACE.m)
        ask.addWidget(make)
        ask.addStretch()
        return ask

    def _make_lower(self) -> QHBoxLayout:
        doses = Card("每天的份额")
        doses.body.addWidget(self._bars, 1)
        worth = Card("最值得先看的 10 题")
        holder = QWidget()
        rows = QVBoxLayout(holder)
        rows.setContentsMargins(0, 0, SPACE.s, 0)
        rows.addWidget(self._worth)
        rows.addStretch()
        worth.body.addWidget(scrolling(holder), 1)
        lower = QHBoxLayout()
        lower.setSpacing(SPACE.m)
        lower.addWidget(doses, 1)
        lower.addWidget(worth, 1)
        return lower

    @Slot()
    def _keep(self) -> None:
        plan = replace(self._plan, exam_on=self._date.day, daily_items=self._daily.value())
        work = partial(self._keep_and_plan, plan)
        job = self._desk.act(self, lambda *_: work(), self._show_kept, title="正在排计划")
        job.failed.connect(self._show_nothing)
        self._tell_planning()

    @Slot(object)
    def _show_nothing(self, _error: BaseException) -> None:
        """It was refused, and the alert has told why."""
        for tile in (self._then, self._now, self._dose):
            tile.show_value("—")

    def _keep_and_plan(self, plan: DrillPlan) -> Sprint:
        self._drills.save_plan(self._person_id, plan)
        return self._drills.sprint(self._person_id)

    def _show_kept(self, sprint: Sprint) -> None:
        self._plan = replace(self._plan, exam_on=sprint.exam_on, daily_items=self._daily.value())
        self._show(sprint)
        self.kept.emit()

    def _load(self) -> None:
        self._tell_planning()
        work = partial(self._drills.sprint, self._person_id)
        self._desk.act(self, lambda *_: work(), self._show, title="正在排计划")

    def _tell_planning(self) -> None:
        """A thorough plan over many items takes a second or two."""
        for tile in (self._then, self._now, self._dose):
            tile.show_value("正在排…")

    def _show(self, sprint: Sprint) -> None:
        nothing = "题库里没有笔试题"
        self._then.show_value(
            sprint.then.sentence() if sprint.then else "—", "" if sprint.then else nothing
        )
        now = sprint.now.sentence() if sprint.now else "—"
        self._now.show_value(now, "" if sprint.now else "笔试题练过 20 题后再估计")
        today = sprint.doses[0][1] if sprint.doses else 0
        note = f"今天已练 {sprint.done_today} 题，离考试 {sprint.days} 天"
        self._dose.show_value(f"{today} 题", note)
        self._bars.show_bars(
            [Bar(day, count) for day, count in sprint.doses],
            f"到考试前一天共 {sum(count for _, count in sprint.doses)} 题次。",
        )
        self._worth.setText(worth_text(sprint.worth_most))
        self._start.setEnabled(bool(today))

    @Slot()
    def _begin(self) -> None:
        self.begun.emit()
        self.accept()


def worth_text(rows: Sequence[ItemRow]) -> str:
    """The items best looked at first, one a line."""
    if not rows:
        return "没有要先看的题。"
    return "\n".join(f"{row.short_name}　{row.content.stem}" for row in rows)


def _tile(label: str, name: str) -> StatTile:
    tile = StatTile(label)
    tile.setObjectName(name)
    return tile
