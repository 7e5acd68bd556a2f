from __future__ import annotations

import string

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
)

from jyguide.app import open_application
from jyguide.clock import system_clock
from jyguide.folder import NewFolder, create_folder
from jyguide.place import holds_station
from jyguide.settings.pc import pc_settings
from jyguide.shipped import station_names
from jyguide.vault.key_file import is_protected
from ui.first_run import FirstRunDialog, ask_for_station, founding, steps
from ui.goal import Goal
from ui.theme import apply_theme, scaled
from ui.widgets import StepBar


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "数据"


@pytest.fixture
def dialog(qtbot, folder, jobs):
    return opened(qtbot, folder, jobs)


def opened(qtbot, folder, jobs):
    shown = FirstRunDialog(folder, jobs, system_clock)
    qtbot.addWidget(shown)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def field(dialog, name):
    return dialog.findChild(object, f"field_{name}")


def problem(dialog, name):
    return field(dialog, name).parent().findChild(QLabel, "problem").text()


SECRET = "chunfeng-jiangnan"


def type_secret(dialog, first=SECRET, second=SECRET):
    field(dialog, "secret").setText(first)
    field(dialog, "repeated").setText(second)


def choose_plain(qtbot, dialog):
    """What it takes to do without a secret: the link, and the box that says what it means."""
    dialog.findChild(QPushButton, "without").click()  # not on screen yet
    dialog.findChild(QCheckBox, "plain_consent").click()


def press(qtbot, dialog, name):
    qtbot.mouseClick(dialog.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def start(qtbot, dialog, jobs):
    """On to the last step as far as one gets, and there to begin."""
    while (on := dialog.findChild(QPushButton, "next")).isVisible():
        at = step(dialog)
        on.click()
        if step(dialog) == at:
            return
    press(qtbot, dialog, "start")
    qtbot.waitUntil(lambda: not jobs.busy)


def step(dialog):
    return dialog.findChild(StepBar, "steps").current


def place_of(folder, made=None):
    application = open_application(folder, login=made and made.login)
    application.close()
    return application.place


def test_offers_all_stations_the_city_and_every_letter(dialog):
    box: QComboBox = field(dialog, "station")
    offered = [box.itemText(at) for at in range(box.count())]
    assert offered[1:-1] == list(station_names())
    assert offered[-1].startswith("市级")
    letters = field(dialog, "letter")
    assert [letters.itemText(at) for at in range(letters.count())] == list(string.ascii_uppercase)
    assert dialog.focusWidget() is box


def test_keyboard_alone_makes_a_station(qtbot, dialog, folder, jobs):
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(dialog.focusWidget(), "B")
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    qtbot.keyClicks(dialog.focusWidget(), "Yangli")
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(dialog.focusWidget(), SECRET)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert dialog.focusWidget().accessibleName() == "再输一遍口令", "the eye comes last"
    qtbot.keyClicks(dialog.focusWidget(), SECRET)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Escape)
    assert (step(dialog), field(dialog, "secret").text()) == (1, SECRET), "nothing is lost"
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Escape)
    assert (step(dialog), field(dialog, "letter").currentText()) == (0, "B")
    for _ in range(2):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Down)
    assert dialog.findChild(QRadioButton, "begin_practice").isChecked()
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.result() == FirstRunDialog.DialogCode.Accepted)
    assert is_protected(folder)
    place = place_of(folder, dialog.made)
    assert (place.station_name, place.device_letter) == (station_names()[0], "B")
    assert place.user_name == "Yangli"
    assert dialog.made.goal is Goal.PRACTICE


def test_a_secret_is_judged_while_it_is_typed_and_refused_in_words(qtbot, dialog, folder, jobs):
    field(dialog, "station").setCurrentIndex(1)
    field(dialog, "user").setText("样例")
    secret = field(dialog, "secret")
    said = secret.parent().findChild(QLabel, "note")
    for typed, words in (("abc", "还差 5"), ("12345678", "太容易猜到"), (SECRET, "强度")):
        secret.setText(typed)
        assert words in said.text()
    qtbot.keyClick(secret, "Q")
    assert "大写锁定" in said.text(), "a capital without Shift"
    type_secret(dialog, "12345678", "12345678")
    start(qtbot, dialog, jobs)
    assert "太容易猜到" in problem(dialog, "secret")
    type_secret(dialog, SECRET, "another-one")
    start(qtbot, dialog, jobs)
    assert problem(dialog, "repeated") == "两遍输入的不一样，请再输一遍。"
    assert not folder.exists()


def test_plain_takes_a_ticked_consent(qtbot, dialog, folder, jobs):
    field(dialog, "station").setCurrentIndex(1)
    field(dialog, "user").setText("样例")
    press(qtbot, dialog, "next")
    press(qtbot, dialog, "without")
    press(qtbot, dialog, "next")
    assert dialog.findChild(QLabel, "consent_problem").isVisible()
    assert not folder.exists()
    dialog.findChild(QCheckBox, "plain_consent").click()
    start(qtbot, dialog, jobs)
    assert not is_protected(folder)
    assert place_of(folder).user_name == "样例"


