"""The grid over a real folder: begun, filled, handed over, imported, taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import func, select

from db.keys import fixed_key
from db.models import ContactTarget, GridHandover, GridUnit
from jyguide.errors import Cancelled, FileError, RuleError
from jyguide.exchange.table import writing
from jyguide.exchange.table.plan import Decision, Fate, Policy
from jyguide.generate.grid_book import HEADS, made_book, write_book
from jyguide.grid.gaps import Gap
from jyguide.grid.handover import HandoverPlan
from jyguide.grid.kinds import GridLevel, TargetKind, VisitWay
from jyguide.grid.link import CentreFacts, TargetFacts, VanguardFacts
from jyguide.grid.rule import GridRule
from jyguide.grid.unit import UnitFacts
from jyguide.grid.visit_entry import VisitEntry
from jyguide.people.organisation import OrganisationFacts, OrganisationKind
from jyguide.progress import CancelToken
from tests.postgres import only_sqlite

pytestmark = only_sqlite
LEVELS = GridLevel
MARCH, MAY = date(2026, 3, 1), date(2026, 5, 1)


def undo(app):
    app.history.undo(app.history.actions(limit=1)[0].id)


def living(app, table):
    with app._store.read() as session:
        wanted = select(func.count()).select_from(table).where(table.deleted.is_(False))
        return session.scalar(wanted)


def grown(app):
    """周庄镇/江南村 with two branches, a cell in the first, two vanguard members, a household."""
    units = app.grid_units
    above = None
    for level, name in zip(LEVELS, ("周庄镇", "江南村", "第一支部", "1号微网格"), strict=True):
        above = units.add(UnitFacts(name, level, above))
    branch = units.row(above).parent_id
    village = units.row(branch).parent_id
    second = units.add(UnitFacts("第二支部", LEVELS.BRANCH, village))
    links = app.grid_links
    one = links.add_vanguard(VanguardFacts(above, "王建国", "X1"))
    other = links.add_vanguard(VanguardFacts(second, "阿卜杜拉·买买提", "X2"))
    home = TargetFacts(above, TargetKind.HOUSEHOLD, "孙秀", "H1", "13912345678", "东街1号", 3)
    target = links.add_target(home, one, MARCH)
    return {
        "village": village,
        "branch": branch,
        "second": second,
        "cell": above,
        "one": one,
        "other": other,
        "target": target,
        "home": home,
    }


@pytest.fixture
def grid(open_prepared):
    return open_prepared(grown)


def refused(said, work, *args, **named):
    with pytest.raises(RuleError, match=said):
        work(*args, **named)


def test_the_grid_is_begun_from_the_organisations_once(app):
    organisations = app.organisations
    town = next(row for row in organisations.rows() if row.name == "周庄镇")
    village = organisations.add(OrganisationFacts("红豆村", OrganisationKind.VILLAGE, town.id))
    organisations.add(OrganisationFacts("第一党支部", OrganisationKind.BRANCH, village))
    assert app.grid_units.begin_from_organisations() == 3
    rows = app.grid_units.rows()
    assert [row.label for row in rows] == ["周庄镇", "周庄镇/红豆村", "周庄镇/红豆村/第一党支部"]
    assert rows[1].organisation_key == village
    refused("都已经有了", app.grid_units.begin_from_organisations)
    offered = app.grid_units.offered(LEVELS.VILLAGE, rows[1], rows[0])
    assert offered[0].name == "红豆村"
    assert rows[1].id == fixed_key("grid_unit", village)  # another PC that begins it says so too
    undo(app)
    assert app.grid_units.rows() == []
    assert app.grid_units.begin_from_organisations() == 3


def test_units_are_changed_moved_and_removed_only_where_they_may(grid):
    app, made = grid
    units = app.grid_units
    refused(
        "已经有一个“第一支部”", units.add, UnitFacts("第一支部", LEVELS.BRANCH, made["village"])
    )
    refused("就在“江南村”下面", units.move, made["village"], made["cell"])
    refused("不能放在村党组织下面", units.move, made["cell"], made["village"])
    refused("1 个下级网格", units.remove, made["branch"])
    refused("1 名先锋党员、1 个联系对象", units.remove, made["cell"])
    row = units.row(made["cell"])
    units.change(row.id, replace(row.facts, leader="李明"), row.version)
    refused("又被改动过", units.change, row.id, row.facts, row.version)
    units.move(made["cell"], made["second"])
    assert units.row(made["cell"]).label == "周庄镇/江南村/第二支部/1号微网格"
    units.remove(made["branch"])
    undo(app)
    assert units.row(made["branch"]) is not None


def test_people_stand_where_they_may_and_a_household_is_there_once(grid):
    app, made = grid
    links, home = app.grid_links, made["home"]
    refused("户号|编号“H1”", links.add_target, replace(home, name="别人"))
    refused("姓名和住址相同", links.add_target, replace(home, code=""), None)
    refused("要放在微网格", links.add_target, replace(home, unit_id=made["village"], code="H2"))
    refused("不属于红豆村", links.add_centre, CentreFacts(made["cell"], "陈明", village="红豆村"))
    refused("须在它自己的网格里", links.add_centre, CentreFacts(made["village"], "陈明"))
    links.add_centre(CentreFacts(made["cell"], "欧阳𠮷祥", village="江南村"))
    refused("人口数 100 不对", links.add_target, replace(home, code="H9", people=100))
    refused("还联系着 1 个对象", links.remove_vanguards, [made["one"]])
    assert [row.name for row in links.people(made["village"]).centres] == ["欧阳𠮷祥"]
    assert [row.name for row in links.search("东街")] == ["孙秀"]
    assert links.search("%") == links.search("_") == []
    assert [row.name for row in links.coded("H1")] == ["孙秀"]


def test_a_hand_over_keeps_who_had_a_target_and_can_be_taken_back(grid):
    app, made = grid
    handovers, target = app.grid_handovers, made["target"]
    row = app.grid_links.people(made["cell"]).targets[0]
    plan = HandoverPlan(made["other"], MAY, "均衡联系人数")
    done = handovers.hand_over([target], plan, [row.version])
    assert done.sentence == "已移交 1 个联系对象"
    refused("又被改动过", handovers.hand_over, [target], HandoverPlan(None, MAY), [row.version])
    assert [one.said for one in handovers.history(target)] == [
        "王建国：2026年3月1日起至2026年5月1日（建立联系）",
        "阿卜杜拉·买买提：2026年5月1日起，现在（均衡联系人数）",
    ]
    refused("早于这一天", handovers.hand_over, [target], HandoverPlan(made["one"], MARCH))
    app.history.undo(done.action_id)
    assert [one.name for one in handovers.history(target)] == ["王建国"]
    assert living(app, GridHandover) == 0
    row = app.grid_links.people(made["cell"]).targets[0]
    assert (row.vanguard, row.held_since) == ("王建国", MARCH)


def test_who_leaves_leaves_people_without_contact_until_they_are_handed_over(grid):
    app, made = grid
    today = app.clock().date()
    app.visits.log([VisitEntry(made["target"], today, VisitWay.HOME)])
    refused("离任不能早于这一天", app.grid_handovers.leave, made["one"], date(2026, 2, 28))
    app.grid_handovers.leave(made["one"], today, "外出务工")
    counts = app.grid_gaps.counts()[None]
    assert (counts.of(Gap.LEFT), counts.of(Gap.HOUSEHOLD)) == (1, 0)
    assert counts.of(Gap.NO_VANGUARD) == 1
    assert "先锋党员已离任，可以移交" in app.grid_gaps.due()
    (left,) = app.grid_links.behind_targets(Gap.LEFT)
    assert left.alone_because(today) == "王建国已离任"
    takers = app.grid_gaps.takers(left.unit_id)
    assert [one.row.name for one in takers] == ["阿卜杜拉·买买提"]
    done = app.grid_handovers.hand_over_all(made["one"], HandoverPlan(made["other"], today))
    assert done.later == 1
    assert app.grid_gaps.due() == ""
    assert app.grid_gaps.year_sections(today.year)[1].rows == (("没有写原因", 1),)
    back = HandoverPlan(made["one"], today)
    refused("已于.*离任，不能接收", app.grid_handovers.hand_over, [made["target"]], back)


def test_gaps_are_told_with_the_rows_behind_them_and_limits_can_be_set(grid):
    app, made = grid
    links, rule = app.grid_links, app.grid_gaps.rule()
    links.add_target(replace(made["home"], name="李强", code="H2"), made["one"], MAY)
    links.add_target(replace(made["home"], name="周芳", code="H3"))
    app.grid_gaps.set_rule(GridRule(1, 1, 1), rule.version or None)
    counts = app.grid_gaps.counts()
    assert counts[None].gaps == {
        Gap.HOUSEHOLD: 1,
        Gap.OVER: 1,
        Gap.IDLE: 1,
        Gap.NO_CENTRE: 2,
    }
    assert counts[made["second"]].of(Gap.IDLE) == 1
    assert [row.name for row in links.behind_targets(Gap.HOUSEHOLD, made["cell"])] == ["周芳"]
    assert links.behind_targets(Gap.HOUSEHOLD, made["second"]) == []
    assert [row.name for row in links.behind_vanguards(Gap.OVER)] == ["王建国"]
    assert [row.name for row in links.behind_units(Gap.NO_CENTRE)] == ["第一支部", "第二支部"]
    links.move_away([row.id for row in links.behind_targets(Gap.HOUSEHOLD)], MAY, "搬迁")
    assert app.grid_gaps.due() == ""


def test_a_city_in_small_comes_in_as_one_action_and_goes_again(app, tmp_path):
    book = made_book(0.01)
    write_book(tmp_path / "grid.xlsx", book)
    files = app.grid_files
    plan = files.plan(tmp_path / "grid.xlsx")
    assert plan.counts() == {Fate.NEW: book.count}
    result = files.take_in(plan)
    assert result.imported == book.count
    overview = app.grid_gaps.overview()
    assert (len(overview.units), overview.whole.households) == (75, 280)
    refused("检查“grid.xlsx”之后", files.take_in, plan)
    stopped = CancelToken()
    stopped.cancel()
    with pytest.raises(Cancelled):
        files.export(tmp_path / "out.xlsx", cancel=stopped)
    assert not (tmp_path / "out.xlsx").exists()
    assert files.export(tmp_path / "out.xlsx") == book.count
    again = files.plan(tmp_path / "out.xlsx")
    assert again.counts() == {Fate.UNCHANGED: book.count}
    app.history.undo(result.action_id)
    assert app.grid_units.rows() == []
    assert living(app, ContactTarget) == 0
    assert again.remark == ""
    again = files.plan(tmp_path / "out.xlsx")  # the phones in it are masked, and nobody has them
    assert again.remark.startswith("有 518 行是新的，电话隐去了中间几位")


BAD = {
    "联系对象": [
        ("农户", "孙秀", "H1", "1号微网格", None, "东街1号", 3, "阿卜杜拉·买买提", None, None),
        ("农户", "李强", "H2", "1号微网格", "139****5678", "东街2号", 30000, "王建国", None, None),
        ("农户", "周芳", "H3", "新网格", None, None, None, "X9", "2026-02-30", None),
        ("邻居", "吴敏", "H4", "1号微网格", None, None, None, None, None, None),
        ("农户", "郑伟", "H5", "坏网格", None, None, None, None, None, None),
        ("党员", "冯刚", "D1", "新网格", None, None, None, "新人", None, None),
    ],
    "中心户": [("陈明", "1号微网格", "红豆村", None, None, None)],
    "先锋党员": [("新人", "X9", "新网格", None, None)],
    "网格": [
        ("党员中心户微网格", "新网格", None, "第二支部", None, None, None),
        ("党员中心户微网格", "坏网格", None, "江南村", None, None, None),
        ("网格党支部", "第二支部", None, "江南村", "新书记", None, None),
    ],
}


def test_bad_rows_are_named_and_kept_out_and_the_good_ones_come_in(grid, tmp_path):
    app, made = grid
    book = Workbook()
    for name, rows in BAD.items():
        page = book.create_sheet(name)
        page.append(HEADS[name])
        for row in rows:
            page.append(row)
    book.save(tmp_path / "bad.xlsx")
    files = app.grid_files
    plan = files.plan(tmp_path / "bad.xlsx")
    said = {(one.sheet, one.row, one.column): one.reason for one in plan.refused}
    assert "现由“王建国”联系" in said["联系对象", 2, "先锋党员"]
    assert "人口数“30000”不对" in said["联系对象", 3, "家庭人口"]
    assert ("联系对象", 4, "联系起始日期") in said
    assert "类别“邻居”不对" in said["联系对象", 5, "类别"]
    assert "它在网格表里有问题" in said["联系对象", 6, "所在网格"]
    assert "不属于红豆村" in said["中心户", 2, "所在村"]
    assert "只能放在网格党支部下面" in said["网格", 3, "层级"]
    files.write_errors(plan, tmp_path / "errors.xlsx")
    assert load_workbook(tmp_path / "errors.xlsx").sheetnames == ["网格", "中心户", "联系对象"]
    skipping = Decision(rows={("网格", 2): Policy.SKIP})
    refused("那一行选了跳过", files.take_in, plan, skipping)
    assert living(app, GridUnit) == 5
    result = files.take_in(plan)
    assert (result.imported, result.updated) == (3, 1)
    (new,) = [row for row in app.grid_links.people(made["second"]).targets if row.name == "冯刚"]
    assert new.vanguard == "新人"
    assert app.grid_units.row(made["second"]).leader == "新书记"


def test_a_file_of_something_else_is_refused_and_the_template_comes_in_empty(
    app, tmp_path, monkeypatch
):
    monkeypatch.setattr(writing, "_LINES", 3)
    book = Workbook()
    book.active.append(("甲", "乙"))
    book.save(tmp_path / "other.xlsx")
    with pytest.raises(FileError, match="没有找到网格名单的表头"):
        app.grid_files.plan(tmp_path / "other.xlsx")
    app.grid_files.write_template(tmp_path / "form.xlsx")
    sheets = load_workbook(tmp_path / "form.xlsx")
    assert sheets.sheetnames[:5] == ["网格", "中心户", "先锋党员", "联系对象", "填写说明"]
    assert app.grid_files.plan(tmp_path / "form.xlsx").counts() == {}
