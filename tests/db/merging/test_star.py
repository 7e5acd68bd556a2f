from __future__ import annotations

from pathlib import Path

import pytest

from tests.db.house import SEVENTH
from tests.db.merging.world import CITY, World


@pytest.fixture
def world(template: Path, tmp_path: Path):
    made = World(template, tmp_path, {"city": "", "a": "S07", "b": "S07", "c": "S08"})
    yield made
    made.close()


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
