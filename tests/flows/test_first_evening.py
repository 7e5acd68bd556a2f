"""The first evening of a station with its data shut, and the morning on which it is damaged."""

import shutil
from importlib import resources

import pytest
from click.testing import CliRunner
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QPushButton

from jyguide.access.permits import PermissionRefused
from jyguide.access.role import Role
from jyguide.cli.root import cli
from jyguide.clock import system_clock
from jyguide.place import DATABASE
from tests.flows.classroom import Classroom
from ui.first_run import FirstRunDialog
from ui.main import Window

HEAD, INSTRUCTOR = "王建国", "李明"
SECRETS = {HEAD: "chunfeng-jiangnan-12", INSTRUCTOR: "mingyue-34-taihu"}
KNOWN, LOST = "包国梁", "陈春生"
"""Whose numbers are looked at before the backup, and after it."""
KEPT = "任前培训"
CONTROL = Qt.KeyboardModifier.ControlModifier
MANY = 20_000
"""Milliseconds, for what a busy PC takes long for."""


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "数据"


@pytest.fixture
def begun(qtbot, jobs, folder):
    """The first run: the station, whose PC it is, and his secret; the login it leads to."""
    dialog = FirstRunDialog(folder, jobs, system_clock)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.findChild(QComboBox, "field_station").setCurrentText("周庄镇")
    for name, text in (("user", HEAD), ("secret", SECRETS[HEAD]), ("repeated", SECRETS[HEAD])):
        dialog.findChild(QLineEdit, f"field_{name}").setText(text)
    for name in ("next", "next", "start"):
        qtbot.mouseClick(dialog.findChild(QPushButton, name), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.made is not None, timeout=MANY)
    return dialog.made.login


@pytest.fixture
def sit_down(qtbot, alerts, folder):
    """Opens the window of the program; the last one is closed in the end."""
    opened = []

    def open_window(login=None):
        main = Window(folder, alerts)
        opened.append(main)
        qtbot.addWidget(main.shell)
        main.shell.resize(1366, 768)
        with qtbot.waitExposed(main.shell):
            main.shell.show()
        main.open(alerts.report, login)
        return AtTheDesk(qtbot, main)

    yield open_window
    if opened[-1].shell.isVisible():
        opened[-1].shell.hide()
        opened[-1].close()


class AtTheDesk(Classroom):
    """Somebody who proves who he is before he does anything."""

    def open(self, former=None):
        """Wait until the data is open, for another than before."""
        self.qtbot.waitUntil(lambda: self.main.app not in {None, former}, timeout=MANY)
        self.app = self.main.app
        self.settle()
        return self

    def log_in(self, name):
        """Choose a name, type his secret."""
        self.rest()
        names = self.find(QListWidget, "login_names")
        (row,) = names.findItems(name, Qt.MatchFlag.MatchExactly)
        self.qtbot.mouseClick(
            names.viewport(), Qt.MouseButton.LeftButton, pos=names.visualItemRect(row).center()
        )
        field = self.find(QLineEdit, "field_secret")
        field.setFocus()
        self.qtbot.keyClicks(field, SECRETS[name])
        self.qtbot.keyClick(field, Qt.Key.Key_Return)
        self.rest()

    def rest(self):
        presence = self.main.presence
        self.qtbot.waitUntil(lambda: not (self.desk.jobs.busy or presence.trying), timeout=MANY)

    def hand_over(self, name):
        """Lock the window; another comes in."""
        former = self.main.app
        self._activate(self.shell)
        self.qtbot.keyClick(self.shell.windowHandle(), Qt.Key.Key_L, CONTROL)
        self.log_in(name)
        self.open(former)

    def show_safety(self, tab):
        self.go("access")
        self.shell.current_page.tabs.show_tab(tab)
        self.settle()

    def cut_the_power(self):
        """The window is gone, with nothing kept as on closing."""
        self.main._keeping_up = None
        self.shell.hide()
        self.main.close()


