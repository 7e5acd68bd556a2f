"""A branch's year bound from the page: previewed, and written into a folder."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDialog, QLabel

from tests.jyguide.standard.visiting import inspected, lay_round
from ui.printing.preview import PrintPreview

LEFT = Qt.MouseButton.LeftButton


def shown(page, kind, name):
    return next(one for one in page.findChildren(kind, name) if one.isVisible())


def problems(dialog):
    return [one.text() for one in dialog.findChildren(QLabel, "problem") if one.isVisible()]


def test_volumes_are_looked_at_and_written(qtbot, app, open_page, rest, alerts, tmp_path):
    inspected(app, lay_round(app))
    page = open_page(app)
    tab = page.tabs.shown()
    tab.table.select_rows(lambda line: line.branch.name == "山泉村党支部")
    rest()
    qtbot.mouseClick(tab.findChild(QAbstractButton, "bind_volume"), LEFT)
    dialog = shown(page, QDialog, "volume_dialog")
    assert dialog.scope.currentText() == "山泉村党支部"
    QTest.keyClick(dialog.sides, Qt.Key.Key_Space)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    rest()
    preview = next(one for one in page.findChildren(PrintPreview) if one.isVisible())
    assert "山泉村党支部2026年标准化建设档案" in preview.windowTitle()
    assert len(preview._documents) % 2 == 1  # whole sheets, and the label
    preview.close()

    alerts.files = [tmp_path]
    tab.findChild(QAction, "bind_volumes").trigger()
    dialog = shown(page, QDialog, "volume_dialog")
    dialog.scope.setCurrentIndex(1)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert [one.partition("。")[0] for one in problems(dialog)] == ["一次只能预览一个支部"]
    form = dialog.findChild(QComboBox, "volume_form")
    QTest.keyClick(form, Qt.Key.Key_End)
    assert problems(dialog) == []
    told = []
    page.notice.connect(told.append)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    rest()
    assert sorted(path.suffix for path in tmp_path.glob("*.docx")) == [".docx"] * 4
    assert told[-1].sentence.startswith("3 卷、")
