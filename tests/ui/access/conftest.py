"""A shut station with one user of each role, made once and copied."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QPushButton

from jyguide.access.role import Role
from jyguide.app import open_application
from jyguide.clock import system_clock
from jyguide.folder import NewFolder, create_folder
from jyguide.vault.login import log_in, login_names
from ui.main import Window

HEAD, INSTRUCTOR, READER, INVIGILATOR = "王建国", "张秀英", "阿卜杜拉·买买提", "𠮷田芳"
SECRETS = {
    HEAD: "chunfeng-12",
    INSTRUCTOR: "mingyue-34",
    READER: "jiangnan-56",
    INVIGILATOR: "lu-an-78!",
}
ROLES = {
    INSTRUCTOR: Role.INSTRUCTOR,
    READER: Role.READ_ONLY,
    INVIGILATOR: Role.INVIGILATOR,
}


@pytest.fixture(scope="session")
def shut_made(tmp_path_factory, pc_states):
    folder = tmp_path_factory.mktemp("shut") / "station"
    with pc_states.shared():
        create_folder(folder, NewFolder("周庄镇", user=HEAD, secret=SECRETS[HEAD]), system_clock)
        (one,) = login_names(folder)
        login = log_in(folder, one.user_id, SECRETS[HEAD], system_clock)
        app = open_application(folder, login=login)
        for name, role in ROLES.items():
            app.users.add(name, role, SECRETS[name])
        app.close()
    return folder


@pytest.fixture
def shut(shut_made, tmp_path):
    return shutil.copytree(shut_made, tmp_path / "shut")


class Hands:
    """Somebody at the window: what he types and clicks."""

    def __init__(self, qtbot, window):
        self.qtbot = qtbot
        self.window = window

    def find(self, kind, name, inside=None):
        found = (inside or self.window.shell).findChildren(kind, name)
        return next(one for one in found if one.isVisible())

    def press(self, name, inside=None):
        self.qtbot.mouseClick(self.find(QPushButton, name, inside), Qt.MouseButton.LeftButton)

    def settle(self):
        jobs, presence = self.window.desk.jobs, self.window.presence
        self.qtbot.waitUntil(lambda: not (jobs.busy or presence.trying), timeout=20_000)

    def choose(self, name):
        names = self.find(QListWidget, "login_names")
        field = self.find(QLineEdit, "field_secret")
        for _ in range(names.count()):
            if names.currentItem().text() == name:
                return
            last = names.currentRow() == names.count() - 1
            key = Qt.Key.Key_Home if last else Qt.Key.Key_Down
            self.qtbot.keyClick(names if last else field, key)
        assert names.currentItem().text() == name

    def try_secret(self, secret):
        self.type_secret(secret)
        self.settle()

    def type_secret(self, secret):
        field = self.find(QLineEdit, "field_secret")
        field.setFocus()
        self.qtbot.keyClicks(field, secret)
        self.qtbot.keyClick(field, Qt.Key.Key_Return)

    def log_in(self, name):
        self.settle()
        shown = [w.text() for w in self._items()]
        self.choose(name if name in shown else f"{name[0]}**")
        self.try_secret(SECRETS[name])
        self.qtbot.waitUntil(lambda: self.window.app is not None, timeout=20_000)
        self.settle()

    def show_tab(self, name):
        self.window.shell.show_page("access")
        self.window.shell.current_page.tabs.show_tab(name)
        self.settle()

    def _items(self):
        names = self.find(QListWidget, "login_names")
        return [names.item(at) for at in range(names.count())]


@pytest.fixture
def hands(qtbot, alerts, shut):
    """The window over the shut folder, at its login."""
    window = Window(shut, alerts)
    window.shell.show()
    window.open(alerts.report)
    made = Hands(qtbot, window)
    made.settle()
    yield made
    window.shell.hide()
    window.close()  # while the shell is still there: it waits for what is done on closing
    window.shell.deleteLater()
