"""The tree, the gaps, hand-overs and what is wrong with a workbook: pure rules."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.errors import RuleError
from jyguide.exchange.table.reading import ReadRow
from jyguide.exchange.workbook import Sheet
from jyguide.grid.gaps import (
    Gap,
    GridFigures,
    TargetCount,
    VanguardLoad,
    counted,
    gap_sentence,
    takers,
)
from jyguide.grid.handover import Handover, HandoverPlan, holdings, refuse_handover
from jyguide.grid.import_spec import SPECS, SheetKind, sheet_kinds
from jyguide.grid.import_targets import TargetMatching
from jyguide.grid.import_units import UnitFinder, UnitPlacing
from jyguide.grid.import_vanguards import VanguardMatching
from jyguide.grid.kinds import GridLevel, TargetKind
from jyguide.grid.link import TargetRow, VanguardRow, own_grid_fault
from jyguide.grid.rule import GridRule, check_rule
from jyguide.grid.tree import GridNode, GridTree
from jyguide.grid.tree_rule import misfit, refuse_place
from jyguide.grid.tree_seed import seeds
from jyguide.grid.unit import LEVELS, UnitFacts
from jyguide.people.organisation import OrganisationKind, OrganisationRow

TOWN, VILLAGE, BRANCH, CELL = LEVELS
K = TargetKind
TODAY = date(2026, 11, 26)


def key(number: int) -> UUID:
    return UUID(int=number)


def small_tree() -> GridTree:
    """One township, one village, two branches, a cell in each."""
    return GridTree(
        GridNode(key(at), name, level, key(above) if above else None, at)
        for at, name, level, above in (
            (1, "澄江街道", TOWN, 0),
            (2, "江南村", VILLAGE, 1),
            (3, "第一支部", BRANCH, 2),
            (4, "第二支部", BRANCH, 2),
            (5, "1号微网格", CELL, 3),
            (6, "2号微网格", CELL, 4),
        )
    )


@given(st.lists(st.integers(-1, 30), min_size=1, max_size=24))
def test_every_unit_is_shown_once_whatever_two_pcs_made_of_the_tree(parents):
    nodes = [
        GridNode(key(at + 1), f"{at}", CELL, key(above + 1) if above >= 0 else None)
        for at, above in enumerate(parents)
    ]
    tree = GridTree(nodes)
    walked = [node.id for node in tree.walk()]
    assert sorted(walked) == sorted(tree.nodes)
    assert all(tree.above(one)[0].id in {n.id for n in tree.children(None)} for one in walked)
    assert [n.id for n in GridTree(reversed(nodes)).walk()] == walked


@given(
    st.lists(st.tuples(st.integers(1, 7), *[st.integers(0, 9)] * 5), max_size=20),
    st.lists(st.tuples(st.integers(1, 6), st.integers(0, 20), st.integers(0, 50)), max_size=12),
)
def test_gaps_add_up_the_tree(targets, vanguards):
    tree, rule = small_tree(), GridRule()
    figures = GridFigures(
        [TargetCount(key(unit), *figures) for unit, *figures in targets],
        [VanguardLoad(key(90 + at), key(u), *held) for at, (u, *held) in enumerate(vanguards)],
        {key(5): 1},
    )
    counts = counted(tree, figures, rule)
    whole = counts[None]
    assert whole.households == sum(one.households for one in figures.targets)
    assert whole.of(Gap.HOUSEHOLD) == sum(one.lone_households for one in figures.targets)
    assert whole.of(Gap.LEFT) == sum(one.left for one in figures.targets)
    assert whole.vanguards == len(vanguards)
    for node in tree.nodes.values():
        below = [counts[child.id] for child in tree.children(node.id)]
        assert counts[node.id].members >= sum(one.members for one in below)
    staffed = {above.id for one in figures.vanguards for above in tree.above(one.unit_id)}
    assert whole.of(Gap.NO_VANGUARD) == len({key(3), key(4)} - staffed)
    assert whole.of(Gap.NO_CENTRE) == 1
    assert (gap_sentence(whole) == "") == (whole.total == 0)


def test_the_rule_of_levels_names_and_loops():
    tree = small_tree()
    assert not misfit(CELL, BRANCH)
    assert "只能放在网格党支部下面" in misfit(CELL, VILLAGE)
    for facts, moved, said in (
        (UnitFacts("江南村", VILLAGE, key(3)), key(2), "就在“江南村”下面"),
        (UnitFacts("新支部", BRANCH, key(1)), None, "不能放在镇街党工委下面"),
        (UnitFacts("第一支部", BRANCH, key(2)), None, "已经有一个“第一支部”"),
        (UnitFacts("支部", BRANCH, key(99)), None, "已被删除"),
    ):
        with pytest.raises(RuleError, match=said):
            refuse_place(tree, facts, moved)
    with pytest.raises(RuleError, match="为上限"):
        check_rule(GridRule(13, 12))
    assert GridRule.from_json({**GridRule(8).to_json(), "later": 1}) == GridRule(8)


def test_the_grid_begun_from_organisations_skips_what_is_none_of_its_own():
    kinds = OrganisationKind
    rows = [
        OrganisationRow(
            key(at), name, kind, "", key(above) if above else None, None, "", 0, "", ()
        )
        for at, name, kind, above in (
            (1, "江阴市", kinds.CITY, 0),
            (2, "澄江街道", kinds.STREET, 1),
            (3, "江南村", kinds.VILLAGE, 2),
            (4, "江南村党总支", kinds.GENERAL_BRANCH, 3),
            (5, "第一党支部", kinds.BRANCH, 4),
            (6, "机关党支部", kinds.BRANCH, 2),
            (7, "某公司", kinds.TWO_NEW, 3),
            (8, "某公司党支部", kinds.BRANCH, 7),
        )
    ]
    found = {one.name: one.parent for one in seeds(rows, None)}
    assert found == {"澄江街道": None, "江南村": key(2), "第一党支部": key(3)}


def vanguard(number: int, unit: int, members: int, households: int, left=None) -> VanguardRow:
    return VanguardRow(
        key(number), key(unit), (), f"人{number}", "", "", "", None, left, "", members, households
    )


def test_who_could_take_over_is_near_and_has_room():
    rows = [
        vanguard(10, 4, 1, 1),
        vanguard(11, 5, 12, 30),
        vanguard(12, 5, 9, 3),
        vanguard(13, 5, 0, 0, TODAY),
        vanguard(14, 3, 2, 2),
    ]
    found = takers(small_tree(), key(5), rows, GridRule(), TODAY)
    assert [(one.row.name, one.near) for one in found] == [
        ("人12", 0),
        ("人14", 1),
        ("人10", 2),
        ("人11", 0),
    ]
    assert [one.full for one in found] == [False, False, False, True]


@given(st.lists(st.integers(0, 700), min_size=1, max_size=6, unique=True))
def test_holdings_follow_one_another_without_a_gap(days):
    first = date(2024, 2, 28)
    rows = [
        Handover(first + timedelta(days=day), key(at), f"甲{at}", key(at + 1), f"甲{at + 1}")
        for at, day in enumerate(sorted(days))
    ]
    found = holdings([*rows[::-1], rows[0]], f"甲{len(days)}")  # one written twice counts once
    assert [one.name for one in found] == [f"甲{at}" for at in range(len(days) + 1)]
    assert found[-1].until is None
    assert all(one.until == other.since for one, other in pairwise(found))


def target(**more) -> TargetRow:
    facts = {"vanguard_id": key(10), "vanguard": "王建国", "held_since": date(2026, 3, 1)} | more
    return TargetRow(
        key(50), key(5), ("镇", "村", "支部", "网格"), K.HOUSEHOLD, "孙秀", "H1", "", "", 3, "",
        **facts,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "plan", "said"),
    [
        ([], HandoverPlan(key(11), TODAY), "没有选联系对象"),
        ([target()], HandoverPlan(key(11), TODAY + timedelta(days=1)), "还没有到"),
        ([target()], HandoverPlan(key(11), date(2026, 2, 28)), "才由“王建国”联系"),
        ([target(left_on=TODAY)], HandoverPlan(key(11), TODAY), "不再联系"),
        ([target()], HandoverPlan(key(10), TODAY), "本来就由“王建国”联系"),
    ],
)
def test_a_hand_over_that_contradicts_what_is_known_is_refused(rows, plan, said):
    with pytest.raises(RuleError, match=said):
        refuse_handover(rows, plan, TODAY)


def unit_row(number: int, level: GridLevel, name: str, parent: str = "", code: str = ""):
    return ReadRow("网格", number, {"level": level, "name": name, "parent": parent, "code": code})


def placed(*rows):
    found = UnitPlacing(rows, ()).placed
    return ["/".join(one.path) if one.path else "：".join(one.fault) for one in found]


def test_units_are_placed_in_whatever_order_and_each_fault_is_named():
    assert placed(
        unit_row(2, CELL, "1号", "江南村/第一支部"),
        unit_row(3, BRANCH, "第一支部", "江南村"),
        unit_row(4, VILLAGE, "江南村", "W1"),
        unit_row(5, TOWN, "澄江街道", code="W1"),
        unit_row(6, VILLAGE, "江南村", "澄江街道"),
        unit_row(7, CELL, "2号", "江南村"),
        unit_row(8, BRANCH, "第二支部", "没有的村"),
        unit_row(9, BRANCH, "无上级"),
        unit_row(10, TOWN, "另一镇", code="W1"),
    ) == [
        "澄江街道/江南村/第一支部/1号",
        "澄江街道/江南村/第一支部",
        "澄江街道/江南村",
        "澄江街道",
        "name：“澄江街道”下面已经有一个“江南村”（第 4 行），不能同名",
        "level：党员中心户微网格不能放在村党组织下面，只能放在网格党支部下面",
        "parent：没有名称或编号是“没有的村”的上级网格",
        "parent：网格党支部要写明上级（村党组织）",
        "code：编号与第 5 行相同",
    ]


def test_a_ring_of_units_is_named_and_what_hangs_on_it_too():
    found = placed(
        unit_row(2, VILLAGE, "甲村", "乙支部"),
        unit_row(3, BRANCH, "乙支部", "甲村"),
        unit_row(4, CELL, "丙", "乙支部"),
    )
    assert found[0] == "parent：上级网格绕成了圈：甲村 → 乙支部 → 甲村"
    assert found[1] == "parent：上级网格绕成了圈：乙支部 → 甲村 → 乙支部"
    assert found[2].startswith("parent：上级")


PATH = ("澄江街道", "江南村", "第一支部", "1号")
WHERE = "/".join(PATH)


def finder() -> UnitFinder:
    return UnitFinder({PATH[: at + 1]: (level, "") for at, level in enumerate(LEVELS)})


def matched(rows, kept=(), vanguards=()):
    """Of rows of targets: ``fate``, the fault's reason or nothing."""
    people = [
        ReadRow("先锋党员", at, {"name": name, "code": code, "unit": WHERE})
        for at, (name, code) in enumerate(vanguards, start=2)
    ]
    found = VanguardMatching(people, (), finder())
    matching = TargetMatching(kept, finder(), found.holders, TODAY)
    base = {"kind": K.HOUSEHOLD, "unit": WHERE, "address": "东街1号", "code": ""}
    read = [ReadRow("联系对象", at, {**base, **row}) for at, row in enumerate(rows, start=2)]
    return [one for _, one in matching.match(read)]