@pytest.mark.flow
def test_a_shut_station_is_used_damaged_and_brought_back(
    alerts, folder, begun, sit_down, tmp_path
):
    desk = sit_down(begun).open()
    import_roster(desk, tmp_path / "花名册.xlsx")
    add_instructor(desk)
    desk.hand_over(INSTRUCTOR)
    users_are_not_his(desk)
    look_at_one(desk, alerts, KNOWN)
    plan_session(desk, KEPT)
    bring_to_stick(desk, alerts, tmp_path / "KINGSTON")
    look_at_one(desk, alerts, LOST)
    plan_session(desk, "换届培训")
    desk.cut_the_power()
    overwrite_middle(folder / DATABASE)

    desk = sit_down()
    alerts.answers = [True]
    desk.log_in(HEAD)
    desk.open()
    assert "数据库文件已损坏" in alerts.questions[-1]
    assert "人员 33 人" in alerts.hints[-1]
    assert "2 次操作" in alerts.hints[-1], "a session, and a number that was looked at"
    assert alerts.sentences[-1] == "备份已恢复。"
    check_brought_back(desk)
    alerts.answers = [True]  # the stick is still there: bring the present to it as well
    desk.leave()
    assert "可以拔出U盘" in alerts.sentences[-1]
    check_everything(folder, tmp_path / "口令.txt")


def import_roster(desk, roster):
    """The shipped sample: 42 lines, 33 people."""
    source = resources.files("resources").joinpath("sample", "roster.xlsx")
    with resources.as_file(source) as path:
        shutil.copy(path, roster)
    desk.go("people")
    desk.import_whole(roster)
    desk.click("close_import")
    assert len(desk.seen("people")) == 33


def add_instructor(desk):
    desk.show_safety("users_pane")
    desk.click("add_user")
    desk.dialog("add_user")
    desk.type("field_name", INSTRUCTOR)
    desk.choose("field_role", "指导员")
    desk.type("field_secret", SECRETS[INSTRUCTOR])
    desk.type("field_repeated", SECRETS[INSTRUCTOR])
    desk.click("confirm")
    assert {row["姓名"]: row["身份"] for row in desk.seen("users")} == {
        HEAD: "站长",
        INSTRUCTOR: "指导员",
    }


def users_are_not_his(desk):
    """The button says whose work it is; whoever gets past it is refused in a sentence."""
    desk.show_safety("users_pane")
    button = desk.button("add_user")
    assert not button.isEnabled()
    assert button.toolTip() == "“管理使用人”由站长来做。"
    with pytest.raises(PermissionRefused, match="没有“管理使用人”的权限，数据没有改动"):
        desk.app.users.add("张三", Role.STATION_HEAD, "taihu-90-xin")


def look_at_one(desk, alerts, name):
    """Everybody's numbers are masked; one person's are shown once that was agreed to."""
    desk.go("people")
    rows = desk.seen("people")
    assert all("*" in row["身份证号"] and "*" in row["手机号码"] for row in rows)
    desk.click_row(next(at for at, row in enumerate(rows) if row["姓名"] == name))
    desk.click("edit")
    desk.dialog("person_dialog")
    assert "*" in desk.field("field_id_number")
    alerts.answers = [True]
    desk.click("show_numbers")
    assert len(desk.field("field_id_number")) == 18
    assert "*" not in desk.field("field_id_number")
    desk.click("cancel")


def plan_session(desk, title):
    desk.go("training")
    desk.click("new_session")
    desk.dialog("session_dialog")
    desk.type("title", title)
    desk.click("save")
    assert title in [row["名称"] for row in desk.seen("sessions")]


def bring_to_stick(desk, alerts, stick):
    stick.mkdir()
    desk.show_safety("backups_pane")
    alerts.files = [stick]
    desk.click("to_stick")
    assert "可以拔出U盘" in alerts.sentences[-1]
    assert list(stick.rglob(DATABASE))


def overwrite_middle(database):
    """As a bad sector would: some pages in the middle hold nothing any more."""
    with database.open("r+b") as file:
        file.seek(database.stat().st_size // 2)
        file.write(bytes(3 * 4096))


def check_brought_back(desk):
    assert desk.app.permits.user_name == HEAD
    desk.go("people")
    assert len(desk.seen("people")) == 33
    desk.go("training")
    assert [row["名称"] for row in desk.seen("sessions")] == [KEPT]
    desk.show_safety("disclosures_pane")
    assert [row["谁的号码"] for row in desk.seen("disclosures")] == [KNOWN]
    desk.go("sync")
    assert "请与市级各导出、导入一次" in desk.banner("sync_notice")


def check_everything(folder, key_file):
    key_file.write_text(SECRETS[HEAD], "utf-8")
    who = ("--data", folder, "--user", HEAD, "--key-file", key_file)
    result = CliRunner().invoke(cli, [*map(str, who), "check"])
    assert result.exit_code == 0, result.output
    assert "没有发现问题" in result.stdout
