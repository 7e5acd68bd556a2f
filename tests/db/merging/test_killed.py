"""Power cuts and full disks while files are taken in: all of an import, or nothing of it."""

from __future__ import annotations

import pickle
import random

import pytest
from sqlalchemy import event

from db.errors import StorageError
from db.keys import new_key
from db.models import Person
from tests.db.house import a_person_row
from tests.db.merging import importing, oracles
from tests.db.merging.pc import CITY
from tests.db.merging.world import PAIR, World
from tests.forked import Forked

PEOPLE = 200
FILES = 3


@pytest.fixture
def world(template, tmp_path):
    made = World(template, tmp_path, PAIR)
    yield made
    made.close()


@pytest.fixture
def parcels(world):
    """Files of a station: people come, all are edited, half are deleted and others come."""
    a = world["a"]
    rows = [a_person_row(name=f"{number}", station_id=a.station_id) for number in range(PEOPLE)]
    found = []
    for phone in range(FILES):
        with a.folder.begin("变动") as work:
            work.add_many(Person, [row | {"id": new_key()} for row in rows])
            for place, person in enumerate(work.session.query(Person)):
                person.phone = f"{phone}"
                person.deleted = place % 2 == 0
            work.commit()
        found.append(a.write(CITY))
    return found


def run_until(world, parcels, count):
    """Kill the program at its nth line; returns how many imports it said it kept."""
    file = world.room / "parcels"
    office = world["a"].office
    sender = (office.code, office.station, office.devices)
    file.write_bytes(pickle.dumps((sender, world["city"].device, parcels)))
    kept = 0
    with Forked(importing.main, world["city"].path, file) as program:
        for number, line in enumerate(program.stdout):
            kept += line == "kept\n"
            if number == count:
                program.kill()
                break
        kept += sum(line == "kept\n" for line in program.stdout)
    return kept


def test_after_a_kill_an_import_is_there_as_a_whole_or_not_at_all(world, parcels):
    city = world["city"]
    expected = [city.rows()]
    start = city.copy(world.room / "start.db")
    for parcel in parcels:
        city.take(parcel)
        expected.append(city.rows())
    draw = random.Random(7)
    for count in (3, draw.randrange(4, 20), draw.randrange(20, 40)):
        city.replace(start)
        kept = run_until(world, parcels, count)
        found = len(city.imports())
        assert found in (kept, kept + 1)
        assert city.rows() == expected[found]
        oracles.assert_journal_tells_rows(city)
        assert not city.dangling()
        for parcel in parcels:  # the next start goes on
            city.take(parcel)
        assert city.rows() == expected[-1]
    world.settle()
    oracles.assert_agreed(world)


@pytest.mark.parametrize("room", [5, 30, 60])
def test_a_disk_that_fills_while_a_file_is_taken_in_keeps_nothing_of_it(world, parcels, room):
    city = world["city"]
    city.take(parcels[0])
    before = city.raw()
    with city.folder.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()

    def limit(raw, _record):
        raw.execute(f"PRAGMA max_page_count = {pages + room}")

    event.listen(city.folder.engine, "connect", limit)
    city.folder.store.close()
    with pytest.raises(StorageError, match="磁盘空间不足") as caught:
        city.take(parcels[1])
    assert caught.value.hint
    assert city.raw() == before
    event.remove(city.folder.engine, "connect", limit)
    city.folder.store.close()
    for parcel in parcels:
        city.take(parcel)
    world.settle()
    oracles.assert_agreed(world)


def test_a_rehearsal_changes_no_byte_of_the_file(world, parcels):
    city = world["city"]
    city.take(parcels[0])
    city.folder.store.close()
    before = city.path.read_bytes()
    for parcel in parcels:
        city.take(parcel, dry=True)
    city.folder.store.close()
    assert city.path.read_bytes() == before
