"""The tree of organisations put together from its rows, whatever two offices made of them apart.

Two PCs that work apart can move A under B and B under A, or add a branch to a village that the
other has removed. Nothing is lost by it: what hangs nowhere is shown at the end of the roots.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jyguide.ids import OrganisationId, StationId
from jyguide.people.organisation import OrganisationKind


@dataclass(frozen=True, slots=True)
class Node:
    """What the rules of the tree need to know of one organisation.

    Attributes:
        position: Among its siblings, from 1; 0 stands after all who have one.
    """

    id: OrganisationId
    name: str
    kind: OrganisationKind
    parent_id: OrganisationId | None
    station_id: StationId | None = None
    position: int = 0


class OrganisationTree:
    """The living organisations, each at its place.

    Attributes:
        nodes: By key.
        astray: Those whose parent is gone or lies under themselves; they stand at the root.
    """

    def __init__(self, nodes: Iterable[Node]) -> None:
        self.nodes: Mapping[OrganisationId, Node] = {node.id: node for node in nodes}
        self._children: defaultdict[OrganisationId | None, list[Node]] = defaultdict(list)
        for node in self.nodes.values():
            self._children[node.parent_id if node.parent_id in self.nodes else None].append(node)
        self._lift_rings()
        for siblings in self._children.values():
            siblings.sort(key=_order)
        self.astray = frozenset(
            node.id for node in self._children[None] if node.parent_id is not None
        )

    def children(self, parent_id: OrganisationId | None) -> Sequence[Node]:
        """What lies directly under an organisation, or the roots, in order."""
        return self._children.get(parent_id, ())

    def parent(self, organisation_id: OrganisationId) -> OrganisationId | None:
        """The organisation it lies under; None at the root."""
        if organisation_id in self.astray:
            return None
        return self.nodes[organisation_id].parent_id

    def walk(self) -> Iterator[Node]:
        """Everything from the top, each before what lies under it."""
        stack = list(reversed(self.children(None)))
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(self.children(node.id)))

    def below(self, organisation_id: OrganisationId) -> set[OrganisationId]:
        """An organisation and everything under it; empty where there is none of that key."""
        if organisation_id not in self.nodes:
            return set()
        found, stack = {organisation_id}, [organisation_id]
        while stack:
            inside = [child.id for child in self.children(stack.pop())]
            found.update(inside)
            stack.extend(inside)
        return found

    def above(self, organisation_id: OrganisationId) -> list[Node]:
        """From the root down to the organisation itself."""
        line: list[Node] = []
        at: OrganisationId | None = organisation_id
        while at is not None:
            line.append(self.nodes[at])
            at = self.parent(at)
        return line[::-1]

    def path(self, organisation_id: OrganisationId) -> tuple[str, ...]:
        """Names from the township down; the city is left out."""
        return tuple(
            node.name
            for node in self.above(organisation_id)
            if node.kind is not OrganisationKind.CITY
        )

    def _lift_rings(self) -> None:
        """Of each ring, put the organisation with the smallest key at the root, on every PC."""
        reached = {node.id for node in self.walk()}
        for key in sorted(self.nodes.keys() - reached):
            if key not in reached:
                node = self.nodes[self._ring_head(key)]
                self._children[node.parent_id].remove(node)
                self._children[None].append(node)
                reached |= self.below(node.id)

    def _ring_head(self, key: OrganisationId) -> OrganisationId:
        """The smallest key of the ring that the parents of an unreached organisation run into."""
        seen: list[OrganisationId] = []
        at = key
        while at not in seen:
            seen.append(at)
            above = self.nodes[at].parent_id
            assert above is not None  # noqa: S101 - a root is reached
            at = above
        return min(seen[seen.index(at) :])


def _order(node: Node) -> tuple[object, ...]:
    return (node.parent_id is not None, node.position == 0, node.position, node.id)
