"""Self, cross and spot scores side by side: branches, people, criteria."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jyguide.app import Application
from jyguide.standard.comparing import Agreement, Drift
from jyguide.standard.kinds import BRANCH_KIND_NAMES, BranchKind
from jyguide.standard.round import RoundRow
from jyguide.standard.side_by_side import BranchBeside, SideBySide
from ui.desk import Desk
from ui.standard.lots.beside_detail import BesideDetail
from ui.standard.lots.columns import agreement_columns, beside_columns, drift_columns
from ui.standard.lots.deeds import LotDeeds
from ui.standard.tab import RoundTab
from ui.standard.townships import narrow_by_township
from ui.theme import SPACE
from ui.widgets import EmptyText, RowTable, SplitDetail, make_button, make_label

_EMPTY = EmptyText(
    "还没有可以对比的得分",
    "支部完成自查、互查或抽查以后，这里把几次得分并排放在一起，差距大的会标出来。",
    icon_name="report",
)
_NOBODY = EmptyText("还没有可以对比的检查员", "同一个支部既有互查又有抽查时，这里才有对照。")
_NO_CRITERION = EmptyText("还没有两人评过同一个支部", "互查和抽查都完成以后，这里按指标对照。")
_NONE_CHOSEN = EmptyText(
    "没有选中党支部",
    "在左边选一个，这里按六个方面和每项指标并排显示几次得分。",
    icon_name="report",
)
_VIEWS = ("按支部", "按检查员", "按检查内容")
_HELP = {
    0: "差距的界限由本轮次的评定规则定。差距大不等于有错，可以先看是哪几项理解不同。",
    1: "只比较同一支部的互查和抽查，用来统一尺度，不作排名；次数少的仅供参考。",
    2: "两个人对同一支部同一指标给分相差不超过 0.5 分算一致；理解不一的指标，宜先统一口径。",
}


class ComparePane(RoundTab):
    """Three ways of looking at the same inspections.

    Object names: `compare_view`, `only_marked`, `export_compare`, `compare_branches`,
    `compare_people` and `compare_criteria` (tables), `compare_sentence`, `compare_help`, and
    those of `BesideDetail`.
    """

    def __init__(self, desk: Desk, app: Application, deeds: LotDeeds) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self._deeds = deeds
        self._round: RoundRow | None = None
        self._found = SideBySide(0)
        self._texts: dict[tuple[BranchKind, str], str] = {}
        self._make_tables()
        self._build()
        self._connect()

    def show_round(self, row: RoundRow | None) -> None:
        self._round = row
        if row is not None:
            self._desk.load(self, partial(self._app.lots.side_by_side, row.id), self._show)

    def _make_tables(self) -> None:
        self.branches: RowTable[BranchBeside] = RowTable(
            beside_columns(),
            unit="个支部",
            search_hint="搜索支部",
            key=lambda row: row.branch_id,
            empty=_EMPTY,
        )
        self.branches.setObjectName("compare_branches")
        narrow_by_township(self.branches, lambda row: row.township)
        self.branches.add_choice("kind", "全部类型", lambda row: BRANCH_KIND_NAMES[row.kind])
        self.people: RowTable[Drift] = RowTable(
            drift_columns(), unit="人", key=lambda row: row.inspector_key, empty=_NOBODY
        )
        self.people.setObjectName("compare_people")
        self.criteria: RowTable[Agreement] = RowTable(
            agreement_columns(self._texts),
            unit="项指标",
            search_hint="搜索指标",
            key=lambda row: (row.kind, row.code),
            empty=_NO_CRITERION,
        )
        self.criteria.setObjectName("compare_criteria")

    def _build(self) -> None:
        self.view = QComboBox()
        self.view.setObjectName("compare_view")
        self.view.setAccessibleName("对比的方式")
        self.view.addItems(_VIEWS)
        self.only_marked = QCheckBox("只看差距大的")
        self.only_marked.setObjectName("only_marked")
        self._export = make_button("导出 Excel…", icon_name="export", name="export_compare")
        self._detail = BesideDetail()
        self._split = SplitDetail(self.branches, _NONE_CHOSEN, share=64)
        self._stack = QStackedWidget()
        for part in (self._split, self.people, self.criteria):
            self._stack.addWidget(part)
        self._sentence = make_label("", "small", "compare_sentence", wrap=True)
        self._help = make_label(_HELP[0], "small", "compare_help", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addWidget(self._head())
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._help)

    def _head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        row.addWidget(self.view)
        row.addWidget(self.only_marked)
        row.addWidget(self._sentence, 1)
        row.addWidget(self._export)
        return head

    def _connect(self) -> None:
        self.view.currentIndexChanged.connect(self._turn)
        self.only_marked.toggled.connect(self._narrow)
        self._export.clicked.connect(self._ask_export)
        self.branches.selection_changed.connect(self._show_branch)

    def _show(self, found: SideBySide) -> None:
        self._found = found
        self._texts.clear()
        self._texts.update(found.texts)
        self.branches.set_rows(found.branches)
        self.people.set_rows(found.drifts)
        self.criteria.set_rows(found.agreements)
        self._sentence.setText(found.sentence if found.branches else "")
        self._export.setEnabled(bool(found.branches))
        self.only_marked.setText(f"只看差距大的（{found.marked}）")
        self._show_branch()

    @Slot(int)
    def _turn(self, at: int) -> None:
        self._stack.setCurrentIndex(at)
        self.only_marked.setVisible(at == 0)
        self._help.setText(_HELP[at])

    @Slot(bool)
    def _narrow(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        self.branches.set_condition("marked", (lambda row: row.marked) if on else None)

    @Slot()
    def _show_branch(self, *_: object) -> None:
        rows = self.branches.selected_rows()
        if len(rows) == 1:
            self._detail.show_branch(rows[0], self._found.texts)
            self._split.show_detail(self._detail)
        else:
            self._split.show_nothing()

    @Slot()
    def _ask_export(self) -> None:
        if self._round is not None:
            self._deeds.export_scores(self._round, self._found)
