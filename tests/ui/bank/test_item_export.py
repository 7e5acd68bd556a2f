"""Items into a file: which, how, and what was left out."""

from __future__ import annotations

import threading
from pathlib import Path

import docx
import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QRadioButton

from jyguide.bank.formats import ENDINGS, FORMAT_NAMES, WRITABLE, BankFormat
from jyguide.bank.item import ItemKind
from jyguide.errors import FileError
from ui.bank.export_dialog import AUDIT, FOLDED, HANDBOOK, ExportDialog, format_name


class Exporting:
    """The dialog as a person works it."""

    def __init__(self, hands, dialog):
        self.hands, self.dialog = hands, dialog
        hands.qtbot.waitUntil(dialog.isVisible)

    def scope(self, name):
        return self.dialog.findChild(QRadioButton, f"scope_{name}")

    def format(self, name):
        self.dialog.findChild(QComboBox, "format").setCurrentText(name)

    def write(self, target):
        self.hands.alerts.files.append(target)
        self.hands.press("export_now", self.dialog)

    def said(self):
        return self.dialog.findChild(object, "outcome").findChild(QLabel, "sentence").text()


@pytest.fixture
def exporting(hands):
    hands.press("export_items")
    return Exporting(hands, hands.page.findChild(ExportDialog))


def test_counts_what_is_there(hands, exporting):
    total = len(hands.page.table.rows())
    assert exporting.scope("all").text() == f"全部（{total} 道）"
    assert exporting.scope("all").isChecked()
    assert exporting.scope("selected").text() == "选中（1 道）"


def test_what_is_shown_is_proposed_when_narrowed(hands):
    hands.narrow("kind", "排序题")
    hands.press("export_items")
    exporting = Exporting(hands, hands.page.findChild(ExportDialog))
    shown = len(hands.page.table.shown_rows())
    assert exporting.scope("shown").isChecked()
    assert exporting.scope("shown").text() == f"当前筛选（{shown} 道）"


def test_the_selected_are_proposed_from_the_menu(hands, tmp_path):
    hands.choose("001", "001-1", own=False)
    hands.trigger("导出选中…")
    exporting = Exporting(hands, hands.page.findChild(ExportDialog))
    assert exporting.scope("selected").isChecked()
    exporting.write(tmp_path / "两道.xlsx")
    assert exporting.said() == "已写入 2 道：两道.xlsx"


@pytest.mark.parametrize("format_", WRITABLE)
def test_every_format_is_written(hands, exporting, tmp_path, format_):
    exporting.format(format_name(format_))
    target = tmp_path / f"题库{ENDINGS[format_]}"
    exporting.write(target)
    assert target.stat().st_size > 0
    assert exporting.said().startswith("已写入 ")
    (suggested,) = hands.alerts.suggested
    what = "百问一口清" if format_ is BankFormat.DOCX else "题库"
    assert suggested == f"周庄镇_{what}_20261120{ENDINGS[format_]}"
    assert not exporting.dialog.findChild(QPushButton, "export_now").isVisible()


def test_the_auditors_list(hands, exporting, tmp_path):
    exporting.format(AUDIT)
    target = tmp_path / "审核.xlsx"
    exporting.write(target)
    assert target.stat().st_size > 0
    assert hands.alerts.suggested == ["周庄镇_题库审核清单_20261120.xlsx"]


def test_what_a_format_cannot_say_is_listed(hands, exporting, tmp_path):
    exporting.format(FORMAT_NAMES[BankFormat.AIKEN])
    exporting.write(tmp_path / "题库.txt")
    left = exporting.dialog._left_out.rows()
    rows = hands.page.table.rows()
    # whatever else a format leaves out, it cannot say what is not answered by one letter
    assert len(left) >= sum(row.content.kind is not ItemKind.SINGLE for row in rows)
    assert f"有 {len(left)} 道没有写进去，原因列在下面" in exporting.said()
    assert all(one.number and one.reason for one in left)
    assert exporting.dialog._left_out.isVisible()


