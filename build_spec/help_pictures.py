"""The pictures of what stands on every page: help, the preview of a print, a column's filter."""

from __future__ import annotations

from camera import find, glance, keep, settle, show, with_dialog
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QDialog, QWidget

from ui.commands.help import HelpKeys
from ui.main import Window
from ui.printing.preview import PrintPreview
from ui.widgets import RowTable
from ui.widgets.heads.filter_popup import FilterPopup, open_filter

_TURNS = 8
"""Of the loop, in which the pictures of a chapter are loaded."""
_STATE = 3
"""The column of people's standing on the way to a post."""


def take(window: Window) -> None:
    """Of a station at work."""
    take_filter(window)
    take_preview(window)
    take_help(window)


def take_filter(window: Window) -> None:
    """The values of a column, each with its count."""
    show(window, "approval")
    open_filter(find(window.shell, RowTable, "standings").view, _STATE)
    popup = find(window.shell, FilterPopup, "filter_popup")
    settle(window)
    keep(_over(window.shell, popup), "table-filter")
    popup.close()


def take_preview(window: Window) -> None:
    """A sign-in sheet before it is printed."""
    assert window.app is not None  # noqa: S101 - open
    show(window, "training")
    session = max(window.app.training.sessions(), key=lambda row: row.attended)
    sheet = window.app.training.sign_in_sheet(session.id)
    desk = window.desk
    preview = PrintPreview([sheet], desk.jobs, desk.alerts, "签到表", window.shell)
    preview.resize(window.shell.size() * 0.9)
    preview.open()
    settle(window)
    settle(window)
    keep(with_dialog(window.shell, preview), "print-preview")
    QDialog.done(preview, 0)


def take_help(window: Window) -> None:
    """The page of help of a tab."""
    keys = window.shell.findChild(HelpKeys)
    assert keys is not None  # noqa: S101 - offered with the other commands
    help_window = keys.opener.window
    help_window.open_at("people:从花名册导入")
    for _ in range(_TURNS):
        glance()
    keep(help_window.grab().toImage(), "help")
    help_window.close()


def _over(shell: QWidget, popup: QWidget) -> QImage:
    """A popup where it stands over the window."""
    whole = shell.grab()
    painter = QPainter(whole)
    painter.drawPixmap(popup.pos() - shell.mapToGlobal(QPoint(0, 0)), popup.grab())
    painter.end()
    return whole.toImage()
