from __future__ import annotations

import uuid
from dataclasses import replace

import pytest
from sqlalchemy import update

from db.keys import new_key
from db.models import Action, Answer, Instructor, Item, ItemRevision, PaperItem, Person, Regulation
from db.sync import ANY, write_stamps
from db.undo import CannotUndoError, Obstacle
from db.uow import Store
from tests.db.house import EIGHTH, MORNING, SEVENTH, Ticking, a_person, an_attempt
from tests.db.undoing import obstacles, refuse
from tests.postgres import only_sqlite


def test_undoing_an_insert_marks_the_row_deleted_as_an_ordinary_edit(folder):
    person = a_person()
    action_id = folder.add(person)
    undoing = folder.undo(action_id)
    (entry,) = folder.journal(undoing)
    assert (entry.before, entry.after) == ({"deleted": False}, {"deleted": True})
    assert folder.row(person).deleted
    with folder.store.read() as session:
        assert session.get_one(Action, undoing).undoes_id == action_id


def test_undoing_an_edit_puts_back_the_values_but_not_the_stamps(folder):
    person = a_person()
    folder.add(person)
    undoing = folder.undo(folder.edit(person, phone="", birth=None, name="李四"))
    kept = folder.row(person)
    assert (kept.phone, kept.birth, kept.name) == ("13900000001", person.birth, "张三")
    (entry,) = folder.journal(undoing)
    assert {group: stamp[0] for group, stamp in entry.stamps.items()} == {
        "*": 1,
        "contact": 3,
        "identity": 3,
    }


def test_undoing_a_deletion_brings_the_row_back(folder):
    person = a_person()
    folder.add(person)
    folder.undo(folder.edit(person, deleted=True))
    assert not folder.row(person).deleted


def test_redo_is_the_undo_of_the_undo(folder):
    person = a_person()
    folder.add(person)
    action_id = folder.edit(person, phone="13900000002")
    undoing = folder.undo(action_id)
    redoing = folder.undo(undoing)
    assert folder.row(person).phone == "13900000002"
    folder.undo(redoing)
    assert folder.row(person).phone == "13900000001"
    refuse(folder, action_id, "已经撤销过了")
    refuse(folder, redoing, "已经撤销过了")
    folder.undo(undoing)
    refuse(folder, undoing, "已经重做过了")


@only_sqlite
def test_what_was_undone_and_redone_can_be_undone_as_at_first(folder):
    person = a_person()
    folder.add(person)
    action_id = folder.edit(person, phone="13900000002")
    redoing = folder.undo(folder.undo(action_id))
    undoing = folder.undo(action_id)
    assert folder.row(person).phone == "13900000001"
    with folder.store.read() as session:
        assert session.get_one(Action, undoing).undoes_id == redoing


@only_sqlite
def test_a_later_edit_after_the_redoing_stands_in_the_way_all_the_same(folder):
    person = a_person()
    folder.add(person)
    action_id = folder.edit(person, phone="2")
    folder.undo(folder.undo(action_id))
    folder.edit(person, phone="3")
    refuse(folder, action_id, "1 条记录后来又改动过")


@only_sqlite
def test_an_action_of_another_device_is_left_to_it(new_folder):
    folder = new_folder()
    person = a_person()
    action_id = folder.add(person)
    origin = replace(folder.origin, device_id=uuid.UUID(int=9))
    elsewhere = replace(folder, store=Store(folder.engine, origin, Ticking()))
    refuse(elsewhere, action_id, "在另一台电脑上进行的")
    assert not folder.row(person).deleted


@only_sqlite
def test_an_unknown_action_is_refused(folder):
    refuse(folder, uuid.uuid4(), "没有找到")


@only_sqlite
def test_an_undone_action_is_not_undone_twice(folder):
    action_id = folder.add(a_person())
    folder.undo(action_id)
    refuse(folder, action_id, "已经撤销过了")


@only_sqlite
def test_a_later_edit_of_the_same_register_stands_in_the_way(folder):
    person = a_person()
    folder.add(person)
    action_id = folder.edit(person, phone="2")
    folder.edit(person, phone="3")
    refuse(folder, action_id, "1 条记录后来又改动过")
    assert folder.row(person).phone == "3"


@only_sqlite
def test_later_edits_that_were_undone_do_not(folder):
    person = a_person()
    made = folder.add(person)
    first = folder.edit(person, phone="2")
    second = folder.edit(person, phone="3", post="书记")
    undoing = folder.undo(second)
    folder.undo(first)
    folder.undo(made)
    assert folder.row(person).deleted
    refuse(folder, undoing, "1 条记录后来又改动过")  # redone in turn, or not at all


