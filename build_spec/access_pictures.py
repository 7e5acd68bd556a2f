"""Pictures of a shut station: its login, its users, and how it is protected."""

from __future__ import annotations

from pathlib import Path

from camera import HEIGHT, WIDTH, find, keep, settle, wait_until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from jyguide.access.role import Role
from jyguide.app import open_application
from jyguide.clock import system_clock
from jyguide.demo.run import STATION
from jyguide.folder import NewFolder, create_folder
from jyguide.vault.login import log_in, login_names
from ui.access.page import SecurityPage
from ui.alerts import DialogAlerts
from ui.main import Window
from ui.widgets import RowTable

HEAD, SECRET = "王建国", "春风又绿江南岸12"
OTHERS = {
    "张秀英": Role.INSTRUCTOR,
    "阿卜杜拉·买买提": Role.INSTRUCTOR,
    "李红": Role.READ_ONLY,
    "赵敏": Role.INVIGILATOR,
}


def take(room: Path) -> None:
    """All of them; the station has users and nobody else."""
    folder = room / "shut"
    create_folder(folder, NewFolder(STATION, user=HEAD, secret=SECRET), system_clock)
    (head,) = login_names(folder)
    login = log_in(folder, head.user_id, SECRET, system_clock)
    app = open_application(folder, login=login)
    for name, role in OTHERS.items():
        app.users.add(name, role, SECRET)
    app.close()
    window = Window(folder, DialogAlerts())
    window.shell.resize(WIDTH, HEIGHT)
    window.shell.show()
    window.open_as(login)
    wait_until(lambda: window.app is not None)
    settle(window)
    take_page(window)
    window.presence.lock()
    settle(window)
    field = find(window.shell, QLineEdit, "field_secret")
    QTest.keyClicks(field, "not-this-one")
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle(window)
    keep(window.shell.grab().toImage(), "login")
    window.shell.hide()
    window.close()


def take_page(window: Window) -> None:
    """The page 安全: users with one of them chosen, and how the data is protected."""
    window.shell.show_page("access")
    settle(window)
    page = window.shell.current_page
    assert isinstance(page, SecurityPage)  # noqa: S101 - shown just now
    find(window.shell, RowTable, "users").select_rows(lambda row: row.name == "张秀英")
    settle(window)
    keep(window.shell.grab().toImage(), "users")
    page.tabs.show_tab("protection")
    settle(window)
    keep(window.shell.grab().toImage(), "protection")
