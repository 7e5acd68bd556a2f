"""A fault leaves its report by itself, and a run that died is noticed at the next start."""

import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QPushButton, QWidget

from jyguide.errors import FileError
from jyguide.faceless import faceless_frames, faceless_traceback
from jyguide.state import STATE_VARIABLE
from ui.alerts import DialogAlerts
from ui.crash.last_run import LastRun
from ui.crash.reports import Reports, write_report
from ui.held_alerts import HeldAlerts
from ui.start import install_hooks

ROOT = Path(__file__).parents[3]
WHO = "张三 13800000000 李四 320281199001011234"
NOW = datetime(2026, 6, 30, 9, 5, tzinfo=UTC)
_DIES = """
import faulthandler, sys
from datetime import UTC, datetime
from pathlib import Path
from ui.crash.last_run import LastRun
last = LastRun(Path(sys.argv[1]), datetime.now(UTC))
faulthandler._sigsegv()
"""


class Painted(QWidget):
    def paintEvent(self, _event):
        raise ValueError(f"{WHO} in paint")


def fail(where):
    raise ValueError(f"{WHO} in {where}")


@pytest.fixture
def speaking(monkeypatch, tmp_path):
    """Takes faults from everywhere; its dialogs stay shut, as while one is open already."""
    before = sys.excepthook, threading.excepthook
    alerts = DialogAlerts(lambda: NOW)
    alerts.keep_reports_in(tmp_path / "logs")
    alerts._telling = True
    courier = install_hooks(alerts.report)
    yield alerts
    sys.excepthook, threading.excepthook = before
    courier.deleteLater()


@pytest.mark.expects_log
def test_faults_from_everywhere_are_on_disk_before_anybody_is_asked(
    qtbot, speaking, jobs, tmp_path
):
    window = Painted()
    qtbot.addWidget(window)
    button = QPushButton()
    button.clicked.connect(lambda: fail("slot"))
    thread = threading.Thread(target=fail, args=("thread",))
    for error in _caught(window.paintEvent, button, qtbot):
        sys.excepthook(type(error), error, error.__traceback__)
    thread.start()
    thread.join()
    jobs.start(lambda *_: fail("worker"), lambda job: job.failed.connect(speaking.report))
    held = HeldAlerts(speaking)
    held.hold()
    held.report(KeyError("locked"))
    qtbot.waitUntil(lambda: len(list((tmp_path / "logs").iterdir())) == 5)
    assert speaking.keep_report(FileError("没有写入。")) is None  # foreseen
    told = "".join(one.read_text("utf-8") for one in (tmp_path / "logs").iterdir())
    for where in ("in paint", "in slot", "in thread", "in worker", "locked"):
        assert where in told
    assert not any(part in told for part in ("张三", "李四", "138", "3202"))
    assert len(list((tmp_path / "logs").iterdir())) == 5


def _caught(paint, button, qtbot):
    """What Qt would hand to the hook from a slot and from a paint event."""
    with qtbot.captureExceptions() as found:
        button.click()
    slots = [value for _, value, _ in found]
    try:
        paint(None)
    except ValueError as error:
        return [*slots, error]
    return slots


def test_the_newest_twenty_stay_and_one_fault_is_written_once(tmp_path):
    reports = Reports(tmp_path)
    one = _raised("again")
    assert reports.keep(one, NOW) == reports.keep(_raised("again"), NOW + timedelta(seconds=9))
    for minute in range(30):
        write_report(
            tmp_path, "crash" if minute % 2 else "error", NOW + timedelta(minutes=minute), ""
        )
    names = sorted(path.stem.partition("_")[2] for path in tmp_path.iterdir())
    assert (len(names), names[0]) == (20, "20260630_091500")
    (tmp_path / "file").write_text("")
    assert write_report(tmp_path / "file", "error", NOW, "x") is None


def _raised(text):
    try:
        int(text)
    except ValueError as error:
        return error


@given(
    st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1),
    st.sampled_from(["C:\\Users\\wangfang\\", "/home/wangfang/", "c:\\\\users\\\\wangfang\\\\"]),
)
def test_neither_names_nor_whose_folder_it_is_stand_in_a_report(name, home):
    frames = f'Fatal\n  File "{home}{name}/app.py", line 3 in x\n{name} 13800001111\n'
    for told in (
        faceless_frames(frames),
        faceless_traceback(_raised(f"{home}{name} 320281199001011234")),
    ):
        assert "wangfang" not in told
        assert "1380000" not in told
        assert "320281" not in told
        assert not any(sign in told for sign in name)
    assert 'app.py", line 3 in x' in faceless_frames(frames)


def test_a_run_that_died_is_noticed_once_and_one_that_ended_is_not(own_state, tmp_path):
    folder = tmp_path / "station"
    died = subprocess.run(
        [sys.executable, "-c", _DIES, str(folder)],
        env={STATE_VARIABLE: str(own_state), "PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        check=False,
    )
    assert died.returncode < 0
    noticed = LastRun(folder, NOW)
    assert noticed.report.parent == folder / "logs"
    said = noticed.report.read_text("utf-8")
    assert "Segmentation fault" in said
    assert "qt: 6." in said
    noticed.end()
    again = LastRun(folder, NOW)
    assert again.report is None
    again._file.flush()
    killed = LastRun(folder, NOW)  # its file is there and empty: killed, or the power went
    assert killed.report is None
    killed.end()
    again._file.close()
