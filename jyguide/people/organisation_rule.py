"""What may lie under what in the tree of organisations, and who may change it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jyguide.errors import RuleError
from jyguide.exchange.cell import compact
from jyguide.ids import OrganisationId, StationId
from jyguide.people.organisation import (
    ORGANISATION_KIND_NAMES,
    TOWNSHIPS,
    OrganisationFacts,
    OrganisationKind,
)
from jyguide.people.organisation_tree import Node, OrganisationTree

LONGEST_NAME = 60
_K = OrganisationKind
_PLACES = TOWNSHIPS | {_K.VILLAGE, _K.COMMUNITY}
_BODIES = _PLACES | {_K.CITY, _K.OFFICE, _K.TWO_NEW, _K.COMMITTEE}

PARENTS: dict[OrganisationKind, frozenset[OrganisationKind]] = {
    _K.CITY: frozenset(),
    _K.TOWN: frozenset({_K.CITY}),
    _K.STREET: frozenset({_K.CITY}),
    _K.PARK: frozenset({_K.CITY}),
    _K.VILLAGE: TOWNSHIPS,
    _K.COMMUNITY: TOWNSHIPS,
    _K.TWO_NEW: _PLACES | {_K.CITY, _K.COMMITTEE},
    _K.OFFICE: TOWNSHIPS | {_K.CITY, _K.OFFICE},
    _K.COMMITTEE: _BODIES,
    _K.GENERAL_BRANCH: _BODIES,
    _K.BRANCH: _BODIES | {_K.GENERAL_BRANCH},
    _K.GROUP: frozenset({_K.BRANCH}),
}
"""Under which kinds each kind may lie; the one table of it.

