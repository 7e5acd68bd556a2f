"""月联季访: what a month or a quarter asks for, by vanguard member, and whom it asks of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QSplitter, QVBoxLayout, QWidget

from jyguide.app import Application
from jyguide.grid.kinds import TargetKind
from jyguide.grid.visit_period import Period
from jyguide.grid.visit_rows import Share, TargetLine, VisitOverview
from jyguide.ids import TargetId
from jyguide.masking import numbers_masked
from ui.desk import Desk
from ui.grid.visits.columns import share_columns, target_columns, target_search
from ui.grid.visits.deeds import VisitDeeds
from ui.history.records import tell_history
from ui.page import Page
from ui.tabbed_page import PageTab
from ui.theme import SPACE
from ui.widgets import EmptyText, Kind, RowTable, make_button, make_label

_MEMBERS, _HOUSEHOLDS = TargetKind.MEMBER, TargetKind.HOUSEHOLD
_STRETCHES = (
    ("本季走访农户", _HOUSEHOLDS, 0),
    ("本月联系党员", _MEMBERS, 0),
    ("上季走访农户", _HOUSEHOLDS, 1),
    ("上月联系党员", _MEMBERS, 1),
)
_EMPTY = EmptyText(
    "还没有联系对象",
    "先到“网格与联系”导入网格、先锋党员和联系的党员、农户，这里按月、按季列出该联系、走访的。",
    "去“网格与联系”",
    "grid",
    Kind.PLAIN,
)
_NOBODY = EmptyText(
    "没有列出联系对象", "在左边选一位先锋党员，或点上面的“未走访”。", icon_name="people"
)
_SHARES = (45, 55)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the right table lists: of one holder, or all that is undone (or everything)."""

    holder: UUID | None = None
    title: str = ""
    only_undone: bool = False


