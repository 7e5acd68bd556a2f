"""月历: the sessions of a month day by day, and what has a month and no day yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout

from jyguide.app import Application
from jyguide.training.session import SessionRow, SessionStage
from ui.desk import Desk
from ui.file_name import file_name
from ui.page import Page
from ui.theme import SPACE, scaled
from ui.training.calendar.export import save_calendar
from ui.training.calendar.month_view import WEEKDAYS, MonthView
from ui.training.session_dialog import empty_plan
from ui.training.tab import TrainingTab
from ui.training.usual import usual_of
from ui.training.year.card import HEIGHT, CardDelegate, card_text
from ui.widgets import ROW_ROLE, Card, Kind, make_button, make_label

_SIDE = 288


class CalendarTab(TrainingTab):
    """The month on the left; on the right the chosen day and what is still open.

    Object names: `month_before`, `month_today`, `month_after`, `month_title`, `export_month`,
    `add_on_day`, `month_view`, `day_sessions`, `open_sessions`.
    """

    def __init__(self, desk: Desk, app: Application, _page: Page) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self._rows: list[SessionRow] = []
        self._build()
        self._connect()
        self._show_day(self.view.day)

    def reload(self) -> None:
        self._desk.load(self, self._app.training.whole_plan, self._show)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.view.setFocus()

    def _build(self) -> None:
        self.view = MonthView(self._app.clock().date())
        self._before = make_button("上月", Kind.PLAIN, "back", "month_before")
        self._today = make_button("今天", name="month_today")
        self._after = make_button("下月", Kind.PLAIN, "next", "month_after")
        for button, keys in (
            (self._before, "PageUp"),
            (self._today, "Home"),
            (self._after, "PageDown"),
        ):
            button.setToolTip(f"在月历上也可以按 {keys}")
        self._title = make_label("", "section", "month_title")
        self._export = make_button("导出本月日历", Kind.PLAIN, "export", "export_month")
        self._add = make_button("在这天新建", Kind.PLAIN, "add", "add_on_day")
        bar = QHBoxLayout()
        bar.setSpacing(SPACE.s)
        for widget in (self._before, self._today, self._after, self._title):
            bar.addWidget(widget)
        bar.addStretch()
        bar.addWidget(self._export)
        self._day = make_label("", "key", "day_title")
        self.of_day = _cards("day_sessions", "这天的培训")
        self._open_title = make_label("", "key", "open_title")
        self.open_ones = _cards("open_sessions", "本月日期待定的培训")
        side = Card()
        side.setFixedWidth(scaled(_SIDE))
        for part in (self._day, self.of_day, self._add, self._open_title, self.open_ones):
            side.body.addWidget(part, isinstance(part, QListWidget))
        side.body.addStretch()  # gets what is left where no list is shown
        body = QHBoxLayout()
        body.setSpacing(SPACE.m)
        body.addWidget(self.view, 1)
        body.addWidget(side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addLayout(bar)
        layout.addLayout(body, 1)

    def _connect(self) -> None:
        self._before.clicked.connect(lambda: self.view.go_months(-1))
        self._after.clicked.connect(lambda: self.view.go_months(1))
        self._today.clicked.connect(lambda: self.view.go(self._app.clock().date()))
        self._export.clicked.connect(self._export_month)
        self._add.clicked.connect(self._plan_here)
        self.view.day_changed.connect(self._show_day)
        self.view.opened.connect(self._open)
        self.view.many.connect(self._choose_of_day)
        for cards in (self.of_day, self.open_ones):
            cards.itemActivated.connect(self._open_item)

    @Slot(object)
    def _show(self, rows: list[SessionRow]) -> None:
        self._rows = rows
        self.view.show_rows(rows, self._app.clock().date())
        self._show_day(self.view.day)

    @Slot(object)
    def _show_day(self, day: date) -> None:
        self._title.setText(f"{day.year}年{day.month}月")
        of_day, open_ones = self.view.of_day, [row for row in self._rows if _open_in(row, day)]
        none = "" if of_day else "　没有培训"
        self._day.setText(f"{day.month}月{day.day}日　{WEEKDAYS[day.weekday()]}{none}")
        self._open_title.setText("本月日期待定" if open_ones else "本月没有日期待定的培训")
        _fill(self.of_day, of_day)
        _fill(self.open_ones, open_ones)

    @Slot()
    def _choose_of_day(self) -> None:
        self.of_day.setFocus(Qt.FocusReason.TabFocusReason)
        self.of_day.setCurrentRow(0)

    @Slot(object)
    def _open(self, row: SessionRow) -> None:
        self.opened.emit(row.id)

    @Slot(QListWidgetItem)
    def _open_item(self, item: QListWidgetItem) -> None:
        """One whose day is open is given it first."""
        row = item.data(ROW_ROLE)
        if row.plan.stage is SessionStage.PLANNED:
            self.editing.emit(row)
        else:
            self.opened.emit(row.id)

    @Slot()
    def _plan_here(self) -> None:
        self.planning.emit(empty_plan(self.view.day, usual_of(self._app.preferences)))

    @Slot()
    def _export_month(self) -> None:
        day = self.view.day
        keys = [
            row.id
            for row in self._rows
            if (row.plan.starts_on.year, row.plan.starts_on.month) == (day.year, day.month)
        ]
        name = file_name(f"{day.year}年{day.month}月培训")
        save_calendar(self, self._desk, self._app.year, keys, name)


def _open_in(row: SessionRow, day: date) -> bool:
    first = row.plan.starts_on
    return row.plan.stage is SessionStage.PLANNED and (first.year, first.month) == (
        day.year,
        day.month,
    )


def _cards(name: str, label: str) -> QListWidget:
    made = QListWidget()
    made.setObjectName(name)
    made.setAccessibleName(label)
    made.setItemDelegate(CardDelegate(made))
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setMinimumHeight(HEIGHT + 8)
    return made


def _fill(cards: QListWidget, rows: Sequence[SessionRow]) -> None:
    cards.clear()
    for row in rows:
        item = QListWidgetItem(f"{row.plan.title}，{card_text(row)}")
        item.setData(ROW_ROLE, row)
        item.setToolTip(row.plan.title)
        cards.addItem(item)
    cards.setVisible(bool(rows))  # an empty frame says less than the line over it
