"""Organisations and stations over a real folder: the city's, and a station's."""

from datetime import date

import pytest
from openpyxl import load_workbook

from jyguide.errors import RuleError
from jyguide.exchange.table.plan import PLAIN, Decision, Fate, Policy
from jyguide.exchange.table.source import TableSource
from jyguide.people.establishment import StationFacts
from jyguide.people.organisation import OrganisationFacts, OrganisationKind, organisation_label
from jyguide.people.person import InstructorKind
from tests.jyguide.builders import a_person, a_roster, rows_kept, table
from tests.postgres import only_sqlite

pytestmark = only_sqlite
K = OrganisationKind


def labels(app, station="周庄镇"):
    return [
        organisation_label(row).removeprefix(f"{station}/")
        for row in app.organisations.rows()
        if row.station == station and len(row.path) > 1
    ]


def named(app, label):
    return next(row for row in app.organisations.rows() if organisation_label(row) == label)


def add(app, name, kind, under):
    return app.organisations.add(OrganisationFacts(name, kind, named(app, under).id))


def grow(app):
    """A village with two branches and a second village."""
    village = add(app, "红豆村", K.VILLAGE, "周庄镇")
    for name in ("第一党支部", "第二党支部"):
        add(app, name, K.BRANCH, "周庄镇/红豆村")
    add(app, "东街村", K.VILLAGE, "周庄镇")
    return village


GROWN = ["红豆村", "红豆村/第一党支部", "红豆村/第二党支部", "东街村"]


def undo(app):
    app.history.undo(app.history.actions(limit=1)[0].id)


def refused(app, work, said):
    before = rows_kept(app)
    with pytest.raises(RuleError, match=said) as caught:
        work()
    assert caught.value.hint
    assert rows_kept(app) == before


def test_a_station_builds_its_tree_and_every_step_can_be_taken_back(app):
    village = grow(app)
    assert labels(app) == GROWN
    rows = {organisation_label(row): row for row in app.organisations.rows()}
    assert len(rows) == 19 + 4
    assert rows["周庄镇/红豆村"].station_id == app.place.station_id
    organisations = app.organisations

    organisations.move(rows["周庄镇/东街村"].id, rows["周庄镇"].id, 0)
    assert labels(app) == [GROWN[3], *GROWN[:3]]
    undo(app)
    organisations.move(rows["周庄镇/红豆村/第二党支部"].id, rows["周庄镇/东街村"].id)
    assert labels(app) == [*GROWN[:2], "东街村", "东街村/第二党支部"]
    assert organisations.below(village) == {village, rows["周庄镇/红豆村/第一党支部"].id}
    undo(app)
    assert labels(app) == GROWN

    facts = OrganisationFacts("红豆新村", K.VILLAGE, None, "A1", "合并后改名")
    seen = named(app, "周庄镇/红豆村").version
    organisations.change(village, facts, seen)
    changed = named(app, "周庄镇/红豆新村")
    assert (changed.code, changed.note, changed.parent_id) == (
        "A1",
        "合并后改名",
        rows["周庄镇"].id,
    )
    refused(app, lambda: organisations.change(village, facts, seen), "又被改动过")
    village_as_branch = OrganisationFacts("红豆新村", K.BRANCH, None)
    refused(app, lambda: organisations.change(village, village_as_branch), "只能放在")
    undo(app)

    town, city = rows["周庄镇"].id, rows["江阴市"].id
    refused(app, lambda: organisations.move(village, rows["华士镇"].id), "归别的指导站管理")
    refused(app, lambda: organisations.move(town, city, 0), "由市级维护")
    refused(app, lambda: organisations.remove(town), "2 个下级组织")
    refused(app, lambda: add(app, "某局", K.OFFICE, "江阴市"), "由市级维护")
    refused(app, lambda: add(app, "某村", K.VILLAGE, "华士镇"), "归别的指导站管理")
    refused(
        app,
        lambda: app.stations.change(app.place.station_id, StationFacts("周庄")),
        "由市级设置",
    )


def test_people_are_placed_matched_and_hold_their_organisation(app):
    village = grow(app)
    first = named(app, "周庄镇/红豆村/第一党支部").id
    ann, ben, cai = (
        app.people.add(a_person(name, at, organisation=text))
        for at, (name, text) in enumerate(
            (("陈明", "红豆村第一支部"), ("单雄", "第九党支部"), ("𠮷买买提·阿卜杜拉", ""))
        )
    )
    assert app.placements.unplaced() == 3
    (proposal,) = app.placements.proposals()
    assert (proposal.written.person_id, proposal.label) == (ann, "周庄镇/红豆村/第一党支部")
    app.placements.place_proposed([proposal])
    refused(app, lambda: app.placements.place_proposed([proposal]), "又有改动")
    app.placements.place(first, [ben, cai])
    assert named(app, "周庄镇/红豆村/第一党支部").people == 3
    assert set(app.organisations.people_at(village, below=True)) == {ann, ben, cai}
    assert app.organisations.people_at(village) == []
    refused(app, lambda: app.organisations.remove(first), "还有 3 人：.*陈明")
    app.placements.place(None, [cai])
    assert (app.placements.unplaced(), app.people.person(cai).organisation_id) == (1, None)

    app.placements.place(None, [ben, cai, ann])
    app.organisations.remove(first)
    assert labels(app)[:2] == ["红豆村", "红豆村/第二党支部"]
    refused(app, lambda: app.placements.place(first, [ann]), "已被删除")


