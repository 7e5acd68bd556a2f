import threading
from functools import partial

import pytest
from PySide6.QtCore import QObject, QThread

from jyguide.errors import RuleError
from ui.jobs import PROGRESS_INTERVAL_MS, JobRunner


class Listener(QObject):
    """Notes every signal of a job, and on which thread it came."""

    def __init__(self):
        super().__init__()
        self.heard = []
        self.threads = set()

    def watch(self, job):
        job.progressed.connect(self.on_progress)
        job.succeeded.connect(partial(self.note, "succeeded"))
        job.failed.connect(partial(self.note, "failed"))
        job.cancelled.connect(partial(self.note, "cancelled", None))
        job.ended.connect(partial(self.note, "ended"))

    def on_progress(self, done, total, text):
        self.note("progressed", (done, total, text))

    def note(self, name, value):
        self.threads.add(QThread.currentThread())
        self.heard.append((name, value))

    def names(self):
        return [name for name, _ in self.heard if name != "progressed"]

    def progress(self):
        return [value for name, value in self.heard if name == "progressed"]


def run(qtbot, jobs, work, title=""):
    listener = Listener()
    with qtbot.waitSignal(jobs.idle):
        jobs.start(work, listener.watch, title)
    return listener


def test_result_arrives_on_the_interface_thread_and_then_the_end(qtbot, jobs):
    worker = []

    def work(progress, cancel):
        worker.append(QThread.currentThread())
        return 42

    listener = run(qtbot, jobs, work)

    assert listener.names() == ["succeeded", "ended"]
    assert listener.heard[0] == ("succeeded", 42)
    assert listener.threads == {QThread.currentThread()}
    assert worker[0] is not QThread.currentThread()


def test_failure_arrives_as_the_exception_itself(qtbot, jobs):
    error = RuleError("不可以")

    def work(progress, cancel):
        raise error

    listener = run(qtbot, jobs, work)

    assert listener.names() == ["failed", "ended"]
    assert listener.heard[0][1] is error


def test_cancelling_running_work_is_no_failure(qtbot, jobs):
    running = threading.Event()

    def work(progress, cancel):
        running.set()
        while True:
            cancel.check()

    listener = Listener()
    job = jobs.start(work, listener.watch)
    assert running.wait(5)
    with qtbot.waitSignal(jobs.idle):
        job.cancel()
    assert listener.names() == ["cancelled", "ended"]


def test_cancelled_in_line_never_begins(qtbot, jobs):
    gate = threading.Event()
    begun = []
    listener = Listener()
    jobs.start(lambda progress, cancel: gate.wait(5), lambda job: None)
    second = jobs.start(lambda progress, cancel: begun.append(1), listener.watch)
    second.cancel()
    with qtbot.waitSignal(jobs.idle):
        gate.set()
    assert listener.names() == ["cancelled", "ended"]
    assert not begun


def test_jobs_run_one_after_another_in_order(qtbot, jobs):
    log = []

    def work(name, progress, cancel):
        log.append(f"{name}+")
        log.append(f"{name}-")

    with qtbot.waitSignal(jobs.idle):
        for name in "abcd":
            jobs.start(partial(work, name), lambda job: None)
    assert log == ["a+", "a-", "b+", "b-", "c+", "c-", "d+", "d-"]
    assert not jobs.busy


def test_hundred_thousand_steps_cost_few_signals_and_the_last_is_told(qtbot, jobs):
    def work(progress, cancel):
        for step in range(100_000):
            progress.step(step, 100_000, "读取")
        progress.step(0, 0, "正在写入数据库")

    listener = run(qtbot, jobs, work)

    assert listener.progress()[-1] == (0, 0, "正在写入数据库")
    assert len(listener.progress()) < 100  # far fewer than told; the pace is the timer's
    assert listener.names() == ["succeeded", "ended"]
    assert PROGRESS_INTERVAL_MS >= 50


def test_two_thousand_results_all_arrive(qtbot, jobs):
    got = []
    with qtbot.waitSignal(jobs.idle, timeout=30_000):
        for number in range(2000):
            jobs.start(
                lambda progress, cancel, number=number: number,
                lambda job: job.succeeded.connect(got.append),
            )
    assert got == list(range(2000))


def test_page_gone_while_its_job_runs_hears_nothing(qtbot, jobs):
    import shiboken6  # noqa: PLC0415 - only here

    gate = threading.Event()
    listener = Listener()
    heard = listener.heard

    def watch(job):
        job.progressed.connect(listener.on_progress)

    def work(progress, cancel):
        gate.wait(5)
        progress.step(1, 2, "")

    jobs.start(work, watch)
    shiboken6.delete(listener)
    with qtbot.waitSignal(jobs.idle):
        gate.set()
    assert heard == []


def test_shutdown_stops_the_running_and_drops_the_waiting(qtbot):
    runner = JobRunner()
    running = threading.Event()
    begun = []

    def work(progress, cancel):
        running.set()
        while True:
            cancel.check()

    runner.start(work, lambda job: None)
    runner.start(lambda progress, cancel: begun.append(1), lambda job: None)
    assert running.wait(5)
    with qtbot.waitSignal(runner.idle):
        runner.shutdown()
    assert not begun


def test_work_after_shutdown_is_refused(qtbot):
    runner = JobRunner()
    runner.shutdown()
    with pytest.raises(RuntimeError):
        runner.start(lambda progress, cancel: None, lambda job: None)
