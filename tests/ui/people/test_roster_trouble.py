"""Bringing rosters in when something is wrong: said in the wizard, nothing half-written."""

import os
import threading
from functools import partial

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QLabel

import jyguide.people.service.rosters
import ui.importing.wizard
from tests.jyguide.builders import NAMES, a_person, a_roster, a_row, an_id
from tests.ui.people.gestures import TIDY, rows


@pytest.fixture
def faulty(tmp_path):
    """Three good rows and one whose ID number has a wrong digit."""
    number = an_id(3)[:16] + "00"
    return a_roster(tmp_path / "名单.xlsx", [*rows(3), a_row("丁一", 3, 身份证号=number)])


def test_a_bad_file_is_explained_in_the_wizard_and_another_chosen(window, app, tmp_path):
    window.click("import_roster")
    for name, content, said in (
        ("信.xlsx", b"hello", "不是电子表格"),
        ("空.xlsx", b"", "空文件"),
        ("文章.txt", "党建工作要点\n第一条".encode("gbk"), "没有找到花名册的表头"),
        ("没有.xlsx", None, "找不到文件"),
    ):
        file = tmp_path / name
        if content is not None:
            file.write_bytes(content)
        window.pick(file)
        assert said in window.banner("trouble")
        assert window.button("choose_file").isVisible()
    file = a_roster(tmp_path / "好.xlsx", rows(1))
    window.pick(file)
    assert window.button("next_step").isVisible()
    file.unlink()
    window.click("next_step")
    assert "找不到文件" in window.banner("trouble")
    assert window.find(QComboBox, "column_name").isVisible()
    assert app.people.people() == []


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


def test_errors_are_saved_before_importing_and_never_over_the_roster(
    window, app, alerts, faulty, tmp_path, monkeypatch
):
    target, before = tmp_path / "错误.xlsx", faulty.read_bytes()
    target.write_bytes(b"before")
    window.open_import(faulty)
    window.click("next_step")
    alerts.files = [faulty, target, target]
    window.click("save_errors")
    assert "不能覆盖" in alerts.sentences[0]
    assert faulty.read_bytes() == before
    with monkeypatch.context() as locked:
        locked.setattr(os, "replace", partial(_raise, PermissionError(13, "in use")))
        window.click("save_errors")
    assert "正被别的程序打开" in window.banner("trouble")
    assert target.read_bytes() == b"before"
    window.click("save_errors")
    assert "已保存" in window.banner("trouble")
    assert load_workbook(target).worksheets[0].max_row == 2
    assert app.people.people() == []
    assert window.button("import_now").isEnabled()


def _raise(error, *_):
    raise error


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


def test_work_never_touches_the_interface_thread(window, app, tmp_path, monkeypatch):
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
    window.import_whole(a_roster(tmp_path / "大.xlsx", rows(9)))
    assert window.counts() == [9, 0, 0, 0]
    window.click("undo_import")
    window.click("close_import")
    assert threads
    assert threading.main_thread() not in threads


def test_an_undo_that_cannot_be_is_explained_in_the_wizard(window, app, tmp_path):
    window.import_whole(a_roster(tmp_path / "名单.xlsx", rows(1)))
    app.history.undo(app.history.actions()[0].id)
    window.click("undo_import")
    assert "不能撤销" in window.banner("trouble")