A committee may lie under another (the composite committee of a park under the town's), a general
branch has branches, and a group belongs to a branch (党章 chapter 5). Nothing lies above the city.
"""

_KEPT = "没有改动。"
_NAMED = 5
"""How many people or organisations a refusal names."""


def kinds_under(parent: OrganisationKind) -> list[OrganisationKind]:
    """What may be added under an organisation of that kind, larger ones first."""
    return [kind for kind, parents in PARENTS.items() if parent in parents]


def misfit(kind: OrganisationKind, parent: OrganisationKind | None) -> str:
    """Why a kind may not lie under another (None: the root), or nothing."""
    if parent in PARENTS[kind] or (parent is None and kind is _K.CITY):
        return ""
    name = ORGANISATION_KIND_NAMES[kind]
    if kind is _K.CITY:
        return "“市”是最上一级，不能放在别的组织下面"
    above = "、".join(ORGANISATION_KIND_NAMES[one] for one in _K if one in PARENTS[kind])
    where = f"{ORGANISATION_KIND_NAMES[parent]}下面" if parent else "最上一级"
    return f"{name}不能放在{where}，只能放在{above}下面"


def fixed_because(node: Node, own: StationId | None) -> str:
    """Why this office may not change an organisation, or nothing.

    Args:
        node: The organisation.
        own: The station at work; None is the city, which may change everything.
    """
    if own is None or node.station_id == own:
        return ""
    if node.station_id is None:
        return f"“{node.name}”由市级维护，本站不能改动"
    return f"“{node.name}”归别的指导站管理，本站不能改动"


def refuse_fixed(node: Node, own: StationId | None) -> None:
    """Raise what `fixed_because` says."""
    if reason := fixed_because(node, own):
        raise RuleError(f"{reason}。{_KEPT}", hint="需要改动时请告诉市级，改好后会随文件收到。")


def checked_facts(facts: OrganisationFacts) -> OrganisationFacts:
    """The facts in their stored form: blanks and full-width letters of the name levelled.

    Raises:
        RuleError: no name, a longer one than `LONGEST_NAME`, or one with the stroke that separates
            the names of a path.
    """
    name = compact(facts.name)
    if not name:
        raise RuleError("没有填组织名称，没有保存。", hint="请填写名称。")
    if "/" in name:
        raise RuleError("组织名称里不能有“/”，没有保存。", hint="请去掉这个符号，再保存。")
    if len(name) > LONGEST_NAME:
        raise RuleError(
            f"组织名称有 {len(name)} 个字，最多 {LONGEST_NAME} 个，没有保存。",
            hint="请写规范的简称，全称可以写在备注里。",
        )
    return replace(facts, name=name, code=compact(facts.code), note=facts.note.strip())


def refuse_place(
    tree: OrganisationTree, facts: OrganisationFacts, moved: OrganisationId | None
) -> None:
    """Refuse a parent that cannot hold an organisation.

    Args:
        tree: As it is now.
        facts: Name, kind and parent as they are to be.
        moved: The organisation itself; None for a new one.

    Raises:
        RuleError: the parent is gone, lies under it, is of a kind that cannot hold it, or holds
            another one of the same name and kind; or it would be a second city.
    """
    parent = _parent(tree, facts)
    if moved and parent and moved in {node.id for node in tree.above(parent.id)}:
        raise RuleError(
            f"“{parent.name}”就在“{facts.name}”下面，不能把上级放到自己的下级里。{_KEPT}",
            hint="请选择别的上级组织。",
        )
    if reason := misfit(facts.kind, parent.kind if parent else None):
        raise RuleError(f"{reason}。{_KEPT}", hint="请选择别的上级组织，或改正类型。")
    roots = [node for node in tree.children(None) if node.kind is _K.CITY and node.id != moved]
    if facts.kind is _K.CITY and roots:
        raise RuleError(
            f"最上一级已经有“{roots[0].name}”，不能再有一个市。{_KEPT}", hint="可以给它改名。"
        )
    for sibling in tree.children(parent.id if parent else None):
        same = (sibling.name, sibling.kind) == (facts.name, facts.kind)
        if same and sibling.id != moved:
            where = f"“{parent.name}”下面" if parent else "最上一级"
            raise RuleError(
                f"{where}已经有一个“{facts.name}”。{_KEPT}",
                hint="是同一个组织的，请用“合并”；是另一个组织的，请换一个名称。",
            )


def _parent(tree: OrganisationTree, facts: OrganisationFacts) -> Node | None:
    if facts.parent_id is None:
        return None
    if facts.parent_id not in tree.nodes:
        raise RuleError(
            f"选定的上级组织已被删除。{_KEPT}", hint="请按 F5 刷新后，重新选择上级组织。"
        )
    return tree.nodes[facts.parent_id]


def refuse_children(tree: OrganisationTree, node: Node, kind: OrganisationKind) -> None:
    """Refuse a kind that cannot hold what already lies under an organisation.

    Raises:
        RuleError: something under it does not fit.
    """
    for child in tree.children(node.id):
        if reason := misfit(child.kind, kind):
            raise RuleError(
                f"“{node.name}”下面有“{child.name}”：{reason}。{_KEPT}",
                hint="请先把下级移到别处，再改类型。",
            )


def refuse_merging(tree: OrganisationTree, kept: Node, gone: Node) -> None:
    """Refuse to make one of two organisations that cannot be the same.

    Raises:
        RuleError: they are of two kinds, one lies under the other, or a station that has the one
            does not receive the other.
    """
    if kept.id == gone.id:
        raise RuleError(f"选的是同一个组织。{_KEPT}", hint="请选择另一个组织。")
    if kept.kind is not gone.kind or kept.kind is _K.CITY:
        raise RuleError(
            f"“{kept.name}”和“{gone.name}”的类型不同，不能合并。{_KEPT}",
            hint="确实是同一个组织的，请先改正类型。",
        )
    if kept.id in tree.below(gone.id) or gone.id in tree.below(kept.id):
        raise RuleError(
            f"“{kept.name}”和“{gone.name}”是上下级，不能合并。{_KEPT}",
            hint="请先把下级移到别处。",
        )
    if kept.station_id not in (None, gone.station_id):
        raise RuleError(
            f"“{kept.name}”和“{gone.name}”不在同一个镇街，不能合并。{_KEPT}",
            hint="请先把其中一个移到另一个的镇街，再合并。",
        )


def refuse_removing(tree: OrganisationTree, node: Node, people: Sequence[str]) -> None:
    """Refuse to remove what something still depends on.

    Args:
        tree: As it is now.
        node: What is to be removed.
        people: Names of those placed at it.

    Raises:
        RuleError: people are placed there or organisations lie under it; said are how many and
            which; or it is the city.
    """
    below = [child.name for child in tree.children(node.id)]
    held = [
        f"还有 {len(names)} {unit}：{'、'.join(names[:_NAMED])}{'等' * (len(names) > _NAMED)}"
        for names, unit in ((below, "个下级组织"), (people, "人"))
        if names
    ]
    if held:
        raise RuleError(
            f"“{node.name}”{'；'.join(held)}，不能删除。{_KEPT}",
            hint="请先移到别的组织；同一个组织录了两次的，请用“合并”。",
        )
    if node.kind is _K.CITY:
        raise RuleError(f"最上一级的“市”不能删除。{_KEPT}", hint="可以给它改名。")


def home_under(parent: Node | None, now: StationId | None) -> StationId | None:
    """The station an organisation belongs to under a parent.

    Under what a station receives alone it is that station's; under what is everybody's (the
    city) it stays whose it was, so that no row lies below one that fewer offices receive.
    """
    return now if parent is None or parent.station_id is None else parent.station_id


def new_order(
    siblings: list[OrganisationId], moved: OrganisationId, index: int | None
) -> list[OrganisationId]:
    """The siblings in order after one was put before the one at ``index``, or last for None.

    ``siblings`` may hold the moved one; the index counts without it.
    """
    others = [key for key in siblings if key != moved]
    at = len(others) if index is None else max(0, min(index, len(others)))
    return [*others[:at], moved, *others[at:]]
