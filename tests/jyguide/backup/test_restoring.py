"""The way back: what it brings and loses, and that this PC goes on as a new life of itself."""

import json
import os
import shutil

import pytest
from sqlalchemy import select

from db.errors import DamageError
from db.lives import setting
from db.models import Action, Certificate, User
from jyguide.access.permits import PermissionRefused
from jyguide.access.role import Role
from jyguide.attachment.kind import AttachmentKind
from jyguide.backup.manifest import read_manifest
from jyguide.backup.rack import look_at
from jyguide.backup.row import Proof, SecretNeededError
from jyguide.backup.service.rescue import restore_into, taken_apart
from jyguide.backup.watch import Watch
from jyguide.clock import system_clock
from jyguide.errors import FileError, RuleError
from jyguide.folder import NewFolder, create_folder
from jyguide.place import DATABASE
from jyguide.vault.key_file import WrongSecretError, load_key_file, store_key_file
from jyguide.vault.login import log_in_by_name, login_names
from jyguide.vault.secret import BY_MACHINE
from tests.jyguide.backup.conftest import SECRET, USER, flip
from tests.jyguide.builders import a_person, a_plan, add_people
from tests.postgres import only_sqlite
from tests.states import STATE


def settings(app):
    with app._store.read() as session:
        return {
            key: setting(session, key)
            for key in ("replica", "epoch", "retired", "device", "letter", "actor")
        }


def people(app):
    return len(app.people.people())


def actions(app):
    with app._store.read() as session:
        return session.scalars(select(Action.name)).all()


@only_sqlite
def test_a_number_on_a_certificate_that_hangs_on_a_wall_is_spent(app, open_at):
    made = app.backups.make()
    person = app.people.add(a_person("曾国强", 5))
    with app._store.begin("发放证书") as uow:
        issued = Certificate(
            station_id=app.place.station_id,
            kind="training",
            year=2026,
            station_code=app.place.station_code,
            device_letter=app.place.device_letter,
            sequence=7,
            person_id=person,
            issued_on=app.clock().date(),
            wording={},
        )
        uow.session.add(issued)
        uow.commit()
    for _ in range(2):
        app.backups.restore(made)
        app.close()
        app = open_at(app.place.folder)
        assert str(app.certificates.next_number(2026)) == "2026-S13A-0008"
    assert str(app.certificates.next_number(2027)) == "2027-S13A-0001"


@only_sqlite
def test_a_plain_folder_goes_back_and_forth_and_is_a_new_life_each_time(app, clock, open_at):
    add_people(app, 2)
    made = app.backups.make()
    first = settings(app)
    clock.advance(60)
    for index in (5, 6, 7):
        app.people.add(a_person("曾国强", index))
    found = app.backups.preview(made)
    assert (found.actions, found.entries, found.people_now, found.manifest.people) == (3, 6, 5, 2)
    assert "3 次操作" in found.loss
    done = app.backups.restore(made)
    app.close()
    back = open_at(app.place.folder)
    assert people(back) == 2
    assert done.saved.manifest.people == 5
    assert done.saved.manifest.reason_text == "恢复前备份"
    now = settings(back)
    assert now["replica"] != first["replica"]
    assert all(now[key] == first[key] for key in ("device", "letter", "actor"))
    assert "请与市级各导出、导入一次" in back.sync.status().notice
    assert "恢复 2026-11-20 09:00 的备份" in actions(back)
    clock.advance(60)
    back.backups.restore(done.saved)
    back.close()
    forth = open_at(app.place.folder)
    assert people(forth) == 5
    later = settings(forth)
    assert now["epoch"] in json.loads(later["retired"])
    assert len({first["replica"], now["replica"], later["replica"]}) == 3
    assert not forth.backups.check().faults
    forth.close()
    assert settings(open_at(app.place.folder)) == later, "it is noticed once"


