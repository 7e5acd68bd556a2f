"""The PC dies in a backup or on the way back: whole or nothing, and the next one goes on."""

import os
import shutil
import signal
import sqlite3
import sys
from contextlib import closing

import pytest

from jyguide.app import open_application
from jyguide.backup.rack import BACKUPS, Rack
from jyguide.backup.reason import Reason
from jyguide.backup.service.making import Source, make_backup
from jyguide.backup.service.rescue import restore_into
from jyguide.place import DATABASE
from tests.jyguide.builders import a_person, add_people
from tests.postgres import only_sqlite

TRIES = 6
OURS = (f"{os.sep}jyguide{os.sep}backup{os.sep}", f"{os.sep}db{os.sep}", "pathlib")


def killed_at(step, work):
    """Run in a fork, which dies before its `step`-th call of ours; returns how many there were."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        calls = 0

        def count(frame, event, _argument):
            nonlocal calls
            if event == "call" and any(part in frame.f_code.co_filename for part in OURS):
                if calls == step:
                    os.kill(os.getpid(), signal.SIGKILL)
                calls += 1

        try:
            sys.setprofile(count)
            work()
            sys.setprofile(None)
            os.write(writing, str(calls).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        said = told.read()
    os.waitpid(child, 0)
    assert bool(said) == (step is None)
    return int(said or 0)


def spread(total):
    """From the first to the last, closer together at the end, where things are put in place."""
    return sorted({int((total - 1) * (1 - (1 - at / (TRIES - 1)) ** 2)) for at in range(TRIES)})


def people(folder):
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        return connection.execute("SELECT count(*) FROM person").fetchone()[0]


@pytest.fixture
def closed(app, clock):
    """A folder with two people and a backup, then a third one; nobody has it open."""
    add_people(app, 2)
    backup = app.backups.make()
    clock.advance(60)
    app.people.add(a_person("解珍", 11))
    app.close()
    return app.place.folder, backup


@only_sqlite
def test_a_killed_backup_is_none_and_harms_no_other(closed, clock):
    folder, _ = closed
    source = Source(folder)
    before = [one.name for one in source.rack.backups()]
    clock.advance(60)

    def work():
        make_backup(source, Reason.CLOSING, clock())

    total = killed_at(None, work)
    made = source.rack.backups()[0].folder
    shutil.rmtree(made)
    seen = []
    for step in spread(total):
        killed_at(step, work)
        found = source.rack.backups()
        assert all(not one.problem for one in found), step
        seen.append(len(found) > len(before))
        shutil.rmtree(made, ignore_errors=True)
        assert [one.name for one in source.rack.backups()] == before
    assert seen == sorted(seen)
    assert (seen[0], seen[-1]) == (False, True)
    assert people(folder) == 3


@only_sqlite
def test_a_killed_restore_is_the_data_as_it_was_or_the_backup(closed, clock, tmp_path, own_state):
    folder, backup = closed
    kept, marks = tmp_path / "kept", tmp_path / "marks"
    shutil.copytree(folder, kept)
    shutil.copytree(own_state, marks)

    def put_back():
        for there, source in ((folder, kept), (own_state, marks)):
            shutil.rmtree(there)
            shutil.copytree(source, there)

    def work():
        restore_into(folder, backup, clock)

    total = killed_at(None, work)
    assert people(folder) == 2
    seen = []
    for step in spread(total):
        put_back()
        killed_at(step, work)
        app = open_application(folder, clock)  # clears up what was left
        seen.append(len(app.people.people()))
        with app._store.read() as session:
            assert session.connection().exec_driver_sql("PRAGMA quick_check").scalar() == "ok"
        notice = app.sync.status().notice
        app.close()
        assert bool(notice) == (seen[-1] == 2), "a new life with the backup, and with it alone"
        assert not list(folder.glob("*.restoring*"))
        assert not [one for one in Rack(folder / BACKUPS).backups() if one.problem]
    assert seen == sorted(seen, reverse=True)
    assert (seen[0], seen[-1]) == (3, 2)
    work()
    assert people(folder) == 2
