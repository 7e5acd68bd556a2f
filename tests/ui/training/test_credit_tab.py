"""The tab 学时 used as at the desk: chosen, entered, corrected, counted, kept as a file."""

from datetime import date

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QPushButton, QTabWidget

from jyguide.people.person import PersonFacts, PersonRole
from jyguide.training.credit_rule import CreditRule
from jyguide.training.reserve import ReserveOutcome
from jyguide.training.session import Attendance, SessionKind, SessionLevel
from tests.ui.training.classroom import a_plan

LEFT = Qt.MouseButton.LeftButton
NAMES = ("陈明", "单雄", "阿卜杜拉·买买提", "𠮷玉")


BLOCK = (
    "姓名\t培训班名称\t级别\t培训时间\t结束时间\t天数\n"
    "陈明\t党校轮训\t市级\t2026.5.11\t2026.5.15\t5\n"
)


def fill(app):
    """Four people, three of them village secretaries, and two sessions in 2026."""
    roles = [PersonRole.VILLAGE_SECRETARY] * 3 + [PersonRole.PARTY_AFFAIRS]
    people = [
        app.people.add(
            PersonFacts(name, "男", date(1980, 1, 1), "", station="周庄镇", role=role,
                        organisation=f"样板村第{at}党支部")
        )
        for at, (name, role) in enumerate(zip(NAMES, roles, strict=True), start=1)
    ]  # fmt: skip
    held = (3, SessionLevel.CITY, people), (4, SessionLevel.TOWNSHIP, people[:2])
    for month, level, came in held:
        day = date(2026, month, 6)
        plan = a_plan(f"{month}月班", kind=SessionKind.TOPIC_LECTURE, level=level, starts_on=day,
                      ends_on=day, credit_hours=80, training_days=10)  # fmt: skip
        session = app.training.plan(plan)
        app.training.enrol(session, came)
        app.training.settle(session, came, Attendance.PRESENT)
    return people


@pytest.fixture
def tab(app, open_page, rest):
    fill(app)
    page = open_page(app)
    page.tabs.show_tab("credit")
    rest()
    return page.tabs.shown()


def press(qtbot, inside, name):
    qtbot.mouseClick(inside.findChild(QPushButton, name), LEFT)


def text(inside, name):
    return inside.findChild(QLabel, name).text()


def dialog(tab, name):
    found = tab.window().findChild(QDialog, name)
    assert found.isVisible()
    return found


def test_somebodys_light_says_why(tab, rest):
    table = tab.days.table
    table.findChild(QComboBox, "choice_light").setCurrentIndex(1)
    assert [row.person.name for row in table.shown_rows()] == ["阿卜杜拉·买买提", "陈明", "单雄"]
    assert "赶不上 3 人" in text(tab, "credit_summary")
    table.select_rows(lambda row: row.person.name == "陈明")
    rest()
    assert "已有 2 天（市级 1 期 1 天，镇级 1 期 1 天），还需 5 天" in text(tab, "person_why")
    assert [row.title for row in tab.days.person.trainings.rows()] == ["3月班", "4月班"]


def test_a_training_elsewhere_is_entered(qtbot, tab, rest):
    tab.days.table.select_rows(lambda row: row.person.name == "陈明")
    press(qtbot, tab, "add_record")
    rest()
    form = dialog(tab, "record_dialog")
    press(qtbot, form, "confirm")  # nothing entered: the form says so and stays
    assert form.isVisible()
    search = form.findChild(QLineEdit, "person_search")
    qtbot.keyClicks(search, "sx")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert len(form.people.ids) == 2
    form.people.list.setCurrentRow(1)
    qtbot.keyClick(form.people.list, Qt.Key.Key_Delete)
    form.title_field.setText("党校轮训")
    form.starts_on.set_day(date(2026, 5, 11))
    form.ends_on.set_day(date(2026, 5, 15))
    form.days.setValue(5)
    press(qtbot, form, "confirm")
    rest()
    assert "达到要求的 7 天" in text(tab, "person_why")


