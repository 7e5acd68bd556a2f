"""年度计划: a year's sessions by month, moved about, copied from last year, printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSpinBox, QVBoxLayout

from jyguide.app import Application
from jyguide.changes import Changed
from jyguide.documents.dates import tenths_text
from jyguide.documents.page import Document
from jyguide.documents.word import write_word
from jyguide.progress import CancelToken, Progress
from jyguide.training.plan_board import PlanTotals, YearPlan
from jyguide.training.service.year import YearService
from jyguide.training.session import (
    SESSION_KIND_NAMES,
    SESSION_LEVEL_NAMES,
    SessionKind,
    SessionPlan,
    SessionRow,
    SessionStage,
    placed,
)
from ui.brief import brief
from ui.desk import Desk
from ui.file_name import file_name
from ui.file_written import tell_written
from ui.page import Page
from ui.printing.preview import PrintPreview
from ui.theme import SPACE
from ui.training.calendar.export import save_calendar
from ui.training.calendar.month_view import WEEKDAYS
from ui.training.session_dialog import empty_plan
from ui.training.tab import TrainingTab
from ui.training.usual import usual_of
from ui.training.year.board import PlanBoard
from ui.undoing import Done, Undoing, noted
from ui.widgets import Kind, make_button, make_label

_OWN = "本级举办"


class YearTab(TrainingTab):
    """The board under its conditions; what is done to it can be taken back.

    Object names: `plan_year`, `plan_level`, `plan_kind`, `plan_holder`, `plan_totals`,
    `copy_plan`, `print_plan`, `export_plan`, `export_calendar`.
    """

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self._undoing = Undoing(page, desk, app.history, Changed.SESSIONS)
        self._plan: YearPlan | None = None
        self.board = PlanBoard()
        self._build()
        self._connect()

    @property
    def _service(self) -> YearService:
        return self._app.year

    def reload(self) -> None:
        work = partial(self._service.plan, self.year.value(), own=not self._app.place.is_city)
        self._desk.load(self, work, self._show)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.board.enter()

    def _build(self) -> None:
        self.year = QSpinBox()
        self.year.setObjectName("plan_year")
        self.year.setAccessibleName("年份")
        self.year.setRange(2000, 2099)
        self.year.setSuffix(" 年")
        self.year.setValue(self._app.clock().year)
        self.year.setKeyboardTracking(False)
        self.level = _choice("plan_level", "全部级别", SESSION_LEVEL_NAMES.values())
        self.kind = _choice("plan_kind", "全部类型", SESSION_KIND_NAMES.values())
        self.holder = _choice("plan_holder", "全部举办单位", (_OWN,))
        self.holder.setVisible(self._app.place.is_city)
        if self._app.place.is_city:
            self.holder.setCurrentIndex(1)
        self._make_tools()
        bar = QHBoxLayout()
        bar.setSpacing(SPACE.s)
        for choice in (self.year, self.level, self.kind, self.holder):
            bar.addWidget(choice)
        bar.addStretch()
        for tool in (self._copy, self._print, self._export, self._calendar):
            bar.addWidget(tool)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addLayout(bar)
        layout.addWidget(self._totals)
        layout.addWidget(self.board, 1)

    def _make_tools(self) -> None:
        self._copy = make_button("复制上年计划…", Kind.PLAIN, "copy", "copy_plan")
        self._copy.setToolTip("把上一年的培训带到这一年，日期只留月份；可以撤销")
        self._print = make_button("打印…", Kind.PLAIN, "print", "print_plan")
        self._export = make_button("导出 Word", Kind.PLAIN, "export", "export_plan")
        self._calendar = make_button("导出日历", Kind.PLAIN, "export", "export_calendar")
        self._calendar.setToolTip("写成 .ics 文件，手机和 Outlook 的日历可以导入")
        self._totals = make_label("", "hint", "plan_totals", wrap=True)

    def _connect(self) -> None:
        self.year.valueChanged.connect(self.reload)
        for choice in (self.level, self.kind, self.holder):
            choice.currentIndexChanged.connect(self._narrow)
        self.board.opened.connect(self._open)
        self.board.edited.connect(self.editing)
        self.board.moved.connect(self._move)
        self.board.adding.connect(self._add)
        self.board.adding_forum.connect(self._add_forum)
        self._copy.clicked.connect(self._copy_last)
        self._print.clicked.connect(self._load_sheet)
        self._export.clicked.connect(self._export_sheet)
        self._calendar.clicked.connect(self._export_calendar)
        QShortcut(QKeySequence("Ctrl+P"), self, self._load_sheet)

    @Slot(object)
    def _show(self, plan: YearPlan) -> None:
        self._plan = plan
        self._offer_holders(plan)
        self._narrow()

    def _offer_holders(self, plan: YearPlan) -> None:
        known = {self.holder.itemText(at) for at in range(self.holder.count())}
        for name in sorted({row.station for row in plan.rows if not row.own} - known):
            self.holder.addItem(name)

    @Slot()
    def _narrow(self) -> None:
        if self._plan is None:
            return
        rows = tuple(row for row in self._plan.rows if self._wanted(row))
        narrowed = len(rows) < len(self._plan.rows)
        self._totals.setText(totals_text(replace(self._plan, rows=rows).totals, narrowed=narrowed))
        own = replace(self._plan, rows=tuple(row for row in self._plan.rows if row.own))
        self.board.show_plan(self._plan, own.forum, self._wanted)

    def _wanted(self, row: SessionRow) -> bool:
        holder = _OWN if row.own else row.station
        return all(
            choice.currentIndex() <= 0 or choice.currentText() == said
            for choice, said in (
                (self.level, SESSION_LEVEL_NAMES[row.plan.level]),
                (self.kind, SESSION_KIND_NAMES[row.plan.kind]),
                (self.holder, holder),
            )
        )

    @Slot(object)
    def _open(self, row: SessionRow) -> None:
        self.opened.emit(row.id)

    @Slot(object, int)
    def _move(self, row: SessionRow, month: int) -> None:
        self.board.follow(row.id)
        work = partial(self._service.move, row.id, month, row.version)
        self._act(work, moved_text, "正在移动培训")

    @Slot()
    def _copy_last(self) -> None:
        year = self.year.value()
        question = f"把 {year - 1} 年的培训计划复制到 {year} 年？"
        hint = "日期只留月份，都记为“日期待定”；已有的同名培训不重复，复制后可以撤销。"
        if self._desk.alerts.ask(question, "复制", hint=hint):
            work = partial(self._service.copy_last_year, year)
            self._act(work, "已复制 {} 期培训。".format, "正在复制计划")

    def _act(self, work: Callable[[], object], told: Callable[[Any], str], title: str) -> None:
        self._desk.act(
            self,
            brief(partial(noted, self._app.history, work)),
            partial(self._tell, told),
            title=title,
            changed=Changed.SESSIONS,
        )

    def _tell(self, told: Callable[[Any], str], done: Done[Any]) -> None:
        self._undoing.tell(told(done.result), done.action)

    @Slot(int)
    def _add(self, month: int) -> None:
        self.planning.emit(self._planned(month))

    @Slot(int)
    def _add_forum(self, quarter: int) -> None:
        """In this month where it lies in the quarter, else in the quarter's second."""
        today = self._app.clock().date()
        months = range(quarter * 3 - 2, quarter * 3 + 1)
        now = today.month if today.year == self.year.value() and today.month in months else 0
        plan = self._planned(now or months[1])
        title = f"{self.year.value()}年第{'一二三四'[quarter - 1]}季度领头雁工作讲坛"
        self.planning.emit(replace(plan, title=title, kind=SessionKind.QUARTERLY_FORUM))

    def _planned(self, month: int) -> SessionPlan:
        plan = empty_plan(date(self.year.value(), month, 1), usual_of(self._app.preferences))
        return placed(replace(plan, stage=SessionStage.PLANNED))

    @Slot()
    def _load_sheet(self) -> None:
        self._desk.load(self, self._sheet(), self._preview)

    def _sheet(self) -> Callable[[], Document]:
        own = not self._app.place.is_city or self.holder.currentText() == _OWN
        return partial(self._service.document, self.year.value(), own=own)

    @Slot(object)
    def _preview(self, sheet: Document) -> None:
        preview = PrintPreview([sheet], self._desk.jobs, self._desk.alerts, self._name(), self)
        preview.finished.connect(preview.deleteLater)
        preview.open()

    @Slot()
    def _export_sheet(self) -> None:
        target = self._desk.alerts.choose_save_file(
            "导出培训计划", f"{self._name()}.docx", "Word 文件 (*.docx)"
        )
        if target is not None:
            work = partial(_write, self._sheet(), target)
            told = partial(self._say_saved, target)
            self._desk.act(self, work, told, title="正在导出培训计划")

    @Slot()
    def _export_calendar(self) -> None:
        if self._plan is None:
            return
        keys = [row.id for row in self._plan.rows if self._wanted(row)]
        save_calendar(self, self._desk, self._service, keys, self._name())

    def _say_saved(self, target: Path, _result: object) -> None:
        tell_written(self, target, f"培训计划已保存到 {target}")

    def _name(self) -> str:
        return file_name(f"{self.year.value()}年培训计划")


