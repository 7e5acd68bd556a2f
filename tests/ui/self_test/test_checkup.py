"""电脑体检 in the window: looked at on the worker, dealt with from the top, printed."""

from __future__ import annotations

from threading import current_thread, main_thread

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from jyguide.app import open_application
from jyguide.clock import system_clock
from jyguide.folder import NewFolder, create_folder
from jyguide.self_test.facts import PrinterFacts
from jyguide.self_test.finding import Part
from ui.changes import ChangeHub
from ui.desk import Desk
from ui.printing.preview import PrintPreview
from ui.self_test import shown
from ui.self_test.dialog import CheckupDialog


@pytest.fixture
def dialog(qtbot, jobs, alerts, tmp_path, monkeypatch):
    def printers():
        assert current_thread() is not main_thread(), "one on the network may be off"
        return PrinterFacts(0, default=False)

    monkeypatch.setattr(shown, "printer_facts", printers)
    create_folder(tmp_path / "数据", NewFolder("周庄镇"), system_clock)
    app = open_application(tmp_path / "数据")
    page = QWidget()
    qtbot.addWidget(page)
    opened = CheckupDialog(Desk(jobs, alerts, ChangeHub()), app, page)
    with qtbot.waitExposed(opened):
        opened.open()
    yield opened
    qtbot.waitUntil(lambda: not jobs.busy)
    app.close()


def lines(dialog):
    """The parts in the order in which they stand."""
    found = [dialog.findChild(QLabel, f"finding_{part.name.lower()}") for part in Part]
    return [one.objectName() for one in sorted(found, key=lambda one: one.pos().y())]


def sheets(dialog):
    """How many pages each preview over it has; a key presses a button a moment later."""
    return [len(one.pages) for one in dialog.findChildren(PrintPreview)]


def test_it_looks_at_once_and_leads_to_the_sheet(qtbot, dialog, jobs, alerts, tmp_path):
    for name in ("checkup_text", "checkup_print", "checkup_again"):
        assert not dialog.findChild(QPushButton, name).isEnabled(), "nothing is known yet"
    qtbot.waitUntil(lambda: not jobs.busy)
    qtbot.waitUntil(lambda: dialog.findChild(QLabel, "finding_printer") is not None)
    order = lines(dialog)
    assert order.index("finding_printer") < order.index("finding_database")
    assert not dialog.findChild(QWidget, "checkup_progress").isVisible()
    alerts.files = [tmp_path / "体检单.txt"]
    qtbot.keyClick(dialog, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil((tmp_path / "体检单.txt").exists)
    assert "没有装打印机" in (tmp_path / "体检单.txt").read_text("utf-8-sig")
    qtbot.keyClick(dialog, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: sheets(dialog) == [1])
    preview = dialog.findChild(PrintPreview)
    preview.reject()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()