class VisitsTab(PageTab):
    """Shares at the left, targets at the right.

    Object names: `visit_stretch`, `log_visits`, `key_cards`, `print_cards`, `visit_menu`,
    `visit_sum`, `show_undone`, `show_unheld`, `visit_shares` and `visit_targets` (tables),
    `targets_title`.
    """

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__(page)
        self._desk = desk
        self._app = app
        self.deeds = VisitDeeds(page, desk, app)
        self._told: VisitOverview | None = None
        self._asked = _Asked()
        self._make_tables()
        self._build()
        self._connect()

    def reload(self) -> None:
        _, kind, back = _STRETCHES[self.stretch.currentIndex()]
        self._desk.load(self, partial(self._read, kind, back), self._show)

    def _read(self, kind: TargetKind, back: int) -> VisitOverview:
        period: Period = self._app.visits.rule().period(kind, self._app.clock().date())
        return self._app.visits.overview(kind, period.moved(-back).last)

    def _show(self, told: VisitOverview) -> None:
        changed = self._told is None or (self._told.kind, self._told.period) != (
            told.kind,
            told.period,
        )
        self._told = told
        self.shares.model.columns = tuple(share_columns(told))
        self.shares.set_rows(told.by_holder)
        self._sum.setText(
            told.sentence.removesuffix(f"{told.left_text}。") if told.left else told.sentence
        )
        self._sum.setToolTip(told.rule.text)
        self._undone.setText(told.left_text)
        self._undone.setVisible(bool(told.left))
        self._unheld.setText(told.unheld_text)
        self._unheld.setVisible(bool(told.unheld_text))
        self._print.setEnabled(bool(told.asked))
        holder = self._asked.holder
        gone = holder is not None and all(one.key != holder for one in told.by_holder)
        self._ask(_Asked() if gone or (changed and holder is None) else self._asked)

    def _make_tables(self) -> None:
        self.shares: RowTable[Share] = RowTable(
            share_columns(),
            unit="名先锋党员",
            search_hint="搜索姓名、村、网格",
            search_text=lambda share: share.place.label,
            key=lambda share: share.key,
            empty=_EMPTY,
        )
        self.shares.setObjectName("visit_shares")
        self.shares.view.setAccessibleName("先锋党员，回车登记走访")
        self.shares.add_choice("village", "全部村（社区）", lambda share: share.place.village)
        self.targets: RowTable[TargetLine] = RowTable(
            target_columns(),
            unit="个",
            search_hint="搜索姓名、户号、地址",
            search_text=target_search,
            key=lambda line: line.id,
            empty=_NOBODY,
        )
        self.targets.setObjectName("visit_targets")
        tell_history(self.targets, "contact_target", lambda row: (row.id, row.name))
        self.targets.view.setAccessibleName("联系对象，回车看走访记录")
        self.targets.add_choice("state", "全部情况", lambda line: line.state, counted=True)
        self.targets.add_choice("village", "全部村（社区）", lambda line: line.place.village)

    def _build(self) -> None:
        self.stretch = QComboBox()
        self.stretch.setObjectName("visit_stretch")
        self.stretch.setAccessibleName("看哪个月、哪个季度")
        self.stretch.addItems([name for name, *_ in _STRETCHES])
        self._log = make_button("登记走访…", Kind.PRIMARY, "add", "log_visits")
        self._cards = make_button("按卡登记…", icon_name="edit", name="key_cards")
        self._print = make_button("打印走访卡…", icon_name="print", name="print_cards")
        self._more = make_button("更多", icon_name="more", name="visit_menu")
        self._more.setMenu(self._make_menu())
        bar = QHBoxLayout()
        bar.setSpacing(SPACE.s)
        bar.addWidget(self.stretch)
        bar.addStretch()
        for button in (self._more, self._print, self._cards, self._log):
            bar.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addLayout(bar)
        layout.addLayout(self._make_sum())
        layout.addWidget(self._make_split(), 1)

    def _make_sum(self) -> QHBoxLayout:
        self._sum = make_label("", "body", "visit_sum")
        self._undone = make_button("", Kind.QUIET, name="show_undone")
        self._undone.setToolTip("在右边列出他们")
        self._unheld = make_button("", Kind.QUIET, name="show_unheld")
        self._unheld.setToolTip("在“网格与联系”里为他们指定先锋党员")
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._sum)
        for button in (self._undone, self._unheld):
            button.hide()
            row.addWidget(button)
        row.addStretch()
        return row

    def _make_split(self) -> QSplitter:
        self._title = make_label("", "section", "targets_title")
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(self._title)
        column.addWidget(self.targets, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.shares)
        split.addWidget(right)
        split.setHandleWidth(SPACE.m)
        split.setChildrenCollapsible(False)
        split.setSizes([share * 10 for share in _SHARES])
        for at, share in enumerate(_SHARES):
            split.setStretchFactor(at, share)
        return split

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        for text, name, slot in (
            ("本期小结（Word、打印）", "month_paper", self._show_month),
            ("走访记录…", "visit_records", self._show_records),
            ("导入走访记录…", "import_visits", self.deeds.ask_import),
            ("月联季访规则…", "contact_rule", self.deeds.ask_rule),
        ):
            menu.addAction(text, slot).setObjectName(name)
        return menu

    def _connect(self) -> None:
        self.stretch.currentIndexChanged.connect(self.reload)
        self._log.clicked.connect(self._ask_log)
        self._cards.clicked.connect(self.deeds.ask_cards)
        self._print.clicked.connect(self._ask_print)
        self._undone.clicked.connect(self._show_undone)
        self._unheld.clicked.connect(partial(self.tab_wanted.emit, "grid_tree"))
        self.shares.selection_changed.connect(self._choose)
        self.shares.activated.connect(self._ask_log)
        self.shares.empty_action.connect(partial(self.tab_wanted.emit, "grid_tree"))
        self.targets.activated.connect(self._show_of_target)
        self.shares.add_action("登记走访…", self._ask_log, "add")
        self.shares.add_action("他的走访记录…", self._show_records, "history")
        self.shares.add_action("打印他的走访卡…", self._ask_print, "print")
        self.targets.add_action("走访记录…", self._show_of_target, "history")

    def _chosen(self) -> Share | None:
        chosen = self.shares.selected_rows()
        return self.shares.current_row() or next(iter(chosen), None)

    @Slot(object)
    def _choose(self, chosen: Sequence[Share]) -> None:
        """List whom he contacts; while rows are set anew nothing new is asked."""
        share = self._chosen() if chosen else None
        if share is not None and share.key is not None and share.key != self._asked.holder:
            self._ask(_Asked(share.key, f"{share.name}联系的"))

    @Slot()
    def _show_undone(self) -> None:
        if self._told is not None:
            self._ask(_Asked(title=self._told.left_text, only_undone=True))

    def _ask(self, asked: _Asked) -> None:
        self._asked = asked
        self._title.setText(asked.title)
        self._title.setHidden(not asked.title)
        told = self._told
        if told is None or (asked.holder is None and not asked.only_undone):
            self.targets.set_rows(())
            return
        work = partial(
            self._app.visits.lines,
            told.kind,
            told.period.last,
            holder=asked.holder,
            only_undone=asked.only_undone,
        )
        self._desk.load(self, work, partial(self._show_targets, asked))

    def _show_targets(self, asked: _Asked, lines: Sequence[TargetLine]) -> None:
        if asked == self._asked:
            self.targets.set_rows(lines)

    @Slot()
    def _ask_log(self, *_: object) -> None:
        share = self._chosen()
        self.deeds.ask_log(share.key if share else None)

    @Slot()
    def _ask_print(self) -> None:
        if self._told is not None:
            share = self._chosen()
            self.deeds.ask_print(self._told, share.key if share else None)

    @Slot()
    def _show_month(self) -> None:
        if self._told is not None:
            day = min(self._told.period.last, self._app.clock().date())
            self.deeds.show_month(day)

    @Slot()
    def _show_records(self) -> None:
        """Of whoever is chosen, else of the stretch."""
        if self._told is None:
            return
        share, period = self._chosen(), self._told.period
        key = share.key if share else None
        who = share.name if share else "全部"
        read = partial(self._app.visits.visits, holder=key, span=(period.first, period.last))
        self.deeds.show_records(f"{who}　{period.label}", read)

    @Slot()
    def _show_of_target(self, *_: object) -> None:
        chosen = self.targets.current_row() or next(iter(self.targets.selected_rows()), None)
        if chosen is not None:
            keys: list[TargetId] = [chosen.id]
            read = partial(self._app.visits.visits, targets=keys)
            self.deeds.show_records(f"{chosen.name}　{numbers_masked(chosen.address)}", read)
