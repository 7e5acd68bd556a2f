"""各站情况: the city's board of 18 stations, and the one chosen in detail."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jyguide.sync.row import OfficeRow
from ui.sync.columns import board_columns, state_word
from ui.sync.office_detail import OfficeDetail
from ui.sync.words import board_sentence
from ui.theme import SPACE
from ui.widgets import EmptyText, RowTable, SplitDetail, make_label

_NOTHING_CHOSEN = EmptyText("没有选中站", "在左边选一个站，这里显示往来和两边的记录数。")


class BoardTab(QWidget):
    """Object names: `board` (the table), `board_sentence`, and those of `OfficeDetail`."""

    export_wanted = Signal(object)
    """The stations that files are wanted for."""

    def __init__(self) -> None:
        super().__init__()
        self.table: RowTable[OfficeRow] = RowTable(
            board_columns(), unit="个站", search_hint="站名", key=_key
        )
        self.table.setObjectName("board")
        self.table.add_choice("state", "全部情况", state_word)
        self._sentence = make_label("", "hint", "board_sentence", wrap=True)
        self.detail = OfficeDetail()
        self._split = SplitDetail(self.table, _NOTHING_CHOSEN, share=69)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE.m, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addWidget(self._sentence)
        layout.addWidget(self._split, 1)
        self.table.add_action("导出给选中的站…", self.ask_export, "export")
        self.table.selection_changed.connect(self._show_chosen)
        self.detail.export_wanted.connect(self._export_one)

    def show_offices(self, offices: Sequence[OfficeRow]) -> None:
        """Show the stations; the first is chosen where none was."""
        self._sentence.setText(board_sentence(offices))
        self.table.set_rows(offices)
        self.table.choose_first()

    def enter(self) -> None:
        """Put the keyboard on the list."""
        self.table.view.setFocus()

    @Slot()
    def ask_export(self) -> None:
        """Want files for the selected stations."""
        rows = self.table.selected_rows()
        if rows:
            self.export_wanted.emit(rows)

    @Slot(object)
    def _export_one(self, office: OfficeRow) -> None:
        self.export_wanted.emit([office])

    @Slot(object)
    def _show_chosen(self, rows: list[OfficeRow]) -> None:
        row = self.table.current_row() or next(iter(rows), None)
        if row is None:
            self._split.show_nothing()
            return
        self.detail.show_office(row)
        self._split.show_detail(self.detail)


def _key(row: OfficeRow) -> object:
    return row.code
