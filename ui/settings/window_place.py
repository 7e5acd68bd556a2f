"""Where the window stood and which page it showed, kept on this PC from one start to the next."""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from contextlib import suppress

from PySide6.QtWidgets import QApplication

from jyguide.settings.pc import keep_pc_settings, pc_settings
from ui.shell import Shell


def take_place(shell: Shell) -> None:
    """Put the window where it was, and on the page it showed, as far as that is wanted.

    A place that the screens of now do not show is given up for the usual one.
    """
    kept = pc_settings()
    if kept.restore_window and kept.window:
        _take_window(shell, kept.window)
    if kept.reopen_page and kept.page:
        with suppress(KeyError):  # a page that a later version had
            shell.show_page(kept.page)


def keep_place(shell: Shell) -> None:
    """Remember both; called when the window closes."""
    keep_pc_settings(
        window=b64encode(bytes(shell.saveGeometry().data())).decode("ascii"),
        page=shell.shown_page,
    )


def _take_window(shell: Shell, kept: str) -> None:
    usual = shell.geometry()
    try:
        taken = shell.restoreGeometry(b64decode(kept, validate=True))
    except (binascii.Error, ValueError):
        return
    if not taken or not _is_on_screen(shell):
        shell.setWindowState(shell.windowState().WindowNoState)
        shell.setGeometry(usual)


def _is_on_screen(shell: Shell) -> bool:
    place = shell.normalGeometry() if shell.isMaximized() else shell.geometry()
    rooms = [screen.availableGeometry() for screen in QApplication.screens()]
    return any(
        room.contains(place.center())
        and place.width() <= room.width()
        and place.height() <= room.height()
        for room in rooms
    )
