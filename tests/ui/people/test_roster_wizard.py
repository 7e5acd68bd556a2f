"""The wizard that brings rosters in, clicked through from file to undo."""

import json
import os
import threading
from datetime import date, timedelta
from functools import partial

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QDialog, QLabel, QTabBar

import jyguide.people.service.rosters
import ui.importing.wizard
from jyguide.people.id_number import check_character
from tests.jyguide.builders import HEADINGS, NAMES, a_person, a_roster, a_row, an_id
from tests.ui.people.gestures import ALL_STATIONS, TIDY

ODD = ("编号", "谁", "号", "打哪个电话", "哪个站")


def rows(count, first=0):
    return [a_row(NAMES[at % len(NAMES)], at) for at in range(first, first + count)]


def crowd(count):
    """More people than `an_id` has numbers for, born on days of their own."""
    firsts = [f"320281{date(1960, 1, 1) + timedelta(days=at):%Y%m%d}998" for at in range(count)]
    return [
        a_row(NAMES[at % len(NAMES)], at, 性别="", 身份证号=first + check_character(first))
        for at, first in enumerate(firsts)
    ]


def truth_of(roster):
    return json.loads(roster.with_suffix(".truth.json").read_text("utf-8"))


def kept(app, keys):
    return [{key: str(getattr(row, key)) for key in keys} for row in app.people.people()]


def by_number(people):
    return sorted(people, key=lambda person: person["id_number"])


@pytest.fixture
def faulty(tmp_path):
    """Three good rows and one whose ID number has a wrong digit."""
    number = an_id(3)[:16] + "00"
    return a_roster(tmp_path / "名单.xlsx", [*rows(3), a_row("丁一", 3, 身份证号=number)])


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


def test_columns_are_shown_with_what_stands_in_them(window):
    window.open_import(ALL_STATIONS)
    assert "第 3 行" in window.find(QComboBox, "header_row").currentText()
    assert window.find(QComboBox, "column_name").currentText() == "D　姓 名"
    assert window.find(QComboBox, "column_post").currentText() == "（文件里没有）"
    assert window.text("samples_name") == "例：陈宇刚、傅晓兰"
    assert window.text("samples_id_number") == "例：320***********9998"
    assert window.text("unused_columns") == "不读入的列：A　序号"
    assert window.button("next_step").hasFocus()


def test_enter_alone_goes_from_columns_to_the_end(window, app, tmp_path):
    window.open_import(a_roster(tmp_path / "名单.xlsx", rows(2)))
    for _ in range(2):
        window.qtbot.keyClick(
            window.find(QDialog, "import_dialog").focusWidget(), Qt.Key.Key_Return
        )
        window.settle()
    assert len(app.people.people()) == 2
    window.qtbot.keyClick(window.find(QDialog, "import_dialog").focusWidget(), Qt.Key.Key_Return)
    assert len(window.names()) == 2


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


def test_a_layout_put_right_by_hand_is_known_the_next_time(window, tmp_path):
    odd = [("谁", "号"), (NAMES[0], an_id(0))]
    window.open_import(a_roster(tmp_path / "一.xlsx", odd[1:], odd[0]))
    window.choose("column_name", "谁")
    window.choose("column_id_number", "号")
    window.click("next_step")
    window.click("import_now")
    window.click("other_file")
    window.pick(a_roster(tmp_path / "二.xlsx", [odd[0], (NAMES[1], an_id(1))], ("名单", None)))
    assert "按上次的对应关系" in window.banner("columns_sentence")
    assert window.find(QComboBox, "column_name").currentText() == "A　谁"
    window.click("next_step")
    assert window.counts()[0] == 1


def test_a_file_without_news_cannot_be_imported_again(window, tmp_path):
    file = a_roster(tmp_path / "名单.xlsx", rows(2))
    window.import_whole(file)
    window.click("other_file")
    window.pick(file)
    window.click("next_step")
    assert window.counts() == [0, 0, 2, 0]
    assert not window.button("import_now").isEnabled()
    assert "没有要写入的内容" in window.banner("preview_notes")


@pytest.mark.flow
def test_refused_rows_are_saved_corrected_and_brought_in(window, app, alerts, faulty, tmp_path):
    errors = tmp_path / "错误.xlsx"
    window.import_whole(faulty)
    assert window.counts() == [3, 0, 0, 1]
    alerts.files = [errors]
    window.click("save_errors")
    assert alerts.suggested == ["名单-错误清单.xlsx"]
    assert "已保存到“错误.xlsx”" in window.banner("trouble")
    book = load_workbook(errors)
    sheet = book.worksheets[0]
    head = [cell.value for cell in sheet[1]]
    sheet.cell(2, head.index("身份证号") + 1).value = an_id(3)
    book.save(errors)
    window.click("other_file")
    window.pick(errors)
    window.click("next_step")
    assert window.counts() == [1, 0, 0, 0]
    window.click("import_now")
    assert window.text("empty_title") == "没有被拒绝的行"
    assert sorted(row.name for row in app.people.people()) == sorted([*NAMES[:3], "丁一"])


