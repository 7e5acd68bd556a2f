"""The page 百问题库: every item of the bank, found by any word of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QWidget

from jyguide.bank.row import ItemRow, ItemStatus
from jyguide.changes import Changed
from jyguide.ids import ItemId
from ui.bank.columns import COLUMNS, category, kind_name, search_text, source_name, status_name
from ui.bank.detail import ItemDetail, Shown
from ui.bank.import_dialog import ImportDialog
from ui.bank.services import BankServices
from ui.brief import brief
from ui.desk import Desk
from ui.history.record_dialog import Subject, offer_record, open_record
from ui.page import Page
from ui.undoing import Done, Undoing, noted
from ui.widgets import EmptyText, Kind, RowTable, SplitDetail, make_button

_EMPTY = EmptyText(
    "题库里还没有试题",
    "可以导入 Word 或文本文件里的试题，导入前会逐题核对。",
    "导入试题…",
    "bank",
)
_NOTHING_CHOSEN = EmptyText("没有选中试题", "在左边选一道题，这里显示题目、答案和依据。")
_CHOICE_MIN, _CHOICE_MAX, _SEARCH_MIN = 96, 152, 64
_DONE = {ItemStatus.IN_FORCE: "已启用 {} 道题", ItemStatus.WITHDRAWN: "已停用 {} 道题"}


class BankPage(Page):
    """Object names: `items` (the table), `import_items`, and those of `ItemDetail`."""

    name = "bank"
    title = "百问题库"
    icon_name = "bank"
    hint = "统一题库随程序发放；本站自己的试题从 Word 或文本文件导入。"
    cares_about = Changed.BANK

    def __init__(self, desk: Desk, services: BankServices) -> None:
        super().__init__()
        self._desk = desk
        self._services = services
        self._bank = services.bank
        self._items = services.items
        self._history = services.history
        self._undoing = Undoing(self, desk, services.history, Changed.BANK)
        self._by_id: dict[ItemId, ItemRow] = {}
        self._built_on: dict[ItemId, list[ItemRow]] = {}
        self._dialog: ImportDialog | None = None
        self._build()
        self._connect()

    def reload(self) -> None:
        self._desk.load(self, self._bank.items, self._show)

    def head_buttons(self) -> Sequence[QWidget]:
        return (self._import,)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.table.view.setFocus()

    def _build(self) -> None:
        self._import = make_button("导入试题…", Kind.PRIMARY, "import", "import_items")
        self.table: RowTable[ItemRow] = RowTable(
            COLUMNS,
            unit="道",
            search_hint="搜索题干、选项、答案、解析或依据",
            search_text=search_text,
            key=lambda row: row.id,
            empty=_EMPTY,
        )
        self.table.setObjectName("items")
        self.table.add_choice("kind", "题型", kind_name)
        self.table.add_choice("category", "类别", category)
        self.table.add_choice("status", "状态", status_name)
        self.table.add_choice("source", "来源", source_name)
        for choice in self.table.bar.findChildren(QComboBox):
            choice.setMinimumWidth(_CHOICE_MIN)
            choice.setMaximumWidth(_CHOICE_MAX)
        self.table.bar.search.setMinimumWidth(_SEARCH_MIN)
        self.detail = ItemDetail()
        self._split = SplitDetail(self.table, _NOTHING_CHOSEN, share=62)
        self.layout_.addWidget(self._split, 1)

    def _connect(self) -> None:
        self._import.clicked.connect(self._open_import)
        self.table.empty_action.connect(self._open_import)
        self.table.selection_changed.connect(self._show_selection)
        self.table.add_action("启用", self._enable, "good")
        self.table.add_action("停用", self._withdraw, "close")
        offer_record(self.table, self._open_history)
        self.table.add_action("导入试题…", self._open_import, "import", needs_rows=False)
        self.detail.enable_wanted.connect(self._enable)
        self.detail.withdraw_wanted.connect(self._withdraw)
        self.detail.relative_wanted.connect(self._go_to)

    def _show(self, rows: list[ItemRow]) -> None:
        first_time = not self._by_id
        self._by_id = {row.id: row for row in rows}
        self._built_on = {}
        for row in rows:
            if row.question_id is not None:
                self._built_on.setdefault(row.question_id, []).append(row)
        self.table.set_rows(rows)
        if first_time and rows:
            self.table.view.select_positions([0])

    @Slot(list)
    def _show_selection(self, selected: list[ItemRow]) -> None:
        row = self.table.current_row() or next(iter(selected), None)
        if row is None:
            self._split.show_nothing()
            return
        self.detail.show_item(Shown(row, tuple(selected), self._relatives(row)))
        self._split.show_detail(self.detail)

    def _relatives(self, row: ItemRow) -> tuple[ItemRow, ...]:
        if row.question_id is None:
            return tuple(self._built_on.get(row.id, ()))
        question = self._by_id.get(row.question_id)
        return () if question is None else (question,)

    @Slot(object)
    def _go_to(self, wanted: ItemRow) -> None:
        """To another item, past conditions that hide it."""
        if wanted.id not in {row.id for row in self.table.shown_rows()}:
            self.table.clear_conditions()
        self.table.select_rows(lambda row: row.id == wanted.id)
        self.table.view.setFocus()

    @Slot()
    def _enable(self) -> None:
        self._set_status(ItemStatus.IN_FORCE)

    @Slot()
    def _withdraw(self) -> None:
        self._set_status(ItemStatus.WITHDRAWN)

    def _set_status(self, status: ItemStatus) -> None:
        chosen = [row.id for row in self.table.selected_rows() if row.status is not status]
        if not chosen:
            return
        work = partial(noted, self._history, partial(self._items.set_status, chosen, status))
        self._desk.act(
            self,
            brief(work),
            partial(self._tell_status, _DONE[status].format(len(chosen))),
            title="正在变更试题状态",
            changed=Changed.BANK,
        )

    def _tell_status(self, sentence: str, done: Done[object]) -> None:
        self._undoing.tell(sentence, done.action)

    @Slot()
    def _open_history(self) -> None:
        selected = self.table.selected_rows()
        if len(selected) == 1:
            row = selected[0]
            subject = Subject("item", row.id, f"第 {row.number} 题　{row.content.stem}")
            open_record(self._desk, self._history, subject, self)

    @Slot()
    def _open_import(self) -> None:
        self._dialog = ImportDialog(
            self._desk, self._services.bank_files, self._history, self.window()
        )
        self._dialog.finished.connect(self._end_import)
        self._dialog.open()

    @Slot()
    def _end_import(self) -> None:
        """Once closed the dialog can no longer undo; for some seconds the notice still can."""
        dialog, self._dialog = self._dialog, None
        if dialog is None:
            return
        if dialog.action is not None:
            self._undoing.tell("试题已导入", dialog.action)
        dialog.deleteLater()
