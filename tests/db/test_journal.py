from __future__ import annotations

import uuid
from datetime import date

import pytest
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from db.journal import FrozenRowError
from db.models import Action, JournalEntry, Marking, Person, Station, Stream
from db.sync import read_stamps
from tests.db.house import (
    MORNING,
    SEVENTH,
    Folder,
    a_person,
    a_person_row,
    an_attempt,
    journalled,
    replayed,
)
from tests.postgres import only_sqlite


def count(folder: Folder, table: type) -> int:
    with folder.store.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_an_insert_says_who_when_which_row_and_what(folder):
    person = a_person()
    action_id = folder.add(person)
    (entry,) = folder.journal()
    at = int(folder.store._clock.now.timestamp() * 1000)
    stamp = (1, at, "a1b2c3d4e5f6")
    assert (entry.replica, entry.scope, entry.seq) == ("a1b2c3d4e5f6", "up:S07", 1)
    assert (entry.action_id, entry.actor_id, entry.at) == (action_id, uuid.UUID(int=1), at)
    assert (entry.table, entry.row_id) == ("person", person.id)
    assert entry.before is None
    assert entry.stamps_before is None
    assert entry.stamps == {"*": stamp}
    assert entry.after == {
        "station_id": SEVENTH.hex,
        "name": "张三",
        "sex": "男",
        "ethnic": "汉族",
        "birth": "1990-01-02",
        "id_number": "",
        "phone": "13900000001",
        "education": "本科",
        "joined": None,
        "organisation": "某村党支部",
        "post": "",
        "organisation_id": None,
        "role": "",
        "reading": "",
        "position": None,
        "same_as_id": None,
        "note": "",
    }
    assert read_stamps(folder.row(person).sync_v) == {"*": stamp}


def test_an_edit_carries_whole_registers_before_and_after(folder):
    person = a_person()
    folder.add(person)
    action_id = folder.edit(person, phone="13900000002", name="张叁")
    (entry,) = folder.journal(action_id)
    identity = {"sex": "男", "ethnic": "汉族", "birth": "1990-01-02", "id_number": ""}
    assert entry.before == {"phone": "13900000001", "name": "张三"} | identity
    assert entry.after == {"phone": "13900000002", "name": "张叁"} | identity
    first = entry.stamps_before["*"]
    assert entry.stamps_before == {"*": first}
    second = (2, entry.at, "a1b2c3d4e5f6")
    assert entry.stamps == {"*": first, "contact": second, "identity": second}


@only_sqlite
def test_generations_rise_by_one_per_register(folder):
    person = a_person()
    folder.add(person)
    for number in range(3):
        folder.edit(person, phone=f"1390000000{number + 2}")
    folder.edit(person, post="书记")
    stamps = read_stamps(folder.row(person).sync_v)
    assert {group: stamp[0] for group, stamp in stamps.items()} == {
        "*": 1,
        "contact": 4,
        "work": 2,
    }


@only_sqlite
def test_a_deletion_is_a_mark_with_a_register_of_its_own(folder):
    person = a_person()
    folder.add(person)
    (entry,) = folder.journal(folder.edit(person, deleted=True))
    assert (entry.before, entry.after) == ({"deleted": False}, {"deleted": True})
    assert entry.stamps["_live"][0] == 2
    assert folder.row(person).name == "张三"


@only_sqlite
def test_a_row_made_deleted_says_so(folder):
    action_id = folder.add(a_person(deleted=True))
    (entry,) = folder.journal(action_id)
    assert entry.after["deleted"] is True


@only_sqlite
def test_one_action_is_described_once_however_often_it_flushes(folder):
    with folder.begin("导入花名册") as work:
        person = a_person()
        work.session.add(person)
        work.session.flush()
        person.phone = "13900000009"
        work.session.flush()
        work.add_many(Person, [a_person_row(), a_person_row()])
        work.commit()
    with folder.store.read() as session:
        (action,) = session.scalars(select(Action))
    assert (action.id, action.name, action.undoes_id) == (work.action_id, "导入花名册", None)
    assert (action.actor_id, action.device_id) == (uuid.UUID(int=1), uuid.UUID(int=2))
    assert [entry.seq for entry in folder.journal(work.action_id)] == [1, 2, 3, 4]
    assert {entry.at for entry in folder.journal()} == {action.at}


