"""kill -9 at any writing: the folder opens again with all that was said to be saved."""

import json
import os
import random
import shutil
import sqlite3
import uuid
from contextlib import closing
from pathlib import Path

import pytest

import db.upgrade
from jyguide.app import open_application
from jyguide.backup.reason import Reason
from jyguide.backup.service.making import Source, make_backup
from jyguide.backup.writing import digest_of
from jyguide.bad_luck.instance import Claims, FolderTakenError
from jyguide.errors import EXPLAINED
from jyguide.folder import NewFolder, create_folder
from jyguide.place import DATABASE, holds_station
from jyguide.vault.key_file import KEYS, KeyFile, store_key_file
from jyguide.vault.login import log_in, login_names
from jyguide.vault.ring import Ring
from jyguide.vault.secret import BY_MACHINE
from tests.jyguide.builders import a_person
from tests.postgres import only_sqlite
from tests.striking import arm, no_space, refuse_names_before_bytes, run_apart

SEED = 20261126
SECRET = "长江边的指导站-2026"
OLD = Path(__file__).parents[1] / "data" / "db" / "station-0006.db"
KILLED = -9


def strikes(rng, largest_step):
    """Chances further and further on, until nothing is left to be struck."""
    at = rng.randrange(largest_step)
    while True:
        yield at
        at += rng.randrange(1, largest_step + 1)


def opened(folder, clock, login=None):
    return closing(open_application(folder, clock, login))


@only_sqlite
def test_killed_while_saving(new_folder, clock):
    folder = new_folder()
    said = folder.parent / "said"
    kept = 0

    def save():
        with opened(folder, clock) as app, said.open("a") as told:
            for _ in range(2):
                number = len(app.people.people())
                app.people.add(a_person("王小明", number))
                told.write(f"{number}\n")
                told.flush()

    for strike in strikes(random.Random(SEED), 31):
        code = run_apart(lambda at=strike: (arm(folder, at), save()))
        lines = said.read_text().split() if said.exists() else []
        with opened(folder, clock) as app:
            found = len(app.people.people())
        assert len(lines) <= found <= len(lines) + 1 + kept
        kept = found - len(lines)  # written, and killed before it was said
        assert not (folder / "tmp").exists()
        if code == 0:
            break
        assert code == KILLED


@only_sqlite
def test_killed_while_migrating(new_folder, clock, monkeypatch):
    """The former database stands until the new one takes its place in one step."""
    folder = new_folder()
    shutil.copy(OLD, folder / DATABASE)
    with closing(sqlite3.connect(OLD)) as old:
        people = old.execute("SELECT count(*) FROM person").fetchone()[0]
    with opened(folder, clock) as app:  # what it looks like, and that it works at all
        assert len(app.people.people()) <= people
    after = folder / DATABASE
    for strike in strikes(random.Random(SEED + 1), 9):
        shutil.copy(OLD, after)
        code = run_apart(lambda at=strike: (arm(folder, at), db.upgrade.upgrade(after)))
        with closing(sqlite3.connect(after)) as now:
            assert now.execute("PRAGMA quick_check").fetchall() == [("ok",)]
            assert now.execute("SELECT count(*) FROM person").fetchone()[0] == people
        if code == 0:
            break
        assert code == KILLED
    shutil.copy(OLD, after)
    with Claims().claim(folder), pytest.raises(FolderTakenError, match="另一个命令"):
        open_application(folder, clock)  # two that upgrade at once would mix their drafts
    assert after.read_bytes() == OLD.read_bytes()
    with opened(folder, clock) as app:
        assert not list(folder.glob("*.upgrading*"))
        app.people.add(a_person("王小明", 77))


@only_sqlite
def test_killed_while_backing_up(new_folder, clock):
    """What has a backup's name is whole; the data and older backups are untouched."""
    folder = new_folder()
    source = Source(folder)
    make_backup(source, Reason.DAILY, clock())
    for strike in strikes(random.Random(SEED + 3), 5):
        code = run_apart(
            lambda at=strike: (arm(folder, at), make_backup(source, Reason.DAILY, clock()))
        )
        sound = source.rack.sound()
        assert len(sound) == len(source.rack.backups()) >= 1
        for backup, manifest in sound:
            for name, kept in manifest.files.items():
                assert digest_of(backup.folder / name) == kept
        if code == 0:
            break
        assert code == KILLED
    with opened(folder, clock) as app:
        assert app.people.people() == []


@pytest.mark.parametrize("blow", ["killed", "full"])
def test_making_an_encrypted_folder_gives_all_of_it_or_none(tmp_path, clock, blow):
    """Struck at the key file, the PC's keys and the database; made again, it opens."""
    new = NewFolder("周庄镇", "A", "王小明", SECRET, BY_MACHINE)

    def make(folder, strike):
        if blow == "killed":
            arm(folder, strike)
            create_folder(folder, new, clock)
            return
        arm(folder, strike, no_space)
        try:
            create_folder(folder, new, clock)
        except EXPLAINED:
            os._exit(7)

    for strike in strikes(random.Random(SEED + 2), 23):
        folder = tmp_path / f"数据{strike}"
        code = run_apart(lambda at=strike, place=folder: make(place, at))
        assert code in (0, KILLED if blow == "killed" else 7)
        if not holds_station(folder):
            assert code != 0
            assert blow == "killed" or not list(folder.glob("*.new*"))
            create_folder(folder, new, clock)
        (one,) = login_names(folder)
        with opened(folder, clock, log_in(folder, one.user_id, SECRET, clock)) as app:
            assert app.place.user_name == "王小明"
        if code == 0:
            break


def test_a_key_file_being_written_anew_is_the_old_or_the_new(tmp_path, clock):
    ring, user = Ring.draw(), uuid.uuid4()
    old = KeyFile.new().with_user(ring, user, "王小明", SECRET, BY_MACHINE)
    new = old.with_user(ring, uuid.uuid4(), "李四", SECRET, BY_MACHINE)
    store_key_file(tmp_path, old)
    before = (tmp_path / KEYS).read_bytes()
    for strike in range(10):
        code = run_apart(lambda at=strike: (arm(tmp_path, at), store_key_file(tmp_path, new)))
        now = json.loads((tmp_path / KEYS).read_bytes())
        assert len(now["slots"]) in ((1, 2) if code else (2,))
        if code == 0:
            break
        (tmp_path / KEYS).write_bytes(before)
    assert code == 0


@only_sqlite
def test_what_gets_a_name_is_on_the_disk_before(new_folder, clock):
    folder = new_folder()
    keys = KeyFile.new().with_user(Ring.draw(), uuid.uuid4(), "王小明", SECRET, BY_MACHINE)

    def write():
        refuse_names_before_bytes(folder)
        store_key_file(folder, keys)
        (folder / KEYS).unlink()
        make_backup(Source(folder), Reason.DAILY, clock())

    assert run_apart(write) == 0
