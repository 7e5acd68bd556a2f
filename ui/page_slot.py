"""The place of a page in the window, before it is there and once it has gone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.page import Page
from ui.theme import SPACE
from ui.widgets.labels import ElidedLabel, make_label

_OPENING = "正在打开…"


class PageFrame(QWidget):
    """A page under its title line."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(make_label(page.title, "page-title", "page_title"))
        if page.limits:  # its hint would speak of what he may not do
            limits = make_label(page.limits, "hint", "page_limits")
            limits.setToolTip(page.limits_tip)
            words.addWidget(limits)
        elif page.hint:
            hint = ElidedLabel("hint", "page_hint")
            hint.setText(page.hint)
            words.addWidget(hint)
        head.addLayout(words, 1)
        for button in page.head_buttons():
            head.addWidget(button, alignment=Qt.AlignmentFlag.AlignVCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addLayout(head)
        layout.addWidget(page, 1)


def say_opening(slot: QVBoxLayout) -> None:
    """Say that something is on its way, where nothing stands yet; object name `page_opening`."""
    if slot.count() == 0:
        said = make_label(_OPENING, "hint", "page_opening")
        slot.addWidget(said, alignment=Qt.AlignmentFlag.AlignCenter)


def clear(slot: QVBoxLayout) -> None:
    """Let go of what stands there."""
    while (item := slot.takeAt(0)) is not None:
        gone = item.widget()
        gone.hide()
        gone.deleteLater()
