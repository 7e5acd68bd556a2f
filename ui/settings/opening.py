"""Opens the dialog of settings over the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from jyguide.access.permission import Permission
from ui.settings.dialog import SettingsDialog

if TYPE_CHECKING:
    from ui.main import Window


def open_settings(window: Window) -> SettingsDialog | None:
    """The dialog, once: a second call brings the first one forward. None while nothing is open."""
    app, shell = window.app, window.shell
    if app is None:
        return None
    for there in shell.findChildren(
        SettingsDialog, options=Qt.FindChildOption.FindDirectChildrenOnly
    ):
        there.activateWindow()
        return there

    def turn_type() -> None:
        """A dialog laid out for the other size would clip: it is opened anew."""
        shell.commands.action("large_type").trigger()
        dialog.accept()
        dialog.setObjectName("")
        dialog.setParent(None)
        open_settings(window)

    dialog = SettingsDialog(
        window.desk,
        app.preferences,
        turn_type,
        shell,
        may_set_up=app.permits.may(Permission.SET_UP),
    )
    dialog.wanted.connect(shell.show_page)
    dialog.open()
    return dialog
