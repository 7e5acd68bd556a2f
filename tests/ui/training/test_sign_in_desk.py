import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton

from jyguide.errors import RuleError
from jyguide.training.session import Attendance
from tests.ui.training.classroom import a_session, attendance, people, type_text
from ui.widgets.reason_dialog import ReasonDialog

LEFT = Qt.MouseButton.LeftButton
PRESENT, LATE, LEAVE, ABSENT, UNKNOWN = (
    Attendance.PRESENT,
    Attendance.LATE,
    Attendance.LEAVE,
    Attendance.ABSENT,
    Attendance.UNKNOWN,
)


@pytest.fixture
def room(app):
    keys = people(app)
    return keys, a_session(app, keys)


@pytest.fixture
def page(app, room, open_page, rest):
    page = open_page(app)
    page._open(app.training.session(room[1]))
    rest()
    return page


@pytest.fixture
def door(page):
    return page.detail.sign_in_tab.door


@pytest.fixture
def panel(page):
    return page.detail.sign_in_tab.panel


@pytest.fixture
def type_in(qtbot, door):
    """Types into the field and presses the keys given after it."""

    def typed(text, *keys):
        type_text(qtbot, door.field, text)
        for key in keys:
            qtbot.keyClick(door.field, key)

    return typed


def line(door):
    return door.findChild(QLabel, "door_line").text()


def note(door):
    return door.findChild(QLabel, "door_note").text()


def _value(panel, name):
    return (
        next(one for one in panel._tiles() if one.objectName() == name)
        .findChild(QLabel, "value")
        .text()
    )


@pytest.fixture
def states(app, room):
    """How everybody of a name attended, as the database has it."""
    return lambda name: attendance(app, room[1])[name]


def test_the_field_has_the_keyboard_at_once(page, door):
    assert page.detail.sign_in_tab.isVisible()
    assert page.focusWidget() is door.field


def test_the_door_says_how_many_are_on_the_list_before_anything_is_typed(door, room):
    assert note(door).startswith("名单上有 ")


def test_a_queue_passes_by_keyboard_alone(app, room, door, panel, type_in, rest):
    for typed in ("oyh", "lixiaoming", "单", "zhaos", "张三"):
        type_in(typed, Qt.Key.Key_Return)
        assert door.field.text() == ""
    rest()
    present = [name for name, found in attendance(app, room[1]).items() if found == [PRESENT]]
    assert sorted(present) == sorted(["欧阳海", "李小明", "单晓红", "赵帅", "张三"])
    assert line(door) == "张三 已签到 09:00"
    recent = door.findChild(QLabel, "door_recent").text()
    assert recent == "刚才：张三 09:00　赵帅 09:00　单晓红 09:00"
    assert _value(panel, "count_came") == "5"
    assert _value(panel, "count_open") == "2"


def test_matches_appear_with_every_letter(door, type_in):
    type_in("z")
    assert door.matches.matches.rowCount() == 2
    type_in("h")
    assert [row.name for row in door.matches.matches.rows] == ["张三", "赵帅"]
    type_in("an")
    assert door.matches.marked.name == "张三"
    assert note(door) == "按回车为 张三 签到。"


def test_same_initials_sign_nobody_in_unseen(states, door, type_in, rest):
    type_in("zs", Qt.Key.Key_Return)
    rest()
    assert states("张三") == states("赵帅") == [UNKNOWN]
    assert line(door) == "请先选定是哪一位"
    assert door.field.text() == "zs"
    assert door.matches.marked is None
    assert note(door).startswith("有 2 人符合")


def test_arrow_then_enter_takes_the_highlighted_one(states, door, type_in, rest):
    type_in("zs", Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up)
    assert door.matches.marked.name == "张三"
    type_in("", Qt.Key.Key_Down, Qt.Key.Key_Return)
    rest()
    assert states("赵帅") == [PRESENT]
    assert states("张三") == [UNKNOWN]


def test_a_digit_picks_from_the_list(states, door, type_in, rest):
    type_in("zs2")
    rest()
    assert states("赵帅") == [PRESENT]
    assert door.field.text() == ""
    type_in("zs9")
    rest()
    assert states("张三") == [UNKNOWN]
    assert door.field.text() == "zs"


