from __future__ import annotations

import json
import threading

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QPushButton,
    QStyleOptionViewItem,
    QTabBar,
    QWidget,
)

from jyguide.bank.formats import FORMAT_NAMES, BankFormat
from jyguide.bank.item import ItemKind
from jyguide.bank.row import ItemStatus
from jyguide.errors import FileError
from tests.ui.bank.files import MIXED, write_sheet
from tests.ui.bank.import_wizard import CLICK, DATA, Wizard, as_truth, imported
from ui.bank.preview_rows import Group
from ui.bank.similar_view import SimilarView
from ui.widgets import FileDrop


@pytest.mark.parametrize(
    ("name", "truth"), [("loose.docx", "题库-宽松格式.docx"), ("loose.txt", "题库-宽松格式.txt")]
)
def test_sample_file_arrives_as_its_truth_says(wizard, app, name, truth):
    expected = json.loads((DATA / "loose.truth.json").read_text("utf-8"))[truth]
    wizard.read(DATA / name)
    assert len(wizard.rows()) == len(expected)
    wizard.press("import_now")
    arrived = imported(app, name)
    assert [as_truth(row) for row in arrived] == expected
    drafts = [row for row in arrived if row.status is ItemStatus.DRAFT]
    assert wizard.said("drafts", "value") == f"{len(drafts)} 道"
    assert wizard.said("imported", "value") == f"{len(arrived) - len(drafts)} 道"


def test_preview_tells_what_was_understood_and_what_was_not(wizard, mixed, app):
    before = len(app.bank.items())
    wizard.read(mixed)
    assert [row.group for row in wizard.rows()] == [
        *(Group.REFUSED, Group.LIKE, Group.READY, Group.READY, Group.DRAFT)
    ]
    refused = wizard.rows()[0]
    assert refused.place.startswith("第 2 题（第 4 行）")
    assert "没有选项 E" in refused.notes[0]
    assert wizard.said("piece", "place") == refused.place
    assert wizard.said("notes") == refused.notes[0]
    assert "可导入 2 道，存为草稿 1 道，没有看懂 1 处，重复 1 处" in wizard.said("plan_sentence")
    assert wizard.button("import_now").text() == "导入 3 道"
    assert len(app.bank.items()) == before, "looking writes nothing"


def test_the_place_is_whole_and_the_reason_has_a_column_of_its_own(wizard, tmp_path):
    rows = [("单选题", "样例（   ）。", "甲", "乙", "丙", "E")] * 3
    wizard.read(write_sheet(tmp_path / "题.xlsx", rows))
    view, columns = wizard.preview.table.view, wizard.preview.table.model.columns
    heads = [column.title for column in columns]
    place = heads.index("位置")
    assert view.columnWidth(place) > view.sizeHintForColumn(place)
    (row, *_) = wizard.shown()
    assert wizard.cell(row, heads.index("题干")) == ""
    assert "没有选项 E" in wizard.cell(row, heads.index("提示或原因"))


def test_a_place_that_is_too_long_keeps_the_number_at_its_end(wizard, mixed):
    wizard.read(mixed)
    view = wizard.preview.table.view
    option = QStyleOptionViewItem()
    index = view.model().index(0, 1)
    view.itemDelegateForColumn(1).initStyleOption(option, index)
    assert option.textElideMode is Qt.TextElideMode.ElideMiddle


def test_heaps_are_counted_and_looked_through_one_by_one(wizard, mixed):
    wizard.read(mixed)
    heaps = wizard.dialog.findChild(QTabBar, "groups")
    names = [heaps.tabText(at) for at in range(heaps.count()) if heaps.isTabVisible(at)]
    assert names == ["全部 5", "可导入 2", "草稿 1", "重复或相似 1", "不导入 1"]
    for at in range(1, heaps.count()):
        if heaps.isTabVisible(at):
            heaps.setCurrentIndex(at)
            assert {row.group for row in wizard.shown()} == {list(Group)[at - 1]}
            assert wizard.preview.table.current_row() == wizard.shown()[0]


