"""Exit statuses, folders and sentences every command keeps to."""

import json
import os
import subprocess
import sys
from types import SimpleNamespace

import pytest

import jyguide.__main__ as program
from jyguide.clock import system_clock
from jyguide.folder import NewFolder, create_folder


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["sync", "nonsense"],
        ["sync", "import"],
        ["sync", "export", "x.jysync"],
        ["sync", "settle", "x"],
        ["sync", "enrol", "accept", "x", "y"],
        ["standard"],
        ["report"],
        ["restore"],
        ["people", "nonsense"],
        ["people", "import"],
        ["people", "list", "--nonsense"],
        ["exam", "seal"],
        ["certificate", "verify"],
        ["init"],
        ["init", "--station", "周庄镇", "--city"],
        ["training", "plan", "--title", "无日期"],
        ["training", "plan", "--title", "甲", "--from", "2026/11/20"],
        ["training", "enrol", "not-a-key"],
        ["certificate", "write"],
        ["exam", "papers", "--json", "extra"],
        ["history"],
        ["history", "person"],
        ["undo", "not-a-key"],
        ["undo", "--list", "--limit", "0"],
        ["undo", "--list", "0191f0e0-0000-7000-8000-000000000000"],
        ["demo"],
        ["demo", "x", "--seed", "-1"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_two(run, folder, words):
    before = sorted(folder.iterdir())
    ran = run(*words)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err
    assert sorted(folder.iterdir()) == before


def test_a_folder_without_station_is_refused(refused, tmp_path):
    for words in (["people", "list"], ["bank", "list", "--json"], ["undo", "--list"]):
        assert "没有暨阳指导的数据" in refused(*words, data=tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_the_folder_comes_from_the_option_or_the_environment(done, run, monkeypatch, folder):
    monkeypatch.setenv("JYGUIDE_HOME", str(folder))
    assert done("people", "list", "--json", data=None) == []
    monkeypatch.setenv("JYGUIDE_HOME", str(folder / "elsewhere"))
    assert run("people", "list", data=None).status == 1
    assert done("people", "list", "--json") == []


def test_the_folder_is_the_users_own_place_at_last(run, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("APPDATA", str(tmp_path))
    ran = run("people", "list", data=None)
    assert ran.status == 1
    assert "jyguide" in ran.err


def test_init_makes_stations_and_the_city(done, refused, tmp_path):
    station, city = tmp_path / "station", tmp_path / "city"
    said = done("init", "--station", "华士镇", "--pc", "B", "--operator", "样例员", data=station)
    assert "华士镇" in said
    assert "市级" in done("init", "--city", data=city)
    assert done("people", "list", "--json", data=city) == []
    (action,) = done("undo", "--list", "--json", data=station)
    assert action["actor"] == "样例员"
    assert "已经有数据" in refused("init", "--city", data=station)
    assert "没有名为“无名镇”的指导站" in refused(
        "init", "--station", "无名镇", data=tmp_path / "x"
    )
    assert "澄江街道" in refused("init", "--station", "无名镇", data=tmp_path / "x")
    assert "代号" in refused("init", "--city", "--pc", "1", data=tmp_path / "x")
    assert not (tmp_path / "x").exists()


def test_without_a_screen_the_window_is_refused_in_a_sentence(refused, monkeypatch):
    monkeypatch.setattr("jyguide.cli.root.has_screen", lambda: False)
    assert "jyguide demo" in refused()


def test_without_qt_the_window_is_refused_in_a_sentence(refused, monkeypatch):
    monkeypatch.setattr("jyguide.cli.root.has_screen", lambda: True)
    monkeypatch.setitem(sys.modules, "ui.program", None)
    assert refused().strip()


def test_without_a_command_the_window_opens_on_the_folder(run, folder, monkeypatch):
    opened = []
    window = SimpleNamespace(run=lambda path: opened.append(path) or 0)
    monkeypatch.setattr("jyguide.cli.root.has_screen", lambda: True)
    monkeypatch.setitem(sys.modules, "ui.program", window)
    assert run().status == 0
    assert opened == [folder]


def a_process(*words, **environment):
    return subprocess.run(
        [sys.executable, "-m", "jyguide", *map(str, words)],
        capture_output=True,
        check=False,
        env=os.environ | environment,
    )


def test_the_real_command_speaks_utf8_whatever_the_console(tmp_path):
    create_folder(tmp_path / "站", NewFolder("周庄镇"), system_clock)
    home = {"JYGUIDE_HOME": str(tmp_path / "站"), "PYTHONIOENCODING": "gbk"}
    ran = a_process("undo", "--list", "--json", **home)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert json.loads(ran.stdout.decode("utf-8"))[0]["name"] == "建立数据文件夹"
    ran = a_process("people", "import", tmp_path / "没有.xlsx", **home)
    assert (ran.returncode, ran.stdout) == (1, b"")
    assert ran.stderr.decode("utf-8").splitlines() == [
        "找不到文件“没有.xlsx”，没有读入任何内容。",
        "请检查文件是否已被移走或改名。",
    ]


def test_the_window_does_not_wait_for_the_command_line(folder, monkeypatch):
    opened = []
    window = SimpleNamespace(run=lambda path, file: opened.append((path, file)) or 0)
    monkeypatch.setattr("jyguide.__main__.has_screen", lambda: True)
    monkeypatch.setitem(sys.modules, "ui.program", window)
    monkeypatch.setitem(sys.modules, "jyguide.cli.root", None)
    monkeypatch.setenv("JYGUIDE_HOME", str(folder))
    for words in ((), ("--data", str(folder))):
        with pytest.raises(SystemExit) as ended:
            program._start(words)
        assert ended.value.code == 0
    assert opened == [(folder, None), (folder, None)]
    with pytest.raises(ImportError):  # all that says more is read by the command line
        program._start(("--user", "王芳"))
