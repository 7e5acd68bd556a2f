"""Looking for items that say the same, a pair at a time: merge them, or find them to be two."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from jyguide.bank.service import BankService, ItemService
from jyguide.bank.similar import LIKE_ENOUGH
from jyguide.changes import Changed
from jyguide.ids import ItemId
from jyguide.progress import CancelToken, Progress
from ui.bank.fitted import widen
from ui.bank.services import BankServices
from ui.bank.similar_pair import PairCard
from ui.bank.similar_rows import PAIR_COLUMNS, PairRow, item_name, pair_rows
from ui.desk import Desk
from ui.pairs_dialog import PairsDialog
from ui.theme import SPACE
from ui.widgets import EmptyText, RowTable, make_button, make_label
from ui.widgets.button_row import ButtonRow

_THRESHOLDS = (95, 90, LIKE_ENOUGH, 75, 65)
_NONE_ALIKE = EmptyText(
    "没有相似的题", "题库里没有这样相似的两道题。可以放宽相似程度再查。", icon_name="good"
)
_NOTHING_CHOSEN = EmptyText("没有选中", "在左边选一对，这里并排显示两道题。")
_SEARCHING = EmptyText(
    "正在查找相似的题", "题库里的每一道题都与其余的比一遍。", icon_name="search"
)
_HINT = "↑↓ 换一对，Ctrl+1 保留左边，Ctrl+2 保留右边，Ctrl+3 不是同一题，Ctrl+Z 撤销上一步。"


class SimilarDialog(PairsDialog[PairRow]):
    """Object names: `similar_dialog`, `threshold`, `pairs` (the table), `close_similar`.

    And those of `PairsDialog` and `PairCard`.
    """

    item_wanted = Signal(object)
    """The `ItemId` that is to be shown in the list of the bank."""

    def __init__(self, desk: Desk, services: BankServices, parent: QWidget) -> None:
        super().__init__(desk, services.history, Changed.BANK, parent)
        self._services = services
        self._items: ItemService = services.items
        self.setObjectName("similar_dialog")
        self.setWindowTitle("查重：相似的试题")
        self._build()
        self._connect()
        self._search()

    def _build(self) -> None:
        self._threshold = QComboBox()
        self._threshold.setObjectName("threshold")
        for percent in _THRESHOLDS:
            self._threshold.addItem(f"相似 {percent}% 以上", percent)
        self._threshold.setCurrentIndex(_THRESHOLDS.index(LIKE_ENOUGH))
        table: RowTable[PairRow] = RowTable(
            PAIR_COLUMNS,
            unit="对",
            search_hint="在两边的题里搜索",
            search_text=_words,
            key=lambda row: row.key,
            empty=_NONE_ALIKE,
        )
        table.setObjectName("pairs")
        table.add_choice("verdict", "全部答案", lambda row: row.verdict)
        self._card = PairCard(at_city=self._services.place.is_city)
        self._hold(table, self._card, _SEARCHING, _NOTHING_CHOSEN)
        self._close = make_button("关闭", name="close_similar")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.s)
        layout.addLayout(self._make_head())
        layout.addWidget(self._told)
        layout.addWidget(self._stack, 1)
        layout.addLayout(self._make_foot())

    def _make_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE.s)
        row.addWidget(self._threshold)
        row.addStretch()
        row.addWidget(make_label(_HINT, "small"))
        return row

    def _make_foot(self) -> ButtonRow:
        return ButtonRow(leave=self._close, left=(self._undo,))

    def _connect(self) -> None:
        self._threshold.currentIndexChanged.connect(self._search)
        self._card.merge_wanted.connect(self._merge)
        self._card.apart_wanted.connect(self._keep_apart)
        self._card.open_wanted.connect(self._open)
        self._close.clicked.connect(self.reject)
        card = self._card
        self._bind(("Ctrl+1", card.keep_left), ("Ctrl+2", card.keep_right), ("Ctrl+3", card.apart))

    @Slot()
    def _search(self) -> None:
        work = partial(_found, self._items, self._services.bank, self._threshold.currentData())
        job = self._desk.act(self, work, self._show, title="正在查找相似的试题")
        self._wait_for(job)

    def _show(self, rows: list[PairRow]) -> None:
        self._list(rows)
        widen(self.table.view, range(len(PAIR_COLUMNS) - 1))
        self.table.view.setFocus()

    def _show_pair(self, row: PairRow) -> None:
        self._card.show_pair(row)

    def _shut(self, *, shut: bool) -> None:
        self._card.setEnabled(not shut)
        self._threshold.setEnabled(not shut)

    @Slot(bool)
    def _merge(self, keeps_left: bool) -> None:  # noqa: FBT001 - Qt's signal
        row = self._row()
        if row is not None:
            keep, other = (row.left, row.right) if keeps_left else (row.right, row.left)
            said = f"已把{item_name(other)}并入{item_name(keep)}，两边的历史都在。"
            work = partial(self._items.merge, keep.id, other.id, seen=row.seen)
            self._do(work, said, "正在合并试题", Changed.BANK)

    @Slot()
    def _keep_apart(self) -> None:
        row = self._row()
        if row is not None:
            said = f"已记住{item_name(row.left)}和{item_name(row.right)}不是同一题，不再提示。"
            work = partial(self._items.keep_apart, *row.key)
            self._do(work, said, "正在记下", Changed.BANK)

    @Slot(object)
    def _open(self, item_id: ItemId) -> None:
        self.item_wanted.emit(item_id)
        self.accept()


def _found(
    items: ItemService,
    bank: BankService,
    threshold: int,
    _progress: Progress,
    _cancel: CancelToken,
) -> list[PairRow]:
    return pair_rows(items.similar(threshold), bank.items())


def _words(row: PairRow) -> str:
    return "\n".join(
        f"{item_name(side)}\n{side.content.stem}\n{'　'.join(side.content.options)}"
        for side in (row.left, row.right)
    )