def test_a_training_is_pasted_from_a_table_corrected_and_removed(qtbot, app, tab, rest):
    key = app.people.people("陈明")[0].id
    QGuiApplication.clipboard().setText(BLOCK)
    press(qtbot, tab, "import_records")
    wizard = dialog(tab, "import_dialog")
    for name in ("paste_block", "next_step", "import_now", "close_import"):
        press(qtbot, wizard, name)
        rest()
    tab.days.table.select_rows(lambda row: row.person.id == key)
    rest()
    trainings = tab.days.person.trainings
    trainings.select_rows(lambda row: row.title == "3月班")
    assert not tab.findChild(QPushButton, "remove_record").isEnabled()  # it was signed in to
    trainings.select_rows(lambda row: row.title == "党校轮训")
    press(qtbot, tab, "change_record")
    rest()
    form = dialog(tab, "record_dialog")
    form.days.setValue(4.5)
    press(qtbot, form, "confirm")
    rest()
    assert "还需 0.5 天" in text(tab, "person_why")
    tab._desk.alerts.answers.append(True)
    trainings.select_rows(lambda row: row.title == "党校轮训")
    press(qtbot, tab, "remove_record")
    rest()
    assert app.credit.records(2026) == []


def test_the_rule_is_set_from_a_year_on(qtbot, app, tab, rest):
    press(qtbot, tab, "credit_rule")
    rest()
    form = dialog(tab, "rule_dialog")
    assert text(form, "source").startswith("程序默认")
    assert "56 学时" in text(form, "reference")
    form.required_days.setValue(2)
    form.both_levels.setChecked(False)
    press(qtbot, form, "confirm")
    rest()
    kept = app.credit.rule(2026).rule
    assert kept == CreditRule(2026, required_days=20, both_levels=False)
    assert "已达标 2 人" in text(tab, "credit_summary")
    tab.findChild(QComboBox, "credit_year").setCurrentIndex(2)
    rest()
    assert tab.year == 2025
    assert "未达标 3 人" in text(tab, "credit_summary")


def test_person_times_reconcile_and_open_the_rows_behind_them(qtbot, tab, alerts, rest, tmp_path):
    panes = tab.findChild(QTabWidget, "credit_panes")
    panes.setCurrentIndex(1)
    rest()
    assert text(tab, "times_total") == "合计 2 期，6 人次，4 人"
    assert "计 1 人次" in text(tab, "times_rule")
    tab.findChild(QComboBox, "dimension").setCurrentText("按级别")
    table = tab.times.table
    assert [(row.label, row.times, row.people) for row in table.rows()] == [
        ("市级", 4, 4),
        ("镇级", 2, 2),
    ]
    table.view.setFocus()
    table.select_rows(lambda row: row.label == "镇级")
    qtbot.keyClick(table.view, Qt.Key.Key_Return)
    behind = dialog(tab, "rows_dialog")
    assert text(behind, "rows_line") == "1 期，2 人次，2 人"
    press(qtbot, behind, "close")

    for name in ("统计.xlsx", "统计.docx"):
        alerts.files.append(tmp_path / name)
        press(qtbot, tab, "export_report")
        rest()
    book = openpyxl.load_workbook(tmp_path / "统计.xlsx")
    sheet = book["人次·按级别"]
    assert [cell.value for cell in sheet[5]] == ["合计", 2, 6, 4]
    assert "计 1 人次" in sheet.cell(7, 1).value
    assert book["人次明细"].max_row == 2 + 6
    assert [row[-1].value for row in book["培训情况表"].iter_rows(min_row=3)] == [1, 2, 1, 2]
    assert (tmp_path / "统计.docx").stat().st_size > 5_000


def test_a_reserve_talent_is_listed_and_ended(qtbot, app, tab, rest):
    tab.findChild(QTabWidget, "credit_panes").setCurrentIndex(2)
    rest()
    pane = tab.reserve
    qtbot.mouseClick(pane.reserve.findChild(QPushButton, "empty_action"), LEFT)
    rest()
    form = dialog(tab, "reserve_dialog")
    search = form.findChild(QLineEdit, "person_search")
    qtbot.keyClicks(search, "cm")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    press(qtbot, form, "confirm")
    rest()
    assert [row.name for row in pane.reserve.rows()] == ["陈明"]
    pane.reserve.choose_first()
    press(qtbot, tab, "edit_reserve")
    form = dialog(tab, "reserve_dialog")
    form.outcome.setCurrentText("已任职")
    press(qtbot, form, "confirm")
    rest()
    assert app.reserve.rows()[0].facts.outcome is ReserveOutcome.TOOK_POST
    assert "参考期限" in text(tab, "pre_post_line")
