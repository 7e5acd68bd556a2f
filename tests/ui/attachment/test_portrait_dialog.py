"""A portrait is seen before it is kept."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSlider, QWidget

from jyguide.attachment.portrait import first_crop
from tests.jyguide.attachment.pictures import a_jpeg
from ui.attachment.portrait_dialog import PortraitDialog


def test_keys_choose_the_part_that_is_kept(qtbot, qapp):
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = PortraitDialog(a_jpeg((600, 800)), parent)
    dialog.show()
    assert dialog.crop().box == pytest.approx(first_crop(600, 800).box, abs=0.01)
    assert dialog.findChild(QLabel, "portrait_note").text() == ""
    zoom, across = dialog.findChild(QSlider, "zoom"), dialog.findChild(QSlider, "across")
    before = dialog.crop()
    qtbot.keyClick(zoom, Qt.Key.Key_End)
    assert (dialog.crop().right - dialog.crop().left) * 4 == pytest.approx(
        before.right - before.left
    )
    assert "模糊" in dialog.findChild(QLabel, "portrait_note").text()
    qtbot.keyClick(across, Qt.Key.Key_Home)
    assert dialog.crop().left == 0
    with qtbot.waitSignal(dialog.chosen) as kept:
        qtbot.mouseClick(dialog.findChild(QPushButton, "keep_portrait"), Qt.MouseButton.LeftButton)
    assert kept.args[0].left == 0
