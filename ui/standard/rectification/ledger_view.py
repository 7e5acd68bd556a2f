"""The ledger measure by measure, or branch by branch."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QComboBox, QStackedWidget

from jyguide.ids import MeasureId
from jyguide.standard.kinds import PHASE_NAMES
from jyguide.standard.ledger import BranchLine, LedgerRow, by_branch
from ui.standard.rectification.columns import (
    aspect_text,
    branch_columns,
    ledger_columns,
    search_text,
    state_word,
)
from ui.standard.townships import hide_one_township, narrow_by_township
from ui.theme import scaled
from ui.widgets import EmptyText, RowTable

_EMPTY = EmptyText(
    "台账里还没有整改事项",
    "检查完成后，把失分的内容列入整改，写明措施、责任人和期限，完成后由另一个人核验。",
    "列入整改…",
    "check",
)
_NO_BRANCH = EmptyText("还没有支部要整改", "列入整改后，这里按支部汇总。")
_OVERDUE = "overdue"
_CHOICE = (38, 118)
"""What surrounds the four signs of a filter, and how wide one may become."""
"""Six conditions share a bar beside a detail: names of branches may be longer than it."""


class LedgerView(QStackedWidget):
    """Object names: `ledger`, `ledger_branches` (tables), `choice_…`."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.table: RowTable[LedgerRow] = RowTable(
            ledger_columns(today),
            unit="项",
            search_hint="搜索支部、问题、措施",
            search_text=search_text,
            key=lambda one: one.row.id,
            empty=_EMPTY,
        )
        self.table.setObjectName("ledger")
        self.table.view.setAccessibleName("整改台账，回车办理下一步")
        narrow_by_township(self.table, lambda one: one.row.township)
        self.table.add_choice("branch", "全部支部", lambda one: one.row.branch)
        self.table.add_choice("phase", "全部阶段", lambda one: PHASE_NAMES[one.row.phase])
        self.table.add_choice("aspect", "全部类别", aspect_text)
        self.table.add_choice("state", "全部状态", state_word, counted=True)
        self.table.add_choice("owner", "全部人员", lambda one: one.row.owner)
        sign = QFontMetrics(QApplication.font()).horizontalAdvance("字")
        for choice in self.table.bar.findChildren(QComboBox):
            choice.setMinimumWidth(4 * sign + _CHOICE[0])
            choice.setMaximumWidth(scaled(_CHOICE[1]))
        self.branches: RowTable[BranchLine] = RowTable(
            branch_columns(),
            unit="个支部",
            search_hint="搜索支部",
            key=lambda line: line.branch_id,
            empty=_NO_BRANCH,
        )
        self.branches.setObjectName("ledger_branches")
        hide_one_township(self.branches, lambda line: line.township)
        self.branches.view.setAccessibleName("按支部汇总，回车看这个支部的整改")
        self.addWidget(self.table)
        self.addWidget(self.branches)
        self.branches.activated.connect(self._open_branch)

    turned = Signal()
    """Measures are listed again, those of one branch."""

    def show_rows(self, rows: Sequence[LedgerRow]) -> None:
        """Show these; filters, order and selection stay."""
        self.table.set_rows(rows)
        self.branches.set_rows(by_branch(rows))

    def show_branches(self, *, on: bool) -> None:
        """Sum up by branch, or list measures."""
        self.setCurrentWidget(self.branches if on else self.table)
        self.currentWidget().setFocus()

    def only_overdue(self, *, on: bool) -> None:
        """List only what is past its day, and the branches that have such."""
        self.branches.set_condition(
            _OVERDUE, (lambda line: line.counts.overdue > 0) if on else None
        )
        self.table.set_condition(_OVERDUE, (lambda one: one.late > 0) if on else None)

    def shown_ids(self) -> frozenset[MeasureId]:
        """The measures that pass search and filters."""
        return frozenset(one.row.id for one in self.table.shown_rows())

    @Slot(object)
    def _open_branch(self, line: BranchLine) -> None:
        self.table.clear_conditions()
        choice = self._choice("branch")
        choice.setCurrentIndex(max(0, choice.findData(line.branch)))
        self.turned.emit()
        self.table.view.setFocus()
        self.table.choose_first()

    def _choice(self, name: str) -> QComboBox:
        found = self.table.findChild(QComboBox, f"choice_{name}")
        assert isinstance(found, QComboBox)  # noqa: S101 - made above
        return found
