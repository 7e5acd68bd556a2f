import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QPushButton

from jyguide.people.id_number import birth_of, sex_of
from jyguide.people.person import InstructorKind, PersonRole
from tests.jyguide.builders import a_person, an_id
from ui.access.unmask import mask_all

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def entry(window):
    """The dialog for a new person, open."""
    window.click("new_person")
    return window


def sex(window):
    return window.find(QComboBox, "field_sex")


def test_typing_the_id_fills_sex_and_birth_and_locks_them(entry):
    assert entry.find(QDialog, "person_dialog").windowTitle() == "新增人员"
    entry.type("field_id_number", an_id(1)[:17])
    assert (sex(entry).currentText(), entry.field("field_birth")) == ("", "")
    assert sex(entry).isEnabled()
    entry.qtbot.keyClicks(entry.find(QLineEdit, "field_id_number"), an_id(1)[17])
    assert sex(entry).currentText() == sex_of(an_id(1))
    assert entry.field("field_birth") == birth_of(an_id(1)).isoformat()
    assert not sex(entry).isEnabled()
    entry.qtbot.keyClick(entry.find(QLineEdit, "field_id_number"), Qt.Key.Key_Backspace)
    assert (sex(entry).currentText(), entry.field("field_birth")) == ("", "")
    assert sex(entry).isEnabled()


def test_a_wrong_check_digit_is_said_while_typing(entry):
    wrong = an_id()[:17] + ("1" if an_id()[17] != "1" else "2")
    entry.type("field_id_number", wrong)
    assert entry.problem("field_id_number") == "身份证号校验位不符，请核对是否有一位抄错"
    assert entry.field("field_birth") == ""
    entry.type("field_id_number", an_id())
    assert entry.problem("field_id_number") == ""


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("field_name", "王5", "含有数字"),
        ("field_phone", "123", "手机号应为 11 位，实际为 3 位"),
        ("field_birth", "1998-13-01", "不存在"),
        ("field_birth", "1998-03", "补上“日”"),
        ("field_joined", "去年", "看不出是哪一天"),
        ("field_joined", "2031-07-01", "还没有到"),
        ("field_id_number", "3202", "应为 18 位"),
    ],
)
def test_a_field_left_wrong_says_so_and_forgets_when_emptied(entry, field, typed, said):
    entry.type(field, typed)
    entry.qtbot.keyClick(entry.find(QLineEdit, field), Qt.Key.Key_Tab)
    assert said in entry.problem(field)
    entry.find(QLineEdit, field).setFocus()
    entry.find(QLineEdit, field).selectAll()
    entry.qtbot.keyClick(entry.find(QLineEdit, field), Qt.Key.Key_Delete)
    entry.qtbot.keyClick(entry.find(QLineEdit, field), Qt.Key.Key_Tab)
    assert entry.problem(field) == ""


def test_saving_an_empty_form_says_what_is_missing_and_goes_there(entry, app):
    entry.click("save")
    assert entry.problem("field_name") == "姓名没有填"
    assert entry.problem("field_sex") == "性别没有选"
    assert entry.problem("field_phone") == ""
    assert entry.find(QDialog, "person_dialog").focusWidget() is entry.find(
        QLineEdit, "field_name"
    )
    assert app.people.people() == []


def test_a_person_is_entered_by_keyboard_alone(window, app):
    window.qtbot.keyClick(window.shell.current_page, Qt.Key.Key_N, CTRL)
    window.type("field_name", "尉迟 恭")
    window.type("field_id_number", an_id(1).lower())
    window.type("field_phone", "139 0000 0001")
    window.choose("field_kind", "专职")
    window.type("field_education", "在职研究生")
    window.type("field_joined", "2019.7.1")
    window.type("field_organisation", "某村党总支")
    window.type("field_post", "书记")
    window.qtbot.keyClick(window.find(QLineEdit, "field_post"), Qt.Key.Key_Return)
    window.settle()
    (row,) = app.people.people()
    assert (row.name, row.id_number, row.phone) == ("尉迟恭", an_id(1), "13900000001")
    assert (row.kind, row.education, str(row.joined)) == ("full_time", "在职研究生", "2019-07-01")
    assert (row.organisation, row.post, row.station) == ("某村党总支", "书记", "周庄镇")
    assert (row.sex, row.birth) == (sex_of(an_id(1)), birth_of(an_id(1)))
    assert [chosen.name for chosen in window.table().selected_rows()] == ["尉迟恭"]
    assert window.text("toast_text") == "已保存"


