"""The journal looked at, and whole actions taken back."""

from uuid import uuid4

import pytest

from jyguide.errors import RuleError
from jyguide.ids import ActionId
from jyguide.training.session import Attendance
from tests.jyguide.builders import a_person, a_plan, add_people, rows_kept


def names(app):
    return [row.name for row in app.history.actions()]


def test_actions_are_named_as_the_user_knows_them(app, clock):
    app.people.add(a_person())
    clock.advance(60)
    app.training.plan(a_plan())
    newest, former, first = app.history.actions()
    assert names(app) == ["新建培训“任前培训”", "新增人员“陈明”", "建立数据文件夹"]
    assert (newest.at, newest.actor, newest.rows) == (clock.now, "值班指导员", 1)
    assert (former.rows, former.undone, first.rows) == (2, False, 2)
    assert [row.name for row in app.history.actions(1)] == [newest.name]


def test_an_action_that_changed_nothing_is_no_action(app, clock):
    person = app.people.add(a_person())
    before = names(app)
    app.people.change(person, a_person())
    assert names(app) == before


def test_the_latest_action_is_the_one_written_last_even_with_the_clock_put_back(app, clock):
    app.people.add(a_person())
    clock.advance(-3600)
    app.training.plan(a_plan())
    before = app.history.latest()
    assert {row.id: row.name for row in app.history.actions()}[before] == "新建培训“任前培训”"
    with pytest.raises(RuleError):
        app.people.add(a_person("王芳"))
    assert app.history.latest() == before


def test_undoing_is_itself_an_action(app):
    app.people.add(a_person())
    action = app.history.actions(1)[0].id
    assert app.history.undo(action) == 2
    assert names(app)[0] == "撤销“新增人员“陈明””"
    assert [row.undone for row in app.history.actions()][:2] == [False, True]
    assert app.people.people() == []


def test_an_undo_can_be_undone(app):
    person = app.people.add(a_person())
    before = app.people.person(person)
    app.history.undo(app.history.actions(1)[0].id)
    app.history.undo(app.history.actions(1)[0].id)
    assert app.people.person(person) == before


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
    assert caught.value.hint
    assert rows_kept(app) == before


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
    with pytest.raises(RuleError, match="后来又改动过"):
        app.history.undo(enrolled)