def totals_text(sums: PlanTotals, *, narrowed: bool = False) -> str:
    """What a plan comes to, in one line."""
    return "　".join(
        (
            "筛选后：" if narrowed else "全年：",
            f"计划 {sums.planned} 期",
            f"已办 {sums.held} 期",
            f"日期待定 {sums.open} 期",
            f"已取消 {sums.cancelled} 期",
            f"市级 {tenths_text(sums.city_days)} 天",
            f"镇级 {tenths_text(sums.township_days)} 天",
        )
    )


def moved_text(row: SessionRow) -> str:
    """Where a session stands now that it was moved."""
    day, title = row.plan.starts_on, row.plan.title
    if row.plan.stage is SessionStage.PLANNED:
        return f"已把“{title}”移到 {day.month} 月，日期待定。"
    return f"已把“{title}”移到 {day.month} 月 {day.day} 日（{WEEKDAYS[day.weekday()]}）。"


def _write(
    make: Callable[[], Document], target: Path, progress: Progress, cancel: CancelToken
) -> None:
    write_word(make(), target, progress, cancel)


def _choice(name: str, everything: str, values: Iterable[str]) -> QComboBox:
    made = QComboBox()
    made.setObjectName(name)
    made.setAccessibleName(everything)
    made.addItem(everything)
    made.addItems(list(values))
    return made
