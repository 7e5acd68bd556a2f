"""法规与修订: the list of regulations, new editions, and the recall of what rests on them."""

from __future__ import annotations

import re
import secrets
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from jyguide.bank.regulation import ClauseMark, ClauseRow, Impact, NewEdition, RegulationRow
from jyguide.bank.row import ItemRow
from jyguide.changes import Changed
from jyguide.errors import RuleError
from jyguide.exam.service.refreshers import Refresher
from jyguide.ids import RegulationId
from ui.bank.deed_dialog import DeedDialog
from ui.bank.regulation_detail import RegulationDetail
from ui.bank.regulation_edition_dialog import EditionDialog
from ui.bank.regulation_rows import REGULATIONS, state_name
from ui.bank.services import BankServices
from ui.desk import Desk
from ui.history.records import tell_history
from ui.widgets import EmptyText, RowTable, SplitDetail

_NONE = EmptyText("没有法规目录", "法规目录随程序发放，由市级维护。")
_NOT_CHOSEN = EmptyText("没有选中", "在左边选一部法规，这里显示它的版本和依据它的题。")
_SEEDS = 1_000_000
_NOTICE = "法规修订告知名单.docx"
_MOVED = re.compile(r"(\d+)\s*[=＝]\s*(\d+)")


class RegulationDialog(DeedDialog):
    """Object names: `regulation_dialog`, `regulations` (the table), and those of the detail."""

    item_wanted = Signal(object)
    """The `ItemId` of the item to go to; the dialog is closed by then."""

    def __init__(self, desk: Desk, services: BankServices, parent: QWidget) -> None:
        super().__init__(desk, services.history, parent)
        self.setObjectName("regulation_dialog")
        self.setWindowTitle("法规与修订")
        self.resize(1300, 680)
        self._regulations = services.regulations
        self._refreshers = services.refreshers
        self._clock = services.clock
        self._wanted: RegulationId | None = None
        self._impact: Impact | None = None
        self._build(at_city=services.place.is_city)
        self._connect()
        self.reload()

    def reload(self) -> None:
        self._desk.load(self, self._regulations.regulations, self._show)

    def _build(self, *, at_city: bool) -> None:
        self.table: RowTable[RegulationRow] = RowTable(
            REGULATIONS,
            unit="版",
            search_hint="搜索名称、版本",
            key=lambda row: row.id,
            empty=_NONE,
        )
        self.table.setObjectName("regulations")
        tell_history(self.table, "regulation", lambda row: (row.id, row.title))
        self.table.add_choice("state", "状态", state_name)
        self.detail = RegulationDetail(at_city=at_city)
        self._split = SplitDetail(self.table, _NOT_CHOSEN, share=50)
        self._body.addWidget(self._told)
        self._body.addWidget(self._split, 1)
        self.lay_foot()

    def _connect(self) -> None:
        detail = self.detail
        self.table.selection_changed.connect(self._show_chosen)
        detail.revise.clicked.connect(self._ask_edition)
        detail.clauses.mark_wanted.connect(self._ask_marks)
        detail.clauses.unmark_wanted.connect(self._unmark)
        detail.waiting.confirm_wanted.connect(self._confirm)
        detail.waiting.item_wanted.connect(self._go)
        detail.untouched.table.activated.connect(self._go)
        detail.untouched.carry_wanted.connect(self._carry_over)
        detail.people.notice.clicked.connect(self._write_notice)
        detail.people.refresher.clicked.connect(self._draw_refresher)

    def _show(self, rows: list[RegulationRow]) -> None:
        self.table.set_rows(rows)
        self.table.view.setFocus()
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self.table.select_rows(lambda row: row.id == wanted)
        elif rows and not self.table.selected_rows():
            first = next((row for row in rows if row.recalled), rows[0])
            self.table.select_rows(lambda row: row.id == first.id)

    def _row(self) -> RegulationRow | None:
        return self.table.current_row() or next(iter(self.table.selected_rows()), None)

    @Slot(object)
    def _show_chosen(self, _rows: list[RegulationRow]) -> None:
        row = self._row()
        if row is None:
            self._split.show_nothing()
            return
        self.detail.show_regulation(row)
        self._split.show_detail(self.detail)
        if not row.in_force:
            self._desk.load(self, partial(self._regulations.impact, row.id), self._show_impact)

    def _show_impact(self, impact: Impact) -> None:
        row = self._row()
        if row is not None and row.id == impact.regulation.id:
            self._impact = impact
            self.detail.show_impact(impact)

    @Slot()
    def _ask_edition(self) -> None:
        if dialog := self._open_edition_dialog(only_marks=False):
            dialog.edition_given.connect(self._revise)

    @Slot()
    def _ask_marks(self) -> None:
        if dialog := self._open_edition_dialog(only_marks=True):
            dialog.marks_given.connect(self._mark)

    def _open_edition_dialog(self, *, only_marks: bool) -> EditionDialog | None:
        row = self._row()
        if row is None or self._job is not None:
            return None
        would = partial(self._regulations.would_recall, row.id)
        today = self._clock().date()
        dialog = EditionDialog(self._desk, row, would, self, only_marks=only_marks, today=today)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    @Slot(object, list)
    def _revise(self, new: NewEdition, marks: list[ClauseMark]) -> None:
        row = self._row()
        if row is not None:
            self._wanted = row.id
            said = f"已登记“{new.edition}”，标记 {len(marks)} 处条款。"
            work = partial(self._regulations.revise, row.id, new, marks)
            self.deed(work, lambda _key: said, "正在登记新版")

    @Slot(list)
    def _mark(self, marks: list[ClauseMark]) -> None:
        row = self._row()
        if row is not None:
            work = partial(self._regulations.mark, row.id, marks)
            self.deed(work, lambda _changed: f"已标记 {len(marks)} 处条款。", "正在标记条款")

    @Slot(list)
    def _unmark(self, rows: list[ClauseRow]) -> None:
        work = partial(self._regulations.unmark, [row.id for row in rows])
        self.deed(work, lambda _changed: f"已取消 {len(rows)} 处标记。", "正在取消标记")

    @Slot(list, str)
    def _confirm(self, rows: list[ItemRow], article: str) -> None:
        keys = [row.id for row in rows]
        work = partial(self._regulations.confirm, keys, article or None)
        self.deed(work, lambda count: f"已复核 {count} 道题，改引现行版本。", "正在复核")

    @Slot(str)
    def _carry_over(self, text: str) -> None:
        row = self._row()
        if row is None:
            return
        try:
            moved = read_moved(text)
        except RuleError as error:
            self._desk.alerts.report(error)
            return
        work = partial(self._regulations.carry_over, row.id, moved)
        self.deed(work, _say_carried, "正在沿用到新版")

    @Slot()
    def _write_notice(self) -> None:
        row = self._row()
        if row is None:
            return
        target = self._desk.alerts.choose_save_file("导出告知名单", _NOTICE, "Word 文档 (*.docx)")
        if target is not None:
            work = partial(self._regulations.write_notice, row.id, target)
            said = f"已导出“{target.name}”。"
            self.deed(work, lambda count: f"{said}共 {count} 份证书。", "正在导出", Changed(0))

    @Slot()
    def _draw_refresher(self) -> None:
        row = self._row()
        if row is not None and self._agrees_to_draw():
            work = partial(self._refreshers.draw, row.id, secrets.randbelow(_SEEDS))
            self.deed(work, _say_drawn, "正在组卷", Changed.EXAMS, for_good=True)

    def _agrees_to_draw(self) -> bool:
        """Asked first: a paper stays, and what waits for review is not on it."""
        impact = self._impact
        if impact is None or impact.regulation != self._row() or self._job is not None:
            return False
        return self._desk.alerts.ask(
            f"抽一份十题重学卷？变了的条款上可以抽的题有 {impact.ready} 道，"
            f"还有 {len(impact.waiting)} 道需复核，这次抽不到。",
            "抽题组卷",
            hint="不够十题时用同一法规、同一类别的题补足。试卷组好后在“考试”页，不能在这里撤销。",
        )

    @Slot(object)
    def _go(self, row: ItemRow) -> None:
        if self._job is None:
            self.accept()
            self.item_wanted.emit(row.id)


def read_moved(text: str) -> dict[int, int]:
    """Articles that have moved, as typed: ``22=26、24=28``.

    Raises:
        RuleError: something in it is no such pair.
    """
    if re.sub(r"[\s,，、;；第条]", "", _MOVED.sub("", text)):
        raise RuleError(
            f"条号变动“{text.strip()}”看不懂，没有改动。", hint="请写成“22=26、24=28”。"
        )
    return {int(old): int(new) for old, new in _MOVED.findall(text)}


def _say_carried(count: int) -> str:
    return f"已把 {count} 道题沿用到新版。" if count else "本单位没有可以沿用的题。"


def _say_drawn(made: Refresher) -> str:
    return (
        f"已组卷“{made.title}”，{made.items} 题，其中 {made.on_changes} 题考变了的条款；"
        "可以在“考试”页打印或安排考试。"
    )
