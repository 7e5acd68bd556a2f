from __future__ import annotations

import uuid

import pytest

from db.merging.shape import Shape
from db.models import Answer, Attempt, Credential, Exam, Item, PaperItem, User
from db.sync import GENESIS
from db.undo import CannotUndoError
from tests.db.house import MORNING, SEVENTH
from tests.db.merging.acting import (
    ITEM,
    REVISION,
    a_certificate,
    a_marking,
    a_question,
    an_exam,
)
from tests.db.merging.pc import CITY, a_session, an_enrolment
from tests.postgres import only_sqlite


@pytest.fixture
def world(star):
    """Stations with a file each; the city once with a file and once on a server."""
    return star


def names(pc):
    return sorted(pc.person(key).name for key in pc.people())


def test_a_station_and_the_city_come_to_agree(world):
    a, city = world["a"], world["city"]
    person = a.add_person(name="甲")
    tally = city.take(a.write(CITY))
    assert tally.new["person"] == 1
    assert city.person(person.id).name == "甲"
    city.edit(person.id, phone="1")
    a.take(city.write("S07"))
    assert a.person(person.id).phone == "1"
    assert a.rows() == city.rows()


def test_a_stations_other_pc_gets_its_work_and_no_other_station_does(world):
    a, b, c, city = (world[name] for name in ("a", "b", "c", "city"))
    person = a.add_person(name="甲")
    city.take(a.write(CITY))
    b.take(city.write("S07"))
    c.take(city.write("S08"))
    assert (names(b), names(c)) == (["甲"], [])
    b.edit(person.id, phone="9")
    city.take(b.write(CITY))
    a.take(city.write("S07"))
    assert a.person(person.id).phone == "9"


def test_concurrent_edits_of_one_register_end_alike_and_are_told(world):
    a, city = world["a"], world["city"]
    person = a.add_person(name="甲", phone="0")
    world.exchange()
    a.edit(person.id, phone="1")
    city.edit(person.id, phone="2", post="书记")
    tally = city.take(a.write(CITY))
    back = a.take(city.write("S07"))
    assert a.person(person.id).phone == city.person(person.id).phone == "2"
    assert [c.kind for c in tally.conflicts] == ["edit"]
    assert tally.conflicts[0].lost == {"phone": "1"}
    assert back.conflicts[0].lost == {"phone": "1"}
    assert a.rows() == city.rows()
    world.exchange()  # the station's other PC learns of both
    assert not [c for t in world.exchange() for c in t.conflicts]


@only_sqlite
def test_a_lost_file_is_healed_by_the_next(world):
    a, city = world["a"], world["city"]
    a.add_person(name="甲")
    a.write(CITY)
    a.add_person(name="乙")
    city.take(a.write(CITY))
    assert names(city) == ["乙", "甲"]


def test_a_later_file_first_waits_for_what_it_rests_on(world):
    a, city = world["a"], world["city"]
    a.add_person(name="甲")
    city.take(a.write(CITY))
    a.take(city.write("S07"))
    a.add_person(name="乙")
    first = a.write(CITY)
    city_knows = a.write(CITY)
    assert len(city_knows.segments) == 1
    a.add_person(name="丙")
    second = a.write(CITY)
    late = second.__class__(second.sender, second.claims, second.segments[-1:])
    tally = city.take(late)
    assert tally.segments_waiting == 1
    assert names(city) == ["甲"]
    city.take(first)
    assert city.waiting() == 0
    assert names(city) == ["丙", "乙", "甲"]


@only_sqlite
def test_moving_somebody_hands_him_over_whole(world):
    a, c, city = world["a"], world["c"], world["city"]
    person = a.add_person(name="甲", phone="0")
    a.edit(person.id, phone="1")
    world.exchange()
    city.edit(person.id, station_id=c.station_id)
    world.exchange()
    assert c.person(person.id).phone == "1"
    assert a.person(person.id).station_id == c.station_id
    c.edit(person.id, phone="2")
    world.exchange()
    assert city.person(person.id).phone == "2"
    assert a.person(person.id).phone == "1"
    city.edit(person.id, station_id=SEVENTH)
    world.exchange()
    assert a.person(person.id).phone == "2"
    assert not [f for t in world.exchange() for f in t.conflicts]
    city.folder.undo(city.folder.edit(a.person(person.id), station_id=c.station_id))
    world.exchange()
    assert city.person(person.id).station_id == SEVENTH


