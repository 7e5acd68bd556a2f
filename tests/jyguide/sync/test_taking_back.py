"""An import is taken back, and in again, unless something came to rest on it."""

from uuid import UUID

import pytest

from jyguide.errors import RuleError
from jyguide.sync.reading import read_open_line
from tests.jyguide.builders import a_person, a_plan, add_people, table
from tests.jyguide.sync.chen import STATION, call, names, phone
from tests.jyguide.sync.offices import dumped, shown

# -- taking an import back


@pytest.fixture
def imported(offices):
    """The city took in two people of 周庄镇, and one change of each kind; the action."""
    add_people(offices.a, 2)
    before = shown(offices.city)
    path = offices.export("a", "city")
    return offices.city.sync.take_in(path).action_id, before, path


def test_an_import_is_taken_back_and_in_again(offices, imported):
    action, before, _ = imported
    after = shown(offices.city)
    assert offices.city.history.undo(action) == 4
    assert shown(offices.city) == before
    undoing = offices.city.history.latest()
    assert offices.city.history.actions()[0].name.startswith("撤销“导入周庄镇 A 机第")
    assert offices.city.history.undo(undoing) == 4
    assert shown(offices.city) == after
    again = offices.city.history.latest()
    states = {row.id: row.state for row in offices.city.history.actions()}
    assert (states[action], states[undoing], states[again]) == ("", "已重做", "")
    offices.city.history.undo(action)  # the redoing is what is undone
    assert shown(offices.city) == before
    states = {row.id: row.state for row in offices.city.history.actions()}
    assert states[action] == "已撤销"


def test_taking_an_import_back_deletes_nothing_at_the_sender(offices, imported):
    action, *_ = imported
    theirs = shown(offices.a)["person"]
    offices.city.history.undo(action)
    report = offices.send("city", "a")
    assert report.applied == 0
    assert shown(offices.a)["person"] == theirs
    offices.send("city", "b")
    assert names(offices.b) == []
    report = offices.send("a", "city")  # it comes again, as everything the city does not have
    assert report.applied == 4
    assert names(offices.city) == names(offices.a)
    offices.settle_down(["a", "b"])
    assert offices.city.sync.office(STATION).agrees
    assert names(offices.b) == names(offices.a)


def test_the_same_file_again_after_it_was_taken_back(offices, imported):
    action, _, path = imported
    offices.city.history.undo(action)
    assert offices.city.sync.take_in(path).applied == 4
    assert names(offices.city) == names(offices.a)
    assert offices.city.sync.office(STATION).agrees


def refusal(app, action):
    before = dumped(app)
    with pytest.raises(RuleError) as caught:
        app.history.undo(action)
    assert dumped(app) == before
    assert caught.value.hint
    return caught.value.message


def test_after_a_later_edit_it_stays(offices, imported):
    action, *_ = imported
    row = offices.city.people.people()[0]
    index = 0 if row.name == "陈明" else 1
    offices.city.people.change(row.id, a_person(row.name, index, phone="13911111111"))
    assert "后来又改动过" in refusal(offices.city, action)


def test_after_something_came_to_depend_on_it_it_stays(offices):
    people = add_people(offices.a, 2)
    action = offices.send("a", "city").action_id
    report = offices.send("city", "b")
    session = offices.b.training.plan(a_plan())
    offices.b.training.enrol(session, people)
    assert "用到了其中的内容" in refusal(offices.b, report.action_id)
    assert offices.city.history.undo(action)


def test_after_a_later_import_that_goes_on_from_it_it_stays(offices, imported):
    action, before, _ = imported
    offices.a.people.add(a_person("仇英", 7))
    later = offices.send("a", "city").action_id
    assert "请先撤销后一次导入" in refusal(offices.city, action)
    offices.city.history.undo(later)
    offices.city.history.undo(action)
    assert shown(offices.city) == before


def test_an_import_taken_back_counts_as_not_received(offices, imported):
    action, _, path = imported
    number = read_open_line(path).number
    assert offices.city.sync.office(STATION).last_in == number
    offices.city.history.undo(action)
    assert offices.city.sync.office(STATION).last_in == number - 1
    offices.send("city", "a")
    assert number in offices.a.sync.office("C00").missing_out


def test_a_conflict_of_an_import_goes_with_it(offices, chen):
    call(offices.a, chen, "13900008888")
    offices.send("a", "city")
    before = phone(offices.city)
    call(offices.b, chen, "13900009999")
    action = offices.send("b", "city").action_id
    assert offices.city.sync.status().open_conflicts == 1
    offices.city.history.undo(action)
    assert offices.city.sync.status().open_conflicts == 0
    assert phone(offices.city) == before


def test_every_row_that_comes_in_has_its_history(offices, imported):
    for row in table(offices.city, "person"):
        changes = offices.city.history.record("person", UUID(str(row["id"])))
        assert changes
        assert not any(one.here for one in changes)
