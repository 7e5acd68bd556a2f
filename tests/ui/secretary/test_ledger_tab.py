"""Measures, talks, adjustments, insurance and selection by real clicks and keys."""

from __future__ import annotations

from datetime import date

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
)

from jyguide.secretary.insurance import Standing
from jyguide.secretary.kinds import SelectionOutcome
from tests.jyguide.secretary.test_ledger_service import station
from ui.printing.preview import PrintPreview
from ui.secretary.ledger import columns
from ui.secretary.page import SecretaryPage

CLICK = Qt.MouseButton.LeftButton
DAY = date(2026, 11, 20)


@pytest.fixture
def people(app):
    return station(app)


@pytest.fixture
def page(qtbot, app, desk, people):
    page = SecretaryPage(desk, app)
    desk.changes.changed.connect(page.note_change)
    qtbot.addWidget(page)
    page.resize(1150, 640)
    page.tabs.show_tab("secretary_ledger")
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    yield page
    qtbot.waitUntil(lambda: not desk.jobs.busy)


@pytest.fixture
def press(qtbot, desk):
    """Clicks the button of this name that can be seen, and waits for what comes of it."""

    def press_(inside, name):
        (button,) = [one for one in inside.findChildren(QPushButton, name) if one.isVisible()]
        assert button.isEnabled(), name
        qtbot.mouseClick(button, CLICK)
        qtbot.waitUntil(lambda: not desk.jobs.busy)

    return press_


def dialog(page, name):
    (found,) = [one for one in page.findChildren(QDialog, name) if one.isVisible()]
    return found


def fill(inside, **texts):
    """Types into fields by their names."""
    for name, text in texts.items():
        field = inside.findChild(QLineEdit, name) or inside.findChild(QPlainTextEdit, name)
        put = field.setText if isinstance(field, QLineEdit) else field.setPlainText
        put(text)


def choose(qtbot, form, initials):
    """Takes somebody over by his initials and Enter."""
    search = form.findChild(QLineEdit, "person_search")
    qtbot.keyClicks(search, initials)
    qtbot.keyClick(search, Qt.Key.Key_Return)


def show_tab(qtbot, desk, page, name):
    page.tabs.show_tab(name)
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    return page.tabs.shown()


def test_from_a_published_list_to_the_totals_of_the_year(qtbot, app, desk, page, press, tmp_path):
    tab = page.tabs.shown()
    assert not tab.findChild(QPushButton, "print_ledger").isEnabled()  # there is nothing yet
    show_year(qtbot, desk, tab, 2025)
    raised(page, press, tab)
    take_every_step(qtbot, page, press, tab)
    totals = "整改措施 2 条：已完成 1 条（其中已确认 1 条），待落实 1 条。"
    assert tab.measures.total.text() == totals
    hand_back(press, page, tab)
    show_year(qtbot, desk, tab, 2026)
    talk(qtbot, page, press, tab)
    adjust(qtbot, page, press, tab)
    assert [row.name for row in app.secretaries.everybody() if row.name == "陈明"] == []
    tab._desk.alerts.files = [tmp_path / "台账.xlsx"]
    press(tab, "export_ledger")
    book = load_workbook(tmp_path / "台账.xlsx")
    assert book["调整"]["A2"].value == "陈明"
    for name in ("整改措施汇总", "谈话汇总", "调整汇总"):
        *_, last = book[name].values
        assert last[:2] == ("合计", 1)


def show_year(qtbot, desk, tab, year):
    tab.year.setCurrentIndex(tab.year.findData(year))
    qtbot.waitUntil(lambda: not desk.jobs.busy)


def raised(page, press, tab):
    """Whoever stands on the lower lists is offered, all of them ticked."""
    press(tab, "raise_measures")
    form = dialog(page, "raise_dialog")
    assert form.ticks.ticked() == form.ticks.table.rows()
    press(form, "confirm")
    assert {row.person.name for row in tab.measures.table.rows()} == {"陈明", "阿卜杜拉·买买提"}


def hand_back(press, page, tab):
    """The page says before what is cleared, and after why; it can be taken back."""
    press(tab, "reopen_measure")
    form = dialog(page, "reason_dialog")
    assert "完成日期和确认会清空" in form.findChild(QLabel, "question").text()
    press(form, "agree")
    told = dict(columns.measure_facts(tab.measures.one(), DAY))
    assert told["退回"] == "2026-11-20 登记的完成（王伟已确认）已退回：没有做到位"
    tab._app.history.undo(tab._app.history.latest())


