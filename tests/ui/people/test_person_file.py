"""A person's file, a transfer, and two entries made one: through clicks and keys."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDateEdit, QLabel, QRadioButton, QTabWidget, QWidget

from jyguide.certificate.kinds import CertificateKind
from jyguide.changes import Changed
from tests.jyguide.attachment.pictures import a_jpeg
from tests.jyguide.builders import DAY, a_person, hold_exam, sit
from tests.ui.people.gestures import Window
from ui.people.home import PeopleHome
from ui.shell import Shell


@pytest.fixture
def home(qtbot, desk, alerts, app):
    """The page with files over a folder in which somebody has done something."""
    held = hold_exam(app, 2)
    sit(app, held, 0)
    app.certificates.issue(held.session, CertificateKind.COMPLETION, held.people[:1], DAY)
    app.people.add(a_person("陈明", 7, phone="13900000000", id_number="", post="委员"))
    shell = Shell("暨阳指导", app.place.station_name, desk.jobs, alerts, desk.changes)
    shell.add_page(PeopleHome(desk, app))
    shell.resize(1366, 768)
    qtbot.addWidget(shell)
    with qtbot.waitExposed(shell):
        shell.show()
    window = Window(qtbot, shell, desk, app)
    window.settle()
    return window, held


def tab(window, title):
    tabs = window.find(QTabWidget, "file_tabs")
    tabs.setCurrentIndex([tabs.tabText(at) for at in range(tabs.count())].index(title))
    window.settle()
    return tabs.currentWidget()


def test_from_the_list_into_the_file_and_through_a_transfer(home, qtbot, alerts, tmp_path):
    window, held = home
    window.click_row([row.id for row in window.table().shown_rows()].index(held.people[0]))
    qtbot.keyClick(window.table().view, Qt.Key.Key_Return)
    window.settle()
    qtbot.keyClick(window.find(QTabWidget, "file_tabs").tabBar(), Qt.Key.Key_Left, _ALT)
    qtbot.keyClick(window.table().view, Qt.Key.Key_Return)
    window.settle()
    assert "陈明320281********" in window.text("person_name") + window.text("numbers")[5:]
    alerts.answers = [True]
    window.click("show_numbers")
    assert window.app.people.person(held.people[0]).id_number in window.text("numbers")
    for title, said in (
        ("培训", "任前培训"),
        ("考试", "合格"),
        ("证书", "有效"),
        ("上岗", "已具备"),
        ("修改记录", "新增"),
    ):
        assert said in shown(tab(window, title).table)

    tab(window, "任职经历")
    window.click("transfer_person")
    window.type("field_written", "华宏村")
    window.type("field_post", "书记")
    window.click("confirm")
    assert window.find(QLabel, "problem").text() == "请写明原因"
    window.type("field_reason", "换届")
    window.find(QDateEdit, "field_on").setDate(date(2026, 3, 1))
    window.click("confirm")
    assert "书记" in window.text("person_place")
    assert shown(tab(window, "任职经历").table).count("现任") == 1
    window.click_row(1, "postings")
    window.press("correct_posting")
    window.type("field_began", "2020-01-01")
    window.type("field_post", "干事")
    window.click("confirm")
    assert "2020-01-01" in shown(tab(window, "任职经历").table)
    choose_a_photo(window, alerts, tmp_path)


def choose_a_photo(window, alerts, tmp_path):
    (tmp_path / "照片.jpg").write_bytes(a_jpeg((600, 800)))
    (tmp_path / "名单.jpg").write_bytes(b"words")
    alerts.files += [tmp_path / "名单.jpg", tmp_path / "照片.jpg"]
    window.click("choose_portrait")
    assert "名单.jpg" in alerts.take_error().message
    window.click("choose_portrait")
    window.click("keep_portrait")
    assert window.button("choose_portrait").text() == "更换照片…"
    window.app.history.undo(window.app.history.latest_in_force())
    window.desk.changes.tell(Changed.ATTACHMENTS)
    window.settle()
    assert window.button("choose_portrait").text() == "选择照片…"


def test_two_entries_are_compared_merged_undone_and_told_apart(home, qtbot):
    window, held = home
    window.click("find_doubles")
    assert window.text("why") == "姓名和手机号相同"
    assert "1 次考试" in " ".join(
        label.text() for label in window.find(QWidget, "side_left").findChildren(QLabel)
    )
    window.find(QRadioButton, "take_post_left").setChecked(True)
    dialog = window.find(QWidget, "doubles_dialog")
    qtbot.keyClick(dialog, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    kept = window.app.people.person(held.people[0])
    assert kept.post == ""
    assert len(window.app.people.people()) == 2
    qtbot.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    assert len(window.app.people.people()) == 3
    qtbot.keyClick(dialog, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    assert window.app.doubles.pairs() == []
    window.click("close_doubles")


_ALT = Qt.KeyboardModifier.AltModifier


def shown(table):
    """Every cell of a table, row by row."""
    return " ".join(
        column.text(row) for row in table.shown_rows() for column in table.model.columns
    )
