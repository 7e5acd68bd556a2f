"""回收站: what was deleted in this folder, and its way back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QDialog, QVBoxLayout, QWidget

from jyguide.changes import Changed
from jyguide.history.deleted import (
    RESTORABLE,
    BinFilter,
    DeletedRow,
    Restored,
    deletions,
)
from jyguide.history.service import HistoryService
from jyguide.history.turns import FEW
from ui.brief import brief
from ui.desk import Desk
from ui.history.columns import minute_text
from ui.history.record_dialog import Subject, offer_record, open_record
from ui.theme import SPACE, Tone
from ui.widgets import (
    Column,
    EmptyText,
    Kind,
    MenuGroup,
    RowTable,
    make_button,
    make_label,
)
from ui.widgets.button_row import ButtonRow

_LIMIT = 500
"""Fetched at a time; older ones when they are asked for."""
_EMPTY = EmptyText(
    "回收站是空的", "这里列出删除了的记录；删除的都还在，可以恢复。", icon_name="delete"
)
_ALL_KINDS = "全部种类"
_ONLY_LOOKS = "只读：可以查看，不能恢复"


class RecycleDialog(QDialog):
    """Deleted records, the newest first, a part at a time.

    Object names: `recycle_dialog`, `deleted` (the table), `kind`, `earlier`, `way`, `show_action`,
    `restore`, `close`.
    """

    action_wanted = Signal(str)
    """The place of an action in 操作记录, as `Page.wanted` takes it; the dialog is closed."""

    def __init__(
        self, desk: Desk, history: HistoryService, parent: QWidget, *, may_restore: bool
    ) -> None:
        super().__init__(parent)
        self.setObjectName("recycle_dialog")
        self.setWindowTitle("回收站")
        self._desk = desk
        self._history = history
        self._may_restore = may_restore
        self._rows: list[DeletedRow] = []
        self._words, self._found = "", list[DeletedRow]()
        self._build()
        self._connect()
        self._load()

    def _build(self) -> None:
        self._make_table()
        self._earlier = make_button("显示更早的", Kind.QUIET, name="earlier")
        self._earlier.hide()
        self._way = make_label("", "hint", "way", wrap=True)
        self._show_action = make_button("查看这次操作", icon_name="history", name="show_action")
        self._restore = make_button("恢复", Kind.PRIMARY, "undo", "restore")
        self._restore.setToolTip("" if self._may_restore else _ONLY_LOOKS)
        self._close = make_button("关闭", name="close")
        foot = ButtonRow(
            self._earlier, self._show_action, self._restore, leave=self._close, said=self._way
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)
        self.resize(1120, 580)
        self._show_chosen([])

    def _make_table(self) -> None:
        self.table: RowTable[DeletedRow] = RowTable(
            _columns(), search_hint="搜索名称", key=lambda row: row.row_id, empty=_EMPTY
        )
        self.table.setObjectName("deleted")
        self.table.hide()  # until the rows are known: "nothing" must not flash up
        self.table.ask_elsewhere()
        self._kind = QComboBox()
        self._kind.setObjectName("kind")
        self._kind.setAccessibleName("种类")
        self._kind.addItem(_ALL_KINDS, "")
        self.table.bar.add_choice(self._kind)
        self.table.add_action("恢复", self._ask_restore, "undo", group=MenuGroup.CHANGE)
        self.table.add_action("查看这次操作", self._go_to_action, "history")
        offer_record(self.table, self._open_record)

    def _connect(self) -> None:
        self.table.selection_changed.connect(self._show_chosen)
        self.table.search_wanted.connect(self._look_for)
        self._kind.activated.connect(self._reload)
        self._earlier.clicked.connect(self._fetch_earlier)
        self._show_action.clicked.connect(self._go_to_action)
        self._restore.clicked.connect(self._ask_restore)
        self._close.clicked.connect(self.reject)

    # -- what is shown

    def _load(self) -> None:
        self._desk.load(self, self._history.deleted_kinds, self._show_kinds)
        self._reload()

    @Slot()
    def _reload(self, *_: object) -> None:
        self._rows, self._words, self._found = [], "", []
        self._fetch("", None)

    @Slot()
    def _fetch_earlier(self) -> None:
        """Further ones of what is shown: of those looked for, or of all."""
        shown = self._found if self._words else self._rows
        self._fetch(self._words, shown[-1].no if shown else None)

    def _fetch(self, words: str, before: int | None) -> None:
        wanted = BinFilter(words, self._kind.currentData())
        work = partial(self._history.deleted, _LIMIT + 1, before, wanted)
        self._desk.load(self, work, partial(self._add, wanted))

    def _add(self, wanted: BinFilter, rows: list[DeletedRow]) -> None:
        """Unless another kind has been chosen meanwhile, whose rows are on their way."""
        if wanted.table != self._kind.currentData():
            return
        if wanted.text:
            self._words = wanted.text
            self._found += rows[:_LIMIT]
        else:
            self._rows += rows[:_LIMIT]
        self._earlier.setVisible(len(rows) > _LIMIT)
        every = {row.row_id: row for row in (*self._rows, *self._found)}
        self.table.set_rows(sorted(every.values(), key=lambda row: -row.no))
        self.table.show()
        self.table.choose_first()

    @Slot(str)
    def _look_for(self, words: str) -> None:
        if words == self._words:
            self.table.show_found(words, [row.row_id for row in self._found])
        else:
            self._words, self._found = words, []
            self._fetch(words, None)

    def _show_kinds(self, kinds: list[tuple[str, str, int]]) -> None:
        chosen = self._kind.currentData()
        self._kind.clear()
        self._kind.addItem(_ALL_KINDS, "")
        for table, name, count in kinds:
            self._kind.addItem(f"{name}（{count}）", table)
        self._kind.setCurrentIndex(max(0, self._kind.findData(chosen)))
        self._kind.setEnabled(bool(kinds))

    @Slot(object)
    def _show_chosen(self, rows: list[DeletedRow]) -> None:
        self._show_action.setEnabled(len({row.action for row in rows}) == 1)
        self._restore.setEnabled(self._may_restore and bool(deletions(rows)))
        one = rows[0] if len(rows) == 1 else None
        self._way.setText(f"{one.table_name}“{one.label}”：{one.way_text}。" if one else "")

    # -- what is done

    @Slot()
    def _go_to_action(self) -> None:
        actions = {row.action for row in self.table.selected_rows()}
        if len(actions) == 1:
            self.accept()
            self.action_wanted.emit(f"history:{actions.pop()}")

    @Slot()
    def _open_record(self) -> None:
        chosen = self.table.selected_rows()
        if len(chosen) == 1:
            row = chosen[0]
            subject = Subject(row.table, row.row_id, f"{row.table_name}“{row.label}”")
            open_record(self._desk, self._history, subject, self)

    @Slot()
    def _ask_restore(self) -> None:
        rows = self.table.selected_rows()
        undone = deletions(rows)
        if not self._may_restore or not undone or not self._agreed(rows, list(undone.values())):
            return
        work = brief(partial(self._history.restore, list(undone)))
        self._desk.act(
            self, work, self._note_restored, title="正在恢复", changed=Changed.EVERYTHING
        )

    def _agreed(self, chosen: list[DeletedRow], one_each: list[DeletedRow]) -> bool:
        """What comes back beside what was chosen, or does not come back, is said before."""
        total = sum(row.rows for row in one_each)
        left = sum(row.way not in RESTORABLE for row in chosen)
        if total <= max(FEW, len(chosen)) and not left:
            return True
        told = f"选中的 {left} 条随别的改动删除，这次不恢复。" if left else ""
        return self._desk.alerts.ask(
            f"要恢复这 {total} 条记录吗？",
            f"恢复 {total} 条记录",
            hint=f"一起删除的一起回来，共 {total} 条。{told}",
        )

    def _note_restored(self, done: Restored) -> None:
        if done.refused:
            self._desk.alerts.inform(done.sentence, "没有恢复的，请先处理后来的改动。")
        self._load()


def open_bin(
    desk: Desk, history: HistoryService, parent: QWidget, *, may_restore: bool
) -> RecycleDialog:
    """Open the recycle bin over a page."""
    dialog = RecycleDialog(desk, history, parent, may_restore=may_restore)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def _columns() -> list[Column[DeletedRow]]:
    return [
        Column("种类", lambda row: row.table_name, width=84),
        Column("名称", lambda row: row.label, width=168),
        Column("删除时间", lambda row: minute_text(row.at), lambda row: row.at, width=128),
        Column("使用人", lambda row: row.actor, width=84),
        Column("操作", lambda row: row.action_name, width=200),
        Column("怎样恢复", lambda row: row.way_short, width=136, tone=_tone),
    ]


def _tone(row: DeletedRow) -> Tone:
    return Tone.NEUTRAL if row.way in RESTORABLE else Tone.WARN
