"""Help as it is used: F1 on a tab and in a dialog, searching, going back, printing, news."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QPushButton, QTabWidget, QVBoxLayout, QWidget

from jyguide.release import release
from jyguide.settings.pc import keep_pc_settings, pc_settings
from ui.commands import Command, Menu
from ui.commands.help import HelpKeys, offer_help
from ui.help.topic import HELP_TOPIC
from ui.page import Page
from ui.printing.preview import PrintPreview
from ui.shell import Shell


class Training(Page):
    name, title = "training", "培训"

    def __init__(self):
        super().__init__()
        self.tabs = QTabWidget()
        for title in ("培训班", "学时"):
            self.tabs.addTab(QPushButton(title), title)
        self.layout_.addWidget(self.tabs)


class Window:
    """What the commands of help ask of the program's window."""

    def __init__(self, desk):
        self.desk = desk
        self.shell = Shell("暨阳指导", "周庄镇", desk.jobs, desk.alerts, desk.changes)


@pytest.fixture
def window(qtbot, desk):
    keep_pc_settings(seen_release="0.0.9")
    made = Window(desk)
    qtbot.addWidget(made.shell)
    offer_help(made)
    made.shell.add_page(Training())
    made.shell.open_pages("周庄镇")
    with qtbot.waitExposed(made.shell):
        made.shell.show()
    made.shell.activateWindow()
    yield made
    made.shell.hide()


@pytest.fixture
def opener(window):
    return window.shell.findChild(HelpKeys).opener


def test_help_is_where_one_is(qtbot, window, opener):
    window.shell.current_page.tabs.setCurrentIndex(1)
    qtbot.keyClick(window.shell, Qt.Key.Key_F1)
    shown = opener.window
    assert shown.isVisible()
    assert shown.topic == "training:学时"
    assert "按现在进度能达标" in shown.text.toPlainText()
    assert shown.text.verticalScrollBar().value() > 0
    assert shown.contents.tree.currentItem().text(0) == "学时"
    qtbot.waitUntil(lambda: not shown.text.pictures_waiting)

    dialog = QDialog(window.shell.current_page)
    dialog.setProperty(HELP_TOPIC, "people:查重")
    field = QPushButton("合并")
    QVBoxLayout(dialog).addWidget(field)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog, Qt.Key.Key_F1)
    assert shown.topic == "people:查重"
    dialog.reject()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    qtbot.keyClick(shown, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shown.topic == "training:学时"


def test_words_are_looked_for_and_chapters_printed(qtbot, opener):
    shown = opener.window
    opener.open_manual()
    qtbot.waitUntil(shown.isActiveWindow)
    qtbot.keyClick(shown, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(shown.search, "f9")
    assert shown.contents.found.count() == 3
    qtbot.keyClick(shown.search, Qt.Key.Key_Return)
    assert shown.topic == "training:签到"
    shown.search.setText("没有这样的词")
    assert shown.contents.findChild(QWidget, "help_nothing_state").isVisible()
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert shown.search.text() == ""
    shown.open_at("stick")
    shown.findChild(QAction, "help_print_chapter").trigger()
    preview = shown.findChild(PrintPreview)
    qtbot.waitUntil(lambda: len(preview.pages) == 1)
    preview.reject()
    shown.text.picture_wanted.emit("sign-in.png")
    picture = shown.findChild(QDialog, "help_picture")
    qtbot.keyClick(picture, Qt.Key.Key_Escape)
    assert not picture.isVisible()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()
    assert pc_settings().help_window


def test_keys_about_and_news_are_in_the_menu(qtbot, window, opener):
    commands = window.shell.commands
    undo = commands.add(Command("undo", "撤销", lambda: None, Menu.EDIT, keys=("Ctrl+Z",)))
    undo.setText("撤销 新增人员“王伟”")
    commands.add(Command("save", "保存", lambda: None, Menu.FILE)).setText("保存\tCtrl+S")
    commands.action("keys").trigger()
    keys = opener.window.text.toPlainText().partition("从哪里开始")[0].split()
    assert keys[keys.index("本页帮助") + 1] == "F1"
    assert keys[keys.index("撤销") + 1] == "Ctrl+Z"
    assert keys[keys.index("保存") + 1] == "Ctrl+S"
    assert "王伟" not in opener.window.text.toPlainText()
    commands.action("about").trigger()
    assert "LGPL-3.0" in opener.window.text.toPlainText()
    commands.action("news").trigger()
    assert "这一版的新内容" in opener.window.text.toPlainText()
    commands.action("manual").trigger()
    window.shell.hide()
    assert not opener.window.isVisible()


def test_news_are_told_once(qtbot, window, desk, opener):
    desk.load(window.shell, lambda: None, lambda _: None)
    button = window.shell.findChild(QPushButton, "toast_action")
    qtbot.waitUntil(button.isVisible)
    assert window.shell.toast.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert opener.window.topic == "news"
    assert pc_settings().seen_release == release()
    again = Window(desk)
    qtbot.addWidget(again.shell)
    offer_help(again)
    desk.load(again.shell, lambda: None, lambda _: None)
    with qtbot.waitSignals([desk.jobs.idle] * 2):
        pass
    assert again.shell.toast.isHidden()
