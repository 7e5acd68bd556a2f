"""Two releases of the program alive at once: what one does not know waits, and is passed on."""

from __future__ import annotations

import uuid

import pytest

from db.codec import written
from db.models import Held, Instructor, Person, TrainingSession
from db.sync import ANY, write_stamps
from tests.db.house import a_person_row
from tests.db.merging import oracles
from tests.db.merging.pc import CITY
from tests.postgres import only_sqlite

pytestmark = only_sqlite

NO_WORK = {"person": ("work",)}
NO_SESSIONS = {"training_session": ()}


@pytest.fixture
def person(star):
    made = star["a"].add_person(name="甲", phone="0", post="0")
    star.settle()
    return made


def test_a_table_nobody_here_knows_waits_and_is_passed_on(star, person):
    a, b, city = star["a"], star["b"], star["city"]
    city.old = NO_SESSIONS
    a.enrol(person.id, "第一期")
    city.take(a.write(CITY))
    assert {held.why for held in city.held()} == {"schema", "parent"}
    assert not city.keys(TrainingSession)
    b.take(city.write("S07"))
    assert len(b.keys(TrainingSession)) == 1
    city.old = {}
    city.take_up()
    assert city.rows() == a.rows() == b.rows()
    assert not city.held()


def test_a_register_nobody_here_knows_waits_and_the_rest_is_taken(star, person):
    a, b, city = star["a"], star["b"], star["city"]
    city.old = NO_WORK
    a.edit(person.id, phone="1", post="1")
    newcomer = a.add_person(name="乙", post="2")
    city.take(a.write(CITY))
    assert (city.person(person.id).phone, city.person(person.id).post) == ("1", "0")
    assert (city.person(newcomer.id).name, city.person(newcomer.id).post) == ("乙", "")
    assert {held.need for held in city.held()} == {"education, joined, organisation, post"}
    b.take(city.write("S07"))
    assert b.person(newcomer.id).post == "2"
    city.old = {}
    star.settle()
    assert city.person(newcomer.id).post == "2"
    assert not city.all(Held, Held.why == "refused")
    oracles.assert_agreed(star)
    assert not [c for t in star.exchange() for c in t.conflicts]


def test_an_edit_made_meanwhile_is_not_overwritten_by_what_waited(star, person):
    a, b, city = star["a"], star["b"], star["city"]
    city.old = NO_WORK
    a.edit(person.id, post="1")
    city.take(a.write(CITY))
    b.take(city.write("S07"))
    b.edit(person.id, post="2")
    city.old = {}
    star.settle()
    assert {pc.person(person.id).post for pc in (a, b, city)} == {"2"}
    assert not city.conflicts()


def test_columns_that_wait_make_no_row_before_their_parent_is_here(star, person):
    """The creation waits for its session as a whole; its unknown columns are no row alone."""
    a, city = star["a"], star["city"]
    city.old = NO_SESSIONS | {"enrolment": ("attendance",)}
    a.enrol(person.id, "第一期")
    city.take(a.write(CITY))
    city.old = NO_SESSIONS
    city.take_up()
    assert not [key for key in city.rows() if key.startswith("enrolment:")]
    city.old = {}
    star.settle()
    assert city.rows() == a.rows()
    assert not city.held()


def test_a_row_of_an_older_program_is_completed(star):
    a, city = star["a"], star["city"]
    row = a_person_row(name="乙", station_id=a.station_id)
    key = row.pop("id")
    names = [n for g, cols in Person.__sync__.groups.items() if g != "work" for n in cols]
    stamps = write_stamps({ANY: (1, 1, "a" * 12)})
    a.inject("person", key, stamps=stamps, after=written(row, names))
    city.take(a.write(CITY))
    star["b"].take(city.write("S07"))
    for pc in (city, star["b"]):
        kept = pc.person(key)
        assert (kept.name, kept.post, kept.joined) == ("乙", "", None)


def test_a_table_of_the_future_waits_everywhere_and_harms_nothing(star, person):
    a, city = star["a"], star["city"]
    stamps = write_stamps({ANY: (1, 1, "a" * 12)})
    a.inject("hologram", uuid.uuid4(), stamps=stamps, after={"colour": "蓝"})
    a.edit(person.id, phone="1")
    star.settle()
    for pc in (city, star["b"]):
        assert pc.person(person.id).phone == "1"
        assert [(held.why, held.need) for held in pc.held()] == [("schema", "hologram")]
    assert not star["c"].held()
    assert not any(tally.rows for tally in star.exchange())


def test_a_held_change_that_cannot_be_applied_stands_in_nobodys_way(star, person):
    a, city = star["a"], star["city"]
    city.old = {"instructor": ()}
    newcomer = uuid.uuid4()
    a.inject(
        "instructor",
        newcomer,
        stamps=write_stamps({ANY: (1, 1, "abcdefabcdef")}),
        after={
            "person_id": person.id.hex,
            "station_id": person.station_id.hex,
            "kind": "没有这一种",
            "state": "candidate",
            "deleted": False,
        },
    )
    city.take(a.write(CITY))
    assert [held.why for held in city.held()] == ["schema"]
    city.old = {}
    a.edit(person.id, phone="1")
    tally = city.take(a.write(CITY))
    assert [finding.need for finding in tally.refused] == ["内容不合规"]
    assert city.person(person.id).phone == "1"
    assert not city.keys(Instructor)
