from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QLineEdit

from jyguide.access.role import Role
from jyguide.clock import system_clock
from jyguide.folder import NewFolder, create_folder
from jyguide.vault.key_file import is_protected
from jyguide.vault.login import log_in, login_names
from tests.ui.access.conftest import HEAD, INSTRUCTOR, READER, SECRETS, Hands
from ui.main import Window
from ui.printing.preview import PrintPreview
from ui.widgets import RowTable

NEW, NEWER = "taihu-90-xin", "huishan-11"


def confirm(hands, dialog, **texts):
    for name, text in texts.items():
        dialog.findChild(QLineEdit, f"field_{name}").setText(text)
    hands.press("confirm", dialog)
    hands.settle()


def open_dialog(hands, button):
    hands.press(button)
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog)]
    return next(one for one in found if one.isVisible())


def fill(dialog, **texts):
    for name, text in texts.items():
        dialog.findChild(QLineEdit, f"field_{name}").setText(text)


def table(hands):
    return hands.find(RowTable, "users")


def choose(hands, name):
    table(hands).select_rows(lambda row: row.name == name)


def row(hands, name):
    return next(one for one in table(hands).rows() if one.name == name)


def test_users_come_change_and_go_and_the_keys_with_them(hands, alerts):
    hands.log_in(HEAD)
    hands.show_tab("users_pane")
    dialog = open_dialog(hands, "add_user")
    confirm(hands, dialog)
    assert {one.text() for one in dialog.findChildren(QLabel, "problem")} >= {
        "请填写姓名。",
        "请选择身份。",
        "请输入口令。",
    }
    fill(dialog, name=INSTRUCTOR, secret=NEW, repeated=NEW)
    dialog.findChild(QComboBox, "field_role").setCurrentIndex(1)
    assert "录入和修改" in " ".join(one.text() for one in dialog.findChildren(QLabel, "note"))
    confirm(hands, dialog)
    assert "已经有名为" in alerts.take_error().message
    confirm(hands, dialog, name="李明")
    assert row(hands, "李明").role is Role.INSTRUCTOR
    offered = {one.name for one in login_names(hands.window.folder)}
    assert {HEAD, INSTRUCTOR, "李明"} <= offered, "this PC knows them, the folder does not"

    choose(hands, "李明")
    dialog = open_dialog(hands, "set_role")
    dialog.findChild(QComboBox, "field_role").setCurrentIndex(0)
    confirm(hands, dialog)
    assert row(hands, "李明").role is Role.STATION_HEAD

    choose(hands, "李明")
    dialog = open_dialog(hands, "secret")
    confirm(hands, dialog, secret=NEWER, repeated=NEWER)
    assert log_in(hands.window.folder, row(hands, "李明").id, NEWER, system_clock)


def test_who_is_removed_opens_nothing_that_comes_later(hands, alerts):
    hands.log_in(HEAD)
    hands.show_tab("users_pane")
    choose(hands, READER)
    former = hands.window.app
    alerts.answers = [True, True]
    hands.press("remove")
    hands.qtbot.waitUntil(lambda: hands.window.app not in (None, former), timeout=20_000)
    hands.settle()
    assert "移除使用人" in alerts.questions[0]
    assert "更换密钥" in alerts.questions[1]
    ring = hands.window.presence.login.ring
    assert ring.database[0] != former.place.vault.ring.database[0]
    hands.show_tab("users_pane")
    assert row(hands, READER).role is None
    assert hands.window.app.people.people() == []


def test_ones_own_secret_is_changed_with_the_old_one(hands):
    hands.log_in(INSTRUCTOR)
    (action,) = [
        one
        for one in hands.window.presence.who.menu().actions()
        if one.objectName() == "change_secret"
    ]
    action.trigger()
    dialog = hands.window.shell.findChild(QDialog, "own_secret")
    confirm(hands, dialog, old="not-mine-1", secret=NEW, repeated=NEW)
    problems = [one.text() for one in dialog.findChildren(QLabel, "problem") if one.isVisible()]
    assert problems == ["现在的口令不对，没有更换。请核对大小写和输入法。"]
    fill(dialog, old=SECRETS[INSTRUCTOR])
    hands.qtbot.keyClick(dialog.findChild(QLineEdit, "field_repeated"), Qt.Key.Key_Return)
    hands.settle()
    assert log_in(hands.window.folder, hands.window.app.permits.user_id, NEW, system_clock)


def test_a_plain_folder_is_shut_from_the_page(qtbot, alerts, tmp_path):
    create_folder(tmp_path / "plain", NewFolder("周庄镇", user=HEAD), system_clock)
    window = Window(tmp_path / "plain", alerts)
    window.shell.show()
    window.open(alerts.report)
    hands = Hands(qtbot, window)
    qtbot.waitUntil(lambda: window.app is not None, timeout=20_000)
    hands.settle()
    assert "未加密" in window.presence.who.text()
    former = window.app
    (action,) = window.presence.who.menu().actions()
    action.trigger()
    hands.settle()
    dialog = open_dialog(hands, "protect")
    fill(dialog, secret=NEW, repeated=NEW)
    hands.press("confirm", dialog)
    qtbot.waitUntil(lambda: window.app not in (None, former), timeout=20_000)
    hands.settle()
    assert is_protected(window.folder)
    assert window.presence.who.text() == f"{HEAD}（站长）"
    window.shell.hide()
    window.close()
    window.shell.deleteLater()


def test_a_slip_is_offered_at_the_first_start_and_is_hidden_by_the_lock(qtbot, alerts, shut):
    (who,) = [one for one in login_names(shut) if one.name == HEAD]
    window = Window(shut, alerts)
    window.shell.show()
    window.open(alerts.report, log_in(shut, who.user_id, SECRETS[HEAD], system_clock))
    hands = Hands(qtbot, window)
    qtbot.waitUntil(lambda: window.app is not None, timeout=20_000)
    hands.settle()
    hands.press("toast_action")
    hands.settle()
    (preview,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, PrintPreview)]
    assert len(preview.pages) == 1
    window.presence.lock()
    hands.settle()
    assert not preview.isVisible(), "it names who works here"
    hands.try_secret(SECRETS[HEAD])
    assert preview.isVisible()
    preview.close()
    hands.show_tab("users_pane")
    choose(hands, INSTRUCTOR)
    hands.press("slip")
    hands.settle()
    (preview,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, PrintPreview)]
    assert INSTRUCTOR in preview.windowTitle()
    preview.close()
    window.shell.hide()
    window.close()
    window.shell.deleteLater()