@only_sqlite
def test_numbers_have_no_gap_within_a_stream_over_actions(folder):
    for _ in range(3):
        folder.add(a_person(), a_person())
    with folder.begin() as work:
        work.session.add(a_person())
        work.session.flush()  # never committed: its number is not used up
    folder.add(a_person())
    assert [entry.seq for entry in folder.journal()] == list(range(1, 8))
    with folder.store.read() as session:
        (stream,) = session.scalars(select(Stream))
    assert (stream.replica, stream.scope, stream.head) == ("a1b2c3d4e5f6", "up:S07", 7)


@only_sqlite
def test_nothing_is_journalled_when_nothing_changed(folder):
    person = a_person()
    folder.add(person)
    before = folder.row(person).sync_v
    with folder.begin() as work:
        kept = work.session.get_one(Person, person.id)
        kept.phone = "1"
        kept.phone = "13900000001"
        kept.name = "张三"
        work.commit()
    assert len(folder.journal()) == 1
    assert count(folder, Action) == 1
    assert folder.row(person).sync_v == before


def test_derived_columns_are_kept_but_not_journalled(folder):
    person = a_person()
    folder.add(person)
    folder.edit(person, search="zhangsan zs zhang")
    assert folder.row(person).search == "zhangsan zs zhang"
    assert len(folder.journal()) == 1


def test_leaving_without_commit_leaves_neither_data_nor_journal(folder):
    with folder.begin() as work:
        work.session.add(a_person())
        work.session.flush()
        work.add_many(Person, [a_person_row()])
    for table in (Person, JournalEntry, Action, Stream):
        assert count(folder, table) == 0


def test_an_error_inside_leaves_neither_data_nor_journal(folder):
    def interrupted() -> None:
        with folder.begin() as work:
            work.session.add(a_person())
            work.session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        interrupted()
    assert count(folder, Person) == count(folder, JournalEntry) == 0


def test_a_missing_parent_is_refused_at_commit_and_leaves_nothing(folder):
    with folder.begin() as work:
        work.session.add(a_person(station_id=uuid.uuid4()))
        work.session.flush()  # a file may bring the child before the parent
        with pytest.raises(IntegrityError):
            work.commit()
    assert count(folder, Person) == count(folder, JournalEntry) == 0


@pytest.mark.parametrize("partly", [False, True], ids=["whole", "savepoint"])
def test_after_a_rollback_a_unit_of_work_cannot_be_kept(folder, partly):
    with folder.begin() as work:
        undone = work.session.begin_nested() if partly else work.session
        work.session.add(a_person())
        work.session.flush()
        undone.rollback()
        work.session.add(a_person())
        with pytest.raises(RuntimeError, match="rolled back"):
            work.commit()
    assert count(folder, Person) == count(folder, JournalEntry) == 0


def test_a_savepoint_that_is_kept_is_journalled_once(folder):
    with folder.begin() as work:
        with work.session.begin_nested():
            work.session.add(a_person())
        work.session.add(a_person())
        work.commit()
    assert [entry.seq for entry in folder.journal()] == [1, 2]
    assert count(folder, Action) == 1


def test_the_bulk_path_writes_the_same_entries_as_the_session(new_folder):
    rows = [a_person_row(name=name, joined=date(2011, 7, 1)) for name in ("甲", "乙", "丙")]
    one, many = new_folder("one"), new_folder("many")
    one.add(*(Person(**row) for row in rows))
    with many.begin("新增") as work:
        work.add_many(Person, rows)
        work.commit()

    names = set(JournalEntry.__table__.columns.keys()) - {"action_id"}

    def entries(folder: Folder) -> list[tuple[object, ...]]:
        return [tuple(getattr(entry, name) for name in names) for entry in folder.journal()]

    def table(folder: Folder) -> list[tuple[object, ...]]:
        with folder.engine.connect() as connection:
            return list(connection.exec_driver_sql("SELECT * FROM person ORDER BY id"))

    assert entries(one) == entries(many)
    assert table(one) == table(many)


@only_sqlite
def test_the_bulk_path_wants_every_column(folder):
    row = a_person_row()
    del row["ethnic"]
    with folder.begin() as work, pytest.raises(KeyError, match="ethnic"):
        work.add_many(Person, [row])
    assert count(folder, Person) == 0


@only_sqlite
def test_adding_no_rows_is_no_action(folder):
    with folder.begin() as work:
        work.add_many(Person, [])
        work.commit()
    assert count(folder, Action) == 0


