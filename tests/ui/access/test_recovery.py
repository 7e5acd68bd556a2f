"""A forgotten secret, from the login page: a file to the city, its answer, a new secret."""

from __future__ import annotations

from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
)

from jyguide.changes import Changed
from tests.jyguide.shut import make_pair, opened
from tests.ui.access.conftest import Hands
from ui.access.answer_dialog import AnswerDialog
from ui.access.page import SecurityPage
from ui.main import Window

NEW = "想了很久的新口令"


@pytest.fixture(scope="module")
def pair(tmp_path_factory, pc_states):
    root = tmp_path_factory.mktemp("pair")
    with pc_states.shared():
        make_pair(root)
    return root


@pytest.fixture
def at_login(qtbot, alerts):
    windows = []

    def over(folder):
        window = Window(folder, alerts)
        windows.append(window)
        window.shell.show()
        window.open(alerts.report)
        hands = Hands(qtbot, window)
        hands.settle()
        hands.press("forgotten")
        hands.settle()
        return hands

    yield over
    for window in windows:
        window.shell.hide()
        window.close()
        window.shell.deleteLater()


def dialog(name):
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog)]
    return next(one for one in found if one.objectName() == name and one.isVisible())


def shown_code(inside, name):
    """As it is read out: it stands on two lines."""
    return " ".join(inside.findChild(QLabel, name).text().split())


def answered(qtbot, desk, pair, request, code):
    """What the city's clerk does, with the code that was read to her."""
    answer = pair / "answer.jyopen"
    with closing(opened(pair / "city")) as app:
        asking = AnswerDialog(desk, app.recoveries, None)
        qtbot.addWidget(asking)
        asking.open()
        asking.read(request)
        settled = lambda: not desk.jobs.busy  # noqa: E731 - asked twice
        qtbot.waitUntil(settled)
        assert "周庄镇 A 机" in asking.findChild(QLabel, "who").text()
        qtbot.keyClicks(asking.findChild(QLineEdit, "typed_code"), code)
        desk.alerts.files = [answer]
        agree = asking.findChild(QPushButton, "answer_now")
        qtbot.mouseClick(agree, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(settled)
        return answer, shown_code(asking, "reply_code")


def test_a_station_opens_again_by_the_citys_answer(qtbot, alerts, desk, pair, at_login):
    hands = at_login(pair / "station")
    asking = dialog("recovery_dialog")
    request = pair / "ask.jyforgot"
    alerts.files = [request]
    hands.press("write_request", asking)
    hands.settle()
    code = shown_code(asking, "request_code")
    answer, spoken = answered(qtbot, desk, pair, request, code)
    hands.press("have_answer", asking)
    hands.press("open_now", asking)
    problems = {one.text() for one in asking.findChildren(QLabel, "problem")}
    assert {"请输入全部 24 位数字。", "请输入口令。"} <= problems
    alerts.files = [answer]
    hands.press("choose_file", asking)
    qtbot.keyClicks(asking.findChild(QLineEdit, "answer_code"), code)
    for name in ("field_secret", "field_repeated"):
        asking.findChild(QLineEdit, name).setText(NEW)
    hands.press("open_now", asking)
    hands.settle()
    assert "对不上" in alerts.take_error().message, "the request's code is not the answer's"
    asking.findChild(QLineEdit, "answer_code").clear()
    qtbot.keyClicks(asking.findChild(QLineEdit, "answer_code"), spoken)
    hands.press("open_now", asking)
    qtbot.waitUntil(lambda: hands.window.app is not None, timeout=20_000)
    hands.settle()
    assert hands.window.shell.current_page.name == "home"


def test_the_city_is_asked_for_its_recovery_file(qtbot, pair, at_login):
    hands = at_login(pair / "city")
    asking = dialog("city_recovery")
    hands.press("confirm", asking)
    problems = {one.text() for one in asking.findChildren(QLabel, "problem")}
    assert {"请选择恢复文件。", "请输入恢复文件的口令。", "请输入口令。"} <= problems
    asking.reject()


def test_the_citys_page_answers_and_says_how_long_it_waits(qtbot, desk, city):
    page = SecurityPage(desk, city)
    qtbot.addWidget(page)
    page.show()
    page.tabs.show_tab("protection")
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    button = page.findChild(QPushButton, "answer_recovery")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    dialog("answer_dialog").close()
    assert page.findChild(QLabel, "auto_lock").text() == "15 分钟"
    city.preferences.change({"lock_minutes": 5})
    desk.changes.changed.connect(page.note_change)
    desk.changes.tell(Changed.SETTINGS)
    qtbot.waitUntil(lambda: page.findChild(QLabel, "auto_lock").text() == "5 分钟")


def test_where_the_city_holds_no_key_it_says_who_can_help(alerts, shut, at_login):
    at_login(shut)
    assert "不能由市级恢复" in alerts.sentences[0]
