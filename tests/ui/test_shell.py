import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from jyguide.changes import Changed
from ui.changes import ChangeHub
from ui.page import Page, PageEntry
from ui.shell import Shell
from ui.widgets import make_button


class People(Page):
    name = "people"
    title = "人员"
    icon_name = "people"
    cares_about = Changed.PEOPLE

    def __init__(self):
        super().__init__()
        self.loads = 0

    def reload(self):
        self.loads += 1

    def head_buttons(self):
        return [make_button("导入…", name="import")]


class Bank(People):
    name = "bank"
    title = "题库"
    icon_name = "bank"
    cares_about = Changed.BANK

    def head_buttons(self):
        return []


@pytest.fixture
def hub():
    return ChangeHub()


@pytest.fixture
def shell(qtbot, jobs, alerts, hub):
    window = Shell("暨阳指导", "样例站", jobs, alerts, hub)
    for page in (People(), Bank()):
        window.add_page(page)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return window


def page(shell, name):
    return shell.findChild(Page, f"page_{name}")


def test_first_page_is_open_and_named_everywhere(shell):
    assert shell.current_page is page(shell, "people")
    assert shell.windowTitle() == "暨阳指导 · 样例站"
    assert shell.findChild(QLabel, "station").text() == "样例站"
    assert shell.findChild(QPushButton, "nav_people").isChecked()
    assert shell.findChild(QPushButton, "import").isVisible()


def test_click_in_the_navigation_changes_the_page(qtbot, shell):
    with qtbot.waitSignal(shell.page_changed) as went:
        qtbot.mouseClick(shell.findChild(QPushButton, "nav_bank"), Qt.MouseButton.LeftButton)
    assert went.args == ["bank"]
    assert page(shell, "bank").isVisible()
    assert not page(shell, "people").isVisible()
    assert not shell.findChild(QPushButton, "nav_people").isChecked()
    assert not shell.findChild(QPushButton, "import").isVisible()


