"""Where an organisation that is being moved would come to lie, in a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from jyguide.errors import RuleError
from jyguide.ids import OrganisationId, StationId
from jyguide.people.organisation import OrganisationFacts
from jyguide.people.organisation_rule import fixed_because, refuse_place
from jyguide.people.organisation_tree import Node, OrganisationTree


@dataclass(frozen=True, slots=True)
class Landing:
    """A place among siblings.

    Attributes:
        index: As `OrganisationService.move` takes it.
        sentence: Where it is, or why it cannot be there.
        reason: Why it cannot be there, or nothing.
    """

    parent_id: OrganisationId | None
    index: int | None
    sentence: str
    reason: str = ""


def landing(
    tree: OrganisationTree,
    own: StationId | None,
    moved: OrganisationId,
    parent_id: OrganisationId | None,
    before: OrganisationId | None,
) -> Landing:
    """What would come of putting ``moved`` under a parent, before a sibling or last.

    Args:
        tree: As it is shown.
        own: The station at work; None is the city.
        moved: What is moved.
        parent_id: Under what; None is the root.
        before: The sibling it is to stand before; None is last.
    """
    node = tree.nodes[moved]
    parent = tree.nodes[parent_id] if parent_id else None
    reason = fixed_because(node, own) or (fixed_because(parent, own) if parent else "")
    reason = reason or _refusal(tree, node, parent_id)
    if reason:
        return Landing(parent_id, None, f"不能放在这里：{reason}", reason)
    others = [one.id for one in tree.children(parent_id) if one.id != moved]
    index = others.index(before) if before in others else None
    where = f"“{parent.name}”下面" if parent else "最上一级"
    at = f"，排在“{tree.nodes[before].name}”前面" if before and index is not None else ""
    home = parent.station_id if parent and parent.station_id else node.station_id
    across = "，连同下级转到另一个镇街（松开后会先询问）" if home != node.station_id else ""
    return Landing(parent_id, index, f"把“{node.name}”放到{where}{at}{across}")


def _refusal(tree: OrganisationTree, node: Node, parent_id: OrganisationId | None) -> str:
    try:
        refuse_place(tree, OrganisationFacts(node.name, node.kind, parent_id), node.id)
    except RuleError as error:
        return error.message.removesuffix("。没有改动。")
    return ""
