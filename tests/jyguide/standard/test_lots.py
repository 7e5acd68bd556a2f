"""Lots: drawn without a trace, kept with their inspections, drawn again, replaced, undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from db.models import Inspection, Organisation, RoundBranch, StandardLot, Station
from jyguide.errors import RuleError
from jyguide.generate.names import id_number
from jyguide.ids import LotId
from jyguide.people.organisation import OrganisationFacts, OrganisationKind
from jyguide.people.person import InstructorKind, PersonFacts, PersonRole
from jyguide.standard.assigning.terms import Balance, ImpossibleAssignmentError, Rule
from jyguide.standard.kinds import BranchKind, Phase
from jyguide.standard.lot import (
    AssignmentTerms,
    DrawnAssignment,
    LotPool,
    LotRules,
    OfferedInspector,
    PoolBranch,
    PoolInspector,
    SampleTerms,
    new_seed,
)
from jyguide.standard.lot_stored import StoredLot, lot_from_json, lot_to_json
from jyguide.standard.lot_text import foreign_units, read_groups, read_inspectors
from jyguide.standard.sampling import SampleSize
from jyguide.standard.scoring import Score
from tests.jyguide.standard.visiting import CROSS, all_well, lay_round
from tests.postgres import only_sqlite

DUE = date(2026, 12, 20)
VILLAGES = tuple(f"{name}村" for name in ("山泉", "华宏", "稷山", "三房巷", "倪家巷", "长寿"))
NAMES = tuple(f"{name}党支部" for name in VILLAGES)
SIZE = 20


def village_pool():
    branches = tuple(
        PoolBranch(f"b{at}", NAMES[at], f"u{at}", "周庄镇", BranchKind.VILLAGE) for at in range(6)
    )
    units = {f"u{at}": name for at, name in enumerate(VILLAGES)}
    roster = (
        OfferedInspector(PoolInspector("p1", "陈明", "u0", "p1"), "指导员"),
        OfferedInspector(PoolInspector("p2", "陈明", "u1", "p2"), "指导员"),
        OfferedInspector(PoolInspector("p3", "阿卜杜拉·买买提", "u2", "p3"), "指导员"),
    )
    return LotPool(branches, units, roster)


def test_people_are_read_as_they_are_pasted():
    pool = village_pool()
    text = "陈明\t华宏村\n\n阿卜杜拉·买买提\n  李 四，稷山村\n王五　东方红村\n𠮷田 长寿村"
    found = read_inspectors(text, pool, station="s")
    assert [(one.key, one.unit, one.person) for one in found] == [
        ("p2", "u1", "p2"),
        ("p3", "u2", "p3"),
        ("李四/u2", "u2", ""),
        ("王五/东方红村", "东方红村", ""),
        ("𠮷田/u5", "u5", ""),
    ]
    assert foreign_units(found, pool) == ("东方红村",)
    for wrong, said in (("陈明", "第 1 行“陈明”看不出单位"), ("甲,乙村\n甲 , 乙村", "写了两次")):
        with pytest.raises(RuleError) as refused:
            read_inspectors(wrong, pool)
        assert said in refused.value.message


def test_groups_are_read_in_both_ways():
    pool = village_pool()
    groups = {"u0": "东片", "u1": "东片", "u2": "西片"}
    assert read_groups("东片：山泉村、华宏村\n西片: 稷山村", pool) == groups
    assert read_groups("山泉村\t东片\n华宏村\t东片\n稷山村\t西片", pool) == groups
    for wrong, said in (
        ("东片：东方红村", "不是本轮次里的"),
        ("东：山泉村\n西：山泉村", "两个片区"),
    ):
        with pytest.raises(RuleError) as refused:
            read_groups(wrong, pool)
        assert said in refused.value.message


def test_what_is_kept_reads_back_the_same():
    pool = replace(village_pool(), offered=(), last_year=frozenset({("u0", "u1")}))
    people = tuple(PoolInspector(f"p{at}", "某人", f"u{at}", "", "s") for at in range(3))
    rules = LotRules(by_group=True, balance=Balance.NONE, not_as_last_year=True, per_branch=2)
    terms = AssignmentTerms(people, rules, {"u0": "东片"})
    pairs = (("p1", "b0"), ("p2", "b1"))
    found = DrawnAssignment("r", pool, terms, "7", pairs, {"p0": 0, "p1": 1, "p2": 1})
    kept = lot_to_json(found)
    columns = {name: kept[name] for name in ("seed", "terms", "pool", "drawn")}
    again = lot_from_json(StoredLot(found.round_id, kept["purpose"], **columns))
    assert replace(again, pool=found.pool) == found
    assert again.pool.branches == pool.branches
    assert again.pool.last_year == pool.last_year
    assert found.sentence == "2 个支部分给 3 名检查员，每人 0 到 1 个。"
    assert [len(branches) for _, branches in found.lines] == [0, 1, 1]


def laid(app):
    """A round over six villages, whose branches are of organisations nobody has entered."""
    return lay_round(app, NAMES)


def people(pool, count=6):
    text = "\n".join(f"检查员{at}　{NAMES[at]}" for at in range(count))
    return read_inspectors(text, pool)


def rows(app, of, phase=CROSS):
    with app._store.read() as session:
        return {
            str(row.branch_key): row
            for row in session.query(Inspection).filter_by(round_id=of, deleted=False)
            if row.phase == phase.value
        }


@only_sqlite
def test_a_lot_is_kept_replaced_drawn_again_and_undone(app):
    found = laid(app)
    lots = app.lots
    pool = lots.pool(found.round_id)
    terms = AssignmentTerms(people(pool))
    before = app.history.latest()
    drawn = lots.assign(found.round_id, terms, " 2026 ")
    assert drawn == lots.assign(found.round_id, terms, "2026")
    assert app.history.latest() == before, "drawing writes nothing"
    assert drawn.sentence == "6 个支部分给 6 名检查员，每人 1 个。"

    kept = lots.keep(drawn, DUE)
    assert (kept.made, kept.replaced, kept.stayed) == (6, 0, ())
    given = rows(app, found.round_id)
    by_key = {one.key: one for one in terms.inspectors}
    assert {(key, row.inspector) for key, row in given.items()} == {
        (branch, by_key[one].name) for one, branch in drawn.pairs
    }
    assert {(row.due_on, row.lot_key) for row in given.values()} == {(DUE, kept.lot_id)}

    # two are begun, in two ways; the next lot leaves them be
    first, second, *_ = lots.tasks(found.round_id)
    app.inspections.keep(first.inspection_id, {"A01": Score(200)})
    app.inspections.keep(second.inspection_id, all_well())
    app.inspections.complete(second.inspection_id)
    assert [one.state for one in lots.tasks(found.round_id)][:3] == ["录入中", "已完成", "未开始"]
    again = lots.keep(lots.assign(found.round_id, terms, "另一次"), DUE)
    assert (again.made, again.replaced) == (4, 4)
    assert set(again.stayed) == {first.branch, second.branch}
    assert "已经开始或完成检查" in again.sentence
    assert "没有生成任务：抽到的 2 个支部" in replace(again, made=0).sentence
    assert [row.standing for row in lots.lots(found.round_id)] == [4, 2]


@only_sqlite
def test_a_lot_is_the_same_when_branches_have_changed_since(app):
    found = laid(app)
    lots = app.lots
    drawn = lots.assign(found.round_id, AssignmentTerms(people(lots.pool(found.round_id))), "8")
    kept = lots.keep(drawn)
    with app._store.begin("支部变动") as uow:
        gone = uow.session.get_one(RoundBranch, found.branches[0])
        gone.left_on, gone.left_reason = DUE, "并入华宏村党支部"
        uow.session.get_one(RoundBranch, found.branches[1]).name = "华宏村党总支"
        uow.commit()
    checked = lots.redraw(kept.lot_id)
    assert checked.same
    assert checked.changes == (
        "“山泉村党支部”已退出本轮次：并入华宏村党支部。",
        "“华宏村党支部”更名为“华宏村党总支”。",
    )
    with pytest.raises(RuleError, match="加入或退出"):
        lots.keep(drawn, DUE)


@only_sqlite
def test_undoing_a_lot_takes_its_inspections_back_and_leaves_it_on_record(app):
    found = laid(app)
    drawn = app.lots.assign(
        found.round_id, AssignmentTerms(people(app.lots.pool(found.round_id))), new_seed()
    )
    app.lots.keep(drawn)
    app.history.undo(app.history.latest())
    assert rows(app, found.round_id) == {}
    (row,) = app.lots.lots(found.round_id)
    assert row.standing == 0
    assert app.lots.redraw(row.id).same


@only_sqlite
def test_what_was_kept_and_then_forged_is_told(app):
    found = laid(app)
    drawn = app.lots.assign(
        found.round_id, AssignmentTerms(people(app.lots.pool(found.round_id))), "1"
    )
    forged = replace(drawn, seed="2")
    kept = app.lots.keep(forged)
    checked = app.lots.redraw(kept.lot_id)
    assert not checked.same
    assert "不一致" in checked.sentence


@only_sqlite
def test_what_cannot_be_drawn_names_the_rule(app):
    found = lay_round(app, [f"第{at}村党支部" for at in range(300)])
    pool = app.lots.pool(found.round_id)
    two = read_inspectors("甲　第0村党支部\n乙　第1村党支部", pool)
    with pytest.raises(ImpossibleAssignmentError) as refused:
        app.lots.assign(found.round_id, AssignmentTerms(two), "1")
    assert refused.value.rules == (Rule.NEVER_MUTUAL,)
    assert "不互查" in refused.value.message
    loose = AssignmentTerms(two, LotRules(never_mutual=False))
    assert app.lots.assign(found.round_id, loose, "1").sentence == (
        "300 个支部分给 2 名检查员，每人 150 个。"
    )
    with pytest.raises(RuleError, match="种子"):
        app.lots.assign(found.round_id, loose, "  ")


@only_sqlite
def test_a_sample_is_drawn_kept_and_shared_out(app):
    found = laid(app)
    first, last = str(found.branches[0]), str(found.branches[-1])
    terms = SampleTerms(SampleSize(percent=SIZE), frozenset({first}), frozenset({last}))
    drawn = app.lots.sample(found.round_id, terms, "7")
    assert drawn.sentence == "分 1 层，从 4 个支部中抽取 1 个，另有指定必查 1 个。"
    kept = app.lots.keep_sample(drawn, ("甲", "乙"), DUE)
    given = rows(app, found.round_id, Phase.SPOT_ACCEPTANCE)
    assert sorted(row.inspector for row in given.values()) == ["乙", "甲"]
    assert last in given
    assert first not in given
    assert app.lots.redraw(kept.lot_id).same
    (row,) = app.lots.lots(found.round_id)
    assert row.how == (
        "按镇街园区和支部类型分层，每层抽 20%（不足 1 个的抽 1 个）；排除 1 个；指定必查 1 个"
    )
    with app._store.read() as session:
        assert session.query(StandardLot).one().purpose == "sample"


@only_sqlite
def test_scores_stand_beside_each_other(app):
    found = laid(app)
    points = {
        Phase.SELF_INSPECTION: ((0, 200, "书记"), (1, 200, "书记")),
        Phase.CROSS_INSPECTION: ((0, 50, "陈明"), (1, 200, "陈明")),
        Phase.SPOT_ACCEPTANCE: ((0, 50, "赵六"),),
    }
    for phase, visits in points.items():
        for at, given, who in visits:
            key = app.inspections.begin(found.round_id, found.branches[at], phase, who)
            said = Score(given, finding="缺少记录。" if given < 200 else "")
            app.inspections.keep(key, all_well() | {"B01": said})
            app.inspections.complete(key)
    beside = app.lots.side_by_side(found.round_id)
    one, other = beside.branches
    assert (one.name, one.marked, one.words) == (
        NAMES[0],
        True,
        "自查比互查高 15 分；自查比抽查高 15 分",
    )
    assert (other.marked, other.words) == (False, "差距不大")
    assert one.inspectors[Phase.CROSS_INSPECTION] == "陈明"
    (drift,) = beside.drifts
    assert drift.sentence == "互查与抽查接近（1 个支部，次数少，仅供参考）"
    assert {each.code for each in beside.agreements} == {*all_well()}
    assert beside.texts[BranchKind.VILLAGE, "B01"].startswith("支部委员会")
    assert beside.sentence == "2 个支部有得分，2 个可以对比，1 个差距超过 10 分。"


def test_in_a_round_of_the_city_stations_inspect_each_other(offices):
    city, a, c = offices.city, offices.a, offices.c
    with city._store.read() as session:
        keys = dict(session.execute(select(Station.code, Station.id)).all())
    homes = [keys[one.place.station_code] for one in (a, a, c, c)]
    found = lay_round(city, NAMES[:4], stations=homes)
    pool = city.lots.pool(found.round_id)
    assert pool.by_station
    names = f"甲　{a.place.station_name}\n乙　{c.place.station_name}"
    terms = AssignmentTerms(read_inspectors(names, pool), LotRules(never_mutual=False))
    drawn = city.lots.assign(found.round_id, terms, "1")
    kept = city.lots.keep(drawn, DUE)
    assert kept.made == 4
    offices.round(["a", "c"])
    tasks = a.lots.tasks(found.round_id)
    assert {(one.branch, one.inspector, one.mine) for one in tasks} == {
        (NAMES[2], "甲", True),
        (NAMES[3], "甲", True),
    }
    a.inspections.keep(tasks[0].inspection_id, all_well())
    a.inspections.complete(tasks[0].inspection_id)
    offices.send("a", "city")
    assert sorted(one.state for one in city.lots.tasks(found.round_id)) == [
        "已完成",
        "未开始",
        "未开始",
        "未开始",
    ]
    checked = a.lots.redraw(kept.lot_id)
    assert (checked.same, checked.changes) == (True, ()), "the record is everybody's"
    for forbidden in (
        lambda: a.lots.assign(found.round_id, terms, "2"),
        lambda: a.lots.keep(drawn),
    ):
        with pytest.raises(RuleError, match="由市级主办"):
            forbidden()


@only_sqlite
def test_the_roster_offers_people_with_the_village_they_belong_to(app):
    found = laid(app)
    with app._store.read() as session:
        town = session.scalar(
            select(Organisation.id).where(Organisation.station_id == app.place.station_id)
        )
    village = app.organisations.add(OrganisationFacts("山泉村", OrganisationKind.VILLAGE, town))
    branch = app.organisations.add(
        OrganisationFacts("第一党支部", OrganisationKind.BRANCH, parent_id=village)
    )
    with app._store.begin("支部所在") as uow:
        uow.session.get_one(RoundBranch, found.branches[0]).organisation_key = branch
        uow.commit()
    for at, (name, kind, role, place) in enumerate(
        (
            ("陈明", InstructorKind.PART_TIME, PersonRole.NONE, branch),
            ("李四", None, PersonRole.VILLAGE_SECRETARY, village),
            ("王五", None, PersonRole.NONE, village),
            ("赵六", InstructorKind.FULL_TIME, PersonRole.NONE, None),
        )
    ):
        number, birth = id_number(4 * at + 1)
        app.people.add(
            PersonFacts(name, "男", birth, number, kind=kind, role=role, organisation_id=place)
        )
    pool = app.lots.pool(found.round_id)
    offered = {(one.inspector.name, one.duty, one.inspector.unit) for one in pool.offered}
    assert offered == {
        ("陈明", "指导员", str(village)),
        ("李四", "村党组织书记", str(village)),
        ("赵六", "指导员", ""),
    }
    assert pool.branches[0].unit == str(village)
    (one,) = read_inspectors("陈明", pool)
    assert one.person
    terms = AssignmentTerms((one, *people(pool)[1:]))
    drawn = app.lots.assign(found.round_id, terms, "1")
    app.lots.keep(drawn)
    kept = {row.inspector: row for row in rows(app, found.round_id).values()}
    assert str(kept["陈明"].inspector_key) == one.person
    # on record he has his key alone, which outlives him when he is erased
    with app._store.read() as session:
        (lot,) = session.scalars(select(StandardLot))
        assert "陈明" not in str(lot.pool)
    assert app.lots.redraw(LotId(lot.id)).same
    assert {each.unit for each in app.lots.tasks(found.round_id) if each.inspector == "陈明"} == {
        "山泉村"
    }
    assert kept["陈明"].branch_key != found.branches[0]