def test_preview_shows_the_item_itself_and_its_warning(wizard):
    wizard.read(DATA / "loose.docx")
    warned = wizard.choose(lambda row: row.group is Group.CHECK)
    assert wizard.said("piece", "stem") == warned.content.stem
    assert wizard.said("notes") == "\n".join(warned.notes)


def test_what_is_like_the_bank_stands_beside_it_with_what_differs(wizard, alike, singles):
    wizard.read(alike)
    row = wizard.choose(lambda row: row.at == 0)
    view = wizard.dialog.findChild(SimilarView)
    assert view.isVisible()
    assert view.marked_texts() == ["按照规定，"]
    assert row.notes[0].startswith("与统一题库第 001-1 题相似")
    assert "答案相同" in row.notes[0]
    contradicting = wizard.choose(lambda row: row.at == 1)
    assert "答案不同" in wizard.said("notes")
    assert wizard.dialog.findChild(QWidget, "notes").property("tone") == "warn"
    assert any(text in singles[4].options[0] for text in view.marked_texts())
    assert contradicting.group is Group.LIKE
    assert "有 1 道与已有的题相近而答案不同" in wizard.said("plan_sentence")


def test_a_tick_taken_away_keeps_an_item_out(wizard, alike, app):
    wizard.read(alike)
    row = wizard.rows()[1]
    wizard.tick(row)
    assert wizard.cell(row, 0) == "☐ 不导入"
    assert wizard.button("import_now").text() == "导入 2 道"
    tick = wizard.dialog.findChild(QCheckBox, "take")
    assert not tick.isChecked()
    wizard.press("import_now")
    assert [one.number for one in imported(app, alike.name)] == ["1", "3"]
    assert wizard.said("chosen_out", "value") == "1 道"


def test_the_tick_beside_the_item_does_the_same(qtbot, wizard, alike):
    wizard.read(alike)
    row = wizard.choose(lambda row: row.at == 0)
    tick = wizard.dialog.findChild(QCheckBox, "take")
    assert tick.isChecked()
    tick.click()
    assert wizard.cell(row, 0) == "☐ 不导入"
    wizard.preview.table.view.setFocus()
    qtbot.keyClick(wizard.preview.table.view, Qt.Key.Key_Space)
    assert wizard.cell(row, 0) == "☑ 导入"
    assert tick.isChecked()


def test_everything_alike_is_left_out_at_once_and_taken_back(wizard, alike, app):
    wizard.read(alike)
    assert "（2 道）" in wizard.button("leave_alike").text()
    wizard.press("leave_alike")
    assert wizard.button("import_now").text() == "导入 1 道"
    wizard.press("leave_alike")
    assert wizard.button("import_now").text() == "导入 3 道"
    wizard.press("leave_alike")
    wizard.press("import_now")
    assert [one.number for one in imported(app, alike.name)] == ["3"]


def test_nothing_is_left_to_import_when_every_tick_is_gone(wizard, alike):
    wizard.read(alike)
    wizard.preview.table.view.selectAll()
    wizard.preview._turn_selected()
    assert wizard.button("import_now").text() == "没有可导入的题"
    assert not wizard.button("import_now").isEnabled()


def test_items_may_wait_for_review(wizard, mixed, app):
    wizard.read(mixed)
    wizard.dialog.findChild(QComboBox, "state").setCurrentText("导入后先送审")
    wizard.press("import_now")
    assert [row.status for row in imported(app, mixed.name)] == [
        *(ItemStatus.REVIEW, ItemStatus.REVIEW, ItemStatus.DRAFT)
    ]
    assert "等待审核" in wizard.said("done_sentence")


def test_import_is_counted_listed_and_undone_whole(wizard, app, mixed):
    before = [row.id for row in app.bank.items()]
    wizard.read(mixed)
    wizard.press("import_now")
    assert wizard.said("imported", "value") == "2 道"
    assert wizard.said("drafts", "value") == "1 道"
    assert wizard.said("left_out", "value") == "2 处"
    refused = wizard.dialog._done._refused.rows()
    assert [row.place for row in refused] == ["第 2 题（第 4 行）", "第 1 题（第 10 行）"]
    assert wizard.dialog.action is not None
    wizard.press("undo_import")
    assert [row.id for row in app.bank.items()] == before
    assert wizard.dialog.action is None
    assert "已撤销" in wizard.said("done_sentence")
    assert wizard.said("imported", "value") == "0 道"
    assert not wizard.button("undo_import").isVisible()


