"""Being let in: three steps that may lie days apart."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from jyguide.errors import RuleError
from tests.ui.sync.fakes import CODE, FakeDevices, FakeSync
from ui.sync.page import _FIRST_JOIN

DIGITS = CODE.replace(" ", "")


@pytest.fixture
def new(open_page, station_place, history):
    """The page on a PC that the city does not know yet."""
    sync = FakeSync(enrolled=False)
    hands = open_page(station_place, sync, FakeDevices(sync=sync), history)
    hands.devices = hands.page._tools.devices
    return hands


def join(hands):
    return hands.find(QAbstractButton, "join")


def test_the_page_leads_through_the_steps(new):
    assert new.sees("enrol_intro")
    assert not new.sees("sync_tabs")
    assert new.text("request_file") == "写出申请以后，号码显示在这里。"
    assert not join(new).isEnabled()


def test_the_request_is_written_and_its_code_shown_large(new, alerts, tmp_path):
    alerts.files = [tmp_path / "申请.jyreq"]
    new.click("write_request")
    assert alerts.suggested == ["周庄镇 A机 入网申请.jyreq"]
    assert new.text("request_code").split() == CODE.split()
    assert new.text("request_code").count("\n") == 1
    assert new.text("request_file") == "申请文件：申请.jyreq"


def test_nothing_is_written_when_the_user_thinks_better_of_it(new, alerts):
    alerts.files = [None, None, None]
    for name in ("write_request", "open_request", "choose_file"):
        new.click(name)
    assert new.devices.asked == []


def test_a_file_that_is_no_request_has_no_code(new, alerts, tmp_path):
    (tmp_path / "别的.jyreq").write_bytes(b"JYREQ1\nnothing")
    alerts.files = [tmp_path / "别的.jyreq"]
    new.click("open_request")
    assert "不是有效的入网申请" in alerts.take_error().message
    assert new.text("request_code") == ""


def test_the_reply_and_the_code_let_this_pc_in(new, alerts, tmp_path):
    reply = tmp_path / "批复.jycert"
    alerts.files = [reply]
    new.click("choose_file")
    assert new.text("reply_file") == "批复.jycert"
    new.type("reply_code", DIGITS[:-1])
    assert not join(new).isEnabled()
    new.qtbot.keyClicks(new.find(QLineEdit, "reply_code"), DIGITS[-1])
    new.key(Qt.Key.Key_Return)
    assert new.devices.asked == [("join", reply, DIGITS)]
    assert new.toast() == "周庄镇 A 机已入网，现在可以和市级交换数据了。"
    assert new.sees("sync_tabs")


def test_a_wrong_code_is_told_and_can_be_typed_again(new, tmp_path, alerts):
    new.devices.failure = RuleError("校验码对不上，没有采用这份批复。")
    (tmp_path / "批复.jycert").touch()
    assert new.drop(new.page, tmp_path / "批复.jycert")
    new.type("reply_code", DIGITS)
    new.click("join")
    assert alerts.take_error() is new.devices.failure
    assert new.sees("enrol_intro")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("12345678", "1234 5678"),
        ("1234-56 78", "1234 5678"),
        ("１２３４５", "1234 5"),
        ("1234 5678 9012 3456 7890 1234 99", CODE),
        ("a1b2", "12"),
    ],
)
def test_codes_are_drawn_in_groups_however_they_are_typed(new, typed, shown):
    field = new.find(QLineEdit, "reply_code")
    field.setFocus()
    field.clear()
    field.insert(typed)
    field.textEdited.emit(field.text())
    assert field.text() == shown


def test_a_correction_inside_leaves_the_rest_alone(new):
    new.type("reply_code", "123456789012")
    field = new.find(QLineEdit, "reply_code")
    field.setCursorPosition(2)
    new.qtbot.keyClick(field, Qt.Key.Key_Backspace)
    assert field.text() == "134 5678 9012"
    assert field.cursorPosition() == 1


def test_bundles_wait_until_this_pc_is_in(new, tmp_path, alerts):
    (tmp_path / "一.jysync").touch()
    new.drop(new.page, tmp_path / "一.jysync")
    assert alerts.sentences == [_FIRST_JOIN]


def test_a_pc_that_lost_its_key_asks_anew(station, devices, alerts, tmp_path):
    station.tab(3)
    station.click("enrol_again")
    alerts.files = [tmp_path / "批复.jycert"]
    station.click("choose_file")
    station.type("reply_code", DIGITS)
    station.click("join")
    assert devices.asked[-1][0] == "join"
    assert station.dialog() is None


def test_asking_anew_can_be_left(station):
    station.tab(3)
    station.click("enrol_again")
    station.click("close")
    assert station.dialog() is None
