"""A disk that was copied, and nobody noticed: two histories under one name."""

from __future__ import annotations

import pytest

from tests.db.merging import oracles
from tests.db.merging.acting import a_certificate
from tests.db.merging.pc import CITY
from tests.postgres import only_sqlite

pytestmark = only_sqlite


@pytest.fixture
def person(star):
    made = star["a"].add_person(name="甲", phone="0")
    star.settle()
    return made


def clone(star):
    """The second PC of the station starts from a copy of the first one's disk."""
    a, b = star["a"], star["b"]
    b.replace(a.copy(star.room / "clone.db"))
    return a, b


@pytest.mark.parametrize("full", [False, True])
def test_both_histories_are_kept_marked_and_told(star, person, full):
    a, b = clone(star)
    for pc, name in ((a, "乙"), (b, "丙")):
        pc.add_person(name=name)
        pc.edit(person.id, phone=name)
    star.settle(full=full)
    city = star["city"]
    for pc in (a, b, city):
        assert sorted(pc.person(key).name for key in pc.people()) == ["丙", "乙", "甲"]
        assert len(pc.forked()) == 1
    assert a.rows() == b.rows() == city.rows()
    assert [one.kind for one in city.conflicts()] == ["edit"]
    assert not star["c"].forked()
    oracles.assert_agreed(star)


def test_both_go_on_for_long(star, person):
    a, b = clone(star)
    for round_ in range(4):
        for pc in (a, b):
            pc.add_person(name=f"{pc.name}{round_}")
            pc.edit(person.id, phone=f"{pc.name}{round_}")
            star["city"].take(pc.write(CITY))
    star.settle()
    assert len(star["city"].people()) == 9
    oracles.assert_agreed(star)


def test_a_backup_put_back_unnoticed_is_a_branch_too(star, person):
    a, city = star["a"], star["city"]
    backup = a.copy(star.room / "backup.db")
    a.add_person(name="乙")
    city.take(a.write(CITY))
    a.restore(backup, noticed=False)
    a.add_person(name="丙")
    tally = city.take(a.write(CITY))
    assert len(tally.forked) == 1
    star.settle()
    assert len(a.people()) == 3
    oracles.assert_agreed(star)


def test_a_backup_put_back_and_noticed_is_none(star, person):
    a, city = star["a"], star["city"]
    backup = a.copy(star.room / "backup.db")
    a.add_person(name="乙")
    city.take(a.write(CITY))
    a.restore(backup, noticed=True)
    a.add_person(name="丙")
    star.settle()
    assert not city.forked()
    assert len(a.people()) == 3


def test_one_certificate_number_given_twice_is_told_once(star, person):
    a, b = clone(star)
    for pc in (a, b):
        pc.folder.add(a_certificate(pc, person.id, 1, pc.name))
    for _ in range(3):
        star.exchange()
    for pc in (star["city"], a, b):
        assert [one.kind for one in pc.conflicts()] == ["twin"]
        assert sum(key.startswith("certificate:") for key in pc.rows()) == 2
    oracles.assert_twins_are_told(star)
    oracles.assert_agreed(star)


def test_work_sent_before_a_restore_and_again_after_it_is_no_conflict(star, person):
    """The backup does not know that it was sent; the city has gone on from it since."""
    a, city = star["a"], star["city"]
    a.edit(person.id, phone="1")
    backup = a.copy(star.room / "backup.db")
    city.take(a.write(CITY))
    city.edit(person.id, phone="2")
    a.restore(backup, noticed=True)
    tally = city.take(a.write(CITY))
    assert tally.segments_applied == 1
    assert not tally.conflicts
    star.settle()
    assert {pc.person(person.id).phone for pc in (a, star["b"], city)} == {"2"}


def test_what_an_ended_life_claimed_to_have_counts_no_longer(star, person):
    """Its last file comes late; what it had is gone with it."""
    c, city = star["c"], star["city"]
    other = c.add_person(name="乙")
    star.settle()
    backup = c.copy(star.room / "backup.db")
    city.edit(other.id, phone="1")
    c.take(city.write("S08"))
    late = c.write(CITY)
    c.restore(backup, noticed=True)
    city.take(c.write(CITY))
    city.take(late)
    c.take(city.write("S08"))
    assert c.person(other.id).phone == "1"


def test_an_older_file_of_the_same_life_takes_nothing_back(star, person):
    a, city = star["a"], star["city"]
    early = a.write(CITY)
    city.edit(person.id, phone="1")
    a.take(city.write("S07"))
    city.take(a.write(CITY))
    city.take(early)
    assert not city.write("S08").segments
    assert len(city.write("S07").segments) == 1  # the other PC of the station still lacks it
    star.settle()
    assert not city.write("S07").segments
    city.take(early)
    assert not city.write("S07").segments


def test_an_acknowledgement_may_go_down(star, person):
    a, city = star["a"], star["city"]
    backup = a.copy(star.room / "backup.db")
    city.edit(person.id, phone="1")
    star.settle()
    a.restore(backup, noticed=True)
    assert a.person(person.id).phone == "0"
    city.take(a.write(CITY))
    a.take(city.write("S07"))
    assert a.person(person.id).phone == "1"


def test_what_was_written_before_ones_own_past_came_back_is_sent(star, person):
    """A backup put back unnoticed, and the first thing done is to take a file in."""
    a, city = star["a"], star["city"]
    backup = a.copy(star.room / "backup.db")
    a.edit(person.id, phone="1")
    city.take(a.write(CITY))
    a.restore(backup, noticed=False)
    a.edit(person.id, post="2")
    a.take(city.write("S07", full=True))
    city.take(a.write(CITY))
    for pc in (a, city):
        assert (pc.person(person.id).phone, pc.person(person.id).post) == ("1", "2")
    star.settle()
    oracles.assert_agreed(star)


def test_a_move_whose_other_half_was_lost_is_made_whole_again(star, person):
    """The city's machine and the file to the new station are gone; the old station knows."""
    a, c, city = star["a"], star["c"], star["city"]
    backup = city.copy(star.room / "backup.db")
    city.edit(person.id, station_id=c.station_id)
    a.take(city.write("S07"))
    city.write("S08")
    city.restore(backup, noticed=True)
    star.settle()
    assert c.people() == [person.id]
    assert c.person(person.id).name == "甲"
    oracles.assert_agreed(star)


def test_what_rests_on_something_lost_with_a_machine_does_not_wait_for_ever(star, person):
    c, city = star["c"], star["city"]
    other = c.add_person(name="乙")
    star.settle()
    backup = city.copy(star.room / "backup.db")
    city.edit(person.id, phone="1")
    city.write("S07")
    city.edit(other.id, phone="1")
    c.take(city.write("S08"))
    city.restore(backup, noticed=True)
    star.settle()
    assert city.person(other.id).phone == "1"
    oracles.assert_agreed(star)