def test_after_closing_the_notice_of_the_page_can_still_undo(qtbot, page, app, desk, mixed):
    notices = []
    page.notice.connect(notices.append)
    page._open_import()
    dialog = page._dialog
    dialog.read(mixed)
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    qtbot.mouseClick(dialog.findChild(QPushButton, "import_now"), CLICK)
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    qtbot.mouseClick(dialog.findChild(QPushButton, "close_import"), CLICK)
    qtbot.waitUntil(lambda: bool(notices))
    assert notices[0].action_label == "撤销"
    assert imported(app, mixed.name)
    notices[0].action()
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert not imported(app, mixed.name)


def test_second_import_of_one_file_takes_nothing_twice(wizard, app, mixed):
    app.bank_files.import_plan(app.bank_files.plan_file(mixed))
    wizard.read(mixed)
    assert {row.group for row in wizard.rows()} == {Group.REFUSED, Group.LIKE}
    assert all(row.at < 0 for row in wizard.rows())
    assert wizard.button("import_now").text() == "没有可导入的题"
    wizard.press("other_file")
    assert wizard.button("choose_file").isVisible()


@pytest.mark.parametrize("encoding", ["gbk", "utf-8-sig", "utf-16"])
def test_text_in_any_office_encoding_is_read(wizard, app, tmp_path, encoding):
    file = tmp_path / "旧题.txt"
    file.write_bytes(MIXED.encode(encoding))
    wizard.read(file)
    wizard.press("import_now")
    assert imported(app, "旧题.txt")[0].content.stem.startswith("党支部每年至少召开几次")


def test_a_format_is_told_and_another_can_be_chosen(wizard, tmp_path):
    file = tmp_path / "gift.txt"
    file.write_text("预备期多长？{=一年 ~半年 ~两年}\n\n党费可以代缴。{F}\n", "utf-8")
    wizard.read(file)
    formats = wizard.dialog.findChild(QComboBox, "format")
    assert formats.currentText() == FORMAT_NAMES[BankFormat.GIFT]
    assert [row.content.kind for row in wizard.rows()] == [ItemKind.SINGLE, ItemKind.TRUE_FALSE]
    at = formats.findText(FORMAT_NAMES[BankFormat.AIKEN])
    formats.setCurrentIndex(at)
    formats.activated.emit(at)
    wizard.settle()
    assert {row.group for row in wizard.rows()} <= {Group.REFUSED}


def test_a_format_that_does_not_fit_leaves_what_was_understood(wizard, mixed):
    wizard.read(mixed)
    formats = wizard.dialog.findChild(QComboBox, "format")
    at = formats.findText(FORMAT_NAMES[BankFormat.MOODLE_XML])
    formats.setCurrentIndex(at)
    formats.activated.emit(at)
    wizard.settle()
    assert wizard.said("trouble")
    assert formats.currentText() == FORMAT_NAMES[BankFormat.TEXT]
    assert len(wizard.rows()) == 5


def test_faults_of_a_sheet_go_into_a_workbook_that_can_be_brought_in(
    wizard, alerts, app, tmp_path
):
    file = write_sheet(
        tmp_path / "题.xlsx",
        [
            ("单选题", "预备期为（   ）。", "半年", "一年", "两年", "B"),
            ("单选题", "介绍人有（   ）名。", "一", "两", "三", "E"),
        ],
    )
    target = tmp_path / "错误.xlsx"
    wizard.read(file)
    alerts.files.append(file)
    wizard.press("save_errors")
    assert "不能覆盖" in wizard.said("trouble")
    assert app.bank_files.plan_file(file).usable == 1
    alerts.files.append(target)
    wizard.press("save_errors")
    assert "错误.xlsx" in wizard.said("trouble")
    assert alerts.suggested[-1] == "题-错误清单.xlsx"
    plan = app.bank_files.plan_file(target)
    assert (len(plan.items), len(plan.refused)) == (0, 1)


