"""The tab: the pipeline board of brands, six columns from 实践 to 推广."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jyguide.app import Application
from jyguide.brand.kinds import STAGE_NAMES, Stage
from jyguide.brand.pipeline import STAGES, order
from jyguide.brand.row import BrandRow
from jyguide.people.organisation_search import comparable, name_holds
from ui.brand.board.column import StageColumn
from ui.brand.board.deeds import BoardDeeds
from ui.brand.board.detail import BrandDetail
from ui.deeds import offer
from ui.desk import Desk
from ui.page import Page
from ui.tabbed_page import PageTab
from ui.theme import SPACE, icon, scaled
from ui.widgets import EmptyState, EmptyText, Kind, make_button, make_label
from ui.widgets.choice_filter import ChoiceFilter
from ui.widgets.surfaces import on_card

_EMPTY = EmptyText(
    "还没有党建品牌",
    "新建一个，或从 Excel 导入名单和各阶段的日期。品牌从“实践”开始，六个阶段逐个走。",
    "新建品牌…",
    "brand",
)


class BoardTab(PageTab):
    """Columns of cards under a search field.

    Object names: `search_brands`, `choice_station`, `show_stopped`, `brand_count`, `new_brand`,
    `import_brands`, `export_brands`, and those of the columns.
    """

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__(page)
        self._desk = desk
        self._app = app
        self._page = page
        self._deeds = BoardDeeds(page, desk, app)
        self._rows: list[BrandRow] = []
        self._station: Callable[[BrandRow], bool] | None = None
        self._sent: BrandRow | None = None
        self._detail: BrandDetail | None = None
        self.columns = {stage: StageColumn(stage) for stage in STAGES}
        self._heads = {stage: make_label(STAGE_NAMES[stage], "key") for stage in STAGES}
        self._build()
        self._connect()

    def reload(self) -> None:
        offer(self._page, self._import, self._new)
        self._desk.load(self, self._app.brands.rows, self._show)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._enter()

    def _build(self) -> None:
        self._empty = EmptyState(_EMPTY)
        board = QWidget()
        layout = QVBoxLayout(board)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        columns = QHBoxLayout()
        columns.setSpacing(SPACE.s)
        for stage, view in self.columns.items():
            columns.addWidget(_under(self._heads[stage], view), 1)
        layout.addLayout(columns, 1)
        self.count = make_label("", "small", "brand_count")
        layout.addWidget(self.count)
        self._board = board
        self._nothing = on_card(self._empty)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(board)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE.s)
        whole.addLayout(self._bar())
        whole.addWidget(self._stack, 1)

    def _bar(self) -> QHBoxLayout:
        self.search = QLineEdit(placeholderText="搜索品牌、组织，或拼音首字母")
        self.search.setObjectName("search_brands")
        self.search.setAccessibleName("搜索品牌、组织")
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setMaximumWidth(scaled(260))
        self.station: ChoiceFilter[BrandRow] = ChoiceFilter(
            "station", "全部指导站", lambda row: row.station
        )
        self.station.setVisible(self._app.place.is_city)
        self.stopped = QCheckBox("显示已停止的")
        self.stopped.setObjectName("show_stopped")
        self._import = make_button("导入…", icon_name="import", name="import_brands")
        self._export = make_button("导出", icon_name="export", name="export_brands")
        menu = QMenu(self)
        menu.addAction("全部品牌 Excel…", self._deeds.export).setObjectName("export_all")
        menu.addAction("下载导入模板…", self._deeds.save_template).setObjectName("template")
        self._export.setMenu(menu)
        self._new = make_button("新建品牌…", Kind.PRIMARY, "add", "new_brand")
        bar = QHBoxLayout()
        bar.setSpacing(SPACE.s)
        for choice in (self.station, self.search, self.stopped):
            bar.addWidget(choice)
        bar.addStretch()
        for button in (self._import, self._export, self._new):
            bar.addWidget(button)
        return bar

    def _connect(self) -> None:
        self.search.textChanged.connect(self._narrow)
        self.search.returnPressed.connect(self._enter)
        self.stopped.toggled.connect(self._narrow)
        self.station.chosen.connect(self._take_station)
        self._new.clicked.connect(self._deeds.ask_new)
        self._empty.clicked.connect(self._deeds.ask_new)
        self._import.clicked.connect(self._deeds.open_import)
        for view in self.columns.values():
            view.opened.connect(self._open)
            view.advanced.connect(self._advance)
            view.taken_back.connect(self._deeds.ask_back)
            view.adding.connect(self._deeds.ask_new)
            view.left.connect(partial(self._leave, view.stage))
        find = QShortcut(QKeySequence.StandardKey.Find, self, self.search.setFocus)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _show(self, rows: list[BrandRow]) -> None:
        self._rows = rows
        self.station.offer(rows)
        self._stack.setCurrentWidget(self._board if rows else self._nothing)
        self._narrow()
        self._follow()
        if self._detail is not None:
            self._renew_detail(self._detail)

    @Slot()
    def _narrow(self, *_: object) -> None:
        today = self._app.clock().date()
        shown = [row for row in self._rows if self._keeps(row)]
        for stage, view in self.columns.items():
            rows = [row for row in shown if _column(row) is stage]
            rows.sort(key=lambda row: not row.advice)
            view.show_rows(rows, today)
            self._heads[stage].setText(f"{order(stage) + 1}　{STAGE_NAMES[stage]}　{len(rows)}")
        stopped = sum(row.ended_on is not None for row in self._rows)
        self.count.setText(_counted(len(self._rows), len(shown), stopped))

    def _keeps(self, row: BrandRow) -> bool:
        if row.ended_on is not None and not self.stopped.isChecked():
            return False
        if self._station is not None and not self._station(row):
            return False
        words = comparable(self.search.text()).split()
        texts = (row.facts.name, row.facts.organisation, row.station)
        return all(any(name_holds(text, word) for text in texts) for word in words)

    @Slot(str, object)
    def _take_station(self, _name: str, holds: Callable[[BrandRow], bool] | None) -> None:
        self._station = holds
        self._narrow()

    @Slot(object)
    def _advance(self, row: BrandRow) -> None:
        self._sent = row
        self._deeds.ask_next(row)

    @Slot(object)
    def _open(self, row: BrandRow) -> None:
        detail = BrandDetail(self._desk, self._app, self._page)
        for signal, deed in (
            (detail.next_wanted, self._advance),
            (detail.back_wanted, self._deeds.ask_back),
            (detail.change_wanted, self._deeds.ask_change),
            (detail.stop_wanted, self._deeds.ask_stop),
            (detail.print_wanted, self._deeds.print_sheet),
            (detail.history_wanted, self._deeds.open_history),
            (detail.remove_wanted, self._deeds.remove),
            (detail.stage_wanted, self._deeds.ask_step),
        ):
            signal.connect(deed)
        detail.finished.connect(self._forget_detail)
        detail.show_brand(row, self._app.clock().date())
        self._detail = detail
        detail.open()

    def _renew_detail(self, detail: BrandDetail) -> None:
        """What it shows has changed, or is gone."""
        known = detail.row.id if detail.row is not None else None
        row = next((row for row in self._rows if row.id == known), None)
        if row is None:
            detail.reject()
        else:
            detail.show_brand(row, self._app.clock().date())

    @Slot()
    def _forget_detail(self, *_: object) -> None:
        self._detail = None

    def _follow(self) -> None:
        """Put the keyboard on the brand that was sent on, once it has arrived."""
        sent = self._sent
        if sent is None:
            return
        for view in self.columns.values():
            if view.stage is not sent.stage and view.choose(sent.id):
                view.setFocus()
                self._sent = None
                return

    @Slot(int)
    def _leave(self, stage: Stage, away: int) -> None:
        """To the next column that has cards, in that direction."""
        at = order(stage) + away
        while 0 <= at < len(STAGES):
            view = self.columns[STAGES[at]]
            if view.count():
                view.setFocus(Qt.FocusReason.TabFocusReason)
                if view.chosen is None:
                    view.choose()
                return
            at += away

    @Slot()
    def _enter(self) -> None:
        """To the card chosen last, or to the first there is."""
        views = list(self.columns.values())
        view = next((one for one in views if one.chosen), None)
        view = view or next((one for one in views if one.count()), None)
        if view is None:
            (self.search if self._rows else self._new).setFocus()
            return
        if view.chosen is None:
            view.choose()
        view.setFocus()


def _column(row: BrandRow) -> Stage:
    """Under which a brand stands; one without any stage waits under the first."""
    return row.stage or Stage.PRACTICE


def _counted(held: int, shown: int, stopped: int) -> str:
    if not shown:
        return f"共 {held} 个品牌，没有符合条件的：请改一改搜索的字，或勾选“显示已停止的”。"
    hidden = f"，显示 {shown} 个" if shown != held else ""
    hidden += f"（{stopped} 个已停止）" if stopped else ""
    return f"共 {held} 个品牌{hidden}。回车打开，方向键移动，Ctrl+→ 进入下一阶段。"


def _under(head: QWidget, view: QWidget) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE.xs)
    column.addWidget(head)
    column.addWidget(view, 1)
    return whole
