"""Looking at what was done and taking it back, by mouse and by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QLabel, QLineEdit, QPushButton

from jyguide.changes import Changed
from jyguide.errors import RuleError
from tests.jyguide.builders import a_person, a_plan, a_roster, a_row, add_people, import_people
from ui.history import page as page_module
from ui.widgets import RowTable

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def person(app):
    """陈明, entered and then given another phone."""
    key = app.people.add(a_person())
    app.people.change(key, a_person(phone="13800001111"))
    return key


@pytest.fixture
def page(person, open_page):
    return open_page()


@pytest.fixture
def import_roster(app, tmp_path):
    """Brings in a roster of so many people."""

    def brought_in(count):
        rows = [a_row("陈明", at) for at in range(count)]
        import_people(app, a_roster(tmp_path / "名册.xlsx", rows))

    return brought_in


def button(page, name):
    return page.findChild(QPushButton, name)


def press(qtbot, page, name):
    assert button(page, name).isVisible(), f"{name} is not to be seen"
    assert button(page, name).isEnabled(), f"{name} is grey"
    qtbot.mouseClick(button(page, name), LEFT)


def click_row(qtbot, table, at, modifier=Qt.KeyboardModifier.NoModifier):
    place = table.view.visualRect(table.model.index(at, 0)).center()
    qtbot.mouseClick(table.view.viewport(), LEFT, modifier, place)


def names(page):
    return [row.name for row in page.table.shown_rows()]


def lines(page):
    """The changes as they stand on screen."""
    table = page.detail.table
    columns = [table.model.columns[at] for at in table.view.columns_on_screen()]
    return [[column.text(line) for column in columns] for line in table.shown_rows()]


def text(page, name):
    return page.findChild(QLabel, name).text()


def offered(page):
    return [name for name in ("undo", "redo") if button(page, name).isEnabled()]


def test_the_newest_action_is_chosen_and_told(page):
    assert names(page) == ["修改人员“陈明”", "新增人员“陈明”", "建立数据文件夹"]
    assert [row.name for row in page.table.selected_rows()] == names(page)[:1]
    assert text(page, "action_name") == "修改人员“陈明”"
    assert "值班指导员 · 周庄镇 A 机" in text(page, "action_facts")
    assert lines(page) == [["修改", "人员 陈明", "手机号", "139****0000", "138****1111"]]
    assert offered(page) == ["undo"]


def test_arrows_lead_from_action_to_action(qtbot, page, rest):
    qtbot.keyClick(page.table.view, Qt.Key.Key_Down)
    rest()
    assert text(page, "action_name") == "新增人员“陈明”"
    assert ["新增", "指导员 陈明", "专/兼职", "兼职"] in lines(page)


def test_one_record_is_undone_at_a_click_and_redone_at_another(
    qtbot, page, app, person, desk, rest
):
    with qtbot.waitSignal(desk.changes.changed) as told:
        press(qtbot, page, "undo")
    rest()
    assert told.args[0] & Changed.PEOPLE
    assert told.args[0] & Changed.CERTIFICATES
    assert app.people.person(person).phone == "13900000000"
    assert text(page, "action_name") == "修改人员“陈明”"
    assert [row.state for row in page.table.shown_rows()] == ["", "已撤销", "", ""]
    assert offered(page) == ["redo"]
    press(qtbot, page, "redo")
    rest()
    assert app.people.person(person).phone == "13800001111"
    assert names(page)[:2] == ["重做“修改人员“陈明””", "撤销“修改人员“陈明””"]
    assert [row.state for row in page.table.shown_rows()] == ["", "已重做", "", "", ""]
    assert offered(page) == ["undo"]


def test_the_notice_offers_the_way_back(page, app, person, qtbot, rest):
    heard = []
    page.notice.connect(heard.append)
    press(qtbot, page, "undo")
    rest()
    assert (heard[0].sentence, heard[0].action_label) == ("已撤销", "重做")
    heard[0].action()
    rest()
    assert app.people.person(person).phone == "13800001111"


@pytest.mark.parametrize("agreed", [True, False])
def test_many_records_are_asked_about(import_roster, open_page, qtbot, alerts, rest, agreed):
    import_roster(3)
    page = open_page()
    alerts.answers = [agreed]
    press(qtbot, page, "undo")
    rest()
    assert alerts.questions == ["要撤销“导入花名册“名册.xlsx””吗？"]
    assert names(page)[0].startswith("撤销“导入" if agreed else "导入")


def test_a_refusal_names_what_stands_in_the_way(qtbot, page, app, alerts, rest):
    click_row(qtbot, page.table, 1)
    rest()
    press(qtbot, page, "undo")
    rest()
    error = alerts.take_error()
    assert isinstance(error, RuleError)
    assert "“陈明”的手机号（11-20 值班指导员改动）" in error.message
    assert len(app.people.people()) == 1


def test_what_made_the_folder_is_not_offered(qtbot, page, rest):
    click_row(qtbot, page.table, 2)
    rest()
    assert offered(page) == []


def test_only_one_action_at_a_time_is_offered(qtbot, page, rest):
    qtbot.keyClick(page.table.view, Qt.Key.Key_A, CTRL)
    rest()
    assert offered(page) == []
    assert not page._undo.isVisible()


def test_the_right_click_menu_offers_what_can_be_done(qtbot, page, app, person, rest):
    def shown():
        entries = page.table.make_menu().actions()
        return [one.text().split("\t")[0] for one in entries if one.isVisible() and one.text()]

    assert shown()[0] == "撤销这次操作"
    page._undo.trigger()
    rest()
    assert app.people.person(person).phone == "13900000000"
    assert shown()[0] == "重做这次操作"


def test_numbers_are_whole_on_request(qtbot, page, rest, alerts):
    alerts.answers = [True]
    box = page.detail.findChild(QCheckBox, "full_numbers")
    qtbot.mouseClick(box, LEFT, pos=box.rect().center() * 0.2)
    rest()
    assert lines(page)[0][-2:] == ["13900000000", "13800001111"]


def test_what_a_new_record_was_before_has_no_column(qtbot, page, rest):
    click_row(qtbot, page.table, 1)
    rest()
    assert all(len(line) == 4 for line in lines(page))
    click_row(qtbot, page.table, 0)
    rest()
    assert len(lines(page)[0]) == 5


def test_the_chosen_line_stands_in_full_below(qtbot, page, rest):
    assert not page.findChild(QLabel, "line").isVisible()
    click_row(qtbot, page.detail.table, 0)
    assert text(page, "line") == "人员 陈明　手机号：139****0000 → 138****1111"


def test_a_large_action_is_shown_part_by_part(qtbot, import_roster, open_page, rest, monkeypatch):
    monkeypatch.setattr(page_module, "_RECORDS", 40)
    import_roster(45)
    page = open_page()
    assert button(page, "more").text() == "显示更多（还有 50 条记录）"
    press(qtbot, page, "more")
    rest()
    assert page.detail.shown == 80
    press(qtbot, page, "more")
    rest()
    assert page.detail.shown == 90
    assert not button(page, "more").isVisible()
    assert len({line.row.row_id for line in page.detail.table.rows()}) == 90


def test_older_actions_come_when_they_are_asked_for(qtbot, app, open_page, rest, monkeypatch):
    monkeypatch.setattr(page_module, "_ACTIONS", 3)
    add_people(app, 4)
    page = open_page()
    assert len(names(page)) == 3
    press(qtbot, page, "earlier")
    rest()
    assert len(names(page)) == 5
    assert not button(page, "earlier").isVisible()


def test_search_narrows_by_word(qtbot, page, rest):
    page.findChild(QLineEdit, "search").setFocus()
    search = page.table.bar.search
    search.insert("新增")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    rest()
    assert names(page) == ["新增人员“陈明”"]
    assert text(page, "action_name") == "新增人员“陈明”"


def test_other_pcs_have_a_column_and_can_be_left_out(qtbot, person, elsewhere, open_page, rest):
    elsewhere("修改人员“陈明”")
    page = open_page()
    assert not page.table.view.isColumnHidden(3)
    assert offered(page) == []
    filters, _ = page.head_buttons()
    box = filters.findChild(QCheckBox, "here")
    qtbot.mouseClick(box, LEFT, pos=box.rect().center() * 0.2)
    rest()
    assert names(page) == ["新增人员“陈明”", "建立数据文件夹"]
    assert page.table.view.isColumnHidden(3)


def test_a_time_without_actions_leads_back_to_all(qtbot, page, rest):
    filters, _ = page.head_buttons()
    period = filters.findChild(QComboBox, "period")
    period.setCurrentText("自选日期")
    since, until = (filters.findChild(type(filters._since), name) for name in ("since", "until"))
    assert since.isVisible()
    rest()
    assert len(names(page)) == 3
    until.set_day(until.day.replace(day=1))
    rest()
    assert names(page) == []
    qtbot.mouseClick(page.table.findChild(QPushButton, "empty_action"), LEFT)
    rest()
    assert len(names(page)) == 3
    assert not since.isVisible()


@pytest.mark.parametrize("period", ["今天", "最近 7 天", "最近 30 天", "今年"])
def test_a_period_holds_today(page, rest, period):
    filters, _ = page.head_buttons()
    filters.findChild(QComboBox, "period").setCurrentText(period)
    rest()
    assert len(names(page)) == 3


def test_news_from_other_pages_arrive(page, app, desk, rest):
    app.training.plan(a_plan())
    desk.changes.tell(Changed.SESSIONS)
    rest()
    assert names(page)[0] == "新建培训“任前培训”"
    assert text(page, "action_name") == "修改人员“陈明”"


def test_from_a_line_to_the_history_of_its_record(qtbot, page, rest):
    click_row(qtbot, page.detail.table, 0)
    qtbot.keyClick(page.detail.table.view, Qt.Key.Key_H, CTRL)
    rest()
    dialog = page.findChild(QDialog, "record_dialog")
    assert dialog.findChild(QLabel, "record_label").text() == "人员“陈明”"
    table = dialog.findChild(RowTable, "record_changes")
    assert table.shown_rows()[0].field.name == "手机号"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