@only_sqlite
def test_redoing_goes_forward_again_as_undoing_went_back(folder):
    person = a_person()
    made = folder.add(person)
    edits = [folder.edit(person, phone=phone) for phone in "234"]
    back = [folder.undo(one) for one in (*reversed(edits), made)]
    for undoing in reversed(back):
        folder.undo(undoing)
    kept = folder.row(person)
    assert (kept.phone, kept.deleted) == ("4", False)


@only_sqlite
def test_a_value_put_back_by_hand_stands_in_the_way_all_the_same(folder):
    person = a_person()
    folder.add(person)
    action_id = folder.edit(person, phone="2")
    folder.edit(person, phone="3")
    folder.edit(person, phone="2")
    refuse(folder, action_id, "1 条记录后来又改动过")


@only_sqlite
def test_a_later_edit_of_another_register_does_not(folder):
    person = a_person()
    folder.add(person)
    action_id = folder.edit(person, phone="2")
    folder.edit(person, post="书记")
    folder.undo(action_id)
    kept = folder.row(person)
    assert (kept.phone, kept.post) == ("13900000001", "书记")


def test_any_later_edit_of_a_row_stands_in_the_way_of_unmaking_it(folder):
    person = a_person()
    action_id = folder.add(person)
    folder.edit(person, post="书记")
    refuse(folder, action_id, "后来又改动过")


@only_sqlite
def test_deleting_a_row_by_hand_stands_in_the_way_of_unmaking_it(folder):
    person = a_person()
    action_id = folder.add(person)
    folder.edit(person, deleted=True)
    refuse(folder, action_id, "后来又改动过")


def test_a_row_that_is_not_as_the_journal_left_it_stays(folder):
    person = a_person()
    folder.add(person)
    action_id = folder.edit(person, phone="2")
    elsewhere = {"phone": "3", "sync_v": write_stamps({ANY: (9, 9, "elsewhere")})}
    with folder.engine.execution_options(writes=True).begin() as connection:
        connection.execute(update(Person.__table__).values(elsewhere))
    error = obstacles(folder, action_id)
    assert error.obstacles == (Obstacle("person", person.id, None),)


@only_sqlite
def test_a_move_to_another_station_is_taken_back_alone(city):
    """Its second entry holds the whole row as it was, for the station it went to."""
    person = a_person(station_id=SEVENTH)
    city.add(person)
    action_id = city.edit(person, station_id=EIGHTH)
    assert len(city.journal(action_id)) == 2
    city.edit(person, post="书记", phone="2")
    city.undo(action_id)
    kept = city.row(person)
    assert (kept.station_id, kept.post, kept.phone) == (SEVENTH, "书记", "2")


@only_sqlite
def test_a_move_and_back_does_not_stand_in_the_way_of_what_it_left_alone(city):
    person = a_person(station_id=SEVENTH)
    city.add(person)
    action_id = city.edit(person, phone="2")
    city.edit(person, station_id=EIGHTH)
    city.undo(action_id)
    assert city.row(person).phone == "13900000001"


def test_every_flush_of_an_action_counts_not_only_its_last(folder):
    person = a_person()
    folder.add(person)
    with folder.begin() as work:
        kept = work.session.get_one(Person, person.id)
        kept.phone = "2"
        work.session.flush()
        kept.name = "李四"
        work.commit()
    folder.edit(person, phone="3")
    refuse(folder, work.action_id, "后来又改动过")
    assert folder.row(person).phone == "3"


def test_an_action_of_several_flushes_goes_back_to_its_beginning(folder):
    person = a_person()
    with folder.begin() as work:
        work.session.add(person)
        work.session.flush()
        for phone in "234":
            person.phone = phone
            work.session.flush()
        work.commit()
    folder.undo(work.action_id)
    kept = folder.row(person)
    assert (kept.phone, kept.deleted) == ("13900000001", True)


@only_sqlite
def test_rows_that_others_use_stay(folder):
    person = a_person()
    action_id = folder.add(person)
    instructor = Instructor(person_id=person.id, station_id=SEVENTH, kind="full_time")
    using = folder.add(instructor)
    refuse(folder, action_id, "1 条记录")
    folder.undo(using)
    folder.undo(action_id)
    assert folder.row(person).deleted


