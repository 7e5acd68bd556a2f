"""Rosters compared with the people there are, written whole, taken back whole."""

from datetime import date

import pytest
from openpyxl import load_workbook

from jyguide.errors import Cancelled, RuleError
from jyguide.exchange.table.header import ColumnMap
from jyguide.exchange.table.plan import Change, Decision, Fate, Policy
from jyguide.exchange.table.source import TableSource
from jyguide.people.person import InstructorKind, PersonRole
from jyguide.people.roster_import import new_people
from jyguide.progress import CancelToken, Silent
from tests.jyguide.builders import (
    HEADINGS,
    a_person,
    a_plan,
    a_roster,
    a_row,
    add_people,
    an_id,
    import_people,
    rows_kept,
)
from tests.jyguide.people.rosters import HEADS, reasons


@pytest.fixture
def dialect():
    """Reading files is the same on both databases; the services' tests write to both."""
    return "sqlite"


def test_a_station_fills_in_its_own_name(app, tmp_path):
    import_people(app, a_roster(tmp_path / "r.xlsx", [a_row(所在站=None)]))
    assert [row.station for row in app.people.people()] == ["周庄镇"]


def test_a_person_of_the_same_file_is_refused_and_one_of_the_database_updated(app, tmp_path):
    app.people.add(a_person("陈明", phone=""))
    path = a_roster(tmp_path / "r.xlsx", [a_row(), a_row("王芳", 2), a_row("王芳", 2)])
    plan = app.rosters.plan(path)
    assert [plan.rows[at].known is not None for at in range(2)] == [True, False]
    assert plan.rows[0].changes == (Change("phone", "", "13900000000"),)
    assert reasons(plan) == [(4, "身份证号", "与第 3 行的身份证号重复，同一人只保留一行")]
    assert plan.counts() == {Fate.UPDATE: 1, Fate.NEW: 1, Fate.DOUBLE: 1}
    result = app.rosters.take_in(plan)
    assert (result.imported, result.updated, result.unchanged) == (1, 1, 0)
    assert [row.phone for row in app.people.people()] == ["13900000000", "13900000002"]


def test_what_a_file_leaves_out_stays(app, tmp_path):
    facts = a_person(
        education="大学本科",
        joined=date(2012, 6, 30),
        kind=InstructorKind.FULL_TIME,
        ethnic="汉族",
    )
    person = app.people.add(facts)
    before = app.people.person(person)
    path = a_roster(tmp_path / "r.xlsx", [("陈明", an_id())], ("姓名", "身份证号"))
    plan = app.rosters.plan(path)
    assert plan.counts() == {Fate.UNCHANGED: 1}
    result = app.rosters.take_in(plan)
    assert (result.unchanged, result.action_id) == (1, None)
    assert app.people.person(person) == before


def test_a_file_without_kinds_takes_nobody_off_the_list_of_instructors(app, tmp_path):
    first, second = add_people(app, 1)[0], app.people.add(a_person("王芳", 2, kind=None))
    heads = ("姓名", "身份证号", "学历")
    rows = [("陈明", an_id(), "本科"), ("王芳", an_id(2), "本科")]
    app.people.change(second, a_person("王芳", 2, kind=InstructorKind.FULL_TIME))
    plan = app.rosters.plan(a_roster(tmp_path / "r.xlsx", rows, heads))
    assert app.rosters.take_in(plan).updated == 2
    assert [app.people.person(key).kind for key in (first, second)] == ["part_time", "full_time"]


def test_the_second_import_of_a_file_says_nothing_new(app, tmp_path):
    path = a_roster(tmp_path / "r.xlsx", [a_row(), a_row("王芳", 2)])
    import_people(app, path)
    before = rows_kept(app)
    result = import_people(app, path)
    assert (result.imported, result.updated, result.unchanged) == (0, 0, 2)
    assert rows_kept(app) == before


def test_a_plan_is_written_only_once(app, tmp_path):
    plan = app.rosters.plan(a_roster(tmp_path / "r.xlsx", [a_row()]))
    app.rosters.take_in(plan)
    before = rows_kept(app)
    with pytest.raises(RuleError, match="又有改动"):
        app.rosters.take_in(plan)
    assert rows_kept(app) == before


def test_a_plan_to_update_somebody_removed_meanwhile_is_not_written(app, tmp_path):
    person = app.people.add(a_person("陈明", phone=""))
    plan = app.rosters.plan(a_roster(tmp_path / "r.xlsx", [a_row(), a_row("王芳", 2)]))
    app.people.remove([person])
    with pytest.raises(RuleError, match="又有改动"):
        app.rosters.take_in(plan)
    assert app.people.people() == []


