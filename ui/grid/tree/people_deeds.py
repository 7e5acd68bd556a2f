"""What is done to the people of the grid: entered, changed, handed over, moved away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from jyguide.grid.gaps import Taker
from jyguide.grid.handover import HandoverPlan, Holding
from jyguide.grid.kinds import GRID_LEVEL_NAMES
from jyguide.grid.link import LOWER, CentreRow, TargetRow, VanguardRow
from jyguide.grid.tree import GridNode
from jyguide.ids import GridUnitId, TargetId
from ui.grid.deeds import GridDeeds
from ui.grid.tree.dialogs import CentreDialog, LeaveDialog, TargetDialog, VanguardDialog
from ui.grid.tree.handover_dialog import HandoverDialog
from ui.history.record_dialog import Subject, open_record

_LEFT = ("年龄原因", "外出务工", "身体原因", "工作调整", "户籍迁出")
_MOVED = ("搬迁", "户籍迁出", "去世", "拆迁安置")
_Asked = tuple[list[Taker], list[Holding]]
AnyPerson = TargetRow | VanguardRow | CentreRow
_TABLES = {
    TargetRow: ("contact_target", "联系对象"),
    VanguardRow: ("vanguard_member", "先锋党员"),
    CentreRow: ("centre_household", "党员中心户"),
}


class PeopleDeeds(GridDeeds):
    """Acts for the tab on what is chosen in its tables."""

    def add(self, node: GridNode, kind: type[AnyPerson]) -> None:
        """Ask for somebody new in a unit, if anybody can belong to it."""
        if node.level not in LOWER:
            self._page.say(
                f"{_TABLES[kind][1]}要放在微网格或网格党支部里，请先在左边选一个再新增；"
                f"现在选的是{GRID_LEVEL_NAMES[node.level]}“{node.name}”。"
            )
            return
        self._open(kind, node.id, node.name, None)

    def change(self, row: AnyPerson) -> None:
        """Ask what is to be otherwise about somebody."""
        self._open(type(row), row.unit_id, "/".join(row.path[-2:]), row)

    def hand_over(self, rows: Sequence[TargetRow]) -> None:
        """Ask to whom targets are to be passed."""
        if not rows:
            self._page.say("请先选要移交的党员或农户，可以按住 Ctrl 或 Shift 多选。")
            return
        alone = rows[0].id if len(rows) == 1 else None
        work = partial(self._ask_about, rows[0].unit_id, alone)
        self._desk.load(self, work, partial(self._open_handover, list(rows)))

    def hand_over_all(self, row: VanguardRow) -> None:
        """Ask to whom all targets of a vanguard member are to be passed."""
        work = partial(self._app.grid_links.targets, vanguard_id=row.id)
        self._desk.load(self, work, partial(self._hand_over_those, row))

    def leave(self, row: VanguardRow) -> None:
        """Ask since when a vanguard member contacts nobody any more."""
        held = row.members + row.households
        told = f"他现在联系 {held} 个对象，离任后请移交，未移交的会列为“联系人已离任”。"
        said = f"“{row.name}”不再担任先锋党员。" + (told if held else "")
        dialog = LeaveDialog("离任", said, _LEFT, self._today, self._page)

        def keep(given: tuple[date, str]) -> None:
            work = partial(self._app.grid_handovers.leave, row.id, *given, row.version)
            self._write(work, f"“{row.name}”已离任；请移交他的联系对象", dialog)

        dialog.given.connect(keep)
        dialog.open()

    def move_away(self, rows: Sequence[TargetRow]) -> None:
        """Ask since when targets are no longer here."""
        if not rows:
            return
        said = f"{len(rows)} 个联系对象不再联系，走访记录保留。"
        dialog = LeaveDialog("迁出", said, _MOVED, self._today, self._page)

        def keep(given: tuple[date, str]) -> None:
            keys, seen = [row.id for row in rows], [row.version for row in rows]
            work = partial(self._app.grid_links.move_away, keys, *given, seen)
            self._write(work, f"{len(rows)} 个联系对象已迁出", dialog)

        dialog.given.connect(keep)
        dialog.open()

    def remove(self, rows: Sequence[AnyPerson]) -> None:
        """Take off what was entered by mistake."""
        if not rows:
            return
        links = self._app.grid_links
        removing: dict[type[AnyPerson], Callable[[list[Any]], object]] = {
            TargetRow: links.remove_targets,
            VanguardRow: links.remove_vanguards,
            CentreRow: links.remove_centres,
        }
        work = partial(removing[type(rows[0])], [row.id for row in rows])
        self._write(work, f"已删除 {len(rows)} 条")

    def open_history(self, row: AnyPerson) -> None:
        """Who changed what about somebody."""
        table, word = _TABLES[type(row)]
        subject = Subject(table, row.id, f"{word}“{row.name}”")
        open_record(self._desk, self._app.history, subject, self._page)

    @property
    def _today(self) -> date:
        return self._app.clock().date()

    def _hand_over_those(self, row: VanguardRow, rows: list[TargetRow]) -> None:
        living = [one for one in rows if one.left_on is None]
        if living:
            self.hand_over(living)
        else:
            self._page.say(f"“{row.name}”没有联系对象，不需要移交。")

    def _ask_about(self, unit_id: GridUnitId, alone: TargetId | None) -> _Asked:
        """On the worker."""
        history = self._app.grid_handovers.history(alone) if alone else []
        return self._app.grid_gaps.takers(unit_id), history

    def _open_handover(self, rows: list[TargetRow], asked: _Asked) -> None:
        takers, history = asked
        dialog = HandoverDialog(rows, takers, history, self._today, self._page)

        def keep(plan: HandoverPlan) -> None:
            keys, seen = [row.id for row in rows], [row.version for row in rows]
            work = partial(self._app.grid_handovers.hand_over, keys, plan, seen)
            self._keep(
                work,
                lambda done: self._undoing.tell(done.result.sentence, done.action),
                "正在移交",
                dialog,
            )

        dialog.given.connect(keep)
        dialog.open()

    def _open(self, kind: type[AnyPerson], unit_id: GridUnitId, unit: str, row: Any) -> None:
        links = self._app.grid_links
        forms: dict[type[AnyPerson], tuple[Any, Callable[..., Any], Callable[..., Any]]] = {
            TargetRow: (TargetDialog, links.add_target, links.change_target),
            VanguardRow: (VanguardDialog, links.add_vanguard, links.change_vanguard),
            CentreRow: (CentreDialog, links.add_centre, links.change_centre),
        }
        make, add, change = forms[kind]
        dialog = make(unit_id, unit, row, self._page)

        def keep(facts: Any) -> None:
            if row is None:
                self._write(partial(add, facts), f"已新增“{facts.name}”", dialog)
            else:
                work = partial(change, row.id, facts, row.version)
                self._write(work, f"已修改“{facts.name}”", dialog)

        dialog.given.connect(keep)
        dialog.open()
