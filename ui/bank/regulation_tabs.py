"""What the changed clauses of a regulation concern, a tab each: items, papers, people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from jyguide.bank.regulation import CertifiedPerson, ClauseRow, UsedPaper
from jyguide.bank.row import ItemRow
from ui.bank.regulation_rows import CLAUSES, ITEMS, PAPERS, PEOPLE
from ui.theme import SPACE
from ui.widgets import Column, EmptyText, Kind, RowTable, make_button

Row = TypeVar("Row")


class ListTab(QWidget):
    """A list with a row of controls under it; the table is `table`."""

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[Any]],
        unit: str,
        empty: EmptyText,
        key: Callable[[Any], object],
    ) -> None:
        super().__init__()
        self.table: RowTable[Any] = RowTable(
            columns, unit=unit, search_hint="搜索", key=key, empty=empty
        )
        self.table.setObjectName(name)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(SPACE.s)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.s, SPACE.s, SPACE.s, SPACE.s)
        column.setSpacing(SPACE.s)
        column.addWidget(self.table, 1)
        column.addLayout(self.foot)


class ClausesTab(ListTab):
    """Object names: `clauses` (the table), `mark`, `unmark`; the buttons are the city's."""

    mark_wanted = Signal()
    unmark_wanted = Signal(list)
    """The chosen `ClauseRow`s."""

    def __init__(self, *, at_city: bool) -> None:
        empty = EmptyText(
            "没有标记过条款", "标记哪些条款变了，依据它们的题就变为“需复核”，考试暂不抽。"
        )
        super().__init__("clauses", CLAUSES, "条", empty, lambda row: row.id)
        self.mark = make_button("标记条款…", icon_name="edit", name="mark")
        self.unmark = make_button("取消标记", icon_name="delete", name="unmark")
        self.foot.addStretch()
        for button in (self.unmark, self.mark):
            button.setVisible(at_city)
            self.foot.addWidget(button)
        self.mark.clicked.connect(self.mark_wanted)
        self.unmark.clicked.connect(self._unmark)
        self.table.selection_changed.connect(self._allow)
        self._allow([])

    @Slot(object)
    def _allow(self, rows: list[ClauseRow]) -> None:
        self.unmark.setEnabled(bool(rows))

    @Slot()
    def _unmark(self) -> None:
        self.unmark_wanted.emit(self.table.selected_rows())


class WaitingTab(ListTab):
    """Object names: `waiting` (the table), `article`, `confirm`, `go_to_waiting`."""

    confirm_wanted = Signal(list, str)
    """The chosen items, and where their clause stands now; empty for what the mark says."""
    item_wanted = Signal(object)

    def __init__(self) -> None:
        empty = EmptyText("没有需复核的题", "条款没有变，或者都复核过了。", icon_name="good")
        super().__init__("waiting", ITEMS, "道", empty, lambda row: row.id)
        self.article = QLineEdit(placeholderText="现在的条款，不填按标记")
        self.article.setObjectName("article")
        self.go = make_button("去修改", icon_name="edit", name="go_to_waiting")
        self.confirm = make_button("复核无误", Kind.PRIMARY, "check", "confirm")
        self.foot.addWidget(self.article, 1)
        for button in (self.go, self.confirm):
            self.foot.addWidget(button)
        self.confirm.clicked.connect(self._confirm)
        self.go.clicked.connect(self._go)
        self.table.activated.connect(self.item_wanted)
        self.table.selection_changed.connect(self._allow)
        self._allow([])

    @Slot(object)
    def _allow(self, rows: list[ItemRow]) -> None:
        self.confirm.setEnabled(bool(rows))
        self.confirm.setText(f"复核无误 {len(rows)} 道" if len(rows) > 1 else "复核无误")
        self.go.setEnabled(len(rows) == 1)

    @Slot()
    def _confirm(self) -> None:
        self.confirm_wanted.emit(self.table.selected_rows(), self.article.text().strip())

    @Slot()
    def _go(self) -> None:
        self.item_wanted.emit(self.table.selected_rows()[0])


class UntouchedTab(ListTab):
    """Object names: `untouched` (the table), `moved`, `carry_over`."""

    carry_wanted = Signal(str)
    """Articles that have moved, as typed."""

    def __init__(self) -> None:
        empty = EmptyText("没有要沿用的题", "没有题还引着这一版、条款却没有变。", icon_name="good")
        super().__init__("untouched", ITEMS, "道", empty, lambda row: row.id)
        self.moved = QLineEdit(placeholderText="条号变了的：22=26、24=28；没有变的不用写")
        self.moved.setObjectName("moved")
        self.carry = make_button("全部沿用到新版", icon_name="next", name="carry_over")
        self.foot.addWidget(self.moved, 1)
        self.foot.addWidget(self.carry)
        self.carry.clicked.connect(self._carry)

    @Slot()
    def _carry(self) -> None:
        self.carry_wanted.emit(self.moved.text())


def papers_tab() -> ListTab:
    """Papers that asked what rested on a changed clause; object name `papers`."""
    empty = EmptyText("没有用过的试卷", "没有试卷考过依据这些条款的题。")
    return ListTab("papers", PAPERS, "份", empty, _paper_key)


class PeopleTab(ListTab):
    """Object names: `people` (the table), `notice`, `refresher`."""

    def __init__(self) -> None:
        empty = EmptyText("没有要告知的人", "没有人在考过这些题的考试里取得证书。")
        super().__init__("people", PEOPLE, "份", empty, _person_key)
        self.notice: QPushButton = make_button("导出告知名单…", icon_name="export", name="notice")
        self.refresher: QPushButton = make_button(
            "抽十题重学卷…", icon_name="exam", name="refresher"
        )
        self.foot.addStretch()
        for button in (self.notice, self.refresher):
            self.foot.addWidget(button)


def _paper_key(row: UsedPaper) -> object:
    return (row.paper_id, row.exam, row.session)


def _person_key(row: CertifiedPerson) -> object:
    return row.certificate_id