def test_an_import_is_undone_whole(app, tmp_path):
    add_people(app, 3)
    before = app.people.people()
    changed = [a_row("陈明", 0, 手机号码="13800001111"), a_row("单雄", 1, **{"专/兼职": "专职"})]
    path = a_roster(tmp_path / "r.xlsx", [*changed, a_row("新人", 20), a_row("李新", 21)])
    result = import_people(app, path)
    assert (result.imported, result.updated) == (2, 2)
    assert app.people.people("chenming")[0].phone == "13800001111"
    app.history.undo(result.action_id)
    assert app.people.people() == before
    assert [row.name for row in app.people.people("cm")] == ["陈明"]
    again = import_people(app, path)
    assert (again.imported, again.updated) == (2, 2)


def test_an_import_somebody_built_upon_stays(app, tmp_path):
    result = import_people(app, a_roster(tmp_path / "r.xlsx", [a_row(), a_row("王芳", 2)]))
    session = app.training.plan(a_plan())
    person = app.people.people("王芳")[0].id
    app.training.enrol(session, [person])
    before = rows_kept(app)
    with pytest.raises(RuleError, match="后来已有 1 条记录"):
        app.history.undo(result.action_id)
    assert rows_kept(app) == before
    app.training.withdraw(session, [person])
    app.history.undo(result.action_id)
    assert app.people.people() == []


class CancelAt(Silent):
    """Presses cancel when a certain step is reported."""

    def __init__(self, token: CancelToken, at: int) -> None:
        self._token = token
        self._at = at

    def step(self, done: int, total: int, text: str = "") -> None:
        if done >= self._at:
            self._token.cancel()


def test_cancelling_in_the_middle_leaves_nothing(app, tmp_path):
    add_people(app, 4)
    names = {person.id_number: person.name for person in app.people.people()}
    rows = [a_row(names[an_id(i)], i, 手机号码="13800001111") for i in range(4)]
    plan = app.rosters.plan(a_roster(tmp_path / "r.xlsx", [*rows, a_row("新人", 20)]))
    before = rows_kept(app)
    token = CancelToken()
    with pytest.raises(Cancelled):
        app.rosters.take_in(plan, progress=CancelAt(token, 2), cancel=token)
    assert rows_kept(app) == before


def test_cancelling_the_check_leaves_nothing(app, tmp_path):
    path = a_roster(tmp_path / "r.xlsx", [a_row(index=i) for i in range(1200)])
    before = rows_kept(app)
    token = CancelToken()
    with pytest.raises(Cancelled):
        app.rosters.plan(path, progress=CancelAt(token, 500), cancel=token)
    assert rows_kept(app) == before


def test_refused_rows_come_back_corrected(app, tmp_path):
    path = a_roster(tmp_path / "r.xlsx", [a_row(), a_row("王芳", 2, 手机号码="123")])
    plan = app.rosters.plan(path)
    app.rosters.take_in(plan)
    errors = tmp_path / "errors.xlsx"
    app.rosters.write_errors(plan, errors)
    book = load_workbook(errors)
    (cell,) = [c for row in book.worksheets[0] for c in row if c.value == "123"]
    cell.value = "13900000002"
    book.save(errors)
    result = import_people(app, errors)
    assert (result.imported, result.refused) == (1, ())
    assert len(app.people.people()) == 2


def test_a_plan_to_update_somebody_edited_meanwhile_is_not_written(app, tmp_path):
    person = app.people.add(a_person("陈明", 0))
    path = a_roster(tmp_path / "r.xlsx", [a_row("陈明", 0, 手机号码="13800001111")])
    plan = app.rosters.plan(path)
    app.people.change(person, a_person("陈明", 0, post="党支部书记"))
    before = rows_kept(app)
    with pytest.raises(RuleError, match="又有改动"):
        app.rosters.take_in(plan)
    assert rows_kept(app) == before