@only_sqlite
@pytest.mark.parametrize("target", [Person, Person.__table__], ids=["class", "table"])
def test_bulk_statements_on_business_rows_are_refused(folder, target):
    person = a_person()
    folder.add(person)
    statements = [
        update(target).values(phone="1"),
        delete(target),
        insert(target).values(a_person_row() | {"deleted": False, "sync_v": "{}"}),
    ]
    for statement in statements:
        with folder.begin() as work, pytest.raises(FrozenRowError, match="person"):
            work.session.execute(statement)
        with folder.store.read() as session, pytest.raises(FrozenRowError):
            session.execute(statement)
    assert count(folder, Person) == 1
    assert folder.row(person).phone == "13900000001"


@only_sqlite
def test_removing_a_business_row_is_refused(folder):
    person = a_person()
    folder.add(person)
    with folder.begin() as work:
        work.session.delete(work.session.get_one(Person, person.id))
        with pytest.raises(FrozenRowError, match="marked deleted"):
            work.commit()
    assert count(folder, Person) == 1


def test_an_immutable_row_takes_no_edit_and_no_deletion(folder):
    person = a_person()
    paper, exam, attempt = an_attempt(person)
    marking = Marking(
        attempt_id=attempt.id, at=MORNING, marks={}, points=0, passed=False, waiting=[]
    )
    folder.add(person, paper, exam, attempt, marking)
    refused = ((paper, {"title": "改"}), (marking, {"points": 5}), (marking, {"deleted": True}))
    for row, change in refused:
        with pytest.raises(FrozenRowError, match="never changes"):
            folder.edit(row, **change)
    assert folder.row(paper).title == "卷"


def test_an_attempt_is_closed_by_being_handed_in(folder):
    person = a_person()
    paper, exam, attempt = an_attempt(person)
    folder.add(person, paper, exam, attempt)
    folder.edit(attempt, extra_seconds=60)
    folder.edit(attempt, handed_in_at=MORNING, ended_by="candidate")
    for change in ({"extra_seconds": 0}, {"handed_in_at": None}, {"deleted": True}):
        with pytest.raises(FrozenRowError, match="never changes"):
            folder.edit(attempt, **change)
    kept = folder.row(attempt)
    assert (kept.extra_seconds, kept.ended_by, kept.deleted) == (60, "candidate", False)


@only_sqlite
def test_a_screen_left_open_cannot_overwrite_a_later_edit(folder):
    person = a_person()
    folder.add(person)
    stale = folder.row(person)
    folder.edit(person, phone="13900000002")
    with folder.begin() as work:
        work.session.add(stale)
        stale.phone = "13900000003"
        with pytest.raises(StaleDataError):
            work.commit()
    assert folder.row(person).phone == "13900000002"
    assert len(folder.journal()) == 2


@only_sqlite
def test_a_screen_that_is_up_to_date_can_be_saved(folder):
    person = a_person()
    folder.add(person)
    shown = folder.row(person)
    with folder.begin() as work:
        work.session.add(shown)
        shown.phone = "13900000003"
        work.commit()
    assert folder.row(person).phone == "13900000003"


@only_sqlite
@pytest.mark.parametrize("act", ["add", "edit", "remove"])
def test_a_reading_session_refuses_to_write(folder, act):
    person = a_person()
    folder.add(person)
    with folder.store.read() as session:
        kept = session.get_one(Person, person.id)
        {
            "add": lambda: session.add(a_person()),
            "edit": lambda: setattr(kept, "phone", "1"),
            "remove": lambda: session.delete(kept),
        }[act]()
        with pytest.raises(RuntimeError, match="reading session"):
            session.commit()
    assert count(folder, Person) == 1


def test_a_column_left_out_can_be_filled_in_the_same_action(folder):
    person = Person(name="李四", sex="女")
    with folder.begin() as work:
        work.session.add(person)
        work.session.flush()
        person.birth = date(1985, 5, 5)
        work.commit()
    first, second = folder.journal()
    assert first.after["birth"] is None
    assert first.after["ethnic"] == ""  # the column's own default
    assert (second.before["birth"], second.after["birth"]) == (None, "1985-05-05")


def test_the_mended_row_of_a_shipped_one_leaves_genesis_behind(folder):
    station = folder.row(Station(id=SEVENTH))
    folder.edit(station, name="甲站（新址）")
    (entry,) = folder.journal()
    assert entry.stamps_before == {"*": (0, 0, "genesis")}
    assert entry.stamps["name"][0] == 1


@only_sqlite
def test_the_journal_alone_gives_the_table(folder):
    people = [a_person(name=name) for name in "甲乙丙"]
    folder.add(*people)
    folder.edit(people[0], phone="13900000007", post="书记")
    folder.edit(people[1], deleted=True)
    folder.undo(folder.edit(people[2], name="丁"))
    with folder.store.read() as session:
        assert journalled(session, Person) == replayed(folder.journal())
