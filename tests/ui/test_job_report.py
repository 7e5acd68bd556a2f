import threading

import pytest
from PySide6.QtWidgets import QPushButton

from jyguide.errors import RuleError
from ui.commands.jobs import offer_jobs
from ui.file_written import open_path, tell_written, written_notice
from ui.job_report import LONG_SECONDS
from ui.job_report_dialog import JobsDialog
from ui.jobs import Job
from ui.page import Page
from ui.shell import Shell


class People(Page):
    name, title = "people", "人员"


class Bank(Page):
    name, title = "bank", "百问题库"


@pytest.fixture
def shell(qtbot, desk):
    made = Shell("暨阳指导", "", desk.jobs, desk.alerts, desk.changes)
    qtbot.addWidget(made)
    made.add_page(People())
    made.add_page(Bank())
    made.window_over_it = type("Window", (), {"shell": made})
    offer_jobs(made.window_over_it)
    made.open_pages("")
    made.show()
    return made


def labels(widget, start):
    found = [b for b in widget.findChildren(QPushButton) if b.objectName().startswith(start)]
    return [button.text() for button in found]


def act(desk, owner, work, done=lambda _: None, title="正在导出花名册"):
    return desk.act(owner, work, done, title=title)


def take_long(monkeypatch):
    """As if every job had taken long: nothing here waits for it."""
    settle = Job.settle

    def settle_late(job, future):
        settle(job, future)
        job.took += LONG_SECONDS

    monkeypatch.setattr(Job, "settle", settle_late)


def test_what_was_made_stays_within_reach(qtbot, desk, shell, alerts, tmp_path):
    page, target = shell.current_page, tmp_path / "花名册.xlsx"
    target.write_text("")
    gate = threading.Event()
    act(desk, page, lambda *_: gate.wait(9), lambda _: tell_written(page, target))
    second = act(desk, page, lambda *_: None, title="正在备份")
    shell.commands.action("jobs").trigger()
    dialog = shell.findChild(JobsDialog)
    assert labels(dialog, "job_stop_") == ["取消", "取消"]
    dialog.findChild(QPushButton, "job_stop_1").click()
    assert second.token.cancelled
    assert not dialog.findChild(QPushButton, "job_stop_1").isEnabled()
    with qtbot.waitSignal(desk.jobs.idle):
        gate.set()
    assert labels(shell.toast, "toast_") == ["打开", "打开文件夹"]
    report = shell.reports.reports[0]
    assert (report.title, report.sentence) == ("导出花名册", "已保存到“花名册.xlsx”。")
    assert labels(dialog, "job_link_0") == ["打开", "打开文件夹"]
    target.unlink()
    dialog.findChild(QPushButton, "job_link_0_0").click()
    assert "不在原来的地方" in shell.toast._notice.sentence
    shell.reports.clear()
    assert not labels(dialog, "job_link")


def test_what_ends_where_nobody_looks_waits_to_be_seen(qtbot, desk, shell, alerts, monkeypatch):
    take_long(monkeypatch)
    called = []
    monkeypatch.setattr("ui.out_of_sight.QApplication.alert", called.append)
    monkeypatch.setattr("ui.out_of_sight.is_out_of_sight", lambda window: True)
    page, gate = shell.current_page, threading.Event()
    with qtbot.waitSignal(desk.jobs.idle):
        act(desk, page, lambda *_: gate.wait(9))
        shell.show_page("bank")
        gate.set()
    assert called == [shell]
    assert shell.toast.isVisible()
    assert not shell.toast._timer.isActive()
    assert labels(shell.toast, "toast_") == ["查看", "关闭"]
    shell.toast.findChild(QPushButton, "toast_action").click()
    assert shell.current_page.name == "people"
    assert shell.toast.isHidden()


def test_failures_are_listed_and_small_things_are_not(qtbot, desk, shell, alerts):
    def refuse(*_):
        raise RuleError("磁盘已满。")

    page = shell.current_page
    with qtbot.waitSignal(desk.jobs.idle):
        act(desk, page, refuse)
        act(desk, page, lambda *_: None, lambda _: page.say("已保存"), title="正在保存")
    alerts.take_error()
    assert [(one.title, one.sentence) for one in shell.reports.reports] == [
        ("导出花名册", "磁盘已满。")
    ]


def test_a_file_only_we_can_read_leads_to_its_folder(tmp_path, monkeypatch):
    told, opened = [], []
    monkeypatch.setattr(
        "ui.file_written.QDesktopServices.openUrl", lambda url: opened.append(url.toLocalFile())
    )
    backup = tmp_path / "周庄.jybackup"
    notice = written_notice(told.append, backup, "已写入")
    assert [link.label for link in notice.links] == ["打开文件夹"]
    notice.action()
    assert opened == [str(tmp_path)]
    assert "没有能打开" in told[0]  # the system said no
    open_path(told.append, tmp_path / "没有.xlsx")
    assert len(opened) == 1
