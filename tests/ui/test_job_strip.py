import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QWidget

from ui.job_strip import APPEAR_AFTER_MS, JobStrip


@pytest.fixture
def strip(qtbot, jobs):
    window = QWidget()
    made = JobStrip()
    made.setParent(window)
    qtbot.addWidget(window)
    window.show()
    jobs.started.connect(made.follow)
    made.held = window  # else Python drops the window, and Qt its child
    return made


def text(strip):
    return strip.findChild(QLabel, "job_text").text()


def test_work_done_at_once_never_shows(qtbot, jobs, strip):
    with qtbot.waitSignal(jobs.idle):
        jobs.start(lambda progress, cancel: None, lambda job: None)
    assert strip.isHidden()
    assert not strip._patience.isActive()


def test_long_work_shows_after_half_a_second_with_text_and_bar(qtbot, jobs, strip):
    gate = threading.Event()

    def work(progress, cancel):
        progress.step(3, 12, "第 3 行")
        gate.wait(10)

    with qtbot.waitSignal(jobs.idle):
        jobs.start(work, lambda job: None, "正在导入花名册")
        assert strip.isHidden()
        qtbot.waitUntil(strip.isVisible, timeout=APPEAR_AFTER_MS * 10)
        qtbot.waitUntil(lambda: text(strip) == "正在导入花名册：第 3 行")
        bar = strip.findChild(QProgressBar, "job_bar")
        assert (bar.value(), bar.maximum()) == (3, 12)
        gate.set()
    assert strip.isHidden()


def test_cancel_button_stops_the_job_in_front(qtbot, jobs, strip):
    def work(progress, cancel):
        while True:
            cancel.check()

    job = jobs.start(work, lambda job: None, "正在导出")
    qtbot.waitUntil(strip.isVisible, timeout=APPEAR_AFTER_MS * 10)
    with qtbot.waitSignals([job.cancelled, jobs.idle]):
        qtbot.mouseClick(strip.findChild(QPushButton, "job_cancel"), Qt.MouseButton.LeftButton)
        assert text(strip) == "正在取消…"
    assert strip.isHidden()


def test_a_button_says_how_many_wait_behind(qtbot, jobs, strip):
    gate = threading.Event()

    def work(progress, cancel):
        progress.step(0, 0, "")
        gate.wait(10)

    with qtbot.waitSignal(jobs.idle):
        jobs.start(work, lambda job: None, "正在备份")
        jobs.start(lambda progress, cancel: None, lambda job: None, "正在检查")
        jobs.start(lambda progress, cancel: None, lambda job: None)  # nobody asked for it
        queue = strip.findChild(QPushButton, "job_queue")
        qtbot.waitUntil(lambda: text(strip) == "正在备份…")
        assert (queue.isHidden(), queue.text()) == (False, "其后还有 1 项")
        gate.set()
    assert queue.isHidden()
