import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from jyguide.settings.pc import keep_pc_settings
from ui.access.auto_lock import AutoLock, kept_minutes
from ui.screen_need import keep_screen

MINUTE = 60


class Room:
    """A window, a clock that is set by hand, and how often it was time to lock."""

    def __init__(self, qtbot):
        self.now, self.busy, self.locked = 0.0, False, 0
        self.window = QWidget()
        qtbot.addWidget(self.window)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.watch = AutoLock(lambda: self.busy, lambda: self.now, lambda: 15)
        self.watch.due.connect(self._lock)
        self.watch.begin()
        self.watch._watch(self.window.windowHandle())

    def _lock(self):
        self.locked += 1
        self.watch.end()

    def wait(self, minutes):
        self.now += minutes * MINUTE
        self.watch.look()

    def touch(self, window=None):
        QTest.keyClick((window or self.window).windowHandle(), Qt.Key.Key_A)


@pytest.fixture
def room(qtbot):
    return Room(qtbot)


def test_it_is_time_after_as_long_as_nobody_touched_a_key(room):
    room.wait(14)
    room.touch()
    room.wait(14)
    assert not room.locked
    room.wait(1)
    assert room.locked == 1


def test_a_running_job_is_waited_for(room):
    room.busy = True
    room.wait(20)
    assert not room.locked
    room.busy = False
    room.watch.look()
    assert room.locked == 1


def test_an_exam_is_not_disturbed_and_its_keys_are_not_the_users(qtbot, room):
    exam = QWidget()
    keep_screen(exam)
    qtbot.addWidget(exam)
    with qtbot.waitExposed(exam):
        exam.show()
    room.watch._watch(exam.windowHandle())
    for _ in range(3):
        room.wait(10)
        room.touch(exam)
    assert not room.locked
    exam.close()
    room.watch.look()
    assert room.locked == 1


def test_what_wakes_a_sleeping_notebook_opens_nothing(room):
    room.now += 60 * MINUTE  # no timer ran meanwhile
    room.touch()
    assert room.locked == 1


def test_the_choice_is_kept_on_this_pc(own_state):
    assert kept_minutes() == 15
    keep_pc_settings(lock_minutes=30)
    assert kept_minutes() == 30
    (own_state / "pc.json").write_text('{"lock_minutes": 7000}', "ascii")
    assert kept_minutes() == 15


def test_keys_in_a_dialog_that_qt_made_come_in(room, tmp_path):
    """Nobody holds its wrapper; with it went that of the window that the key was on its way to."""
    room.watch._touched = -MINUTE
    typed = []

    def type_a_name():
        if QApplication.activeModalWidget() is None:
            return
        looking.stop()
        try:
            window = next(one for one in QGuiApplication.topLevelWindows() if one.isModal())
            room.watch._watch(window)
            for key in (Qt.Key.Key_A, Qt.Key.Key_B):
                QTest.keyClick(window, key)
            dialog = QApplication.activeModalWidget()
            typed.append(dialog.findChild(QLineEdit).text())
        finally:
            QApplication.activeModalWidget().close()

    looking = QTimer(interval=20)
    looking.timeout.connect(type_a_name)
    looking.start()
    plain = QFileDialog.Option.DontUseNativeDialog
    QFileDialog.getOpenFileName(room.window, "打开", str(tmp_path), options=plain)
    assert typed == ["ab"]
    assert room.watch._touched == room.now
