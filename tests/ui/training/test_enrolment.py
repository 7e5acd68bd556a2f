import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton

from jyguide.errors import FileError, RuleError
from tests.ui.training.classroom import a_session, people, type_text
from ui.printing.preview import PrintPreview

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def room(app):
    """Seven people, nobody enrolled yet."""
    return people(app), a_session(app)


@pytest.fixture
def page(app, room, open_page, rest):
    page = open_page(app)
    page._open(app.training.session(room[1]))
    rest()
    return page


@pytest.fixture
def tab(page):
    return page.detail.enrol_tab


def press(qtbot, inside, name):
    qtbot.mouseClick(inside.findChild(QPushButton, name), LEFT)


def enrolled(app, room):
    return [row.name for row in app.training.enrolments(room[1])]


def search(qtbot, tab, text):
    field = tab.candidates.findChild(QLineEdit, "search")
    field.clear()
    type_text(qtbot, field, text)
    return field


def test_an_empty_session_opens_on_enrolment_with_the_search_ready(qtbot, page, tab):
    assert tab.isVisible()
    assert page.focusWidget() is tab.candidates.bar.search
    assert len(tab.candidates.rows()) == 7
    assert not page.findChild(QPushButton, "print_sheet").isEnabled()


def test_search_by_initials_enter_enter_enrols(qtbot, app, room, tab, rest):
    field = search(qtbot, tab, "oyh")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(tab.candidates.view, Qt.Key.Key_Return)
    rest()
    assert enrolled(app, room) == ["欧阳海"]
    assert [row.name for row in tab.enrolled.rows()] == ["欧阳海"]
    assert "欧阳海" not in [row.name for row in tab.candidates.rows()]


def test_all_of_one_organisation_at_a_stroke(qtbot, app, room, tab, rest):
    choice = tab.candidates.findChild(QComboBox, "choice_organisation")
    choice.setCurrentText("示例村党支部")
    button = tab.findChild(QPushButton, "add_all")
    qtbot.waitUntil(lambda: len(tab.candidates.shown_rows()) == 3)
    qtbot.mouseClick(button, LEFT)
    rest()
    assert {row.organisation for row in app.training.enrolments(room[1])} == {"示例村党支部"}
    assert len(enrolled(app, room)) == 3


def test_the_button_says_how_many_the_filter_leaves(qtbot, tab):
    choice = tab.candidates.findChild(QComboBox, "choice_organisation")
    choice.setCurrentText("示例村党支部")
    assert tab.findChild(QPushButton, "add_all").text() == "全部加入（3）"


def test_delete_takes_off_the_list_but_not_who_signed_in(qtbot, app, room, tab, alerts, rest):
    keys, session_id = room
    app.training.enrol(session_id, keys[:2])
    app.training.sign_in(session_id, keys[0])
    tab.window().refresh()
    rest()
    tab.enrolled.select_rows(lambda row: row.person_id == keys[1])
    tab.enrolled.view.setFocus()
    qtbot.keyClick(tab.enrolled.view, Qt.Key.Key_Delete)
    rest()
    assert enrolled(app, room) == ["张三"]
    tab.enrolled.select_rows(lambda row: True)
    press(qtbot, tab, "withdraw")
    rest()
    assert isinstance(alerts.take_error(), RuleError)
    assert enrolled(app, room) == ["张三"]


def test_without_people_the_way_to_the_roster_is_shown(qtbot, city, open_page, rest):
    page = open_page(city)
    page._open(city.training.session(a_session(city)))
    rest()
    tab = page.detail.enrol_tab
    assert tab.candidates.findChild(QLabel, "empty_title").text() == "没有可以加入的人"
    with qtbot.waitSignal(page.wanted) as went:
        press(qtbot, tab.candidates, "empty_action")
    assert went.args == ["people"]


def test_the_city_sees_and_chooses_stations(qtbot, city, open_page, rest):
    people(city, ("张三", "赵帅"))
    page = open_page(city)
    page._open(city.training.session(a_session(city)))
    rest()
    tab = page.detail.enrol_tab
    assert tab.candidates.findChild(QComboBox, "choice_station").findText("周庄镇") > 0
    assert "指导站" in [column.title for column in tab.candidates.model.columns]


@pytest.fixture
def full_page(app, room, page, rest):
    app.training.enrol(room[1], room[0])
    page.refresh()
    rest()
    return page


def test_the_sheet_opens_in_the_preview(qtbot, full_page, rest):
    press(qtbot, full_page, "print_sheet")
    rest()
    preview = full_page.findChild(PrintPreview)
    rest()
    assert preview.isVisible()
    assert "张三" in preview.pages[0].text
    preview.reject()


def test_the_sheet_goes_to_word(qtbot, full_page, alerts, tmp_path, rest):
    alerts.files = [tmp_path / "签到表.docx"]
    with qtbot.waitSignal(full_page.notice) as told:
        press(qtbot, full_page, "export_sheet")
    rest()
    assert (tmp_path / "签到表.docx").read_bytes().startswith(b"PK")
    assert alerts.suggested == ["签到表 任前培训.docx"]
    assert "签到表.docx" in told.args[0].sentence


def test_a_missing_folder_is_a_sentence(qtbot, full_page, alerts, tmp_path, rest):
    alerts.files = [tmp_path / "没有" / "签到表.docx", None]
    press(qtbot, full_page, "export_sheet")
    rest()
    assert isinstance(alerts.take_error(), FileError)
    press(qtbot, full_page, "export_sheet")
    rest()