def test_an_organisation_entered_twice_becomes_one(app):
    village = grow(app)
    first = named(app, "周庄镇/红豆村/第一党支部").id
    ann, ben, cai = (
        app.people.add(a_person(name, at)) for at, name in enumerate(("陈明", "单雄", "仇英"))
    )
    app.placements.place(first, [ann])
    twin = add(app, "红豆邨", K.VILLAGE, "周庄镇")
    doubled = add(app, "第一党支部", K.BRANCH, "周庄镇/红豆邨")
    add(app, "第三党支部", K.BRANCH, "周庄镇/红豆邨")
    app.placements.place(doubled, [cai])
    app.placements.place(twin, [ben])
    before = labels(app)
    refused(app, lambda: app.organisations.merge(village, doubled), "类型不同")
    app.organisations.merge(village, twin)
    assert labels(app) == [*GROWN[:3], "红豆村/第三党支部", "东街村"]
    assert app.organisations.people_at(village) == [ben]
    assert set(app.organisations.people_at(first)) == {ann, cai}
    undo(app)
    assert labels(app) == before
    assert app.organisations.people_at(doubled) == [cai]


@pytest.mark.parametrize("with_people", [True, False])
def test_the_city_gives_a_village_to_another_township(city, clock, with_people):
    village = grow(city)
    branch = named(city, "周庄镇/红豆村/第一党支部").id
    ann = city.people.add(a_person("陈明", 0, station="周庄镇", kind=InstructorKind.FULL_TIME))
    city.placements.place(branch, [ann])
    target = named(city, "华士镇").id
    going = city.organisations.resettling(village, target)
    assert (going.station, going.organisations, going.people) == ("华士镇", 3, (ann,))
    assert city.organisations.resettling(village, named(city, "周庄镇").id) is None

    city.organisations.move(village, target, with_people=with_people)
    assert labels(city, "华士镇") == GROWN[:3]
    moved = city.people.person(ann)
    posts = [(post["began_on"], post["ended_on"]) for post in table(city, "instructor")]
    if with_people:
        assert (moved.station, moved.organisation_id) == ("华士镇", branch)
        assert (moved.kind, len(posts)) == (InstructorKind.FULL_TIME, 2)
        assert [one.station for one in city.postings.of_person(ann)] == ["华士镇", "周庄镇"]
        assert city.postings.of_person(ann)[0].facts.began_on == date(2026, 11, 20)
    else:
        assert (moved.station, moved.organisation_id) == ("周庄镇", None)
        assert moved.organisation == "周庄镇/红豆村/第一党支部"
    undo(city)
    assert labels(city) == GROWN
    back = city.people.person(ann)
    assert (back.station, back.organisation_id) == ("周庄镇", branch)
    assert len([post for post in table(city, "instructor") if not post["deleted"]]) == 1


def test_the_city_lays_down_stations_and_hands_out_the_tree(city, tmp_path):
    stations = city.stations.rows()
    assert len(stations) == 18
    first, last = stations[0], stations[-1]
    city.stations.change(first.id, StationFacts(" 澄江 ", 5, None), first.version)
    city.stations.move(last.id, 0)
    changed = city.stations.rows()
    assert [row.name for row in changed[:2]] == ["靖江园区", "澄江"]
    assert (changed[1].full_time_posts, changed[1].part_time_posts) == (5, None)
    change = city.stations.change
    refused(city, lambda: change(last.id, StationFacts("澄江")), "已经有一个指导站")
    refused(city, lambda: change(last.id, StationFacts("园区", -1)), "0 到 999")
    refused(city, lambda: change(first.id, StationFacts("澄江"), first.version), "又被改动过")

    office = city.organisations.add(OrganisationFacts("某局", K.OFFICE, named(city, "江阴市").id))
    assert named(city, "某局").station_id is None
    township = OrganisationFacts("某局", K.OFFICE, None, station_id=first.id)
    city.organisations.change(office, township)
    assert named(city, "某局").station_id == first.id

    target = tmp_path / "组织树.xlsx"
    assert city.organisation_files.export(target) == 20
    lines = list(load_workbook(target).worksheets[0].iter_rows(values_only=True))
    assert lines[0] == ("名称", "类型", "上级组织", "代码", "备注")
    assert lines[1][:2] == ("江阴市", "市")
    assert [line[2] for line in lines[2:4]] == [None, None]
    again = city.organisation_files.plan(TableSource(target)).counts()
    assert again == {Fate.UNCHANGED: 20}


