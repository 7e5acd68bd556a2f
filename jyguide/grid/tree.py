"""The tree of the grid put together from its rows, whatever two PCs made of them apart.

What lies under a unit that is gone, or under itself, stands at the root, where it can be seen and
put right; nothing is lost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from jyguide.grid.kinds import GridLevel
from jyguide.ids import GridUnitId, StationId


class GridNode(NamedTuple):
    """What the rules of the tree need to know of one unit.

    A tuple: seven thousand are made whenever the page opens, in a fifth of the time.

    Attributes:
        position: Among its siblings, from 1; 0 stands after all who have one.
    """

    id: GridUnitId
    name: str
    level: GridLevel
    parent_id: GridUnitId | None
    position: int = 0
    station_id: StationId | None = None


class GridTree:
    """The living units, each at its place.

    Attributes:
        nodes: By key.
    """

    def __init__(self, nodes: Iterable[GridNode]) -> None:
        self.nodes: Mapping[GridUnitId, GridNode] = {node.id: node for node in nodes}
        self._parents: dict[GridUnitId, GridUnitId | None] = {}
        self._children: defaultdict[GridUnitId | None, list[GridNode]] = defaultdict(list)
        for node in self.nodes.values():
            parent = node.parent_id if node.parent_id in self.nodes else None
            self._parents[node.id] = parent
            self._children[parent].append(node)
        self._lift_rings()
        for siblings in self._children.values():
            if len(siblings) > 1:
                siblings.sort(key=_order)

    def children(self, parent_id: GridUnitId | None) -> Sequence[GridNode]:
        """What lies directly under a unit, or the roots, in order."""
        return self._children.get(parent_id, ())

    def parent(self, unit_id: GridUnitId) -> GridUnitId | None:
        """The unit it lies under; None at the root."""
        return self._parents[unit_id]

    def walk(self) -> Iterator[GridNode]:
        """Everything from the top, each before what lies under it."""
        stack = list(reversed(self.children(None)))
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(self.children(node.id)))

    def below(self, unit_id: GridUnitId) -> set[GridUnitId]:
        """A unit and everything under it; empty where there is none of that key."""
        if unit_id not in self.nodes:
            return set()
        found, stack = {unit_id}, [unit_id]
        while stack:
            inside = [child.id for child in self.children(stack.pop())]
            found.update(inside)
            stack.extend(inside)
        return found

    def above(self, unit_id: GridUnitId) -> list[GridNode]:
        """From the root down to the unit itself."""
        line: list[GridNode] = []
        at: GridUnitId | None = unit_id
        while at is not None:
            line.append(self.nodes[at])
            at = self._parents[at]
        return line[::-1]

    def path(self, unit_id: GridUnitId) -> tuple[str, ...]:
        """Names from the township down to the unit itself."""
        return tuple(node.name for node in self.above(unit_id))

    def at_level(self, unit_id: GridUnitId, level: GridLevel) -> GridNode | None:
        """The unit of that level that this one is or lies in."""
        return next((node for node in self.above(unit_id) if node.level is level), None)

    def _lift_rings(self) -> None:
        """Of each ring, put the unit with the smallest key at the root, on every PC the same."""
        if sum(1 for _ in self.walk()) == len(self.nodes):
            return
        reached = {node.id for node in self.walk()}
        for key in sorted(self.nodes.keys() - reached):
            if key not in reached:
                node = self.nodes[self._ring_head(key)]
                self._children[self._parents[node.id]].remove(node)
                self._children[None].append(node)
                self._parents[node.id] = None
                reached |= self.below(node.id)

    def _ring_head(self, key: GridUnitId) -> GridUnitId:
        """The smallest key of the ring that the parents of an unreached unit run into."""
        seen: list[GridUnitId] = []
        at = key
        while at not in seen:
            seen.append(at)
            above = self._parents[at]
            assert above is not None  # noqa: S101 - a root is reached
            at = above
        return min(seen[seen.index(at) :])


def _order(node: GridNode) -> tuple[object, ...]:
    return (node.parent_id is not None, node.position == 0, node.position, node.id)
