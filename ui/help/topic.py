"""Which part of the help belongs to what somebody looks at."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QTabWidget, QWidget

from jyguide.help.chapters import topic_of
from ui.page import Page
from ui.widgets.upwards import upwards

HELP_TOPIC = "help_topic"
"""Property of a dialog or a pane: its own topic, ``training:学时``, before that of the page."""


def topic_at(widget: QWidget | None, page: Page | None) -> str:
    """The topic of a widget by its nearest property, else of the page on screen.

    Args:
        widget: What has the focus, or a dialog.
        page: The page shown; None before there is one.
    """
    for one in upwards(widget):
        if topic := one.property(HELP_TOPIC):
            return str(topic)
    return topic_of(page.name, _tab_titles(page)) if page is not None else "start"


def _tab_titles(page: Page) -> Iterator[str]:
    """Of the tabs on screen, outer ones before those in them."""
    for tabs in page.findChildren(QTabWidget):
        if tabs.isVisible():
            yield tabs.tabText(tabs.currentIndex())
