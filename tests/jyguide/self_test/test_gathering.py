"""Facts found out piece by piece, and the command that prints them."""

from __future__ import annotations

import shutil

import pytest
from click.testing import CliRunner

from jyguide.app import open_application
from jyguide.bad_luck.looking import SlowLook, suspect
from jyguide.cli.root import cli
from jyguide.clock import system_clock
from jyguide.errors import Cancelled, DamageError
from jyguide.folder import NewFolder, create_folder
from jyguide.progress import CancelToken, Silent
from jyguide.self_test import gathering
from jyguide.self_test.facts import ShownFacts
from jyguide.self_test.gathering import Look, memory_facts, written_in


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pc") / "数据"
    create_folder(folder, NewFolder("周庄镇"), system_clock)
    return folder


@pytest.fixture
def app(made):
    opened = open_application(made)
    yield opened
    opened.close()


def facts(folder, app=None, fault=""):
    look = Look(folder, system_clock, app, fault)
    return look.facts(ShownFacts(), Silent(), CancelToken())


def test_all_of_it_is_found_out_and_nothing_is_left(made, app, monkeypatch):
    before = sorted(path.name for path in made.iterdir())
    all_of_it = facts(made, app)
    assert all_of_it.disk.seconds > 0
    assert all_of_it.database.looked > 50
    assert all_of_it.database.fault == ""
    assert (all_of_it.backup.last, all_of_it.stick.chosen) == (None, False)
    assert all_of_it.memory.total > all_of_it.memory.free > 0
    assert sorted(path.name for path in made.iterdir()) == before

    def broken(*_):
        raise DamageError("数据库文件已损坏。")

    def gone(*_):
        raise OSError

    monkeypatch.setattr(SlowLook, "look_at", broken)
    monkeypatch.setattr(gathering.shutil, "disk_usage", gone)
    rest = facts(made, app)
    assert rest.database.fault == "数据库文件已损坏。"
    assert rest.disk is None
    assert rest.memory is not None, "one that fails takes no other with it"
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        Look(made, system_clock, app).facts(ShownFacts(), Silent(), token)


def test_a_folder_that_nobody_has_opened_tells_what_lies_there(tmp_path, made):
    folder = shutil.copytree(made, tmp_path / "数据")
    closed = facts(folder)
    assert (closed.database.looked, closed.stick) == (0, None)
    suspect(folder)
    assert "损坏的迹象" in facts(folder).database.fault
    assert written_in(tmp_path / "nowhere") is None
    (tmp_path / "meminfo").write_text("MemTotal: 1 kB\n", "ascii")
    with pytest.raises(ValueError, match="another"):
        memory_facts(tmp_path / "meminfo")


def test_the_command_prints_writes_and_tells_by_its_status(qapp, made, tmp_path):
    words = ["--data", str(made), "check-pc", "--out", str(tmp_path / "体检单.txt")]
    done = CliRunner().invoke(cli, words)
    assert "周庄镇基层党建工作指导站" in done.output
    assert "[正常] 数据库" in done.output
    written = (tmp_path / "体检单.txt").read_text("utf-8-sig")
    assert written == done.output
    assert done.exit_code == int("[有问题]" in done.output)
    shutil.copytree(made, tmp_path / "坏")
    (tmp_path / "坏" / "jyguide.db").write_bytes(b"no database" * 1000)
    broken = CliRunner().invoke(cli, ["--data", str(tmp_path / "坏"), "check-pc"])
    assert "[有问题] 数据库" in broken.output
    assert broken.exit_code == 1
