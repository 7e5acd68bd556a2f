"""报错处理: what stations report, and the city's answers."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from jyguide.bank.report import REPORT_STATE_NAMES, ReportRow, ReportState
from ui.bank.deed_dialog import DeedDialog
from ui.bank.report_detail import ReportDetail
from ui.bank.report_rows import fault_name, report_columns, searched, state_name
from ui.bank.services import BankServices
from ui.desk import Desk
from ui.history.records import tell_history
from ui.widgets import EmptyText, RowTable, SplitDetail

_NONE = EmptyText(
    "没有题目报错",
    "指导站在题库里选中统一题库的题，点“报告错误”，报告随文件交给市级。",
    icon_name="good",
)
_NOT_CHOSEN = EmptyText("没有选中", "在左边选一份报告，这里显示题目和答复。")


class ReportListDialog(DeedDialog):
    """Object names: `report_list_dialog`, `reports` (the table), and those of `ReportDetail`."""

    item_wanted = Signal(object)
    """The `ItemId` of the item to go to; the dialog is closed by then."""

    def __init__(self, desk: Desk, services: BankServices, parent: QWidget) -> None:
        super().__init__(desk, services.history, parent)
        self.setObjectName("report_list_dialog")
        self.setWindowTitle("题目报错")
        self.resize(1180, 640)
        self._reports = services.reports
        self._at_city = services.place.is_city
        self._build()
        self._connect()
        self.reload()

    def reload(self) -> None:
        self._desk.load(self, self._reports.reports, self._show)

    def _build(self) -> None:
        self.table: RowTable[ReportRow] = RowTable(
            report_columns(at_city=self._at_city),
            unit="份",
            search_hint="搜索题号、说明、答复",
            search_text=searched,
            key=lambda row: row.id,
            empty=_NONE,
        )
        self.table.setObjectName("reports")
        tell_history(self.table, "item_report", lambda row: (row.id, row.number))
        self.table.add_choice("state", "状态", state_name)
        self.table.add_choice("fault", "问题", fault_name)
        self.detail = ReportDetail(at_city=self._at_city)
        self._split = SplitDetail(self.table, _NOT_CHOSEN, share=54)
        self._body.addWidget(self._told)
        self._body.addWidget(self._split, 1)
        self.lay_foot()

    def _connect(self) -> None:
        self.table.selection_changed.connect(self._show_chosen)
        self.table.activated.connect(self._go)
        self.detail.item_wanted.connect(self._go)
        self.detail.answer_wanted.connect(self._give_answer)
        self.detail.withdraw_wanted.connect(self._withdraw)

    def _show(self, rows: list[ReportRow]) -> None:
        self.table.set_rows(rows)
        self.table.view.setFocus()
        self.table.choose_first()

    def _row(self) -> ReportRow | None:
        return self.table.current_row() or next(iter(self.table.selected_rows()), None)

    @Slot(object)
    def _show_chosen(self, _rows: list[ReportRow]) -> None:
        row = self._row()
        if row is None:
            self._split.show_nothing()
            return
        self.detail.show_report(row)
        self._split.show_detail(self.detail)

    @Slot()
    def _go(self) -> None:
        row = self._row()
        if row is not None and self._job is None:
            self.accept()
            self.item_wanted.emit(row.item_id)

    @Slot(object, str)
    def _give_answer(self, state: ReportState, words: str) -> None:
        row = self._row()
        if row is not None:
            said = f"已答复第 {row.number} 题的报告：{REPORT_STATE_NAMES[state]}。"
            said += "请接着修改这道题。" if state is ReportState.ACCEPTED else ""
            work = partial(self._reports.answer, row.id, state, words)
            self.deed(work, lambda _none: said, "正在保存答复")

    @Slot()
    def _withdraw(self) -> None:
        row = self._row()
        if row is not None:
            work = partial(self._reports.withdraw, row.id)
            self.deed(work, lambda _none: "已撤回报告。", "正在撤回报告")
