"""Pictures of a shut station: its login, users and backups, and how it is protected."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from camera import HEIGHT, WIDTH, find, keep, settle, wait_until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from jyguide.access.role import Role
from jyguide.app import Application, open_application
from jyguide.backup.reason import Reason
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
    """All of them: at a station with users, the people of the sample roster, and a stick."""
    folder = room / "周庄镇"
    create_folder(folder, NewFolder(STATION, user=HEAD, secret=SECRET), system_clock)
    (head,) = login_names(folder)
    login = log_in(folder, head.user_id, SECRET, system_clock)
    app = open_application(folder, login=login)
    for name, role in OTHERS.items():
        app.users.add(name, role, SECRET)
    back_up(app, room / "KINGSTON")
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
    wait_until(lambda: not window.presence.trying)
    settle(window)
    keep(window.shell.grab().toImage(), "login")
    window.shell.hide()
    window.close()


def back_up(app: Application, stick: Path) -> None:
    """Before the roster and after it; the later one is on a stick too."""
    app.backups.make(Reason.DAILY)
    with resources.as_file(resources.files("resources") / "sample" / "roster.xlsx") as roster:
        app.rosters.take_in(app.rosters.plan(roster))
    stick.mkdir()
    app.backups.make(Reason.BY_HAND)
    app.backups.choose_second(stick)
    app.backups.copy_to_second()


def take_page(window: Window) -> None:
    """The page 安全: users and backups, one of each chosen, and how the data is protected."""
    window.shell.show_page("access")
    settle(window)
    page = window.shell.current_page
    assert isinstance(page, SecurityPage)  # noqa: S101 - shown just now
    find(window.shell, RowTable, "users").select_rows(lambda row: row.name == "张秀英")
    settle(window)
    keep(window.shell.grab().toImage(), "users")
    page.tabs.show_tab("backups_pane")
    settle(window)
    find(window.shell, RowTable, "backups").view.select_positions([1])
    settle(window)
    keep(window.shell.grab().toImage(), "backups")
    page.tabs.show_tab("protection")
    settle(window)
    keep(window.shell.grab().toImage(), "protection")