def test_errors_can_be_saved_before_importing_anything(window, app, alerts, faulty, tmp_path):
    window.open_import(faulty)
    window.click("next_step")
    alerts.files = [tmp_path / "错误.xlsx"]
    window.click("save_errors")
    assert (tmp_path / "错误.xlsx").exists()
    assert app.people.people() == []
    assert window.button("import_now").isEnabled()


def test_a_locked_target_is_explained_in_the_wizard(window, alerts, faulty, tmp_path, monkeypatch):
    target = tmp_path / "错误.xlsx"
    target.write_bytes(b"before")
    window.import_whole(faulty)
    locked = PermissionError(13, "in use")
    monkeypatch.setattr(os, "replace", partial(_raise, locked))
    alerts.files = [target]
    window.click("save_errors")
    assert "正被别的程序打开" in window.banner("trouble")
    assert target.read_bytes() == b"before"
    monkeypatch.undo()
    alerts.files = [target]
    window.click("save_errors")
    assert "已保存" in window.banner("trouble")


def _raise(error, *_):
    raise error


def test_the_roster_itself_is_not_overwritten_by_its_errors(window, alerts, faulty):
    before = faulty.read_bytes()
    window.import_whole(faulty)
    alerts.files = [faulty, None]
    window.click("save_errors")
    assert "不能覆盖" in alerts.sentences[0]
    window.click("save_errors")
    assert faulty.read_bytes() == before


def test_cancel_in_the_middle_of_writing_leaves_nothing(window, app, tmp_path, monkeypatch):
    written, gate = threading.Event(), threading.Event()
    insert = jyguide.people.service.rosters._insert_people

    def insert_and_wait(*given):
        insert(*given)
        written.set()
        gate.wait(20)

    monkeypatch.setattr(jyguide.people.service.rosters, "_insert_people", insert_and_wait)
    window.open_import(a_roster(tmp_path / "名单.xlsx", rows(5)))
    window.click("next_step")
    window.press("import_now")
    window.qtbot.waitUntil(written.is_set)
    assert window.text("progress_text") == "正在导入花名册…"
    assert not window.button("import_now").isEnabled()
    window.press("close_import")
    assert window.text("progress_text") == "正在取消…"
    gate.set()
    window.settle()
    assert window.banner("trouble") == "已取消，没有改动任何数据。"
    assert app.people.people() == []
    assert not any("导入" in action.name for action in app.history.actions())
    monkeypatch.undo()
    window.click("import_now")
    assert len(app.people.people()) == 5


def test_escape_while_reading_stops_the_work_and_not_the_wizard(window, desk):
    gate = threading.Event()
    window.click("import_roster")
    desk.jobs.start(lambda _progress, _cancel: gate.wait(20), lambda _job: None)
    desk.alerts.files = [TIDY]
    window.press("choose_file")
    dialog = window.find(QDialog, "import_dialog")
    window.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    gate.set()
    window.settle()
    assert dialog.isVisible()
    assert "已取消" in window.banner("trouble")
    window.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_file_with_odd_headings_is_mapped_by_hand(window, app, tmp_path):
    file = tmp_path / "怪表.xlsx"
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["党建工作一览"])
    sheet.append(ODD)
    for at, name in enumerate(NAMES[:3]):
        sheet.append([at + 1, name, an_id(at), f"1390000{at:04d}", "周庄"])
    book.save(file)
    window.open_import(file)
    assert "没有认出表头" in window.banner("columns_sentence")
    assert window.find(QComboBox, "header_row").currentText().startswith("第 2 行：编号 ｜ 谁")
    assert window.text("samples_name") == "必须指定这一列"
    assert not window.button("next_step").isEnabled()
    window.choose("column_name", "B　谁")
    assert window.text("samples_name") == "例：陈明、单雄"
    assert not window.button("next_step").isEnabled()
    window.choose("column_id_number", "C　号")
    window.choose("column_phone", "D　")
    window.choose("column_station", "E　")
    window.click("next_step")
    assert window.counts() == [3, 0, 0, 0]
    window.click("import_now")
    people = app.people.people()
    assert sorted(row.name for row in people) == sorted(NAMES[:3])
    assert {row.phone for row in people} == {f"1390000{at:04d}" for at in range(3)}