def test_rows_made_together_go_together(folder):
    person = a_person()
    instructor = Instructor(person_id=person.id, station_id=SEVENTH, kind="full_time")
    folder.undo(folder.add(person, instructor))
    assert folder.row(person).deleted
    assert folder.row(instructor).deleted


def test_a_row_goes_with_the_link_that_the_same_action_set_to_it(folder):
    old, new, other = (a_regulation(code) for code in ("R1", "R2", "R3"))
    folder.add(old, other)
    with folder.begin("换版") as work:
        work.session.add(new)
        work.session.get_one(Regulation, old.id).replaced_by_id = new.id
        work.commit()
    undoing = folder.undo(work.action_id)
    assert folder.row(new).deleted
    assert folder.row(old).replaced_by_id is None
    folder.undo(undoing)
    assert folder.row(old).replaced_by_id == new.id
    folder.edit(other, replaced_by_id=new.id)
    with pytest.raises(CannotUndoError, match="1 条记录"):
        folder.undo(work.action_id)


def a_regulation(code):
    return Regulation(
        id=new_key(),
        code=code,
        title="某条例",
        edition=code,
        in_force_from=None,
        replaced="",
        note="",
    )


@only_sqlite
def test_a_row_brought_back_and_then_used_stays_too(folder):
    person = a_person()
    redoing = folder.undo(folder.undo(folder.add(person)))
    folder.add(Instructor(person_id=person.id, station_id=SEVENTH, kind="full_time"))
    refuse(folder, redoing, "1 条记录")
    assert not folder.row(person).deleted


@only_sqlite
def test_who_used_a_row_when_it_was_deleted_does_not_keep_it_from_being_deleted_again(folder):
    person = a_person()
    folder.add(person)
    folder.add(Instructor(person_id=person.id, station_id=SEVENTH, kind="full_time"))
    undoing = folder.undo(folder.edit(person, deleted=True))
    redoing = folder.undo(undoing)
    assert folder.row(person).deleted
    folder.undo(redoing)
    folder.add(Instructor(person_id=person.id, station_id=SEVENTH, kind="part_time"))
    refuse(folder, redoing, "这次操作已经撤销过了|1 条记录")
    assert not folder.row(person).deleted


@only_sqlite
def test_immutable_rows_stay(folder):
    paper, _exam, _attempt = an_attempt(a_person())
    action_id = folder.add(paper)
    refuse(folder, action_id, "不能撤销")
    assert not folder.row(paper).deleted


def test_a_paper_taken_off_the_list_is_put_back_unchanged(folder):
    paper, _exam, _attempt = an_attempt(a_person())
    folder.add(paper)
    undoing = folder.undo(folder.edit(paper, deleted=True))
    assert not folder.row(paper).deleted
    folder.undo(undoing)
    assert folder.row(paper).deleted


def test_a_handed_in_attempt_stays_handed_in(folder):
    person = a_person()
    paper, exam, attempt = an_attempt(person)
    folder.add(person, paper, exam, attempt)
    action_id = folder.edit(attempt, handed_in_at=MORNING)
    refuse(folder, action_id, "不能撤销")
    assert folder.row(attempt).handed_in_at == MORNING


def test_an_answer_of_a_handed_in_attempt_stays(folder):
    person = a_person()
    paper, exam, attempt = an_attempt(person)
    place = PaperItem(
        paper_id=paper.id, position=1, revision_id=new_key(), points=10, option_order=[]
    )
    item = Item(revision_id=place.revision_id, source="f", number="1", position=1, status="draft")
    revision = ItemRevision(
        id=place.revision_id, item_id=item.id, kind="oral", stem="问", options=[], key_points=[]
    )
    folder.add(person, paper, exam, attempt, item, revision, place)
    answer = Answer(attempt_id=attempt.id, paper_item_id=place.id, response="A", at=MORNING)
    folder.undo(folder.add(answer))
    folder.edit(answer, deleted=False)
    action_id = folder.edit(answer, response="B")
    folder.edit(attempt, handed_in_at=MORNING)
    refuse(folder, action_id, "已交的答卷")
    assert folder.row(answer).response == "B"


def test_an_items_revisions_outlive_the_undo_of_their_import(folder):
    key, revision_id = new_key(), new_key()
    item = Item(
        id=key, revision_id=revision_id, source="f", number="1", position=1, status="draft"
    )
    revision = ItemRevision(
        id=revision_id, item_id=key, kind="oral", stem="问", options=[], key_points=[]
    )
    folder.undo(folder.add(item, revision))
    assert folder.row(item).deleted
    assert not folder.row(revision).deleted
