"""A forgotten secret: the city opens the folder by a file each way, and nobody else does."""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

import msgspec
import pytest

from db.models import User
from jyguide.access.permits import PermissionRefused
from jyguide.access.role import Role
from jyguide.app import open_application
from jyguide.errors import FileError, RuleError
from jyguide.protection import recovery_file
from jyguide.protection.forgotten import (
    is_waiting,
    open_by_recovery_file,
    take_answer,
    write_request,
)
from jyguide.protection.service.changing import rekey
from jyguide.vault.key_file import WrongSecretError, load_key_file
from jyguide.vault.secret import BY_MACHINE
from jyguide.vault.unattended import keep_secret, kept_secret
from tests.jyguide.builders import SettableClock
from tests.jyguide.shut import HEAD, SECRET, logged_in, make_pair, make_shut, opened, user_of

NEW = "想了很久的新口令"


@pytest.fixture(scope="module")
def made_pair(tmp_path_factory, pc_states):
    """The city and a station that it has let in, both shut."""
    root = tmp_path_factory.mktemp("pair")
    with pc_states.shared():
        make_pair(root)
    return root


@pytest.fixture
def pair(made_pair, tmp_path):
    """``pair.city``, ``pair.station``: folders; ``pair.file(name)``: where files lie."""
    root = Path(shutil.copytree(made_pair, tmp_path / "pair"))
    return SimpleNamespace(
        city=root / "city", station=root / "station", file=root.joinpath, clock=SettableClock()
    )


def ask(pair, name="ask"):
    return write_request(pair.station, pair.file(name))


def answer(pair, code, name="ask", to="answer"):
    with closing(opened(pair.city)) as app:
        return app.recoveries.answer(pair.file(name), code, pair.file(to))


def take(pair, code, name="answer", secret=NEW):
    station = pair.station
    return take_answer(station, pair.file(name), code, user_of(station), secret, BY_MACHINE)


def test_the_city_opens_what_was_forgotten_once(pair):
    keep_secret(load_key_file(pair.station).folder, user_of(pair.station), SECRET)
    code = ask(pair)
    with closing(opened(pair.city)) as app:
        asking = app.recoveries.inspect(pair.file("ask"))
        assert (asking.office, asking.code) == ("周庄镇 A 机", code)
        answered = app.recoveries.answer(pair.file("ask"), code, pair.file("answer"))
        (action,) = app.history.actions(1)
        assert (action.name, action.actor) == ("答复口令恢复申请“周庄镇 A 机”", HEAD)
    assert is_waiting(pair.station)
    with pytest.raises(RuleError, match="太短"):
        take(pair, answered, secret="短")
    take(pair, answered)
    with pytest.raises(WrongSecretError):
        logged_in(pair.station)
    assert kept_secret(load_key_file(pair.station).folder) is None
    assert not is_waiting(pair.station)
    with pytest.raises(RuleError, match="已经用过"):
        take(pair, answered, secret="再来一个新的口令")
    opened(pair.station, secret=NEW).close()


@pytest.mark.parametrize("gone", [{"role": ""}, {"deleted": True}])
def test_where_the_last_in_charge_was_removed_elsewhere_the_city_puts_somebody_in_charge(
    pair, gone
):
    """The station's other PC did it, and the rows have come: no secret opens this one."""
    with closing(opened(pair.station)) as app:
        head = app.permits.user_id
        app.users.add("李雷", Role.INSTRUCTOR, "李雷自己的一个口令")
        with app._store.begin_unasked("另一台电脑移除") as uow:
            row = uow.session.get_one(User, head)
            for name, value in gone.items():
                setattr(row, name, value)
            uow.commit()
    with pytest.raises(RuleError, match="已不是这里的使用人"):
        opened(pair.station)
    answered = answer(pair, ask(pair))
    login = take_answer(pair.station, pair.file("answer"), answered, head, NEW, BY_MACHINE)
    with closing(open_application(pair.station, pair.clock, login)) as app:
        assert app.permits.role is Role.STATION_HEAD
        assert app.history.actions(1)[0].name == "市级恢复口令后负责本机"
    with closing(opened(pair.station, secret=NEW)) as app:
        assert {row.name for row in app.users.rows() if row.opens} == {HEAD, "李雷"}


