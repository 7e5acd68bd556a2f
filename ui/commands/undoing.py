"""撤销 and 重做 anywhere in the window, and the way into 回收站."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMenu

from jyguide.access.permission import Permission
from ui.commands.command import Command, Menu

if TYPE_CHECKING:
    from ui.main import Window


def offer_undoing(window: Window) -> None:
    """Undoing, redoing and the recycle bin, for the folder that is open now."""
    from ui.history.steps import UndoSteps  # noqa: PLC0415 - see `ui.main`

    app, commands = window.app, window.shell.commands
    assert app is not None  # noqa: S101 - commands are offered once it is open
    steps = UndoSteps(window, app)
    undo = commands.add(
        Command("undo", "撤销", steps.undo, Menu.EDIT, 0, ("Ctrl+Z",), "undo", "后退 取消 还原")
    )
    redo = commands.add(
        Command(
            "redo",
            "重做",
            steps.redo,
            Menu.EDIT,
            0,
            ("Ctrl+Y", "Ctrl+Shift+Z"),
            "redo",
            "恢复 再做一遍",
        )
    )
    commands.add(
        Command(
            "recycle_bin",
            "回收站…",
            lambda: _open_bin(window),
            Menu.DATA,
            5,
            icon="delete",
            words="删除 找回 恢复 已删除",
        )
    )
    steps.follow(undo, redo, window.shell.findChild(QMenu, "menu_edit"))
    QTimer.singleShot(0, steps, steps.settle)  # once the shell has switched commands on


def _open_bin(window: Window) -> None:
    from ui.history.recycle_dialog import open_bin  # noqa: PLC0415 - when first asked for

    app, page = window.app, window.shell.current_page
    if app is None or page is None:
        return
    dialog = open_bin(window.desk, app.history, page, may_restore=app.permits.may(Permission.EDIT))
    dialog.action_wanted.connect(window.shell.show_page)
