"""Which organisations take part in a round by themselves, and as what kind of branch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jyguide.ids import OrganisationId, StationId
from jyguide.people.organisation import TOWNSHIPS, OrganisationKind
from jyguide.people.organisation_tree import Node, OrganisationTree
from jyguide.standard.kinds import BRANCH_KIND_OF, BranchKind

NO_TOWNSHIP = "市直"
"""What stands for the township of a branch right under the city."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organisation that may take part in a round, as the tree has it now.

    Attributes:
        name: Its own; with the village's before it where it does not say it itself.
        kind: None where nothing over it says so: then it is asked.
        position: In the order of the tree, from 1.
    """

    organisation_id: OrganisationId
    name: str
    township: str
    kind: BranchKind | None
    station_id: StationId | None
    position: int


def candidates(tree: OrganisationTree) -> list[Candidate]:
    """Everything that is looked at on its own, in the order of the tree.

    That is every branch; and a village, community, office or two-new organisation without one,
    whose branch nobody has entered. An office with offices under it leaves it to these. A general
    branch that has neither branches nor a body over it stands for itself.
    """
    served = _served(tree)
    found = []
    for at, node in enumerate(tree.walk(), 1):
        if _takes_part(tree, node, served):
            found.append(_candidate(tree, node, at))
    return found


def _served(tree: OrganisationTree) -> set[OrganisationId]:
    """Bodies and general branches for which something under them takes part."""
    served: set[OrganisationId] = set()
    for node in tree.nodes.values():
        above = tree.above(node.id)[:-1]
        if node.kind is OrganisationKind.BRANCH:
            served.update(_up_to_body(above))
        elif node.kind is OrganisationKind.OFFICE:
            served.update(one.id for one in above if one.kind is OrganisationKind.OFFICE)
    return served


def _up_to_body(above: list[Node]) -> Iterator[OrganisationId]:
    """From a branch upwards, the body to which it belongs included."""
    for one in reversed(above):
        yield one.id
        if one.kind in BRANCH_KIND_OF:
            return


def _takes_part(tree: OrganisationTree, node: Node, served: set[OrganisationId]) -> bool:
    if node.kind is OrganisationKind.BRANCH:
        return True
    if node.id in served:
        return False
    if node.kind is OrganisationKind.GENERAL_BRANCH:
        return _body(tree, node) is None
    return node.kind in BRANCH_KIND_OF


def _body(tree: OrganisationTree, node: Node) -> Node | None:
    """The nearest village, community, office or two-new organisation at or over it."""
    return next((one for one in reversed(tree.above(node.id)) if one.kind in BRANCH_KIND_OF), None)


def _candidate(tree: OrganisationTree, node: Node, position: int) -> Candidate:
    above = tree.above(node.id)
    body = _body(tree, node)
    township = next((one.name for one in reversed(above) if one.kind in TOWNSHIPS), NO_TOWNSHIP)
    return Candidate(
        node.id,
        _full_name(node, body),
        township,
        None if body is None else BRANCH_KIND_OF[body.kind],
        node.station_id,
        position,
    )


def _full_name(node: Node, body: Node | None) -> str:
    """``第一党支部`` of a village alone would name hundreds."""
    if body is None or body.id == node.id or _says(node.name, body.name):
        return node.name
    return f"{body.name}{node.name}"


def _says(name: str, body: str) -> bool:
    bare = body.removesuffix("村").removesuffix("社区") or body
    return bare in name


def kinds_missing(
    chosen: Iterable[BranchKind], given: Iterable[BranchKind]
) -> tuple[BranchKind, ...]:
    """Kinds of branches that would take part without a checklist, in their usual order."""
    lacking = set(chosen) - set(given)
    return tuple(kind for kind in BranchKind if kind in lacking)


def of_known_kind(found: Iterable[Candidate]) -> dict[OrganisationId, BranchKind]:
    """All of these whose kind is known, by organisation."""
    return {one.organisation_id: one.kind for one in found if one.kind is not None}
