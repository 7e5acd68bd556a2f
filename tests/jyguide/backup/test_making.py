"""A backup is whole or not there, and never at the cost of an older one."""

import errno
import os
import shutil
import threading
from pathlib import Path

import pytest

from db import backup as copying
from db.driver import EncryptedFile, connect
from db.errors import DamageError, StorageError
from db.lives import put_setting
from jyguide.access.permits import PermissionRefused
from jyguide.access.role import Role
from jyguide.backup import writing
from jyguide.backup.rack import BACKUPS, Rack, look_at
from jyguide.backup.reason import Reason
from jyguide.backup.service.making import Source, make_backup
from jyguide.backup.watch import Watch
from jyguide.errors import Cancelled, FileError
from jyguide.progress import CancelToken
from tests.jyguide.backup.conftest import flip
from tests.jyguide.builders import a_person, add_people
from tests.postgres import only_sqlite


def names(folder):
    return sorted(path.name for path in (folder / BACKUPS).iterdir())


def test_a_backup_says_what_it_is_and_changes_are_told(shut, clock):
    add_people(shut, 3)
    made = shut.backups.ensure(Reason.CLOSING)
    assert made.name == "2026-11-20 09-00-00"
    assert (made.manifest.people, made.manifest.office, made.manifest.letter) == (3, "周庄镇", "A")
    assert made.manifest.shut
    assert set(made.manifest.files) == {"jyguide.db", "jyguide.keys", "device.key"}
    assert "陈明" not in (made.folder / "backup.json").read_text("utf-8")
    assert shut.backups.ensure(Reason.CLOSING) is None
    assert shut.backups.daily() is None
    clock.advance(86_400)
    assert shut.backups.daily().manifest.reason == "daily"
    shut.people.add(a_person("曾国强", 9))
    clock.advance(60)
    assert shut.backups.ensure(Reason.CLOSING).manifest.people == 4
    assert [row.manifest.reason_text for row in shut.backups.standing().rows] == [
        "关闭时备份",
        "每日备份",
        "关闭时备份",
    ]


@only_sqlite
def test_others_write_while_a_copy_is_made(shut, app):
    """What comes after the moment of the copy is in neither half of it."""
    for folder, ring in ((shut.place.folder, shut.place.vault.ring), (app.place.folder, None)):
        source = Source(folder, ring)
        writer = connect(source.address)
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("CREATE TABLE t (a)")
        writer.commit()
        ticks = iter([1])

        def tick(writer=writer, ticks=ticks):
            for _ in ticks:
                writer.execute("INSERT INTO t VALUES (randomblob(200000))")
                writer.commit()

        target = source.address_in(folder / "copy.db", source.address)
        copying.copy_for_backup(source.address, target, tick)
        copying.look_through(target)
        copy = connect(target)
        assert copy.execute("SELECT count(*) FROM t").fetchone() == (0,)
        assert writer.execute("SELECT count(*) FROM t").fetchone() == (1,)
        copy.close()
        writer.close()


def test_a_damaged_database_replaces_nothing(shut, clock, opened):
    folder, ring = shut.place.folder, shut.place.vault.ring
    for _ in range(3):
        shut.backups.make()
        clock.advance(60)
    before = names(folder)
    shut.close()
    flip(folder / "jyguide.db")
    for _ in range(2):
        clock.advance(40 * 86_400)
        with pytest.raises(DamageError, match="以前的备份都还在") as caught:
            make_backup(Source(folder, ring), Reason.DAILY, clock())
        assert caught.value.hint
    assert names(folder) == before


@only_sqlite
@pytest.mark.parametrize("step", ["copy", "manifest", "rename"])
def test_a_full_disk_leaves_nothing_and_says_so(app, monkeypatch, step):
    app.backups.make()
    before = names(app.place.folder)

    def full(*_args, **_more):
        raise OSError(errno.ENOSPC, "no space")

    if step == "copy":
        monkeypatch.setattr("jyguide.backup.service.making.put_on_disk", full)
    elif step == "manifest":
        monkeypatch.setattr("jyguide.backup.service.making.write_for_good", full)
    else:
        monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(FileError, match=r"磁盘空间不够.*都还在"):
        app.backups.make()
    assert names(app.place.folder) == before


