"""``jyguide backup``, ``backups`` and ``restore``, from one PC to another."""

import json

import pytest
from click.testing import CliRunner

from jyguide.cli.root import cli
from jyguide.place import DATABASE
from tests.jyguide.builders import add_people
from tests.postgres import only_sqlite

PAGE = 4096


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
    assert "人员 2 人" in run("restore", file, "--preview", data=new)
    assert not (new / DATABASE).exists()
    assert "已恢复到" in run("restore", file, data=new)
    there = json.loads(run("backups", "list", "--json", data=new))["backups"]
    assert [one for one in there if one["where"] == "本机"] == []
    (tmp_path / "bad").write_bytes(b"x")
    assert "没有用它" in run("restore", tmp_path / "bad", "--yes", status=1)


@only_sqlite
def test_no_command_works_on_a_damaged_database_and_each_names_the_way_back(run, app):
    made = json.loads(run("backup", "--json"))
    database = app.place.folder / DATABASE
    whole = database.read_bytes()
    middle = len(whole) // 2 // PAGE * PAGE
    database.write_bytes(whole[:middle] + b"\xa5" * PAGE + whole[middle + PAGE :])
    harmed = database.read_bytes()
    for command in (["people", "list"], ["backups", "list"]):
        told = run(*command, status=1)
        assert "已损坏" in told
        assert f'jyguide restore "{made["name"]}"' in told
    told = run("restore", made["name"], "--preview", "--yes")
    assert "人员 2 人" in told
    assert "不会丢失" in told
    assert database.read_bytes() == harmed
    assert "已恢复到" in run("restore", made["name"], "--yes")
    assert next(app.place.folder.glob("jyguide.damaged-*.db")).read_bytes() == harmed
    assert "人员 2 人" in run("restore", made["name"], "--preview")
