"""Imports of thousands of rows taken back whole, and what is named that stands in their way."""

from __future__ import annotations

from sqlalchemy import select

from db.models import Instructor, Person
from db.undo import Obstacle, undo
from tests.db.house import (
    SEVENTH,
    a_person,
    a_person_row,
    an_attempt,
    journalled,
    replayed,
)
from tests.db.undoing import living, obstacles, refuse
from tests.postgres import only_sqlite


@only_sqlite
def test_undoing_an_import_of_two_thousand_and_redoing_it(folder):
    rows = [a_person_row(name=f"学员{number}") for number in range(2_000)]
    with folder.begin("导入花名册") as work:
        work.add_many(Person, rows)
        work.commit()
    assert living(folder) == 2_000
    undoing = folder.undo(work.action_id)
    assert living(folder) == 0
    folder.undo(undoing)
    assert living(folder) == 2_000
    seqs = [entry.seq for entry in folder.journal()]
    assert seqs == list(range(1, 6_001))


def test_undoing_an_import_that_adds_and_updates(folder):
    known = [a_person(name=f"老{number}") for number in range(20)]
    folder.add(*known)
    with folder.begin("导入花名册") as work:
        work.add_many(Person, [a_person_row(name=f"新{number}") for number in range(1000)])
        for person in known:
            work.session.get_one(Person, person.id).phone = "13900009999"
        work.commit()
    assert len(folder.journal(work.action_id)) == 1020
    folder.undo(work.action_id)
    assert living(folder) == 20
    with folder.store.read() as session:
        phones = set(session.scalars(select(Person.phone).where(Person.deleted.is_(False))))
        assert phones == {"13900000001"}
        assert journalled(session, Person) == replayed(folder.journal())


@only_sqlite
def test_one_changed_row_holds_back_the_whole_import(folder):
    rows = [a_person_row() for _ in range(3)]
    with folder.begin() as work:
        work.add_many(Person, rows)
        work.commit()
    folder.edit(Person(id=rows[1]["id"]), post="书记")
    refuse(folder, work.action_id, "其中 1 条")
    assert living(folder) == 3


@only_sqlite
def test_how_many_rows_changed_is_told(folder):
    action_id = folder.add(a_person(), a_person())
    with folder.begin("撤销", undoes=action_id) as work:
        assert undo(work.session, action_id) == 2
        work.commit()


@only_sqlite
def test_the_newest_later_change_of_the_first_rows_is_named(folder):
    people = [a_person() for _ in range(5)]
    action_id = folder.add(*people)
    for person in people:
        folder.edit(person, post="书记")
    folder.edit(people[0], post="")
    entries = folder.journal()
    error = obstacles(folder, action_id)
    newest = {entry.row_id: entry.no for entry in entries}
    assert error.count == 5
    assert error.obstacles == tuple(
        Obstacle("person", person.id, newest[person.id]) for person in people[:3]
    )


def test_what_uses_a_row_is_named_with_the_entry_that_made_it(folder):
    person = a_person()
    action_id = folder.add(person)
    instructor = Instructor(person_id=person.id, station_id=SEVENTH, kind="full_time")
    (made,) = folder.journal(folder.add(instructor))
    folder.edit(instructor, kind="part_time")
    error = obstacles(folder, action_id)
    assert error.obstacles == (Obstacle("instructor", instructor.id, made.no),)


@only_sqlite
def test_the_closed_rows_themselves_are_named(folder):
    paper, _exam, _attempt = an_attempt(a_person())
    error = obstacles(folder, folder.add(paper))
    assert (error.obstacles, error.count) == ((Obstacle("paper", paper.id),), 1)
