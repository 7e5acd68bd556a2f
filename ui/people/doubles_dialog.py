"""查重: people who may be one, a pair at a time: merge them, or find them to be two."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jyguide.changes import Changed
from jyguide.history.service import HistoryService
from jyguide.ids import PersonId
from jyguide.people.merging import chosen_facts
from jyguide.people.service.doubles import MERGE_TOUCHES, DoubleService
from ui.access.unmask import Numbers, Unmasking
from ui.brief import brief
from ui.desk import Desk
from ui.pairs_dialog import PairsDialog
from ui.people.doubles_pair import DoublesPair
from ui.people.doubles_rows import PAIR_COLUMNS, PairRow, read_pairs, station_text, words_of
from ui.theme import SPACE
from ui.widgets import EmptyText, RowTable, make_button, make_label
from ui.widgets.button_row import ButtonRow

_NONE = EmptyText("没有重复的人员", "名单上没有看上去是同一个人的两条记录。", icon_name="good")
_NOTHING_CHOSEN = EmptyText("没有选中", "在左边选一对，这里并排显示两条记录。")
_SEARCHING = EmptyText("正在查重", "按身份证号、姓名、生日和手机号逐一比对。", icon_name="search")
_HINT = "↑↓ 换一对，Ctrl+1 合并，Ctrl+2 以后再说，Ctrl+3 不是同一人，Ctrl+Z 撤销上一步。"


class DoublesDialog(PairsDialog[PairRow]):
    """Object names: `doubles_dialog`, `doubles` (the table), `close_doubles`.

    And those of `PairsDialog` and `DoublesPair`.
    """

    def __init__(
        self,
        desk: Desk,
        doubles: DoubleService,
        history: HistoryService,
        parent: QWidget,
        *,
        is_city: bool = False,
    ) -> None:
        super().__init__(desk, history, MERGE_TOUCHES, parent)
        self._doubles = doubles
        self._first: PersonId | None = None
        self.setObjectName("doubles_dialog")
        self.setWindowTitle("查重：可能重复的人员")
        self._build(is_city=is_city)
        self._connect()
        self._search()

    def begin_with(self, person_id: PersonId) -> None:
        """Show a pair of this person first, once pairs are found; called right after making."""
        self._first = person_id

    def _build(self, *, is_city: bool) -> None:
        table: RowTable[PairRow] = RowTable(
            PAIR_COLUMNS,
            unit="对",
            search_hint="姓名、拼音、首字母",
            search_text=words_of,
            key=lambda row: row.key,
            empty=_NONE,
        )
        table.setObjectName("doubles")
        if is_city:
            table.add_choice("station", "全部指导站", station_text)
        self._card = DoublesPair()
        self._numbers = Unmasking(
            self._card, self._desk, self._card.full, self._about_numbers, self._card.show_numbers
        )
        self._numbers.record_by(self._doubles.disclosures)
        self._hold(table, self._card, _SEARCHING, _NOTHING_CHOSEN)
        self._close = make_button("关闭", name="close_doubles")
        foot = ButtonRow(leave=self._close, left=(self._undo,), said=make_label(_HINT, "small"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.s)
        layout.addWidget(self._told)
        layout.addWidget(self._stack, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self._card.merge_wanted.connect(self._merge)
        self._card.apart_wanted.connect(self._keep_apart)
        self._card.later_wanted.connect(self._go_on)
        self._close.clicked.connect(self.reject)
        card = self._card
        self._bind(("Ctrl+1", card.merge), ("Ctrl+2", card.later), ("Ctrl+3", card.apart))

    @Slot()
    def _search(self) -> None:
        work = brief(partial(read_pairs, self._doubles))
        self._wait_for(self._desk.act(self, work, self._show, title="正在查重"))

    def _show(self, rows: list[PairRow]) -> None:
        self._list(rows)
        shown = [row.key for row in self.table.shown_rows()]
        wanted = [at for at, key in enumerate(shown) if self._first in key]
        if wanted:
            self.table.view.select_positions(wanted[:1])
        self._first = None
        self.table.choose_first()
        self.table.view.setFocus()

    def _show_pair(self, row: PairRow) -> None:
        self._numbers.mask()
        self._card.show_pair(row)

    def _about_numbers(self) -> Numbers | None:
        return Numbers(f"{self._card.row.names}", "查重", 2) if self._card.row else None

    @Slot(object)
    def _merge(self, sides: dict[str, int]) -> None:
        row = self._row()
        if row is not None:
            first, second = row.pair.first, row.pair.second
            facts = chosen_facts(first, second, sides)
            work = partial(self._doubles.merge, first.id, second.id, facts, row.seen)
            said = f"已合并为“{facts.name}”，两边的培训、考试、证书和修改记录都在。"
            self._do(work, said, "正在保存", MERGE_TOUCHES)

    @Slot()
    def _keep_apart(self) -> None:
        row = self._row()
        if row is not None:
            work = partial(self._doubles.keep_apart, *row.key)
            said = f"已记住{row.names}不是同一人，不再提示。"
            self._do(work, said, "正在保存", Changed.PEOPLE)

    @Slot()
    def _go_on(self) -> None:
        """The next pair, from the end to the beginning again."""
        shown = self.table.shown_rows()
        if shown:
            self.table.view.select_positions([(self._place + 1) % len(shown)])
