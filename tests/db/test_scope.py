from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event

from db.keys import new_key
from db.models import Device, Enrolment, Item, ItemRevision, Marking, Person, TrainingSession
from tests.db.house import (
    EIGHTH,
    MORNING,
    SEVENTH,
    Folder,
    a_person,
    a_person_row,
    an_attempt,
    open_folder,
)


def scopes(folder: Folder, action_id: Any = None) -> list[str]:
    return [entry.scope for entry in folder.journal(action_id)]


def a_session(**values: Any) -> TrainingSession:
    day = MORNING.date()
    given = {"title": "培训", "kind": "集中", "level": "镇", "starts_on": day, "ends_on": day}
    return TrainingSession(**{**given, "station_id": SEVENTH, **values})


def an_item(**values: Any) -> tuple[Item, ItemRevision]:
    key = new_key()
    revision = ItemRevision(item_id=key, kind="oral", stem="问", options=[], key_points=[])
    given = {"source": "unified", "number": "1", "position": 1, "status": "in_force"}
    return Item(id=key, revision_id=revision.id, **given, **values), revision


def test_a_station_writes_everything_into_its_own_stream(folder):
    folder.add(a_person(), a_person(station_id=EIGHTH), a_person(station_id=None))
    folder.add(Device(station_id=SEVENTH, letter="A"))
    folder.add(*an_item())
    assert set(scopes(folder)) == {"up:S07"}
    assert [entry.seq for entry in folder.journal()] == list(range(1, 7))


def test_the_city_writes_a_stream_for_each_station_and_its_own(city):
    city.add(a_person(), a_person(station_id=EIGHTH), a_person(station_id=None))
    city.add(Device(letter="A"))
    city.add(a_person())
    assert [(entry.scope, entry.seq) for entry in city.journal()] == [
        ("st:S07", 1),
        ("st:S08", 1),
        ("city", 1),
        ("all", 1),
        ("st:S07", 2),
    ]


def test_a_child_follows_its_parents_home_though_both_are_new(city):
    paper, exam, attempt = an_attempt(person := a_person())
    marking = Marking(
        attempt_id=attempt.id, at=MORNING, marks={}, points=0, passed=False, waiting=[]
    )
    city.add(marking, attempt, exam, paper, person)
    assert scopes(city) == ["st:S07"] * 5
    city.add(*an_item(station_id=EIGHTH), *an_item())
    assert scopes(city)[5:] == ["st:S08", "st:S08", "all", "all"]


def test_a_childs_edit_follows_a_parent_from_an_earlier_action(city):
    session, person = a_session(), a_person()
    enrolment = Enrolment(session_id=session.id, person_id=person.id)
    city.add(session, person, enrolment)
    action_id = city.edit(enrolment, attendance="present")
    assert scopes(city, action_id) == ["st:S07"]


def test_a_child_added_while_its_parent_moves_goes_to_the_new_home(city):
    session, person = a_session(), a_person()
    city.add(session, person)
    with city.begin() as work:
        kept = work.session.get_one(TrainingSession, session.id)
        work.session.add(Enrolment(session_id=session.id, person_id=person.id))
        work.session.flush()
        kept.station_id = EIGHTH
        work.session.add(Enrolment(session_id=session.id, person_id=person.id))
        work.commit()
    told = ["st:S07", "st:S08", "st:S07", "st:S08"]
    assert scopes(city, work.action_id) == [*told, "st:S08"]  # what was there before goes along


def test_the_bulk_path_sorts_rows_by_home_and_numbers_each_stream(city):
    homes = [SEVENTH, EIGHTH, SEVENTH, None]
    with city.begin() as work:
        work.add_many(Person, [a_person_row(station_id=home) for home in homes])
        work.commit()
    numbered = [(entry.scope, entry.seq) for entry in city.journal()]
    assert sorted(numbered) == [("city", 1), ("st:S07", 1), ("st:S07", 2), ("st:S08", 1)]


def test_the_bulk_path_looks_a_shared_parent_up_once(city):
    session, person = a_session(), a_person()
    city.add(session, person)
    rows = [
        {
            "id": new_key(),
            "session_id": session.id,
            "person_id": person.id,
            "attendance": "",
            "signed_at": None,
            "reason": "",
            "credit_reason": "",
        }
        for _ in range(50)
    ]
    statements: list[str] = []

    def note(_conn: Any, _cursor: Any, statement: str, *_: Any) -> None:
        statements.append(statement)

    event.listen(city.engine, "before_cursor_execute", note)
    with city.begin() as work:
        work.add_many(Enrolment, rows)
        work.commit()
    assert sum("FROM training_session" in statement for statement in statements) == 1
    assert scopes(city, work.action_id) == ["st:S07"] * 50


def test_the_bulk_path_asks_nothing_about_parents_it_has_just_written(city):
    homes = [SEVENTH, None, EIGHTH]
    pairs = [an_item(station_id=home) for home in homes]
    columns = ("id", "station_id", "source", "number", "position", "revision_id", "status")
    empty = {"question_id": None, "merged_into_id": None}
    items = [{name: getattr(item, name) for name in columns} | empty for item, _ in pairs]
    said = {"kind": "oral", "stem": "问", "options": [], "key_points": [], "point_rules": []}
    words = ("explanation", "category", "tests", "regulation", "edition", "article", "reason")
    revisions = [
        {"id": item["revision_id"], "item_id": item["id"], "answer": None, "difficulty": 2}
        | said
        | dict.fromkeys(words, "")
        for item in items
    ]
    statements: list[str] = []

    def note(_conn: Any, _cursor: Any, statement: str, *_: Any) -> None:
        statements.append(statement)

    with city.begin() as work:
        work.add_many(Item, items)
        event.listen(city.engine, "before_cursor_execute", note)
        work.add_many(ItemRevision, revisions)
        work.commit()
    assert not any("FROM item" in statement for statement in statements)
    assert scopes(city, work.action_id) == ["st:S07", "all", "st:S08"] * 2


@pytest.mark.parametrize("kept", ["station", "city"])
def test_two_replicas_in_one_file_number_their_own_streams(new_folder, kept):
    code = {"station": "S07", "city": ""}[kept]
    first = new_folder(kept, station_code=code)
    first.add(a_person(), a_person())
    first.store.close()
    second = open_folder(first.place, station_code=code, replica="ffffffffffff")
    second.add(a_person())
    assert [entry.seq for entry in second.journal()] == [1, 2, 1]
    second.store.close()