def talk(qtbot, page, press, tab):
    """A talk with what was agreed in it; nobody talks with himself."""
    tab.ledgers.setCurrentWidget(tab.talks)
    press(tab, "add_talk")
    form = dialog(page, "talk_dialog")
    choose(qtbot, form, "cm")
    press(form, "agreed_add")
    fill(form, topics="公开不及时", talker="陈明", agreed_problem_0="公开不及时")
    press(form, "confirm")
    said = [one.text() for one in form.findChildren(QLabel, "problem") if one.isVisible()]
    assert said == ["谈话人里有谈话对象陈明本人。"]
    fill(form, talker="王伟")
    press(form, "confirm")
    tab.talks.table.choose_first()
    press(tab, "print_talk")
    (preview,) = page.findChildren(PrintPreview)
    preview.reject()


def take_every_step(qtbot, page, press, tab):
    """What was raised is laid down, done and confirmed by another person."""
    tab.measures.table.select_rows(lambda row: row.person.name == "陈明")
    assert not tab.findChild(QPushButton, "finish_measure").isEnabled()
    qtbot.keyClick(tab.measures.table.view, Qt.Key.Key_Return)  # what comes next: a plan
    form = dialog(page, "plan_dialog")
    fill(form, measure="每月公开", owner="陈明")
    press(form, "confirm")
    press(tab, "finish_measure")
    press(dialog(page, "finish_dialog"), "confirm")
    press(tab, "confirm_measure")
    form = dialog(page, "confirm_dialog")
    fill(form, confirmed_by="陈明")
    press(form, "confirm")
    assert "不能由书记本人" in tab._desk.alerts.take_error().message
    fill(form, confirmed_by="王伟")
    press(form, "confirm")


def adjust(qtbot, page, press, tab):
    """Somebody goes, and his posting ends with it."""
    tab.ledgers.setCurrentWidget(tab.adjustments)
    press(tab, "add_adjustment")
    form = dialog(page, "adjustment_dialog")
    choose(qtbot, form, "cm")
    assert form.findChild(QLineEdit, "organisation").text() == "陈明村"
    fill(form, reason="年度考核不合格")
    assert form.findChild(QCheckBox, "close_posting").isChecked()
    press(form, "confirm")


def test_insurance_and_selection(qtbot, app, desk, page, press):
    tab = show_tab(qtbot, desk, page, "secretary_benefits")
    insure(qtbot, page, press, tab)
    tab.parts.setCurrentWidget(tab.selection)
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    consider(qtbot, page, press, tab)
    assert app.selections.year(2026).candidates[0].is_clear
    press(tab, "print_sheet")
    (preview,) = page.findChildren(PrintPreview)
    preview.reject()


def insure(qtbot, page, press, tab):
    """A wage with its source, and a year with its sums."""
    pane = tab.insurance.pane
    press(tab, "set_wage")
    form = dialog(page, "wage_dialog")
    fill(form, average="0.7万元")
    press(form, "confirm")
    assert form.isVisible()  # without its source no figure is taken
    fill(form, source="苏人社发〔2026〕1号")
    press(form, "confirm")
    pane.table.select_rows(lambda row: row.person.name == "陈明")
    qtbot.keyClick(pane.table.view, Qt.Key.Key_Return)
    form = dialog(page, "insurance_dialog")
    fill(form, base="四千")
    press(form, "confirm")
    assert form.isVisible()
    fill(form, base="4199.99", annuity_unit="0.3万元")
    press(form, "confirm")
    (row,) = pane.chosen()
    assert (row.standing, row.facts.annuity_unit) == (Standing.BELOW, 300_000)


def consider(qtbot, page, press, tab):
    """Only discipline is asked for: without it nobody is selected, a person confirms it."""
    press(tab, "selection_rule")
    form = dialog(page, "selection_rule_dialog")
    for name in ("age", "years", "grades", "training", "education"):
        form.findChild(QCheckBox, f"on_{name}").setChecked(False)
    press(form, "confirm")
    press(tab, "add_candidate")
    form = dialog(page, "selection_add_dialog")
    choose(qtbot, form, "cm")
    press(form, "confirm")
    tab.selection.pane.table.choose_first()
    press(tab, "decide_candidate")
    form = dialog(page, "selection_decide_dialog")
    outcome = form.findChild(QComboBox, "outcome")
    outcome.setCurrentIndex(outcome.findData(SelectionOutcome.SELECTED))
    press(form, "confirm")
    assert form.isVisible()  # discipline is not confirmed, and no reason given
    form.reject()
    qtbot.keyClick(tab.selection.pane.table.view, Qt.Key.Key_Return)
    form = dialog(page, "selection_confirm_dialog")
    fill(form, saw="纪委回复函")
    press(form, "confirm")
