import subprocess
import sys
import threading

import pytest
from PySide6.QtCore import QCoreApplication, QStandardPaths, QThread
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from ui.documents_folder import documents_folder
from ui.start import install_hooks

Place = QStandardPaths.StandardLocation

_STARTS = """
from ui.start import make_application
app = make_application(["jyguide"])
from PySide6.QtWidgets import QDialogButtonBox
box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
print(app.applicationName(), box.buttons()[0].text(), app.font().families()[0])
print(app.desktopFileName(), app.windowIcon().pixmap(32).toImage().pixelColor(4, 8).name())
"""


@pytest.fixture
def hooks():
    before = sys.excepthook, threading.excepthook
    reported = []
    courier = install_hooks(lambda error: reported.append((error, QThread.currentThread())))
    yield reported
    sys.excepthook, threading.excepthook = before
    courier.deleteLater()


def test_application_speaks_chinese_in_our_look(tmp_path):
    told = subprocess.run(
        [sys.executable, "-c", _STARTS], capture_output=True, text=True, check=True
    )
    words, desktop = told.stdout.splitlines()
    assert words == "jyguide 取消 Microsoft YaHei UI"
    assert desktop == "jyguide #b3261e"  # a red ground, of the program's own picture


def test_qt_buttons_in_tests_are_chinese_too(qtbot):
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok)
    qtbot.addWidget(box)
    assert box.buttons()[0].text() == "确定"


def test_uncaught_error_on_the_interface_thread_is_reported(qapp, hooks):
    error = ValueError("here")
    sys.excepthook(ValueError, error, None)
    assert hooks == [(error, QThread.currentThread())]


def test_uncaught_error_on_another_thread_is_reported_on_ours(qtbot, hooks):
    error = ValueError("there")

    def fail():
        raise error

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(hooks) == 1)
    assert hooks == [(error, QApplication.instance().thread())]


def test_interrupt_goes_to_the_terminal(qapp, hooks, capsys):
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert not hooks
    assert "KeyboardInterrupt" in capsys.readouterr().err


def test_what_qt_leaves_in_english_is_chinese_and_nothing_else_is_touched(qapp):
    said = QCoreApplication.translate
    assert said("QAbstractFileIconProvider", "Folder") == "文件夹"
    assert said("QFileDialog", "Look in:") == "查找范围："
    assert said("Nobody", "knows this") == "knows this"


def test_a_dialog_begins_at_home_where_the_system_made_no_documents(monkeypatch, tmp_path):
    places = {Place.DocumentsLocation: tmp_path / "文档", Place.HomeLocation: tmp_path}
    monkeypatch.setattr(
        "ui.documents_folder.QStandardPaths.writableLocation", lambda place: str(places[place])
    )
    assert documents_folder() == tmp_path
    (tmp_path / "文档").mkdir()
    assert documents_folder() == tmp_path / "文档"
