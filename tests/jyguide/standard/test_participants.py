"""Who takes part in a round by the tree, and where both have come apart."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from jyguide.ids import ChecklistId, OrganisationId, RoundBranchId, RoundId, StationId
from jyguide.people.organisation import OrganisationKind
from jyguide.people.organisation_rule import PARENTS
from jyguide.people.organisation_tree import Node, OrganisationTree
from jyguide.standard.comparing_tree import TreeAction, tree_differences
from jyguide.standard.kinds import BRANCH_KIND_OF, BranchKind
from jyguide.standard.participants import NO_TOWNSHIP, candidates, kinds_missing, of_known_kind
from jyguide.standard.rows import RoundBranchRow

K = OrganisationKind
STATION, OTHER = StationId(uuid.UUID(int=901)), StationId(uuid.UUID(int=902))


def key(number):
    return OrganisationId(uuid.UUID(int=number))


def tree(*lines, station=STATION):
    """Nodes as ``(number, kind, name, number of its parent)``."""
    return OrganisationTree(
        Node(key(at), name, kind, key(over) if over else None, station, at)
        for at, kind, name, over in lines
    )


TOWN = ((1, K.CITY, "江阴市", 0), (2, K.TOWN, "周庄镇", 1))
VILLAGE = ((3, K.VILLAGE, "山泉村", 2),)


def named(found):
    return [(one.name, one.township, one.kind) for one in candidates(found)]


def test_branches_take_part_and_bodies_without_one():
    found = tree(
        *TOWN,
        *VILLAGE,
        (4, K.GENERAL_BRANCH, "山泉村党总支", 3),
        (5, K.BRANCH, "第一党支部", 4),
        (6, K.BRANCH, "山泉老年党支部", 4),
        (7, K.GROUP, "第一党小组", 5),
        (8, K.TWO_NEW, "华宏集团", 3),
        (9, K.COMMITTEE, "华宏集团党委", 8),
        (10, K.COMMUNITY, "和谐社区", 2),
        (11, K.OFFICE, "镇政府", 2),
        (12, K.OFFICE, "财政所", 11),
        (13, K.BRANCH, "机关党支部", 2),
        (14, K.GENERAL_BRANCH, "退休干部党总支", 2),
        (15, K.OFFICE, "市直单位", 1),
        (16, K.COMMITTEE, "镇党委", 2),
    )
    assert named(found) == [
        ("山泉村第一党支部", "周庄镇", BranchKind.VILLAGE),
        ("山泉老年党支部", "周庄镇", BranchKind.VILLAGE),
        ("华宏集团", "周庄镇", BranchKind.TWO_NEW),
        ("和谐社区", "周庄镇", BranchKind.COMMUNITY),
        ("财政所", "周庄镇", BranchKind.OFFICE),
        ("机关党支部", "周庄镇", None),
        ("退休干部党总支", "周庄镇", None),
        ("市直单位", NO_TOWNSHIP, BranchKind.OFFICE),
    ]
    assert len(of_known_kind(candidates(found))) == len(candidates(found)) - 2
    assert kinds_missing([BranchKind.OFFICE, BranchKind.VILLAGE], [BranchKind.VILLAGE]) == (
        BranchKind.OFFICE,
    )


@st.composite
def trees(draw):
    """A city and up to eight organisations under it, each where it may lie."""
    kinds = [K.CITY]
    lines = [(1, K.CITY, "市", 0)]
    for at in range(2, draw(st.integers(2, 9))):
        over = draw(st.integers(1, len(lines)))
        under = [kind for kind in K if kinds[over - 1] in PARENTS[kind]]
        if under:
            kinds.append(draw(st.sampled_from(under)))
            lines.append((len(lines) + 1, kinds[-1], f"组织{at}", over))
    return tree(*lines)


@given(trees())
def test_every_branch_takes_part_once_and_every_body_is_seen_to(found):
    taken = [one.organisation_id for one in candidates(found)]
    assert len(taken) == len(set(taken))
    branches = {node.id for node in found.nodes.values() if node.kind is K.BRANCH}
    assert branches <= set(taken)
    for node in found.nodes.values():
        if node.kind in BRANCH_KIND_OF:
            assert found.below(node.id) & set(taken)


def row(number, name="山泉村", **changes):
    made = RoundBranchRow(
        RoundBranchId(uuid.UUID(int=1000 + number)),
        RoundId(uuid.UUID(int=1)),
        STATION,
        "周庄镇",
        key(number),
        ChecklistId(uuid.UUID(int=2)),
        name,
        "周庄镇",
        BranchKind.VILLAGE,
        number,
    )
    return replace(made, **changes)


def apart(found, *rows, kinds=tuple(BranchKind)):
    living = {key: node.name for key, node in found.nodes.items()}
    stations = {STATION: "周庄镇", OTHER: "华士镇"}
    told = tree_differences(rows, candidates(found), living, stations, kinds)
    return [(one.action, one.sentence) for one in told]


def test_what_has_come_apart_is_told_one_sentence_a_branch():
    same = tree(*TOWN, *VILLAGE)
    assert apart(same, row(3)) == []
    assert apart(same) == [(TreeAction.ADD, "“山泉村”（周庄镇）不在本轮次里。")]
    assert apart(same, kinds=[BranchKind.OFFICE]) == []
    assert apart(same, row(3, left_on=date(2026, 5, 1))) == []
    assert apart(tree(*TOWN, (3, K.VILLAGE, "山泉村", 2), (4, K.BRANCH, "支部", 3)), row(3)) == [
        (
            TreeAction.LEAVE,
            "“山泉村”（周庄镇）下面已另有党支部或下级单位参加，它自己不再单独参加。",
        ),
        (TreeAction.ADD, "“山泉村支部”（周庄镇）不在本轮次里。"),
    ]
    gone = tree(*TOWN)
    (told,) = apart(gone, row(3))
    assert told == (
        TreeAction.LEAVE,
        "“山泉村”（周庄镇）在组织树里已经删除（撤销或并入其他支部）。",
    )
    moved = tree(
        (1, K.CITY, "江阴市", 0), (2, K.TOWN, "华士镇", 1), (3, K.COMMUNITY, "山泉社区", 2),
        station=OTHER,
    )  # fmt: skip
    assert apart(moved, row(3)) == [
        (
            TreeAction.UPDATE,
            (
                "“山泉村”（周庄镇）现名“山泉社区”，已由周庄镇调整到华士镇，"
                "已由周庄镇划归华士镇指导，类型已由村变为社区。"
            ),
        )
    ]
    unknown = tree(*TOWN, (4, K.BRANCH, "机关党支部", 2))
    assert apart(unknown) == [
        (TreeAction.ADD, "“机关党支部”（周庄镇）不在本轮次里，类型要由您选定。")
    ]
