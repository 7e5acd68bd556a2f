"""交叉互查抽签分配: who inspects, by which rules, and what came out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from jyguide.app import Application
from jyguide.ids import RoundId
from jyguide.standard.assigning.terms import Balance
from jyguide.standard.lot import AssignmentTerms, DrawnAssignment, LotPool, LotRules
from jyguide.standard.lot_text import foreign_units, read_groups, read_inspectors
from ui.desk import Desk
from ui.standard.lots.columns import Line, line_columns
from ui.standard.lots.draw_dialog import DrawDialog
from ui.standard.lots.inspector_list import InspectorList
from ui.standard.lots.seed_field import SEED_HINT
from ui.theme import SPACE, scaled
from ui.widgets import RowTable, make_label
from ui.widgets.surfaces import labelled

_RULES_WIDTH = 384
_NAMED = 5
_GROUPS_HEIGHT = 72
_GROUPS_HINT = "片区宜大不宜小：少于五六个单位的片区，加上不互查往往排不成。"


class AssignDialog(DrawDialog[DrawnAssignment]):
    """Leads from a list of people to who inspects what.

    Object names: `assign_dialog`, `never_mutual`, `not_as_last_year`, `per_branch`, `balance`,
    `groups`, `drawn` (the table), and those of `InspectorList` and `DrawDialog`.
    """

    def __init__(
        self,
        desk: Desk,
        app: Application,
        round_id: RoundId,
        pool: LotPool,
        parent: QWidget,
    ) -> None:
        super().__init__(desk, "交叉互查　抽签分配", app.clock().date(), parent)
        self.setObjectName("assign_dialog")
        self._app = app
        self._pool = pool
        self._round_id = round_id
        self.inspectors = InspectorList(pool)
        self._make_rules()
        self.table: RowTable[Line] = RowTable(
            line_columns(),
            unit="人",
            search_hint="搜索检查员、单位、支部",
            key=lambda row: row[0].key,
        )
        self.table.setObjectName("drawn")
        self._hold(self._asked(), self.table)
        for field in (self.inspectors.text, self.groups):
            field.textChanged.connect(self.forget_problem)
        self.inspectors.names.field.setFocus()

    def _make_rules(self) -> None:
        self.never_mutual = QCheckBox("两个单位不互查")
        self.never_mutual.setObjectName("never_mutual")
        self.never_mutual.setChecked(True)
        self.never_mutual.setToolTip("甲单位的人查了乙单位，乙单位的人就不查甲单位")
        self.not_as_last_year = QCheckBox("不查去年查过的单位")
        self.not_as_last_year.setObjectName("not_as_last_year")
        self.not_as_last_year.setEnabled(bool(self._pool.last_year))
        if not self._pool.last_year:
            self.not_as_last_year.setToolTip("以前年度没有保存过互查分配")
        self.per_branch = QComboBox()
        self.per_branch.setObjectName("per_branch")
        self.per_branch.addItem("每个支部一名检查员", 1)
        self.per_branch.addItem("每个支部两名，来自不同单位", 2)
        self.per_branch.setAccessibleName("每个支部几名检查员")
        self.balance = QComboBox()
        self.balance.setObjectName("balance")
        self.balance.addItem("任务均衡，相差不超过一个", None)
        self.balance.addItem("全体均衡，跨片区也一样", Balance.ALL)
        self.balance.addItem("不要求任务均衡", Balance.NONE)
        self.balance.setAccessibleName("任务是否均衡")
        self.groups = QPlainTextEdit()
        self.groups.setObjectName("groups")
        self.groups.setAccessibleName("片区")
        self.groups.setTabChangesFocus(True)
        self.groups.setMinimumHeight(_GROUPS_HEIGHT)
        names = [self._pool.units[key] for key in self._pool.inspected_units[:2]]
        example = "、".join(names) or "甲村、乙村"
        self.groups.setPlaceholderText(f"不填就不分片区。每行一个片区，例如\n东片：{example}")
        self.groups.setToolTip(_GROUPS_HINT)

    def _asked(self) -> QWidget:
        rules = QWidget()
        rules.setFixedWidth(scaled(_RULES_WIDTH))
        column = QVBoxLayout(rules)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(make_label("规则（谁都不查本单位）", "section"))
        for part in (self.never_mutual, self.not_as_last_year, self.per_branch, self.balance):
            column.addWidget(part)
        column.addWidget(labelled("片区（只在本片区内互查，宜大不宜小）", self.groups), 1)
        column.addWidget(labelled("完成期限", self.due))
        column.addWidget(labelled("种子", self.seed))
        column.addWidget(make_label(SEED_HINT, "small", wrap=True))
        asked = QWidget()
        row = QHBoxLayout(asked)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.l)
        row.addWidget(self.inspectors, 1)
        row.addWidget(rules)
        return asked

    def _work(self) -> Callable[[], DrawnAssignment]:
        names, grouped = self.inspectors.text.toPlainText(), self.groups.toPlainText()
        rules = LotRules(
            never_mutual=self.never_mutual.isChecked(),
            by_group=bool(grouped.strip()),
            balance=self.balance.currentData(),
            not_as_last_year=self.not_as_last_year.isChecked(),
            per_branch=self.per_branch.currentData(),
        )
        seed = self.seed.seed

        def work() -> DrawnAssignment:
            groups = read_groups(grouped, self._pool)
            station = self._app.place.station_id
            people = read_inspectors(names, self._pool, str(station or ""))
            terms = AssignmentTerms(people, rules, groups)
            return self._app.lots.assign(self._round_id, terms, seed)

        return work

    def _show_drawn(self, found: DrawnAssignment) -> tuple[str, str]:
        units = found.pool.units
        self.table.set_rows(
            (one, units.get(one.unit, one.unit), branches) for one, branches in found.lines
        )
        return f"{found.sentence}种子：{found.seed}。还没有保存。", _warning(found)


def _warning(found: DrawnAssignment) -> str:
    """What nobody here can see to, before it is kept."""
    told = ""
    if foreign := foreign_units(found.terms.inspectors, found.pool):
        named = "".join(f"“{name}”" for name in foreign[:_NAMED])
        told = (
            f"检查员单位{named}在本轮次里没有支部。如果是写错了，请返回修改："
            "写错的单位避不开本单位。"
        )
    if found.pool.by_station:
        told += (
            "以前分配过的，各站已开始、还没完成的检查在市级看不到，保存新的分配会收回这些任务。"
        )
    return told