def test_what_is_kept_already_is_updated_filled_up_or_skipped_as_decided(app, tmp_path):
    keys = [
        app.people.add(a_person("陈明", 0, education="大专", role=PersonRole.OTHER, note="留")),
        app.people.add(a_person("单雄", 1, education="中专", reading="shàn xióng", position=3)),
        app.people.add(a_person("仇英", 2, education="高中")),
    ]
    rows = [
        (*a_row(name, at), "大学", "书记", None)
        for at, name in enumerate(("陈明", "单雄", "仇英"))
    ]
    path = a_roster(tmp_path / "r.xlsx", [*rows, (*a_row("新人", 9), "大学", None, None)], HEADS)
    plan = app.rosters.plan(path)
    places = [row.place for row in plan.rows]
    decision = Decision(Policy.FILL).about(places[:1], Policy.UPDATE)
    decision = decision.about(places[2:], Policy.SKIP)
    assert plan.counts(decision) == {Fate.UPDATE: 2, Fate.SKIP: 2}
    before = [app.people.person(key) for key in keys]
    result = app.rosters.take_in(plan, decision)
    assert (result.imported, result.updated, result.skipped) == (0, 2, 2)
    after = [app.people.person(key) for key in keys]
    assert [(row.education, row.post) for row in after] == [
        ("大学", "书记"),
        ("中专", "书记"),
        ("高中", ""),
    ]
    kept = [(row.role, row.note, row.reading, row.position) for row in before]
    assert [(row.role, row.note, row.reading, row.position) for row in after] == kept
    app.history.undo(result.action_id)
    assert [app.people.person(key) for key in keys] == before


def test_somebody_at_two_stations_waits_for_a_decision(city, tmp_path):
    city.people.add(a_person("陈明", 0, station="华士镇"))
    plan = city.rosters.plan(a_roster(tmp_path / "r.xlsx", [a_row()]))
    (row,) = plan.rows
    assert "名单上他在“华士镇”，文件里写的是“周庄镇”" in row.doubt
    assert plan.counts() == {Fate.HELD: 1}
    assert city.rosters.take_in(plan).action_id is None
    moved = Decision().about([row.place], Policy.UPDATE)
    assert city.rosters.take_in(plan, moved).updated == 1
    assert [one.station for one in city.people.people()] == ["周庄镇"]


def test_a_role_is_guessed_from_the_post_and_written_only_if_wanted(app, tmp_path):
    rows = [
        (*a_row("陈明", 0), None, "党总支书记", "样例村党总支"),
        (*a_row("王芳", 2), None, "会计", None),
    ]
    plan = app.rosters.plan(a_roster(tmp_path / "r.xlsx", rows, HEADS))
    assert [dict(row.suggested) for row in plan.rows] == [
        {"role": PersonRole.VILLAGE_SECRETARY},
        {},
    ]
    assert plan.suggestions == 1
    app.rosters.take_in(plan)
    assert {row.role for row in app.people.people()} == {PersonRole.NONE}
    again = app.rosters.plan(plan.source)
    app.rosters.take_in(again, Decision(suggestions=True))
    assert [row.role for row in app.people.people("陈明")] == [PersonRole.VILLAGE_SECRETARY]


def test_a_pasted_block_goes_the_way_of_a_file(app, tmp_path):
    cells = [list(map(str, a_row("陈明", 0))), list(map(str, a_row("王芳", 2, 手机号码="12")))]
    text = "\r\n".join("\t".join(line) for line in [[*HEADINGS, '"备\n注"'], *cells])
    plan = app.rosters.plan(TableSource(text=text))
    assert plan.counts() == {Fate.NEW: 1, Fate.REFUSED: 1}
    app.rosters.write_errors(plan, tmp_path / "错误.xlsx")
    assert load_workbook(tmp_path / "错误.xlsx").worksheets[0]["D2"].comment.text


def test_a_mapping_by_hand_is_remembered_for_its_layout(app, tmp_path):
    odd = ("谁", "号", "念过")
    path = a_roster(tmp_path / "r.xlsx", [("陈明", an_id(), "大学")], odd)
    source = TableSource(path)
    assert app.rosters.mapping_remembered(source) is None
    mapping = ColumnMap({"name": 0, "id_number": 1, "education": 2}, header_row=1)
    app.rosters.take_in(app.rosters.plan(path, mapping))
    other = a_roster(tmp_path / "后.xlsx", [odd, ("王芳", an_id(2), "大专")], ("名单", None, None))
    known = app.rosters.mapping_remembered(TableSource(other))
    assert known == ColumnMap(mapping.columns, 2, "Sheet")
    assert new_people(app.rosters.plan(other, known))[0].education == "大专"
    strange = a_roster(tmp_path / "x.xlsx", [("陈明", an_id(), "大学")], ("谁", "号", "别的"))
    assert app.rosters.mapping_remembered(TableSource(strange)) is None


def test_an_export_imports_again_and_says_nothing_new(app, tmp_path):
    app.people.add(a_person("阿卜杜拉·买买提", 0, role=PersonRole.OTHER, position=4, note="甲"))
    app.people.add(a_person("𠮷田单", 1, reading="jí tián shàn", post="村党支部书记"))
    app.rosters.export(tmp_path / "out.xlsx", full=True)
    plan = app.rosters.plan(tmp_path / "out.xlsx")
    assert plan.counts() == {Fate.UNCHANGED: 2}
    assert plan.file.ignored_columns == ()
