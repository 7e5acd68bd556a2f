"""How everything looks: 大字."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyguide.settings.pc import pc_settings
from ui.commands.command import Command, Menu

if TYPE_CHECKING:
    from ui.main import Window


def offer_looks(window: Window) -> None:
    """The switch for large type."""

    def turn() -> None:
        wanted = action.isChecked()
        if not window.show_type(large=wanted):
            action.setChecked(not wanted)

    action = window.shell.commands.add(
        Command(
            "large_type",
            "大字",
            turn,
            Menu.VIEW,
            2,
            ("Ctrl+Shift+B",),
            words="字号 放大 老花",
            checkable=True,
        )
    )
    action.setChecked(pc_settings().large_type)