def test_without_an_id_number_sex_is_chosen(entry, app):
    entry.type("field_name", "王芳")
    entry.choose("field_sex", "女")
    entry.type("field_birth", "1990年1月2日")
    entry.click("save")
    (row,) = app.people.people()
    assert (row.sex, str(row.birth), row.id_number, row.kind) == ("女", "1990-01-02", "", "")


def test_somebody_elses_number_is_refused_and_the_form_stays(window, app, alerts):
    app.people.add(a_person("王芳"))
    window.click("new_person")
    window.type("field_name", "丁一")
    window.type("field_id_number", an_id())
    window.click("save")
    assert "与已有人员“王芳”相同" in alerts.take_error().message
    assert window.field("field_name") == "丁一"
    assert window.button("save").isEnabled()


def test_double_click_opens_a_person_and_his_changes_are_kept(app, open_window):
    app.people.add(a_person("王芳", post="书记"))
    window = open_window(app)
    window.click_row(0)
    window.qtbot.keyClick(window.table().view, Qt.Key.Key_Return)
    window.settle()
    assert window.find(QDialog, "person_dialog").windowTitle() == "修改“王芳”"
    assert window.field("field_id_number") == f"320281********{an_id()[-4:]}"
    assert not sex(window).isEnabled()
    kinds = window.find(QComboBox, "field_kind")
    assert [kinds.itemText(at) for at in range(kinds.count())] == ["不是指导员", "专职", "兼职"]
    assert kinds.currentText() == "兼职"
    window.choose("field_kind", "专职")
    window.type("field_post", "副书记")
    window.click("save")
    (row,) = app.people.people()
    assert (row.post, row.kind, row.phone) == ("副书记", "full_time", "13900000000")


def test_an_instructor_is_taken_off_the_list_of_instructors(app, open_window):
    app.people.add(a_person("王芳", kind=InstructorKind.FULL_TIME))
    window = open_window(app)
    window.click_row(0)
    window.click("edit")
    window.choose("field_kind", "不是指导员")
    window.click("save")
    assert [row.kind for row in app.people.people()] == [""]
    assert window.cells()["专兼职"] == ""


def test_somebody_entered_by_mistake_goes_from_the_toast(entry, app):
    entry.type("field_name", "王芳")
    entry.choose("field_sex", "女")
    entry.click("save")
    entry.click("toast_action")
    assert app.people.people() == []
    assert entry.text("toast_text") == "已撤销"


def test_a_change_is_taken_back_from_the_toast(app, open_window):
    app.people.add(a_person("王芳"))
    window = open_window(app)
    window.click_row(0)
    window.click("edit")
    window.type("field_name", "丁一")
    window.choose("field_kind", "不是指导员")
    window.click("save")
    assert window.names() == ["丁一"]
    window.click("toast_action")
    (row,) = app.people.people()
    assert (row.name, row.kind) == ("王芳", "part_time")
    assert window.names() == ["王芳"]


def test_saving_without_a_change_offers_nothing_to_take_back(app, open_window):
    app.people.add(a_person("王芳"))
    window = open_window(app)
    window.click_row(0)
    window.click("edit")
    window.click("save")
    assert window.text("toast_text") == "已保存"
    assert not window.shell.findChild(QPushButton, "toast_action").isVisible()


def test_a_form_left_open_does_not_write_over_what_came_between(app, open_window, alerts):
    person = app.people.add(a_person("王芳", post="书记"))
    window = open_window(app)
    window.click_row(0)
    window.click("edit")
    window.type("field_post", "副书记")
    app.people.change(person, a_person("王芳", phone="13900000009"))
    window.click("save")
    assert "又被改动过" in alerts.take_error().message
    assert window.field("field_post") == "副书记"
    window.click("cancel")
    window.shell.refresh()
    window.settle()
    window.click("edit")
    window.type("field_post", "副书记")
    window.click("save")
    (row,) = app.people.people()
    assert (row.post, row.phone) == ("副书记", "13900000009")


