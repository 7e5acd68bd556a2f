"""The page 百问题库: every item of the bank, found by any word of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from jyguide.bank.attention import attention, needs_review
from jyguide.bank.report import ReportRow
from jyguide.bank.row import ItemRow
from jyguide.changes import Changed
from jyguide.ids import ActionId, ItemId
from ui.bank.bulk import may_edit
from ui.bank.bulk_actions import BulkActions
from ui.bank.detail import ItemDetail, Shown
from ui.bank.editor_dialog import EditorDialog
from ui.bank.editor_start import EditorStart, copied, edited, fresh
from ui.bank.item_table import ItemTable
from ui.bank.reader_dialog import ReaderDialog
from ui.bank.services import BankServices
from ui.bank.tools import BankTools
from ui.brief import brief
from ui.desk import Desk
from ui.file_written import tell_written
from ui.history.record_dialog import Subject, offer_record, open_record
from ui.page import Page
from ui.undoing import Done, Undoing
from ui.widgets import EmptyText, Kind, MenuGroup, SplitDetail, make_button
from ui.widgets.keys import bind_key

_NOTHING_CHOSEN = EmptyText("没有选中试题", "在左边选一道题，这里显示题目、答案和依据。")
_TEMPLATE = "题库导入模板.xlsx"
_PASTE_KEYS = "Ctrl+Shift+V"


class BankPage(Page):
    """The list, one item of it, and everything that can be done with both.

    Object names: `new_item`, `import_items`, `paste_items`, `export_items`, `tools`, and those
    of `ItemTable`, `ItemDetail` and `BankTools`.
    """

    name = "bank"
    title = "百问题库"
    icon_name = "bank"
    hint = "统一题库由市级发放；本站的题可以新建、导入或粘贴。"
    cares_about = Changed.BANK

    def __init__(self, desk: Desk, services: BankServices) -> None:
        super().__init__()
        self._desk = desk
        self._services = services
        self._is_city = services.place.is_city
        self._undoing = Undoing(self, desk, services.history, Changed.BANK)
        self._by_id: dict[ItemId, ItemRow] = {}
        self._built_on: dict[ItemId, list[ItemRow]] = {}
        self._reported: dict[ItemId, list[ReportRow]] = {}
        self._to_select: ItemId | None = None
        self._dialog: QDialog | None = None
        self._build()
        self._bulk = BulkActions(self, desk, services, self.table.selected_rows)
        self._tools = BankTools(desk, services, self)
        self._tools.fill(self._more, self._save_template)
        self._connect()
        self._fill_menu()

    def reload(self) -> None:
        self._desk.load(self, self._services.bank.items, self._show)
        self._desk.load(self, partial(_reports, self._services), self._show_reports)

    def head_buttons(self) -> Sequence[QWidget]:
        return (self._more, self._export, self._paste, self._new, self._import)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.table.view.setFocus()

    def show_place(self, place: str) -> None:
        """One item: ``item:<key>``."""
        what, _, key = place.partition(":")
        if what == "item":
            item_id = ItemId(UUID(key))
            if item_id in self._by_id:
                self.go_to(item_id)
            else:
                self._to_select = item_id

    def go_to(self, item_id: ItemId) -> None:
        """Show an item, past conditions that hide it."""
        if item_id not in {row.id for row in self.table.shown_rows()}:
            self.table.clear_conditions()
        self.table.select_rows(lambda row: row.id == item_id)
        self.table.view.setFocus()

    def _build(self) -> None:
        self._new = make_button("新建…", icon_name="add", name="new_item")
        self._new.setToolTip("新建试题（Ctrl+N）")
        self._import = make_button("导入…", Kind.PRIMARY, "import", "import_items")
        self._paste = make_button("粘贴导入…", icon_name="copy", name="paste_items")
        self._paste.setToolTip(f"把试题文字粘贴进来（{_PASTE_KEYS}）")
        self._export = make_button("导出…", icon_name="export", name="export_items")
        self._more = make_button("工具", icon_name="more", name="tools")
        self.table = ItemTable(self._desk, self._services.bank)
        self.detail = ItemDetail()
        self._split = SplitDetail(self.table, _NOTHING_CHOSEN, share=60)
        self.layout_.addWidget(self.table.bar)  # over both: seven conditions need the width
        self.layout_.addWidget(self._split, 1)

    def _connect(self) -> None:
        self._new.clicked.connect(self._add)
        self._import.clicked.connect(self._open_import)
        self._paste.clicked.connect(self._open_paste)
        self._export.clicked.connect(self._open_export)
        self.table.empty_action.connect(self._open_import)
        self.table.selection_changed.connect(self._show_selection)
        self.table.activated.connect(self._open_row)
        self.detail.edit_wanted.connect(self._edit)
        self.detail.report_wanted.connect(self._report)
        self.detail.copy_wanted.connect(self._copy_item)
        self.detail.status_wanted.connect(self._bulk.set_status)
        self.detail.relative_wanted.connect(self._go_to_row)
        self.detail.history_wanted.connect(self._load_revisions)
        self._tools.item_wanted.connect(self.go_to)
        for keys, slot in (
            (QKeySequence.StandardKey.New, self._add),
            (QKeySequence(_PASTE_KEYS), self._open_paste),
            (QKeySequence("F2"), self._edit),
        ):
            QShortcut(keys, self, slot)
        bind_key("Del", self.table.view, self._bulk.remove_drafts)

    def _fill_menu(self) -> None:
        add, bulk = self.table.add_action, self._bulk
        add("打开", self._edit, "file")
        add("新建…\tCtrl+N", self._add, "add", needs_rows=False)
        add("修改…\tF2", self._edit, "edit")
        for text, slot in (
            ("送审", bulk.send_to_review),
            ("启用", bulk.enable),
            ("停用", bulk.withdraw),
            ("退回草稿", bulk.send_back),
            ("改类别…", bulk.categorise),
            ("改难度…", bulk.grade),
        ):
            add(text, slot, group=MenuGroup.CHANGE)
        add("导出选中…", self._export_selected, "export", group=MenuGroup.EXPORT)
        offer_record(self.table, self._open_history, MenuGroup.RECORD)
        add("删除草稿\tDelete", bulk.remove_drafts, "delete", group=MenuGroup.DELETE)

    def _show(self, rows: list[ItemRow]) -> None:
        first_time = not self._by_id
        self._by_id = {row.id: row for row in rows}
        self._built_on = {}
        for row in rows:
            if row.question_id is not None:
                self._built_on.setdefault(row.question_id, []).append(row)
        self.table.show_items(rows)
        wanted, self._to_select = self._to_select, None
        if wanted is not None and wanted in self._by_id:
            self.go_to(wanted)
        elif first_time and rows:
            self.table.view.select_positions([0])
            if not self.table.bar.search.hasFocus():  # somebody may be typing already
                self.table.view.setFocus()

    def _show_reports(self, rows: list[ReportRow]) -> None:
        self._reported = {}
        for row in rows:
            self._reported.setdefault(row.item_id, []).append(row)
        waiting = sum(map(needs_review, self._by_id.values()))
        today = self._services.clock().date()
        self._tools.show_attention(attention(rows, waiting, today, at_city=self._is_city))
        self._show_selection(self.table.selected_rows())

    @Slot(list)
    def _show_selection(self, selected: list[ItemRow]) -> None:
        row = self.table.current_row() or next(iter(selected), None)
        if row is None:
            self._split.show_nothing()
            return
        merged = self._by_id.get(row.merged_into) if row.merged_into else None
        shown = Shown(
            row,
            tuple(selected),
            self._relatives(row),
            own=tuple(one for one in selected if may_edit(one, is_city=self._is_city)),
            editable=may_edit(row, is_city=self._is_city),
            merged_name=merged.name if merged else "",
            reports=tuple(self._reported.get(row.id, ())),
            at_city=self._is_city,
        )
        self.detail.show_item(shown)
        self._split.show_detail(self.detail)

    def _relatives(self, row: ItemRow) -> tuple[ItemRow, ...]:
        if row.question_id is None:
            return tuple(self._built_on.get(row.id, ()))
        question = self._by_id.get(row.question_id)
        return () if question is None else (question,)

    @Slot(object)
    def _go_to_row(self, wanted: ItemRow) -> None:
        self.go_to(wanted.id)

    @Slot(object)
    def _load_revisions(self, item_id: ItemId) -> None:
        work = partial(self._services.items.revisions, item_id)
        self._desk.load(self, work, partial(self.detail.show_revisions, item_id))

    @Slot()
    def _add(self) -> None:
        self._open_editor(fresh(self._category()))

    @Slot()
    def _edit(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self._open_row(row)

    @Slot(object)
    def _open_row(self, row: ItemRow) -> None:
        if may_edit(row, is_city=self._is_city):
            self._open_editor(edited(row))
            return
        dialog = ReaderDialog(row, self)
        dialog.report_wanted.connect(self._tools.open_report)
        dialog.copy_wanted.connect(self._copy)
        self._open(dialog)

    @Slot()
    def _copy_item(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self._copy(row)

    @Slot(object)
    def _copy(self, row: ItemRow) -> None:
        self._open_editor(copied(row))

    def _open_editor(self, start: EditorStart) -> None:
        dialog = EditorDialog(self._desk, self._services, start, self)
        dialog.saved.connect(self._note_saved)
        self._open(dialog)

    @Slot(object)
    def _note_saved(self, done: Done[ItemId]) -> None:
        self._to_select = done.result
        self._undoing.tell("已保存" if done.action else "没有改动", done.action)

    @Slot()
    def _report(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self._dialog = self._tools.open_report(row)

    @Slot()
    def _open_history(self) -> None:
        selected = self.table.selected_rows()
        if len(selected) == 1:
            row = selected[0]
            subject = Subject("item", row.id, f"{row.name}　{row.content.stem}")
            open_record(self._desk, self._services.history, subject, self)

    @Slot()
    def _open_import(self) -> None:
        from ui.bank.import_dialog import ImportDialog  # noqa: PLC0415 - only when importing

        dialog = ImportDialog(self._desk, self._services, self.window())
        self._open_taking_in(dialog)

    @Slot()
    def _open_paste(self) -> None:
        from ui.bank.paste_dialog import PasteDialog  # noqa: PLC0415 - only when pasting

        dialog = PasteDialog(self._desk, self._services, self.window())
        self._open_taking_in(dialog)

    def _open_taking_in(self, dialog: QDialog) -> None:
        self._dialog = dialog
        dialog.finished.connect(self._end_taking_in)
        dialog.open()

    @Slot()
    def _end_taking_in(self) -> None:
        """Once closed the dialog can no longer undo; for some seconds the notice still can."""
        dialog, self._dialog = self._dialog, None
        if dialog is None:
            return
        action: ActionId | None = getattr(dialog, "action", None)
        if action is not None:
            self._undoing.tell("试题已导入", action)
        dialog.deleteLater()

    @Slot()
    def _open_export(self) -> None:
        self._export_with(chosen=len(self.table.selected_rows()) > 1)

    @Slot()
    def _export_selected(self) -> None:
        self._export_with(chosen=True)

    def _export_with(self, *, chosen: bool) -> None:
        from ui.bank.export_dialog import ExportDialog  # noqa: PLC0415 - only when exporting

        rows = self.table
        self._open(
            ExportDialog(
                self._desk,
                self._services,
                (rows.shown_rows(), rows.selected_rows(), rows.rows()),
                self,
                prefer_selected=chosen,
            )
        )

    def _open(self, dialog: QDialog) -> None:
        self._dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def _save_template(self) -> None:
        target = self._desk.alerts.choose_save_file(
            "保存题库模板", _TEMPLATE, "Excel 工作簿 (*.xlsx)"
        )
        if target is not None:
            work = brief(partial(self._services.bank_files.write_template, target))
            told = partial(self._tell_template, target)
            self._desk.act(self, work, told, title="正在保存模板")

    def _tell_template(self, target: Path, _done: None) -> None:
        tell_written(self, target, f"模板已保存到“{target.name}”")

    def _category(self) -> str:
        """That of the item with the cursor: who writes several, writes them of one kind."""
        row = self.table.current_row()
        return row.content.category if row is not None else ""


def _reports(services: BankServices) -> list[ReportRow]:
    """On the worker, which loads the service of reports with the first question."""
    return services.reports.reports()
