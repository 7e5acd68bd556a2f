"""The wizard that brings rosters in, clicked through from file to undo."""

import json

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QDialog, QTabBar

from tests.jyguide.builders import HEADINGS, NAMES, a_person, a_roster, a_row, an_id
from tests.ui.people.gestures import ALL_STATIONS, TIDY, rows


def truth_of(roster):
    return json.loads(roster.with_suffix(".truth.json").read_text("utf-8"))


def kept(app, keys):
    return [{key: str(getattr(row, key)) for key in keys} for row in app.people.people()]


def by_number(people):
    return sorted(people, key=lambda person: person["id_number"])


@pytest.mark.flow
@pytest.mark.parametrize("roster", [TIDY, ALL_STATIONS], ids=["tidy", "all-stations"])
def test_a_roster_as_offices_send_it_comes_in_whole_and_goes_again(city_window, city, roster):
    truth = truth_of(roster)
    city_window.open_import(roster)
    city_window.click("next_step")
    assert city_window.counts() == [len(truth["good"]), 0, 0, len(truth["bad"])]
    assert len(city_window.table("lines").rows()) == len(truth["good"]) + len(truth["bad"])
    city_window.click("import_now")
    assert city_window.counts() == [len(truth["good"]), 0, 0, len(truth["bad"])]
    keys = list(truth["good"][0])
    assert by_number(kept(city, keys)) == by_number(truth["good"])
    refused = city_window.table("refused").rows()
    assert sorted((fault.row, fault.column) for fault in refused) == sorted(
        (bad["row"], bad["column"]) for bad in truth["bad"]
    )
    city_window.click("undo_import")
    assert city.people.people() == []
    assert "已撤销" in city_window.banner("done_sentence")
    assert city_window.counts()[0] == 0
    city_window.click("close_import")
    assert city_window.text("empty_title") == "还没有人员"


def test_on_a_stations_pc_people_of_other_stations_are_refused(window, app):
    window.open_import(ALL_STATIONS)
    window.click("next_step")
    new, _, _, refused = window.counts()
    assert (new, refused) == (14, 306)
    tabs = window.find(QTabBar, "fates")
    shown = [tabs.tabText(at) for at in range(tabs.count()) if tabs.isTabVisible(at)]
    assert shown == ["全部 320", "新增 14", "有问题 306"]
    tabs.setCurrentIndex(tabs.count() - 1)
    refused = window.table("lines").shown_rows()
    assert len(refused) == 306
    assert any("只管“周庄镇”" in fault.reason for row in refused for fault in row.faults)
    window.click("import_now")
    assert {row.station for row in app.people.people()} == {"周庄镇"}


def test_enter_alone_goes_from_columns_to_the_end(window, app, tmp_path):
    window.open_import(a_roster(tmp_path / "名单.xlsx", rows(2)))
    for _ in range(2):
        window.qtbot.keyClick(
            window.find(QDialog, "import_dialog").focusWidget(), Qt.Key.Key_Return
        )
        window.settle()
    assert len(app.people.people()) == 2
    wanted = []
    window.shell.current_page.wanted.connect(wanted.append)
    window.shell.current_page.wanted.disconnect(window.shell.show_page)  # nothing else is here
    window.qtbot.keyClick(window.find(QDialog, "import_dialog").focusWidget(), Qt.Key.Key_Return)
    assert len(window.names()) == 2
    assert wanted == ["training:new"]


def test_known_people_are_updated_and_shown_from_old_to_new(app, open_window, tmp_path):
    app.people.add(a_person("陈明", 0, education="大专"))
    app.people.add(a_person("单雄", 1))
    window = open_window(app)
    file = a_roster(
        tmp_path / "名单.xlsx",
        [
            (*a_row("陈明", 0, **{"专/兼职": "专职"}), "本科"),
            (*a_row("单雄", 1), ""),
            (*a_row("丁一", 2), ""),
        ],
        (*HEADINGS, "学历"),
    )
    window.open_import(file)
    window.click("next_step")
    assert window.counts() == [1, 1, 1, 0]
    table = window.table("lines")
    said = {column.title: column.text for column in table.model.columns}
    assert [(said["行"](row), said["处理"](row), said["说明"](row)) for row in table.rows()] == [
        ("2", "更新", "专/兼职：兼职 → 专职；学历：大专 → 本科"),
        ("3", "无变化", ""),
        ("4", "新增", ""),
    ]
    window.click_row(0, "lines")
    assert window.text("line_detail").startswith("第 2 行，更新。专/兼职：兼职 → 专职")
    window.find(QTabBar, "fates").setCurrentIndex(2)
    assert [row.values["name"] for row in table.shown_rows()] == ["陈明"]
    window.click("import_now")
    window.click("undo_import")
    assert {row.education for row in app.people.people()} == {"大专", ""}