def test_the_handbook_has_a_size_a_title_and_an_issuer(exporting, tmp_path):
    for name in ("size", "book_title", "issuer", "with_items"):
        assert not exporting.dialog.findChild(object, name).isVisible()
    exporting.format(HANDBOOK)
    exporting.dialog.findChild(QComboBox, "size").setCurrentIndex(1)
    exporting.dialog.findChild(QLineEdit, "book_title").setText("口袋书")
    exporting.write(tmp_path / "书.docx")
    book = docx.Document(str(tmp_path / "书.docx"))
    said = "".join(paragraph.text for paragraph in book.paragraphs)
    assert "口袋书" in said
    assert "周庄镇" in said
    assert "二〇二六年十一月二十日" in said
    assert round(book.sections[0].page_width.mm) == 148
    assert "配套练习" not in said


def test_the_handbook_is_folded_from_sheets_that_any_printer_takes(hands, exporting, tmp_path):
    exporting.format(HANDBOOK)
    paper = exporting.dialog.findChild(QComboBox, "size")
    paper.setCurrentIndex(paper.findData(FOLDED))
    assert "沿短边翻转" in exporting.dialog.findChild(QLabel, "format_note").text()
    exporting.write(tmp_path / "口袋本.pdf")
    assert hands.alerts.suggested == ["周庄镇_百问一口清_20261120.pdf"]
    assert (tmp_path / "口袋本.pdf").read_bytes().startswith(b"%PDF")
    questions = [row for row in hands.page.table.rows() if row.content.kind is ItemKind.ORAL]
    in_force = sum(row.drawable for row in questions)
    assert exporting.said().startswith(f"已写入 {in_force} 问：口袋本.pdf")


def test_a_file_that_cannot_be_written_is_a_sentence(hands, exporting, tmp_path):
    exporting.write(tmp_path / "没有的文件夹" / "题库.xlsx")
    assert isinstance(hands.alerts.take_error(), FileError)
    assert exporting.dialog.isVisible()
    assert exporting.dialog.findChild(QPushButton, "export_now").isEnabled()


def test_no_file_chosen_changes_nothing(exporting):
    exporting.write(None)
    assert exporting.dialog.findChild(QPushButton, "export_now").isVisible()


def test_the_folder_is_opened(hands, exporting, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(
        "ui.file_written.QDesktopServices.openUrl", lambda url: opened.append(url.toLocalFile())
    )
    exporting.write(tmp_path / "题库.xlsx")
    hands.press("open_folder", exporting.dialog)
    assert [Path(one) for one in opened] == [tmp_path]
    assert "没有能打开" in hands.alerts.sentences[-1]


def test_the_handbook_counts_questions_and_says_so(hands, exporting, tmp_path):
    rows = hands.page.table.rows()
    questions = [row for row in rows if row.content.kind is ItemKind.ORAL]
    exporting.format(HANDBOOK)
    assert exporting.scope("all").text() == f"全部（{len(questions)} 问）"
    assert "只编入在用的问题" in exporting.dialog.findChild(QLabel, "format_note").text()
    exporting.dialog.findChild(QCheckBox, "with_items").setChecked(True)
    assert exporting.scope("all").text() == f"全部（{len(rows)} 道）"
    exporting.dialog.findChild(QCheckBox, "with_items").setChecked(False)
    exporting.write(tmp_path / "书.docx")
    left = exporting.dialog._left_out.rows()
    assert left
    assert exporting.said() == (
        f"已写入 {len(questions) - len(left)} 问：书.docx。"
        f"有 {len(left)} 问没有写进去，原因列在下面。"
    )
    assert any("草稿" in one.reason for one in left)


def test_the_cover_is_made_on_the_worker(hands, app, monkeypatch):
    asked = []
    kind = type(app.bank_files)
    usual = kind.cover

    def cover(self, *words):
        asked.append(threading.current_thread() is threading.main_thread())
        return usual(self, *words)

    monkeypatch.setattr(kind, "cover", cover)
    hands.press("export_items")
    hands.settle()
    assert asked == [False]
    dialog = hands.page.findChild(ExportDialog)
    assert dialog.findChild(QLineEdit, "book_title").text() == "党建指导员百问一口清"
    assert "周庄镇" in dialog.findChild(QLineEdit, "issuer").text()
