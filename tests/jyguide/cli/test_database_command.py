"""``jyguide database``: the move as a command."""

import pytest

from jyguide.place import ADDRESS, DATABASE
from tests.jyguide.builders import DATA


@pytest.fixture
def city(new_folder):
    return new_folder("")


def test_the_city_is_moved_and_back(done, city, new_database):
    roster = DATA / "people" / "roster-tidy.xlsx"
    done("people", "import", roster, data=city)
    people = done("people", "list", "--json", data=city)
    assert people
    said = done("database", "move", new_database(), data=city)
    assert "逐表核对一致" in said
    assert "secret" not in said
    assert (city / ADDRESS).is_file()
    assert done("people", "list", "--json", data=city) == people
    told = done("database", "move", "sqlite", "--json", data=city)
    assert (told["to"], told["rows"]["person"]) == (str(city / DATABASE), len(people))
    assert done("people", "list", "--json", data=city) == people


def test_a_wrong_address_is_a_sentence(refused, city):
    said = refused("database", "move", "mysql://u:secret@h/db", data=city)
    assert "地址写得不对" in said
    assert "secret" not in said


def test_a_station_stays(refused, folder, new_database):
    assert "只放在本机" in refused("database", "move", new_database())
