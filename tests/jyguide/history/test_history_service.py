"""The journal looked at, and whole actions taken back."""

from datetime import date
from uuid import uuid4

import pytest

from jyguide.errors import RuleError
from jyguide.history.row import ActionFilter, Offer
from jyguide.ids import ActionId
from jyguide.training.session import Attendance
from tests.jyguide.builders import a_person, a_plan, add_people, rows_kept, run_sql
from tests.postgres import only_sqlite


def names(app):
    return [row.name for row in app.history.actions()]


@only_sqlite
def test_actions_are_named_as_the_user_knows_them(app, clock):
    app.people.add(a_person())
    clock.advance(60)
    app.training.plan(a_plan())
    newest, former, first = app.history.actions()
    assert names(app) == ["新建培训“任前培训”", "新增人员“陈明”", "建立数据文件夹"]
    assert (newest.at, newest.actor, newest.rows) == (clock.now, "值班指导员", 1)
    assert (former.rows, former.undone, first.rows) == (2, False, 2)
    assert [row.name for row in app.history.actions(1)] == [newest.name]


@only_sqlite
def test_an_action_that_changed_nothing_is_no_action(app, clock):
    person = app.people.add(a_person())
    before = names(app)
    app.people.change(person, a_person())
    assert names(app) == before


@only_sqlite
def test_the_latest_action_is_the_one_written_last_even_with_the_clock_put_back(app, clock):
    app.people.add(a_person())
    clock.advance(-3600)
    app.training.plan(a_plan())
    before = app.history.latest()
    assert {row.id: row.name for row in app.history.actions()}[before] == "新建培训“任前培训”"
    with pytest.raises(RuleError):
        app.people.add(a_person("王芳"))
    assert app.history.latest() == before


@only_sqlite
def test_undoing_is_itself_an_action(app):
    app.people.add(a_person())
    action = app.history.actions(1)[0].id
    assert app.history.undo(action) == 2
    assert names(app)[0] == "撤销“新增人员“陈明””"
    assert [row.undone for row in app.history.actions()][:2] == [False, True]
    assert app.people.people() == []


@only_sqlite
def test_an_undo_can_be_undone_and_that_again(app):
    person = app.people.add(a_person())
    before = app.people.person(person)
    action = app.history.actions(1)[0].id
    app.history.undo(action)
    app.history.undo(app.history.actions(1)[0].id)
    assert app.people.person(person) == before
    app.history.undo(action)
    assert app.people.people() == []
    assert names(app)[:4] == [
        "撤销“新增人员“陈明””",
        "重做“新增人员“陈明””",
        "撤销“新增人员“陈明””",
        "新增人员“陈明”",
    ]


@only_sqlite
def test_every_action_of_a_chain_says_what_can_be_done_about_it(app):
    app.people.add(a_person())
    added = app.history.actions(1)[0]
    assert (added.state, added.offer, added.latest) == ("", Offer.UNDO, added.id)
    app.history.undo(added.id)
    undoing, added = app.history.actions(2)
    assert [(one.state, one.offer, one.latest) for one in (undoing, added)] == [
        ("", Offer.REDO, undoing.id),
        ("已撤销", Offer.REDO, undoing.id),
    ]
    app.history.undo(added.latest)
    redoing, undoing, added = app.history.actions(3)
    assert [one.state for one in (redoing, undoing, added)] == ["", "已重做", ""]
    assert {(one.offer, one.latest) for one in (redoing, undoing, added)} == {
        (Offer.UNDO, redoing.id)
    }
    with pytest.raises(RuleError, match="不能重做：这次撤销已经重做过了"):
        app.history.undo(undoing.id)


def test_going_back_step_by_step_ends_at_the_beginning(app, clock):
    person = app.people.add(a_person())
    app.people.change(person, a_person(phone="13800001111"))
    clock.advance(-3600)
    app.people.change(person, a_person("陈铭", phone="13800001111"))
    told = []
    while (action := app.history.latest_in_force()) is not None:
        app.history.undo(action)
        told.append(names(app))
    assert len(told) == 3
    assert app.people.people() == []
    assert app.history.latest_in_force() is None


@only_sqlite
def test_a_change_is_taken_back_field_by_field(app):
    person = app.people.add(a_person())
    before = app.people.person(person)
    app.people.change(person, a_person(phone="13800001111"))
    changed = app.history.actions(1)[0].id
    app.people.change(person, a_person("陈铭", phone="13800001111"))
    app.history.undo(changed)
    after = app.people.person(person)
    assert (after.name, after.phone) == ("陈铭", before.phone)


def test_later_work_is_never_taken_along(app):
    person = app.people.add(a_person())
    app.people.change(person, a_person("陈铭"))
    first = app.history.actions(1)[0].id
    app.people.change(person, a_person("陈鸣"))
    before = rows_kept(app)
    with pytest.raises(RuleError, match="1 条记录后来又改动过") as caught:
        app.history.undo(first)
    assert "“陈鸣”的姓名（11-20 值班指导员改动）。没有改动任何数据" in caught.value.message
    assert caught.value.hint
    assert rows_kept(app) == before


