"""The tab: the yearly vote on brands, votes on the left, the one chosen on the right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from jyguide.app import Application
from jyguide.brand.vote import VoteBook, VoteRow
from jyguide.ids import BrandId, BrandVoteId
from ui.brand.vote.deeds import VoteDeeds
from ui.brand.vote.detail import VoteDetail
from ui.deeds import offer
from ui.desk import Desk
from ui.history.record_dialog import Subject, offer_record, open_record
from ui.page import Page
from ui.tabbed_page import PageTab
from ui.widgets import RIGHT, Column, EmptyText, Kind, RowTable, SplitDetail, make_button

_EMPTY = EmptyText(
    "还没有评选",
    "定下评委组和权重、名额，录入评委的评分，程序按办法计算，同分的由人决定。",
    "新建评选…",
    "brand",
)
_NONE = EmptyText("没有选中评选", "在左边选一次评选，这里显示名次和每个品牌的得分说明。")
_COLUMNS: tuple[Column[VoteRow], ...] = (
    Column("年度", lambda row: str(row.facts.year), lambda row: row.facts.year, width=58),
    Column("评选", lambda row: row.facts.name, width=128, tip=lambda row: row.facts.name),
    Column(
        "评分表",
        lambda row: f"{row.whole}/{row.sheets}" if row.sheets else "",
        lambda row: row.sheets,
        align=RIGHT,
        width=64,
    ),
    Column("情况", lambda row: row.state, width=80),
)


class VoteTab(PageTab):
    """Object names: `votes`, `new_vote`, and those of `VoteDetail`."""

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__(page)
        self._desk = desk
        self._app = app
        self._page = page
        self._deeds = VoteDeeds(page, desk, app)
        self._shown: BrandVoteId | None = None
        self._build()
        self._connect()

    def reload(self) -> None:
        offer(self._page, self._new)
        self.detail.limited = bool(self._page.limits)
        self._desk.load(self, self._app.brand_votes.rows, self._show)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.table.view.setFocus()

    def _build(self) -> None:
        self.table: RowTable[VoteRow] = RowTable(
            _COLUMNS,
            unit="次评选",
            search_hint="搜索评选",
            key=lambda row: row.id,
            empty=_EMPTY,
        )
        self.table.setObjectName("votes")
        self._new = make_button("新建评选…", Kind.PLAIN, "add", "new_vote")
        self.table.add_tool(self._new)
        self.detail = VoteDetail()
        self._split = SplitDetail(self.table, _NONE, share=36)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._split)

    def _connect(self) -> None:
        deeds, detail = self._deeds, self.detail
        self._new.clicked.connect(deeds.ask_new)
        self.table.empty_action.connect(deeds.ask_new)
        self.table.selection_changed.connect(self._choose)
        offer_record(self.table, self._open_history)
        for signal, of_row in (
            (detail.candidates_wanted, deeds.ask_candidates),
            (detail.change_wanted, deeds.ask_change),
            (detail.remove_wanted, deeds.remove),
            (detail.import_wanted, deeds.open_import),
            (detail.template_wanted, deeds.save_template),
            (detail.sheets_file_wanted, deeds.save_sheets),
            (detail.result_file_wanted, deeds.save_result),
            (detail.blank_wanted, deeds.print_blank),
            (detail.letter_wanted, deeds.print_result),
        ):
            signal.connect(partial(self._with_row, of_row))
        detail.reasons_wanted.connect(self._print_reasons)
        detail.sheets_wanted.connect(partial(self._with_book, deeds.ask_sheets))
        detail.close_wanted.connect(partial(self._with_book, deeds.ask_close))

    def _show(self, rows: list[VoteRow]) -> None:
        self.table.set_rows(rows)
        self.table.choose_first()

    @Slot(object)
    def _choose(self, chosen: list[VoteRow]) -> None:
        if len(chosen) != 1:
            self._shown = None
            self._split.show_nothing()
            return
        self._shown = chosen[0].id
        work = partial(self._app.brand_votes.book, chosen[0].id)
        self._desk.load(self, work, self._show_book)

    def _show_book(self, book: VoteBook) -> None:
        """Unless the cursor has gone on since."""
        if book.row.id == self._shown:
            self.detail.show_book(book)
            self._split.show_detail(self.detail)

    def _with_row(self, deed: Callable[[VoteRow], object], *_: object) -> None:
        if self.detail.book is not None:
            deed(self.detail.book.row)

    def _with_book(self, deed: Callable[[VoteBook], object], *_: object) -> None:
        if self.detail.book is not None:
            deed(self.detail.book)

    @Slot(object)
    def _print_reasons(self, keys: list[BrandId]) -> None:
        if self.detail.book is not None:
            self._deeds.print_reasons(self.detail.book.row, keys)

    def _open_history(self) -> None:
        row = self.table.current_row()
        if row is not None:
            subject = Subject("brand_vote", row.id, row.facts.name)
            open_record(self._desk, self._app.history, subject, self._page)
