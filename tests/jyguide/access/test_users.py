"""Users: let in, changed, removed; nobody without the permission, and never the last in charge."""

from __future__ import annotations

import pytest

from db.uow import UnitOfWork
from jyguide.access.disclosure import DisclosureKind
from jyguide.access.permits import PermissionRefused
from jyguide.access.role import Role
from jyguide.access.service import users
from jyguide.errors import FileError, RuleError, StationError
from jyguide.protection.service.changing import go_on
from jyguide.vault.key_file import KEYS, Change, WrongSecretError, load_key_file
from jyguide.vault.login import remember
from jyguide.vault.unattended import keep_secret, kept_secret
from tests.jyguide.shut import HEAD, SECRET, logged_in, opened

LI, LIS = "李雷", "李雷自己的一个口令"


@pytest.fixture
def dialect():
    """A shut folder is a file of this PC's."""
    return "sqlite"


def row_of(app, name):
    return next(row for row in app.users.rows() if row.name == name)


def told(app):
    return [(row.name, row.role, row.opens, row.himself) for row in app.users.rows()]


def add_li(app, role=Role.INSTRUCTOR):
    return app.users.add(LI, role, LIS)


def test_somebody_is_let_in_and_changes_his_secret(folder, enter):
    app = enter()
    assert told(app) == [(HEAD, Role.STATION_HEAD, True, True)]
    add_li(app)
    assert [action.name for action in app.history.actions(1)] == [f"添加使用人“{LI}”"]
    assert app.history.latest_in_force() is None  # nobody undoes who may log in
    enter.leave()

    his = enter(LI, LIS)
    assert (his.permits.user_name, his.permits.role) == (LI, Role.INSTRUCTOR)
    with pytest.raises(WrongSecretError):
        his.users.change_secret("not his own", "李雷的又一个新口令")
    with pytest.raises(RuleError, match="太短"):
        his.users.change_secret(LIS, "短")
    his.users.change_secret(LIS, "李雷的又一个新口令")
    enter.leave()
    with pytest.raises(WrongSecretError):
        logged_in(folder, LI, LIS)
    assert logged_in(folder, LI, "李雷的又一个新口令")


def test_somebody_is_given_a_secret_another_name_another_role_and_is_removed(folder, enter):
    app = enter()
    add_li(app)
    keep_secret(load_key_file(folder).folder, row_of(app, LI).id, "x")
    assert app.users.give_secret(row_of(app, LI).id, LIS).opens
    assert kept_secret(load_key_file(folder).folder) is None
    seen = row_of(app, LI)
    app.users.rename(seen.id, "李磊", seen.version)
    with pytest.raises(RuleError, match="刚被改动过"):
        app.users.set_role(seen.id, Role.READ_ONLY, seen.version)
    app.users.set_role(seen.id, Role.READ_ONLY, row_of(app, "李磊").version)
    ring, since = app.place.vault.ring, app.users.keys_since()
    assert since == app.clock().replace(microsecond=0), "the folder was made shut"
    assert row_of(app, "李磊").changed.timestamp() >= row_of(app, HEAD).changed.timestamp()
    app.users.remove(seen.id, row_of(app, "李磊").version)
    assert told(app)[1:] == [("李磊", None, False, False)]
    assert load_key_file(folder).change is Change.REKEY_ASKED
    enter.leave()
    app = enter()
    assert app.users.keys_since() >= since
    again = app.place.vault.ring  # the keys he may have copied open no more than they did:
    assert again.database[0] not in ring.database
    assert again.database[1:] == ring.database  # the backup of just before
    assert load_key_file(folder).change is Change.NONE


def test_who_may_not_is_told_so_and_nothing_is_written(folder, enter):
    app = enter()
    add_li(app)
    enter.leave()
    his = enter(LI, LIS)
    head = row_of(his, HEAD)
    before = (folder / KEYS).read_bytes()
    for deed in (
        lambda: his.users.add("韩梅", Role.STATION_HEAD, "韩梅自己的一个口令"),
        lambda: his.users.rename(head.id, "韩梅", head.version),
        lambda: his.users.set_role(row_of(his, LI).id, Role.STATION_HEAD, row_of(his, LI).version),
        lambda: his.users.give_secret(head.id, "抢来的另一个口令"),
        lambda: his.users.remove(head.id, head.version),
    ):
        with pytest.raises(PermissionRefused, match="没有“管理使用人”的权限") as caught:
            deed()
        assert "站长" in caught.value.hint
    assert (folder / KEYS).read_bytes() == before
    assert len(told(his)) == 2


@pytest.mark.parametrize(
    ("name", "role", "secret", "said"),
    [
        (HEAD, Role.INSTRUCTOR, "一个足够长的口令", "已经有名为"),
        ("　", Role.INSTRUCTOR, "一个足够长的口令", "不能为空"),
        ("李\n雷", Role.INSTRUCTOR, "一个足够长的口令", "不能为空"),
        (LI, Role.CITY_HEAD, "一个足够长的口令", "没有“市级负责人”这个身份"),
        (LI, Role.INSTRUCTOR, "短", "太短"),
    ],
)
def test_who_would_not_do_is_refused(enter, name, role, secret, said):
    app = enter()
    with pytest.raises(RuleError, match=said):
        app.users.add(name, role, secret)
    assert len(told(app)) == 1