def test_escape_leaves_everything_as_it_was(app, open_window):
    app.people.add(a_person("王芳"))
    window = open_window(app)
    window.click_row(0)
    window.click("edit")
    window.type("field_name", "丁一")
    window.qtbot.keyClick(window.find(QDialog, "person_dialog"), Qt.Key.Key_Escape)
    assert window.names() == ["王芳"]


def test_the_city_chooses_the_station(city_window, city):
    city_window.click("new_person")
    city_window.type("field_name", "王芳")
    city_window.type("field_id_number", an_id())
    city_window.click("save")
    assert city_window.problem("field_station") == "指导站没有选"
    city_window.choose("field_station", "华士镇")
    city_window.choose("field_kind", "兼职")
    city_window.click("save")
    (row,) = city.people.people()
    assert (row.station, row.kind) == ("华士镇", InstructorKind.PART_TIME)


def test_an_id_number_turns_green_and_a_birthday_at_odds_is_told(entry, app):
    entry.type("field_birth", "1970-02-01")
    entry.type("field_id_number", an_id(1))
    number = entry.find(QLineEdit, "field_id_number")
    assert number.property("right") == "true"
    assert (
        number.parentWidget().findChild(QLabel, "note").text().startswith("号码正确：男，1970年")
    )
    assert "与身份证号中的" in entry.problem("field_birth")
    assert entry.field("field_birth") == "1970-02-01"
    entry.type("field_name", "丁一")
    entry.click("save")
    assert app.people.people() == []
    entry.type("field_birth", birth_of(an_id(1)).isoformat())
    entry.click("save")
    assert [row.name for row in app.people.people()] == ["丁一"]


def test_reading_role_place_and_order_are_entered(entry, app):
    town = next(row.id for row in app.organisations.rows() if row.name == "周庄镇")
    entry.type("field_name", "单雨好")
    entry.qtbot.keyClick(entry.find(QLineEdit, "field_name"), Qt.Key.Key_Tab)
    reading = entry.find(QLineEdit, "field_reading")
    assert reading.placeholderText().startswith("shàn yǔ hǎo")
    entry.type("field_reading", "dan yu")
    entry.qtbot.keyClick(reading, Qt.Key.Key_Tab)
    assert "2 个音节" in entry.problem("field_reading")
    entry.type("field_reading", "Dan1 yu hao")
    entry.choose("field_sex", "女")
    entry.choose("field_role", "村党组织书记")
    entry.type("field_organisation", "某支部")
    placed = entry.find(QLineEdit, "field_organisation_id")
    placed.set_value(town)
    placed.changed.emit(town)
    assert not entry.find(QLineEdit, "field_organisation").isEnabled()
    entry.type("field_position", "12")
    entry.type("field_note", "新任")
    entry.click("save")
    (row,) = app.people.people("dyh")
    assert (row.reading, row.role, row.position, row.note) == (
        *("dān yu hao", PersonRole.VILLAGE_SECRETARY),
        *(12, "新任"),
    )
    assert (row.organisation_id, row.organisation) == (town, "周庄镇")
    entry.click_row(0)
    entry.click("edit")
    assert entry.find(QComboBox, "field_role").currentText() == "村党组织书记"
    entry.click("save")
    assert app.people.person(row.id).version == row.version


def test_numbers_are_shown_in_the_form_on_request_and_kept_unseen(app, open_window, alerts):
    app.people.add(a_person("王芳", note="家里 13912345678"))
    window = open_window(app)
    window.click_row(0)
    window.click("edit")
    fields = ("field_id_number", "field_phone", "field_birth", "field_note")
    masked = [window.field(name) for name in fields]
    assert masked[1:] == ["139****0000", "1970-**-**", "家里 139****5678"]
    assert window.find(QLineEdit, fields[0]).isReadOnly()
    alerts.answers = [True]
    window.click("show_numbers")
    assert [window.field(name) for name in fields[:2]] == [an_id(), "13900000000"]
    assert app.disclosures.rows()[0].person == "王芳"
    window.type("field_phone", "13900000009")
    mask_all(window.shell)  # as when the window is locked
    assert [window.field(name) for name in fields] == [
        *(masked[0], "13900000009", masked[2], masked[3])
    ]
    window.type("field_post", "书记")
    window.click("save")
    (row,) = app.people.people()
    assert (row.id_number, row.phone, row.post) == (an_id(), "13900000009", "书记")
    assert (str(row.birth), row.note) == ("1970-01-01", "家里 13912345678")
