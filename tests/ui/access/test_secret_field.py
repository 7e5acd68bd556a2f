"""A new secret typed twice with the keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout

from ui.access.secret_field import SecretField, SecretPair
from ui.widgets import Form


@pytest.fixture
def shown(qtbot):
    """The pair in a form on screen, and its two fields; the first has the focus."""
    dialog = QDialog()
    form = Form()
    pair = SecretPair(form, lambda: "王芳")
    QVBoxLayout(dialog).addWidget(form)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.isActiveWindow)
    first, second = (
        dialog.findChild(SecretField, f"field_{name}") for name in ("secret", "repeated")
    )
    first.setFocus()
    return dialog, pair, first, second


def press(text):
    QTest.keyClicks(QApplication.focusWidget(), text)


def test_tab_leads_from_one_typing_to_the_other_and_then_to_the_eyes(shown):
    _, pair, first, second = shown
    press("taihu-90-xin")
    QTest.keyClick(first, Qt.Key.Key_Tab)
    press("taihu-90-xin")
    assert second.text() == pair.secret == "taihu-90-xin"
    assert not pair.problems()
    for eye in (first.eye, second.eye):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is eye


def test_what_is_typed_on_the_eye_does_not_lengthen_the_secret(shown):
    _, pair, first, _ = shown
    press("taihu-90-xin")
    first.eye.setFocus()
    press("more")
    assert pair.secret == "taihu-90-xin"
    QTest.keyClick(first.eye, Qt.Key.Key_Space)
    assert first.echoMode() is SecretField.EchoMode.Normal


def test_escape_on_the_eye_closes_the_dialog(shown):
    dialog, _, first, _ = shown
    first.eye.setFocus()
    QTest.keyClick(first.eye, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