def test_somebody_in_charge_who_can_log_in_is_always_left(enter, monkeypatch):
    app = enter()
    head = row_of(app, HEAD)
    with pytest.raises(RuleError, match="没有能登录的站长"):
        app.users.set_role(head.id, Role.INSTRUCTOR, head.version)
    with pytest.raises(RuleError, match="不能移除自己"):
        app.users.remove(head.id, head.version)
    monkeypatch.setattr(users, "store_key_file", _full)
    with pytest.raises(FileError):
        add_li(app, Role.STATION_HEAD)  # in charge, and without a secret here
    with pytest.raises(RuleError, match="没有能登录的站长"):
        app.users.set_role(head.id, Role.INSTRUCTOR, head.version)
    monkeypatch.undo()
    app.users.give_secret(row_of(app, LI).id, LIS)
    app.users.set_role(head.id, Role.INSTRUCTOR, head.version)
    assert row_of(app, HEAD).role is Role.INSTRUCTOR


def _full(*_):
    raise FileError("磁盘空间不够", hint="请清理磁盘。")


def test_whoever_is_no_longer_what_he_was_manages_nobody_from_a_window_left_open(folder, enter):
    app = enter()
    li = add_li(app, Role.STATION_HEAD)
    elsewhere = opened(folder, LI, LIS)
    head = row_of(elsewhere, HEAD)
    elsewhere.users.set_role(head.id, Role.READ_ONLY, head.version)
    elsewhere.close()
    before = told(app)
    for deed in (
        lambda: app.users.add("韩梅", Role.STATION_HEAD, "韩梅自己的一个口令"),
        lambda: app.users.set_role(head.id, Role.STATION_HEAD, row_of(app, HEAD).version),
        lambda: app.users.give_secret(li.id, "抢来的另一个口令"),
        lambda: app.users.remove(li.id, li.version),
        lambda: app.users.change_secret(SECRET, "又一个足够长的口令"),
        lambda: app.disclosures.record(DisclosureKind.EXPORTED, "花名册", 1),
    ):
        with pytest.raises(RuleError, match="身份在登录以后被调整过"):
            deed()
    assert told(app) == before
    assert not app.disclosures.rows()


def test_cut_off_between_row_and_slot_the_folder_opens_and_it_can_be_done_again(
    folder, enter, monkeypatch
):
    app = enter()
    with monkeypatch.context() as cut:
        cut.setattr(users, "store_key_file", _full)
        with pytest.raises(FileError):
            add_li(app)
    assert told(app)[1] == (LI, Role.INSTRUCTOR, False, False)  # without a secret: harmless, seen
    app.users.give_secret(row_of(app, LI).id, LIS)
    li = row_of(app, LI)
    with monkeypatch.context() as cut:
        cut.setattr(users, "store_key_file", _full)
        with pytest.raises(FileError):
            app.users.remove(li.id, li.version)
    assert logged_in(folder, LI, LIS)
    with monkeypatch.context() as cut:
        cut.setattr(UnitOfWork, "commit", _full)
        with pytest.raises(FileError):
            app.users.remove(li.id, li.version)
    assert told(app)[1] == (LI, Role.INSTRUCTOR, False, False)  # his secret went first
    with pytest.raises(RuleError):
        logged_in(folder, LI, LIS)
    app.users.remove(li.id, li.version)
    enter.leave()
    opened(folder).close()


def test_somebody_whose_row_was_taken_elsewhere_does_not_come_in(folder, enter):
    """His station's other PC removed him: the row has come, the slot is still here."""
    app = enter()
    add_li(app)
    with app._store.begin_unasked("另一台电脑移除") as uow:
        uow.session.get_one(users.User, row_of(app, LI).id).role = ""
        uow.commit()
    enter.leave()
    with pytest.raises(RuleError, match="已不是这里的使用人"):
        opened(folder, LI, LIS)


def test_whoever_logged_in_before_the_keys_were_changed_logs_in_again(folder, enter):
    stale = logged_in(folder)
    app = enter()
    add_li(app)
    app.users.remove(row_of(app, LI).id, row_of(app, LI).version)
    enter.leave()
    remember(go_on(folder, stale), HEAD)
    with pytest.raises(RuleError, match="登录以后改动过"):
        go_on(folder, stale)


def test_in_a_plain_folder_there_is_nobody_to_keep_out(app):
    row = row_of(app, "值班指导员")
    assert (row.role, row.opens) == (Role.STATION_HEAD, False)
    for deed in (
        lambda: app.users.add(LI, Role.INSTRUCTOR, LIS),
        lambda: app.users.change_secret(LIS, SECRET),
        lambda: app.users.give_secret(row.id, LIS),
        lambda: app.users.remove(row.id, row.version),
    ):
        with pytest.raises(RuleError, match="没有加密"):
            deed()
    app.users.rename(row.id, "王芳", row.version)
    assert row_of(app, "王芳").himself


def test_ones_own_secret_takes_the_old_one_also_of_somebody_in_charge(enter):
    """A window left open must not give away the folder."""
    app = enter()
    with pytest.raises(RuleError, match="原来的口令"):
        app.users.give_secret(app.permits.user_id, LIS)


def test_an_altered_key_file_is_not_written_over(folder, enter):
    app = enter()
    (folder / KEYS).write_bytes((folder / KEYS).read_bytes().replace(b'"label"', b'"Label"'))
    with pytest.raises(StationError, match="改动过"):
        app.users.rows()
    with pytest.raises(StationError, match="改动过"):
        add_li(app)