def test_what_is_kept_is_filled_up_and_single_rows_decided_by_themselves(
    app, open_window, tmp_path
):
    for at, name in enumerate(NAMES[:3]):
        app.people.add(a_person(name, at, education="大专", ethnic=""))
    window = open_window(app)
    changed = [(*row, "本科", "汉族", "村党组织书记") for row in rows(3)]
    heads = (*HEADINGS, "学历", "民族", "职务")
    window.open_import(a_roster(tmp_path / "名单.xlsx", changed, heads))
    window.click("next_step")
    window.choose("policy", "补充")
    window.click_row(0, "lines")
    window.choose("row_policy", "更新")
    window.click_row(1, "lines")
    window.choose("row_policy", "跳过")
    assert window.text("line_detail").startswith("第 3 行，跳过。不改：学历")
    window.find(QCheckBox, "suggestions").click()
    assert window.button("import_now").text() == "导入 2 人"
    window.click("import_now")
    kept = {row.name: (row.education, row.ethnic, row.role.value) for row in app.people.people()}
    assert kept == {
        NAMES[0]: ("本科", "汉族", "village_secretary"),
        NAMES[1]: ("大专", "", ""),
        NAMES[2]: ("大专", "汉族", "village_secretary"),
    }


def test_a_block_is_pasted_into_the_list_and_read_without_a_head(window, app):
    block = "\n".join(f"{NAMES[at]}\t{an_id(at)}\t1390000{at:04d}" for at in range(2))
    QApplication.clipboard().setText(block)
    window.qtbot.keyClick(window.shell, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    assert window.find(QComboBox, "header_row").currentText() == "没有表头，第一行就是内容"
    shown = {
        key: window.find(QComboBox, f"column_{key}").currentText() for key in ("name", "phone")
    }
    assert shown == {"name": f"A　{NAMES[0]}", "phone": "C　139****0000"}
    window.click("next_step")
    window.click("import_now")
    assert sorted(row.name for row in app.people.people()) == sorted(NAMES[:2])
    window.click("other_file")
    QApplication.clipboard().setText("一句话")
    dialog = window.find(QDialog, "import_dialog")
    window.qtbot.keyClick(dialog, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "剪贴板里没有表格" in window.banner("trouble")


def test_a_file_without_news_cannot_be_imported_again(window, tmp_path):
    file = a_roster(tmp_path / "名单.xlsx", rows(2))
    window.import_whole(file)
    window.click("other_file")
    window.pick(file)
    window.click("next_step")
    assert window.counts() == [0, 0, 2, 0]
    assert not window.button("import_now").isEnabled()
    assert "没有要写入的内容" in window.banner("preview_notes")


def test_after_closing_the_toast_still_takes_the_import_back(window, app, tmp_path):
    window.import_whole(a_roster(tmp_path / "名单.xlsx", rows(3)))
    window.click("close_import")
    assert sorted(window.names()) == sorted(NAMES[:3])
    assert window.text("toast_text") == "花名册已导入：新增 3 人，更新 0 人"
    window.click("toast_action")
    assert app.people.people() == []


def test_a_roster_dropped_on_the_list_opens_the_wizard_and_other_files_do_not(window, tmp_path):
    assert not window.drop_on_list(tmp_path / "照片.png")
    assert not window.drop_on_list(tmp_path / "a.xlsx", tmp_path / "b.xlsx")
    assert not window.shell.findChildren(QDialog, "import_dialog")
    assert window.drop_on_list(a_roster(tmp_path / "名单.xlsx", rows(2)))
    assert window.find(QComboBox, "column_name").currentText() == "A　姓名"
    window.click("close_import")
    assert not window.shell.toast.isVisible()


def heads_on_screen(window, name):
    table = window.table(name)
    return [table.model.columns[at].title for at in table.view.columns_on_screen()]


def test_sheets_are_told_apart_where_there_are_several_and_hidden_ones_mentioned(window, tmp_path):
    file = a_roster(tmp_path / "名单.xlsx", rows(2))
    book = load_workbook(file)
    book.create_sheet("旧表").append(["x"])
    book["旧表"].sheet_state = "hidden"
    book.save(file)
    window.open_import(file)
    window.click("next_step")
    assert heads_on_screen(window, "lines")[0] == "行"
    assert window.banner("preview_notes") == "隐藏的工作表没有读入：旧表。"
    second = book.create_sheet("后备")
    for row in (HEADINGS, *rows(1, first=4)):
        second.append(list(row))
    book.save(file)
    window.click("back")
    window.click("next_step")
    assert heads_on_screen(window, "lines")[:2] == ["工作表", "行"]
    sheets = [row.sheet for row in window.table("lines").shown_rows()]
    assert sheets == ["Sheet", "Sheet", "后备"]