def test_what_was_delivered_comes_back_and_nothing_is_written_twice(offices):
    """Two exports after the backup; the station goes back; one exchange each way mends all."""
    app = offices.a
    add_people(app, 2)
    made = app.backups.make()
    offices.clock.advance(60)
    app.people.add(a_person("王芳", 9))
    offices.send("a", "city")
    app.backups.restore(made)
    offices.shut("a")
    assert people(offices.a) == 2
    offices.a.people.add(a_person("解珍", 11))
    offices.round()
    offices.round()
    assert people(offices.a) == people(offices.city) == 4
    assert offices.city.sync.office("S13").agrees


def test_keys_and_users_are_todays_and_older_keys_open_older_backups(
    shut, shut_folder, opened, clock
):
    add_people(shut, 1)
    old = shut.backups.make()
    login = log_in_by_name(shut_folder, USER, SECRET, system_clock)
    head, gone = login.user_id, None
    with shut._store.begin("使用人") as uow:
        gone = User(name="李四", station_id=shut.place.station_id, role=Role.INSTRUCTOR.value)
        uow.session.add(gone)
        uow.commit()
    shut.close()
    ring = login.ring.renewed()
    keys = load_key_file(shut_folder).with_ring(ring)
    keys = keys.with_user(ring, head, USER, "后来换过的口令啊", BY_MACHINE)
    keys = keys.with_user(ring, gone.id, "李四", "李四自己的口令！", BY_MACHINE)
    store_key_file(shut_folder, keys)
    app = opened(shut_folder, "后来换过的口令啊")
    clock.advance(60)
    app.backups.restore(old)  # under a key that is no longer the newest: the ring opens it
    app.close()
    back = opened(shut_folder, "后来换过的口令啊")
    assert people(back) == 1
    assert back.permits.role is Role.STATION_HEAD
    back.close()
    assert opened(shut_folder, "李四自己的口令！", "李四").permits.role is Role.INSTRUCTOR
    with pytest.raises(WrongSecretError):
        opened(shut_folder)


def test_another_pcs_backup_asks_for_its_own_secret_and_this_pc_stays_itself(
    shut, tmp_path, opened, clock
):
    other = tmp_path / "other"
    create_folder(
        other, NewFolder("周庄镇", letter="B", user="赵六", secret="另一台电脑的口令"), clock
    )
    theirs = opened(other, "另一台电脑的口令", "赵六")
    add_people(theirs, 3)
    made = theirs.backups.make()
    before = settings(shut)
    with pytest.raises(SecretNeededError, match="不是用这个数据文件夹的密钥") as caught:
        shut.backups.preview(made)
    ((key, label),) = caught.value.people.items()
    assert label == "赵**"
    with pytest.raises(WrongSecretError):
        shut.backups.restore(made, Proof(key, "不对不对不对不对"))
    shut.backups.restore(made, Proof(key, "另一台电脑的口令"))
    shut.close()
    back = opened(shut.place.folder)
    assert people(back) == 3
    assert (settings(back)["device"], back.place.device_letter) == (before["device"], "A")
    assert back.place.user_name == USER
    with back._store.read() as session:
        assert not session.scalars(select(User.role).where(User.name == "赵六")).one()
    assert not [line for line in back.backups.check().faults if line.part != "备份"]


@only_sqlite
def test_what_may_not_be_restored_is_refused_with_a_sentence(
    app, shut, new_folder, open_at, clock
):
    elsewhere = open_at(new_folder("华士镇"))
    with pytest.raises(RuleError, match="这是华士镇的备份"):
        app.backups.restore(elsewhere.backups.make())
    with pytest.raises(RuleError, match="这个数据文件夹没有加密"):
        app.backups.preview(shut.backups.make())
    made = app.backups.make()
    flip(made.database)
    with pytest.raises(FileError, match="与备份时不一样"):
        app.backups.restore(made)
    (made.folder / "jyguide.db").unlink()
    with pytest.raises(FileError, match=r"缺少 jyguide\.db"):
        app.backups.preview(made)
    shut.backups._permits = type(shut.permits)(
        shut.permits.user_id, "李四", Role.INSTRUCTOR, city=False
    )
    with pytest.raises(PermissionRefused):
        shut.backups.restore(shut.backups.make())
    assert [row.manifest.reason for row in app.backups.standing().rows if row.manifest] == [
        "by_hand"
    ]


