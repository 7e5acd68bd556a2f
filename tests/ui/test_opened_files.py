"""A double-clicked file handed to the window that is open, and led to its place."""

from __future__ import annotations

import os
import shutil
import socket
import threading

import pytest
from PySide6.QtCore import QDir
from PySide6.QtWidgets import QDialog, QWidget

from ui import front
from ui.claiming import claim_for_window
from ui.front import Front, bring_to_front
from ui.main import Window
from ui.opened_file import MOST_BYTES, written
from ui.sync.import_dialog import ImportDialog


@pytest.fixture
def bundle(tmp_path):
    made = tmp_path / "S07→市 第17号.jysync"
    made.write_bytes(b"no bundle")
    return made


@pytest.fixture
def behind(qtbot, tmp_path):
    """A window that waits for others, and the files it was given."""
    window = QWidget()
    qtbot.addWidget(window)
    taken = []
    Front(tmp_path, window, taken.append)
    return taken


def call(qtbot, work):
    """What `work` returns from a thread of its own, as from another process."""
    came = []
    thread = threading.Thread(target=lambda: came.append(work()), daemon=True)
    thread.start()
    qtbot.waitUntil(lambda: bool(came))
    return came[0]


def place(folder):
    return QDir.temp().filePath(front._name(folder))


def say(folder, message):
    """What the window answers to these bytes; b"" where it lets go of who sent them."""
    with socket.socket(socket.AF_UNIX) as caller:
        caller.settimeout(20)
        caller.connect(place(folder))
        try:
            caller.sendall(message)
            return caller.recv(1)
        except ConnectionError:
            return b""


def test_whoever_says_anything_else_is_let_go_of(qtbot, tmp_path, behind, bundle, monkeypatch):
    monkeypatch.setattr(front, "_PATIENCE_MS", 50)
    hostile = (
        b"",
        b"GET / HTTP/1.1\r\n\r\n",
        b"/etc/passwd\0",
        b"../x.jysync\0",
        os.fsencode(bundle),
        os.fsencode(bundle) + b"\0" + os.fsencode(bundle) + b"\0",
        b"\xff" * (MOST_BYTES + 1),
        b"/" * (MOST_BYTES * 20),
    )
    for message in hostile:
        assert call(qtbot, lambda said=message: say(tmp_path, said)) == b"", message[:30]
    assert behind == []
    assert call(qtbot, lambda: say(tmp_path, written(bundle))) == b"!", "and it still listens"
    assert behind == [bundle]


def test_another_persons_program_is_not_listened_to(qtbot, tmp_path, behind, bundle, monkeypatch):
    name, user = front._name(tmp_path), os.getuid()
    monkeypatch.setattr(front.os, "getuid", lambda: user + 1)
    monkeypatch.setattr(front, "_name", lambda _folder: name)
    assert call(qtbot, lambda: say(tmp_path, written(bundle))) == b""
    assert not call(qtbot, lambda: bring_to_front(tmp_path, bundle)), "nor is anything told to it"
    assert behind == []


def test_what_a_killed_run_has_left_is_in_nobodys_way(qtbot, tmp_path, bundle, alerts):
    with socket.socket(socket.AF_UNIX) as killed:
        killed.bind(place(tmp_path))
        killed.listen()
    assert os.path.exists(place(tmp_path)), "as kill -9 leaves it"  # noqa: PTH110 - a socket
    assert not bring_to_front(tmp_path, bundle)
    claimed = claim_for_window(tmp_path, alerts, bundle)
    assert claimed is not None
    claimed.release()
    window, taken = QWidget(), []
    qtbot.addWidget(window)
    Front(tmp_path, window, taken.append)
    assert call(qtbot, lambda: say(tmp_path, written(bundle))) == b"!"
    assert taken == [bundle]


@pytest.fixture
def window(qtbot, alerts, tmp_path, made_folders):
    """The program's window over a station that has not been let in."""
    made = Window(shutil.copytree(made_folders("周庄镇"), tmp_path / "station"), alerts)
    qtbot.addWidget(made.shell)
    with qtbot.waitExposed(made.shell):
        made.shell.show()
    yield made
    made.close()


def test_it_waits_for_the_data_and_for_what_is_asked(qtbot, window, alerts, bundle):
    window.take_file(bundle)
    window.take_file(bundle)
    look = window._handed._look
    window._handed._timer.stop()  # this test looks itself
    look()
    assert window.shell.shown_page == "home", "nothing is open yet"
    window.open(alerts.report)
    qtbot.waitUntil(lambda: window.app is not None, timeout=20_000)
    window.presence.locked = True
    look()
    assert window.shell.shown_page == "home", "nobody is there to look at it"
    window.presence.locked = False
    asked = QDialog(window.shell)
    asked.open()
    look()
    assert window.shell.shown_page == "home", "something else is asked"
    asked.close()
    look()
    qtbot.waitUntil(lambda: bool(alerts.sentences))
    assert window.shell.shown_page == "sync"
    assert alerts.sentences == ["本机还没有入网，不能导入同步文件；请先完成下面的三步。"]


def test_each_kind_leads_to_its_place(qtbot, window, alerts, bundle, tmp_path):
    releases = []
    window.take_update = releases.append
    window.open(alerts.report)
    qtbot.waitUntil(lambda: window.app is not None, timeout=20_000)
    bundle.unlink()
    window.take_file(bundle)
    qtbot.waitUntil(lambda: bool(alerts.sentences))
    assert bundle.name in alerts.sentences.pop(), "pulled out meanwhile"
    assert not window._handed._timer.isActive(), "and forgotten"
    newer = tmp_path / "暨阳指导-0.2.0.jyupdate"
    newer.write_bytes(b"")
    window.take_file(newer)
    qtbot.waitUntil(lambda: releases == [newer])
    assert window.shell.shown_page == "home", "taken in whatever page is shown"
    for name, page in (("甲.jyexam", "exam"), ("甲.jybackup", "access"), ("甲.jyreq", "sync")):
        (tmp_path / name).write_bytes(b"nothing")
        window.take_file(tmp_path / name)
        qtbot.waitUntil(lambda page=page: window.shell.shown_page == page)
        qtbot.waitUntil(lambda: not window.desk.jobs.busy)
        for dialog in window.shell.findChildren(QDialog):
            dialog.close()
    assert alerts.errors, "what is no such file is told where it belongs"
    alerts.errors.clear()
    assert "入网申请" in "".join(alerts.sentences)
    assert not window.shell.findChildren(ImportDialog)
