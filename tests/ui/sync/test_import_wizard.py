"""Bringing files in: found on sticks or dropped, rehearsed, taken in, taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QDialog

from jyguide.sync.row import HeldRow
from jyguide.sync.stick import Stick
from tests.jyguide.sync.reports import ACTION, a_conflict, a_report
from tests.jyguide.sync.sticks import put_bundle
from ui.printing.preview import PrintPreview

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def files(tmp_path):
    """Files of these names; what they bring the fake knows."""

    def made(*names):
        paths = [tmp_path / name for name in names]
        for path in paths:
            path.touch()
        return paths

    return made


def begin(hands, *paths):
    hands.desk.alerts.files.extend(paths)
    hands.click("import_files")
    hands.click("choose_file")


def button(hands, name):
    return hands.find(QAbstractButton, name)


def plug_in(hands, folder):
    hands.sticks.append(Stick(folder, "KINGSTON", 1 << 30))


def test_the_rehearsal_shows_everything_and_writes_nothing(station, sync, files):
    begin(station, *files("一.jysync"))
    assert sync.asked == [("rehearse", "一.jysync")]
    assert station.text("report_from") == "周庄镇 A 机　第17号"
    assert "导出于 2026-11-23 09:12" in station.text("report_facts")
    assert "重复内容 2 段" in station.text("report_facts")
    assert station.text("report_state") == "预演，还没有写入"
    assert "第16号没有收到过" in station.banner("report_notes")
    figures = [station.text(f"figure_{at}") for at in range(6)]
    assert figures == ["195", "7", "1", "2", "1", "1"]
    assert station.rows("kinds")[0] == ["人员", "12", "7", "", "251", "263", "263", "一致"]
    assert station.tab_titles("report_tabs") == [
        "改动与合计",
        "需要您看一下（2）",
        "不予采纳（1）",
        "暂存（1）",
    ]


def test_conflicts_stand_field_by_field_with_who_and_when(station, files):
    begin(station, *files("一.jysync"))
    station.tab(1, "report_tabs")
    assert station.rows("report_conflicts")[0][2:] == [
        "手机号：139****0002",
        "李站长 11-22 09:15",
        "手机号：138****0001",
        "王干事 11-20 16:40",
    ]
    station.click_row("report_conflicts", 0)
    assert "不采用：手机号：138****0001　王干事" in station.text("report_line")
    station.tab(2, "report_tabs")
    assert station.rows("report_refused")[0][2] == "题库由市级统一维护"
    station.tab(3, "report_tabs")
    assert station.rows("report_waiting")[0][2] == "等待“第9次集中训练”"


def test_taking_in_and_closing_leaves_a_way_back(station, sync, files, history):
    begin(station, *files("一.jysync"))
    station.click("import_now")
    assert sync.asked[-1] == ("take_in", "一.jysync")
    assert station.text("report_state") == "已导入"
    assert (
        station.banner("trouble") == "已导入，数据已保存。有 2 处需要您看一下，关闭本窗口后处理。"
    )
    station.click("close_import")
    assert station.toast() == "已导入周庄镇 A 机第17号，有 2 处需要您看一下。"
    station.click("toast_action")
    assert history.undone == [ACTION]


def test_the_result_can_be_looked_at_again(station, files):
    assert not station.sees("last_import")
    begin(station, *files("一.jysync"))
    station.click("import_now")
    station.click("close_import")
    station.click("last_import")
    assert station.text("report_state") == "已导入"
    assert station.sees("undo_import")


def test_taking_an_import_back_inside_the_wizard(station, files, history):
    begin(station, *files("一.jysync"))
    station.click("import_now")
    station.click("undo_import")
    assert history.undone == [ACTION]
    assert station.text("report_state") == "已撤销"
    assert "本次导入已撤销" in station.banner("report_notes")
    assert not station.sees("undo_import")
    station.click("close_import")
    assert not station.toast()


def test_all_of_it_from_the_keyboard(station, sync, files):
    station.key(Qt.Key.Key_O, CTRL)
    assert station.dialog().objectName() == "import_dialog"
    station.desk.alerts.files.extend(files("一.jysync"))
    station.key(Qt.Key.Key_Space)
    assert station.dialog().focusWidget().objectName() == "import_now"
    station.key(Qt.Key.Key_Return)
    assert sync.asked[-1] == ("take_in", "一.jysync")
    station.key(Qt.Key.Key_Escape)
    assert station.dialog() is None


def test_files_on_a_stick_are_found_and_the_newest_is_chosen(station, sync, tmp_path):
    stick = tmp_path / "KINGSTON"
    place = stick / "党建指导站" / "下发"
    new = put_bundle(place / "文件(1).txt", b"1", number=10, to_office="S13")
    put_bundle(stick / "旧.jysync", b"2", number=9, to_office="S13")
    plug_in(station, stick)
    sync.reports[new.name] = a_report()
    station.click("import_files")
    assert station.text("sticks") == "已插入的U盘：KINGSTON"
    assert [row[1:4:2] for row in station.rows("found")] == [
        ["第9号", "已收过"],
        ["第10号", "新的"],
    ]
    assert [row.found.path for row in station.page.findChild(QDialog).choose.chosen()] == [new]
    station.click("next_step")
    assert sync.asked == [("rehearse", "文件(1).txt")]


def test_a_stick_plugged_in_meanwhile_appears(station, tmp_path):
    station.click("import_files")
    assert station.text("sticks") == "没有插入U盘。"
    assert not button(station, "next_step").isEnabled()
    put_bundle(tmp_path / "KINGSTON" / "新.jysync", number=10, to_office="S13")
    plug_in(station, tmp_path / "KINGSTON")
    station.dialog()._timer.timeout.emit()
    station.settle()
    assert len(station.rows("found")) == 1
    assert button(station, "next_step").isEnabled()


def test_a_double_click_goes_on(station, sync, tmp_path, qtbot):
    new = put_bundle(tmp_path / "新.jysync", number=10, to_office="S13")
    plug_in(station, tmp_path)
    sync.reports[new.name] = a_report()
    station.click("import_files")
    view = station.table("found").view
    place = view.visualRect(view.model().index(0, 0)).center()
    station.click_row("found", 0)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    station.settle()
    assert station.text("report_state") == "预演，还没有写入"


def test_files_are_dropped_on_the_page(station, sync, files):
    assert station.drop(station.page, *files("一.jysync"))
    assert station.text("report_from") == "周庄镇 A 机　第17号"


def test_files_are_dropped_into_the_wizard(station, sync, files):
    station.click("import_files")
    assert station.drop(station.dialog().choose.drop, *files("二.jysync"))
    assert station.text("report_from") == "周庄镇 A 机　第18号"


def test_folders_and_links_are_not_welcome(station, tmp_path):
    assert not station.drop(station.page, tmp_path)
    assert station.dialog() is None


def test_what_is_no_bundle_is_refused_with_the_reason(station, sync, files):
    begin(station, *files("名册.xlsx"))
    assert "不是同步文件" in station.banner("report_trouble")
    assert not button(station, "import_now").isEnabled()
    assert not station.sees("print_report")
    station.click("back")
    assert station.sees("choose_file")


def test_several_files_are_rehearsed_and_taken_in_one_by_one(station, sync, files):
    station.drop(station.page, *files("一.jysync", "坏.jysync", "二.jysync"))
    station.settle()
    assert sorted(row[2] for row in station.rows("entries")) == [
        "262 处改动",
        "262 处改动",
        "不能导入",
    ]
    assert button(station, "import_now").text() == "导入 2 个文件"
    station.click("import_now")
    station.settle()
    assert [name for what, name in sync.asked if what == "take_in"] == ["一.jysync", "二.jysync"]
    assert sorted(row[2] for row in station.rows("entries")) == ["不能导入", "已导入", "已导入"]
    at = next(at for at, row in enumerate(station.rows("entries")) if row[2] == "不能导入")
    station.click_row("entries", at)
    assert not station.sees("undo_import")
    assert "不是同步文件" in station.banner("report_trouble")
    station.click("close_import")
    assert station.toast() == "已导入 2 个文件，有 4 处需要您看一下。"


def test_cancelling_stops_the_rest_and_keeps_what_is_done(station, sync, files):
    taken = sync.take_in

    def then_cancel(path, progress=None, cancel=None):
        if path.name == "二.jysync":
            cancel.cancel()
            cancel.check()
        return taken(path)

    sync.take_in = then_cancel
    station.drop(station.page, *files("一.jysync", "二.jysync"))
    station.settle()
    station.click("import_now")
    station.settle()
    assert "已取消" in station.banner("trouble")
    assert sorted(row[2] for row in station.rows("entries")) == ["262 处改动", "已导入"]
    assert button(station, "import_now").text() == "导入"
    sync.take_in = taken
    station.click("import_now")
    assert [row[2] for row in station.rows("entries")] == ["已导入", "已导入"]


def test_escape_stops_the_work_and_not_the_wizard(station, sync, files, qtbot):
    begun = []

    def slow(path, progress=None, cancel=None):
        begun.append(path)
        while True:
            cancel.check()

    begin(station, *files("一.jysync"))
    sync.take_in = slow
    station.press("import_now")
    qtbot.waitUntil(lambda: bool(begun))
    station.dialog().reject()
    station.settle()
    assert station.dialog().objectName() == "import_dialog"
    assert "已取消" in station.banner("trouble")
    assert station.text("report_state") == "预演，还没有写入"


def test_a_refused_import_says_why_and_changes_nothing(station, sync, files):
    begin(station, *files("一.jysync"))
    sync.reports.clear()
    station.click("import_now")
    assert "不是同步文件" in station.banner("report_trouble")
    assert not station.sees("undo_import")


def test_a_file_that_brings_nothing_says_so(station, sync, files):
    nothing = {
        "applied": 0,
        "conflict_count": 0,
        "conflicts": (),
        "refused": (),
        "refused_count": 0,
        "waiting": (),
        "notes": (),
        "new": (),
        "changed": (),
        "deleted": (),
    }
    sync.reports["一.jysync"] = a_report(**nothing)
    begin(station, *files("一.jysync"))
    assert "没有新的改动" in station.banner("report_notes")
    assert station.tab_titles("report_tabs")[1:] == ["需要您看一下", "不予采纳", "暂存"]
    assert button(station, "import_now").isEnabled()


def test_the_report_is_printed_as_a_page(station, files):
    begin(station, *files("一.jysync"))
    station.click("print_report")
    preview = station.page.findChild(PrintPreview)
    assert preview.isVisible()
    assert preview.pages
    preview.close()


def test_a_long_list_of_conflicts_keeps_the_window_on_the_screen(station, sync, files):
    sync.reports["一.jysync"] = a_report(
        notes=tuple(f"第 {n} 条说明" for n in range(4)),
        conflicts=tuple(a_conflict(n) for n in range(300)),
        conflict_count=300,
        waiting=tuple(HeldRow(f"签到 {n}", "等待") for n in range(50)),
    )
    begin(station, *files("一.jysync"))
    station.tab(1, "report_tabs")
    station.click_row("report_conflicts", 0)
    assert station.dialog().height() <= 740