def test_explanations_before_an_odd_roster_are_passed_over(window, app, tmp_path):
    file = tmp_path / "怪表.xlsx"
    book = Workbook()
    explanations = book.worksheets[0]
    explanations.title = "说明"
    explanations.append(["项目", "怎么填", "例"])
    explanations.append(["谁", "写全名", "陈明"])
    sheet = book.create_sheet("人")
    sheet.append(ODD[:3])
    sheet.append([1, NAMES[0], an_id()])
    book.save(file)
    window.open_import(file)
    assert "“人”" in window.text("source_sheet")
    window.choose("column_name", "B　谁")
    window.choose("column_id_number", "C　号")
    window.click("next_step")
    assert window.counts() == [1, 0, 0, 0]
    window.click("import_now")
    assert [row.name for row in app.people.people()] == [NAMES[0]]


def test_one_column_taken_for_another_is_put_right(window, app, tmp_path):
    heads = [head if head != "手机号码" else "紧急联系人" for head in HEADINGS]
    file = a_roster(tmp_path / "名单.xlsx", rows(2), heads)
    window.open_import(file)
    assert window.find(QComboBox, "column_phone").currentText() == "（文件里没有）"
    window.choose("column_phone", "紧急联系人")
    window.choose("column_sex", "（文件里没有）")
    assert "性别" in window.text("unused_columns")
    window.click("next_step")
    window.click("import_now")
    assert {row.phone for row in app.people.people()} == {"13900000000", "13900000001"}


def test_a_column_given_away_is_missed_where_it_was(window, tmp_path):
    window.open_import(a_roster(tmp_path / "名单.xlsx", rows(1)))
    window.choose("column_post", "姓名")
    assert window.text("samples_name") == "必须指定这一列"
    assert not window.button("next_step").isEnabled()
    window.choose("column_name", "姓名")
    assert window.find(QComboBox, "column_post").currentText() == "（文件里没有）"
    assert window.button("next_step").isEnabled()


def test_another_header_row_may_be_chosen(window, tmp_path):
    file = a_roster(tmp_path / "名单.xlsx", [HEADINGS, *rows(2)], ("姓名", "号", *["x"] * 4))
    window.open_import(file)
    assert "第 2 行" in window.find(QComboBox, "header_row").currentText()
    window.choose("header_row", "第 1 行")
    assert window.find(QComboBox, "column_id_number").currentText() == "（文件里没有）"
    window.choose("header_row", "第 2 行")
    window.click("next_step")
    assert window.counts() == [2, 0, 0, 0]


def test_steps_back_keep_what_was_chosen(window, tmp_path):
    window.open_import(a_roster(tmp_path / "名单.xlsx", rows(2)))
    window.choose("column_phone", "（文件里没有）")
    window.click("next_step")
    window.click("back")
    assert window.find(QComboBox, "column_phone").currentText() == "（文件里没有）"
    window.click("back")
    assert window.button("choose_file").isVisible()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("信.xlsx", b"hello", "不是电子表格"),
        ("空.xlsx", b"", "空文件"),
        ("文章.txt", "党建工作要点\n第一条".encode("gbk"), "没有找到花名册的表头"),
        ("没有.xlsx", None, "找不到文件"),
    ],
)
def test_a_bad_file_is_explained_in_the_wizard(window, app, tmp_path, name, content, said):
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    window.open_import(file)
    assert said in window.banner("trouble")
    assert window.button("choose_file").isVisible()
    assert app.people.people() == []
    window.pick(a_roster(tmp_path / "好.xlsx", rows(1)))
    assert window.button("next_step").isVisible()


def test_a_file_gone_after_its_columns_were_read_is_explained(window, tmp_path):
    file = a_roster(tmp_path / "名单.xlsx", rows(1))
    window.open_import(file)
    file.unlink()
    window.click("next_step")
    assert "找不到文件" in window.banner("trouble")
    assert window.find(QComboBox, "column_name").isVisible()


def test_a_list_changed_meanwhile_is_explained_and_checked_anew(window, app, tmp_path):
    window.open_import(a_roster(tmp_path / "名单.xlsx", rows(2)))
    window.click("next_step")
    app.people.add(a_person(NAMES[0], 0))
    window.click("import_now")
    assert "名单又有改动" in window.banner("trouble")
    window.click("back")
    window.click("next_step")
    assert window.counts() == [1, 0, 1, 0]
    window.click("import_now")
    assert len(app.people.people()) == 2


