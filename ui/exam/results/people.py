"""The pass list, by pinyin and without ranks, and the sheet of whoever is chosen in it."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from jyguide.exam.analysis.report import verdict
from jyguide.exam.row import AnswerSheet
from ui.exam.results.rows import result_columns
from ui.exam.results.sheet_text import sheet_html
from ui.history.records import tell_history
from ui.widgets import Card, EmptyText, RowTable, SplitDetail

_NO_RESULT = EmptyText("还没有人交卷", "有人交卷后，成绩显示在这里。", icon_name="report")
_NOBODY_CHOSEN = EmptyText("没有选中人员", "在左边选一个人，查看他的答卷。", icon_name="file")


class PeopleView(QWidget):
    """Object names: `results`, `sheet`."""

    def __init__(self) -> None:
        super().__init__()
        self.results: RowTable[AnswerSheet] = RowTable(
            result_columns(),
            unit="人",
            search_hint="搜索姓名、组织",
            key=lambda row: row.result.attempt_id,
            empty=_NO_RESULT,
        )
        self.results.setObjectName("results")
        tell_history(self.results, "attempt", lambda row: (row.result.attempt_id, row.result.name))
        self.results.add_choice("verdict", "全部结果", lambda row: verdict(row.result))
        self._sheet = QTextBrowser()
        self._sheet.setObjectName("sheet")
        self._sheet.setAccessibleName("答卷")
        self._sheet.setProperty("role", "sheet")  # the card has the border
        self._card = Card()
        self._card.body.addWidget(self._sheet)
        self._split = SplitDetail(self.results, _NOBODY_CHOSEN, share=56)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._split)
        self.results.selection_changed.connect(self._show_sheet)

    def show_sheets(self, sheets: list[AnswerSheet]) -> None:
        """Show these people; the first is chosen where nobody was."""
        self.results.set_rows(sheets)
        self.results.choose_first()

    @Slot(list)
    def _show_sheet(self, rows: list[AnswerSheet]) -> None:
        if len(rows) != 1:
            self._split.show_nothing()
            return
        self._sheet.setHtml(sheet_html(rows[0]))
        self._split.show_detail(self._card)
