"""The board: everybody by how far he is, as of a day, and one person's gates beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QTabBar, QVBoxLayout, QWidget

from jyguide.approval.gate import STATE_NAMES, State
from jyguide.approval.row import StandingRow
from ui.approval.deal_menu import DealMenu
from ui.approval.gate_detail import GateDetail
from ui.approval.words import (
    STATION_COLUMN,
    board_columns,
    kind_text,
    search_text,
)
from ui.theme import SPACE, Tone
from ui.widgets import (
    Banner,
    DateField,
    EmptyText,
    MenuGroup,
    RowTable,
    SplitDetail,
    make_button,
    make_label,
)
from ui.widgets.choice_filter import ChoiceFilter

_EMPTY = EmptyText(
    "还没有指导员",
    "先在“人员”里把人登记为专职或兼职指导员，这里就会列出每人走到哪一步、还缺什么。",
    "去人员页",
    "people",
)
_NOTHING = EmptyText("没有选中人", "在左边选一个人，这里逐项列出他已具备什么、还缺什么。")
_ALL = "全部"
_PAST = (
    "这是截至 {} 的情况，按当时已登记的事实推算；撤销的报名和后来更正的日期以现在的记录为准。"
    "办理、制证、制作名单请先回到今天。"
)


class BoardTab(QWidget):
    """A day, the states with their counts, the table, and the gates of whoever is chosen.

    Object names: `as_of`, `today`, `states`, `standings` (the table), `deal`, `rule_text`,
    `set_rule`, `cards`, `cards_chosen`, `cards_all`, and those of `DealMenu`.
    """

    day_changed = Signal(object)
    """The day as of which the board is wanted."""
    deal_wanted = Signal(str, object)
    """The value of a `DutyStep`, `HISTORIC` or `CORRECT`, and the rows it is wanted for."""
    cards_wanted = Signal(object)
    """The rows to print, or None for everybody in post."""
    rule_wanted = Signal()
    people_wanted = Signal()
    history_wanted = Signal(object)

    def __init__(self, *, is_city: bool) -> None:
        super().__init__()
        self._state = ""
        self._today_is = date.min
        self.as_of = DateField("as_of")
        self.as_of.setAccessibleName("截至日期")
        self._today = make_button("今天", name="today")
        self._rule = make_label("", "small", "rule_text", wrap=True)
        self._set_rule = make_button("任期规则…", icon_name="settings", name="set_rule")
        self.states = QTabBar()
        self.states.setObjectName("states")
        self.states.setAccessibleName("按状态筛选")
        self.states.setUsesScrollButtons(True)
        self.states.setDrawBase(False)
        self.states.setExpanding(False)
        self.table: RowTable[StandingRow] = RowTable(
            board_columns(),
            unit="人",
            search_hint="搜索姓名、拼音",
            search_text=search_text,
            key=_key,
            empty=_EMPTY,
        )
        self.table.setObjectName("standings")
        if is_city:
            self.table.add_choice("station", "全部指导站", _station)
        self.table.add_choice("kind", "专职和兼职", kind_text)
        self.detail = GateDetail()
        self._deal = make_button("办理", icon_name="edit", name="deal")
        self._menu = DealMenu(self)
        self._cards = make_button("上岗证", icon_name="print", name="cards")
        self._past = Banner()
        self._arrange()
        self._connect()

    def show_standings(
        self, rows: Sequence[StandingRow], rule: str, day: date, today: date
    ) -> None:
        """Show everybody; whoever was chosen stays so. Steps are taken as of today alone."""
        self._today_is = today
        self._past.say("" if day == today else _PAST.format(day), Tone.INFO)
        self._cards.setEnabled(day == today)
        with QSignalBlocker(self.as_of):
            self.as_of.set_day(day)
        self._rule.setText(rule)
        self._show_counts(Counter(row.standing.state for row in rows))
        several = len({row.station for row in rows}) > 1
        self.table.view.setColumnHidden(STATION_COLUMN, not several)
        self.table.set_rows(rows)
        self.table.choose_first()

    def enter(self) -> None:
        """Put the keyboard on the list."""
        self.table.view.setFocus()

    def chosen(self) -> list[StandingRow]:
        return self.table.selected_rows()

    @property
    def station(self) -> str:
        """The station the table is narrowed to; "" for all."""
        choice = self.table.findChild(ChoiceFilter, "choice_station")
        return choice.value() if isinstance(choice, ChoiceFilter) else ""

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        label = make_label("截至", "key")
        label.setBuddy(self.as_of)
        for part in (label, self.as_of, self._today):
            head.addWidget(part)
        head.addSpacing(SPACE.m)
        head.addWidget(self._rule, 1)
        head.addWidget(self._set_rule)
        self._deal.setMenu(self._menu)
        self._cards.setMenu(self._cards_menu())
        self.table.add_tool(self._deal)
        self.table.add_tool(self._cards)
        self._split = SplitDetail(self.table, _NOTHING, share=66)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE.m, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addLayout(head)
        layout.addWidget(self._past)
        layout.addWidget(self.states)
        layout.addWidget(self._split, 1)

    def _cards_menu(self) -> QMenu:
        menu = QMenu(self)
        some = menu.addAction("选中的人…", lambda: self.cards_wanted.emit(self.chosen()))
        some.setObjectName("cards_chosen")
        everybody = menu.addAction("全部在岗人员…", lambda: self.cards_wanted.emit(None))
        everybody.setObjectName("cards_all")

        def offer() -> None:
            count = sum(row.standing.at_work for row in self.chosen())
            some.setText(f"选中的在岗人员（{count} 人）…")
            some.setEnabled(count > 0)
            everybody.setEnabled(any(row.standing.at_work for row in self.table.rows()))

        menu.aboutToShow.connect(offer)
        return menu

    def _connect(self) -> None:
        self.as_of.dateChanged.connect(self._tell_day)
        self._today.clicked.connect(lambda: self.day_changed.emit(None))
        self._set_rule.clicked.connect(self.rule_wanted)
        self.states.currentChanged.connect(self._choose_state)
        self.table.selection_changed.connect(self._show_chosen)
        self.table.empty_action.connect(self.people_wanted)
        self.table.add_action("修改记录…", self._ask_history, "history", group=MenuGroup.RECORD)
        for what, text in self._menu.lines():
            self.table.add_action(text, partial(self._ask, what), group=MenuGroup.CHANGE)
        self._menu.wanted.connect(self._ask)
        self._menu.aboutToShow.connect(lambda: self._menu.offer(self.chosen(), self._today_is))

    def _show_counts(self, counts: Counter[State]) -> None:
        """One tab a state that occurs or is on the main way; the one chosen stays."""
        with QSignalBlocker(self.states):
            while self.states.count():
                self.states.removeTab(0)
            self._add_state(_ALL, "", counts.total())
            for state in State:
                if counts[state] or state.value == self._state:
                    self._add_state(STATE_NAMES[state], state.value, counts[state])
        self._apply_state()

    def _add_state(self, name: str, state: str, count: int) -> None:
        at = self.states.addTab(f"{name} {count}")
        self.states.setTabData(at, state)
        if state == self._state:
            self.states.setCurrentIndex(at)

    @Slot(int)
    def _choose_state(self, at: int) -> None:
        self._state = str(self.states.tabData(at) or "")
        self._apply_state()
        self.table.choose_first()

    def _apply_state(self) -> None:
        wanted = self._state
        self.table.set_condition(
            "state", (lambda row: row.standing.state == wanted) if wanted else None
        )

    @Slot()
    def _tell_day(self) -> None:
        self.day_changed.emit(self.as_of.day)

    @Slot(object)
    def _show_chosen(self, rows: list[StandingRow]) -> None:
        self._deal.setEnabled(bool(rows) and self._past.isHidden())
        self._deal.setText(f"办理（{len(rows)}）" if len(rows) > 1 else "办理")
        row = self.table.current_row() or next(iter(rows), None)
        if row is None:
            self._split.show_nothing()
            return
        self.detail.show_person(row)
        self._split.show_detail(self.detail)

    @Slot(str)
    def _ask(self, what: str) -> None:
        rows = self.chosen()
        if rows and self._past.isHidden():
            self.deal_wanted.emit(what, rows)

    @Slot()
    def _ask_history(self) -> None:
        rows = self.chosen()
        if len(rows) == 1:
            self.history_wanted.emit(rows[0])


def _station(row: StandingRow) -> str:
    return row.station


def _key(row: StandingRow) -> object:
    return row.id
