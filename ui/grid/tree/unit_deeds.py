"""What is done to units of the grid: asked about, kept, told with a way back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Slot

from jyguide.errors import RuleError
from jyguide.grid.kinds import GRID_LEVEL_NAMES, GridLevel
from jyguide.grid.rule import GridRule
from jyguide.grid.service.gaps import RuleSet
from jyguide.grid.tree import GridNode, GridTree
from jyguide.grid.unit import UnitFacts, UnitRow, level_above, level_below
from jyguide.ids import GridUnitId
from jyguide.people.organisation import OrganisationRow
from ui.grid.deeds import GridDeeds
from ui.grid.tree.dialogs import RuleDialog, UnitDialog
from ui.grid.tree.handover_dialog import MoveDialog
from ui.history.record_dialog import Subject, open_record

_Asked = tuple[UnitRow | None, UnitRow | None, Sequence[OrganisationRow]]
"""The unit above, the unit itself (None: a new one), and organisations it may lie over."""


class UnitDeeds(GridDeeds):
    """Acts for the tab on the unit chosen in its tree."""

    tree: GridTree = GridTree(())
    """As it was loaded last."""

    def begin_from_organisations(self) -> None:
        """Townships, villages and branches out of the organisation tree."""
        work = self._app.grid_units.begin_from_organisations
        self._keep(
            work,
            lambda done: self._undoing.tell(f"已按组织树建立 {done.result} 个网格", done.action),
            "正在建立网格",
        )

    def add(self, above: GridNode | None) -> None:
        """Ask for a unit under another one, or at the top."""
        level = level_below(above.level) if above else GridLevel.TOWNSHIP
        if level is None:
            word = GRID_LEVEL_NAMES[GridLevel.CELL]
            self._page.say(f"{word}是最下一级，下面不能再放网格；可以新增联系对象。")
            return
        work = partial(self._ask_about, above.id if above else None, None, level)
        self._desk.load(self, work, partial(self._open_form, level))

    def change(self, node: GridNode) -> None:
        """Ask what is to be otherwise about a unit."""
        work = partial(self._ask_about, self.tree.parent(node.id), node.id, node.level)
        self._desk.load(self, work, partial(self._open_form, node.level))

    def move(self, node: GridNode) -> None:
        """Ask where a unit is to lie."""
        wanted = level_above(node.level)
        if wanted is None:
            self._page.say(f"“{node.name}”已经是最上一级，不能再移动。")
            return
        above = self.tree.parent(node.id)
        places = [
            (one.id, "/".join(self.tree.path(one.id)))
            for one in self.tree.walk()
            if one.level is wanted and one.id != above and one.station_id == node.station_id
        ]
        if not places:
            self._page.say(f"没有别的{GRID_LEVEL_NAMES[wanted]}可以放“{node.name}”。")
            return
        said = f"连同下级和联系对象一起移动。现在在“{'/'.join(self.tree.path(node.id)[:-1])}”。"
        dialog = MoveDialog(f"移动“{node.name}”", said, places, self._page)

        def keep(parent_id: GridUnitId) -> None:
            work = partial(self._app.grid_units.move, node.id, parent_id)
            self._write(work, f"已移动“{node.name}”", dialog)

        dialog.given.connect(keep)
        dialog.open()

    def remove(self, node: GridNode) -> None:
        """Take a unit off that holds nothing."""
        work = partial(self._app.grid_units.remove, node.id)
        self._write(work, f"已删除“{node.name}”")

    def open_history(self, node: GridNode) -> None:
        """Who changed what about a unit."""
        subject = Subject("grid_unit", node.id, f"网格“{node.name}”")
        open_record(self._desk, self._app.history, subject, self._page)

    @Slot()
    def ask_rule(self) -> None:
        """Ask for the figures of “1+10+N”."""
        self._desk.load(self, self._app.grid_gaps.rule, self._open_rule)

    def _open_rule(self, found: RuleSet) -> None:
        if found.by_city and not self._app.place.is_city:
            self._page.say(f"“1+10+N”的人数由市级统一规定：{rule_said(found.rule)}。")
            return
        dialog = RuleDialog(found.rule, self._page)

        def keep(rule: GridRule) -> None:
            work = partial(self._app.grid_gaps.set_rule, rule, found.version or None)
            self._write(work, f"已改为{rule_said(rule)}", dialog)

        dialog.given.connect(keep)
        dialog.open()

    def _ask_about(
        self, above_id: GridUnitId | None, unit_id: GridUnitId | None, level: GridLevel
    ) -> _Asked:
        """On the worker."""
        units = self._app.grid_units
        above = units.row(above_id) if above_id else None
        row = units.row(unit_id) if unit_id else None
        if unit_id and row is None:
            raise RuleError("这个网格已被删除。", hint="请按 F5 刷新后重新选择。")
        return above, row, units.offered(level, row, above)

    def _open_form(self, level: GridLevel, asked: _Asked) -> None:
        above, row, offered = asked
        dialog = UnitDialog(level, above, row, offered, self._page)

        def keep(facts: UnitFacts) -> None:
            units = self._app.grid_units
            if row is None:
                self._write(partial(units.add, facts), f"已新增“{facts.name}”", dialog)
            else:
                work = partial(units.change, row.id, facts, row.version)
                self._write(work, f"已修改“{facts.name}”", dialog)

        dialog.given.connect(keep)
        dialog.open()


def rule_said(rule: GridRule) -> str:
    """The figures in words."""
    return (
        f"通常联系党员 {rule.members} 人、至多 {rule.most_members} 人，农户至多 "
        f"{rule.most_households} 户"
    )