def test_where_encryption_is_missing_it_says_so_and_asks(qtbot, monkeypatch, folder, jobs):
    monkeypatch.setattr(steps, "can_shut", lambda: False)
    dialog = opened(qtbot, folder, jobs)
    field(dialog, "station").setCurrentIndex(1)
    press(qtbot, dialog, "next")
    notice = dialog.findChild(object, "protection_notice")
    assert "缺少加密组件" in notice.findChild(QLabel, "sentence").text()
    assert not field(dialog, "secret").isVisible()
    assert dialog.findChild(QCheckBox, "plain_consent").isVisible()
    assert not dialog.findChild(QPushButton, "without").isVisible()


def test_city_is_made_without_a_station(qtbot, dialog, folder, jobs):
    station = field(dialog, "station")
    station.setCurrentIndex(station.count() - 1)
    field(dialog, "user").setText("样例")
    choose_plain(qtbot, dialog)
    start(qtbot, dialog, jobs)
    assert place_of(folder).is_city


def test_missing_answers_are_said_at_their_fields(qtbot, dialog, folder, jobs):
    start(qtbot, dialog, jobs)
    assert problem(dialog, "station") == "请选择这台电脑所在的单位。"
    assert dialog.focusWidget() is field(dialog, "station")
    field(dialog, "station").setCurrentIndex(1)
    assert problem(dialog, "station") == ""
    start(qtbot, dialog, jobs)
    assert (step(dialog), problem(dialog, "user")) == (1, "请填写使用人姓名。")
    assert dialog.focusWidget() is field(dialog, "user")
    assert not folder.exists()


@pytest.mark.parametrize("trouble", ["in the way", "taken"])
def test_refusal_is_shown_and_one_may_try_again(qtbot, tmp_path, jobs, trouble):
    target = tmp_path / "文件"
    if trouble == "in the way":
        target.write_text("", "utf-8")
        expected, target = "不能写入", target / "数据"
    else:
        create_folder(target, NewFolder("周庄镇"), system_clock)
        expected = "已经有数据"
    dialog = opened(qtbot, target, jobs)
    field(dialog, "station").setCurrentIndex(1)
    field(dialog, "user").setText("样例")
    choose_plain(qtbot, dialog)
    for name in ("next", "next"):
        press(qtbot, dialog, name)
    low = dialog.height()
    press(qtbot, dialog, "start")
    qtbot.waitUntil(lambda: not jobs.busy)
    banner = dialog.findChild(object, "trouble")
    assert banner.isVisible()
    assert expected in banner.findChild(QLabel, "sentence").text()
    assert dialog.height() > low, "the sentence has room"
    assert dialog.findChild(QPushButton, "start").isEnabled()
    assert dialog.isVisible()


def test_unforeseen_fault_goes_where_all_of_them_go(qtbot, monkeypatch, dialog, jobs):
    def broken(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(founding, "create_folder", broken)
    field(dialog, "station").setCurrentIndex(1)
    field(dialog, "user").setText("样例")
    choose_plain(qtbot, dialog)
    with qtbot.captureExceptions() as caught:
        start(qtbot, dialog, jobs)
    assert [kind for kind, *_ in caught] == [ZeroDivisionError]
    assert dialog.findChild(QPushButton, "start").isEnabled()


def test_stays_open_while_it_writes(qtbot, dialog, folder, jobs):
    field(dialog, "station").setCurrentIndex(1)
    field(dialog, "user").setText("样例")
    choose_plain(qtbot, dialog)
    for name in ("next", "next", "start"):
        press(qtbot, dialog, name)
    assert dialog.findChild(QPushButton, "start").text() == "正在建立…"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert holds_station(folder)


def test_large_type_is_on_the_first_step_and_fits_a_low_screen(qtbot, dialog, qapp):
    try:
        qtbot.mouseClick(dialog.findChild(QCheckBox, "large_type"), Qt.MouseButton.LeftButton)
        assert scaled(100) > 100
        assert pc_settings().large_type
        qtbot.waitUntil(lambda: dialog.width() > 700)
        assert dialog.height() < 700
    finally:
        apply_theme(qapp)


def test_the_practice_station_can_be_looked_at_before_anything_is_said(qtbot, dialog, folder):
    press(qtbot, dialog, "look_first")
    assert (dialog.made.goal, dialog.made.login) == (Goal.PRACTICE, None)
    assert not folder.exists()


def when_open(act):
    """Run `act` on the dialog once its own event loop runs."""
    QTimer.singleShot(0, lambda: act(QApplication.activeModalWidget()))


def test_closing_it_makes_nothing(qapp, folder):
    when_open(lambda dialog: dialog.close())
    assert ask_for_station(folder) is None
    assert not folder.exists()


def test_answering_it_makes_the_folder(qapp, folder):
    def answer(dialog):
        field(dialog, "station").setCurrentText("周庄镇")
        dialog.findChild(QLineEdit, "field_user").setText("样例")
        type_secret(dialog)
        for name in ("next", "next", "start"):
            dialog.findChild(QPushButton, name).click()

    when_open(answer)
    made = ask_for_station(folder)
    assert place_of(folder, made).station_name == "周庄镇"