def test_a_household_linked_twice_in_a_file_is_refused_whole():
    people = (("王建国", "X1"), ("陈明", "X2"), ("陈明", "X3"))
    found = matched(
        [
            {"name": "孙秀", "code": "H1", "vanguard": "王建国"},
            {"name": "孙秀", "code": "H1", "vanguard": "X2", "address": "西街2号"},
            {"name": "李强", "vanguard": "王建国"},
            {"name": "李强", "vanguard": "X2"},
            {"name": "周芳", "vanguard": "王建国"},
            {"name": "周芳", "vanguard": "X1"},
            {"name": "吴敏", "vanguard": "陈明"},
            {"name": "郑伟", "vanguard": "没有的人"},
            {"name": "冯刚", "unit": "江南村"},
            {"name": "何平", "since": TODAY + timedelta(days=1)},
        ],
        vanguards=people,
    )
    said = [one.fault[1] for one in found]
    for at in (0, 1, 2, 3):
        assert "两名先锋党员联系，不知道以哪一行为准，两行都没有导入" in said[at]
    assert said[4] == ""
    assert found[5].double
    assert "有 2 名叫“陈明”的先锋党员" in said[6]
    assert "没有姓名或编号是“没有的人”的先锋党员" in said[7]
    assert "农户要放在微网格或网格党支部里" in said[8]
    assert "还没有到" in said[9]


