"""The city at the page of the exchange: the board, and the PCs it has let in."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit

from jyguide.errors import RuleError
from jyguide.sync.row import Total
from tests.ui.sync.fakes import CODE, an_office

DIGITS = CODE.replace(" ", "")


def column(hands, title, name="board"):
    at = [one.title for one in hands.table(name).model.columns].index(title)
    return [row[at] for row in hands.rows(name)]


def sort_by(hands, title):
    table = hands.table("board")
    at = [one.title for one in table.model.columns].index(title)
    head = table.view.horizontalHeader()
    place = head.sectionViewportPosition(at) + head.sectionSize(at) // 2
    hands.qtbot.mouseClick(
        head.viewport(), Qt.MouseButton.LeftButton, pos=head.rect().center().__class__(place, 10)
    )


def test_the_board_shows_all_stations(city):
    assert city.tab_titles() == ["各站情况", "需要您看一下", "暂存和未采纳", "电脑与凭证"]
    assert len(city.rows("board")) == 18
    assert city.rows("board")[6] == [
        "青阳镇",
        "1",
        "第9号 11-18",
        "4–5、7",
        "第17号 11-20",
        "1–3、6",
        "一致",
        "2",
    ]
    assert city.rows("board")[14][:3] == ["新桥镇", "未入网", ""]
    assert column(city, "两边数据")[3] == "不一致"
    assert city.text("board_sentence").startswith("18 个站：正常 13 个")


def test_the_board_is_sorted_by_any_column(city):
    sort_by(city, "未报天数")
    assert column(city, "未报天数")[-3:] == ["41", "", ""]
    sort_by(city, "未报天数")
    assert column(city, "站名")[0] == "利港街道"


def test_the_board_is_narrowed_to_what_needs_looking_at(city):
    choice = city.find(QComboBox, "choice_state")
    choice.setCurrentIndex(choice.findText("有缺号"))
    assert column(city, "站名") == ["青阳镇"]


def test_a_station_in_detail_with_both_totals(city):
    city.click_row("board", 3)
    assert city.text("office_name") == "南闸街道"
    assert city.text("office_state") == "数据不一致"
    assert city.rows("office_totals")[2] == ["报名与签到", "800", "798", "+2"]
    city.key(Qt.Key.Key_Down)
    assert city.text("office_name") == "云亭街道"


def test_a_station_that_has_not_been_let_in_gets_no_file(city):
    city.click_row("board", 14)
    assert city.text("office_state") == "未入网"
    assert not city.find(QAbstractButton, "export_one").isEnabled()


@pytest.mark.parametrize(
    ("totals", "agrees"),
    [
        ((Total("人员", 3, 3), Total("培训", 1, None)), True),
        ((Total("人员", 3, 2),), False),
        ((Total("人员", 3, None),), None),
    ],
)
def test_sides_agree_where_both_have_said(totals, agrees):
    assert an_office(totals=totals).agrees is agrees


def test_letting_a_pc_in(city, devices, alerts, tmp_path):
    request, reply = tmp_path / "x.jyreq", tmp_path / "批复.jycert"
    city.tab(3)
    city.click("accept")
    alerts.files = [request, reply]
    city.click("choose_file")
    assert city.text("who") == "新桥镇 A 机申请入网"
    agree = city.find(QAbstractButton, "accept_now")
    city.type("typed_code", "1234-5678 9012")
    assert not agree.isEnabled()
    city.type("typed_code", DIGITS)
    assert city.find(QLineEdit, "typed_code").text() == CODE
    city.click("accept_now")
    assert alerts.suggested == ["新桥镇 A机 入网批复.jycert"]
    assert devices.asked == [("accept", request, DIGITS, reply)]
    assert city.text("reply_code").split() == CODE[::-1].split()
    city.click("close")
    assert city.dialog() is None


def test_a_code_that_does_not_fit_lets_nobody_in(city, devices, alerts, tmp_path):
    city.tab(3)
    city.click("accept")
    alerts.files = [tmp_path / "x.jyreq", tmp_path / "批复.jycert"]
    city.click("choose_file")
    city.type("typed_code", DIGITS)
    devices.failure = RuleError("校验码对不上，没有采用这份申请。")
    city.click("accept_now")
    assert alerts.take_error() is devices.failure
    assert not city.sees("reply_code")
    assert city.find(QLineEdit, "typed_code").text() == CODE


def test_a_request_is_dropped_on_the_page(city, tmp_path):
    (tmp_path / "新桥镇 A机 入网申请(1).jyreq").touch()
    assert city.drop(city.page, tmp_path / "新桥镇 A机 入网申请(1).jyreq")
    assert city.text("who") == "新桥镇 A 机申请入网"


def test_stopping_a_pc_takes_a_reason(city, devices):
    city.tab(3)
    city.click_row("devices", 1)
    city.press("revoke")
    assert city.text("question") == "停用澄江街道 A 机？"
    agree = city.find(QAbstractButton, "agree")
    assert not agree.isEnabled()
    city.find(QComboBox, "reason").setCurrentText("电脑报废")
    city.click("agree")
    assert devices.asked == [("revoke", devices.rows[1].id, "电脑报废")]
    assert city.toast() == "已停用澄江街道 A 机；各站导入下一份市级文件后生效。"


def test_the_citys_own_pc_cannot_be_stopped(city):
    city.tab(3)
    city.click_row("devices", 0)
    assert not city.find(QAbstractButton, "revoke").isEnabled()
    city.key(Qt.Key.Key_Delete)
    assert city.dialog() is None


def test_delete_asks_for_the_reason_too(city):
    city.tab(3)
    city.click_row("devices", 1)
    city.key(Qt.Key.Key_Delete)
    assert city.text("question") == "停用澄江街道 A 机？"


def test_the_recovery_file_takes_a_passphrase_typed_twice(city, devices, alerts, tmp_path):
    city.tab(3)
    city.trigger("write_recovery")
    city.type("passphrase", "short")
    city.press("agree")
    assert "太短" in city.text("problem")
    city.type("passphrase", "long enough")
    city.type("repeated", "something else")
    city.press("agree")
    city.type("repeated", "long enough")
    alerts.files = [tmp_path / "恢复.jyrecovery"]
    city.click("agree")
    assert devices.asked == [("write_recovery", tmp_path / "恢复.jyrecovery", "long enough")]
    assert "恢复.jyrecovery" in city.toast()


def test_the_passphrase_can_be_looked_at(city):
    city.tab(3)
    city.trigger("write_recovery")
    field = city.find(QLineEdit, "passphrase")
    assert field.echoMode() is QLineEdit.EchoMode.Password
    city.press("reveal")
    assert field.echoMode() is QLineEdit.EchoMode.Normal
    city.press("cancel")
    assert city.dialog() is None


def test_a_new_pc_becomes_the_city(city, devices, alerts, tmp_path):
    city.tab(3)
    alerts.files = [tmp_path / "恢复.jyrecovery"]
    city.trigger("restore_recovery")
    city.press("agree")
    assert devices.asked == []
    city.type("passphrase", "long enough")
    city.click("agree")
    assert devices.asked == [("restore_recovery", tmp_path / "恢复.jyrecovery", "long enough")]


def test_no_file_no_recovery(city, devices, alerts):
    city.tab(3)
    alerts.files = [None]
    city.trigger("restore_recovery")
    assert city.dialog() is None
    city.trigger("write_recovery")
    city.type("passphrase", "long enough")
    city.type("repeated", "long enough")
    alerts.files = [None]
    city.click("agree")
    assert devices.asked == []


def test_before_it_is_known_how_things_stand_nothing_can_be_begun(
    open_page, city_place, sync, devices, history, desk
):
    asked = threading.Event()
    desk.jobs.start(lambda _progress, _cancel: asked.wait(20), lambda _job: None)
    hands = open_page(city_place, sync, devices, history, wait=False)
    assert not hands.find(QAbstractButton, "import_files").isEnabled()
    assert not hands.find(QAbstractButton, "export_everyone").isEnabled()
    asked.set()
    hands.settle()
    assert hands.find(QAbstractButton, "import_files").isEnabled()


def test_the_citys_page_is_its_board_even_when_its_key_is_lost(city, sync):
    sync.enrolled = False
    city.page.refresh()
    city.settle()
    assert city.sees("sync_tabs")
    assert not city.sees("enrol_intro")
