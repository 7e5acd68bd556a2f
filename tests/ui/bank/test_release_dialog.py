"""题库版本: the city issues, a station looks."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QWidget

from jyguide.bank.row import ItemStatus
from ui.bank.release_dialog import ReleaseDialog

_FITS = 690
"""Lines of a screen of 768 that are left between title and task bar."""

CLICK = Qt.MouseButton.LeftButton


@pytest.fixture
def opened(qtbot, desk):
    parent = QWidget()
    qtbot.addWidget(parent)

    def open_(app):
        dialog = ReleaseDialog(desk, app, parent)
        with qtbot.waitExposed(dialog):
            dialog.open()
        qtbot.waitUntil(lambda: not desk.jobs.busy)
        return dialog

    return open_


@pytest.fixture
def press(qtbot, desk):
    def press_(dialog, name):
        qtbot.mouseClick(dialog.findChild(QPushButton, name), CLICK)
        qtbot.waitUntil(lambda: not desk.jobs.busy)

    return press_


def standing(dialog):
    return dialog._standing._sentence.text()


def test_the_city_issues_the_proposed_version(city, opened, press):
    dialog = opened(city)
    assert "还没有发布过版本" in standing(dialog)
    assert dialog.findChild(QLineEdit, "field_version").text() == "2026.1"
    assert dialog.findChild(QPlainTextEdit, "field_note").toPlainText() == "第一次发布。"
    press(dialog, "issue")
    assert "就是现在的内容" in standing(dialog)
    assert [row.version for row in dialog.table.rows()] == ["2026.1"]
    assert not dialog.findChild(QPushButton, "issue").isEnabled()
    press(dialog, "undo_step")
    assert city.releases.releases() == []
    assert dialog.findChild(QPushButton, "issue").isEnabled()


def test_it_fits_a_small_screen_whatever_it_has_to_say(city, opened, press):
    dialog = opened(city)
    press(dialog, "issue")
    assert dialog._told.isVisible()
    assert dialog.height() <= _FITS
    press(dialog, "undo_step")
    assert dialog._told.isVisible()
    assert dialog.height() <= _FITS
    assert dialog.minimumSizeHint().height() <= _FITS


@pytest.mark.parametrize("version", ["", "first", "2025.9"])
def test_a_wrong_version_is_marked_in_the_form(qtbot, city, opened, press, version):
    city.releases.issue("2026.1")
    row = next(r for r in city.bank.items() if r.unified)
    city.items.set_status([row.id], ItemStatus.WITHDRAWN)
    dialog = opened(city)
    field = dialog.findChild(QLineEdit, "field_version")
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.keyClicks(field, version)
    press(dialog, "issue")
    assert dialog._form._rows["version"].problem
    assert len(city.releases.releases()) == 1


def test_a_station_only_looks(app, opened):
    dialog = opened(app)
    assert "还没有发布过版本" in standing(dialog)
    assert not dialog.findChild(QPushButton, "issue").isVisible()
    assert dialog.findChild(QLineEdit, "field_version") is None
