"""What may lie under what in the grid, who may change it, and what may be taken off it."""

from __future__ import annotations

from collections.abc import Sequence

from jyguide.errors import RuleError
from jyguide.grid.kinds import GRID_LEVEL_NAMES, GridLevel
from jyguide.grid.tree import GridNode, GridTree
from jyguide.grid.unit import UnitFacts, level_above
from jyguide.ids import GridUnitId, StationId

_KEPT = "没有改动。"
_NAMED = 5
"""How many a refusal names."""


def misfit(level: GridLevel, parent: GridLevel | None) -> str:
    """Why a level may not lie under another (None: the top), or nothing."""
    wanted = level_above(level)
    if parent is wanted:
        return ""
    name = GRID_LEVEL_NAMES[level]
    if wanted is None:
        return f"{name}是最上一级，不能放在别的网格下面"
    where = f"{GRID_LEVEL_NAMES[parent]}下面" if parent else "最上一级"
    return f"{name}不能放在{where}，只能放在{GRID_LEVEL_NAMES[wanted]}下面"


def refuse_foreign(node: GridNode, own: StationId | None) -> None:
    """Refuse to change what is another station's.

    Raises:
        RuleError: it is; None as ``own`` is the city, which may change everything.
    """
    if own is not None and node.station_id != own:
        raise RuleError(
            f"“{node.name}”归别的指导站管理，本站不能改动。{_KEPT}",
            hint="需要改动时请告诉市级，改好后会随文件收到。",
        )


def refuse_place(tree: GridTree, facts: UnitFacts, moved: GridUnitId | None) -> None:
    """Refuse a unit where it may not lie.

    Args:
        tree: As it is now.
        facts: Name, level and parent as they are to be.
        moved: The unit itself; None for a new one.

    Raises:
        RuleError: the parent is gone, lies under it, is of the wrong level, or holds another
            unit of the same name.
    """
    parent = _parent(tree, facts.parent_id)
    if parent and moved and moved in {node.id for node in tree.above(parent.id)}:
        raise RuleError(
            f"“{parent.name}”就在“{facts.name}”下面，不能把上级放到自己的下级里。{_KEPT}",
            hint="请选择别的上级网格。",
        )
    if reason := misfit(facts.level, parent.level if parent else None):
        raise RuleError(f"{reason}。{_KEPT}", hint="请选择别的上级网格，或改正层级。")
    for sibling in tree.children(facts.parent_id):
        if sibling.name == facts.name and sibling.id != moved:
            where = f"“{parent.name}”下面" if parent else "最上一级"
            raise RuleError(
                f"{where}已经有一个“{facts.name}”。{_KEPT}",
                hint="同一个上级下面的网格不能同名，请换一个名称。",
            )


def refuse_other_station(tree: GridTree, node: GridNode, parent_id: GridUnitId | None) -> None:
    """Refuse to carry a unit with all its people into another station's grid.

    Raises:
        RuleError: the new parent is another station's: visits and matters stay where they were
            written, and would no longer lie beside the households.
    """
    parent = tree.nodes[parent_id] if parent_id else None
    if parent is not None and parent.station_id != node.station_id:
        raise RuleError(
            f"“{parent.name}”和“{node.name}”不在同一个指导站。{_KEPT}",
            hint="请在另一个指导站的网格里新增，再导入那里的联系对象。",
        )


def refuse_removing(tree: GridTree, node: GridNode, people: Sequence[tuple[int, str]]) -> None:
    """Refuse to remove a unit that holds anything.

    Args:
        tree: As it is now.
        node: What is to be removed.
        people: How many lie in it of each kind, with the measure word: ``(3, "户农户")``.

    Raises:
        RuleError: units lie under it, or anybody belongs to it; said are how many.
    """
    below = [child.name for child in tree.children(node.id)]
    held = [f"{count} {unit}" for count, unit in people if count]
    if below:
        more = "等" if len(below) > _NAMED else ""
        held.insert(0, f"{len(below)} 个下级网格（{'、'.join(below[:_NAMED])}{more}）")
    if held:
        raise RuleError(
            f"“{node.name}”里还有{'、'.join(held)}，不能删除。{_KEPT}",
            hint="请先把它们移到别的网格，再删除。",
        )


def _parent(tree: GridTree, parent_id: GridUnitId | None) -> GridNode | None:
    if parent_id is None:
        return None
    if parent_id not in tree.nodes:
        raise RuleError(
            f"选定的上级网格已被删除。{_KEPT}", hint="请按 F5 刷新后，重新选择上级网格。"
        )
    return tree.nodes[parent_id]