def test_ctrl_number_changes_the_page(qtbot, shell):
    qtbot.keyClick(shell, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert shell.current_page is page(shell, "bank")
    qtbot.keyClick(shell, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert shell.current_page is page(shell, "people")


def test_f5_reloads_the_open_page_alone(qtbot, shell):
    assert (page(shell, "people").loads, page(shell, "bank").loads) == (1, 0)
    qtbot.keyClick(shell, Qt.Key.Key_F5)
    assert (page(shell, "people").loads, page(shell, "bank").loads) == (2, 0)


def test_change_reloads_the_open_page_and_ages_the_others(shell, hub):
    shell.show_page("bank")
    hub.tell(Changed.PEOPLE)
    assert page(shell, "people").loads == 1
    assert page(shell, "people").stale
    hub.tell(Changed.BANK)
    assert page(shell, "bank").loads == 2


def test_page_may_ask_for_another_page(shell):
    page(shell, "people").wanted.emit("bank")
    bank = page(shell, "bank")
    assert shell.current_page is bank
    went = []
    bank.show_place = went.append
    page(shell, "people").wanted.emit("bank:items:7")
    assert went == ["items:7"]


def test_unknown_page_is_a_bug(shell):
    with pytest.raises(KeyError):
        shell.show_page("nowhere")


def test_notice_shows_as_toast_and_its_button_acts(qtbot, shell):
    undone = []
    page(shell, "people").say("已导入 12 人", "撤销", lambda: undone.append(True))
    assert shell.toast.isVisible()
    assert shell.findChild(QLabel, "toast_text").text() == "已导入 12 人"
    qtbot.mouseClick(shell.findChild(QPushButton, "toast_action"), Qt.MouseButton.LeftButton)
    assert undone == [True]
    assert not shell.toast.isVisible()


def test_toast_lies_inside_the_page_after_resizing(qtbot, shell):
    page(shell, "people").say("已保存")
    shell.resize(1600, 900)
    QApplication.processEvents()  # the layout follows in the event loop
    over = shell.toast.parentWidget()
    assert over.rect().contains(shell.toast.geometry())
    assert abs(shell.toast.geometry().center().x() - over.rect().center().x()) <= 1
    assert not shell.findChild(QPushButton, "toast_action").isVisible()


def test_data_folder_is_shown_short_and_told_in_full(shell):
    shell.show_data_folder(Path("/somewhere/deep/祝塘"))
    label = shell.findChild(QLabel, "data_folder")
    assert label.text() == "数据：祝塘"
    assert label.toolTip() == str(Path("/somewhere/deep/祝塘"))


def test_closes_at_once_when_nothing_runs(shell):
    assert shell.close()


def test_close_during_a_job_asks_and_may_be_refused(qtbot, shell, jobs, alerts):
    gate = threading.Event()
    alerts.answers = [False]
    with qtbot.waitSignal(jobs.idle):
        jobs.start(lambda progress, cancel: gate.wait(10), lambda job: None, "导入")
        assert not shell.close()
        assert shell.isVisible()
        gate.set()
    assert alerts.questions == ["还有任务正在进行，现在退出会取消它。"]
    assert shell.isVisible()


def test_close_during_a_job_cancels_it_then_closes(qtbot, shell, jobs, alerts):
    def work(progress, cancel):
        while True:
            cancel.check()

    alerts.answers = [True]
    job = jobs.start(work, lambda job: None, "导入")
    with qtbot.waitSignals([job.cancelled, jobs.idle]):
        assert not shell.close()
        assert not shell.close()  # pressing again asks nothing more
    qtbot.waitUntil(lambda: not shell.isVisible())
    assert len(alerts.questions) == 1


WHY = "考试窗口还开着，现在退出会一起关闭它。"


@pytest.fixture
def busy_page(shell, jobs):
    """A page with something open that it stores on the worker before it lets go."""
    shown = page(shell, "bank")
    shown.open, shown.stored = True, []

    def leave():
        shown.open = False
        jobs.start(lambda progress, cancel: shown.stored.append(1), lambda job: None)

    shown.may_close = lambda: WHY if shown.open else ""
    shown.leave = leave
    return shown


def test_close_with_something_open_asks_and_may_be_refused(shell, alerts, busy_page):
    alerts.answers = [False]
    assert not shell.close()
    assert alerts.questions == [WHY]
    assert (shell.isVisible(), busy_page.open) == (True, True)


def test_close_with_something_open_waits_until_it_is_stored(qtbot, shell, alerts, busy_page):
    alerts.answers = [True]
    assert not shell.close()
    qtbot.waitUntil(lambda: not shell.isVisible())
    assert busy_page.stored == [1]
    assert alerts.questions == [WHY]


def test_what_could_not_be_stored_is_asked_about_again(qtbot, shell, jobs, alerts, busy_page):
    busy_page.leave = lambda: jobs.start(lambda progress, cancel: None, lambda job: None)
    alerts.answers = [True, False]
    assert not shell.close()
    qtbot.waitUntil(lambda: len(alerts.questions) == 2)
    assert shell.isVisible()
    busy_page.open = False
    assert shell.close()


def test_smallest_supported_screen_holds_the_window(shell):
    assert shell.minimumSizeHint().width() <= 1366
    assert shell.minimumSizeHint().height() <= 728


def test_on_a_low_screen_the_entry_chosen_comes_into_sight(qtbot, shell):
    for number in range(30):
        shell.offer(PageEntry(f"more{number}", f"第 {number} 页", "bank", Bank))
    shell.resize(1366, 640)
    last = shell.findChild(QPushButton, "nav_more29")
    qtbot.waitUntil(lambda: last.y() > 640)  # the entries are laid out
    assert last.visibleRegion().isEmpty()
    shell.show_page("more29")
    assert last.visibleRegion().boundingRect().height() == last.height()