def book(path, *lines):
    return a_roster(path, lines, ("组织名称", "组织类型", "上级党组织", "组织代码", "说明"))


def test_a_list_comes_in_whatever_its_order_and_faults_are_named(app, tmp_path):
    grow(app)
    path = book(
        tmp_path / "组织.xlsx",
        ("第一党支部", "支部", "新　村"),
        ("新村", "村", "江阴市/周庄镇"),
        ("新 村", "行政村", "周庄镇", "重复"),
        ("甲村", "村", "东街村"),
        ("甲村支部", "党支部", "甲村"),
        ("子", "党支部", "丑"),
        ("丑", "党总支", "子"),
        ("某支部", "党支部", "无此村"),
        ("丙", "庙", "周庄镇"),
        ("红豆村", "村", "周庄镇", "JY-1", "已换届"),
        ("外村", "村", "华士镇"),
        ("第三党小组", "党小组", "第一党支部"),
        ("第三党小组", "党小组", "新村/第一党支部"),
        ("江阴市", "市", ""),
        ("无锡市", "市", ""),
        ("无名/村", "村", "周庄镇"),
        ("澄江街道", "镇", ""),
    )
    files = app.organisation_files
    plan = files.plan(TableSource(path))
    assert {one.row: one.reason for one in plan.refused} == {
        4: "与第 3 行是同一个组织，以第 3 行为准",
        5: "村不能放在村下面，只能放在镇、街道、园区下面",
        6: "上级在第 5 行，那一行有问题，这一行也没有导入",
        7: "上级组织绕成了圈：子 → 丑 → 子",
        8: "上级组织绕成了圈：子 → 丑 → 子",
        9: "组织树和这个文件里都没有“无此村”",
        10: plan.refused[6].reason,
        12: "“华士镇”归别的指导站管理，本站不能改动",
        13: "“第一党支部”可能是周庄镇/红豆村/第一党支部、周庄镇/新村/第一党支部，请写完整位置",
        16: "组织树里已经有“市”，不能再有一个",
        17: "名称里不能有“/”；上级请写在“上级组织”一列",
        18: "“澄江街道”归别的指导站管理，本站不能改动",
    }
    assert plan.refused[6].reason.startswith("没有“庙”这种类型")
    assert plan.counts()[Fate.DOUBLE] == 1
    assert plan.rows[3].values["kind"] == "村"

    stays = Decision(rows={("Sheet", 3): Policy.SKIP})
    refused(app, lambda: files.take_in(plan, stays), "“第一党支部”的上级“新村”选了跳过")
    result = files.take_in(plan)
    assert (result.imported, result.updated, result.unchanged) == (3, 1, 1)
    new = ["新村", "新村/第一党支部", "新村/第一党支部/第三党小组"]
    assert labels(app) == [*GROWN, *new]
    assert named(app, "周庄镇/红豆村").code == "JY-1"
    assert named(app, "周庄镇/新村").station_id == app.place.station_id
    refused(app, lambda: files.take_in(plan), "组织树又有改动")
    undo(app)
    assert labels(app) == GROWN
    files.write_errors(plan, tmp_path / "改正.xlsx")
    files.write_template(tmp_path / "模板.xlsx")
    assert load_workbook(tmp_path / "改正.xlsx").worksheets[0].max_row > 11
    assert files.plan(TableSource(tmp_path / "模板.xlsx")).rows == ()


def test_a_renamed_village_is_no_second_one_once_somebody_says_so(app, tmp_path):
    village = grow(app)
    app.organisations.change(village, OrganisationFacts("红豆村", K.VILLAGE, None, "JY-1"))
    path = book(
        tmp_path / "组织.xlsx",
        ("红豆新村", "村", "周庄镇", "JY-1"),
        ("第九党支部", "党支部", "红豆新村"),
        ("另一村", "村", "周庄镇"),
    )
    files = app.organisation_files
    plan = files.plan(TableSource(path))
    assert plan.counts() == {Fate.HELD: 1, Fate.NEW: 2}
    assert plan.rows[0].doubt.startswith("代码与“周庄镇/红豆村”相同，像是同一个改了名称")
    files.take_in(plan)
    assert named(app, "周庄镇/红豆村/第九党支部")
    undo(app)
    result = files.take_in(plan, PLAIN.about([plan.rows[0].place], Policy.UPDATE))
    assert (result.imported, result.updated) == (2, 1)
    assert named(app, "周庄镇/红豆新村").id == village
    assert named(app, "周庄镇/红豆新村/第九党支部")
    undo(app)
    assert labels(app) == GROWN
