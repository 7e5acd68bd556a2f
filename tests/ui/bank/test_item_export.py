"""Items into a file: which, how, and what was left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QRadioButton

from jyguide.bank.formats import ENDINGS, FORMAT_NAMES, WRITABLE, BankFormat
from jyguide.bank.item import ItemKind
from jyguide.errors import FileError
from ui.bank import export_dialog
from ui.bank.export_dialog import AUDIT, ExportDialog


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
    exporting.format(FORMAT_NAMES[format_])
    target = tmp_path / f"题库{ENDINGS[format_]}"
    exporting.write(target)
    assert target.stat().st_size > 0
    assert exporting.said().startswith("已写入 ")
    (suggested,) = hands.alerts.suggested
    assert suggested == f"周庄镇_题库_20261120{ENDINGS[format_]}"
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
    assert f"有 {len(left)} 道这种格式写不了" in exporting.said()
    assert all(one.number and one.reason for one in left)
    assert exporting.dialog._left_out.isVisible()


def test_the_handbook_has_a_size_a_title_and_an_issuer(hands, exporting, tmp_path, monkeypatch):
    asked = []

    def export(target, format_, keys, *, size, cover):
        asked.append((size.value, cover))
        return hands.app.bank_files.__class__.export(
            hands.app.bank_files, target, BankFormat.XLSX, keys[:1]
        )

    for name in ("size", "book_title", "issuer"):
        assert not exporting.dialog.findChild(object, name).isVisible()
    exporting.format(FORMAT_NAMES[BankFormat.DOCX])
    exporting.dialog.findChild(QComboBox, "size").setCurrentIndex(1)
    exporting.dialog.findChild(QLineEdit, "book_title").setText("口袋书")
    monkeypatch.setattr(hands.app.bank_files, "export", export)
    exporting.write(tmp_path / "书.docx")
    ((size, cover),) = asked
    assert (size, cover.title, cover.issuer) == ("a5", "口袋书", "周庄镇")
    assert cover.printed_on == hands.app.clock().date()


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
        export_dialog.QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile())
    )
    exporting.write(tmp_path / "题库.xlsx")
    hands.press("open_folder", exporting.dialog)
    assert [Path(one) for one in opened] == [tmp_path]