@only_sqlite
def test_work_delivered_before_a_restore_comes_back(world):
    a, city = world["a"], world["city"]
    a.add_person(name="甲")
    world.exchange()
    backup = a.copy(world.room / "backup.db")
    a.add_person(name="乙")
    world.exchange()
    a.restore(backup, noticed=True)
    a.add_person(name="丙")
    city.take(a.write(CITY))
    a.take(city.write("S07"))
    assert names(a) == names(city) == ["丙", "乙", "甲"]


@only_sqlite
def test_a_station_cannot_write_for_another(world):
    a, city = world["a"], world["city"]
    mine = world["c"].add_person(name="乙站的人")
    world.exchange()
    a.add_person(name="冒充", station_id=world["c"].station_id)
    tally = city.take(a.write(CITY))
    assert [finding.need for finding in tally.refused] == ["不是本站的记录"]
    assert names(city) == ["乙站的人"]
    a.take(city.write("S07"))
    assert [a.person(key).deleted for key in a.people()] == [True]
    assert city.person(mine.id).name == "乙站的人"


def test_a_refused_edit_is_answered_and_the_station_agrees_again(world):
    a, b, c, city = (world[name] for name in ("a", "b", "c", "city"))
    person = a.add_person(name="甲", phone="0")
    world.exchange()
    city.edit(person.id, station_id=c.station_id)
    a.edit(person.id, phone="1")
    tally = city.take(a.write(CITY))
    assert [finding.need for finding in tally.refused] == ["不是本站的记录"]
    for _ in range(2):
        world.exchange()
    assert {pc.person(person.id).phone for pc in (a, b, c, city)} == {"0"}
    assert a.rows() == b.rows() == city.rows()
    assert c.rows() == city.rows()
    assert not [f for t in world.exchange() for f in (*t.refused, *t.conflicts)]


def furnish(world):
    """One row of every table that a station writes, with every kind of value."""
    a, city = world["a"], world["city"]
    city.folder.add(*a_question("统一", ITEM, REVISION))
    world.exchange()
    person = a.add_person(name="甲", birth=None, id_number="330681")
    paper, place, exam = an_exam(a)
    a.folder.add(paper, place, exam)
    attempt = Attempt(
        exam_id=exam.id,
        person_id=person.id,
        started_at=MORNING,
        seconds_allowed=3600,
        interruptions=[["a", "b"]],
    )
    a.folder.add(attempt)
    said = {"response": ["甲", "乙"], "later": True, "at": MORNING}
    a.folder.add(Answer(attempt_id=attempt.id, paper_item_id=place.id, **said))
    a.folder.add(User(name="王", station_id=a.station_id))
    a.folder.edit(Attempt(id=attempt.id), handed_in_at=MORNING, ended_by="candidate")
    a.folder.add(a_marking(attempt.id, "“手工”\n%s ? :x"))
    a.folder.add(a_certificate(a, person.id, 1, "甲"))
    a.enrol(person.id, "第一期")
    return person


def test_every_kind_of_value_arrives_as_it_was(world):
    furnish(world)
    world.settle()
    a, b, city = (world[name] for name in ("a", "b", "city"))
    assert a.rows() == b.rows() == city.rows()
    made = {key.split(":")[0] for key, row in a.rows().items() if row["sync_v"]["*"] != GENESIS}
    assert made >= {"attempt", "answer", "marking", "certificate", "user", "enrolment", "paper"}
    assert city.totals("S07") == a.totals("S07")
    assert city.totals("S07")["answer"] == 1


def test_what_was_made_is_edited_there_and_comes_back(world):
    person = furnish(world)
    world.settle()
    city, b = world["city"], world["b"]
    city.edit(person.id, birth=MORNING.date(), phone="1", deleted=True)
    city.folder.edit(Item(id=ITEM), status="withdrawn")
    b.folder.edit(Exam(id=world["a"].keys(Exam)[0]), state="closed")
    world.settle()
    assert city.rows() == b.rows() == world["a"].rows()
    assert b.person(person.id).birth == MORNING.date()
    assert b.person(person.id).deleted


def test_the_city_takes_an_import_back_and_in_again(world):
    a, city = world["a"], world["city"]
    before = city.rows()
    furnish(world)
    tally = city.take(a.write(CITY))
    taken = city.rows()
    assert tally.new["person"] == 1
    (merge,) = city.imports()[-1:]
    city.take_back(merge)
    kept = {key: row for key, row in taken.items() if key in before or "统一" in str(row)}
    assert {k: city.rows()[k] for k in before} == before
    assert not city.people()
    assert kept
    city.take_in_again(merge)
    assert city.rows() == taken
    world.settle()
    assert a.rows() == world["b"].rows() == city.rows()


