"""The items of an exam: a list with words and figures, and all that is to be said about one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from jyguide.exam.analysis.report import ExamFigures, ItemLine, item_lines
from jyguide.ids import RevisionId
from ui.exam.results.item_text import item_html
from ui.exam.results.rows import SAMPLE, item_columns
from ui.theme import SPACE, Tone
from ui.widgets import (
    Banner,
    Card,
    EmptyText,
    RowTable,
    SplitDetail,
    make_button,
)

if TYPE_CHECKING:
    from jyguide.exam.service.figures import RevisionFigures

_NO_RESULT = EmptyText("还没有人交卷", "有人交卷后，各题的数据显示在这里。", icon_name="report")
_NONE_CHOSEN = EmptyText(
    "没有选中题目", "在左边选一道题，查看各项数据的含义。", icon_name="question"
)
_FLAGGED, _IN_ORDER = "需要核对", "没有异常"


class ItemsView(QWidget):
    """A list, and beside it one item with its figures in words.

    Object names: `sample_note`, `items`, `item_text`, `report_item`, `open_item`, `correct_key`,
    `item_history`.
    """

    report_wanted = Signal(object)
    open_wanted = Signal(object)
    history_wanted = Signal(object)
    """A revision whose figures over all exams are asked for; answer with `show_history`."""

    def __init__(self) -> None:
        super().__init__()
        self._letters = ""
        self._line: ItemLine | None = None
        self._reported: Collection[RevisionId] = ()
        self._own: Collection[RevisionId] = ()
        self._build()
        self.items.selection_changed.connect(self._show_item)
        self._report.clicked.connect(self._ask_report)
        self._open.clicked.connect(self._ask_open)
        self._history.clicked.connect(self._ask_history)

    def show_figures(
        self,
        found: ExamFigures,
        reported: Collection[RevisionId],
        own: Collection[RevisionId],
    ) -> None:
        """Show the items.

        Args:
            found: Their figures.
            reported: Of which the bank has been told already.
            own: That this office may change itself.
        """
        self._letters, self._reported, self._own = found.letters, reported, own
        some = found.analysis.papers > 0
        self.note.say(found.analysis.note if some else "", Tone.WARN)
        lines = item_lines(found) if some else ()
        heads = [column.title for column in self.items.model.columns]
        few = any(line.figures.note for line in lines)
        self.items.view.setColumnHidden(heads.index(SAMPLE), not few)
        self.items.set_rows(lines)
        self.items.choose_first()

    def show_history(self, revision: RevisionId, found: Sequence[RevisionFigures]) -> None:
        """Add what an item did over all exams, unless another was chosen meanwhile."""
        line = self._line
        if line is not None and line.place.revision_id == revision:
            self._show_text(line, found)
            self._text.moveCursor(QTextCursor.MoveOperation.End)

    def go_to(self, at: int) -> None:
        """Put the cursor on the item at this place of the paper, from 0."""
        line = self.items.rows()[at]
        if line not in self.items.shown_rows():
            self.items.clear_conditions()
        self.items.select_rows(lambda row: row is line)
        self.items.view.setFocus()

    def _build(self) -> None:
        self.note = Banner()
        self.note.setObjectName("sample_note")
        self.items: RowTable[ItemLine] = RowTable(
            item_columns(),
            unit="题",
            search_hint="搜索题干",
            key=lambda row: row.place.revision_id,
            empty=_NO_RESULT,
        )
        self.items.setObjectName("items")
        self.items.add_choice(
            "flagged", "全部题目", lambda row: _FLAGGED if row.figures.flags else _IN_ORDER
        )
        self._text = QTextBrowser()
        self._text.setObjectName("item_text")
        self._text.setAccessibleName("题目数据")
        self._text.setProperty("role", "sheet")
        self._text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._report = make_button("报给题库…", icon_name="report", name="report_item")
        self._open = make_button("打开题目…", icon_name="edit", name="open_item")
        self.correct_key = make_button("改正答案…", icon_name="edit", name="correct_key")
        tools = QHBoxLayout()
        tools.setSpacing(SPACE.s)
        self._history = make_button("历次数据", icon_name="report", name="item_history")
        self._history.setToolTip("这道题在各场考试里的数据，合在一起看")
        for button in (self._report, self._open, self.correct_key, self._history):
            tools.addWidget(button)
        tools.addStretch()
        self._card = Card()
        self._card.body.addWidget(self._text, 1)
        self._card.body.addLayout(tools)
        self._split = SplitDetail(self.items, _NONE_CHOSEN, share=64)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(self.note)
        column.addWidget(self._split, 1)

    @Slot(list)
    def _show_item(self, rows: Sequence[ItemLine]) -> None:
        self._line = line = rows[0] if len(rows) == 1 else None
        if line is None:
            self._split.show_nothing()
            return
        revision = line.place.revision_id
        told, own = revision in self._reported, revision in self._own
        self._show_text(line, None)
        self._history.setEnabled(True)
        self._report.setVisible(not own)
        self._open.setVisible(own)
        self._report.setEnabled(bool(line.figures.flags) and not told and not line.edited)
        self._split.show_detail(self._card)

    def _show_text(self, line: ItemLine, history: Sequence[RevisionFigures] | None) -> None:
        told = line.place.revision_id in self._reported
        self._text.setHtml(item_html(line, self._letters, told=told, history=history))

    @Slot()
    def _ask_history(self) -> None:
        if self._line is not None:
            self._history.setEnabled(False)
            self.history_wanted.emit(self._line.place.revision_id)

    @Slot()
    def _ask_report(self) -> None:
        for line in self.items.selected_rows()[:1]:
            self.report_wanted.emit(line.place.revision_id)

    @Slot()
    def _ask_open(self) -> None:
        for line in self.items.selected_rows()[:1]:
            self.open_wanted.emit(line.place.revision_id)
