"""A packaged program says which of its files are gone; one from its sources does not look."""

from __future__ import annotations

import sys

import pytest
from click.testing import CliRunner
from PySide6.QtWidgets import QWidget

from build_spec.pack.files_list import write_files_list
from jyguide.__main__ import main
from jyguide.bad_luck import whereabouts
from jyguide.bad_luck.whereabouts import Drive
from jyguide.cli.root import cli
from jyguide.data_folder import data_folder
from jyguide.installed import Installed, how_installed
from jyguide.self_test.program_files import LIST
from ui.claiming import claim_for_window
from ui.missing_files import MissingFiles


@pytest.fixture
def program(tmp_path, monkeypatch):
    folder = tmp_path / "程序"
    (folder / "_internal").mkdir(parents=True)
    for name in ("jyguide", "_internal/Qt6Core.dll"):
        (folder / name).write_bytes(b"content")
    (folder / "installed").write_text("portable", "utf-8")
    write_files_list(folder)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "jyguide"))
    return folder


@pytest.fixture
def owner(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


def looked(qtbot, desk, owner):
    assert MissingFiles(desk, owner).begin() is not None
    qtbot.waitUntil(lambda: not desk.jobs.busy)


def test_what_is_gone_is_named_once(qtbot, desk, alerts, owner, program):
    looked(qtbot, desk, owner)
    assert alerts.sentences == []
    (program / "_internal/Qt6Core.dll").unlink()
    looked(qtbot, desk, owner)
    (said,) = alerts.sentences
    assert "Qt6Core.dll" in said
    assert "数据没有改动" in said


def test_whatever_fails_without_a_file_is_told_by_its_cause(program, capsys, monkeypatch):
    def fail(_arguments):
        raise FileNotFoundError(program / "_internal/Qt6Core.dll")

    monkeypatch.setattr("jyguide.__main__._start", fail)
    (program / "_internal/Qt6Core.dll").unlink()
    with pytest.raises(SystemExit):
        main()
    assert capsys.readouterr().err.startswith("少了 1 个程序文件（Qt6Core.dll）。")


def test_the_window_that_cannot_open_names_the_missing_file(program, monkeypatch):
    monkeypatch.setattr("jyguide.cli.root.has_screen", lambda: True)
    monkeypatch.setitem(sys.modules, "ui.program", None)
    (program / "_internal/Qt6Core.dll").unlink()
    told = CliRunner().invoke(cli, [])
    assert told.exit_code == 1
    assert "少了 1 个程序文件（Qt6Core.dll）" in told.stderr


def test_a_list_that_is_held_shut_is_no_fault(qtbot, desk, alerts, owner, program, monkeypatch):
    def shut(*_):
        raise PermissionError

    monkeypatch.setattr("jyguide.self_test.program_files.read_list", shut)
    looked(qtbot, desk, owner)
    assert alerts.sentences == []
    assert (program / LIST).exists()


def test_from_its_sources_it_does_not_look(desk, owner):
    assert MissingFiles(desk, owner).begin() is None


def test_a_program_on_a_stick_keeps_no_data_there(program, alerts, monkeypatch):
    """Its drive is a stick; the folder it takes by itself lies elsewhere."""
    assert how_installed() is Installed.PORTABLE
    monkeypatch.setattr(whereabouts, "LinuxDrives", lambda: lambda _folder: Drive.REMOVABLE)
    before = sorted(path.name for path in program.iterdir())
    assert claim_for_window(program, alerts) is None
    assert claim_for_window(program / "数据", alerts) is None
    for _ in range(2):
        assert "不能当作数据文件夹" in alerts.take_error().message
    assert sorted(path.name for path in program.iterdir()) == before
    assert program not in data_folder(None).parents