def test_a_damaged_database_is_kept_and_its_last_backup_comes_in_its_place(
    shut, shut_folder, opened, clock
):
    add_people(shut, 2)
    made = shut.backups.make()
    shut.close()
    flip(shut_folder / DATABASE)
    spoilt = (shut_folder / DATABASE).read_bytes()
    damaged = opened(shut_folder)
    with pytest.raises(DamageError):
        damaged.backups.make()
    damaged.close()
    login = log_in_by_name(shut_folder, USER, SECRET, system_clock)
    done = restore_into(shut_folder, made, clock, login)
    assert done.saved is None
    (kept,) = shut_folder.glob("jyguide.damaged-*.db")
    assert kept.read_bytes() == spoilt
    assert people(opened(shut_folder)) == 2


def test_one_file_carries_a_folder_to_another_pc(
    shut, opened, clock, tmp_path, monkeypatch, photo
):
    session_id = shut.training.plan(a_plan())
    shut.attachments.add(session_id, AttachmentKind.PHOTO, [photo])
    file = tmp_path / "周庄镇.jybackup"
    assert shut.backups.write_file(file) == file.stat().st_size
    monkeypatch.setenv(STATE, str(tmp_path / "elsewhere"))
    new = tmp_path / "new"
    with taken_apart(file, new, Watch()) as backup:
        with pytest.raises(SecretNeededError) as caught:
            restore_into(new, backup, clock)
        assert not (new / DATABASE).exists()
        proof = Proof(next(iter(caught.value.people)), SECRET)
        done = restore_into(new, backup, clock, proof=proof)
    assert (done.brought, done.missing, done.saved) == (1, 0, None)
    assert [one.name for one in login_names(new)] == ["王**"]
    moved = opened(new)
    (row,) = moved.attachments.attachments(session_id)
    assert moved.attachments.shown(row)
    assert settings(moved)["replica"] != settings(shut)["replica"]
    assert settings(moved)["device"] == settings(shut)["device"]
    assert "请与市级各导出" in moved.sync.status().notice
    assert not [line for line in moved.backups.check().faults if line.part != "备份"]
    shutil.rmtree(shut.place.folder / "files")
    with shut.backups.taken(file) as backup:
        assert shut.backups.restore(backup).brought == 1
    assert not list((shut.place.folder / "backups").glob(".*.part"))


def test_a_manifest_of_another_release_is_no_manifest():
    for text in (b"", b"{}", b"[" * 10_000, b'{"v": 2}', b" " * (2 << 20)):
        with pytest.raises(ValueError, match=r"."):
            read_manifest(text)


@only_sqlite
def test_attachments_of_after_the_backup_are_not_swept_at_once(app, clock, open_at, photo):
    made = app.backups.make()
    clock.advance(60)
    session_id = app.training.plan(a_plan())
    app.attachments.add(session_id, AttachmentKind.PHOTO, [photo])
    saved = app.backups.restore(made).saved
    app.close()
    for path in (app.place.folder / "files").glob("??/*"):
        os.utime(path, (1, 1))
    back = open_at(app.place.folder)
    assert not back.attachments.sweep().files
    back.backups.restore(look_at(saved.folder))
    back.close()
    forth = open_at(app.place.folder)
    (row,) = forth.attachments.attachments(session_id)
    assert row.here
    clock.advance(31 * 86_400)
    forth.attachments.remove([row.id])
    clock.advance(31 * 86_400)
    assert forth.attachments.sweep().files
