"""设置, and what was left unsaved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyguide.settings.table import ELSEWHERE, SETTINGS
from ui.commands.command import Command, Menu

if TYPE_CHECKING:
    from ui.main import Window


def offer_settings(window: Window) -> None:
    """The dialog of settings; Ctrl+K finds it by the title of each of them."""

    def show() -> None:
        from ui.settings.opening import open_settings  # noqa: PLC0415 - when it is asked for

        open_settings(window)

    titles = " ".join(one.title for one in (*SETTINGS, *ELSEWHERE))
    window.shell.commands.add(
        Command(
            "settings",
            "设置…",
            show,
            Menu.TOOLS,
            9,
            ("Ctrl+,",),
            "settings",
            words=f"选项 偏好 默认 {titles}",
        )
    )
