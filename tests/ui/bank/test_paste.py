"""Pasting questions: what is typed is understood at once, and never lost on a slip."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QPushButton, QWidget

from jyguide.bank.import_file import PASTED
from jyguide.bank.item import ItemKind
from jyguide.bank.row import ItemStatus
from jyguide.errors import FileError
from tests.ui.bank.files import MIXED, another, as_text
from ui.bank.paste_dialog import PasteDialog
from ui.bank.paste_editor import EXAMPLE
from ui.bank.preview_rows import Group
from ui.theme import Tone

CLICK = Qt.MouseButton.LeftButton


def commit(widget, text):
    """Type as a Chinese input method does."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


class Paste:
    """The dialog as a person at the desk works it."""

    def __init__(self, qtbot, app, desk):
        self._qtbot, self._desk = qtbot, desk
        self._host = QWidget()
        qtbot.addWidget(self._host)
        self.dialog = PasteDialog(desk, app, self._host)
        self.dialog.open()
        qtbot.waitUntil(self.dialog.isVisible)

    @property
    def text(self):
        return self.dialog._pane.text

    @property
    def table(self):
        return self.dialog._pane.preview.table

    def button(self, name):
        return self.dialog.findChild(QPushButton, name)

    def press(self, name):
        button = self.button(name)
        assert button.isVisible(), name
        assert button.isEnabled(), name
        self._qtbot.mouseClick(button, CLICK)
        self.settle()

    def paste(self, text):
        QGuiApplication.clipboard().setText(text)
        self.press("paste_from_clipboard")
        self.settle()

    def replace(self, line, text):
        """Type over a whole line."""
        self.text.go_to(line)
        cursor = self.text.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        self.text.setTextCursor(cursor)
        commit(self.text, text)
        self.settle()

    def settle(self):
        """Until nothing waits to be parsed, nor is being parsed or written."""
        idle = lambda: not self.dialog._delay.isActive() and not self._desk.jobs.busy  # noqa: E731
        self._qtbot.waitUntil(idle)

    def rows(self):
        return self.table.rows()

    def choose(self, wanted):
        self.table.select_rows(wanted)
        return self.table.current_row()

    def said(self, name, part="sentence"):
        return self.dialog.findChild(object, name).findChild(QLabel, part).text()


@pytest.fixture
def paste(qtbot, app, desk):
    return Paste(qtbot, app, desk)


def pasted(app):
    return [row for row in app.bank.items() if row.source == PASTED]


def test_an_example_stands_where_nothing_was_pasted(paste, app):
    assert paste.text.placeholderText() == EXAMPLE
    assert paste.dialog.findChild(QWidget, "paste_empty_state").isVisible()
    assert not paste.button("import_now").isEnabled()
    plan = app.bank_files.plan_text(EXAMPLE)
    kinds = [one.content.kind for one in plan.items]
    assert kinds == [ItemKind.SINGLE, ItemKind.TRUE_FALSE, ItemKind.FILL_IN]
    assert (plan.usable, plan.refused) == (3, ())


def test_pasted_text_is_listed_with_what_needs_a_person_first_and_its_doubts_marked(paste):
    paste.paste(MIXED)
    assert [row.line for row in paste.rows()] == [4, 9, 1, 7, 10]
    assert [row.group for row in paste.rows()] == [
        *(Group.REFUSED, Group.DRAFT, Group.READY, Group.READY, Group.LIKE)
    ]
    assert paste.text.marks == {4: Tone.BAD, 9: Tone.WARN, 10: Tone.INFO}
    assert paste.dialog.findChild(QLabel, "told_format").text() == "识别为：文本（常见写法）"
    assert paste.button("import_now").text() == "导入 3 道"


def test_what_was_not_understood_is_counted_and_jumped_to(paste):
    paste.paste(f"{MIXED}6. 样例（ ）\nA、甲 B、乙\n答案：F\n")
    assert "2 处没有看懂，改好才能导入。" in paste.said("plan_sentence")
    jump = paste.button("jump_to_unread")
    visited = []
    for _ in range(3):
        paste.press("jump_to_unread")
        visited.append(paste.text.line)
        assert paste.table.current_row().line == paste.text.line
    assert visited == [4, 13, 4]
    paste.replace(6, "答案：B")
    paste.replace(15, "答案：B")
    assert "没有看懂" not in paste.said("plan_sentence")
    assert not jump.isVisible()


