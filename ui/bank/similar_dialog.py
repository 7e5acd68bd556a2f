"""Looking for items that say the same, a pair at a time: merge them, or find them to be two."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jyguide.bank.service import BankService, ItemService
from jyguide.bank.similar import LIKE_ENOUGH
from jyguide.changes import Changed
from jyguide.ids import ActionId, ItemId
from jyguide.progress import CancelToken, Progress
from ui.bank.fitted import widen
from ui.bank.services import BankServices
from ui.bank.similar_pair import PairCard
from ui.bank.similar_rows import PAIR_COLUMNS, PairRow, item_name, pair_rows
from ui.brief import brief
from ui.desk import Desk
from ui.jobs import Job
from ui.theme import SPACE, Tone
from ui.undoing import Done, noted, undo_action
from ui.widgets import (
    Banner,
    EmptyState,
    EmptyText,
    RowTable,
    SplitDetail,
    make_button,
    make_label,
)
from ui.widgets.surfaces import on_card

_THRESHOLDS = (95, 90, LIKE_ENOUGH, 75, 65)
_NONE_ALIKE = EmptyText(
    "没有相似的题", "题库里没有这样相似的两道题。可以放宽相似程度再查。", icon_name="good"
)
_NOTHING_CHOSEN = EmptyText("没有选中", "在左边选一对，这里并排显示两道题。")
_SEARCHING = EmptyText(
    "正在查找相似的题", "题库里的每一道题都与其余的比一遍。", icon_name="search"
)
_HINT = "↑↓ 换一对，Ctrl+1 保留左边，Ctrl+2 保留右边，Ctrl+3 不是同一题，Ctrl+Z 撤销上一步。"


class SimilarDialog(QDialog):
    """Object names: `similar_dialog`, `threshold`, `told`, `pairs`, `undo_step`, `close_similar`.

    And those of `PairCard`.
    """

    item_wanted = Signal(object)
    """The `ItemId` that is to be shown in the list of the bank."""

    def __init__(self, desk: Desk, services: BankServices, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._services = services
        self._items: ItemService = services.items
        self._history = services.history
        self._done: list[ActionId] = []
        self._job: Job | None = None
        self._place = 0
        self.setObjectName("similar_dialog")
        self.setWindowTitle("查重：相似的试题")
        self.resize(1240, 676)
        self._build()
        self._connect()
        self._search()

    def reject(self) -> None:
        if self._job is None:
            super().reject()

    def _build(self) -> None:
        self._threshold = QComboBox()
        self._threshold.setObjectName("threshold")
        for percent in _THRESHOLDS:
            self._threshold.addItem(f"相似 {percent}% 以上", percent)
        self._threshold.setCurrentIndex(_THRESHOLDS.index(LIKE_ENOUGH))
        self._told = Banner()
        self._told.setObjectName("told")
        self.table: RowTable[PairRow] = RowTable(
            PAIR_COLUMNS,
            unit="对",
            search_hint="在两边的题里搜索",
            search_text=_words,
            key=lambda row: row.key,
            empty=_NONE_ALIKE,
        )
        self.table.setObjectName("pairs")
        self.table.add_choice("verdict", "全部答案", lambda row: row.verdict)
        self._card = PairCard(at_city=self._services.place.is_city)
        self._split = SplitDetail(self.table, _NOTHING_CHOSEN, share=38)
        self._undo = make_button("撤销上一步", icon_name="undo", name="undo_step")
        self._close = make_button("关闭", name="close_similar")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.s)
        layout.addLayout(self._make_head())
        layout.addWidget(self._told)
        self._stack = QStackedWidget()
        self._stack.addWidget(on_card(EmptyState(_SEARCHING, "searching")))
        self._stack.addWidget(self._split)
        layout.addWidget(self._stack, 1)
        layout.addLayout(self._make_foot())
        self._say_undo()

    def _make_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE.s)
        row.addWidget(self._threshold)
        row.addStretch()
        row.addWidget(make_label(_HINT, "small"))
        return row

    def _make_foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE.s)
        row.addWidget(self._undo)
        row.addStretch()
        row.addWidget(self._close)
        return row

    def _connect(self) -> None:
        self._threshold.currentIndexChanged.connect(self._search)
        self.table.selection_changed.connect(self._show_selection)
        self._card.merge_wanted.connect(self._merge)
        self._card.apart_wanted.connect(self._keep_apart)
        self._card.open_wanted.connect(self._open)
        self._undo.clicked.connect(self._take_back)
        self._close.clicked.connect(self.reject)
        for keys, button in (
            ("Ctrl+1", self._card.keep_left),
            ("Ctrl+2", self._card.keep_right),
            ("Ctrl+3", self._card.apart),
            ("Ctrl+Z", self._undo),
        ):
            QShortcut(QKeySequence(keys), self, partial(_press, button))

    @Slot()
    def _search(self) -> None:
        work = partial(_found, self._items, self._services.bank, self._threshold.currentData())
        job = self._desk.act(self, work, self._show, title="正在查找相似的试题")
        self._wait_for(job)

    def _show(self, rows: list[PairRow]) -> None:
        self._stack.setCurrentWidget(self._split)
        self.table.set_rows(rows)
        widen(self.table.view, range(len(PAIR_COLUMNS) - 1))
        self.table.view.setFocus()

    @Slot(list)
    def _show_selection(self, selected: list[PairRow]) -> None:
        """Show the chosen pair; where it is gone, the one that came after it."""
        row = self.table.current_row() or next(iter(selected), None)
        shown = self.table.shown_rows()
        if row is None and shown:
            self.table.view.select_positions([min(self._place, len(shown) - 1)])
        elif row is None:
            self._split.show_nothing()
        else:
            self._place = next(iter(self.table.view.selected_positions()), 0)
            self._card.show_pair(row)
            self._split.show_detail(self._card)

    def _row(self) -> PairRow | None:
        return self.table.current_row() or next(iter(self.table.selected_rows()), None)

    @Slot(bool)
    def _merge(self, keeps_left: bool) -> None:  # noqa: FBT001 - Qt's signal
        row = self._row()
        if row is not None:
            keep, other = (row.left, row.right) if keeps_left else (row.right, row.left)
            said = f"已把{item_name(other)}并入{item_name(keep)}，两边的历史都在。"
            self._do(
                partial(self._items.merge, keep.id, other.id, seen=row.seen), said, "正在合并试题"
            )

    @Slot()
    def _keep_apart(self) -> None:
        row = self._row()
        if row is not None:
            said = f"已记住{item_name(row.left)}和{item_name(row.right)}不是同一题，不再提示。"
            self._do(partial(self._items.keep_apart, *row.key), said, "正在记下")

    @Slot(object)
    def _open(self, item_id: ItemId) -> None:
        self.item_wanted.emit(item_id)
        self.accept()

    def _do(self, work: Callable[[], object], said: str, title: str) -> None:
        if self._job is not None:
            return
        noting = brief(partial(noted, self._history, work))
        tell = partial(self._tell_done, said)
        self._wait_for(
            self._desk.act(self, noting, tell, title=title, changed=Changed.BANK), again=True
        )

    def _tell_done(self, said: str, done: Done[object]) -> None:
        if done.action is not None:
            self._done.append(done.action)
        self._told.say(said, Tone.GOOD)

    @Slot()
    def _take_back(self) -> None:
        if self._done and self._job is None:
            self._wait_for(
                undo_action(
                    self._desk,
                    self,
                    self._history,
                    self._done[-1],
                    Changed.BANK,
                    self._tell_taken_back,
                ),
                again=True,
            )

    def _tell_taken_back(self, _rows: int) -> None:
        self._done.pop()
        self._told.say("已撤销上一步。", Tone.INFO)

    def _wait_for(self, job: Job, *, again: bool = False) -> None:
        """Keep everything shut until `job` has ended; then look `again` what is alike."""
        self._job = job
        self._card.setEnabled(False)
        self._threshold.setEnabled(False)
        job.ended.connect(self._rest_and_search if again else self._rest)

    @Slot(object)
    def _rest(self, _job: Job) -> None:
        self._job = None
        self._card.setEnabled(True)
        self._threshold.setEnabled(True)
        self._say_undo()

    @Slot(object)
    def _rest_and_search(self, job: Job) -> None:
        self._rest(job)
        self._search()

    def _say_undo(self) -> None:
        self._undo.setEnabled(bool(self._done))


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


def _press(button: QPushButton) -> None:
    if button.isEnabled() and button.isVisible():
        button.click()