@only_sqlite
def test_an_import_that_was_worked_on_stays(world):
    a, city = world["a"], world["city"]
    person = a.add_person(name="甲")
    city.take(a.write(CITY))
    (merge,) = city.imports()
    city.edit(person.id, phone="1")
    before = city.rows()
    with pytest.raises(CannotUndoError, match="改动过"):
        city.take_back(merge)
    assert city.rows() == before


def test_a_rehearsal_leaves_nothing(world):
    a, city = world["a"], world["city"]
    furnish(world)
    parcel = a.write(CITY)
    before = city.rows(), city.conflicts(), city.waiting(), city.imports()
    tally = city.take(parcel, dry=True)
    assert tally.new["person"] == 1
    assert (city.rows(), city.conflicts(), city.waiting(), city.imports()) == before
    assert city.take(parcel).new == tally.new
    again = city.take(parcel)
    assert (again.rows, again.segments_applied, again.segments_known) == (0, 0, 1)


@only_sqlite
def test_what_only_the_city_has_is_refused_and_answered_wherever_it_is(world):
    """Its own rows of no station enter no stream, but the answer to a station must."""
    a, b, city = world["a"], world["b"], world["city"]
    person = a.add_person(name="甲", phone="0")
    world.settle()
    city.edit(person.id, station_id=None)
    a.edit(person.id, phone="1")
    world.settle()
    assert {pc.person(person.id).phone for pc in (a, b, city)} == {"0"}
    assert {pc.person(person.id).station_id for pc in (a, b, city)} == {None}


def test_what_hangs_on_a_refused_row_is_refused_with_it(world):
    a, city = world["a"], world["city"]
    person = a.add_person(name="甲")
    world.settle()
    a.enrol(person.id, "别站的班", station=world["c"].station_id)
    tally = city.take(a.write(CITY))
    assert {finding.table for finding in tally.refused} == {"training_session", "enrolment"}
    world.settle()
    assert not city.held()
    gone = [row["deleted"] for key, row in a.rows().items() if key.split(":")[0] == "enrolment"]
    assert gone == [True]


def test_a_station_cannot_vouch_for_a_machine(world):
    """A certificate of a PC is the city's word, even where the city has none yet."""
    a, city = world["a"], world["city"]
    a.folder.add(
        Credential(
            device_id=uuid.uuid4(),
            station_code="S07",
            letter="Z",
            sign_key="",
            seal_key="",
            issued_at=MORNING,
            signature="",
        )
    )
    tally = city.take(a.write(CITY))
    assert [finding.need for finding in tally.refused] == ["统一内容只能由市级修改"]
    assert not city.keys(Credential)
    world.settle()
    assert all(row.deleted for row in a.all(Credential))


def test_a_paper_that_was_composed_is_not_changed_by_a_forgery(world):
    furnish(world)
    world.settle()
    a, city = world["a"], world["city"]
    (place,) = a.all(PaperItem)
    stamps = place.sync_v
    after = {
        "paper_id": place.paper_id.hex,
        "position": 1,
        "revision_id": place.revision_id.hex,
        "points": 1,
        "option_order": [],
    }
    forged = stamps.replace("{", '{"body":[2,1,"ffffffffffff"],', 1)
    a.inject(
        "paper_item", place.id, stamps_before=stamps, stamps=forged, before=after, after=after
    )
    tally = city.take(a.write(CITY))
    assert [finding.need for finding in tally.refused] == ["已签发、已交卷、已完成的内容不能改动"]
    world.settle()
    assert {pc.get(PaperItem, place.id).points for pc in (city, a, world["b"])} == {1000}


def test_parents_are_written_before_their_children(world, monkeypatch):
    a = world["a"]
    person = a.add_person()
    first = a_session("第一期", a.station_id)
    a.folder.add(first)
    world.exchange()
    a.folder.add(an_enrolment(first.id, person.id))  # the child's table comes first in the file
    a.enrol(person.id, "第二期")
    written = []
    insert = Shape.insert
    monkeypatch.setattr(
        Shape,
        "insert",
        lambda shape, *given: (written.append(shape.table), insert(shape, *given)),
    )
    world["city"].take(a.write(CITY))
    assert written == ["training_session", "enrolment"]
