from uuid import UUID

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QLabel, QLineEdit, QMenu, QSpinBox

from jyguide.errors import FileError
from jyguide.ids import PersonId
from jyguide.people.finding import FoundPeople
from jyguide.people.organisation import OrganisationFacts, OrganisationKind
from jyguide.people.person import InstructorKind, PersonRole
from jyguide.people.row import PersonRow
from tests.jyguide.builders import a_person, an_id
from ui.people.columns import PersonCells
from ui.people.people_table import PeopleTable
from ui.widgets import EmptyText
from ui.widgets.listed import Scope

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
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


def test_numbers_are_masked_until_asked_for(listed, alerts):
    assert listed.names() == BY_PINYIN
    cells = listed.cells(0)
    assert list(cells) == [
        *("姓名", "性别", "出生日期", "身份证号", "手机号码", "学历"),
        *("专兼职", "人员类别", "所在组织", "职务", "入党日期"),
    ]
    assert cells["身份证号"] == f"320281********{an_id(3)[-4:]}"
    assert (cells["手机号码"], cells["专兼职"]) == ("139****0003", "兼职")
    assert cells["出生日期"] == "1970-**-**"
    box = listed.find(QCheckBox, "full_numbers")
    alerts.answers = [False, True]
    for full in (False, True):
        listed.qtbot.keyClick(box, Qt.Key.Key_Space)
        listed.settle()
        assert box.isChecked() is full
    assert "*" not in "".join(listed.cells(0).values())
    assert (listed.cells(0)["身份证号"], listed.cells(0)["手机号码"]) == (an_id(3), "13900000003")
    (seen,) = listed.app.disclosures.rows()
    assert (seen.what, seen.people, seen.whose) == ("人员名单", 5, "5 人")
    listed.table().view.select_positions([0])
    listed.table().copy()
    listed.settle()
    assert an_id(3) in QGuiApplication.clipboard().text()
    assert listed.app.disclosures.rows()[0].what == "复制人员名单"
    leaving = listed.table().listed()
    assert told_of(listed, leaving) == [("导出人员名单", 5)]
    listed.type("search", "丁")  # others may come into view
    listed.settle()
    assert "*" in listed.cells(0)["身份证号"]
    assert not box.isChecked()
    assert an_id(3) in first_of(leaving)  # as it was let
    masked = listed.table().listed()
    assert f"320281********{an_id(3)[-4:]}" in first_of(masked)
    assert [row.name for row in masked.read(Scope.SHOWN)] == listed.names()


def told_of(listed, leaving):
    """What is written down before everybody leaves."""
    told = []
    leaving.let(Scope.ALL, lambda: told.append(listed.app.disclosures.rows()[0]))
    listed.settle()
    return [(one.what, one.people) for one in told]


def first_of(leaving):
    rows = list(leaving.read(Scope.ALL))
    assert [row.name for row in rows] == BY_PINYIN
    return [column.text(rows[0]) for column in leaving.columns]


def test_heads_their_menu_and_the_drop_down_sort(listed):
    listed.choose("order", "姓氏笔画")
    listed.settle()
    assert listed.names() == BY_STROKES
    view = listed.table().view
    view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    listed.settle()
    assert listed.names() == BY_STROKES[::-1]
    view.sortByColumn(3, Qt.SortOrder.AscendingOrder)  # by the day of birth
    listed.settle()
    assert listed.names() == list(NAMES)
    head = view.horizontalHeader()
    for column, lights_up in ((3, True), (4, False)):  # by ID numbers nobody sorts
        at = QPoint(head.sectionViewportPosition(column) + 20, 8)
        listed.qtbot.mouseMove(head.viewport(), at)
        assert head.sectionsClickable() is lights_up
    listed.qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=at)
    listed.settle()
    assert listed.names() == list(NAMES)
    head.customContextMenuRequested.emit(QPoint(head.sectionViewportPosition(3) + 5, 5))
    menu = listed.shell.findChild(QMenu, "head_menu")
    assert [a.text() for a in menu.actions() if a.isChecked()] == ["升序"]
    menu.findChild(QAction, "head_unsorted").trigger()
    menu.close()
    listed.settle()
    assert listed.names() == BY_PINYIN
    listed.qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    names = QApplication.activePopupWidget()
    names.findChild(QAction, "head_surname_strokes").trigger()
    names.close()
    listed.settle()
    assert listed.names() == BY_STROKES


def test_words_narrow_enter_goes_on_and_rows_are_copied_with_heads(listed, qtbot):
    view = listed.table().view
    listed.type("search", "某村 qzq")
    assert listed.text("count") == "共 5 人"
    qtbot.keyClick(listed.find(QLineEdit, "search"), Qt.Key.Key_Return)
    listed.settle()
    assert listed.names() == ["仇志强"]
    assert listed.text("count") == "共 5 人，显示 1 人"
    assert listed.shell.focusWidget() is view
    qtbot.keyClick(view, Qt.Key.Key_C, CTRL | SHIFT)
    listed.settle()
    heads, line = QGuiApplication.clipboard().text().split("\n")
    assert heads.split("\t")[0] == "姓名"
    assert line.split("\t")[0] == "仇志强"
    assert listed.text("toast_text") == "已复制 1 人"
    listed.type("search", "nobody")
    listed.settle()
    listed.click("nothing_found_action")
    qtbot.keyClick(view, Qt.Key.Key_A, CTRL)
    assert listed.text("count") == "共 5 人，选中 5 人"
    listed.choose("choice_kind", "专职")
    listed.settle()
    assert listed.names() == []


