"""A database damaged on purpose: noticed, kept, and the last good backup brought back."""

import random
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from db.driver import cipher_driver
from db.errors import DamageError, StorageError
from jyguide.app import open_application
from jyguide.backup.reason import Reason
from jyguide.backup.service import restoring
from jyguide.backup.service.making import Source, make_backup
from jyguide.bad_luck.looking import SlowLook, is_suspect, suspect
from jyguide.bad_luck.mending import Loss, find_rescue, mend
from jyguide.errors import FileError
from jyguide.folder import NewFolder, create_folder, look_closely
from jyguide.place import DATABASE, holds_station
from jyguide.sync.service.board import life
from jyguide.vault.login import log_in, login_names
from jyguide.vault.secret import BY_MACHINE
from tests.jyguide.builders import SettableClock, a_person

SECRET = "长江边的指导站-2026"
WHOLE = 4096
KINDS = ["plain"] + (["encrypted"] if cipher_driver() else [])


class Station:
    """A folder with a backup of one person, and two more entered since."""

    def __init__(self, folder, secret):
        self.folder, self.clock = folder, SettableClock()
        create_folder(folder, NewFolder("周庄镇", "A", "王小明", secret, BY_MACHINE), self.clock)
        self.login = self.log_in() if secret else None
        with self.opened() as app:
            app.people.add(a_person("陈明", 1))
        self.backup = self.back_up()
        with self.opened() as app:
            app.people.add(a_person("李四", 2))
            app.people.add(a_person("张三", 3))

    def log_in(self):
        (one,) = login_names(self.folder)
        return log_in(self.folder, one.user_id, SECRET, self.clock)

    def back_up(self):
        source = Source(self.folder, self.login.ring if self.login else None)
        return make_backup(source, Reason.DAILY, self.clock())

    def opened(self):
        return closing(open_application(self.folder, self.clock, self.login))

    def names(self):
        with self.opened() as app:
            return sorted(row.name for row in app.people.people())

    def harm(self, start, content):
        with (self.folder / DATABASE).open("r+b") as file:
            file.seek(start)
            file.write(content)

    @property
    def content(self):
        return {
            path.name: path.read_bytes()
            for path in self.folder.iterdir()
            if path.is_file() and not path.name.endswith(("-shm", "-wal"))
        }


@pytest.fixture(params=KINDS)
def station(request, tmp_path):
    return Station(tmp_path / "数据", SECRET if request.param == "encrypted" else "")


def test_pages_overwritten_are_noticed_kept_and_mended_from_the_last_backup(station):
    size = (station.folder / DATABASE).stat().st_size
    middle = size // 2 // WHOLE * WHOLE
    station.harm(middle, random.Random(5).randbytes(40 * WHOLE))
    before = station.content
    with pytest.raises(DamageError) as caught:
        look_closely(station.folder, station.login)
    assert caught.value.hint
    rescue = find_rescue(station.folder, station.login)
    assert rescue.manifest.people == 1
    for word in ("2026-", "每日备份", "MB", "人员 1 人", "丢失"):
        assert word in rescue.sentence
    assert rescue.loss in (Loss(2, 4), Loss(None, 4, at_least=True))  # a person and a post each
    assert station.content == before  # looking and counting changed nothing
    station.clock.now = datetime(2026, 11, 26, 9, 12, tzinfo=UTC)
    kept = mend(station.folder, station.login, rescue, station.clock)
    assert kept.name == "jyguide.damaged-20261126-091200.db"
    assert kept.read_bytes() == before[DATABASE]
    look_closely(station.folder, station.login)
    assert station.names() == ["陈明"]
    with station.opened() as app, app._store.read() as session:
        assert "用备份恢复过" in life.notice(session)


