"""Where the branches of a round and the tree of organisations have come apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from jyguide.ids import OrganisationId, RoundBranchId
from jyguide.standard.kinds import BRANCH_KIND_NAMES, BranchKind
from jyguide.standard.participants import Candidate
from jyguide.standard.rows import RoundBranchRow


class TreeAction(StrEnum):
    """What can be done about a difference."""

    UPDATE = "update"
    LEAVE = "leave"
    ADD = "add"


TREE_ACTION_NAMES = {
    TreeAction.UPDATE: "更新",
    TreeAction.LEAVE: "退出本轮",
    TreeAction.ADD: "加入",
}


@dataclass(frozen=True, slots=True)
class TreeDifference:
    """One branch that the tree has otherwise than the round.

    Attributes:
        sentence: What has become of it.
        branch_id: The branch of the round; None where it is new in the tree.
        kind: Of a new branch; None where it has to be asked.
    """

    action: TreeAction
    sentence: str
    organisation_id: OrganisationId
    branch_id: RoundBranchId | None = None
    kind: BranchKind | None = None


def tree_differences(
    branches: Iterable[RoundBranchRow],
    found: Iterable[Candidate],
    living: Mapping[OrganisationId, str],
    stations: Mapping[object, str],
    kinds: Iterable[BranchKind],
) -> list[TreeDifference]:
    """Everything that has come apart, gone ones first, then changed ones, then new ones.

    Args:
        branches: Of the round; those that left are passed over, and not offered anew.
        found: What may take part by the tree as it is now.
        living: Names of all organisations of the tree.
        stations: Names of stations by key.
        kinds: For which the round has a checklist: others are not offered.
    """
    known = list(branches)
    now = {one.organisation_id: one for one in found}
    gone, changed = [], []
    for branch in known:
        if branch.left_on is not None:
            continue
        one = now.get(branch.organisation_id)
        if one is None:
            gone.append(_gone(branch, living))
        elif changes := _changes(branch, one, stations):
            changed.append(_changed(branch, one, changes))
    offered = set(kinds)
    taken = {branch.organisation_id for branch in known}
    new = [
        _new(one)
        for one in now.values()
        if one.organisation_id not in taken and (one.kind is None or one.kind in offered)
    ]
    return gone + changed + new


def _gone(branch: RoundBranchRow, living: Mapping[OrganisationId, str]) -> TreeDifference:
    if branch.organisation_id in living:
        reason = "下面已另有党支部或下级单位参加，它自己不再单独参加"
    else:
        reason = "在组织树里已经删除（撤销或并入其他支部）"
    sentence = f"“{branch.name}”（{branch.township}）{reason}。"
    return TreeDifference(TreeAction.LEAVE, sentence, branch.organisation_id, branch.id)


def _changes(branch: RoundBranchRow, one: Candidate, stations: Mapping[object, str]) -> list[str]:
    said = []
    if one.name != branch.name:
        said.append(f"现名“{one.name}”")
    if one.township != branch.township:
        said.append(f"已由{branch.township}调整到{one.township}")
    if one.station_id != branch.station_id:
        to = stations.get(one.station_id, "") or "市级"
        said.append(f"已由{branch.station or '市级'}划归{to}指导")
    if one.kind not in (None, branch.kind):
        said.append(f"类型已由{BRANCH_KIND_NAMES[branch.kind]}变为{BRANCH_KIND_NAMES[one.kind]}")
    return said


def _changed(branch: RoundBranchRow, one: Candidate, said: list[str]) -> TreeDifference:
    sentence = f"“{branch.name}”（{branch.township}）" + "，".join(said) + "。"
    return TreeDifference(TreeAction.UPDATE, sentence, one.organisation_id, branch.id)


def _new(one: Candidate) -> TreeDifference:
    kind = "，类型要由您选定" if one.kind is None else ""
    sentence = f"“{one.name}”（{one.township}）不在本轮次里{kind}。"
    return TreeDifference(TreeAction.ADD, sentence, one.organisation_id, kind=one.kind)
