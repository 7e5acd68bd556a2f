"""The city's data on PostgreSQL, the stations' on SQLite: the same files, the same rows."""

import pytest

from jyguide.place import ADDRESS
from tests.jyguide.builders import a_person, add_people, hold_exam, sit
from tests.jyguide.sync.growing_offices import GrowingOffices


@pytest.fixture
def dialect():
    return "sqlite"


@pytest.fixture
def offices(tmp_path, clock, new_database):
    (tmp_path / "city").mkdir()
    (tmp_path / "city" / ADDRESS).write_text(new_database(), "utf-8")
    made = GrowingOffices(tmp_path, clock)
    made.found("city")
    made.found("a", "周庄镇")
    yield made
    made.close()


def people(app):
    return {(row.id, row.name, row.phone, row.birth, row.station) for row in app.people.people()}


def test_a_station_and_a_city_on_a_server_agree(offices):
    a, city = offices.apps["a"], offices.city
    held = hold_exam(a, 2)
    sit(a, held, 0)
    report = offices.up("a")
    assert (report.refused_count, report.waiting) == (0, ())
    assert all(total.agrees for total in report.after)
    assert people(city) == people(a)
    assert [row.points for row in city.results.results(held.exam)] == [
        row.points for row in a.results.results(held.exam)
    ]
    city.people.change(held.people[0], a_person("陈明", 0, phone="13911110001"))
    a.people.change(held.people[0], a_person("陈明", 0, phone="13911110002"))
    assert offices.up("a").conflict_count == 1
    offices.down("a")
    assert people(city) == people(a)
    (conflict,) = city.sync.conflicts()
    city.sync.settle(conflict.id, swap=True)
    offices.down("a")
    assert people(city) == people(a)
    (row,) = [one for one in city.sync.status().offices if one.code == "S13"]
    assert row.last_in == 2


def test_an_import_into_the_server_is_taken_back_and_in_again(offices):
    add_people(offices.apps["a"], 3)
    report = offices.up("a")
    assert len(people(offices.city)) == 3
    offices.city.history.undo(report.action_id)
    assert not people(offices.city)
    offices.city.history.undo(offices.city.history.latest())
    assert len(people(offices.city)) == 3
    theirs = people(offices.apps["a"])
    assert not offices.down("a").conflict_count
    assert people(offices.apps["a"]) == theirs


def test_the_server_archives_and_erases(offices):
    (person, *_) = add_people(offices.apps["a"], 2)
    offices.up("a")
    offices.down("a")
    offices.clock.advance(86_400)
    offices.up("a")
    assert offices.city.upkeep.archive(keep_days=0).written
    fresh = offices.found("b", "周庄镇", "B")
    offices.down("b")
    assert people(fresh) == people(offices.city)
    offices.city.upkeep.erase(person, "本人申请")
    offices.down("a")
    assert people(offices.apps["a"]) == people(offices.city)
    assert len(people(offices.city)) == 1
