"""The tree, the gaps that open their rows, a hand-over and its way back: by keys and clicks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QSpinBox,
)

from jyguide.generate.grid_book import made_book, write_book
from jyguide.grid.kinds import TargetKind
from jyguide.grid.link import TargetFacts
from jyguide.grid.visit_entry import VisitEntry
from tests.jyguide.grid.visiting import lay_grid
from ui.grid.page import GridPage
from ui.importing.wizard import ImportWizard

KEY = Qt.Key


@pytest.fixture
def open_page(qtbot, desk, app):
    """The page on screen, at its first tab."""

    def open_():
        page = GridPage(desk, app)
        desk.changes.changed.connect(page.note_change)
        page.resize(1142, 640)
        qtbot.addWidget(page)
        with qtbot.waitExposed(page):
            page.show()
        rest(qtbot, desk)
        return page

    return open_


def rest(qtbot, desk):
    qtbot.waitUntil(lambda: not desk.jobs.busy)


def dialog(page, name):
    (found,) = [one for one in page.findChildren(QDialog, name) if one.isVisible()]
    return found


def press(qtbot, desk, inside, name):
    (button,) = [one for one in inside.findChildren(QPushButton, name) if one.isVisible()]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    rest(qtbot, desk)


def say(page):
    return page.findChild(QLabel, "grid_counts").text()


def hand_over_to(qtbot, desk, page, typed):
    """Enter on a target asks; a few letters and Enter choose, Enter again hands over."""
    targets = page.tabs.shown().pane.targets
    qtbot.keyClick(targets.view, KEY.Key_Return)
    rest(qtbot, desk)
    asked = dialog(page, "handover_dialog")
    names = asked.findChild(QListView, "choose_list")
    assert names.model().index(0, 0).data().startswith("王建国　同一网格")
    press(qtbot, desk, asked, "confirm")
    assert asked.isVisible()  # nobody chosen yet
    field = asked.findChild(QLineEdit, "choose_field")
    qtbot.keyClicks(field, typed)
    qtbot.keyClick(field, KEY.Key_Return)
    assert asked.findChild(QLabel, "picked").text().startswith("已选：王建国")
    qtbot.keyClick(asked, KEY.Key_Return)
    rest(qtbot, desk)


def test_gaps_open_their_rows_and_are_handed_over_with_the_keyboard(qtbot, desk, open_page, app):
    made = lay_grid(app)
    app.grid_links.add_target(TargetFacts(made.cells[0], TargetKind.HOUSEHOLD, "欧阳𠮷祥"))
    page = open_page()
    tab = page.tabs.shown()
    assert say(page) == "全部网格：党员 4 人，农户 9 户，先锋党员 3 人，党员中心户 0 户"
    press(qtbot, desk, tab, "gap_household")
    targets = tab.pane.targets
    assert [row.name for row in targets.shown_rows()] == ["欧阳𠮷祥"]
    hand_over_to(qtbot, desk, page, "wjg")
    assert not tab.bar.findChild(QPushButton, "gap_household").isVisible()
    press(qtbot, desk, tab, "back_to_unit")
    assert len(targets.rows()) == 13
    tab.panel.choose(made.cells[1])
    press(qtbot, desk, tab, "only_chosen")
    assert say(page).startswith("三组微网格：党员 2 人")
    search = tab.findChild(QLineEdit, "grid_find")
    search.setText("没有的人")
    qtbot.keyClick(search, KEY.Key_Return)
    rest(qtbot, desk)
    assert targets.rows()  # what was looked at stays
    search.setText("欧阳")
    qtbot.keyClick(search, KEY.Key_Return)
    rest(qtbot, desk)
    assert [row.vanguard for row in targets.shown_rows()] == ["王建国"]


def test_units_are_entered_and_what_holds_something_stays(qtbot, desk, open_page, app, alerts):
    made = lay_grid(app)
    page = open_page()
    tab = page.tabs.shown()
    tab.panel.choose(made.villages[0])
    tab.panel.view.setFocus()
    qtbot.keyClick(tab.panel.view, KEY.Key_Insert)
    rest(qtbot, desk)
    asked = dialog(page, "unit_dialog")
    asked.findChild(QLineEdit, "unit_name").setText("第二网格支部")
    press(qtbot, desk, asked, "confirm")
    assert "第二网格支部" in {node.name for node in tab.units.tree.nodes.values()}
    tab.panel.choose(made.villages[0])
    tab.panel.findChild(QAction, "unit_remove").trigger()
    rest(qtbot, desk)
    assert "里还有2 个下级网格" in alerts.take_error().message
    tab.units.ask_rule()
    rest(qtbot, desk)
    asked = dialog(page, "grid_rule_dialog")
    asked.findChild(QSpinBox, "most_members").setValue(3)
    press(qtbot, desk, asked, "confirm")
    assert asked.isVisible()  # the usual number lies above
    asked.findChild(QSpinBox, "members").setValue(1)
    press(qtbot, desk, asked, "confirm")
    assert app.grid_gaps.rule().rule.most_members == 3


def test_a_phone_is_kept_unseen_and_who_leaves_opens_a_gap(qtbot, desk, open_page, app):
    visited = lay_grid(app).households[0]
    app.visits.log([VisitEntry(visited, app.clock().date())])
    page = open_page()
    tab = page.tabs.shown()
    row = tab.pane.vanguards.rows()[0]
    tab.people.change(row)
    asked = dialog(page, "person_dialog")
    phone = asked.findChild(QLineEdit, "phone")
    assert (phone.text(), phone.placeholderText()) == ("", "139****1234")
    qtbot.keyClicks(asked.findChild(QLineEdit, "person_code"), "X7")
    press(qtbot, desk, asked, "confirm")
    changed = next(one for one in app.grid_links.vanguards() if one.id == row.id)
    assert (changed.code, changed.phone) == ("X7", "13900001234")
    tab.people.leave(changed)
    asked = dialog(page, "leave_dialog")
    asked.findChild(QComboBox, "left_reason").setEditText("外出务工")
    press(qtbot, desk, asked, "confirm")
    hand_all_over(qtbot, desk, page, "cm")
    assert not tab.bar.findChild(QPushButton, "gap_left").isVisible()
    (visit,) = app.visits.visits(targets=[visited])
    assert visit.holder == "王建国"  # the past visit stays his
    assert app.grid_handovers.history(visited)[-1].name == "陈明"


def hand_all_over(qtbot, desk, page, typed):
    """Everybody behind the gap of those who left, to one found by a few letters; from the gap."""
    tab = page.tabs.shown()
    press(qtbot, desk, tab, "gap_left")
    tab.pane.targets.view.selectAll()
    press(qtbot, desk, tab, "grid_handover")
    asked = dialog(page, "handover_dialog")
    field = asked.findChild(QLineEdit, "choose_field")
    qtbot.keyClicks(field, "q")
    assert asked.findChild(QLabel, "picked").text().startswith("没有找到")
    field.clear()
    qtbot.keyClicks(field, typed)
    qtbot.keyClick(field, KEY.Key_Return)
    press(qtbot, desk, asked, "confirm")


def test_an_empty_grid_offers_the_import_and_a_small_city_comes_in(
    qtbot, desk, open_page, app, tmp_path
):
    page = open_page()
    tab = page.tabs.shown()
    press(qtbot, desk, tab, "no_grid_import")
    (wizard,) = [one for one in page.findChildren(ImportWizard) if one.isVisible()]
    write_book(tmp_path / "grid.xlsx", made_book(0.002))
    wizard.read(tmp_path / "grid.xlsx")
    rest(qtbot, desk)
    press(qtbot, desk, wizard, "next_step")
    press(qtbot, desk, wizard, "import_now")
    assert wizard.result_kept.imported == app.grid_files.export(tmp_path / "out.xlsx")
    wizard.reject()
    assert tab.panel.current().name == "澄江街道"