@pytest.mark.parametrize("harm", ["header", "empty", "truncated", "log"])
def test_every_harm_is_noticed_before_anything_is_written(station, harm):
    path = station.folder / DATABASE
    if harm == "header":
        station.harm(0, b"\0" * 200)
    elif harm == "log":
        path.with_name(f"{DATABASE}-wal").write_bytes(b"garbage!" * 512)
    else:
        with path.open("r+b") as file:
            file.truncate(0 if harm == "empty" else path.stat().st_size // 3)
    before = station.content
    with pytest.raises(DamageError):
        look_closely(station.folder, station.login)
    if harm != "truncated":  # what is seen at a glance is refused by commands as well
        with pytest.raises(DamageError):
            station.opened()
    assert station.content == before
    rescue = find_rescue(station.folder, station.login)
    mend(station.folder, station.login, rescue, station.clock)
    assert station.names() == ["陈明"]


def test_a_backup_that_is_damaged_itself_is_not_offered(tmp_path, monkeypatch):
    station = Station(tmp_path / "数据", "")
    station.clock.now += timedelta(days=1)
    newer = station.back_up()
    database = newer.folder / DATABASE
    content = database.read_bytes()
    database.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    station.harm(0, b"\0" * 200)
    rescue = find_rescue(station.folder, None)
    assert rescue.backup.name == station.backup.name
    assert rescue.loss == Loss(None, 4, at_least=True)
    assert "至少 4 处改动" in rescue.sentence

    def full(*_):
        raise OSError(28, "No space left on device")

    before = station.content
    monkeypatch.setattr(restoring, "keep_damaged", full)
    with pytest.raises(FileError, match="磁盘空间不足"):
        mend(station.folder, None, rescue, station.clock)
    assert station.content == before
    for backup in (newer, station.backup):
        (backup.folder / DATABASE).unlink()
    assert find_rescue(station.folder, None) is None
    assert holds_station(station.folder)  # nobody is asked to make a new one


def test_a_large_database_is_looked_at_once_it_is_open(tmp_path, monkeypatch):
    station = Station(tmp_path / "数据", "")
    with station.opened() as app:
        assert not app.slow_look.is_due
        monkeypatch.setattr("jyguide.bad_luck.looking.WHOLE_AT_ONCE", 1)
        assert app.slow_look.is_due
        tables = app.slow_look.tables()
        assert {"person", "journal"} <= set(tables)
        for table in tables:
            app.slow_look.look_at(table)
        assert not is_suspect(station.folder)

    def damaged(_session, _table):
        raise DamageError("坏了")

    with station.opened() as app:
        monkeypatch.setattr("jyguide.bad_luck.looking.refuse_damaged_table", damaged)
        with pytest.raises(DamageError):
            SlowLook(app._store, station.folder).look_at("person")
        assert is_suspect(station.folder)
    look_closely(station.folder, None)  # all of it, however large; and it is sound
    assert not is_suspect(station.folder)
    suspect(station.folder)
    assert is_suspect(station.folder)


@pytest.mark.parametrize(
    ("loss", "words"),
    [
        (Loss(None, None), "已无法得知"),
        (Loss(0, 0), "不会丢失"),
        (Loss(None, 0, at_least=True), "据已知的记录"),
        (Loss(3, 17), "此后的 3 次操作（17 处改动）会丢失"),
        (Loss(None, 17, at_least=True), "此后至少 17 处改动会丢失"),
    ],
)
def test_what_is_lost_in_words(loss, words):
    assert words in loss.sentence


def test_a_full_disk_is_not_told_as_damage(tmp_path, monkeypatch):
    """SQLite finds no room beside the database, which is as whole as it was."""
    office = Station(tmp_path / "station", SECRET)
    full = sqlite3.OperationalError("disk I/O error")
    full.sqlite_errorcode = sqlite3.SQLITE_IOERR
    monkeypatch.setattr("jyguide.folder.opening.hindrance", lambda _: full)
    with pytest.raises(StorageError, match="读写磁盘时出错") as refused:
        look_closely(office.folder, office.login)
    assert not isinstance(refused.value, DamageError)
    assert "已满" in refused.value.hint
