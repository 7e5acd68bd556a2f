from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton

from jyguide.bank.row import ItemStatus
from jyguide.errors import FileError
from ui.bank.preview_rows import CHECK, DRAFT, READY, REFUSED
from ui.widgets import FileDrop

CLICK = Qt.MouseButton.LeftButton
DATA = Path(__file__).parents[2] / "data" / "bank"
MIXED = """1. 党支部每年至少召开几次组织生活会？（ ）
A、一次 B、两次
答案：A
2. 发展党员的预备期为（ ）。
A、半年 B、一年 C、两年
答案：E
3. 入党必须有____名正式党员作介绍人。
答案：两
5. 请简述三会一课。
1. 党支部每年至少召开几次组织生活会？（ ）
A、一次 B、两次
答案：A
"""


class Wizard:
    """The dialog as a person at the desk works it."""

    def __init__(self, qtbot, page, desk, alerts):
        self._qtbot, self._desk, self._alerts = qtbot, desk, alerts
        qtbot.mouseClick(page._import, CLICK)
        self.dialog = page._dialog
        qtbot.waitUntil(self.dialog.isVisible)

    def press(self, name):
        button = self.button(name)
        assert button.isVisible(), name
        self._qtbot.mouseClick(button, CLICK)
        self.settle()

    def button(self, name):
        return self.dialog.findChild(QPushButton, name)

    def read(self, file):
        self._alerts.files.append(file)
        self.press("choose_file")

    def settle(self):
        self._qtbot.waitUntil(lambda: not self._desk.jobs.busy)

    def rows(self):
        return self.dialog._preview.table.rows()

    def said(self, name, part="sentence"):
        return self.dialog.findChild(object, name).findChild(QLabel, part).text()


@pytest.fixture
def wizard(qtbot, page, desk, alerts):
    return Wizard(qtbot, page, desk, alerts)


@pytest.fixture
def mixed(tmp_path):
    file = tmp_path / "混合题.txt"
    file.write_text(MIXED, "utf-8")
    return file


def imported(app, source):
    return [row for row in app.bank.items() if row.source == source]


def as_truth(row):
    answer = row.content.answer
    if isinstance(answer, tuple):
        answer = [list(blank) for blank in answer]
    return {"no": int(row.number), "kind": row.content.kind.value, "answer": answer}


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
    verdicts = [row.verdict for row in wizard.rows()]
    assert verdicts == [REFUSED, REFUSED, READY, READY, DRAFT]
    refused = wizard.rows()[0]
    assert refused.place.startswith("第 2 题（第 4 行）")
    assert "没有选项 E" in refused.notes[0]
    assert wizard.said("piece", "place") == refused.place
    assert wizard.said("notes") == refused.notes[0]
    assert "可导入 2 道" in wizard.said("plan_sentence")
    assert "不导入 2 处" in wizard.said("plan_sentence")
    assert wizard.button("import_now").text() == "导入 3 道"
    assert len(app.bank.items()) == before, "looking writes nothing"


def test_preview_shows_the_item_itself_and_its_warning(wizard):
    wizard.read(DATA / "loose.docx")
    table = wizard.dialog._preview.table
    warned = next(row for row in wizard.rows() if row.verdict == CHECK)
    table.select_rows(lambda row: row is warned)
    assert wizard.said("piece", "stem") == warned.content.stem
    assert wizard.said("notes") == warned.notes[0]
    wizard.dialog.findChild(QComboBox, "choice_verdict").setCurrentText(DRAFT)
    assert {row.verdict for row in table.shown_rows()} == {DRAFT}


def test_import_is_counted_listed_and_undone_whole(qtbot, wizard, page, app, mixed):
    before = [row.id for row in app.bank.items()]
    wizard.read(mixed)
    wizard.press("import_now")
    assert wizard.said("imported", "value") == "2 道"
    assert wizard.said("drafts", "value") == "1 道"
    assert wizard.said("left_out", "value") == "2 处"
    refused = wizard.dialog._done._refused.rows()
    assert [row.place for row in refused] == ["第 2 题（第 4 行）", "第 1 题（第 10 行）"]
    qtbot.waitUntil(lambda: len(page.table.rows()) == len(before) + 3)
    wizard.press("undo_import")
    assert [row.id for row in app.bank.items()] == before
    assert "已撤销" in wizard.said("done_sentence")
    assert wizard.said("imported", "value") == "0 道"
    assert not wizard.button("undo_import").isVisible()
    qtbot.waitUntil(lambda: len(page.table.rows()) == len(before))


def test_after_closing_the_notice_can_still_undo(qtbot, wizard, page, app, desk, mixed):
    notices = []
    page.notice.connect(notices.append)
    wizard.read(mixed)
    wizard.press("import_now")
    wizard.press("close_import")
    qtbot.waitUntil(lambda: bool(notices))
    assert notices[0].action_label == "撤销"
    assert imported(app, mixed.name)
    notices[0].action()
    wizard.settle()
    assert not imported(app, mixed.name)


def test_second_import_of_one_file_takes_nothing_twice(wizard, app, mixed):
    app.bank_files.import_plan(app.bank_files.plan_file(mixed))
    wizard.read(mixed)
    assert {row.verdict for row in wizard.rows()} == {REFUSED}
    assert wizard.button("import_now").text() == "没有可导入的题"
    assert not wizard.button("import_now").isEnabled()
    wizard.press("other_file")
    assert wizard.button("choose_file").isVisible()


@pytest.mark.parametrize("encoding", ["gbk", "utf-8-sig", "utf-16"])
def test_text_in_any_office_encoding_is_read(wizard, app, tmp_path, encoding):
    file = tmp_path / "旧题.txt"
    file.write_bytes(MIXED.encode(encoding))
    wizard.read(file)
    wizard.press("import_now")
    assert imported(app, "旧题.txt")[0].content.stem.startswith("党支部每年至少召开几次")


def test_old_word_file_is_refused_with_the_sentence(wizard, alerts, app, tmp_path):
    before = len(app.bank.items())
    file = tmp_path / "旧版.doc"
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2048))
    wizard.read(file)
    error = alerts.take_error()
    assert isinstance(error, FileError)
    assert "旧版 Word" in error.message
    assert ".docx" in error.hint
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
    ],
)
def test_files_that_hold_no_questions_are_refused(wizard, alerts, tmp_path, name, content):
    file = tmp_path / name
    file.write_bytes(content)
    wizard.read(file)
    assert isinstance(alerts.take_error(), FileError)
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


def test_enter_alone_goes_through_and_escape_leaves(qtbot, wizard, page, app, alerts, mixed):
    alerts.files.append(mixed)
    for _step in ("choose", "write", "close"):
        qtbot.keyClick(wizard.dialog, Qt.Key.Key_Return)
        wizard.settle()
    qtbot.waitUntil(lambda: page._dialog is None)
    assert len(imported(app, mixed.name)) == 3
    again = Wizard(qtbot, page, page._desk, alerts)
    qtbot.keyClick(again.dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page._dialog is None)


def test_choosing_no_file_changes_nothing(wizard):
    wizard.read(None)
    assert wizard.button("choose_file").isVisible()


def test_stays_open_while_it_writes(qtbot, wizard, mixed):
    wizard.read(mixed)
    wizard.dialog._write()
    qtbot.keyClick(wizard.dialog, Qt.Key.Key_Escape)
    assert wizard.dialog.isVisible()
    wizard.settle()
    assert wizard.said("imported", "value") == "2 道"