def test_two_of_one_name_are_told_apart_by_organisation(states, door, type_in, rest):
    type_in("王伟", Qt.Key.Key_Return)
    rest()
    assert states("王伟") == [UNKNOWN, UNKNOWN]
    shown = [door.matches.matches.index(at).data() for at in range(2)]
    assert "样板村党支部" in "".join(shown)
    assert "示例村党支部" in "".join(shown)
    type_in("1")
    rest()
    assert sorted(states("王伟")) == [UNKNOWN, PRESENT]
    type_in("王伟", Qt.Key.Key_Return)
    rest()
    assert sorted(states("王伟")) == [UNKNOWN, PRESENT]


def test_a_tail_of_the_phone_keeps_its_digits(states, type_in, rest):
    type_in("20000", Qt.Key.Key_Return)
    rest()
    assert states("李小明") == [PRESENT]


def test_a_click_signs_in(states, qtbot, door, type_in, rest):
    type_in("zs")
    place = door.matches.visualRect(door.matches.matches.index(0)).center()
    qtbot.mouseClick(door.matches.viewport(), LEFT, pos=place)
    rest()
    assert states("张三") == [PRESENT]
    assert door.field.hasFocus()


def test_signing_in_twice_keeps_the_first_time_and_says_so(states, door, type_in, rest):
    type_in("oyh", Qt.Key.Key_Return)
    rest()
    type_in("oyh", Qt.Key.Key_F8, Qt.Key.Key_Return)
    rest()
    assert states("欧阳海") == [PRESENT]
    assert line(door) == "欧阳海 09:00 已签到过"


def test_the_same_person_twice_before_the_first_is_written(states, door, desk, type_in, rest):
    gate = threading.Event()
    desk.jobs.start(lambda _progress, _cancel: gate.wait(20), lambda _job: None)
    type_in("oyh", Qt.Key.Key_Return)
    type_in("oyh", Qt.Key.Key_Return)
    assert line(door) == "欧阳海 已签到过"
    gate.set()
    rest()
    type_in("", Qt.Key.Key_F9, Qt.Key.Key_F9)
    rest()
    assert states("欧阳海") == [UNKNOWN]
    assert line(door) in ("没有可以撤销的签到", "已撤销 欧阳海 的签到")


def test_one_key_takes_back_the_last_then_the_one_before(states, door, panel, type_in, rest):
    type_in("oyh", Qt.Key.Key_Return)
    type_in("zhaos", Qt.Key.Key_Return)
    rest()
    type_in("", Qt.Key.Key_F9)
    rest()
    assert line(door) == "已撤销 赵帅 的签到"
    assert door.findChild(QLabel, "door_recent").text() == "刚才：欧阳海 09:00"
    assert states("赵帅") == [UNKNOWN]
    type_in("", Qt.Key.Key_F9)
    rest()
    assert states("欧阳海") == [UNKNOWN]
    type_in("", Qt.Key.Key_F9)
    assert line(door) == "没有可以撤销的签到"
    assert _value(panel, "count_came") == "0"


