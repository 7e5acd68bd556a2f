import logging
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QPushButton, QWidget

from jyguide.errors import EXPLAINED, Cancelled, FileError
from jyguide.self_test.finding import Finding, Level, Part
from ui.alerts import UNEXPECTED, DialogAlerts
from ui.widgets.sentence_dialog import SentenceDialog


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def speaking(window):
    made = DialogAlerts(lambda: datetime(2026, 6, 30, 9, 5, tzinfo=UTC))
    made.adopt(window)
    return made


class Reader:
    """Answers the next dialog by pressing the button `name`, noting what the dialog said."""

    def __init__(self, qtbot, name=None, key=None):
        self.said = {}
        self.buttons = []
        self._qtbot = qtbot
        self._name = name
        self._key = key
        QTimer.singleShot(0, self.read)

    def read(self):
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SentenceDialog)
        self.said = {label.objectName(): label.text() for label in dialog.findChildren(QLabel)}
        self.buttons = [button.text() for button in dialog.findChildren(QPushButton)]
        if self._key is not None:
            self._qtbot.keyClick(dialog.focusWidget() or dialog, self._key)
            return
        button = dialog.findChild(QPushButton, self._name)
        self._qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_known_error_is_a_sentence_and_what_to_do(qtbot, speaking):
    reader = Reader(qtbot, "yes")
    speaking.report(
        FileError("文件正被 Excel 打开，没有写入。", hint="请关闭后重试。", detail="EACCES")
    )
    assert reader.said["message"] == "文件正被 Excel 打开，没有写入。"
    assert reader.said["hint"] == "请关闭后重试。"
    assert reader.buttons == ["知道了"]
    assert "EACCES" not in "".join(reader.said.values())


def test_full_disk_under_the_database_is_a_sentence_too(qtbot, speaking):
    storage_error = EXPLAINED[1]
    reader = Reader(qtbot, "yes")
    speaking.report(storage_error("磁盘已满，没有写入。", hint="请清理磁盘。"))
    assert reader.said["message"] == "磁盘已满，没有写入。"


def test_markup_in_a_message_is_shown_as_it_is(qtbot, speaking):
    reader = Reader(qtbot, "yes")
    speaking.report(FileError("“<b>张三</b>”不是姓名。"))
    assert reader.said["message"] == "“<b>张三</b>”不是姓名。"
    assert "hint" not in reader.said


def test_cancelled_is_passed_over(speaking):
    speaking.report(Cancelled())


def test_information(qtbot, speaking):
    reader = Reader(qtbot, "yes")
    speaking.inform("可以拔出 U 盘。")
    assert reader.said["message"] == "可以拔出 U 盘。"


@pytest.mark.parametrize(("press", "agreed"), [("yes", True), ("no", False)])
def test_question_names_the_deed(qtbot, speaking, press, agreed):
    reader = Reader(qtbot, press)
    assert speaking.ask("将删除 3 人。", "删除", hint="可以撤销。", danger=True) is agreed
    assert reader.buttons == ["删除", "取消"]
    assert reader.said["hint"] == "可以撤销。"


def test_escape_is_no(qtbot, speaking):
    Reader(qtbot, key=Qt.Key.Key_Escape)
    assert speaking.ask("继续？") is False


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
@pytest.mark.parametrize(("danger", "agreed"), [(False, True), (True, False)])
def test_enter_and_space_agree_unless_it_is_dangerous(qtbot, speaking, key, danger, agreed):
    Reader(qtbot, key=key)
    assert speaking.ask("继续？", danger=danger) is agreed


@pytest.mark.expects_log
def test_unexpected_error_is_logged_without_names_and_explained(qtbot, speaking, caplog):
    reader = Reader(qtbot, "yes")
    with caplog.at_level(logging.INFO):
        speaking.report(KeyError("张三丰 320281199001019991"))
    assert reader.said["message"] == UNEXPECTED
    assert reader.buttons == ["保存错误报告…", "知道了"]
    assert "KeyError" in caplog.text
    assert "张三丰" not in caplog.text
    assert "320281" not in caplog.text