def test_hidden_sheets_are_mentioned(window, tmp_path):
    file = a_roster(tmp_path / "名单.xlsx", rows(1))
    book = load_workbook(file)
    book.create_sheet("旧表").append(["x"])
    book["旧表"].sheet_state = "hidden"
    book.save(file)
    window.open_import(file)
    window.click("next_step")
    assert window.banner("preview_notes") == "隐藏的工作表没有读入：旧表。"


def heads_on_screen(window, name):
    table = window.table(name)
    return [table.model.columns[at].title for at in table.view.columns_on_screen()]


def test_the_sheet_of_a_line_is_shown_where_there_are_several(window, tmp_path):
    file = a_roster(tmp_path / "名单.xlsx", rows(2))
    window.open_import(file)
    window.click("next_step")
    assert heads_on_screen(window, "lines")[0] == "行"
    book = load_workbook(file)
    second = book.create_sheet("后备")
    for row in (HEADINGS, *rows(1, first=4)):
        second.append(list(row))
    book.save(file)
    window.click("back")
    window.click("next_step")
    assert heads_on_screen(window, "lines")[:2] == ["工作表", "行"]
    assert [row.sheet for row in window.table("lines").shown_rows()] == [
        "Sheet",
        "Sheet",
        "后备",
    ]


def test_a_file_dropped_on_the_list_opens_the_wizard(window, tmp_path):
    file = a_roster(tmp_path / "名单.xlsx", rows(2))
    assert window.drop_on_list(file)
    assert window.find(QDialog, "import_dialog")
    assert window.find(QComboBox, "column_name").currentText() == "A　姓名"


def test_other_drops_on_the_list_are_not_welcome(window, tmp_path):
    assert not window.drop_on_list(tmp_path / "照片.png")
    assert not window.drop_on_list(tmp_path / "a.xlsx", tmp_path / "b.xlsx")
    assert not window.shell.findChildren(QDialog, "import_dialog")


def test_after_closing_the_toast_still_takes_the_import_back(window, app, tmp_path):
    window.import_whole(a_roster(tmp_path / "名单.xlsx", rows(3)))
    window.click("close_import")
    assert sorted(window.names()) == sorted(NAMES[:3])
    assert window.text("toast_text") == "花名册已导入：新增 3 人，更新 0 人"
    window.click("toast_action")
    assert app.people.people() == []


def test_leaving_without_importing_says_nothing(window, tmp_path):
    window.open_import(a_roster(tmp_path / "名单.xlsx", rows(1)))
    window.click("close_import")
    assert not window.shell.toast.isVisible()


def test_an_undo_that_cannot_be_is_explained_in_the_wizard(window, app, tmp_path):
    window.import_whole(a_roster(tmp_path / "名单.xlsx", rows(1)))
    app.history.undo(app.history.actions()[0].id)
    window.click("undo_import")
    assert "不能撤销" in window.banner("trouble")


def test_a_thousand_rows_never_touch_the_interface_thread(window, app, tmp_path, monkeypatch):
    threads = set()

    def noted(function, *given):
        threads.add(threading.current_thread())
        return function(*given)

    for service, name in (
        (app.rosters, "plan"),
        (app.rosters, "take_in"),
        (app.people, "people"),
    ):
        monkeypatch.setattr(service, name, partial(noted, getattr(service, name)))
    outline = partial(noted, ui.importing.wizard.read_outline)
    monkeypatch.setattr(ui.importing.wizard, "read_outline", outline)
    monkeypatch.setattr(app.history, "undo", partial(noted, app.history.undo))
    window.import_whole(a_roster(tmp_path / "大.xlsx", crowd(1000)))
    assert window.counts() == [1000, 0, 0, 0]
    window.click("undo_import")
    window.click("close_import")
    assert threads
    assert threading.main_thread() not in threads


def test_progress_of_a_long_job_is_shown(window, desk, tmp_path, monkeypatch, app):
    gate = threading.Event()
    plan = app.rosters.plan

    def slow(path, mapping, progress, cancel):
        progress.step(500, 5000, "正在检查花名册")
        gate.wait(20)
        return plan(path, mapping, progress, cancel)

    monkeypatch.setattr(app.rosters, "plan", slow)
    window.open_import(a_roster(tmp_path / "名单.xlsx", rows(1)))
    window.press("next_step")
    label = window.find(QLabel, "progress_text")
    window.qtbot.waitUntil(lambda: label.text() == "正在检查花名册：500/5000")
    gate.set()
    window.settle()
    assert window.counts() == [1, 0, 0, 0]