def test_ctrl_z_in_the_empty_field_takes_back_too(states, qtbot, door, type_in, rest):
    type_in("oyh", Qt.Key.Key_Return)
    rest()
    qtbot.keyClick(door.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    rest()
    assert states("欧阳海") == [UNKNOWN]


def test_taking_back_restores_what_was_known_before(states, app, room, page, type_in, rest):
    keys, session_id = room
    app.training.settle(session_id, [keys[6]], LEAVE, "公务")
    page.refresh()
    rest()
    type_in("oyh", Qt.Key.Key_Return)
    rest()
    assert states("欧阳海") == [PRESENT]
    type_in("", Qt.Key.Key_F9)
    rest()
    row = next(row for row in app.training.enrolments(session_id) if row.name == "欧阳海")
    assert (row.attendance, row.reason) == (LEAVE, "公务")


def test_late_is_a_key_and_stays_until_pressed_again(states, qtbot, door, panel, type_in, rest):
    type_in("", Qt.Key.Key_F8)
    type_in("oyh", Qt.Key.Key_Return)
    rest()
    assert line(door) == "欧阳海 迟到签到 09:00"
    assert states("欧阳海") == [LATE]
    qtbot.mouseClick(door.findChild(QPushButton, "door_late"), LEFT)
    type_in("zhaos", Qt.Key.Key_Return)
    rest()
    assert states("赵帅") == [PRESENT]
    assert _value(panel, "count_late") == "1"
    assert _value(panel, "count_came") == "2"


def test_esc_empties_the_field(door, type_in):
    type_in("zs", Qt.Key.Key_Escape)
    assert door.field.text() == ""
    assert door.matches.matches.rowCount() == 0


def test_somebody_not_on_the_list_is_enrolled_on_the_spot(states, qtbot, app, page, door, rest):
    people(app, ("新来的",))
    type_text(qtbot, door.field, "xld")
    qtbot.keyClick(door.field, Qt.Key.Key_Return)
    assert line(door) == "名单上没有这个人"
    qtbot.mouseClick(door.findChild(QPushButton, "door_enrol"), LEFT)
    rest()
    tab = page.detail.enrol_tab
    assert tab.isVisible()
    qtbot.waitUntil(lambda: [row.name for row in tab.candidates.shown_rows()] == ["新来的"])
    qtbot.keyClick(tab.candidates.bar.search, Qt.Key.Key_Return)
    qtbot.keyClick(tab.candidates.view, Qt.Key.Key_Return)
    rest()
    page.detail.tabs.setCurrentWidget(page.detail.sign_in_tab)
    type_text(qtbot, door.field, "xld")
    qtbot.keyClick(door.field, Qt.Key.Key_Return)
    rest()
    assert states("新来的") == [PRESENT]


def test_somebody_withdrawn_meanwhile_is_refused_and_cannot_be_undone(
    app, room, door, alerts, type_in, rest
):
    keys, session_id = room
    app.training.withdraw(session_id, [keys[6]])
    type_in("oyh", Qt.Key.Key_Return)
    rest()
    assert isinstance(alerts.take_error(), RuleError)
    type_in("", Qt.Key.Key_F9)
    assert line(door) == "没有可以撤销的签到"


def test_another_session_begins_with_a_clear_door(app, room, page, door, type_in, rest):
    type_in("oyh", Qt.Key.Key_Return)
    rest()
    other = a_session(app, room[0][:2], "另一期")
    page._open(app.training.session(other))
    rest()
    assert line(door) == "请输入姓名"
    type_in("", Qt.Key.Key_F9)
    rest()
    assert attendance(app, room[1])["欧阳海"] == [PRESENT]
    type_in("oyh")
    assert door.matches.matches.rowCount() == 0


def choose(panel, name):
    panel.table.select_rows(lambda row: row.name == name)


def menu(panel, text):
    actions = {action.text(): action for action in panel.table.make_menu().actions()}
    actions[text].trigger()


@pytest.mark.parametrize(("text", "state"), [("已到", PRESENT), ("迟到", LATE), ("缺席", ABSENT)])
def test_the_menu_sets_attendance(states, panel, rest, text, state):
    choose(panel, "张三")
    menu(panel, text)
    rest()
    assert states("张三") == [state]
    menu(panel, "未签到")
    rest()
    assert states("张三") == [UNKNOWN]


def test_leave_asks_for_the_reason(qtbot, app, room, page, panel, rest):
    choose(panel, "张三")
    menu(panel, "请假…")
    dialog = page.findChild(ReasonDialog)
    dialog.findChild(QComboBox, "reason").setEditText("参加评审")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    rest()
    row = next(row for row in app.training.enrolments(room[1]) if row.name == "张三")
    assert (row.attendance, row.reason) == (LEAVE, "参加评审")


def test_everybody_else_is_absent_after_asking(states, qtbot, panel, alerts, rest, type_in):
    type_in("oyh", Qt.Key.Key_Return)
    rest()
    alerts.answers = [False, True]
    qtbot.mouseClick(panel.findChild(QPushButton, "settle_rest"), LEFT)
    rest()
    assert states("张三") == [UNKNOWN]
    qtbot.mouseClick(panel.findChild(QPushButton, "settle_rest"), LEFT)
    rest()
    assert states("张三") == [ABSENT]
    assert states("欧阳海") == [PRESENT]
    assert _value(panel, "count_absent") == "6"
    assert not panel.findChild(QPushButton, "settle_rest").isEnabled()
    assert "6 人" in alerts.questions[0]


def test_phones_are_masked_on_screen(panel):
    phone = next(column for column in panel.table.model.columns if column.title == "电话")
    assert all(phone.text(row).count("*") == 4 for row in panel.table.rows())