def test_a_code_that_is_not_the_files_stops_either_side(pair):
    """Somebody on the way put a request, or an answer, of his own in the place of ours."""
    code = ask(pair)
    theirs = ask(pair, "theirs")
    with pytest.raises(RuleError, match="校验码对不上"):
        answer(pair, code, "theirs")
    answered = answer(pair, theirs, "theirs")
    with pytest.raises(RuleError, match="校验码对不上"):
        take(pair, code)
    answer(pair, code, "ask", "old")  # of a request that a later one has replaced
    with pytest.raises(RuleError, match="不是给本机最近一次申请的"):
        take(pair, recovery_file.short_code(pair.file("old").read_bytes()), "old")
    take(pair, answered)


def test_what_was_altered_is_refused_at_both_ends(pair):
    code = ask(pair)
    said = recovery_file.read_request(pair.file("ask"))[1]
    forged = {
        "folder": uuid4().hex,
        "office": "华士镇 A 机",
        "sealed": said.sealed[:-8] + "AAAAAAA=",
        "public": "age1x",
    }
    for name, value in forged.items():
        altered = recovery_file.request_file(_with(said, **{name: value}))
        pair.file("forged").write_bytes(altered)
        with pytest.raises(RuleError, match="改动过"):
            answer(pair, recovery_file.short_code(altered), "forged")
    pair.file("junk").write_bytes(b"JYFORGOT1\n{}")
    with pytest.raises(FileError, match="不是有效的口令恢复申请"):
        answer(pair, code, "junk")
    answer(pair, code)
    content = pair.file("answer").read_bytes()
    pair.file("forged").write_bytes(content[:-30] + b"A" + content[-29:])
    with pytest.raises(FileError):
        take(pair, recovery_file.short_code(pair.file("forged").read_bytes()), "forged")
    assert is_waiting(pair.station)


def _with(request, **changes):
    return msgspec.structs.replace(request, **changes)


def test_another_folders_and_an_overtaken_answer_open_nothing(pair):
    code = ask(pair)
    answered = answer(pair, code)
    rekey(pair.station, logged_in(pair.station), pair.clock)
    with pytest.raises(RuleError, match="更换过密钥"):
        take(pair, answered)
    other = make_shut(pair.file("other"), "华士镇")
    with pytest.raises(RuleError, match="还没有向市级申请入网"):
        write_request(other, pair.file("none"))
    with pytest.raises(RuleError, match="不是给本机"):
        take_answer(other, pair.file("answer"), answered, user_of(other), NEW, BY_MACHINE)
    answered = answer(pair, ask(pair))  # asked again, it opens by the keys of now
    take(pair, answered)


def test_only_the_city_answers_and_only_who_manages_users(pair):
    code = ask(pair)
    with closing(opened(pair.station)) as app, pytest.raises(RuleError, match="只有市级"):
        app.recoveries.answer(pair.file("ask"), code, pair.file("answer"))
    with closing(opened(pair.city)) as app:
        clerk = replace(app, permits=replace(app.permits, role=Role.CITY_CLERK))
        with pytest.raises(PermissionRefused, match="管理使用人"):
            clerk.recoveries.answer(pair.file("ask"), code, pair.file("answer"))
    assert not pair.file("answer").exists()
    with (
        closing(opened(make_shut(pair.file("another city"), ""))) as app,
        pytest.raises(RuleError, match="另一把市级恢复密钥"),
    ):
        app.recoveries.inspect(pair.file("ask"))


def test_the_citys_own_folder_opens_by_its_recovery_file(pair):
    with closing(opened(pair.city)) as app:
        app.devices.write_recovery(pair.file("safe"), "a passphrase")
    with pytest.raises(FileError, match="口令不对"):
        open_by_recovery_file(pair.city, pair.file("safe"), "another one", user_of(pair.city), NEW)
    open_by_recovery_file(
        pair.city, pair.file("safe"), "a passphrase", user_of(pair.city), NEW, BY_MACHINE
    )
    opened(pair.city, secret=NEW).close()
    other = make_shut(pair.file("another city"), "")
    opened(other).close()
    with pytest.raises(RuleError, match="不是这个数据文件夹的"):
        open_by_recovery_file(other, pair.file("safe"), "a passphrase", user_of(other), NEW)


def test_the_city_has_a_key_from_the_joining_on_and_it_is_not_written_anew(pair):
    assert load_key_file(pair.station).office == "周庄镇 A 机"
    to = load_key_file(pair.city).recovery_to
    assert load_key_file(pair.station).recovery_to == to
    before = (pair.station / "jyguide.keys").read_bytes()
    opened(pair.station).close()  # nothing to renew: nothing is written
    assert (pair.station / "jyguide.keys").read_bytes() == before