def test_what_is_to_be_checked_goes_to_review_and_is_counted(paste, app):
    text = MIXED.split("2. ", maxsplit=1)[0]
    paste.paste(f"{text}{text.replace('答案：A', '答案：B')}")
    assert "请核对的 1 道先送审。" in paste.said("plan_sentence")
    paste.press("import_now")
    assert "请核对的 1 道先送审" in paste.said("done_sentence")
    assert [row.status for row in pasted(app)] == [ItemStatus.REVIEW]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("预备期多长？{=一年 ~半年}\n", "GIFT 文本"),
        ("预备期多长？\nA. 半年\nB. 一年\nANSWER: B\n", "Aiken 文本"),
    ],
)
def test_other_formats_are_told_from_the_text(paste, text, name):
    paste.paste(text)
    assert paste.dialog.findChild(QLabel, "told_format").text() == f"识别为：{name}"
    assert paste.button("import_now").text() == "导入 1 道"


def test_a_chosen_piece_leads_to_its_line(paste):
    paste.paste(MIXED)
    refused = paste.choose(lambda row: row.group is Group.REFUSED)
    assert paste.text.line == refused.line == 4
    assert "没有选项 E" in paste.said("notes")


def test_the_cursor_leads_to_the_piece_it_stands_in(paste):
    paste.paste(MIXED)
    paste.text.go_to(8)
    assert paste.table.current_row().line == 7
    assert paste.said("piece", "place") == "第 3 题（第 7 行）"
    paste.text.go_to(5)
    assert paste.table.current_row().line == 4
    assert paste.text.line == 5, "the cursor stays where it was put"


def test_a_slip_is_mended_in_place(paste):
    paste.paste(MIXED)
    paste.replace(6, "答案：B")
    assert 4 not in paste.text.marks
    mended = next(row for row in paste.rows() if row.line == 4)
    assert (mended.group, mended.content.answer) == (Group.READY, "B")
    assert paste.button("import_now").text() == "导入 4 道"


def test_only_the_newest_text_is_shown(qtbot, paste, desk):
    gate = threading.Event()
    desk.jobs.start(lambda _progress, _cancel: gate.wait(), lambda _job: None)
    paste.text.setPlainText("1. 甲（   ）。\nA、子 B、丑\n答案：A\n")
    paste.dialog._parse()
    paste.text.setPlainText("1. 乙（   ）。\nA、子 B、丑\n答案：B\n2. 丙。（√）\n")
    paste.dialog._parse()
    gate.set()
    paste.settle()
    assert [row.content.stem[0] for row in paste.rows()] == ["乙", "丙"]


