"""``jyguide backup``, ``backups`` and ``restore``, from one PC to another."""

import json

import pytest
from click.testing import CliRunner

from jyguide.cli.root import cli
from tests.jyguide.builders import add_people
from tests.postgres import only_sqlite


@pytest.fixture
def run(app):
    add_people(app, 2)
    folder = app.place.folder
    app.close()

    def run_(*words, data=folder, status=0):
        told = CliRunner().invoke(cli, ["--data", str(data), *map(str, words)])
        assert told.exit_code == status, told.output
        return told.output

    return run_


@only_sqlite
def test_one_file_goes_to_another_pc_and_a_backup_comes_back(run, tmp_path):
    file, stick, new = tmp_path / "站.jybackup", tmp_path / "U盘", tmp_path / "new"
    stick.mkdir()
    made = json.loads(run("backup", "--json"))
    assert (made["people"], made["problem"]) == (2, "")
    assert "读回核对一致" in run("backup", file)
    assert "暨阳指导备份" in run("backups", "place", stick)
    assert "可以拔出U盘" in run("backups", "copy")
    assert "U盘" in run("backups", "list")
    assert len(json.loads(run("backups", "list", "--json"))["backups"]) == 3
    assert "人员 2 人" in run("restore", made["name"], "--preview")
    assert "--yes" in run("restore", made["name"], status=1)
    assert "已恢复到" in run("restore", file, "--yes")
    assert "已恢复到" in run("restore", file, data=new)
    there = json.loads(run("backups", "list", "--json", data=new))["backups"]
    assert [one for one in there if one["where"] == "本机"] == []
    (tmp_path / "bad").write_bytes(b"x")
    assert "没有用它" in run("restore", tmp_path / "bad", "--yes", status=1)