def test_a_household_that_another_contacts_already_is_refused_and_one_alone_is_linked():
    kept = TargetRow(
        key(1), key(5), PATH, K.HOUSEHOLD, "孙秀", "H1", "", "", 3, "", key(9), "张三"
    )
    alone = TargetRow(key(2), key(5), PATH, K.HOUSEHOLD, "李强", "", "", "东街1号", 3, "")
    found = matched(
        [
            {"name": "孙秀", "code": "H1", "vanguard": "王建国"},
            {"name": "李强", "vanguard": "王建国", "people": 4},
        ],
        (kept, alone),
        (("王建国", "X1"),),
    )
    assert "现由“张三”联系，不能同时联系给“王建国”" in found[0].fault[1]
    assert [(one.key, one.after) for one in found[1].changes] == [
        ("people", 4),
        ("vanguard", "王建国"),
    ]


def test_a_centre_household_lies_in_its_own_grid():
    assert own_grid_fault("1号", CELL, "江南村", "江南村村委会") == ("", "")
    assert "不属于红豆村" in own_grid_fault("1号", CELL, "江南村", "红豆村")[1]
    assert "须在它自己的网格里" in own_grid_fault("江南村", VILLAGE, "江南村")[1]


def test_sheets_are_told_by_their_heads_whatever_they_are_called():
    sheets = [
        Sheet(f"Sheet{at}", hidden=False, rows=(tuple(c.label for c in SPECS[kind].columns),))
        for at, kind in enumerate(SheetKind)
    ]
    found = sheet_kinds(sheets)
    assert found["Sheet0"] is SheetKind.UNITS
    assert found["Sheet1"] is SheetKind.CENTRES
    assert found["Sheet3"] is SheetKind.TARGETS
    named = Sheet("先锋党员名单", hidden=False, rows=(("姓名", "所在网格"),))
    assert sheet_kinds([named]) == {"先锋党员名单": SheetKind.VANGUARDS}