def test_control_enter_imports_what_was_typed_a_moment_ago(qtbot, paste, app):
    paste.text.setFocus()
    commit(paste.text, "1. 党费可以代缴。（×）")
    assert paste.dialog._delay.isActive(), "not parsed yet"
    qtbot.keyClick(paste.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    paste.settle()
    (row,) = pasted(app)
    assert (row.content.stem, row.content.answer) == ("党费可以代缴。", "F")
    assert (row.number, row.status) == ("1", ItemStatus.IN_FORCE)
    assert "已导入题库" in paste.said("done_sentence")


def test_pasted_items_get_numbers_of_their_own(paste, app):
    paste.paste("7. 甲做法符合规定。（√）\n")
    paste.press("import_now")
    paste.press("other_file")
    paste.text.setPlainText("7. 另一种说法也要讲清楚才行。（×）\n")
    paste.settle()
    paste.press("import_now")
    assert [row.number for row in pasted(app)] == ["1", "2"]


def test_after_an_import_the_text_is_still_there_to_be_mended(paste, app):
    paste.paste(MIXED)
    paste.press("import_now")
    assert paste.said("imported", "value") == "2 道"
    assert [row.place for row in paste.dialog._done._refused.rows()] == [
        *("第 2 题（第 4 行）", "第 1 题（第 10 行）")
    ]
    paste.press("other_file")
    assert paste.text.toPlainText() == MIXED
    assert [row.at for row in paste.rows()] == [-1] * 5, "nothing comes in twice"
    paste.replace(6, "答案：B")
    assert paste.button("import_now").text() == "导入 1 道"
    paste.press("import_now")
    assert len(pasted(app)) == 4


def test_an_import_is_undone_whole_and_the_text_kept(paste, app):
    paste.paste(MIXED)
    paste.press("import_now")
    paste.press("undo_import")
    assert pasted(app) == []
    assert paste.dialog.action is None
    assert paste.text.toPlainText() == MIXED
    assert paste.button("import_now").text() == "导入 3 道"


def test_likeness_is_shown_and_left_out_while_the_text_changes(paste, app):
    rows = app.bank.items(kinds=[ItemKind.SINGLE], statuses=[ItemStatus.IN_FORCE])
    known = rows[0].content
    paste.paste(as_text(1, known, answer=another(known)))
    row = paste.choose(lambda row: row.twin is not None)
    assert row.contradicts
    assert "答案不同" in paste.said("notes")
    tick = paste.dialog.findChild(QCheckBox, "take")
    tick.click()
    assert not paste.button("import_now").isEnabled()
    paste.text.moveCursor(QTextCursor.MoveOperation.Start)
    paste.text.insertPlainText("5. 党费可以代缴。（×）\n\n")
    paste.settle()
    assert paste.button("import_now").text() == "导入 1 道", "left out wherever it stands now"


def test_items_may_wait_for_review(paste, app):
    paste.paste("1. 党费可以代缴。（×）\n")
    paste.dialog.findChild(QComboBox, "state").setCurrentIndex(1)
    paste.press("import_now")
    assert [row.status for row in pasted(app)] == [ItemStatus.REVIEW]


@pytest.mark.parametrize("agreed", [False, True])
def test_escape_asks_before_text_is_lost(qtbot, paste, alerts, agreed):
    paste.paste(MIXED)
    alerts.answers.append(agreed)
    qtbot.keyClick(paste.text, Qt.Key.Key_Escape)
    assert "还没有导入" in alerts.questions[-1]
    assert paste.dialog.isVisible() is not agreed
    assert paste.text.toPlainText() == MIXED


def test_nobody_is_asked_where_nothing_would_be_lost(qtbot, paste, alerts):
    paste.paste(MIXED)
    paste.press("import_now")
    qtbot.keyClick(paste.dialog, Qt.Key.Key_Escape)
    assert not paste.dialog.isVisible()
    assert alerts.questions == []


def test_text_is_opened_from_files_and_added(paste, alerts, tmp_path):
    first, second = tmp_path / "一.txt", tmp_path / "二.txt"
    first.write_bytes("1. 甲。（√）".encode("gbk"))
    second.write_text("2. 乙。（×）", "utf-8")
    alerts.files += [first, second]
    paste.press("open_text")
    paste.press("open_text")
    assert paste.text.toPlainText() == "1. 甲。（√）\n\n2. 乙。（×）"
    assert len(paste.rows()) == 2


def test_a_dropped_file_is_read_and_not_its_name(paste, tmp_path):
    file = tmp_path / "题.txt"
    file.write_text("1. 甲。（√）", "utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    assert paste.text.canInsertFromMimeData(data)
    paste.text.insertFromMimeData(data)
    paste.settle()
    assert paste.text.toPlainText() == "1. 甲。（√）"


def test_a_file_that_is_no_text_is_a_sentence(paste, alerts, tmp_path):
    file = tmp_path / "图.txt"
    file.write_bytes(bytes(range(256)) * 9)
    alerts.files.append(file)
    paste.press("open_text")
    assert isinstance(alerts.take_error(), FileError)
    assert paste.text.toPlainText() == ""


def test_an_empty_clipboard_is_said(paste):
    paste.paste(" ")
    assert "剪贴板里没有文字" in paste.said("told")


def test_text_that_is_no_question_yet_is_not_scolded(paste, alerts):
    paste.paste("关于开展培训的通知")
    assert paste.rows() == []
    assert not paste.button("import_now").isEnabled()
    assert alerts.errors == []


def test_clearing_the_text_shows_the_example_again(paste):
    paste.paste(MIXED)
    paste.text.clear()
    paste.settle()
    assert paste.dialog.findChild(QWidget, "paste_empty_state").isVisible()
    assert paste.text.marks == {}
    assert not paste.button("import_now").isEnabled()


def test_line_numbers_and_marks_are_painted_where_the_lines_are(paste):
    paste.paste(MIXED)
    numbers = [number for number, _rect in paste.text.visible_lines()]
    assert numbers[:12] == list(range(1, 13))
    grabbed = paste.dialog.grab().toImage()
    place = dict(paste.text.visible_lines())[4].center()
    point = paste.text.viewport().mapTo(paste.dialog, place)
    assert grabbed.pixelColor(point).lightness() < 253, "the refused line has a ground"