def test_a_list_ordered_by_hand_is_moved_by_keys_and_undone(listed, qtbot):
    listed.choose("order", "排序号")
    listed.settle()
    assert "排序号" in listed.cells(0)
    view = listed.table().view
    for name in ("王芳", "尉迟恭"):
        listed.click_row(listed.names().index(name))
        qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        listed.settle()
    assert listed.names() == ["丁一", "仇志强", "王芳", "尉迟恭", "单雄信"]
    assert [row.name for row in listed.table().selected_rows()] == ["尉迟恭"]
    qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    listed.settle()
    assert listed.names()[2:4] == ["尉迟恭", "王芳"]
    assert listed.text("toast_text") == "已上移"
    listed.click("toast_action")
    assert listed.names()[2:4] == ["王芳", "尉迟恭"]
    listed.click_row(4)
    texts = {action.text(): action for action in listed.table().make_menu().actions()}
    texts["移到第几位…"].trigger()
    listed.find(QSpinBox, "place").setValue(1)
    listed.click("confirm")
    assert listed.names() == ["单雄信", "丁一", "仇志强", "王芳", "尉迟恭"]
    listed.choose("order", "拼音")
    listed.settle()
    texts = [a.text() for a in listed.table().make_menu().actions() if a.isVisible()]
    assert "移到第几位…" not in texts
    assert texts[:2] == ["打开\tEnter", "修改…\tF2"]
    assert texts[-3:] == ["修改记录…\tCtrl+H", "", "删除"]


def test_the_city_narrows_by_station_kind_role_and_organisation(city, open_window):
    village = city.organisations.add(
        OrganisationFacts("周西村", OrganisationKind.VILLAGE, _town(city, "周庄镇"))
    )
    city.people.add(a_person("王芳", 0, station="周庄镇", organisation_id=village))
    full = {"kind": InstructorKind.FULL_TIME, "role": PersonRole.VILLAGE_SECRETARY}
    city.people.add(a_person("丁一", 1, station="华士镇", **full))
    window = open_window(city)
    assert (window.cells(0)["指导站"], window.cells(1)["所在组织"]) == ("华士镇", "周西村")
    for box, choice, names in (
        ("choice_station", "周庄镇", ["王芳"]),
        ("choice_station", "全部", ["丁一", "王芳"]),
        ("choice_kind", "专职", ["丁一"]),
        ("choice_kind", "全部", ["丁一", "王芳"]),
        ("choice_role", "村党组织书记", ["丁一"]),
        ("choice_role", "全部", ["丁一", "王芳"]),
    ):
        window.choose(box, choice)
        window.settle()
        assert window.names() == names
    window.type("choice_organisation", "周庄镇")
    window.qtbot.keyClick(window.find(QLineEdit, "choice_organisation"), Qt.Key.Key_Down)
    field = window.find(QLineEdit, "choice_organisation")
    field.set_value(_town(city, "周庄镇"))
    field.changed.emit(field.value())
    window.settle()
    assert window.names() == ["王芳"]


def _town(app, name):
    return next(row.id for row in app.organisations.rows() if row.name == name)


def test_rows_are_asked_for_as_they_come_on_screen(qtbot):
    columns = [column for column, _ in PersonCells().columns(with_station=False)]
    table = PeopleTable(columns, EmptyText("", ""))
    qtbot.addWidget(table)
    table.resize(900, 500)
    table.show()
    rows = [_row(at) for at in range(3000)]
    keys = tuple(row.id for row in rows)
    wanted = []

    def answer(start, asked):
        wanted.append((start, len(asked)))
        table.keep(start, rows[start : start + len(asked)])

    table.rows_wanted.connect(answer)
    table.show_found(FoundPeople(3000, 3000, tuple(rows[:40])))
    table.view.selectAll()
    assert len(table.chosen_keys()) == 40  # of nobody else is known who he is
    table.show_found(FoundPeople(3000, 3000, tuple(rows[:40]), keys))
    assert len(table.chosen_keys()) == 40
    table.view.selectAll()
    assert len(table.chosen_keys()) == 3000
    table.view.scrollToBottom()
    qtbot.waitUntil(lambda: table.model.peek(2999) is not None)
    assert sum(count for _, count in wanted) < 400
    table.view.select_positions([2500])
    table.show_found(FoundPeople(3000, 3000, tuple(rows[:40]), keys[1:] + keys[:1]))
    assert table.chosen_keys() == [keys[2500]]
    assert table.view.selected_positions() == [2499]


def _row(at):
    key = PersonId(UUID(int=at + 1))
    return PersonRow(key, f"王{at}", "男", "", None, "", "", "", None, "", "", "", "", "", "", "")


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
    alerts.files, alerts.answers = [target], [True] * (entry == "export_full")
    listed.menu(entry)
    rows = list(load_workbook(target).worksheets[0].values)
    first = dict(zip(rows[0], rows[1], strict=True))
    assert (first["身份证号"], first["手机号"]) == (number, phone)
    assert listed.text("toast_text") == "已导出名单上全部 5 人"


def test_export_not_wanted_after_all_writes_nothing(listed, alerts, tmp_path):
    alerts.files, alerts.answers = [None], [False, True]
    listed.menu("export_full")
    assert not alerts.suggested
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
