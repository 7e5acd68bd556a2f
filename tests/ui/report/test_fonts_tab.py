"""字体检查, as a clerk goes about it: look, try a name, print the sample."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from jyguide.documents.font_check import ROLE_NAMES, USES
from jyguide.documents.fonts import FONTS
from jyguide.documents.page import Style
from tests.ui.conftest import clock
from ui.page import Page
from ui.printing.fonts import UNITS_PER_POINT, qt_font
from ui.printing.preview import PrintPreview
from ui.report.fonts.tab import FontsTab

OFFICE = SimpleNamespace(clock=clock, place=SimpleNamespace(office="周庄镇基层党建工作指导站"))
"""All that the tab asks of a station; it reads no data."""


@pytest.fixture
def tab(desk, qtbot):
    page = Page()
    made = FontsTab(desk, OFFICE, page)
    qtbot.addWidget(made)
    qtbot.addWidget(page)
    made.resize(1150, 700)
    made.show()
    made.reload()
    sample = made.findChild(QPushButton, "print_sample")
    qtbot.waitUntil(sample.isEnabled)
    return made


def test_looking_trying_and_printing(tab, qtbot):
    def said(name):
        return tab.findChild(QLabel, name).text()

    for role in ROLE_NAMES:
        found = next(filter(QFontDatabase.hasFamily, FONTS[role].office), "")
        assert said(f"face_{role}").startswith("已安装" if found else "没有安装")
        assert USES[role] in said(f"means_{role}")
        style = Style(role)  # documents are set in the same typeface, at their own size
        assert qt_font(style).pixelSize() == style.size * UNITS_PER_POINT
    assert "PDF" in said("embedded")
    text = tab.findChild(QLineEdit, "font_text")
    assert text.focusPolicy() & Qt.FocusPolicy.TabFocus
    text.setText("王伟")
    assert said("font_lacks").startswith("这些字")
    text.setText("王\ue001")
    assert "、".join(ROLE_NAMES.values()) in said("font_lacks")
    assert "〔U+E001〕" in said("font_lacks")
    sample = tab.findChild(QPushButton, "print_sample")
    sample.setFocus()
    qtbot.keyClick(sample, Qt.Key.Key_Space)
    (preview,) = tab.window().findChildren(PrintPreview)
    qtbot.waitUntil(lambda: len(preview.pages) == 2)
    assert "江阴市基层党建工作指导站" in preview.pages[0].text
    preview.reject()
