"""The board of a year: a row for each quarter, in it the forum's slot and three months."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from jyguide.ids import SessionId
from jyguide.training.plan_board import MONTHS, QUARTER_NAMES, QUARTERS, YearPlan, quarter_of
from jyguide.training.session import SessionRow, SessionStage
from ui.theme import PALETTE, SPACE
from ui.training.year.card import day_words
from ui.training.year.month_list import MonthList
from ui.widgets import make_button, make_label

_SLOT_WIDTH = 124
_EMPTY_SLOT = f"border: 1px dashed {PALETTE.gold_line}; color: {PALETTE.gold}"


class PlanBoard(QWidget):
    """Knows a plan and not the database. Object names: `forum_<quarter>`, `month_<number>`."""

    opened = Signal(object)
    edited = Signal(object)
    """A `SessionRow`."""
    moved = Signal(object, int)
    """A `SessionRow` and the month it is to be in."""
    adding = Signal(int)
    """A session is to be planned in a month."""
    adding_forum = Signal(int)
    """The forum of a quarter is to be planned."""

    def __init__(self) -> None:
        super().__init__()
        self._plan: YearPlan | None = None
        self._forums: dict[int, SessionRow | None] = {}
        self._focused: SessionId | None = None
        self.months = {month: MonthList(month) for month in MONTHS}
        self._heads = {month: make_label(f"{month}月", "key") for month in MONTHS}
        self._slots = {quarter: self._make_slot(quarter) for quarter in QUARTERS}
        self._build()

    def show_plan(
        self,
        plan: YearPlan,
        forum: Callable[[int], SessionRow | None],
        keep: Callable[[SessionRow], bool],
    ) -> None:
        """Show a plan's sessions for which `keep` holds; `forum` tells what fills the slots."""
        self._plan = plan
        for month, view in self.months.items():
            rows = [row for row in plan.month(month) if keep(row)]
            view.show_rows(rows)
            self._heads[month].setText(f"{month}月　{len(rows)} 期" if rows else f"{month}月")
        for quarter, button in self._slots.items():
            self._show_slot(quarter, button, forum(quarter))
        if self._focused is not None:
            self._find(self._focused)

    def follow(self, session_id: SessionId) -> None:
        """Put the keyboard on this session once it is shown where it was moved to."""
        self._focused = session_id

    def enter(self) -> None:
        """Put the keyboard on the board: where it was, else on this month."""
        month = self._plan.today.month if self._plan is not None else 1
        view = next((one for one in self.months.values() if one.chosen), self.months[month])
        view.setFocus()

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE.s)
        grid.setVerticalSpacing(SPACE.xs)
        for quarter, button in self._slots.items():
            grid.addWidget(button, quarter - 1, 0)
            grid.setRowStretch(quarter - 1, 1)
        for month, view in self.months.items():
            grid.addWidget(
                _under(self._heads[month], view), quarter_of(month) - 1, 1 + (month - 1) % 3
            )
            self._connect(view)
        for column in (1, 2, 3):
            grid.setColumnStretch(column, 1)

    def _connect(self, view: MonthList) -> None:
        view.opened.connect(self.opened)
        view.edited.connect(self.edited)
        view.adding.connect(self.adding)
        view.moved.connect(self._move)
        view.left.connect(partial(self._leave, view.month))

    def _make_slot(self, quarter: int) -> QPushButton:
        button = make_button("", name=f"forum_{quarter}")
        button.setFixedWidth(_SLOT_WIDTH)
        button.setSizePolicy(
            button.sizePolicy().horizontalPolicy(), button.sizePolicy().Policy.Expanding
        )
        button.clicked.connect(partial(self._go_forum, quarter))
        return button

    def _show_slot(self, quarter: int, button: QPushButton, forum: SessionRow | None) -> None:
        self._forums[quarter] = forum
        name = QUARTER_NAMES[quarter]
        if forum is None:
            said, tip = "讲坛未安排\n＋ 安排", "本季度的领头雁工作讲坛还没有安排，按这里新建"
        else:
            open_ = forum.plan.stage is SessionStage.PLANNED
            day = "（待定）" if open_ else day_words(forum)
            said, tip = f"讲坛\n{forum.plan.starts_on.month}月{day}", forum.plan.title
        button.setText(f"{name}\n{said}")
        button.setToolTip(tip)
        button.setAccessibleName(f"{name}，领头雁工作{said.replace(chr(10), '，')}")
        button.setStyleSheet("" if forum else _EMPTY_SLOT)

    @Slot()
    def _go_forum(self, quarter: int, *_: object) -> None:
        forum = self._forums.get(quarter)
        if forum is None:
            self.adding_forum.emit(quarter)
        else:
            self.opened.emit(forum)

    @Slot(object, int)
    def _move(self, key: str, month: int) -> None:
        """A card may come from any month; it is told by its key."""
        if self._plan is None:
            return
        row = next((row for row in self._plan.rows if str(row.id) == key), None)
        if row is not None and row.plan.starts_on.month != month:
            self.moved.emit(row, month)

    @Slot(int)
    def _leave(self, month: int, away: int) -> None:
        view = self.months.get(month + away)
        if view is not None:
            view.setFocus(Qt.FocusReason.TabFocusReason)
            if view.chosen is None:
                view.choose()

    def _find(self, session_id: SessionId) -> None:
        self._focused = None
        for view in self.months.values():
            if view.choose(session_id):
                view.setFocus()


def _under(head: QWidget, view: MonthList) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE.xs)
    column.addWidget(head)
    column.addWidget(view, 1)
    return made
