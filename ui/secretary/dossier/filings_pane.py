"""事前备案 of one person: the list, what comes next with each, and its documents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from jyguide.app import Application
from jyguide.ids import FilingId
from jyguide.secretary.filing import FilingRow, FilingState
from ui.attachment.subject_pane import SubjectPane
from ui.desk import Desk
from ui.page import Page
from ui.secretary.dossier.columns import filing_columns
from ui.secretary.dossier.table_over_files import lay_out, on_delete
from ui.widgets import EmptyText, Kind, MenuGroup, RowTable, make_button

NEXT_NAMES = {
    FilingState.PROPOSED: "登记备案…",
    FilingState.FILED: "登记批复…",
    FilingState.RETURNED: "重新提出…",
    FilingState.APPROVED: "更正…",
}
_EMPTY = EmptyText(
    "还没有备案",
    "任职、调整、免职之前先提出备案，再登记备案号和批复；请示、批复等文件附在下面。",
    "提出备案…",
    "approval",
    Kind.PLAIN,
)


class FilingsPane(QWidget):
    """Enter does what comes next with a filing; Delete removes it.

    Object names: `filings` (the table), `propose`, `next_step`, `correct_filing`,
    `remove_filing`, and those of `SubjectPane`.
    """

    propose_wanted = Signal()
    next_wanted = Signal(object)
    """A `FilingRow`, as is that of `correct_wanted`."""
    correct_wanted = Signal(object)
    remove_wanted = Signal(object)
    """The chosen `FilingRow`s."""

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__()
        today: date = app.clock().date()
        self.table: RowTable[FilingRow] = RowTable(
            filing_columns(today, named=False),
            unit="件",
            search_hint="搜索备案",
            key=lambda row: row.id,
            empty=_EMPTY,
        )
        self.files = SubjectPane(desk, app, page, "附件", "没有附件。请示、批复等可以拖到这里。")
        self._build()
        self._connect()
        self._allow()

    def show_rows(self, rows: Sequence[FilingRow], wanted: FilingId | None = None) -> None:
        """Show these; chosen is the one wanted, else the one chosen before, else the first."""
        self.table.set_rows(rows)
        if wanted is not None:
            self.table.select_rows(lambda row: row.id == wanted)
        self.table.choose_first()
        self._allow()

    def _build(self) -> None:
        self._propose = make_button("提出备案…", icon_name="add", name="propose")
        self._next = make_button("登记备案…", name="next_step")
        self._correct = make_button("更正…", name="correct_filing")
        for button in (self._propose, self._next, self._correct):
            self.table.add_tool(button)
        remove = self.table.add_action(
            "删除备案\tDelete", self._ask_remove, "delete", group=MenuGroup.DELETE
        )
        remove.setObjectName("remove_filing")
        lay_out(self, self.table, self.files, ("filings", "事前备案"))

    def _connect(self) -> None:
        self._propose.clicked.connect(self.propose_wanted)
        self.table.empty_action.connect(self.propose_wanted)
        self._next.clicked.connect(self._ask_next)
        self._correct.clicked.connect(self._ask_correct)
        self.table.activated.connect(self.next_wanted)
        self.table.selection_changed.connect(self._allow)
        on_delete(self.table, self._ask_remove)

    @Slot()
    def _allow(self, *_: object) -> None:
        chosen = self.table.selected_rows()
        one = chosen[0] if len(chosen) == 1 else None
        self._next.setVisible(one is None or one.state is not FilingState.APPROVED)
        self._next.setEnabled(one is not None)
        self._correct.setEnabled(one is not None)
        if one is not None:
            self._next.setText(NEXT_NAMES[one.state])
        self.files.setVisible(bool(self.table.rows()))
        self.files.show_subject(one.id if one else None)

    @Slot()
    def _ask_next(self) -> None:
        for row in self.table.selected_rows()[:1]:
            self.next_wanted.emit(row)

    @Slot()
    def _ask_correct(self) -> None:
        for row in self.table.selected_rows()[:1]:
            self.correct_wanted.emit(row)

    @Slot()
    def _ask_remove(self) -> None:
        if chosen := self.table.selected_rows():
            self.remove_wanted.emit(chosen)
