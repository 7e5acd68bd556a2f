"""The tab of checklists; it shows all of them, whatever the round."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jyguide.app import Application
from jyguide.bank.edition import Edition
from jyguide.changes import Changed
from jyguide.ids import ChecklistId
from jyguide.standard.checking import remarks
from jyguide.standard.checklist_rules import ChecklistFacts, codes_elsewhere, whose
from jyguide.standard.round import RoundRow
from jyguide.standard.rows import ChecklistRow
from jyguide.standard.sheet.draft import SheetDraft
from jyguide.standard.sheet.reading import read_scoring_sheet
from ui.brief import brief
from ui.desk import Desk
from ui.file_name import file_name
from ui.file_written import tell_written
from ui.page import Page
from ui.standard.checklists.editor import ChecklistEditor
from ui.standard.checklists.import_dialog import ImportDialog
from ui.standard.checklists.new_dialog import NewChecklistDialog
from ui.standard.checklists.version_list import VersionList
from ui.standard.tab import RoundTab
from ui.theme import SPACE
from ui.undoing import Done, Undoing, noted
from ui.widgets import EmptyText, SplitDetail, make_button
from ui.widgets.flow_layout import FlowLayout

_NOTHING = EmptyText("没有选中检查表", "在左边选一份检查表；也可以新建，或从 Excel 评分表导入。")
_BOOKS = "评分表 (*.xlsx *.xls *.et *.ods *.csv);;所有文件 (*)"
_SHARE = 24


class ChecklistsTab(RoundTab):
    """Object names: `new_checklist`, `import_checklist`, `remove_checklist`, and the parts'."""

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self._undoing = Undoing(page, desk, app.history, Changed.STANDARD)
        self._rows: Sequence[ChecklistRow] = ()
        self._wanted: ChecklistId | None = None
        self._saving = False
        self._refused = False
        self._after: Callable[[], object] | None = None
        self.versions = VersionList()
        self.editor = ChecklistEditor(app.place.station_id)
        self._new = make_button("新建…", icon_name="add", name="new_checklist")
        self._import = make_button("导入…", icon_name="import", name="import_checklist")
        self._import.setToolTip("从 Excel 评分表导入为草稿")
        self._remove = make_button("", icon_name="delete", name="remove_checklist")
        self._remove.setAccessibleName("删除选中的草稿")
        self._build()
        self._connect()

    def show_round(self, row: RoundRow | None) -> None:
        """All checklists, anew; what is being typed stays."""
        del row
        self._desk.load(self, partial(_found, self._app), self._show)

    def may_close(self) -> str:
        if not self.editor.working.dirty:
            return ""
        if self._refused:
            return "检查表草稿的改动没有存上，现在退出会丢失。"
        return "检查表草稿有改动还没有保存，会先存上再退出。"

    def leave(self) -> None:
        """Keep what was typed; what was refused before is let go of."""
        if self._refused:
            self.editor.working.note_kept(self.editor.working.facts)
        self.editor.ask_save()

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever goes elsewhere finds everything kept."""
        super().hideEvent(event)
        self.editor.ask_save()

    def _build(self) -> None:
        tools = FlowLayout(SPACE.s)
        for button in (self._new, self._import, self._remove):
            tools.addWidget(button)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addLayout(tools)
        column.addWidget(self.versions, 1)
        self._split = SplitDetail(left, _NOTHING, share=_SHARE)
        self._split.setHandleWidth(SPACE.s)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._split)

    def _connect(self) -> None:
        editor = self.editor
        self.versions.chosen.connect(self._choose)
        self._new.clicked.connect(partial(self._ask_new, None))
        self._import.clicked.connect(self._ask_file)
        self._remove.clicked.connect(self._ask_remove)
        editor.save_wanted.connect(self._save)
        editor.drop.clicked.connect(self._ask_drop)
        editor.issue.clicked.connect(self._ask_issue)
        editor.next.clicked.connect(self._make_version)
        editor.copy.clicked.connect(self._ask_copy)
        editor.export.clicked.connect(self._ask_target)

    @Slot(object)
    def _show(self, found: tuple[list[ChecklistRow], list[Edition]]) -> None:
        self._rows, editions = found
        self.editor.offer(editions)
        shown = self._wanted or (self.editor.row.id if self.editor.row else None)
        row = next((each for each in self._rows if each.id == shown), None)
        row = row or next(iter(self._rows), None)
        self.versions.show_rows(self._rows, row.id if row else None)
        if self._wanted is None and self.editor.working.dirty and self._still_there():
            return
        self._wanted = None
        self._open(row)

    def _still_there(self) -> bool:
        row = self.editor.row
        return row is not None and any(each.id == row.id for each in self._rows)

    def _open(self, row: ChecklistRow | None) -> None:
        removable = row is not None and row.issued_on is None and not self._foreign()
        self._remove.setEnabled(removable)
        self._remove.setToolTip("删除选中的草稿" if removable else "只有自己的草稿可以删除")
        if row is None:
            self._split.show_nothing()
            return
        now = self.editor.row
        if now is None or (now.id, now.version, now.rounds) != (row.id, row.version, row.rounds):
            self._refused = False
            self.editor.show_checklist(row, codes_elsewhere(self._rows, row))
        self._split.show_detail(self.editor)

    def _foreign(self) -> bool:
        row = self.versions.current()
        return row is None or bool(whose(row, self._app.place.station_id))

    @Slot(object)
    def _choose(self, row: ChecklistRow) -> None:
        """Another version; what was typed in the one before is kept first."""
        self._settled(partial(self._open, row))

    def _settled(self, then: Callable[[], object]) -> None:
        """Do `then` once what is typed is kept; not at all if it cannot be."""
        if not self.editor.working.dirty:
            then()
            return
        self._after = then
        self.editor.ask_save()

    @Slot(object, bool)
    def _save(self, facts: ChecklistFacts, by_hand: bool) -> None:  # noqa: FBT001 - a signal's
        row = self.editor.row
        if row is None or self._saving:
            return
        self._saving = True
        work = partial(self._app.checklists.save, row.id, facts, row.version)
        job = self._desk.act(
            self,
            brief(partial(noted, self._app.history, work)),
            partial(self._note_saved, facts, by_hand),
            title="正在保存检查表",
            changed=Changed.STANDARD,
        )
        job.failed.connect(self._note_unsaved)

    def _note_saved(
        self,
        facts: ChecklistFacts,
        by_hand: bool,  # noqa: FBT001 - bound beforehand
        done: Done[ChecklistRow],
    ) -> None:
        self._saving = self._refused = False
        self.editor.note_saved(done.result, facts)
        if by_hand:
            self._undoing.tell(f"已保存“{facts.name}”", done.action)
        then, self._after = self._after, None
        if then is not None:
            self._settled(then)

    @Slot(object)
    def _note_unsaved(self, _error: BaseException) -> None:
        """The cursor goes back to what is still on screen."""
        self._saving, self._refused, self._after = False, True, None
        if self.editor.row is not None:
            self.versions.put_cursor(self.editor.row.id)

    @Slot()
    def _ask_drop(self) -> None:
        if self._desk.alerts.ask("要放弃还没有保存的改动吗？", "放弃", danger=True):
            row = self.editor.row
            self._wanted = row.id if row else None
            self._desk.load(self, partial(_found, self._app), self._reopen)

    @Slot(object)
    def _reopen(self, found: tuple[list[ChecklistRow], list[Edition]]) -> None:
        row = next((each for each in found[0] if each.id == self._wanted), None)
        if row is not None:
            self._refused = False
            self.editor.show_checklist(row, self.editor.other_codes)
        self._show(found)

    @Slot()
    def _ask_new(self, source: ChecklistRow | None, *_: object) -> None:
        self._settled(partial(self._show_new, source))

    @Slot()
    def _ask_copy(self) -> None:
        self._ask_new(self.editor.row)

    def _show_new(self, source: ChecklistRow | None) -> None:
        dialog = NewChecklistDialog(self._rows, source, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(self._create)
        dialog.open()

    @Slot(object)
    def _create(self, facts: ChecklistFacts) -> None:
        work = partial(self._app.checklists.create, facts)
        self._act(work, f"已新建“{facts.name}”", "正在新建检查表")

    @Slot()
    def _make_version(self) -> None:
        if (row := self.editor.row) is not None:
            work = partial(self._app.checklists.new_version, row.id)
            self._act(work, f"已建立“{row.name}”的下一版草稿", "正在制作新版本")

    @Slot()
    def _ask_issue(self) -> None:
        self._settled(self._confirm_issue)

    def _confirm_issue(self) -> None:
        row = self.editor.row
        if row is None:
            return
        told = "\n".join(each.sentence for each in remarks(row.criteria) if not each.code)
        hint = "启用以后内容不能再改动，也不能撤销；要修改可以制作新版本。"
        if self._desk.alerts.ask(
            f"要启用“{row.label}”吗？", "启用", hint="\n".join(filter(None, [told, hint]))
        ):
            work = partial(self._app.checklists.issue, row.id, row.version)
            self._desk.act(
                self,
                brief(work),
                self._tell_issued,
                title="正在启用检查表",
                changed=Changed.STANDARD,
            )

    @Slot()
    def _ask_remove(self) -> None:
        row = self.editor.row
        if row is not None:
            work = partial(self._app.checklists.remove, row.id)
            self._act(work, f"已删除草稿“{row.label}”", "正在删除草稿", opens=False)

    def _act(
        self, work: Callable[[], Any], sentence: str, title: str, *, opens: bool = True
    ) -> None:
        """One deed that can be taken back; what it made is opened."""
        self._desk.act(
            self,
            brief(partial(noted, self._app.history, work)),
            partial(self._tell_done, sentence, opens),
            title=title,
            changed=Changed.STANDARD,
        )

    def _tell_done(self, sentence: str, opens: bool, done: Done[Any]) -> None:  # noqa: FBT001 - bound beforehand
        self._wanted = done.result if opens else None
        self._undoing.tell(sentence, done.action)

    @Slot(object)
    def _tell_issued(self, row: ChecklistRow) -> None:
        self._wanted = row.id
        self.said.emit(f"已启用“{row.label}”")

    def _tell_exported(self, target: Path, _result: object) -> None:
        tell_written(self, target, f"已导出到“{target.name}”")

    def _tell(self, sentence: str, _result: object) -> None:
        self.said.emit(sentence)

    @Slot()
    def _ask_target(self) -> None:
        self._settled(self._export)

    def _export(self) -> None:
        row = self.editor.row
        if row is None:
            return
        suggested = f"{file_name(row.label)}.xlsx"
        target = self._desk.alerts.choose_save_file("导出检查表", suggested, "Excel (*.xlsx)")
        if target is not None:
            work = partial(self._app.checklists.export, row.id, target)
            told = partial(self._tell_exported, target)
            self._desk.act(self, brief(work), told, title="正在导出检查表")

    @Slot()
    def _ask_file(self) -> None:
        self._settled(self._choose_file)

    def _choose_file(self) -> None:
        path = self._desk.alerts.choose_open_file("导入评分表", _BOOKS)
        if path is not None:
            self._desk.load(self, partial(read_scoring_sheet, path), partial(self._preview, path))

    def _preview(self, path: Path, draft: SheetDraft) -> None:
        dialog = ImportDialog(draft, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(self._create)
        dialog.sheet_wanted.connect(partial(self._read_sheet, dialog, path))
        dialog.open()

    def _read_sheet(self, dialog: ImportDialog, path: Path, sheet: str) -> None:
        self._desk.load(dialog, partial(read_scoring_sheet, path, sheet), dialog.show_draft)


def _found(app: Application) -> tuple[list[ChecklistRow], list[Edition]]:
    return app.checklists.rows(), app.bank.editions()