def test_a_template_is_saved_and_holds_nothing_to_import(wizard, alerts, app, tmp_path):
    target = tmp_path / "模板.xlsx"
    alerts.files.append(target)
    wizard.press("save_template")
    assert "模板.xlsx" in wizard.said("trouble")
    with pytest.raises(FileError):
        app.bank_files.plan_file(target)


def test_old_word_file_is_refused_with_the_sentence(wizard, app, tmp_path):
    before = len(app.bank.items())
    file = tmp_path / "旧版.doc"
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2048))
    wizard.read(file)
    assert "旧版 Word" in wizard.said("trouble")
    assert ".docx" in wizard.said("trouble")
    assert wizard.button("choose_file").isVisible()
    assert wizard.button("choose_file").isEnabled(), "another file can be chosen at once"
    assert len(app.bank.items()) == before


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("空.txt", b""),
        ("闲话.txt", "今天天气很好。".encode()),
        ("假.docx", b"PK not a zip"),
        ("表格.txt", bytes(range(256)) * 4),
        ("假.xlsx", b"PK\x03\x04 no workbook"),
        ("假.xml", b"<html></html>"),
    ],
)
def test_files_that_hold_no_questions_are_refused(wizard, tmp_path, name, content):
    file = tmp_path / name
    file.write_bytes(content)
    wizard.read(file)
    assert wizard.said("trouble")
    assert wizard.button("choose_file").isVisible()


def test_dropped_file_is_read(wizard, mixed):
    target = wizard.dialog.findChild(FileDrop)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(mixed))])
    target.dropEvent(
        QDropEvent(
            QPointF(9, 9),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    wizard.settle()
    assert len(wizard.rows()) == 5


def test_enter_alone_goes_through_and_escape_leaves(qtbot, wizard, app, alerts, desk, mixed):
    alerts.files.append(mixed)
    for _step in ("choose", "write", "close"):
        qtbot.keyClick(wizard.dialog, Qt.Key.Key_Return)
        wizard.settle()
    assert not wizard.dialog.isVisible()
    assert len(imported(app, mixed.name)) == 3
    again = Wizard(qtbot, app, desk, alerts)
    qtbot.keyClick(again.dialog, Qt.Key.Key_Escape)
    assert not again.dialog.isVisible()


def test_choosing_no_file_changes_nothing(wizard):
    wizard.read(None)
    assert wizard.button("choose_file").isVisible()


def test_escape_while_it_works_stops_the_work_and_nothing_else(qtbot, wizard, app, desk, mixed):
    wizard.read(mixed)
    before = len(app.bank.items())
    gate = threading.Event()
    desk.jobs.start(lambda _progress, _cancel: gate.wait(), lambda _job: None)
    qtbot.mouseClick(wizard.button("import_now"), CLICK)
    assert not wizard.button("import_now").isEnabled()
    qtbot.keyClick(wizard.dialog, Qt.Key.Key_Escape)
    assert wizard.dialog.isVisible()
    gate.set()
    wizard.settle()
    assert len(app.bank.items()) == before
    assert "已取消" in wizard.said("trouble")
    assert wizard.button("import_now").isEnabled()


def test_more_than_a_thousand_items_are_shown(qtbot, wizard, tmp_path):
    file = tmp_path / "大题库.txt"
    items = (
        f"{n}. 第{n}号样例题关于{n * 7919 % 9973}的规定（   ）。\nA、甲{n}  B、乙{n}\n答案：A\n"
        for n in range(1, 1_201)
    )
    file.write_text("\n".join(items), "utf-8")
    wizard._alerts.files.append(file)
    qtbot.mouseClick(wizard.button("choose_file"), CLICK)
    qtbot.waitUntil(lambda: not wizard._desk.jobs.busy, timeout=90_000)
    assert len(wizard.rows()) == 1_200
    assert wizard.button("import_now").text() == "导入 1200 道"
