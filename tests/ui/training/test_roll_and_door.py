"""Many enrolled at once, codes at the door, the screen, and the sheet keyed in."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton

from jyguide.people.person_code import person_code
from jyguide.training.session import Attendance
from tests.ui.training.classroom import a_person, a_plan, attendance, people, type_text
from ui.screens import Screens
from ui.training.attendance_dialog import AttendanceDialog
from ui.training.credit_dialog import CreditDialog
from ui.training.enrolling.dialog import EnrolManyDialog
from ui.training.guest_dialog import GuestDialog
from ui.widgets.reason_dialog import ReasonDialog

LEFT = Qt.MouseButton.LeftButton
PRESENT, LATE, LEAVE, ABSENT, UNKNOWN = (
    Attendance.PRESENT,
    Attendance.LATE,
    Attendance.LEAVE,
    Attendance.ABSENT,
    Attendance.UNKNOWN,
)
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


class TwoScreens(Screens):
    """A projector beside the screen at which somebody works."""

    filled = None

    def beside(self, window):
        return "projector"

    def fill(self, window, screen):
        self.filled = screen
        window.show()


def press(qtbot, inside, name):
    qtbot.mouseClick(inside.findChild(QPushButton, name), LEFT)


@pytest.fixture
def room(app):
    """Seven people; a session that began at 8:45, with the first five of them."""
    keys = people(app)
    session = app.training.plan(a_plan(starts_at=8 * 60 + 45))
    app.training.enrol(session, keys[:5])
    return keys, session


@pytest.fixture
def page(app, room, open_page, rest):
    page = open_page(app)
    page._open(app.training.session(room[1]))
    rest()
    return page


def test_a_pasted_list_asks_about_namesakes_and_names_who_is_unknown(qtbot, app, room, page, rest):
    keys, session = room
    app.training.enrol(app.training.plan(a_plan("另一期")), [keys[6]])
    tab = page.detail.enrol_tab
    page.detail.tabs.setCurrentWidget(tab)
    press(qtbot, tab, "add_many")
    rest()
    dialog = tab.findChild(EnrolManyDialog)
    dialog.sources.setCurrentIndex(2)
    dialog.findChild(QPlainTextEdit, "by_list").setPlainText("欧阳海\n王伟\n查无此人\n张三")
    press(qtbot, dialog, "read_list")
    rest()
    remarks = {(row.person.name, row.remark, row.wanted) for row in dialog.table.rows()}
    assert remarks == {
        ("欧阳海", "同日另有：另一期", True),
        ("王伟", "已在名单", False),
        ("王伟", "有 2 位王伟，按空格选定", False),
        ("张三", "已在名单", False),
    }
    assert "查无此人" in dialog.findChild(QLabel, "unknown").text()
    assert dialog.findChild(QPushButton, "take").text() == "加入 1 人"
    dialog.table.select_rows(lambda row: row.person.id == keys[5])
    dialog.table.view.setFocus()
    qtbot.keyClick(dialog.table.view, Qt.Key.Key_Space)
    with qtbot.waitSignal(page.notice) as told:
        press(qtbot, dialog, "take")
    rest()
    assert told.args[0].sentence == "已把 2 人加入报名名单。其中 1 人同日另有培训。"
    assert app.training.session(session).enrolled == 7
    told.args[0].action()
    rest()
    assert app.training.session(session).enrolled == 5


def test_a_scanner_signs_in_late_by_the_clock_and_enrols_strangers_and_guests(
    qtbot, app, room, page, rest
):
    keys, session = room
    door = page.detail.sign_in_tab.door
    line = door.findChild(QLabel, "door_line")

    def scan(key, table=None, left=""):
        code = person_code(key)
        type_text(qtbot, door.field, left + (code.translate(table) if table else code))
        qtbot.keyClick(door.field, Qt.Key.Key_Return)

    scan(keys[0])
    scan(keys[1], FULL_WIDTH)
    rest()
    assert line.text() == "赵帅 迟到签到 09:00"
    scan(keys[0], left="zs")  # what somebody typed before; both who fit could be picked
    assert line.text() == "张三 09:00 已签到过"
    qtbot.keyClick(door.field, Qt.Key.Key_F8)
    scan(keys[2])
    rest()
    type_text(qtbot, door.field, person_code(keys[3])[:-1] + "x")
    qtbot.keyClick(door.field, Qt.Key.Key_Return)
    assert line.text() == "二维码没有读对，请再扫一次"
    scan(keys[6])
    rest()
    assert "欧阳海 不在名单上" in line.text()
    qtbot.keyClick(door.field, Qt.Key.Key_Return)
    rest()
    press(qtbot, door, "door_guest")
    type_text(qtbot, page.findChild(GuestDialog).findChild(QLineEdit, "guest_name"), "来宾甲")
    press(qtbot, page.findChild(GuestDialog), "confirm")
    rest()
    found = attendance(app, session)
    assert {name: states for name, states in found.items() if states != [UNKNOWN]} == {
        "张三": [LATE],
        "赵帅": [LATE],
        "李小明": [PRESENT],
        "欧阳海": [PRESENT],
        "来宾甲": [PRESENT],
    }


def test_the_screen_at_the_door_counts_signs_in_and_hides_phones(qtbot, app, room, page, rest):
    keys, session = room
    tab = page.detail.sign_in_tab
    tab.screens = TwoScreens()
    press(qtbot, tab.panel, "open_door")
    assert tab.screens.filled == "projector"
    screen = tab.screen_
    qtbot.addWidget(screen)
    assert screen.findChild(QLabel, "screen_count").text() == "0 / 5"
    type_text(qtbot, screen.door.field, "zs")
    shown = [screen.door.matches.matches.index(at).data() for at in range(2)]
    assert not any("尾号" in line for line in shown)
    qtbot.keyClick(screen.door.field, Qt.Key.Key_1)
    rest()
    assert screen.findChild(QLabel, "screen_count").text() == "1 / 5"
    assert screen.findChild(QLabel, "screen_last").text() == "张三　09:00"
    type_text(qtbot, screen.door.field, person_code(keys[6]))
    qtbot.keyClick(screen.door.field, Qt.Key.Key_Return)
    rest()
    assert "请到工作人员处登记" in screen.door.findChild(QLabel, "door_line").text()
    qtbot.keyClick(screen.door.field, Qt.Key.Key_Escape)
    assert tab.screen_ is None
    assert app.training.session(session).enrolled == 5


@pytest.fixture
def yesterday(app, page, rest):
    """A session that is over, of which nothing is known yet."""
    day = date(2026, 11, 19)
    session = app.training.plan(a_plan("昨天", starts_on=day, ends_on=day))
    names = ("甲一", "乙二", "丙三", "丁四", "戊五")
    people_ = [a_person(app, at, name) for at, name in enumerate(names, 20)]
    app.training.enrol(session, people_)
    page._open(app.training.session(session))
    rest()
    return session


def test_the_sheet_is_keyed_in_pasted_and_kept_at_once(qtbot, app, yesterday, page, alerts, rest):
    press(qtbot, page.detail.sign_in_tab.panel, "open_grid")
    rest()
    dialog = page.findChild(AttendanceDialog)
    names = [row.name for row in dialog.model.rows]
    for key in (Qt.Key.Key_Space, Qt.Key.Key_L, Qt.Key.Key_4, Qt.Key.Key_K):
        qtbot.keyClick(dialog.view, key)
    QApplication.clipboard().setText(f"{names[2]}\t请假\t公务\n9\t到")
    alerts.answers = [True]
    qtbot.keyClick(dialog.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, dialog, "rest_absent")
    qtbot.keyClick(dialog.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    dialog.view.selectAll()
    qtbot.keyClick(dialog.view, Qt.Key.Key_B)
    qtbot.keyClick(dialog.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, dialog, "rest_present")
    assert dialog.findChild(QPushButton, "save").text() == "保存 5 人"
    with qtbot.waitSignal(page.notice) as told:
        press(qtbot, dialog, "save")
    rest()
    states = [row.attendance for row in app.training.enrolments(yesterday)]
    assert states == [PRESENT, LATE, LEAVE, ABSENT, PRESENT]
    assert "已登记 5 人" in told.args[0].sentence
    told.args[0].action()
    rest()
    assert {row.attendance for row in app.training.enrolments(yesterday)} == {UNKNOWN}


def test_a_correction_after_the_end_and_own_credit_ask_for_a_reason(
    qtbot, app, yesterday, page, rest
):
    app.training.settle_rest(yesterday, ABSENT)
    page.refresh()
    rest()
    table = page.detail.sign_in_tab.panel.table
    table.select_rows(lambda row: row.name == "丁四")
    {one.text(): one for one in table.make_menu().actions()}["补训"].trigger()
    reason = page.findChild(ReasonDialog)
    reason._reason.setEditText("")
    press(qtbot, reason, "agree")
    assert reason.isVisible()
    reason._reason.setEditText("次日补课")
    press(qtbot, reason, "agree")
    rest()
    {one.text(): one for one in table.make_menu().actions()}["认定学时…"].trigger()
    credit = page.findChild(CreditDialog)
    credit._hours.setValue(4)
    press(qtbot, credit, "confirm")
    assert credit.isVisible()
    credit._reason.setText("补了半天")
    press(qtbot, credit, "confirm")
    rest()
    (row,) = [row for row in app.training.enrolments(yesterday) if row.name == "丁四"]
    assert (row.attendance, row.reason) == (Attendance.MADE_UP, "次日补课")
    assert (row.credited_hours, row.credited_days, row.credit_reason) == (40, 10, "补了半天")