@pytest.mark.expects_log
def test_a_fault_of_a_program_that_lacks_files_names_them(qtbot, speaking, monkeypatch):
    found = Finding(Part.PROGRAM, Level.BAD, "少了 1 个程序文件（a.so）。", "请再装一遍。")
    monkeypatch.setattr("jyguide.self_test.lacking.lacking", lambda: found)
    reader = Reader(qtbot, "yes")
    speaking.report(FileNotFoundError("a.so"))
    assert reader.said["message"] == UNEXPECTED
    assert reader.said["hint"].startswith("少了 1 个程序文件（a.so）。\n请再装一遍。")


@pytest.mark.expects_log
def test_error_report_is_saved_where_the_user_says(qtbot, speaking, monkeypatch, tmp_path):
    target = tmp_path / "report.txt"
    wanted = []

    def choose(self, title, suggested, patterns=""):
        wanted.append(suggested)
        return target

    monkeypatch.setattr(DialogAlerts, "choose_save_file", choose)
    Reader(qtbot, "save_report")
    speaking.report(ZeroDivisionError("张三丰 320281199001019991 by zero"))
    assert wanted == ["暨阳指导错误报告_20260630_090500.txt"]
    assert "ZeroDivisionError: * * by zero" in target.read_text("utf-8")


@pytest.mark.expects_log
def test_error_report_that_cannot_be_written_is_told(qtbot, speaking, monkeypatch, tmp_path):
    monkeypatch.setattr(
        DialogAlerts, "choose_save_file", lambda *_: tmp_path / "missing" / "report.txt"
    )
    readers = []

    def then_read_refusal():
        readers.append(Reader(qtbot, "yes"))

    Reader(qtbot, "save_report")
    QTimer.singleShot(0, then_read_refusal)
    speaking.report(ZeroDivisionError())
    assert readers[0].said["message"] == "错误报告没有保存成功。"


@pytest.mark.expects_log
def test_second_fault_during_the_dialog_is_only_logged(qtbot, speaking, caplog):
    def fail_again():
        speaking.report(ValueError("again"))
        dialog = QApplication.activeModalWidget()
        assert len([w for w in QApplication.topLevelWidgets() if w is dialog]) == 1
        dialog.reject()

    QTimer.singleShot(0, fail_again)
    speaking.report(ValueError("first"))
    assert [record.levelno for record in caplog.records] == [logging.ERROR, logging.ERROR]


def type_file_name(text):
    """Answer Qt's own file dialog by typing a name and pressing Enter."""

    def answer():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        dialog.findChild(QLineEdit, "fileNameEdit").setText(text)
        dialog.accept()

    QTimer.singleShot(0, answer)


def test_file_to_open_is_chosen_and_its_folder_remembered(speaking, tmp_path):
    book = tmp_path / "花名册.xlsx"
    book.write_bytes(b"")
    type_file_name(str(book))
    assert speaking.choose_open_file("选择花名册", "花名册 (*.xlsx)") == book
    assert speaking._folder == tmp_path


def test_file_to_save_gets_the_ending_that_was_left_out(speaking, tmp_path):
    type_file_name(str(tmp_path / "名单"))
    assert (
        speaking.choose_save_file("导出", "名单.xlsx", "Excel (*.xlsx)") == tmp_path / "名单.xlsx"
    )


def test_dismissed_choosers_give_nothing(speaking, tmp_path):
    for choose in (
        lambda: speaking.choose_open_file("打开"),
        lambda: speaking.choose_save_file("保存", "a.txt"),
        lambda: speaking.choose_folder("文件夹"),
    ):
        QTimer.singleShot(0, lambda: QApplication.activeModalWidget().reject())
        assert choose() is None


def test_folder_is_chosen(speaking, tmp_path):
    type_file_name(str(tmp_path))
    assert speaking.choose_folder("文件夹") == Path(tmp_path)
