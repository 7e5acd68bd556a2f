"""Taking an import back: as if it had not come, here; and nothing of it for anybody else."""

from __future__ import annotations

import pytest

from db.undo import CannotUndoError
from tests.db.merging.acting import a_certificate
from tests.db.merging.pc import CITY
from tests.postgres import only_sqlite

pytestmark = only_sqlite


def newest(pc):
    return pc.imports()[-1]


@pytest.fixture
def person(star):
    """Somebody of station S07 whom everybody knows."""
    made = star["a"].add_person(name="甲", phone="0")
    star.settle()
    return made


def test_nothing_of_it_reaches_the_sender_or_anybody_else(star, person):
    a, b, city = star["a"], star["b"], star["city"]
    a.edit(person.id, phone="1")
    other = a.add_person(name="乙")
    before = city.rows()
    city.take(a.write(CITY))
    assert city.take_back(newest(city)) == 2
    assert city.rows() == before
    mine = a.rows()
    for pc in (a, b):
        pc.take(city.write("S07"))
    assert a.rows() == mine
    assert b.person(person.id).phone == "0"
    assert other.id not in b.people()
    star.settle()
    assert city.rows() == a.rows() == b.rows() == mine


def test_the_same_file_brings_it_again(star, person):
    a, city = star["a"], star["city"]
    a.edit(person.id, phone="1")
    parcel = a.write(CITY)
    first = city.take(parcel)
    city.take_back(newest(city))
    assert city.person(person.id).phone == "0"
    again = city.take(parcel)
    assert again.changed == first.changed
    assert city.person(person.id).phone == "1"


def test_it_is_taken_back_once(star, person):
    a, city = star["a"], star["city"]
    a.edit(person.id, phone="1")
    parcel = a.write(CITY)
    city.take(parcel)
    merge = newest(city)
    city.take_back(merge)
    with pytest.raises(CannotUndoError, match="已经撤销过"):
        city.take_back(merge)
    city.take(parcel)
    rows = city.rows()
    with pytest.raises(CannotUndoError, match="已经撤销过"):
        city.take_back(merge)
    assert city.rows() == rows
    city.take_back(newest(city))
    assert city.person(person.id).phone == "0"


def test_what_lost_is_reported_when_it_comes_a_second_time(star, person):
    """It had stood here for a while, but nobody who edited it since had it before him."""
    a, city = star["a"], star["city"]
    a.edit(person.id, phone="1")
    parcel = a.write(CITY)
    city.take(parcel)
    city.take_back(newest(city))
    for phone in ("2", "3"):
        city.edit(person.id, phone=phone)
    tally = city.take(parcel)
    assert city.person(person.id).phone == "3"
    assert [finding.lost for finding in tally.conflicts] == [{"phone": "1"}]


def test_a_later_import_goes_first(star, person):
    a, city = star["a"], star["city"]
    a.edit(person.id, phone="1")
    city.take(a.write(CITY))
    first = newest(city)
    a.add_person(name="乙")
    city.take(a.write(CITY))
    with pytest.raises(CannotUndoError, match="请先撤销后一次导入"):
        city.take_back(first)
    city.take_back(newest(city))
    city.take_back(first)
    assert city.person(person.id).phone == "0"
    assert len(city.people()) == 1


def test_what_somebody_has_come_to_use_stays(star):
    a, b, city = star["a"], star["b"], star["city"]
    person = a.add_person(name="甲")
    city.take(a.write(CITY))
    b.take(city.write("S07"))
    b.folder.add(a_certificate(b, person.id, 1, "甲"))
    rows = b.rows()
    with pytest.raises(CannotUndoError, match="1 条记录"):
        b.take_back(newest(b))
    assert b.rows() == rows


def test_conflicts_and_refusals_of_it_are_gone_with_it(star, person):
    a, city = star["a"], star["city"]
    city.edit(person.id, phone="2")
    a.edit(person.id, phone="1")
    a.add_person(name="冒充", station_id=star["c"].station_id)
    city.take(a.write(CITY))
    assert city.conflicts()
    assert city.held()
    city.take_back(newest(city))
    assert not city.conflicts()
    assert not city.held()
    journal = len(city.journal())
    city.write("S07")
    assert len(city.journal()) == journal  # there is nothing to answer


def test_an_import_whose_refusals_were_answered_stays(star, person):
    a, city = star["a"], star["city"]
    a.add_person(name="冒充", station_id=star["c"].station_id)
    city.take(a.write(CITY))
    city.write("S07")
    with pytest.raises(CannotUndoError):
        city.take_back(newest(city))


def test_what_it_set_free_waits_again(star, person):
    a, city = star["a"], star["city"]
    a.edit(person.id, phone="1")
    first = a.write(CITY)
    a.edit(person.id, phone="2")
    second = a.write(CITY)
    late = second.__class__(second.sender, second.claims, second.segments[-1:])
    city.take(late)
    assert city.waiting() == 1
    city.take(first)
    assert city.person(person.id).phone == "2"
    city.take_back(newest(city))
    assert city.waiting() == 1
    assert city.person(person.id).phone == "0"
    city.take(first)
    assert city.person(person.id).phone == "2"
    assert not city.waiting()


def test_derived_columns_follow(star, person):
    a, city = star["a"], star["city"]
    a.edit(person.id, name="丁")
    city.take(a.write(CITY))
    assert city.person(person.id).search == "search:丁"
    city.take_back(newest(city))
    assert city.person(person.id).search == "search:甲"


def test_what_it_made_the_city_write_for_others_goes_with_it(star, person):
    """The other half of a move, completed by the import, must not go out without it."""
    a, c, city = star["a"], star["c"], star["city"]
    backup = city.copy(star.room / "backup.db")
    city.edit(person.id, station_id=c.station_id)
    a.take(city.write("S07"))
    city.restore(backup, noticed=True)
    city.take(a.write(CITY))
    a.take(city.write("S07"))
    city.take(a.write(CITY))
    assert city.person(person.id).station_id == c.station_id
    city.take_back(newest_that_moved(city, person, c))
    assert city.person(person.id).station_id == a.station_id
    c.take(city.write("S08"))
    assert not c.people()


def newest_that_moved(city, person, station):
    """The import by which somebody came to another station."""
    return next(
        entry.merge_id
        for entry in reversed(city.folder.journal())
        if entry.merge_id
        and entry.row_id == person.id
        and entry.after.get("station_id") == station.station_id.hex
    )
