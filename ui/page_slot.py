"""The place of a page in the window, before it is there and once it has gone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.page import Page
from ui.theme import SPACE, Tone
from ui.widgets.buttons import make_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import ElidedLabel, make_label
from ui.widgets.surfaces import Banner

_OPENING = "正在打开…"


class PageFrame(QWidget):
    """A page under its title line, and between them why it could not be read.

    Object names: `page_title`, `page_hint` or `page_limits`, `page_unread`, `read_again`.
    """

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
        self._page, self._rows = page, layout
        self._unread: Banner | None = None
        page.tell_unread = self._tell_unread

    def _tell_unread(self, sentence: str) -> None:
        if self._unread is None and sentence:
            self._unread = self._make_banner()
        if self._unread is None:
            return
        self._unread.say(sentence, Tone.WARN)
        for state in self._page.findChildren(EmptyState):  # "none yet" is not known either
            state.show_unread(unread=bool(sentence))

    def _make_banner(self) -> Banner:
        banner = Banner()
        banner.setObjectName("page_unread")
        again = make_button("再试一次", icon_name="refresh", name="read_again")
        again.clicked.connect(self._page.refresh)
        row = banner.layout()
        assert isinstance(row, QHBoxLayout)  # noqa: S101 - Banner made it
        row.addWidget(again)
        self._rows.insertWidget(1, banner)
        return banner


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
