"""``jyguide update``, as somebody types it."""

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from jyguide.cli import update as command
from jyguide.cli.root import cli
from jyguide.clock import system_clock
from jyguide.folder import NewFolder, create_folder
from jyguide.installed import Installed
from jyguide.update import handing_over, publisher
from jyguide.wiring.updating import UpdateService
from tests.jyguide.update.made import OURS, PC, put


@pytest.fixture
def pc(tmp_path, monkeypatch):
    pc = replace(PC, program=tmp_path / "opt" / "jyguide")
    monkeypatch.setattr(publisher, "shipped_keys", lambda: OURS)
    monkeypatch.setattr(command, "this_pc", lambda: pc)
    defaults = (lambda: OURS, lambda: pc, list)
    monkeypatch.setattr(UpdateService.__init__, "__defaults__", defaults)
    return pc


@pytest.fixture
def folder(tmp_path):
    create_folder(made := tmp_path / "station", NewFolder("周庄镇"), system_clock)
    return made


def said(*arguments):
    result = CliRunner().invoke(cli, [str(one) for one in arguments])
    return result.exit_code, result.output


def test_looking_says_all_before_anything_happens(tmp_path, pc):
    update = put(tmp_path)
    status, text = said("update", "look", update)
    assert status == 0
    assert "0.1.0 → 0.2.0" in text
    assert "市委组织部，2026-11-26" in text
    assert "可以安装" in text
    status, text = said("update", "look", update, "--json")
    assert json.loads(text)["fits"] is True
    status, text = said("update", "look", put(tmp_path, release="0.1.0"))
    assert status == 1
    assert "不用再安装" in text
    damaged = bytearray(update.read_bytes())
    damaged[-1] ^= 1
    status, text = said("update", "look", put(tmp_path, bytes(damaged)))
    assert status == 1
    assert "不完整或者已损坏" in text


def test_installing_backs_up_and_hands_over(tmp_path, pc, folder, monkeypatch):
    lines = []
    monkeypatch.setattr(handing_over, "_become", lambda line, _: lines.append(line))
    monkeypatch.setattr(handing_over, "is_administrator", lambda: True)
    status, text = said("--data", folder, "update", "install", put(tmp_path))
    assert status == 0, text
    (backup,) = (folder / "backups").iterdir()
    assert f"更新前的备份：{backup.name}" in text
    assert lines[0][-4:-1] == ["/usr/bin/apt-get", "install", "--yes"]
    monkeypatch.setattr(handing_over, "is_administrator", lambda: False)
    monkeypatch.setenv("PATH", "")
    status, text = said("--data", folder, "update", "install", put(tmp_path))
    assert "请由管理员运行：sudo apt-get install" in text
    assert len(lines) == 1


def test_what_does_not_fit_costs_no_backup(tmp_path, pc, folder):
    wrong = put(tmp_path, kind="portable")
    status, text = said("--data", folder, "update", "install", wrong)
    assert status == 1
    assert "装的是“Linux 安装版" in text
    assert not (folder / "backups").exists()
    assert pc.kind is Installed.DEBIAN
