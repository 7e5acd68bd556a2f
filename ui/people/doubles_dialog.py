"""查重: people who may be one, a pair at a time: merge them, or find them to be two."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jyguide.changes import Changed
from jyguide.history.service import HistoryService
from jyguide.ids import ActionId, PersonId
from jyguide.people.merging import chosen_facts
from jyguide.people.service.doubles import MERGE_TOUCHES, DoubleService
from ui.brief import brief
from ui.desk import Desk
from ui.jobs import Job
from ui.people.doubles_pair import DoublesPair
from ui.people.doubles_rows import PAIR_COLUMNS, PairRow, read_pairs, station_text, words_of
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

_NONE = EmptyText("没有重复的人员", "名单上没有看上去是同一个人的两条记录。", icon_name="good")
_NOTHING_CHOSEN = EmptyText("没有选中", "在左边选一对，这里并排显示两条记录。")
_SEARCHING = EmptyText("正在查重", "按身份证号、姓名、生日和手机号逐一比对。", icon_name="search")
_HINT = "↑↓ 换一对，Ctrl+1 合并，Ctrl+2 以后再说，Ctrl+3 不是同一人，Ctrl+Z 撤销上一步。"


class DoublesDialog(QDialog):
    """The list of pairs, and the chosen one side by side.

    Object names: `doubles_dialog`, `told`, `doubles` (the table), `undo_step`,
    `close_doubles`, and those of `DoublesPair`.
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
        super().__init__(parent)
        self._desk = desk
        self._doubles = doubles
        self._history = history
        self._done: list[ActionId] = []
        self._job: Job | None = None
        self._place = 0
        self._first: PersonId | None = None
        self.setObjectName("doubles_dialog")
        self.setWindowTitle("查重：可能重复的人员")
        self.resize(1240, 676)
        self._build(is_city=is_city)
        self._connect()
        self._search()

    def begin_with(self, person_id: PersonId) -> None:
        """Show a pair of this person first, once pairs are found; called right after making."""
        self._first = person_id

    def reject(self) -> None:
        if self._job is None:
            super().reject()

    def _build(self, *, is_city: bool) -> None:
        self._told = Banner()
        self._told.setObjectName("told")
        self.table: RowTable[PairRow] = RowTable(
            PAIR_COLUMNS,
            unit="对",
            search_hint="姓名、拼音、首字母",
            search_text=words_of,
            key=lambda row: row.key,
            empty=_NONE,
        )
        self.table.setObjectName("doubles")
        if is_city:
            self.table.add_choice("station", "全部指导站", station_text)
        self._card = DoublesPair()
        self._split = SplitDetail(self.table, _NOTHING_CHOSEN, share=36)
        self._undo = make_button("撤销上一步", icon_name="undo", name="undo_step")
        self._close = make_button("关闭", name="close_doubles")
        self._stack = QStackedWidget()
        self._stack.addWidget(on_card(EmptyState(_SEARCHING, "searching")))
        self._stack.addWidget(self._split)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE.s)
        foot.addWidget(self._undo)
        foot.addWidget(make_label(_HINT, "small"), 1)
        foot.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.s)
        layout.addWidget(self._told)
        layout.addWidget(self._stack, 1)
        layout.addLayout(foot)
        self._offer_undo()

    def _connect(self) -> None:
        self.table.selection_changed.connect(self._show_selection)
        self._card.merge_wanted.connect(self._merge)
        self._card.apart_wanted.connect(self._keep_apart)
        self._card.later_wanted.connect(self._go_on)
        self._undo.clicked.connect(self._take_back)
        self._close.clicked.connect(self.reject)
        for keys, button in (
            ("Ctrl+1", self._card.merge),
            ("Ctrl+2", self._card.later),
            ("Ctrl+3", self._card.apart),
            ("Ctrl+Z", self._undo),
        ):
            QShortcut(QKeySequence(keys), self, partial(_press, button))

    @Slot()
    def _search(self) -> None:
        work = brief(partial(read_pairs, self._doubles))
        self._wait_for(self._desk.act(self, work, self._show, title="正在查重"))

    def _show(self, rows: list[PairRow]) -> None:
        self._stack.setCurrentWidget(self._split)
        self.table.set_rows(rows)
        shown = [row.key for row in self.table.shown_rows()]
        wanted = [at for at, key in enumerate(shown) if self._first in key]
        if wanted:
            self.table.view.select_positions(wanted[:1])
        self._first = None
        self.table.choose_first()
        self.table.view.setFocus()

    @Slot(object)
    def _show_selection(self, _selected: object) -> None:
        """Show the chosen pair; where it is gone, the one that came after it."""
        row, shown = self._row(), self.table.shown_rows()
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

    @Slot(object)
    def _merge(self, sides: dict[str, int]) -> None:
        row = self._row()
        if row is not None:
            first, second = row.pair.first, row.pair.second
            facts = chosen_facts(first, second, sides)
            work = partial(self._doubles.merge, first.id, second.id, facts, row.seen)
            said = f"已合并为“{facts.name}”，两边的培训、考试、证书和修改记录都在。"
            self._do(work, said, MERGE_TOUCHES)

    @Slot()
    def _keep_apart(self) -> None:
        row = self._row()
        if row is not None:
            work = partial(self._doubles.keep_apart, *row.key)
            self._do(work, f"已记住{row.names}不是同一人，不再提示。", Changed.PEOPLE)

    @Slot()
    def _go_on(self) -> None:
        """The next pair, from the end to the beginning again."""
        shown = self.table.shown_rows()
        if shown:
            self.table.view.select_positions([(self._place + 1) % len(shown)])

    def _do(self, work: Callable[[], object], said: str, changed: Changed) -> None:
        if self._job is None:
            noting = brief(partial(noted, self._history, work))
            tell = partial(self._tell, said)
            job = self._desk.act(self, noting, tell, title="正在保存", changed=changed)
            self._wait_for(job, again=True)

    def _tell(self, said: str, done: Done[object]) -> None:
        self._told.say(said, Tone.GOOD)
        if done.action is not None:
            self._done.append(done.action)

    @Slot()
    def _take_back(self) -> None:
        if self._job is None and self._done:
            action, back = self._done[-1], self._note_back
            job = undo_action(self._desk, self, self._history, action, MERGE_TOUCHES, back)
            self._wait_for(job, again=True)

    def _note_back(self, _changed: int) -> None:
        self._done.pop()
        self._told.say("已撤销上一步。", Tone.INFO)

    def _wait_for(self, job: Job, *, again: bool = False) -> None:
        self._job = job
        self._offer_undo()
        job.ended.connect(partial(self._resume, again))

    def _resume(self, again: bool, _job: Job) -> None:  # noqa: FBT001 - bound by partial
        self._job = None
        self._offer_undo()
        if again:
            self._search()

    def _offer_undo(self) -> None:
        self._undo.setEnabled(self._job is None and bool(self._done))


def _press(button: QPushButton) -> None:
    if button.isVisible() and button.isEnabled():
        button.click()
