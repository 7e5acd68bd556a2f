import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel

from jyguide.errors import FileError
from jyguide.people.person import InstructorKind
from tests.jyguide.builders import a_person, an_id

CTRL = Qt.KeyboardModifier.ControlModifier
NAMES = ("单雄信", "仇志强", "王芳", "丁一", "尉迟恭")
BY_PINYIN = ["丁一", "仇志强", "单雄信", "王芳", "尉迟恭"]
BY_STROKES = ["丁一", "王芳", "仇志强", "单雄信", "尉迟恭"]


@pytest.fixture
def listed(app, open_window):
    for at, name in enumerate(NAMES):
        app.people.add(a_person(name, at, education="大学", organisation="某村党总支"))
    return open_window(app)


def test_nobody_yet_says_what_to_do_and_does_it(window):
    assert window.text("empty_title") == "还没有人员"
    window.click("empty_action")
    assert window.find(QDialog, "import_dialog").windowTitle() == "导入花名册"


def test_everybody_is_listed_by_pinyin_with_numbers_masked(listed):
    assert sorted(listed.names(), key=BY_PINYIN.index) == listed.names()
    cells = listed.cells(0)
    assert list(cells) == [
        "姓名",
        "性别",
        "出生日期",
        "身份证号",
        "手机号码",
        "学历",
        "入党日期",
        "类别",
        "所在党组织",
        "职务",
    ]
    assert cells["身份证号"] == f"320281********{an_id(3)[-4:]}"
    assert cells["手机号码"] == "139****0003"
    assert cells["类别"] == "兼职"


def test_surname_strokes_can_be_chosen_and_heads_follow(listed):
    listed.choose("order", "姓氏笔画")
    assert listed.names() == BY_STROKES
    view = listed.table().view
    view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert listed.names() == BY_STROKES[::-1]
    listed.choose("order", "拼音")
    assert listed.names() == BY_PINYIN


def test_the_city_sees_and_filters_stations(city, open_window):
    city.people.add(a_person("王芳", 0, station="周庄镇"))
    city.people.add(a_person("丁一", 1, station="华士镇", kind=InstructorKind.FULL_TIME))
    window = open_window(city)
    assert window.cells(0)["指导站"] == "华士镇"
    window.choose("choice_station", "周庄镇")
    assert window.names() == ["王芳"]
    window.choose("choice_station", "全部")
    window.choose("choice_kind", "专职")
    assert window.names() == ["丁一"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("shanxiong", ["单雄信"]),
        ("qzq", ["仇志强"]),
        ("yuchi", ["尉迟恭"]),
        ("王", ["王芳"]),
        (an_id(3)[-6:], ["丁一"]),
        ("00000001", ["仇志强"]),
    ],
)
def test_search_by_name_reading_and_tails(listed, typed, found):
    listed.type("search", typed)
    listed.qtbot.waitUntil(lambda: listed.names() == found)


def test_full_numbers_on_demand(listed):
    box = listed.find(QCheckBox, "full_numbers")
    listed.qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center())
    box.setChecked(True)
    assert listed.cells(0)["身份证号"] == an_id(3)
    assert listed.cells(0)["手机号码"] == "13900000003"
    box.setChecked(False)
    assert "*" in listed.cells(0)["身份证号"]


def test_one_is_deleted_at_once_and_brought_back_from_the_toast(listed, app):
    listed.click_row(0)
    listed.click("delete")
    assert "丁一" not in listed.names()
    assert listed.text("toast_text") == "已删除“丁一”"
    listed.click("toast_action")
    assert listed.names() == BY_PINYIN
    assert len(app.people.people()) == len(NAMES)
    assert listed.text("toast_text") == "已撤销"


def test_deleting_several_is_asked_about(listed, alerts, app):
    listed.click_row(0)
    listed.click_row(1, modifier=CTRL)
    alerts.answers = [False, True]
    listed.click("delete")
    assert len(app.people.people()) == len(NAMES)
    listed.table().view.setFocus()
    listed.qtbot.keyClick(listed.table().view, Qt.Key.Key_Delete)
    listed.settle()
    assert alerts.questions == ["要从名单中删除选中的 2 人吗？"] * 2
    assert listed.names() == BY_PINYIN[2:]


def test_an_undo_that_cannot_be_is_told(listed, alerts, app):
    listed.click_row(0)
    listed.click("delete")
    app.history.undo(app.history.actions()[0].id)
    listed.click("toast_action")
    assert "不能撤销" in alerts.take_error().message


def test_edit_and_delete_wait_for_a_selection(listed):
    assert not listed.button("edit").isEnabled()
    assert not listed.button("delete").isEnabled()
    listed.click_row(0)
    listed.click_row(1, modifier=CTRL)
    assert not listed.button("edit").isEnabled()
    assert listed.button("delete").isEnabled()


def test_right_click_menu_has_the_pages_actions(listed):
    texts = [action.text() for action in listed.table().make_menu().actions()]
    assert texts[:3] == ["修改…", "修改记录…\tCtrl+H", "删除"]


@pytest.mark.parametrize(
    ("entry", "number", "phone"),
    [
        ("export_masked", f"320281********{an_id(3)[-4:]}", "139****0003"),
        ("export_full", an_id(3), "13900000003"),
    ],
)
def test_export_asks_whether_numbers_are_written_out(
    listed, alerts, tmp_path, entry, number, phone
):
    target = tmp_path / "名单.xlsx"
    alerts.files = [target]
    listed.menu(entry)
    rows = list(load_workbook(target).worksheets[0].values)
    first = dict(zip(rows[0], rows[1], strict=True))
    assert (first["身份证号"], first["手机号"]) == (number, phone)
    assert listed.text("toast_text") == "已导出名单上全部 5 人"


def test_export_not_wanted_after_all_writes_nothing(listed, alerts, tmp_path):
    alerts.files = [None]
    listed.menu("export_full")
    assert alerts.suggested == ["花名册.xlsx"]
    assert not list(tmp_path.glob("*.xlsx"))


def test_export_to_an_impossible_place_is_explained(listed, alerts, tmp_path):
    alerts.files = [tmp_path / "gone" / "名单.xlsx"]
    listed.menu("export_masked")
    assert isinstance(alerts.take_error(), FileError)


def test_template_is_saved(window, alerts, tmp_path):
    target = tmp_path / "模板.xlsx"
    alerts.files = [target]
    window.click("template")
    assert load_workbook(target).sheetnames[0] == "指导员花名册"
    assert window.text("toast_text") == "已保存到“模板.xlsx”"
    assert not window.button("export").isEnabled()


def test_news_from_elsewhere_reloads_the_list(listed, app, desk):
    from jyguide.changes import Changed  # noqa: PLC0415 - only here

    app.people.add(a_person("安然", 9))
    desk.changes.tell(Changed.PEOPLE)
    listed.settle()
    assert listed.names()[0] == "安然"
    assert listed.find(QLabel, "count").text() == "共 6 人"