@only_sqlite
def test_a_clock_a_year_ahead_and_back_hides_nothing(app, clock, backups_of, stick):
    """What bears a date to come is not taken for the newest, and a settled day stays settled."""
    clock.advance(365 * 86_400)
    ahead = app.backups.make()
    clock.advance(-365 * 86_400)
    assert app.backups.ensure(Reason.CLOSING) is None, "it holds all there is"
    assert app.backups.daily().name == "2026-11-20 09-00-00"
    assert app.backups.daily() is None
    with app._store.begin_unasked("选站") as uow:
        put_setting(uow.session, "chosen", "1")  # a draft, a clock, a setting: in no journal
        uow.commit()
    service = backups_of(app)
    service.choose_second(stick.folder)
    copied = service.copy_to_second().backup
    assert copied.manifest.moment < ahead.manifest.moment
    assert copying.contents(copied.database).settings["chosen"] == "1"
    assert not service.second_wants()
    link = ahead.folder.with_name("2026-11-20 08-00-00")
    link.symlink_to(ahead.folder, target_is_directory=True)
    assert link not in [row.backup.folder for row in app.backups.standing().rows]


@only_sqlite
def test_what_cannot_be_pruned_stays_and_a_read_only_place_is_a_sentence(app, clock, monkeypatch):
    for _ in range(7):
        app.backups.make()
        clock.advance(60)
    assert len(names(app.place.folder)) == 6  # five of the last day, and the first of the year
    remove = shutil.rmtree

    def stuck(path, ignore_errors=False):
        if not ignore_errors:
            raise OSError(errno.EIO, "io")
        remove(path, ignore_errors=True)

    monkeypatch.setattr(shutil, "rmtree", stuck)
    assert not app.backups.make().problem
    monkeypatch.undo()
    monkeypatch.setattr(
        Path, "mkdir", lambda *_, **__: (_ for _ in ()).throw(OSError(errno.EROFS, "read only"))
    )
    with pytest.raises(FileError, match="只读"):
        app.backups.make()


@only_sqlite
def test_two_windows_at_once_make_two_backups(app):
    source, made = Source(app.place.folder), []
    together = threading.Barrier(2)

    def work():
        together.wait()
        made.append(make_backup(source, Reason.BY_HAND, app.clock()))

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(one.name for one in made) == ["2026-11-20 09-00-00", "2026-11-20 09-00-00 (2)"]
    assert all(not one.problem for one in made)


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
def test_a_city_on_a_server_is_copied_into_a_file(app):
    add_people(app, 2)
    made = app.backups.make()
    assert (made.problem, made.manifest.people) == ("", 2)
    assert copying.contents(made.database).settings["device"] == made.manifest.device
    assert app.backups.ensure(Reason.CLOSING) is None
    app.people.add(a_person("解珍", 11))
    assert app.backups.ensure(Reason.CLOSING) is None, "once a day: others cannot write meanwhile"


@only_sqlite
def test_cancelling_and_a_role_without_leave(app, shut):
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        app.backups.make(watch=Watch(cancel=token))
    assert not app.backups.standing().rows
    refused = type(shut.permits)(shut.permits.user_id, "李四", Role.READ_ONLY, False)
    shut.backups._permits = refused
    for asked in (shut.backups.make, shut.backups.copy_to_second):
        with pytest.raises(PermissionRefused, match="李四"):
            asked()
    assert shut.backups.ensure(Reason.CLOSING)  # the program's own doing asks nobody


@only_sqlite
def test_damage_afterwards_and_what_a_kill_left_are_told(app, clock):
    made = app.backups.make()
    (made.folder / "jyguide.db").write_bytes(b"short")
    assert look_at(made.folder).problem == "jyguide.db 的大小不对"
    (made.folder / "backup.json").write_text('{"v": 1}')
    assert look_at(made.folder).problem
    left = made.folder.parent / f".{'0a' * 6}.part"
    left.mkdir()
    fresh = made.folder.parent / f".{'0b' * 6}.part"
    fresh.mkdir()
    os.utime(left, (1, 1))
    clock.advance(1)
    again = app.backups.make()
    assert not left.exists()
    assert fresh.exists()  # perhaps somebody is at it
    rack = Rack(made.folder.parent)
    assert rack.newest()[0] == again
    assert made.folder.exists()


def test_a_key_of_another_folder_opens_nothing(shut):
    made = shut.backups.make()
    with pytest.raises(StorageError):
        copying.contents(EncryptedFile(made.database, bytes(32)))
    assert writing.digest_of(made.database) == made.manifest.files["jyguide.db"]
