"""The branches behind a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from jyguide.documents.chart import figure_text
from jyguide.standard.insight import TOTAL_COLUMN, BranchFigures, View
from jyguide.standard.insight_failed import FailedCriterion
from jyguide.standard.kinds import BRANCH_KIND_NAMES
from jyguide.standard.rows import RoundBranchRow
from ui.standard.townships import TOWNSHIP, hide_one_township
from ui.theme import SPACE
from ui.widgets import RIGHT, Column, Kind, RowTable, make_button, make_label
from ui.widgets.button_row import ButtonRow

_SIZE = 940, 560


@dataclass(frozen=True, slots=True)
class Behind:
    """A branch with its part of the figure.

    Attributes:
        figure: Tenths; None where it has none.
        said: What was found.
    """

    branch: RoundBranchRow
    figure: int | None
    said: str = ""


def behind_cell(branches: Sequence[BranchFigures], view: View, column: int) -> list[Behind]:
    """What a cell of the heat map is the mean of; branches without a score too."""
    rows = []
    for one in branches:
        found = one.found.get(view)
        share = None
        if found is not None:
            share = found.total if column == TOTAL_COLUMN else found.shares[column]
        rows.append(Behind(one.branch, share, "" if found else "没有得分"))
    return rows


def behind_criterion(one: FailedCriterion) -> list[Behind]:
    """Who lost points in a criterion."""
    return [Behind(miss.branch, miss.points, miss.finding) for miss in one.misses]


class BranchesDialog(QDialog):
    """A list to look through; Enter or double click looks at one branch.

    Object names: `behind_table`, `look_at_branch`.
    """

    wanted = Signal(object)
    """The `RoundBranchId` of the branch to look at."""

    def __init__(
        self, title: str, figure: str, rows: Sequence[Behind], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(*_SIZE)
        several = any(row.branch.station != row.branch.township for row in rows) and (
            len({row.branch.station for row in rows}) > 1
        )
        said = Column[Behind]("说明", lambda row: row.said, width=200, tip=lambda row: row.said)
        stations = [Column[Behind]("指导站", lambda row: row.branch.station, width=120)]
        self.table: RowTable[Behind] = RowTable(
            [
                Column("党支部", lambda row: row.branch.name, width=240),
                *(stations if several else []),
                Column(TOWNSHIP, lambda row: row.branch.township, width=110),
                Column("类型", lambda row: BRANCH_KIND_NAMES[row.branch.kind], width=116),
                Column(
                    figure,
                    lambda row: figure_text(row.figure),
                    lambda row: row.figure,
                    align=RIGHT,
                    width=90,
                ),
                *([said] if any(row.said for row in rows) else []),
            ],
            unit="个支部",
            search_hint="支部、镇街、说明",
            key=lambda row: row.branch.id,
        )
        self.table.setObjectName("behind_table")
        hide_one_township(self.table, lambda row: row.branch.township)
        self.table.set_rows(rows)
        self.table.activated.connect(self._look)
        self._build(title)

    def _build(self, title: str) -> None:
        look = make_button("看这个支部", Kind.PRIMARY, name="look_at_branch")
        look.clicked.connect(self._look_at_chosen)
        close = make_button("关闭", name="close_behind")
        close.clicked.connect(self.reject)
        buttons = ButtonRow(look, leave=close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.s)
        layout.addWidget(make_label(title, "section", "behind_title", wrap=True))
        layout.addWidget(self.table, 1)
        layout.addLayout(buttons)
        self.table.choose_first()
        self.table.view.setFocus()

    @Slot()
    def _look_at_chosen(self) -> None:
        for row in self.table.selected_rows()[:1]:
            self._look(row)

    @Slot(object)
    def _look(self, row: Behind) -> None:
        self.wanted.emit(row.branch.id)
        self.accept()
