"""What was done is told with a way back, and nothing else is taken back by it."""

import pytest

from jyguide.changes import Changed
from jyguide.errors import RuleError
from tests.jyguide.builders import a_person, a_plan
from ui.page import Page
from ui.undoing import Done, Undoing, noted


@pytest.fixture
def page(qtbot):
    made = Page()
    made.heard = []
    made.notice.connect(made.heard.append)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def undoing(page, desk, app):
    return Undoing(page, desk, app.history, Changed.PEOPLE)


def test_work_is_noted_with_its_own_action(app):
    app.training.plan(a_plan())
    done = noted(app.history, lambda: app.people.add(a_person()))
    names = {row.id: row.name for row in app.history.actions()}
    assert names[done.action] == "新增人员“陈明”"
    assert app.people.person(done.result).name == "陈明"


def test_work_that_writes_nothing_is_no_action(app):
    person = app.people.add(a_person())
    assert noted(app.history, lambda: app.people.change(person, a_person())) == Done(
        Changed.PEOPLE, None
    )


def test_the_button_takes_back_and_everybody_hears_of_it(qtbot, page, undoing, desk, app):
    done = noted(app.history, lambda: app.people.add(a_person()))
    undoing.tell("已保存", done.action)
    with qtbot.waitSignal(desk.changes.changed) as told:
        page.heard[0].action()
    assert told.args == [Changed.PEOPLE]
    assert app.people.people() == []
    assert [notice.sentence for notice in page.heard] == ["已保存", "已撤销"]


def test_without_an_action_there_is_no_button(page, undoing):
    undoing.tell("已保存", None)
    assert (page.heard[0].action_label, page.heard[0].action) == ("", None)


def test_what_cannot_be_taken_back_is_explained(qtbot, page, undoing, desk, app, alerts):
    done = noted(app.history, lambda: app.people.add(a_person()))
    app.history.undo(done.action)
    undoing.tell("已保存", done.action)
    page.heard[0].action()
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert isinstance(alerts.take_error(), RuleError)


def test_what_was_taken_back_can_be_had_again(qtbot, page, undoing, desk, app):
    done = noted(app.history, lambda: app.people.add(a_person()))
    undoing.tell("已保存", done.action)
    for count in (0, 1, 0):
        with qtbot.waitSignal(desk.changes.changed):
            page.heard[-1].action()
        assert len(app.people.people()) == count
    assert [(notice.sentence, notice.action_label) for notice in page.heard] == [
        ("已保存", "撤销"),
        ("已撤销", "重做"),
        ("已重做", "撤销"),
        ("已撤销", "重做"),
    ]