@only_sqlite
@pytest.mark.parametrize("again", [True, False])
def test_what_is_undone_or_unknown_is_a_sentence(app, again):
    app.people.add(a_person())
    action = app.history.actions(1)[0].id if again else ActionId(uuid4())
    if again:
        app.history.undo(action)
    before = rows_kept(app)
    with pytest.raises(RuleError, match="已经撤销过了" if again else "没有找到这次操作"):
        app.history.undo(action)
    assert rows_kept(app) == before


@only_sqlite
def test_the_first_action_of_a_folder_stays(app):
    (made,) = app.history.actions()
    before = rows_kept(app)
    with pytest.raises(RuleError, match="不能撤销"):
        app.history.undo(made.id)
    assert rows_kept(app) == before


def test_attendance_and_enrolment_are_undone_in_turn(app):
    people = add_people(app, 2)
    session = app.training.plan(a_plan())
    app.training.enrol(session, people)
    enrolled = app.history.actions(1)[0].id
    app.training.settle_rest(session, Attendance.ABSENT)
    settled = app.history.actions(1)[0].id
    with pytest.raises(RuleError):
        app.history.undo(enrolled)
    app.history.undo(settled)
    assert {row.attendance for row in app.training.enrolments(session)} == {Attendance.UNKNOWN}
    app.history.undo(enrolled)
    assert app.training.enrolments(session) == []


def test_what_uses_a_record_is_named_in_the_refusal(app):
    people = add_people(app, 5)
    added = app.history.actions(5)[-1].id
    session = app.training.plan(a_plan())
    app.training.enrol(session, people)
    with pytest.raises(RuleError) as caught:
        app.history.undo(added)
    assert "培训报名“陈明 · 任前培训”（11-20 值班指导员新增）" in caught.value.message


@only_sqlite
def test_many_that_stand_in_the_way_are_named_in_part(app):
    people = add_people(app, 5)
    session = app.training.plan(a_plan())
    app.training.enrol(session, people)
    enrolled = app.history.actions(1)[0].id
    app.training.settle_rest(session, Attendance.ABSENT)
    with pytest.raises(RuleError, match="其中 5 条") as caught:
        app.history.undo(enrolled)
    assert caught.value.message.count("的考勤（") == 3
    assert "）等。" in caught.value.message


@only_sqlite
def test_what_was_deleted_later_is_told_so(app):
    person = app.people.add(a_person())
    app.people.change(person, a_person(phone="13800001111"))
    first = app.history.actions(2)[-1].id
    app.people.remove([person])
    with pytest.raises(RuleError, match="人员“陈明”（11-20 值班指导员删除）"):
        app.history.undo(first)


def test_what_another_pc_did_is_left_to_it(app, new_folder, open_at):
    app.people.add(a_person())
    action = app.history.actions(1)[0]
    run_sql(app, f"UPDATE action SET device_id = '{uuid4().hex}'")
    (seen,) = [row for row in app.history.actions() if row.id == action.id]
    assert (seen.here, seen.device, seen.offer) == (False, "", Offer.NOTHING)
    assert app.history.latest_in_force() is None
    assert app.history.actions(wanted=ActionFilter(here=True)) == []
    with pytest.raises(RuleError, match="这次操作是在另一台电脑上进行的"):
        app.history.undo(action.id)


def test_an_import_has_the_records_that_came_with_it(app):
    people = add_people(app, 2)
    run_sql(app, f"UPDATE action SET device_id = '{uuid4().hex}' WHERE undoes_id IS NULL")
    app.training.plan(a_plan())
    merge = app.history.latest()
    run_sql(app, f"DELETE FROM journal WHERE action_id = '{merge.hex}'")
    run_sql(app, f"UPDATE journal SET merge_id = '{merge.hex}' WHERE \"table\" = 'person'")
    run_sql(app, "DELETE FROM journal WHERE \"table\" = 'instructor'")
    newest = app.history.actions(1)[0]
    assert (newest.id, newest.rows, newest.offer) == (merge, 2, Offer.UNDO)
    assert {row.row_id for row in app.history.details(merge).rows} == set(people)
    assert app.history.latest() == merge
    assert app.history.latest_in_force() == merge
    told = app.history.record("person", people[0])
    assert (told[0].action, told[0].here) == ("新增人员“陈明”", False)


@only_sqlite
def test_actions_say_where_they_were_done(app, city):
    station, office = app.history.actions()[-1], city.history.actions()[-1]
    assert (station.device, station.here, station.offer) == ("周庄镇 A 机", True, Offer.NOTHING)
    assert office.device == "市级 A 机"


def test_actions_are_found_by_word_by_day_and_page_by_page(app, clock):
    app.people.add(a_person("王芳", 1))
    clock.advance(24 * 3600)
    app.people.add(a_person("陈明", 2))
    clock.advance(24 * 3600)
    app.training.plan(a_plan())

    def found(**wanted):
        return [row.name for row in app.history.actions(wanted=ActionFilter(**wanted))]

    first, second = date(2026, 11, 20), date(2026, 11, 21)
    assert found(text="王芳") == ["新增人员“王芳”"]
    assert found(text="值班") == names(app)
    assert found(text="%") == []
    assert found(since=second, until=second) == ["新增人员“陈明”"]
    assert found(until=first) == ["新增人员“王芳”", "建立数据文件夹"]
    assert found(since=second, here=True) == ["新建培训“任前培训”", "新增人员“陈明”"]
    assert [row.name for row in app.history.actions(2, 1)] == names(app)[1:3]
