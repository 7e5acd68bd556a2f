"""A window that may not open says why, or brings the one that is open to the front."""

import sys

from PySide6.QtCore import QProcess, Qt
from PySide6.QtWidgets import QWidget

from jyguide.bad_luck.instance import Claims, WindowOpenError
from ui.claiming import claim_for_window
from ui.front import Front

_CALL = """
import sys
from pathlib import Path
from ui.front import bring_to_front
sys.exit(0 if bring_to_front(*map(Path, sys.argv[1:])) else 3)
"""


def test_a_second_window_is_told_of_the_first(tmp_path, alerts):
    first = Claims().claim(tmp_path, window=True)
    assert claim_for_window(tmp_path, alerts) is None
    assert isinstance(alerts.take_error(), WindowOpenError)
    first.release()
    claimed = claim_for_window(tmp_path, alerts)
    assert claimed.window
    claimed.release()


def test_the_first_window_comes_to_the_front(qtbot, tmp_path, alerts, monkeypatch):
    window = QWidget()
    qtbot.addWidget(window)
    window.showMinimized()
    bundle = tmp_path / "S07→市 第17号.jysync"
    bundle.write_bytes(b"")
    taken = []
    Front(tmp_path, window, taken.append)
    call = QProcess()
    call.start(sys.executable, ["-c", _CALL, str(tmp_path), str(bundle)])
    qtbot.waitUntil(lambda: call.state() == QProcess.ProcessState.NotRunning, timeout=20_000)
    assert call.exitCode() == 0, call.readAllStandardError().data()
    assert not window.windowState() & Qt.WindowState.WindowMinimized
    assert taken == [bundle], "which it was started with"
    monkeypatch.setattr("ui.front.bring_to_front", lambda *_: True)
    first = Claims().claim(tmp_path, window=True)
    assert claim_for_window(tmp_path, alerts) is None  # which says enough: no dialog
    first.release()
